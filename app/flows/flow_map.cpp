#include "app/flows/flow_map.hpp"

#include "app/flow_text.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "geo/flow/flow_figures.hpp"
#include "geo/flow/flow_place.hpp"
#include "render/designed_symbol.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace app {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
/// As look.md says of numbers on bands: those that are wide and long enough to carry one.
constexpr double numbered_width_px = 4, numbered_length_px = 110;

/// The most that goes from one cluster to another, all materials together.
double widest_t(const geo::FlowSums& sums) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> pairs;
  double most = 0;
  for (const geo::FlowStrand& s : sums.strands)
    if (!s.is_inner()) most = std::max(most, pairs[{s.from, s.to}] += s.amount_t);
  return most;
}

render::FlowWidthScale locked_scale(const FlowGround& ground, const std::vector<double>& most,
                                    geo::Progress& progress) {
  const auto placed = geo::placed_flows(ground.network, most);
  std::vector<std::uint32_t> all(placed.size());
  std::iota(all.begin(), all.end(), 0U);
  double pair_t = 0, joined_t = 0;
  for (std::size_t level = 0; level < ground.clusters.level_count(); ++level) {
    // Levels that join nothing more are the one before.
    if (level > 0 && ground.clusters.clusters(level).size() == ground.clusters.clusters(level - 1).size()) continue;
    geo::Progress part;
    const double t = widest_t(geo::flow_sums(placed, all, ground.clusters.cluster_of_place(level),
                                             ground.clusters.clusters(level).size(), part));
    (level == 0 ? pair_t : joined_t) = std::max(level == 0 ? pair_t : joined_t, t);
    progress.advance(static_cast<double>(level) / static_cast<double>(ground.clusters.level_count()));
  }
  return render::flow_width_scale(pair_t, joined_t);
}

/// `share` of the second colour.
render::Colour between(render::Colour a, render::Colour b, double share) {
  const auto part = [share](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(std::lerp(static_cast<double>(x), static_cast<double>(y), share)));
  };
  return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b), a.a};
}

bool in_direction(geo::FlowWay way, FlowDirection direction) {
  switch (direction) {
    case FlowDirection::all: return true;
    case FlowDirection::in: return way == geo::FlowWay::in;
    case FlowDirection::out: return way == geo::FlowWay::out;
  }
  return true;
}

/// Circles of a level, named by their heaviest place or by the business area they are.
std::vector<FlowSpot> spots_of(const FlowGround& ground, std::size_t level,
                               const std::vector<std::uint32_t>& cluster_of_place) {
  const auto clusters = ground.clusters.clusters(level);
  std::vector<FlowSpot> spots;
  std::vector<std::size_t> of_area(clusters.size(), 0);
  for (std::size_t p = 0; p < cluster_of_place.size(); ++p) {
    const std::uint32_t c = cluster_of_place[p];
    if (ground.network.places[p].area &&
        ground.network.places[p].area == ground.network.places[clusters[c].heaviest].area)
      ++of_area[c];
  }
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    const geo::NetworkPlace& heaviest = ground.network.places[clusters[c].heaviest];
    const bool hub = of_area[c] > 1;
    spots.push_back({clusters[c].centre,
                     hub ? ground.area_names.at(heaviest.area) : heaviest.name,
                     clusters[c].place_count,
                     hub,
                     {}});
  }
  return spots;
}

}  // namespace

std::shared_ptr<const FlowGround> flow_ground(const geo::Plan& plan, const geo::RoadSearch& road,
                                              geo::Progress& progress) {
  geo::FlowNetwork network = geo::flow_network(plan, road, progress);
  geo::PlaceClusters clusters = geo::network_clusters(network, progress);
  std::map<geo::Id<geo::BusinessArea>, std::string> area_names;
  for (const auto& area : plan.business_areas()) area_names[area.id] = area->name;
  return std::make_shared<const FlowGround>(
      FlowGround{std::move(network), std::move(clusters), geo::years_with_flows(plan), std::move(area_names)});
}

