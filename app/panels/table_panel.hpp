// The attribute table in the dock. Draws the rows that are seen and no others, so that a million are as quick as ten.
#pragma once

#include "app/table/attribute_table.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace app {

class TablePanel {
public:
  /// Draws into the rectangle, in the ImGui window that is begun.
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  /// How far one table is scrolled and how wide its columns are.
  struct Place {
    double top_px = 0;  ///< of what is seen, from the first row
    float left_px = 0;
    std::vector<float> widths_k;
  };
  struct Column {
    std::size_t index = 0;
    float left = 0;
    float width = 0;
  };

  void draw_bar(Workspace& workspace, ImVec2 min, float width);
  void draw_subjects(Workspace& workspace, ImVec2 min, float width);
  /// Chips from `at` (their middle) to the right.
  void draw_conditions(Workspace& workspace, ImVec2 at, float right);
  void draw_heads(Workspace& workspace, const std::vector<Column>& columns, ImVec2 min, float width);
  void draw_rows(Workspace& workspace, const std::vector<Column>& columns, ImVec2 min, ImVec2 size);
  void draw_sums(Workspace& workspace, const std::vector<Column>& columns, ImVec2 min, float width);
  void draw_scroll_bars(ImVec2 min, ImVec2 size, double content_px, float content_width, float level_y);
  void draw_empty(Workspace& workspace, ImVec2 min, ImVec2 size);
  /// The popup in which a column's filter is set.
  void draw_filter(Workspace& workspace);
  void open_filter(Workspace& workspace, const std::string& attribute, ImVec2 at);
  void draw_range_filter(Workspace& workspace, const TableColumn& column, geo::Condition& condition);
  void draw_value_filter(Workspace& workspace, const TableColumn& column, geo::Condition& condition);
  void follow(Workspace& workspace, float seen_px);
  [[nodiscard]] std::vector<Column> laid_out(const Workspace& workspace, ImVec2 min, float width, float& content_width);
  [[nodiscard]] Place& place(const Workspace& workspace) { return places_[workspace.table.subject()]; }

  std::map<TableSubject, Place> places_;
  std::optional<std::size_t> filtered_column_;  ///< of the popup
  ImVec2 filter_at_{0, 0};
  bool filter_opens_ = false;
  std::string search_;
  TableSubject search_of_;
  std::uint64_t seen_selection_ = 0;
  std::uint64_t seen_version_ = 0;
  std::optional<std::uint32_t> seen_cursor_;
  TableSubject seen_subject_;
  std::string value_search_;
  float held_scroll_ = -1;  ///< where in the grip the pointer holds the scroll bar [px]
};

/// Arrow keys, Home, End, page keys, Ctrl+A and Ctrl+C while the table has the keys. Returns whether it took one.
bool take_table_keys(Workspace& workspace);
[[nodiscard]] bool table_has_keys(const Workspace& workspace);

}  // namespace app
