// The card beside the pointer: what lies there, and the heatmap's value with its contributors.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct CardLine {
  std::string text;
  std::string value;
  std::optional<geo::Colour> colour;
};

struct HoverCard {
  std::string figure;
  std::string unit;
  std::string aside;
  std::string title;
  std::string kind;
  bool illustrative = false;
  std::vector<CardLine> lines;         ///< of the thing
  std::vector<CardLine> contributors;  ///< to the figure
  [[nodiscard]] bool empty() const { return figure.empty() && title.empty(); }
};

[[nodiscard]] HoverCard card_at(const Workspace& workspace, geo::MapPoint place);
/// Beside `at`, on the side with more map, with a ring at the place itself.
void draw_card(const HoverCard& card, ImVec2 at, const MapRect& map);

}  // namespace app
