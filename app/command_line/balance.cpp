#include "app/balance_text.hpp"
#include "app/command_line/commands.hpp"

#include <fmt/format.h>

namespace app {

void run(const BalanceCommand& command) {
  const auto figures = read_figures(command.plan);
  const YearRange range = year_range(command.years, figures->with_given_years());
  BalanceTable table = balance_table(*figures, range.first, range.last, parse_word<geo::BalanceBy>("--by", command.by));
  if (command.uncertainty) {
    geo::UncertainOptions options;
    options.draws = command.draws;
    options.seed = command.seed;
    geo::Progress progress;
    table.band = geo::uncertain_balance(*figures->with_flows, *figures->catalogues, figures->sites, range.first,
                                        range.last, options, progress);
  }
  fmt::print("{}", command.json  ? balance_as_json(table)
                   : command.csv ? balance_as_csv(table)
                                 : balance_as_text(table));
}

}  // namespace app