std::shared_ptr<const FlowAmounts> flow_amounts(const geo::Plan& plan, const FlowGround& ground,
                                                const geo::Catalogues& catalogues, FlowMeasure measure,
                                                const geo::RoadSearch& road, geo::Progress& progress) {
  FlowAmounts amounts;
  amounts.measure = measure;
  for (const int year : ground.years) {
    if (measure == FlowMeasure::tonnes) {
      amounts.of_year[year] = geo::network_amounts_t(ground.network, year);
      continue;
    }
    std::vector<double> values;
    for (const geo::NetworkFlow& flow : ground.network.flows) {
      const geo::FlowFigures figures = geo::flow_figures(plan, *flow.flow, catalogues, year, road);
      values.push_back(figures.transport ? figures.transport->value_t : unknown);
      progress.advance(0);
    }
    amounts.of_year[year] = std::move(values);
  }
  std::vector<double> most(ground.network.flows.size(), unknown);
  for (const auto& [year, values] : amounts.of_year)
    for (std::size_t i = 0; i < most.size(); ++i)
      if (std::isfinite(values[i]) && !(values[i] <= most[i])) most[i] = values[i];
  amounts.scale = locked_scale(ground, most, progress);
  return std::make_shared<const FlowAmounts>(std::move(amounts));
}

double joined_within_m(double m_per_px, double symbol_scale) {
  return 40 * symbol_scale * m_per_px;
}

FlowMap flow_map(std::shared_ptr<const FlowGround> ground, std::shared_ptr<const FlowAmounts> amounts, int year,
                 const FlowChoice& choice, double reach_m, geo::Progress& progress) {
  FlowMap map;
  map.year = year;
  map.choice = choice;
  const geo::FlowNetwork& network = ground->network;
  const auto of_year = amounts->of_year.find(year);
  const std::vector<double> none(network.flows.size(), unknown);
  const std::vector<double>& values = of_year == amounts->of_year.end() ? none : of_year->second;
  map.level = choice.grouping == FlowGrouping::each_place ? 0 : ground->clusters.level_for(reach_m);
  std::vector<double> totals(network.materials.size(), 0);
  std::vector<std::uint32_t> counted;
  for (std::uint32_t i = 0; i < network.flows.size(); ++i) {
    const geo::NetworkFlow& flow = network.flows[i];
    if (!choice.has_partner_of(*flow.flow)) continue;
    if (!std::isfinite(values[i])) ++map.unknown_flows;
    if (!(values[i] > 0) || !in_direction(network.way_of(flow), choice.direction)) continue;
    totals[flow.material] += values[i];
    if (!choice.hidden_materials.contains(network.materials[flow.material])) counted.push_back(i);
  }
  for (std::uint32_t m = 0; m < totals.size(); ++m)
    if (totals[m] > 0) map.materials.push_back({m, totals[m]});
  const std::vector<std::uint32_t> cluster_of_place = ground->clusters.cluster_of_place(map.level);
  map.sums = geo::flow_sums(geo::placed_flows(network, values), counted, cluster_of_place,
                            ground->clusters.clusters(map.level).size(), progress);
  map.share = geo::shown_share(map.sums, choice.most_bands, choice.least_t);
  map.spots = spots_of(*ground, map.level, cluster_of_place);
  for (std::size_t s = 0; s < map.spots.size(); ++s) map.spots[s].throughput = map.sums.throughputs[s];
  map.ground = std::move(ground);
  map.amounts = std::move(amounts);
  return map;
}

geo::MapBox flow_box(const FlowMap& map) {
  geo::MapBox box;
  for (const geo::FlowStrand& s : map.sums.strands) {
    box.extend(map.spots[s.from].at);
    box.extend(map.spots[s.to].at);
    for (std::uint32_t i = s.first; i < s.end; ++i)
      for (const geo::MapPoint p : map.network().flows[map.sums.flows[i]].way) box.extend(p);
  }
  return box.grown(std::max(300.0, 0.08 * std::max(box.width_m(), box.height_m())));
}

ChosenFlows flows_of(const FlowMap& map, std::size_t strand) {
  ChosenFlows flows;
  const geo::FlowStrand& s = map.sums.strands[strand];
  for (std::uint32_t i = s.first; i < s.end; ++i) flows.insert(map.network().flows[map.sums.flows[i]].id);
  return flows;
}

bool is_chosen(const FlowMap& map, const geo::FlowStrand& strand, const ChosenFlows& chosen) {
  for (std::uint32_t i = strand.first; i < strand.end; ++i)
    if (chosen.contains(map.network().flows[map.sums.flows[i]].id)) return true;
  return false;
}

namespace {

/// The way that all flows of the strands take; empty where they differ or have none.
std::vector<geo::MapPoint> common_way(const FlowMap& map, const std::vector<std::size_t>& strands) {
  const std::vector<geo::MapPoint>* common = nullptr;
  for (const std::size_t s : strands) {
    const geo::FlowStrand& strand = map.sums.strands[s];
    for (std::uint32_t i = strand.first; i < strand.end; ++i) {
      const std::vector<geo::MapPoint>& way = map.network().flows[map.sums.flows[i]].way;
      if (common != nullptr && *common != way) return {};
      common = &way;
    }
  }
  return common != nullptr ? *common : std::vector<geo::MapPoint>{};
}

}  // namespace

