#include "geo/sink/land_cover.hpp"

#include <algorithm>

namespace geo {

const LandCoverRate* find_rate(const LandCoverCatalogue& catalogue, std::string_view id) {
  const auto rate =
      std::find_if(catalogue.begin(), catalogue.end(), [id](const LandCoverRate& r) { return r.id == id; });
  return rate == catalogue.end() ? nullptr : &*rate;
}

double site_area_ha(const SinkSite& site, const Crs& map) {
  if (site.geometry.kind == GeometryKind::polygon) return geodesic_area_m2(site.geometry, map) / 1e4;
  return site.given_area_ha.value_or(0);
}

std::optional<Removal> first_estimate(const SinkSite& site, int year, double area_ha,
                                      const LandCoverCatalogue& catalogue) {
  const LandCoverRate* rate = find_rate(catalogue, site.land_cover);
  if (rate == nullptr) return std::nullopt;
  if (year < site.start_year) return Removal{};
  return Removal{area_ha * rate->removal_t_co2_per_ha_a, area_ha * rate->low, area_ha * rate->high};
}

}  // namespace geo
