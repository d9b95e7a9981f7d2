#include "app/imgui_canvas.hpp"

#include "app/look.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace app {
namespace {

ImVec2 vec2(double x, double y) {
  return {static_cast<float>(x), static_cast<float>(y)};
}

/// The loaded face of that weight whose size is nearest: glyphs are only crisp at the size they were made for.
Face nearest_face(double em, render::Weight weight) {
  static constexpr std::array regular{Face::text, Face::small};
  static constexpr std::array medium{Face::text_medium, Face::micro};
  static constexpr std::array strong{Face::text_strong, Face::small_strong, Face::title, Face::heading};
  const std::span<const Face> choice = weight == render::Weight::regular  ? std::span<const Face>(regular)
                                       : weight == render::Weight::medium ? std::span<const Face>(medium)
                                                                          : std::span<const Face>(strong);
  const auto miss = [&](Face face) { return std::abs(font_size(face) / 1.21 - em); };
  return *std::min_element(choice.begin(), choice.end(), [&](Face a, Face b) { return miss(a) < miss(b); });
}

/// Drawn at the face's own size when that is near enough to the wanted one.
float drawn_size(Face face, double em) {
  const double wanted = em * 1.21;
  const float own = font_size(face);
  return std::abs(own - wanted) < 0.12 * wanted ? own : static_cast<float>(wanted);
}

double cross(render::CanvasPoint o, render::CanvasPoint a, render::CanvasPoint b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

bool is_convex(std::span<const render::CanvasPoint> points) {
  bool left = false;
  bool right = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double turn = cross(points[i], points[(i + 1) % points.size()], points[(i + 2) % points.size()]);
    left = left || turn > 0;
    right = right || turn < 0;
  }
  return !(left && right);
}

/// Ear clipping of a small simple polygon.
void fill_concave(ImDrawList& list, std::vector<render::CanvasPoint> points, unsigned colour) {
  double area = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& a = points[i];
    const auto& b = points[(i + 1) % points.size()];
    area += a.x * b.y - b.x * a.y;
  }
  if (area < 0) std::reverse(points.begin(), points.end());
  while (points.size() >= 3) {
    bool cut = false;
    for (std::size_t i = 0; i < points.size() && !cut; ++i) {
      const auto& a = points[(i + points.size() - 1) % points.size()];
      const auto& b = points[i];
      const auto& c = points[(i + 1) % points.size()];
      if (cross(a, b, c) < 0) continue;
      const bool is_ear = std::none_of(points.begin(), points.end(), [&](const render::CanvasPoint& p) {
        return cross(a, b, p) > 0 && cross(b, c, p) > 0 && cross(c, a, p) > 0;
      });
      if (!is_ear) continue;
      list.AddTriangleFilled(vec2(a.x, a.y), vec2(b.x, b.y), vec2(c.x, c.y), colour);
      points.erase(points.begin() + static_cast<std::ptrdiff_t>(i));
      cut = true;
    }
    if (!cut) return;  // crosses itself: the rest stays empty
  }
}

}  // namespace

void ImGuiCanvas::fill_rect(double x, double y, double w, double h, render::Colour colour, double radius) {
  list_.AddRectFilled(vec2(x, y), vec2(x + w, y + h), packed(colour), static_cast<float>(radius));
}

void ImGuiCanvas::stroke_rect(double x, double y, double w, double h, render::Colour colour, double width,
                              double radius) {
  // ImGui strokes half a pixel inside the corners it is given; the canvas strokes on them.
  list_.AddRect(vec2(x - 0.5, y - 0.5), vec2(x + w + 0.5, y + h + 0.5), packed(colour), static_cast<float>(radius), 0,
                static_cast<float>(width));
}

void ImGuiCanvas::line(std::span<const render::CanvasPoint> points, render::Colour colour, double width, double dash_on,
                       double dash_off) {
  if (points.size() < 2) return;
  if (dash_on <= 0) {
    std::vector<ImVec2> path;
    path.reserve(points.size());
    for (const auto& p : points) path.push_back(vec2(p.x, p.y));
    list_.AddPolyline(path.data(), static_cast<int>(path.size()), packed(colour), 0, static_cast<float>(width));
    return;
  }
  double left = dash_on;
  bool drawn = true;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const auto [a, b] = std::pair(points[i], points[i + 1]);
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    for (double done = 0; done < length;) {
      const double step = std::min(left, length - done);
      const auto at = [&](double d) { return vec2(a.x + (b.x - a.x) * d / length, a.y + (b.y - a.y) * d / length); };
      if (drawn) list_.AddLine(at(done), at(done + step), packed(colour), static_cast<float>(width));
      done += step;
      left -= step;
      if (left <= 0) {
        drawn = !drawn;
        left = std::max(1e-3, drawn ? dash_on : dash_off);
      }
    }
  }
}

