// The card of a figure over the map: how it was worked out, down to each input and factor with its source.
#pragma once

#include "app/figure_text.hpp"
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
  std::vector<FigureLine> lines_;  ///< of the card
};

/// Opens the card of a figure.
void open_figure(Workspace& workspace, const geo::FigureName& figure);

/// Opens a card that was made of what is not in the plan; closing it leads back to the sheet that was open.
void open_card(Workspace& workspace, geo::FigureCard card);

/// The figure that was drawn in the rectangle opens its card, by the pointer and by the keyboard. `value` is what is
/// shown, in the card's unit and with its sign; NaN for what the card tells beside its value, as its range. The cursor
/// stays where it is.
void figure_link(Workspace& workspace, const char* id, const geo::FigureName& figure, double value, ImVec2 min,
                 ImVec2 max);
/// The same for a card that the caller opens when it is pressed.
[[nodiscard]] bool card_link(const char* id, ImVec2 min, ImVec2 max);
/// The same as figure_link for a rectangle that takes its clicks itself.
void note_figure(const geo::FigureName& figure, double value, ImVec2 min, ImVec2 max);

}  // namespace app
