#include "app/map/drawing_overlay.hpp"

#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/look.hpp"
#include "app/map/shape_fill.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/tools/hint.hpp"
#include "app/tools/measuring.hpp"
#include "app/tools/shape_actions.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace app {
namespace {

using Rings = std::vector<std::vector<ImVec2>>;

/// What all parts of the overlay draw with.
struct Pens {
  const Workspace& w;
  ImDrawList& list;
  const MapRect& map;
  const render::MapTheme& theme;
  [[nodiscard]] ImVec2 screen(geo::MapPoint p) const { return map.screen(w.camera, p); }
  [[nodiscard]] bool sees(ImVec2 p) const {
    return p.x > map.min.x - 20 && p.y > map.min.y - 20 && p.x < map.max().x + 20 && p.y < map.max().y + 20;
  }
};

ImVec2 on_pixel(ImVec2 p) {
  return {std::floor(p.x) + 0.5f, std::floor(p.y) + 0.5f};
}

Rings rings_of(const Pens& pens, const geo::Geometry& shape) {
  Rings rings;
  for (const geo::Part& part : shape.parts)
    for (const geo::Ring& ring : part.rings) {
      auto& to = rings.emplace_back();
      for (const geo::MapPoint p : ring) to.push_back(pens.screen(p));
    }
  return rings;
}

void polyline(const Pens& pens, const std::vector<ImVec2>& points, Colour colour, float width, float casing) {
  if (points.size() < 2) return;
  const int count = static_cast<int>(points.size());
  pens.list.AddPolyline(points.data(), count, packed(faded(pens.theme.select_case, 0.9)), 0, casing);
  pens.list.AddPolyline(points.data(), count, packed(colour), 0, width);
}

void haloed(const Pens& pens, Face face, float x, float y, Colour colour, const std::string& text, At at = At::left) {
  for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1), ImVec2(-1, -1), ImVec2(1, 1)})
    draw_text(pens.list, face, x + d.x, y + d.y, pens.theme.halo, text, at);
  draw_text(pens.list, face, x, y, colour, text, at);
}

void square_handle(const Pens& pens, ImVec2 at, Colour line, bool solid, bool larger = false) {
  const ImVec2 p = on_pixel(at);
  const float half = larger ? 6.5f : 5;
  const float core = larger ? 4.4f : 3.2f;
  pens.list.AddRectFilled({p.x - half, p.y - half}, {p.x + half, p.y + half}, packed(line));
  if (!solid) pens.list.AddRectFilled({p.x - core, p.y - core}, {p.x + core, p.y + core}, packed(colours().panel));
}

void round_handle(const Pens& pens, ImVec2 at, Colour line, float radius, float core) {
  const ImVec2 p = on_pixel(at);
  pens.list.AddCircleFilled(p, radius, packed(line));
  pens.list.AddCircleFilled(p, core, packed(colours().panel));
}

/// The hatch and its colour that the thing will have on the map.
std::pair<LiveHatch, Colour> hatch_of(const DrawnThing& thing, const render::MapTheme& theme) {
  switch (thing.kind) {
    case ThingKind::sink:
      return {thing.state == geo::SinkState::planned ? LiveHatch::rising : LiveHatch::none, theme.sink};
    case ThingKind::compensation: return {LiveHatch::dots, theme.sink};
    case ThingKind::landfill_part: return {LiveHatch::falling, theme.landfill};
    case ThingKind::business_area: return {LiveHatch::none, theme.hub};
    default: return {LiveHatch::none, theme.select};
  }
}

std::pair<LiveHatch, Colour> hatch_of(const geo::Plan& plan, const render::PlanThing& thing,
                                      const render::MapTheme& theme) {
  if (const auto* id = std::get_if<geo::Id<geo::SinkSite>>(&thing))
    if (const auto site = plan.sink_sites().find(*id))
      return {site->kind == geo::SinkKind::compensation ? LiveHatch::dots
              : site->state == geo::SinkState::planned  ? LiveHatch::rising
                                                        : LiveHatch::none,
              theme.sink};
  if (std::holds_alternative<geo::Id<geo::LandfillPart>>(thing)) return {LiveHatch::falling, theme.landfill};
  return {LiveHatch::none, theme.select};
}

