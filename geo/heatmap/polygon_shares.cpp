// Overlap of a polygon with grid cells by summing edges, as font rasterizers do, but exact: an edge that climbs by dy
// takes dy off the cover of all cells to its right in that row, a falling edge adds it, and in the cell that the edge
// passes, only the part to its right counts. Each piece of an edge therefore changes two entries of its row, and the
// running sum along the row is each cell's covered share. The work is that of the edges' crossings plus the box.
#include "geo/heatmap/shape_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace geo {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// An edge in cells from the frame's corner. `turn` is +1, or -1 for rings that turn the other way than they count.
struct Edge {
  double x0, y0, x1, y1, turn;
};

struct Outline {
  std::vector<Edge> edges;
  MapBox box;             ///< in cells
  double area = 0;        ///< in cells
  double area_noise = 0;  ///< what rounding of the positions can make of no area
};

Outline outline_of(const GridFrame& frame, const Geometry& polygon) {
  Outline outline;
  double length = 0;
  for (const Part& part : polygon.parts) {
    for (std::size_t r = 0; r < part.rings.size(); ++r) {
      const Ring& ring = part.rings[r];
      if (ring.size() < 3) continue;
      const std::size_t first = outline.edges.size();
      const auto in_cells = [&frame](MapPoint p) {
        return MapPoint{(p.x_m - frame.corner.x_m) / frame.cell_m, (p.y_m - frame.corner.y_m) / frame.cell_m};
      };
      const MapPoint origin = in_cells(ring[0]);
      double twice_area = 0;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const MapPoint a = in_cells(ring[i]), b = in_cells(ring[i + 1 < ring.size() ? i + 1 : 0]);
        outline.box.extend(a);
        twice_area += (a.x_m - origin.x_m) * (b.y_m - origin.y_m) - (b.x_m - origin.x_m) * (a.y_m - origin.y_m);
        length += std::abs(b.x_m - a.x_m) + std::abs(b.y_m - a.y_m);
        if (a.y_m != b.y_m) outline.edges.push_back({a.x_m, a.y_m, b.x_m, b.y_m, 1});
      }
      const bool is_hole = r > 0;
      const double turn = (twice_area < 0) != is_hole ? -1 : 1;
      for (std::size_t e = first; e < outline.edges.size(); ++e) outline.edges[e].turn = turn;
      outline.area += std::abs(twice_area) / 2 * (is_hole ? -1 : 1);
    }
  }
  if (outline.edges.empty()) return outline;
  const double farthest = std::max({std::abs(outline.box.min_x_m), std::abs(outline.box.max_x_m),
                                    std::abs(outline.box.min_y_m), std::abs(outline.box.max_y_m)});
  outline.area_noise = 4 * epsilon * farthest * length;
  return outline;
}

/// Some rows of the part of the frame that the polygon's box covers.
class CoverBand {
public:
  CoverBand(std::size_t first_column, std::size_t last_column)
      : first_column_(first_column), last_column_(last_column) {}

  void start(std::size_t first_row, std::size_t last_row) {
    first_row_ = first_row;
    last_row_ = last_row;
    change_.assign((last_row - first_row) * stride(), 0);
  }

  void add(Edge edge) {
    double sign = -edge.turn;
    if (edge.y0 > edge.y1) {
      std::swap(edge.x0, edge.x1);
      std::swap(edge.y0, edge.y1);
      sign = -sign;
    }
    double y = std::max(edge.y0, static_cast<double>(first_row_));
    const double end = std::min(edge.y1, static_cast<double>(last_row_));
    if (!(y < end)) return;
    const double slope = (edge.x1 - edge.x0) / (edge.y1 - edge.y0);
    const auto x_at = [&](double at) {
      if (at == edge.y0) return edge.x0;
      if (at == edge.y1) return edge.x1;
      return std::clamp(edge.x0 + (at - edge.y0) * slope, std::min(edge.x0, edge.x1), std::max(edge.x0, edge.x1));
    };
    double x = x_at(y);
    for (auto row = static_cast<std::size_t>(y); y < end; ++row) {
      const double next_y = std::min(static_cast<double>(row + 1), end), next_x = x_at(next_y);
      add_in_row(&change_[(row - first_row_) * stride()], std::min(x, next_x), std::max(x, next_x),
                 sign * (next_y - y));
      x = next_x;
      y = next_y;
    }
  }

