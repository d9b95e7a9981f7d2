// What comes to, arises at, leaves and stays at each partner, material by material; what a site generates, uses up and
// stores is entered here, and what remains unexplained is seen at once.
#pragma once

#include "app/workspace.hpp"
#include "geo/flow/mass_balance.hpp"

#include <string>
#include <utility>
#include <vector>

namespace app {

class MassBalancePanel {
public:
  /// At the cursor, as wide and high as what is left of the window.
  void draw(Workspace& workspace);

private:
  using Key = std::pair<geo::Ref<geo::Partner>, std::string>;
  void keep_up_to_date(const Workspace& workspace);
  void draw_rows(Workspace& workspace, float height);
  void draw_chosen(Workspace& workspace);
  void draw_new(Workspace& workspace);

  // The rows are made again when the plan, the year or the choice changed.
  geo::PlanPtr of_;
  int year_ = 0;
  FlowChoice choice_;
  std::vector<geo::MassBalance> rows_;
  Key chosen_;
  Key new_;  ///< a partner and a material that nothing flows of yet
};

}  // namespace app
