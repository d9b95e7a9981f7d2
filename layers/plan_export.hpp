// The plan as a plain GeoPackage for others.
#pragma once

#include "geo/plan/plan.hpp"

#include <string>

namespace layers {

/// One layer per kind of entity with a place, the yearly series as a table, in the plan's CRS.
/// Throws geo::Error if the file exists or can not be written.
void export_geopackage(const std::string& path, const geo::Plan& plan);

}  // namespace layers
