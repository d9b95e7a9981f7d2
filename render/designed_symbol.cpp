#include "render/designed_symbol.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

constexpr double smallest_source_px = 4;
constexpr double largest_source_px = 11;

double by_theme(ThemeKind theme, double light, double dark) {
  return is_dark(theme) ? dark : light;
}

}  // namespace

Symbol business_area_symbol(ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.line = t.hub,
          .line_width_px = 2.2,
          .casing = t.halo,
          .casing_width_px = 4.6,
          .band_width_px = 7,
          .band = with_alpha(t.hub, by_theme(theme, 0.16, 0.22)),
          .point_radius_px = 6};
}

Symbol landfill_symbol(bool closed, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  if (closed)
    return {.fill = with_alpha(t.land, by_theme(theme, 0.35, 0.25)),
            .line = t.landfill,
            .line_width_px = 1.6,
            .dash_on_px = 6,
            .dash_off_px = 4,
            .hatch = geo::Hatch::falling,
            .hatch_colour = t.landfill,
            .hatch_step_px = 11,
            .hatch_width_px = 1,
            .hatch_casing = with_alpha(t.halo, 0.4),
            .hatch_casing_width_px = 2.6};
  return {.fill = with_alpha(t.landfill_fill, by_theme(theme, 0.18, 0.34)),
          .line = t.landfill,
          .line_width_px = 2,
          .casing = with_alpha(t.halo, 0.7),
          .casing_width_px = 4,
          .hatch = geo::Hatch::falling,
          .hatch_colour = t.landfill,
          .hatch_step_px = 7,
          .hatch_width_px = 1.3,
          .hatch_casing = with_alpha(t.halo, 0.4),
          .hatch_casing_width_px = 3};
}

Symbol sink_symbol(geo::SinkKind kind, geo::SinkState state, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  Symbol s{.line = t.sink, .casing = with_alpha(t.halo, 0.6)};
  const bool planned = state == geo::SinkState::planned;
  if (kind == geo::SinkKind::compensation) {
    s.fill = with_alpha(t.sink_fill, 0.28);
    s.hatch = geo::Hatch::dots;
    s.hatch_colour = t.sink;
    s.hatch_step_px = 9;
    s.hatch_width_px = 3;
    s.casing_width_px = 4.4;
    s.line_width_px = 2.6;
  } else if (planned) {
    s.fill = with_alpha(t.sink_fill, 0.13);
    s.hatch = geo::Hatch::rising;
    s.hatch_colour = t.sink;
    s.hatch_step_px = 7;
    s.hatch_width_px = 1.2;
    s.casing_width_px = 3.4;
    s.line_width_px = 1.8;
  } else {
    s.fill = with_alpha(t.sink_fill, 0.36);
    s.casing_width_px = 3.2;
    s.line_width_px = 1.5;
  }
  if (planned) {  // a planned compensation site keeps its dots; the dash alone says "planned"
    s.dash_on_px = 7;
    s.dash_off_px = 4;
  }
  return s;
}

Symbol sink_marker(geo::SinkKind kind, geo::SinkState state, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const bool planned = state == geo::SinkState::planned;
  return {.fill = planned ? t.panel : t.sink,
          .line = t.sink,
          .line_width_px = planned ? 1.8 : 0,
          .casing = t.halo,
          .casing_width_px = 1.5,
          .point_radius_px = marker_radius_px,
          .icon = kind == geo::SinkKind::compensation ? icon::certificate : icon::pine_tree,
          .icon_colour = planned ? t.sink : t.panel};
}

Symbol partner_marker(char32_t icon_code, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.fill = t.partner,
          .casing = t.halo,
          .casing_width_px = 1.5,
          .point_radius_px = marker_radius_px,
          .square_marker = true,
          .icon = icon_code,
          .icon_colour = t.panel};
}

Symbol side_stream_symbol(geo::StreamKind kind, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const Colour colour = sector_colour(geo::Sector::logistics, theme);
  const bool is_offer = kind == geo::StreamKind::offer;
  return {.fill = is_offer ? colour : t.panel,
          .line = colour,
          .line_width_px = is_offer ? 0.0 : 2.2,
          .casing = t.halo,
          .casing_width_px = 1.2,
          .point_radius_px = stream_radius_px};
}

