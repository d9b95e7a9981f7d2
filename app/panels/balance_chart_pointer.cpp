#include "app/panels/balance_chart_pointer.hpp"

#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/text.hpp"
#include "app/widgets/tip.hpp"

#include <algorithm>

namespace app {

namespace {

/// The figure that a stack of the chart stands for in a year.
geo::FigureName figure_of(const render::ChartStack& stack, int year, const geo::CountChoice& counted) {
  for (std::size_t i = 0; i < geo::sector_count; ++i)
    if (stack.colour == render::ChartColour(static_cast<geo::Sector>(i)))
      return {geo::FigureKind::sector, year, static_cast<std::int64_t>(i), {}, counted};
  return {geo::FigureKind::removals, year, 0};
}

}  // namespace

void point_at_chart(Workspace& w, const render::BalanceChart& chart, const render::ChartPlot& plot,
                    const geo::CountChoice& counted) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!ImGui::IsWindowHovered() || ImGui::IsAnyItemHovered() || ImGui::IsAnyItemActive()) return;
  const auto found = render::hit(chart, plot, {mouse.x, mouse.y});
  if (!found) return;
  const auto year = std::find(chart.years.begin(), chart.years.end(), found->year);
  const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  if (!found->stack || year == chart.years.end()) {
    if (clicked) w.set_year(found->year);
    return;
  }
  const render::ChartStack& stack = chart.stacks[*found->stack];
  const double value_t = stack.values_t[static_cast<std::size_t>(year - chart.years.begin())];
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  offer_tip(stack.name + " " + year_text(found->year) + ": " + yearly_mass(value_t).text(), {}, mouse, mouse);
  if (clicked) open_figure(w, figure_of(stack, found->year, counted));
}

}  // namespace app
