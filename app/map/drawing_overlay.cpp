#include "app/map/drawing_overlay.hpp"

#include "app/imgui_canvas.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace app {

void draw_drawing(const Workspace& workspace, ImDrawList& list, const MapRect& map) {
  const Drawing& drawing = *workspace.drawing;
  const render::MapTheme& theme = render::map_theme(workspace.state.theme);
  const bool bad = drawing.state() == DrawingState::crosses_itself;
  const unsigned line = packed(bad ? colours().bad : theme.select);
  const unsigned casing = packed(faded(theme.select_case, 0.9));
  const unsigned ground = packed(colours().panel);
  std::vector<ImVec2> placed;
  for (const geo::MapPoint& corner : drawing.corners()) placed.push_back(map.screen(workspace.camera, corner));
  std::vector<ImVec2> with_pointer = placed;
  if (drawing.pointer()) with_pointer.push_back(map.screen(workspace.camera, *drawing.pointer()));
  ImGuiCanvas canvas(list);
  if (drawing.what() == Tool::draw_area && with_pointer.size() >= 3) {
    std::vector<render::CanvasPoint> ring;
    for (const ImVec2& p : with_pointer) ring.push_back({p.x, p.y});
    canvas.fill_polygon(ring, faded(bad ? colours().bad : theme.sink, 0.16));
    const std::array closing{ring.back(), ring.front()};
    canvas.line(closing, bad ? colours().bad : theme.select, 1.6, 6, 5);
  }
  if (drawing.what() == Tool::draw_area) {
    list.AddPolyline(with_pointer.data(), static_cast<int>(with_pointer.size()), casing, 0, 6);
    list.AddPolyline(with_pointer.data(), static_cast<int>(with_pointer.size()), line, 0, 2.6f);
  }
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const ImVec2 p{std::floor(placed[i].x) + 0.5f, std::floor(placed[i].y) + 0.5f};
    if (i == 0) {
      const bool closes = drawing.pointer() && drawing.closes_at(*drawing.pointer(), workspace.camera.m_per_px);
      list.AddCircleFilled(p, closes ? 10.0f : 8.0f, line);
      list.AddCircleFilled(p, closes ? 6.0f : 5.8f, ground);
    } else {
      list.AddRectFilled({p.x - 5, p.y - 5}, {p.x + 5, p.y + 5}, line);
      if (i + 1 < placed.size()) list.AddRectFilled({p.x - 3.2f, p.y - 3.2f}, {p.x + 3.2f, p.y + 3.2f}, ground);
    }
  }
  if (!drawing.pointer()) return;
  const ImVec2 at = with_pointer.back();
  for (const ImVec2 d : {ImVec2(1, 0), ImVec2(-1, 0), ImVec2(0, 1), ImVec2(0, -1)})
    list.AddLine({at.x + d.x * 7, at.y + d.y * 7}, {at.x + d.x * 20, at.y + d.y * 20}, packed(colours().text), 1.4f);
  if (drawing.what() == Tool::mark_point) {
    list.AddCircleFilled(at, 7, line);
    list.AddCircleFilled(at, 4, ground);
  }
  if (placed.empty() || drawing.what() != Tool::draw_area) return;
  const double last_m =
      geo::geodesic_length_m(geo::Geometry::line({drawing.corners().back(), *drawing.pointer()}), workspace.map_crs());
  const ImVec2 mid{(placed.back().x + at.x) / 2 + px(1), (placed.back().y + at.y) / 2 + px(1)};
  const std::string text = length(last_m).text();
  for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
    draw_text(list, Face::small_strong, mid.x + d.x, mid.y + d.y, theme.halo, text);
  draw_text(list, Face::small_strong, mid.x, mid.y, theme.select, text);
}

void draw_hint(const Workspace& workspace, ImDrawList& list, const MapRect& map) {
  const Drawing& drawing = *workspace.drawing;
  const DrawingState state = drawing.state();
  struct Cap {
    std::string key;
    std::string verb;
  };
  std::string what;
  std::vector<Cap> caps;
  if (drawing.what() == Tool::mark_point) {
    what = tr("Click the place of the site");
  } else {
    what = state == DrawingState::empty            ? tr("Click the first corner")
           : state == DrawingState::crosses_itself ? tr("The outline crosses itself. Remove the last corner")
                                                   : tr("Click the next corner");
    if (state != DrawingState::empty) caps.push_back({tr("Backspace"), tr("remove the last")});
    if (state == DrawingState::can_finish) caps.push_back({"Enter", tr("finish")});
  }
  caps.push_back({"Esc", tr("cancel")});
  const Tokens& c = colours();
  const float gap = px(0.7f);
  const auto cap_width = [&](const std::string& text) {
    return std::max(px(1.15f), text_width(Face::micro, text) + 2 * px(0.35f));
  };
  float width = 2 * px(1.2f) + text_width(Face::text_medium, what);
  for (const Cap& cap : caps) width += 2 * gap + 1 + cap_width(cap.key) + px(0.45f) + text_width(Face::text, cap.verb);
  const float height = px(2.47f);
  const ImVec2 min{std::floor(map.min.x + (map.size.x - width) / 2), map.min.y + map.size.y - 18 - height};
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.tip), px(0.6f));
  const float y = min.y + height / 2;
  float x = min.x + px(1.2f);
  x += draw_text(list, Face::text_medium, x, y, c.tip_text, what);
  for (const Cap& cap : caps) {
    x += gap;
    list.AddRectFilled({std::floor(x), y - px(0.5f)}, {std::floor(x) + 1, y + px(0.5f)},
                       packed(faded(c.tip_text, 0.35)));
    x += gap + 1;
    x += draw_key_cap(list, x, y, cap.key, true) + px(0.45f);
    x += draw_text(list, Face::text, x, y, c.tip_text, cap.verb);
  }
}

}  // namespace app
