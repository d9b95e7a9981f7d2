#include "layers/repair.hpp"

#include "geo/simple_ring.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <vector>

namespace layers {

namespace {

using geo::MapPoint;

constexpr std::size_t small_ring = 48;
constexpr std::size_t chunk = 4096;

bool certainly_valid(const geo::Features& f, std::size_t feature) {
  const std::uint32_t part = f.feature_start[feature];
  if (f.feature_start[feature + 1] - part != 1) return false;
  const std::uint32_t ring = f.part_start[part];
  if (f.part_start[part + 1] - ring != 1) return false;
  const auto positions = f.ring(ring);
  return positions.size() <= small_ring && geo::certainly_simple(positions);
}

using Repairs = std::map<std::uint32_t, geo::Geometry>;

/// The repaired form of each invalid polygon.
Repairs repairs_of(const geo::Features& f, const geo::Progress& progress) {
  std::atomic<std::size_t> next{0};
  const std::size_t threads = f.size() < 2 * chunk ? 1 : std::max(1U, std::thread::hardware_concurrency());
  std::vector<Repairs> found(threads);
  const auto check = [&](std::uint32_t i, Repairs& repairs) {
    if (f.kind[i] != geo::GeometryKind::polygon || certainly_valid(f, i)) return;
    const geo::Geometry polygon = f.geometry(i);
    geo::Geometry valid = geo::repaired(polygon, progress);
    if (valid != polygon) repairs.emplace(i, std::move(valid));
  };
  const auto work = [&](std::size_t thread) {
    try {
      for (std::size_t first = next.fetch_add(chunk); first < f.size(); first = next.fetch_add(chunk))
        for (std::size_t i = first; i < std::min(first + chunk, f.size()); ++i) {
          if (progress.cancelled()) return;
          check(static_cast<std::uint32_t>(i), found[thread]);
        }
    } catch (const geo::Cancelled&) {
      return;  // thrown again below, once all threads have stopped
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t t = 1; t < threads; ++t) helpers.emplace_back(work, t);
    work(0);
  }
  if (progress.cancelled()) throw geo::Cancelled();
  Repairs all;
  for (Repairs& some : found) all.merge(some);
  return all;
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

void repair_polygons(geo::Features& features, ProblemList& problems, geo::Progress& progress) {
  Repairs repairs = repairs_of(features, progress);
  if (repairs.empty()) return;
  for (auto& [i, repaired] : repairs) {
    const MapPoint place = features.ring(features.part_start[features.feature_start[i]]).front();
    if (repaired.empty()) {
      problems.add(geo::ProblemKind::left_out,
                   geo::say("The polygon covers no area once its faults are removed; its geometry was left out."),
                   features.source_id[i], place);
    } else {
      problems.add(geo::ProblemKind::repaired, geo::say("The polygon crosses or touches itself; it was repaired."),
                   features.source_id[i], place);
    }
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
