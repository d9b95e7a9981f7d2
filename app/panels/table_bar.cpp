// The bar over the table: which table, search, conditions, and what can be done with its rows.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/table_panel.hpp"
#include "app/table/table_actions.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>
#include <utility>

namespace app {
namespace {

/// What a condition asks, for its chip.
std::string condition_text(const geo::Condition& c, const TableRows& rows) {
  std::string name = c.attribute;
  int decimals = 0;
  for (const TableColumn& column : rows.columns)
    if (column.values->name == c.attribute) {
      name = column.head;
      decimals = column.look.decimals;
    }
  std::string text = name + ": ";
  if (c.low && c.high)
    text += number(*c.low, decimals) + "–" + number(*c.high, decimals);
  else if (c.low)
    text += "≥ " + number(*c.low, decimals);
  else if (c.high)
    text += "≤ " + number(*c.high, decimals);
  if (!c.contains.empty()) text += "“" + c.contains + "”";
  for (std::size_t i = 0; i < c.values.size() && i < 2; ++i) text += (i > 0 ? ", " : "") + c.values[i];
  if (c.values.size() > 2) text += " +" + std::to_string(c.values.size() - 2);
  return text;
}

/// What can be done with the table's rows, as buttons or in a menu where there is no room.
constexpr std::array row_commands{"table.map-filter", "map.zoom-selection", "table.select-shown", "table.invert",
                                  "table.copy",       "table.export",       "window.table"};

/// A typed number in the person's way of writing; none for an empty or wrong text.
std::optional<double> typed_number(std::string text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 3, "\u2212") == 0)
      plain += '-', i += 2;
    else if (text.compare(i, 3, "\u202F") == 0)
      i += 2;
    else if (text[i] == ',')
      plain += '.';
    else if (text[i] != ' ')
      plain += text[i];
  }
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (plain.empty() || *end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// A text field with an icon in it, as wide as given. Returns true when the text changed.
bool search_field(const char* id, ImVec2 min, float width, std::string& text, const char* hint, char32_t shown_icon) {
  const Tokens& c = colours();
  const float height = font_size(Face::text) + 2 * px(0.3f);
  ImGui::SetCursorScreenPos(min);
  ImGui::SetNextItemWidth(width);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(1.6f), px(0.3f)});
  const std::string hidden = std::string("##") + id;
  const bool changed = ImGui::InputTextWithHint(hidden.c_str(), hint, &text);
  const bool active = ImGui::IsItemActive();
  ImGui::PopStyleVar();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_icon(list, shown_icon, min.x + px(0.85f), min.y + height / 2, c.text3, Face::small);
  if (active) list.AddRect(min, {min.x + width, min.y + height}, packed(c.accent), px(0.3f), 0, 2);
  if (text.empty()) return changed;
  ImGui::SetCursorScreenPos({min.x + width - px(1.4f), min.y});
  ImGui::PushID(id);
  const bool cleared = hit_area("clear", {px(1.4f), height});
  ImGui::PopID();
  tooltip(tr("Clear"));
  draw_icon(list, icon::close, min.x + width - px(0.75f), min.y + height / 2, c.text3, Face::small);
  if (cleared) text.clear();
  return changed || cleared;
}

}  // namespace

