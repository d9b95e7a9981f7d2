#include "geo/road/road_graph.hpp"

#include "geo/road/road_lines.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace geo {

namespace {

using road::no_node;

/// The part of a line between two nodes.
struct LineCut {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t line = 0;
  std::uint32_t first = 0;  ///< in the line's vertices
  std::uint32_t last = 0;
};

/// A line passes a vertex or ends at it.
struct Visit {
  std::uint32_t vertex = 0;
  int level = 0;
  bool is_end = false;
  std::uint32_t line = 0;
  std::uint32_t place = 0;  ///< in the line's vertices
};

/// The visits of one vertex on one level.
struct Floor {
  int level = 0;
  std::size_t passes = 0;
  std::size_t ends = 0;
  std::size_t joined = 0;  ///< the floor whose node it shares
};

/// A floor where lines only end (the end of a bridge) meets the nearest other one, rather one where lines end too.
void join_floors(std::vector<Floor>& floors) {
  for (std::size_t f = 0; f < floors.size(); ++f) floors[f].joined = f;
  if (floors.size() < 2) return;
  for (std::size_t f = 0; f < floors.size(); ++f) {
    if (floors[f].passes > 0) continue;
    std::size_t best = f == 0 ? 1 : 0;
    const auto farness = [&](std::size_t other) {
      return std::pair(std::abs(floors[other].level - floors[f].level), floors[other].ends == 0);
    };
    for (std::size_t other = 0; other < floors.size(); ++other)
      if (other != f && farness(other) < farness(best)) best = other;
    const std::size_t from = floors[f].joined;
    const std::size_t to = floors[best].joined;
    for (Floor& floor : floors)
      if (floor.joined == from) floor.joined = to;
  }
}

class GraphMaker {
public:
  GraphMaker(const road::Lines& lines, std::span<const RoadUse> use, const Crs& map)
      : lines_(lines), use_(use), map_(map) {}
  [[nodiscard]] RoadGraph run(Progress& progress);

private:
  void find_nodes();
  void cut_lines();
  void find_neighbours();
  void make_edges(Progress& progress);
  void make_edge(std::uint32_t cut, bool reversed, Progress& progress);
  [[nodiscard]] const RoadUse& use_of(std::uint32_t cut) const { return use_[lines_.lines[cuts_[cut].line].feature]; }
  /// As driven along the cut, or against it.
  [[nodiscard]] Travel travel(std::uint32_t cut, bool reversed) const;
  [[nodiscard]] bool is_passed_through(std::uint32_t node) const;

  const road::Lines& lines_;
  std::span<const RoadUse> use_;
  const Crs& map_;
  std::vector<std::vector<std::uint32_t>> node_at_;  ///< of each line's vertices
  std::vector<MapPoint> node_places_;
  std::vector<LineCut> cuts_;
  struct Around {
    std::uint32_t count = 0;
    std::array<std::uint32_t, 2> cut{};
    std::array<bool, 2> at_end{};  ///< the cut's end is here, not its beginning
  };
  std::vector<Around> around_;
  std::vector<bool> used_;
  std::vector<std::uint32_t> number_of_;  ///< of nodes that stay, in the graph
  RoadGraph graph_;
};

void GraphMaker::find_nodes() {
  std::vector<std::uint8_t> count(lines_.vertices.size(), 0);
  for (const road::Line& line : lines_.lines) {
    for (const std::uint32_t v : line.vertices) count[v] = static_cast<std::uint8_t>(std::min(count[v] + 1, 2));
    count[line.vertices.front()] = count[line.vertices.back()] = 2;
  }
  std::vector<Visit> visits;
  for (std::uint32_t l = 0; l < lines_.lines.size(); ++l) {
    const road::Line& line = lines_.lines[l];
    node_at_.emplace_back(line.vertices.size(), no_node);
    for (std::uint32_t i = 0; i < line.vertices.size(); ++i)
      if (count[line.vertices[i]] == 2)
        visits.push_back({line.vertices[i], use_[line.feature].level, i == 0 || i + 1 == line.vertices.size(), l, i});
  }
  std::stable_sort(visits.begin(), visits.end(), [](const Visit& a, const Visit& b) {
    return std::pair(a.vertex, a.level) < std::pair(b.vertex, b.level);
  });
  std::vector<Floor> floors;
  std::vector<std::uint32_t> nodes;
  for (std::size_t first = 0; first < visits.size();) {
    std::size_t last = first;
    floors.clear();
    for (; last < visits.size() && visits[last].vertex == visits[first].vertex; ++last) {
      if (floors.empty() || floors.back().level != visits[last].level) floors.push_back({visits[last].level, 0, 0, 0});
      ++(visits[last].is_end ? floors.back().ends : floors.back().passes);
    }
    join_floors(floors);
    nodes.assign(floors.size(), no_node);
    for (std::size_t f = 0; f < floors.size(); ++f) {
      std::size_t weight = 0;
      for (const Floor& floor : floors)
        if (floor.joined == floors[f].joined) weight += floor.passes + 2 * floor.ends;
      if (weight < 2) continue;  // one line passes here, alone on its level
      std::uint32_t& node = nodes[floors[f].joined];
      if (node == no_node) {
        node = static_cast<std::uint32_t>(node_places_.size());
        node_places_.push_back(lines_.vertices[visits[first].vertex]);
      }
    }
    std::size_t floor = 0;
    for (std::size_t v = first; v < last; ++v) {
      while (floors[floor].level != visits[v].level) ++floor;
      node_at_[visits[v].line][visits[v].place] = nodes[floors[floor].joined];
    }
    first = last;
  }
}

void GraphMaker::cut_lines() {
  for (std::uint32_t l = 0; l < lines_.lines.size(); ++l) {
    const std::vector<std::uint32_t>& nodes = node_at_[l];
    std::uint32_t first = 0;
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
      if (nodes[i] == no_node) continue;
      cuts_.push_back({nodes[first], nodes[i], l, first, i});
      first = i;
    }
  }
}

