#include "app/panels/flow_fields.hpp"

#include "app/icons.hpp"
#include "app/model_edit.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace app {

namespace {

constexpr double most_tonnes = 1e12;  ///< a thousand times what mankind moves in a year

/// The number that was typed between its limits, or the sentence that it was refused with.
std::optional<double> quantity_of(Workspace& w, std::string_view field, const std::string& typed, double low,
                                  double high) {
  const auto value = typed_number(typed);
  if (!value) {
    refuse(w, field, geo::say("\"{0}\" is not a number.", typed));
    return std::nullopt;
  }
  if (*value < low || *value > high) {
    refuse(w, field, geo::say("{0} is outside what the field takes: {1} to {2}.", typed, exact(low), exact(high)));
    return std::nullopt;
  }
  return value;
}

std::optional<int> year_of(Workspace& w, std::string_view field, const std::string& typed,
                           const geo::YearlyAmounts& amounts) {
  const auto value = typed_number(typed);
  if (!value || *value != std::floor(*value) || *value < 1800 || *value > 2500) {
    refuse(w, field, geo::say("\"{0}\" is not a year.", typed));
    return std::nullopt;
  }
  const int year = static_cast<int>(*value);
  if (std::ranges::any_of(amounts, [year](const geo::YearlyAmount& row) { return row.year == year; })) {
    refuse(w, field, geo::say("The year {0} is there already.", year_text(year)));
    return std::nullopt;
  }
  return year;
}

/// A row of the table: where its boxes lie.
struct AmountRow {
  float middle, year_left, year_right, amount_left, amount_right, unit_left, icon_left;
};

AmountRow begin_row(const std::string& name) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x, height = px(2);
  const AmountRow row{at.y + height / 2, at.x,         at.x + px(4), at.x + px(4.4f), right - px(3.4f),
                      right - px(3.1f),  right - px(2)};
  note_place("year " + name, {row.year_left, at.y}, {row.year_right, at.y + height});
  note_place("amount " + name, {row.amount_left, at.y}, {row.amount_right, at.y + height});
  draw_text(*ImGui::GetWindowDrawList(), Face::small, row.unit_left, row.middle, colours().text3, "t");
  return row;
}

void end_row(float top) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, top});
  ImGui::Dummy({1, px(1.9f)});
}

geo::YearlyAmounts with_year(geo::YearlyAmounts amounts, geo::YearlyAmount row) {
  std::erase_if(amounts, [&](const geo::YearlyAmount& a) { return a.year == row.year; });
  amounts.push_back(row);
  std::ranges::sort(amounts, {}, &geo::YearlyAmount::year);
  return amounts;
}

/// What the clipboard holds, or nothing after a sentence that names the line.
std::optional<geo::YearlyAmounts> pasted(Workspace& w, std::string_view title, int first_year, double low) {
  const char* clipboard = ImGui::GetClipboardText();
  geo::ModelField field;
  field.low = low;
  field.high = most_tonnes;
  const PastedYears read = pasted_years(clipboard ? clipboard : "", first_year, field);
  if (read.fault) {
    refuse(w, title, *read.fault);
    return std::nullopt;
  }
  geo::YearlyAmounts amounts;
  for (const geo::InputYear& year : read.years) amounts.push_back({year.year, year.value});
  return amounts;
}

/// The empty row at the end. Its year is the next one until another is typed.
std::optional<geo::YearlyAmounts> new_row(Workspace& w, const std::string& title, const geo::YearlyAmounts& amounts,
                                          double low) {
  const float top = ImGui::GetCursorScreenPos().y;
  const AmountRow row = begin_row(title + " new");
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("new year");
  const int next = amounts.empty() ? w.state.year : amounts.back().year + 1;
  const int chosen = storage.GetInt(key, 0);
  const int year = chosen != 0 ? chosen : next;
  std::optional<geo::YearlyAmounts> after;
  if (const auto typed = text_box("new year box", row.year_left, row.year_right, row.middle, year_text(year)))
    if (const auto other = year_of(w, title, *typed, amounts)) storage.SetInt(key, *other);
  if (const auto typed = text_box("new amount", row.amount_left, row.amount_right, row.middle, {}, tr("not given")))
    if (const auto value = quantity_of(w, title, *typed, low, most_tonnes)) {
      after = with_year(amounts, {year, *value});
      storage.SetInt(key, 0);
    }
  end_row(top);
  return after;
}

}  // namespace

void refuse(Workspace& w, std::string_view field, const geo::Message& what) {
  Toast toast;
  toast.kind = ToastKind::warning;
  toast.title = field;
  toast.line = translated(what);
  w.toasts.add(std::move(toast));
}

