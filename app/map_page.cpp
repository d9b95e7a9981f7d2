#include "app/map_page.hpp"

#include "app/balance_chart.hpp"
#include "app/figure_text.hpp"
#include "app/flow_text.hpp"
#include "app/flows/flow_view.hpp"
#include "app/map/flow_card.hpp"
#include "app/map_scene.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "geo/crs.hpp"
#include "render/map_renderer.hpp"
#include "render/offscreen.hpp"
#include "render/page.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

struct LoadedPlan {
  std::map<geo::Id<geo::Layer>, LoadedLayer> layers;
  geo::MapBox box;  ///< of the layers
  std::vector<LayerTrouble> troubles;
};

LoadedPlan load_visible_layers(const geo::Plan& plan, const std::string& plan_file, geo::Progress& progress) {
  const geo::Crs map = geo::Crs::from_text(plan.info().map_crs);
  LoadedPlan loaded;
  for (const auto& layer : plan.layers()) {
    if (!layer->visible) continue;
    try {
      LoadedLayer one = load_layer(*layer.value, plan_file, map, progress);
      if (!one.covers_world) loaded.box.extend(one.box);
      if (!one.problems.empty()) loaded.troubles.push_back({layer->name, std::move(one.problems)});
      loaded.layers.emplace(layer.id, std::move(one));
    } catch (const geo::Error& error) {
      loaded.troubles.push_back({layer->name, {{geo::ProblemKind::left_out, error.reason(), {}, {}}}});
    }
  }
  return loaded;
}

render::Camera page_camera(const geo::Plan& plan, const geo::MapBox& layers_box, const MapPageOptions& options) {
  constexpr double margin_px = 24;
  if (options.box) return render::Camera::showing(*options.box, options.width_px, options.height_px, 0);
  if (!plan.views().empty()) {
    const geo::View& view = *plan.views().begin()->value;
    render::Camera camera;
    camera.centre = {view.centre_x_m, view.centre_y_m};
    // A view is kept for a window 1600 wide; other sizes show the same stretch of land.
    camera.m_per_px = view.m_per_px * 1600 / options.width_px;
    camera.width_px = options.width_px;
    camera.height_px = options.height_px;
    return camera;
  }
  geo::MapBox box = geo::bounds(plan);
  box.extend(layers_box);
  return render::Camera::showing(box, options.width_px, options.height_px, margin_px);
}

/// Deeper parts of a card than these are not printed.
constexpr int most_printed_depth = 6;

bool any_illustrative(const geo::Plan& plan) {
  bool any = false;
  plan.for_each_table([&](const auto& table) {
    for (const auto& row : table)
      if constexpr (requires { row->provenance; }) any = any || row->provenance.illustrative;
  });
  return any;
}

/// With cells too small for the whole country only the part that is seen is computed.
geo::HeatmapOptions in_reach(const geo::Plan& plan, geo::HeatmapOptions options, const geo::MapBox& seen) {
  geo::MapBox box;
  for (const auto& source : plan.emission_sources()) box.extend(geo::bounds(source->geometry));
  box = box.grown(options.radius_m);
  const double cells = box.width_m() / options.cell_m * box.height_m() / options.cell_m;
  if (!options.window && cells > static_cast<double>(geo::largest_grid_cells) / 4)
    options.window = seen.grown(options.radius_m);
  return options;
}

/// A card of the page: its lines as text, without what stands on other cards already.
render::PageCard page_card(const geo::FigureName& name, const geo::FigureCard& card, int deepest,
                           const std::vector<geo::FigureName>& children = {}) {
  render::PageCard page;
  page.name = geo::text_of(name);
  std::size_t child = 0;
  for (FigureLine& line : figure_lines(card)) {
    if (line.depth > deepest) continue;
    render::PageCardLine row{line.depth, std::move(line.name), std::move(line.value), {}, line.doubtful, {}};
    for (const std::string* part : {&line.range, &line.formula, &line.source, &line.note})
      if (!part->empty()) row.detail += (row.detail.empty() ? "" : ". ") + *part;
    if (line.depth == 1 && child < children.size()) row.card = geo::text_of(children[child++]);
    page.lines.push_back(std::move(row));
  }
  return page;
}

