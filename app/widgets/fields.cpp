#include "app/widgets/fields.hpp"

#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/text_watch.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"
#include "geo/text_order.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace app {
namespace {

/// With the 0.25u between items this makes look.md's 31 px.
constexpr float pitch = 1.6f;
float label_width = 6.35f;
bool next_gets_keyboard = false;
float mark_width = 1.3f;

/// What is being typed into a field, until it is taken.
struct Typing {
  std::string text;
  bool wrong = false;
};
std::map<ImGuiID, Typing>& typing() {
  static std::map<ImGuiID, Typing> fields;
  return fields;
}

/// The input box of a line. True when the person is done with it.
bool input_box(const char* id, float left, float right, float middle, std::string& text, std::string_view unit,
               bool wrong, std::string_view hint = {}) {
  const Tokens& c = colours();
  const float height = font_size(Face::text) + 2 * px(0.3f);
  ImGui::SetCursorScreenPos({left, std::floor(middle - height / 2)});
  ImGui::SetNextItemWidth(right - left);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(0.5f), px(0.3f)});
  if (std::exchange(next_gets_keyboard, false)) ImGui::SetKeyboardFocusHere();
  const std::string hidden_label = std::string("##") + id;
  const bool entered = ImGui::InputTextWithHint(hidden_label.c_str(), std::string(hint).c_str(), &text,
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  tab_stop(true);
  ImGui::PopStyleVar();
  const bool done = entered || ImGui::IsItemDeactivatedAfterEdit();
  const bool active = ImGui::IsItemActive();
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (active || pose() == Pose::focused) list.AddRect(a, b, packed(c.accent), px(0.3f), 0, 2);
  if (wrong) list.AddRect(a, b, packed(c.bad), px(0.3f));
  if (text.empty() && text_width(Face::text, hint) > right - left - px(1)) text_watch().cut(hint);
  if (!unit.empty()) draw_text(list, Face::small, b.x - px(0.5f), middle, c.text3, unit, At::right);
  return done;
}

}  // namespace

void focus_next_field() {
  next_gets_keyboard = true;
}

FieldLine begin_field(std::string_view label, SourceMark mark) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float right = min.x + ImGui::GetContentRegionAvail().x;
  const float height = px(pitch);
  FieldLine line{min, min.y + height / 2, min.x + px(label_width), right - px(mark_width)};
  note_place("field " + std::string(label), {line.left, line.min.y}, {line.right, line.min.y + height});
  const float room = px(label_width) - px(0.3f);
  draw_text(list, Face::text, min.x, line.middle, c.text2, label, At::left, room);
  ImGui::PushID(label.data(), label.data() + label.size());
  const char32_t icons[] = {0, icon::database, icon::pencil, icon::function, icon::alert};
  if (mark != SourceMark::none) {
    const std::string names[] = {"", tr("from data"), tr("entered by hand"), tr("computed"), tr("to be confirmed")};
    draw_icon(list, icons[static_cast<int>(mark)], right - px(0.5f), line.middle,
              mark == SourceMark::to_be_confirmed ? c.warn : c.text3, Face::small);
    ImGui::SetCursorScreenPos({right - px(1.1f), min.y});
    hit_area("mark", {px(1.1f), height});
    tooltip(names[static_cast<int>(mark)]);
  }
  ImGui::PopID();
  return line;
}

void end_field(const FieldLine& line) {
  ImGui::SetCursorScreenPos(line.min);
  ImGui::Dummy({1, px(pitch)});
}

void field_fixed(std::string_view label, std::string_view value, std::string_view unit, SourceMark mark,
                 std::string_view full) {
  const FieldLine line = begin_field(label, mark);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Tokens& c = colours();
  const float left = line.left + px(0.5f);
  const float width = draw_text(list, Face::text, left, line.middle, c.text, value, At::left, line.right - left);
  if (!unit.empty()) draw_text(list, Face::small, left + width + px(0.3f), line.middle, c.text3, unit);
  if (!full.empty()) {
    ImGui::SetCursorScreenPos({line.left, line.min.y});
    ImGui::PushID(label.data(), label.data() + label.size());
    hit_area("value", {line.right - line.left, px(pitch)});
    tooltip(full);
    ImGui::PopID();
  }
  end_field(line);
}

std::optional<std::string> text_box(const char* id, float left, float right, float middle, const std::string& value,
                                    std::string_view hint) {
  const ImGuiID key = ImGui::GetID(id);
  std::string text = typing().contains(key) ? typing()[key].text : value;
  const bool done = input_box(id, left, right, middle, text, {}, false, hint);
  if (ImGui::IsItemActive() && !done) {
    typing()[key].text = std::move(text);
    return std::nullopt;
  }
  typing().erase(key);
  if (done && text != value) return text;
  return std::nullopt;
}

std::optional<std::string> field_text(const char* id, std::string_view label, const std::string& value,
                                      SourceMark mark) {
  const FieldLine line = begin_field(label, mark);
  auto taken = text_box(id, line.left, line.right, line.middle, value);
  end_field(line);
  return taken;
}

