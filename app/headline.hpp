// The one figure of the chosen year that the dock, the year's strip and the presentation show large.
#pragma once

#include "app/workspace.hpp"

#include <optional>
#include <string>

namespace app {

/// The net balance; with some gases or one sector alone their emissions, for removals are of no gas and no sector.
struct Headline {
  std::string label;              ///< "Net 2023", "Methane 2023"
  std::optional<double> value_t;  ///< none: not known
  geo::FigureName figure;
};
[[nodiscard]] Headline headline(const Workspace& workspace);
/// The balance of the chosen year; null while it is worked out and for years beyond it.
[[nodiscard]] const geo::BalanceYear* balance_of_year(const Workspace& workspace);
/// Whether any sector has a figure.
[[nodiscard]] bool is_known(const geo::BalanceYear& year);

}  // namespace app