Symbol flow_line(geo::FlowState state, ThemeKind theme) {
  Symbol line{.line = sector_colour(geo::Sector::logistics, theme), .line_width_px = 1.8};
  line.casing = with_alpha(map_theme(theme).halo, 0.7);
  line.casing_width_px = 3.4;
  if (state == geo::FlowState::planned) line.dash_on_px = 6, line.dash_off_px = 4;
  return line;
}

Symbol partner_lot(ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.fill = with_alpha(t.industry, 0.55), .line = with_alpha(t.partner, 0.45), .line_width_px = 1};
}

Symbol source_symbol(geo::Sector sector, geo::GeometryKind kind, bool known, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const Colour colour = sector_colour(sector, theme);
  Symbol s{.line = colour, .casing = t.halo};
  if (kind == geo::GeometryKind::point) {
    s.fill = known ? colour : t.panel;
    s.line_width_px = known ? 0 : 1.6;
    s.casing_width_px = 1.6;
    s.point_radius_px = known ? 5.5 : smallest_source_px;
    return s;
  }
  // No casing: routes lie on roads and areas on landfills, whose own drawing must stay visible.
  s.casing = {0, 0, 0, 0};
  s.line_width_px = kind == geo::GeometryKind::polygon ? 1 : 2;
  if (kind == geo::GeometryKind::polygon) s.fill = with_alpha(colour, known ? 0.12 : 0);
  if (!known) {
    s.dash_on_px = 4;
    s.dash_off_px = 3;
  }
  return s;
}

float source_radius_px(double mass_t, double largest_t) {
  if (!(mass_t > 0) || !(largest_t > 0)) return static_cast<float>(smallest_source_px);
  const double share = std::min(mass_t / largest_t, 1.0);
  return static_cast<float>(std::max(smallest_source_px, largest_source_px * std::sqrt(share)));
}

Symbol selection_symbol(ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.fill = with_alpha(t.select, 0.10),
          .line = t.select,
          .line_width_px = 3,
          .casing = t.select_case,
          .casing_width_px = 6};
}

Symbol selection_ring(double radius_px, bool square, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  // The marker's own casing is 1.6 px; the ring's middle lies half its width outside that.
  return {.line = t.select, .line_width_px = 2.5, .point_radius_px = radius_px + 1.6 + 2.5, .square_marker = square};
}

Symbol road_casing(RoadClass road, ThemeKind theme) {
  const RoadDrawing d = road_drawing(road, theme);
  return {.line = d.casing, .line_width_px = d.casing_px};
}

Symbol road_fill(RoadClass road, ThemeKind theme) {
  const RoadDrawing d = road_drawing(road, theme);
  return {.line = d.fill, .line_width_px = d.fill_px};
}

Symbol road_symbol(RoadClass road, ThemeKind theme) {
  const RoadDrawing d = road_drawing(road, theme);
  return {.line = d.fill, .line_width_px = d.fill_px, .casing = d.casing, .casing_width_px = d.casing_px};
}

Symbol railway_symbol(ThemeKind theme) {
  return {.line = map_theme(theme).rail, .line_width_px = 2.2};
}

Symbol railway_gaps(ThemeKind theme) {
  return {.line = map_theme(theme).rail_gap, .line_width_px = 1.1, .dash_on_px = 5, .dash_off_px = 5};
}

Symbol water_symbol(ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.fill = t.water, .band_width_px = 3, .band = with_alpha(t.water_band, 0.75)};
}

Symbol shore_symbol(ThemeKind theme) {
  return {.line = map_theme(theme).shore, .line_width_px = 0.8};
}

Symbol stream_symbol(ThemeKind theme) {
  return {.line = map_theme(theme).stream, .line_width_px = 1.1};
}

Symbol ground_symbol(Colour fill, Colour edge) {
  return {.fill = fill, .line = edge, .line_width_px = 0.8};
}

}  // namespace render
