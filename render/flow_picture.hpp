// Flows as the map shows them: circles for places, bands between them, rings for what stays within a place
// (look.md section 5, "Flows"). A value without OpenGL; where its bands lie in pixels is said by render/flow_shape.hpp.
#pragma once

#include "geo/space.hpp"
#include "render/theme.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace render {

/// Lengths at symbol scale 1.
struct FlowPlace {
  geo::MapPoint at;
  double radius_px = 3;  ///< of its circle
};

/// One material in a band or in a ring.
struct FlowStripe {
  Colour colour;
  double width_px = 0;
  bool dimmed = false;    ///< something else is selected
  bool selected = false;  ///< an accented edge
  bool operator==(const FlowStripe&) const = default;
};

/// All that goes from one place to another, its materials side by side.
struct FlowBand {
  std::uint32_t from = 0;  ///< places, not the same
  std::uint32_t to = 0;
  std::vector<FlowStripe> stripes;  ///< from the left edge, seen in the direction of travel
  std::vector<geo::MapPoint> way;   ///< the route, from place to place; empty: a curve. Also a curve where it is too
                                    ///< short at the scale
};

/// What flows from a place to itself.
struct FlowRing {
  std::uint32_t place = 0;
  std::vector<FlowStripe> stripes;  ///< from the inside
};

struct FlowPicture {
  ThemeKind theme = ThemeKind::light;
  std::vector<FlowPlace> places;
  std::vector<FlowBand> bands;  ///< in drawing order: the widest first, so that narrow ones lie on top
  std::vector<FlowRing> rings;
};

[[nodiscard]] double band_width_px(const std::vector<FlowStripe>& stripes);

/// The width of a band is linear in its tonnes, by a scale that is locked for all years and scenarios.
struct FlowWidthScale {
  double t_per_px = 1;
  [[nodiscard]] double width_px(double amount_t) const;
};
/// A round scale (1-2-5 series) at which the largest band is 20 px wide, or 40 px where places far and wide are joined.
[[nodiscard]] FlowWidthScale flow_width_scale(double largest_pair_t, double largest_joined_t);
/// Round amounts for the legend: a narrow, a middle and the widest arrow.
[[nodiscard]] std::vector<double> legend_amounts(const FlowWidthScale& scale);
/// Of a place's circle, from all that goes in and out; `scale` keeps it readable where amounts are large.
[[nodiscard]] double place_radius_px(double amount_t, const FlowWidthScale& scale);

}  // namespace render
