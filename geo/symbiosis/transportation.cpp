#include "geo/symbiosis/transportation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace geo {

namespace {

__extension__ using Amount = __int128;  // an amount, scaled to a whole number
using Value = std::int64_t;             // a value per unit or a price, scaled to a whole number

constexpr std::uint32_t not_there = std::numeric_limits<std::uint32_t>::max();

struct WholeArc {
  std::uint32_t tail = 0;  ///< node of the supply
  std::uint32_t head = 0;  ///< node of the demand
  Value value = 0;
};

/// Network simplex over one part. Nodes are the supplies, then the demands, then the root, which takes what no one
/// needs and gives what no one offers.
class NetworkSimplex {
public:
  NetworkSimplex(const std::vector<Amount>& amounts, std::uint32_t supply_count, const std::vector<WholeArc>& arcs)
      : arcs_(arcs), supply_count_(supply_count), root_(static_cast<std::uint32_t>(amounts.size())) {
    nodes_.resize(amounts.size() + 1);
    for (std::uint32_t node = 0; node < root_; ++node) {
      nodes_[node] = {.flow = amounts[node], .up = node < supply_count};
      attach(node, root_);
    }
    const auto candidates = static_cast<double>(arcs_.size() + root_);
    block_ = std::max<std::size_t>(20, static_cast<std::size_t>(std::sqrt(candidates)));
  }

  void solve() {
    for (std::size_t entering = find_entering(); entering != end(); entering = find_entering()) pivot(entering);
  }

  /// Calls `act(arc, amount)` for each arc of the tree that carries something.
  void each_flow(auto&& act) const {
    for (std::uint32_t node = 0; node < root_; ++node)
      if (nodes_[node].arc != not_there && nodes_[node].flow > 0) act(nodes_[node].arc, nodes_[node].flow);
  }
  [[nodiscard]] Value price(std::uint32_t node) const { return nodes_[node].price; }

private:
  struct Node {
    Amount flow = 0;  ///< on the tree arc to the parent
    Value price = 0;  ///< the prices of a tree arc's ends add up to its value
    std::uint32_t arc =
        not_there;   ///< the tree arc; not_there: the way between the node and the root that costs nothing
    bool up = true;  ///< the tree arc runs from the node to its parent
    std::uint32_t parent = not_there;
    std::uint32_t depth = 0;
    std::uint32_t first_child = not_there;
    std::uint32_t next_sibling = not_there;
    std::uint32_t previous_sibling = not_there;
  };

  /// Candidates are the arcs, then the ways to the root.
  [[nodiscard]] std::size_t end() const { return arcs_.size() + root_; }

  /// What a unit more on the candidate would add with the prices as they are.
  [[nodiscard]] Value gain(std::size_t candidate) const {
    if (candidate >= arcs_.size()) return -nodes_[candidate - arcs_.size()].price;
    const WholeArc& arc = arcs_[candidate];
    return arc.value - nodes_[arc.tail].price - nodes_[arc.head].price;
  }

  /// The best of the first block of candidates that holds one with a gain; end() at the optimum.
  [[nodiscard]] std::size_t find_entering() {
    std::size_t best = end(), left_in_block = block_;
    Value best_gain = 0;
    for (std::size_t tried = 0; tried < end(); ++tried) {
      const Value here = gain(next_candidate_);
      if (here > best_gain) {
        best_gain = here;
        best = next_candidate_;
      }
      if (++next_candidate_ == end()) next_candidate_ = 0;
      if (--left_in_block == 0) {
        if (best != end()) return best;
        left_in_block = block_;
      }
    }
    return best;
  }

  void pivot(std::size_t entering) {
    const bool is_arc = entering < arcs_.size();
    const auto node = static_cast<std::uint32_t>(entering - (is_arc ? 0 : arcs_.size()));
    const std::uint32_t tail = is_arc ? arcs_[entering].tail : node < supply_count_ ? node : root_;
    const std::uint32_t head = is_arc ? arcs_[entering].head : node < supply_count_ ? root_ : node;
    const std::uint32_t join = common_ancestor(tail, head);

    // Of the arcs that run empty first the last one round the cycle leaves, counted from the join in the direction of
    // the entering arc: this is what keeps the tree strongly feasible.
    Amount amount = 0;
    std::uint32_t leaving = not_there;
    bool leaving_on_tail_side = false;
    for (std::uint32_t u = tail; u != join; u = nodes_[u].parent)
      if (nodes_[u].up && (leaving == not_there || nodes_[u].flow < amount)) {
        amount = nodes_[u].flow;
        leaving = u;
        leaving_on_tail_side = true;
      }
    for (std::uint32_t u = head; u != join; u = nodes_[u].parent)
      if (!nodes_[u].up && (leaving == not_there || nodes_[u].flow <= amount)) {
        amount = nodes_[u].flow;
        leaving = u;
        leaving_on_tail_side = false;
      }
    assert(leaving != not_there && "no cycle of a transportation problem carries without end");

    if (amount > 0) {
      for (std::uint32_t u = tail; u != join; u = nodes_[u].parent) nodes_[u].flow += nodes_[u].up ? -amount : amount;
      for (std::uint32_t u = head; u != join; u = nodes_[u].parent) nodes_[u].flow += nodes_[u].up ? amount : -amount;
    }
    rehang(leaving, leaving_on_tail_side ? tail : head, leaving_on_tail_side ? head : tail,
           {amount, is_arc ? static_cast<std::uint32_t>(entering) : not_there, leaving_on_tail_side});
  }

