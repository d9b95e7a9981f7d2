// The kept views on the map's upper right edge: a button that says how many there are, and the list behind it.
#pragma once

#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <cstddef>
#include <string>

namespace app {

class ViewsPanel {
public:
  void draw(Workspace& workspace, ImVec2 map_min, ImVec2 map_size);

private:
  enum class Editing { none, name, note };

  /// Returns their heights.
  float draw_button(Workspace& workspace, ImVec2 right_top);
  float draw_list(Workspace& workspace, ImVec2 right_top, ImVec2 room);
  /// What is shown is a view's: says so, with the way back.
  void draw_banner(Workspace& workspace, ImVec2 right_top, float room);
  void draw_rows(Workspace& workspace);
  void draw_row(Workspace& workspace, const ViewRow& row, std::size_t place);
  void draw_chosen(Workspace& workspace, const ViewRow& row);
  /// The text field in place of what is edited; gives the text to `keep` when the person is done.
  template <class Keep>
  void edit_text(const char* id, float left, float middle, float width, Keep&& keep);
  void begin_editing(Editing what, geo::Id<geo::View> id, std::string text);

  Editing editing_ = Editing::none;
  geo::Id<geo::View> edited_;
  std::string text_;
  bool fresh_ = false;          ///< the field was just opened
  geo::Id<geo::View> dragged_;  ///< to another place in the order
  float rows_top_ = 0;
  float list_height_ = 0;
};

}  // namespace app
