// What stands beside the flow map: left what is shown of it with its legend, right the mass balance as a Sankey and the
// flows as a table.
#pragma once

#include "app/flow_text.hpp"
#include "app/map/hover_card.hpp"
#include "app/panels/mass_balance_panel.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// Materials, partners, direction, least amount, grouping; the legend below.
class FlowListPanel {
public:
  void draw(Workspace& workspace);

private:
  void draw_choices(Workspace& workspace, float width);
  void draw_partners(Workspace& workspace, float width);
  void draw_proposals_button(Workspace& workspace, float width);
  void draw_least(Workspace& workspace, float width);
  void draw_without_road(Workspace& workspace, float width);

  // Flows that no road carries, remembered.
  std::shared_ptr<const geo::PlanFigures> without_road_of_;
  std::string without_road_language_;
  std::vector<EstimatedFlow> without_road_;
};

/// Sankey with the year's totals, what is chosen, and the table; or the mass balance partner by partner.
class FlowBalancePanel {
public:
  void draw(Workspace& workspace);

private:
  enum class Column { from, to, material, amount };
  enum class Part { sankey, by_partner };
  float draw_head(Workspace& workspace);
  void draw_sankey_part(Workspace& workspace, ImVec2 min, ImVec2 size);
  float draw_chosen(Workspace& workspace, ImVec2 min, float width);
  void draw_table(Workspace& workspace, ImVec2 min, ImVec2 size);

  Part part_ = Part::sankey;
  MassBalancePanel mass_balance_;
  // The layout is made again when the flows or the room changed.
  std::uint64_t laid_version_ = 0;
  ImVec2 laid_size_{0, 0};
  geo::SankeyLayout layout_;
  std::map<std::string, double> moved_;  ///< shares of the height to which nodes were taken, by their keys
  std::optional<std::uint32_t> dragged_;
  double grip_y_ = 0;  ///< where in the node it is held
  // Facts of what is chosen, remembered.
  struct FactsOf {
    ChosenFlows chosen;
    geo::PlanPtr plan;
    int year = 0;
    std::string language;
    bool operator==(const FactsOf&) const = default;
  };
  std::optional<FactsOf> facts_of_;
  std::vector<CardLine> facts_;
  std::string chosen_title_;
  Column sorted_ = Column::amount;
  bool falling_ = true;
  std::uint64_t rows_version_ = 0;
  std::string rows_language_;
  Column rows_sorted_ = Column::amount;
  bool rows_falling_ = true;
  std::vector<std::size_t> rows_;  ///< strands in the table's order
};

}  // namespace app
