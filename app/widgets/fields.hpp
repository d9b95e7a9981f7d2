// Lines of the inspector: label, value with unit, source mark (look.md section 8, "Field").
#pragma once

#include "app/look.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace app {

enum class SourceMark { none, data, entered, computed, to_be_confirmed };

/// One line of the inspector: its label is drawn, the value goes between `left` and `right`.
struct FieldLine {
  ImVec2 min;
  float middle = 0;  ///< vertical
  float left = 0;
  float right = 0;
  [[nodiscard]] float width() const { return right - left; }
};
FieldLine begin_field(std::string_view label, SourceMark mark = SourceMark::none);
void end_field(const FieldLine& line);

/// An input box in a rectangle of the usual height; the changed text when the person is done. `hint` stands in it
/// while it is empty.
std::optional<std::string> text_box(const char* id, float left, float right, float middle, const std::string& value,
                                    std::string_view hint = {});

/// A value that can not be changed; unit right after it. `full` is the tooltip.
void field_fixed(std::string_view label, std::string_view value, std::string_view unit = {},
                 SourceMark mark = SourceMark::none, std::string_view full = {});

/// Text that can be changed; the changed text when the person is done (Enter, Tab or a click elsewhere).
std::optional<std::string> field_text(const char* id, std::string_view label, const std::string& value,
                                      SourceMark mark = SourceMark::entered);

/// A whole or decimal number between limits; wrong entries are said under the field and not taken.
std::optional<double> field_number(const char* id, std::string_view label, double value, int decimals, double low,
                                   double high, std::string_view unit = {}, SourceMark mark = SourceMark::entered,
                                   bool is_year = false);

/// The next field that is typed into gets the keyboard, with its text selected.
void focus_next_field();

/// One of several; the new index when chosen. `aside` is small and right in the list.
struct Choice {
  std::string text;
  std::string aside;
};
/// The rows of an open choice from the cursor downwards; the one that was pressed.
std::optional<int> choice_rows(std::span<const Choice> choices, int chosen);
/// `searched`: a long list has a box over it whose words choose among its texts and asides; Enter takes the first.
enum class ChoiceList { plain, searched };
std::optional<int> field_choice(const char* id, std::string_view label, std::span<const Choice> choices, int chosen,
                                SourceMark mark = SourceMark::none, ChoiceList list = ChoiceList::plain);
std::optional<int> field_choice(const char* id, std::string_view label, std::span<const std::string> choices,
                                int chosen, SourceMark mark = SourceMark::none);

/// While it lives, labels have this much room, as panels over the map are wider than the inspector, and source marks
/// this much.
class LabelRoom {
public:
  explicit LabelRoom(float width_k, float mark_k = 1.3f);
  ~LabelRoom();
  LabelRoom(const LabelRoom&) = delete;
  LabelRoom& operator=(const LabelRoom&) = delete;

private:
  float before_;
  float mark_before_;
};

/// Two choices on one line, the second narrow: a column and its unit.
std::pair<std::optional<int>, std::optional<int>> field_two_choices(const char* id, std::string_view label,
                                                                    std::span<const std::string> choices, int chosen,
                                                                    std::span<const std::string> second_choices,
                                                                    int second_chosen);

/// A soft box with a sentence: `warn` for doubts, `good` and `accent` otherwise.
enum class NoteKind { warn, bad, plain };
void note(std::string_view text, NoteKind kind);

}  // namespace app
