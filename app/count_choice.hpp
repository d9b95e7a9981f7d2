// What the heatmap, the map and the chart count: all, or some gases, or one sector.
#pragma once

#include "geo/plan/plan.hpp"

#include <optional>
#include <string>

namespace app {

enum class GasChoice { all, methane, co2, n2o };
[[nodiscard]] std::string word(GasChoice choice);

struct CountChoice {
  GasChoice gas = GasChoice::all;
  std::optional<geo::Sector> sector;  ///< none: all
  [[nodiscard]] bool all() const { return gas == GasChoice::all && !sector; }
  bool operator==(const CountChoice&) const = default;
};
/// "Methane, landfill".
[[nodiscard]] std::string word(const CountChoice& choice);
/// The plan with only the chosen gases of the chosen sector in its sources' series.
[[nodiscard]] geo::Plan counted_alone(const geo::Plan& plan, const CountChoice& choice);

}  // namespace app
