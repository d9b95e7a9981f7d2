#include "app/map/furniture.hpp"

#include "app/imgui_canvas.hpp"
#include "app/look.hpp"
#include "render/legend.hpp"

#include <string>

namespace app {

void draw_furniture(const Workspace& workspace, ImDrawList& list, const MapRect& map) {
  const float margin = px(0.75f);
  ImGuiCanvas canvas(list);
  render::draw_scale_bar(canvas, workspace.camera, map.min.x + margin, map.min.y + map.size.y - margin, look().u,
                         workspace.state.theme);
  const std::string attribution = map_attribution(workspace.plan());
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

}  // namespace app