void GraphMaker::find_neighbours() {
  around_.resize(node_places_.size());
  const auto meet = [&](std::uint32_t node, std::uint32_t cut, bool at_end) {
    Around& around = around_[node];
    if (around.count < 2) {
      around.cut[around.count] = cut;
      around.at_end[around.count] = at_end;
    }
    ++around.count;
  };
  for (std::uint32_t s = 0; s < cuts_.size(); ++s) {
    meet(cuts_[s].from, s, false);
    meet(cuts_[s].to, s, true);
  }
}

Travel GraphMaker::travel(std::uint32_t cut, bool reversed) const {
  const Travel t = use_of(cut).travel;
  if (!reversed || t == Travel::both) return t;
  return t == Travel::forward ? Travel::backward : Travel::forward;
}

bool GraphMaker::is_passed_through(std::uint32_t node) const {
  const Around& a = around_[node];
  return a.count == 2 && a.cut[0] != a.cut[1] && use_of(a.cut[0]).speed_kmh == use_of(a.cut[1]).speed_kmh &&
         travel(a.cut[0], !a.at_end[0]) == travel(a.cut[1], a.at_end[1]);
}

/// The edge that begins with a cut, in its direction or reversed, as far as nodes are passed through.
void GraphMaker::make_edge(std::uint32_t cut, bool reversed, Progress& progress) {
  const auto number = [&](std::uint32_t node) {
    if (number_of_[node] == no_node) {
      number_of_[node] = static_cast<std::uint32_t>(graph_.nodes.size());
      graph_.nodes.push_back(node_places_[node]);
    }
    return number_of_[node];
  };
  RoadEdge edge;
  edge.speed_kmh = use_of(cut).speed_kmh;
  edge.travel = travel(cut, reversed);
  const std::uint32_t begin = reversed ? cuts_[cut].to : cuts_[cut].from;
  edge.from = number(begin);
  graph_.shape.push_back(node_places_[begin]);
  std::uint32_t end = begin;
  while (true) {
    used_[cut] = true;
    const LineCut& s = cuts_[cut];
    const std::vector<std::uint32_t>& vertices = lines_.lines[s.line].vertices;
    for (std::uint32_t i = 1; i <= s.last - s.first; ++i)
      graph_.shape.push_back(lines_.vertices[vertices[reversed ? s.last - i : s.first + i]]);
    end = reversed ? s.from : s.to;
    if (!is_passed_through(end)) break;
    const Around& around = around_[end];
    const std::size_t next = around.cut[0] == cut ? 1 : 0;
    if (used_[around.cut[next]]) break;  // round a ring
    cut = around.cut[next];
    reversed = around.at_end[next];
  }
  edge.to = number(end);
  const std::uint32_t first = graph_.shape_start.back();
  graph_.shape_start.push_back(static_cast<std::uint32_t>(graph_.shape.size()));
  const std::vector<double> along_m = geodesic_along_m(std::span(graph_.shape).subspan(first), map_);
  graph_.along_m.insert(graph_.along_m.end(), along_m.begin(), along_m.end());
  edge.length_m = along_m.back();
  if (graph_.edges.size() % 1024 == 0)
    progress.advance(0.3 + 0.65 * static_cast<double>(graph_.edges.size()) / static_cast<double>(cuts_.size()));
  graph_.edges.push_back(edge);
}

