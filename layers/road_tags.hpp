// What a layer's columns say about driving on its lines: direction, speed, level, and whether lorries may.
#pragma once

#include "geo/features.hpp"
#include "geo/road/road_graph.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace layers {

/// By whose columns a layer's lines were understood.
///  - osm: `highway` (or `fclass`), with `oneway`, `junction`, `maxspeed`, `layer`, `bridge`, `tunnel` and access tags
///    in columns of their own or in `other_tags`. Used: motorway to tertiary with their links, unclassified,
///    residential, living_street, service, road. Not used: footway, cycleway, path, track, pedestrian, steps and all
///    other classes; roads closed to lorries by `hgv`, `motor_vehicle`, `vehicle` or `access` (the first that is
///    there).
///  - nls: `road_link_road_class_id` of the National Land Survey (or `kohdeluokka` of its topographic database): 12111
///  to
///    12141, 12151 and 12152 (ferries). Not used: winter roads, paths, drive paths, special transport links, links that
///    are not yet or no longer in use, layers of paths.
///  - digiroad: AJOSUUNTA or KULKUSUUNTA (2 both, 3 against the line, 4 along it) and LINKKITYYP: all but walking and
///    cycling ways, pedestrian zones, tractor roads, service openings and special transport links.
///  - lines: none of these; every line is a two-way road unless a column `oneway` says otherwise.
enum class RoadColumns { osm, nls, digiroad, lines };
[[nodiscard]] std::string_view word_of(RoadColumns columns);

/// Speeds where the source states none [km/h]. The general limits of the Finnish Road Traffic Act (729/2018) are 80, in
/// built-up areas 50, on pedestrian-priority streets 20; motorways are signed 120 and trunk roads 100 in summer.
/// Yards, service roads and ferries have no general limit: assumed. Vehicles' own limits are not applied.
namespace road_speed_kmh {
inline constexpr double motorway = 120;
inline constexpr double trunk = 100;
inline constexpr double general = 80;
inline constexpr double built_up = 50;
inline constexpr double living_street = 20;
inline constexpr double service = 30;  ///< assumed
inline constexpr double ferry = 10;    ///< assumed
}  // namespace road_speed_kmh

struct RoadUses {
  RoadColumns columns = RoadColumns::lines;
  std::vector<geo::RoadUse> use;   ///< of each feature
  std::size_t roads = 0;           ///< features that are used
  std::size_t assumed_speeds = 0;  ///< of them, those whose speed the source does not state
};
[[nodiscard]] RoadUses road_uses(const geo::Features& features);

/// The value of a key in GDAL's `other_tags` ("layer"=>"1","oneway"=>"yes"); empty without it.
[[nodiscard]] std::string osm_tag(std::string_view other_tags, std::string_view key);

}  // namespace layers
