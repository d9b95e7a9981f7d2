#include "geo/balance/figure.hpp"

#include "geo/balance/card_parts.hpp"
#include "geo/balance/flow_cards.hpp"
#include "geo/error.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/heatmap/heatmap_scale.hpp"
#include "geo/short_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace geo {

namespace {

constexpr std::string_view density_unit_text = "t CO2e/ha/a";

const LocalText& title(FigureKind kind) {
  static const std::array<LocalText, 20> titles{{
      {"Climate balance, net", "Ilmastotase, netto", "Klimatbalans, netto"},
      {"Emissions", "Päästöt", "Utsläpp"},
      {"Removals", "Poistumat", "Upptag"},
      {"Biogenic CO2, apart", "Eloperäinen CO2, erikseen", "Biogen CO2, separat"},
      {"Avoided emissions, beside the balance", "Vältetyt päästöt, taseen rinnalla", "Undvikna utsläpp, vid sidan av"},
      {"Emissions, bought energy by contract", "Päästöt, ostoenergia sopimuksen mukaan",
       "Utsläpp, köpt energi enligt avtal"},
      {"Transfers inside the hub", "Siirrot alueen sisällä", "Överföringar inom området"},
      {"Emissions with a place on the map", "Päästöt, joilla on paikka kartalla", "Utsläpp med en plats på kartan"},
      {"Sector", "Sektori", "Sektor"},
      {"Scope", "Scope", "Scope"},
      {"Gas", "Kaasu", "Gas"},
      {"Source", "Lähde", "Källa"},
      {"Partner", "Kumppani", "Partner"},
      {"Area", "Alue", "Område"},
      {"Site", "Kohde", "Objekt"},
      {"Transport of flows", "Virtojen kuljetus", "Flödenas transport"},
      {"Tonnes of flows", "Virtojen tonnit", "Flödenas ton"},
      {"Treatment of flows", "Virtojen käsittely", "Behandling av flöden"},
      {"Avoided by flows, beside the balance", "Virroilla vältetty, taseen rinnalla",
       "Undviket genom flöden, vid sidan av"},
      {"Emission density", "Päästötiheys", "Utsläppstäthet"},
  }};
  return titles[static_cast<std::size_t>(kind)];
}

/// All digits that it has.
std::string metres(double value) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  return {text.data(), end};
}

const LocalText& none(FigureKind kind) {
  static const LocalText partner{"No partner", "Ei kumppania", "Ingen partner"};
  static const LocalText area{"No area", "Ei aluetta", "Inget område"};
  return kind == FigureKind::partner ? partner : area;
}

class Cards {
public:
  Cards(const PlanFigures& figures, int year, const CountChoice& counted)
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
      if (year_ >= remark.first_year && year_ <= remark.last_year) card.remarks.push_back(remark.what);
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

