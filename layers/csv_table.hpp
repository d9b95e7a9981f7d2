// A table of figures in a CSV file, read strictly: a figure that is not surely understood stops the reading with the
// file, the row and the column in one sentence. (For GIS tables of unknown make there is vector_file.)
#pragma once

#include "geo/error.hpp"

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// UTF-8 text (a byte order mark is skipped), a header row, cells parted by commas, or by semicolons when the header
/// has semicolons and no comma; cells may be quoted ("" is a quote inside). Rows without any text are skipped,
/// and so are lines before the header that begin with # (who made the table, and how).
class CsvTable {
public:
  /// Throws geo::Error: the file can not be read, is not text, has no header or no rows, a column twice or without a
  /// name, an open quote, or a row with more or fewer cells than the header.
  [[nodiscard]] static CsvTable read(const std::filesystem::path& file);
  /// The same for a text that was pasted; `name` stands for the file in what is said.
  [[nodiscard]] static CsvTable parse(std::string name, std::string_view text);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::size_t row_count() const { return rows_.size(); }

  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  /// Throws geo::Error that names the column.
  [[nodiscard]] std::size_t column(std::string_view name) const;

  /// Without the spaces around it.
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool empty(std::size_t row, std::size_t column) const { return text(row, column).empty(); }

  /// A finite number with a point as decimal mark, no thousands separators, within the limits; throws geo::Error.
  struct Limits {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
  };
  [[nodiscard]] double number(std::size_t row, std::size_t column, Limits limits) const;
  [[nodiscard]] double number(std::size_t row, std::size_t column) const { return number(row, column, {}); }
  /// A whole number from 1800 to 2300; throws geo::Error.
  [[nodiscard]] int year(std::size_t row, std::size_t column) const;

  /// The row's number as a spreadsheet shows it: the header is 1.
  [[nodiscard]] std::string row_number(std::size_t row) const;
  /// Throws the sentence with the file as its subject.
  [[noreturn]] void fail(geo::Message sentence, geo::Message advice = {}) const;

private:
  struct Row {
    std::size_t number = 0;
    std::vector<std::string> cells;
  };
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<Row> rows_;
};

/// A cell's text for a sentence: cut after 40 characters, control characters as spaces.
[[nodiscard]] std::string shown_cell(std::string_view text);

}  // namespace layers
