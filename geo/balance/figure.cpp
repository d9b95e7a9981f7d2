#include "geo/balance/figure.hpp"

#include "geo/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace geo {

namespace {

constexpr std::string_view co2e_unit = "t CO2e";

const LocalText& title(FigureKind kind) {
  static const std::array<LocalText, 10> titles{{
      {"Climate balance, net", "Ilmastotase, netto", "Klimatbalans, netto"},
      {"Emissions", "Päästöt", "Utsläpp"},
      {"Removals", "Poistumat", "Upptag"},
      {"Biogenic CO2, apart", "Eloperäinen CO2, erikseen", "Biogen CO2, separat"},
      {"Avoided emissions, beside the balance", "Vältetyt päästöt, taseen rinnalla", "Undvikna utsläpp, vid sidan av"},
      {"Sector", "Sektori", "Sektor"},
      {"Source", "Lähde", "Källa"},
      {"Partner", "Kumppani", "Partner"},
      {"Area", "Alue", "Område"},
      {"Site", "Kohde", "Objekt"},
  }};
  return titles[static_cast<std::size_t>(kind)];
}

LocalText plain(std::string_view text) {
  return {std::string(text), {}, {}};
}

/// Adds a part to a sum; `sign` -1 takes it away.
void take(FigureCard& sum, FigureCard part, double sign = 1) {
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

/// A mass times its potential.
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

class Cards {
public:
  Cards(const Plan& plan, const Ledger& ledger, const SiteRemovals& sites, int year)
      : plan_(plan), ledger_(ledger), sites_(sites), year_(year), set_(plan.info().gwp_set) {}

  enum class Count { co2e, biogenic, avoided };

  /// A source's rows of the year that count.
  FigureCard source_card(const SourceLedger& source, LedgerView view, Count count) const {
    FigureCard card = sum_card(plain(source.source->name), unit(count));
    Explanation explained;
    bool asked = false;
    for (const LedgerRow& row : source.rows) {
      if (row.year != year_ || !takes(*source.source, row, view, count)) continue;
      FigureCard mass;
      if (row.modelled) {
        if (!asked) explained = source_model(*source.source, *ledger_.catalogues())->explain(year_);
        asked = true;
        for (const FigureCard& of_row : explained.cards)
          if (of_row.key == row.key) mass = of_row;
      } else {
        mass.kind = CardKind::given;
        mass.name = {"Given, " + std::string(text_of(row.method)), {}, {}};
        mass.key = row.key;
        mass.value = row.mass_t;
        mass.unit = "t";
        mass.source = source.source->provenance.source;
      }
      take(card, count == Count::biogenic ? std::move(mass) : co2e_card(std::move(mass), row.key.gas, set_));
    }
    for (const LedgerRemark& remark : source.remarks)
      if (year_ >= remark.first_year && year_ <= remark.last_year)
        card.note += (card.note.empty() ? "" : " ") + english(remark.what);
    return card;
  }

  /// The sources for which `belongs` holds and that have a row.
  template <class Belongs>
  FigureCard sources_card(LocalText name, LedgerView view, Count count, Belongs&& belongs) const {
    FigureCard card = sum_card(std::move(name), unit(count));
    for (const auto& source : ledger_.sources()) {
      if (!belongs(*source->source)) continue;
      FigureCard part = source_card(*source, view, count);
      if (!part.children.empty()) take(card, std::move(part));
    }
    return card;
  }

  FigureCard emissions_card() const {
    FigureCard card = sum_card(title(FigureKind::emissions), co2e_unit);
    for (std::size_t i = 0; i < EnumText<Sector>::names.size(); ++i) {
      FigureCard part = sector_card(static_cast<Sector>(i));
      if (!part.children.empty()) take(card, std::move(part));
    }
    return card;
  }

  FigureCard sector_card(Sector sector) const {
    return sources_card(plain(text_of(sector)), LedgerView::hub, Count::co2e,
                        [sector](const EmissionSource& source) { return source.sector == sector; });
  }

  FigureCard site_card(const SiteRemoval& site) const {
    FigureCard card = sum_card(plain(site.site().name), co2e_unit);
    const SinkTerms terms = site.terms(year_);
    for (const Message& why : terms.unknown) card.note += (card.note.empty() ? "" : " ") + english(why);
    for (const Message& why : terms.doubts) card.note += (card.note.empty() ? "" : " ") + english(why);
    const auto rows = sink_rows(terms);
    auto cards = sink_cards(terms);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].key.line != ResultLine::inventory) continue;
      switch (rows[i].key.quantity) {
        case SinkQuantity::co2_removal_t: take(card, std::move(cards[i])); break;
        case SinkQuantity::ch4_emission_t:
          take(card, co2e_card(std::move(cards[i]), Gas::ch4_biogenic, set_), -1);
          break;
        case SinkQuantity::n2o_emission_t: take(card, co2e_card(std::move(cards[i]), Gas::n2o, set_), -1); break;
        case SinkQuantity::carbon_stock_t: break;
      }
    }
    const NetRemoval net = net_removal(terms, set_);
    card.low = net.low;
    card.high = net.high;
    return card;
  }

  FigureCard removals_card() const {
    FigureCard card = sum_card(title(FigureKind::removals), co2e_unit);
    for (const auto& site : sites_)
      if (FigureCard part = site_card(*site); !part.children.empty()) take(card, std::move(part));
    return card;
  }

  FigureCard net_card() const {
    FigureCard card = sum_card(title(FigureKind::net), co2e_unit);
    card.formula = {"emissions − removals", "päästöt − poistumat", "utsläpp − upptag"};
    take(card, emissions_card());
    take(card, removals_card(), -1);
    return card;
  }

