#include "app/panels/model_form.hpp"

#include "app/icons.hpp"
#include "app/model_edit.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "geo/unit.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

using Inputs = std::vector<geo::ModelInput>;

/// A year is no quantity: it has no thousands.
std::string figure_text(const geo::ModelField& field, double value) {
  return field.name.ends_with("year") && value == std::floor(value) ? year_text(static_cast<int>(value)) : exact(value);
}

/// In the unit of the field.
double in_field_unit(const geo::ModelInput& input, const geo::ModelField& field, double value) {
  if (input.unit.empty() || input.unit == field.unit) return value;
  const auto factor = geo::conversion(geo::unit_from_text(input.unit), geo::unit_from_text(field.unit));
  return factor ? value * *factor : value;
}

void say_wrong(Workspace& w, const geo::ModelField& field, const geo::Message& what) {
  Toast toast;
  toast.kind = ToastKind::warning;
  toast.title = field.label.in(language());
  toast.line = translated(what);
  w.toasts.add(std::move(toast));
}

/// The typed number, or a toast that says what is wrong with it.
std::optional<double> taken(Workspace& w, const geo::ModelField& field, const std::string& text) {
  const auto value = typed_number(text);
  if (!value) {
    say_wrong(w, field, geo::say("\"{0}\" is not a number.", text));
    return std::nullopt;
  }
  if ((field.low && *value < *field.low) || (field.high && *value > *field.high)) {
    say_wrong(w, field,
              geo::say("{0} is outside what the field takes: {1} to {2}.", text, field.low ? exact(*field.low) : "–",
                       field.high ? exact(*field.high) : "–"));
    return std::nullopt;
  }
  return value;
}

std::optional<Inputs> choice_field(const Inputs& inputs, const geo::ModelField& field) {
  std::vector<std::string> words;
  int index = 0;
  const std::string chosen = chosen_word(inputs, field);
  const bool is_open = chosen.empty();
  if (is_open) words.emplace_back(tr("choose"));
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    words.push_back(field.choices[i].name.in(language()));
    if (field.choices[i].word == chosen) index = static_cast<int>(i);
  }
  label_line(field.name.c_str(), field.label.in(language()), field.help.in(language()));
  const LabelRoom no_label(0);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(field.name.c_str());
  const auto picked = field_choice("choice", "", words, index);
  ImGui::PopID();
  note_place("field " + field.label.in(language()), at,
             {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y});
  const int place = picked ? *picked - (is_open ? 1 : 0) : -1;
  if (place < 0) return std::nullopt;
  return with_choice(inputs, field, field.choices[static_cast<std::size_t>(place)].word);
}

/// The value of one year of a column of years.
std::optional<double> value_of_year(const geo::ModelInput& input, int year) {
  const auto found =
      std::find_if(input.years.begin(), input.years.end(), [year](const geo::InputYear& y) { return y.year == year; });
  return found == input.years.end() ? std::nullopt : std::optional(found->value);
}

