#include "layers/plan_store/geometry_blob.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace layers {

namespace {

static_assert(std::endian::native == std::endian::little, "BLOBs are written as the memory holds them");

constexpr std::byte start_mark{0x00};
constexpr std::byte little_endian_mark{0x01};
constexpr std::byte box_end_mark{0x7C};
constexpr std::byte part_mark{0x69};
constexpr std::byte end_mark{0xFE};
constexpr std::size_t position_size = 2 * sizeof(double);

enum class Class : std::uint32_t { point = 1, line, polygon, multi_point, multi_line, multi_polygon };

class Writer {
public:
  void mark(std::byte value) { bytes_.push_back(value); }
  template <class T>
  void value(T value) {
    const auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }
  void ring(const geo::Ring& ring) {
    value(static_cast<std::uint32_t>(ring.size()));
    positions(ring);
  }
  void positions(const geo::Ring& ring) {
    for (const geo::MapPoint& p : ring) {
      value(p.x_m);
      value(p.y_m);
    }
  }
  void part(const geo::Part& part, geo::GeometryKind kind) {
    switch (kind) {
      case geo::GeometryKind::point: positions(part.rings.front()); return;
      case geo::GeometryKind::line: ring(part.rings.front()); return;
      case geo::GeometryKind::polygon:
        value(static_cast<std::uint32_t>(part.rings.size()));
        for (const geo::Ring& r : part.rings) ring(r);
        return;
      case geo::GeometryKind::none: assert(false);
    }
  }
  std::vector<std::byte> take() { return std::move(bytes_); }
  void reserve(std::size_t size) { bytes_.reserve(size); }

private:
  std::vector<std::byte> bytes_;
};

/// Reads on while there is something to read; once something is missing, stays not `good`.
class Reader {
public:
  explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  void expect(std::byte mark) {
    if (value<std::byte>() != mark) good_ = false;
  }
  template <class T>
  T value() {
    T out{};
    if (rest_.size() < sizeof(T)) good_ = false;
    if (!good_) return out;
    std::memcpy(&out, rest_.data(), sizeof(T));
    rest_ = rest_.subspan(sizeof(T));
    return out;
  }
  /// A count of things of at least `smallest_size` bytes each.
  std::uint32_t count(std::size_t smallest_size) {
    const auto n = value<std::uint32_t>();
    if (n == 0 || n > rest_.size() / smallest_size) good_ = false;
    return good_ ? n : 0;
  }
  geo::Ring positions(std::uint32_t n) {
    geo::Ring ring(n);
    for (geo::MapPoint& p : ring) {
      p.x_m = value<double>();
      p.y_m = value<double>();
      if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) good_ = false;
      if (!good_) break;
    }
    return ring;
  }
  geo::Part part(Class kind) {
    geo::Part part;
    if (kind == Class::point) {
      part.rings.push_back(positions(1));
    } else if (kind == Class::line) {
      part.rings.push_back(positions(count(position_size)));
      if (part.rings.back().size() < 2) good_ = false;
    } else {
      const std::uint32_t rings = count(sizeof(std::uint32_t) + position_size);
      for (std::uint32_t i = 0; i < rings && good_; ++i) {
        part.rings.push_back(positions(count(position_size)));
        const geo::Ring& ring = part.rings.back();
        if (ring.size() < 4 || !(ring.front() == ring.back())) good_ = false;
      }
    }
    return part;
  }

private:
  std::span<const std::byte> rest_;
  bool good_ = true;
};

}  // namespace

std::vector<std::byte> blob_of(const geo::Geometry& geometry, int srid) {
  assert(!geometry.empty() && geometry.kind != geo::GeometryKind::none);
  const auto simple = static_cast<std::uint32_t>(geometry.kind);
  std::size_t positions = 0;
  for (const geo::Part& part : geometry.parts)
    for (const geo::Ring& ring : part.rings) positions += ring.size();

  Writer out;
  out.reserve(64 + position_size * positions + 16 * geometry.parts.size());
  out.mark(start_mark);
  out.mark(little_endian_mark);
  out.value(static_cast<std::int32_t>(srid));
  geo::MapBox box;
  for (const geo::Part& part : geometry.parts)
    for (const geo::Ring& ring : part.rings)
      for (const geo::MapPoint& p : ring) {
        assert(std::isfinite(p.x_m) && std::isfinite(p.y_m));
        box.extend(p);
      }
  out.value(box.min_x_m);
  out.value(box.min_y_m);
  out.value(box.max_x_m);
  out.value(box.max_y_m);
  out.mark(box_end_mark);
  if (geometry.parts.size() == 1) {
    out.value(simple);
    out.part(geometry.parts.front(), geometry.kind);
  } else {
    out.value(simple + 3);
    out.value(static_cast<std::uint32_t>(geometry.parts.size()));
    for (const geo::Part& part : geometry.parts) {
      out.mark(part_mark);
      out.value(simple);
      out.part(part, geometry.kind);
    }
  }
  out.mark(end_mark);
  return out.take();
}

std::optional<BlobGeometry> geometry_of(std::span<const std::byte> blob) {
  Reader in(blob);
  BlobGeometry out;
  in.expect(start_mark);
  in.expect(little_endian_mark);
  out.srid = in.value<std::int32_t>();
  for (int side = 0; side < 4; ++side) in.value<double>();
  in.expect(box_end_mark);
  const auto number = in.value<std::uint32_t>();
  if (!in.good() || number < 1 || number > 6) return std::nullopt;
  const bool several = number > 3;
  const auto kind = static_cast<Class>(several ? number - 3 : number);
  out.geometry.kind = static_cast<geo::GeometryKind>(kind);
  if (several) {
    const std::uint32_t parts = in.count(1 + sizeof(std::uint32_t) + sizeof(std::uint32_t));
    for (std::uint32_t i = 0; i < parts && in.good(); ++i) {
      in.expect(part_mark);
      if (in.value<std::uint32_t>() != static_cast<std::uint32_t>(kind)) return std::nullopt;
      out.geometry.parts.push_back(in.part(kind));
    }
  } else {
    out.geometry.parts.push_back(in.part(kind));
  }
  in.expect(end_mark);
  if (!in.good() || !in.at_end()) return std::nullopt;
  return out;
}

}  // namespace layers
