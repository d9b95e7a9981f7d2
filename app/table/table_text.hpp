// Rows of a table as text for other programs: CSV files, and tab-separated text for the clipboard.
#pragma once

#include "app/csv_text.hpp"
#include "app/table/table_rows.hpp"
#include "geo/progress.hpp"

#include <cstdint>
#include <ostream>
#include <span>
#include <string>

namespace app {

/// UTF-8 with a byte order mark, a head line, CRLF, fields quoted where they need it. A text that a spreadsheet would
/// compute as a formula (= + - @ at its start) gets an apostrophe before it. Numbers in full, not as they are shown.
void write_csv(std::ostream& out, const TableRows& rows, std::span<const std::uint32_t> which, CsvDialect dialect,
               geo::Progress& progress);
/// Head and rows with tabs between, numbers with the decimal sign; tabs and line ends in texts become spaces.
[[nodiscard]] std::string tab_separated(const TableRows& rows, std::span<const std::uint32_t> which, char decimal_sign);

}  // namespace app
