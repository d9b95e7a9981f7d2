#include "app/command_line/commands.hpp"
#include "app/match_text.hpp"
#include "app/text.hpp"
#include "layers/csv_table.hpp"
#include "layers/offers_file.hpp"

#include <fmt/format.h>

namespace app {

void run(const MatchCommand& command) {
  geo::StraightTerms terms{option_within("--transport-kg-per-tkm", command.transport_kg_per_tkm, 0, 1e6),
                           option_within("--circuity", command.circuity, 1, 100),
                           {}};
  if (command.max_km) terms.max_km = option_within("--max-km", *command.max_km, 0, 1e9);
  const layers::OffersTable read = layers::read_offers(layers::CsvTable::read(command.offers));
  for (const geo::Message& note : read.notes) fmt::print(stderr, "{}: {}\n", command.offers, translated(note));
  const geo::Matching matching = geo::best_matching(
      read.offers, read.needs,
      [&](const geo::Offer& offer, const geo::Need& need) { return geo::straight_worth(offer, need, terms); });
  fmt::print("{}", command.json ? matching_as_json(matching, read.offers, read.needs)
                                : matching_as_csv(matching, read.offers, read.needs));
}

}  // namespace app
