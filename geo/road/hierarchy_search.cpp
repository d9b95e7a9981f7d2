#include "geo/road/hierarchy.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace geo::road {

/// One direction of a search.
struct HierarchySearch::Side {
  std::vector<double> cost;
  std::vector<std::uint32_t> before;  ///< the node from which it was reached; of a gate no_node
  std::vector<std::uint32_t> gate;    ///< of nodes reached by a gate itself
  std::vector<std::uint32_t> reached;
  std::vector<std::pair<double, std::uint32_t>> heap;

  explicit Side(std::uint32_t nodes) : cost(nodes, unreachable), before(nodes), gate(nodes) {}

  static bool later(const std::pair<double, std::uint32_t>& a, const std::pair<double, std::uint32_t>& b) {
    return a.first > b.first;
  }
  void clear() {
    for (const std::uint32_t node : reached) cost[node] = unreachable;
    reached.clear();
    heap.clear();
  }
  bool improve(std::uint32_t node, double next) {
    if (next >= cost[node]) return false;
    if (cost[node] == unreachable) reached.push_back(node);
    cost[node] = next;
    heap.emplace_back(next, node);
    std::push_heap(heap.begin(), heap.end(), later);
    return true;
  }
  void start(const Hierarchy& h, std::span<const Gate> gates) {
    clear();
    for (std::uint32_t g = 0; g < gates.size(); ++g) {
      const std::uint32_t node = h.rank[gates[g].node];
      if (!improve(node, gates[g].cost)) continue;
      before[node] = no_node;
      gate[node] = g;
    }
  }
};

HierarchySearch::HierarchySearch(std::shared_ptr<const Hierarchy> hierarchy)
    : hierarchy_(std::move(hierarchy)),
      ahead_(std::make_unique<Side>(hierarchy_->node_count())),
      back_(std::make_unique<Side>(hierarchy_->node_count())),
      outlooks_(hierarchy_->node_count() - hierarchy_->core_first) {
}
HierarchySearch::~HierarchySearch() = default;
HierarchySearch::HierarchySearch(HierarchySearch&&) noexcept = default;
HierarchySearch& HierarchySearch::operator=(HierarchySearch&&) noexcept = default;

HierarchySearch::Meeting HierarchySearch::search(std::span<const Gate> from, std::span<const Gate> to) {
  const Hierarchy& h = *hierarchy_;
  Meeting best;
  ahead_->start(h, from);
  back_->start(h, to);
  const auto step = [&](Side& side, const Side& other, const std::vector<std::uint32_t>& start,
                        const std::vector<UpArc>& arcs, const std::vector<std::uint32_t>& against_start,
                        const std::vector<UpArc>& against) {
    std::pop_heap(side.heap.begin(), side.heap.end(), Side::later);
    const auto [cost, node] = side.heap.back();
    side.heap.pop_back();
    if (cost > side.cost[node]) return;
    if (other.cost[node] < unreachable && cost + other.cost[node] < best.cost) best = {cost + other.cost[node], node};
    if (node >= h.core_first) return;
    // Stall on demand: a cheaper way that comes down from a more important node shows that this one leads nowhere.
    for (std::uint32_t a = against_start[node]; a < against_start[node + 1]; ++a)
      if (side.cost[against[a].other] + against[a].weight < cost) return;
    for (std::uint32_t a = start[node]; a < start[node + 1]; ++a)
      if (side.improve(arcs[a].other, cost + arcs[a].weight)) side.before[arcs[a].other] = node;
  };
  const auto least = [](const Side& side) { return side.heap.empty() ? unreachable : side.heap.front().first; };
  while (true) {
    const double ahead = least(*ahead_);
    const double back = least(*back_);
    if (std::min(ahead, back) >= best.cost) break;
    if (ahead <= back)
      step(*ahead_, *back_, h.forward_start, h.forward, h.backward_start, h.backward);
    else
      step(*back_, *ahead_, h.backward_start, h.backward, h.forward_start, h.forward);
  }
  if (h.core_first < h.node_count()) search_core(best);
  return best;
}