/// The largest flows as the page's table.
void add_flow_table(render::PageText& text, const FlowMap& map, const geo::Catalogues& catalogues,
                    const geo::PlanFigures* figures) {
  constexpr std::size_t most_rows = 12;
  render::PageTable table;
  text.cards.clear();
  table.title = translated(geo::say("Largest flows {0}", year_text(map.year)));
  table.head = {"", measure_unit(map.choice.measure)};
  for (std::size_t s = 0; s < std::min(map.share.strands, most_rows); ++s) {
    const geo::FlowStrand& strand = map.sums.strands[s];
    const std::string ends = strand.is_inner() ? map.spots[strand.from].name
                                               : map.spots[strand.from].name + " → " + map.spots[strand.to].name;
    table.rows.push_back(
        {ends + ", " + material_name(catalogues, map.network().materials[strand.material]), figure(strand.amount_t)});
    if (!figures) continue;
    const geo::FigureName name = flows_figure(map.choice.measure, map.year, flows_of(map, s));
    table.row_cards.push_back(geo::text_of(name));
    text.cards.push_back(page_card(name, geo::figure_card(name, *figures), most_printed_depth));
  }
  table.note = share_text(map);
  text.table = std::move(table);
  text.cards_title = tr("How the figures were worked out");
  text.chart.reset();
  text.chart_legend.clear();
}

/// The chart, a table of the chosen year, and the cards of the table's figures, for the page's right column and the
/// pages after it.
void add_balance(render::PageText& text, const geo::PlanFigures& figures, const geo::CountChoice& counted,
                 int chosen_year) {
  const geo::Plan plan = geo::counted_alone(*figures.counted_with_flows, counted);
  const auto with_masses = geo::years_with_masses(plan);
  if (with_masses.empty()) return;
  const auto years = geo::balance(figures, counted, with_masses.front(), with_masses.back());
  text.chart = balance_chart(years, chosen_year);
  text.chart_legend = balance_chart_legend(*text.chart);
  render::PageTable table;
  table.title = (counted.all() ? std::string(tr("Climate balance")) : word(counted)) + " " + year_text(chosen_year);
  table.head = {"", tr("t CO₂e/a")};
  std::vector<geo::FigureName> parts;
  bool any_doubtful = false;
  const auto add = [&](const std::string& words, double shown_t, const geo::FigureName& name, bool doubtful) {
    table.rows.push_back({words, number(shown_t, 0) + (doubtful ? "\u00A0*" : "")});
    table.row_cards.push_back(geo::text_of(name));
    any_doubtful = any_doubtful || doubtful;
  };
  for (const geo::BalanceYear& year : years) {
    if (year.year != chosen_year) continue;
    for (std::size_t i = 0; i < geo::sector_count; ++i) {
      if (!year.known[i]) continue;
      parts.push_back({geo::FigureKind::sector, chosen_year, static_cast<std::int64_t>(i), {}, counted});
      add(word(static_cast<geo::Sector>(i)), year.emission_t[i], parts.back(), year.to_be_confirmed[i]);
      text.cards.push_back(page_card(parts.back(), geo::figure_card(parts.back(), figures), most_printed_depth));
    }
    const geo::FigureName emissions{geo::FigureKind::emissions, chosen_year, 0, {}, counted};
    add(tr("Emissions"), year.emissions_t(), emissions, year.emissions_to_be_confirmed());
    text.cards.insert(text.cards.begin(), page_card(emissions, geo::figure_card(emissions, figures), 1, parts));
    const std::string gwp = translated(geo::say("GWP100 {0}.", geo::text_of(figures.plan->info().gwp_set)));
    if (!counted.all()) {
      table.note = gwp;
      continue;
    }
    const geo::FigureName removals{geo::FigureKind::removals, chosen_year}, net{geo::FigureKind::net, chosen_year};
    add(tr("Removals"), -year.removal.mean_t_co2, removals, year.removal_to_be_confirmed);
    text.cards.push_back(page_card(removals, geo::figure_card(removals, figures), most_printed_depth));
    add(tr("Net"), year.net_t(), net, year.emissions_to_be_confirmed() || year.removal_to_be_confirmed);
    text.cards.insert(text.cards.begin(), page_card(net, geo::figure_card(net, figures), 1, {emissions, removals}));
    table.note = gwp + " " +
                 translated(geo::say("Removals {0} to {1} t, first estimates.", number(year.removal.low_t_co2, 0),
                                     number(year.removal.high_t_co2, 0)));
  }
  if (any_doubtful) table.note += std::string(" ") + tr("* Has factors to be confirmed.");
  text.table = std::move(table);
  text.cards_title = tr("How the figures were worked out");
}

