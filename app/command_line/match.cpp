#include "app/command_line/commands.hpp"
#include "app/match_text.hpp"
#include "app/text.hpp"
#include "geo/crs.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/csv_table.hpp"
#include "layers/offers_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <tuple>

namespace app {

namespace {

void print_matches(const MatchCommand& command, const std::vector<MatchRow>& rows) {
  fmt::print("{}", command.json ? matches_as_json(rows) : matches_as_csv(rows));
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

bool is_database(const std::filesystem::path& file) {
  constexpr std::string_view beginning = "SQLite format 3";
  std::string first(beginning.size(), '\0');
  std::ifstream stream(file, std::ios::binary);
  return stream.read(first.data(), static_cast<std::streamsize>(first.size())) && first == beginning;
}

/// The plans of a folder in the order of their names.
std::vector<geo::Hub> hubs_of_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".sqlite" && is_database(entry.path())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.empty())
    throw geo::Error(folder.string(), geo::say("The folder holds no plans."),
                     geo::say("A plan's name ends in .sqlite."));
  std::vector<geo::Hub> hubs;
  for (const auto& file : files) hubs.push_back({read_plan(file.string()), file.stem().string(), {}});
  const geo::Crs first = geo::Crs::from_text(hubs.front().plan->info().map_crs);
  for (geo::Hub& hub : hubs)
    if (const geo::Crs own = geo::Crs::from_text(hub.plan->info().map_crs); !own.same_as(first))
      hub.to_first_map = [transform = std::make_shared<const geo::Transform>(own, first)](geo::MapPoint p) {
        return (*transform)(p);
      };
  return hubs;
}

void match_plans(const MatchCommand& command, const std::vector<geo::Hub>& hubs) {
  const auto year = command.year ? command.year : geo::last_market_year(hubs);
  if (!year)
    throw geo::Error(command.offers, geo::say("No year has both an offer and a need with tonnes."),
                     geo::say("Add side streams to the plan: what is on offer and what is needed."));
  geo::ProposalTerms terms;
  terms.year = *year;
  terms.transport_kg_per_tkm = command.transport_kg_per_tkm;
  terms.circuity = command.circuity;
  terms.max_km = command.max_km;
  layers::CataloguesRead read = layers::read_catalogues();
  print_left_out(read.left_out);
  for (const geo::Hub& hub : hubs) {  // the hubs' own materials
    read = layers::with_own_models(read.catalogues, *hub.plan);
    print_left_out(read.left_out);
  }
  const geo::Symbiosis symbiosis(hubs, *read.catalogues, terms);
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
  print_matches(command, match_rows(list));
}

}  // namespace

void run(const MatchCommand& command) {
  for (const auto& [option, value, low, high] :
       {std::tuple("--transport-kg-per-tkm", command.transport_kg_per_tkm, 0.0, 1e6),
        {"--circuity", command.circuity, 1.0, 100.0},
        {"--max-km", command.max_km, 0.0, 1e9}})
    if (value) static_cast<void>(option_within(option, *value, low, high));
  std::error_code no_folder;
  if (std::filesystem::is_directory(command.offers, no_folder))
    match_plans(command, hubs_of_folder(command.offers));
  else if (is_database(command.offers))
    match_plans(command, {{read_plan(command.offers), "", {}}});
  else
    match_table(command);
}

}  // namespace app
