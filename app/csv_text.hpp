// A text as one cell of a CSV table.
#pragma once

#include <string>
#include <string_view>

namespace app {

/// How spreadsheets of the person's country read a file: ';' between fields and a decimal comma, or ',' and a point.
struct CsvDialect {
  char separator = ',';
  char decimal_sign = '.';
};
[[nodiscard]] CsvDialect csv_dialect(const std::string& language);

/// RFC 4180, for both separators: quoted when needed, quotes doubled. A leading =, +, - or @ of data gets an
/// apostrophe, so that no spreadsheet takes a name for a formula.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace app
