#include "render/page.hpp"

#include "render/cairo_canvas.hpp"
#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

/// Nothing but the title and the edges may lie left of this share of the picture's width.
constexpr double legend_from_share = 0.62;

void draw_card(Canvas& canvas, double x, double y, double w, double h, double u, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const double px = u / 17, radius = std::floor(0.5 * u);
  struct Step {
    double side, top, bottom, alpha;
  };
  // The elevation of look.md section 2, largest first.
  for (const Step s : {Step{4, 1, 7, 0.025}, Step{2, 0, 4, 0.045}, Step{1, 0, 2, 0.06}})
    canvas.fill_rect(x - s.side * px, y - s.top * px, w + 2 * s.side * px, h + (s.top + s.bottom) * px,
                     with_alpha(t.shadow, s.alpha), radius + s.side * px);
  canvas.fill_rect(x - px, y - px, w + 2 * px, h + 2 * px, t.border, radius + px);
  canvas.fill_rect(x, y, w, h, t.panel, radius);
}

bool is_empty(const Legend& legend) {
  return legend.heatmaps.empty() && legend.flows.empty() && std::all_of(legend.groups.begin(), legend.groups.end(),
                                                [](const LegendGroup& g) { return g.entries.empty(); });
}

/// Legend and notes under each other; returns the height.
double draw_legend_and_notes(Canvas& canvas, const Legend& legend, const PageText& text, double x, double y,
                             double width, double u, ThemeKind theme, bool dry) {
  const TypeSizes size(u);
  const MapTheme& t = map_theme(theme);
  double bottom = y + draw_legend(canvas, legend, x, y, width, u, theme, dry);
  bool first = true;
  for (const std::string& note : text.notes) {
    bottom += std::floor((first ? 0.5 : 0.2) * u);
    if (first && !is_empty(legend)) {
      if (!dry) canvas.fill_rect(x, bottom, width, std::max(1.0, std::floor(u / 17)), t.divider);
      bottom += std::floor(0.5 * u);
    }
    first = false;
    for (const std::string& line : wrapped(canvas, note, size.micro, Weight::regular, width, 4)) {
      const double pitch = std::floor(0.98 * u);
      if (!dry) canvas.text(x, bottom + pitch / 2, line, size.micro, Weight::regular, t.text3);
      bottom += pitch;
    }
  }
  return bottom - y;
}

/// Returns the card's box; with `dry` nothing is drawn.
ScreenBox draw_title(Canvas& canvas, const PageText& text, double margin, double max_width, double u, ThemeKind theme,
                     bool dry = false) {
  if (text.title.empty() && text.subtitle.empty()) return {};
  const TypeSizes size(u);
  const MapTheme& t = map_theme(theme);
  const double padding = std::floor(0.85 * u), room = max_width - 2 * padding;
  const std::string title = ellipsised(canvas, text.title, size.heading, Weight::strong, room);
  const auto subtitle = wrapped(canvas, text.subtitle, size.text, Weight::regular, room, 2);
  double width = canvas.text_width(title, size.heading, Weight::strong);
  for (const std::string& line : subtitle) width = std::max(width, canvas.text_width(line, size.text, Weight::regular));
  const double title_pitch = title.empty() ? 0 : std::floor(1.65 * u), pitch = std::floor(1.3 * u);
  const double height = title_pitch + pitch * static_cast<double>(subtitle.size()) + 1.4 * padding;
  const ScreenBox box{margin, margin, margin + std::ceil(width) + 2 * padding, margin + std::floor(height)};
  if (dry) return box;
  draw_card(canvas, box.left, box.top, box.right - box.left, box.bottom - box.top, u, theme);
  double y = margin + std::floor(0.7 * padding);
  if (!title.empty()) canvas.text(margin + padding, y + title_pitch / 2, title, size.heading, Weight::strong, t.text);
  y += title_pitch;
  for (const std::string& line : subtitle) {
    canvas.text(margin + padding, y + pitch / 2, line, size.text, Weight::regular, t.text2);
    y += pitch;
  }
  return box;
}

struct LegendPlace {
  bool on_map = true;
  double u = 17;
  double x = 0, y = 0, width = 0, height = 0;  ///< of the card, or of the strip under the map
};

/// The card at the right edge, in smaller type if need be, or the strip under the map.
LegendPlace place_legend(Canvas& canvas, const Legend& legend, const PageText& text, double width_px, double height_px,
                         double margin, double room_below, double u, ThemeKind theme) {
  for (const double share : {1.0, 0.9, 0.8}) {
    LegendPlace place;
    place.u = std::floor(u * share);
    const double padding = std::floor(0.85 * place.u);
    place.width = std::floor(17 * place.u);
    place.x = width_px - margin - place.width;
    place.y = margin;
    place.height = std::ceil(2 * padding + draw_legend_and_notes(canvas, legend, text, 0, 0, place.width - 2 * padding,
                                                                 place.u, theme, true));
    if (place.x >= legend_from_share * width_px && place.y + place.height <= height_px - room_below) return place;
  }
  LegendPlace strip{false, u, 0, height_px, width_px, 0};
  const double padding = std::floor(0.85 * u);
  strip.height = std::ceil(2 * padding +
                           draw_legend_and_notes(canvas, legend, text, 0, 0, width_px - 2 * padding, u, theme, true));
  return strip;
}

