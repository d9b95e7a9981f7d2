// First estimate of a marked site's yearly removal: area x a per-hectare rate from the land cover catalogue.
#pragma once

#include "geo/crs.hpp"
#include "geo/factor/factor.hpp"
#include "geo/plan/plan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Removal rate of a land cover class [t CO2/ha/a], removals positive, with its 95 % interval (or stated range).
struct LandCoverRate {
  std::string id;
  std::string name_en;
  std::string name_fi;
  double removal_t_co2_per_ha_a = 0;
  double low = 0;
  double high = 0;
  std::string interval;  ///< what low and high are, for example "range of the source"
  std::string formula;   ///< how the rate follows from its inputs
  std::string source;
  int source_year = 0;
  FactorStatus status = FactorStatus::to_be_confirmed;
};

using LandCoverCatalogue = std::vector<LandCoverRate>;

[[nodiscard]] const LandCoverRate* find_rate(const LandCoverCatalogue& catalogue, std::string_view id);

struct Removal {
  double mean_t_co2 = 0;
  double low_t_co2 = 0;
  double high_t_co2 = 0;
};

/// Geodesic area of the site's polygon, or its given area for a point, 0 without one [ha].
[[nodiscard]] double site_area_ha(const SinkSite& site, const Crs& map);
/// Removal in one year; nothing before the start year, and none for an unknown land cover.
[[nodiscard]] std::optional<Removal> first_estimate(const SinkSite& site, int year, double area_ha,
                                                    const LandCoverCatalogue& catalogue);

}  // namespace geo
