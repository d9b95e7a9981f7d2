#include "app/look.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/panels.hpp"

#include <type_traits>
#include <variant>

namespace app {
namespace {

/// What is drawn has a page of its own; a cut or a hole is shown beside the thing that it changes.
bool draws_for_itself(const Workspace& w) {
  return w.marking.drawing() && (makes_a_thing(w.marking.tool()) || w.marking.tool() == Tool::measure);
}

}  // namespace

bool inspector_has_content(const Workspace& w) {
  return w.has_plan() && (draws_for_itself(w) || !w.selection.empty());
}

void draw_inspector(Workspace& w) {
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + 1, min.y + size.y}, packed(colours().border));
  if (draws_for_itself(w)) return w.marking.tool() == Tool::measure ? inspect_measured(w) : inspect_drawn(w);
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
