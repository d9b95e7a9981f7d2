// Kernel density of many points: the points are shared bilinearly to cells, then the cells are convolved with the
// kernel's cell means, written as a sum of `convolution_rank` products of a function of x and one of y. The cost does
// not depend on the number of points, and grows with the radius, not with its square.
#pragma once

#include "geo/grid.hpp"
#include "geo/progress.hpp"

#include <span>

namespace geo {

/// Radius in cells from which on the fast method is used: below, sharing to cells is too coarse, and exact is cheap.
inline constexpr double least_fast_radius_cells = 8;

/// Bound of a cell's error as share of the density's peak, for masses of one sign: 0.0114 + 7 / radius_cells^2.
///
/// One source is wrong nowhere by more than 0.0012 of its own peak from the expansion, on the square that holds the
/// disc (computed; it grows with the radius to this limit), and 1 / radius_cells^2 from the bilinear sharing, on the
/// disc: the error of linear interpolation is at most (|K_xx| + |K_yy|) / 8, and the quartic kernel has
/// |K_xx| + |K_yy| <= 8 peak / h^2. Many sources: let nine kernels with weights w_i, standing at (+-0.75, +-0.75) h,
/// (+-0.75, 0) h, (0, +-0.75) h and 0, add up to at least one everywhere on the square; then the errors in a cell add
/// up to at most 0.0012 x sum of w_i x the density at those nine places, so to 0.0012 x (sum of w_i) x peak. Sum of w_i
/// is 9.5, and 7 for the six kernels that cover the disc. Clouds without an adversary's order average out: for 100,000
/// points and a radius of 30 cells 0.0006 is measured, for a million 0.0002.
[[nodiscard]] double fast_kernel_error_share(double radius_cells);

/// Adds the masses (none negative), spread by the kernel, to `cells` (row by row) [t in the cell]; no cell becomes
/// negative. The sum is that of the approximated kernel: the caller scales it.
void add_fast_kernels(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                      double radius_m, Progress& progress, std::span<double> cells);

}  // namespace geo
