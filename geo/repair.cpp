#include "geo/geos.hpp"
#include "geo/progress.hpp"
#include "geo/simple_ring.hpp"
#include "geo/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

// GEOS's repair takes the lines of all rings, cuts them at their crossings and fills every other face. Its time grows
// with the square of the rings: half a minute for a coast with 20,000 lakes. But rings that do not touch have nothing
// to tell each other except which lies in which. So rings are gathered into knots of those that touch; a ring that
// touches nothing stays as it is, each knot is handed to GEOS on its own, and what lies within an odd number of other
// knots is a hole in them.

namespace geo {

namespace {

/// Fewer positions than this are no ring, line or point for GEOS.
std::size_t fewest_positions(GeometryKind kind) {
  return kind == GeometryKind::polygon ? 4 : kind == GeometryKind::line ? 2 : 1;
}

/// What GEOS can not even hold is mended or dropped: positions that are not finite, open rings, too short ones.
Geometry holdable(const Geometry& geometry) {
  Geometry clean{geometry.kind, {}};
  for (const Part& part : geometry.parts) {
    Part kept;
    for (std::size_t i = 0; i < part.rings.size(); ++i) {
      Ring ring;
      for (const MapPoint p : part.rings[i])
        if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) ring.push_back(p);
      if (geometry.kind == GeometryKind::polygon && !ring.empty() && ring.front() != ring.back())
        ring.push_back(ring.front());
      if (ring.size() >= fewest_positions(geometry.kind))
        kept.rings.push_back(std::move(ring));
      else if (i == 0)
        break;
    }
    if (!kept.rings.empty()) clean.parts.push_back(std::move(kept));
  }
  return clean;
}

Geometry made_valid(const Geometry& geometry) {
  const GeosGeometry g = geos_from(geometry);
  if (!g) return {};
  const GeosGeometry valid(GEOSMakeValid_r(geos_context(), g.get()));
  return geometry_from(valid.get(), geometry.kind);
}

Geometry polygon_of(const Ring& ring) {
  return {GeometryKind::polygon, {Part{{ring}}}};
}

MapBox box_of(const Ring& ring) {
  MapBox box;
  for (const MapPoint p : ring) box.extend(p);
  return box;
}

/// A polygon that is asked many times whether it holds a place.
class Area {
public:
  explicit Area(const Geometry& polygon)
      : polygon_(geos_from(polygon)), prepared_(polygon_ ? GEOSPrepare_r(geos_context(), polygon_.get()) : nullptr) {}
  ~Area() {
    if (prepared_ != nullptr) GEOSPreparedGeom_destroy_r(geos_context(), prepared_);
  }
  Area(const Area&) = delete;
  Area& operator=(const Area&) = delete;

  [[nodiscard]] bool holds(MapPoint p) const {
    const GeosGeometry point = geos_from(Geometry::point(p));
    return prepared_ != nullptr && point && GEOSPreparedIntersects_r(geos_context(), prepared_, point.get()) == 1;
  }

private:
  GeosGeometry polygon_;
  const GEOSPreparedGeometry* prepared_;
};

/// Which of many polygons hold a place; each is prepared when it is first asked.
class Areas {
public:
  explicit Areas(std::span<const Geometry> polygons)
      : polygons_(polygons), index_(boxes_of(polygons)), areas_(polygons.size()) {}

