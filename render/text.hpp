// Text from data made fit for showing: valid, on one line, of bounded length.
#pragma once

#include <string>
#include <string_view>

namespace render {

/// The code points to show. Invalid UTF-8 gives U+FFFD; line breaks and tabs a space; other control, direction and
/// zero-width characters are left out; after 500 code points follows "…".
[[nodiscard]] std::u32string shown_text(std::string_view bytes);

[[nodiscard]] std::string utf8_from(std::u32string_view text);
[[nodiscard]] std::string utf8_from(char32_t code);

}  // namespace render
