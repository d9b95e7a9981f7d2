#include "app/balance_text.hpp"
#include "app/command_line/commands.hpp"
#include "layers/asset_files.hpp"

#include <fmt/format.h>

namespace app {

void run(const BalanceCommand& command) {
  const geo::PlanPtr plan = read_plan(command.plan);
  const YearRange range = year_range(command.years, *plan);
  const BalanceTable table =
      balance_table(*plan, range.first, range.last, parse_word<geo::BalanceBy>("--by", command.by),
                    layers::read_land_cover(layers::asset_folder() / "land_cover.toml"));
  fmt::print("{}", command.json  ? balance_as_json(table)
                   : command.csv ? balance_as_csv(table)
                                 : balance_as_text(table));
}

}  // namespace app