  [[nodiscard]] std::uint32_t common_ancestor(std::uint32_t a, std::uint32_t b) const {
    while (a != b) {
      if (nodes_[a].depth >= nodes_[b].depth)
        a = nodes_[a].parent;
      else
        b = nodes_[b].parent;
    }
    return a;
  }

  struct TreeArc {
    Amount flow;
    std::uint32_t arc;
    bool up;
  };

  /// Takes the subtree of `top` off and hangs it by its node `new_top` below `parent`.
  void rehang(std::uint32_t top, std::uint32_t new_top, std::uint32_t parent, TreeArc link) {
    std::uint32_t node = new_top;
    for (bool at_top = false; !at_top;) {
      Node& here = nodes_[node];
      at_top = node == top;
      const TreeArc old{here.flow, here.arc, here.up};
      const std::uint32_t old_parent = here.parent;
      detach(node);
      here.flow = link.flow;
      here.arc = link.arc;
      here.up = link.up;
      attach(node, parent);
      link = {old.flow, old.arc, !old.up};
      parent = node;
      node = old_parent;
    }
    for (node = new_top; node != not_there; node = next_in_subtree(node, new_top)) {
      Node& here = nodes_[node];
      here.depth = nodes_[here.parent].depth + 1;
      here.price = here.arc == not_there ? 0 : arcs_[here.arc].value - nodes_[here.parent].price;
    }
  }

  /// Parents come before their children; not_there after the last.
  [[nodiscard]] std::uint32_t next_in_subtree(std::uint32_t node, std::uint32_t top) const {
    if (nodes_[node].first_child != not_there) return nodes_[node].first_child;
    while (node != top && nodes_[node].next_sibling == not_there) node = nodes_[node].parent;
    return node == top ? not_there : nodes_[node].next_sibling;
  }

  void attach(std::uint32_t node, std::uint32_t parent) {
    Node& here = nodes_[node];
    here.parent = parent;
    here.depth = nodes_[parent].depth + 1;
    here.previous_sibling = not_there;
    here.next_sibling = nodes_[parent].first_child;
    if (here.next_sibling != not_there) nodes_[here.next_sibling].previous_sibling = node;
    nodes_[parent].first_child = node;
  }

  void detach(std::uint32_t node) {
    const Node& here = nodes_[node];
    if (here.next_sibling != not_there) nodes_[here.next_sibling].previous_sibling = here.previous_sibling;
    if (here.previous_sibling != not_there)
      nodes_[here.previous_sibling].next_sibling = here.next_sibling;
    else
      nodes_[here.parent].first_child = here.next_sibling;
  }

  const std::vector<WholeArc>& arcs_;
  std::uint32_t supply_count_;
  std::uint32_t root_;
  std::vector<Node> nodes_;
  std::size_t block_ = 0;
  std::size_t next_candidate_ = 0;
};

/// The power of two that makes numbers up to `largest` whole numbers of at most `bits` bits.
int scale_to_bits(double largest, int bits) {
  int exponent = 0;
  std::frexp(largest, &exponent);  // largest < 2^exponent
  return bits - exponent;
}

/// At least 1, because an empty way from the root to a demand would not be strongly feasible.
Amount whole_amount(double amount, int scale) {
  return std::max<Amount>(1, static_cast<Amount>(std::ldexp(amount, scale)));
}

double amount_from_whole(Amount amount, int scale) {
  return std::ldexp(static_cast<double>(amount), -scale);
}

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

  // A price is at most the sum of the values along a path of the tree; sums of all amounts stay below 2^125.
  const int value_scale = scale_to_bits(largest_value * static_cast<double>(nodes.size() + 2), 60);
  const int amount_scale = scale_to_bits(std::accumulate(amounts.begin(), amounts.end(), 0.0), 124);
  std::vector<WholeArc> whole_arcs;
  whole_arcs.reserve(of_part.size());
  for (const std::size_t a : of_part)
    whole_arcs.push_back({local_node[arcs[a].supply], local_node[demand_node(a)],
                          static_cast<Value>(std::llround(std::ldexp(arcs[a].value, value_scale)))});
  std::vector<Amount> whole_amounts;
  for (const double amount : amounts) whole_amounts.push_back(whole_amount(amount, amount_scale));

  NetworkSimplex simplex(whole_amounts, supply_count, whole_arcs);
  simplex.solve();
  simplex.each_flow([&](std::uint32_t arc, Amount amount) {
    if (whole_arcs[arc].value > 0) solution.sent.push_back({of_part[arc], amount_from_whole(amount, amount_scale)});
  });
  for (std::uint32_t n = 0; n < nodes.size(); ++n) {
    const double price = std::ldexp(static_cast<double>(simplex.price(n)), -value_scale);
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
