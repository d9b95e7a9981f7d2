#include "layers/csv_table.hpp"

#include "layers/gdal_access.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

namespace layers {

namespace {

constexpr std::uintmax_t largest_bytes = 256U << 20U;

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// Comma, else semicolon, else tab: the first that the header holds.
char separator_of(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  for (const char separator : {',', ';', '\t'})
    if (header.find(separator) != std::string_view::npos) return separator;
  return ',';
}

/// Parts the text into records of cells; `open_quote` is the record with a quote that is not closed.
struct Records {
  std::vector<std::vector<std::string>> records;
  std::optional<std::size_t> open_quote;
};

Records records_of(std::string_view text) {
  const char separator = separator_of(text);
  Records result;
  std::vector<std::string> cells;
  std::string cell;
  bool quoted = false, any = false;
  const auto end_cell = [&] {
    cells.push_back(trimmed(cell));
    cell.clear();
  };
  const auto end_record = [&] {
    end_cell();
    result.records.push_back(std::move(cells));
    cells.clear();
    any = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    any = true;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && trimmed(cell).empty()) {
      quoted = true;
    } else if (c == separator) {
      end_cell();
    } else if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      end_record();
    } else {
      cell += c;
    }
  }
  if (quoted) result.open_quote = result.records.size();
  if (any) end_record();
  return result;
}

/// Takes lines that begin with # off the start; how many they were.
std::size_t skip_comments(std::string_view& text) {
  std::size_t lines = 0;
  for (; text.starts_with('#'); ++lines) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return lines;
}

bool blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); });
}

geo::Message number_advice() {
  return geo::say("Write numbers with a point as decimal mark and without thousands separators, for example 1234.5.");
}

/// Shortest text that reads back as the number.
std::string plain(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

}  // namespace

std::string shown_cell(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string shown;
  std::size_t characters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U && ++characters > longest) return shown + "…";
    shown += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return shown;
}

CsvTable CsvTable::read(const std::filesystem::path& file) {
  std::error_code no_file;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, no_file)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) throw geo::Error(file.string(), geo::say("The file can not be read."));
  if (std::filesystem::file_size(file, no_file) > largest_bytes)
    throw geo::Error(file.string(), geo::say("The file is too large for a table of figures."));
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return parse(file.string(), text);
}

CsvTable CsvTable::parse(std::string name, std::string_view text) {
  CsvTable table;
  table.file_ = std::move(name);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find('\0') != std::string_view::npos || !is_utf8(text))
    table.fail(geo::say("The file is not UTF-8 text."), geo::say("Save the table as CSV with UTF-8 encoding."));
  const std::size_t comment_lines = skip_comments(text);
  Records records = records_of(text);
  const auto header = std::find_if_not(records.records.begin(), records.records.end(), blank);
  if (header == records.records.end()) table.fail(geo::say("The file is empty."));
  if (records.open_quote)
    table.fail(geo::say("Row {0} has a quotation mark that is not closed.",
                        std::to_string(*records.open_quote + 1 + comment_lines)));
  table.columns_ = std::move(*header);
  std::set<std::string> names;
  for (const std::string& column : table.columns_) {
    if (column.empty())
      table.fail(
          geo::say("Column {0} of the header has no name.", std::to_string(&column - table.columns_.data() + 1)));
    if (!names.insert(column).second) table.fail(geo::say("The column {0} is there twice.", shown_cell(column)));
  }
  for (auto record = header + 1; record != records.records.end(); ++record) {
    if (blank(*record)) continue;
    const auto number = static_cast<std::size_t>(record - records.records.begin()) + 1 + comment_lines;
    if (record->size() != table.columns_.size())
      table.fail(geo::say("Row {0} has another number of cells ({1}) than the header ({2}).", std::to_string(number),
                          std::to_string(record->size()), std::to_string(table.columns_.size())),
                 number_advice());
    table.rows_.push_back({number, std::move(*record)});
  }
  if (table.rows_.empty()) table.fail(geo::say("The file has a header but no rows."));
  return table;
}

std::optional<std::size_t> CsvTable::find_column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = find_column(name);
  if (!found) fail(geo::say("The column {0} is missing.", name));
  return *found;
}

const std::string& CsvTable::text(std::size_t row, std::size_t column) const {
  return rows_[row].cells[column];
}

double CsvTable::number(std::size_t row, std::size_t column, Limits limits) const {
  const std::string& cell = text(row, column);
  const std::string& name = columns_[column];
  if (cell.empty()) fail(geo::say("Row {0}, column {1}: a number is missing.", row_number(row), name));
  double value = 0;
  const char* end = cell.data() + cell.size();
  const auto [stop, fault] = std::from_chars(cell.data(), end, value);
  if (fault != std::errc() || stop != end || !std::isfinite(value))
    fail(geo::say("Row {0}, column {1}: {2} is not a number.", row_number(row), name, shown_cell(cell)),
         number_advice());
  if (value < limits.low)
    fail(geo::say("Row {0}, column {1}: {2} is less than {3}.", row_number(row), name, shown_cell(cell),
                  plain(limits.low)));
  if (value > limits.high)
    fail(geo::say("Row {0}, column {1}: {2} is more than {3}.", row_number(row), name, shown_cell(cell),
                  plain(limits.high)));
  return value;
}

int CsvTable::year(std::size_t row, std::size_t column) const {
  const double value = number(row, column);
  if (value != std::floor(value) || value < 1800 || value > 2300)
    fail(geo::say("Row {0}, column {1}: {2} is not a year.", row_number(row), columns_[column],
                  shown_cell(text(row, column))));
  return static_cast<int>(value);
}

std::string CsvTable::row_number(std::size_t row) const {
  return std::to_string(rows_[row].number);
}

void CsvTable::fail(geo::Message sentence, geo::Message advice) const {
  throw geo::Error(file_, std::move(sentence), std::move(advice));
}

}  // namespace layers
