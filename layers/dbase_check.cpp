#include "layers/dbase_check.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace layers {

namespace {

struct VsiCloser {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using VsiFile = std::unique_ptr<VSILFILE, VsiCloser>;

/// What a dBASE table's first bytes say (dBASE III and IV: 32 bytes, then 32 for each field, then a carriage return).
struct Header {
  std::uint64_t rows = 0;
  std::uint64_t header_bytes = 0;
  std::uint64_t row_bytes = 0;
  std::uint64_t fields = 0;
  std::uint64_t width_bytes = 0;  ///< of all fields
  struct Number {
    std::uint64_t at;
    std::uint64_t width_bytes;
  };
  std::vector<Number> numbers;  ///< where the fields of numbers lie in a row
  bool types_fit = true;        ///< each field is of a known type, of the width that its type has
};

/// Dates are eight bytes, truths one; the others have any width.
bool type_fits(std::uint8_t type, std::uint8_t width_bytes) {
  constexpr std::string_view known = "CNFLDMBGPOITYVWX@+";
  if (known.find(static_cast<char>(type)) == std::string_view::npos) return false;
  return (type != 'D' || width_bytes == 8) && (type != 'L' || width_bytes == 1);
}

std::optional<Header> dbase_header(VSILFILE* file) {
  std::array<std::uint8_t, 32> block{};
  if (VSIFReadL(block.data(), 1, block.size(), file) != block.size()) return std::nullopt;
  Header out;
  const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(block[at]); };
  out.rows = byte(4) | byte(5) << 8U | byte(6) << 16U | byte(7) << 24U;
  out.header_bytes = byte(8) | byte(9) << 8U;
  out.row_bytes = byte(10) | byte(11) << 8U;
  constexpr std::uint8_t end_of_fields = 0x0D;
  while (32 * (out.fields + 1) < out.header_bytes) {
    if (VSIFReadL(block.data(), 1, block.size(), file) < 1 || block[0] == end_of_fields) break;
    ++out.fields;
    if (block[11] == 'N' || block[11] == 'F') out.numbers.push_back({1 + out.width_bytes, block[16]});
    out.width_bytes += block[16];
    out.types_fit = out.types_fit && type_fits(block[11], block[16]);
  }
  return out;
}

/// Visual FoxPro writes 263 bytes more after the fields, some programs one.
bool fields_fill(const Header& h) {
  const std::uint64_t least = 32 * h.fields + 33;
  const bool header_fits = h.header_bytes == least || h.header_bytes == least + 1 || h.header_bytes == least + 263 ||
                           h.header_bytes + 1 == least;
  return h.fields > 0 && header_fits && h.types_fit && h.row_bytes == h.width_bytes + 1;
}

/// Digits between blanks; blanks or stars alone stand for no value.
bool is_number_cell(std::string_view cell) {
  constexpr std::string_view fill{" \t\0", 3};
  const std::size_t first = cell.find_first_not_of(fill);
  if (first == std::string_view::npos) return true;
  cell = cell.substr(first, cell.find_last_not_of(fill) - first + 1);
  return cell.find_first_not_of("0123456789+-.,eE") == std::string_view::npos ||
         cell.find_first_not_of('*') == std::string_view::npos;
}

/// A row starts with a blank, or with a star if it is deleted, and holds numbers where its header says so. Rows that
/// were shifted or overwritten seldom do.
bool is_row(std::string_view row, const Header& header) {
  if (row.front() != ' ' && row.front() != '*') return false;
  return std::all_of(header.numbers.begin(), header.numbers.end(), [&](const Header::Number& number) {
    return is_number_cell(row.substr(number.at, number.width_bytes));
  });
}

std::uint64_t rows_that_are_none(VSILFILE* file, const Header& header) {
  constexpr std::uint64_t bytes_at_a_time = 1'000'000;
  const std::uint64_t rows_at_a_time = std::max<std::uint64_t>(1, bytes_at_a_time / header.row_bytes);
  std::vector<char> rows(rows_at_a_time * header.row_bytes);
  VSIFSeekL(file, header.header_bytes, SEEK_SET);
  std::uint64_t wrong = 0;
  for (std::uint64_t done = 0; done < header.rows; done += rows_at_a_time) {
    const std::uint64_t count = std::min(rows_at_a_time, header.rows - done);
    if (VSIFReadL(rows.data(), header.row_bytes, count, file) != count) break;
    for (std::uint64_t i = 0; i < count; ++i) wrong += !is_row({&rows[i * header.row_bytes], header.row_bytes}, header);
  }
  return wrong;
}

}  // namespace

std::vector<geo::Problem> dbase_problems(const std::string& gdal_path) {
  std::filesystem::path path(gdal_path);
  const std::string extension = path.extension().string();
  if (extension != ".shp" && extension != ".SHP") return {};
  const auto problem = [](geo::ProblemKind kind, geo::Message reason) {
    return std::vector<geo::Problem>{{kind, std::move(reason), {}, {}}};
  };
  VsiFile file;
  for (const char* end : {".dbf", ".DBF"})
    if (!file) file.reset(VSIFOpenL(path.replace_extension(end).c_str(), "rb"));
  if (!file)
    return problem(geo::ProblemKind::left_out,
                   geo::say("The Shapefile's attribute table (.dbf) is not beside it; it has geometries alone."));
  const std::optional<Header> header = dbase_header(file.get());
  VSIFSeekL(file.get(), 0, SEEK_END);
  const std::uint64_t bytes = VSIFTellL(file.get());
  if (!header || bytes < header->header_bytes)
    return problem(geo::ProblemKind::left_out,
                   geo::say("The Shapefile's attribute table (.dbf) ends within its header; attributes are missing."));
  if (!fields_fill(*header))
    return problem(
        geo::ProblemKind::doubtful,
        geo::say("The columns of the Shapefile's attribute table (.dbf) do not fill its rows: columns may be "
                 "missing and values may stand in the wrong column."));
  if (bytes < header->header_bytes + header->rows * header->row_bytes)
    return problem(geo::ProblemKind::left_out,
                   geo::say("The Shapefile's attribute table (.dbf) is shorter than its header says; its last rows or "
                            "their values are missing."));
  if (const std::uint64_t wrong = rows_that_are_none(file.get(), *header); wrong > 0)
    return problem(
        geo::ProblemKind::doubtful,
        geo::say("{0} rows of the Shapefile's attribute table (.dbf) are not built as its header says: values may be "
                 "missing or stand in the wrong column.",
                 std::to_string(wrong)));
  return {};
}

}  // namespace layers
