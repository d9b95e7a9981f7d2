// A text as one cell of a CSV table.
#pragma once

#include <string>
#include <string_view>

namespace app {

/// RFC 4180: quoted when needed, quotes doubled. A leading =, +, - or @ of data gets an apostrophe, so that no
/// spreadsheet takes a name for a formula.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace app
