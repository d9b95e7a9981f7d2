// render::Canvas over an ImDrawList, so that legend, scale bar and charts serve the window too.
#pragma once

#include "render/canvas.hpp"

struct ImDrawList;

namespace app {

class ImGuiCanvas final : public render::Canvas {
public:
  explicit ImGuiCanvas(ImDrawList& list) : list_(list) {}

  void fill_rect(double x, double y, double w, double h, render::Colour colour, double radius) override;
  void stroke_rect(double x, double y, double w, double h, render::Colour colour, double width, double radius) override;
  void line(std::span<const render::CanvasPoint> points, render::Colour colour, double width, double dash_on,
            double dash_off) override;
  void fill_polygon(std::span<const render::CanvasPoint> points, render::Colour colour) override;
  void fill_between(std::span<const render::CanvasPoint> upper, std::span<const render::CanvasPoint> lower,
                    render::Colour colour) override;
  void circle(render::CanvasPoint centre, double radius, render::Colour fill, render::Colour line,
              double width) override;
  void text(double x, double y, std::string_view text, double em, render::Weight weight, render::Colour colour,
            render::Align align) override;
  [[nodiscard]] double text_width(std::string_view text, double em, render::Weight weight) const override;
  void push_clip(double x, double y, double w, double h) override;
  void pop_clip() override;

private:
  ImDrawList& list_;
};

}  // namespace app
