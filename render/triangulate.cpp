// Ear clipping with holes bridged into the outer ring, after Held 2001 (FIST) and Eberly 2002 ("Triangulation by ear
// clipping"). Large rings find the positions near an ear by a z-order list, holes find their bridge by bands of equal
// y.
#include "render/batch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace render {
namespace {

constexpr std::size_t hashed_from = 64;  ///< ring size from which the z-order list pays
constexpr int none = -1;

struct Node {
  double x;
  double y;
  std::uint32_t position;  ///< what the caller calls it
  int previous;
  int next;
  int z_previous = none;
  int z_next = none;
  std::uint32_t z = 0;
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
  [[nodiscard]] bool sees_inside(int a, int b) const;

  int new_node(double x, double y, std::uint32_t position);
  int make_ring(std::span<const geo::MapPoint> ring, std::uint32_t first_position, bool anticlockwise);
  void unlink(int i);
  int without_spikes(int start, std::size_t& count);

  // Holes
  void join_holes(int outer, const std::vector<int>& holes);
  [[nodiscard]] std::size_t band_of(double y) const;
  void enter_band(int i);
  int bridge_end(int hole);
  int split_edge(int i, int at_node);
  void join(int outer, int hole);

  // Ears
  void order_by_z(int start);
  [[nodiscard]] std::uint32_t z_of(double x, double y) const;
  [[nodiscard]] bool is_ear(int i) const;
  [[nodiscard]] bool is_hashed_ear(int i) const;
  int cure_crossings(int start, std::size_t& count);
  void clip(int start, std::size_t count);
  void emit(int a, int b, int c);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> triangles_;
  geo::MapPoint corner_;
  double z_scale_ = 0;
  double band_scale_ = 0;
  std::vector<std::vector<int>> bands_;
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
  corner_ = {box.min_x_m, box.min_y_m};
  const double size = std::max(box.width_m(), box.height_m());
  z_scale_ = size > 0 ? 32767.0 / size : 0;
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
    // As many bands as there are short edges, but no more entries than some times the edges if they are tall.
    double heights = 0;
    for (const Node& node : nodes_) heights += std::abs(at(node.next).y - node.y);
    const auto node_count = static_cast<double>(nodes_.size());
    const double crossings = box.height_m() > 0 ? heights / box.height_m() : 0;
    const double wanted = std::min(node_count / 16, 8 * node_count / std::max(1.0, crossings));
    const std::size_t band_count = std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, 65536);
    bands_.resize(band_count);
    band_scale_ = box.height_m() > 0 ? static_cast<double>(band_count) / box.height_m() : 0;
    join_holes(start_, holes);
    bands_ = {};
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
  const Node& n = at(i);
  at(n.previous).next = n.next;
  at(n.next).previous = n.previous;
  if (n.z_previous != none) at(n.z_previous).z_next = n.z_next;
  if (n.z_next != none) at(n.z_next).z_previous = n.z_previous;
}

/// True if the way from `a` towards `b` starts inside the polygon.
bool Clipper::sees_inside(int a, int b) const {
  const int before = at(a).previous;
  const int after = at(a).next;
  return turn(before, a, after) > 0 ? turn(a, b, after) <= 0 && turn(a, before, b) <= 0
                                    : turn(a, b, before) > 0 || turn(a, after, b) > 0;
}

std::size_t Clipper::band_of(double y) const {
  const double band = (y - corner_.y_m) * band_scale_;
  return std::min(bands_.size() - 1, static_cast<std::size_t>(std::max(0.0, band)));
}

/// Enters the edge that starts at node i. Entries are never removed: an edge is looked up by its start when it is used.
void Clipper::enter_band(int i) {
  auto [low, high] = std::minmax(at(i).y, at(at(i).next).y);
  for (std::size_t band = band_of(low); band <= band_of(high); ++band) bands_[band].push_back(i);
}

