#include "app/map/marking_keys.hpp"

#include "app/tools/measuring.hpp"
#include "app/workspace.hpp"

#include <GLFW/glfw3.h>
#include <imgui/imgui.h>

namespace app {

bool take_marking_keys(Workspace& w) {
  if (!w.has_plan()) return false;
  const ImGuiIO& io = ImGui::GetIO();
  Marking& marking = w.marking;
  if (io.KeyCtrl) {
    if (marking.tool() != Tool::measure || !ImGui::IsKeyPressed(GLFW_KEY_C, false)) return false;
    const Measured figures = measured(marking.drawing()->corners(), w.map_crs());
    if (figures.edges.empty()) return false;
    ImGui::SetClipboardText(measured_text(figures).c_str());
    return true;
  }
  if (ImGui::IsKeyPressed(GLFW_KEY_ENTER, false) || ImGui::IsKeyPressed(GLFW_KEY_KP_ENTER, false))
    if (marking.enter(w)) return true;
  if (ImGui::IsKeyPressed(GLFW_KEY_BACKSPACE) && marking.backspace(w)) return true;
  if (ImGui::IsKeyPressed(GLFW_KEY_DELETE, false) && marking.remove_chosen_corner(w)) return true;
  if (ImGui::IsKeyPressed(GLFW_KEY_TAB) && marking.next_field()) return true;
  bool typed = false;
  for (const ImWchar character : io.InputQueueCharacters) typed = marking.type(w, character) || typed;
  // The space bar holds the map while a tool is in hand; it does not start the years.
  return typed || (marking.tool() != Tool::select && ImGui::IsKeyPressed(GLFW_KEY_SPACE));
}

}  // namespace app
