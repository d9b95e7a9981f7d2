#include "app/panels/views_panel.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {
namespace {

constexpr float view_row_k = 1.75f;
constexpr float width_k = 17;

/// Begins a region with a raised ground.
void begin_raised(const char* name, ImVec2 min, ImVec2 size) {
  begin_region(name, min, size, {0, 0}, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + size.x + 8, min.y + size.y + 12});
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), colours().panel);
  list.PopClipRect();
}

}  // namespace

void ViewsPanel::draw(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  const float margin = px(0.75f);
  ImVec2 right_top{map_min.x + map_size.x - margin, map_min.y + margin};
  // The zoom buttons below keep their place; on a low map the list, on a very low one the button as well, stands beside
  // them.
  ImVec2 room{map_size.x - 2 * margin - px(3), map_size.y - 2 * margin - px(9)};
  if (room.y < (w.views.panel_open ? px(12) : px(2.5f))) {
    const float zoom = px(1.8f) + 8 + px(0.5f);
    right_top.x -= zoom;
    room = {map_size.x - 2 * margin - zoom - px(3), map_size.y - 2 * margin};
  }
  const bool listed = w.views.panel_open && room.x > px(9) && room.y > px(7);
  const float height = listed ? draw_list(w, right_top, room) : draw_button(w, right_top);
  if (w.views.shown) draw_banner(w, {right_top.x, right_top.y + height + px(0.5f)}, room.x);
}

