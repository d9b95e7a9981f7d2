#include "geo/balance/flow_cards.hpp"

#include "geo/balance/card_parts.hpp"
#include "geo/balance/source_model.hpp"
#include "geo/flow/flow_figures.hpp"
#include "geo/flow/flow_source.hpp"

#include <cmath>
#include <utility>

namespace geo {

namespace {

/// The tonnes of the year as they are given; none with the reason in `note_of`.
std::optional<FigureCard> given_tonnes(const MaterialFlow& flow, int year, FigureCard& note_of) {
  const auto tonnes = amount_t(flow.amounts, year);
  if (!tonnes || !std::isfinite(*tonnes) || *tonnes < 0) {
    note_of.remarks.push_back(say("The flow has no tonnes for {0}.", std::to_string(year)));
    return std::nullopt;
  }
  FigureCard card;
  card.kind = CardKind::given;
  card.name = {"Tonnes, given", "Tonnit, annettu", "Ton, angivet"};
  card.value = *tonnes;
  card.unit = "t";
  card.source = flow.provenance.source;
  return card;
}

FigureCard card_of(const PlanFigures& figures, const MaterialFlow& flow, std::string_view unit) {
  return sum_card(plain(flow_name(*figures.plan, flow, *figures.catalogues)), unit);
}

/// Tonnes times what each gives.
FigureCard times(FigureCard tonnes, FigureCard each) {
  FigureCard card;
  card.kind = CardKind::result;
  card.name = each.name;
  card.formula = {"tonnes × figure per tonne", "tonnit × luku tonnilta", "ton × tal per ton"};
  card.value = tonnes.value * each.value;
  if (each.low && each.high) {
    card.low = tonnes.value * *each.low;
    card.high = tonnes.value * *each.high;
  }
  card.unit = std::string(co2e_unit);
  card.status = each.status;
  card.children.push_back(std::move(tonnes));
  card.children.push_back(std::move(each));
  return card;
}

}  // namespace

FigureCard tonnes_card(const PlanFigures& figures, const MaterialFlow& flow, int year) {
  FigureCard card = card_of(figures, flow, "t");
  if (auto tonnes = given_tonnes(flow, year, card)) take(card, std::move(*tonnes));
  return card;
}

FigureCard transport_card(const PlanFigures& figures, const MaterialFlow& flow, int year) {
  const Catalogues& catalogues = *figures.catalogues;
  const GwpSet set = figures.plan->info().gwp_set;
  FigureCard card = card_of(figures, flow, co2e_unit);
  const FlowSource transport = transport_source(*figures.plan, flow, catalogues, figures.road);
  for (const Message& remark : transport.remarks) card.remarks.push_back(remark);
  if (!transport.source) return card;
  Explanation explained = source_model(*transport.source, catalogues)->explain(year);
  for (const Message& why : explained.unknown) card.remarks.push_back(why);
  for (FigureCard& mass : explained.cards)
    if (mass.key && mass.key->basis != ResultBasis::market && mass.key->gas != Gas::co2_biogenic) {
      const Gas gas = mass.key->gas;
      take(card, co2e_card(std::move(mass), gas, set));
    }
  return card;
}

FigureCard treatment_card(const PlanFigures& figures, const MaterialFlow& flow, int year) {
  FigureCard card = card_of(figures, flow, co2e_unit);
  auto tonnes = given_tonnes(flow, year, card);
  const Factor* factor = treatment_factor(flow, *figures.catalogues);
  const auto each_t = factor ? per_tonne(*factor, year) : std::nullopt;
  if (!each_t) card.remarks.push_back(say("Nothing is known of the treatment of a tonne."));
  if (!tonnes || !each_t) return card;
  FigureCard each;
  tell_factor(each, *factor);
  each.value = each_t->value;
  each.low = each_t->low;
  each.high = each_t->high;
  each.unit = "t CO2e/t";
  take(card, times(std::move(*tonnes), std::move(each)));
  return card;
}

FigureCard avoided_card(const PlanFigures& figures, const MaterialFlow& flow, int year) {
  FigureCard card = card_of(figures, flow, co2e_unit);
  auto tonnes = given_tonnes(flow, year, card);
  const auto avoided = avoided_per_t(*figures.plan, flow, *figures.catalogues, year);
  if (!avoided) card.remarks.push_back(say("What a tonne avoids is not known, or the flow is not recycled."));
  if (!tonnes || !avoided) return card;
  FigureCard each;
  if (const Factor* factor = figures.catalogues->factors.find(avoided->factor)) {
    tell_factor(each, *factor);
  } else {
    each.kind = CardKind::input;
    each.name = {"Avoided by a tonne, as the need tells", "Tonnin välttämä, tarpeen mukaan",
                 "Undviket per ton, enligt behovet"};
    each.source = avoided->source;
  }
  each.value = avoided->value;
  each.low = avoided->low;
  each.high = avoided->high;
  each.unit = "t CO2e/t";
  take(card, times(std::move(*tonnes), std::move(each)));
  return card;
}

}  // namespace geo
