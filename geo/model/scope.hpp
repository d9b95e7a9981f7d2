#pragma once

#include "geo/plan/enum_text.hpp"

namespace geo {

/// GHG Protocol: 1 own sources, 2 bought electricity, heat, steam and cooling, 3 all other. Where a model says nothing
/// else its terms are scope 1.
enum class Scope { scope_1, scope_2, scope_3 };
template <>
struct EnumText<Scope> {
  static constexpr std::array names{"1", "2", "3"};
};

}  // namespace geo
