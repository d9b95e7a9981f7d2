// Rectangles, lines, polygons and text, drawn by cairo (pictures, pages) or by Dear ImGui (window): legends, scale bars
// and charts are laid out once, for both.
#pragma once

#include "render/theme.hpp"

#include <span>
#include <string_view>

namespace render {

struct CanvasPoint {
  double x = 0;
  double y = 0;
};

enum class Weight { regular, medium, strong };
enum class Align { left, centre, right };

/// Lengths in the canvas's own pixels (points on a page), y down.
class Canvas {
public:
  virtual ~Canvas() = default;
  virtual void fill_rect(double x, double y, double w, double h, Colour colour, double radius = 0) = 0;
  virtual void stroke_rect(double x, double y, double w, double h, Colour colour, double width, double radius = 0) = 0;
  virtual void line(std::span<const CanvasPoint> points, Colour colour, double width, double dash_on = 0,
                    double dash_off = 0) = 0;
  virtual void fill_polygon(std::span<const CanvasPoint> points, Colour colour) = 0;
  /// The strip between two lines of as many points, each above or below its like in the other.
  virtual void fill_between(std::span<const CanvasPoint> upper, std::span<const CanvasPoint> lower, Colour colour);
  virtual void circle(CanvasPoint centre, double radius, Colour fill, Colour line, double width) = 0;
  /// Text with its vertical middle at y. `em` is the em size.
  virtual void text(double x, double y, std::string_view text, double em, Weight weight, Colour colour,
                    Align align = Align::left) = 0;
  /// Text over a map, with a halo `halo_width` wide (half of it outside the letters). This default draws the text
  /// several times, for canvases that can not stroke letters.
  virtual void text_over_map(double x, double y, std::string_view text, double em, Weight weight, Colour colour,
                             Colour halo, double halo_width, Align align = Align::left);
  [[nodiscard]] virtual double text_width(std::string_view text, double em, Weight weight) const = 0;
  virtual void push_clip(double x, double y, double w, double h) = 0;
  virtual void pop_clip() = 0;
};

}  // namespace render
