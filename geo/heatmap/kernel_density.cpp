#include "geo/error.hpp"
#include "geo/heatmap/fast_kernel.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/heatmap/kernel_choice.hpp"
#include "geo/heatmap/quartic_kernel.hpp"

#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace geo {

namespace {

/// Adds every source's exact cell shares. Bands of rows are made side by side; each cell gets its sources in their
/// order, so that the result does not depend on the number of threads.
void add_exact_kernels(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                       double radius_m, Progress& progress, std::span<double> cells) {
  constexpr std::size_t band_count = 16;
  const std::size_t band_rows = frame.rows / band_count + 1;
  std::atomic<std::size_t> done = 0;
  tbb::parallel_for(std::size_t{0}, band_count, [&](std::size_t band) {
    const std::size_t band_begin = band * band_rows, band_end = std::min(frame.rows, band_begin + band_rows);
    if (band_begin >= band_end) return;
    const double low_y_m = frame.corner.y_m + static_cast<double>(band_begin) * frame.cell_m - radius_m;
    const double high_y_m = frame.corner.y_m + static_cast<double>(band_end) * frame.cell_m + radius_m;
    QuarticOnGrid kernel;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i % 1024 == 0)
        progress.advance(static_cast<double>(done.fetch_add(std::min<std::size_t>(1024, places.size() - i))) /
                         static_cast<double>(places.size() * band_count));
      if (!(places[i].y_m >= low_y_m && places[i].y_m <= high_y_m) || masses_t[i] == 0) continue;
      kernel.place(frame, places[i], radius_m);
      const std::size_t begin = std::max(band_begin, kernel.first_row()), end = std::min(band_end, kernel.last_row());
      for (std::size_t row = begin; row < end; ++row) {
        if ((row - begin) % 256 == 255) progress.advance(progress.share());
        kernel.add_row(row, masses_t[i], &cells[row * frame.columns]);
      }
    }
  });
}

/// What lies in the frame of all the sources, from each kernel's share of the frame as one box [t].
double mass_in_frame(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                     double radius_m, double& outside_t) {
  double inside = 0;
  QuarticOnGrid kernel;
  const MapBox held = frame.box().grown(-radius_m), reached = frame.box().grown(radius_m);
  for (std::size_t i = 0; i < places.size(); ++i) {
    double share = 1;
    if (!reached.contains(places[i])) {
      share = 0;
    } else if (held.empty() || !held.contains(places[i])) {
      kernel.place(frame, places[i], radius_m);
      share = kernel.share_in_frame();
    }
    inside += masses_t[i] * share;
    outside_t += masses_t[i] * (1 - share);
  }
  return inside;
}

/// The part of the sources that has one sign.
struct OneSign {
  std::vector<MapPoint> places;
  std::vector<double> amounts_t;  ///< without the sign
};

OneSign those_of_sign(double sign, std::span<const MapPoint> places, std::span<const double> masses_t) {
  OneSign part;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!(sign * masses_t[i] > 0)) continue;
    part.places.push_back(places[i]);
    part.amounts_t.push_back(sign * masses_t[i]);
  }
  return part;
}

/// Masses of at least 0 spread by the fast method, scaled to the sum that is known to lie in the frame. What lies
/// outside is added to `outside_t`; both with the sign.
void add_fast_kernels_of_sum(const GridFrame& frame, std::span<const MapPoint> places,
                             std::span<const double> amounts_t, double sign, double radius_m, Progress& progress,
                             std::span<double> cells, double& outside_t) {
  if (places.empty()) return;
  double inside_t = 0;
  double outside_of_sign_t = 0;
  std::vector<double> made(cells.size());
  tbb::parallel_invoke([&] { inside_t = mass_in_frame(frame, places, amounts_t, radius_m, outside_of_sign_t); },
                       [&] { add_fast_kernels(frame, places, amounts_t, radius_m, progress, made); });
  outside_t += sign * outside_of_sign_t;
  const double sum = std::accumulate(made.begin(), made.end(), 0.0);
  // Where hardly more than rims lie in the frame, the error is not small beside the sum; exact has little to do then.
  if (std::abs(sum - inside_t) > 0.05 * inside_t) {
    std::fill(made.begin(), made.end(), 0.0);
    add_exact_kernels(frame, places, amounts_t, radius_m, progress, made);
  }
  const double scale = sign * (sum > 0 && std::abs(sum - inside_t) <= 0.05 * inside_t ? inside_t / sum : 1);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] += scale * made[i];
}

}  // namespace

KernelMethod chosen_method(KernelMethod wanted, const GridFrame& frame, std::size_t source_count, double radius_m) {
  const double radius_cells = radius_m / frame.cell_m;
  if (radius_cells < least_fast_radius_cells || wanted == KernelMethod::exact) return KernelMethod::exact;
  const double columns = static_cast<double>(frame.columns), rows = static_cast<double>(frame.rows);
  // The fast method's margin around a narrow frame, and the matrix of a very wide kernel, would not fit into memory.
  const double margin = 2 * radius_cells + 4;
  if ((columns + margin) * (rows + margin) > 2 * largest_grid_cells || radius_cells > 4000) return KernelMethod::exact;
  if (wanted == KernelMethod::fast) return KernelMethod::fast;
  // Measured on one core of 2.1 GHz: 0.5 ns an inner cell, 45 ns a cell on the rim, of which there are 8 a radius.
  const double side_cells = 2 * radius_cells + 1;
  const double width = std::min(side_cells, columns), height = std::min(side_cells, rows);
  const double seconds = static_cast<double>(source_count) * (0.5e-9 * width * height + 45e-9 * 2 * (width + height));
  return seconds < 0.2 ? KernelMethod::exact : KernelMethod::fast;
}

Grid kernel_density(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                    double radius_m, KernelMethod method, Progress& progress, double& outside_t) {
  assert(places.size() == masses_t.size());
  assert(radius_m > 0 && frame.cell_m > 0);
  Grid grid{frame, std::vector<double>(frame.cell_count())};
  if (chosen_method(method, frame, places.size(), radius_m) == KernelMethod::fast) {
    const bool no_negative = std::all_of(masses_t.begin(), masses_t.end(), [](double mass_t) { return mass_t >= 0; });
    if (no_negative) {
      add_fast_kernels_of_sum(frame, places, masses_t, 1, radius_m, progress, grid.values, outside_t);
    } else {
      for (const double sign : {1.0, -1.0}) {
        const OneSign part = those_of_sign(sign, places, masses_t);
        add_fast_kernels_of_sum(frame, part.places, part.amounts_t, sign, radius_m, progress, grid.values, outside_t);
      }
    }
  } else {
    mass_in_frame(frame, places, masses_t, radius_m, outside_t);
    add_exact_kernels(frame, places, masses_t, radius_m, progress, grid.values);
  }
  const double per_ha = 1e4 / (frame.cell_m * frame.cell_m);
  for (double& value : grid.values) value *= per_ha;
  progress.advance(1);
  return grid;
}

}  // namespace geo