void Clipper::join_holes(int outer, const std::vector<int>& holes) {
  // Only rings that are already joined are in the bands. Taken from the west, what a hole sees to its west is joined.
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
      enter_band(i);
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
  for (const int i : bands_[band_of(hy)]) {
    const int j = at(i).next;
    const Node& a = at(i);
    const Node& b = at(j);
    if (a.x == hx && a.y == hy && sees_inside(i, at(hole).next) && sees_inside(i, at(hole).previous)) return i;
    // Downwards: the inside of the ring is to the east of the edge.
    if (!(a.y >= hy && b.y <= hy && a.y != b.y)) continue;
    const double x = a.x + (hy - a.y) * (b.x - a.x) / (b.y - a.y);
    if (x == hx && a.y != hy && b.y != hy) return split_edge(i, hole);
    if (x > hx || x < nearest_x) continue;
    if (x == nearest_x && found != none && !sees_inside(a.x < b.x ? i : j, hole)) continue;
    nearest_x = x;
    found = a.x < b.x ? i : j;
    if (a.y == hy) found = i;
    if (b.y == hy) found = j;
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
  for (std::size_t band = band_of(low_y); band <= band_of(high_y); ++band)
    for (const int i : bands_[band]) {
      const Node& p = at(i);
      if (i == found || p.x > hx || p.x < std::min(f.x, nearest_x) || p.y < low_y || p.y > high_y || p.x == hx)
        continue;
      if (!inside(p) || !sees_inside(i, hole)) continue;
      const double slope = std::abs(hy - p.y) / (hx - p.x);
      const bool nearer = slope == flattest && p.x > at(best).x;
      const bool twin = slope == flattest && p.x == at(best).x && turn(at(best).previous, best, at(i).previous) < 0 &&
                        turn(at(i).next, best, at(best).next) < 0;
      if (slope < flattest || nearer || twin) {
        flattest = slope;
        best = i;
      }
    }
  if (best == found && !sees_inside(found, hole)) {
    // Several nodes can share the place after earlier bridges; one of them looks into the right sector.
    for (const int i : bands_[band_of(f.y)])
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
  enter_band(split);
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
  enter_band(outer);
  enter_band(hole_copy);
  enter_band(outer_copy);
}

std::uint32_t Clipper::z_of(double x, double y) const {
  const auto spread = [](double value) {
    auto v = static_cast<std::uint32_t>(std::clamp(value, 0.0, 32767.0));
    v = (v | (v << 8)) & 0x00FF00FFU;
    v = (v | (v << 4)) & 0x0F0F0F0FU;
    v = (v | (v << 2)) & 0x33333333U;
    return (v | (v << 1)) & 0x55555555U;
  };
  return spread((x - corner_.x_m) * z_scale_) | (spread((y - corner_.y_m) * z_scale_) << 1);
}

void Clipper::order_by_z(int start) {
  std::vector<int> order;
  order.reserve(count_);
  int i = start;
  do {
    at(i).z = z_of(at(i).x, at(i).y);
    order.push_back(i);
    i = at(i).next;
  } while (i != start);
  std::ranges::sort(order, [&](int a, int b) { return at(a).z < at(b).z; });
  for (std::size_t k = 0; k < order.size(); ++k) {
    at(order[k]).z_previous = k == 0 ? none : order[k - 1];
    at(order[k]).z_next = k + 1 == order.size() ? none : order[k + 1];
  }
}

bool Clipper::is_ear(int i) const {
  const int a = at(i).previous;
  const int c = at(i).next;
  if (turn(a, i, c) <= 0) return false;
  for (int p = at(c).next; p != a; p = at(p).next)
    if (in_triangle(a, i, c, p) && turn(at(p).previous, p, at(p).next) <= 0 && !same_place(p, a)) return false;
  return true;
}

bool Clipper::is_hashed_ear(int i) const {
  const int a = at(i).previous;
  const int c = at(i).next;
  if (turn(a, i, c) <= 0) return false;
  const double min_x = std::min({at(a).x, at(i).x, at(c).x});
  const double min_y = std::min({at(a).y, at(i).y, at(c).y});
  const double max_x = std::max({at(a).x, at(i).x, at(c).x});
  const double max_y = std::max({at(a).y, at(i).y, at(c).y});
  const std::uint32_t min_z = z_of(min_x, min_y);
  const std::uint32_t max_z = z_of(max_x, max_y);
  const auto hides = [&](int p) {
    const Node& n = at(p);
    return n.x >= min_x && n.x <= max_x && n.y >= min_y && n.y <= max_y && p != a && p != c && !same_place(p, a) &&
           in_triangle(a, i, c, p) && turn(n.previous, p, n.next) <= 0;
  };
  int down = at(i).z_previous;
  int up = at(i).z_next;
  while (down != none && at(down).z >= min_z && up != none && at(up).z <= max_z) {
    if (hides(down) || hides(up)) return false;
    down = at(down).z_previous;
    up = at(up).z_next;
  }
  for (; down != none && at(down).z >= min_z; down = at(down).z_previous)
    if (hides(down)) return false;
  for (; up != none && at(up).z <= max_z; up = at(up).z_next)
    if (hides(up)) return false;
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
    ++stage;
  }
  if (count == 3 && turn(at(i).previous, i, at(i).next) > 0) emit(at(i).previous, i, at(i).next);
}

std::vector<std::uint32_t> Clipper::run() {
  if (start_ == none) return {};
  if (hashed_) order_by_z(start_);
  // Holes that were left out are not in the ring.
  count_ = 0;
  int i = start_;
  do {
    ++count_;
    i = at(i).next;
  } while (i != start_);
  clip(start_, count_);
  return std::move(triangles_);
}

}  // namespace

std::vector<std::uint32_t> triangulate(std::span<const std::span<const geo::MapPoint>> rings) {
  return Clipper(rings).run();
}

}  // namespace render