std::optional<geo::Ref<geo::Partner>> partner_field(const char* id, const char* label, const geo::Plan& plan,
                                                    geo::Ref<geo::Partner> chosen, const char* none_text) {
  std::vector<Choice> choices{{none_text, {}}};
  std::vector<geo::Ref<geo::Partner>> ids{{}};
  int index = 0;
  for (const auto& partner : plan.partners()) {
    if (partner.id == chosen) index = static_cast<int>(ids.size());
    choices.push_back({partner->name, {}});
    ids.emplace_back(partner.id);
  }
  const auto picked = field_choice(id, label, choices, index, SourceMark::none, ChoiceList::searched);
  return picked ? std::optional(ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

std::optional<std::string> material_field(const geo::Catalogues& catalogues, const std::string& chosen) {
  std::vector<Choice> choices;
  std::vector<std::string> ids;
  int index = -1;
  for (const geo::Material& material : catalogues.materials) {
    if (material.id == chosen) index = static_cast<int>(ids.size());
    choices.push_back({material.name.in(language()), material.waste_code});
    ids.push_back(material.id);
  }
  if (index < 0) {
    index = static_cast<int>(ids.size());
    choices.push_back({chosen.empty() ? std::string(tr("not given")) : chosen, {}});
    ids.push_back(chosen);
  }
  const auto picked = field_choice("material", tr("Material"), choices, index, SourceMark::none, ChoiceList::searched);
  return picked ? std::optional(ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

std::optional<std::optional<double>> quantity_box(Workspace& w, const QuantityBox& box,
                                                  const std::optional<double>& value) {
  label_line(box.id, box.label, box.help);
  const LabelRoom no_label(0);
  const FieldLine line = begin_field("", value ? SourceMark::entered : SourceMark::none);
  note_place("field " + box.label, {line.left, line.min.y}, {line.right, line.min.y + px(1.6f)});
  const float unit_room = text_width(Face::small, box.unit) + px(0.6f);
  const auto typed = text_box(box.id, line.left, line.right - unit_room, line.middle,
                              value ? exact(*value) : std::string(), tr("not given"));
  draw_text(*ImGui::GetWindowDrawList(), Face::small, line.right - unit_room + px(0.3f), line.middle, colours().text3,
            box.unit);
  end_field(line);
  if (!typed) return std::nullopt;
  if (typed->find_first_not_of(' ') == std::string::npos) return std::optional<double>();
  const auto taken = quantity_of(w, box.label, *typed, box.low, box.high);
  return taken ? std::optional(taken) : std::nullopt;
}

std::optional<geo::YearlyAmounts> amounts_table(Workspace& w, const char* title, const geo::YearlyAmounts& amounts,
                                                double low) {
  ImGui::PushID(title);
  std::optional<geo::YearlyAmounts> after;
  const float icon_left = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x - px(2);
  const float head_top = ImGui::GetCursorScreenPos().y;
  label_line("title", title, tr("As they are moved. Years without a figure are not known."));
  const float below = ImGui::GetCursorScreenPos().y;
  ImGui::SetCursorScreenPos({icon_left, head_top - px(0.35f)});
  if (icon_button("paste", icon::table, tr("Paste a column of years from a spreadsheet")))
    after = pasted(w, title, amounts.empty() ? w.state.year : amounts.front().year, low);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, below});
  for (const geo::YearlyAmount& amount : amounts) {
    ImGui::PushID(amount.year);
    const float top = ImGui::GetCursorScreenPos().y;
    const AmountRow row = begin_row(std::string(title) + " " + std::to_string(amount.year));
    geo::YearlyAmounts others = amounts;
    std::erase(others, amount);
    if (const auto typed = text_box("year", row.year_left, row.year_right, row.middle, year_text(amount.year)))
      if (const auto year = year_of(w, title, *typed, others)) after = with_year(others, {*year, amount.amount_t});
    if (const auto typed = text_box("amount", row.amount_left, row.amount_right, row.middle, exact(amount.amount_t)))
      if (const auto value = quantity_of(w, title, *typed, low, most_tonnes))
        after = with_year(others, {amount.year, *value});
    ImGui::SetCursorScreenPos({row.icon_left, row.middle - px(0.9f)});
    if (icon_button("remove", icon::close, translated(geo::say("Remove the year {0}", year_text(amount.year)))))
      after = others;
    end_row(top);
    ImGui::PopID();
  }
  if (auto added = new_row(w, title, amounts, low)) after = std::move(added);
  ImGui::PopID();
  return after;
}

}  // namespace app
