#include "app/table/table_rows.hpp"

#include "app/flow_text.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace app {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Puts the plan's columns together, one value a row.
class Builder {
public:
  explicit Builder(TableRows& rows) : rows_(rows) {}
  void text(std::string head, geo::TextColumn values, bool is_name = false) {
    add(std::move(head), {}, {{}, std::move(values), {}}, {}, is_name);
  }
  void number(std::string head, std::string unit, std::vector<double> values, ColumnLook look) {
    add(std::move(head), std::move(unit), {{}, std::move(values), {}}, look, false);
  }
  /// `values` 0: no year.
  void year(std::string head, std::vector<std::int64_t> values) {
    std::vector<bool> valid;
    for (const std::int64_t value : values) valid.push_back(value != 0);
    add(std::move(head), {}, {{}, std::move(values), std::move(valid)}, {0, false, false}, false);
  }
  void finish(std::vector<render::PlanThing> things) {
    rows_.count = things.size();
    rows_.things = std::move(things);
    for (std::size_t i = 0; i < rows_.own.size(); ++i) rows_.columns[i].values = &rows_.own[i];
  }

private:
  void add(std::string head, std::string unit, geo::Column column, ColumnLook look, bool is_name) {
    column.name = head;
    if (!unit.empty()) column.name += ", " + unit;
    rows_.own.push_back(std::move(column));
    rows_.columns.push_back({std::move(head), std::move(unit), nullptr, look, is_name});
  }
  TableRows& rows_;
};

template <class T>
std::vector<render::PlanThing> ids_of(const geo::Table<T>& table) {
  std::vector<render::PlanThing> things;
  for (const auto& row : table) things.emplace_back(row.id);
  return things;
}

template <class T, class F>
geo::TextColumn texts(const geo::Table<T>& table, F&& text) {
  geo::TextColumn column;
  for (const auto& row : table) column.append(text(*row));
  return column;
}

template <class T, class F>
std::vector<double> numbers(const geo::Table<T>& table, F&& number) {
  std::vector<double> column;
  for (const auto& row : table) column.push_back(number(row));
  return column;
}

constexpr ColumnLook mass_look{0, true, true};
constexpr ColumnLook area_look{1, true, true};

/// Decimals for masses: none when they are large, as many as the smallest need to be read otherwise.
ColumnLook mass_look_of(const std::vector<double>& masses) {
  double largest = 0;
  for (const double mass : masses)
    if (mass > largest) largest = mass;
  ColumnLook look = mass_look;
  look.decimals = largest == 0 || largest >= 1000 ? 0 : largest >= 10 ? 1 : 2;
  return look;
}

ColumnLook area_look_of(const std::vector<double>& areas) {
  double largest = 0;
  for (const double area : areas)
    if (area > largest) largest = area;
  ColumnLook look = area_look;
  look.decimals = largest == 0 || largest >= 10 ? 1 : 2;
  return look;
}

template <class Key>
std::vector<double> emission_sums(const geo::Plan& plan, int year, const geo::Table<Key>& of,
                                  geo::Ref<Key> geo::EmissionSource::*owner) {
  std::map<std::int64_t, double> sum_t;
  for (const auto& source : plan.emission_sources())
    if ((*source).*owner)
      if (const auto mass = geo::source_co2e_t(*source, year, plan.info().gwp_set))
        sum_t[((*source).*owner).value] += *mass;
  return numbers(of, [&](const auto& row) {
    const auto found = sum_t.find(row.id.value);
    return found == sum_t.end() ? none : found->second;
  });
}

}  // namespace

std::string TableRows::cell(std::size_t row, std::size_t column) const {
  const TableColumn& c = columns[column];
  if (!c.values->has_value(row)) return {};
  if (!c.values->is_number()) return c.values->text(row);
  if (!c.look.is_grouped && c.look.decimals == 0) {
    // Codes may have more digits than a double holds.
    if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&c.values->values))
      return std::to_string((*whole)[row]);
  }
  const double value = c.values->number(row);
  if (!std::isfinite(value)) return {};
  std::string text = number(value, c.look.decimals);
  if (!c.look.is_grouped) {
    constexpr std::string_view thousands = "\u202F";
    for (std::size_t at = 0; (at = text.find(thousands, at)) != std::string::npos;) text.erase(at, thousands.size());
  }
  return text;
}

TableRowsPtr layer_rows(std::shared_ptr<const geo::Features> features) {
  auto rows = std::make_shared<TableRows>();
  rows->count = features->size();
  for (const geo::Column& column : features->columns)
    rows->columns.push_back({column.name, {}, &column, look_of(column), false});
  rows->features = std::move(features);
  return rows;
}