  /// Calls f(column, row, covered share) for the cells that are covered at all.
  template <class F>
  void for_each_cover(F&& f) const {
    for (std::size_t row = first_row_; row < last_row_; ++row) {
      const double* change = &change_[(row - first_row_) * stride()];
      double noise = 0, cover = 0;
      for (std::size_t i = 0; i + 1 < stride(); ++i) {
        cover += change[i];
        noise += epsilon * std::abs(change[i]);  // of the running sum: it stays behind the last edge of a row
        if (cover > 4 * noise) f(first_column_ + i, row, cover);
      }
    }
  }

private:
  [[nodiscard]] std::size_t stride() const { return last_column_ - first_column_ + 1; }

  /// A piece of an edge between x = low and x = high in one row; `dy` is its height, positive if cover is gained.
  void add_in_row(double* change, double low, double high, double dy) const {
    const double west = static_cast<double>(first_column_), east = static_cast<double>(last_column_);
    if (low >= east) return;
    if (high <= west) {
      change[0] += dy;
      return;
    }
    if (low < west) change[0] += dy * ((west - low) / (high - low));
    double x = std::max(low, west);
    const double end = std::min(high, east);
    do {
      const double column = std::floor(x), next = std::min(column + 1, end);
      const double piece = high > low ? dy * ((next - x) / (high - low)) : dy;
      const double passed = x + (next - x) / 2 - column;  // mean share of the cell to the left of the edge
      double* at = change + (static_cast<std::size_t>(column) - first_column_);
      at[0] += piece * (1 - passed);
      at[1] += piece * passed;
      x = next;
    } while (x < end);
  }

  std::size_t first_column_, last_column_, first_row_ = 0, last_row_ = 0;
  std::vector<double> change_;
};

template <class F>
void for_each_cover(const GridFrame& frame, const Outline& outline, Progress& progress, F&& f) {
  const auto range = [](double low, double high, std::size_t count) {
    const double n = static_cast<double>(count);
    const auto first = static_cast<std::size_t>(std::clamp(std::floor(low), 0.0, n));
    return std::pair{first, std::max(first, static_cast<std::size_t>(std::clamp(std::ceil(high), 0.0, n)))};
  };
  const auto [first_column, last_column] = range(outline.box.min_x_m, outline.box.max_x_m, frame.columns);
  const auto [first_row, last_row] = range(outline.box.min_y_m, outline.box.max_y_m, frame.rows);
  if (first_column == last_column || first_row == last_row) return;
  CoverBand band(first_column, last_column);
  const std::size_t band_rows = std::max<std::size_t>(1, 1'000'000 / (last_column - first_column + 1));
  for (std::size_t row = first_row; row < last_row; row += band_rows) {
    progress.advance(progress.share());
    band.start(row, std::min(last_row, row + band_rows));
    for (const Edge& edge : outline.edges) band.add(edge);
    band.for_each_cover(f);
  }
}

[[nodiscard]] bool misses(const GridFrame& frame, const Outline& outline) {
  return outline.box.max_x_m <= 0 || outline.box.max_y_m <= 0 ||
         outline.box.min_x_m >= static_cast<double>(frame.columns) ||
         outline.box.min_y_m >= static_cast<double>(frame.rows);
}

}  // namespace

std::optional<double> add_polygon(const GridFrame& frame, const Geometry& polygon, double mass_t, Progress& progress,
                                  std::span<double> cells, bool known_valid) {
  Outline outline = outline_of(frame, polygon);
  if (outline.area > outline.area_noise && misses(frame, outline)) return mass_t;
  // Where rings cross, covers of both signs would cancel. This must not depend on the frame: contributors to one cell
  // are found on a frame of that cell alone.
  if (!known_valid && !is_valid(polygon)) outline = outline_of(frame, repaired(polygon));
  if (!(outline.area > outline.area_noise)) return std::nullopt;
  // A small polygon far from the corner: its area and the sum of its cells differ by rounding of the positions.
  const bool held = outline.box.min_x_m >= 0 && outline.box.min_y_m >= 0 &&
                    outline.box.max_x_m <= static_cast<double>(frame.columns) &&
                    outline.box.max_y_m <= static_cast<double>(frame.rows);
  double inside = 0;
  for_each_cover(frame, outline, progress, [&](std::size_t, std::size_t, double cover) { inside += cover; });
  const double area = held && inside > 0 ? inside : outline.area;
  for_each_cover(frame, outline, progress, [&](std::size_t column, std::size_t row, double cover) {
    cells[row * frame.columns + column] += mass_t * (cover / area);
  });
  return held ? 0 : mass_t * (1 - inside / area);
}

}  // namespace geo