float ViewsPanel::draw_button(Workspace& w, ImVec2 right_top) {
  const std::size_t count = w.plan().views().size();
  const std::string text = tr("Views");
  const std::string number_text = std::to_string(count);
  const float pad = px(0.6f);
  const float icon_width = px(1.1f);
  const float height = px(2.1f);
  const float width = pad + icon_width + px(0.35f) + text_width(Face::text_medium, text) +
                      (count ? px(0.4f) + text_width(Face::small, number_text) : 0) + pad;
  const ImVec2 min{right_top.x - width, right_top.y};
  begin_raised("views button", min, {width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(min);
  if (hit_area("views", {width, height})) run(command("view.list"), w);
  if (ImGui::IsItemHovered())
    list.AddRectFilled({min.x + 1, min.y + 1}, {min.x + width - 1, min.y + height - 1}, packed(colours().hover),
                       px(0.5f));
  draw_focus_ring(list, {min.x + 4, min.y + 4}, {min.x + width - 4, min.y + height - 4}, px(0.3f));
  tooltip(tr("Kept views"), shortcut_text(command("view.list").shortcut));
  const float y = min.y + height / 2;
  float x = min.x + pad;
  draw_icon(list, icon::presentation_play, x + icon_width / 2, y, colours().text2);
  x += icon_width + px(0.35f);
  x += draw_text(list, Face::text_medium, x, y, colours().text, text);
  if (count) draw_text(list, Face::small, x + px(0.4f), y, colours().text3, number_text);
  end_region();
  return height;
}

float ViewsPanel::draw_list(Workspace& w, ImVec2 right_top, ImVec2 room) {
  const Tokens& c = colours();
  const float width = std::min(px(width_k), room.x);
  const float head = px(2.5f);
  const float foot = w.plan().views().empty() ? px(0.75f) : px(3);
  const float inner = std::clamp(list_height_, px(3), std::max(px(3), room.y - head - foot));
  const float height = head + inner + foot;
  const ImVec2 min{right_top.x - width, right_top.y};
  begin_raised("views list", min, {width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = px(0.75f);
  const float button_y = min.y + (head - px(1.8f)) / 2;
  draw_text(list, Face::title, min.x + pad, min.y + head / 2, c.text, tr("Kept views"), At::left,
            width - pad - px(4.2f));
  ImGui::SetCursorScreenPos({min.x + width - px(0.4f) - 2 * px(1.8f), button_y});
  const Command& keep = command("view.keep");
  if (icon_button("keep", icon::plus, tr(keep.text), shortcut_text(keep.shortcut), false, keep.enabled(w)))
    run(keep, w);
  ImGui::SetCursorScreenPos({min.x + width - px(0.4f) - px(1.8f), button_y});
  if (icon_button("close", icon::close, tr("Close"), shortcut_text(command("view.list").shortcut)))
    w.views.panel_open = false;
  ImGui::SetCursorScreenPos({min.x + 1, min.y + head});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("rows", {width - 2, inner});
  draw_rows(w);
  list_height_ = ImGui::GetCursorPosY();
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  if (!w.plan().views().empty()) {
    const float y = min.y + height - foot;
    list.AddRectFilled({min.x + 1, y}, {min.x + width - 1, y + 1}, packed(c.divider));
    ImGui::SetCursorScreenPos({min.x + pad, y + (foot - font_size(Face::text) - 2 * px(0.36f)) / 2});
    const Command& present = command("view.present");
    if (button("present", tr(present.text), present.icon, ButtonKind::primary, width - 2 * pad, present.enabled(w)))
      run(present, w);
    tooltip(tr(present.hint), shortcut_text(present.shortcut));
  }
  end_region();
  return height;
}

void ViewsPanel::draw_banner(Workspace& w, ImVec2 right_top, float room) {
  const Tokens& c = colours();
  const auto view = w.plan().views().find(w.views.shown->view);
  if (!view) return;
  const std::string text = translated(geo::say("Layers as in {0}", view->name));
  const std::string back = tr("As before");
  const float back_width = button_width(back);
  const float pad = px(0.6f);
  const float width = std::min(room, pad + px(1.4f) + text_width(Face::small, text) + px(0.4f) + back_width + px(0.2f));
  const float height = px(2.1f);
  const ImVec2 min{right_top.x - width, right_top.y};
  begin_raised("view banner", min, {width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = min.y + height / 2;
  draw_icon(list, icon::layers, min.x + pad + px(0.5f), y, c.accent_text, Face::small);
  draw_text(list, Face::small, min.x + pad + px(1.4f), y, c.text2, text, At::left,
            std::max(px(2), width - pad - px(1.8f) - back_width));
  ImGui::SetCursorScreenPos(
      {min.x + width - back_width - px(0.2f), std::floor(y - (font_size(Face::text) + 2 * px(0.36f)) / 2)});
  if (button("back", back, 0, ButtonKind::ghost)) run(command("view.own-layers"), w);
  tooltip(tr(command("view.own-layers").text));
  end_region();
}

void ViewsPanel::begin_editing(Editing what, geo::Id<geo::View> id, std::string text) {
  editing_ = what;
  edited_ = id;
  text_ = std::move(text);
  fresh_ = true;
}

template <class Keep>
void ViewsPanel::edit_text(const char* id, float left, float middle, float width, Keep&& keep) {
  const float height = font_size(Face::text) + 2 * px(0.3f);
  ImGui::SetCursorScreenPos({left, std::floor(middle - height / 2)});
  ImGui::SetNextItemWidth(width);
  if (fresh_) ImGui::SetKeyboardFocusHere();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(0.4f), px(0.3f)});
  const bool entered =
      ImGui::InputText(id, &text_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  const bool active = ImGui::IsItemActive();
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), packed(colours().accent),
                                      px(0.3f), 0, 2);
  if (entered || (!active && !fresh_)) {
    // Esc puts the text back that was there.
    editing_ = Editing::none;
    keep(std::exchange(text_, {}));
  }
  if (active) fresh_ = false;
}

void ViewsPanel::draw_rows(Workspace& w) {
  const auto rows = kept_views(w.plan());
  if (rows.empty()) {
    ImGui::Indent(px(0.75f));
    ImGui::BeginChild("none", {ImGui::GetContentRegionAvail().x - px(0.75f), px(7.2f)});
    empty_state(icon::camera, tr("No kept views yet"),
                tr("Keep what you see now. Views are the steps when you present."));
    ImGui::EndChild();
    ImGui::Unindent(px(0.75f));
    return;
  }
  if (editing_ != Editing::none && !w.plan().views().find(edited_)) editing_ = Editing::none;
  rows_top_ = ImGui::GetCursorScreenPos().y;
  std::vector<float> tops;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    tops.push_back(ImGui::GetCursorScreenPos().y);
    ImGui::PushID(static_cast<int>(rows[i].id.value));
    draw_row(w, rows[i], i);
    if (rows[i].id == w.views.current) draw_chosen(w, rows[i]);
    ImGui::PopID();
  }
  tops.push_back(ImGui::GetCursorScreenPos().y);
  if (!dragged_) return;
  // The gap that is nearest to the pointer; one edit when it is let go.
  const float pointer = ImGui::GetIO().MousePos.y;
  const auto nearest = std::min_element(
      tops.begin(), tops.end(), [&](float a, float b) { return std::abs(a - pointer) < std::abs(b - pointer); });
  const auto gap = static_cast<std::size_t>(nearest - tops.begin());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = ImGui::GetWindowPos().x;
  list.AddRectFilled({left, *nearest - 1}, {left + ImGui::GetWindowWidth(), *nearest + 1}, packed(colours().accent));
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  const auto from = static_cast<std::size_t>(
      std::find_if(rows.begin(), rows.end(), [&](const ViewRow& row) { return row.id == dragged_; }) - rows.begin());
  if (auto moved = moved_view(w.plan(), dragged_, gap > from ? gap - 1 : gap)) w.edit(std::move(*moved));
  dragged_ = {};
}

void ViewsPanel::draw_row(Workspace& w, const ViewRow& row, std::size_t place) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(view_row_k);
  const float middle = min.y + height / 2;
  const bool chosen = row.id == w.views.current;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (chosen) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.accent_soft));
  const float name_left = min.x + px(2.2f);
  const std::string year = year_text(row->year);
  const float right = min.x + width - px(0.75f);
  const float room = right - text_width(Face::small, year) - px(0.5f) - name_left;
  if (editing_ == Editing::name && edited_ == row.id) {
    draw_text(list, Face::small, min.x + px(1.5f), middle, c.text3, std::to_string(place + 1), At::centre);
    edit_text("##name", name_left - px(0.4f), middle, right - name_left + px(0.4f), [&](std::string name) {
      if (!name.empty() && name != row->name) w.edit(renamed_view(w.plan(), row.id, std::move(name)));
    });
    ImGui::SetCursorScreenPos({min.x, min.y + height});
    return;
  }
  if (hit_area("row", {width, height})) {
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && w.can_edit())
      begin_editing(Editing::name, row.id, row->name);
    else if (!dragged_)
      go_to_view(w, row.id);
  }
  const bool hovered = ImGui::IsItemHovered();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4) && w.can_edit()) dragged_ = row.id;
  if (hovered && !chosen) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover));
  draw_focus_ring(list, {min.x + 4, min.y + 4}, {min.x + width - 4, min.y + height - 4}, 0);
  if (hovered || dragged_ == row.id)
    draw_icon(list, icon::drag_vertical, min.x + px(0.6f), middle, c.text3, Face::small);
  draw_text(list, Face::small, min.x + px(1.5f), middle, c.text3, std::to_string(place + 1), At::centre);
  const Face face = chosen ? Face::text_medium : Face::text;
  draw_text(list, face, name_left, middle, dragged_ == row.id ? c.text3 : c.text, row->name, At::left, room);
  draw_text(list, Face::small, right, middle, c.text3, year, At::right);
  if (place < 9) tooltip(row->name, "Ctrl " + std::to_string(place + 1));
}

