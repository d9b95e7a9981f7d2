#include "layers/inventory_file.hpp"

#include "layers/csv_table.hpp"

#include <map>

namespace layers {

geo::Loaded<std::vector<geo::InventoryCategory>> read_inventory(const std::filesystem::path& file) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t category = table.column("category"), gas = table.column("gas"), base = table.column("base"),
                    year = table.column("year"), activity = table.column("activity_pct"),
                    factor = table.column("factor_pct");
  constexpr CsvTable::Limits percentages{0, 1000};
  geo::Loaded<std::vector<geo::InventoryCategory>> inventory;
  std::map<std::pair<std::string, std::string>, std::size_t> first_rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (const std::size_t words : {category, gas})
      if (table.empty(row, words))
        table.fail(geo::say("Row {0}, column {1}: a name is missing.", table.row_number(row), table.columns()[words]));
    const geo::InventoryRow numbers{table.number(row, base), table.number(row, year),
                                    table.number(row, activity, percentages), table.number(row, factor, percentages)};
    inventory.value.push_back({table.text(row, category), table.text(row, gas), numbers});
    const auto [first, is_new] = first_rows.try_emplace({table.text(row, category), table.text(row, gas)}, row);
    if (!is_new)
      inventory.problems.push_back({geo::ProblemKind::doubtful,
                                    geo::say("Rows {0} and {1} have the same category and gas; they are taken as two.",
                                             table.row_number(first->second), table.row_number(row)),
                                    {},
                                    {}});
  }
  return inventory;
}

}  // namespace layers
