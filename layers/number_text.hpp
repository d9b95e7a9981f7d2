// Numbers as people type them into tables.
#pragma once

#include <optional>
#include <string_view>

namespace layers {

/// A number with a decimal point or comma, spaces (also no-break and thin) between or around its digits ignored.
/// With both point and comma the last one is the decimal mark. Nothing for anything else, infinities included.
[[nodiscard]] std::optional<double> number_from_text(std::string_view text);

}  // namespace layers
