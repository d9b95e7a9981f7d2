#include "app/map/flow_card.hpp"

#include "app/flow_text.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "geo/flow/flow_figures.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

/// More flows than this are added up by their tonnes alone.
constexpr std::size_t most_told = 300;

std::string km_text(double km) {
  return number(km, km < 10 ? 1 : 0) + "\u00A0km";
}

std::string with_range(const geo::Co2eRange& range) {
  std::string text = yearly_mass(range.value_t).text();
  if (range.low_t != range.high_t && range.value_t != 0)
    text += " (" + yearly_mass(range.low_t, "").figure + "–" + yearly_mass(range.high_t, "").text() + ")";
  return text;
}

std::string word_of(geo::DistanceKind kind) {
  switch (kind) {
    case geo::DistanceKind::given: return tr("Distance, given");
    case geo::DistanceKind::drawn: return tr("Distance, drawn");
    case geo::DistanceKind::road: return tr("Distance by road");
    case geo::DistanceKind::estimated: return tr("Distance, estimated");
  }
  return {};
}

std::string word_of(geo::Treatment treatment) {
  switch (treatment) {
    case geo::Treatment::none: return {};
    case geo::Treatment::recycling: return tr("Recycling");
    case geo::Treatment::recovery: return tr("Energy recovery");
    case geo::Treatment::landfill: return tr("Landfilling");
  }
  return {};
}

}  // namespace

std::string strand_title(const FlowMap& map, const geo::FlowStrand& strand) {
  const FlowSpot &from = map.spots[strand.from], &to = map.spots[strand.to];
  if (strand.is_inner()) return translated(geo::say("Within {0}", from.name));
  return from.name + " → " + to.name;
}

geo::FigureName flows_figure(geo::FigureKind kind, int year, const ChosenFlows& flows) {
  geo::FigureName name{kind, year};
  for (const geo::Id<geo::MaterialFlow> id : flows)
    if (name.id == 0)
      name.id = id.value;
    else
      name.more_ids.push_back(id.value);
  return name;
}

geo::FigureName flows_figure(FlowMeasure measure, int year, const ChosenFlows& flows) {
  return flows_figure(measure == FlowMeasure::tonnes ? geo::FigureKind::tonnes : geo::FigureKind::flow, year, flows);
}

std::vector<CardLine> flow_facts(const Workspace& w, const ChosenFlows& flows) {
  std::vector<CardLine> lines;
  const geo::Plan& plan = *w.shown_plan();
  if (flows.size() > 1) lines.push_back({tr("Flows"), count_text(flows.size()), {}});
  if (flows.size() > most_told) return lines;
  geo::Co2eRange transport, avoided;
  double low_km = 1e300, high_km = 0, trips = 0;
  bool any_transport = false, any_avoided = false, estimated = false, all_known = true, any_trips = false;
  std::optional<geo::DistanceKind> kind;
  std::string vehicle, treatment;
  for (const geo::Id<geo::MaterialFlow> id : flows) {
    const auto flow = plan.material_flows().find(id);
    if (!flow) continue;
    const geo::FlowFigures f = geo::flow_figures(plan, *flow, *w.catalogues(), w.state.year, w.figures()->road);
    if (f.distance) {
      low_km = std::min(low_km, f.distance->km()), high_km = std::max(high_km, f.distance->km());
      kind = f.distance->kind;
      estimated = estimated || f.distance->kind == geo::DistanceKind::estimated;
    }
    if (f.trips) trips += *f.trips, any_trips = true;
    if (f.transport) {
      transport.value_t += f.transport->value_t, transport.low_t += f.transport->low_t;
      transport.high_t += f.transport->high_t, any_transport = true;
    } else {
      all_known = false;
    }
    if (f.avoided) {
      avoided.value_t += f.avoided->value_t, avoided.low_t += f.avoided->low_t;
      avoided.high_t += f.avoided->high_t, any_avoided = true;
    }
    if (const geo::Vehicle* v = geo::find_vehicle(w.catalogues()->vehicles, flow->vehicle))
      vehicle = v->name.in(language());
    treatment = word_of(flow->treatment);
  }
  if (flows.size() == 1 && !vehicle.empty()) lines.push_back({tr("Vehicle"), vehicle, {}});
  if (flows.size() == 1 && any_trips) lines.push_back({tr("Trips a year"), number(trips, 0), {}});
  if (kind) {
    const bool several = high_km - low_km > 0.5;
    const std::string word = flows.size() == 1 ? word_of(*kind)
                             : estimated       ? std::string(tr("Distance, partly estimated"))
                                               : std::string(tr("Distance"));
    lines.push_back({word, several ? number(low_km, 0) + "–" + km_text(high_km) : km_text(high_km), {}});
  }
  if (any_transport)
    lines.push_back({all_known ? tr("Transport") : tr("Transport, where known"),
                     with_range(transport),
                     {},
                     OpensFigure{flows_figure(geo::FigureKind::flow, w.state.year, flows), transport.value_t}});
  else
    lines.push_back({tr("Transport"), tr("not known"), {}});
  if (flows.size() == 1 && !treatment.empty()) lines.push_back({tr("Treatment"), treatment, {}});
  if (any_avoided)
    lines.push_back({tr("Avoided elsewhere"),
                     with_range(avoided),
                     {},
                     OpensFigure{flows_figure(geo::FigureKind::replaced, w.state.year, flows), avoided.value_t}});
  return lines;
}

HoverCard flow_card(const Workspace& w, geo::MapPoint place) {
  HoverCard card;
  card.place = place;
  const FlowMap* map = w.flows.map();
  const auto hit = w.flows.hit(place, w.camera.m_per_px, 1);
  if (!map || !hit) return card;
  if (hit->strand) {
    const geo::FlowStrand& strand = map->sums.strands[*hit->strand];
    card.title = strand_title(*map, strand);
    card.lines.push_back({material_name(*w.catalogues(), map->network().materials[strand.material]),
                          figure(strand.amount_t) + "\u00A0" + measure_unit(map->choice.measure),
                          material_colour(strand.material, w.state.theme)});
    for (CardLine& line : flow_facts(w, w.flows.flows_of(*hit->strand))) card.lines.push_back(std::move(line));
    return card;
  }
  const FlowSpot& spot = map->spots[*hit->spot];
  card.title = spot.name;
  if (spot.place_count > 1)
    card.kind = translated(geo::say("{0} places near each other", count_text(spot.place_count)));
  const std::string unit = "\u00A0" + measure_unit(map->choice.measure);
  card.lines.push_back({tr("In"), figure(spot.throughput.in_t) + unit, {}});
  card.lines.push_back({tr("Out"), figure(spot.throughput.out_t) + unit, {}});
  if (spot.throughput.inner_t > 0) card.lines.push_back({tr("Within"), figure(spot.throughput.inner_t) + unit, {}});
  return card;
}

}  // namespace app
