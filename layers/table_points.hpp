// Points from the coordinate columns of a table without geometry (CSV, spreadsheets). Internal to layers/.
#pragma once

#include "geo/features.hpp"
#include "layers/problem_list.hpp"

#include <optional>
#include <string>
#include <vector>

namespace layers {

/// The two columns of a table that hold coordinates, judged by their names (English, Finnish).
struct CoordinateColumns {
  std::string east;
  std::string north;
  std::string crs;  ///< what the names say: "EPSG:4326" for longitude and latitude, "EPSG:3067" for TM35FIN, else empty
};
[[nodiscard]] std::optional<CoordinateColumns> coordinate_columns(const std::vector<std::string>& names);

/// Gives each row the point its columns say. Rows without a readable pair are listed and stay without geometry.
void make_points(geo::Features& features, const CoordinateColumns& columns, ProblemList& problems);

/// Text columns in which every value is a number become number columns; codes with leading zeros stay text.
void type_columns(geo::Features& features);

}  // namespace layers