void ViewsPanel::draw_chosen(Workspace& w, const ViewRow& row) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float left = min.x + px(2.2f);
  const float room = width - px(2.2f) - px(0.75f);
  const bool has_note = !row->note.empty();
  const std::string note_text = has_note ? row->note : tr("One sentence for those who look on");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float words = draw_wrapped(list, Face::small, 0, 0, room, c.text2, note_text, true);
  const bool edits_note = editing_ == Editing::note && edited_ == row.id;
  const float note_height = edits_note ? px(1.9f) : words + px(0.4f);
  const float line = px(1.8f);
  // Three verbs in one line where they fit.
  struct Action {
    const char* id;
    std::string text;
  };
  const Action actions[] = {{"update", tr("Update")}, {"rename", tr("Rename")}, {"remove", tr("Delete")}};
  float lines = 1;
  float x = 0;
  for (const Action& action : actions) {
    const float wide = button_width(action.text);
    if (x > 0 && x + wide > room + px(0.7f)) {
      x = 0;
      ++lines;
    }
    x += wide;
  }
  const float height = note_height + px(0.2f) + lines * line + px(0.3f);
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.accent_soft));
  if (edits_note) {
    edit_text("##note", left - px(0.4f), min.y + note_height / 2, room + px(0.4f), [&](std::string note) {
      if (note != row->note) w.edit(noted_view(w.plan(), row.id, std::move(note)));
    });
  } else {
    ImGui::SetCursorScreenPos({left - px(0.2f), min.y});
    if (hit_area("note", {room + px(0.2f), note_height}) && w.can_edit())
      begin_editing(Editing::note, row.id, row->note);
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    draw_focus_ring(list, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), px(0.2f));
    draw_wrapped(list, Face::small, left, min.y + px(0.1f), room, has_note ? c.text2 : c.text3, note_text);
  }
  float y = min.y + note_height + px(0.2f);
  x = left - px(0.7f);
  for (const Action& action : actions) {
    const float wide = button_width(action.text);
    if (x > left && x + wide > left + room) {
      x = left - px(0.7f);
      y += line;
    }
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = button(action.id, action.text, 0, ButtonKind::ghost, 0, w.can_edit());
    if (action.id == actions[0].id) tooltip(tr("Keep what is seen now as the chosen view"));
    if (pressed && action.id == actions[0].id) update_view(w, row.id);
    if (pressed && action.id == actions[1].id) begin_editing(Editing::name, row.id, row->name);
    if (pressed && action.id == actions[2].id) remove_view(w, row.id);
    x += wide;
  }
  ImGui::SetCursorScreenPos({min.x, min.y + height});
}

}  // namespace app
