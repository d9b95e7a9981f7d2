// A canvas that remembers what was drawn where. Letters are half an em wide.
#pragma once

#include "render/canvas.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace render::test {

struct Extent {
  double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
  void add(double x0, double y0, double x1, double y1) {
    left = std::min(left, x0);
    top = std::min(top, y0);
    right = std::max(right, x1);
    bottom = std::max(bottom, y1);
  }
};

class RecordingCanvas final : public Canvas {
public:
  struct Text {
    std::string words;
    double left, middle, width, em;
    Colour colour;
    [[nodiscard]] double right() const { return left + width; }
  };
  struct Rect {
    double x, y, w, h;
    Colour colour;
  };
  struct Line {
    std::vector<CanvasPoint> points;
    Colour colour;
    double dash_on;
  };
  std::vector<Text> texts;
  std::vector<Rect> rects;
  std::vector<Line> lines;
  std::vector<std::vector<CanvasPoint>> polygons;
  std::size_t circles = 0;
  Extent extent;  ///< of all, clipped things as far as their clip
  int open_clips = 0;

  void fill_rect(double x, double y, double w, double h, Colour colour, double) override {
    rects.push_back({x, y, w, h, colour});
    add(x, y, x + w, y + h);
  }
  void stroke_rect(double x, double y, double w, double h, Colour, double width, double) override {
    add(x - width / 2, y - width / 2, x + w + width / 2, y + h + width / 2);
  }
  void line(std::span<const CanvasPoint> points, Colour colour, double, double dash_on, double) override {
    lines.push_back({{points.begin(), points.end()}, colour, dash_on});
    for (const CanvasPoint p : points) add(p.x, p.y, p.x, p.y);
  }
  void fill_polygon(std::span<const CanvasPoint> points, Colour) override {
    polygons.emplace_back(points.begin(), points.end());
    for (const CanvasPoint p : points) add(p.x, p.y, p.x, p.y);
  }
  void circle(CanvasPoint c, double radius, Colour, Colour, double width) override {
    ++circles;
    const double r = radius + width / 2;
    add(c.x - r, c.y - r, c.x + r, c.y + r);
  }
  void text(double x, double y, std::string_view text, double em, Weight weight, Colour colour, Align align) override {
    const double width = text_width(text, em, weight);
    const double left = align == Align::left ? x : align == Align::right ? x - width : x - width / 2;
    texts.push_back({std::string(text), left, y, width, em, colour});
    add(left, y - em / 2, left + width, y + em / 2);
  }
  [[nodiscard]] double text_width(std::string_view text, double em, Weight) const override {
    return static_cast<double>(shown_text(text).size()) * em / 2;
  }
  void push_clip(double x, double y, double w, double h) override {
    ++open_clips;
    extent.add(x, y, x + w, y + h);
  }
  void pop_clip() override { --open_clips; }

  [[nodiscard]] bool says(std::string_view words) const {
    return std::any_of(texts.begin(), texts.end(), [&](const Text& t) { return t.words == words; });
  }

private:
  void add(double x0, double y0, double x1, double y1) {
    if (open_clips == 0) extent.add(x0, y0, x1, y1);
  }
};

}  // namespace render::test
