// What several commands read from their arguments in the same way.
#include "app/command_line/commands.hpp"
#include "app/plan_roads.hpp"
#include "app/text.hpp"
#include "geo/unit.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace app {

namespace {

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<int> parse_year(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < 1800 || value > 2300) return std::nullopt;
  return value;
}

/// "2025:5 t,2026:6 t" of an input, in the unit of its first row.
void parse_input_years(const std::string& option, std::string_view text, geo::ModelInput& input) {
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string_view row = text.substr(start, end - start);
    const std::size_t colon = row.find(':');
    int year = 0;
    const auto [stop, failed] = std::from_chars(row.data(), row.data() + std::min(colon, row.size()), year);
    if (colon == std::string_view::npos || failed != std::errc() || stop != row.data() + colon)
      throw geo::Error(option, geo::say("This is not a list of years with their values."),
                       geo::say("Write YEAR:VALUE,YEAR:VALUE with a point as decimal mark."));
    const geo::Quantity quantity = geo::quantity_from_text(row.substr(colon + 1));
    if (start > 0 && quantity.unit != input.unit)
      throw geo::Error(option, geo::say("All years have to be in one unit."));
    input.unit = quantity.unit;
    input.years.push_back({year, quantity.value});
    start = end + 1;
  }
  std::sort(input.years.begin(), input.years.end(),
            [](const geo::InputYear& a, const geo::InputYear& b) { return a.year < b.year; });
}

}  // namespace

geo::ModelInput parse_model_input(const geo::CalculationModel& model, const std::string& text) {
  const std::string option = "--set " + text;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos)
    throw geo::Error(option, geo::say("This has no = in it."),
                     geo::say("Write NAME=VALUE with its unit, or NAME=WORD for a choice."));
  geo::ModelInput input;
  input.name = text.substr(0, equals);
  const geo::ModelField* field = geo::find_field(model, input.name);
  if (field == nullptr)
    throw geo::Error(option, geo::say("The model {0} has no input {1}.", model.id, input.name),
                     geo::say("hiilitie models {0} lists them.", model.id));
  const std::string_view given = std::string_view(text).substr(equals + 1);
  if (field->is_choice()) {
    input.choice = given;
  } else if (given.find(':') != std::string_view::npos) {
    parse_input_years(option, given, input);
  } else {
    const geo::Quantity quantity = geo::quantity_from_text(given);
    input.value = quantity.value;
    input.unit = quantity.unit;
  }
  return input;
}

void print_left_out(const std::vector<geo::Error>& left_out) {
  for (const geo::Error& error : left_out)
    fmt::print(stderr, "{}: {} {}\n", error.subject(), translated(error.reason()), translated(error.advice()));
}

void print_problems(const std::string& subject, const std::vector<geo::Problem>& problems) {
  struct Group {
    std::size_t count = 0;
    std::vector<std::string> first_features;
  };
  std::map<std::pair<geo::ProblemKind, std::string>, Group> groups;
  for (const geo::Problem& problem : problems) {
    Group& group = groups[{problem.kind, translated(problem.reason)}];
    ++group.count;
    if (problem.feature && group.first_features.size() < 5)
      group.first_features.push_back(std::to_string(*problem.feature));
  }
  for (const auto& [key, group] : groups) {
    const char* kind = key.first == geo::ProblemKind::repaired   ? tr("repaired")
                       : key.first == geo::ProblemKind::left_out ? tr("left out")
                                                                 : tr("in doubt");
    std::string features;
    for (const std::string& id : group.first_features) features += (features.empty() ? "" : ", ") + id;
    if (group.count > group.first_features.size() && !features.empty()) features += ", …";
    fmt::print(stderr, "{}: {} {}: {}{}\n", subject, group.count, kind, key.second,
               features.empty() ? "" : " [" + features + "]");
  }
}

int default_year(const geo::Plan& plan) {
  const auto years = geo::years_with_masses(plan);
  return years.empty() ? plan.info().base_year : years.back();
}