std::optional<double> field_number(const char* id, std::string_view label, double value, int decimals, double low,
                                   double high, std::string_view unit, SourceMark mark, bool is_year) {
  const FieldLine line = begin_field(label, mark);
  const ImGuiID field = ImGui::GetID(id);
  const std::string shown = is_year ? year_text(static_cast<int>(std::lround(value))) : number(value, decimals);
  const bool was_typing = typing().contains(field);
  Typing state = was_typing ? typing()[field] : Typing{shown, pose() == Pose::wrong};
  const bool done = input_box(id, line.left, line.right, line.middle, state.text, unit, state.wrong);
  const bool active = ImGui::IsItemActive();
  std::optional<double> taken;
  if (done || (!active && was_typing)) {
    const auto number = typed_number(state.text);
    const double typed = number.value_or(0);
    state.wrong = !number || !(typed >= low && typed <= high) || (is_year && typed != std::floor(typed));
    if (!state.wrong) {
      if (state.text != shown && typed != value) taken = typed;
      typing().erase(field);
    } else {
      typing()[field] = state;
    }
  } else if (active) {
    typing()[field] = state;
  }
  end_field(line);
  if (state.wrong) {
    const std::string limits = is_year ? year_text(static_cast<int>(low)) + "–" + year_text(static_cast<int>(high))
                                       : number(low, decimals) + "–" + number(high, decimals);
    const std::string sentence = translated(geo::say("Give a number {0}.", limits));
    draw_text(*ImGui::GetWindowDrawList(), Face::small, line.left, ImGui::GetCursorScreenPos().y + px(0.4f),
              colours().bad, sentence);
    ImGui::Dummy({1, px(1)});
  }
  return taken;
}

LabelRoom::LabelRoom(float width_k, float mark_k)
    : before_(std::exchange(label_width, width_k)), mark_before_(std::exchange(mark_width, mark_k)) {
}

LabelRoom::~LabelRoom() {
  label_width = before_;
  mark_width = mark_before_;
}

std::optional<int> choice_rows(std::span<const Choice> choices, int chosen) {
  const Tokens& c = colours();
  std::optional<int> taken;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float row = px(1.75f);
    const float wide = ImGui::GetContentRegionAvail().x;
    if (hit_area("row", {wide, row})) taken = static_cast<int>(i);
    note_place("choice " + choices[i].text, at, {at.x + wide, at.y + row});
    const bool is_chosen = static_cast<int>(i) == chosen;
    if (is_chosen)
      draw_soft(list, at, {at.x + wide, at.y + row}, c.accent_soft, c.accent, px(0.3f));
    else if (is_hovered() || is_focused())
      list.AddRectFilled(at, {at.x + wide, at.y + row}, packed(c.hover), px(0.3f));
    draw_focus_ring(list, {at.x + 3, at.y + 3}, {at.x + wide - 3, at.y + row - 3}, px(0.3f));
    draw_text(list, is_chosen ? Face::text_medium : Face::text, at.x + px(0.5f), at.y + row / 2, c.text,
              choices[i].text, At::left, wide - px(1) - text_width(Face::small, choices[i].aside) - px(0.4f));
    draw_text(list, Face::small, at.x + wide - px(0.5f), at.y + row / 2, c.text3, choices[i].aside, At::right);
    ImGui::PopID();
  }
  return taken;
}

namespace {

/// Rows that fit without being searched.
constexpr std::size_t short_list = 8;

/// The rows that what is typed leaves, under the box for it.
std::optional<int> searched_rows(std::span<const Choice> choices, int chosen, float most_height) {
  static std::string typed;
  const bool appears = ImGui::IsWindowAppearing();
  if (appears) typed.clear();
  note_place(
      "search choices", ImGui::GetCursorScreenPos(),
      {ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y + px(1.8f)});
  search_box("search", tr("Search"), typed, ImGui::GetContentRegionAvail().x, appears);
  ImGui::Dummy({1, px(0.2f)});
  const geo::TextSearch search(typed);
  std::vector<Choice> found;
  std::vector<int> places;
  int chosen_row = -1;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!search.is_in(choices[i].text) && !search.is_in(choices[i].aside)) continue;
    if (static_cast<int>(i) == chosen) chosen_row = static_cast<int>(found.size());
    found.push_back(choices[i]);
    places.push_back(static_cast<int>(i));
  }
  if (found.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x + px(0.5f), at.y + px(0.9f), colours().text3,
              tr("Nothing found"));
    ImGui::Dummy({1, px(1.75f)});
    return std::nullopt;
  }
  const bool entered = !typed.empty() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter));
  const float height = std::min(static_cast<float>(found.size()) * px(1.75f), most_height - px(2.6f));
  ImGui::BeginChild("rows", {ImGui::GetContentRegionAvail().x, height});
  const auto row = entered ? std::optional(0) : choice_rows(found, chosen_row);
  ImGui::EndChild();
  return row ? std::optional(places[static_cast<std::size_t>(*row)]) : std::nullopt;
}