std::optional<Inputs> quantity_field(Workspace& w, const geo::CalculationModel& model, const Inputs& inputs,
                                     const geo::ModelField& field) {
  const geo::ModelInput* given = geo::find_input(inputs, field.name);
  const bool by_years = given && !given->years.empty();
  const auto stands_in = default_of(model, field, inputs, *w.catalogues(), w.state.year);
  std::string text;
  SourceMark mark = SourceMark::none;
  if (by_years) {
    if (const auto of_year = value_of_year(*given, w.state.year))
      text = figure_text(field, in_field_unit(*given, field, *of_year));
    mark = SourceMark::entered;
  } else if (given && given->value) {
    text = figure_text(field, in_field_unit(*given, field, *given->value));
    mark = SourceMark::entered;
  } else if (stands_in) {
    mark = stands_in->to_be_confirmed ? SourceMark::to_be_confirmed : SourceMark::data;
  }
  const std::string hint = stands_in ? translated(geo::say("{0} (default)", figure_text(field, stands_in->value)))
                                     : std::string(tr("not given"));
  std::optional<Inputs> changed;
  label_line(field.name.c_str(), field.label.in(language()), field.help.in(language()));
  const LabelRoom no_label(0);
  const FieldLine line = begin_field("", mark);
  note_place("field " + field.label.in(language()), {line.left, line.min.y}, {line.right, line.min.y + px(1.6f)});
  const std::string unit = field.unit == "1" ? std::string() : field.unit;
  const float unit_room = std::max(px(2.2f), text_width(Face::small, unit) + px(0.6f));
  const float paste_room = px(1.9f);
  const float box_right = line.right - unit_room - paste_room;
  if (const auto typed = text_box(field.name.c_str(), line.left, box_right, line.middle, text, hint)) {
    if (typed->empty() && by_years) {
      auto years = given->years;
      std::erase_if(years, [&](const geo::InputYear& y) { return y.year == w.state.year; });
      changed = with_years(inputs, field, std::move(years));
    } else if (typed->empty()) {
      changed = with_value(inputs, field, std::nullopt);
    } else if (const auto value = taken(w, field, *typed)) {
      if (by_years) {
        auto years = given->years;
        for (geo::InputYear& year : years) year.value = in_field_unit(*given, field, year.value);
        std::erase_if(years, [&](const geo::InputYear& y) { return y.year == w.state.year; });
        years.push_back({w.state.year, *value});
        std::sort(years.begin(), years.end(),
                  [](const geo::InputYear& a, const geo::InputYear& b) { return a.year < b.year; });
        changed = with_years(inputs, field, std::move(years));
      } else {
        changed = with_value(inputs, field, *value);
      }
    }
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, Face::small, box_right + px(0.3f), line.middle, colours().text3, unit, At::left, unit_room);
  ImGui::SetCursorScreenPos({line.right - paste_room, line.middle - px(0.9f)});
  ImGui::PushID(field.name.c_str());
  if (icon_button("paste", icon::table,
                  by_years ? tr("Paste other years from a spreadsheet; empty clipboard: one value for all years")
                           : tr("Paste a column of years from a spreadsheet"))) {
    const char* clipboard = ImGui::GetClipboardText();
    const std::string copied = clipboard ? clipboard : "";
    if (by_years && copied.empty()) {
      changed = with_years(inputs, field, {});
    } else {
      PastedYears pasted = pasted_years(copied, w.plan().info().base_year, field);
      if (pasted.fault)
        say_wrong(w, field, *pasted.fault);
      else
        changed = with_years(inputs, field, std::move(pasted.years));
    }
  }
  ImGui::PopID();
  end_field(line);
  if (by_years)
    paragraph(translated(geo::say("{0} years, {1} to {2}; the field shows {3}.", std::to_string(given->years.size()),
                                  year_text(given->years.front().year), year_text(given->years.back().year),
                                  year_text(w.state.year))));
  return changed;
}

}  // namespace

std::optional<Inputs> model_fields(Workspace& w, const geo::CalculationModel& model, const Inputs& inputs,
                                   std::span<const std::string_view> known) {
  std::optional<Inputs> changed;
  ImGui::PushID(model.id.c_str());
  for (const geo::ModelField& field : model.fields) {
    if (!geo::find_input(inputs, field.name) && std::find(known.begin(), known.end(), field.name) != known.end())
      continue;
    auto after = field.is_choice() ? choice_field(inputs, field) : quantity_field(w, model, inputs, field);
    if (after && !changed) changed = std::move(after);
  }
  ImGui::PopID();
  return changed;
}

std::optional<std::string> model_choice(const std::vector<std::shared_ptr<const geo::CalculationModel>>& models,
                                        const std::string& chosen, const char* none_text) {
  std::vector<std::string> names{none_text};
  int index = 0;
  for (std::size_t i = 0; i < models.size(); ++i) {
    names.push_back(models[i]->name.in(language()));
    if (models[i]->id == chosen) index = static_cast<int>(i) + 1;
  }
  if (index == 0 && !chosen.empty()) {
    names.push_back(chosen);
    index = static_cast<int>(names.size()) - 1;
  }
  label_line("calculation", tr("Calculation"), {});
  const ImVec2 box = ImGui::GetCursorScreenPos();
  const LabelRoom no_label(0);
  const auto picked = field_choice("model", "", names, index);
  note_place(std::string("field ") + tr("Calculation"), box,
             {box.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y});
  if (!picked || *picked == index) return std::nullopt;
  if (*picked == 0) return std::string();
  const auto at = static_cast<std::size_t>(*picked) - 1;
  return at < models.size() ? std::optional(models[at]->id) : std::nullopt;
}

}  // namespace app
