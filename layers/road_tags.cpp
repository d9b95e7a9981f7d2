#include "layers/road_tags.hpp"

#include "layers/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace layers {

using geo::RoadUse;
using geo::Travel;

std::string_view word_of(RoadColumns columns) {
  constexpr std::array<std::string_view, 4> words{"osm", "nls", "digiroad", "lines"};
  return words[static_cast<std::size_t>(columns)];
}

std::string osm_tag(std::string_view tags, std::string_view key) {
  // One quoted text from `at` on; `at` is put behind it.
  const auto quoted = [&](std::size_t& at) -> std::optional<std::string> {
    at = tags.find('"', at);
    if (at == std::string_view::npos) return std::nullopt;
    std::string text;
    for (++at; at < tags.size() && tags[at] != '"'; ++at) {
      if (tags[at] == '\\' && at + 1 < tags.size()) ++at;
      text += tags[at];
    }
    if (at >= tags.size()) return std::nullopt;
    ++at;
    return text;
  };
  for (std::size_t at = 0; at < tags.size();) {
    const std::optional<std::string> name = quoted(at);
    const std::optional<std::string> value = name ? quoted(at) : std::nullopt;
    if (!value) break;
    if (*name == key) return *value;
  }
  return {};
}

namespace {

/// The first column with one of the folded names; a name that ends in * stands for all that begin so (shapefiles cut
/// names at ten letters).
const geo::Column* column_named(const geo::Features& features, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const geo::Column& column : features.columns) {
      const std::string folded = folded_letters(column.name);
      if (name.ends_with('*') ? folded.starts_with(name.substr(0, name.size() - 1)) : folded == name) return &column;
    }
  return nullptr;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::optional<int> whole_number(const geo::Column* column, std::size_t row) {
  if (column == nullptr || !column->has_value(row)) return std::nullopt;
  const std::string text = column->text(row);
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Tags of OpenStreetMap, in columns of their own or together in `other_tags`.
class Tags {
public:
  explicit Tags(const geo::Features& features) : features_(features), others_(features.column("other_tags")) {}
  [[nodiscard]] std::string value(std::size_t row, std::string_view key) const {
    if (const geo::Column* own = features_.column(key); own != nullptr && own->has_value(row)) {
      const std::string text = lower(own->text(row));
      if (!text.empty()) return text;
    }
    if (others_ == nullptr || !others_->has_value(row)) return {};
    return lower(osm_tag(others_->text(row), key));
  }

private:
  const geo::Features& features_;
  const geo::Column* others_;
};

/// Kilometres per hour of "60", "40 mph", "FI:urban"; none for anything else, for 0 and for less than a walk.
std::optional<double> speed_of(const std::string& text) {
  if (text == "fi:urban") return road_speed_kmh::built_up;
  if (text == "fi:rural") return road_speed_kmh::general;
  if (text == "fi:trunk") return road_speed_kmh::trunk;
  if (text == "fi:motorway") return road_speed_kmh::motorway;
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc()) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == " mph" || unit == "mph")
    value *= 1.609344;
  else if (!unit.empty() && unit != " km/h" && unit != "km/h")
    return std::nullopt;
  if (!(value >= 5 && value <= 200)) return std::nullopt;
  return value;
}

std::optional<Travel> one_way_of(const std::string& text) {
  if (text == "yes" || text == "true" || text == "1" || text == "forward" || text == "ft") return Travel::forward;
  if (text == "-1" || text == "reverse" || text == "backward" || text == "tf") return Travel::backward;
  if (text == "no" || text == "false" || text == "0" || text == "both" || text == "b") return Travel::both;
  return std::nullopt;
}

/// One layer while its rows are looked at.
struct Reading {
  RoadUses made;
  void add(Travel travel, std::optional<double> stated_kmh, double otherwise_kmh, int level) {
    made.use.push_back({travel, stated_kmh.value_or(otherwise_kmh), level});
    if (travel == Travel::none) return;
    ++made.roads;
    if (!stated_kmh) ++made.assumed_speeds;
  }
};

