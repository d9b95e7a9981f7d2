// The flow heatmap loses nothing: its cells add up to what the flows emit and move.
#include "geo/flow/flow_heatmap.hpp"

#include "layers/catalogues_file.hpp"
#include "layers/example_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>

namespace {

const geo::Catalogues& shipped() {
  static const auto read = layers::read_catalogues();
  return *read.catalogues;
}

double sum_of(const geo::FlowGrid& grid, double cell_m) {
  double sum = 0;
  for (const auto value : grid.density.values) sum += static_cast<double>(value);
  return sum * cell_m * cell_m / 10'000;
}

geo::Plan kemi_tornio() {
  return layers::read_plan_toml(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets/examples/kemi-tornio.toml");
}

/// Flows of any way: straight, bent, without length, far out, without a place.
geo::Plan random_flows(std::size_t count) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(0, 50'000), tonnes(0, 1e5);
  geo::Plan plan;
  std::vector<geo::Table<geo::MaterialFlow>::Row> rows;
  for (std::size_t i = 1; i <= count; ++i) {
    geo::MaterialFlow flow;
    flow.material = i % 2 == 0 ? "steel-slag" : "glass";
    flow.vehicle = i % 3 == 0 ? "rail" : "articulated-large";
    if (i % 3 != 0) flow.load_share = 0.7;
    flow.amounts = {{2020, tonnes(random)}};
    if (i % 10 == 0) flow.distance_km = 12;
    geo::Ring way{{place(random), place(random)}, {place(random), place(random)}};
    if (i % 4 == 0) way.push_back({place(random), place(random)});
    if (i % 7 == 0) way = {way[0], way[0]};
    if (i % 50 != 0) flow.geometry = geo::Geometry::line(way);
    rows.push_back({{static_cast<std::int64_t>(i)}, std::make_shared<const geo::MaterialFlow>(std::move(flow))});
  }
  plan.table<geo::MaterialFlow>() = geo::Table<geo::MaterialFlow>::from_rows(std::move(rows));
  return plan;
}

/// The flows' own figures, added up.
double total_of(const geo::Plan& plan, geo::FlowMeasure measure, int year, bool with_way) {
  double sum = 0;
  for (const auto& flow : plan.material_flows()) {
    if (geo::flow_way(plan, *flow).empty() == with_way) continue;
    sum += geo::flow_measure(geo::flow_figures(plan, *flow, shipped(), year), measure).value_or(0);
  }
  return sum;
}

TEST(FlowHeatmap, CellsAddUpToWhatTheFlowsEmitAndMove) {
  const geo::Plan plans[] = {kemi_tornio(), random_flows(300)};
  const int years[] = {2018, 2020};
  for (int i = 0; i < 2; ++i)
    for (const auto measure : {geo::FlowMeasure::co2e, geo::FlowMeasure::tonne_km}) {
      geo::FlowHeatmapOptions options;
      options.year = years[i];
      options.measure = measure;
      options.cell_m = 250;
      geo::Progress progress;
      const geo::FlowGrid grid = geo::flow_grid(plans[i], shipped(), options, progress);
      const double total = total_of(plans[i], measure, years[i], true);
      ASSERT_GT(total, 0);
      EXPECT_NEAR(grid.total, total, 1e-9 * total) << i;
      EXPECT_NEAR(sum_of(grid, options.cell_m) + grid.outside, total, 1e-9 * total) << i;
      EXPECT_NEAR(grid.without_way, total_of(plans[i], measure, years[i], false), 1e-9 * total) << i;
    }
}

TEST(FlowHeatmap, WhatAWindowCutsOffIsOutsideAndNotLost) {
  const geo::Plan plan = random_flows(200);
  geo::FlowHeatmapOptions options;
  options.year = 2020;
  options.cell_m = 100;
  options.window = geo::MapBox{10'000, 10'000, 20'000, 25'000};
  geo::Progress progress;
  const geo::FlowGrid grid = geo::flow_grid(plan, shipped(), options, progress);
  EXPECT_GT(grid.outside, 0);
  EXPECT_NEAR(sum_of(grid, options.cell_m) + grid.outside, grid.total, 1e-9 * grid.total);
}

TEST(FlowHeatmap, TheMapsOfEachMaterialAddUpToThatOfAll) {
  const geo::Plan plan = random_flows(100);
  geo::FlowHeatmapOptions options;
  options.year = 2020;
  options.cell_m = 500;
  options.window = geo::MapBox{0, 0, 50'000, 50'000};
  geo::Progress progress;
  const double all = geo::flow_grid(plan, shipped(), options, progress).total;
  double sum = 0;
  for (const char* material : {"steel-slag", "glass"}) {
    options.material = material;
    sum += geo::flow_grid(plan, shipped(), options, progress).total;
  }
  EXPECT_NEAR(sum, all, 1e-9 * all);
}

TEST(FlowHeatmap, AYearWithoutTonnesHasNoCellsAndIsCounted) {
  geo::FlowHeatmapOptions options;
  options.year = 1999;
  geo::Progress progress;
  const geo::FlowGrid grid = geo::flow_grid(random_flows(10), shipped(), options, progress);
  EXPECT_EQ(grid.flow_count, 0U);
  EXPECT_EQ(grid.unknown, 10U);
  EXPECT_EQ(grid.total, 0);
}

}  // namespace
