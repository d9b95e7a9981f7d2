// Lines of a source on their way to a road graph: cleaned, their vertices numbered, loose ends snapped. Internal.
#pragma once

#include "geo/road/road_graph.hpp"

namespace geo::road {

struct Line {
  std::uint32_t feature = 0;
  std::vector<std::uint32_t> vertices;  ///< two or more, no two the same in a row
};

struct Lines {
  std::vector<MapPoint> vertices;
  std::vector<Line> lines;
};

/// The usable lines; positions that are equal are one vertex.
[[nodiscard]] Lines collect_lines(const Features& features, std::span<const RoadUse> use,
                                  std::vector<Problem>& problems);
/// Joins ends that meet nothing to what lies within `snap_m`.
void snap_ends(Lines& lines, std::span<const RoadUse> use, double snap_m, Progress& progress);

}  // namespace geo::road
