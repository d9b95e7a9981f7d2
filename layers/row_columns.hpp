// A layer's rows one by one, for the drivers without Arrow batches. Internal to layers/.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "layers/problem_list.hpp"
#include "layers/vector_file.hpp"

namespace layers {

[[nodiscard]] geo::Features read_rows(const OpenLayer& layer, ProblemList& problems, geo::Progress& progress);

}  // namespace layers
