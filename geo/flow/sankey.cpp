#include "geo/flow/sankey.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace geo {

namespace {

constexpr int sweeps = 32;
/// Gaps take at most this share of the height; a column of many nodes makes the diagram higher instead.
constexpr double most_gap_share = 0.5;

/// The nodes in an order in which as little as possible flows against it.
std::vector<std::uint32_t> order_of_flow(std::size_t node_count, std::span<const SankeyLink> links,
                                         std::span<const std::uint32_t> drawn) {
  std::vector<double> in_t(node_count, 0), out_t(node_count, 0);
  std::vector<int> in(node_count, 0), out(node_count, 0);
  std::vector<std::vector<std::uint32_t>> links_of(node_count);
  for (const std::uint32_t l : drawn) {
    out_t[links[l].from] += links[l].amount_t, in_t[links[l].to] += links[l].amount_t;
    ++out[links[l].from], ++in[links[l].to];
    links_of[links[l].from].push_back(l), links_of[links[l].to].push_back(l);
  }
  std::vector<bool> placed(node_count, false);
  std::vector<std::uint32_t> front, back;
  const auto take = [&](std::uint32_t node, std::vector<std::uint32_t>& end) {
    placed[node] = true;
    end.push_back(node);
    for (const std::uint32_t l : links_of[node]) {
      const auto& [from, to, material, amount_t] = links[l];
      if (from == node) in_t[to] -= amount_t, --in[to];
      if (to == node) out_t[from] -= amount_t, --out[from];
    }
  };
  for (std::size_t left = node_count; left > 0;) {
    bool taken = false;
    for (std::uint32_t n = 0; n < node_count; ++n)
      if (!placed[n] && out[n] == 0) take(n, back), --left, taken = true;
    for (std::uint32_t n = 0; n < node_count; ++n)
      if (!placed[n] && in[n] == 0) take(n, front), --left, taken = true;
    if (taken || left == 0) continue;
    std::uint32_t best = 0;
    double most_t = 0;
    bool found = false;
    for (std::uint32_t n = 0; n < node_count; ++n) {
      if (placed[n] || (found && out_t[n] - in_t[n] <= most_t)) continue;
      best = n, most_t = out_t[n] - in_t[n], found = true;
    }
    take(best, front), --left;
  }
  front.insert(front.end(), back.rbegin(), back.rend());
  return front;
}

class Layout {
public:
  Layout(SankeyLayout& layout, std::span<const SankeyLink> links, double least_gap)
      : layout_(layout), links_(links), gap_(least_gap), columns_(static_cast<std::size_t>(layout.column_count)) {
    for (std::uint32_t n = 0; n < layout.nodes.size(); ++n)
      if (layout.nodes[n].height > 0) columns_[static_cast<std::size_t>(layout.nodes[n].column)].push_back(n);
    for (auto& column : columns_) sort_by_place(column);
  }

  /// Stacks each column, the largest first.
  void stack() {
    for (auto& column : columns_) {
      std::stable_sort(column.begin(), column.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return node(a).height > node(b).height; });
      double y = 0;
      for (const std::uint32_t n : column) {
        node(n).y = y;
        y += node(n).height + gap_;
      }
      const double free = (layout_.height - (y - gap_)) / 2;
      for (const std::uint32_t n : column) node(n).y += free;
    }
  }

  void sweep() {
    for (int i = 0; i < sweeps; ++i) {
      const double pull = std::pow(0.97, i);
      for (std::size_t c = columns_.size(); c-- > 0;) relax(columns_[c], pull, false);
      for (auto& column : columns_) relax(column, pull, true);
    }
  }

  /// Moves nodes of a column apart, in their order, without leaving the frame.
  void part(std::vector<std::uint32_t>& column) {
    sort_by_place(column);
    double y = 0;
    for (const std::uint32_t n : column) {
      node(n).y = std::max(node(n).y, y);
      y = node(n).y + node(n).height + gap_;
    }
    double end = layout_.height;
    for (std::size_t i = column.size(); i-- > 0;) {
      SankeyNode& at = node(column[i]);
      at.y = std::min(at.y, end - at.height);
      end = at.y - gap_;
    }
  }

  /// `fixed` stays where it is as far as the others can make way. `edge` decides which of them lie above it.
  void part_round(std::uint32_t fixed, double edge) {
    auto& column = columns_[static_cast<std::size_t>(node(fixed).column)];
    std::vector<std::uint32_t> above, below;
    for (const std::uint32_t n : column)
      if (n != fixed) (node(n).y + node(n).height / 2 < edge ? above : below).push_back(n);
    double need_above = 0, need_below = 0;
    for (const std::uint32_t n : above) need_above += node(n).height + gap_;
    for (const std::uint32_t n : below) need_below += node(n).height + gap_;
    node(fixed).y =
        std::clamp(node(fixed).y, need_above, std::max(need_above, layout_.height - need_below - node(fixed).height));
    double end = node(fixed).y - gap_;
    for (std::size_t i = above.size(); i-- > 0;) {
      SankeyNode& at = node(above[i]);
      at.y = std::min(at.y, end - at.height);
      end = at.y - gap_;
    }
    double y = node(fixed).y + node(fixed).height + gap_;
    for (const std::uint32_t n : below) {
      node(n).y = std::max(node(n).y, y);
      y = node(n).y + node(n).height + gap_;
    }
    part(column);
  }

