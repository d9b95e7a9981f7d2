#include "geo/landfill/site_inputs.hpp"

#include "geo/error.hpp"
#include "geo/model/worked_out.hpp"
#include "geo/short_number.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace geo {

namespace {

/// A problem found on the way; ends the preparing.
struct SiteFault {
  Message sentence;
};
[[noreturn]] void fail_site(Message sentence) {
  throw SiteFault{std::move(sentence)};
}

constexpr std::string_view mass_ending = "_t";
constexpr std::array<std::string_view, 3> parameter_endings{"_doc", "_docf", "_k"};

std::optional<std::string> stream_of_field(const std::string& name) {
  if (!name.ends_with(mass_ending) || name == "recovered_ch4_t") return std::nullopt;
  return name.substr(0, name.size() - mass_ending.size());
}

bool has_amounts(const ModelInput& input) {
  return input.value.has_value() || !input.years.empty();
}

Distribution around_one(double uncertainty_pct) {
  return distribution_of(1, uncertainty_pct);
}

/// The range of the table's nearest figure, taken over in proportion; never above 1.
Distribution mcf_range(const WasteTables& tables, WasteEdition edition, double mcf) {
  const WasteFactor* nearest = nullptr;
  for (const WasteFactor& factor : tables.factors) {
    const bool usable = factor.quantity == WasteQuantity::mcf &&
                        std::find(factor.editions.begin(), factor.editions.end(), edition) != factor.editions.end();
    if (usable && (nearest == nullptr || std::abs(factor.number.value - mcf) < std::abs(nearest->number.value - mcf)))
      nearest = &factor;
  }
  if (nearest == nullptr || mcf == 0) return {DistributionShape::fixed, mcf, mcf, mcf};
  const double ratio = mcf / nearest->number.value;
  return {nearest->number.shape, mcf, nearest->number.low * ratio, std::min(1.0, nearest->number.high * ratio)};
}

class SitePreparation {
public:
  SitePreparation(const CalculationModel& model, const std::vector<ModelInput>& inputs, const WasteTables& tables,
                  int until_year)
      : model_(model), inputs_(inputs), tables_(tables) {
    result_.until_year = until_year;
  }

  PreparedLandfill prepare() {
    try {
      if (model_.method != landfill_method) fail_site(say("The model {0} is not one of a landfill.", model_.id));
      for (const ModelInput& input : inputs_) check(input);
      result_.edition = chosen<WasteEdition>("edition");
      result_.climate = chosen<LandfillClimate>("climate");
      result_.site.form = chosen<DecayForm>("method");
      result_.site.delay_months = one_value("delay_months").value_or(6);
      if (result_.site.form == DecayForm::epa && result_.site.delay_months != 6)
        fail_site(say("The EPA form has no delay of its own: gas begins in the next year."));
      find_years();
      add_deposits();
      add_parameters();
      add_mcf();
      add_gas();
    } catch (const SiteFault& fault) {
      PreparedLandfill unusable;
      unusable.until_year = result_.until_year;
      unusable.faults.push_back(fault.sentence);
      return unusable;
    }
    return std::move(result_);
  }

private:
  // ---- what was given -------------------------------------------------------------------------------------------

  void check(const ModelInput& input) const {
    const ModelField* field = find_field(model_, input.name);
    if (field == nullptr) fail_site(say("The model {0} has no input {1}.", model_.id, input.name));
    if (std::count_if(inputs_.begin(), inputs_.end(), [&](const ModelInput& i) { return i.name == input.name; }) > 1)
      fail_site(say("The input {0} is given twice.", input.name));
    if (field->is_choice()) return;
    const double to_field_unit = conversion_of(input, *field);
    const auto check_number = [&](double given) {
      const double value = given * to_field_unit;
      // Limits are met also by what a conversion makes of them.
      constexpr double slack = 1e-12;
      if (!std::isfinite(value)) fail_site(say("The input {0} is not a finite number.", input.name));
      if ((field->low && value < *field->low - slack) || (field->high && value > *field->high * (1 + slack)))
        fail_site(say("The input {0} is outside its limits.", input.name));
    };
    if (input.value) check_number(*input.value);
    std::set<int> years;
    for (const InputYear& row : input.years) {
      if (!years.insert(row.year).second)
        fail_site(say("The input {0} has the year {1} twice.", input.name, std::to_string(row.year)));
      check_number(row.value);
    }
    if (input.uncertainty_pct && !(std::isfinite(*input.uncertainty_pct) && *input.uncertainty_pct >= 0))
      fail_site(say("The uncertainty of the input {0} is not a share of 0 % or more.", input.name));
  }

