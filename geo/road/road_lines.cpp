#include "geo/road/road_lines.hpp"

#include "geo/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace geo::road {

namespace {

/// Gives equal positions one number: `vertices` of the lines are numbers of `positions` before, of `vertices` after.
void number_vertices(Lines& lines, const std::vector<MapPoint>& positions) {
  std::vector<std::uint32_t> order(positions.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t i) { return std::pair(positions[i].x_m, positions[i].y_m); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple_cat(key(a), std::tuple(a)) < std::tuple_cat(key(b), std::tuple(b));
  });
  // Vertices keep the order of their first positions, so that neighbours stay near each other.
  std::vector<std::uint32_t> first_of(positions.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    first_of[order[i]] = i > 0 && key(order[i]) == key(order[i - 1]) ? first_of[order[i - 1]] : order[i];
  std::vector<std::uint32_t> vertex_of(positions.size());
  for (std::uint32_t i = 0; i < positions.size(); ++i) {
    if (first_of[i] == i) {
      vertex_of[i] = static_cast<std::uint32_t>(lines.vertices.size());
      lines.vertices.push_back(positions[i]);
    } else {
      vertex_of[i] = vertex_of[first_of[i]];
    }
  }
  for (Line& line : lines.lines)
    for (std::uint32_t& v : line.vertices) v = vertex_of[v];
}

/// Drops repeated vertices, then lines that have none left to go to.
void drop_repeats(Lines& lines) {
  for (Line& line : lines.lines)
    line.vertices.erase(std::unique(line.vertices.begin(), line.vertices.end()), line.vertices.end());
  std::erase_if(lines.lines, [](const Line& line) { return line.vertices.size() < 2; });
}

}  // namespace

Lines collect_lines(const Features& features, std::span<const RoadUse> use, std::vector<Problem>& problems) {
  Lines lines;
  std::vector<MapPoint> positions;
  for (std::uint32_t f = 0; f < features.size(); ++f) {
    if (use[f].travel == Travel::none) continue;
    const auto leave_out = [&](Message why) {
      problems.push_back({ProblemKind::left_out, std::move(why), features.source_id[f], std::nullopt});
    };
    if (features.kind[f] == GeometryKind::none) continue;  // said by whoever read it
    if (features.kind[f] != GeometryKind::line) {
      leave_out(say("The feature is not a line: it is no road."));
      continue;
    }
    for (std::uint32_t part = features.feature_start[f]; part < features.feature_start[f + 1]; ++part) {
      for (std::uint32_t r = features.part_start[part]; r < features.part_start[part + 1]; ++r) {
        const std::span<const MapPoint> ring = features.ring(r);
        if (!std::all_of(ring.begin(), ring.end(),
                         [](MapPoint p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); })) {
          leave_out(say("The line has a position that is not a number."));
          continue;
        }
        Line line{f, {}};
        for (const MapPoint p : ring) {
          if (!line.vertices.empty() && positions.back() == p) continue;
          line.vertices.push_back(static_cast<std::uint32_t>(positions.size()));
          positions.push_back(p);
        }
        if (line.vertices.size() < 2) {
          leave_out(say("The line has fewer than two places."));
          positions.resize(positions.size() - line.vertices.size());
          continue;
        }
        lines.lines.push_back(std::move(line));
      }
    }
  }
  number_vertices(lines, positions);
  return lines;
}

namespace {

/// An end that meets nothing, and the best that was found near it.
struct LooseEnd {
  std::uint32_t vertex = 0;
  std::uint32_t line = 0;
  int level = 0;
  std::uint32_t other_vertex = no_node;  ///< an end or a position within the distance
  double vertex_m = 0;
  std::uint32_t other_line = no_node;  ///< a line within the distance
  std::uint32_t segment = 0;
  double share = 0;  ///< of the segment
  double segment_m = 0;
};

class Snapper {
public:
  Snapper(Lines& lines, std::span<const RoadUse> use, double snap_m) : lines_(lines), use_(use), snap_m_(snap_m) {}
  void run(Progress& progress);

private:
  void find_loose_ends();
  void look_at(std::uint32_t line, LooseEnd& end) const;
  void join();

