// Flows of a country: 100,000 between 20,000 and between 200,000 places, clustered and summed at the level of a view;
// 5,000 drawn bands, panned and zoomed.
#include "geo/flow/clusters.hpp"
#include "geo/flow/flow_sums.hpp"
#include "render/flow_shape.hpp"
#include "render/map_renderer.hpp"
#include "render/offscreen.hpp"

#include <benchmark/benchmark.h>
#include <epoxy/gl.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>

namespace {

struct Country {
  std::vector<geo::WeightedPlace> places;
  std::vector<geo::PlacedFlow> flows;
  std::vector<std::uint32_t> all;

  explicit Country(std::size_t place_count) : all(100'000) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> east(70'000, 730'000), north(6'610'000, 7'770'000);
    std::vector<geo::MapPoint> towns(300);
    for (auto& t : towns) t = {east(random), north(random)};
    std::normal_distribution<double> spread(0, 8'000);
    std::lognormal_distribution<double> amount(5, 1.5);
    for (std::size_t i = 0; i < place_count; ++i) {
      const geo::MapPoint t = towns[random() % towns.size()];
      places.push_back({{t.x_m + spread(random), t.y_m + spread(random)}, 0});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      flows.push_back({static_cast<std::uint32_t>(random() % place_count),
                       static_cast<std::uint32_t>(random() % place_count), static_cast<std::uint32_t>(random() % 8),
                       amount(random)});
      places[flows.back().from].weight_t += flows.back().amount_t;
      places[flows.back().to].weight_t += flows.back().amount_t;
    }
    std::iota(all.begin(), all.end(), 0U);
  }
};

void cluster_and_sum_100000_flows(benchmark::State& state) {
  const Country country(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    geo::Progress progress;
    const geo::PlaceClusters clusters(country.places, progress);
    const std::size_t level = clusters.level_for(20'000);
    benchmark::DoNotOptimize(geo::flow_sums(country.flows, country.all, clusters.cluster_of_place(level),
                                            clusters.clusters(level).size(), progress));
  }
}
BENCHMARK(cluster_and_sum_100000_flows)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void sum_100000_flows_after_a_filter(benchmark::State& state) {
  const Country country(20'000);
  geo::Progress progress;
  const geo::PlaceClusters clusters(country.places, progress);
  const std::size_t level = clusters.level_for(20'000);
  for (auto _ : state)
    benchmark::DoNotOptimize(geo::flow_sums(country.flows, country.all, clusters.cluster_of_place(level),
                                            clusters.clusters(level).size(), progress));
}
BENCHMARK(sum_100000_flows_after_a_filter)->Unit(benchmark::kMillisecond);

/// 5,000 bands of four widths between 600 places over the whole country.
std::shared_ptr<const render::FlowPicture> drawn_country() {
  const Country country(600);
  auto picture = std::make_shared<render::FlowPicture>();
  for (const geo::WeightedPlace& p : country.places) picture->places.push_back({p.at, 5});
  static constexpr render::Colour colours[] = {{219, 76, 18, 255}, {155, 158, 168, 255}, {115, 136, 82, 255}};
  for (std::size_t i = 0; picture->bands.size() < 5'000; ++i) {
    const geo::PlacedFlow& f = country.flows[i];
    if (f.from == f.to) continue;
    const double width_px = 1.2 + f.amount_t / 400;
    picture->bands.push_back({f.from, f.to, {{colours[i % 3], width_px}, {colours[(i + 1) % 3], 1.2}}, {}});
  }
  std::ranges::stable_sort(picture->bands, std::greater{},
                           [](const render::FlowBand& b) { return render::band_width_px(b.stripes); });
  return picture;
}

void pan_5000_drawn_flows(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    const render::OffscreenContext context;
    render::Scene scene;
    const auto picture = drawn_country();
    scene.above.push_back({.flows = picture});
    geo::MapBox box;
    for (const render::FlowPlace& p : picture->places) box.extend(p.at);
    render::MapRenderer renderer;
    render::Camera camera = render::Camera::showing(box, 1600, 900, 20);
    const auto frame_ms = [&](const render::Camera& next) {
      const auto start = std::chrono::steady_clock::now();
      renderer.draw(scene, next);
      glFinish();
      return 1000 * std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const auto median = [](std::vector<double> ms) {
      std::ranges::sort(ms);
      return ms[ms.size() / 2];
    };
    fmt::print("{}\n", context.description());
    for (int step = 0; step < 5; ++step, camera.m_per_px /= 4) {
      const double whole_ms = frame_ms(camera);
      std::vector<double> pan_ms, zoom_ms, pick_us;
      for (int i = 0; i < 24; ++i) pan_ms.push_back(frame_ms(camera.moved(7 * (i + 1), -4 * (i + 1))));
      for (int i = 0; i < 12; ++i)
        zoom_ms.push_back(frame_ms(camera.zoomed(std::pow(2.0, (i + 1) / 12.0), {800, 450})));
      const render::FlowShapes shapes = render::flow_shapes(*picture, camera.centre, camera.m_per_px, 1);
      for (int i = 0; i < 24; ++i) {
        const auto start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(
            render::flow_at(*picture, shapes, render::map_from_screen(camera, {60.0 * i, 30.0 * i}), 4));
        pick_us.push_back(1e6 * std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
      }
      fmt::print("1 : {:.0f}: whole {:.1f} ms, pan {:.1f} ms median, zoom {:.1f} ms median, pick {:.0f} us median\n",
                 camera.scale_number(), whole_ms, median(pan_ms), median(zoom_ms), median(pick_us));
    }
  }
}
BENCHMARK(pan_5000_drawn_flows)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
