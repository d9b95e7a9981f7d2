#include "app/command_line/commands.hpp"
#include "app/landfill_text.hpp"
#include "app/text.hpp"
#include "layers/asset_files.hpp"
#include "layers/csv_table.hpp"
#include "layers/landfill_file.hpp"
#include "layers/landfill_site_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace app {

namespace {

constexpr std::string_view landgem_method = "landgem";

[[noreturn]] void fail_stream(const std::string& text) {
  throw geo::Error(
      "--stream " + text, geo::say("This is not a stream with its parameters."),
      geo::say("Write NAME:doc=X,docf=Y,k=Z with a point as decimal mark; doc and docf are 0 to 1, k 0 to 10."));
}

/// "NAME:doc=X,docf=Y,k=Z"; of a stream that the tables know, what is not given stays the tables'.
layers::StreamParameters parse_stream(const std::string& text) {
  const std::size_t colon = text.find(':');
  layers::StreamParameters stream{text.substr(0, colon), {}, {}, {}};
  if (colon == std::string::npos || !layers::is_stream_name(stream.name)) fail_stream(text);
  for (std::size_t start = colon + 1; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string_view part = std::string_view(text).substr(start, end - start);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) fail_stream(text);
    const std::string_view name = part.substr(0, equals);
    const std::string_view digits = part.substr(equals + 1);
    std::optional<double>* target = name == "doc"    ? &stream.doc
                                    : name == "docf" ? &stream.docf
                                    : name == "k"    ? &stream.k_per_a
                                                     : nullptr;
    double value = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool is_number = fault == std::errc() && stop == digits.data() + digits.size() && std::isfinite(value);
    if (target == nullptr || target->has_value() || !is_number || value < 0 || value > (name == "k" ? 10 : 1))
      fail_stream(text);
    *target = value;
    start = end + 1;
  }
  return stream;
}

std::vector<layers::StreamParameters> parse_streams(const std::vector<std::string>& texts) {
  std::vector<layers::StreamParameters> streams;
  for (const std::string& text : texts) {
    streams.push_back(parse_stream(text));
    for (std::size_t i = 0; i + 1 < streams.size(); ++i)
      if (streams[i].name == streams.back().name)
        throw geo::Error("--stream " + text, geo::say("The stream {0} is given twice.", streams.back().name));
  }
  return streams;
}

/// Options that say nothing in a method are not passed over.
void check_options_of_method(const LandfillCommand& command) {
  const bool is_landgem = command.method == landgem_method;
  if (!is_landgem && (command.l0_m3_per_t || command.k_per_a))
    throw geo::Error("--method " + command.method, geo::say("The options --l0 and --k belong to LandGEM."),
                     geo::say("Give the decay rate of a stream with --stream NAME:k=Z."));
  if (command.delay_months && *command.delay_months != 6 && command.method == geo::text_of(geo::DecayForm::epa))
    throw geo::Error("--delay-months", geo::say("The EPA form has no delay of its own: gas begins in the next year."));
}

void print_notes(const std::string& file, const std::vector<geo::Message>& notes) {
  for (const geo::Message& note : notes) fmt::print(stderr, "{}: {}\n", file, translated(note));
}

void print_landgem(const LandfillCommand& command, const layers::LandfillSiteTable& read, int until) {
  const geo::LandGem model{
      command.k_per_a ? option_within("--k", *command.k_per_a, 0, 10) : geo::LandGem{}.k_per_a,
      command.l0_m3_per_t ? option_within("--l0", *command.l0_m3_per_t, 0, 1e4) : geo::LandGem{}.l0_m3_per_t};
  for (const geo::LandfillYear& year : read.site.years)
    if (year.mcf != 1 || year.recovered_ch4_t != 0 || year.recovery_share != 0 || year.oxidation != 0) {
      fmt::print(stderr, "{}: {}\n", command.file,
                 tr("LandGEM gives what is generated: the columns of mcf, recovery and oxidation are not used."));
      break;
    }
  const auto streams = geo::landfill_landgem(read.site, model, until);
  fmt::print("{}", command.json ? landgem_as_json(streams, read.site.first_year, model)
                                : landgem_as_csv(streams, read.site.first_year));
}

void print_decay(const LandfillCommand& command, const layers::LandfillSiteTable& read, const LandfillBasis& basis,
                 int until) {
  const geo::LandfillMethane methane = geo::landfill_methane(read.site, until);
  for (const geo::RecoveryExcess& year : methane.excess)
    fmt::print(stderr, "{}: {}\n", command.file, translated(geo::sentence(year)));
  fmt::print(
      stderr, "{}\n",
      translated(geo::say("Method {0}, edition {1}, climate {2}, GWP100 {3}.", basis.method,
                          geo::text_of(basis.edition), geo::text_of(basis.climate), geo::text_of(basis.gwp_set))));
  fmt::print("{}", command.json ? landfill_as_json(methane, read.site, basis) : landfill_as_csv(methane, basis));
}

}  // namespace

void run(const LandfillCommand& command) {
  const bool is_landgem = command.method == landgem_method;
  if (!is_landgem && !geo::enum_of<geo::DecayForm>(command.method))
    throw geo::Error("--method " + command.method, geo::say("This is not one of the words that the option takes."),
                     geo::say("Choose one of: {0}.", "fod, fod-exact, epa, landgem"));
  check_options_of_method(command);
  const LandfillBasis basis{command.method, parse_word<geo::WasteEdition>("--edition", command.edition),
                            parse_word<geo::LandfillClimate>("--climate", command.climate),
                            parse_word<geo::GwpSet>("--gwp", command.gwp)};
  layers::LandfillSiteChoices choices{basis.edition, basis.climate, option_within("--f", command.ch4_share, 0, 1),
                                      parse_streams(command.streams), is_landgem};
  const double delay_months = option_within("--delay-months", command.delay_months.value_or(6), 0, 6);

  layers::LandfillSiteTable read =
      layers::read_landfill_site(layers::CsvTable::read(command.file),
                                 layers::read_waste_tables(layers::asset_folder() / "landfill.toml"), choices);
  read.site.form = geo::enum_of<geo::DecayForm>(command.method).value_or(geo::DecayForm::by_year);
  read.site.delay_months = delay_months;
  const int until = command.until.value_or(read.last_year);
  if (until < read.site.first_year || until > 2300)
    throw geo::Error("--until " + std::to_string(until), geo::say("The number is outside its limits."),
                     geo::say("Give a number from {0} to {1}.", std::to_string(read.site.first_year), "2300"));
  print_notes(command.file, read.notes);
  if (is_landgem)
    print_landgem(command, read, until);
  else
    print_decay(command, read, basis, until);
}

}  // namespace app
