// A place of the map in words, in the coordinate systems that Finnish planners use, and the scale number.
#pragma once

#include "geo/crs.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// How a place is written.
enum class PlaceForm {
  plan,             ///< N and E in the plan's own CRS
  local_gk,         ///< N and E in the ETRS-GK zone of the place (EPSG:3873 is GK19, EPSG:3885 GK31)
  decimal_degrees,  ///< WGS84: 60,48495° N
  minutes,          ///< WGS84: 60° 29,097′ N
  seconds           ///< WGS84: 60° 29′ 05,8″ N
};
inline constexpr PlaceForm place_forms[] = {PlaceForm::plan, PlaceForm::local_gk, PlaceForm::decimal_degrees,
                                            PlaceForm::minutes, PlaceForm::seconds};

struct PlaceText {
  PlaceForm form = PlaceForm::plan;
  std::string crs;     ///< "ETRS-TM35FIN", "ETRS-GK24", "WGS84"
  std::string shown;   ///< "N 6 820 704  E 334 622", north first
  std::string copied;  ///< what other programs take: "6820704.12, 334622.45" with the CRS, "60.484950, 22.341810"
};

/// Writes places; keeps the transformations it needs. One thread.
class Readout {
public:
  /// The zone is that of `plan_place`, if there is one, so that it does not change under the pointer; otherwise that
  /// of each place.
  Readout(geo::Crs map, std::optional<geo::MapPoint> plan_place);
  [[nodiscard]] PlaceText text(PlaceForm form, geo::MapPoint place) const;
  /// All forms that differ: a plan in its own GK zone has no other.
  [[nodiscard]] std::vector<PlaceText> texts(geo::MapPoint place) const;
  /// 19 to 31.
  [[nodiscard]] int gk_zone(geo::MapPoint place) const;
  /// Angle from true north to the map's up, clockwise positive [degrees] (meridian convergence).
  [[nodiscard]] double convergence_deg(geo::MapPoint place) const;

private:
  [[nodiscard]] geo::LonLat lonlat(geo::MapPoint place) const;
  [[nodiscard]] const geo::Transform& to_gk(int zone) const;

  geo::Crs map_;
  geo::Transform lonlat_from_map_;
  std::optional<int> plan_zone_;
  mutable std::map<int, geo::Transform> gk_from_map_;
};

/// "ETRS-TM35FIN" and "ETRS-GK24" for EPSG:3067 and EPSG:3878, else PROJ's name.
[[nodiscard]] std::string crs_name(const geo::Crs& crs);

/// The n of "1 : 24 000", "1:24000" or "24 000"; none if it is nothing of that kind or no scale of a map.
[[nodiscard]] std::optional<double> typed_scale(const std::string& text);

}  // namespace app