  [[nodiscard]] std::vector<std::uint32_t> that_hold(MapPoint p) {
    MapBox place;
    place.extend(p);
    std::vector<std::uint32_t> found = index_.in_box(place);
    std::erase_if(found, [&](std::uint32_t i) {
      if (!areas_[i]) areas_[i].emplace(polygons_[i]);
      return !areas_[i]->holds(p);
    });
    return found;
  }

private:
  static std::vector<MapBox> boxes_of(std::span<const Geometry> polygons) {
    std::vector<MapBox> boxes;
    for (const Geometry& polygon : polygons) boxes.push_back(bounds(polygon));
    return boxes;
  }
  std::span<const Geometry> polygons_;
  SpatialIndex index_;
  std::vector<std::optional<Area>> areas_;
};

/// Rings that touch each other, directly or through others.
struct Knot {
  std::vector<const Ring*> rings;
  bool in_doubt = false;  ///< a ring may touch itself or another
};

class KnotFinder {
public:
  explicit KnotFinder(const Geometry& polygon) {
    for (const Part& part : polygon.parts)
      for (const Ring& ring : part.rings) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
          segments_.push_back({static_cast<std::uint32_t>(rings_.size()), static_cast<std::uint32_t>(i)});
        rings_.push_back(&ring);
      }
    leader_.resize(rings_.size());
    std::iota(leader_.begin(), leader_.end(), 0U);
    doubtful_.resize(rings_.size(), false);
  }

  std::vector<Knot> knots(const Progress& progress) {
    std::vector<MapBox> boxes;
    boxes.reserve(segments_.size());
    for (const Segment& s : segments_) boxes.push_back(box_of({from(s), to(s)}));
    const SpatialIndex index(boxes);
    for (std::uint32_t i = 0; i < segments_.size(); ++i) {
      if (i % 1024 == 0 && progress.cancelled()) throw Cancelled();
      for (const std::uint32_t k : index.in_box(boxes[i]))
        if (k > i) compare(segments_[i], segments_[k]);
    }
    return gathered();
  }

private:
  struct Segment {
    std::uint32_t ring;
    std::uint32_t at;
  };
  [[nodiscard]] MapPoint from(const Segment& s) const { return (*rings_[s.ring])[s.at]; }
  [[nodiscard]] MapPoint to(const Segment& s) const { return (*rings_[s.ring])[s.at + 1]; }

  std::uint32_t leader(std::uint32_t ring) {
    while (leader_[ring] != ring) ring = leader_[ring] = leader_[leader_[ring]];
    return ring;
  }

  /// `s` comes before `t`.
  void compare(const Segment& s, const Segment& t) {
    if (s.ring != t.ring) {
      const std::uint32_t a = leader(s.ring);
      const std::uint32_t b = leader(t.ring);
      if (a != b && !certainly_apart(from(s), to(s), from(t), to(t))) leader_[std::max(a, b)] = std::min(a, b);
      return;
    }
    if (doubtful_[s.ring]) return;
    const std::size_t segments = rings_[s.ring]->size() - 1;
    if (t.at == s.at + 1)
      doubtful_[s.ring] = !certainly_turns(from(s), to(s), to(t));
    else if (s.at == 0 && t.at + 1 == segments)
      doubtful_[s.ring] = !certainly_turns(from(t), to(t), to(s));
    else
      doubtful_[s.ring] = !certainly_apart(from(s), to(s), from(t), to(t));
  }

  std::vector<Knot> gathered() {
    std::vector<Knot> by_leader(rings_.size());
    for (std::uint32_t r = 0; r < rings_.size(); ++r) {
      Knot& knot = by_leader[leader(r)];
      knot.in_doubt = knot.in_doubt || !knot.rings.empty() || doubtful_[r];
      knot.rings.push_back(rings_[r]);
    }
    std::erase_if(by_leader, [](const Knot& knot) { return knot.rings.empty(); });
    return by_leader;
  }

  std::vector<const Ring*> rings_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> leader_;
  std::vector<bool> doubtful_;
};

/// What the knot covers by itself. `in_doubt` is cleared when its one ring is fine.
Geometry area_of(Knot& knot) {
  if (knot.rings.size() == 1) {
    Geometry alone = polygon_of(*knot.rings.front());
    if (!knot.in_doubt || is_valid(alone)) {
      knot.in_doubt = false;
      return alone;
    }
  }
  Geometry all{GeometryKind::polygon, {}};
  for (const Ring* ring : knot.rings) all.parts.push_back(Part{{*ring}});
  return made_valid(all);
}

