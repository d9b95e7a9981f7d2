// Figure cards, the inspector's head and empty states (look.md section 8).
#pragma once

#include "app/look.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
};

struct FigureCard {
  std::string label;   ///< what, which years
  std::string figure;  ///< "157"
  std::string unit;    ///< "t CO₂e/a"
  std::string aside;   ///< right of the figure: "7,4 t/ha/a"
  std::optional<Interval> interval;
  std::string interval_text;  ///< between the ends: "95 %"
  char32_t mark = 0;
  std::string mark_text;  ///< tooltip of the mark: where the figure comes from
  Colour colour;          ///< of the interval's bar
};
void figure_card(const char* id, const FigureCard& card);

/// Icon square, title and a small line; for the inspector's head. Returns true when the close button is pressed.
bool inspector_head(char32_t icon, Colour ink, Colour soft, std::string_view title, std::string_view kind,
                    std::string_view close_text);

/// Icon, a medium line, a small line, in the middle of the width.
void empty_state(char32_t icon, std::string_view title, std::string_view line);

}  // namespace app
