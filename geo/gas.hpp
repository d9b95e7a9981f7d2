// Greenhouse gases as masses. CO2e is made last, with a named set of global warming potentials.
#pragma once

#include "geo/plan/enum_text.hpp"

#include <array>
#include <optional>

namespace geo {

/// co2e is for figures that their source gives only as CO2 equivalent: no GWP is applied to them and the
/// source's own set stays in the note. Biogenic CO2 is kept apart and never enters a CO2e sum.
enum class Gas { co2_fossil, co2_biogenic, ch4_fossil, ch4_biogenic, n2o, co2e };

template <>
struct EnumText<Gas> {
  static constexpr std::array names{"co2_fossil", "co2_biogenic", "ch4_fossil", "ch4_biogenic", "n2o", "co2e"};
};

enum class GwpSet { sar, ar4, ar5, ar6 };

template <>
struct EnumText<GwpSet> {
  static constexpr std::array names{"SAR", "AR4", "AR5", "AR6"};
};

/// Tonnes of CO2e per tonne of gas over 100 years; 0 for biogenic CO2.
/// Sources: IPCC SAR (1996), AR4 (2007), AR5 (2013, without feedbacks), AR6 Table 7.SM.7; AR6 methane
/// fossil 29.8 / non-fossil 27.0 and AR5 fossil 30 as in the GHG Protocol list of August 2024.
[[nodiscard]] double gwp100(Gas gas, GwpSet set);

}  // namespace geo
