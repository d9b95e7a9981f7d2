#include "app/balance_text.hpp"
#include "app/command_line/commands.hpp"
#include "app/map_page.hpp"
#include "app/text.hpp"
#include "app/window.hpp"
#include "layers/asset_files.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace app {

namespace {

namespace fs = std::filesystem;

bool has_display() {
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

/// Without a display: the map picture and the balance beside the plan, and where they are.
int write_beside(const std::string& plan_path) {
  const auto figures = read_figures(plan_path);
  const YearRange range = year_range("", figures->with_given_years());
  const BalanceTable balance = balance_table(*figures, range.first, range.last, geo::BalanceBy::sector);
  fmt::print("{}\n", balance_as_text(balance));

  const fs::path picture = fs::path(plan_path).replace_extension(".png");
  const fs::path table = fs::path(plan_path).replace_extension(".balance.csv");
  RenderCommand render;
  render.plan = plan_path;
  render.out = picture.string();
  run(render);
  std::ofstream file(table);
  file << balance_as_csv(balance);
  if (!file.flush())
    throw geo::Error(table.string(), geo::say("The file can not be written."),
                     geo::say("Choose a folder that you may write to."));
  fmt::print(stderr, "{}\n",
             translated(geo::say("No window could be opened. Plan: {0}. Map: {1}. Balance: {2}.", plan_path,
                                 picture.string(), table.string())));
  return 0;
}

}  // namespace

int open_window(const WindowArguments& arguments) {
  if (has_display()) {
    WindowOptions options;
    options.language = arguments.language;
    if (!arguments.theme.empty()) {
      options.dark = arguments.theme.starts_with("dark");
      options.high_contrast = arguments.theme.ends_with("contrast");
    }
    if (arguments.ui_scale_percent) options.ui_scale = *arguments.ui_scale_percent / 100.0;
    if (!arguments.size.empty()) {
      const PictureSize size = parse_size(arguments.size);
      options.width_px = size.width_px;
      options.height_px = size.height_px;
    }
    options.trace_path = arguments.trace;
    options.screenshot_path = arguments.screenshot;
    options.components = arguments.components;
    try {
      return run_window(arguments.plan, options);
    } catch (const NoWindow&) {
      if (arguments.plan.empty() || !arguments.screenshot.empty()) throw;  // nothing to do without a window
    }
  }
  if (arguments.plan.empty())
    throw geo::Error("hiilitie", geo::say("There is no display to open a window on."),
                     geo::say("Name a plan to compute it, or see hiilitie --help."));
  return write_beside(arguments.plan);
}

}  // namespace app
