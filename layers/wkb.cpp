#include "layers/wkb.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace layers {

namespace {

using geo::GeometryKind;

struct Broken {};

enum Type : std::uint32_t {
  type_point = 1,
  type_line = 2,
  type_polygon = 3,
  type_multi_point = 4,
  type_multi_line = 5,
  type_multi_polygon = 6,
  type_collection = 7,
  type_first_curve = 8,
  type_last_curve = 14,
  type_polyhedral = 15,
  type_tin = 16,
  type_triangle = 17,
};

class WkbReader {
public:
  WkbReader(geo::Features& features, std::span<const std::uint8_t> wkb) : f_(features), bytes_(wkb) {}

  WkbFaults read() {
    const Mark start = mark();
    try {
      geometry(0);
    } catch (const Broken&) {
      if (!faults_.curved && !faults_.not_finite) faults_.broken = true;
    }
    if (faults_.broken || faults_.curved || faults_.not_finite) {
      back_to(start);
      kind_ = GeometryKind::none;
    }
    f_.kind.push_back(kind_);
    f_.feature_start.push_back(static_cast<std::uint32_t>(f_.part_start.size() - 1));
    return faults_;
  }

private:
  struct Mark {
    std::size_t positions, rings, parts;
  };
  [[nodiscard]] Mark mark() const { return {f_.positions.size(), f_.ring_start.size(), f_.part_start.size()}; }
  void back_to(const Mark& m) {
    f_.positions.resize(m.positions);
    f_.ring_start.resize(m.rings);
    f_.part_start.resize(m.parts);
  }

  void need(std::size_t count) const {
    if (bytes_.size() - at_ < count) throw Broken{};
  }
  std::uint32_t u32() {
    need(4);
    std::uint32_t v = 0;
    std::memcpy(&v, bytes_.data() + at_, 4);
    at_ += 4;
    return swap_ ? __builtin_bswap32(v) : v;
  }
  static double swapped(double v) { return std::bit_cast<double>(__builtin_bswap64(std::bit_cast<std::uint64_t>(v))); }
  std::size_t count(std::size_t least_bytes_each) {
    const std::size_t n = u32();
    if (n > (bytes_.size() - at_) / least_bytes_each) throw Broken{};
    return n;
  }

  /// Appends n positions; false if one is not finite.
  bool positions(std::size_t n) {
    const std::size_t width = dimension_ * 8;
    need(n * width);
    const std::size_t first = f_.positions.size();
    f_.positions.resize(first + n);
    geo::MapPoint* to = f_.positions.data() + first;
    const std::uint8_t* from = bytes_.data() + at_;
    at_ += n * width;
    if (dimension_ == 2 && n > 0) {
      std::memcpy(static_cast<void*>(to), from, n * width);
    } else {
      for (std::size_t i = 0; i < n; ++i) std::memcpy(static_cast<void*>(to + i), from + i * width, 16);
    }
    if (swap_)
      for (std::size_t i = 0; i < n; ++i) to[i] = {swapped(to[i].x_m), swapped(to[i].y_m)};
    bool finite = true;
    for (std::size_t i = 0; i < n; ++i) finite &= std::isfinite(to[i].x_m) && std::isfinite(to[i].y_m);
    return finite;
  }
  void end_ring() { f_.ring_start.push_back(static_cast<std::uint32_t>(f_.positions.size())); }
  void end_part() { f_.part_start.push_back(static_cast<std::uint32_t>(f_.ring_start.size() - 1)); }

  /// Takes the kind of a part about to be read. Parts of lower dimension than others are dropped: true if this is one.
  bool dropped(GeometryKind kind) {
    if (kind_ != GeometryKind::none && kind_ != kind) faults_.mixed = true;
    if (kind < kind_) return true;
    if (kind > kind_ && kind_ != GeometryKind::none) {
      back_to(first_part_);
      kind_ = GeometryKind::none;
    }
    return false;
  }

