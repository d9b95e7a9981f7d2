#include "layers/repair.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <thread>
#include <unordered_map>
#include <vector>

namespace layers {

namespace {

using geo::MapPoint;

/// Twice the signed area of the triangle; 0 when rounding could have changed its sign.
double turn(MapPoint a, MapPoint b, MapPoint c) {
  const double left = (b.x_m - a.x_m) * (c.y_m - a.y_m);
  const double right = (b.y_m - a.y_m) * (c.x_m - a.x_m);
  const double value = left - right;
  // Shewchuk's first error bound for the orientation test: (3 + 16 eps) eps with eps = 2^-53.
  constexpr double bound = 3.3306690738754716e-16;
  return std::abs(value) > bound * (std::abs(left) + std::abs(right)) ? value : 0;
}

/// Segments that certainly do not share a position.
bool certainly_apart(MapPoint a, MapPoint b, MapPoint c, MapPoint d) {
  if (std::max(a.x_m, b.x_m) < std::min(c.x_m, d.x_m) || std::max(c.x_m, d.x_m) < std::min(a.x_m, b.x_m) ||
      std::max(a.y_m, b.y_m) < std::min(c.y_m, d.y_m) || std::max(c.y_m, d.y_m) < std::min(a.y_m, b.y_m))
    return true;
  if (turn(a, b, c) * turn(a, b, d) > 0) return true;
  return turn(c, d, a) * turn(c, d, b) > 0;
}

constexpr std::size_t small_ring = 48;
constexpr std::size_t chunk = 4096;

bool certainly_valid(const geo::Features& f, std::size_t feature) {
  const std::uint32_t part = f.feature_start[feature];
  if (f.feature_start[feature + 1] - part != 1) return false;
  const std::uint32_t ring = f.part_start[part];
  if (f.part_start[part + 1] - ring != 1) return false;
  const auto positions = f.ring(ring);
  return positions.size() <= small_ring && certainly_simple(positions);
}

bool valid_by_geos(const geo::Features& f, std::size_t feature) {
  return geo::is_valid(f.geometry(feature));
}

/// The features' invalid polygons, in ascending order.
std::vector<std::uint32_t> invalid_polygons(const geo::Features& f, geo::Progress& progress) {
  std::atomic<std::size_t> next{0};
  const std::size_t threads = f.size() < 2 * chunk ? 1 : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::vector<std::uint32_t>> found(threads);
  const auto work = [&](std::size_t thread) {
    for (std::size_t first = next.fetch_add(chunk); first < f.size() && !progress.cancelled();
         first = next.fetch_add(chunk)) {
      const std::size_t last = std::min(first + chunk, f.size());
      for (std::size_t i = first; i < last; ++i)
        if (f.kind[i] == geo::GeometryKind::polygon && !certainly_valid(f, i) && !valid_by_geos(f, i))
          found[thread].push_back(static_cast<std::uint32_t>(i));
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t t = 1; t < threads; ++t) helpers.emplace_back(work, t);
    work(0);
  }
  if (progress.cancelled()) throw geo::Cancelled();
  std::vector<std::uint32_t> all;
  for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end());
  return all;
}

geo::Geometry polygon_of(const geo::Ring& ring) {
  return {geo::GeometryKind::polygon, {geo::Part{{ring}}}};
}

bool is_simple(const geo::Ring& ring) {
  return (ring.size() <= small_ring && certainly_simple(ring)) || geo::is_valid(polygon_of(ring));
}

/// The part with each ring that crosses itself mended on its own; other rings are not touched.
std::vector<geo::Part> with_mended_rings(const geo::Part& part) {
  std::vector<geo::Part> parts{geo::Part{{part.rings.front()}}};
  if (!is_simple(part.rings.front())) parts = geo::repaired(polygon_of(part.rings.front())).parts;
  std::vector<geo::Part> islands;
  const auto cut_out = [&](const geo::Ring& hole) {
    for (geo::Part& p : parts)
      if (parts.size() == 1 || geo::contains({geo::GeometryKind::polygon, {p}}, hole.front())) {
        p.rings.push_back(hole);
        return;
      }
  };
  for (std::size_t r = 1; r < part.rings.size(); ++r) {
    if (is_simple(part.rings[r])) {
      cut_out(part.rings[r]);
      continue;
    }
    for (const geo::Part& piece : geo::repaired(polygon_of(part.rings[r])).parts) {
      cut_out(piece.rings.front());
      for (std::size_t inner = 1; inner < piece.rings.size(); ++inner) islands.push_back({{piece.rings[inner]}});
    }
  }
  parts.insert(parts.end(), islands.begin(), islands.end());
  return parts;
}

/// GEOS's repair of a whole coastline takes most of a minute, that of the one ring which crosses itself a moment:
/// rings are mended first, and the whole only if that was not enough.
geo::Geometry mended(const geo::Geometry& invalid) {
  std::size_t rings = 0;
  for (const geo::Part& part : invalid.parts) rings += part.rings.size();
  if (rings > 1) {
    geo::Geometry by_ring{geo::GeometryKind::polygon, {}};
    for (const geo::Part& part : invalid.parts) {
      std::vector<geo::Part> parts = with_mended_rings(part);
      std::move(parts.begin(), parts.end(), std::back_inserter(by_ring.parts));
    }
    if (!by_ring.empty() && geo::is_valid(by_ring)) return by_ring;
  }
  return geo::repaired(invalid);
}

/// Copies feature `i` of `from` to the end of `to`, geometry only.
void copy_geometry(const geo::Features& from, std::size_t i, geo::Features& to) {
  for (std::uint32_t part = from.feature_start[i]; part < from.feature_start[i + 1]; ++part) {
    for (std::uint32_t ring = from.part_start[part]; ring < from.part_start[part + 1]; ++ring) {
      const auto positions = from.ring(ring);
      to.positions.insert(to.positions.end(), positions.begin(), positions.end());
      to.ring_start.push_back(static_cast<std::uint32_t>(to.positions.size()));
    }
    to.part_start.push_back(static_cast<std::uint32_t>(to.ring_start.size() - 1));
  }
  to.feature_start.push_back(static_cast<std::uint32_t>(to.part_start.size() - 1));
  to.kind.push_back(from.kind[i]);
}

}  // namespace

