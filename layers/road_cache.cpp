#include "layers/road_cache.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <system_error>
#include <type_traits>
#include <unistd.h>
#include <utility>

namespace layers {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view magic = "HIILROAD";
/// Raised whenever what is written, or how a graph is made, changes.
constexpr std::uint32_t cache_version = 1;
constexpr std::uint32_t byte_order_mark = 0x01020304;
static_assert(sizeof(geo::road::UpArc) == 16 && sizeof(geo::MapPoint) == 16, "no bytes between the members");

/// FNV-1a over words of eight bytes: finds flipped and missing bytes, which is all that is asked of it.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 14695981039346656037ULL ^ bytes.size();
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
    sum = (sum ^ word) * 1099511628211ULL;
    sum ^= sum >> 29;
  }
  return sum;
}

class CacheWriter {
public:
  template <class T>
  void value(T v) {
    static_assert(std::is_arithmetic_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&v), sizeof(T));
  }
  template <class T>
  void array(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    value<std::uint64_t>(values.size());
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  void text(std::string_view text) {
    value<std::uint64_t>(text.size());
    bytes_.append(text);
  }
  [[nodiscard]] std::string& bytes() { return bytes_; }

private:
  std::string bytes_;
};

/// Reads what CacheWriter wrote; once something does not fit, all that follows is empty and `whole` is false.
class CacheReader {
public:
  explicit CacheReader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  [[nodiscard]] T value() {
    T v{};
    if (take(sizeof(T))) std::memcpy(&v, bytes_.data() + at_ - sizeof(T), sizeof(T));
    return v;
  }
  template <class T>
  void array(std::vector<T>& values) {
    const auto count = value<std::uint64_t>();
    values.clear();
    if (count > bytes_.size() / sizeof(T) || !take(count * sizeof(T))) {
      whole_ = false;
      return;
    }
    values.resize(count);
    if (count > 0) std::memcpy(values.data(), bytes_.data() + at_ - count * sizeof(T), count * sizeof(T));
  }
  [[nodiscard]] std::string_view text() {
    const auto count = value<std::uint64_t>();
    if (count > bytes_.size() || !take(count)) return {};
    return bytes_.substr(at_ - count, count);
  }
  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

private:
  bool take(std::uint64_t count) {
    if (!whole_ || count > bytes_.size() - at_) return whole_ = false;
    at_ += count;
    return true;
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool whole_ = true;
};

void write_graph(CacheWriter& out, const geo::RoadGraph& graph) {
  out.array(graph.nodes);
  out.array(graph.shape_start);
  out.array(graph.shape);
  out.array(graph.along_m);
  out.array(graph.piece);
  out.value(graph.piece_count);
  out.value<std::uint64_t>(graph.edges.size());
  for (const geo::RoadEdge& e : graph.edges) {
    out.value(e.from);
    out.value(e.to);
    out.value(e.length_m);
    out.value(e.speed_kmh);
    out.value(static_cast<std::uint8_t>(e.travel));
  }
}

bool ascends(const std::vector<std::uint32_t>& start, std::size_t count, std::size_t end) {
  return start.size() == count + 1 && start.front() == 0 && start.back() == end &&
         std::is_sorted(start.begin(), start.end());
}

bool read_graph(CacheReader& in, geo::RoadGraph& graph) {
  in.array(graph.nodes);
  in.array(graph.shape_start);
  in.array(graph.shape);
  in.array(graph.along_m);
  in.array(graph.piece);
  graph.piece_count = in.value<std::uint32_t>();
  const auto edges = in.value<std::uint64_t>();
  for (std::uint64_t i = 0; i < edges && in.whole(); ++i) {
    geo::RoadEdge e;
    e.from = in.value<std::uint32_t>();
    e.to = in.value<std::uint32_t>();
    e.length_m = in.value<double>();
    e.speed_kmh = in.value<double>();
    const auto travel = in.value<std::uint8_t>();
    e.travel = static_cast<geo::Travel>(travel);
    const bool fits = e.from < graph.nodes.size() && e.to < graph.nodes.size() && e.length_m >= 0 &&
                      std::isfinite(e.length_m) && e.speed_kmh > 0 &&
                      travel <= static_cast<std::uint8_t>(geo::Travel::both);
    if (!fits) return false;
    graph.edges.push_back(e);
  }
  return in.whole() && ascends(graph.shape_start, graph.edges.size(), graph.shape.size()) &&
         graph.along_m.size() == graph.shape.size() && graph.piece.size() == graph.nodes.size();
}

void write_hierarchy(CacheWriter& out, const std::shared_ptr<const geo::road::Hierarchy>& hierarchy) {
  out.value<std::uint8_t>(hierarchy ? 1 : 0);
  if (!hierarchy) return;
  out.array(hierarchy->rank);
  out.array(hierarchy->forward_start);
  out.array(hierarchy->forward);
  out.array(hierarchy->backward_start);
  out.array(hierarchy->backward);
  out.value(hierarchy->core_first);
  out.value(hierarchy->landmarks.count);
  out.array(hierarchy->landmarks.from);
  out.array(hierarchy->landmarks.to);
}

/// Null without one; `whole` becomes false when it does not fit the graph.
std::shared_ptr<const geo::road::Hierarchy> read_hierarchy(CacheReader& in, std::size_t nodes, std::size_t arcs,
                                                           bool& whole) {
  if (in.value<std::uint8_t>() == 0) return nullptr;
  auto h = std::make_shared<geo::road::Hierarchy>();
  in.array(h->rank);
  in.array(h->forward_start);
  in.array(h->forward);
  in.array(h->backward_start);
  in.array(h->backward);
  h->core_first = in.value<std::uint32_t>();
  h->landmarks.count = in.value<std::uint32_t>();
  in.array(h->landmarks.from);
  in.array(h->landmarks.to);
  const auto points_within = [&](const std::vector<geo::road::UpArc>& list) {
    return std::all_of(list.begin(), list.end(), [&](const geo::road::UpArc& a) {
      const bool original = (a.via & geo::road::original_arc) != 0;
      return a.other < nodes && (original ? a.via - geo::road::original_arc < arcs : a.via < nodes) && a.weight >= 0;
    });
  };
  whole = whole && in.whole() && h->rank.size() == nodes && h->core_first <= nodes &&
          std::all_of(h->rank.begin(), h->rank.end(), [&](std::uint32_t r) { return r < nodes; }) &&
          ascends(h->forward_start, nodes, h->forward.size()) &&
          ascends(h->backward_start, nodes, h->backward.size()) && points_within(h->forward) &&
          points_within(h->backward) && h->landmarks.count <= nodes &&
          h->landmarks.from.size() == (nodes - h->core_first) * h->landmarks.count &&
          h->landmarks.to.size() == h->landmarks.from.size();
  return h;
}

std::optional<std::string> all_bytes(const fs::path& file) {
  std::error_code fault;
  const std::uintmax_t size = fs::file_size(file, fault);
  if (fault || !fs::is_regular_file(file, fault)) return std::nullopt;
  std::string bytes(size, '\0');
  std::ifstream in(file, std::ios::binary);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return bytes;
}

}  // namespace