void ImGuiCanvas::fill_polygon(std::span<const render::CanvasPoint> points, render::Colour colour) {
  if (points.size() < 3) return;
  if (!is_convex(points)) return fill_concave(list_, {points.begin(), points.end()}, packed(colour));
  std::vector<ImVec2> path;
  path.reserve(points.size());
  for (const auto& p : points) path.push_back(vec2(p.x, p.y));
  list_.AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), packed(colour));
}

/// One mesh with a pale rim, as ImGui smooths its shapes: separate pieces would show their joints where the colour is
/// not opaque.
void ImGuiCanvas::fill_between(std::span<const render::CanvasPoint> upper, std::span<const render::CanvasPoint> lower,
                               render::Colour colour) {
  const std::size_t count = std::min(upper.size(), lower.size());
  if (count < 2) return;
  const ImU32 ink = packed(colour);
  const ImU32 clear = packed(render::with_alpha(colour, 0));
  const ImVec2 uv = list_._Data->TexUvWhitePixel;
  list_.PrimReserve(static_cast<int>(count - 1) * 18, static_cast<int>(count) * 4);
  const auto first = static_cast<ImDrawIdx>(list_._VtxCurrentIdx);
  for (std::size_t i = 0; i < count; ++i) {
    const auto [u, l] = std::pair(upper[i], lower[i]);
    list_.PrimWriteVtx(vec2(u.x, u.y - 0.5), uv, clear);
    list_.PrimWriteVtx(vec2(u.x, u.y + 0.5), uv, ink);
    list_.PrimWriteVtx(vec2(l.x, std::max(u.y + 0.5, l.y - 0.5)), uv, ink);
    list_.PrimWriteVtx(vec2(l.x, std::max(u.y + 0.5, l.y + 0.5)), uv, clear);
  }
  for (std::size_t i = 0; i + 1 < count; ++i)
    for (int strip = 0; strip < 3; ++strip) {
      const auto at = [&](std::size_t column, int row) {
        return static_cast<ImDrawIdx>(first + (i + column) * 4 + static_cast<std::size_t>(strip + row));
      };
      for (const ImDrawIdx corner : {at(0, 0), at(1, 0), at(0, 1), at(0, 1), at(1, 0), at(1, 1)})
        list_.PrimWriteIdx(corner);
    }
}

void ImGuiCanvas::circle(render::CanvasPoint centre, double radius, render::Colour fill, render::Colour line_colour,
                         double width) {
  if (fill.a) list_.AddCircleFilled(vec2(centre.x, centre.y), static_cast<float>(radius), packed(fill));
  if (line_colour.a && width > 0)
    list_.AddCircle(vec2(centre.x, centre.y), static_cast<float>(radius), packed(line_colour), 0,
                    static_cast<float>(width));
}

void ImGuiCanvas::text(double x, double y, std::string_view text, double em, render::Weight weight,
                       render::Colour colour, render::Align align) {
  if (text.empty()) return;
  const Face face = nearest_face(em, weight);
  const float size = drawn_size(face, em);
  const double width = text_width(text, em, weight);
  const double left = align == render::Align::left ? x : align == render::Align::right ? x - width : x - width / 2;
  list_.AddText(font(face), size, {std::floor(static_cast<float>(left)), std::floor(static_cast<float>(y) - size / 2)},
                packed(colour), text.data(), text.data() + text.size());
}

double ImGuiCanvas::text_width(std::string_view text, double em, render::Weight weight) const {
  const Face face = nearest_face(em, weight);
  return static_cast<double>(
      font(face)->CalcTextSizeA(drawn_size(face, em), FLT_MAX, 0, text.data(), text.data() + text.size()).x);
}

void ImGuiCanvas::push_clip(double x, double y, double w, double h) {
  list_.PushClipRect(vec2(x, y), vec2(x + w, y + h), true);
}

void ImGuiCanvas::pop_clip() {
  list_.PopClipRect();
}

}  // namespace app