void draw_snap(const Pens& pens, const Aim& aim) {
  if (!aim.snap) return;
  const Colour amber = pens.theme.snap;
  const Colour casing = faded(pens.theme.select_case, 0.9);
  const ImVec2 p = on_pixel(pens.screen(aim.place));
  ImDrawList& list = pens.list;
  const auto strokes = [&](auto&& draw) {
    draw(packed(casing), 5.0f);
    draw(packed(amber), 2.4f);
  };
  const geo::SnapKind kind = aim.snap->kind;
  const ImVec2 a = pens.screen(aim.snap->edge[0]);
  const ImVec2 b = pens.screen(aim.snap->edge[1]);
  if (kind == geo::SnapKind::edge || kind == geo::SnapKind::midpoint || kind == geo::SnapKind::crossing) {
    list.AddLine(a, b, packed(casing), 5);
    list.AddLine(a, b, packed(amber), 2.2f);
  }
  switch (kind) {
    case geo::SnapKind::vertex:
      strokes([&](unsigned c, float width) { list.AddRect({p.x - 8, p.y - 8}, {p.x + 8, p.y + 8}, c, 0, 0, width); });
      break;
    case geo::SnapKind::own_start: strokes([&](unsigned c, float width) { list.AddCircle(p, 10, c, 0, width); }); break;
    case geo::SnapKind::crossing:
      strokes([&](unsigned c, float width) {
        list.AddLine({p.x - 8, p.y - 8}, {p.x + 8, p.y + 8}, c, width);
        list.AddLine({p.x - 8, p.y + 8}, {p.x + 8, p.y - 8}, c, width);
      });
      break;
    case geo::SnapKind::midpoint:
      strokes([&](unsigned c, float width) {
        list.AddTriangle({p.x, p.y - 9}, {p.x + 8.5f, p.y + 6}, {p.x - 8.5f, p.y + 6}, c, width);
      });
      break;
    case geo::SnapKind::edge: {
      const float length = std::max(1.0f, std::hypot(b.x - a.x, b.y - a.y));
      const ImVec2 across{-(b.y - a.y) / length * 9, (b.x - a.x) / length * 9};
      strokes([&](unsigned c, float width) {
        list.AddLine({p.x - across.x, p.y - across.y}, {p.x + across.x, p.y + across.y}, c, width);
      });
      break;
    }
  }
}

/// Kind of the snap and the name of what it lies on, under the pointer.
void draw_snap_tip(const Pens& pens, const Aim& aim) {
  if (!aim.snap) return;
  struct Words {
    char32_t icon;
    const char* text;
  };
  const Words words = [&]() -> Words {
    switch (aim.snap->kind) {
      case geo::SnapKind::own_start: return {icon::vector_polygon, tr("Closes the outline")};
      case geo::SnapKind::vertex: return {icon::vector_square, tr("Corner")};
      case geo::SnapKind::crossing: return {icon::vector_intersection, tr("Crossing")};
      case geo::SnapKind::midpoint: return {icon::vector_line, tr("Middle of an edge")};
      case geo::SnapKind::edge: break;
    }
    return {icon::vector_line, tr("Edge")};
  }();
  const Tokens& c = colours();
  const float room = std::max(px(8), pens.map.size.x * 0.4f);
  const std::string name = elided(Face::small, pens.w.marking.snap_name(pens.w), room);
  const float pad = px(0.6f);
  const float icon_width = px(1.5f);
  const float word_width = text_width(Face::text_medium, words.text);
  const float width = 2 * pad + icon_width + word_width + (name.empty() ? 0 : px(0.5f) + text_width(Face::small, name));
  const float height = px(1.6f);
  const ImVec2 at = pens.screen(aim.place);
  const float x = std::floor(
      std::clamp(at.x - width / 2, pens.map.min.x + 4, std::max(pens.map.min.x + 4, pens.map.max().x - width - 4)));
  const float below = at.y + px(1.9f);
  const float y = std::floor(below + height > pens.map.max().y - px(4) ? at.y - px(1.9f) - height : below);
  pens.list.AddRectFilled({x, y}, {x + width, y + height}, packed(c.tip), px(0.3f));
  draw_icon(pens.list, words.icon, x + pad + px(0.5f), y + height / 2, render::map_theme(render::ThemeKind::dark).snap,
            Face::small);
  draw_text(pens.list, Face::text_medium, x + pad + icon_width, y + height / 2, c.tip_text, words.text);
  draw_text(pens.list, Face::small, x + pad + icon_width + word_width + px(0.5f), y + height / 2, c.tip_text2, name);
}