/// How large type and symbols of a picture are.
double picture_scale(const render::Camera& camera) {
  const double share = std::min(camera.width_px / 1600.0, camera.height_px / 900.0);
  return std::clamp(std::sqrt(share), 0.6, 3.0);
}

/// The picture of the camera's size, whatever the legend needs: type and symbols follow the picture's size, and a
/// legend that finds no room on the map takes a strip of it.
render::Picture finished_map(render::MapRenderer& renderer, render::Scene& scene, render::Camera camera,
                             const render::Legend& legend, const render::PageText& text) {
  const double scale = picture_scale(camera);
  const double u = std::round(17 * scale);
  const int strip_px = render::legend_strip_px(camera.width_px, camera.height_px, legend, text, scene.theme, u);
  const int least_map_px = camera.height_px / 3;
  camera.height_px = std::max(least_map_px, camera.height_px - strip_px);
  scene.covered = render::finished_picture_covers(camera.width_px, camera.height_px, legend, text, scene.theme, u);
  renderer.draw(scene, camera, std::max(1.0, scale));
  return render::finished_picture(renderer.read_back(), camera, legend, text, scene.theme, u);
}

}  // namespace

render::PageText map_page_text(const geo::Plan& plan, const geo::PlanFigures* figures, const HeatmapPicture& heatmap,
                               const MapPageOptions& options) {
  render::PageText text;
  text.title = plan.info().name;
  text.subtitle = options.heatmap_visible && heatmap.grid && !options.heatmap.only_gas
                      ? translated(geo::say("Emission density {0}, {1} in all", year_text(options.heatmap.year),
                                            yearly_mass(heatmap.summary.total_t).text()))
                      : year_text(options.heatmap.year);
  if (any_illustrative(plan))
    text.notes.emplace_back(tr("Outlines marked illustrative are drawn for the example, not surveyed."));
  std::vector<std::string> sources;
  for (const auto& source : plan.emission_sources())
    if (!source->provenance.source.empty() && !source->provenance.illustrative &&
        std::find(sources.begin(), sources.end(), source->provenance.source) == sources.end())
      sources.push_back(source->provenance.source);
  text.attribution = map_attribution(plan);
  for (std::size_t i = 0; i < std::min<std::size_t>(sources.size(), 3); ++i)
    text.attribution += (text.attribution.empty() ? "" : " · ") + sources[i];
  text.crs = geo::Crs::from_text(plan.info().map_crs).name();
  text.north_letter = tr("N");
  if (!figures) return text;
  add_balance(text, *figures, options.counted, options.heatmap.year);
  if (options.heatmap_visible && heatmap.grid && !options.heatmap.only_gas) {
    const geo::FigureName total{geo::FigureKind::mapped, options.heatmap.year, 0, {}, options.counted};
    text.subtitle_card = geo::text_of(total);
    text.cards.push_back(page_card(total, geo::figure_card(total, *figures), 1));
  }
  return text;
}

