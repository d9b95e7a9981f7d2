// A landfill's methane as CSV and JSON: numbers in the C locale with 17 significant digits.
#pragma once

#include "geo/gas.hpp"
#include "geo/landfill/site.hpp"
#include "geo/landfill/waste_tables.hpp"

#include <string>
#include <vector>

namespace app {

/// What a result was worked out with; it stands beside every figure.
struct LandfillBasis {
  std::string method;  ///< the command line's word
  geo::WasteEdition edition = geo::WasteEdition::ipcc_2006;
  geo::LandfillClimate climate = geo::LandfillClimate::boreal_temperate_wet;
  geo::GwpSet gwp_set = geo::GwpSet::ar5;
};

/// A row per year and stream, the total last in each year.
[[nodiscard]] std::string landfill_as_csv(const geo::LandfillMethane& methane, const LandfillBasis& basis);
/// The same rows with the basis, the streams' parameters and the years whose recovery is above generation.
[[nodiscard]] std::string landfill_as_json(const geo::LandfillMethane& methane, const geo::LandfillSite& site,
                                           const LandfillBasis& basis);

/// LandGEM: year, stream, ch4_generated_m3.
[[nodiscard]] std::string landgem_as_csv(const std::vector<geo::LandGemStream>& streams, int first_year);
[[nodiscard]] std::string landgem_as_json(const std::vector<geo::LandGemStream>& streams, int first_year,
                                          const geo::LandGem& model);

}  // namespace app
