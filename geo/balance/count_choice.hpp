// What a map, a chart or a figure counts: all gases of all sectors, or some gases, or one sector alone.
#pragma once

#include "geo/plan/plan.hpp"

#include <optional>

namespace geo {

/// `methane` is both methanes, `co2` the fossil one.
enum class GasGroup { all, methane, co2, n2o };
template <>
struct EnumText<GasGroup> {
  static constexpr std::array names{"all", "methane", "co2", "n2o"};
};
[[nodiscard]] bool counts(GasGroup group, Gas gas);

struct CountChoice {
  GasGroup gas = GasGroup::all;
  std::optional<Sector> sector;  ///< none: all
  [[nodiscard]] bool all() const { return gas == GasGroup::all && !sector; }
  bool operator==(const CountChoice&) const = default;
};

/// The plan with only the chosen gases of the chosen sector in its sources' series. Sources of other sectors, and those
/// with figures that have none of these gases, are left out.
[[nodiscard]] Plan counted_alone(const Plan& plan, const CountChoice& counted);

}  // namespace geo
