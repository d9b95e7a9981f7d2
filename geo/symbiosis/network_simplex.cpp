#include "geo/symbiosis/network_simplex.hpp"

#include <algorithm>
#include <cassert>

namespace geo::symbiosis {

int scale_to_bits(double largest, int bits) {
  int exponent = 0;
  std::frexp(largest, &exponent);  // largest < 2^exponent
  return bits - exponent;
}

int value_scale(double largest_value, std::size_t node_count) {
  return scale_to_bits(largest_value * static_cast<double>(node_count + 2), 60);
}

int amount_scale(double sum_of_amounts) {
  return scale_to_bits(sum_of_amounts, 124);
}

Amount whole_amount(double amount, int scale) {
  return std::max<Amount>(1, static_cast<Amount>(std::ldexp(amount, scale)));
}

double amount_from_whole(Amount amount, int scale) {
  return std::ldexp(static_cast<double>(amount), -scale);
}

NetworkSimplex::NetworkSimplex(const std::vector<Amount>& amounts, std::uint32_t supply_count)
    : supply_count_(supply_count), root_(static_cast<std::uint32_t>(amounts.size())) {
  nodes_.resize(amounts.size() + 1);
  for (std::uint32_t node = 0; node < root_; ++node) {
    nodes_[node] = {.flow = amounts[node], .up = node < supply_count};
    attach(node, root_);
  }
}

void NetworkSimplex::solve(const std::function<void()>& pause) {
  constexpr std::size_t steps_between_pauses = 256;
  block_ = std::max<std::size_t>(20, static_cast<std::size_t>(std::sqrt(static_cast<double>(end()))));
  std::size_t steps = 0;
  for (std::size_t entering = find_entering(); entering != end(); entering = find_entering()) {
    pivot(entering);
    if (++steps % steps_between_pauses == 0 && pause) pause();
  }
}

Value NetworkSimplex::gain(std::size_t candidate) const {
  if (candidate >= arcs_.size()) return -nodes_[candidate - arcs_.size()].price;
  const WholeArc& arc = arcs_[candidate];
  return arc.value - nodes_[arc.tail].price - nodes_[arc.head].price;
}

std::size_t NetworkSimplex::find_entering() {
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

void NetworkSimplex::pivot(std::size_t entering) {
  const bool is_arc = entering < arcs_.size();
  const auto node = static_cast<std::uint32_t>(entering - (is_arc ? 0 : arcs_.size()));
  const std::uint32_t tail = is_arc ? arcs_[entering].tail : node < supply_count_ ? node : root_;
  const std::uint32_t head = is_arc ? arcs_[entering].head : node < supply_count_ ? root_ : node;
  const std::uint32_t join = common_ancestor(tail, head);

  // Of the arcs that run empty first the last one round the cycle leaves, counted from the join in the direction of
  // the entering arc: this is what keeps the tree strongly feasible.
  Amount amount = 0;
  std::uint32_t leaving = no_node;
  bool leaving_on_tail_side = false;
  for (std::uint32_t u = tail; u != join; u = nodes_[u].parent)
    if (nodes_[u].up && (leaving == no_node || nodes_[u].flow < amount)) {
      amount = nodes_[u].flow;
      leaving = u;
      leaving_on_tail_side = true;
    }
  for (std::uint32_t u = head; u != join; u = nodes_[u].parent)
    if (!nodes_[u].up && (leaving == no_node || nodes_[u].flow <= amount)) {
      amount = nodes_[u].flow;
      leaving = u;
      leaving_on_tail_side = false;
    }
  assert(leaving != no_node && "no cycle of a transportation problem carries without end");

  if (amount > 0) {
    for (std::uint32_t u = tail; u != join; u = nodes_[u].parent) nodes_[u].flow += nodes_[u].up ? -amount : amount;
    for (std::uint32_t u = head; u != join; u = nodes_[u].parent) nodes_[u].flow += nodes_[u].up ? amount : -amount;
  }
  rehang(leaving, leaving_on_tail_side ? tail : head, leaving_on_tail_side ? head : tail,
         {amount, is_arc ? static_cast<std::uint32_t>(entering) : no_arc, leaving_on_tail_side});
}

std::uint32_t NetworkSimplex::common_ancestor(std::uint32_t a, std::uint32_t b) const {
  while (a != b) {
    if (nodes_[a].depth >= nodes_[b].depth)
      a = nodes_[a].parent;
    else
      b = nodes_[b].parent;
  }
  return a;
}

void NetworkSimplex::rehang(std::uint32_t top, std::uint32_t new_top, std::uint32_t parent, TreeArc link) {
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
  for (node = new_top; node != no_node; node = next_in_subtree(node, new_top)) {
    Node& here = nodes_[node];
    here.depth = nodes_[here.parent].depth + 1;
    here.price = here.arc == no_arc ? 0 : arcs_[here.arc].value - nodes_[here.parent].price;
  }
}

std::uint32_t NetworkSimplex::next_in_subtree(std::uint32_t node, std::uint32_t top) const {
  if (nodes_[node].first_child != no_node) return nodes_[node].first_child;
  while (node != top && nodes_[node].next_sibling == no_node) node = nodes_[node].parent;
  return node == top ? no_node : nodes_[node].next_sibling;
}

void NetworkSimplex::attach(std::uint32_t node, std::uint32_t parent) {
  Node& here = nodes_[node];
  here.parent = parent;
  here.depth = nodes_[parent].depth + 1;
  here.previous_sibling = no_node;
  here.next_sibling = nodes_[parent].first_child;
  if (here.next_sibling != no_node) nodes_[here.next_sibling].previous_sibling = node;
  nodes_[parent].first_child = node;
}

void NetworkSimplex::detach(std::uint32_t node) {
  const Node& here = nodes_[node];
  if (here.next_sibling != no_node) nodes_[here.next_sibling].previous_sibling = here.previous_sibling;
  if (here.previous_sibling != no_node)
    nodes_[here.previous_sibling].next_sibling = here.next_sibling;
  else
    nodes_[here.parent].first_child = here.next_sibling;
}

}  // namespace geo::symbiosis
