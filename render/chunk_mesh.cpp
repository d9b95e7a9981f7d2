#include "render/chunk_mesh.hpp"

#include "geo/geometry.hpp"
#include "render/trapezoids.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace render {
namespace {

constexpr std::uint32_t run_segments = 512;
constexpr std::uint32_t run_indices = 3 * 1024;
constexpr double distance_restart_m = 20'000;

void extend(Run& run, Vec2f p) {
  run.low = {std::min(run.low.x, p.x), std::min(run.low.y, p.y)};
  run.high = {std::max(run.high.x, p.x), std::max(run.high.y, p.y)};
}

Run empty_run(std::uint32_t begin) {
  constexpr float far = std::numeric_limits<float>::infinity();
  return {begin, begin, {far, far}, {-far, -far}};
}

double signed_area(std::span<const Vec2f> ring) {
  double twice = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    twice += (double(ring[i - 1].x) - ring[0].x) * (double(ring[i].y) - ring[0].y) -
             (double(ring[i].x) - ring[0].x) * (double(ring[i - 1].y) - ring[0].y);
  return twice / 2;
}

/// What to add to a corner to move both its edges by 1 to their left; at most 2 long, so that spikes stay put.
std::array<std::int16_t, 2> inwards(Vec2f before, Vec2f corner, Vec2f after) {
  const auto left = [](Vec2f a, Vec2f b) -> std::array<double, 2> {
    const double dx = double(b.x) - a.x;
    const double dy = double(b.y) - a.y;
    const double length = std::hypot(dx, dy);
    if (length <= 0) return {0, 0};
    return {-dy / length, dx / length};
  };
  const auto n1 = left(before, corner);
  const auto n2 = left(corner, after);
  double x = n1[0] + n2[0];
  double y = n1[1] + n2[1];
  const double length2 = x * x + y * y;
  if (length2 > 1e-9) {
    x *= 2 / length2;
    y *= 2 / length2;
  }
  const double length = std::hypot(x, y);
  if (length > 2) {
    x *= 2 / length;
    y *= 2 / length;
  }
  return {static_cast<std::int16_t>(std::lround(x * 8192)), static_cast<std::int16_t>(std::lround(y * 8192))};
}

class MeshMaker {
public:
  MeshMaker(const Batch& batch, const Chunk& chunk, std::size_t level, MeshParts parts)
      : batch_(batch),
        chunk_(chunk),
        parts_(parts),
        edges_((parts & edged_fill_part) != 0),
        tolerance_m_(static_cast<float>(level_tolerance_m(level))) {}

  ChunkMesh run() {
    const bool polygons = chunk_.kind == geo::GeometryKind::polygon;
    const bool points = chunk_.kind == geo::GeometryKind::point;
    const std::uint32_t count = chunk_.feature_end - chunk_.feature_begin;
    if (polygons && (parts_ & (plain_fill_part | edged_fill_part)) != 0)
      for (std::uint32_t k = 0; k < count; ++k)
        // Fills with antialiased edges are drawn from the front to the back, the last feature first.
        add_fill(edges_ ? chunk_.feature_end - 1 - k : chunk_.feature_begin + k);
    for (std::uint32_t f = chunk_.feature_begin; f < chunk_.feature_end; ++f) {
      if (points && (parts_ & points_part) != 0) add_points(f);
      if (!points && (parts_ & segments_part) != 0) add_segments(f);
    }
    make_fill_runs();
    make_segment_runs();
    return std::move(mesh_);
  }

private:
  [[nodiscard]] std::uint16_t slot(std::uint32_t f) const {
    return static_cast<std::uint16_t>(f - chunk_.feature_begin);
  }
  std::span<const Vec2f> kept(std::uint32_t ring);
  void add_fill(std::uint32_t f);
  void add_part(std::uint16_t slot);
  void add_segments(std::uint32_t f);
  void add_points(std::uint32_t f);
  void make_fill_runs();
  void make_segment_runs();

  const Batch& batch_;
  const Chunk& chunk_;
  MeshParts parts_;
  bool edges_;
  float tolerance_m_;
  ChunkMesh mesh_;
  std::vector<Vec2f> kept_;
  std::vector<std::vector<geo::MapPoint>> part_;  ///< rings of the part in work, inside to the left, not closed
};

/// The positions of a ring or line at this level, without repeated neighbours.
std::span<const Vec2f> MeshMaker::kept(std::uint32_t ring) {
  const std::uint32_t begin = batch_.ring_start[ring];
  const std::uint32_t end = batch_.ring_start[ring + 1];
  kept_.clear();
  for (std::uint32_t i = begin; i < end; ++i) {
    if (tolerance_m_ > 0 && chunk_.has_importance && batch_.importance_m[i] < tolerance_m_) continue;
    const Vec2f p = batch_.positions[i];
    if (!kept_.empty() && kept_.back().x == p.x && kept_.back().y == p.y) continue;
    kept_.push_back(p);
  }
  return kept_;
}

void MeshMaker::add_fill(std::uint32_t f) {
  part_.clear();
  for (std::uint32_t r = batch_.feature_ring[f]; r < batch_.feature_ring[f + 1]; ++r) {
    const bool exterior = batch_.ring_is_exterior[r] != 0;
    if (exterior) {
      add_part(slot(f));
      part_.clear();
    } else if (part_.empty()) {
      continue;  // its exterior was too small to be kept
    }
    std::span<const Vec2f> ring = kept(r);
    if (ring.size() < 4) continue;
    const double area = signed_area(ring);
    // Holes that nobody can see any more.
    if (!exterior && std::abs(area) < tolerance_m_ * tolerance_m_) continue;
    std::vector<geo::MapPoint>& out = part_.emplace_back();
    out.reserve(ring.size() - 1);
    const bool forward = (area > 0) == exterior;
    for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
      const Vec2f p = ring[forward ? k : ring.size() - 1 - k];
      out.push_back({p.x, p.y});
    }
  }
  add_part(slot(f));
}