void TablePanel::draw_bar(Workspace& w, ImVec2 min, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = px(2.4f);
  const float middle = min.y + height / 2;
  const float pad = px(0.75f);
  const float gap = px(0.5f);
  float right = min.x + width - px(0.4f);

  // Right: what can be done, in a menu when that leaves no room for the search.
  const float buttons = px(1.8f) * static_cast<float>(row_commands.size());
  const bool has_room = width - buttons > px(27);
  if (has_room) {
    right -= buttons;
    float x = right;
    for (const char* id : row_commands) {
      const Command& of = command(id);
      ImGui::SetCursorScreenPos({x, std::floor(middle - px(0.9f))});
      const bool is_close = std::string_view(id) == "window.table";
      const bool active = std::string_view(id) == "table.map-filter" && map_has_table_filter(w);
      if (icon_button(id, is_close ? icon::close : of.icon, tr(of.text), shortcut_text(of.shortcut), active,
                      of.enabled(w)))
        run(of, w);
      x += px(1.8f);
    }
  } else {
    right -= px(1.8f);
    ImGui::SetCursorScreenPos({right, std::floor(middle - px(0.9f))});
    if (icon_button("rows menu", icon::dots_vertical, tr("What to do with the rows"))) ImGui::OpenPopup("table rows");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
    ImGui::SetNextWindowPos({right + px(1.8f), min.y}, ImGuiCond_Always, {1, 1});
    if (ImGui::BeginPopup("table rows")) {
      for (const char* id : row_commands) {
        const Command& of = command(id);
        if (button(id, tr(of.text), of.icon, ButtonKind::ghost, px(17), of.enabled(w))) {
          run(of, w);
          ImGui::CloseCurrentPopup();
        }
      }
      ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
  }
  right -= gap;

  // How many rows of how many, how many of them selected.
  const std::size_t total = w.table.rows() ? w.table.rows()->count : 0;
  const auto count = [](std::size_t n) { return number(static_cast<double>(n), 0); };
  const std::string shown = w.table.is_busy() ? std::string(tr("Working"))
                            : w.table.query().has_filter()
                                ? translated(geo::say("{0} of {1} rows", count(w.table.shown().size()), count(total)))
                                : translated(geo::say("{0} rows", count(total)));
  const std::size_t selected = selected_row_count(w);
  std::string counts = shown;
  if (selected > 0) counts += " · " + translated(geo::say("{0} selected", count(selected)));
  const float left = min.x + pad;
  const float counts_width = text_width(Face::small, counts);
  const float name_width = text_width(Face::text_medium, table_name(w.table.subject(), w.plan())) + px(2.1f);
  const float subjects_width = std::clamp(name_width, px(5), std::max(px(5), (right - left) * 0.5f));
  const bool counts_fit = right - left - subjects_width - counts_width - 2 * gap > px(7);
  if (counts_fit) {
    draw_text(list, Face::small, right, middle, c.text3, counts, At::right);
    right -= counts_width + gap;
  }
  draw_subjects(w, {left, middle}, subjects_width);
  float x = left + subjects_width + gap;

  // Middle: the search, then chips of the conditions.
  if (search_of_ != w.table.subject() || search_ != w.table.query().text) {
    search_of_ = w.table.subject();
    search_ = w.table.query().text;
  }
  const bool has_conditions = !w.table.query().conditions.empty();
  const float room = right - x;
  const float search_width = has_conditions ? std::clamp(room * 0.4f, px(5), px(12)) : std::min(room, px(16));
  const float field_height = font_size(Face::text) + 2 * px(0.3f);
  if (search_width > px(3) && search_field("search", {x, std::floor(middle - field_height / 2)}, search_width, search_,
                                           tr("Search the rows"), icon::magnify))
    w.table.query().text = search_;
  if (ImGui::IsItemActive()) w.table.has_keys = false;
  x += search_width + gap;
  draw_conditions(w, {x, middle}, right);
}

void TablePanel::draw_subjects(Workspace& w, ImVec2 at, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = font_size(Face::text) + 2 * px(0.36f);
  const ImVec2 a{at.x, std::floor(at.y - height / 2)};
  const ImVec2 b{a.x + width, a.y + height};
  ImGui::SetCursorScreenPos(a);
  if (hit_area("which table", {width, height})) ImGui::OpenPopup("tables");
  note_place("choose table", a, b);
  const bool hovered = ImGui::IsItemHovered();
  const std::string name = table_name(w.table.subject(), w.plan());
  tooltip(name);
  list.AddRectFilled(a, b, packed(hovered ? c.hover : c.panel), px(0.3f));
  list.AddRect(a, b, packed(c.border), px(0.3f));
  draw_focus_ring(list, a, b, px(0.3f));
  draw_text(list, Face::text_medium, a.x + px(0.6f), at.y, c.text, name, At::left, width - px(2));
  draw_icon(list, icon::chevron_down, b.x - px(0.8f), at.y, c.text3, Face::small);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::SetNextWindowPos({a.x, b.y + 2}, ImGuiCond_Always, {0, 0});
  ImGui::SetNextWindowSizeConstraints({0, 0}, {px(26), px(24)});
  if (ImGui::BeginPopup("tables")) {
    float wide = std::max(width - px(1), px(12));
    const std::vector<TableSubject> subjects = table_subjects(w);
    for (const TableSubject& subject : subjects)
      wide = std::max(wide, std::min(px(22), text_width(Face::text, table_name(subject, w.plan())) + px(2)));
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const TableSubject& subject = subjects[i];
      if (i > 0 && subject.kind == TableKind::layer && subjects[i - 1].kind != TableKind::layer) {
        ImGui::Dummy({1, px(0.25f)});
        divider();
        ImGui::Dummy({1, px(0.25f)});
      }
      ImGui::PushID(static_cast<int>(i));
      const ImVec2 row = ImGui::GetCursorScreenPos();
      const float row_height = px(1.75f);
      ImDrawList& popup = *ImGui::GetWindowDrawList();
      if (hit_area("subject", {wide, row_height})) {
        w.table.show(subject);
        ImGui::CloseCurrentPopup();
      }
      const bool chosen = subject == w.table.subject();
      if (chosen || ImGui::IsItemHovered())
        popup.AddRectFilled(row, {row.x + wide, row.y + row_height}, packed(chosen ? c.accent_soft : c.hover),
                            px(0.3f));
      draw_focus_ring(popup, row, {row.x + wide, row.y + row_height}, px(0.3f));
      draw_text(popup, chosen ? Face::text_medium : Face::text, row.x + px(0.6f), row.y + row_height / 2, c.text,
                table_name(subject, w.plan()), At::left, wide - px(1));
      ImGui::PopID();
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

void TablePanel::draw_conditions(Workspace& w, ImVec2 at, float right) {
  if (!w.table.rows()) return;
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<geo::Condition> conditions = w.table.query().conditions;
  float x = at.x;
  const float height = px(1.35f);
  const float top = std::floor(at.y - height / 2);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const std::string text = condition_text(conditions[i], *w.table.rows());
    const std::size_t left_over = conditions.size() - i;
    const float close = px(1.2f);
    const float wide = std::min(text_width(Face::small, text) + px(0.6f) + close, px(14));
    if (x + wide > right) {
      draw_text(list, Face::small, x, at.y, c.text3, "+" + std::to_string(left_over), At::left,
                std::max(1.0f, right - x));
      return;
    }
    ImGui::PushID(static_cast<int>(i));
    list.AddRectFilled({x, top}, {x + wide, top + height}, packed(c.accent_soft), height / 2);
    draw_text(list, Face::small, x + px(0.6f), at.y, c.accent_text, text, At::left, wide - close - px(0.6f));
    ImGui::SetCursorScreenPos({x, top});
    if (hit_area("change", {wide - close, height})) open_filter(w, conditions[i].attribute, {x, top + height + 4});
    tooltip(text);
    ImGui::SetCursorScreenPos({x + wide - close, top});
    if (hit_area("drop", {close, height})) w.table.set_condition({conditions[i].attribute, {}, {}, {}, {}});
    tooltip(tr("Clear"));
    draw_icon(list, icon::close, x + wide - close / 2 - px(0.1f), at.y, c.accent_text, Face::small);
    ImGui::PopID();
    x += wide + px(0.3f);
  }
}

void TablePanel::open_filter(Workspace& w, const std::string& attribute, ImVec2 at) {
  const auto& columns = w.table.rows()->columns;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].values->name == attribute) filtered_column_ = c;
  value_search_.clear();
  filter_at_ = at;
  filter_opens_ = true;
}

