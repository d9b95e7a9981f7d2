// One function for each command of the command line. They throw geo::Error; run_command_line prints it.
#pragma once

#include "geo/balance/plan_figures.hpp"
#include "geo/error.hpp"
#include "geo/model/calculation_model.hpp"
#include "geo/plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct NewCommand {
  std::string out;
  std::string name;
  std::string crs = "EPSG:3067";
};
void run(const NewCommand& command);

struct ExampleCommand {
  std::string out;
  std::string name = "topinpuisto";
};
void run(const ExampleCommand& command);

struct InfoCommand {
  std::string file;
  bool json = false;
};
void run(const InfoCommand& command);

struct AddCommand {
  std::string plan;
  std::string file;
  std::string layer;
  std::string role;
  std::string crs;
  std::string name;
  std::string attribution;
  std::vector<std::string> mappings;
  std::string where;      ///< COLUMN=VALUE[,VALUE...]
  std::string inputs_of;  ///< name of the source or site whose figures the file has
  std::string style_by;
  int year = 0;  ///< of masses without a year column
  bool adopt = false;
};
void run(const AddCommand& command);

struct ExplainCommand {
  std::string plan;
  std::string figure;
};
void run(const ExplainCommand& command);

struct BalanceCommand {
  std::string plan;
  std::string years;  ///< A:B
  std::string by = "sector";
  bool json = false;
  bool csv = false;
  bool uncertainty = false;
  std::size_t draws = 10'000;
  std::uint64_t seed = 1;
};
void run(const BalanceCommand& command);

struct HeatmapCommand {
  std::string plan;
  std::string out;
  std::string what = "emission";
  std::string unit;  ///< of flows: t CO2e or tonne-km
  std::string material;
  std::optional<int> year;
  std::string gas;
  std::string gwp;
  std::optional<double> cell_m;
  std::optional<double> radius_m;
  std::string bbox;  ///< XMIN,YMIN,XMAX,YMAX in the plan's CRS
};
void run(const HeatmapCommand& command);

struct FlowsCommand {
  std::string plan;
  std::optional<int> year;    ///< none: the last year that has tonnes
  std::string material;       ///< this one alone
  std::string partner;        ///< name of one: flows from or to it
  std::string materials_out;  ///< a TOML file for the plan's own materials
  bool balance = false;       ///< mass balance by partner and material
  bool json = false;
  bool csv = false;
  std::string import_file;
  std::string register_file;
};
void run(const FlowsCommand& command);

struct RenderCommand {
  std::string plan;
  std::string out;
  std::string size = "1600x900";
  std::string bbox;
  std::optional<int> year;
  std::string gas;
  std::string theme = "light";
  std::optional<double> cell_m;
  std::optional<double> radius_m;
  bool heatmap = true;
  std::string overlay = "heatmap";
  std::string measure = "t";  ///< of flows
};
void run(const RenderCommand& command);

struct CheckCommand {
  std::string plan;
};
/// False when the file has faults; each is printed on standard output.
[[nodiscard]] bool run(const CheckCommand& command);

struct ExportCommand {
  std::string plan;
  std::string out;
};
void run(const ExportCommand& command);

struct UncertaintyCommand {
  std::string table;
  std::size_t draws = 0;  ///< 0: Approach 1 alone
  std::uint64_t seed = 1;
  bool json = false;
};
void run(const UncertaintyCommand& command);

struct LandfillCommand {
  std::string file;
  std::string edition = "2006";
  std::string climate = "boreal-temperate-wet";
  std::string method = "fod";
  std::optional<double> delay_months;  ///< 6 when not given
  double ch4_share = 0.5;
  std::string gwp = "AR5";
  std::optional<int> until;
  std::vector<std::string> streams;  ///< NAME:doc=X,docf=Y,k=Z
  std::optional<double> l0_m3_per_t;
  std::optional<double> k_per_a;
  bool json = false;
  bool csv = false;  ///< as without either
};
void run(const LandfillCommand& command);

struct RouteCommand {
  std::string roads;  ///< a file of roads, or a plan with linked ones
  std::string from;   ///< X,Y
  std::string to;
  std::string by = "length";
  std::string layer;      ///< inside the file
  std::string crs;        ///< of the coordinates, also of those printed; empty: as they fit
  std::string roads_crs;  ///< of the file, when it states none
  double within_m = 500;
  bool json = false;
};
void run(const RouteCommand& command);

struct FactorsCommand {
  std::string id;      ///< empty: all
  std::string search;  ///< part of an id or a name, in any case
  bool json = false;
  bool csv = false;
};
void run(const FactorsCommand& command);