std::vector<LayerTrouble> write_map_page(const std::string& out, const geo::Plan& plan, const geo::PlanFigures* figures,
                                         const std::string& plan_file, const MapPageOptions& options,
                                         geo::Progress& progress) {
  LoadedPlan loaded = load_visible_layers(plan, plan_file, progress);
  const bool is_pdf = out.size() >= 4 && out.compare(out.size() - 4, 4, ".pdf") == 0;
  std::shared_ptr<const FlowGround> ground;
  std::shared_ptr<const FlowAmounts> amounts;
  MapPageOptions seen = options;
  if (options.flow_catalogues) {
    ground = flow_ground(plan, options.flow_road, progress);
    amounts = flow_amounts(plan, *ground, *options.flow_catalogues, options.flows.measure, options.flow_road, progress);
    if (!seen.box)
      if (const geo::MapBox box = flow_box(flow_map(ground, amounts, options.heatmap.year, options.flows, 0, progress));
          !box.empty())
        seen.box = box;
  }
  render::Camera camera = page_camera(plan, loaded.box, seen);
  double symbol_scale = options.map_alone ? 1 : std::max(1.0, picture_scale(camera));
  if (is_pdf) {
    const render::PageMap page = render::page_map(camera.box());
    camera = page.camera;
    symbol_scale = page.symbol_scale;
  }
  const geo::MapPoint origin = map_origin(plan, loaded.box);

  LayerPictures pictures;
  for (const auto& layer : plan.layers()) {
    const auto data = loaded.layers.find(layer.id);
    if (data == loaded.layers.end()) continue;
    if (data->second.raster) {
      auto read = data->second.raster->read(camera.box(), camera.width_px, camera.height_px, progress);
      LayerPicture picture;
      picture.raster = std::make_shared<const layers::RasterPicture>(std::move(read.value));
      pictures.emplace(layer.id, std::move(picture));
      if (!read.problems.empty()) loaded.troubles.push_back({layer->name, std::move(read.problems)});
    } else {
      pictures.emplace(layer.id, layer_picture(data->second, *layer.value, style_of(*layer.value, plan), options.theme,
                                               origin, progress));
    }
  }

  HeatmapPicture heatmap;
  if (options.heatmap_visible && !ground)
    heatmap = heatmap_picture(plan, in_reach(plan, options.heatmap, camera.box()), progress);
  heatmap.counted = options.counted;
  MapState state;
  state.theme = options.theme;
  state.year = options.heatmap.year;
  state.heatmap_visible = options.heatmap_visible;
  if (ground) state = flow_state(state);
  constexpr double dots_per_inch = 111;  // at symbol scale 1
  if (is_pdf) state.fixed_scale = camera.m_per_px * dots_per_inch * symbol_scale / 0.0254;

  const render::OffscreenContext context;
  render::PlanScene plan_scene;
  render::Scene scene = map_scene(plan, state, pictures, &heatmap, origin, plan_scene);
  render::Legend legend = map_legend(plan, state, pictures, &heatmap);
  render::PageText text = map_page_text(plan, figures, heatmap, options);
  if (ground) {
    const FlowMap flows =
        flow_map(ground, amounts, state.year, options.flows, joined_within_m(camera.m_per_px, symbol_scale), progress);
    const FlowMapDrawing drawing = flow_drawing(flows, {}, options.theme);
    add_flows(scene, flows, drawing, render::flow_shapes(*drawing.picture, origin, camera.m_per_px, symbol_scale));
    legend.flows.push_back(flow_legend(flows, *options.flow_catalogues, options.theme));
    // A page is 72 points to the inch, and a pixel at symbol scale 1 is one of 111.
    legend.flows.back().length_of_px = is_pdf ? 72 / dots_per_inch : symbol_scale;
    text.subtitle_card.clear();
    text.subtitle = translated(geo::say("Material flows {0}", year_text(state.year)));
    add_flow_table(text, flows, *options.flow_catalogues, figures);
  }
  render::MapRenderer renderer;
  if (is_pdf) {
    renderer.draw(scene, camera, symbol_scale);
    render::write_pdf(out, renderer.read_back(), camera, legend, text);
  } else if (options.map_alone) {
    renderer.draw(scene, camera);
    render::write_png(out, renderer.read_back());
  } else {
    render::write_png(out, finished_map(renderer, scene, camera, legend, text));
  }
  return std::move(loaded.troubles);
}

}  // namespace app