Picture with_strip(const Picture& map, int strip_px, Colour colour) {
  Picture taller = map;
  taller.height_px += strip_px;
  const auto pixels = static_cast<std::size_t>(strip_px) * static_cast<std::size_t>(map.width_px);
  taller.rgba.reserve(taller.rgba.size() + pixels * 4);
  for (std::size_t i = 0; i < pixels; ++i)
    for (const std::uint8_t v : {colour.r, colour.g, colour.b, std::uint8_t{255}}) taller.rgba.push_back(v);
  return taller;
}

}  // namespace

std::vector<ScreenBox> finished_picture_covers(int width_px, int height_px, const Legend& legend, const PageText& text,
                                               ThemeKind theme, double u) {
  CairoCanvas measure = CairoCanvas::on_picture({1, 1, {0, 0, 0, 0}});
  const double w = width_px, h = height_px, margin = std::floor(0.75 * u);
  std::vector<ScreenBox> covers;
  covers.push_back(draw_title(measure, text, margin, legend_from_share * w - 2 * margin, u, theme, true));
  // The bottom row: scale bar, coordinate system, sources, north arrow.
  const double row = std::floor(1.6 * u), arrow = std::floor(3.4 * u);
  covers.push_back({0, h - row, w, h});
  covers.push_back({w - margin - arrow, h - row - arrow, w, h});
  if (is_empty(legend) && text.notes.empty()) return covers;
  const LegendPlace place = place_legend(measure, legend, text, w, h, margin, row + arrow, u, theme);
  if (place.on_map) covers.push_back({place.x, place.y, place.x + place.width, place.y + place.height});
  return covers;
}

int legend_strip_px(int width_px, int height_px, const Legend& legend, const PageText& text, ThemeKind theme,
                    double u) {
  if (is_empty(legend) && text.notes.empty()) return 0;
  CairoCanvas measure = CairoCanvas::on_picture({1, 1, {0, 0, 0, 0}});
  const double margin = std::floor(0.75 * u), room_below = std::floor(5 * u);
  const LegendPlace place = place_legend(measure, legend, text, width_px, height_px, margin, room_below, u, theme);
  return place.on_map ? 0 : static_cast<int>(place.height);
}

Picture finished_picture(const Picture& map, const Camera& camera, const Legend& legend, const PageText& text,
                         ThemeKind theme, double u) {
  const MapTheme& t = map_theme(theme);
  const TypeSizes size(u);
  const double w = map.width_px, h = map.height_px, margin = std::floor(0.75 * u);
  const double line_pitch = std::floor(1.1 * u), arrow = std::floor(2.6 * u);
  const Colour halo = with_alpha(t.halo, 0.88);

  CairoCanvas canvas = CairoCanvas::on_picture(map);
  // Bottom left: scale bar and the name of the coordinate system.
  double left_end = draw_scale_bar(canvas, camera, margin + 2, h - margin, u, theme);
  const double crs_room = std::min(0.3 * w, w - left_end - 3 * margin);
  const std::string crs = ellipsised(canvas, text.crs, size.micro, Weight::regular, crs_room);
  if (!crs.empty()) {
    canvas.text_over_map(left_end + u, h - margin - std::floor(0.2 * u), crs, size.micro, Weight::regular,
                         t.label_small, halo, 3 * u / 17);
    left_end += u + canvas.text_width(crs, size.micro, Weight::regular);
  }
  // Bottom right: sources; over them the north arrow.
  const auto sources =
      wrapped(canvas, text.attribution, size.micro, Weight::regular, std::max(0.0, w - margin - left_end - 2 * u), 3);
  const double sources_top = h - margin - line_pitch * static_cast<double>(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i)
    canvas.text_over_map(w - margin, sources_top + line_pitch * (static_cast<double>(i) + 0.55), sources[i], size.micro,
                         Weight::regular, t.label_small, halo, 3 * u / 17, Align::right);
  const double arrow_top = sources_top - arrow - std::floor(0.4 * u);
  draw_north_arrow(canvas, w - margin - arrow, arrow_top, arrow, theme, text.north_letter);
  draw_title(canvas, text, margin, legend_from_share * w - 2 * margin, u, theme);

  if (is_empty(legend) && text.notes.empty()) return canvas.picture();
  const LegendPlace place = place_legend(canvas, legend, text, w, h, margin, h - arrow_top + margin, u, theme);
  const double padding = std::floor(0.85 * place.u);
  if (place.on_map) {
    draw_card(canvas, place.x, place.y, place.width, place.height, place.u, theme);
    draw_legend_and_notes(canvas, legend, text, place.x + padding, place.y + padding, place.width - 2 * padding,
                          place.u, theme, false);
    return canvas.picture();
  }
  CairoCanvas taller = CairoCanvas::on_picture(with_strip(canvas.picture(), static_cast<int>(place.height), t.panel));
  draw_legend_and_notes(taller, legend, text, padding, place.y + padding, place.width - 2 * padding, place.u, theme,
                        false);
  return taller.picture();
}

}  // namespace render
