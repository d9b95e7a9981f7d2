#include "app/command_line/commands.hpp"
#include "app/flow_text.hpp"
#include "app/heatmap_picture.hpp"
#include "app/map_page.hpp"
#include "app/text.hpp"

#include <fmt/format.h>

namespace app {

void run(const RenderCommand& command) {
  const auto figures = read_figures(command.plan);
  const geo::PlanPtr plan = figures->counted;
  MapPageOptions options;
  const PictureSize size = parse_size(command.size);
  options.width_px = size.width_px;
  options.height_px = size.height_px;
  if (!command.bbox.empty()) options.box = parse_bbox(command.bbox);
  options.theme = command.theme == "dark" ? render::ThemeKind::dark : render::ThemeKind::light;
  const auto one_of = [](const std::string& option, const std::string& word, const std::string& words,
                         std::initializer_list<const char*> known) {
    for (const char* k : known)
      if (word == k) return;
    throw geo::Error(option + " " + word, geo::say("This is not one of the words that the option takes."),
                     geo::say("Choose one of: {0}.", words));
  };
  one_of("--theme", command.theme, "light, dark", {"light", "dark"});
  one_of("--overlay", command.overlay, "heatmap, flow, none", {"heatmap", "flow", "none"});
  one_of("--measure", command.measure, "t, co2e", {"t", "co2e"});
  const bool flows = command.overlay == "flow";
  options.heatmap_visible = command.heatmap && command.overlay == "heatmap";
  if (flows) {
    options.flow_catalogues = figures->catalogues;
    options.flow_road = figures->road;
    options.flows.measure = command.measure == "co2e" ? FlowMeasure::co2e : FlowMeasure::tonnes;
  }
  options.heatmap.year =
      command.year.value_or(flows ? default_flow_year(*figures->plan) : default_year(figures->with_given_years()));
  options.heatmap.only_gas = parse_gas(command.gas);
  options.heatmap.gwp_set = plan->info().gwp_set;
  const geo::HeatmapScale scale = geo::heatmap_scale(*plan);
  options.heatmap.cell_m = command.cell_m.value_or(scale.cell_m);
  options.heatmap.radius_m = command.radius_m.value_or(scale.radius_m);
  geo::Progress progress;
  for (const LayerTrouble& trouble :
       write_map_page(command.out, *plan, figures.get(), command.plan, options, progress))
    print_problems(trouble.layer, trouble.problems);
  fmt::print(stderr, "{}\n", translated(geo::say("Map written: {0}", command.out)));
}

}  // namespace app
