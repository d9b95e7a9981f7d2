// The ten colours of charts, each with a pattern of its own, so that what is told by colour is also told in grey.
#pragma once

#include "geo/plan/entity.hpp"
#include "render/canvas.hpp"

#include <cstddef>

namespace render {

/// A place in the palette of look.md section 6: the sectors in their order, then the sinks; and two without a colour:
/// that of the text (as it is made) and a quiet grey.
class ChartColour {
public:
  constexpr ChartColour() = default;
  constexpr ChartColour(geo::Sector sector) : place_(static_cast<std::size_t>(sector)) {}  // NOLINT: a sector is one
  [[nodiscard]] static constexpr ChartColour sinks() { return ChartColour(std::size_t{9}); }
  [[nodiscard]] static constexpr ChartColour neutral() { return ChartColour(std::size_t{11}); }
  [[nodiscard]] Colour in(ThemeKind theme) const;
  bool operator==(const ChartColour&) const = default;

private:
  friend void fill_patterned(Canvas&, double, double, double, double, ChartColour, double, double, ThemeKind);
  explicit constexpr ChartColour(std::size_t place) : place_(place) {}
  std::size_t place_ = 10;
};

/// A rectangle in the colour with its pattern, where there is room for one. The pattern's lines run on through
/// neighbouring rectangles.
void fill_patterned(Canvas& canvas, double x, double y, double w, double h, ChartColour colour, double opacity,
                    double u, ThemeKind theme);

}  // namespace render
