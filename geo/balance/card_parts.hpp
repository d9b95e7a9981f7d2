// What cards of figures are put together from.
#pragma once

#include "geo/gas.hpp"
#include "geo/model/explain.hpp"

#include <string>
#include <string_view>

namespace geo {

inline constexpr std::string_view co2e_unit = "t CO2e";

/// The same in all languages: a name from the plan.
[[nodiscard]] LocalText plain(std::string_view text);
/// A sum without parts yet.
[[nodiscard]] FigureCard sum_card(LocalText name, std::string_view unit);
/// Adds a part to a sum; `sign` -1 takes it away. Its range is put to the sum's as independent.
void take(FigureCard& sum, FigureCard part, double sign = 1);
/// A mass times its potential.
[[nodiscard]] FigureCard co2e_card(FigureCard mass, Gas gas, GwpSet set);

}  // namespace geo
