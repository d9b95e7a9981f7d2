// The parts of the window round the map. Each draws into the ImGui window that is begun when it is called.
#pragma once

#include "app/panels/layers_panel.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <filesystem>
#include <string>
#include <vector>

namespace app {

/// Begins one of the window's fixed regions: no title, no moving, always behind floating things.
bool begin_region(const char* name, ImVec2 min, ImVec2 size, ImVec2 padding, bool floating = false);
void end_region();

/// Plan name and state, gases, undo, redo, menu.
void draw_top_bar(Workspace& workspace);

/// The selected thing, the drawn site or a linked layer.
void draw_inspector(Workspace& workspace);
[[nodiscard]] bool inspector_has_content(const Workspace& workspace);

/// Year slider under the balance chart.
void draw_dock(Workspace& workspace);
/// The slider alone, in a row; under the attribute table.
void draw_year_strip(Workspace& workspace, ImVec2 min, ImVec2 size);

/// Tools on the map's left edge. `min`, `size`: the map's rectangle. Returns the width that
/// the tools take from the map's left edge.
float draw_map_tools(Workspace& workspace, ImVec2 min, ImVec2 size);
/// The tool in hand and what can be set for it, at the map's top; nothing for select and pan.
void draw_tool_options(Workspace& workspace, ImVec2 map_min, ImVec2 map_size, float left_taken);
/// Toasts in the map's lower right corner.
void draw_toasts(Workspace& workspace, ImVec2 min, ImVec2 size);

/// Opens plans and adds layers; a list of the folder's files that can be read.
class FilePanel {
public:
  void draw(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);

private:
  struct Entry {
    std::string name;
    bool folder = false;
    std::uintmax_t size_bytes = 0;
  };
  void read_folder();
  std::filesystem::path folder_;
  std::string typed_;
  std::vector<Entry> entries_;
  bool fresh_ = false;
  int last_frame_ = -1;
};

/// What layers of a dropped file to take, in which role; the CRS when the file states none.
void draw_import_question(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);
/// What the features of a linked layer become in the plan. Needs `adopt_question`.
void draw_adopt_panel(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);
/// Linked files that are not where they were. Needs `relink_question`.
void draw_relink_panel(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);
/// What files left out, with zoom-to.
void draw_messages(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);
/// What to do first, and all commands with their keys.
void draw_shortcuts(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);

}  // namespace app
