// The one figure of the chosen year that the dock, the year's strip and the presentation show large.
#pragma once

#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <optional>
#include <string>

namespace app {

/// The net balance; with some gases or one sector alone their emissions, for removals are of no gas and no sector.
struct Headline {
  std::string label;              ///< "Net 2023", "Methane 2023"
  std::optional<double> value_t;  ///< none: not known
  geo::FigureName figure;
  bool to_be_confirmed = false;  ///< it has factors that are
};
[[nodiscard]] Headline headline(const Workspace& workspace);
/// The balance of the chosen year; null while it is worked out and for years beyond it.
[[nodiscard]] const geo::BalanceYear* balance_of_year(const Workspace& workspace);
/// The mark of a figure that has factors to be confirmed, with its middle at y; returns its width.
float draw_doubt(ImDrawList& list, float x, float y);
/// Whether any sector has a figure.
[[nodiscard]] bool is_known(const geo::BalanceYear& year);

}  // namespace app
