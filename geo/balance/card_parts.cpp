#include "geo/balance/card_parts.hpp"

#include <cmath>
#include <utility>

namespace geo {

LocalText plain(std::string_view text) {
  return {std::string(text), {}, {}};
}

void take(FigureCard& sum, FigureCard part, double sign) {
  const auto squared = [](double a) { return a * a; };
  const double low = part.low.value_or(part.value);
  const double high = part.high.value_or(part.value);
  const double below = std::sqrt(squared(sum.value - sum.low.value_or(sum.value)) +
                                 squared(sign > 0 ? part.value - low : high - part.value));
  const double above = std::sqrt(squared(sum.high.value_or(sum.value) - sum.value) +
                                 squared(sign > 0 ? high - part.value : part.value - low));
  const bool is_known_range = sum.low || part.low || part.high;
  sum.value += sign * part.value;
  if (is_known_range) {
    sum.low = sum.value - below;
    sum.high = sum.value + above;
  }
  if (part.status) sum.status = sum.status ? weaker(*sum.status, *part.status) : part.status;
  sum.children.push_back(std::move(part));
}

FigureCard sum_card(LocalText name, std::string_view unit) {
  FigureCard card;
  card.kind = CardKind::sum;
  card.name = std::move(name);
  card.unit = std::string(unit);
  card.formula = {"sum of its parts", "osiensa summa", "summan av delarna"};
  return card;
}

namespace {

FigureCard gwp_card(Gas gas, GwpSet set) {
  FigureCard card;
  card.kind = CardKind::gwp;
  card.name = {"GWP100 of " + std::string(text_of(gas)), "GWP100, " + std::string(text_of(gas)), {}};
  card.id = std::string(text_of(set));
  card.key = ResultKey{gas};
  card.value = gwp100(gas, set);
  card.unit = "t CO2e/t";
  switch (set) {
    case GwpSet::sar: card.source = "IPCC Second Assessment Report", card.source_year = 1996; break;
    case GwpSet::ar4: card.source = "IPCC Fourth Assessment Report", card.source_year = 2007; break;
    case GwpSet::ar5:
      card.source =
          "IPCC Fifth Assessment Report, without feedbacks; fossil methane as in the GHG Protocol list of 2024";
      card.source_year = 2013;
      break;
    case GwpSet::ar6:
      card.source = "IPCC Sixth Assessment Report, table 7.SM.7; methane as in the GHG Protocol list of 2024";
      card.source_year = 2021;
      break;
  }
  card.status = FactorStatus::verified;
  return card;
}

}  // namespace

FigureCard co2e_card(FigureCard mass, Gas gas, GwpSet set) {
  FigureCard card;
  card.kind = CardKind::result;
  card.name = mass.name;
  card.unit = std::string(co2e_unit);
  card.key = mass.key;
  const double gwp = gwp100(gas, set);
  card.value = mass.value * gwp;
  if (mass.low) card.low = *mass.low * gwp;
  if (mass.high) card.high = *mass.high * gwp;
  card.status = mass.status;
  card.formula = {"mass of the gas × GWP100", "kaasun massa × GWP100", "gasens massa × GWP100"};
  card.children.push_back(std::move(mass));
  card.children.push_back(gwp_card(gas, set));
  return card;
}

}  // namespace geo
