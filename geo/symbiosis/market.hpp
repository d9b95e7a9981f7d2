// The offers and needs of one plan or of several, in one year.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/plan/plan.hpp"
#include "geo/symbiosis/match.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// A plan whose side streams take part.
struct Hub {
  PlanPtr plan;
  std::string name;  ///< stands before its streams' names where there are
                     ///< several hubs; empty: alone
  /// From the plan's map to the map of the first hub; empty: it is the same.
  std::function<MapPoint(MapPoint)> to_first_map;
  std::string known_as{};  ///< its name in the flows of other hubs' plans; empty: `name`
};

/// What an offer or a need of a market stands for.
struct MarketStream {
  std::size_t hub = 0;
  Id<SideStream> stream;  ///< none: it goes to a landfill by `flow`, and could
                          ///< be used instead
  Id<MaterialFlow> flow;
  Ref<Partner> partner;
  std::string name;
  bool illustrative = false;  ///< assumed for an example, not published
  std::optional<double> avoided_low_t_co2e_per_t,
      avoided_high_t_co2e_per_t;  ///< of a need
  bool avoided_known = false;     ///< of a need
  std::optional<double> benefit_eur_per_t;
  double fixed_cost_eur = 0;
  std::optional<double> pretreatment_low_t_co2e_per_t,
      pretreatment_high_t_co2e_per_t;  ///< of an offer
};

struct Market {
  std::vector<Offer> offers;
  std::vector<Need> needs;
  std::vector<MarketStream> offered;  ///< of each offer
  std::vector<MarketStream> needed;   ///< of each need
  std::vector<Message> left_out;      ///< what does not take part, and why
};

/// Side streams with tonnes in the year, and what flows take to a landfill.
/// What planned flows already move from or to their partner is taken off, so no
/// tonne is credited twice; also what flows of another hub's plan move, whose
/// place outside is named as the company is in the market. What a stream does not tell comes from its
/// material: hazard, pre-treatment, the virgin material whose place it takes.
/// The company of an offer or a need is its partner's name, for a stream
/// without one its own.
[[nodiscard]] Market market_of(std::span<const Hub> hubs, const Catalogues& catalogues, int year);
/// The last year in which something is on offer and something is needed; none
/// if there is no such year.
[[nodiscard]] std::optional<int> last_market_year(std::span<const Hub> hubs);

}  // namespace geo