void draw_crosshair(const Pens& pens, ImVec2 at) {
  for (const ImVec2 d : {ImVec2(1, 0), ImVec2(-1, 0), ImVec2(0, 1), ImVec2(0, -1)})
    pens.list.AddLine({at.x + d.x * 9, at.y + d.y * 9}, {at.x + d.x * 22, at.y + d.y * 22},
                      packed(faded(pens.theme.text, 0.9)), 1.4f);
}

/// Length beside the rubber band; while something is typed, the typed values in its place.
void draw_band_figures(const Pens& pens, ImVec2 from, ImVec2 to, geo::MapPoint a, geo::MapPoint b) {
  if (!pens.w.marking.typed.empty()) return;
  const double length_m = geo::geodesic_length_m(geo::Geometry::line({a, b}), pens.w.map_crs());
  if (std::hypot(to.x - from.x, to.y - from.y) < px(1)) return;
  haloed(pens, Face::small_strong, (from.x + to.x) / 2 + px(0.8f), (from.y + to.y) / 2 + px(0.8f), pens.theme.select,
         length(length_m).text());
}

/// What is typed, beside the pointer.
void draw_typed(const Pens& pens, ImVec2 at) {
  const TypedValues& typed = pens.w.marking.typed;
  if (typed.empty()) return;
  struct Line {
    TypedField field;
    const char* label;
    const char* unit;
  };
  const Line lines[] = {{TypedField::length, tr("Length"), "m"},
                        {TypedField::direction, tr("Direction"), "°"},
                        {TypedField::place, tr("N E"), ""}};
  const Tokens& c = colours();
  const float row = px(1.5f);
  const float pad = px(0.6f);
  float label_width = 0;
  float value_width = px(3);
  int shown = 0;
  for (const Line& line : lines) {
    if (typed.text(line.field).empty() && typed.active() != line.field) continue;
    ++shown;
    label_width = std::max(label_width, text_width(Face::small, line.label));
    value_width = std::max(value_width, text_width(Face::text, typed.text(line.field)) + px(1));
  }
  const float width = 2 * pad + label_width + px(0.6f) + value_width + px(1);
  const float height = row * static_cast<float>(shown) + px(0.5f);
  const float x = std::floor(std::min(at.x + px(1.4f), pens.map.max().x - width - 4));
  float y = std::floor(std::max(pens.map.min.y + 4, at.y - height - px(1)));
  draw_raised(pens.list, {x, y}, {x + width, y + height}, px(0.5f), c.raised);
  y += px(0.25f);
  for (const Line& line : lines) {
    const bool active = typed.active() == line.field;
    const std::string& text = typed.text(line.field);
    if (text.empty() && !active) continue;
    const float middle = y + row / 2;
    draw_text(pens.list, Face::small, x + pad, middle, c.text2, line.label);
    const float left = x + pad + label_width + px(0.6f);
    const float end = left + draw_text(pens.list, Face::text_medium, left, middle, c.text, text);
    if (active)
      pens.list.AddRectFilled({std::floor(end) + 1, middle - px(0.45f)}, {std::floor(end) + 2.5f, middle + px(0.45f)},
                              packed(c.accent));
    draw_text(pens.list, Face::small, x + width - pad, middle, c.text3, line.unit, At::right);
    y += row;
  }
}

void draw_measured(const Pens& pens, const Drawing& drawing) {
  std::vector<geo::MapPoint> path = drawing.corners();
  if (!pens.w.marking.has_ended() && drawing.pointer() && (path.empty() || path.back() != *drawing.pointer()))
    path.push_back(*drawing.pointer());
  const Measured figures = measured(path, pens.w.map_crs());
  for (std::size_t i = 0; i < figures.edges.size(); ++i) {
    const ImVec2 a = pens.screen(path[i]);
    const ImVec2 b = pens.screen(path[i + 1]);
    if (std::hypot(b.x - a.x, b.y - a.y) < px(4.5f)) continue;
    haloed(pens, Face::small_strong, (a.x + b.x) / 2, (a.y + b.y) / 2 - px(0.8f), pens.theme.select,
           length(figures.edges[i].geodesic_m).text(), At::centre);
  }
  if (figures.edges.size() > 1) {
    const ImVec2 end = pens.screen(path.back());
    haloed(pens, Face::text_strong, end.x + px(1), end.y + px(1.2f), pens.theme.select,
           length(figures.geodesic_m).text());
  }
}