template <class T>
double PlanTables::area_ha(const std::shared_ptr<const T>& thing, const geo::Crs& map) {
  if (thing->geometry.kind != geo::GeometryKind::polygon) return none;
  Area& known = areas_[thing.get()];
  // The address may be that of a thing that is gone.
  if (known.thing.lock().get() != thing.get()) known = {thing, geo::geodesic_area_m2(thing->geometry, map) / 10'000};
  return known.area_ha;
}

TableRowsPtr PlanTables::rows(TableKind kind, const PlanTableInput& input) {
  std::erase_if(areas_, [](const auto& entry) { return entry.second.thing.expired(); });
  const geo::Plan& plan = *input.figures->counted;
  auto rows = std::make_shared<TableRows>();
  Builder table(*rows);
  const std::string emission = translated(geo::say("Emission {0}", year_text(input.year)));
  const char* const co2e = "t\u00A0CO₂e/a";
  switch (kind) {
    case TableKind::layer: break;
    case TableKind::sink_sites: {
      const auto& sites = plan.sink_sites();
      const auto site_area = [&](const auto& row) {
        const double of_polygon = area_ha(row.value, *input.map);
        return std::isnan(of_polygon) ? row->given_area_ha.value_or(none) : of_polygon;
      };
      table.text(tr("Name"), texts(sites, [](const auto& s) { return s.name; }), true);
      table.text(tr("Kind"), texts(sites, [](const auto& s) { return word(s.kind); }));
      table.text(tr("State"), texts(sites, [](const auto& s) { return word(s.state); }));
      table.text(tr("Land cover"), texts(sites, [&](const auto& s) {
                   const geo::LandCoverRate* rate = geo::find_rate(input.figures->catalogues->land_cover, s.land_cover);
                   return !rate ? s.land_cover : language() == "fi" ? rate->name_fi : rate->name_en;
                 }));
      std::vector<std::int64_t> starts;
      for (const auto& site : sites) starts.push_back(site->start_year);
      table.year(tr("Starts"), std::move(starts));
      std::vector<double> areas = numbers(sites, site_area);
      const ColumnLook area_column = area_look_of(areas);
      table.number(tr("Area"), "ha", std::move(areas), area_column);
      std::vector<double> removals = numbers(sites, [&](const auto& row) {
        const geo::SiteRemoval* site = input.figures->site(row.id);
        if (site == nullptr || !(site->area_ha() > 0)) return none;
        const auto removal = site->net(row->start_year, plan.info().gwp_set);
        return removal ? removal->value : none;
      });
      const ColumnLook removal_column = mass_look_of(removals);
      table.number(tr("Yearly removal"), "t\u00A0CO₂/a", std::move(removals), removal_column);
      table.text(tr("Note"), texts(sites, [](const auto& s) { return s.note; }));
      table.finish(ids_of(sites));
      break;
    }
    case TableKind::emission_sources: {
      const auto& sources = plan.emission_sources();
      const geo::GwpSet gwp = plan.info().gwp_set;
      table.text(tr("Name"), texts(sources, [](const auto& s) { return s.name; }), true);
      table.text(tr("Sector"), texts(sources, [](const auto& s) { return word(s.sector); }));
      table.text(tr("Partner"), texts(sources, [&](const auto& s) {
                   const auto partner = plan.partners().find(s.partner);
                   return partner ? partner->name : std::string();
                 }));
      std::vector<double> all =
          numbers(sources, [&](const auto& row) { return geo::source_co2e_t(*row, input.year, gwp).value_or(none); });
      const ColumnLook look = mass_look_of(all);
      table.number(emission, co2e, std::move(all), look);
      std::set<geo::Gas> gases;
      for (const auto& source : sources)
        for (const geo::YearlyMass& mass : source->series)
          if (mass.year == input.year) gases.insert(mass.gas);
      for (const geo::Gas gas : gases) {
        // Biogenic CO2 is its own mass beside the sum, the others are parts of it.
        const bool beside = gas == geo::Gas::co2_biogenic;
        std::vector<double> masses = numbers(
            sources, [&](const auto& row) { return geo::source_co2e_t(*row, input.year, gwp, gas).value_or(none); });
        table.number(word(gas), beside ? "t\u00A0CO₂/a" : co2e, std::move(masses), look);
      }
      table.text(tr("Note"), texts(sources, [](const auto& s) { return s.note; }));
      table.finish(ids_of(sources));
      break;
    }
    case TableKind::partners: {
      const auto& partners = plan.partners();
      table.text(tr("Name"), texts(partners, [](const auto& p) { return p.name; }), true);
      table.text(tr("Activity"), texts(partners, [](const auto& p) { return p.activity; }));
      table.text(tr("Address"), texts(partners, [](const auto& p) { return p.address; }));
      std::map<std::int64_t, double> counts;
      for (const auto& source : plan.emission_sources()) ++counts[source->partner.value];
      table.number(tr("Emission sources"), {}, numbers(partners, [&](const auto& row) { return counts[row.id.value]; }),
                   {0, true, true});
      std::vector<double> sums = emission_sums(plan, input.year, partners, &geo::EmissionSource::partner);
      const ColumnLook look = mass_look_of(sums);
      table.number(emission, co2e, std::move(sums), look);
      table.text(tr("Note"), texts(partners, [](const auto& p) { return p.note; }));
      table.finish(ids_of(partners));
      break;
    }
    case TableKind::landfill_parts: {
      const auto& parts = plan.landfill_parts();
      table.text(tr("Name"), texts(parts, [](const auto& p) { return p.name; }), true);
      table.text(tr("Emission source"), texts(parts, [&](const auto& p) {
                   const auto source = plan.emission_sources().find(p.emission_source);
                   return source ? source->name : std::string();
                 }));
      std::vector<std::int64_t> closed;
      for (const auto& part : parts) closed.push_back(part->closed_year.value_or(0));
      table.year(tr("Closed"), std::move(closed));
      std::vector<double> areas = numbers(parts, [&](const auto& row) { return area_ha(row.value, *input.map); });
      const ColumnLook look = area_look_of(areas);
      table.number(tr("Area"), "ha", std::move(areas), look);
      table.text(tr("Note"), texts(parts, [](const auto& p) { return p.note; }));
      table.finish(ids_of(parts));
      break;
    }
    case TableKind::business_areas: {
      const auto& areas = plan.business_areas();
      table.text(tr("Name"), texts(areas, [](const auto& a) { return a.name; }), true);
      table.text(tr("Land use"), texts(areas, [](const auto& a) { return a.land_use; }));
      std::vector<double> sizes = numbers(areas, [&](const auto& row) { return area_ha(row.value, *input.map); });
      const ColumnLook size_look = area_look_of(sizes);
      table.number(tr("Area"), "ha", std::move(sizes), size_look);
      std::vector<double> sums = emission_sums(plan, input.year, areas, &geo::EmissionSource::business_area);
      const ColumnLook look = mass_look_of(sums);
      table.number(emission, co2e, std::move(sums), look);
      table.text(tr("Note"), texts(areas, [](const auto& a) { return a.note; }));
      table.finish(ids_of(areas));
      break;
    }
    case TableKind::material_flows: {
      const auto& flows = plan.material_flows();
      std::map<std::int64_t, geo::FlowFigures> figures;
      for (const auto& flow : flows)
        figures[flow.id.value] =
            geo::flow_figures(plan, *flow, *input.figures->catalogues, input.year, input.figures->road);
      const auto of = [&](const auto& row) -> const geo::FlowFigures& { return figures.at(row.id.value); };
      table.text(tr("Name"), texts(flows, [](const auto& f) { return f.name; }), true);
      table.text(tr("From"), texts(flows, [&](const auto& f) { return geo::from_name(plan, f); }));
      table.text(tr("To"), texts(flows, [&](const auto& f) { return geo::to_name(plan, f); }));
      table.text(tr("Material"),
                 texts(flows, [&](const auto& f) { return material_name(*input.figures->catalogues, f.material); }));
      table.number(translated(geo::say("Tonnes {0}", year_text(input.year))), "t/a",
                   numbers(flows, [&](const auto& row) { return of(row).amount_t.value_or(none); }), {0, true, true});
      table.number(tr("Way"), "km",
                   numbers(flows, [&](const auto& row) { return of(row).distance ? of(row).distance->km() : none; }),
                   {1, true, false});
      table.number(tr("Transport work"), "tkm/a",
                   numbers(flows, [&](const auto& row) { return of(row).tonne_km.value_or(none); }), {0, true, true});
      std::vector<double> emissions =
          numbers(flows, [&](const auto& row) { return of(row).transport ? of(row).transport->value_t : none; });
      const ColumnLook look = mass_look_of(emissions);
      table.number(emission, co2e, std::move(emissions), look);
      table.text(tr("Note"), texts(flows, [](const auto& f) { return f.note; }));
      table.finish(ids_of(flows));
      break;
    }
    case TableKind::side_streams: {
      const auto& streams = plan.side_streams();
      table.text(tr("Name"), texts(streams, [](const auto& s) { return s.name; }), true);
      table.text(tr("Kind"), texts(streams, [](const auto& s) {
                   return std::string(s.kind == geo::StreamKind::offer ? tr("on offer") : tr("needed"));
                 }));
      table.text(tr("Partner"), texts(streams, [&](const auto& s) {
                   const auto partner = plan.partners().find(s.partner);
                   return partner ? partner->name : std::string();
                 }));
      table.text(tr("Material"),
                 texts(streams, [&](const auto& s) { return material_name(*input.figures->catalogues, s.material); }));
      table.number(
          translated(geo::say("Tonnes {0}", year_text(input.year))), "t/a",
          numbers(streams, [&](const auto& row) { return geo::amount_t(row->amounts, input.year).value_or(none); }),
          {0, true, true});
      table.text(tr("Note"), texts(streams, [](const auto& s) { return s.note; }));
      table.finish(ids_of(streams));
      break;
    }
  }
  return rows;
}

std::string table_name(const TableSubject& subject, const geo::Plan& plan) {
  switch (subject.kind) {
    case TableKind::layer: {
      const auto layer = plan.layers().find(subject.layer);
      return layer ? layer->name : std::string();
    }
    case TableKind::sink_sites: return tr("Carbon sinks");
    case TableKind::emission_sources: return tr("Emission sources");
    case TableKind::partners: return tr("Climate partners");
    case TableKind::landfill_parts: return tr("Landfills");
    case TableKind::business_areas: return tr("Business areas");
    case TableKind::material_flows: return tr("Material flows");
    case TableKind::side_streams: return tr("Side streams");
  }
  return {};
}

}  // namespace app
