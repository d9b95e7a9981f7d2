// The emission heatmap: yearly emissions spread over a metric grid, mass-conserving. Cell values are t CO2e/ha/a:
// sum of (value x cell area in ha) + outside_t = total_t to 1e-9.
// Points: a quartic kernel of unit integral, 3/(pi h^2) (1 - (r/h)^2)^2, integrated exactly over each cell (the cell's
// value is the kernel's mean over the cell, not its value at the centre). Lines: by length in the cell. Polygons: by
// exact overlap with the cell.
// A source of several parts is shared to them by number (points), length or area. A line without length or a polygon
// without area is taken as its positions. Positions that are no place (see shape_shares.hpp) make the source unplaced.
#pragma once

#include "geo/grid.hpp"
#include "geo/plan/plan.hpp"
#include "geo/progress.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace geo {

enum class KernelMethod {
  automatic,  ///< exact for few sources, fast for many
  exact,      ///< exact cell integrals, cost grows with sources x cells under the kernel
  fast        ///< sources shared to cells bilinearly, then a separable (low-rank) kernel; see `error_bound_share`
};

struct HeatmapOptions {
  int year = 2023;
  GwpSet gwp_set = GwpSet::ar5;
  std::optional<Gas> only_gas;  ///< count one gas only, as CO2e; biogenic CO2 as its own mass, see `density_unit`
  std::optional<Sector> only_sector;
  double cell_m = 50;
  double radius_m = 400;         ///< kernel radius h of point sources
  std::optional<MapBox> window;  ///< default: all sources with their kernels
  KernelMethod method = KernelMethod::automatic;
};

/// "t CO2e/ha/a", and "t biogenic CO2/ha/a" when biogenic CO2 is the only gas: it has no place in a CO2e sum, so its
/// map shows the mass itself.
[[nodiscard]] std::string_view density_unit(const HeatmapOptions& options);

struct EmissionGrid {
  Grid density;                  ///< t CO2e/ha/a
  double total_t = 0;            ///< sum of the counted sources [t CO2e/a]
  double outside_t = 0;          ///< the part that falls outside the grid
  double error_bound_share = 0;  ///< bound of a cell's error as share of the peak, 0 if exact (see fast_kernel.hpp)
  std::size_t source_count = 0;  ///< sources with a counted mass in that year and a place
  double unplaced_t = 0;         ///< mass of sources without geometry: in no cell and not in total_t
};

inline constexpr double largest_grid_cells = 100e6;

/// Throws Error for cell or radius not finite and positive, for a window without area or not finite, and when the grid
/// would pass `largest_grid_cells`. Without a window and without a placed source the grid has no cell.
[[nodiscard]] EmissionGrid emission_grid(const Plan& plan, const HeatmapOptions& options, Progress& progress);
/// The same on a frame of the caller's (`cell_m` and `window` of the options do not count).
[[nodiscard]] EmissionGrid emission_grid(const Plan& plan, const HeatmapOptions& options, const GridFrame& frame,
                                         Progress& progress);

/// What a source adds to the cell that holds `place`, in t CO2e/ha/a; largest first, zero ones left out.
struct Contribution {
  Id<EmissionSource> source;
  double t_per_ha_a = 0;
};
[[nodiscard]] std::vector<Contribution> contributors(const Plan& plan, const HeatmapOptions& options,
                                                     const GridFrame& frame, MapPoint place);

/// Contributions at many places of one heatmap, as a pointer that moves over it asks for: outlines are checked and
/// repaired once, and only sources that reach a place are looked at.
class ContributorIndex {
public:
  ContributorIndex(const Plan& plan, const HeatmapOptions& options);
  ~ContributorIndex();
  ContributorIndex(ContributorIndex&&) noexcept;
  ContributorIndex& operator=(ContributorIndex&&) noexcept;
  /// What `contributors` says of that plan and those options.
  [[nodiscard]] std::vector<Contribution> at(const GridFrame& frame, MapPoint place) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Yearly CO2e of one source [t], and none if the year has no row that counts: biogenic CO2 counts only when it is
/// `only_gas`, and is then its own mass.
[[nodiscard]] std::optional<double> source_co2e_t(const EmissionSource& source, int year, GwpSet set,
                                                  std::optional<Gas> only_gas = std::nullopt);

/// Point masses [t/a] spread by the quartic kernel: density in t/ha/a on `frame`. The part outside is added to
/// `outside_t`, also masses at places that are not finite. The fast method needs a radius of 8 cells; below, and where
/// hardly more than the kernels' rims lie in the frame, the exact one runs instead.
[[nodiscard]] Grid kernel_density(const GridFrame& frame, std::span<const MapPoint> places,
                                  std::span<const double> masses_t, double radius_m, KernelMethod method,
                                  Progress& progress, double& outside_t);

/// Class limits for densities that stay the same over the years: the eight numbers of the 1-2-5 series up to the
/// largest density of any year, which so falls in the ninth and last class. 2 5 10 20 50 100 200 500 without a density
/// (not positive or not finite), and for one from 500 up to 1000.
[[nodiscard]] std::vector<double> locked_breaks(double largest_density_of_all_years);

}  // namespace geo