  [[nodiscard]] static double conversion_of(const ModelInput& input, const ModelField& field) {
    if (input.unit.empty() || input.unit == field.unit) return 1;
    try {
      return needed_conversion(unit_from_text(input.unit), unit_from_text(field.unit));
    } catch (const Error&) {
      fail_site(
          say("The input {0} is given in {1}, which can not be turned into {2}.", input.name, input.unit, field.unit));
    }
  }

  template <NamedEnum E>
  [[nodiscard]] E chosen(std::string_view name) const {
    const ModelField* field = find_field(model_, name);
    const ModelInput* input = find_input(inputs_, name);
    const std::string word = input != nullptr && !input->choice.empty() ? input->choice
                             : field != nullptr                         ? field->default_choice
                                                                        : "";
    const auto value = word.empty() ? E{} : enum_of<E>(word);
    if (!value) fail_site(say("{1} is none of the choices for {0}.", name, word));
    return *value;
  }

  /// The number by year, or nothing if the model has none by that name or nothing is given and there is no default.
  [[nodiscard]] std::optional<PreparedNumber> given(std::string_view name) const {
    const ModelField* field = find_field(model_, name);
    if (field == nullptr) return std::nullopt;
    const ModelInput* input = find_input(inputs_, name);
    const bool has_any = input != nullptr && has_amounts(*input);
    if (!has_any && !field->default_value) return std::nullopt;
    return PreparedNumber{"input:" + field->name, field->unit,
                          PreparedInput{field, input == nullptr ? ModelInput{} : *input,
                                        input == nullptr ? 1 : conversion_of(*input, *field)}};
  }

  /// A number that is the same in all years.
  [[nodiscard]] std::optional<double> one_value(std::string_view name) const {
    const auto number = given(name);
    return number ? std::optional(of_all_years(*number, name).value) : std::nullopt;
  }
  [[nodiscard]] static Distribution of_all_years(const PreparedNumber& number, std::string_view name) {
    if (!std::get<PreparedInput>(number.origin).given.years.empty())
      fail_site(say("The input {0} takes one value for all years.", name));
    return *number_of_year(number, 0).number;
  }

  [[nodiscard]] std::optional<int> one_year(std::string_view name) const {
    const auto value = one_value(name);
    if (!value) return std::nullopt;
    if (*value != std::floor(*value) || *value < 1800 || *value > 2300)
      fail_site(say("The input {0} is not a year.", name));
    return static_cast<int>(*value);
  }

  /// Half of the 95 % range in per cent that was given with an input, else the model's.
  [[nodiscard]] double uncertainty_pct(std::string_view name) const {
    const ModelInput* input = find_input(inputs_, name);
    if (input != nullptr && input->uncertainty_pct) return *input->uncertainty_pct;
    const ModelField* field = find_field(model_, name);
    return field == nullptr ? 0 : field->uncertainty_pct.value_or(0);
  }

  // ---- years and deposits ---------------------------------------------------------------------------------------

  struct Stream {
    std::string name;
    PreparedNumber mass;
    [[nodiscard]] const ModelInput& input() const { return std::get<PreparedInput>(mass.origin).given; }
  };

  void find_years() {
    std::optional<int> first;
    std::optional<int> last;
    bool every_year = false;
    for (const ModelField& field : model_.fields) {
      const auto name = stream_of_field(field.name);
      auto mass = name ? given(field.name) : std::nullopt;
      if (!mass) continue;
      const Stream& stream = streams_.emplace_back(*name, std::move(*mass));
      every_year = every_year || stream.input().years.empty() || stream.input().value;
      for (const InputYear& row : stream.input().years) {
        first = std::min(first.value_or(row.year), row.year);
        last = std::max(last.value_or(row.year), row.year);
      }
    }
    if (streams_.empty()) fail_site(say("No deposits are given."));
    const std::optional<int> opening = one_year("opening_year");
    const std::optional<int> closing = one_year("closing_year");
    if (every_year && !opening) fail_site(say("A deposit is given for every year: the opening year is needed too."));
    if (opening && closing && *opening > *closing) fail_site(say("The closing year is before the opening year."));
    if ((opening && first && *first < *opening) || (closing && last && *last > *closing))
      fail_site(say("A deposit is given for a year outside the opening and closing years."));
    first_year_ = opening ? *opening : *first;
    last_deposit_ = closing ? *closing : every_year ? result_.until_year : *last;
    result_.site.first_year = first_year_;
    const int count = std::max(0, result_.until_year - first_year_ + 1);
    result_.site.years.resize(static_cast<std::size_t>(count));
    result_.unknown.resize(static_cast<std::size_t>(count));
  }

