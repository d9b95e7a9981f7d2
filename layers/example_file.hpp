// A plan written by hand, in TOML: how the example plans in assets/examples are kept.
//
//   [plan]                                   # once; the same names as in the plan file (geo/plan/entity.hpp)
//   name = "Topinpuisto"
//   map_crs = "EPSG:3067"
//   gwp_set = "AR5"
//
//   [[partner]]                              # any number of each kind of entity, ids in the order of the file
//   key = "lsjh"                             # a name for references from below or above; not stored
//   name = "Lounais-Suomen Jätehuolto Oy"
//   illustrative = false
//   point = [240100.0, 6711900.0]            # map metres: east, north
//
//   [[emission_source]]
//   name = "Topinoja landfill"
//   sector = "landfill"
//   partner_id = "lsjh"                      # the key of a partner
//   series = [
//     {gas = "ch4_biogenic", mass_t = {2017 = 914, 2018 = 781}, method = {2018 = "calculated"},
//      default_method = "measured"},         # `method` and `default_method` may be left out: unknown
//   ]
//   polygons = [[[0, 0], [10, 0], [10, 10]], [[20, 0], [30, 0], [30, 10]]]
//
// The place is one of: point = [x, y]; points = [[x, y], ...]; line = [[x, y], ...]; lines = [[[x, y], ...], ...];
// polygon = [[x, y], ...]; polygons = [[[x, y], ...], ...]. Rings need not be closed and have no holes.
// What is left out has the default of a new entity. Colours are "#RRGGBB" or "#RRGGBBAA"; a style's `categories` is
// a list of {value = "...", label = "...", fill = "#..."}.
#pragma once

#include "geo/plan/plan.hpp"

#include <filesystem>

namespace layers {

/// Throws geo::Error with file, line and key: not TOML, unknown tables, keys or words, wrong types, values outside
/// their limits, references to keys that are not there.
[[nodiscard]] geo::Plan read_plan_toml(const std::filesystem::path& file);

}  // namespace layers
