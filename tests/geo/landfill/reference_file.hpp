// The published cells of the IPCC waste model, read for tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace geo_test {

/// Rows of a CSV file as maps from column to text.
using CsvRows = std::vector<std::map<std::string, std::string>>;
inline CsvRows csv_rows(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::string> names;
  CsvRows rows;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    if (names.empty()) {
      names = row;
      continue;
    }
    auto& named = rows.emplace_back();
    for (std::size_t i = 0; i < row.size() && i < names.size(); ++i) named[names[i]] = row[i];
  }
  return rows;
}

inline double number(const CsvRows::value_type& row, const std::string& column) {
  return std::stod(row.at(column));
}

/// The folder of the published cells; the tests that need it are skipped where it is not.
inline std::filesystem::path landfill_reference() {
  return std::filesystem::path(HIILITIE_SHARED_DIR) / "reference" / "landfill";
}

}  // namespace geo_test

#define LANDFILL_REFERENCE_OR_SKIP()                            \
  if (!std::filesystem::exists(geo_test::landfill_reference())) \
  GTEST_SKIP() << "The published cells of the IPCC waste model are needed."
