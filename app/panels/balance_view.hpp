// The balance in place of the map: chart by sector, a sheet of all figures by year, and what makes the net uncertain.
#pragma once

#include "app/balance_sheet.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <memory>
#include <string>

namespace app {

class BalanceView {
public:
  /// In the window that is begun, in this rectangle. Every figure opens its card.
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  void update(Workspace& workspace);
  void draw_choices(Workspace& workspace);
  void draw_chart(Workspace& workspace, ImVec2 min, ImVec2 size) const;
  void draw_sheet(Workspace& workspace, ImVec2 size);
  void export_csv(Workspace& workspace) const;

  geo::BalanceBy by_ = geo::BalanceBy::sector;
  BalanceTable table_;
  BalanceSheet sheet_;
  // What the two were made of.
  std::shared_ptr<const geo::PlanFigures> of_;
  geo::BalanceBy of_by_ = geo::BalanceBy::sector;
  std::uint64_t of_version_ = 0;
  std::string of_language_;
  int shown_year_ = 0;  ///< that the sheet was scrolled to
};

}  // namespace app
