#include "geo/sink/raster_overlap.hpp"

#include "geo/heatmap/shape_shares.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

constexpr std::size_t most_cells_at_once = 1'000'000;

/// The polygon in cells from the window's corner; rows run down, which turns its rings the other way only.
Geometry cells_from_map(const RasterPlace& place, const RasterWindow& window, const Geometry& polygon) {
  const auto& t = place.map_from_cell;
  const double determinant = t[1] * t[5] - t[2] * t[4];
  const double first_column = static_cast<double>(window.column), first_row = static_cast<double>(window.row);
  Geometry out = polygon;
  for (Part& part : out.parts)
    for (Ring& ring : part.rings)
      for (MapPoint& p : ring) {
        const double x = p.x_m - t[0], y = p.y_m - t[3];
        p = {(x * t[5] - y * t[2]) / determinant - first_column, (y * t[1] - x * t[4]) / determinant - first_row};
      }
  return out;
}

bool can_be_used(const RasterPlace& place, const Geometry& polygon) {
  const double cell_m2 = place.cell_area_m2();
  return polygon.kind == GeometryKind::polygon && has_usable_positions(polygon) && std::isfinite(cell_m2) &&
         cell_m2 > 0;
}

/// The shares of a valid polygon.
std::vector<double> shares_of(const RasterPlace& place, const RasterWindow& window, const Geometry& valid,
                              Progress& progress) {
  std::vector<double> shares(window.columns * window.rows);
  const Geometry polygon = cells_from_map(place, window, valid);
  const GridFrame frame{{0, 0}, 1, window.columns, window.rows};
  if (!add_polygon(frame, polygon, planar_area_m2(polygon), progress, shares, true)) return {};
  return shares;
}

/// The parts of a window of at most `most_cells_at_once` cells.
template <class F>
void for_each_block(const RasterWindow& window, F&& f) {
  const std::size_t columns = std::min(window.columns, most_cells_at_once);
  const std::size_t rows = std::max<std::size_t>(1, most_cells_at_once / std::max<std::size_t>(columns, 1));
  for (std::size_t row = 0; row < window.rows; row += rows)
    for (std::size_t column = 0; column < window.columns; column += columns)
      f(RasterWindow{window.column + column, window.row + row, std::min(columns, window.columns - column),
                     std::min(rows, window.rows - row)});
}

constexpr std::array known_presets{
    RasterPreset{"luke",
                 "Luke, carbon of the growing stock, 16 m",
                 "10 kg C/ha",
                 "t C",
                 0.01,
                 {32766, 32767},
                 2,
                 "Natural Resources Institute Finland, as read by AvoinOrg/climate-map (56aacd6)"},
    RasterPreset{"syke",
                 "SYKE and Luke, net emission intensity by land cover, 250 m",
                 "g CO2e/m2",
                 "t CO2e/a",
                 -0.01,
                 {},
                 0,
                 "Zenodo record 7827577, version 1 (22 August 2023); GWP of AR5"},
};

}  // namespace

double RasterPlace::cell_area_m2() const {
  return std::abs(map_from_cell[1] * map_from_cell[5] - map_from_cell[2] * map_from_cell[4]);
}

RasterWindow window_of(const RasterPlace& place, const Geometry& polygon) {
  if (!can_be_used(place, polygon)) return {};
  const MapBox box = bounds(cells_from_map(place, {}, polygon));
  if (box.empty()) return {};
  const auto range = [](double low, double high, std::size_t count) {
    const double n = static_cast<double>(count);
    const auto first = static_cast<std::size_t>(std::clamp(std::floor(low), 0.0, n));
    return std::pair{first, std::max(first, static_cast<std::size_t>(std::clamp(std::ceil(high), 0.0, n)))};
  };
  const auto [first_column, last_column] = range(box.min_x_m, box.max_x_m, place.columns);
  const auto [first_row, last_row] = range(box.min_y_m, box.max_y_m, place.rows);
  if (first_column == last_column || first_row == last_row) return {};
  return {first_column, first_row, last_column - first_column, last_row - first_row};
}

std::vector<double> cell_shares(const RasterPlace& place, const RasterWindow& window, const Geometry& polygon,
                                Progress& progress) {
  if (!can_be_used(place, polygon)) return {};
  return shares_of(place, window, is_valid(polygon) ? polygon : repaired(polygon, progress), progress);
}

RasterSum raster_sum(const RasterPlace& place, const Geometry& polygon, const ReadWindow& read, Progress& progress) {
  RasterSum sum;
  if (!can_be_used(place, polygon)) return sum;
  const Geometry valid = is_valid(polygon) ? polygon : repaired(polygon, progress);
  sum.polygon_m2 = planar_area_m2(valid);
  const double cell_m2 = place.cell_area_m2();
  for_each_block(window_of(place, valid), [&](const RasterWindow& block) {
    const std::vector<double> shares = shares_of(place, block, valid, progress);
    if (std::none_of(shares.begin(), shares.end(), [](double share) { return share > 0; })) return;
    const std::vector<double> values = read(block);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (!(shares[i] > 0)) continue;
      const double area_m2 = shares[i] * cell_m2;
      if (std::isnan(values[i])) {
        sum.nodata_m2 += area_m2;
      } else {
        sum.valid_m2 += area_m2;
        sum.value_m2 += values[i] * area_m2;
      }
    }
  });
  const MapBox box = bounds(cells_from_map(place, {}, valid));
  const bool held = box.min_x_m >= 0 && box.min_y_m >= 0 && box.max_x_m <= static_cast<double>(place.columns) &&
                    box.max_y_m <= static_cast<double>(place.rows);
  sum.outside_m2 = held ? 0 : std::max(0.0, sum.polygon_m2 - sum.valid_m2 - sum.nodata_m2);
  return sum;
}

std::span<const RasterPreset> raster_presets() {
  return known_presets;
}

const RasterPreset* find_raster_preset(std::string_view name) {
  const auto preset =
      std::find_if(known_presets.begin(), known_presets.end(), [&](const RasterPreset& p) { return p.name == name; });
  return preset == known_presets.end() ? nullptr : &*preset;
}

}  // namespace geo
