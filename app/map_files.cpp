#include "app/map_files.hpp"

#include "app/map_page.hpp"
#include "app/text.hpp"
#include "layers/plan_export.hpp"

#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace app {

namespace fs = std::filesystem;

namespace {

void say_written(Workspace& w, const fs::path& file, std::vector<LayerTrouble> troubles) {
  Toast toast;
  toast.kind = troubles.empty() ? ToastKind::done : ToastKind::warning;
  toast.title = translated(geo::say("{0} is written", file.filename().string()));
  toast.line = troubles.empty() ? file.parent_path().string() : tr("Some layers are not whole: see the messages.");
  for (LayerTrouble& trouble : troubles) w.found_problems.push_back({trouble.layer, std::move(trouble.problems)});
  w.toasts.add(std::move(toast));
}

}  // namespace

fs::path free_path_beside(const fs::path& plan, const std::string& ending) {
  const fs::path folder = fs::absolute(plan).parent_path();
  const std::string stem = plan.stem().string();
  fs::path path = folder / (stem + ending);
  std::error_code ignored;
  for (int number = 2; fs::exists(path, ignored); ++number)
    path = folder / (stem + " " + std::to_string(number) + ending);
  return path;
}

void export_plan(Workspace& w) {
  w.jobs.start({}, geo::say("Writing {0}", "GeoPackage"),
               [&w, plan = w.session().plan(), plan_file = w.session().path()](geo::Progress&) {
                 const fs::path out = free_path_beside(plan_file, ".gpkg");
                 layers::export_geopackage(out.string(), *plan);
                 return [&w, out] { say_written(w, out, {}); };
               });
}

void save_map_picture(Workspace& w) {
  MapPageOptions options;
  options.width_px = w.camera.width_px;
  options.height_px = w.camera.height_px;
  options.box = w.camera.box();
  options.theme = w.state.theme;
  options.heatmap_visible = w.state.heatmap_visible;
  options.heatmap.year = w.state.year;
  options.heatmap.gwp_set = w.plan().info().gwp_set;
  const geo::HeatmapScale scale = geo::heatmap_scale(w.plan());
  options.heatmap.radius_m = scale.radius_m;
  options.heatmap.cell_m = scale.cell_m;
  options.counted = w.counted;
  w.jobs.start({}, geo::say("Writing {0}", "PNG"),
               [&w, figures = w.figures(), plan_file = w.session().path(), options](geo::Progress& progress) {
                 const fs::path out = free_path_beside(plan_file, ".png");
                 auto troubles = write_map_page(out.string(), geo::counted_alone(*figures->counted, options.counted),
                                                figures.get(), plan_file, options, progress);
                 return [&w, out, troubles = std::move(troubles)] { say_written(w, out, troubles); };
               });
}

}  // namespace app
