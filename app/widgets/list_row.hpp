// Rows of the layer list (look.md section 8, "Layer row"): eye, swatch, name, count, lock, state, and what the pointer
// brings up: drag handle and more-dots.
#pragma once

#include "app/look.hpp"

#include <functional>
#include <optional>
#include <string>

struct ImDrawList;

namespace app {

/// A group's head with chevron; click folds. Returns whether it is open.
bool group_head(const char* id, std::string_view text, bool& open);

struct ListRow {
  std::string text;
  std::string count;  ///< right, small
  bool visible = true;
  bool has_eye = true;
  bool selected = false;
  bool locked = false;
  bool can_lock = false;      ///< the lock can be clicked
  bool menu_open = false;     ///< the dots stay while their menu is open
  bool has_more = false;      ///< more-dots under the pointer
  bool can_be_moved = false;  ///< a drag handle under the pointer
  bool is_group = false;      ///< the head of a group: chevron instead of a swatch
  bool is_open = true;        ///< of a group
  float indent_k = 0;
  std::string warning;  ///< with a warning icon, instead of the count
  std::optional<double> progress;
  std::optional<double> opacity;  ///< a second line with a slider
  bool naming = false;            ///< the name is an input
  bool naming_began = false;      ///< in this frame: the input takes the keyboard
  /// Draws the swatch into the given box.
  std::function<void(ImDrawList&, float x, float y, float w, float h)> swatch;
};
struct ListRowResult {
  bool toggled = false;
  bool clicked = false;
  bool warning_clicked = false;
  bool lock_clicked = false;
  bool more_clicked = false;  ///< dots, or the right button anywhere on the row
  bool dragged = false;       ///< held and moved by more than a few pixels
  bool dropped = false;       ///< let go after that
  std::optional<double> opacity_moved;
  bool opacity_let_go = false;
  std::optional<std::string> named;  ///< the new name, empty when it was given up
  ImVec2 min;
  ImVec2 max;
};
ListRowResult list_row(const char* id, const ListRow& row);

}  // namespace app