  /// The mass of a year. A list of years begins with the stream's first deposit and ends with its last.
  [[nodiscard]] double mass_of(const Stream& stream, int year) const {
    if (year > last_deposit_) return 0;
    const ModelInput& input = stream.input();
    if (!input.value && !input.years.empty()) {
      const auto [first, last] =
          std::minmax_element(input.years.begin(), input.years.end(),
                              [](const InputYear& a, const InputYear& b) { return a.year < b.year; });
      if (year < first->year || year > last->year) return 0;
    }
    const NumberOfYear known = number_of_year(stream.mass, year);
    if (!known.number) fail_site(known.unknown);
    return known.number->value;
  }

  void add_deposits() {
    for (std::size_t s = 0; s < streams_.size(); ++s) {
      const Stream& stream = streams_[s];
      LandfillStream& made = result_.site.streams.emplace_back();
      made.name = stream.name;
      for (std::size_t t = 0; t < result_.site.years.size(); ++t)
        made.mass_t.push_back(mass_of(stream, first_year_ + static_cast<int>(t)));
      add_number({LandfillNumberKind::deposits,
                  stream.mass.variable,
                  "1",
                  around_one(uncertainty_pct(stream.name + std::string(mass_ending))),
                  {},
                  {s},
                  0});
    }
  }

  // ---- parameters -----------------------------------------------------------------------------------------------

  /// Adds a number; one of the tables that is there already is the same variable for one stream more.
  void add_number(LandfillNumber number) {
    if (number.factor) result_.status = weaker(result_.status, number.factor->status);
    const auto same = std::find_if(result_.numbers.begin(), result_.numbers.end(), [&](const LandfillNumber& other) {
      return other.kind == number.kind && other.name == number.name && other.mcf == number.mcf;
    });
    if (same == result_.numbers.end())
      result_.numbers.push_back(std::move(number));
    else
      same->streams.insert(same->streams.end(), number.streams.begin(), number.streams.end());
  }

  [[nodiscard]] LandfillNumber of_tables(LandfillNumberKind kind, const WasteFactor& factor) const {
    return {kind, "factor:" + factor_id(factor), factor.unit, factor.number, factor, {}, 0};
  }

  double add_parameter(LandfillNumberKind kind, WasteQuantity quantity, std::string_view ending, std::size_t s) {
    const std::string& stream = streams_[s].name;
    const std::string name = stream + std::string(ending);
    LandfillNumber number;
    if (const auto own = given(name)) {
      number = {kind, own->variable, own->unit, of_all_years(*own, name), {}, {}, 0};
    } else {
      const WasteFactor* factor = find_factor(tables_, quantity, stream, result_.edition, result_.climate);
      if (factor == nullptr)
        fail_site(say("The tables have no {0} for {1}: the input {2} is needed.", text_of(quantity), stream, name));
      number = of_tables(kind, *factor);
    }
    number.streams = {s};
    const double value = number.number.value;
    add_number(std::move(number));
    return value;
  }

  void add_parameters() {
    const double ch4_share =
        add_shared(LandfillNumberKind::ch4_share, "ch4_share", WasteQuantity::ch4_share, "default");
    for (std::size_t s = 0; s < streams_.size(); ++s)
      result_.site.streams[s].waste = {
          add_parameter(LandfillNumberKind::doc, WasteQuantity::doc, parameter_endings[0], s),
          add_parameter(LandfillNumberKind::docf, WasteQuantity::docf, parameter_endings[1], s),
          add_parameter(LandfillNumberKind::k, WasteQuantity::k, parameter_endings[2], s), ch4_share};
  }

  /// A number of the whole site: given, else the tables' figure for `word`.
  double add_shared(LandfillNumberKind kind, std::string_view name, WasteQuantity quantity, std::string_view word) {
    LandfillNumber number;
    if (const auto own = given(name)) {
      number = {kind, own->variable, own->unit, of_all_years(*own, name), {}, {}, 0};
    } else {
      const WasteFactor* factor = find_factor(tables_, quantity, word, result_.edition, result_.climate);
      if (factor == nullptr)
        fail_site(say("Edition {0} has no {1} for {2}.", text_of(result_.edition), text_of(quantity), word));
      number = of_tables(kind, *factor);
    }
    const double value = number.number.value;
    add_number(std::move(number));
    return value;
  }

  [[nodiscard]] bool has_deposit(std::size_t t) const {
    return std::any_of(result_.site.streams.begin(), result_.site.streams.end(),
                       [t](const LandfillStream& stream) { return stream.mass_t[t] > 0; });
  }

