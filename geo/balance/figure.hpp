// Every figure that is shown has a name, and its name opens its card: formula, inputs, factors, sources, intervals.
//
// As text: "net:2023", "emissions:2023", "removals:2023", "biogenic:2023", "avoided:2023", "market:2023",
// "transfers:2023", "mapped:2023", "sector/landfill:2023", "scope/1:2023", "gas/ch4-fossil:2023", "source/12:2023",
// "partner/3:2023", "area/1:2023", "site/4:2030", "flow/2:2023" (its transport; "flow/2,5:2023" of several),
// "tonnes/2:2023", "treatment/2:2023" and "replaced/2:2023" (what it avoids), "density/244300,6714800:2023" (the
// heatmap at a place of the plan's map CRS). In place of the number of a thing its name can stand; partner and area 0
// are what belongs to none. What emissions count can be narrowed to gases and a sector: "emissions:2023@methane",
// "source/12:2023@co2", "emissions:2023@methane,landfill".
#pragma once

#include "geo/balance/count_choice.hpp"
#include "geo/balance/plan_figures.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// `mapped`: the emissions of sources with a place, the heatmap's total; `market`: the emissions with what is bought
/// counted by contract; `transfers`: what partners buy from each other. From `sector` on a figure is of one thing or
/// word.
enum class FigureKind {
  net,
  emissions,
  removals,
  biogenic,
  avoided,
  market,
  transfers,
  mapped,
  sector,
  scope,
  gas,
  source,
  partner,
  area,
  site,
  flow,
  tonnes,
  treatment,
  replaced,
  density
};
template <>
struct EnumText<FigureKind> {
  static constexpr std::array names{"net",    "emissions", "removals", "biogenic",  "avoided",  "market",  "transfers",
                                    "mapped", "sector",    "scope",    "gas",       "source",   "partner", "area",
                                    "site",   "flow",      "tonnes",   "treatment", "replaced", "density"};
};

struct FigureName {
  FigureKind kind = FigureKind::net;
  int year = 0;
  /// Of the sector, scope or gas the place in its enumeration; of a thing its id.
  std::int64_t id = 0;
  std::vector<std::int64_t> more_ids{};  ///< of a sum over several flows
  CountChoice counted{};                 ///< of emissions, sectors, sources, partners, areas and density
  MapPoint place{};                      ///< of a density
  bool operator==(const FigureName&) const = default;
};

[[nodiscard]] std::string text_of(const FigureName& figure);
/// Throws Error with the text as subject: what it must look like, or what is not in the plan.
[[nodiscard]] FigureName figure_from_text(std::string_view text, const Plan& plan);

/// The card of a figure in t CO2e by the plan's GWP set (biogenic CO2 as its own mass; a density in t CO2e/ha/a, by the
/// plan's heatmap_scale). The range of a sum takes its parts as independent; the balance's band is drawn
/// (uncertain_balance.hpp) and knows what they share.
[[nodiscard]] FigureCard figure_card(const FigureName& figure, const PlanFigures& figures);

/// The same of a site by itself, also of one that is not in the plan yet.
[[nodiscard]] FigureCard site_card(const SiteRemoval& site, int year, GwpSet set);

}  // namespace geo
