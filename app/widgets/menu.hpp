// Rows of a menu that opens from a button: icon, words, key. Drawn by us.
#pragma once

#include "app/look.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace app {

struct MenuRow {
  std::string text;
  char32_t icon = 0;
  std::string aside;  ///< key or state, small and right
  bool enabled = true;
  bool divider_above = false;
};

/// The rows from the cursor downwards, over the whole width; the index of the row that was chosen, -1 without.
int menu_rows(const std::vector<MenuRow>& rows);

/// The menu of the popup `id`, when it is open, with its right top corner at `corner`; the index of the row that was
/// chosen in this frame, -1 without.
int popup_menu(const char* id, const std::vector<MenuRow>& rows, ImVec2 corner);

/// Tabs over the window's whole width with a line under them; true when another is chosen.
bool tabs(const char* id, const std::vector<std::string>& words, int& chosen);

}  // namespace app
