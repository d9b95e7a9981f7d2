// Every figure that is shown has a name, and its name opens its card: formula, inputs, factors, sources, intervals.
//
// As text: "net:2023", "emissions:2023", "removals:2023", "biogenic:2023", "avoided:2023", "market:2023",
// "transfers:2023", "sector/landfill:2023", "scope/1:2023", "gas/ch4-fossil:2023", "source/12:2023", "partner/3:2023",
// "area/1:2023", "site/4:2030", "flow/2:2023" (its transport). In place of the number of a thing its name can stand;
// partner and area 0 are what belongs to none.
#pragma once

#include "geo/balance/ledger.hpp"
#include "geo/balance/site_removal.hpp"
#include "geo/flow/flow_place.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace geo {

/// `market`: the emissions with what is bought counted by contract; `transfers`: what partners buy from each other.
/// From `sector` on a figure is of one thing or word.
enum class FigureKind {
  net,
  emissions,
  removals,
  biogenic,
  avoided,
  market,
  transfers,
  sector,
  scope,
  gas,
  source,
  partner,
  area,
  site,
  flow
};
template <>
struct EnumText<FigureKind> {
  static constexpr std::array names{"net",    "emissions", "removals", "biogenic", "avoided",
                                    "market", "transfers", "sector",   "scope",    "gas",
                                    "source", "partner",   "area",     "site",     "flow"};
};

struct FigureName {
  FigureKind kind = FigureKind::net;
  int year = 0;
  /// Of the sector, scope or gas the place in its enumeration; of a thing its id.
  std::int64_t id = 0;
  bool operator==(const FigureName&) const = default;
};

[[nodiscard]] std::string text_of(const FigureName& figure);
/// Throws Error with the text as subject: what it must look like, or what is not in the plan.
[[nodiscard]] FigureName figure_from_text(std::string_view text, const Plan& plan);

/// The card of a figure in t CO2e by the plan's GWP set (biogenic CO2 as its own mass). The range of a sum takes its
/// parts as independent; the balance's band is drawn (uncertain_balance.hpp) and knows what they share.
[[nodiscard]] FigureCard figure_card(const FigureName& figure, const Plan& plan, const Ledger& ledger,
                                     const SiteRemovals& sites, const RoadSearch& road = {});

}  // namespace geo
