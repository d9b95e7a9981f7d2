#include "app/look.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/panels.hpp"

#include <type_traits>
#include <variant>

namespace app {

bool inspector_has_content(const Workspace& w) {
  return w.has_plan() && (w.drawing || !w.selection.empty());
}

void draw_inspector(Workspace& w) {
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + 1, min.y + size.y}, packed(colours().border));
  if (w.drawing) return inspect_drawn_site(w);
  if (!w.selection.features.empty()) return inspect_features(w);
  if (w.selection.layer) return inspect(w, w.selection.layer);
  if (w.selection.count() > 1) return inspect_things(w);
  const render::PlanThing thing = w.selection.thing;
  std::visit(
      [&](const auto& id) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(id)>, std::monostate>) inspect(w, id);
      },
      thing);
}

}  // namespace app
