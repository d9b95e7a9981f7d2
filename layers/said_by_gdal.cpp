#include "layers/said_by_gdal.hpp"

#include <algorithm>

namespace layers {

std::vector<geo::Problem> problems_said(const GdalWords& words, Concern concern) {
  std::vector<geo::Problem> problems;
  for (const std::string& text : words.texts()) {
    const bool open_ring = text.starts_with("Non closed ring detected");
    const bool no_area = text.starts_with("organizePolygons()");
    if ((open_ring || no_area) && concern == Concern::layer_without_areas) continue;
    geo::Message reason =
        open_ring ? geo::say(
                        "Some areas have an outline that does not close, as when a file is cut out of a larger "
                        "one; they were closed with a straight line or left out.")
        : no_area ? geo::say(
                        "Some areas have an outline of too few positions or overlapping outlines; what of them "
                        "can not be an area was left out.")
                  : geo::say("While reading: {0}.", text);
    const bool known =
        std::any_of(problems.begin(), problems.end(), [&](const geo::Problem& p) { return p.reason == reason; });
    if (!known) problems.push_back({geo::ProblemKind::doubtful, std::move(reason), {}, {}});
  }
  return problems;
}

}  // namespace layers
