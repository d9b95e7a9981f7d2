#include "geo/features.hpp"

#include <charconv>
#include <limits>

namespace geo {

namespace {

template <class Number>
std::string shortest(Number value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end.ptr};
}

template <class... F>
struct Overload : F... {
  using F::operator()...;
};

}  // namespace

std::size_t Column::size() const {
  return std::visit([](const auto& rows) { return rows.size(); }, values);
}

double Column::number(std::size_t row) const {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (!has_value(row)) return none;
  return std::visit(
      Overload{[&](const std::vector<std::int64_t>& v) { return static_cast<double>(v[row]); },
               [&](const std::vector<double>& v) { return v[row]; }, [&](const TextColumn&) { return none; }},
      values);
}

std::string Column::text(std::size_t row) const {
  if (!has_value(row)) return {};
  return std::visit(Overload{[&](const std::vector<std::int64_t>& v) { return shortest(v[row]); },
                             [&](const std::vector<double>& v) { return shortest(v[row]); },
                             [&](const TextColumn& v) { return std::string(v.at(row)); }},
                    values);
}

const Column* Features::column(std::string_view column_name) const {
  for (const Column& c : columns)
    if (c.name == column_name) return &c;
  return nullptr;
}

void Features::append(const Geometry& geometry, std::int64_t id) {
  for (const Part& part : geometry.parts) {
    for (const Ring& ring : part.rings) {
      positions.insert(positions.end(), ring.begin(), ring.end());
      ring_start.push_back(static_cast<std::uint32_t>(positions.size()));
    }
    part_start.push_back(static_cast<std::uint32_t>(ring_start.size() - 1));
  }
  feature_start.push_back(static_cast<std::uint32_t>(part_start.size() - 1));
  kind.push_back(geometry.empty() ? GeometryKind::none : geometry.kind);
  source_id.push_back(id);
}

Geometry Features::geometry(std::size_t feature) const {
  Geometry out{kind[feature], {}};
  for (std::uint32_t p = feature_start[feature]; p < feature_start[feature + 1]; ++p) {
    Part part;
    for (std::uint32_t r = part_start[p]; r < part_start[p + 1]; ++r) {
      const auto positions_of_ring = ring(r);
      part.rings.emplace_back(positions_of_ring.begin(), positions_of_ring.end());
    }
    out.parts.push_back(std::move(part));
  }
  return out;
}

MapBox bounds(const Features& features) {
  MapBox box;
  for (const MapPoint p : features.positions) box.extend(p);
  return box;
}

MapBox bounds(const Features& features, std::size_t feature) {
  MapBox box;
  const std::uint32_t first = features.ring_start[features.part_start[features.feature_start[feature]]];
  const std::uint32_t last = features.ring_start[features.part_start[features.feature_start[feature + 1]]];
  for (std::uint32_t i = first; i < last; ++i) box.extend(features.positions[i]);
  return box;
}

std::vector<MapBox> feature_boxes(const Features& features) {
  std::vector<MapBox> boxes(features.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i] = bounds(features, i);
  return boxes;
}

}  // namespace geo