void draw_drawn(const Pens& pens, const Drawing& drawing) {
  const Marking& marking = pens.w.marking;
  const Tool tool = marking.tool();
  const bool bad = drawing.state() == DrawingState::crosses_itself;
  const Colour line = bad ? colours().bad : pens.theme.select;
  const geo::Geometry shape = drawing.geometry(true);
  const bool is_area = shape.kind == geo::GeometryKind::polygon;
  ImGuiCanvas canvas(pens.list);
  std::vector<ImVec2> placed;
  for (const geo::MapPoint p : drawing.corners()) placed.push_back(pens.screen(p));
  std::vector<ImVec2> band = placed;
  if (drawing.pointer()) band.push_back(pens.screen(*drawing.pointer()));

  if (is_area) {
    const Rings rings = rings_of(pens, shape);
    const bool hole = tool == Tool::cut_hole;
    const auto [hatch, ink] = hatch_of(marking.thing(), pens.theme);
    fill_shape(pens.list, rings,
               faded(bad    ? colours().bad
                     : hole ? pens.theme.select
                            : ink,
                     0.16),
               hole || bad ? LiveHatch::none : hatch, ink, rings.front().front());
    if (drawing.shape() == Shape::area) {
      const std::array closing{
          render::CanvasPoint{static_cast<double>(band.back().x), static_cast<double>(band.back().y)},
          render::CanvasPoint{static_cast<double>(band.front().x), static_cast<double>(band.front().y)}};
      canvas.line(closing, line, 1.6, 6, 5);
    } else {
      polyline(pens, rings.front(), line, 2.6f, 6);
    }
  }
  const bool has_edges = drawing.shape() == Shape::area || drawing.shape() == Shape::line ||
                         (drawing.shape() == Shape::rectangle && drawing.by_side() && !is_area);
  if (has_edges)
    polyline(pens, band, line, tool == Tool::measure ? 2.0f : 2.6f, tool == Tool::measure ? 5.0f : 6.0f);
  else if (band.size() == 2 && drawing.shape() == Shape::circle) {
    const std::array radius{render::CanvasPoint{static_cast<double>(band[0].x), static_cast<double>(band[0].y)},
                            render::CanvasPoint{static_cast<double>(band[1].x), static_cast<double>(band[1].y)}};
    canvas.line(radius, line, 1.6, 6, 5);
  }
  if (drawing.shape() == Shape::area)  // where a corner can be put in afterwards
    for (std::size_t i = 1; i < placed.size(); ++i)
      if (std::hypot(placed[i].x - placed[i - 1].x, placed[i].y - placed[i - 1].y) >= 34)
        round_handle(pens, {(placed[i].x + placed[i - 1].x) / 2, (placed[i].y + placed[i - 1].y) / 2}, line, 4, 2.6f);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (!pens.sees(placed[i])) continue;
    if (i == 0 && drawing.shape() == Shape::area) {
      const bool closes = drawing.pointer() && drawing.closes_at(*drawing.pointer(), pens.w.camera.m_per_px);
      round_handle(pens, placed[i], line, closes ? 10.0f : 8.0f, closes ? 6.0f : 5.8f);
    } else {
      square_handle(pens, placed[i], line, i + 1 == placed.size());
    }
  }
  if (tool == Tool::measure) draw_measured(pens, drawing);
  if (!drawing.pointer()) return;
  const ImVec2 at = band.back();
  if (marking.aim()) draw_snap(pens, *marking.aim());
  draw_crosshair(pens, at);
  if (drawing.shape() == Shape::point) round_handle(pens, at, line, 7, 4);
  if (!placed.empty() && tool != Tool::measure)
    draw_band_figures(pens, placed.back(), at, drawing.corners().back(), *drawing.pointer());
  if (marking.aim()) draw_snap_tip(pens, *marking.aim());
  draw_typed(pens, at);
}