fs::path road_cache_file(const fs::path& plan_file) {
  fs::path file = plan_file;
  return file.replace_extension(".roads");
}

std::string road_cache_key(std::span<const RoadLayer> layers, const geo::Crs& map) {
  std::string key = map.text() + "\nsnap " + std::to_string(geo::RoadGraphOptions{}.snap_m);
  for (const RoadLayer& layer : layers) {
    std::error_code fault;
    const std::uintmax_t size = fs::file_size(layer.path, fault);
    const auto changed = fs::last_write_time(layer.path, fault).time_since_epoch().count();
    key += "\n" + layer.path + "\t" + layer.sublayer + "\t" + layer.crs + "\t" + std::to_string(size) + "\t" +
           std::to_string(changed);
  }
  return key;
}

std::unique_ptr<geo::RoadNetwork> read_road_cache(const fs::path& file, const std::string& key) {
  const std::optional<std::string> bytes = all_bytes(file);
  if (!bytes || bytes->size() < magic.size() + sizeof(std::uint64_t) || !bytes->starts_with(magic)) return nullptr;
  const std::string_view content = std::string_view(*bytes).substr(0, bytes->size() - sizeof(std::uint64_t));
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes->data() + content.size(), sizeof(sum));
  if (sum != checksum(content)) return nullptr;
  CacheReader in(content.substr(magic.size()));
  if (in.value<std::uint32_t>() != cache_version || in.value<std::uint32_t>() != byte_order_mark || in.text() != key)
    return nullptr;
  geo::RoadGraph graph;
  if (!read_graph(in, graph)) return nullptr;
  auto network = std::make_unique<geo::RoadNetwork>(std::move(graph));
  bool whole = true;
  for (const geo::RouteBy by : {geo::RouteBy::length, geo::RouteBy::time})
    if (auto hierarchy = read_hierarchy(in, network->graph().nodes.size(), network->arcs(by).edge.size(), whole))
      network->adopt(by, std::move(hierarchy));
  if (!whole || !in.whole() || !in.at_end()) return nullptr;
  return network;
}

bool write_road_cache(const fs::path& file, const std::string& key, const geo::RoadNetwork& network) {
  CacheWriter out;
  out.bytes().append(magic);
  out.value(cache_version);
  out.value(byte_order_mark);
  out.text(key);
  write_graph(out, network.graph());
  write_hierarchy(out, network.hierarchy(geo::RouteBy::length));
  write_hierarchy(out, network.hierarchy(geo::RouteBy::time));
  out.value(checksum(out.bytes()));
  fs::path beside = file;
  beside += "." + std::to_string(getpid()) + ".part";
  std::error_code fault;
  {
    std::ofstream stream(beside, std::ios::binary);
    stream.write(out.bytes().data(), static_cast<std::streamsize>(out.bytes().size()));
    stream.close();
    if (!stream) {
      fs::remove(beside, fault);
      return false;
    }
  }
  fs::rename(beside, file, fault);
  if (!fault) return true;
  std::error_code ignored;
  fs::remove(beside, ignored);
  return false;
}

geo::Loaded<std::shared_ptr<const geo::RoadNetwork>> prepared_roads(std::span<const RoadLayer> layers,
                                                                    const geo::Crs& map, geo::RouteBy by,
                                                                    const fs::path& cache_file,
                                                                    geo::Progress& progress) {
  geo::Loaded<std::shared_ptr<const geo::RoadNetwork>> made;
  const std::string key = road_cache_key(layers, map);
  std::shared_ptr<geo::RoadNetwork> network;
  if (!cache_file.empty()) network = read_road_cache(cache_file, key);
  if (!network) {
    auto read = read_roads(layers, map, progress);
    network = std::make_shared<geo::RoadNetwork>(std::move(read.value.graph));
    made.problems = std::move(read.problems);
  }
  if (!network->hierarchy(by)) {
    network->prepare(by, progress);
    if (!cache_file.empty()) write_road_cache(cache_file, key, *network);
  }
  made.value = std::move(network);
  return made;
}

}  // namespace layers
