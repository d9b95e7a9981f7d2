// A card over the middle of the map: title, close button, room for a list, buttons at its foot.
#pragma once

#include <imgui/imgui.h>

#include <string_view>

namespace app {

/// Begins the card's window; false when it was closed by its button (end_sheet is still to be called).
bool begin_sheet(const char* name, ImVec2 map_min, ImVec2 map_size, float width_k, float height_k,
                 std::string_view title, std::string_view line);
void end_sheet();
/// The sheet's inner rectangle below its head.
[[nodiscard]] ImVec2 sheet_room();

}  // namespace app