void draw_outline(const Pens& pens, const Outline& outline) {
  const geo::Geometry& shape = outline.shape();
  const bool held = outline.is_held();
  const bool bad = held && outline.held() == Grip::corner && !geo::checked(shape);
  const Colour line = bad ? colours().bad : pens.theme.select;
  const Rings rings = rings_of(pens, shape);
  if (rings.empty() || rings.front().empty()) return;
  if (shape.kind == geo::GeometryKind::polygon && held) {
    const auto [hatch, ink] = hatch_of(pens.w.plan(), outline.thing(), pens.theme);
    fill_shape(pens.list, rings, faded(bad ? colours().bad : ink, 0.16), bad ? LiveHatch::none : hatch, ink,
               rings.front().front());
  }
  if (shape.kind != geo::GeometryKind::point)
    for (const auto& ring : rings) polyline(pens, ring, line, 2.6f, 6);
  if (pens.w.marking.tool() == Tool::edit_vertices) {
    if (!held)
      for (const geo::VertexPlace edge : geo::edges(shape)) {
        if (!outline.has_middle(edge, pens.w.camera.m_per_px)) continue;
        const ImVec2 p = pens.screen(geo::edge_middle(shape, edge));
        const bool hovered = outline.hovered == Held{Grip::middle, edge};
        if (pens.sees(p)) round_handle(pens, p, line, hovered ? 6.0f : 4.0f, hovered ? 3.8f : 2.6f);
      }
    for (const geo::VertexPlace at : geo::corners(shape)) {
      const ImVec2 p = pens.screen(geo::corner(shape, at));
      if (pens.sees(p)) square_handle(pens, p, line, outline.chosen() == at, outline.hovered == Held{Grip::corner, at});
    }
  }
  if (held && pens.w.marking.aim()) {
    draw_snap(pens, *pens.w.marking.aim());
    draw_snap_tip(pens, *pens.w.marking.aim());
  }
}

/// The thing that a click or drag would take.
void draw_pointed(const Pens& pens) {
  const Marking& marking = pens.w.marking;
  if (marking.pointed().index() == 0 || (marking.outline() && marking.outline()->thing() == marking.pointed())) return;
  const geo::Geometry* shape = geometry_of(pens.w.plan(), marking.pointed());
  if (!shape) return;
  for (const auto& ring : rings_of(pens, *shape)) {
    if (ring.size() == 1)
      pens.list.AddCircle(on_pixel(ring.front()), 14, packed(pens.theme.select), 0, 2.5f);
    else
      polyline(pens, ring, pens.theme.select, 2, 5);
  }
}

}  // namespace

void draw_marking(const Workspace& workspace, ImDrawList& list, const MapRect& map) {
  const Pens pens{workspace, list, map, render::map_theme(workspace.state.theme)};
  const Marking& marking = workspace.marking;
  if (marking.outline()) draw_outline(pens, *marking.outline());
  draw_pointed(pens);
  if (marking.drawing()) draw_drawn(pens, *marking.drawing());
}

void draw_hint(Hint hint, ImDrawList& list, const MapRect& map) {
  if (hint.what.empty()) return;
  const Tokens& c = colours();
  const float gap = px(0.7f);
  const auto width_of = [&] {
    float width = 2 * px(1.2f) + text_width(Face::text_medium, hint.what);
    for (const HintKey& key : hint.keys)
      width += 2 * gap + 1 + std::max(px(1.15f), text_width(Face::micro, key.key) + 2 * px(0.35f)) + px(0.45f) +
               text_width(Face::text, key.verb);
    return width;
  };
  // Scale bar and zoom buttons stay free on both sides, where there is room.
  const float room = std::max(map.size.x - 2 * px(8.5f), std::min(map.size.x - px(1), px(22)));
  while (width_of() > room && !hint.keys.empty()) hint.keys.pop_back();  // what to do stays, the keys are in F1 too
  const float most = room - 2 * px(1.2f);
  if (text_width(Face::text_medium, hint.what) > most) {  // a large text on a small map
    const float words = draw_wrapped(list, Face::text_medium, 0, 0, most, c.tip_text, hint.what, true);
    const ImVec2 low{std::floor(map.min.x + (map.size.x - room) / 2), map.max().y - px(0.5f) - words - px(1)};
    list.AddRectFilled(low, {low.x + room, low.y + words + px(1)}, packed(c.tip), px(0.6f));
    draw_wrapped(list, Face::text_medium, low.x + px(1.2f), low.y + px(0.5f), most, c.tip_text, hint.what);
    return;
  }
  const float width = width_of();
  const float height = px(2.47f);
  const ImVec2 min{std::floor(map.min.x + (map.size.x - width) / 2), map.max().y - 18 - height};
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.tip), px(0.6f));
  const float y = min.y + height / 2;
  float x = min.x + px(1.2f);
  x += draw_text(list, Face::text_medium, x, y, c.tip_text, hint.what);
  for (const HintKey& key : hint.keys) {
    x += gap;
    list.AddRectFilled({std::floor(x), y - px(0.5f)}, {std::floor(x) + 1, y + px(0.5f)},
                       packed(faded(c.tip_text, 0.35)));
    x += gap + 1;
    x += draw_key_cap(list, x, y, key.key, true) + px(0.45f);
    x += draw_text(list, Face::text, x, y, c.tip_text, key.verb);
  }
}

}  // namespace app
