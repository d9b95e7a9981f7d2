// A layer's features as columns (the GeoArrow layout): contiguous positions, ring, part and feature offsets,
// attribute columns. Positions are in the plan's map CRS.
#pragma once

#include "geo/geometry.hpp"
#include "geo/space.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace geo {

/// Text of all rows in one buffer; row i is bytes [offset[i], offset[i + 1]).
struct TextColumn {
  std::vector<std::uint64_t> offset{0};
  std::string bytes;
  [[nodiscard]] std::string_view at(std::size_t row) const {
    return std::string_view(bytes).substr(offset[row], offset[row + 1] - offset[row]);
  }
  void append(std::string_view text) {
    bytes.append(text);
    offset.push_back(bytes.size());
  }
  [[nodiscard]] std::size_t size() const { return offset.size() - 1; }
};

/// One attribute. `valid` is empty when every row has a value.
struct Column {
  std::string name;
  std::variant<std::vector<std::int64_t>, std::vector<double>, TextColumn> values;
  std::vector<bool> valid;

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool has_value(std::size_t row) const { return valid.empty() || valid[row]; }
  [[nodiscard]] bool is_number() const { return !std::holds_alternative<TextColumn>(values); }
  /// The row as a number, NaN without a value or for text.
  [[nodiscard]] double number(std::size_t row) const;
  /// The row as text for showing (shortest exact form of numbers, C locale), empty without a value.
  [[nodiscard]] std::string text(std::size_t row) const;
};

/// Features of one layer. Feature f has parts [feature_start[f], feature_start[f + 1]), part p has rings
/// [part_start[p], part_start[p + 1]), ring r has positions [ring_start[r], ring_start[r + 1]).
/// A point is a ring of one position, a line one ring a part, a polygon part its exterior, then its holes, closed.
/// A feature without geometry has kind `none` and no part; its attributes are kept.
struct Features {
  std::string name;
  std::vector<MapPoint> positions;
  std::vector<std::uint32_t> ring_start{0};
  std::vector<std::uint32_t> part_start{0};
  std::vector<std::uint32_t> feature_start{0};
  std::vector<GeometryKind> kind;
  std::vector<std::int64_t> source_id;  ///< the source's own feature id
  std::vector<Column> columns;

  [[nodiscard]] std::size_t size() const { return kind.size(); }
  [[nodiscard]] std::span<const MapPoint> ring(std::size_t r) const {
    return std::span(positions).subspan(ring_start[r], ring_start[r + 1] - ring_start[r]);
  }
  [[nodiscard]] const Column* column(std::string_view name) const;

  void append(const Geometry& geometry, std::int64_t id);
  [[nodiscard]] Geometry geometry(std::size_t feature) const;
};

[[nodiscard]] MapBox bounds(const Features& features);
[[nodiscard]] MapBox bounds(const Features& features, std::size_t feature);
/// One box per feature (empty for features without geometry).
[[nodiscard]] std::vector<MapBox> feature_boxes(const Features& features);

}  // namespace geo
