#include "app/command_line/command_line.hpp"

#include "app/command_line/commands.hpp"
#include "app/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>

namespace app {

namespace {

/// `--lang` may stand before the command or after it.
void add_language_option(CLI::App& command, std::string& language) {
  command.add_option("--lang", language, "Language of words: fi or en (default: the system's)")
      ->check(CLI::IsMember({"fi", "en"}));
}

/// Declares the commands; `chosen` becomes what the parsed one does.
void declare(CLI::App& program, std::function<int()>& chosen, std::string& language) {
  const auto act = [&](CLI::App* command, auto options) {
    add_language_option(*command, language);
    command->callback([&chosen, options] {
      chosen = [options] {
        if constexpr (std::is_same_v<decltype(run(*options)), bool>) {
          return run(*options) ? 0 : 1;
        } else {
          run(*options);
          return 0;
        }
      };
    });
  };

  {
    auto options = std::make_shared<ExampleCommand>();
    CLI::App* command = program.add_subcommand("example", "Write an example plan made of published facts");
    command->add_option("OUT", options->out, "Plan file to write, for example topinpuisto.sqlite")->required();
    command->add_option("--name", options->name, "Which example: topinpuisto or kemi-tornio")->capture_default_str();
    act(command, options);
  }
  {
    auto options = std::make_shared<NewCommand>();
    CLI::App* command = program.add_subcommand("new", "Start an empty plan");
    command->add_option("OUT", options->out, "Plan file to write")->required();
    command->add_option("--name", options->name, "The plan's name")->required();
    command->add_option("--crs", options->crs, "Map coordinate system, projected in metres")->capture_default_str();
    act(command, options);
  }
  {
    auto options = std::make_shared<InfoCommand>();
    CLI::App* command = program.add_subcommand("info", "Describe a plan or any GIS file: layers, counts, CRS, roles");
    command->add_option("FILE", options->file, "A plan or a GIS file (a zip is looked into)")->required();
    command->add_flag("--json", options->json, "As JSON");
    act(command, options);
  }
  {
    auto options = std::make_shared<AddCommand>();
    CLI::App* command = program.add_subcommand("add", "Link a GIS file's layers to a plan, or adopt their features");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command
        ->add_option("FILE", options->file,
                     "The GIS file; a calculation model (.toml); with --inputs-of figures by year (.csv)")
        ->required();
    command->add_option("--inputs-of", options->inputs_of,
                        "The source or sink whose figures the file has: a column year and one for each input");
    command->add_option("--layer", options->layer, "Layer inside the file (default: all with a geometry)");
    command->add_option("--name", options->name, "Name on the map");
    command->add_option("--role", options->role,
                        "business-area, landfill, sink-land, emission-source, partner-site, flow, road-network, "
                        "building, boundary or background (default: as suggested)");
    command->add_option("--crs", options->crs, "Coordinate system of the file, when it states none or a wrong one");
    command->add_option("--attribution", options->attribution, "Source and licence, shown on the map");
    command->add_option("--style-by", options->style_by,
                        "Colour by this field: categories of text, classes of numbers");
    command->add_flag("--adopt", options->adopt, "Copy the features into the plan as its own things");
    command->add_option("--map", options->mappings, "With --adopt: FIELD=COLUMN[:UNIT], for example ch4_t=ch4_kg:kg");
    command->add_option("--where", options->where, "With --adopt: only features with COLUMN=VALUE[,VALUE...]");
    command->add_option("--year", options->year, "With --adopt: year of masses that have no year column");
    act(command, options);
  }
  {
    auto options = std::make_shared<BalanceCommand>();
    CLI::App* command = program.add_subcommand("balance", "Yearly climate balance: emissions minus removals");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command->add_option("--years", options->years, "A:B (default: the years that have figures)");
    command->add_option("--by", options->by, "sector, source, scope, gas, partner or area")->capture_default_str();
    auto* uncertainty = command->add_flag("--uncertainty", options->uncertainty, "With the 95 % range, by Monte Carlo");
    command->add_option("--draws", options->draws, "With --uncertainty: how many draws")
        ->capture_default_str()
        ->check(CLI::Range(100, 1'000'000))
        ->needs(uncertainty);
    command->add_option("--seed", options->seed, "With --uncertainty: the same seed gives the same numbers")
        ->capture_default_str()
        ->needs(uncertainty);
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As CSV")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<FlowsCommand>();
    CLI::App* command = program.add_subcommand(
        "flows", "Material flows: tonnes, ways, trips, transport emissions, mass balance, import");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command->add_option("--year", options->year, "The year (default: the last one that has tonnes)");
    command->add_option("--material", options->material, "This material alone, by its id");
    command->add_option("--partner", options->partner, "Flows from or to this partner alone, by its name");
    command->add_flag("--balance", options->balance, "Mass balance of each partner and material: what is left over");
    auto* import_file =
        command->add_option("--import", options->import_file,
                            "Add flows from a CSV: from,to,material,year,amount_t and as wanted from_x_m, from_y_m, "
                            "to_x_m, to_y_m, vehicle, load_share, empty_return_share, distance_km, treatment ...");
    command
        ->add_option("--register", options->register_file,
                     "Add the register's waste transfers (CSV) of the plan's partners; receivers are often not told")
        ->excludes(import_file);
    command
        ->add_option("--own-materials", options->materials_out,
                     "Write the plan's own materials to a TOML file, which hiilitie add takes into another plan")
        ->excludes(import_file);
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As CSV")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<HeatmapCommand>();
    CLI::App* command =
        program.add_subcommand("heatmap", "Emission density as a GeoTIFF, t CO2e/ha/a, mass-conserving");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command->add_option("-o,--out", options->out, "GeoTIFF to write")->required();
    command->add_option("--what", options->what, "emission, or flow: transport along its ways")->capture_default_str();
    command->add_option("--unit", options->unit, "Of flows: co2e (t CO2e/ha/a, the default) or tonne-km");
    command->add_option("--material", options->material, "Of flows: this material alone, by its id");
    command->add_option("--year", options->year, "Year (default: the last with figures)");
    command->add_option("--gas", options->gas, "all, ch4, co2, n2o, ... (default: all)");
    command->add_option("--gwp", options->gwp, "SAR, AR4, AR5 or AR6 (default: the plan's)");
    command->add_option("--cell", options->cell_m, "Cell side in metres (default: to suit the plan)");
    command->add_option("--radius", options->radius_m,
                        "Kernel radius of point sources in metres (default: to suit the plan)");
    command->add_option("--bbox", options->bbox, "XMIN,YMIN,XMAX,YMAX in the plan's coordinates");
    act(command, options);
  }
  {
    auto options = std::make_shared<RenderCommand>();
    CLI::App* command = program.add_subcommand("render", "The map as PNG or PDF, with legend, scale bar and sources");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command->add_option("-o,--out", options->out, "Picture (.png) or page (.pdf) to write")->required();
    command->add_option("--size", options->size, "Size in pixels")->capture_default_str();
    command->add_option("--bbox", options->bbox, "XMIN,YMIN,XMAX,YMAX in the plan's coordinates");
    command->add_option("--year", options->year, "Year (default: the last with figures)");
    command->add_option("--gas", options->gas, "all, ch4, co2, n2o, ... (default: all)");
    command->add_option("--theme", options->theme, "light or dark")->capture_default_str();
    command->add_option("--cell", options->cell_m, "Heatmap cell side in metres (default: to suit the plan)");
    command->add_option("--radius", options->radius_m, "Heatmap kernel radius in metres (default: to suit the plan)");
    command->add_flag("!--no-heatmap", options->heatmap, "Leave the heatmap out");
    command->add_option("--overlay", options->overlay, "heatmap, flow or none")->capture_default_str();
    command->add_option("--measure", options->measure, "Width of flows: t or co2e (of their transport)")
        ->capture_default_str();
    act(command, options);
  }
  {
    auto options = std::make_shared<LandfillCommand>();
    CLI::App* command =
        program.add_subcommand("landfill", "Methane of a landfill by year and kind of waste, from a table of deposits");
    command
        ->add_option("SITE", options->file,
                     "CSV: year, NAME_t for each kind of waste (food_t, paper_t ...), and as wanted mcf, "
                     "recovered_ch4_t or recovery_share, oxidation")
        ->required();
    command->add_option("--edition", options->edition, "IPCC guidelines: 2006 or 2019")->capture_default_str();
    command
        ->add_option("--climate", options->climate,
                     "boreal-temperate-wet, boreal-temperate-dry, tropical-wet or tropical-dry")
        ->capture_default_str();
    command->add_option("--method", options->method, "fod, fod-exact, epa or landgem")->capture_default_str();
    command->add_option("--delay-months", options->delay_months,
                        "Mean time from disposal to the start of decay, 0 to 6 (default: 6)");
    command->add_option("--f", options->ch4_share, "Share of methane in the gas")->capture_default_str();
    command->add_option("--gwp", options->gwp, "SAR, AR4, AR5 or AR6")->capture_default_str();
    command->add_option("--until", options->until, "Last year (default: the table's last row)");
    command->add_option("--stream", options->streams,
                        "NAME:doc=X,docf=Y,k=Z, a kind of waste of one's own, or other parameters of a known one");
    command->add_option("--l0", options->l0_m3_per_t, "LandGEM: potential in m3 of methane per t (default: 170)");
    command->add_option("--k", options->k_per_a, "LandGEM: decay rate in 1/a (default: 0.05)");
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As CSV (the default)")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<RouteCommand>();
    CLI::App* command =
        program.add_subcommand("route", "The way by road from a place to a place: distance, time, line");
    command->add_option("ROADS", options->roads, "A file of roads, or a plan with a linked road network")->required();
    command
        ->add_option("--from", options->from,
                     "X,Y: in the plan's coordinates, of a file ETRS-TM35FIN (EPSG:3067) metres; where the numbers lie "
                     "far from the roads they are tried in the file's own system and as longitude,latitude")
        ->required();
    command->add_option("--to", options->to, "X,Y")->required();
    command->add_option("--by", options->by, "What is least: length, time or co2e (per kilometre the same: as length)")
        ->capture_default_str();
    command->add_option("--crs", options->crs, "Coordinate system of X,Y and of the route that is printed");
    command->add_option("--layer", options->layer, "Layer inside the file (default: those of roads)");
    command->add_option("--roads-crs", options->roads_crs, "Coordinate system of the file, when it states none");
    command->add_option("--within", options->within_m, "How far from the nearest road a place may be, in metres")
        ->check(CLI::Range(0.0, 100'000.0))
        ->capture_default_str();
    command->add_flag("--json", options->json, "As JSON");
    act(command, options);
  }
  {
    auto options = std::make_shared<FactorsCommand>();
    CLI::App* command = program.add_subcommand("factors", "Emission factors with source, year, interval and status");
    command->add_option("ID", options->id, "One factor (default: all)");
    command->add_option("--search", options->search, "Only factors with this text in their id or name");
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As CSV")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<ModelsCommand>();
    CLI::App* command = program.add_subcommand("models", "Calculation models: list, look at, work out, copy to a file");
    command->add_option("ID", options->id, "A model, or a model file (.toml) (default: the list)");
    command->add_option("--export", options->export_file, "Write the model to this file");
    command->add_option("--check", options->check_file, "Check a model file: units, factors, choices, steps");
    command->add_option("--set", options->sets, "NAME=VALUE[UNIT] or NAME=WORD, for example waste=1200t");
    command->add_option("--year", options->year, "Year to work the model out for");
    command->add_option("--gwp", options->gwp, "SAR, AR4, AR5 or AR6")->capture_default_str();
    command->add_flag("--explain", options->explain, "Each figure down to its factors and their sources");
    command->add_flag("--json", options->json, "As JSON");
    act(command, options);
  }
  {
    auto options = std::make_shared<SinkCommand>();
    CLI::App* command = program.add_subcommand(
        "sink", "Removals by sinks: of a plan, of forest stands, of a raster under a polygon, of a method alone");
    command->add_option("PLAN", options->plan, "The plan");
    command->add_option("--site", options->site, "With PLAN: the sink of this name (default: all)");
    command->add_option("--stands", options->stands, "A layer of forest stands: growth, volume, tree species");
    command->add_option("--layer", options->layer, "With --stands: layer inside the file");
    command->add_option("--raster", options->raster, "A raster of numbers, for example carbon of the growing stock");
    command->add_option("--polygon", options->polygon, "Areas to sum the stands or the raster over");
    command->add_option("--preset", options->preset, "What the raster's numbers mean: luke or syke");
    command->add_option("--crs", options->crs,
                        "Coordinate system of the stands or the raster, when the file states none");
    command->add_option("--method", options->method,
                        "stand-growth, yield-curve, mineral-soil, grassland, drained-soil, rewetting, urban-trees, "
                        "biochar, conversion, or a model file (.toml)");
    command->add_option("--set", options->sets,
                        "With --method: NAME=VALUE[UNIT], NAME=YEAR:VALUE,YEAR:VALUE or NAME=WORD");
    command->add_option("--years", options->years, "A:B (of a plan by default the years that have figures)");
    command->add_option("--gwp", options->gwp, "SAR, AR4, AR5 or AR6 (default: the plan's, else AR5)");
    command->add_flag("--explain", options->explain, "With --method: the first year down to its factors, as words");
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As CSV (the default)")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<MatchCommand>();
    CLI::App* command = program.add_subcommand(
        "match", "Which side streams should meet which needs: the matches that avoid most emissions");
    command
        ->add_option("OFFERS", options->offers,
                     "CSV: id, company, kind (offer or need), material, amount_t, x_m, y_m, and as wanted "
                     "avoided_t_co2e_per_t (of needs) and pretreatment_t_co2e_per_t (of offers); or a plan, or a "
                     "folder of plans to match between")
        ->required();
    command->add_option("--transport-kg-per-tkm", options->transport_kg_per_tkm,
                        "Transport emission, kg CO2e/tkm (default: 0.1; of plans that of an articulated lorry)");
    command->add_option("--circuity", options->circuity, "Length of the road over the straight line (default: 1.3)");
    command->add_option("--max-km", options->max_km,
                        "Match no pair farther apart than this (of a table in a straight line, of plans by the way)");
    command->add_option("--without", options->without, "Company that takes no part: what the rest is worth");
    command->add_option("--year", options->year, "Of plans: the year (default: the last with offers and needs)");
    command->add_option("--aim", options->aim, "Of plans: what is made greatest, co2e (avoided, the default) or eur");
    command->add_option("--transport-eur-per-tkm", options->transport_eur_per_tkm,
                        "With --aim eur: what haulage costs, EUR/tkm (default: 0)");
    auto* json = command->add_flag("--json", options->json, "As JSON, with the total");
    command->add_flag("--csv", options->csv, "As CSV (the default)")->excludes(json);
    act(command, options);
  }
  {
    auto options = std::make_shared<ExplainCommand>();
    CLI::App* command = program.add_subcommand("explain", "A figure down to its formula, inputs, factors and sources");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command
        ->add_option("FIGURE", options->figure,
                     "net:YEAR, emissions:YEAR, removals:YEAR, biogenic:YEAR, avoided:YEAR, sector/WORD:YEAR, or "
                     "source/, partner/, area/, site/ with a name or number, for example source/Topinoja:2023")
        ->required();
    act(command, options);
  }
  {
    auto options = std::make_shared<CheckCommand>();
    CLI::App* command = program.add_subcommand("check", "Is a plan file whole and consistent");
    command->add_option("PLAN", options->plan, "The plan")->required();
    act(command, options);
  }
  {
    auto options = std::make_shared<ExportCommand>();
    CLI::App* command = program.add_subcommand("export", "Write the plan's things to a GeoPackage");
    command->add_option("PLAN", options->plan, "The plan")->required();
    command->add_option("-o,--out", options->out, "GeoPackage to write")->required();
    act(command, options);
  }
  {
    auto options = std::make_shared<UncertaintyCommand>();
    CLI::App* command =
        program.add_subcommand("uncertainty", "How sure an inventory is: level and trend by IPCC Approach 1 and 2");
    command
        ->add_option("TABLE", options->table,
                     "CSV with category,gas,base,year,activity_pct,factor_pct; percentages are half of the 95 % range")
        ->required();
    command
        ->add_option("--draws", options->draws,
                     "Also by Approach 2 (Monte Carlo) with this many draws: normal up to 60 %, log-normal above")
        ->check(CLI::Range(100, 1'000'000));
    command->add_option("--seed", options->seed, "Same seed, same numbers")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_flag("--json", options->json, "As JSON");
    act(command, options);
  }
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App program{
      "Hiilitie: the carbon roadmap of a business area on a map.\n"
      "hiilitie [PLAN] opens the window; the commands below do the same work without it.",
      "hiilitie"};
  program.require_subcommand(0, 1);
  program.set_version_flag("--version", HIILITIE_VERSION);
  program.set_help_all_flag("--help-all", "Help of all commands");
  std::string chosen_language;
  add_language_option(program, chosen_language);
  WindowArguments window;
  program.add_option("PLAN", window.plan, "Plan to open in the window");
  program
      .add_option("--theme", window.theme,
                  "Window: light, dark, light-contrast or dark-contrast (default: as last time)")
      ->check(CLI::IsMember({"light", "dark", "light-contrast", "dark-contrast"}));
  program
      .add_option("--ui-scale", window.ui_scale_percent,
                  "Window: size of text and controls in percent (default: as last time)")
      ->check(CLI::Range(75, 300));
  program.add_option("--size", window.size, "Window: size in pixels, for example 1600x900");
  program.add_option("--trace", window.trace, "Window: write what it does as lines to this file, for tests");
  program.add_option("--screenshot", window.screenshot, "Window: write its picture as PNG and close");
  program.add_flag("--components", window.components)->group("");  // for building the program, not in its help
  std::function<int()> chosen;
  declare(program, chosen, chosen_language);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  set_language(chosen_language);
  window.language = chosen_language;
  try {
    return chosen ? chosen() : open_window(window);
  } catch (const geo::Error& error) {
    const std::string advice = error.advice().text.empty() ? "" : " " + translated(error.advice());
    fmt::print(stderr, "{}: {}{}\n", error.subject(), translated(error.reason()), advice);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "{}\n", tr("There is not enough memory for this."));
  }
  return 1;
}

}  // namespace app
