#include "app/adoption.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <algorithm>

namespace app {
namespace {

constexpr float label_room = 9;

std::string field_word(const std::string& field) {
  if (const auto gas = layers::gas_of_field(field)) return word(*gas);
  if (field == "name") return tr("Name");
  if (field == "note") return tr("Note");
  if (field == "land_use") return tr("Land use");
  if (field == "activity") return tr("Activity");
  if (field == "address") return tr("Address");
  if (field == "year") return tr("Year");
  if (field == "start_year") return tr("Start year");
  if (field == "closed_year") return tr("Closed");
  if (field == "land_cover") return tr("Land cover");
  return field;
}

void head(std::string_view text) {
  ImGui::Dummy({1, px(0.3f)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), Face::small_strong, at.x, at.y + px(0.5f), colours().text2, text);
  ImGui::Dummy({1, px(1.1f)});
}

void role_row(AdoptQuestion& question) {
  std::vector<geo::Role> roles;
  std::vector<std::string> words;
  int chosen = -1;
  for (std::size_t i = 0; i < geo::EnumText<geo::Role>::names.size(); ++i) {
    const auto role = static_cast<geo::Role>(i);
    if (layers::adoption_fields(role).empty()) continue;
    if (role == question.role) chosen = static_cast<int>(roles.size());
    roles.push_back(role);
    words.push_back(word(role));
  }
  if (const auto taken = field_choice("role", tr("Adopt as"), words, chosen))
    question.take_role(roles[static_cast<std::size_t>(*taken)]);
}

void field_rows(AdoptQuestion& question, const std::vector<std::string>& columns) {
  const auto names = layers::mass_units();
  const std::vector<std::string> units(names.begin(), names.end());
  for (AdoptQuestion::Field& field : question.fields) {
    const std::string label = field_word(field.field);
    std::optional<int> column;
    if (layers::gas_of_field(field.field) && field.column >= 0) {
      const auto unit = std::find(units.begin(), units.end(), field.unit);
      const auto [first, second] = field_two_choices(field.field.c_str(), label, columns, field.column + 1, units,
                                                     static_cast<int>(unit - units.begin()));
      column = first;
      if (second) field.unit = units[static_cast<std::size_t>(*second)];
    } else {
      column = field_choice(field.field.c_str(), label, columns, field.column + 1);
    }
    if (!column) continue;
    field.column = *column - 1;
    if (field.column >= 0) field.unit = layers::mass_unit_of_column(columns[static_cast<std::size_t>(*column)]);
  }
}

void filter_rows(Workspace& w, AdoptQuestion& question, std::vector<std::string> columns) {
  columns.front() = tr("All features");
  if (const auto column = field_choice("filter", tr("Only where"), columns, question.filter_column + 1))
    choose_filter(w, *column - 1);
  if (question.filter_column < 0) return;
  ImGui::Indent(px(label_room));
  if (question.counting) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y + px(0.6f), colours().text3, tr("Counting …"));
    ImGui::Dummy({1, px(1.2f)});
  } else {
    if (button("all", tr("All")))
      for (auto& value : question.values) value.taken = true;
    ImGui::SameLine();
    if (button("none", tr("None")))
      for (auto& value : question.values) value.taken = false;
    for (std::size_t i = 0; i < question.values.size(); ++i) {
      AdoptQuestion::Value& value = question.values[i];
      ImGui::PushID(static_cast<int>(i));
      const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x - px(1.3f);
      const float y = ImGui::GetCursorScreenPos().y + px(0.7f);
      checkbox("value", value.text.empty() ? std::string(tr("no value")) : value.text, value.taken);
      draw_text(*ImGui::GetWindowDrawList(), Face::small, right, y, colours().text3, count_text(value.count),
                At::right);
      ImGui::PopID();
    }
  }
  ImGui::Unindent(px(label_room));
  if (question.values_unseen > 0)
    note(translated(geo::say("{0} rarer values are not listed and not adopted.", count_text(question.values_unseen))),
         NoteKind::plain);
}

}  // namespace

void draw_adopt_panel(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  AdoptQuestion& question = *w.adopt_question;
  const auto layer = w.plan().layers().find(question.layer);
  const bool open =
      begin_sheet("adopt", map_min, map_size, 36, 40, tr("Adopt into the plan"),
                  translated(geo::say("Features of {0} become things of the plan. The layer stays as it is.",
                                      layer ? layer->name : question.features->name)));
  ImGui::BeginChild("questions", {sheet_room().x, sheet_room().y - px(2.6f)});
  const LabelRoom room(label_room);
  role_row(question);
  head(tr("From which column"));
  std::vector<std::string> columns{"–"};
  for (const geo::Column& column : question.features->columns) columns.push_back(column.name);
  field_rows(question, columns);
  if (question.needs_year())
    if (const auto year = field_number("year of masses", tr("Masses are of year"), question.year, 0, 1900, 2200, {},
                                       SourceMark::entered, true))
      question.year = static_cast<int>(*year);
  head(tr("Which features"));
  filter_rows(w, question, columns);
  ImGui::EndChild();
  ImGui::Dummy({1, px(0.2f)});
  const std::size_t chosen = question.chosen_count();
  const bool can_adopt = layer && chosen > 0 && !question.counting && w.can_edit();
  const bool take = button("adopt", tr("Adopt"), icon::check, ButtonKind::primary, 0, can_adopt);
  ImGui::SameLine();
  const bool cancel = button("cancel", tr("Cancel"));
  const ImVec2 min = ImGui::GetWindowPos();
  const float right = min.x + ImGui::GetWindowWidth() - px(1);
  draw_text(*ImGui::GetWindowDrawList(), Face::text_medium, right,
            (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2, colours().text,
            translated(geo::say("{0} of {1} features", count_text(chosen), count_text(question.features->size()))),
            At::right);
  end_sheet();
  if (take && can_adopt) return adopt(w);
  if (cancel || !open || !layer) {
    w.adopt_question.reset();
    w.overlay = Overlay::none;
  }
}

}  // namespace app