namespace {

/// True if the triangles' areas add up to what the rings enclose: the first ring less the others.
bool covers(std::span<const std::uint32_t> triangles, std::span<const std::span<const geo::MapPoint>> rings) {
  std::vector<geo::MapPoint> positions;
  double enclosed_m2 = 0;
  for (const auto& ring : rings) {
    const double area = std::abs(geo::signed_area_m2(ring));
    enclosed_m2 += positions.empty() ? area : -area;
    positions.insert(positions.end(), ring.begin(), ring.end());
  }
  double covered_m2 = 0;
  for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
    const geo::MapPoint corners[] = {positions[triangles[i]], positions[triangles[i + 1]], positions[triangles[i + 2]]};
    covered_m2 += std::abs(geo::signed_area_m2(corners));
  }
  // Far above the rounding of float positions, far below what an eye sees.
  constexpr double share = 1e-4;
  return std::abs(covered_m2 - enclosed_m2) <= share * std::abs(enclosed_m2);
}

}  // namespace

void MeshMaker::add_part(std::uint16_t index) {
  if (part_.empty()) return;
  const auto first = static_cast<std::uint32_t>(mesh_.fill_vertices.size());
  const auto point = [](geo::MapPoint p) { return Vec2f{static_cast<float>(p.x_m), static_cast<float>(p.y_m)}; };
  std::vector<std::span<const geo::MapPoint>> rings;
  rings.reserve(part_.size());
  for (const auto& ring : part_) {
    rings.emplace_back(ring);
    for (std::size_t k = 0; k < ring.size(); ++k) {
      FillVertex vertex{point(ring[k]), {}, index, 0};
      if (edges_) {
        vertex.inwards =
            inwards(point(ring[k == 0 ? ring.size() - 1 : k - 1]), point(ring[k]), point(ring[(k + 1) % ring.size()]));
        vertex.side = 1;
      }
      mesh_.fill_vertices.push_back(vertex);
    }
  }
  if (rings.size() == 1 && rings[0].size() == 3) {
    for (std::uint32_t k = 0; k < 3; ++k) mesh_.fill_indices.push_back(first + k);
  } else {
    const std::vector<std::uint32_t> ears = triangulate(rings);
    if (covers(ears, rings)) {
      for (const std::uint32_t i : ears) mesh_.fill_indices.push_back(first + i);
    } else {
      // Rings that touch or, simplified, cross each other: ears would spill over the border.
      for (const geo::MapPoint p : trapezoids(rings)) {
        mesh_.fill_indices.push_back(static_cast<std::uint32_t>(mesh_.fill_vertices.size()));
        mesh_.fill_vertices.push_back({point(p), {}, index, static_cast<std::int16_t>(edges_ ? 1 : 0)});
      }
    }
  }
  if (!edges_) return;
  // The fringe: from half a pixel inside, where the fill ends, to half a pixel outside.
  std::uint32_t inner = first;
  for (const auto& ring : part_) {
    const auto size = static_cast<std::uint32_t>(ring.size());
    const auto outer = static_cast<std::uint32_t>(mesh_.fill_vertices.size());
    for (std::uint32_t k = 0; k < size; ++k) {
      FillVertex vertex = mesh_.fill_vertices[inner + k];
      vertex.side = -1;
      mesh_.fill_vertices.push_back(vertex);
    }
    for (std::uint32_t k = 0; k < size; ++k) {
      const std::uint32_t n = (k + 1) % size;
      for (const std::uint32_t i : {inner + k, outer + k, inner + n, inner + n, outer + k, outer + n})
        mesh_.fill_indices.push_back(i);
    }
    inner += size;
  }
}

