// The climate figures of a frame, each with the name that opens its card, for whoever checks the window from outside.
// Nothing is noted unless that is asked for.
#pragma once

#include "geo/balance/figure.hpp"

#include <imgui/imgui.h>

#include <vector>

namespace app {

struct ShownFigure {
  geo::FigureName name;
  double value = 0;  ///< as it is shown, in the card's unit; NaN: what the card tells beside its value
  ImVec2 min;
  ImVec2 max;
};

struct ShownFigures {
  bool wanted = false;
  std::vector<ShownFigure> all;  ///< of the frame so far
};
[[nodiscard]] inline ShownFigures& shown_figures() {
  static ShownFigures figures;
  return figures;
}

}  // namespace app
