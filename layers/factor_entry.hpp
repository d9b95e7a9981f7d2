// One [[factor]] of a TOML file. Includes toml++: for .cpp files.
#pragma once

#include "geo/factor/factor.hpp"
#include "layers/toml_entry.hpp"

namespace layers {

/// Throws geo::Error with file, line and field.
[[nodiscard]] geo::Factor factor_from(const TomlEntry& entry);

}  // namespace layers
