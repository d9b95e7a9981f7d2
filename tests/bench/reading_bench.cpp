// Reading rates. The large files are made by the spike's generator; their folder is named by HIILITIE_BENCH_DATA.
#include "layers/vector_reader.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

void read_file(benchmark::State& state, const std::string& name) {
  const char* folder = std::getenv("HIILITIE_BENCH_DATA");
  const std::string path = std::string(folder != nullptr ? folder : "") + "/" + name;
  if (folder == nullptr || !std::filesystem::exists(path)) {
    state.SkipWithError("HIILITIE_BENCH_DATA names no folder with this file");
    return;
  }
  std::size_t features = 0;
  for (auto _ : state) {
    geo::Progress progress;
    features = layers::read_features({path, "", "", geo::Crs::tm35fin(), {}}, progress).value.size();
  }
  state.counters["features/s"] =
      benchmark::Counter(static_cast<double>(features), benchmark::Counter::kIsIterationInvariantRate);
}

}  // namespace

BENCHMARK_CAPTURE(read_file, buildings_gpkg, std::string("buildings_1m.gpkg"))
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_file, buildings_fgb, std::string("buildings_1m.fgb"))
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_file, buildings_shp, std::string("buildings_1m.shp"))
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_file, points_gpkg, std::string("points_1m.gpkg"))->Unit(benchmark::kMillisecond)->UseRealTime();
