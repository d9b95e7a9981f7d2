// The card beside the pointer: what lies there, and the heatmap's value with its contributors. A click pins it.
#pragma once

#include "app/map/identify.hpp"
#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// The figure that a line or the card shows, for the card of how it was worked out.
struct OpensFigure {
  geo::FigureName name;
  double value = 0;  ///< as it is shown
};

struct CardLine {
  std::string text;
  std::string value;
  std::optional<geo::Colour> colour;
  std::optional<OpensFigure> opens{};
};

struct HoverCard {
  geo::MapPoint place;  ///< that was read
  std::string figure;
  std::string unit;
  std::string aside;
  std::optional<OpensFigure> opens;  ///< the figure
  std::string title;
  std::string kind;
  bool illustrative = false;
  std::vector<CardLine> lines;         ///< of the thing
  std::vector<CardLine> contributors;  ///< to the figure
  std::vector<MapHit> hits;            ///< all that lies there; the card tells of one
  std::size_t told = 0;                ///< of the hits
  [[nodiscard]] bool empty() const { return figure.empty() && title.empty() && lines.empty(); }
};

/// Tells of the hit with the number `told` among those at the place.
[[nodiscard]] HoverCard card_at(const Workspace& workspace, geo::MapPoint place, std::size_t told = 0);
/// What a hit is called: a thing's name, a feature's name or its layer's.
[[nodiscard]] std::string name_of(const Workspace& workspace, const MapHit& hit);

/// Beside the place, on the side with more map, with a ring at the place itself. `list`: where it is drawn.
void draw_card(const HoverCard& card, ImVec2 at, const MapRect& map);

/// The card alone, with its left top corner at `min`; its size.
ImVec2 draw_card_box(ImDrawList& list, const HoverCard& card, ImVec2 min);

/// A card that stays where it was read until it is closed; it moves with the map.
class PinnedCard {
public:
  void pin(HoverCard card) { card_ = std::move(card); }
  void close() { card_.reset(); }
  [[nodiscard]] bool is_open() const { return card_.has_value(); }
  [[nodiscard]] const std::optional<HoverCard>& card() const { return card_; }
  /// As a window of its own over the map. Its other hits can be clicked: then they are told of and selected. Its
  /// figures open their cards.
  void draw(Workspace& workspace, const MapRect& map);

private:
  std::optional<HoverCard> card_;
  geo::PlanPtr told_plan_;  ///< the figures are told again when the plan or the year changed
  int told_year_ = 0;
  std::uint64_t told_version_ = 0;
};

}  // namespace app
