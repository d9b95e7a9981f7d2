// The network simplex of the transportation problem, in whole numbers. Internal to geo/symbiosis.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace geo::symbiosis {

__extension__ using Amount = __int128;  ///< an amount, scaled to a whole number
using Value = std::int64_t;             ///< a value per unit or a price, scaled to a whole number

/// The power of two that makes numbers up to `largest` whole numbers of at most `bits` bits.
[[nodiscard]] int scale_to_bits(double largest, int bits);
/// A price is at most the sum of the values along a path of the tree: below 2^60.
[[nodiscard]] int value_scale(double largest_value, std::size_t node_count);
/// Sums of all amounts stay below 2^125.
[[nodiscard]] int amount_scale(double sum_of_amounts);
[[nodiscard]] inline Value whole_value(double value, int scale) {
  return static_cast<Value>(std::llround(std::ldexp(value, scale)));
}
[[nodiscard]] inline double value_from_whole(Value value, int scale) {
  return std::ldexp(static_cast<double>(value), -scale);
}
/// At least 1, because an empty way from the root to a demand would not be strongly feasible.
[[nodiscard]] Amount whole_amount(double amount, int scale);
[[nodiscard]] double amount_from_whole(Amount amount, int scale);

struct WholeArc {
  std::uint32_t tail = 0;  ///< node of the supply
  std::uint32_t head = 0;  ///< node of the demand
  Value value = 0;
};

/// Nodes are the supplies, then the demands, then the root, which takes what no one needs and gives what no one offers.
/// Arcs may be added after it was solved; it then goes on from where it is.
class NetworkSimplex {
public:
  NetworkSimplex(const std::vector<Amount>& amounts, std::uint32_t supply_count);

  void add(const WholeArc& arc) { arcs_.push_back(arc); }
  /// `pause` is called every few hundred steps; it may throw.
  void solve(const std::function<void()>& pause = {});

  /// Calls `act(arc, amount)` for each arc of the tree that carries something, in the order of the nodes.
  void each_flow(auto&& act) const {
    for (std::uint32_t node = 0; node < root_; ++node)
      if (nodes_[node].arc != no_arc && nodes_[node].flow > 0) act(nodes_[node].arc, nodes_[node].flow);
  }
  [[nodiscard]] Value price(std::uint32_t node) const { return nodes_[node].price; }
  [[nodiscard]] const WholeArc& arc(std::uint32_t number) const { return arcs_[number]; }
  [[nodiscard]] std::size_t arc_count() const { return arcs_.size(); }

private:
  static constexpr std::uint32_t no_arc = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t no_node = no_arc;

  struct Node {
    Amount flow = 0;             ///< on the tree arc to the parent
    Value price = 0;             ///< the prices of a tree arc's ends add up to its value
    std::uint32_t arc = no_arc;  ///< the tree arc; no_arc: the way between the node and the root that costs nothing
    bool up = true;              ///< the tree arc runs from the node to its parent
    std::uint32_t parent = no_node;
    std::uint32_t depth = 0;
    std::uint32_t first_child = no_node;
    std::uint32_t next_sibling = no_node;
    std::uint32_t previous_sibling = no_node;
  };
  struct TreeArc {
    Amount flow;
    std::uint32_t arc;
    bool up;
  };

  /// Candidates are the arcs, then the ways to the root.
  [[nodiscard]] std::size_t end() const { return arcs_.size() + root_; }
  /// What a unit more on the candidate would add with the prices as they are.
  [[nodiscard]] Value gain(std::size_t candidate) const;
  /// The best of the first block of candidates that holds one with a gain; end() at the optimum.
  [[nodiscard]] std::size_t find_entering();
  void pivot(std::size_t entering);
  [[nodiscard]] std::uint32_t common_ancestor(std::uint32_t a, std::uint32_t b) const;
  /// Takes the subtree of `top` off and hangs it by its node `new_top` below `parent`.
  void rehang(std::uint32_t top, std::uint32_t new_top, std::uint32_t parent, TreeArc link);
  /// Parents come before their children; no_node after the last.
  [[nodiscard]] std::uint32_t next_in_subtree(std::uint32_t node, std::uint32_t top) const;
  void attach(std::uint32_t node, std::uint32_t parent);
  void detach(std::uint32_t node);

  std::vector<WholeArc> arcs_;
  std::uint32_t supply_count_;
  std::uint32_t root_;
  std::vector<Node> nodes_;
  std::size_t block_ = 0;
  std::size_t next_candidate_ = 0;
};

}  // namespace geo::symbiosis
