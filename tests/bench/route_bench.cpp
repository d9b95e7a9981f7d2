// Routes on a graph of a million edges: preparation, one route, and the side file.
#include "geo/road/router.hpp"
#include "layers/road_cache.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <string>
#include <unistd.h>

namespace {

using geo::RouteBy;

/// A town of 745 x 745 crossings: every fifth street faster, every 25th and every 125th more; an eighth of the small
/// streets is missing, a tenth of the rest one-way. Lengths 80 to 140 m.
geo::RoadGraph town(std::uint32_t side) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> share(0, 1);
  const auto speed_kmh = [](std::uint32_t street) {
    return street % 125 == 0 ? 100.0 : street % 25 == 0 ? 80.0 : street % 5 == 0 ? 50.0 : 30.0;
  };
  geo::RoadGraph graph;
  for (std::uint32_t y = 0; y < side; ++y)
    for (std::uint32_t x = 0; x < side; ++x) graph.nodes.push_back({240'000 + 100.0 * x, 6'710'000 + 100.0 * y});
  for (std::uint32_t y = 0; y < side; ++y)
    for (std::uint32_t x = 0; x < side; ++x)
      for (const bool across : {true, false}) {
        const double kmh = speed_kmh(across ? y : x);
        if ((across ? x : y) + 1 >= side || (kmh < 50 && share(random) < 0.12)) continue;
        geo::RoadEdge edge{y * side + x, across ? y * side + x + 1 : (y + 1) * side + x, 80 + 60 * share(random), kmh,
                           geo::Travel::both};
        if (kmh < 50 && share(random) < 0.1) edge.travel = geo::Travel::forward;
        graph.edges.push_back(edge);
        for (const std::uint32_t node : {edge.from, edge.to}) graph.shape.push_back(graph.nodes[node]);
        graph.along_m.insert(graph.along_m.end(), {0.0, edge.length_m});
        graph.shape_start.push_back(static_cast<std::uint32_t>(graph.shape.size()));
      }
  graph.piece.assign(graph.nodes.size(), 0);
  graph.piece_count = 1;
  return graph;
}

constexpr std::uint32_t million_edges = 745;

std::shared_ptr<geo::RoadNetwork>& network() {
  static auto made = std::make_shared<geo::RoadNetwork>(town(million_edges));
  return made;
}

RouteBy by(const benchmark::State& state) {
  return state.range(0) == 0 ? RouteBy::length : RouteBy::time;
}

void prepare_routes(benchmark::State& state) {
  for (auto _ : state) {
    network()->adopt(by(state), nullptr);
    geo::Progress progress;
    network()->prepare(by(state), progress);
  }
  state.SetLabel(
      std::to_string(network()->graph().edges.size()) + " edges, core of " +
      std::to_string(network()->hierarchy(by(state))->node_count() - network()->hierarchy(by(state))->core_first));
}
BENCHMARK(prepare_routes)->Arg(0)->Arg(1)->Unit(benchmark::kSecond)->Iterations(1);

/// From one place of the map to another, with its line. The label has the slow ones.
void one_route(benchmark::State& state) {
  geo::Progress progress;
  network()->prepare(by(state), progress);
  geo::Router router(network());
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> place_m(0, 100.0 * (million_edges - 1));
  std::vector<double> times_ms;
  double length_m = 0;
  for (auto _ : state) {
    const geo::MapPoint from{240'000 + place_m(random), 6'710'000 + place_m(random)};
    const geo::MapPoint to{240'000 + place_m(random), 6'710'000 + place_m(random)};
    const auto start = std::chrono::steady_clock::now();
    const geo::RouteFound found = router.route(from, to, by(state));
    times_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    if (found.route) length_m += found.route->length_m;
  }
  benchmark::DoNotOptimize(length_m);
  std::sort(times_ms.begin(), times_ms.end());
  state.SetLabel("median " + std::to_string(times_ms[times_ms.size() / 2]) + " ms, 99 % under " +
                 std::to_string(times_ms[times_ms.size() * 99 / 100]) + " ms");
}
BENCHMARK(one_route)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(2000);

void side_file(benchmark::State& state) {
  geo::Progress progress;
  network()->prepare(RouteBy::length, progress);
  const auto file = std::filesystem::temp_directory_path() / ("hiilitie_bench_" + std::to_string(getpid()) + ".roads");
  layers::write_road_cache(file, "bench", *network());
  for (auto _ : state) benchmark::DoNotOptimize(layers::read_road_cache(file, "bench"));
  state.SetLabel(std::to_string(std::filesystem::file_size(file) / 1'000'000) + " MB");
  std::filesystem::remove(file);
}
BENCHMARK(side_file)->Unit(benchmark::kMillisecond);

}  // namespace
