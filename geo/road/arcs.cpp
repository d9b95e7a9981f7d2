#include "geo/road/arcs.hpp"

#include <cmath>

namespace geo::road {

double on_weight_step(double weight) {
  return std::round(weight / weight_step) * weight_step;
}

}  // namespace geo::road