void GraphMaker::make_edges(Progress& progress) {
  used_.assign(cuts_.size(), false);
  number_of_.assign(node_places_.size(), no_node);
  for (std::uint32_t s = 0; s < cuts_.size(); ++s) {
    if (used_[s]) continue;
    if (!is_passed_through(cuts_[s].from))
      make_edge(s, false, progress);
    else if (!is_passed_through(cuts_[s].to))
      make_edge(s, true, progress);
  }
  for (std::uint32_t s = 0; s < cuts_.size(); ++s)  // rings that no other road meets
    if (!used_[s]) make_edge(s, false, progress);
}

void find_pieces(RoadGraph& graph) {
  std::vector<std::uint32_t> joined(graph.nodes.size());
  std::iota(joined.begin(), joined.end(), 0U);
  const auto root = [&](std::uint32_t n) {
    while (joined[n] != n) n = joined[n] = joined[joined[n]];
    return n;
  };
  for (const RoadEdge& e : graph.edges) joined[std::max(root(e.from), root(e.to))] = std::min(root(e.from), root(e.to));
  graph.piece.assign(graph.nodes.size(), 0);
  for (std::uint32_t n = 0; n < graph.nodes.size(); ++n)
    graph.piece[n] = joined[n] == n ? graph.piece_count++ : graph.piece[root(n)];
}

RoadGraph GraphMaker::run(Progress& progress) {
  find_nodes();
  progress.advance(0.2);
  cut_lines();
  find_neighbours();
  progress.advance(0.3);
  make_edges(progress);
  find_pieces(graph_);
  return std::move(graph_);
}

}  // namespace

Loaded<RoadGraph> build_road_graph(const Features& features, std::span<const RoadUse> use, const Crs& map,
                                   const RoadGraphOptions& options, Progress& progress) {
  assert(use.size() == features.size());
  Loaded<RoadGraph> made;
  road::Lines lines = road::collect_lines(features, use, made.problems);
  progress.advance(0.05);
  road::snap_ends(lines, use, options.snap_m, progress);
  progress.advance(0.1);
  made.value = GraphMaker(lines, use, map).run(progress);
  progress.advance(1);
  return made;
}

double edge_cost(const RoadEdge& edge, RouteBy by) {
  return road::on_weight_step(by == RouteBy::time ? edge.length_m / (edge.speed_kmh / 3.6) : edge.length_m);
}

RoadArcs road_arcs(const RoadGraph& graph, RouteBy by) {
  RoadArcs made;
  road::Arcs& arcs = made.arcs;
  arcs.start.assign(graph.nodes.size() + 1, 0);
  const auto drives = [](const RoadEdge& e, Travel way) { return e.travel == Travel::both || e.travel == way; };
  for (const RoadEdge& e : graph.edges) {
    if (drives(e, Travel::forward)) ++arcs.start[e.from + 1];
    if (drives(e, Travel::backward)) ++arcs.start[e.to + 1];
  }
  std::partial_sum(arcs.start.begin(), arcs.start.end(), arcs.start.begin());
  arcs.head.resize(arcs.start.back());
  arcs.weight.resize(arcs.start.back());
  made.edge.resize(arcs.start.back());
  made.backward.resize(arcs.start.back());
  std::vector<std::uint32_t> next(arcs.start.begin(), arcs.start.end() - 1);
  for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
    const RoadEdge& e = graph.edges[i];
    const auto put = [&](std::uint32_t from, std::uint32_t to, bool backward) {
      const std::uint32_t a = next[from]++;
      arcs.head[a] = to;
      arcs.weight[a] = edge_cost(e, by);
      made.edge[a] = i;
      made.backward[a] = backward;
    };
    if (drives(e, Travel::forward)) put(e.from, e.to, false);
    if (drives(e, Travel::backward)) put(e.to, e.from, true);
  }
  return made;
}

}  // namespace geo
