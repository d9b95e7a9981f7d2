#include "app/command_line/commands.hpp"
#include "app/figure_text.hpp"
#include "app/text.hpp"
#include "geo/balance/figure.hpp"

#include <fmt/format.h>

namespace app {

void run(const ExplainCommand& command) {
  const auto figures = read_figures(command.plan);
  const geo::FigureName name = geo::figure_from_text(command.figure, *figures->plan);
  const geo::FigureCard card = geo::figure_card(name, *figures);
  if (card.children.empty())
    throw geo::Error(command.figure, geo::say("The figure is not known for the year. {0}", remarks_text(card)),
                     geo::say("Choose another year, or give the inputs that are missing."));
  fmt::print("{}", geo::card_text(card, language()));
}

}  // namespace app
