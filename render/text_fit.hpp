// Words cut or broken to a width on a canvas.
#pragma once

#include "render/canvas.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace render {

/// The text on one line, ended by "…" when it is wider than `width`; empty if not even that fits.
[[nodiscard]] std::string ellipsised(const Canvas& canvas, std::string_view text, double em, Weight weight,
                                     double width);
/// At most `max_lines` lines, broken at spaces, words longer than a line anywhere; the last line is ended by "…" when
/// more would follow.
[[nodiscard]] std::vector<std::string> wrapped(const Canvas& canvas, std::string_view text, double em, Weight weight,
                                               double width, std::size_t max_lines);

}  // namespace render
