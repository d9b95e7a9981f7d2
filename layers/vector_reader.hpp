// Reads one vector layer into columns in the plan's map CRS, repairing what can be repaired.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/progress.hpp"

#include <string>

namespace layers {

struct ReadRequest {
  std::string path;
  std::string sublayer;  ///< empty: the only layer; Error names the layers when there are several
  std::string crs;  ///< says or overrides the file's CRS; empty: the file's own, Error with proposals if it has none
  geo::Crs map = geo::Crs::tm35fin();
};

/// All features. Every feature of the file is either in the value, or in the problems with a reason; repaired
/// ones are in both. Attribute text that is not UTF-8 is read as Latin-1 and listed.
[[nodiscard]] geo::Loaded<geo::Features> read_features(const ReadRequest& request, geo::Progress& progress);

}  // namespace layers