bool certainly_simple(std::span<const MapPoint> ring) {
  if (ring.size() < 4 || ring.front() != ring.back()) return false;
  const std::size_t n = ring.size() - 1;
  for (std::size_t i = 0; i < n; ++i) {
    const MapPoint a = ring[i];
    const MapPoint b = ring[i + 1];
    if (turn(a, b, ring[i + 2 <= n ? i + 2 : 1]) == 0) return false;  // straight on, back on itself, or doubled
    const std::size_t last = i == 0 ? n - 1 : n;
    for (std::size_t k = i + 2; k < last; ++k)
      if (!certainly_apart(a, b, ring[k], ring[k + 1])) return false;
  }
  return true;
}

void repair_polygons(geo::Features& features, ProblemList& problems, geo::Progress& progress) {
  const std::vector<std::uint32_t> invalid = invalid_polygons(features, progress);
  if (invalid.empty()) return;
  std::unordered_map<std::uint32_t, geo::Geometry> repairs;
  for (const std::uint32_t i : invalid) {
    if (progress.cancelled()) throw geo::Cancelled();
    geo::Geometry repaired = mended(features.geometry(i));
    const MapPoint place = features.ring(features.part_start[features.feature_start[i]]).front();
    if (repaired.empty() || repaired.kind != geo::GeometryKind::polygon) {
      problems.add(geo::ProblemKind::left_out,
                   geo::say("The polygon covers no area once its faults are removed; its geometry was left out."),
                   features.source_id[i], place);
      repaired = {};
    } else {
      problems.add(geo::ProblemKind::repaired, geo::say("The polygon crosses or touches itself; it was repaired."),
                   features.source_id[i], place);
    }
    repairs.emplace(i, std::move(repaired));
  }
  geo::Features out;
  out.positions.reserve(features.positions.size());
  out.ring_start.reserve(features.ring_start.size());
  out.part_start.reserve(features.part_start.size());
  out.feature_start.reserve(features.feature_start.size());
  out.kind.reserve(features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto repaired = repairs.find(static_cast<std::uint32_t>(i));
    if (repaired == repairs.end())
      copy_geometry(features, i, out);
    else
      out.append(repaired->second, features.source_id[i]);
  }
  features.positions = std::move(out.positions);
  features.ring_start = std::move(out.ring_start);
  features.part_start = std::move(out.part_start);
  features.feature_start = std::move(out.feature_start);
  features.kind = std::move(out.kind);
}

}  // namespace layers