HierarchySearch::Outlook HierarchySearch::seen_from(std::uint32_t rank) const {
  const Landmarks& marks = hierarchy_->landmarks;
  const std::size_t row = std::size_t{rank - hierarchy_->core_first} * marks.count;
  Outlook seen{0, 0, true};
  for (const Sight& s : sights_) {
    const double from = marks.from[row + s.landmark], to = marks.to[row + s.landmark];
    if (from < unreachable) {
      seen.to_end = std::max(seen.to_end, s.to_end - from);
      seen.from_start = std::max(seen.from_start, from - s.to_start);
    } else if (s.to_start < unreachable) {
      seen.from_start = unreachable;  // the landmark leads to the start and not here
    }
    if (to < unreachable) {
      seen.to_end = std::max(seen.to_end, to - s.from_end);
      seen.from_start = std::max(seen.from_start, s.from_start - to);
    } else if (s.from_end < unreachable) {
      seen.to_end = unreachable;  // the end leads to the landmark and this does not
    }
  }
  return seen;
}

const HierarchySearch::Outlook& HierarchySearch::outlook(std::uint32_t rank) {
  Outlook& known = outlooks_[rank - hierarchy_->core_first];
  if (!known.known) {
    known = seen_from(rank);
    looked_at_.push_back(rank);
  }
  return known;
}

/// Those few that promise most between the first nodes.
void HierarchySearch::choose_sights(std::span<const std::uint32_t> first, std::span<const std::uint32_t> last) {
  const Landmarks& marks = hierarchy_->landmarks;
  const auto row = [&](std::uint32_t rank) { return std::size_t{rank - hierarchy_->core_first} * marks.count; };
  std::vector<std::pair<double, Sight>> promising;
  for (std::uint32_t m = 0; m < marks.count; ++m) {
    Sight s{m, unreachable, -unreachable, unreachable, -unreachable};
    for (const std::uint32_t node : last) {
      s.to_end = std::min(s.to_end, marks.from[row(node) + m] + back_->cost[node]);
      s.from_end = std::max(s.from_end, marks.to[row(node) + m] - back_->cost[node]);
    }
    for (const std::uint32_t node : first) {
      s.from_start = std::min(s.from_start, marks.to[row(node) + m] + ahead_->cost[node]);
      s.to_start = std::max(s.to_start, marks.from[row(node) + m] - ahead_->cost[node]);
    }
    if (s.to_end == unreachable) s.to_end = -unreachable;
    if (s.from_start == unreachable) s.from_start = -unreachable;
    sights_.assign(1, s);
    promising.emplace_back(seen_from(first.front()).to_end + seen_from(last.front()).from_start, s);
  }
  constexpr std::size_t used = 8;
  const auto middle = promising.begin() + static_cast<std::ptrdiff_t>(std::min(used, promising.size()));
  std::partial_sort(promising.begin(), middle, promising.end(),
                    [](const auto& a, const auto& b) { return a.first > b.first; });
  sights_.clear();
  for (auto p = promising.begin(); p != middle; ++p) sights_.push_back(p->second);
}

