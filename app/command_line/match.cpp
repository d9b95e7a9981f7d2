#include "app/command_line/commands.hpp"
#include "app/hub_plans.hpp"
#include "app/match_text.hpp"
#include "app/plan_roads.hpp"
#include "app/text.hpp"
#include "geo/crs.hpp"
#include "geo/road/road_table.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/csv_table.hpp"
#include "layers/offers_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

namespace app {

namespace {

void print_matches(const MatchCommand& command, const std::vector<MatchRow>& rows,
                   geo::ProposalAim aim = geo::ProposalAim::co2e) {
  fmt::print("{}", command.json ? matches_as_json(rows, aim) : matches_as_csv(rows, aim));
}

/// Every name has to be one of the companies.
void check_without(const MatchCommand& command, const std::set<std::string>& companies) {
  for (const std::string& name : command.without)
    if (!companies.contains(name))
      throw geo::Error("--without " + name, geo::say("No company of this name has an offer or a need."));
}

bool takes_part(const MatchCommand& command, const std::string& company) {
  return std::find(command.without.begin(), command.without.end(), company) == command.without.end();
}

void match_table(const MatchCommand& command) {
  if (command.year)
    throw geo::Error("--year " + std::to_string(*command.year), geo::say("A table of offers has no years."));
  if (parse_word<geo::ProposalAim>("--aim", command.aim) == geo::ProposalAim::eur)
    throw geo::Error("--aim eur", geo::say("A table of offers has no benefits in euros."),
                     geo::say("Side streams of a plan may tell them."));
  const geo::StraightTerms terms{command.transport_kg_per_tkm.value_or(geo::StraightTerms().transport_kg_per_tkm),
                                 command.circuity.value_or(geo::StraightTerms().circuity), command.max_km};
  const layers::OffersTable read = layers::read_offers(layers::CsvTable::read(command.offers));
  for (const geo::Message& note : read.notes) fmt::print(stderr, "{}: {}\n", command.offers, translated(note));
  std::set<std::string> companies;
  for (const geo::Offer& offer : read.offers) companies.insert(offer.company);
  for (const geo::Need& need : read.needs) companies.insert(need.company);
  check_without(command, companies);
  const geo::Matching matching = geo::best_matching(
      read.offers, read.needs, [&](const geo::Offer& offer, const geo::Need& need) -> std::optional<geo::PairWorth> {
        if (!takes_part(command, offer.company) || !takes_part(command, need.company)) return std::nullopt;
        return geo::straight_worth(offer, need, terms);
      });
  print_matches(command, match_rows(matching, read.offers, read.needs));
}

/// The roads of the first plan; without them distances are estimated.
geo::RoadLengths roads_of(const geo::Plan& plan, const std::filesystem::path& file) {
  try {
    geo::Progress progress;
    return geo::road_lengths(plan_road_network(plan, file, geo::Crs::from_text(plan.info().map_crs), progress));
  } catch (const geo::Error& error) {
    fmt::print(stderr, "{}: {} {}\n", error.subject(), translated(error.reason()),
               tr("Distances of flows are estimated."));
    return {};
  }
}

void match_plans(const MatchCommand& command, const std::vector<geo::Hub>& hubs, const geo::RoadLengths& road) {
  const auto year = command.year ? command.year : geo::last_market_year(hubs);
  if (!year)
    throw geo::Error(command.offers, geo::say("No year has both an offer and a need with tonnes."),
                     geo::say("Add side streams to the plan: what is on offer and what is needed."));
  geo::ProposalTerms terms;
  terms.year = *year;
  terms.transport_kg_per_tkm = command.transport_kg_per_tkm;
  terms.circuity = command.circuity;
  terms.max_km = command.max_km;
  terms.aim = parse_word<geo::ProposalAim>("--aim", command.aim);
  terms.transport_eur_per_tkm = command.transport_eur_per_tkm.value_or(0);
  layers::CataloguesRead read = layers::read_catalogues();
  print_left_out(read.left_out);
  for (const geo::Hub& hub : hubs) {  // the hubs' own materials
    read = layers::with_own_models(read.catalogues, *hub.plan);
    print_left_out(read.left_out);
  }
  const geo::Symbiosis symbiosis(hubs, *read.catalogues, terms, road);
  std::set<std::string> companies;
  for (const geo::Offer& offer : symbiosis.market().offers) companies.insert(offer.company);
  for (const geo::Need& need : symbiosis.market().needs) companies.insert(need.company);
  check_without(command, companies);
  std::set<geo::ProposalPartner> without;
  for (std::size_t hub = 0; hub < hubs.size(); ++hub)
    for (const std::string& name : command.without) without.insert({hub, name});
  for (const geo::Message& message : symbiosis.market().left_out)
    fmt::print(stderr, "{}: {}\n", command.offers, translated(message));
  fmt::print(stderr, "{}\n", translated(geo::say("Year {0}.", std::to_string(*year))));
  const geo::ProposalList list = symbiosis.best(without);
  if (!list.proven)
    fmt::print(stderr, "{}\n", tr("There are too many lots and costs of starting to be sure that this is the best."));
  print_matches(command, match_rows(list), terms.aim);
}

}  // namespace

void run(const MatchCommand& command) {
  for (const auto& [option, value, low, high] :
       {std::tuple("--transport-kg-per-tkm", command.transport_kg_per_tkm, 0.0, 1e6),
        {"--circuity", command.circuity, 1.0, 100.0},
        {"--max-km", command.max_km, 0.0, 1e9},
        {"--transport-eur-per-tkm", command.transport_eur_per_tkm, 0.0, 1e6}})
    if (value) static_cast<void>(option_within(option, *value, low, high));
  std::error_code no_folder;
  if (std::filesystem::is_directory(command.offers, no_folder)) {
    const FolderOfHubs folder = hubs_of_folder(command.offers);
    print_left_out(folder.left_out);
    const std::filesystem::path first = std::filesystem::path(command.offers) / (folder.hubs.front().name + ".sqlite");
    match_plans(command, folder.hubs, roads_of(*folder.hubs.front().plan, first));
  } else if (is_database(command.offers)) {
    const geo::PlanPtr plan = read_plan(command.offers);
    match_plans(command, {{plan, "", {}}}, roads_of(*plan, command.offers));
  } else {
    match_table(command);
  }
}

}  // namespace app
