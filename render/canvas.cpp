#include "render/canvas.hpp"

#include <vector>

namespace render {

void Canvas::fill_between(std::span<const CanvasPoint> upper, std::span<const CanvasPoint> lower, Colour colour) {
  std::vector<CanvasPoint> outline(upper.begin(), upper.end());
  outline.insert(outline.end(), lower.rbegin(), lower.rend());
  fill_polygon(outline, colour);
}

void Canvas::text_over_map(double x, double y, std::string_view shown, double em, Weight weight, Colour colour,
                           Colour halo, double halo_width, Align align) {
  const double d = halo_width / 2;
  const CanvasPoint offsets[] = {{-d, 0}, {d, 0}, {0, -d}, {0, d}, {-d, -d}, {d, -d}, {-d, d}, {d, d}};
  for (const CanvasPoint offset : offsets) text(x + offset.x, y + offset.y, shown, em, weight, halo, align);
  text(x, y, shown, em, weight, colour, align);
}

}  // namespace render
