#include "geo/balance/figure.hpp"

#include "geo/error.hpp"
#include "geo/flow/flow_source.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/heatmap/heatmap_scale.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace geo {

namespace {

constexpr std::string_view co2e_unit = "t CO2e";
constexpr std::string_view density_unit_text = "t CO2e/ha/a";

const LocalText& title(FigureKind kind) {
  static const std::array<LocalText, 16> titles{{
      {"Climate balance, net", "Ilmastotase, netto", "Klimatbalans, netto"},
      {"Emissions", "Päästöt", "Utsläpp"},
      {"Removals", "Poistumat", "Upptag"},
      {"Biogenic CO2, apart", "Eloperäinen CO2, erikseen", "Biogen CO2, separat"},
      {"Avoided emissions, beside the balance", "Vältetyt päästöt, taseen rinnalla", "Undvikna utsläpp, vid sidan av"},
      {"Emissions, bought energy by contract", "Päästöt, ostoenergia sopimuksen mukaan",
       "Utsläpp, köpt energi enligt avtal"},
      {"Transfers inside the hub", "Siirrot alueen sisällä", "Överföringar inom området"},
      {"Sector", "Sektori", "Sektor"},
      {"Scope", "Scope", "Scope"},
      {"Gas", "Kaasu", "Gas"},
      {"Source", "Lähde", "Källa"},
      {"Partner", "Kumppani", "Partner"},
      {"Area", "Alue", "Område"},
      {"Site", "Kohde", "Objekt"},
      {"Flow", "Virta", "Flöde"},
      {"Emission density", "Päästötiheys", "Utsläppstäthet"},
  }};
  return titles[static_cast<std::size_t>(kind)];
}

const LocalText& none(FigureKind kind) {
  static const LocalText partner{"No partner", "Ei kumppania", "Ingen partner"};
  static const LocalText area{"No area", "Ei aluetta", "Inget område"};
  return kind == FigureKind::partner ? partner : area;
}

/// Without needless digits.
std::string short_number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

LocalText plain(std::string_view text) {
  return {std::string(text), {}, {}};
}

void add_note(FigureCard& card, const Message& what) {
  card.note += (card.note.empty() ? "" : " ") + english(what);
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
  Cards(const PlanFigures& figures, int year, const Counted& counted)
      : figures_(figures),
        plan_(*figures.plan),
        ledger_(figures.ledger),
        year_(year),
        counted_(counted),
        set_(figures.plan->info().gwp_set) {}

  enum class Count { co2e, biogenic, avoided, market, transfers };

  /// Which rows of a source a sum takes.
  struct Rows {
    LedgerView view = LedgerView::hub;
    Count count = Count::co2e;
    std::optional<Scope> scope{};
    std::optional<Gas> gas{};
  };

  /// A source's rows of the year that count.
  FigureCard source_card(const SourceLedger& source, const Rows& taken) const {
    FigureCard card = sum_card(plain(source.source->name), unit(taken.count));
    Explanation explained;
    bool asked = false;
    for (const LedgerRow& row : source.rows) {
      if (row.year != year_ || !takes(*source.source, row, taken)) continue;
      FigureCard mass;
      if (row.modelled) {
        if (!asked) explained = source_model(*source.source, *figures_.catalogues)->explain(year_);
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
      take(card, taken.count == Count::biogenic ? std::move(mass) : co2e_card(std::move(mass), row.key.gas, set_));
    }
    for (const LedgerRemark& remark : source.remarks)
      if (year_ >= remark.first_year && year_ <= remark.last_year) add_note(card, remark.what);
    return card;
  }

  /// The sources for which `belongs` holds and that have a row.
  template <class Belongs>
  FigureCard sources_card(LocalText name, const Rows& taken, Belongs&& belongs) const {
    FigureCard card = sum_card(std::move(name), unit(taken.count));
    for (const auto& source : ledger_.sources()) {
      if (!belongs(*source->source)) continue;
      FigureCard part = source_card(*source, taken);
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
    return sources_card(plain(text_of(sector)), {},
                        [sector](const EmissionSource& source) { return source.sector == sector; });
  }

  /// A flow's transport, whether the balance counts it or not.
  FigureCard flow_card(const MaterialFlow& flow) const {
    const Catalogues& catalogues = *figures_.catalogues;
    FigureCard card = sum_card(plain(flow_name(plan_, flow, catalogues)), co2e_unit);
    const FlowSource transport = transport_source(plan_, flow, catalogues, figures_.road);
    for (const Message& remark : transport.remarks) add_note(card, remark);
    if (!transport.source) return card;
    Explanation explained = source_model(*transport.source, catalogues)->explain(year_);
    for (const Message& why : explained.unknown) add_note(card, why);
    for (FigureCard& mass : explained.cards)
      if (mass.key && mass.key->basis != ResultBasis::market && mass.key->gas != Gas::co2_biogenic) {
        const Gas gas = mass.key->gas;
        take(card, co2e_card(std::move(mass), gas, set_));
      }
    return card;
  }

  FigureCard site_card(const SiteRemoval& site) const {
    FigureCard card = sum_card(plain(site.site().name), co2e_unit);
    const SinkTerms terms = site.terms(year_);
    for (const Message& why : terms.unknown) add_note(card, why);
    for (const Message& why : terms.doubts) add_note(card, why);
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

  /// What the heatmap's cell at the place holds.
  FigureCard density_card(MapPoint place) const {
    FigureCard card = sum_card(title(FigureKind::density), density_unit_text);
    const HeatmapScale scale = heatmap_scale(plan_);
    HeatmapOptions options;
    options.year = year_;
    options.gwp_set = set_;
    options.cell_m = scale.cell_m;
    options.radius_m = scale.radius_m;
    const Plan chosen = counted_alone(*figures_.counted, counted_);
    // Cells lie at multiples of their size, whatever part of the map is shown.
    const GridFrame cell = GridFrame::covering({place.x_m, place.y_m, place.x_m, place.y_m}, scale.cell_m);
    for (const Contribution& part : contributors(chosen, options, cell, place)) {
      const SourceLedger* source = ledger_.find(part.source);
      if (!source) continue;
      FigureCard emission = source_card(*source, {});
      if (emission.value == 0) continue;
      FigureCard share;
      share.kind = CardKind::step;
      share.name = {"Share of the source in a hectare of the cell", "Lähteen osuus ruudun hehtaarilla",
                    "Källans andel per hektar av rutan"};
      share.value = part.t_per_ha_a / emission.value;
      share.unit = "1/ha";
      FigureCard density;
      density.kind = CardKind::result;
      density.name = emission.name;
      density.unit = std::string(density_unit_text);
      density.value = part.t_per_ha_a;
      if (emission.low) density.low = *emission.low * share.value;
      if (emission.high) density.high = *emission.high * share.value;
      density.status = emission.status;
      density.formula = {"emission × share", "päästö × osuus", "utsläpp × andel"};
      density.children.push_back(std::move(emission));
      density.children.push_back(std::move(share));
      take(card, std::move(density));
    }
    add_note(card,
             say("Cell {0} m. A point spreads by a quartic kernel of {1} m, a line by length, an area by overlap.",
                 short_number(scale.cell_m), short_number(scale.radius_m)));
    return card;
  }

  FigureCard removals_card() const {
    FigureCard card = sum_card(title(FigureKind::removals), co2e_unit);
    for (const auto& site : figures_.sites)
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

  bool takes(const EmissionSource& source, const LedgerRow& row, const Rows& taken) const {
    if (!geo::counts(counted_.gas, row.key.gas) || (counted_.sector && source.sector != *counted_.sector)) return false;
    if (taken.scope && row.key.scope != *taken.scope) return false;
    if (taken.gas && row.key.gas != *taken.gas) return false;
    if (taken.count == Count::avoided) return row.counted && row.key.line == ResultLine::avoided;
    if ((row.key.gas == Gas::co2_biogenic) != (taken.count == Count::biogenic)) return false;
    switch (taken.count) {
      case Count::market: return counts(source, row, taken.view, ResultBasis::market);
      case Count::transfers: return counts(source, row, LedgerView::partner) && !counts(source, row, LedgerView::hub);
      default: return counts(source, row, taken.view);
    }
  }

  const PlanFigures& figures_;
  const Plan& plan_;
  const Ledger& ledger_;
  int year_;
  const Counted& counted_;
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

/// The place of a word in its enumeration; none: it has no such word.
template <class E>
std::optional<std::int64_t> place_of(std::string_view word) {
  const auto value = enum_of<E>(word);
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::string thing_text(const FigureName& figure) {
  switch (figure.kind) {
    case FigureKind::sector: return std::string(text_of(static_cast<Sector>(figure.id)));
    case FigureKind::scope: return std::string(text_of(static_cast<Scope>(figure.id)));
    case FigureKind::gas: return std::string(text_of(static_cast<Gas>(figure.id)));
    case FigureKind::density: return short_number(figure.place.x_m) + "," + short_number(figure.place.y_m);
    default: return std::to_string(figure.id);
  }
}

/// "@methane,landfill"; empty for all.
std::string counted_text(const Counted& counted) {
  std::string text;
  if (counted.gas != GasGroup::all) text = "@" + std::string(text_of(counted.gas));
  if (counted.sector) text += (text.empty() ? "@" : ",") + std::string(text_of(*counted.sector));
  return text;
}

/// False when it is no such text.
bool read_counted(std::string_view text, Counted& counted) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view word = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (comma != std::string_view::npos && text.empty()) return false;
    const auto gas = enum_of<GasGroup>(word);
    const auto sector = enum_of<Sector>(word);
    if (gas && *gas != GasGroup::all && counted.gas == GasGroup::all && !counted.sector)
      counted.gas = *gas;
    else if (sector && !counted.sector)
      counted.sector = *sector;
    else
      return false;
  }
  return !counted.all();
}

/// Whether figures of the kind can count some gases or one sector alone.
bool can_narrow(FigureKind kind) {
  switch (kind) {
    case FigureKind::emissions:
    case FigureKind::sector:
    case FigureKind::source:
    case FigureKind::partner:
    case FigureKind::area:
    case FigureKind::density: return true;
    default: return false;
  }
}

bool read_place(std::string_view text, MapPoint& place) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  const auto read = [](std::string_view digits, double& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && std::abs(value) < 1e8;
  };
  return read(text.substr(0, comma), place.x_m) && read(text.substr(comma + 1), place.y_m);
}

}  // namespace

std::string text_of(const FigureName& figure) {
  std::string text(text_of(figure.kind));
  if (figure.kind >= FigureKind::sector) text += "/" + thing_text(figure);
  return text + ":" + std::to_string(figure.year) + counted_text(figure.counted);
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
  if (error != std::errc()) throw refuse();
  const std::string_view tail = year.substr(static_cast<std::size_t>(end - year.data()));
  if (!tail.empty() && (tail.front() != '@' || !read_counted(tail.substr(1), figure.counted))) throw refuse();
  const std::string_view name = text.substr(0, colon);
  const std::size_t slash = name.find('/');
  const auto kind = enum_of<FigureKind>(name.substr(0, slash));
  if (!kind || (slash == std::string_view::npos) != (*kind < FigureKind::sector)) throw refuse();
  figure.kind = *kind;
  if (!figure.counted.all() && !can_narrow(*kind))
    throw Error(std::string(text), say("This figure is of all gases and sectors."),
                say("Leave out what follows the @."));
  if (slash == std::string_view::npos) return figure;
  const std::string_view thing = name.substr(slash + 1);
  const auto place = [&](std::optional<std::int64_t> found) {
    if (!found) throw refuse();
    figure.id = *found;
  };
  const bool is_none = thing == "0";
  switch (figure.kind) {
    case FigureKind::density:
      if (!read_place(thing, figure.place)) throw refuse();
      break;
    case FigureKind::sector: place(place_of<Sector>(thing)); break;
    case FigureKind::scope: place(place_of<Scope>(thing)); break;
    case FigureKind::gas: place(place_of<Gas>(thing)); break;
    case FigureKind::source: figure.id = thing_id<EmissionSource>(plan, thing, text); break;
    case FigureKind::flow: figure.id = thing_id<MaterialFlow>(plan, thing, text); break;
    case FigureKind::partner: figure.id = is_none ? 0 : thing_id<Partner>(plan, thing, text); break;
    case FigureKind::area: figure.id = is_none ? 0 : thing_id<BusinessArea>(plan, thing, text); break;
    default: figure.id = thing_id<SinkSite>(plan, thing, text); break;
  }
  return figure;
}

FigureCard figure_card(const FigureName& figure, const PlanFigures& figures) {
  const Plan& plan = *figures.plan;
  const Cards cards(figures, figure.year, figure.counted);
  const auto any = [](const EmissionSource&) { return true; };
  switch (figure.kind) {
    case FigureKind::net: return cards.net_card();
    case FigureKind::emissions: return cards.emissions_card();
    case FigureKind::removals: return cards.removals_card();
    case FigureKind::biogenic: return cards.sources_card(title(figure.kind), {.count = Cards::Count::biogenic}, any);
    case FigureKind::avoided: return cards.sources_card(title(figure.kind), {.count = Cards::Count::avoided}, any);
    case FigureKind::market: return cards.sources_card(title(figure.kind), {.count = Cards::Count::market}, any);
    case FigureKind::transfers: return cards.sources_card(title(figure.kind), {.count = Cards::Count::transfers}, any);
    case FigureKind::sector: return cards.sector_card(static_cast<Sector>(figure.id));
    case FigureKind::scope:
      return cards.sources_card(plain("Scope " + thing_text(figure)), {.scope = static_cast<Scope>(figure.id)}, any);
    case FigureKind::gas:
      return cards.sources_card(plain(thing_text(figure)), {.gas = static_cast<Gas>(figure.id)}, any);
    case FigureKind::source: {
      const SourceLedger* source = figures.ledger.find({figure.id});
      return source ? cards.source_card(*source, {}) : FigureCard{};
    }
    case FigureKind::partner: {
      // What belongs to no partner, or to one that is gone, is together.
      const auto partner = plan.partners().find({figure.id});
      return cards.sources_card(partner ? plain(partner->name) : none(FigureKind::partner),
                                {.view = LedgerView::partner}, [&](const EmissionSource& source) {
                                  return figure.id == 0 ? !plan.partners().find(source.partner)
                                                        : source.partner.value == figure.id;
                                });
    }
    case FigureKind::area: {
      const auto area = plan.business_areas().find({figure.id});
      return cards.sources_card(area ? plain(area->name) : none(FigureKind::area), {},
                                [&](const EmissionSource& source) {
                                  return figure.id == 0 ? !plan.business_areas().find(source.business_area)
                                                        : source.business_area.value == figure.id;
                                });
    }
    case FigureKind::site: {
      std::size_t at = 0;
      for (const auto& site : plan.sink_sites()) {
        if (site.id.value == figure.id && at < figures.sites.size()) return cards.site_card(*figures.sites[at]);
        ++at;
      }
      return {};
    }
    case FigureKind::flow: {
      const auto flow = plan.material_flows().find({figure.id});
      return flow ? cards.flow_card(*flow) : FigureCard{};
    }
    case FigureKind::density: return cards.density_card(figure.place);
  }
  return {};
}

}  // namespace geo