  /// Where links meet their nodes: in the order of what is at the other end, backward ones below.
  void join_links() {
    std::vector<std::vector<SankeyBand*>> out(layout_.nodes.size()), in(layout_.nodes.size());
    for (SankeyBand& band : layout_.bands) {
      out[links_[band.link].from].push_back(&band);
      in[links_[band.link].to].push_back(&band);
    }
    const auto middle = [&](std::uint32_t n) { return node(n).y + node(n).height / 2; };
    const auto by = [&](auto other_end) {
      return [this, middle, other_end](const SankeyBand* a, const SankeyBand* b) {
        if (a->backward != b->backward) return b->backward;
        const std::uint32_t from = other_end(links_[a->link]), to = other_end(links_[b->link]);
        if (middle(from) != middle(to)) return middle(from) < middle(to);
        return links_[a->link].material != links_[b->link].material
                   ? links_[a->link].material < links_[b->link].material
                   : a->link < b->link;
      };
    };
    for (std::uint32_t n = 0; n < layout_.nodes.size(); ++n) {
      std::sort(out[n].begin(), out[n].end(), by([](const SankeyLink& l) { return l.to; }));
      std::sort(in[n].begin(), in[n].end(), by([](const SankeyLink& l) { return l.from; }));
      double y = node(n).y;
      for (SankeyBand* band : out[n]) band->y_from = y, y += band->thickness;
      y = node(n).y;
      for (SankeyBand* band : in[n]) band->y_to = y, y += band->thickness;
    }
  }

private:
  [[nodiscard]] SankeyNode& node(std::uint32_t n) { return layout_.nodes[n]; }
  [[nodiscard]] const SankeyNode& node(std::uint32_t n) const { return layout_.nodes[n]; }
  void sort_by_place(std::vector<std::uint32_t>& column) const {
    std::stable_sort(column.begin(), column.end(), [&](std::uint32_t a, std::uint32_t b) {
      return node(a).y + node(a).height / 2 < node(b).y + node(b).height / 2;
    });
  }
  /// Each node of a column goes towards where its links would be level, those from the left or those to the right.
  void relax(std::vector<std::uint32_t>& column, double pull, bool from_left) {
    join_links();
    std::vector<double> weight(layout_.nodes.size(), 0), shift(layout_.nodes.size(), 0);
    for (const SankeyBand& band : layout_.bands) {
      if (band.backward) continue;
      const SankeyLink& link = links_[band.link];
      const std::uint32_t moved = from_left ? link.to : link.from;
      weight[moved] += link.amount_t;
      shift[moved] += link.amount_t * (from_left ? band.y_from - band.y_to : band.y_to - band.y_from);
    }
    for (const std::uint32_t n : column)
      if (weight[n] > 0) node(n).y += pull * shift[n] / weight[n];
    part(column);
  }

  SankeyLayout& layout_;
  std::span<const SankeyLink> links_;
  double gap_;
  std::vector<std::vector<std::uint32_t>> columns_;
};

/// Columns by the longest way along links that do not run backward.
void set_columns(SankeyLayout& layout, std::span<const SankeyLink> links, std::span<const std::uint32_t> order) {
  std::vector<std::vector<std::uint32_t>> next(layout.nodes.size());
  for (const SankeyBand& band : layout.bands)
    if (!band.backward) next[links[band.link].from].push_back(links[band.link].to);
  int last = 0;
  for (const std::uint32_t n : order)
    for (const std::uint32_t to : next[n]) {
      layout.nodes[to].column = std::max(layout.nodes[to].column, layout.nodes[n].column + 1);
      last = std::max(last, layout.nodes[to].column);
    }
  for (std::uint32_t n = 0; n < layout.nodes.size(); ++n)
    if (next[n].empty() && layout.nodes[n].in_t > 0 && layout.nodes[n].column > 0) layout.nodes[n].column = last;
  layout.column_count = layout.bands.empty() ? 0 : last + 1;
}

void set_heights(SankeyLayout& layout, const SankeyFrame& frame) {
  std::vector<double> sum_t(static_cast<std::size_t>(layout.column_count), 0), gaps(sum_t.size(), -frame.least_gap);
  for (const SankeyNode& n : layout.nodes) {
    if (n.in_t <= 0 && n.out_t <= 0) continue;
    sum_t[static_cast<std::size_t>(n.column)] += std::max(n.in_t, n.out_t);
    gaps[static_cast<std::size_t>(n.column)] += frame.least_gap;
  }
  layout.height = frame.height;
  for (const double g : gaps) layout.height = std::max(layout.height, g / most_gap_share);
  layout.px_per_t = frame.most_px_per_t.value_or(std::numeric_limits<double>::infinity());
  for (std::size_t c = 0; c < sum_t.size(); ++c)
    if (sum_t[c] > 0) layout.px_per_t = std::min(layout.px_per_t, (layout.height - std::max(0.0, gaps[c])) / sum_t[c]);
  if (!std::isfinite(layout.px_per_t)) layout.px_per_t = 0;
  for (SankeyNode& n : layout.nodes) {
    n.height = std::max(n.in_t, n.out_t) * layout.px_per_t;
    n.x = layout.column_count > 1 ? (frame.width - frame.node_width) * n.column / (layout.column_count - 1) : 0;
  }
}

