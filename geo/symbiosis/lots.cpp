#include "geo/symbiosis/lots.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <optional>

namespace geo {

namespace {

enum class ArcState : std::uint8_t { undecided, open, shut };

/// Amounts are sums of doubles, so a smallest amount is met up to this share of it.
constexpr double lot_rounding = 1e-12;
/// A part of the tree that promises no more than this share above the best is not looked into.
constexpr double worth_looking = 1e-12;

class LotSearch {
public:
  LotSearch(std::span<const double> supply, std::span<const double> demand, std::span<const TransportArc> arcs,
            std::span<const StartTerms> terms, std::size_t most_steps)
      : supply_(supply), demand_(demand), arcs_(arcs), terms_(terms), steps_left_(most_steps) {}

  LotSolution run() {
    std::vector<ArcState> states(arcs_.size(), ArcState::undecided);
    for (std::size_t a = 0; a < arcs_.size(); ++a)
      if (terms_[a].least_amount <= 0 && terms_[a].cost <= 0) states[a] = ArcState::open;
    look(states);
    best_.bound = std::max(best_.value, open_bound_);
    best_.proven = open_bound_ <= best_.value;
    return std::move(best_);
  }

private:
  struct Relaxed {
    std::vector<double> amount;  ///< of each arc
    double bound = 0;
  };

  [[nodiscard]] bool has_terms(std::size_t a) const { return terms_[a].least_amount > 0 || terms_[a].cost > 0; }
  [[nodiscard]] bool runs_enough(std::size_t a, double amount) const {
    return amount >= terms_[a].least_amount * (1 - lot_rounding);
  }

  /// The best with the arcs as decided; none where the smallest amounts of the open ones do not fit.
  [[nodiscard]] std::optional<Relaxed> relaxed(const std::vector<ArcState>& states) const {
    std::vector<double> supply(supply_.begin(), supply_.end()), demand(demand_.begin(), demand_.end());
    Relaxed result{std::vector<double>(arcs_.size(), 0), 0};
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (states[a] != ArcState::open || !has_terms(a)) continue;
      const double least = terms_[a].least_amount;
      double& giving = supply[arcs_[a].supply];
      double& taking = demand[arcs_[a].demand];
      if (!runs_enough(a, giving) || !runs_enough(a, taking)) return std::nullopt;
      giving = std::max(0.0, giving - least);
      taking = std::max(0.0, taking - least);
      result.amount[a] = least;
      result.bound += arcs_[a].value * least - terms_[a].cost;
    }
    std::vector<TransportArc> usable;
    std::vector<std::size_t> number;
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (states[a] == ArcState::shut) continue;
      TransportArc arc = arcs_[a];
      if (states[a] == ArcState::undecided) {
        const double most = std::min(supply[arc.supply], demand[arc.demand]);
        if (most <= 0 || !runs_enough(a, most)) continue;
        arc.value -= terms_[a].cost / most;
      }
      usable.push_back(arc);
      number.push_back(a);
    }
    const TransportSolution solution = best_transport(supply, demand, usable);
    for (const TransportSolution::Sent& sent : solution.sent) result.amount[number[sent.arc]] += sent.amount;
    result.bound += solution.value;
    return result;
  }

  /// What the amounts are worth with the true terms; an arc that runs too little is left out.
  void keep_if_best(const std::vector<double>& amount) {
    LotSolution found;
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (amount[a] <= 0 || !runs_enough(a, amount[a])) continue;
      const double value = arcs_[a].value * amount[a] - terms_[a].cost;
      if (value <= 0) continue;
      found.sent.push_back({a, amount[a]});
      found.value += value;
    }
    if (found.value > best_.value) best_ = std::move(found);
  }

  /// The undecided arc where the relaxed problem is farthest from the truth; none when it tells the truth.
  [[nodiscard]] std::optional<std::size_t> worst(const std::vector<ArcState>& states, const Relaxed& here) const {
    std::optional<std::size_t> arc;
    double farthest = 0;
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (states[a] != ArcState::undecided || here.amount[a] <= 0) continue;
      const double most = std::min(supply_[arcs_[a].supply], demand_[arcs_[a].demand]);
      const double unpaid = terms_[a].cost * std::max(0.0, 1 - here.amount[a] / most);
      const double too_little =
          runs_enough(a, here.amount[a]) ? 0 : arcs_[a].value * (terms_[a].least_amount - here.amount[a]);
      if (unpaid + too_little > farthest) {
        farthest = unpaid + too_little;
        arc = a;
      }
    }
    return arc;
  }

  void look(std::vector<ArcState>& states) {
    const std::optional<Relaxed> here = relaxed(states);
    if (!here) return;
    keep_if_best(here->amount);
    if (here->bound <= best_.value + worth_looking * std::abs(best_.value)) return;
    if (steps_left_ == 0) {
      open_bound_ = std::max(open_bound_, here->bound);
      return;
    }
    --steps_left_;
    const std::optional<std::size_t> arc = worst(states, *here);
    if (!arc) return;
    for (const ArcState state : {ArcState::open, ArcState::shut}) {
      states[*arc] = state;
      look(states);
    }
    states[*arc] = ArcState::undecided;
  }

  std::span<const double> supply_, demand_;
  std::span<const TransportArc> arcs_;
  std::span<const StartTerms> terms_;
  std::size_t steps_left_;
  LotSolution best_;
  double open_bound_ = 0;  ///< the best that the parts not looked into could hold
};

}  // namespace

LotSolution best_transport_with_lots(std::span<const double> supply, std::span<const double> demand,
                                     std::span<const TransportArc> arcs, std::span<const StartTerms> terms,
                                     std::size_t most_steps) {
  assert(terms.size() == arcs.size());
  assert(std::all_of(terms.begin(), terms.end(), [](const StartTerms& t) {
    return std::isfinite(t.least_amount) && t.least_amount >= 0 && std::isfinite(t.cost) && t.cost >= 0;
  }));
  return LotSearch(supply, demand, arcs, terms, most_steps).run();
}

}  // namespace geo
