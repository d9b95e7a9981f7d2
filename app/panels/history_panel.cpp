#include "app/panels/history_panel.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/focus.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace app {
namespace {

/// A row with a dot on a line: filled when the step is in the plan. Returns pressed.
bool step_row(const char* id, std::string_view text, std::string_view aside, bool is_done, bool is_present) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(1.75f);
  const bool pressed = hit_area(id, {width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max{min.x + width, min.y + height};
  if (is_present)
    draw_soft(list, min, max, c.accent_soft, c.accent, px(0.3f));
  else if (ImGui::IsItemHovered() || is_focused())
    list.AddRectFilled(min, max, packed(c.hover), px(0.3f));
  draw_focus_ring(list, {min.x + 3, min.y + 3}, {max.x - 3, max.y - 3}, px(0.3f));
  const ImVec2 dot{min.x + px(0.9f), min.y + height / 2};
  list.AddRectFilled({dot.x - 0.5f, min.y}, {dot.x + 0.5f, max.y}, packed(c.border));
  if (is_done)
    list.AddCircleFilled(dot, px(0.26f), packed(is_present ? c.accent : c.text3));
  else {
    list.AddCircleFilled(dot, px(0.26f), packed(c.raised));
    list.AddCircle(dot, px(0.26f), packed(c.text3), 0, 1.5f);
  }
  const float aside_width = text_width(Face::small, aside);
  draw_text(list, Face::small, max.x - px(0.5f), dot.y, c.text3, aside, At::right);
  const float room = width - px(1.8f) - px(1) - aside_width;
  draw_text(list, is_present ? Face::text_medium : Face::text, min.x + px(1.8f), dot.y, is_done ? c.text : c.text3,
            text, At::left, room);
  return pressed;
}

}  // namespace

void HistoryPanel::draw_steps(Workspace& w) {
  const geo::History& history = w.session().history();
  const std::size_t done = history.done().size();
  const std::size_t all = done + history.undone().size();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  std::optional<std::size_t> wanted;
  // The newest on top, at the bottom the plan as it was opened.
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(all) + 1, px(1.75f));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::size_t step = all - static_cast<std::size_t>(i);
      ImGui::PushID(static_cast<int>(step));
      const geo::Edit* edit = step == 0      ? nullptr
                              : step <= done ? &history.done()[step - 1]
                                             : &history.undone()[all - step];
      if (step_row("step", edit ? translated(edit->what) : tr("The plan as it was opened"),
                   step > done ? tr("undone") : "", step <= done, step == done))
        wanted = step;
      ImGui::PopID();
    }
  ImGui::PopStyleVar();
  if (wanted) w.go_to_step(*wanted);
}

void HistoryPanel::draw_versions(Workspace& w) {
  const float button_part = button_width(tr("Keep"));
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemWidth(width - button_part - px(0.5f));
  const bool entered =
      ImGui::InputTextWithHint("##version", tr("Name of a version"), &name_, ImGuiInputTextFlags_EnterReturnsTrue);
  tab_stop(true);
  if (ImGui::IsItemActive() || is_focused())
    ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), packed(colours().focus),
                                        px(0.3f), 0, 2);
  ImGui::SameLine();
  if ((button("keep", tr("Keep"), 0, ButtonKind::normal, 0, w.can_edit() && !name_.empty()) || entered) &&
      w.keep_version(name_))
    name_.clear();
  ImGui::Dummy({1, px(0.3f)});
  const std::vector<layers::PlanVersion>& versions = w.session().versions();
  if (versions.empty()) {
    empty_state(icon::content_save, tr("No versions yet"),
                tr("A version keeps its name for the state of the plan now."));
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  std::string wanted;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    ImGui::PushID(version->name.c_str());
    // "2026-03-12T10:41:00Z": the day is enough.
    if (step_row("version", version->name, version->made_at.substr(0, 10), true, false)) wanted = version->name;
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  if (!wanted.empty()) w.go_to_version(wanted);
}

void HistoryPanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  const bool open = begin_sheet("history", min, size, 46, 30, tr("History and versions"),
                                tr("Choose a step to go there. Going back to a version is an edit and can be undone."));
  const ImVec2 room = sheet_room();
  const bool side_by_side = room.x >= px(32);
  const float gap = px(1.2f);
  const float versions_width = side_by_side ? std::floor((room.x - gap) * 0.44f) : room.x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float head = px(1.6f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 steps{side_by_side ? room.x - gap - versions_width : room.x,
                     side_by_side ? room.y - head : std::floor(room.y * 0.5f) - head};
  draw_text(list, Face::small_strong, at.x, at.y + head / 2, colours().text2, tr("Steps since the plan was opened"),
            At::left, steps.x);
  ImGui::SetCursorScreenPos({at.x, at.y + head});
  ImGui::BeginChild("steps", steps);
  draw_steps(w);
  ImGui::EndChild();
  const ImVec2 second = side_by_side ? ImVec2(at.x + steps.x + gap, at.y) : ImVec2(at.x, at.y + head + steps.y);
  draw_text(list, Face::small_strong, second.x, second.y + head / 2, colours().text2, tr("Kept versions"), At::left,
            versions_width);
  ImGui::SetCursorScreenPos({second.x, second.y + head});
  ImGui::BeginChild("versions", {versions_width, at.y + room.y - second.y - head});
  draw_versions(w);
  ImGui::EndChild();
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

void draw_unsaved_question(Workspace& w, ImVec2 min, ImVec2 size) {
  const Session::Saved saved = w.session().saved();
  const bool open =
      begin_sheet("unsaved", min, size, 34, 17, tr("The last changes are not in the file"), w.session().path());
  ImGui::BeginChild("words", {sheet_room().x, sheet_room().y - px(3)});
  if (saved.failure) {
    note(translated(saved.failure->reason()), NoteKind::bad);
    if (!saved.failure->advice().text.empty()) note(translated(saved.failure->advice()), NoteKind::plain);
  }
  note(saved.waiting == 0 ? translated(geo::say("All is saved now."))
                          : translated(geo::say("{0} changes wait. The file is tried again every two seconds.",
                                                std::to_string(saved.waiting))),
       NoteKind::plain);
  ImGui::EndChild();
  ImGui::Dummy({1, px(0.3f)});
  if (button("copy", tr("Save a copy"), icon::content_save, ButtonKind::primary) && w.save_copy()) {
    w.overlay = Overlay::none;
    w.wishes.quit_without_saving = w.wishes.quitting;
  }
  ImGui::SameLine();
  const bool stay = button("stay", tr("Keep working"));
  bool leave = false;
  if (w.wishes.quitting) {
    ImGui::SameLine();
    leave = button("leave", tr("Quit without them"), 0, ButtonKind::ghost);
  }
  end_sheet();
  if (leave) w.wishes.quit_without_saving = true;
  if (!open || stay || saved.waiting == 0) {
    w.overlay = Overlay::none;
    w.wishes.quitting = false;
  }
}

}  // namespace app