void MeshMaker::add_segments(std::uint32_t f) {
  const bool polygon = chunk_.kind == geo::GeometryKind::polygon;
  for (std::uint32_t r = batch_.feature_ring[f]; r < batch_.feature_ring[f + 1]; ++r) {
    kept(r);
    if (kept_.size() < 2) continue;
    const bool closed = kept_.size() > 3 && kept_.front().x == kept_.back().x && kept_.front().y == kept_.back().y;
    if (polygon && closed) {
      const double area = signed_area(kept_);
      const bool exterior = batch_.ring_is_exterior[r] != 0;
      if (!exterior && std::abs(area) < tolerance_m_ * tolerance_m_) continue;
      if ((area > 0) != exterior) std::ranges::reverse(kept_);
    }
    const std::size_t n = kept_.size();
    double distance_m = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      const bool has_before = i > 0 || closed;
      const bool has_after = i + 2 < n || closed;
      const Vec2f before = i > 0 ? kept_[i - 1] : closed ? kept_[n - 2] : kept_[0];
      const Vec2f after = i + 2 < n ? kept_[i + 2] : closed ? kept_[1] : kept_[n - 1];
      mesh_.segments.push_back({before, kept_[i], kept_[i + 1], after, static_cast<float>(distance_m), slot(f),
                                static_cast<std::uint16_t>((has_before ? 1 : 0) | (has_after ? 2 : 0))});
      distance_m += std::hypot(double(kept_[i + 1].x) - kept_[i].x, double(kept_[i + 1].y) - kept_[i].y);
      if (distance_m > distance_restart_m) distance_m = 0;
    }
  }
}

void MeshMaker::add_points(std::uint32_t f) {
  const std::uint32_t begin = batch_.ring_start[batch_.feature_ring[f]];
  const std::uint32_t end = batch_.ring_start[batch_.feature_ring[f + 1]];
  for (std::uint32_t i = begin; i < end; ++i) mesh_.points.push_back({batch_.positions[i], slot(f), 0});
}

void MeshMaker::make_fill_runs() {
  auto& indices = mesh_.fill_indices;
  const auto count = static_cast<std::uint32_t>(indices.size());
  for (std::uint32_t begin = 0; begin < count; begin += run_indices) {
    Run run = empty_run(begin);
    run.end = std::min(count, begin + run_indices);
    for (std::uint32_t i = begin; i < run.end; ++i) extend(run, mesh_.fill_vertices[indices[i]].position);
    mesh_.fill_runs.push_back(run);
  }
}

void MeshMaker::make_segment_runs() {
  const auto count = static_cast<std::uint32_t>(mesh_.segments.size());
  for (std::uint32_t begin = 0; begin < count; begin += run_segments) {
    Run run = empty_run(begin);
    run.end = std::min(count, begin + run_segments);
    for (std::uint32_t i = begin; i < run.end; ++i) {
      extend(run, mesh_.segments[i].from);
      extend(run, mesh_.segments[i].to);
    }
    mesh_.segment_runs.push_back(run);
  }
}

}  // namespace

std::size_t level_for(const Chunk& chunk, double m_per_px) {
  if (!chunk.has_importance) return 0;
  std::size_t level = 0;
  while (level + 1 < mesh_levels && level_tolerance_m(level + 1) <= m_per_px / 3) ++level;
  return level;
}

ChunkMesh chunk_mesh(const Batch& batch, std::size_t chunk, std::size_t level, MeshParts parts) {
  return MeshMaker(batch, batch.chunks[chunk], level, parts).run();
}

std::vector<PointVertex> thinned_points(const Batch& batch, std::size_t index, double cell_m,
                                        std::span<const std::uint16_t> symbol_of_slot) {
  const Chunk& chunk = batch.chunks[index];
  std::vector<PointVertex> kept;
  // Squares that have a point, open addressing; at most half full.
  std::vector<std::uint64_t> taken(std::bit_ceil(2 * chunk.position_count + 1), ~std::uint64_t{0});
  const std::size_t mask = taken.size() - 1;
  const auto take = [&](Vec2f p) {
    constexpr std::int64_t middle = 1 << 30;  // so that no square has the key of an empty place
    const auto column = static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(p.x / cell_m)) + middle);
    const auto row = static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(p.y / cell_m)) + middle);
    const std::uint64_t key = std::uint64_t{row} << 32 | column;
    std::size_t at = (key * 0x9E3779B97F4A7C15ULL >> 32) & mask;
    while (taken[at] != ~std::uint64_t{0}) {
      if (taken[at] == key) return false;
      at = (at + 1) & mask;
    }
    taken[at] = key;
    return true;
  };
  for (std::uint32_t f = chunk.feature_end; f-- > chunk.feature_begin;) {
    if (!symbol_of_slot.empty() && symbol_of_slot[f] == hidden_symbol) continue;
    const std::uint32_t begin = batch.ring_start[batch.feature_ring[f]];
    for (std::uint32_t i = batch.ring_start[batch.feature_ring[f + 1]]; i-- > begin;)
      if (take(batch.positions[i]))
        kept.push_back({batch.positions[i], static_cast<std::uint16_t>(f - chunk.feature_begin), 0});
  }
  std::ranges::reverse(kept);
  return kept;
}

}  // namespace render
