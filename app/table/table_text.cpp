#include "app/table/table_text.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

std::string head_of(const TableColumn& column) {
  return column.unit.empty() ? column.head : column.head + ", " + column.unit;
}

/// Spreadsheets take such a text for a formula, which may even run programs.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

/// A text that is a number after all ("-12", "+358...") is no formula worth hiding, unless it goes on with more.
std::string without_formula(std::string_view text) {
  if (!looks_like_formula(text)) return std::string(text);
  const bool is_number = (text[0] == '-' || text[0] == '+') && text.size() > 1 &&
                         std::all_of(text.begin() + 1, text.end(),
                                     [](char c) { return (c >= '0' && c <= '9') || c == ' ' || c == '.' || c == ','; });
  return is_number ? std::string(text) : "'" + std::string(text);
}

std::string value_of(const TableColumn& column, std::size_t row, char decimal_sign) {
  if (!column.values->has_value(row)) return {};
  if (column.values->is_number()) {
    if (!std::isfinite(column.values->number(row))) return {};
    std::string text = column.values->text(row);
    std::replace(text.begin(), text.end(), '.', decimal_sign);
    return text;
  }
  return without_formula(column.values->text(row));
}

void write_field(std::ostream& out, const std::string& text, char separator) {
  const bool needs_quotes = text.find_first_of("\"\r\n") != std::string::npos ||
                            text.find(separator) != std::string::npos ||
                            (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!needs_quotes) {
    out << text;
    return;
  }
  out << '"';
  for (const char c : text) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"';
}

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

void write_csv(std::ostream& out, const TableRows& rows, std::span<const std::uint32_t> which, CsvDialect dialect,
               geo::Progress& progress) {
  out << "\xEF\xBB\xBF";
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    if (c > 0) out << dialect.separator;
    write_field(out, without_formula(head_of(rows.columns[c])), dialect.separator);
  }
  out << "\r\n";
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (i % 4096 == 0) progress.advance(static_cast<double>(i) / static_cast<double>(which.size()));
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      if (c > 0) out << dialect.separator;
      write_field(out, value_of(rows.columns[c], which[i], dialect.decimal_sign), dialect.separator);
    }
    out << "\r\n";
  }
}

std::string tab_separated(const TableRows& rows, std::span<const std::uint32_t> which, char decimal_sign) {
  std::string text;
  for (std::size_t c = 0; c < rows.columns.size(); ++c)
    text += (c > 0 ? "\t" : "") + on_one_line(without_formula(head_of(rows.columns[c])));
  text += '\n';
  for (const std::uint32_t row : which) {
    for (std::size_t c = 0; c < rows.columns.size(); ++c)
      text += (c > 0 ? "\t" : "") + on_one_line(value_of(rows.columns[c], row, decimal_sign));
    text += '\n';
  }
  return text;
}

}  // namespace app
