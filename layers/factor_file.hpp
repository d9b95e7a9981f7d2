// Catalogues of factors as TOML files: assets/factors/*.toml and a hub's own.
//
//   [[factor]]
//   id = "fuel.natural-gas.co2"
//   name = { en = "Natural gas: CO2", fi = "Maakaasu: CO2", sv = "Naturgas: CO2" }
//   gas = "co2_fossil"
//   unit = "kg/TJ"
//   value = 56100                      # or: path = [[2020, 63], [2025, 47]]    (year, value[, low, high])
//   low = 54300
//   high = 58300
//   shape = "normal"                   # needed with low and high
//   interval = "95 % interval"
//   source = "2006 IPCC Guidelines, volume 2"
//   table = "table 1.4"
//   year = 2006
//   status = "verified"
// Left out where they say nothing: gas, gwp (of co2e), between = "linear" (of a path), valid_from, valid_to, kind,
// note.
#pragma once

#include "geo/error.hpp"
#include "geo/factor/factor.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

struct FactorsRead {
  geo::FactorCatalogue catalogue;
  /// Why entries are not in it; the subject is "file:line".
  std::vector<geo::Error> left_out;
};

/// All *.toml of a folder in the order of their names. A file that is not TOML at all is one entry of `left_out`, and
/// so is an id that is there already. Throws geo::Error when there is no such folder or it has no file.
[[nodiscard]] FactorsRead read_factors(const std::filesystem::path& folder);
/// One file. Throws geo::Error when it is missing, too large, no TOML or has no [[factor]].
[[nodiscard]] FactorsRead read_factor_file(const std::filesystem::path& file);
/// The catalogue that ships with the program (assets/factors).
[[nodiscard]] FactorsRead read_shipped_factors();

/// [[factor]] with all its fields.
[[nodiscard]] std::string factor_text(const geo::Factor& factor);

}  // namespace layers
