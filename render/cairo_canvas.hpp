// The canvas on cairo: over a picture, or as the pages of a PDF with vectors and embedded fonts.
#pragma once

#include "render/canvas.hpp"
#include "render/picture.hpp"

#include <memory>
#include <string>

namespace render {

class CairoCanvas final : public Canvas {
public:
  /// Draws over a copy of the picture; lengths are its pixels. Throws geo::Error if it is too large for cairo.
  static CairoCanvas on_picture(const Picture& picture);
  /// A page of that size; lengths are points (1/72 inch).
  static CairoCanvas on_pdf(double width_pt, double height_pt, const std::string& title);
  ~CairoCanvas() override;
  CairoCanvas(CairoCanvas&&) noexcept;
  CairoCanvas& operator=(CairoCanvas&&) noexcept;

  void fill_rect(double x, double y, double w, double h, Colour colour, double radius = 0) override;
  void stroke_rect(double x, double y, double w, double h, Colour colour, double width, double radius = 0) override;
  void line(std::span<const CanvasPoint> points, Colour colour, double width, double dash_on = 0,
            double dash_off = 0) override;
  void fill_polygon(std::span<const CanvasPoint> points, Colour colour) override;
  void circle(CanvasPoint centre, double radius, Colour fill, Colour line, double width) override;
  void text(double x, double y, std::string_view text, double em, Weight weight, Colour colour,
            Align align = Align::left) override;
  void text_over_map(double x, double y, std::string_view text, double em, Weight weight, Colour colour, Colour halo,
                     double halo_width, Align align = Align::left) override;
  [[nodiscard]] double text_width(std::string_view text, double em, Weight weight) const override;
  void push_clip(double x, double y, double w, double h) override;
  void pop_clip() override;

  /// Text that reads upwards, its middle at (x, y).
  void text_upwards(double x, double y, std::string_view text, double em, Weight weight, Colour colour);
  /// Of a PDF: ends the page and begins another.
  void next_page();
  /// Of a PDF: what is drawn from here on leads to the place of that name when it is clicked. Names are letters, digits
  /// and ":/,.@-_".
  void begin_link(std::string_view place);
  void end_link();
  /// Of a PDF: the place that links of that name lead to.
  void mark_place(std::string_view name, double x, double y);
  /// The picture in the rectangle, at its own resolution.
  void place_picture(const Picture& picture, double x, double y, double w, double h);

  /// What was drawn on a picture.
  [[nodiscard]] Picture picture() const;
  /// Ends the pages and writes them. Throws geo::Error if the file can not be written.
  void write_pdf(const std::string& path);

private:
  struct State;
  explicit CairoCanvas(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace render
