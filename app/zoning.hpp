// Finnish zoning letters (asemakaava, yleiskaava: A housing, C centre, T industry, V park, ...) as calm map colours.
#pragma once

#include "geo/plan/entity.hpp"

#include <optional>
#include <string_view>

namespace app {

/// The map colour of a zoning letter such as "A", "AK-1", "P/T", "VL"; none if it is not one. The main use is told by
/// the first letter (Ministry of the Environment's decree on plan markings, 2000).
[[nodiscard]] std::optional<geo::Colour> zoning_colour(std::string_view code);

}  // namespace app
