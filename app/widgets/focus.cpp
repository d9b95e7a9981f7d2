#include "app/widgets/focus.hpp"

#include <imgui/imgui.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace app {
namespace {

struct Stop {
  ImGuiID id;
  ImGuiWindow* window;
  ImRect rect;
  bool is_text;
};

std::vector<Stop>& stops() {
  static std::vector<Stop> of_this_frame;
  return of_this_frame;
}

ImGuiWindow* root(const Stop& stop) {
  return stop.window->RootWindow;
}

void go_to(const Stop& stop) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImGui::ClearActiveID();
  ImGui::FocusWindow(stop.window);
  const ImVec2 corner = stop.window->Pos;
  const ImRect relative(stop.rect.Min.x - corner.x, stop.rect.Min.y - corner.y, stop.rect.Max.x - corner.x,
                        stop.rect.Max.y - corner.y);
  ImGui::SetNavID(stop.id, ImGuiNavLayer_Main, 0, relative);
  context.NavDisableHighlight = false;
  context.NavDisableMouseHover = true;
  ImGui::ScrollToRect(stop.window, stop.rect, ImGuiScrollFlags_KeepVisibleEdgeY);
  if (!stop.is_text) return;
  context.NavNextActivateId = stop.id;
  context.NavNextActivateFlags = ImGuiActivateFlags_PreferInput;
}

/// The window that must be answered first: an open menu.
ImGuiWindow* topmost_popup() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  return context.OpenPopupStack.empty() ? nullptr : context.OpenPopupStack.back().Window;
}

std::size_t place_of_focus(const std::vector<Stop>& all) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const ImGuiID id = context.ActiveId != 0 ? context.ActiveId : context.NavId;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Stop& stop) { return stop.id == id; });
  return static_cast<std::size_t>(found - all.begin());
}

int steps_between(ImGuiKey less, ImGuiKey more) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.NavDisableHighlight || context.NavId == 0 || context.NavId != ImGui::GetItemID()) return 0;
  const int steps =
      (ImGui::IsKeyPressed(ImGui::GetKeyIndex(more)) ? 1 : 0) - (ImGui::IsKeyPressed(ImGui::GetKeyIndex(less)) ? 1 : 0);
  // The arrow turns the value and does not leave the control.
  if (steps != 0) ImGui::NavMoveRequestCancel();
  return steps;
}

}  // namespace

void tab_stop(bool is_text) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (ImGui::GetItemID() == 0 || (context.CurrentItemFlags & (ImGuiItemFlags_Disabled | ImGuiItemFlags_NoNav)) != 0 ||
      (context.CurrentWindow->Flags & ImGuiWindowFlags_NoNavInputs) != 0)
    return;
  stops().push_back(
      {ImGui::GetItemID(), context.CurrentWindow, ImRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax()), is_text});
}

void begin_focus_order() {
  stops().clear();
}

void focus_next(bool backwards) {
  std::vector<Stop> all = stops();
  if (ImGuiWindow* popup = topmost_popup())
    std::erase_if(all, [&](const Stop& stop) { return root(stop) != popup->RootWindow; });
  if (all.empty()) return;
  std::size_t at = place_of_focus(all);
  if (at == all.size()) {
    // Nowhere yet: the first control of the part that was used last, else of the window.
    const ImGuiWindow* used = ImGui::GetCurrentContext()->NavWindow;
    const auto first =
        std::find_if(all.begin(), all.end(), [&](const Stop& stop) { return used && root(stop) == used->RootWindow; });
    return go_to(first == all.end() ? all.front() : *first);
  }
  ImGuiWindow* const part = root(all[at]);
  std::vector<Stop> same;
  for (const Stop& stop : all)
    if (root(stop) == part) same.push_back(stop);
  at = place_of_focus(same);
  go_to(same[(at + (backwards ? same.size() - 1 : 1)) % same.size()]);
}

void focus_next_region(bool backwards) {
  const std::vector<Stop>& all = stops();
  if (all.empty()) return;
  std::vector<const Stop*> firsts;
  for (const Stop& stop : all)
    if (std::none_of(firsts.begin(), firsts.end(), [&](const Stop* first) { return root(*first) == root(stop); }))
      firsts.push_back(&stop);
  const std::size_t at = place_of_focus(all);
  std::size_t now = backwards ? 0 : firsts.size() - 1;
  for (std::size_t i = 0; at < all.size() && i < firsts.size(); ++i)
    if (root(*firsts[i]) == root(all[at])) now = i;
  go_to(*firsts[(now + (backwards ? firsts.size() - 1 : 1)) % firsts.size()]);
}

int arrow_steps() {
  return steps_between(ImGuiKey_LeftArrow, ImGuiKey_RightArrow);
}

int arrow_steps_upwards() {
  return steps_between(ImGuiKey_DownArrow, ImGuiKey_UpArrow);
}

bool is_held_by_pointer() {
  return ImGui::IsItemActive() && ImGui::GetCurrentContext()->ActiveIdSource == ImGuiInputSource_Mouse;
}

bool text_has_keys() {
  return ImGui::GetIO().WantTextInput && ImGui::IsAnyItemActive();
}

bool focus_takes_keys() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.NavDisableHighlight || context.NavId == 0) return false;
  const auto& all = stops();
  return std::any_of(all.begin(), all.end(), [&](const Stop& stop) { return stop.id == context.NavId; });
}

}  // namespace app