FlowMapDrawing flow_drawing(const FlowMap& map, const ChosenFlows& chosen, render::ThemeKind theme) {
  auto picture = std::make_shared<render::FlowPicture>();
  picture->theme = theme;
  const render::FlowWidthScale scale = map.amounts->scale;
  for (const FlowSpot& spot : map.spots) {
    const geo::ClusterThroughput& t = spot.throughput;
    const double radius_px = spot.hub ? 13 : render::place_radius_px(t.in_t + t.out_t + t.inner_t, scale);
    picture->places.push_back({spot.at, radius_px});
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> pairs;
  for (std::size_t s = 0; s < map.share.strands; ++s)
    pairs[{map.sums.strands[s].from, map.sums.strands[s].to}].push_back(s);
  bool any_chosen = false;
  for (std::size_t s = 0; s < map.share.strands && !any_chosen; ++s)
    any_chosen = is_chosen(map, map.sums.strands[s], chosen);
  struct Group {
    std::vector<std::size_t> strands;
    double width_px;
  };
  std::vector<Group> bands;
  FlowMapDrawing drawing;
  const auto stripes_of = [&](std::vector<std::size_t>& strands) {
    std::ranges::sort(strands, {}, [&](std::size_t s) { return map.sums.strands[s].material; });
    std::vector<render::FlowStripe> stripes;
    for (const std::size_t s : strands) {
      const geo::FlowStrand& strand = map.sums.strands[s];
      const bool is = any_chosen && is_chosen(map, strand, chosen);
      stripes.push_back(
          {material_colour(strand.material, theme), scale.width_px(strand.amount_t), any_chosen && !is, is});
    }
    return stripes;
  };
  for (auto& [pair, strands] : pairs) {
    if (pair.first == pair.second) {
      picture->rings.push_back({pair.first, stripes_of(strands)});
      drawing.ring_strands.push_back(strands);
      continue;
    }
    double width_px = 0;
    for (const std::size_t s : strands) width_px += scale.width_px(map.sums.strands[s].amount_t);
    bands.push_back({strands, width_px});
  }
  std::ranges::stable_sort(bands, std::greater{}, &Group::width_px);
  for (Group& group : bands) {
    const geo::FlowStrand& first = map.sums.strands[group.strands.front()];
    render::FlowBand band{first.from, first.to, {}, {}};
    // Several places that are one circle have no route together.
    if (map.spots[first.from].place_count == 1 && map.spots[first.to].place_count == 1)
      band.way = common_way(map, group.strands);
    band.stripes = stripes_of(group.strands);
    picture->bands.push_back(std::move(band));
    drawing.band_strands.push_back(group.strands);
  }
  drawing.picture = std::move(picture);
  return drawing;
}

std::optional<FlowMapHit> flow_hit(const FlowMapDrawing& drawing, const render::FlowShapes& shapes,
                                   geo::MapPoint place) {
  constexpr double tolerance_px = 4;
  const auto hit = render::flow_at(*drawing.picture, shapes, place, tolerance_px);
  if (!hit) return std::nullopt;
  if (hit->place) return FlowMapHit{{}, *hit->place};
  if (hit->ring) return FlowMapHit{drawing.ring_strands[*hit->ring][hit->stripe], {}};
  return FlowMapHit{drawing.band_strands[*hit->band][hit->stripe], {}};
}

namespace {

/// Only places that a drawn band touches, or that have a ring.
std::vector<bool> touched(const render::FlowPicture& picture) {
  std::vector<bool> is(picture.places.size(), false);
  for (const render::FlowBand& b : picture.bands) is[b.from] = is[b.to] = true;
  for (const render::FlowRing& r : picture.rings) is[r.place] = true;
  return is;
}

render::LabelCandidate spot_label(const FlowSpot& spot, double radius_px, double ring_px, const render::MapTheme& t) {
  render::LabelCandidate label;
  label.text = spot.name;
  if (!spot.hub && spot.place_count > 1)
    label.text = translated(geo::say("{0} + {1}", spot.name, count_text(spot.place_count - 1)));
  label.place = spot.at;
  label.priority = spot.hub ? 2 : 4;
  label.colour = spot.hub ? t.label_hub : t.label;
  label.halo = render::with_alpha(t.halo, 0.88);
  label.em_px = spot.hub ? 14 : 12.4;
  label.strong = spot.hub;
  label.medium = !spot.hub;
  label.halo_width_px = spot.hub ? 4 : 3;
  const double reach = radius_px + ring_px + 3;
  label.offset_y_px = reach + 0.5 * label.em_px;
  label.other_places = {{spot.at, 0, -reach - 0.5 * label.em_px, render::LabelAlign::centre},
                        {spot.at, reach + 2, 0, render::LabelAlign::left},
                        {spot.at, -reach - 2, 0, render::LabelAlign::right}};
  return label;
}

}  // namespace

void add_flows(render::Scene& scene, const FlowMap& map, const FlowMapDrawing& drawing,
               const render::FlowShapes& shapes) {
  const render::FlowPicture& picture = *drawing.picture;
  const render::MapTheme& t = render::map_theme(picture.theme);
  scene.above.push_back({.flows = drawing.picture});
  std::vector<double> ring_px(picture.places.size(), 0);
  for (const render::FlowRing& r : picture.rings)
    ring_px[r.place] = render::band_width_px(r.stripes) + render::ring_radius_px(picture.places[r.place]) -
                       picture.places[r.place].radius_px;
  const std::vector<bool> is_touched = touched(picture);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < map.spots.size(); ++i)
    if (is_touched[i]) order.push_back(i);
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return picture.places[i].radius_px; });
  geo::Features circles;
  render::SymbolTable table;
  const render::Colour ink = render::is_dark(picture.theme) ? render::hex("#161B21") : render::hex("#FFFFFF");
  table.symbols = {{.fill = t.partner, .casing = t.halo, .casing_width_px = 1.5},
                   {.fill = t.hub, .casing = t.halo, .casing_width_px = 2, .point_radius_px = 13, .icon_colour = ink}};
  for (const std::size_t i : order) {
    const FlowSpot& spot = map.spots[i];
    circles.append(geo::Geometry::point(spot.at), static_cast<std::int64_t>(i + 1));
    table.symbol_of_feature.push_back(spot.hub ? 1 : 0);
    table.radius_of_feature_px.push_back(static_cast<float>(picture.places[i].radius_px));
    if (spot.hub) {
      // The circle is the business area now, and has its name.
      std::erase_if(scene.labels, [&](const render::LabelCandidate& l) { return l.text == spot.name; });
      render::LabelCandidate icon;
      icon.place = spot.at;
      icon.icon = render::icon::recycle;
      icon.fixed = true;
      icon.priority = 1;
      icon.em_px = 17;
      icon.colour = ink;
      icon.halo_width_px = 0;
      icon.clear_radius_px = 15 + ring_px[i];
      scene.labels.push_back(std::move(icon));
    } else {
      render::LabelCandidate clear;
      clear.place = spot.at;
      clear.fixed = true;
      clear.priority = 1;
      clear.clear_radius_px = picture.places[i].radius_px + 1.5 + ring_px[i];
      scene.labels.push_back(std::move(clear));
    }
    scene.labels.push_back(spot_label(spot, picture.places[i].radius_px, ring_px[i], t));
  }
  if (circles.size() > 0) {
    geo::Progress progress;
    scene.above.push_back({.batch = render::make_batch(circles, scene.origin, progress, render::FeatureOrder::as_given),
                           .symbols = std::make_shared<const render::SymbolTable>(std::move(table))});
  }
  for (std::size_t b = 0; b < picture.bands.size(); ++b) {
    const double width_px = render::band_width_px(picture.bands[b].stripes);
    if (width_px < numbered_width_px || shapes.bands[b].axis.empty() ||
        render::band_length_px(shapes, b) < numbered_length_px * shapes.symbol_scale)
      continue;
    double amount_t = 0;
    for (const std::size_t s : drawing.band_strands[b]) amount_t += map.sums.strands[s].amount_t;
    render::LabelCandidate label;
    label.text = amount_text(amount_t);
    label.place = render::band_middle(shapes, b);
    label.priority = 5;
    label.colour = t.label;
    label.halo = render::with_alpha(t.halo, 0.88);
    label.em_px = 11.6;
    label.medium = true;
    label.offset_y_px = width_px / 2 + 9;
    label.other_places = {{label.place, 0, -width_px / 2 - 9, render::LabelAlign::centre}};
    scene.labels.push_back(std::move(label));
  }
}

