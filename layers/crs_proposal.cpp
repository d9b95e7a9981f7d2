#include "layers/crs_proposal.hpp"

#include <cmath>
#include <utility>

namespace layers {

namespace {

using geo::MapBox;

bool within(const MapBox& inner, const MapBox& outer) {
  return inner.min_x_m >= outer.min_x_m && inner.max_x_m <= outer.max_x_m && inner.min_y_m >= outer.min_y_m &&
         inner.max_y_m <= outer.max_y_m;
}

// Northings of Finland with its sea areas, from 58.8 to 70.2 N, in any transverse Mercator grid [m].
constexpr double south_m = 6'500'000;
constexpr double north_m = 7'800'000;
constexpr MapBox finland_deg{19.0, 58.8, 32.0, 70.2};
constexpr MapBox finland_tm35_m{20'000, south_m, 800'000, north_m};
constexpr MapBox finland_web_m{2'100'000, 8'150'000, 3'580'000, 11'180'000};
constexpr MapBox world_deg{-180.0, -90.0, 180.0, 90.0};

/// The zone n whose false easting n 500 000 m the eastings lie round, or 0.
int zone_of_eastings(const MapBox& box) {
  const int zone = static_cast<int>(std::floor(box.min_x_m / 1e6));
  const double false_easting_m = zone * 1e6 + 500'000;
  constexpr double half_width_m = 400'000;
  const bool fits = box.min_x_m >= false_easting_m - half_width_m && box.max_x_m <= false_easting_m + half_width_m &&
                    box.min_y_m >= south_m && box.max_y_m <= north_m;
  return fits ? zone : 0;
}

void propose_in_order(const MapBox& box, bool north_first, std::vector<CrsProposal>& out) {
  const auto add = [&](const char* code, geo::Message reason) {
    out.push_back({geo::Crs::from_text(code), std::move(reason), north_first});
  };
  if (within(box, finland_deg)) {
    add("EPSG:4326", north_first ? geo::say("The numbers are a latitude and a longitude in Finland, in that order.")
                                 : geo::say("The numbers are a longitude and a latitude in Finland."));
    return;
  }
  if (within(box, finland_tm35_m)) {
    add("EPSG:3067", north_first ? geo::say("The numbers are a northing and an easting of ETRS-TM35FIN, in that order.")
                                 : geo::say("The numbers are an easting and a northing of ETRS-TM35FIN."));
    return;
  }
  const int zone = zone_of_eastings(box);
  if (zone >= 19 && zone <= 31) {
    const std::string code = "EPSG:" + std::to_string(3873 + zone - 19);
    add(code.c_str(), north_first ? geo::say("The numbers are a northing and an easting of ETRS-GK{0}, in that order.",
                                             std::to_string(zone))
                                  : geo::say("The eastings begin with {0} million: ETRS-GK{0}.", std::to_string(zone)));
    return;
  }
  if (zone >= 1 && zone <= 4) {
    const std::string code = "EPSG:" + std::to_string(2391 + zone - 1);
    add(code.c_str(),
        geo::say("The eastings begin with {0} million: the old KKJ grid, zone {0}.", std::to_string(zone)));
  }
  if (within(box, finland_web_m))
    add("EPSG:3857", geo::say("The numbers fit Finland in the web maps' Mercator projection."));
}

}  // namespace

SaidCrs said_crs(std::string_view text) {
  constexpr std::string_view mark = "/NE";
  const bool north_first = text.size() > mark.size() && text.ends_with(mark);
  if (north_first) text.remove_suffix(mark.size());
  return {geo::Crs::from_text(text), north_first};
}

std::vector<CrsProposal> propose_crs(const MapBox& extent) {
  std::vector<CrsProposal> out;
  if (extent.empty() || !std::isfinite(extent.width_m()) || !std::isfinite(extent.height_m())) return out;
  const MapBox turned{extent.min_y_m, extent.min_x_m, extent.max_y_m, extent.max_x_m};
  propose_in_order(extent, false, out);
  propose_in_order(turned, true, out);
  if (out.empty() && within(extent, world_deg))
    out.push_back({geo::Crs::wgs84(), geo::say("The numbers can be longitudes and latitudes."), false});
  return out;
}

}  // namespace layers
