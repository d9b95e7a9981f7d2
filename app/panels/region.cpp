#include "app/look.hpp"
#include "app/panels/panels.hpp"

namespace app {

bool begin_region(const char* name, ImVec2 min, ImVec2 size, ImVec2 padding, bool floating) {
  ImGui::SetNextWindowPos(min);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  if (floating)
    flags |= ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing;
  else
    flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;  // stays behind what floats
  const bool open = ImGui::Begin(name, nullptr, flags);
  ImGui::PopStyleVar();
  return open;
}

void end_region() {
  ImGui::End();
}

}  // namespace app
