// Reads one vector layer into columns in the plan's map CRS, repairing what can be repaired.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/progress.hpp"

#include <optional>
#include <string>
#include <vector>

namespace layers {

struct ReadRequest {
  std::string path;
  std::string sublayer;  ///< empty: the only layer; Error names the layers when there are several
  /// Says or overrides the file's CRS ("EPSG:3877", WKT; with "/NE" at the end for numbers in north, east order);
  /// empty: the file's own, Error with proposals if it has none.
  std::string crs;
  geo::Crs map = geo::Crs::tm35fin();
  std::optional<std::vector<std::string>> columns = std::nullopt;  ///< the attributes to read; none named: all
};

/// All features. Every feature of the file is a row of the value; one whose geometry is missing or can not be used is
/// a row of kind `none`, and is in the problems with the reason, as is every repaired one. Heights and measures are
/// dropped; curves are drawn with straight segments. Attribute text that is not UTF-8 is read as Latin-1 and listed.
/// A table without geometry gets points from its coordinate columns (x/y, lon/lat, itä/pohjoinen, ...) if it has any.
/// Throws geo::Error when the layer can not be read or its CRS is not known, geo::Cancelled when stopped.
[[nodiscard]] geo::Loaded<geo::Features> read_features(const ReadRequest& request, geo::Progress& progress);

}  // namespace layers
