#include "geo/error.hpp"
#include "geo/heatmap/fast_kernel.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/heatmap/kernel_choice.hpp"
#include "geo/heatmap/shape_shares.hpp"
#include "geo/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace geo {

namespace {

/// A source that counts, with its yearly mass.
struct Counted {
  Id<EmissionSource> id;
  const EmissionSource* source;
  double mass_t;
  bool known_valid = false;  ///< the outline was checked before
};

struct CountedSources {
  std::vector<Counted> placed;
  double unplaced_t = 0;
};

CountedSources counted_sources(const Plan& plan, const HeatmapOptions& options) {
  CountedSources counted;
  for (const auto& row : plan.emission_sources()) {
    if (options.only_sector && row->sector != *options.only_sector) continue;
    const auto mass = source_co2e_t(*row, options.year, options.gwp_set, options.only_gas);
    if (!mass) continue;
    const Geometry& place = row->geometry;
    const bool has_position = std::any_of(place.parts.begin(), place.parts.end(), [](const Part& part) {
      return std::any_of(part.rings.begin(), part.rings.end(), [](const Ring& ring) { return !ring.empty(); });
    });
    if (has_position && has_usable_positions(place)) {
      counted.placed.push_back({row.id, row.value.get(), *mass});
    } else {
      counted.unplaced_t += *mass;
    }
  }
  return counted;
}

/// Point masses that wait for their kernel.
struct PointMasses {
  std::vector<MapPoint> places;
  std::vector<double> masses_t;

  /// Shares the mass evenly to the geometry's positions; the one that closes a ring counts once.
  void add(const Geometry& geometry, double mass_t) {
    const std::size_t before = places.size();
    for (const Part& part : geometry.parts)
      for (const Ring& ring : part.rings) {
        const bool closed = ring.size() > 1 && ring.front() == ring.back();
        places.insert(places.end(), ring.begin(), ring.end() - (closed ? 1 : 0));
      }
    masses_t.resize(places.size(), mass_t / static_cast<double>(places.size() - before));
  }
};

void check_length(const char* name, double length_m) {
  if (std::isfinite(length_m) && length_m > 0) return;
  throw Error(name, say("The length {0} m can not be used.", std::to_string(length_m)),
              say("Give a length above 0 m."));
}

/// What the sources reach: points with their kernels, lines and polygons by themselves.
MapBox reach_of(const std::vector<Counted>& sources, double radius_m, double cell_m) {
  MapBox box;
  for (const Counted& counted : sources) {
    const Geometry& geometry = counted.source->geometry;
    const bool has_extent =
        geometry.kind == GeometryKind::polygon ? planar_area_m2(geometry) > 0 : planar_length_m(geometry) > 0;
    // Half a cell more for lines: one along the northern or eastern edge would be in the next, half-open cell.
    box.extend(bounds(geometry).grown(has_extent ? cell_m / 2 : radius_m));
  }
  return box;
}

GridFrame frame_for(const std::vector<Counted>& sources, const HeatmapOptions& options) {
  const MapBox box = options.window ? *options.window : reach_of(sources, options.radius_m, options.cell_m);
  if (options.window) {
    const bool usable = box.width_m() > 0 && box.height_m() > 0 &&
                        std::max({std::abs(box.min_x_m), std::abs(box.min_y_m), std::abs(box.max_x_m),
                                  std::abs(box.max_y_m)}) <= farthest_m;
    if (!usable)
      throw Error("window", say("The window has no area or lies off the map."), say("Give two different corners."));
  }
  const double cells = (box.width_m() / options.cell_m + 1) * (box.height_m() / options.cell_m + 1);
  if (cells > largest_grid_cells)
    throw Error("cell",
                say("Cells of {0} m would make a grid of {1} million cells; the limit is {2} million.",
                    std::to_string(options.cell_m), std::to_string(std::llround(std::min(cells, 1e24) / 1e6)),
                    std::to_string(std::llround(largest_grid_cells / 1e6))),
                say("Choose larger cells or a smaller window."));
  return GridFrame::covering(box, options.cell_m);
}

EmissionGrid spread(const CountedSources& counted, const GridFrame& frame, double radius_m, KernelMethod method,
                    Progress& progress) {
  EmissionGrid result;
  result.unplaced_t = counted.unplaced_t;
  std::vector<double> cells_t(frame.cell_count());
  PointMasses points;
  for (const Counted& source : counted.placed) {
    progress.advance(0);
    ++result.source_count;
    result.total_t += source.mass_t;
    const Geometry& geometry = source.source->geometry;
    std::optional<double> outside_t;
    if (geometry.kind == GeometryKind::line) outside_t = add_line(frame, geometry, source.mass_t, progress, cells_t);
    if (geometry.kind == GeometryKind::polygon)
      outside_t = add_polygon(frame, geometry, source.mass_t, progress, cells_t, source.known_valid);
    if (outside_t) {
      result.outside_t += *outside_t;
    } else {
      points.add(geometry, source.mass_t);
    }
  }
  result.density = kernel_density(frame, points.places, points.masses_t, radius_m, method, progress, result.outside_t);
  const double per_ha = 1e4 / (frame.cell_m * frame.cell_m);
  for (std::size_t i = 0; i < cells_t.size(); ++i) result.density.values[i] += cells_t[i] * per_ha;
  if (chosen_method(method, frame, points.places.size(), radius_m) == KernelMethod::fast && !points.places.empty())
    result.error_bound_share = fast_kernel_error_share(radius_m / frame.cell_m);
  return result;
}

}  // namespace