std::optional<double> osm_class_kmh(const std::string& highway) {
  static constexpr std::array<std::pair<std::string_view, double>, 17> classes{
      {{"motorway", road_speed_kmh::motorway},
       {"motorway_link", road_speed_kmh::general},
       {"trunk", road_speed_kmh::trunk},
       {"trunk_link", road_speed_kmh::general},
       {"primary", road_speed_kmh::general},
       {"primary_link", road_speed_kmh::general},
       {"secondary", road_speed_kmh::general},
       {"secondary_link", road_speed_kmh::general},
       {"tertiary", road_speed_kmh::general},
       {"tertiary_link", road_speed_kmh::general},
       {"unclassified", road_speed_kmh::general},
       {"road", road_speed_kmh::general},
       {"residential", road_speed_kmh::built_up},
       {"residential_link", road_speed_kmh::built_up},
       {"living_street", road_speed_kmh::living_street},
       {"service", road_speed_kmh::service},
       {"services", road_speed_kmh::service}}};
  const auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& c) { return c.first == highway; });
  return found == classes.end() ? std::nullopt : std::optional(found->second);
}

bool closed_to_lorries(const Tags& tags, std::size_t row) {
  for (const std::string_view key : {"hgv", "motor_vehicle", "vehicle", "access"}) {
    const std::string value = tags.value(row, key);
    if (!value.empty()) return value == "no" || value == "psv" || value == "bus" || value == "emergency";
  }
  return false;
}

int osm_level(const Tags& tags, std::size_t row) {
  const std::string layer = tags.value(row, "layer");
  int level = 0;
  const auto [end, failed] = std::from_chars(layer.data(), layer.data() + layer.size(), level);
  if (failed == std::errc() && end == layer.data() + layer.size() && level != 0) return level;
  const auto is_set = [](const std::string& text) {
    return !text.empty() && text != "no" && text != "f" && text != "false" && text != "0";
  };
  if (is_set(tags.value(row, "bridge"))) return 1;
  const std::string tunnel = tags.value(row, "tunnel");
  return is_set(tunnel) && tunnel != "building_passage" ? -1 : 0;
}

RoadUses osm_uses(const geo::Features& features, std::string_view class_column) {
  const Tags tags(features);
  // Exports of Geofabrik name the class fclass and the direction F along the line, T against it, B both.
  const bool lettered = class_column == "fclass";
  Reading reading;
  for (std::size_t row = 0; row < features.size(); ++row) {
    const std::string highway = tags.value(row, class_column);
    const std::optional<double> class_kmh = osm_class_kmh(highway);
    if (!class_kmh || closed_to_lorries(tags, row)) {
      reading.add(Travel::none, std::nullopt, 0, 0);
      continue;
    }
    const std::string said = tags.value(row, "oneway");
    const std::string junction = tags.value(row, "junction");
    std::optional<Travel> travel = one_way_of(said);
    if (lettered && said == "f") travel = Travel::forward;
    if (lettered && said == "t") travel = Travel::backward;
    const bool implied = junction == "roundabout" || junction == "circular" || (!lettered && highway == "motorway");
    reading.add(travel.value_or(implied ? Travel::forward : Travel::both), speed_of(tags.value(row, "maxspeed")),
                *class_kmh, osm_level(tags, row));
  }
  reading.made.columns = RoadColumns::osm;
  return std::move(reading.made);
}