void TablePanel::draw_filter(Workspace& w) {
  if (std::exchange(filter_opens_, false)) ImGui::OpenPopup("table filter");
  if (!filtered_column_ || !w.table.rows() || *filtered_column_ >= w.table.rows()->columns.size()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.75f), px(0.75f)});
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float wide = std::min(px(18), screen.x - px(1));
  const bool below = filter_at_.y + px(18) < screen.y;
  ImGui::SetNextWindowPos({std::min(filter_at_.x, screen.x - wide - px(2)), below ? filter_at_.y : screen.y - px(1)},
                          ImGuiCond_Always, {0, below ? 0.0f : 1.0f});
  ImGui::SetNextWindowSizeConstraints({wide, 0}, {wide + px(1.5f), screen.y - px(2)});
  if (ImGui::BeginPopup("table filter")) {
    const TableColumn& column = w.table.rows()->columns[*filtered_column_];
    geo::Condition condition;
    condition.attribute = column.values->name;
    for (const geo::Condition& known : w.table.query().conditions)
      if (known.attribute == condition.attribute) condition = known;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_text(list, Face::text_strong, at.x, at.y + px(0.6f), colours().text, column.head, At::left, wide - px(1.5f));
    ImGui::Dummy({wide - px(1.5f), px(1.3f)});
    const geo::Condition before = condition;
    if (column.values->is_number())
      draw_range_filter(w, column, condition);
    else
      draw_value_filter(w, column, condition);
    ImGui::Dummy({1, px(0.3f)});
    if (button("no filter", tr("Clear"), 0, ButtonKind::ghost)) {
      condition = {condition.attribute, {}, {}, {}, {}};
      ImGui::CloseCurrentPopup();
    }
    if (condition != before) w.table.set_condition(std::move(condition));
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void TablePanel::draw_range_filter(Workspace& w, const TableColumn& column, geo::Condition& condition) {
  const Tokens& c = colours();
  const FilterChoices* summary = w.table.summary(*filtered_column_, w.jobs);
  if (!summary || !summary->has_range) return (void)note(tr("The column has no values."), NoteKind::plain);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float radius = px(0.38f);
  const float left = at.x + radius;
  const float run = ImGui::GetContentRegionAvail().x - 2 * radius;
  const float high = px(3);
  const double low = condition.low.value_or(summary->low);
  const double top = condition.high.value_or(summary->high);
  const double span = summary->high - summary->low;
  const auto x_of = [&](double value) {
    return left + run * static_cast<float>(span > 0 ? std::clamp((value - summary->low) / span, 0.0, 1.0) : 0.5);
  };
  const std::uint32_t most = *std::max_element(summary->histogram.begin(), summary->histogram.end());
  const float bar = run / static_cast<float>(histogram_bars);
  for (std::size_t i = 0; i < histogram_bars; ++i) {
    if (summary->histogram[i] == 0) continue;
    const float bar_left = left + bar * static_cast<float>(i);
    const float tall = std::max(1.0f, high * static_cast<float>(summary->histogram[i]) / static_cast<float>(most));
    const double middle = summary->low + span * (static_cast<double>(i) + 0.5) / static_cast<double>(histogram_bars);
    list.AddRectFilled({bar_left, at.y + high - tall}, {bar_left + bar - 0.6f, at.y + high},
                       packed(middle >= low && middle <= top ? faded(c.accent, 0.55) : c.track));
  }
  // Two knobs on one track.
  const float y = std::floor(at.y + high + px(0.7f)) + 0.5f;
  list.AddRectFilled({left, y - 1.5f}, {left + run, y + 1.5f}, packed(c.track), 1.5f);
  list.AddRectFilled({x_of(low), y - 1.5f}, {x_of(top), y + 1.5f}, packed(c.accent), 1.5f);
  const auto value_at = [&](float x) {
    const double raw = summary->low + span * static_cast<double>(std::clamp((x - left) / run, 0.0f, 1.0f));
    const double step = std::pow(10.0, -column.look.decimals);
    return std::round(raw / step) * step;
  };
  const auto knob = [&](const char* id, double value) -> std::optional<double> {
    const float x = x_of(value);
    ImGui::SetCursorScreenPos({x - 2 * radius, y - 2 * radius});
    hit_area(id, {4 * radius, 4 * radius});
    note_place(std::string("slider ") + id, {x - radius, y - radius}, {x + radius, y + radius});
    const int steps = arrow_steps();
    const bool held = is_held_by_pointer();
    if (held || ImGui::IsItemHovered()) list.AddCircleFilled({x, y}, radius + 3, packed(faded(c.accent, 0.16)));
    list.AddCircleFilled({x, y}, radius, packed(c.knob));
    list.AddCircle({x, y}, radius - 1, packed(c.accent), 0, 2);
    draw_focus_ring(list, {x - radius, y - radius}, {x + radius, y + radius}, radius);
    if (steps != 0) {
      const double step = std::max(std::pow(10.0, -column.look.decimals), span / 20);
      return value_at(x_of(std::clamp(value + steps * step, summary->low, summary->high)));
    }
    if (held && ImGui::GetIO().MouseDelta.x != 0) return value_at(ImGui::GetIO().MousePos.x);
    return std::nullopt;
  };
  if (span > 0) {
    if (const auto moved = knob("low", low)) condition.low = std::min(*moved, top);
    if (const auto moved = knob("high", top)) condition.high = std::max(*moved, low);
  }
  ImGui::SetCursorScreenPos({at.x, y + px(0.9f)});
  const LabelRoom room(5);
  const auto typed = [&](const char* id, const char* label, std::optional<double>& limit, double otherwise) {
    std::string text = number(limit.value_or(otherwise), column.look.decimals);
    if (!column.look.is_grouped)
      for (std::size_t i = 0; (i = text.find("\u202F")) != std::string::npos;) text.erase(i, 3);
    if (const auto entered = field_text(id, label, text, SourceMark::none)) {
      if (entered->empty()) limit.reset();
      if (const auto value = typed_number(*entered)) limit = value;
    }
  };
  typed("from", tr("At least"), condition.low, summary->low);
  typed("to", tr("At most"), condition.high, summary->high);
  if (condition.low && *condition.low <= summary->low) condition.low.reset();
  if (condition.high && *condition.high >= summary->high) condition.high.reset();
}

void TablePanel::draw_value_filter(Workspace& w, const TableColumn& column, geo::Condition& condition) {
  const Tokens& c = colours();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float wide = ImGui::GetContentRegionAvail().x;
  if (search_field("contains", at, wide, condition.contains, tr("Text that it holds"), icon::magnify))
    value_search_ = condition.contains;
  ImGui::SetCursorScreenPos({at.x, at.y + px(2)});
  const FilterChoices* summary = w.table.summary(*filtered_column_, w.jobs);
  (void)column;
  if (!summary) return (void)note(tr("Counting the values"), NoteKind::plain);
  ImGui::BeginChild("values",
                    {wide, std::min(px(12), px(1.75f) * static_cast<float>(summary->values.size()) + px(0.4f))});
  for (std::size_t i = 0; i < summary->values.size(); ++i) {
    const FilterChoices::Value& value = summary->values[i];
    if (value.text.empty()) continue;
    ImGui::PushID(static_cast<int>(i));
    const auto place = std::find(condition.values.begin(), condition.values.end(), value.text);
    bool on = place != condition.values.end();
    const ImVec2 row = ImGui::GetCursorScreenPos();
    const float inner = ImGui::GetContentRegionAvail().x;
    const std::string count = number(static_cast<double>(value.count), 0);
    const float count_width = text_width(Face::small, count) + px(0.6f);
    const std::string shown = elided(Face::text, value.text, inner - count_width - px(1.8f));
    if (checkbox("value", shown, on)) {
      if (on)
        condition.values.push_back(value.text);
      else
        condition.values.erase(place);
    }
    draw_text(*ImGui::GetWindowDrawList(), Face::small, row.x + inner - px(0.2f), row.y + px(0.875f), c.text3, count,
              At::right);
    ImGui::PopID();
  }
  ImGui::EndChild();
  if (summary->values_unseen > 0)
    note(translated(geo::say("{0} rarer values are not listed: search for them.",
                             number(static_cast<double>(summary->values_unseen), 0))),
         NoteKind::plain);
}

}  // namespace app
