// What a person does to the attribute table: moving and selecting rows, zooming, filtering the map, taking rows along.
#pragma once

#include "app/workspace.hpp"

#include <string>

namespace app {

/// How a click or key takes a row into the selection.
enum class RowTaking {
  alone,   ///< instead of what was selected
  toggle,  ///< in or out (Ctrl)
  up_to    ///< all from the last one taken (Shift)
};

/// `position` among the shown rows.
void take_row(Workspace& workspace, std::size_t position, RowTaking taking);
/// Moves the row that the keys are on and selects it; from none to the first.
void move_row(Workspace& workspace, std::ptrdiff_t by, bool extends);
void select_shown(Workspace& workspace);
/// Selects the shown rows that are not selected, and no others.
void invert_shown(Workspace& workspace);
[[nodiscard]] bool is_row_selected(const Workspace& workspace, std::uint32_t row);
/// Zooms to what the row is on the map.
void zoom_to_row(Workspace& workspace, std::uint32_t row);
/// How many rows of the table are selected.
[[nodiscard]] std::size_t selected_row_count(const Workspace& workspace);

/// Shows the table of what is selected, if it has one.
void show_table_of_selection(Workspace& workspace);
/// Puts the cursor on the row that was selected last.
void put_cursor_on_selection(Workspace& workspace);

/// Opens the table or closes it. It opens on what is selected, else on the first kind or layer that has rows.
void toggle_table(Workspace& workspace);
/// All tables that there are: the plan's kinds that have things, then the loaded layers of features.
[[nodiscard]] std::vector<TableSubject> table_subjects(const Workspace& workspace);

/// Whether the map shows just what the table shows: the layer's filter is the table's.
[[nodiscard]] bool map_has_table_filter(const Workspace& workspace);
/// Whether the table's layer has any filter on the map.
[[nodiscard]] bool map_has_filter(const Workspace& workspace);
/// Gives the table's filter to its layer as an edit, or takes the layer's filter away if it is that.
void toggle_map_filter(Workspace& workspace);

/// The selected rows, or all shown ones when none is selected, for the clipboard.
[[nodiscard]] std::string copied_rows(const Workspace& workspace);
/// The same rows into a CSV file beside the plan.
void export_rows(Workspace& workspace);
/// Gives the row's thing another name or note: one edit. Does nothing for an empty name.
void rename_row(Workspace& workspace, std::uint32_t row, const std::string& name);

}  // namespace app
