// The left panel: the plan's own things, the analysis, the linked layers in their order and groups; the legend below.
#pragma once

#include "app/layer_list.hpp"
#include "app/widgets/list_row.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app {

class LayersPanel {
public:
  void draw(Workspace& workspace);

private:
  /// Where a row of the list was drawn, for dropping others beside it.
  struct PlacedRow {
    geo::Id<geo::Layer> layer;  ///< none: the head of the group
    std::string group;
    ImVec2 min, max;
  };

  void draw_head(Workspace& workspace);
  void draw_lists(Workspace& workspace);
  void draw_plan_rows(Workspace& workspace);
  void draw_analysis(Workspace& workspace);
  void draw_heatmap_settings(Workspace& workspace);
  void draw_linked(Workspace& workspace);
  bool draw_layer_row(Workspace& workspace, geo::Id<geo::Layer> id, float indent_k);
  bool draw_group_row(Workspace& workspace, const ListedGroup& group);
  void draw_layer_menu(Workspace& workspace, geo::Id<geo::Layer> id, ImVec2 corner);
  void draw_group_menu(Workspace& workspace, const ListedGroup& group, ImVec2 corner);
  void drag_and_drop(Workspace& workspace);
  [[nodiscard]] std::optional<DropPlace> drop_place(const Workspace& workspace, float& line_y, float& line_left) const;
  void draw_legend_part(Workspace& workspace, float height);
  [[nodiscard]] bool passes_filter(const geo::Layer& layer) const;

  bool plan_open_ = true;
  bool analysis_open_ = true;
  bool linked_open_ = true;
  bool heatmap_settings_open_ = false;
  bool filter_open_ = false;
  std::string filter_;
  float list_height_ = 0;         ///< of all rows, when they were drawn last
  std::set<std::string> folded_;  ///< groups whose layers are not listed
  std::optional<LayerNaming> naming_begun_;

  std::vector<geo::Id<geo::Layer>> dragged_;
  std::string dragged_group_;  ///< when a whole group is dragged
  bool dropped_ = false;
  std::vector<PlacedRow> rows_;
};

}  // namespace app