/// The sweeps may leave all columns at one edge: what is free goes above and below alike. A layout that is higher than
/// its frame because of a crowded column gives back what it does not use, so that nothing has to be scrolled to that
/// could stand in the frame.
void centre(SankeyLayout& layout, double frame_height) {
  double top = std::numeric_limits<double>::infinity(), bottom = 0;
  for (const SankeyNode& n : layout.nodes) {
    if (n.height <= 0) continue;
    top = std::min(top, n.y);
    bottom = std::max(bottom, n.y + n.height);
  }
  if (!(top < bottom)) return;
  const double height = std::max(frame_height, bottom - top);
  const double shift = (height - (bottom - top)) / 2 - top;
  for (SankeyNode& n : layout.nodes) n.y += shift;
  for (SankeyBand& band : layout.bands) {
    band.y_from += shift;
    band.y_to += shift;
  }
  layout.height = height;
}

enum class Way { on, back };

void follow(const SankeyLayout& layout, std::span<const SankeyLink> links, std::uint32_t start, Way way,
            SankeyChain& chain) {
  std::vector<std::uint32_t> open{start};
  std::vector<bool> seen(layout.nodes.size(), false);
  seen[start] = true;
  while (!open.empty()) {
    const std::uint32_t n = open.back();
    open.pop_back();
    chain.nodes[n] = true;
    for (const SankeyBand& band : layout.bands) {
      const SankeyLink& link = links[band.link];
      if ((way == Way::on ? link.from : link.to) != n) continue;
      chain.links[band.link] = true;
      const std::uint32_t other = way == Way::on ? link.to : link.from;
      if (!seen[other]) seen[other] = true, open.push_back(other);
    }
  }
}

}  // namespace

SankeyLayout sankey_layout(std::size_t node_count, std::span<const SankeyLink> links, const SankeyFrame& frame) {
  SankeyLayout layout;
  layout.nodes.resize(node_count);
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t l = 0; l < links.size(); ++l) {
    const auto& [from, to, material, amount_t] = links[l];
    assert(from < node_count && to < node_count);
    if (!std::isfinite(amount_t) || !(amount_t > 0)) {
      layout.not_counted.push_back(l);
    } else if (from == to) {
      layout.to_itself.push_back(l);
    } else {
      drawn.push_back(l);
      layout.nodes[from].out_t += amount_t;
      layout.nodes[to].in_t += amount_t;
    }
  }
  const std::vector<std::uint32_t> order = order_of_flow(node_count, links, drawn);
  std::vector<std::size_t> place(node_count);
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  for (const std::uint32_t l : drawn) layout.bands.push_back({l, 0, 0, 0, place[links[l].from] > place[links[l].to]});
  set_columns(layout, links, order);
  set_heights(layout, frame);
  for (SankeyBand& band : layout.bands) band.thickness = links[band.link].amount_t * layout.px_per_t;
  Layout work(layout, links, frame.least_gap);
  work.stack();
  work.sweep();
  work.join_links();
  centre(layout, frame.height);
  return layout;
}

void move_node(SankeyLayout& layout, std::span<const SankeyLink> links, double least_gap, std::uint32_t node,
               double y) {
  assert(node < layout.nodes.size());
  SankeyNode& moved = layout.nodes[node];
  if (moved.height <= 0) return;
  const bool down = y > moved.y;
  moved.y = std::clamp(y, 0.0, std::max(0.0, layout.height - moved.height));
  Layout work(layout, links, least_gap);
  // It passes another as soon as its edge is beyond the other's middle.
  work.part_round(node, down ? moved.y + moved.height : moved.y);
  work.join_links();
}

SankeyChain chain_of_node(const SankeyLayout& layout, std::span<const SankeyLink> links, std::uint32_t node) {
  SankeyChain chain{std::vector<bool>(layout.nodes.size(), false), std::vector<bool>(links.size(), false)};
  follow(layout, links, node, Way::on, chain);
  follow(layout, links, node, Way::back, chain);
  return chain;
}

SankeyChain chain_of_link(const SankeyLayout& layout, std::span<const SankeyLink> links, std::uint32_t link) {
  SankeyChain chain{std::vector<bool>(layout.nodes.size(), false), std::vector<bool>(links.size(), false)};
  chain.links[link] = true;
  follow(layout, links, links[link].to, Way::on, chain);
  follow(layout, links, links[link].from, Way::back, chain);
  return chain;
}

}  // namespace geo
