#include "render/flow_lane.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace render {

namespace {

/// A piece of ground that is passed in one of four directions.
using Cell = std::uint64_t;

/// All tracks together are looked at in so many places at most: a way can be far longer than the window.
constexpr double most_places = 50'000;
/// Tracks that share fewer cells in a row only cross.
constexpr std::size_t least_shared = 4;

Cell cell_of(FlowPoint p, FlowPoint d, double cell_px) {
  const auto part = [&](double v) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(v / cell_px))) & 0x7fff'ffffU;
  };
  const std::uint64_t direction = std::abs(d.x) >= std::abs(d.y) ? (d.x >= 0 ? 0 : 1) : (d.y >= 0 ? 2 : 3);
  return (part(p.x) << 33U) | (part(p.y) << 2U) | direction;
}

/// The cells that a track passes, in order, none twice in a row.
std::vector<Cell> cells_of(const RouteTrack& track, double cell_px) {
  std::vector<Cell> cells;
  for (std::size_t i = 1; i < track.way.size(); ++i) {
    const FlowPoint a = track.way[i - 1], b = track.way[i], d{b.x - a.x, b.y - a.y};
    const int steps = std::max(1, static_cast<int>(std::hypot(d.x, d.y) / (cell_px / 2)));
    for (int s = 0; s < steps; ++s) {
      const double t = (s + 0.5) / steps;
      const Cell cell = cell_of({a.x + t * d.x, a.y + t * d.y}, d, cell_px);
      if (cells.empty() || cells.back() != cell) cells.push_back(cell);
    }
  }
  return cells;
}

}  // namespace

std::vector<double> lanes_px(std::span<const RouteTrack> tracks, double cell_px, double most_px) {
  std::vector<double> lanes(tracks.size(), 0);
  double length_px = 0;
  for (const RouteTrack& track : tracks)
    for (std::size_t i = 1; i < track.way.size(); ++i)
      length_px += std::hypot(track.way[i].x - track.way[i - 1].x, track.way[i].y - track.way[i - 1].y);
  cell_px = std::max(cell_px, length_px / most_places * 2);
  std::unordered_map<Cell, double> taken_px;
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    const std::vector<Cell> cells = cells_of(tracks[t], cell_px);
    std::vector<double> of_cell(cells.size(), 0);
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (const auto found = taken_px.find(cells[c]); found != taken_px.end()) of_cell[c] = found->second;
    for (std::size_t c = 0; c + least_shared <= cells.size(); ++c) {
      const auto first = of_cell.begin() + static_cast<std::ptrdiff_t>(c);
      lanes[t] = std::max(lanes[t], *std::min_element(first, first + static_cast<std::ptrdiff_t>(least_shared)));
    }
    lanes[t] = std::min(lanes[t], most_px);
    for (const Cell cell : cells) {
      double& taken = taken_px[cell];
      taken = std::max(taken, lanes[t] + tracks[t].width_px);
    }
  }
  return lanes;
}

}  // namespace render