  Lines& lines_;
  std::span<const RoadUse> use_;
  double snap_m_;
  std::vector<LooseEnd> ends_;
};

void Snapper::find_loose_ends() {
  std::vector<std::uint8_t> met(lines_.vertices.size(), 0);
  for (const Line& line : lines_.lines)
    for (const std::uint32_t v : line.vertices) met[v] = static_cast<std::uint8_t>(std::min(met[v] + 1, 2));
  for (std::uint32_t l = 0; l < lines_.lines.size(); ++l) {
    const Line& line = lines_.lines[l];
    for (const std::uint32_t v : {line.vertices.front(), line.vertices.back()})
      if (met[v] == 1) {
        LooseEnd& end = ends_.emplace_back();
        end.vertex = v;
        end.line = l;
        end.level = use_[line.feature].level;
      }
  }
}

void Snapper::look_at(std::uint32_t l, LooseEnd& end) const {
  const Line& line = lines_.lines[l];
  const bool same_level = use_[line.feature].level == end.level;
  const MapPoint at = lines_.vertices[end.vertex];
  // Of its own line an end can only meet the other end: a ring that was not closed.
  const bool own = l == end.line;
  const auto try_vertex = [&](std::size_t i) {
    const bool is_end = i == 0 || i + 1 == line.vertices.size();
    const std::uint32_t v = line.vertices[i];
    if (v == end.vertex || !(is_end || (same_level && !own)) || (own && line.vertices.size() < 4)) return;
    const double away_m = std::hypot(lines_.vertices[v].x_m - at.x_m, lines_.vertices[v].y_m - at.y_m);
    if (away_m > snap_m_ || (end.other_vertex != no_node && away_m >= end.vertex_m)) return;
    end.other_vertex = v;
    end.vertex_m = away_m;
  };
  for (std::size_t i = 0; i < line.vertices.size(); ++i) {
    try_vertex(i);
    if (i == 0 || own || !same_level) continue;
    const MapPoint a = lines_.vertices[line.vertices[i - 1]];
    const MapPoint b = lines_.vertices[line.vertices[i]];
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double share = ((at.x_m - a.x_m) * dx + (at.y_m - a.y_m) * dy) / (dx * dx + dy * dy);
    if (!(share > 0 && share < 1)) continue;
    const double away_m = std::hypot(a.x_m + share * dx - at.x_m, a.y_m + share * dy - at.y_m);
    if (away_m > snap_m_ || (end.other_line != no_node && away_m >= end.segment_m)) continue;
    end.other_line = l;
    end.segment = static_cast<std::uint32_t>(i);
    end.share = share;
    end.segment_m = away_m;
  }
}

void Snapper::join() {
  // An end or a position within the distance is better than a new one on a line.
  std::vector<std::uint32_t> stands_for(lines_.vertices.size());
  std::iota(stands_for.begin(), stands_for.end(), 0U);
  const auto root = [&](std::uint32_t v) {
    while (stands_for[v] != v) v = stands_for[v] = stands_for[stands_for[v]];
    return v;
  };
  std::vector<const LooseEnd*> onto_lines;
  for (const LooseEnd& end : ends_) {
    if (end.other_vertex != no_node)
      stands_for[root(end.vertex)] = root(end.other_vertex);
    else if (end.other_line != no_node)
      onto_lines.push_back(&end);
  }
  std::sort(onto_lines.begin(), onto_lines.end(), [](const LooseEnd* a, const LooseEnd* b) {
    return std::tuple(a->other_line, a->segment, a->share) > std::tuple(b->other_line, b->segment, b->share);
  });
  for (const LooseEnd* end : onto_lines) {  // from the last segment to the first, so that places stay right
    std::vector<std::uint32_t>& vertices = lines_.lines[end->other_line].vertices;
    vertices.insert(vertices.begin() + end->segment, end->vertex);
  }
  for (Line& line : lines_.lines)
    for (std::uint32_t& v : line.vertices) v = root(v);
}

void Snapper::run(Progress& progress) {
  find_loose_ends();
  if (ends_.empty()) return;
  std::vector<MapBox> boxes;
  for (const LooseEnd& end : ends_) {
    MapBox box;
    box.extend(lines_.vertices[end.vertex]);
    boxes.push_back(box.grown(snap_m_));
  }
  const SpatialIndex index(boxes);
  for (std::uint32_t l = 0; l < lines_.lines.size(); ++l) {
    if (l % 1024 == 0) progress.advance(progress.share());
    MapBox box;
    for (const std::uint32_t v : lines_.lines[l].vertices) box.extend(lines_.vertices[v]);
    index.for_each_in_box(box, [&](std::uint32_t e, const MapBox&) { look_at(l, ends_[e]); });
  }
  join();
}

}  // namespace

void snap_ends(Lines& lines, std::span<const RoadUse> use, double snap_m, Progress& progress) {
  if (!(snap_m > 0)) return;
  Snapper(lines, use, snap_m).run(progress);
  drop_repeats(lines);
}

}  // namespace geo::road
