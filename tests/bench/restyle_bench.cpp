// What a person waits for with a million buildings: another style, a filter, a selection of 100,000, the thing under
// the pointer. HIILITIE_BENCH_DATA names a folder with buildings_1m.gpkg (see the README).
#include "geo/filter.hpp"
#include "geo/spatial_index.hpp"
#include "layers/vector_reader.hpp"
#include "render/map_renderer.hpp"
#include "render/offscreen.hpp"
#include "render/style.hpp"

#include <benchmark/benchmark.h>
#include <epoxy/gl.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// Time that the process's threads have computed. On a machine that others use too it says more than the clock on the
/// wall; with two threads at work it is up to twice as much.
double computed_ms() {
  return 1000 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double ms_since(Clock::time_point start) {
  return 1000 * std::chrono::duration<double>(Clock::now() - start).count();
}

struct Median {
  double wall_ms;
  double computed_ms;
};

Median median(int times, const std::function<void(int)>& work) {
  std::vector<double> wall, computed;
  for (int i = 0; i < times; ++i) {
    const auto start = Clock::now();
    const double computed_before = computed_ms();
    work(i);
    wall.push_back(ms_since(start));
    computed.push_back(computed_ms() - computed_before);
  }
  std::ranges::sort(wall);
  std::ranges::sort(computed);
  return {wall[wall.size() / 2], computed[computed.size() / 2]};
}

void restyle_a_million(benchmark::State& state) {
  const char* folder = std::getenv("HIILITIE_BENCH_DATA");
  if (folder == nullptr) return state.SkipWithError("HIILITIE_BENCH_DATA is not set");
  for ([[maybe_unused]] auto _ : state) {
    geo::Progress progress;
    layers::ReadRequest request;
    request.path = std::string(folder) + "/buildings_1m.gpkg";
    geo::Features features = layers::read_features(request, progress).value;
    // Columns of every kind, whatever the file has.
    std::mt19937_64 random(7);
    geo::Column number{"number", std::vector<double>(), {}};
    geo::Column use{"use", geo::TextColumn{}, {}};
    for (std::size_t f = 0; f < features.size(); ++f) {
      std::get<std::vector<double>>(number.values).push_back(std::lognormal_distribution<>(3, 1)(random));
      std::get<geo::TextColumn>(use.values).append("use " + std::to_string(random() % 40));
    }
    features.columns.push_back(number);
    features.columns.push_back(use);

    const auto batch_start = Clock::now();
    const auto batch = render::make_batch(features, geo::bounds(features).centre(), progress);
    fmt::print("make_batch {:.0f} ms\n", ms_since(batch_start));
    render::StyleCache cache;
    geo::Style style;
    style.attribute = "number";
    const auto timed = [&](const char* what, geo::StyleMode mode, const std::function<void(int)>& change,
                           const geo::RowSet* shown = nullptr) {
      style.mode = mode;
      const auto first = Clock::now();
      benchmark::DoNotOptimize(
          render::styled(features, style, geo::Role::building, render::ThemeKind::light, {}, cache, shown));
      const double first_ms = ms_since(first);
      const Median ms = median(9, [&](int i) {
        change(i);
        benchmark::DoNotOptimize(
            render::styled(features, style, geo::Role::building, render::ThemeKind::light, {}, cache, shown));
      });
      fmt::print("{:<28} {:6.1f} ms, computed {:.1f} ms (first time {:.0f} ms)\n", what, ms.wall_ms, ms.computed_ms,
                 first_ms);
    };
    timed("single colour", geo::StyleMode::single, [&](int i) { style.fill.r = static_cast<std::uint8_t>(i); });
    for (const auto& [method, name] : {std::pair{geo::ClassMethod::equal, "classes, equal"},
                                       {geo::ClassMethod::quantile, "classes, quantiles"},
                                       {geo::ClassMethod::jenks, "classes, natural breaks"},
                                       {geo::ClassMethod::deviation, "classes, deviation"},
                                       {geo::ClassMethod::pretty, "classes, round numbers"}}) {
      style.class_method = method;
      timed(name, geo::StyleMode::classes, [&](int i) { style.class_count = 3 + i; });
    }
    style.breaks = {5, 10, 20, 40, 80};
    timed("classes, break dragged", geo::StyleMode::classes, [&](int i) { style.breaks[2] = 20 + i; });
    style.attribute = "use";
    for (int i = 0; i < 12; ++i) style.categories.push_back({"use " + std::to_string(i), "", {1, 2, 3, 255}});
    timed("categories", geo::StyleMode::categories,
          [&](int i) { style.categories[0].fill.r = static_cast<std::uint8_t>(i); });

    geo::RowSet rows;
    const auto filtered = [&](const char* what, geo::Condition condition) {
      const std::vector<geo::Condition> filter{std::move(condition)};
      const Median ms =
          median(5, [&](int) { rows = geo::rows_meeting(filter, features.columns, features.size(), progress); });
      fmt::print("{:<28} {:6.1f} ms, computed {:.1f} ms, {} of {}\n", what, ms.wall_ms, ms.computed_ms, rows.count(),
                 rows.size());
    };
    geo::Condition condition;
    condition.attribute = "use";
    condition.contains = "se 1";
    filtered("filter, part of a text", condition);
    condition.contains.clear();
    condition.values = {"use 3", "use 7"};
    filtered("filter, values", condition);
    condition = {};
    condition.attribute = "number";
    condition.low = 10;
    condition.high = 40;
    filtered("filter, range", condition);
    timed(
        "categories, filtered", geo::StyleMode::categories, [](int) {}, &rows);

    // The whole way to the picture, at the full extent and where houses are just drawn as they are.
    const render::OffscreenContext context;
    fmt::print("{}\n", context.description());
    geo::RowSet selected(features.size());
    for (std::size_t f = 0; f < features.size(); f += 10) selected.set(f);
    style.attribute = "number";
    style.mode = geo::StyleMode::classes;
    for (const double m_per_px : {1120.0, 70.0, 8.0, 2.0}) {
      render::MapRenderer renderer;
      render::Scene scene;
      render::Camera camera = render::Camera::showing(geo::bounds(features), 1600, 900, 20);
      camera.m_per_px = m_per_px;
      const auto draw = [&] {
        renderer.draw(scene, camera);
        glFinish();
      };
      const auto restyled = [&](const geo::RowSet* shown) {
        return std::make_shared<const render::SymbolTable>(
            render::styled(features, style, geo::Role::building, render::ThemeKind::light, {}, cache, shown).symbols);
      };
      scene.below.push_back({.batch = batch, .symbols = restyled(nullptr)});
      draw();
      const Median style_times = median(9, [&](int i) {
        style.breaks[2] = 20 + i;
        scene.below[0].symbols = restyled(nullptr);
        draw();
      });
      const Median filter_times = median(9, [&](int i) {
        const std::vector<geo::Condition> filter{
            {.attribute = "number", .low = 10 + i, .high = {}, .contains = {}, .values = {}}};
        const geo::RowSet shown = geo::rows_meeting(filter, features.columns, features.size(), progress);
        scene.below[0].symbols = restyled(&shown);
        draw();
      });
      scene.below[0].symbols = restyled(nullptr);
      draw();
      const Median select_times = median(5, [&](int i) {
        geo::RowSet now = selected;
        for (int k = 0; k < i; ++k) now.toggle(static_cast<std::size_t>(k));
        scene.selection = {{.batch = batch,
                            .symbols = std::make_shared<const render::SymbolTable>(render::selected_symbols(
                                features, *scene.below[0].symbols, now, render::ThemeKind::light))}};
        draw();
      });
      const Median overlay_times = median(9, [&](int i) {
        scene.overlay = {render::one_thing(features.geometry(static_cast<std::size_t>(i)),
                                           {.line = {0, 0, 0, 255}, .line_width_px = 2}, {})};
        draw();
      });
      const auto line = [&](const char* what, const Median& m) {
        fmt::print("{:7.1f} m/px, {:<24} {:6.1f} ms, computed {:.1f} ms\n", m_per_px, what, m.wall_ms, m.computed_ms);
      };
      line("style to picture", style_times);
      line("filter to picture", filter_times);
      line("100,000 selected", select_times);
      line("hovered thing", overlay_times);
    }

    const auto index_start = Clock::now();
    const geo::SpatialIndex index(geo::feature_boxes(features));
    fmt::print("index {:.0f} ms\n", ms_since(index_start));
    std::uniform_int_distribution<std::size_t> any(0, features.positions.size() - 1);
    const auto hover_start = Clock::now();
    std::size_t met = 0;
    for (int i = 0; i < 1000; ++i)
      met += geo::feature_at(features, index, features.positions[any(random)], 5) ? 1U : 0U;
    fmt::print("feature under the pointer {:.4f} ms, {} of 1000 met\n", ms_since(hover_start) / 1000, met);
  }
}
BENCHMARK(restyle_a_million)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