YearRange year_range(const std::string& text, const geo::Plan& plan) {
  if (!text.empty()) return parse_years(text);
  const auto years = geo::years_with_masses(plan);
  return years.empty() ? YearRange{plan.info().base_year, plan.info().base_year}
                       : YearRange{years.front(), years.back()};
}

YearRange parse_years(const std::string& text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_year(std::string_view(text).substr(0, colon));
  const auto last = colon == std::string::npos ? first : parse_year(std::string_view(text).substr(colon + 1));
  if (!first || !last || *first > *last)
    throw geo::Error("--years " + text, geo::say("This is not a range of years."),
                     geo::say("Write the first and the last year, for example 2017:2023."));
  return {*first, *last};
}

double option_within(const char* option, double value, double low, double high) {
  if (!(value >= low && value <= high))
    throw geo::Error(fmt::format("{} {}", option, value), geo::say("The number is outside its limits."),
                     geo::say("Give a number from {0} to {1}.", fmt::format("{}", low), fmt::format("{}", high)));
  return value;
}

geo::MapBox parse_bbox(const std::string& text) {
  std::vector<double> numbers;
  std::size_t start = 0;
  while (start <= text.size() && numbers.size() < 5) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    const auto value = parse_number(std::string_view(text).substr(start, comma - start));
    if (!value) break;
    numbers.push_back(*value);
    start = comma + 1;
  }
  if (numbers.size() != 4 || start <= text.size() || numbers[0] >= numbers[2] || numbers[1] >= numbers[3])
    throw geo::Error("--bbox " + text, geo::say("This is not a box."),
                     geo::say("Write XMIN,YMIN,XMAX,YMAX in the plan's coordinates, with a point as decimal mark."));
  return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

PictureSize parse_size(const std::string& text) {
  PictureSize size;
  const std::size_t cross = text.find('x');
  const auto side = [](std::string_view digits, int& value) {
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return failed == std::errc() && end == digits.data() + digits.size() && value >= 64 && value <= 16384;
  };
  if (cross == std::string::npos || !side(std::string_view(text).substr(0, cross), size.width_px) ||
      !side(std::string_view(text).substr(cross + 1), size.height_px))
    throw geo::Error("--size " + text, geo::say("This is not the size of a picture."),
                     geo::say("Write width and height in pixels from 64 to 16384, for example 1600x900."));
  return size;
}

geo::PlanPtr read_plan(const std::string& path) {
  auto loaded = layers::PlanStore::open(path, layers::PlanStore::Access::read).load();
  print_problems(path, loaded.problems);
  return std::move(loaded.value);
}

std::shared_ptr<const geo::PlanFigures> read_figures(const std::string& path) {
  const geo::PlanPtr plan = read_plan(path);
  const layers::CataloguesRead shipped = layers::read_catalogues();
  const layers::CataloguesRead own = layers::with_own_models(shipped.catalogues, *plan);
  for (const auto* left_out : {&shipped.left_out, &own.left_out})
    for (const geo::Error& error : *left_out)
      fmt::print(stderr, "{}: {}\n", error.subject(), translated(error.reason()));
  const geo::Crs map = geo::Crs::from_text(plan->info().map_crs);
  std::shared_ptr<const geo::FlowRoads> roads;
  try {
    geo::Progress progress;
    roads = plan_flow_roads(*plan, path, map, progress);
  } catch (const geo::Error& error) {  // distances are estimated then
    fmt::print(stderr, "{}: {} {}\n", error.subject(), translated(error.reason()),
               tr("Distances of flows are estimated."));
  }
  return geo::plan_figures(plan, own.catalogues, map, nullptr, std::move(roads));
}

std::optional<geo::Gas> parse_gas(const std::string& text) {
  if (text.empty() || text == "all") return std::nullopt;
  if (text == "ch4") return geo::Gas::ch4_biogenic;
  if (text == "co2") return geo::Gas::co2_fossil;
  return parse_word<geo::Gas>("--gas", text);
}

}  // namespace app
