// Numbers for sentences and names.
#pragma once

#include <string>

namespace geo {

/// Six significant digits at most, a point as decimal mark, in any locale: "0.8", "1.5e+09".
[[nodiscard]] std::string short_number(double value);

}  // namespace geo