  void point() {
    const Mark before = mark();
    if (!positions(1)) {
      const geo::MapPoint p = f_.positions.back();
      back_to(before);
      if (std::isnan(p.x_m) && std::isnan(p.y_m)) return;  // the WKB form of an empty point
      faults_.not_finite = true;
      throw Broken{};
    }
    end_ring();
    end_part();
    if (dropped_now_) back_to(before);
    kind_ = std::max(kind_, GeometryKind::point);
  }

  void line() {
    const Mark before = mark();
    const std::size_t n = count(dimension_ * 8);
    if (!positions(n)) {
      faults_.not_finite = true;
      throw Broken{};
    }
    if (n < 2 || dropped_now_) {
      faults_.too_short |= n == 1;
      back_to(before);
      return;
    }
    end_ring();
    end_part();
    kind_ = GeometryKind::line;
  }

  void polygon() {
    const Mark before = mark();
    const std::size_t rings = count(4);
    bool exterior_is_there = false;
    for (std::size_t r = 0; r < rings; ++r) {
      const std::size_t first = f_.positions.size();
      std::size_t n = count(dimension_ * 8);
      if (!positions(n)) {
        faults_.not_finite = true;
        throw Broken{};
      }
      if (n > 0 && f_.positions[first] != f_.positions.back()) {
        f_.positions.push_back(geo::MapPoint(f_.positions[first]));
        faults_.open_ring = true;
        ++n;
      }
      const bool fit = n >= 4 && (r == 0 || exterior_is_there);
      if (!fit) {
        faults_.too_short |= n > 0;
        f_.positions.resize(first);
        continue;
      }
      exterior_is_there = true;
      end_ring();
    }
    if (!exterior_is_there || dropped_now_) {
      back_to(before);
      return;
    }
    end_part();
    kind_ = GeometryKind::polygon;
  }

  void simple(GeometryKind kind, void (WkbReader::*one)()) {
    dropped_now_ = dropped(kind);
    (this->*one)();
    dropped_now_ = false;
  }

  void geometry(int depth) {
    constexpr int deepest = 32;
    if (depth > deepest) throw Broken{};
    if (depth == 0) first_part_ = mark();
    need(5);
    const std::uint8_t order = bytes_[at_++];
    if (order > 1) throw Broken{};
    swap_ = (order == 1) != (std::endian::native == std::endian::little);
    std::uint32_t type = u32();
    std::size_t dimension = 2;
    if ((type & 0x80000000U) != 0) ++dimension;
    if ((type & 0x40000000U) != 0) ++dimension;
    if ((type & 0x20000000U) != 0) static_cast<void>(u32());  // EWKB's SRID
    type &= 0x0FFFFFFFU;
    if (type >= 1000) {
      const std::uint32_t thousands = type / 1000;
      if (thousands > 3) throw Broken{};
      dimension = thousands == 3 ? 4 : 3;
      type %= 1000;
    }
    dimension_ = dimension;
    switch (type) {
      case type_point: simple(GeometryKind::point, &WkbReader::point); return;
      case type_line: simple(GeometryKind::line, &WkbReader::line); return;
      case type_triangle: faults_.surface = true; [[fallthrough]];
      case type_polygon: simple(GeometryKind::polygon, &WkbReader::polygon); return;
      case type_polyhedral:
      case type_tin: faults_.surface = true; [[fallthrough]];
      case type_multi_point:
      case type_multi_line:
      case type_multi_polygon:
      case type_collection: {
        const std::size_t n = count(5);
        const bool swap = swap_;
        for (std::size_t i = 0; i < n; ++i) {
          geometry(depth + 1);
          swap_ = swap;
        }
        return;
      }
      default:
        if (type >= type_first_curve && type <= type_last_curve) faults_.curved = true;
        throw Broken{};
    }
  }

  geo::Features& f_;
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::size_t dimension_ = 2;
  bool swap_ = false;
  bool dropped_now_ = false;
  GeometryKind kind_ = GeometryKind::none;
  Mark first_part_{};
  WkbFaults faults_;
};

}  // namespace

WkbFaults append_wkb(geo::Features& features, std::span<const std::uint8_t> wkb) {
  return WkbReader(features, wkb).read();
}

}  // namespace layers