std::shared_ptr<const render::FlowPicture> hovered_flow(const FlowMapDrawing& drawing, std::size_t strand) {
  auto picture = std::make_shared<render::FlowPicture>();
  picture->theme = drawing.picture->theme;
  picture->places = drawing.picture->places;
  const auto lit = [&](const auto& strands, auto group) {
    for (std::size_t i = 0; i < strands.size(); ++i) {
      group.stripes[i].selected = strands[i] == strand;
      group.stripes[i].dimmed = false;
    }
    return group;
  };
  for (std::size_t b = 0; b < drawing.band_strands.size(); ++b)
    if (std::ranges::find(drawing.band_strands[b], strand) != drawing.band_strands[b].end())
      picture->bands.push_back(lit(drawing.band_strands[b], drawing.picture->bands[b]));
  for (std::size_t r = 0; r < drawing.ring_strands.size(); ++r)
    if (std::ranges::find(drawing.ring_strands[r], strand) != drawing.ring_strands[r].end())
      picture->rings.push_back(lit(drawing.ring_strands[r], drawing.picture->rings[r]));
  return picture;
}

render::Colour material_colour(std::uint32_t material, render::ThemeKind theme) {
  // Strong colours for what is moved most, the grey of the construction sector for the rest.
  using geo::Sector;
  static constexpr std::array<Sector, coloured_materials> ranked{
      Sector::energy,    Sector::logistics, Sector::other,      Sector::process,
      Sector::treatment, Sector::landfill,  Sector::wastewater, Sector::electricity};
  if (material < ranked.size()) return render::sector_colour(ranked[material], theme);
  const render::Colour grey = render::sector_colour(Sector::construction, theme);
  static constexpr std::array shades{0.0, 0.45, 0.2, 0.6};  // neighbours differ
  return between(grey, render::map_theme(theme).panel, shades[(material - ranked.size()) % shades.size()]);
}

