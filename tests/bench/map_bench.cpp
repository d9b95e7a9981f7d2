// A million buildings: making the batch, the first picture, and frames of panning and zooming at every scale.
// HIILITIE_BENCH_DATA names a folder with buildings_1m.gpkg (see the README); without it the buildings are made up
// here.
#include "geo/features.hpp"
#include "layers/vector_reader.hpp"
#include "render/map_renderer.hpp"
#include "render/offscreen.hpp"

#include <benchmark/benchmark.h>
#include <epoxy/gl.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Rectangles and L shapes in 400 towns over Finland, a fifth of them scattered.
geo::Features made_up_buildings(std::size_t count) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> share(0, 1);
  std::normal_distribution<double> normal;
  struct Town {
    geo::MapPoint centre;
    double spread_m;
  };
  std::vector<Town> towns;
  std::vector<double> weights;
  for (int i = 0; i < 400; ++i) {
    const double weight = std::pow(share(random) + 1e-3, -1 / 1.2);
    towns.push_back(
        {{150'000 + 550'000 * share(random), 6'650'000 + 950'000 * share(random)}, 1500 + 600 * std::sqrt(weight)});
    weights.push_back(weight);
  }
  std::discrete_distribution<std::size_t> any_town(weights.begin(), weights.end());
  geo::Features out;
  for (std::size_t i = 0; i < count; ++i) {
    geo::MapPoint c{150'000 + 550'000 * share(random), 6'650'000 + 950'000 * share(random)};
    if (share(random) < 0.8) {
      const Town& town = towns[any_town(random)];
      c = {town.centre.x_m + normal(random) * town.spread_m, town.centre.y_m + normal(random) * town.spread_m};
    }
    const double a = 8 + 22 * share(random);
    const double b = 6 + 12 * share(random);
    const double turn = std::numbers::pi * share(random);
    const auto corner = [&](double x, double y) {
      return geo::MapPoint{c.x_m + x * std::cos(turn) - y * std::sin(turn),
                           c.y_m + x * std::sin(turn) + y * std::cos(turn)};
    };
    if (share(random) < 0.4)
      out.append(geo::Geometry::polygon({corner(0, 0), corner(a, 0), corner(a, b), corner(0, b)}),
                 static_cast<std::int64_t>(i));
    else
      out.append(geo::Geometry::polygon({corner(0, 0), corner(a, 0), corner(a, b * 0.4), corner(a * 0.5, b * 0.4),
                                         corner(a * 0.5, b), corner(0, b)}),
                 static_cast<std::int64_t>(i));
  }
  return out;
}

geo::Features buildings() {
  if (const char* folder = std::getenv("HIILITIE_BENCH_DATA")) {
    geo::Progress progress;
    layers::ReadRequest request;
    request.path = std::string(folder) + "/buildings_1m.gpkg";
    return layers::read_features(request, progress).value;
  }
  return made_up_buildings(1'000'000);
}

long peak_memory_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
  return 0;
}

struct Times {
  double median_ms;
  double high_ms;  ///< 95 %
};

Times times(std::vector<double> frames_ms) {
  std::ranges::sort(frames_ms);
  return {frames_ms[frames_ms.size() / 2], frames_ms[frames_ms.size() * 95 / 100]};
}

/// The place with the most buildings: where zooming in is hardest.
geo::MapPoint densest(const geo::Features& features) {
  std::vector<std::uint32_t> cells(1000 * 1000);
  const geo::MapBox box = geo::bounds(features);
  const auto cell = [&](geo::MapPoint p) {
    const auto x = static_cast<std::size_t>((p.x_m - box.min_x_m) / box.width_m() * 999);
    const auto y = static_cast<std::size_t>((p.y_m - box.min_y_m) / box.height_m() * 999);
    return y * 1000 + x;
  };
  for (const geo::MapPoint& p : features.positions) ++cells[cell(p)];
  const auto best = static_cast<std::size_t>(std::ranges::max_element(cells) - cells.begin());
  return {box.min_x_m + (static_cast<double>(best % 1000) + 0.5) / 999 * box.width_m(),
          box.min_y_m + (static_cast<double>(best / 1000) + 0.5) / 999 * box.height_m()};
}

render::SceneLayer filled_and_outlined(const geo::Features& features) {
  render::SymbolTable table;
  table.symbols = {{.fill = {226, 221, 232, 255}, .line = {60, 60, 70, 255}, .line_width_px = 1}};
  geo::Progress progress;
  return {.batch = render::make_batch(features, geo::bounds(features).centre(), progress),
          .symbols = std::make_shared<const render::SymbolTable>(std::move(table))};
}

/// All of it in one process, from its start: context, reading, batch, first full-extent picture, read back.
void first_picture(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    const auto start = Clock::now();
    const render::OffscreenContext context;
    const double context_s = seconds_since(start);
    const geo::Features features = buildings();
    const double read_s = seconds_since(start);
    render::Scene scene;
    scene.below.push_back(filled_and_outlined(features));
    const double batch_s = seconds_since(start);
    render::MapRenderer renderer;
    renderer.draw(scene, render::Camera::showing(geo::bounds(features), 1600, 900, 20));
    const render::Picture picture = renderer.read_back();
    const double all_s = seconds_since(start);
    fmt::print("context {:.3f} + read {:.3f} + batch {:.3f} + picture {:.3f} = {:.3f} s, peak memory {} MB\n",
               context_s, read_s - context_s, batch_s - read_s, all_s - batch_s, all_s, peak_memory_mb());
    benchmark::DoNotOptimize(picture.rgba.data());
  }
}
BENCHMARK(first_picture)->Iterations(1)->Unit(benchmark::kSecond);

/// A million points: the first picture of all of them, and zooming.
void million_points(benchmark::State& state) {
  const char* folder = std::getenv("HIILITIE_BENCH_DATA");
  if (folder == nullptr) return state.SkipWithError("HIILITIE_BENCH_DATA is not set");
  for ([[maybe_unused]] auto _ : state) {
    geo::Progress progress;
    layers::ReadRequest request;
    request.path = std::string(folder) + "/points_1m.gpkg";
    const geo::Features features = layers::read_features(request, progress).value;
    const render::OffscreenContext context;
    render::SymbolTable table;
    table.symbols = {{.fill = {200, 60, 40, 255}, .casing = {255, 255, 255, 255}, .casing_width_px = 1}};
    render::Scene scene;
    scene.below.push_back({.batch = render::make_batch(features, geo::bounds(features).centre(), progress),
                           .symbols = std::make_shared<const render::SymbolTable>(table)});
    render::MapRenderer renderer;
    const auto draw_ms = [&](const render::Camera& camera) {
      const auto start = Clock::now();
      renderer.draw(scene, camera);
      glFinish();
      return 1000 * seconds_since(start);
    };
    render::Camera camera = render::Camera::showing(geo::bounds(features), 1600, 900, 20);
    const double first_ms = draw_ms(camera);
    std::vector<double> zoom_ms;
    for (int i = 0; i < 24; ++i) zoom_ms.push_back(draw_ms(camera.zoomed(std::pow(2.0, (i + 1) / 24.0), {800, 450})));
    const Times zoom = times(zoom_ms);
    fmt::print("{} points: first picture {:.0f} ms, zooming {:.1f} / {:.1f} ms, {} MB of meshes\n", features.size(),
               first_ms, zoom.median_ms, zoom.high_ms, renderer.work().mesh_bytes >> 20);
  }
}
BENCHMARK(million_points)->Iterations(1)->Unit(benchmark::kSecond);

void million_buildings(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    const auto read_start = Clock::now();
    const geo::Features features = buildings();
    fmt::print("{} buildings, {} positions in {:.3f} s\n", features.size(), features.positions.size(),
               seconds_since(read_start));

    const render::OffscreenContext context;
    fmt::print("{}\n", context.description());
    const auto start = Clock::now();
    render::Scene scene;
    scene.below.push_back(filled_and_outlined(features));
    fmt::print("make_batch {:.3f} s\n", seconds_since(start));

    const auto draw_start = Clock::now();
    render::MapRenderer renderer;
    render::Camera camera = render::Camera::showing(geo::bounds(features), 1600, 900, 20);
    renderer.draw(scene, camera);
    glFinish();
    fmt::print("first full-extent picture after that {:.3f} s\n", seconds_since(draw_start));

    const auto frame_ms = [&](const render::Camera& next) {
      const auto frame_start = Clock::now();
      renderer.draw(scene, next);
      glFinish();
      return 1000 * seconds_since(frame_start);
    };
    const geo::MapPoint centre = densest(features);
    fmt::print("{:>12} {:>10} {:>22} {:>22}\n", "1 : n", "m/px", "pan ms median / 95 %", "zoom ms median / 95 %");
    while (camera.scale_number() > 1000) {
      std::vector<double> pan_ms;
      std::vector<double> zoom_ms;
      frame_ms(camera);
      // As a mouse moves the map: by whole pixels.
      for (int i = 0; i < 24; ++i) pan_ms.push_back(frame_ms(camera.moved(7 * (i + 1), -4 * (i + 1))));
      for (int i = 0; i < 24; ++i)
        zoom_ms.push_back(frame_ms(camera.zoomed(std::pow(2.0, (i + 1) / 24.0), {800, 450})));
      const Times pan = times(pan_ms);
      const Times zoom = times(zoom_ms);
      fmt::print("{:>12.0f} {:>10.2f} {:>13.1f} / {:>6.1f} {:>13.1f} / {:>6.1f}\n", camera.scale_number(),
                 camera.m_per_px, pan.median_ms, pan.high_ms, zoom.median_ms, zoom.high_ms);
      camera.m_per_px /= 2;
      camera.centre = centre;
    }
    fmt::print("peak memory {} MB\n", peak_memory_mb());
  }
}
BENCHMARK(million_buildings)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