private:
  static std::string_view unit(Count count) { return count == Count::biogenic ? "t CO2" : co2e_unit; }

  static bool takes(const EmissionSource& source, const LedgerRow& row, LedgerView view, Count count) {
    if (count == Count::avoided) return row.counted && row.key.line == ResultLine::avoided;
    return counts(source, row, view) && (row.key.gas == Gas::co2_biogenic) == (count == Count::biogenic);
  }

  const Plan& plan_;
  const Ledger& ledger_;
  const SiteRemovals& sites_;
  int year_;
  GwpSet set_;
};

template <class T>
std::int64_t thing_id(const Plan& plan, std::string_view text, std::string_view whole) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error == std::errc() && end == text.data() + text.size() && plan.table<T>().find({id})) return id;
  for (const auto& row : plan.table<T>())
    if (row->name == text) return row.id.value;
  throw Error(std::string(whole), say("The plan has no {0} \"{1}\".", Describe<T>::table, text),
              say("Give its name or its number, for example \"source/12:2023\"."));
}

}  // namespace

std::string text_of(const FigureName& figure) {
  std::string text(text_of(figure.kind));
  if (figure.kind == FigureKind::sector)
    text += "/" + std::string(text_of(figure.sector));
  else if (figure.kind > FigureKind::sector)
    text += "/" + std::to_string(figure.id);
  return text + ":" + std::to_string(figure.year);
}

FigureName figure_from_text(std::string_view text, const Plan& plan) {
  const auto refuse = [&]() -> Error {
    return Error(std::string(text), say("This is not the name of a figure."),
                 say("Write for example \"net:2023\", \"sector/landfill:2023\" or \"source/12:2023\"."));
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) throw refuse();
  FigureName figure;
  const std::string_view year = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), figure.year);
  if (error != std::errc() || end != year.data() + year.size()) throw refuse();
  const std::string_view name = text.substr(0, colon);
  const std::size_t slash = name.find('/');
  const auto kind = enum_of<FigureKind>(name.substr(0, slash));
  if (!kind || (slash == std::string_view::npos) != (*kind < FigureKind::sector)) throw refuse();
  figure.kind = *kind;
  if (slash == std::string_view::npos) return figure;
  const std::string_view thing = name.substr(slash + 1);
  switch (figure.kind) {
    case FigureKind::sector:
      if (const auto sector = enum_of<Sector>(thing))
        figure.sector = *sector;
      else
        throw refuse();
      break;
    case FigureKind::source: figure.id = thing_id<EmissionSource>(plan, thing, text); break;
    case FigureKind::partner: figure.id = thing_id<Partner>(plan, thing, text); break;
    case FigureKind::area: figure.id = thing_id<BusinessArea>(plan, thing, text); break;
    default: figure.id = thing_id<SinkSite>(plan, thing, text); break;
  }
  return figure;
}

FigureCard figure_card(const FigureName& figure, const Plan& plan, const Ledger& ledger, const SiteRemovals& sites) {
  const Cards cards(plan, ledger, sites, figure.year);
  const auto any = [](const EmissionSource&) { return true; };
  switch (figure.kind) {
    case FigureKind::net: return cards.net_card();
    case FigureKind::emissions: return cards.emissions_card();
    case FigureKind::removals: return cards.removals_card();
    case FigureKind::biogenic:
      return cards.sources_card(title(figure.kind), LedgerView::hub, Cards::Count::biogenic, any);
    case FigureKind::avoided:
      return cards.sources_card(title(figure.kind), LedgerView::hub, Cards::Count::avoided, any);
    case FigureKind::sector: return cards.sector_card(figure.sector);
    case FigureKind::source: {
      const SourceLedger* source = ledger.find({figure.id});
      return source ? cards.source_card(*source, LedgerView::hub, Cards::Count::co2e) : FigureCard{};
    }
    case FigureKind::partner: {
      const auto partner = plan.partners().find({figure.id});
      return cards.sources_card(partner ? plain(partner->name) : title(figure.kind), LedgerView::partner,
                                Cards::Count::co2e,
                                [&](const EmissionSource& source) { return source.partner.value == figure.id; });
    }
    case FigureKind::area: {
      const auto area = plan.business_areas().find({figure.id});
      return cards.sources_card(area ? plain(area->name) : title(figure.kind), LedgerView::hub, Cards::Count::co2e,
                                [&](const EmissionSource& source) { return source.business_area.value == figure.id; });
    }
    case FigureKind::site: {
      std::size_t at = 0;
      for (const auto& site : plan.sink_sites()) {
        if (site.id.value == figure.id && at < sites.size()) return cards.site_card(*sites[at]);
        ++at;
      }
      return {};
    }
  }
  return {};
}

}  // namespace geo
