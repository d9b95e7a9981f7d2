#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/sheet.hpp"
#include "app/relink.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"

#include <imgui/imgui.h>

#include <filesystem>

namespace app {
namespace {

using State = RelinkQuestion::State;

char32_t icon_of(State state) {
  switch (state) {
    case State::searching:
    case State::checking: return icon::sync;
    case State::not_found: return icon::alert;
    case State::found: return icon::check_circle;
    case State::unusable: return icon::close_circle;
  }
  return icon::alert;
}

std::string word_of(const RelinkQuestion::Row& row) {
  switch (row.state) {
    case State::searching: return tr("Looking for the file …");
    case State::checking: return tr("Looking into the file …");
    case State::not_found: return tr("No file of this name was found. Type its path, or a folder.");
    case State::found: return tr("Can be used.");
    case State::unusable: return row.problem;
  }
  return {};
}

/// Layer, old path, new path, what is known of it.
void missing_row(Workspace& w, RelinkQuestion::Row& row) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Colour ink = row.state == State::found       ? c.good
                     : row.state == State::unusable  ? c.bad
                     : row.state == State::not_found ? c.warn
                                                     : c.text3;
  draw_icon(list, icon_of(row.state), at.x + px(0.6f), at.y + px(0.75f), ink);
  const float left = at.x + px(1.6f);
  draw_text(list, Face::text_medium, left, at.y + px(0.75f), c.text, row.missing.name, At::left, width - px(1.6f));
  draw_text(list, Face::small, left, at.y + px(1.85f), c.text3, row.missing.path, At::left, width - px(1.6f));
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, px(2.5f)});
  ImGui::Indent(px(1.6f));
  {
    const LabelRoom room(4.5f);
    std::string path = row.path;
    if (const auto typed = field_text("path", tr("New path"), path, SourceMark::none))
      choose_path(w, row.missing.layer, *typed);
    if (row.candidates.size() > 1) {
      int chosen = -1;
      for (std::size_t i = 0; i < row.candidates.size(); ++i)
        if (row.candidates[i] == row.path) chosen = static_cast<int>(i);
      if (const auto taken = field_choice("candidates", tr("Found"), row.candidates, chosen))
        choose_path(w, row.missing.layer, row.candidates[static_cast<std::size_t>(*taken)]);
    }
  }
  const ImVec2 words = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({room, draw_wrapped(list, Face::small, words.x, words.y, room, ink, word_of(row))});
  ImGui::Unindent(px(1.6f));
  ImGui::Dummy({1, px(0.3f)});
  const ImVec2 end = ImGui::GetCursorScreenPos();
  list.AddRectFilled({end.x, end.y}, {end.x + width, end.y + 1}, packed(c.divider));
  ImGui::Dummy({1, px(0.3f)});
}

}  // namespace

void draw_relink_panel(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  RelinkQuestion& question = *w.relink_question;
  // A search that was cancelled has no result.
  if (w.jobs.idle())
    for (RelinkQuestion::Row& row : question.rows)
      if (row.state == State::searching || row.state == State::checking) row.state = State::not_found;
  const bool none = question.rows.empty();
  const bool open = begin_sheet("relink", map_min, map_size, 42, none ? 13.0f : 34.0f, tr("Find missing files"),
                                none ? std::string()
                                     : tr("Give the new place of one file: the others are looked for beside it. All "
                                          "found ones are linked in one step that undo takes back."));
  if (none) {
    note(tr("Every linked file is where it should be."), NoteKind::plain);
    ImGui::Dummy({1, px(0.4f)});
  } else {
    ImGui::BeginChild("missing", {sheet_room().x, sheet_room().y - px(2.6f)});
    for (std::size_t i = 0; i < question.rows.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      missing_row(w, question.rows[i]);
      ImGui::PopID();
    }
    ImGui::EndChild();
    ImGui::Dummy({1, px(0.2f)});
  }
  const std::size_t found = question.found_count();
  bool take = false;
  if (!none) {
    take = button("relink", tr("Link again"), icon::link, ButtonKind::primary, 0, found > 0 && w.can_edit());
    ImGui::SameLine();
  }
  const bool cancel = button("cancel", none ? tr("Close") : tr("Cancel"));
  if (!none)
    draw_text(*ImGui::GetWindowDrawList(), Face::text_medium, ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(1),
              (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2, colours().text,
              translated(geo::say("{0} of {1} files found", number(static_cast<double>(found), 0),
                                  number(static_cast<double>(question.rows.size()), 0))),
              At::right);
  end_sheet();
  if (take) return relink(w);
  if (cancel || !open) {
    w.relink_question.reset();
    w.overlay = Overlay::none;
  }
}

}  // namespace app