std::string measure_unit(FlowMeasure measure) {
  return measure == FlowMeasure::tonnes ? tr("t/a") : tr("t CO₂e/a");
}

std::string amount_text(double amount_t) {
  return yearly_mass(amount_t, "").text();
}

std::string share_text(const FlowMap& map) {
  const geo::ShownShare& s = map.share;
  if (s.flows_all == 0) return tr("No flows to show for the year and the choice.");
  const std::string of = map.choice.measure == FlowMeasure::tonnes ? tr("tonnes") : tr("emissions");
  const double part = s.all_t > 0 ? s.shown_t / s.all_t : 0;
  // 100 % is said of all only.
  const std::string share_shown = s.flows_shown < s.flows_all && part > 0.995 ? "> 99\u00A0%" : percent(part);
  std::string text = translated(geo::say("{0} of {1} flows shown, {2} of {3}.", count_text(s.flows_shown),
                                         count_text(s.flows_all), share_shown, of));
  if (s.flows_shown > 0)
    text += " " + translated(geo::say("Smallest shown {0} {1}.", figure(s.smallest_shown_t),
                                      measure_unit(map.choice.measure)));
  if (!map.network().unplaced.empty())
    text += " " + translated(geo::say("{0} without a place.", count_text(map.network().unplaced.size())));
  if (map.unknown_flows > 0)
    text += " " + translated(geo::say("{0} not known for the year.", count_text(map.unknown_flows)));
  return text;
}

render::FlowLegend flow_legend(const FlowMap& map, const geo::Catalogues& catalogues, render::ThemeKind theme) {
  render::FlowLegend legend;
  legend.title = tr("Flow width");
  legend.unit = measure_unit(map.choice.measure);
  for (const double amount : render::legend_amounts(map.amounts->scale))
    legend.arrows.push_back({figure(amount), map.amounts->scale.width_px(amount)});
  std::vector<std::uint32_t> others;
  for (const MaterialTotal& m : map.materials) {
    const std::string& id = map.network().materials[m.material];
    if (map.choice.hidden_materials.contains(id)) continue;
    if (m.material < coloured_materials)
      legend.materials.push_back({material_name(catalogues, id), material_colour(m.material, theme)});
    else
      others.push_back(m.material);
  }
  if (others.size() == 1)
    legend.materials.push_back(
        {material_name(catalogues, map.network().materials[others.front()]), material_colour(others.front(), theme)});
  else if (!others.empty())
    legend.materials.push_back({translated(geo::say("Other materials ({0})", count_text(others.size()))),
                                material_colour(coloured_materials, theme)});
  legend.note = share_text(map);
  return legend;
}

}  // namespace app