RoadUses nls_uses(const geo::Features& features, const geo::Column* road_class) {
  const geo::Column* direction = column_named(features, {"roadlinkdirectiontypeid", "yksisuunta*"});
  const geo::Column* ground = column_named(features, {"trrelationtogroundid", "tasosijain*"});
  const geo::Column* state = column_named(features, {"roadlinklifecyclestatusid"});
  const geo::Column* owner = column_named(features, {"roadlinkadminclassid", "hallinn*"});
  Reading reading;
  for (std::size_t row = 0; row < features.size(); ++row) {
    const int kind = whole_number(road_class, row).value_or(0);
    const bool ferry = kind == 12151 || kind == 12152;
    constexpr int driveway = 12141;
    const bool road = (kind >= 12111 && kind <= 12132) || kind == driveway || ferry;
    // Planned 1, being built 2, in use 3, for now out of use 4, soon to be removed 5.
    const int status = whole_number(state, row).value_or(3);
    if (!road || (status != 3 && status != 5)) {
      reading.add(Travel::none, std::nullopt, 0, 0);
      continue;
    }
    const int way = whole_number(direction, row).value_or(0);
    const Travel travel = way == 1 ? Travel::forward : way == 2 ? Travel::backward : Travel::both;
    // Streets (of municipalities) lie in built-up areas; the state's roads have the general limit.
    constexpr int state_owned = 1;
    const double kmh = ferry                                                 ? road_speed_kmh::ferry
                       : kind == driveway                                    ? road_speed_kmh::service
                       : whole_number(owner, row).value_or(0) == state_owned ? road_speed_kmh::general
                                                                             : road_speed_kmh::built_up;
    reading.add(travel, std::nullopt, kmh, whole_number(ground, row).value_or(0));
  }
  reading.made.columns = RoadColumns::nls;
  return std::move(reading.made);
}

RoadUses digiroad_uses(const geo::Features& features, const geo::Column* direction) {
  const geo::Column* kind = column_named(features, {"linkkityyp*"});
  const geo::Column* bridge = column_named(features, {"siltaalik*"});
  const geo::Column* limit = column_named(features, {"nopeusraj*", "arvo"});
  Reading reading;
  for (std::size_t row = 0; row < features.size(); ++row) {
    const int type = whole_number(kind, row).value_or(3);
    constexpr std::array not_for_lorries{8, 9, 12, 13, 14, 15};
    if (std::find(not_for_lorries.begin(), not_for_lorries.end(), type) != not_for_lorries.end()) {
      reading.add(Travel::none, std::nullopt, 0, 0);
      continue;
    }
    const int way = whole_number(direction, row).value_or(2);
    const Travel travel = way == 3 ? Travel::backward : way == 4 ? Travel::forward : Travel::both;
    constexpr int motorway = 1;
    constexpr int cable_ferry = 21;
    const double kmh = type == motorway      ? road_speed_kmh::motorway
                       : type == cable_ferry ? road_speed_kmh::ferry
                                             : road_speed_kmh::built_up;
    reading.add(travel, limit == nullptr ? std::nullopt : speed_of(limit->text(row)), kmh,
                whole_number(bridge, row).value_or(0));
  }
  reading.made.columns = RoadColumns::digiroad;
  return std::move(reading.made);
}

RoadUses plain_uses(const geo::Features& features) {
  const Tags tags(features);
  const geo::Column* speed = column_named(features, {"maxspeed", "speedkmh", "speed", "nopeus*"});
  Reading reading;
  for (std::size_t row = 0; row < features.size(); ++row)
    reading.add(one_way_of(tags.value(row, "oneway")).value_or(Travel::both),
                speed == nullptr || !speed->has_value(row) ? std::nullopt : speed_of(lower(speed->text(row))),
                road_speed_kmh::built_up, osm_level(tags, row));
  reading.made.columns = RoadColumns::lines;
  return std::move(reading.made);
}

}  // namespace

RoadUses road_uses(const geo::Features& features) {
  if (features.column("highway") != nullptr) return osm_uses(features, "highway");
  if (features.column("fclass") != nullptr) return osm_uses(features, "fclass");
  if (const geo::Column* c = column_named(features, {"roadlinkroadclassid", "kohdeluokka", "kohdeluokk"}); c != nullptr)
    return nls_uses(features, c);
  // The survey's other layers of the same make are paths and shared paths.
  if (column_named(features, {"kmtkid"}) != nullptr) return nls_uses(features, nullptr);
  if (const geo::Column* c = column_named(features, {"ajosuunta", "kulkusuunt*"}); c != nullptr)
    return digiroad_uses(features, c);
  return plain_uses(features);
}

}  // namespace layers
