// Factors as a person or a program reads them.
#pragma once

#include "geo/factor/factor.hpp"

#include <string>
#include <vector>

namespace app {

/// One line each: id, value with unit (or the ends of the path), years, status, name.
[[nodiscard]] std::string factors_as_text(const std::vector<const geo::Factor*>& factors);
/// All fields of one factor, its path year by year.
[[nodiscard]] std::string factor_card_as_text(const geo::Factor& factor);
/// An array; 17 significant digits.
[[nodiscard]] std::string factors_as_json(const std::vector<const geo::Factor*>& factors);
/// A row for each factor and year (year empty for a constant).
[[nodiscard]] std::string factors_as_csv(const std::vector<const geo::Factor*>& factors);

}  // namespace app
