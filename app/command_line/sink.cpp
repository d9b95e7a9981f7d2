#include "app/command_line/commands.hpp"
#include "app/sink_text.hpp"
#include "app/text.hpp"
#include "geo/balance/site_removal.hpp"
#include "geo/sink/forest_stands.hpp"
#include "geo/sink/sink_model.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/factor_file.hpp"
#include "layers/model_file.hpp"
#include "layers/raster_cells.hpp"
#include "layers/vector_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace app {

namespace {

/// Sentences about the figures: each is printed once, and stands in the JSON.
class SinkNotes {
public:
  void add(const std::string& subject, const geo::Message& note) {
    const std::string text = subject + ": " + translated(note);
    if (!said_.insert(text).second) return;
    fmt::print(stderr, "{}\n", text);
    texts_.push_back(text);
  }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

private:
  std::set<std::string> said_;
  std::vector<std::string> texts_;
};

/// The factors of growth hold for every year; one has to be named.
constexpr int any_year = 2025;

geo::FactorCatalogue shipped_factors() {
  layers::FactorsRead read = layers::read_shipped_factors();
  print_left_out(read.left_out);
  return std::move(read.catalogue);
}

void print_sinks(const SinkCommand& command, const std::vector<SinkYear>& years, geo::GwpSet set,
                 const SinkNotes& notes) {
  fmt::print("{}", command.json ? sinks_as_json(years, set, notes.texts()) : sinks_as_csv(years));
}

SinkYear figures_of(std::string site, std::optional<int> year, const geo::SinkTerms& terms, geo::GwpSet set) {
  return {std::move(site), year, geo::sink_rows(terms), geo::net_removal(terms, set)};
}

// ---- polygons --------------------------------------------------------------------------------------------------

struct NamedPolygon {
  std::string name;
  geo::Geometry geometry;
};

/// The polygons of a file in a CRS; anything else in it is said.
std::vector<NamedPolygon> read_polygons(const std::string& path, const geo::Crs& crs) {
  geo::Progress progress;
  layers::ReadRequest request;
  request.path = path;
  request.map = crs;
  const geo::Loaded<geo::Features> read = layers::read_features(request, progress);
  print_problems(path, read.problems);
  const geo::Column* names = read.value.column("name");
  std::vector<NamedPolygon> polygons;
  for (std::size_t i = 0; i < read.value.size(); ++i) {
    if (read.value.kind[i] != geo::GeometryKind::polygon) continue;
    std::string name = names != nullptr ? names->text(i) : std::string();
    polygons.push_back(
        {name.empty() ? std::to_string(read.value.source_id[i]) : std::move(name), read.value.geometry(i)});
  }
  if (polygons.empty())
    throw geo::Error(path, geo::say("The file has no polygon."), geo::say("Give a layer of areas."));
  if (polygons.size() < read.value.size())
    fmt::print(
        stderr, "{}: {}\n", path,
        translated(geo::say("{0} of {1} features are no polygons and are left out.",
                            std::to_string(read.value.size() - polygons.size()), std::to_string(read.value.size()))));
  return polygons;
}

// ---- the four forms --------------------------------------------------------------------------------------------

void sum_raster(const SinkCommand& command) {
  const geo::RasterPreset* preset = nullptr;
  if (!command.preset.empty()) {
    preset = geo::find_raster_preset(command.preset);
    std::string known;
    for (const geo::RasterPreset& p : geo::raster_presets()) known += (known.empty() ? "" : ", ") + std::string(p.name);
    if (preset == nullptr)
      throw geo::Error("--preset " + command.preset, geo::say("This is not one of the words that the option takes."),
                       geo::say("Choose one of: {0}.", known));
  }
  if (command.polygon.empty())
    throw geo::Error("--raster " + command.raster, geo::say("The polygon to sum over is not given."),
                     geo::say("Add --polygon FILE."));
  const layers::RasterCells cells = layers::RasterCells::open(command.raster, command.crs);
  const std::span<const double> nodata =
      preset != nullptr ? std::span(preset->nodata).first(preset->nodata_count) : std::span<const double>{};
  std::vector<RasterPolygon> sums;
  for (const NamedPolygon& polygon : read_polygons(command.polygon, cells.crs())) {
    geo::Progress progress;
    sums.push_back(
        {polygon.name, geo::raster_sum(
                           cells.place(), polygon.geometry,
                           [&](const geo::RasterWindow& window) { return cells.read(window, nodata); }, progress)});
    const geo::RasterSum& sum = sums.back().sum;
    if (sum.nodata_share() > 1e-9)
      fmt::print(stderr, "{}: {}\n", polygon.name,
                 translated(geo::say("{0} % of the polygon has no value in the raster.",
                                     number(100 * sum.nodata_share(), 1))));
  }
  fmt::print("{}", command.json ? raster_sums_as_json(sums, preset) : raster_sums_as_csv(sums, preset));
}

void sum_stands(const SinkCommand& command, geo::GwpSet set) {
  geo::Progress progress;
  layers::ReadRequest request;
  request.path = command.stands;
  request.sublayer = command.layer;
  request.crs = command.crs;
  const geo::Loaded<geo::Features> read = layers::read_features(request, progress);
  print_problems(command.stands, read.problems);
  const geo::StandColumns columns = geo::stand_columns(read.value);
  for (const auto& [name, meaning] : {std::pair{&columns.volume, "volume_m3_ha"},
                                      {&columns.increment, "volume_growth"},
                                      {&columns.species, "main_tree_species"}})
    if (name->empty())
      throw geo::Error(
          command.stands, geo::say("There is no column {0}.", meaning),
          geo::say("Forest stands need the columns {0}.", "volume_m3_ha, volume_growth, main_tree_species"));
  const auto stands = geo::forest_stands(read.value, columns);
  print_problems(command.stands, stands.problems);
  std::vector<std::pair<std::string, std::optional<geo::Geometry>>> parts;
  if (command.polygon.empty()) parts.emplace_back("all", std::nullopt);
  if (!command.polygon.empty())
    for (NamedPolygon& polygon : read_polygons(command.polygon, request.map))
      parts.emplace_back(std::move(polygon.name), std::move(polygon.geometry));
  const geo::FactorCatalogue factors = shipped_factors();
  SinkNotes notes;
  std::vector<SinkYear> figures;
  for (const auto& [name, polygon] : parts) {
    const geo::StandRemoval sum =
        geo::removal_of_stands(read.value, stands.value, polygon, request.map, factors, any_year, progress);
    for (const geo::Message& unknown : sum.terms.unknown) throw geo::Error(name, unknown);
    print_problems(name, sum.problems);
    for (const geo::Message& doubt : sum.terms.doubts) notes.add(name, doubt);
    notes.add(name, geo::say("{0} stands, {1} ha, of it {2} ha counted; {3} ha on drained peat.",
                             std::to_string(sum.parts.size()), number(sum.area_ha, 2), number(sum.counted_ha, 2),
                             number(sum.drained_peat_ha, 2)));
    figures.push_back(figures_of(name, std::nullopt, sum.terms, set));
  }
  print_sinks(command, figures, set, notes);
}

geo::CalculationModel sink_model_named(const std::string& name) {
  if (name.ends_with(".toml")) return layers::read_model(name);
  layers::ModelsRead read = layers::read_shipped_models();
  print_left_out(read.left_out);
  std::string known;
  for (geo::CalculationModel& model : read.models) {
    if (!geo::enum_of<geo::SinkMethod>(model.method)) continue;
    if (model.id == name || model.method == name) return std::move(model);
    known += (known.empty() ? "" : ", ") + model.method;
  }
  throw geo::Error("--method " + name, geo::say("This is not one of the words that the option takes."),
                   geo::say("Choose one of: {0}.", known));
}

void work_out_method(const SinkCommand& command, geo::GwpSet set) {
  const geo::CalculationModel model = sink_model_named(command.method);
  std::vector<geo::ModelInput> inputs;
  for (const std::string& text : command.sets) inputs.push_back(parse_model_input(model, text));
  if (command.years.empty())
    throw geo::Error("--method " + command.method, geo::say("The years are not given."), geo::say("Add --years A:B."));
  const YearRange years = parse_years(command.years);
  const geo::PreparedSink sink = geo::prepare_sink(model, inputs, shipped_factors());
  SinkNotes notes;
  if (sink.growth)
    notes.add(model.id,
              geo::say("The growth curve differs from the yield table by {0} m3/ha (root of the mean square).",
                       number(sink.growth->root_mean_square, 2)));
  std::vector<SinkYear> figures;
  for (int year = years.first; year <= years.last; ++year) {
    const geo::SinkTerms terms = geo::sink_terms(sink, year);
    if (!terms.unknown.empty())
      throw geo::Error(model.id, terms.unknown.front(),
                       geo::say("hiilitie models {0} says what it asks for.", model.id));
    for (const geo::Message& doubt : terms.doubts) notes.add(model.id, doubt);
    figures.push_back(figures_of(model.id, year, terms, set));
    if (command.explain && year == years.first)
      for (const geo::FigureCard& card : geo::sink_cards(terms))
        fmt::print(stderr, "{}\n", geo::card_text(card, language()));
  }
  print_sinks(command, figures, set, notes);
}

std::string names_of_sinks(const geo::Plan& plan) {
  std::string names;
  for (const auto& site : plan.sink_sites()) names += (names.empty() ? "" : ", ") + site->name;
  return names;
}

void work_out_plan(const SinkCommand& command) {
  const geo::PlanPtr plan = read_plan(command.plan);
  const auto set = command.gwp.empty() ? plan->info().gwp_set : parse_word<geo::GwpSet>("--gwp", command.gwp);
  const YearRange years =
      command.years.empty() ? YearRange{plan->info().base_year, plan->info().horizon_year} : parse_years(command.years);
  const layers::CataloguesRead shipped = layers::read_catalogues();
  print_left_out(shipped.left_out);
  const layers::CataloguesRead own = layers::with_own_models(shipped.catalogues, *plan);
  print_left_out(own.left_out);
  SinkNotes notes;
  std::vector<SinkYear> figures;
  bool found = false;
  for (const auto& removal : geo::site_removals(*plan, geo::Crs::from_text(plan->info().map_crs), *own.catalogues)) {
    const std::string& name = removal->site().name;
    if (!command.site.empty() && name != command.site) continue;
    found = true;
    for (int year = years.first; year <= years.last; ++year) {
      const geo::SinkTerms terms = removal->terms(year);
      for (const geo::Message& why : terms.unknown) notes.add(name, why);
      for (const geo::Message& doubt : terms.doubts) notes.add(name, doubt);
      if (terms.unknown.empty()) figures.push_back(figures_of(name, year, terms, set));
    }
  }
  if (!found && !command.site.empty())
    throw geo::Error("--site " + command.site, geo::say("The plan has no sink of this name."),
                     geo::say("The plan's sinks are: {0}.", names_of_sinks(*plan)));
  if (!found) notes.add(command.plan, geo::say("The plan has no sinks."));
  print_sinks(command, figures, set, notes);
}

}  // namespace

void run(const SinkCommand& command) {
  const std::size_t forms = static_cast<std::size_t>(!command.plan.empty()) + !command.stands.empty() +
                            !command.raster.empty() + !command.method.empty();
  if (forms != 1)
    throw geo::Error("sink", geo::say("One of PLAN, --stands, --raster and --method is needed, and only one."));
  if (!command.site.empty() && command.plan.empty())
    throw geo::Error("--site " + command.site, geo::say("--site belongs to a plan."));
  if (!command.plan.empty()) return work_out_plan(command);
  if (!command.raster.empty()) return sum_raster(command);
  const auto set = parse_word<geo::GwpSet>("--gwp", command.gwp.empty() ? "AR5" : command.gwp);
  if (!command.stands.empty()) return sum_stands(command, set);
  if (!command.method.empty()) return work_out_method(command, set);
}

}  // namespace app
