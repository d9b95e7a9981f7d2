// The columns of tools on the map's left edge.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr float divider_height = 9;
constexpr float tool_pad = 4;

/// Groups of command buttons on a raised ground, with dividers between the groups. Where they are too many for the
/// height they go on in a second column, and where that is not enough they scroll. Returns the width.
float column(Workspace& w, const char* name, ImVec2 min, float room, std::span<const std::vector<const char*>> groups,
             const std::string& active) {
  const float side = px(1.8f);
  struct Place {
    const char* id;  ///< null: a divider
    float x, y;
  };
  std::vector<Place> places;
  float all = 0;
  for (const auto& group : groups) all += static_cast<float>(group.size()) * side + divider_height;
  // Two columns take half of all and the rest of the group that the half falls into.
  const float limit = all - divider_height <= room - 2 * tool_pad ? all : std::max(room - 2 * tool_pad, all / 2 + side);
  float x = 0;
  float y = 0;
  float height = 0;
  for (const auto& group : groups) {
    const bool first = &group == &groups.front();
    const float group_height = static_cast<float>(group.size()) * side;
    if (!first && y > 0) {
      if (y + divider_height + group_height > limit && x == 0) {
        x += side;
        y = 0;
      } else {
        places.push_back({nullptr, x, y});
        y += divider_height;
      }
    }
    for (const char* id : group) {
      if (y > 0 && y + side > limit && x == 0) {
        x += side;
        y = 0;
      }
      places.push_back({id, x, y});
      y += side;
      height = std::max(height, y);
    }
  }
  const bool scrolls = height + 2 * tool_pad > room;
  const ImVec2 size{x + side + 2 * tool_pad + (scrolls ? ImGui::GetStyle().ScrollbarSize : 0),
                    std::min(height + 2 * tool_pad, std::max(room, 2 * side))};
  begin_region(name, min, size, {0, 0}, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + size.x + 8, min.y + size.y + 12});
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), colours().panel);
  list.PopClipRect();
  ImGui::SetCursorScreenPos({min.x, min.y + tool_pad});
  ImGui::BeginChild("buttons", {size.x, size.y - 2 * tool_pad}, false, scrolls ? 0 : ImGuiWindowFlags_NoScrollbar);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImDrawList& inner = *ImGui::GetWindowDrawList();
  for (const Place& place : places) {
    const ImVec2 at{origin.x + tool_pad + place.x, origin.y + place.y};
    if (!place.id) {
      inner.AddRectFilled({at.x, at.y + 4}, {at.x + side, at.y + 5}, packed(colours().divider));
      continue;
    }
    const Command& c = command(place.id);
    ImGui::SetCursorScreenPos(at);
    if (icon_button(c.id, c.icon, tr(c.text), shortcut_text(c.shortcut), active == place.id, c.enabled(w))) run(c, w);
  }
  ImGui::EndChild();
  end_region();
  return size.x;
}

/// The command of the tool in hand; what is drawn decides between two of one tool.
std::string command_in_hand(const Workspace& w) {
  if (w.marking.drawing() && makes_a_thing(w.marking.tool())) {
    if (w.marking.thing().kind == ThingKind::material_flow) return "tool.draw-flow";
    if (w.marking.thing().kind == ThingKind::offer) return "tool.mark-offer";
    if (w.marking.thing().kind == ThingKind::need) return "tool.mark-need";
  }
  return std::string("tool.") + id_of(w.marking.tool());
}

}  // namespace

float draw_map_tools(Workspace& w, ImVec2 min, ImVec2 size) {
  const float margin = px(0.75f);
  const std::array<std::vector<const char*>, 5> tools{
      {{"tool.select", "tool.pan"},
       {"tool.draw-area", "tool.rectangle", "tool.circle", "tool.draw-line", "tool.mark-point"},
       {"tool.draw-flow", "tool.mark-offer", "tool.mark-need"},
       {"tool.edit-vertices", "tool.move", "tool.split", "tool.cut-hole", "tool.merge"},
       {"tool.measure"}}};
  const float room = size.y - 2 * margin - px(2);  // the scale bar lies under it
  const float width = column(w, "tools", {min.x + margin, min.y + margin}, room, tools, command_in_hand(w));
  return margin + width;
}

}  // namespace app