  void add_mcf() {
    const auto own = given("mcf");
    if (!own) {
      const ModelField* field = find_field(model_, "site_type");
      const ModelInput* input = find_input(inputs_, "site_type");
      const std::string word = input != nullptr && !input->choice.empty() ? input->choice
                               : field != nullptr                         ? field->default_choice
                                                                          : "managed-anaerobic";
      const double mcf = add_shared(LandfillNumberKind::mcf, "mcf", WasteQuantity::mcf, word);
      result_.numbers.back().mcf = mcf;
      for (LandfillYear& year : result_.site.years) year.mcf = mcf;
      return;
    }
    const double pct = uncertainty_pct("mcf");
    for (std::size_t t = 0; t < result_.site.years.size(); ++t) {
      if (!has_deposit(t)) continue;
      const NumberOfYear known = number_of_year(*own, first_year_ + static_cast<int>(t));
      if (!known.number) fail_site(known.unknown);
      const double mcf = known.number->value;
      result_.site.years[t].mcf = mcf;
      // Each value is a variable of its own: the kinds of site that they stand for are not wrong together.
      add_number({LandfillNumberKind::mcf,
                  own->variable + ' ' + short_number(mcf),
                  "1",
                  pct > 0 ? *known.number : mcf_range(tables_, result_.edition, mcf),
                  {},
                  {},
                  mcf});
    }
  }

  // ---- recovery and oxidation -----------------------------------------------------------------------------------

  [[nodiscard]] NumberOfYear of_year(const std::optional<PreparedNumber>& number, std::size_t t) const {
    return number ? number_of_year(*number, first_year_ + static_cast<int>(t)) : NumberOfYear{};
  }

  /// One variable for a share of all years: of the largest, so that no multiplied share passes 1.
  void add_share(LandfillNumberKind kind, std::string_view name, double largest) {
    const double half = largest * uncertainty_pct(name) / 100;
    const Distribution number = half == 0 ? Distribution{DistributionShape::fixed, largest, largest, largest}
                                          : Distribution{DistributionShape::truncated, largest,
                                                         std::max(0.0, largest - half), std::min(1.0, largest + half)};
    add_number({kind, "input:" + std::string(name), "1", number, {}, {}, 0});
  }

  void add_gas() {
    const auto metered = given("recovered_ch4_t");
    const auto share = given("recovery_share");
    const auto oxidation = given("oxidation");
    double largest_share = 0;
    double largest_oxidation = 0;
    for (std::size_t t = 0; t < result_.site.years.size(); ++t) {
      LandfillYear& year = result_.site.years[t];
      const NumberOfYear mass = of_year(metered, t);
      const NumberOfYear part = of_year(share, t);
      const NumberOfYear oxidised = of_year(oxidation, t);
      if (mass.number) year.recovered_ch4_t = mass.number->value;
      if (part.number) year.recovery_share = part.number->value;
      if (oxidised.number) year.oxidation = oxidised.number->value;
      if (year.recovered_ch4_t > 0 && year.recovery_share > 0)
        fail_site(say("Recovery is given twice for {0}: as a mass and as a share.",
                      std::to_string(first_year_ + static_cast<int>(t))));
      // Either of the two is enough to know a year's recovery.
      if ((metered || share) && !mass.number && !part.number)
        result_.unknown[t].push_back(metered ? mass.unknown : part.unknown);
      if (oxidation && !oxidised.number) result_.unknown[t].push_back(oxidised.unknown);
      largest_share = std::max(largest_share, year.recovery_share);
      largest_oxidation = std::max(largest_oxidation, year.oxidation);
    }
    if (metered)
      add_number({LandfillNumberKind::recovered_mass,
                  metered->variable,
                  "1",
                  around_one(uncertainty_pct("recovered_ch4_t")),
                  {},
                  {},
                  0});
    if (share) add_share(LandfillNumberKind::recovery_share, "recovery_share", largest_share);
    if (oxidation) add_share(LandfillNumberKind::oxidation, "oxidation", largest_oxidation);
  }

  const CalculationModel& model_;
  const std::vector<ModelInput>& inputs_;
  const WasteTables& tables_;
  PreparedLandfill result_;
  std::vector<Stream> streams_;
  int first_year_ = 0;
  int last_deposit_ = 0;
};

}  // namespace

PreparedLandfill prepare_landfill(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                                  const WasteTables& tables, int until_year) {
  return SitePreparation(model, inputs, tables, until_year).prepare();
}

}  // namespace geo
