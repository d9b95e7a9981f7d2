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

/// Largest error of a cell as share of the grid's true peak, for masses of one sign: 0.011 + 4 / radius_cells^2.
/// A lone source is wrong by at most 0.0028 (four products of the disc kernel's expansion) + 1 / radius_cells^2
/// (bilinear sharing: 2 x 1/8 x the kernel's curvature 4 / radius^2) of its peak. Sources can be placed so that the
/// errors of several meet in one cell while their peaks do not: 4 is the largest such gain (tests search for it).
/// Many sources without such an order average out to a tenth of a lone one's error.
[[nodiscard]] double fast_kernel_error_share(double radius_cells);

/// Adds the masses, spread by the kernel, to `cells` (row by row) [t in the cell]. Masses with one sign give cells of
/// that sign. The sum is not adjusted here.
void add_fast_kernels(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                      double radius_m, Progress& progress, std::span<double> cells);

}  // namespace geo
