// The sectors of a balance.
#pragma once

#include "geo/plan/enum_text.hpp"

namespace geo {

/// Sectors in the order of the charts' stacks and of the palette.
enum class Sector { landfill, energy, process, treatment, logistics, electricity, construction, wastewater, other };
template <>
struct EnumText<Sector> {
  static constexpr std::array names{"landfill",    "energy",       "process",    "treatment", "logistics",
                                    "electricity", "construction", "wastewater", "other"};
};

}  // namespace geo