struct ModelsCommand {
  std::string id;  ///< of a model that ships, or a model file (.toml); empty: the list
  std::string export_file;
  std::string check_file;
  std::vector<std::string> sets;  ///< NAME=VALUE[UNIT] or NAME=WORD
  std::optional<int> year;
  std::string gwp = "AR5";
  bool explain = false;
  bool json = false;
};
/// False when the file to check has faults; each is printed on standard output.
[[nodiscard]] bool run(const ModelsCommand& command);

/// One of plan, stands, raster and method is given.
struct SinkCommand {
  std::string plan;
  std::string site;     ///< with a plan: of this name alone
  std::string stands;   ///< a layer of forest stands
  std::string layer;    ///< inside that file
  std::string raster;   ///< a raster of numbers
  std::string polygon;  ///< a file of areas
  std::string preset;   ///< what the raster's numbers mean
  std::string crs;      ///< of the stands or the raster, when the file states none or a wrong one
  std::string method;   ///< of a sink, or a model file (.toml)
  std::vector<std::string> sets;
  std::string years;  ///< A:B
  std::string gwp;    ///< empty: the plan's, else AR5
  bool explain = false;
  bool json = false;
  bool csv = false;
};
void run(const SinkCommand& command);

struct MatchCommand {
  std::string offers;                          ///< a table of offers and needs, a plan, or a folder of plans
  std::optional<double> transport_kg_per_tkm;  ///< of a table 0.1 when not given, of a plan the vehicle's
  std::optional<double> circuity;              ///< of a table 1.3 when not given, of a plan the usual one
  std::optional<double> max_km;
  std::vector<std::string> without;             ///< companies that take no part
  std::optional<int> year;                      ///< of a plan; the last with offers and needs when not given
  std::string aim = "co2e";                     ///< of a plan: what is made greatest, co2e or eur
  std::optional<double> transport_eur_per_tkm;  ///< counts where the aim is eur
  bool json = false;
  bool csv = false;  ///< as without either
};
void run(const MatchCommand& command);

/// No command: the window, or on a machine without a display the map picture and the balance beside the plan.
struct WindowArguments {
  std::string plan;
  std::string theme;
  std::string size;
  std::string trace;       ///< file for lines about what the window does (see app/window.hpp)
  std::string screenshot;  ///< PNG of the window; it closes afterwards
  std::string language;    ///< as asked for; empty: as last time, else of the environment
  std::optional<int> ui_scale_percent;
  bool components = false;  ///< a page of all controls instead of the window's content
};
[[nodiscard]] int open_window(const WindowArguments& arguments);

// ---- what several commands need --------------------------------------------------------------------------------

/// Why entries of factor and model files were left out, on standard error.
void print_left_out(const std::vector<geo::Error>& left_out);
/// Prints each kind of problem once with its count and the first places, on standard error.
void print_problems(const std::string& subject, const std::vector<geo::Problem>& problems);
/// "waste=1200t", "basis=wet", "increment=2025:5,2026:6"; throws geo::Error.
[[nodiscard]] geo::ModelInput parse_model_input(const geo::CalculationModel& model, const std::string& text);
/// "A:B" or "A"; the plan's base year to the last year with masses when empty.
struct YearRange {
  int first = 0;
  int last = 0;
};
[[nodiscard]] YearRange parse_years(const std::string& text);
[[nodiscard]] YearRange year_range(const std::string& text, const geo::Plan& plan);
/// The last year with masses, or the base year.
[[nodiscard]] int default_year(const geo::Plan& plan);
/// The number, if it is within the limits; throws geo::Error.
[[nodiscard]] double option_within(const char* option, double value, double low, double high);
/// Four comma-separated numbers; throws geo::Error.
[[nodiscard]] geo::MapBox parse_bbox(const std::string& text);
struct PictureSize {
  int width_px = 0;
  int height_px = 0;
};
/// "1600x900", each side 64 to 16384; throws geo::Error.
[[nodiscard]] PictureSize parse_size(const std::string& text);
/// Reads a plan for looking at; its row problems go to standard error.
[[nodiscard]] geo::PlanPtr read_plan(const std::string& path);
/// The plan with all its figures; what the catalogues left out is printed.
[[nodiscard]] std::shared_ptr<const geo::PlanFigures> read_figures(const std::string& path);
/// "ch4" and the words of geo::Gas; empty: none. Throws geo::Error with the known words.
[[nodiscard]] std::optional<geo::Gas> parse_gas(const std::string& text);
/// The word for an enumeration, or geo::Error that lists the words it could be.
template <geo::NamedEnum E>
[[nodiscard]] E parse_word(const std::string& option, const std::string& text) {
  if (const auto value = geo::enum_of<E>(text)) return *value;
  std::string words;
  for (const std::string_view word : geo::EnumText<E>::names) words += (words.empty() ? "" : ", ") + std::string(word);
  throw geo::Error(option + " " + text, geo::say("This is not one of the words that the option takes."),
                   geo::say("Choose one of: {0}.", words));
}

}  // namespace app
