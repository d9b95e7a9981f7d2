#include "geo/symbiosis/transportation.hpp"

#include "geo/symbiosis/network_simplex.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace geo {

namespace {

using namespace symbiosis;

constexpr std::uint32_t not_there = std::numeric_limits<std::uint32_t>::max();

/// Which supplies and demands hang together: union-find over the nodes, supplies first.
class Parts {
public:
  explicit Parts(std::size_t node_count) : parent_(node_count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  [[nodiscard]] std::uint32_t of(std::uint32_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  /// The smaller number is the part's, so parts come in the order of their first supply.
  void join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

private:
  std::vector<std::uint32_t> parent_;
};

/// The arcs that can carry something, those of one part after another.
std::vector<std::size_t> usable_arcs_by_part(std::span<const double> supply, std::span<const double> demand,
                                             std::span<const TransportArc> arcs, Parts& parts) {
  const auto usable = [&](const TransportArc& arc) {
    return arc.value > 0 && supply[arc.supply] > 0 && demand[arc.demand] > 0;
  };
  for (const TransportArc& arc : arcs)
    if (usable(arc)) parts.join(arc.supply, static_cast<std::uint32_t>(supply.size() + arc.demand));
  std::vector<std::size_t> start(supply.size() + 1, 0);  // the part of an arc is named by one of its supplies
  for (const TransportArc& arc : arcs)
    if (usable(arc)) ++start[parts.of(arc.supply) + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::size_t> order(start.back());
  for (std::size_t a = 0; a < arcs.size(); ++a)
    if (usable(arcs[a])) order[start[parts.of(arcs[a].supply)]++] = a;
  return order;
}

/// Solves one part and puts what it found into the solution.
void solve_part(std::span<const double> supply, std::span<const double> demand, std::span<const TransportArc> arcs,
                std::span<const std::size_t> of_part, TransportSolution& solution,
                std::vector<std::uint32_t>& local_node) {
  std::vector<std::uint32_t> nodes;  // supplies, then demands, numbered as in local_node
  std::vector<double> amounts;
  const auto take_in = [&](std::uint32_t node, double amount) {
    if (local_node[node] != not_there) return;
    local_node[node] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(node);
    amounts.push_back(amount);
  };
  double largest_value = 0;
  for (const std::size_t a : of_part) {
    take_in(arcs[a].supply, supply[arcs[a].supply]);
    largest_value = std::max(largest_value, arcs[a].value);
  }
  const auto supply_count = static_cast<std::uint32_t>(nodes.size());
  const auto demand_node = [&](std::size_t a) { return static_cast<std::uint32_t>(supply.size() + arcs[a].demand); };
  for (const std::size_t a : of_part) take_in(demand_node(a), demand[arcs[a].demand]);

  const int value_bits = value_scale(largest_value, nodes.size());
  const int amount_bits = amount_scale(std::accumulate(amounts.begin(), amounts.end(), 0.0));
  std::vector<Amount> whole_amounts;
  for (const double amount : amounts) whole_amounts.push_back(whole_amount(amount, amount_bits));
  NetworkSimplex simplex(whole_amounts, supply_count);
  for (const std::size_t a : of_part)
    simplex.add({local_node[arcs[a].supply], local_node[demand_node(a)], whole_value(arcs[a].value, value_bits)});
  simplex.solve();
  simplex.each_flow([&](std::uint32_t arc, Amount amount) {
    if (simplex.arc(arc).value > 0) solution.sent.push_back({of_part[arc], amount_from_whole(amount, amount_bits)});
  });
  for (std::uint32_t n = 0; n < nodes.size(); ++n) {
    const double price = value_from_whole(simplex.price(n), value_bits);
    (n < supply_count ? solution.supply_price[nodes[n]] : solution.demand_price[nodes[n] - supply.size()]) = price;
    local_node[nodes[n]] = not_there;
  }
}

/// What the first unit of a supply or demand of zero would be worth.
void price_empty_ends(std::span<const double> supply, std::span<const double> demand,
                      std::span<const TransportArc> arcs, TransportSolution& solution) {
  for (const TransportArc& arc : arcs)
    if (demand[arc.demand] == 0 && supply[arc.supply] > 0)
      solution.demand_price[arc.demand] =
          std::max(solution.demand_price[arc.demand], arc.value - solution.supply_price[arc.supply]);
  for (const TransportArc& arc : arcs)
    if (supply[arc.supply] == 0)
      solution.supply_price[arc.supply] =
          std::max(solution.supply_price[arc.supply], arc.value - solution.demand_price[arc.demand]);
}

}  // namespace

TransportSolution best_transport(std::span<const double> supply, std::span<const double> demand,
                                 std::span<const TransportArc> arcs) {
  const auto is_amount = [](double amount) { return std::isfinite(amount) && amount >= 0; };
  assert(std::all_of(supply.begin(), supply.end(), is_amount) && std::all_of(demand.begin(), demand.end(), is_amount));
  assert(std::all_of(arcs.begin(), arcs.end(), [&](const TransportArc& arc) {
    return arc.supply < supply.size() && arc.demand < demand.size() && std::isfinite(arc.value);
  }));
  TransportSolution solution;
  solution.supply_price.assign(supply.size(), 0);
  solution.demand_price.assign(demand.size(), 0);
  Parts parts(supply.size() + demand.size());
  const std::vector<std::size_t> order = usable_arcs_by_part(supply, demand, arcs, parts);
  std::vector<std::uint32_t> local_node(supply.size() + demand.size(), not_there);
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    const std::uint32_t part = parts.of(arcs[order[first]].supply);
    for (last = first; last < order.size() && parts.of(arcs[order[last]].supply) == part;) ++last;
    solve_part(supply, demand, arcs, std::span(order).subspan(first, last - first), solution, local_node);
  }
  std::sort(solution.sent.begin(), solution.sent.end(), [](const auto& a, const auto& b) { return a.arc < b.arc; });
  for (const TransportSolution::Sent& sent : solution.sent) solution.value += arcs[sent.arc].value * sent.amount;
  price_empty_ends(supply, demand, arcs, solution);
  return solution;
}

}  // namespace geo