/// The knot as it lies in a filled area: the holes it cuts there and the islands in them.
struct Cut {
  std::vector<Ring> holes;
  std::vector<Part> islands;
};

Cut cut_by(const Knot& knot, const Geometry& area) {
  if (!knot.in_doubt) return {{*knot.rings.front()}, {}};
  const MapBox inner = bounds(area);
  const MapBox box = inner.grown(std::max(inner.width_m(), inner.height_m()));
  const Ring frame{{box.min_x_m, box.min_y_m},
                   {box.max_x_m, box.min_y_m},
                   {box.max_x_m, box.max_y_m},
                   {box.min_x_m, box.max_y_m},
                   {box.min_x_m, box.min_y_m}};
  Geometry framed = area;
  framed.parts.push_back(Part{{frame}});
  Cut cut;
  for (Part& part : made_valid(framed).parts) {
    if (box_of(part.rings.front()) == box)
      std::move(part.rings.begin() + 1, part.rings.end(), std::back_inserter(cut.holes));
    else
      cut.islands.push_back(std::move(part));
  }
  return cut;
}

/// Whether an odd number of other knots' areas hold the knot.
bool lies_in_filled_area(std::uint32_t knot, const Geometry& area, Areas& areas) {
  std::vector<std::uint32_t> around = areas.that_hold(area.parts.front().rings.front().front());
  std::erase(around, knot);
  return around.size() % 2 == 1;
}

Geometry repaired_by_knots(const Geometry& polygon, const Progress& progress) {
  std::vector<Knot> knots = KnotFinder(polygon).knots(progress);
  std::vector<Geometry> area;
  for (Knot& knot : knots) {
    if (progress.cancelled()) throw Cancelled();
    area.push_back(area_of(knot));
  }
  struct Hole {
    Ring ring;
    std::uint32_t knot;
  };
  std::vector<Hole> holes;
  std::vector<Geometry> filled;
  std::vector<std::uint32_t> knot_of_filled;
  Areas areas(area);
  for (std::uint32_t k = 0; k < knots.size(); ++k) {
    if (progress.cancelled()) throw Cancelled();
    if (area[k].empty()) continue;
    const bool cuts = lies_in_filled_area(k, area[k], areas);
    Cut cut = cuts ? cut_by(knots[k], area[k]) : Cut{{}, area[k].parts};
    for (Ring& ring : cut.holes) holes.push_back({std::move(ring), k});
    for (Part& part : cut.islands) {
      filled.push_back({GeometryKind::polygon, {std::move(part)}});
      knot_of_filled.push_back(k);
    }
  }
  Geometry out{GeometryKind::polygon, {}};
  for (const Geometry& one : filled) out.parts.push_back(one.parts.front());
  Areas parents(filled);
  for (Hole& hole : holes) {
    if (progress.cancelled()) throw Cancelled();
    std::vector<std::uint32_t> around = parents.that_hold(hole.ring.front());
    std::erase_if(around, [&](std::uint32_t i) { return knot_of_filled[i] == hole.knot; });
    if (around.empty()) return {};
    const auto innermost = std::min_element(around.begin(), around.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::abs(signed_area_m2(filled[a].parts.front().rings.front())) <
             std::abs(signed_area_m2(filled[b].parts.front().rings.front()));
    });
    out.parts[*innermost].rings.push_back(std::move(hole.ring));
  }
  if (out.empty()) out.kind = GeometryKind::none;
  return out;
}

}  // namespace

Geometry repaired(const Geometry& geometry) {
  return repaired(geometry, Progress());
}

Geometry repaired(const Geometry& geometry, const Progress& progress) {
  if (is_valid(geometry)) return geometry;
  const Geometry clean = holdable(geometry);
  if (clean.kind == GeometryKind::polygon) {
    Geometry by_knots = repaired_by_knots(clean, progress);
    if (is_valid(by_knots)) return by_knots;
  }
  return made_valid(clean);
}

}  // namespace geo
