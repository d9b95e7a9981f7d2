#include "app/count_choice.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace app {
namespace {

bool counts(GasChoice choice, geo::Gas gas) {
  switch (choice) {
    case GasChoice::all: return true;
    case GasChoice::methane: return gas == geo::Gas::ch4_fossil || gas == geo::Gas::ch4_biogenic;
    case GasChoice::co2: return gas == geo::Gas::co2_fossil;
    case GasChoice::n2o: return gas == geo::Gas::n2o;
  }
  return false;
}

}  // namespace

std::string word(GasChoice choice) {
  switch (choice) {
    case GasChoice::all: return tr("All CO₂e");
    case GasChoice::methane: return tr("Methane");
    case GasChoice::co2: return tr("CO₂");
    case GasChoice::n2o: return tr("N₂O");
  }
  return {};
}

std::string word(const CountChoice& choice) {
  if (!choice.sector) return word(choice.gas);
  return choice.gas == GasChoice::all ? word(*choice.sector) : word(choice.gas) + ", " + word(*choice.sector);
}

geo::Plan counted_alone(const geo::Plan& plan, const CountChoice& choice) {
  geo::Plan chosen = plan;
  if (choice.all()) return chosen;
  std::vector<geo::Table<geo::EmissionSource>::Row> rows;
  for (const auto& row : plan.emission_sources()) {
    geo::EmissionSource source = *row;
    const bool is_counted = !choice.sector || source.sector == *choice.sector;
    std::erase_if(source.series,
                  [&](const geo::YearlyMass& mass) { return !is_counted || !counts(choice.gas, mass.gas); });
    rows.push_back({row.id, std::make_shared<const geo::EmissionSource>(std::move(source))});
  }
  chosen.table<geo::EmissionSource>() = geo::Table<geo::EmissionSource>::from_rows(std::move(rows));
  return chosen;
}

}  // namespace app
