// A figure's card in the person's language, line by line: what the window's sheet and the printed page show of it.
#pragma once

#include "geo/model/explain.hpp"

#include <string>
#include <vector>

namespace app {

struct FigureLine {
  int depth = 0;  ///< 0: the figure itself
  std::string name;
  std::string value;  ///< four significant digits, with the unit
  std::string range;  ///< "95 % range 12 … 15"; empty: fixed
  std::string formula;
  std::string source;  ///< with its year and its status
  std::string note;
  bool doubtful = false;  ///< it is, or is made of, something to be confirmed
};
/// The card, then what it is made of, each before its own parts.
[[nodiscard]] std::vector<FigureLine> figure_lines(const geo::FigureCard& card);

/// What is said of a card, in one text; empty: nothing.
[[nodiscard]] std::string remarks_text(const geo::FigureCard& card);

}  // namespace app