std::string_view density_unit(const HeatmapOptions& options) {
  return options.only_gas == Gas::co2_biogenic ? "t biogenic CO2/ha/a" : "t CO2e/ha/a";
}

std::optional<double> source_co2e_t(const EmissionSource& source, int year, GwpSet set, std::optional<Gas> only_gas) {
  std::optional<double> sum;
  for (const YearlyMass& row : source.series) {
    if (row.year != year) continue;
    if (only_gas ? row.gas != *only_gas : row.gas == Gas::co2_biogenic) continue;
    const double factor = row.gas == Gas::co2_biogenic ? 1 : gwp100(row.gas, set);
    sum = sum.value_or(0) + row.mass_t * factor;
  }
  return sum;
}

EmissionGrid emission_grid(const Plan& plan, const HeatmapOptions& options, Progress& progress) {
  check_length("cell", options.cell_m);
  check_length("radius", options.radius_m);
  const CountedSources counted = counted_sources(plan, options);
  return spread(counted, frame_for(counted.placed, options), options.radius_m, options.method, progress);
}

EmissionGrid emission_grid(const Plan& plan, const HeatmapOptions& options, const GridFrame& frame,
                           Progress& progress) {
  check_length("cell", frame.cell_m);
  check_length("radius", options.radius_m);
  if (static_cast<double>(frame.columns) * static_cast<double>(frame.rows) > largest_grid_cells)
    throw Error(
        "cell",
        say("The grid has more than {0} million cells.", std::to_string(std::llround(largest_grid_cells / 1e6))),
        say("Choose larger cells or a smaller window."));
  return spread(counted_sources(plan, options), frame, options.radius_m, options.method, progress);
}

namespace {

/// The frame of the one cell that holds a place; none outside.
std::optional<GridFrame> cell_of(const GridFrame& frame, MapPoint place) {
  const auto index = frame.cell_at(place);
  if (!index) return std::nullopt;
  const double column = static_cast<double>(*index % frame.columns), row = static_cast<double>(*index / frame.columns);
  return GridFrame{
      {frame.corner.x_m + column * frame.cell_m, frame.corner.y_m + row * frame.cell_m}, frame.cell_m, 1, 1};
}

void add_contribution(std::vector<Contribution>& list, const Counted& source, const GridFrame& cell, double radius_m) {
  Progress progress;
  const EmissionGrid alone = spread({{source}, 0}, cell, radius_m, KernelMethod::exact, progress);
  if (const double value = alone.density.values[0]; value != 0) list.push_back({source.id, value});
}

void put_largest_first(std::vector<Contribution>& list) {
  std::stable_sort(list.begin(), list.end(),
                   [](const Contribution& a, const Contribution& b) { return a.t_per_ha_a > b.t_per_ha_a; });
}

}  // namespace

std::vector<Contribution> contributors(const Plan& plan, const HeatmapOptions& options, const GridFrame& frame,
                                       MapPoint place) {
  std::vector<Contribution> list;
  const auto cell = cell_of(frame, place);
  if (!cell) return list;
  for (const Counted& source : counted_sources(plan, options).placed)
    add_contribution(list, source, *cell, options.radius_m);
  put_largest_first(list);
  return list;
}

struct ContributorIndex::State {
  double radius_m = 0;
  std::vector<std::shared_ptr<const EmissionSource>> kept;  ///< what `sources` point to
  std::vector<Counted> sources;
  std::optional<SpatialIndex> reach;
};

ContributorIndex::ContributorIndex(const Plan& plan, const HeatmapOptions& options)
    : state_(std::make_unique<State>()) {
  state_->radius_m = options.radius_m;
  state_->sources = counted_sources(plan, options).placed;
  std::vector<MapBox> boxes;
  for (Counted& counted : state_->sources) {
    std::shared_ptr<const EmissionSource> source = plan.emission_sources().find(counted.id);
    if (source->geometry.kind == GeometryKind::polygon) {
      counted.known_valid = is_valid(source->geometry);
      if (!counted.known_valid) {
        EmissionSource mended = *source;
        mended.geometry = repaired(source->geometry);
        counted.known_valid = planar_area_m2(mended.geometry) > 0;
        if (counted.known_valid) source = std::make_shared<const EmissionSource>(std::move(mended));
      }
    }
    counted.source = source.get();
    // A polygon without area is taken as its positions, each with the kernel's radius.
    boxes.push_back(bounds(source->geometry).grown(options.radius_m + options.cell_m));
    state_->kept.push_back(std::move(source));
  }
  state_->reach.emplace(boxes);
}

ContributorIndex::~ContributorIndex() = default;
ContributorIndex::ContributorIndex(ContributorIndex&&) noexcept = default;
ContributorIndex& ContributorIndex::operator=(ContributorIndex&&) noexcept = default;

std::vector<Contribution> ContributorIndex::at(const GridFrame& frame, MapPoint place) const {
  std::vector<Contribution> list;
  const auto cell = cell_of(frame, place);
  if (!cell) return list;
  MapBox around;
  around.extend(place);
  for (const std::uint32_t i : state_->reach->in_box(around.grown(frame.cell_m)))
    add_contribution(list, state_->sources[i], *cell, state_->radius_m);
  put_largest_first(list);
  return list;
}

}  // namespace geo
