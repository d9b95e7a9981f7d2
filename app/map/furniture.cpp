#include "app/map/furniture.hpp"

#include "app/commands.hpp"
#include "app/imgui_canvas.hpp"
#include "app/look.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "render/legend.hpp"

#include <cmath>
#include <string>

namespace app {

void draw_furniture(const Workspace& workspace, ImDrawList& list, const MapRect& map) {
  const float margin = px(0.75f);
  ImGuiCanvas canvas(list);
  render::draw_scale_bar(canvas, workspace.camera, map.min.x + margin, map.min.y + map.size.y - margin, look().u,
                         workspace.state.theme);
  const std::string attribution = map_attribution(*workspace.shown_plan());
  if (!attribution.empty() && workspace.marking.tool() == Tool::select) {
    const render::MapTheme& theme = render::map_theme(workspace.state.theme);
    const float right = map.min.x + map.size.x - margin - px(2.6f);
    const float y = map.min.y + map.size.y - margin - px(0.4f);
    const float room = map.size.x * 0.55f;
    for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
      draw_text(list, Face::micro, right + d.x, y + d.y, theme.halo, attribution, At::right, room);
    draw_text(list, Face::micro, right, y, theme.label_small, attribution, At::right, room);
  }
}

void draw_zoom_buttons(Workspace& w, const MapRect& map) {
  const Tokens& c = colours();
  const float pad = 4;
  const float side = px(1.8f);
  const float margin = px(0.75f);
  const char* const ids[] = {"map.zoom-in", "map.zoom-out", "map.zoom-plan"};
  const float width = side + 2 * pad;
  const float height = 3 * side + 9 + side + 2 * pad;
  if (height + 2 * margin > map.size.y) return;  // a very low map: the wheel and the keys remain
  const ImVec2 min{map.max().x - margin - width, map.max().y - margin - height};
  begin_region("zoom", min, {width, height}, {0, 0}, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + width + 8, min.y + height + 12});
  draw_raised(list, min, {min.x + width, min.y + height}, px(0.5f), c.panel);
  list.PopClipRect();
  float y = min.y + pad;
  for (const char* id : ids) {
    const Command& one = command(id);
    ImGui::SetCursorScreenPos({min.x + pad, y});
    if (icon_button(one.id, one.icon, tr(one.text), shortcut_text(one.shortcut), false, one.enabled(w))) run(one, w);
    y += side;
  }
  list.AddRectFilled({min.x + pad, y + 4}, {min.x + width - pad, y + 5}, packed(c.divider));
  y += 9;
  // North of the grid is up; how far true north is from it stands in the tooltip.
  ImGui::SetCursorScreenPos({min.x + pad, y});
  hit_area("north", {side, side});
  ImGuiCanvas canvas(list);
  const double size = std::floor(side * 0.62);
  render::draw_north_arrow(canvas, std::floor(min.x + pad + (side - size) / 2), std::floor(y + (side - size) / 2), size,
                           w.state.theme, {});
  const double convergence_deg = w.readout().convergence_deg(w.camera.centre);
  const std::string angle = number(std::abs(convergence_deg), 1) + "°";
  tooltip(translated(convergence_deg < 0 ? geo::say("Grid north. True north is {0} to the right here.", angle)
                                         : geo::say("Grid north. True north is {0} to the left here.", angle)));
  end_region();
}

}  // namespace app