std::optional<int> choice_box(const char* id, ImVec2 a, ImVec2 b, std::span<const Choice> choices, int chosen,
                              ChoiceList kind = ChoiceList::plain) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = (a.y + b.y) / 2;
  ImGui::SetCursorScreenPos(a);
  ImGui::PushID(id);
  const bool pressed = hit_area("choice", {b.x - a.x, b.y - a.y});
  draw_field_box(list, a, b);
  const std::string shown = chosen >= 0 && chosen < static_cast<int>(choices.size())
                                ? choices[static_cast<std::size_t>(chosen)].text
                                : std::string("–");
  draw_text(list, Face::text, a.x + px(0.5f), middle, c.text, shown, At::left, b.x - a.x - px(1.6f));
  draw_icon(list, icon::chevron_down, b.x - px(0.65f), middle, c.text3, Face::small);
  std::optional<int> taken;
  if (pressed) ImGui::OpenPopup("choices");
  float widest = b.x - a.x;
  for (const Choice& choice : choices)
    widest = std::max(widest, text_width(Face::text_medium, choice.text) + px(2.2f) +
                                  (choice.aside.empty() ? 0 : text_width(Face::small, choice.aside) + px(0.6f)));
  widest = std::min(widest, px(26));
  // Under the field, or over it where there is more room; a long list scrolls.
  const bool searched = kind == ChoiceList::searched && choices.size() > short_list;
  const float needed = static_cast<float>(choices.size()) * px(1.75f) + 2 * px(0.3f) + (searched ? px(2) : 0);
  const float below = ImGui::GetIO().DisplaySize.y - b.y - 8;
  const bool upwards = needed > below && a.y - 8 > below;
  if (needed > (upwards ? a.y - 8 : below)) widest += ImGui::GetStyle().ScrollbarSize;
  ImGui::SetNextWindowPos({std::max(4.0f, b.x - widest), upwards ? a.y - 3 : b.y + 3}, ImGuiCond_Always,
                          {0, upwards ? 1.0f : 0.0f});
  ImGui::SetNextWindowSize({widest, 0});
  ImGui::SetNextWindowSizeConstraints({widest, 0}, {widest, std::max(px(6), upwards ? a.y - 8 : below)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.3f), px(0.3f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (ImGui::BeginPopup("choices")) {
    taken = searched ? searched_rows(choices, chosen, std::max(px(6), upwards ? a.y - 8 : below))
                     : choice_rows(choices, chosen);
    if (taken) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
  ImGui::PopID();
  if (taken && *taken != chosen) return taken;
  return std::nullopt;
}

std::vector<Choice> plain(std::span<const std::string> texts) {
  std::vector<Choice> choices;
  for (const std::string& text : texts) choices.push_back({text, {}});
  return choices;
}

}  // namespace

std::optional<int> field_choice(const char* id, std::string_view label, std::span<const std::string> choices,
                                int chosen, SourceMark mark) {
  return field_choice(id, label, plain(choices), chosen, mark);
}

std::optional<int> field_choice(const char* id, std::string_view label, std::span<const Choice> choices, int chosen,
                                SourceMark mark, ChoiceList list) {
  const FieldLine line = begin_field(label, mark);
  const float height = font_size(Face::text) + 2 * px(0.3f);
  const float top = std::floor(line.middle - height / 2);
  const auto taken = choice_box(id, {line.left, top}, {line.right, top + height}, choices, chosen, list);
  end_field(line);
  return taken;
}

std::pair<std::optional<int>, std::optional<int>> field_two_choices(const char* id, std::string_view label,
                                                                    std::span<const std::string> choices, int chosen,
                                                                    std::span<const std::string> second_choices,
                                                                    int second_chosen) {
  const FieldLine line = begin_field(label, SourceMark::none);
  const float height = font_size(Face::text) + 2 * px(0.3f);
  const float top = std::floor(line.middle - height / 2);
  const float split = line.right - px(5);
  ImGui::PushID(id);
  const auto taken = choice_box("first", {line.left, top}, {split - px(0.4f), top + height}, plain(choices), chosen);
  const auto second =
      choice_box("second", {split, top}, {line.right, top + height}, plain(second_choices), second_chosen);
  ImGui::PopID();
  end_field(line);
  return {taken, second};
}

void note(std::string_view text, NoteKind kind) {
  const Tokens& c = colours();
  const Colour ground = kind == NoteKind::warn ? c.warn_soft : kind == NoteKind::bad ? c.bad_soft : c.sunken;
  const Colour ink = kind == NoteKind::warn ? c.warn : kind == NoteKind::bad ? c.bad : c.text2;
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float left = min.x + px(1.9f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float words_width = width - px(1.9f) - px(0.6f);
  const float height =
      std::max(px(1), draw_wrapped(list, Face::small, left, min.y, words_width, ink, text, true)) + 2 * px(0.45f);
  draw_soft(list, min, {min.x + width, min.y + height}, ground, ink, px(0.3f));
  draw_icon(list, kind == NoteKind::plain ? icon::information : icon::alert, min.x + px(1),
            min.y + px(0.45f) + font_size(Face::small) / 2, ink, Face::small);
  draw_wrapped(list, Face::small, left, min.y + px(0.45f), words_width, ink, text);
  ImGui::Dummy({width, height});
}

}  // namespace app
