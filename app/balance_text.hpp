// The climate balance as a table to read, as CSV and as JSON.
#pragma once

#include "app/balance_sheet.hpp"

#include <string>

namespace app {

/// For reading, in the person's language; t CO2e, whole tonnes.
[[nodiscard]] std::string balance_as_text(const BalanceTable& table);
/// 17 significant digits, C locale.
[[nodiscard]] std::string balance_as_csv(const BalanceTable& table);
[[nodiscard]] std::string balance_as_json(const BalanceTable& table);

}  // namespace app
