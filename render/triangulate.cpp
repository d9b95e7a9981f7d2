// Ear clipping with holes bridged into the outer ring, after Held 2001 (FIST) and Eberly 2002 ("Triangulation by ear
// clipping"). Large rings find the positions near an ear, and holes their bridge, by a grid of cells.
#include "render/batch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace render {
namespace {

constexpr std::size_t hashed_from = 64;  ///< ring size from which cells pay
constexpr int none = -1;

struct Node {
  double x;
  double y;
  std::uint32_t position;  ///< what the caller calls it
  int previous;
  int next;
  bool in_ring = true;
};

/// Square cells over a box, each with a list of nodes.
class Cells {
public:
  Cells() = default;
  Cells(const geo::MapBox& box, double cell_count) : corner_{box.min_x_m, box.min_y_m} {
    const double longer = std::max(box.width_m(), box.height_m());
    const double shorter = std::max(std::min(box.width_m(), box.height_m()), longer / 1024);
    if (longer > 0) per_m_ = std::min(std::sqrt(std::max(1.0, cell_count) / (longer * shorter)), 4096 / longer);
    columns_ = static_cast<std::size_t>(box.width_m() * per_m_) + 1;
    rows_ = static_cast<std::size_t>(box.height_m() * per_m_) + 1;
    lists_.resize(columns_ * rows_);
  }

  [[nodiscard]] std::size_t column(double x) const { return index(x - corner_.x_m, columns_); }
  [[nodiscard]] std::size_t row(double y) const { return index(y - corner_.y_m, rows_); }
  /// The western edge of a column.
  [[nodiscard]] double west_of(std::size_t column) const { return corner_.x_m + static_cast<double>(column) / per_m_; }
  [[nodiscard]] double south_of(std::size_t row) const { return corner_.y_m + static_cast<double>(row) / per_m_; }
  [[nodiscard]] std::vector<int>& at(std::size_t column, std::size_t row) { return lists_[row * columns_ + column]; }

private:
  [[nodiscard]] std::size_t index(double offset, std::size_t count) const {
    return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, offset * per_m_)));
  }

  geo::MapPoint corner_;
  double per_m_ = 0;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<std::vector<int>> lists_;
};

