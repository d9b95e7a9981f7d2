// Choosing a colour ramp by looking at it.
#pragma once

#include "app/look.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// The person's word for a ramp of render/theme.hpp.
[[nodiscard]] std::string ramp_word(std::string_view ramp);

/// The classes of the ramp side by side.
void draw_ramp(ImDrawList& list, ImVec2 min, ImVec2 max, std::string_view ramp, int class_count, bool reversed);

/// All ramps by name from the cursor downwards; the one that was pressed.
std::optional<std::string> ramp_rows(std::string_view ramp, int class_count, bool reversed);

/// A field with the ramp drawn as it is used; the list draws all of them. The new ramp's name when one is chosen.
std::optional<std::string> field_ramp(const char* id, std::string_view label, std::string_view ramp, int class_count,
                                      bool reversed);

}  // namespace app
