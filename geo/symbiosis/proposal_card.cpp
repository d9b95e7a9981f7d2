#include "geo/symbiosis/proposal_card.hpp"

#include "geo/balance/card_parts.hpp"
#include "geo/flow/flow_source.hpp"
#include "geo/short_number.hpp"

#include <utility>

namespace geo {

namespace {

FigureCard tonnes_card_of(const Proposal& proposal) {
  FigureCard card;
  card.kind = CardKind::input;
  card.name = {"Tonnes that meet", "Kohtaavat tonnit", "Ton som möts"};
  card.value = proposal.amount_t;
  card.unit = "t";
  return card;
}

/// A part of the saving: tonnes, or tonne-kilometres, times a figure for each.
FigureCard part(LocalText name, const Co2eRange& range, FigureCard amount, FigureCard each) {
  FigureCard card;
  card.kind = CardKind::result;
  card.name = std::move(name);
  card.formula = {"amount × figure for each", "määrä × luku yksikköä kohti", "mängd × tal per enhet"};
  card.value = range.value_t;
  card.low = range.low_t;
  card.high = range.high_t;
  card.unit = std::string(co2e_unit);
  each.value = amount.value == 0 ? 0 : range.value_t / amount.value;
  if (each.kind != CardKind::input && amount.value != 0 && range.low_t != range.high_t) {
    each.low = range.low_t / amount.value;
    each.high = range.high_t / amount.value;
  }
  card.status = each.status;
  card.children.push_back(std::move(amount));
  card.children.push_back(std::move(each));
  return card;
}

/// Told by a side stream of a hub, or by the material's factor.
FigureCard each_of(LocalText told_name, const Hub& hub, const MarketStream& stream, bool is_told,
                   const Factor* factor) {
  FigureCard each;
  each.unit = "t CO2e/t";
  if (!is_told && factor) {
    tell_factor(each, *factor);
    return each;
  }
  each.kind = CardKind::input;
  each.name = std::move(told_name);
  if (const auto told = hub.plan->side_streams().find(stream.stream)) each.source = told->provenance.source;
  if (!is_told) each.remarks.push_back(say("Nothing is known of it."));
  return each;
}

}  // namespace

FigureCard proposal_card(const Proposal& proposal, const Symbiosis& symbiosis, const Catalogues& catalogues) {
  const ProposalTerms& terms = symbiosis.terms();
  const Hub& offering = symbiosis.hubs()[proposal.offer.hub];
  const Hub& needing = symbiosis.hubs()[proposal.need.hub];
  const Material* material = find_material(catalogues.materials, proposal.material);
  const auto factor = [&](const std::string& id) { return catalogues.factors.find(id); };

  FigureCard card = sum_card({"Saving of the proposal", "Ehdotuksen säästö", "Förslagets besparing"}, co2e_unit);
  card.formula = {"avoided − pre-treatment − transport", "vältetty − esikäsittely − kuljetus",
                  "undviket − förbehandling − transport"};

  const auto need = needing.plan->side_streams().find(proposal.need.stream);
  const std::string nothing;
  const std::string& avoided_id = !material                    ? nothing
                                  : material->replaced.empty() ? material->saving
                                                               : material->replaced;
  take(card, part({"Avoided", "Vältetty", "Undviket"}, proposal.avoided, tonnes_card_of(proposal),
                  each_of({"Avoided by a tonne, as the need tells", "Tonnin välttämä, tarpeen mukaan",
                           "Undviket per ton, enligt behovet"},
                          needing, proposal.need, need && need->avoided_t_co2e_per_t, factor(avoided_id))));

  const auto offer = offering.plan->side_streams().find(proposal.offer.stream);
  take(card,
       part({"Pre-treatment", "Esikäsittely", "Förbehandling"}, proposal.pretreatment, tonnes_card_of(proposal),
            each_of({"Pre-treatment of a tonne, as the offer tells", "Tonnin esikäsittely, tarjouksen mukaan",
                     "Förbehandling per ton, enligt erbjudandet"},
                    offering, proposal.offer, offer && offer->pretreatment_t_co2e_per_t,
                    material ? factor(material->pretreatment) : nullptr)),
       -1);

  FigureCard work;
  work.kind = CardKind::input;
  work.name = {"Tonnes × kilometres of the way", "Tonnit × matkan kilometrit", "Ton × vägens kilometer"};
  work.value = proposal.amount_t * proposal.distance_km;
  work.unit = "tkm";
  if (proposal.distance_kind == DistanceKind::estimated && proposal.line_km > 0)
    work.remarks.push_back(say("The way is estimated: {0} km as the crow flies × {1}.", short_number(proposal.line_km),
                               short_number(proposal.distance_km / proposal.line_km)));
  FigureCard each;
  each.kind = CardKind::input;
  each.unit = "t CO2e/tkm";
  each.name = {"Emission of a tonne-kilometre", "Tonnikilometrin päästö", "Utsläpp per tonkilometer"};
  if (!terms.transport_kg_per_tkm)
    if (const Vehicle* vehicle = find_vehicle(catalogues.vehicles, terms.vehicle))
      if (const Factor* of = factor("transport.tkm." + vehicle->tonne_km_word)) tell_factor(each, *of);
  take(card, part({"Transport", "Kuljetus", "Transport"}, proposal.transport, std::move(work), std::move(each)), -1);

  card.low = proposal.saving.low_t;
  card.high = proposal.saving.high_t;
  card.remarks.push_back(proposal.reason);
  if (proposal.doubt) card.remarks.push_back(*proposal.doubt);
  return card;
}

}  // namespace geo