class Clipper {
public:
  explicit Clipper(std::span<const std::span<const geo::MapPoint>> rings);
  std::vector<std::uint32_t> run();

private:
  Node& at(int i) { return nodes_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const Node& at(int i) const { return nodes_[static_cast<std::size_t>(i)]; }

  /// Twice the signed area of a corner, positive when it turns left.
  [[nodiscard]] double turn(int a, int b, int c) const {
    return (at(b).x - at(a).x) * (at(c).y - at(b).y) - (at(b).y - at(a).y) * (at(c).x - at(b).x);
  }
  [[nodiscard]] bool same_place(int a, int b) const { return at(a).x == at(b).x && at(a).y == at(b).y; }
  [[nodiscard]] bool in_triangle(int a, int b, int c, int p) const {
    return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
  }
  /// True if node p, which does not turn left, keeps the corner (a, b, c) from being an ear. A twin of a corner at the
  /// same place, as bridges make them, does so only if one of its edges leads into the triangle.
  [[nodiscard]] bool hides(int a, int b, int c, int p) const {
    if (same_place(p, a)) return leads_in(p, a, b, c);
    if (same_place(p, b)) return leads_in(p, b, c, a);
    if (same_place(p, c)) return leads_in(p, c, a, b);
    return in_triangle(a, b, c, p);
  }
  /// True if an edge of p, which is at the place of `corner`, goes between the sides to `first` and to `second`.
  [[nodiscard]] bool leads_in(int p, int corner, int first, int second) const {
    const auto between = [&](int end) { return turn(corner, first, end) > 0 && turn(second, corner, end) > 0; };
    return between(at(p).next) || between(at(p).previous);
  }
  [[nodiscard]] bool sees_inside(int a, int b) const;

  int new_node(double x, double y, std::uint32_t position);
  int make_ring(std::span<const geo::MapPoint> ring, std::uint32_t first_position, bool anticlockwise);
  void unlink(int i);
  int without_spikes(int start, std::size_t& count);

  // Holes
  void join_holes(int outer, const std::vector<int>& holes);
  void enter_edge(int i);
  int bridge_end(int hole);
  int split_edge(int i, int at_node);
  void join(int outer, int hole);

  // Ears
  void enter_corners(int start, std::size_t count);
  [[nodiscard]] bool is_ear(int i) const;
  [[nodiscard]] bool is_hashed_ear(int i);
  int cure_crossings(int start, std::size_t& count);
  void clip(int start, std::size_t count);
  void emit(int a, int b, int c);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> triangles_;
  Cells edges_;    ///< of joined rings, by their first nodes; only while holes are joined
  Cells corners_;  ///< those that do not turn left: only they can lie in an ear
  bool hashed_ = false;
  int start_ = none;
  std::size_t count_ = 0;
};

bool finite(geo::MapPoint p) {
  return std::isfinite(p.x_m) && std::isfinite(p.y_m);
}

double ring_area(std::span<const geo::MapPoint> ring) {
  double sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    sum += (ring[j].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m) -
           (ring[i].x_m - ring[0].x_m) * (ring[j].y_m - ring[0].y_m);
  return sum / 2;
}

Clipper::Clipper(std::span<const std::span<const geo::MapPoint>> rings) {
  if (rings.empty() || rings[0].empty()) return;
  geo::MapBox box;
  std::size_t total = 0;
  for (const auto& ring : rings) {
    for (const geo::MapPoint& p : ring) {
      if (!finite(p)) return;
      box.extend(p);
    }
    total += ring.size();
  }
  hashed_ = total > hashed_from;
  nodes_.reserve(total + 3 * rings.size());
  triangles_.reserve(3 * (total + 3 * rings.size()));

  start_ = make_ring(rings[0], 0, true);
  if (start_ == none) return;
  std::vector<int> holes;
  auto first = static_cast<std::uint32_t>(rings[0].size());
  for (const auto& ring : rings.subspan(1)) {
    const int hole = make_ring(ring, first, false);
    first += static_cast<std::uint32_t>(ring.size());
    if (hole != none) holes.push_back(hole);
  }
  if (!holes.empty()) {
    edges_ = Cells(box, static_cast<double>(nodes_.size()) / 2);
    join_holes(start_, holes);
    edges_ = {};
  }
  count_ = nodes_.size();
}

int Clipper::new_node(double x, double y, std::uint32_t position) {
  nodes_.push_back({x, y, position, none, none});
  return static_cast<int>(nodes_.size()) - 1;
}

/// A circular list in the wanted turn, without repeated neighbours; `none` if fewer than three positions are left.
int Clipper::make_ring(std::span<const geo::MapPoint> ring, std::uint32_t first_position, bool anticlockwise) {
  std::size_t size = ring.size();
  while (size > 1 && ring[size - 1] == ring[0]) --size;
  if (size < 3) return none;
  ring = ring.first(size);
  const bool forward = (ring_area(ring) > 0) == anticlockwise;
  const std::size_t begin = nodes_.size();
  for (std::size_t k = 0; k < size; ++k) {
    const std::size_t i = forward ? k : size - 1 - k;
    if (nodes_.size() > begin && nodes_.back().x == ring[i].x_m && nodes_.back().y == ring[i].y_m) continue;
    new_node(ring[i].x_m, ring[i].y_m, first_position + static_cast<std::uint32_t>(i));
  }
  const std::size_t end = nodes_.size();
  if (end - begin < 3) {
    nodes_.resize(begin);
    return none;
  }
  for (std::size_t i = begin; i < end; ++i) {
    nodes_[i].previous = static_cast<int>(i == begin ? end - 1 : i - 1);
    nodes_[i].next = static_cast<int>(i + 1 == end ? begin : i + 1);
  }
  return static_cast<int>(begin);
}

void Clipper::unlink(int i) {
  Node& n = at(i);
  at(n.previous).next = n.next;
  at(n.next).previous = n.previous;
  n.in_ring = false;
}

/// True if the way from `a` towards `b` starts inside the polygon.
bool Clipper::sees_inside(int a, int b) const {
  const int before = at(a).previous;
  const int after = at(a).next;
  return turn(before, a, after) > 0 ? turn(a, b, after) <= 0 && turn(a, before, b) <= 0
                                    : turn(a, b, before) > 0 || turn(a, after, b) > 0;
}

/// Enters the edge that starts at node i. Entries are never removed: an edge is looked up by its start when it is used,
/// and one that was shortened since then only lies in more cells than it needs.
void Clipper::enter_edge(int i) {
  const Node& a = at(i);
  const Node& b = at(a.next);
  const auto [low, high] = std::minmax(a.y, b.y);
  const auto [west, east] = std::minmax(a.x, b.x);
  const std::size_t last = edges_.row(high);
  for (std::size_t row = edges_.row(low); row <= last; ++row) {
    double from = west;
    double to = east;
    if (high > low) {  // where it crosses the row
      const double x0 = a.x + (std::max(edges_.south_of(row), low) - a.y) * (b.x - a.x) / (b.y - a.y);
      const double x1 = a.x + (std::min(edges_.south_of(row + 1), high) - a.y) * (b.x - a.x) / (b.y - a.y);
      const double slack = 1e-9 * (east - west);
      from = std::clamp(std::min(x0, x1) - slack, west, east);
      to = std::clamp(std::max(x0, x1) + slack, west, east);
    }
    const std::size_t end = edges_.column(to);
    for (std::size_t column = edges_.column(from); column <= end; ++column) edges_.at(column, row).push_back(i);
  }
}

void Clipper::join_holes(int outer, const std::vector<int>& holes) {
  // Only rings that are already joined are in the cells. Taken from the west, what a hole sees to its west is joined.
  std::vector<int> western;
  western.reserve(holes.size());
  for (const int hole : holes) {
    int west = hole;
    for (int i = at(hole).next; i != hole; i = at(i).next)
      if (at(i).x < at(west).x || (at(i).x == at(west).x && at(i).y < at(west).y)) west = i;
    western.push_back(west);
  }
  std::ranges::sort(western, [&](int a, int b) {
    return at(a).x != at(b).x ? at(a).x < at(b).x : at(a).y != at(b).y ? at(a).y < at(b).y : a < b;
  });
  const auto enter_ring = [&](int start) {
    int i = start;
    do {
      enter_edge(i);
      i = at(i).next;
    } while (i != start);
  };
  enter_ring(outer);
  for (const int west : western) {
    const int end = bridge_end(west);
    if (end == none) continue;  // the hole lies outside the outer ring: nothing to cut out
    enter_ring(west);
    join(end, west);
  }
}

/// A position of the joined rings that the western end of a hole can be joined to without crossing anything.
int Clipper::bridge_end(int hole) {
  const double hx = at(hole).x;
  const double hy = at(hole).y;
  double nearest_x = -std::numeric_limits<double>::infinity();
  int found = none;
  const std::size_t hole_row = edges_.row(hy);
  for (std::size_t column = edges_.column(hx) + 1; column-- > 0;) {
    for (const int i : edges_.at(column, hole_row)) {
      const int j = at(i).next;
      const Node& a = at(i);
      const Node& b = at(j);
      if (a.x == hx && a.y == hy && sees_inside(i, at(hole).next) && sees_inside(i, at(hole).previous)) return i;
      // Downwards: the inside of the ring is to the east of the edge.
      if (!(a.y >= hy && b.y <= hy && a.y != b.y)) continue;
      const double x = a.x + (hy - a.y) * (b.x - a.x) / (b.y - a.y);
      if (x == hx && a.y != hy && b.y != hy) return split_edge(i, hole);
      if (x > hx || x < nearest_x) continue;
      const int end = a.y == hy ? i : b.y == hy ? j : a.x < b.x ? i : j;
      if (x == nearest_x && found != none && !sees_inside(end, hole)) continue;
      nearest_x = x;
      found = end;
    }
    // What lies farther west is hidden.
    if (found != none && nearest_x > edges_.west_of(column)) break;
  }
  if (found == none) return none;
  // Whatever lies in the triangle (western end, seen place, found position) may hide it: take the flattest of those.
  const Node& f = at(found);
  const double low_y = std::min(hy, f.y);
  const double high_y = std::max(hy, f.y);
  int best = found;
  double flattest = std::numeric_limits<double>::infinity();
  const auto inside = [&](const Node& p) {
    const double seen_x = hy < f.y ? hx : nearest_x;
    const double other_x = hy < f.y ? nearest_x : hx;
    const auto cross = [](double ax, double ay, double bx, double by, double px, double py) {
      return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    };
    const double s1 = cross(seen_x, hy, f.x, f.y, p.x, p.y);
    const double s2 = cross(f.x, f.y, other_x, hy, p.x, p.y);
    const double s3 = cross(other_x, hy, seen_x, hy, p.x, p.y);
    return (s1 >= 0 && s2 >= 0 && s3 >= 0) || (s1 <= 0 && s2 <= 0 && s3 <= 0);
  };
  const auto look_at = [&](const std::vector<int>& list) {
    for (const int i : list) {
      const Node& p = at(i);
      if (p.x > hx || p.x < std::min(f.x, nearest_x) || p.y < low_y || p.y > high_y || p.x == hx) continue;
      if (!inside(p) || !sees_inside(i, hole)) continue;
      const double slope = std::abs(hy - p.y) / (hx - p.x);
      const bool nearer = slope == flattest && p.x > at(best).x;
      const bool twin = slope == flattest && p.x == at(best).x && turn(at(best).previous, best, at(i).previous) > 0 &&
                        turn(at(i).next, best, at(best).next) > 0;
      if (slope < flattest || nearer || twin) {
        flattest = slope;
        best = i;
      }
    }
  };
  const double west_x = std::min(f.x, nearest_x);
  for (std::size_t row = edges_.row(low_y); row <= edges_.row(high_y); ++row)
    for (std::size_t column = edges_.column(west_x); column <= edges_.column(hx); ++column)
      look_at(edges_.at(column, row));
  if (best == found && !sees_inside(found, hole)) {
    // Several nodes can share the place after earlier bridges; one of them looks into the right sector.
    for (const int i : edges_.at(edges_.column(f.x), edges_.row(f.y)))
      if (same_place(i, found) && sees_inside(i, hole)) return i;
  }
  return best;
}

/// A new node on the edge that starts at i, where another node touches it.
int Clipper::split_edge(int i, int at_node) {
  const int split = new_node(at(at_node).x, at(at_node).y, at(at_node).position);
  const int next = at(i).next;
  at(i).next = split;
  at(split).previous = i;
  at(split).next = next;
  at(next).previous = split;
  enter_edge(split);
  return split;
}

/// Cuts the polygon open along the bridge: outer .. -> hole ring -> back to a copy of outer.
void Clipper::join(int outer, int hole) {
  const int outer_copy = new_node(at(outer).x, at(outer).y, at(outer).position);
  const int hole_copy = new_node(at(hole).x, at(hole).y, at(hole).position);
  const int outer_next = at(outer).next;
  const int hole_previous = at(hole).previous;
  at(outer).next = hole;
  at(hole).previous = outer;
  at(hole_previous).next = hole_copy;
  at(hole_copy).previous = hole_previous;
  at(hole_copy).next = outer_copy;
  at(outer_copy).previous = hole_copy;
  at(outer_copy).next = outer_next;
  at(outer_next).previous = outer_copy;
  enter_edge(outer);
  enter_edge(hole_copy);
  enter_edge(outer_copy);
}

void Clipper::enter_corners(int start, std::size_t count) {
  geo::MapBox box;
  int i = start;
  do {
    box.extend(geo::MapPoint{at(i).x, at(i).y});
    i = at(i).next;
  } while (i != start);
  corners_ = Cells(box, static_cast<double>(count) / 4);
  do {
    const Node& n = at(i);
    if (turn(n.previous, i, n.next) <= 0) corners_.at(corners_.column(n.x), corners_.row(n.y)).push_back(i);
    i = n.next;
  } while (i != start);
}

bool Clipper::is_ear(int i) const {
  const int a = at(i).previous;
  const int c = at(i).next;
  if (turn(a, i, c) <= 0) return false;
  for (int p = at(c).next; p != a; p = at(p).next)
    if (turn(at(p).previous, p, at(p).next) <= 0 && hides(a, i, c, p)) return false;
  return true;
}

bool Clipper::is_hashed_ear(int i) {
  const int a = at(i).previous;
  const int c = at(i).next;
  if (turn(a, i, c) <= 0) return false;
  const double min_x = std::min({at(a).x, at(i).x, at(c).x});
  const double min_y = std::min({at(a).y, at(i).y, at(c).y});
  const double max_x = std::max({at(a).x, at(i).x, at(c).x});
  const double max_y = std::max({at(a).y, at(i).y, at(c).y});
  const std::size_t last_row = corners_.row(max_y);
  const std::size_t last_column = corners_.column(max_x);
  for (std::size_t row = corners_.row(min_y); row <= last_row; ++row)
    for (std::size_t column = corners_.column(min_x); column <= last_column; ++column) {
      std::vector<int>& list = corners_.at(column, row);
      for (std::size_t k = 0; k < list.size();) {
        const int p = list[k];
        const Node& n = at(p);
        // Clipping its neighbours only ever turns a corner further to the left.
        if (!n.in_ring || turn(n.previous, p, n.next) > 0) {
          list[k] = list.back();
          list.pop_back();
          continue;
        }
        if (n.x >= min_x && n.x <= max_x && n.y >= min_y && n.y <= max_y && p != a && p != c && hides(a, i, c, p))
          return false;
        ++k;
      }
    }
  return true;
}

void Clipper::emit(int a, int b, int c) {
  triangles_.push_back(at(a).position);
  triangles_.push_back(at(b).position);
  triangles_.push_back(at(c).position);
}

/// Drops positions that span no area: repeated ones and spikes on a straight line.
int Clipper::without_spikes(int start, std::size_t& count) {
  int end = start;
  int i = start;
  bool again = true;
  while (again || i != end) {
    again = false;
    if (count > 3 && (same_place(i, at(i).next) || turn(at(i).previous, i, at(i).next) == 0)) {
      unlink(i);
      --count;
      i = end = at(i).previous;
      again = true;
    } else {
      i = at(i).next;
    }
  }
  return i;
}

/// Cuts off the small bow ties of a ring that crosses itself between neighbouring edges.
int Clipper::cure_crossings(int start, std::size_t& count) {
  int i = start;
  int end = start;
  bool again = true;
  while ((again || i != end) && count > 4) {
    again = false;
    const int a = at(i).previous;
    const int n = at(i).next;
    const int b = at(n).next;
    const bool crosses = !same_place(a, b) && turn(a, i, n) * turn(a, i, b) < 0 && turn(n, b, a) * turn(n, b, i) < 0;
    if (crosses) {
      emit(a, i, b);
      unlink(i);
      unlink(n);
      count -= 2;
      i = end = b;
      again = true;
    } else {
      i = at(i).next;
    }
  }
  return i;
}

void Clipper::clip(int start, std::size_t count) {
  // What to do when a whole round finds no ear: 0 drop spikes, 1 cure crossings, 2 take any left turn, 3 take anything.
  // Each stage is entered again only after progress, so that every ring ends, also one that crosses itself.
  constexpr int cures = 64;  // after that many stops the ring is beyond repair; finding ears again would be quadratic
  int stage = 0;
  int stops = 0;
  int i = start;
  int stop = start;
  while (count > 3) {
    const bool ear =
        stage >= 3 || (stage == 2 ? turn(at(i).previous, i, at(i).next) > 0 : (hashed_ ? is_hashed_ear(i) : is_ear(i)));
    const int next = at(i).next;
    if (ear) {
      if (turn(at(i).previous, i, next) > 0) emit(at(i).previous, i, next);
      unlink(i);
      --count;
      // The next but one: fewer slivers.
      i = stop = at(next).next;
      if (stage == 2 && ++stops < cures) stage = 1;
      continue;
    }
    i = next;
    if (i != stop) continue;
    if (stage == 0) i = stop = without_spikes(i, count);
    if (stage == 1) i = stop = cure_crossings(i, count);
    if (hashed_ && stage < 2) enter_corners(i, count);  // these do turn corners to the right
    ++stage;
  }
  if (count == 3 && turn(at(i).previous, i, at(i).next) > 0) emit(at(i).previous, i, at(i).next);
}

std::vector<std::uint32_t> Clipper::run() {
  if (start_ == none) return {};
  // Holes that were left out are not in the ring.
  count_ = 0;
  int i = start_;
  do {
    ++count_;
    i = at(i).next;
  } while (i != start_);
  if (hashed_) enter_corners(start_, count_);
  clip(start_, count_);
  return std::move(triangles_);
}

}  // namespace

std::vector<std::uint32_t> triangulate(std::span<const std::span<const geo::MapPoint>> rings) {
  return Clipper(rings).run();
}

}  // namespace render