/// From the core's nodes that the search ahead reached to those that the search back reached, from both ends: led by
/// the mean of what landmarks say of either end, which keeps both searches right about one another (Ikeda and others
/// 1994). Halves of weights are exact as well.
void HierarchySearch::search_core(Meeting& best) {
  const Hierarchy& h = *hierarchy_;
  const auto in_core = [&](const Side& side) {
    std::vector<std::uint32_t> nodes;
    for (const std::uint32_t node : side.reached)
      if (node >= h.core_first && side.cost[node] < best.cost) nodes.push_back(node);
    return nodes;
  };
  const std::vector<std::uint32_t> first = in_core(*ahead_);
  const std::vector<std::uint32_t> last = in_core(*back_);
  if (first.empty() || last.empty()) return;
  choose_sights(first, last);

  const auto key = [&](const Side& side, std::uint32_t node) {
    const double potential = outlook(node).potential();
    return side.cost[node] + (&side == ahead_.get() ? potential : -potential);
  };
  const auto push = [&](Side& side, std::uint32_t node) {
    const Outlook& seen = outlook(node);
    if (side.cost[node] + (&side == ahead_.get() ? seen.to_end : seen.from_start) >= best.cost) return;
    if (seen.to_end == unreachable || seen.from_start == unreachable) return;
    side.heap.emplace_back(key(side, node), node);
    std::push_heap(side.heap.begin(), side.heap.end(), Side::later);
  };
  const auto meet = [&](std::uint32_t node) {
    const double cost = ahead_->cost[node] + back_->cost[node];
    if (cost < best.cost) best = {cost, node};
  };
  const auto step = [&](Side& side, const std::vector<std::uint32_t>& start, const std::vector<UpArc>& arcs) {
    std::pop_heap(side.heap.begin(), side.heap.end(), Side::later);
    const auto [least, node] = side.heap.back();
    side.heap.pop_back();
    if (least > key(side, node)) return;
    const double cost = side.cost[node];
    for (std::uint32_t a = start[node]; a < start[node + 1]; ++a) {
      const std::uint32_t other = arcs[a].other;
      const double next = cost + arcs[a].weight;
      if (next >= side.cost[other]) continue;
      if (side.cost[other] == unreachable) side.reached.push_back(other);
      side.cost[other] = next;
      side.before[other] = node;
      meet(other);
      push(side, other);
    }
  };
  ahead_->heap.clear();
  back_->heap.clear();
  for (const std::uint32_t node : first) meet(node);
  for (const std::uint32_t node : first) push(*ahead_, node);
  for (const std::uint32_t node : last) push(*back_, node);
  while (!ahead_->heap.empty() && !back_->heap.empty() &&
         ahead_->heap.front().first + back_->heap.front().first < best.cost) {
    if (ahead_->heap.size() <= back_->heap.size())
      step(*ahead_, h.forward_start, h.forward);
    else
      step(*back_, h.backward_start, h.backward);
  }
  for (const std::uint32_t node : looked_at_) outlooks_[node - h.core_first].known = false;
  looked_at_.clear();
}

double HierarchySearch::cost(std::span<const Gate> from, std::span<const Gate> to) {
  return search(from, to).cost;
}

Way HierarchySearch::way(std::span<const Gate> from, std::span<const Gate> to) {
  const Hierarchy& h = *hierarchy_;
  const Meeting meeting = search(from, to);
  Way way;
  way.cost = meeting.cost;
  if (!way.found()) return way;
  const auto arc_between = [](const std::vector<std::uint32_t>& start, const std::vector<UpArc>& arcs,
                              std::uint32_t lower, std::uint32_t upper) -> const UpArc& {
    const auto found = std::find_if(arcs.begin() + start[lower], arcs.begin() + start[lower + 1],
                                    [&](const UpArc& a) { return a.other == upper; });
    assert(found != arcs.begin() + start[lower + 1]);
    return *found;
  };
  // Pairs of ranks whose arc is still to be written, the last one next.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open;
  const auto unpack = [&] {
    while (!open.empty()) {
      const auto [a, b] = open.back();
      open.pop_back();
      const UpArc& arc = a < b || b >= h.core_first ? arc_between(h.forward_start, h.forward, a, b)
                                                    : arc_between(h.backward_start, h.backward, b, a);
      if ((arc.via & original_arc) != 0) {
        way.arcs.push_back(arc.via - original_arc);
        continue;
      }
      open.emplace_back(arc.via, b);
      open.emplace_back(a, arc.via);
    }
  };
  std::uint32_t node = meeting.rank;
  for (; ahead_->before[node] != no_node; node = ahead_->before[node]) open.emplace_back(ahead_->before[node], node);
  way.first_gate = ahead_->gate[node];
  unpack();
  node = meeting.rank;
  for (; back_->before[node] != no_node; node = back_->before[node]) {
    open.emplace_back(node, back_->before[node]);
    unpack();
  }
  way.last_gate = back_->gate[node];
  return way;
}

}  // namespace geo::road
