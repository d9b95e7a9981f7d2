// The parts of the window and where they are: bars, panels, the map, splitters between them.
#pragma once

#include "app/map/map_view.hpp"
#include "app/panels/balance_view.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/flow_panels.hpp"
#include "app/panels/history_panel.hpp"
#include "app/panels/menu.hpp"
#include "app/panels/new_plan_panel.hpp"
#include "app/panels/palette_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/present.hpp"
#include "app/panels/proposals_panel.hpp"
#include "app/panels/start_page.hpp"
#include "app/panels/status_bar.hpp"
#include "app/panels/table_panel.hpp"
#include "app/panels/views_panel.hpp"

#include <optional>

namespace app {

/// The parts of the window and where they are.
class Frame {
public:
  void draw(Workspace& w, ImVec2 size);
  [[nodiscard]] const MapView& map() const { return map_; }

  /// Seconds until the window needs a frame although nothing happens.
  [[nodiscard]] std::optional<double> due_in_s(const Workspace& w) const;

private:
  /// Flow map, what is shown of it, the mass balance beside it and the year's slider under it.
  void draw_flows(Workspace& w, ImVec2 size, float top, float status);
  /// The balance between the top bar and the status bar, with the year's slider under it.
  void draw_balance(Workspace& w, ImVec2 size, float top, float status);
  /// What lies over everything, with a plan or without. `min`, `size`: where sheets stand.
  void draw_overlay(Workspace& w, ImVec2 window_size, ImVec2 min, ImVec2 size);

  enum class Splitter { none, left, inspector, dock, flows };
  /// A 6 px strip that can be dragged; `at` is its middle.
  void splitter(Splitter which, ImVec2 min, ImVec2 max, double& k, double low, double high, float direction);

  MapView map_;
  BalanceView balance_;
  LayersPanel layers_;
  TablePanel table_;
  FilePanel files_;
  MapMenu map_menu_;
  StartPage start_;
  PalettePanel palette_;
  NewPlanPanel new_plan_;
  HistoryPanel history_;
  ProposalsPanel proposals_;
  FigurePanel figure_;
  FlowListPanel flow_list_;
  FlowBalancePanel flow_balance_;
  StatusBar status_;
  ViewsPanel views_;
  PresentView present_;
  Splitter held_ = Splitter::none;
  bool map_is_due_ = false;
  bool left_floats_ = false;
  bool inspector_was_open_ = false;
};

}  // namespace app
