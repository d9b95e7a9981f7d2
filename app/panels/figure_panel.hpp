// The card of a figure over the map: how it was worked out, down to each input and factor with its source.
#pragma once

#include "app/workspace.hpp"

#include <imgui/imgui.h>

namespace app {

/// Draws the card of Workspace::opened_figure.
class FigurePanel {
public:
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  std::shared_ptr<const geo::PlanFigures> of_;  ///< that `card_` was made of
  geo::FigureName name_;
  geo::FigureCard card_;
};

/// Opens the card of a figure.
void open_figure(Workspace& workspace, const geo::FigureName& figure);

}  // namespace app