  /// The plan's own sources that have a place: what the heatmap spreads.
  FigureCard mapped_card() const {
    FigureCard card = sum_card(title(FigureKind::mapped), co2e_unit);
    for (const auto& row : plan_.emission_sources()) {
      const SourceLedger* source = row->geometry.empty() ? nullptr : ledger_.find(row.id);
      if (!source) continue;
      if (FigureCard part = source_card(*source, {}); !part.children.empty()) take(card, std::move(part));
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

  /// What the heatmap's cell at the place holds, of one source alone if it is given.
  FigureCard density_card(MapPoint place, Id<EmissionSource> only) const {
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
      if (!source || (only && part.source != only)) continue;
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
    card.remarks.push_back(
        say("Cell {0} m. A point spreads by a quartic kernel of {1} m, a line by length, an area by overlap.",
            short_number(scale.cell_m), short_number(scale.radius_m)));
    return card;
  }

  FigureCard removals_card() const {
    FigureCard card = sum_card(title(FigureKind::removals), co2e_unit);
    for (const auto& site : figures_.sites)
      if (FigureCard part = site_card(*site, year_, set_); !part.children.empty()) take(card, std::move(part));
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
  const CountChoice& counted_;
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

/// One flow by its number or name, or several by their numbers.
void read_flows(const Plan& plan, std::string_view things, std::string_view whole, FigureName& figure) {
  const bool are_numbers = things.find_first_not_of("0123456789,") == std::string_view::npos;
  if (!are_numbers) {
    figure.id = thing_id<MaterialFlow>(plan, things, whole);
    return;
  }
  std::vector<std::int64_t> ids;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = things.find(',');
    ids.push_back(thing_id<MaterialFlow>(plan, things.substr(0, comma), whole));
    things.remove_prefix(comma == std::string_view::npos ? things.size() : comma + 1);
  }
  figure.id = ids.front();
  figure.more_ids.assign(ids.begin() + 1, ids.end());
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
    case FigureKind::density:
      return metres(figure.place.x_m) + "," + metres(figure.place.y_m) +
             (figure.id == 0 ? "" : "," + std::to_string(figure.id));
    default: {
      std::string ids = std::to_string(figure.id);
      for (const std::int64_t id : figure.more_ids) ids += "," + std::to_string(id);
      return ids;
    }
  }
}

/// "@methane,landfill"; empty for all.
std::string counted_text(const CountChoice& counted) {
  std::string text;
  if (counted.gas != GasGroup::all) text = "@" + std::string(text_of(counted.gas));
  if (counted.sector) text += (text.empty() ? "@" : ",") + std::string(text_of(*counted.sector));
  return text;
}

/// False when it is no such text.
bool read_counted(std::string_view text, CountChoice& counted) {
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
    case FigureKind::mapped:
    case FigureKind::sector:
    case FigureKind::source:
    case FigureKind::partner:
    case FigureKind::area:
    case FigureKind::density: return true;
    default: return false;
  }
}

/// "x,y", or "x,y,source" for what one source gives.
bool read_density(std::string_view text, FigureName& figure) {
  const auto next = [&](auto& value) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc() && end == part.data() + part.size();
  };
  const bool has_source = std::count(text.begin(), text.end(), ',') == 2;
  return next(figure.place.x_m) && next(figure.place.y_m) && (!has_source || next(figure.id)) && text.empty() &&
         std::abs(figure.place.x_m) < 1e8 && std::abs(figure.place.y_m) < 1e8;
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
      if (!read_density(thing, figure)) throw refuse();
      break;
    case FigureKind::sector: place(place_of<Sector>(thing)); break;
    case FigureKind::scope: place(place_of<Scope>(thing)); break;
    case FigureKind::gas: place(place_of<Gas>(thing)); break;
    case FigureKind::source: figure.id = thing_id<EmissionSource>(plan, thing, text); break;
    case FigureKind::flow:
    case FigureKind::tonnes:
    case FigureKind::treatment:
    case FigureKind::replaced: read_flows(plan, thing, text, figure); break;
    case FigureKind::partner: figure.id = is_none ? 0 : thing_id<Partner>(plan, thing, text); break;
    case FigureKind::area: figure.id = is_none ? 0 : thing_id<BusinessArea>(plan, thing, text); break;
    default: figure.id = thing_id<SinkSite>(plan, thing, text); break;
  }
  return figure;
}

namespace {

/// The card of one flow, or the sum of several.
FigureCard flows_card(const FigureName& figure, const PlanFigures& figures,
                      FigureCard (*card_of)(const PlanFigures&, const MaterialFlow&, int)) {
  const auto& flows = figures.plan->material_flows();
  const auto card = [&](std::int64_t id) {
    const auto flow = flows.find({id});
    return flow ? card_of(figures, *flow, figure.year) : FigureCard{};
  };
  if (figure.more_ids.empty()) return card(figure.id);
  FigureCard sum = sum_card(title(figure.kind), figure.kind == FigureKind::tonnes ? "t" : co2e_unit);
  const auto add = [&](std::int64_t id) {
    if (FigureCard part = card(id); !part.children.empty()) take(sum, std::move(part));
  };
  add(figure.id);
  for (const std::int64_t id : figure.more_ids) add(id);
  return sum;
}

}  // namespace

FigureCard site_card(const SiteRemoval& site, int year, GwpSet set) {
  FigureCard card = sum_card(plain(site.site().name), co2e_unit);
  const SinkTerms terms = site.terms(year);
  for (const Message& why : terms.unknown) card.remarks.push_back(why);
  for (const Message& why : terms.doubts) card.remarks.push_back(why);
  const auto rows = sink_rows(terms);
  auto cards = sink_cards(terms);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key.line != ResultLine::inventory) continue;
    switch (rows[i].key.quantity) {
      case SinkQuantity::co2_removal_t: take(card, std::move(cards[i])); break;
      case SinkQuantity::ch4_emission_t: take(card, co2e_card(std::move(cards[i]), Gas::ch4_biogenic, set), -1); break;
      case SinkQuantity::n2o_emission_t: take(card, co2e_card(std::move(cards[i]), Gas::n2o, set), -1); break;
      case SinkQuantity::carbon_stock_t: break;
    }
  }
  const NetRemoval net = net_removal(terms, set);
  card.low = net.low;
  card.high = net.high;
  return card;
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
    case FigureKind::mapped: return cards.mapped_card();
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
        if (site.id.value == figure.id && at < figures.sites.size())
          return site_card(*figures.sites[at], figure.year, plan.info().gwp_set);
        ++at;
      }
      return {};
    }
    case FigureKind::flow: return flows_card(figure, figures, transport_card);
    case FigureKind::tonnes: return flows_card(figure, figures, tonnes_card);
    case FigureKind::treatment: return flows_card(figure, figures, treatment_card);
    case FigureKind::replaced: return flows_card(figure, figures, avoided_card);
    case FigureKind::density: return cards.density_card(figure.place, {figure.id});
  }
  return {};
}

}  // namespace geo
