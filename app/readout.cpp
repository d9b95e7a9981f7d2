#include "app/readout.hpp"

#include "app/number_format.hpp"
#include "app/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>

namespace app {
namespace {

constexpr int first_zone = 19;
constexpr int first_zone_epsg = 3873;
constexpr int last_zone_epsg = 3885;

int zone_at(double lon_deg) {
  return geo::local_gk_zone(lon_deg).epsg() - first_zone_epsg + first_zone;
}

/// An angle in whole parts of its last unit, so that no 60 is ever written.
struct Angle {
  double sign_deg;  ///< negative: the other letter
  long long parts;
};
Angle in_parts(double angle_deg, double parts_per_degree) {
  return {angle_deg, std::llround(std::abs(angle_deg) * parts_per_degree)};
}

/// "29,097" with its leading zero.
std::string two_digits(double value, int decimals) {
  const std::string text = number(value, decimals);
  return value < 10 ? "0" + text : text;
}

std::string angle_text(PlaceForm form, double angle_deg, const char* positive, const char* negative) {
  const std::string letter = std::string("\u00A0") + (angle_deg < 0 ? negative : positive);
  switch (form) {
    case PlaceForm::minutes: {
      const long long parts = in_parts(angle_deg, 60'000).parts;
      return fmt::format("{}°\u00A0{}′", parts / 60'000, two_digits(static_cast<double>(parts % 60'000) / 1000, 3)) +
             letter;
    }
    case PlaceForm::seconds: {
      const long long parts = in_parts(angle_deg, 36'000).parts;
      return fmt::format("{}°\u00A0{:02}′\u00A0{}″", parts / 36'000, parts % 36'000 / 600,
                         two_digits(static_cast<double>(parts % 600) / 10, 1)) +
             letter;
    }
    default: return number(std::abs(angle_deg), 5) + "°" + letter;
  }
}

}  // namespace

std::string crs_name(const geo::Crs& crs) {
  const int epsg = crs.epsg();
  if (epsg == 3067) return "ETRS-TM35FIN";
  if (epsg >= first_zone_epsg && epsg <= last_zone_epsg)
    return fmt::format("ETRS-GK{}", epsg - first_zone_epsg + first_zone);
  return crs.name();
}

Readout::Readout(geo::Crs map, std::optional<geo::MapPoint> plan_place)
    : map_(std::move(map)), lonlat_from_map_(map_, geo::Crs::wgs84()) {
  if (!plan_place) return;
  const geo::LonLat place = lonlat(*plan_place);
  if (std::isfinite(place.lon_deg)) plan_zone_ = zone_at(place.lon_deg);
}

geo::LonLat Readout::lonlat(geo::MapPoint place) const {
  const geo::MapPoint p = lonlat_from_map_(place);
  return {p.x_m, p.y_m};
}

int Readout::gk_zone(geo::MapPoint place) const {
  if (plan_zone_) return *plan_zone_;
  const double lon_deg = lonlat(place).lon_deg;
  return std::isfinite(lon_deg) ? static_cast<int>(std::clamp(std::round(lon_deg), 19.0, 31.0)) : 25;
}

const geo::Transform& Readout::to_gk(int zone) const {
  const auto found = gk_from_map_.find(zone);
  if (found != gk_from_map_.end()) return found->second;
  return gk_from_map_.emplace(zone, geo::Transform(map_, geo::local_gk_zone(zone))).first->second;
}

PlaceText Readout::text(PlaceForm form, geo::MapPoint place) const {
  PlaceText text;
  text.form = form;
  text.shown = "–";
  if (form == PlaceForm::plan || form == PlaceForm::local_gk) {
    geo::MapPoint p = place;
    if (form == PlaceForm::plan) {
      text.crs = crs_name(map_);
    } else {
      const int zone = gk_zone(place);
      text.crs = fmt::format("ETRS-GK{}", zone);
      p = to_gk(zone)(place);
    }
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return text;
    text.shown = coordinates(p);
    text.copied = fmt::format("N {:.2f} E {:.2f} {}", p.y_m, p.x_m, text.crs);
    return text;
  }
  text.crs = "WGS84";
  const geo::LonLat p = lonlat(place);
  if (!std::isfinite(p.lon_deg) || !std::isfinite(p.lat_deg)) return text;
  text.shown = angle_text(form, p.lat_deg, "N", "S") + "  " + angle_text(form, p.lon_deg, "E", "W");
  // Searches of web maps and GPS programs take degrees with a point, latitude first.
  text.copied = form == PlaceForm::decimal_degrees ? fmt::format("{:.6f}, {:.6f}", p.lat_deg, p.lon_deg) : text.shown;
  return text;
}

std::vector<PlaceText> Readout::texts(geo::MapPoint place) const {
  std::vector<PlaceText> all;
  for (const PlaceForm form : place_forms) {
    PlaceText next = text(form, place);
    if (form == PlaceForm::local_gk && next.crs == all.front().crs) continue;
    all.push_back(std::move(next));
  }
  return all;
}

double Readout::convergence_deg(geo::MapPoint place) const {
  // The direction of a short line up the map, on the ellipsoid.
  std::array<geo::MapPoint, 2> ends{{{place.x_m, place.y_m - 50}, {place.x_m, place.y_m + 50}}};
  if (lonlat_from_map_.apply(ends) > 0) return 0;
  constexpr double radians = 0.017453292519943295;
  constexpr double flattening = 1 / 298.257223563;
  const double e2 = flattening * (2 - flattening);
  const double lat = (ends[0].y_m + ends[1].y_m) / 2 * radians;
  const double s2 = std::sin(lat) * std::sin(lat);
  // Lengths of a degree along the parallel and the meridian differ by (1 - e2) / (1 - e2 sin2 lat).
  const double east = (ends[1].x_m - ends[0].x_m) * std::cos(lat);
  const double north = (ends[1].y_m - ends[0].y_m) * (1 - e2) / (1 - e2 * s2);
  return std::atan2(east, north) / radians;
}

std::optional<double> typed_scale(const std::string& text) {
  std::string digits;
  bool after_colon = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (rest.front() >= '0' && rest.front() <= '9') {
      digits += rest.front();
    } else if (rest.front() == ':' || rest.front() == '/') {
      if (after_colon || digits != "1") return std::nullopt;
      after_colon = true;
      digits.clear();
    } else if (rest.starts_with("\u202F") || rest.starts_with("\u2009")) {
      i += 2;
    } else if (rest.starts_with("\u00A0")) {
      i += 1;
    } else if (rest.front() != ' ') {
      return std::nullopt;
    }
  }
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  const double n = std::strtod(digits.c_str(), nullptr);
  if (!(n >= 20)) return std::nullopt;
  return n;
}

}  // namespace app
