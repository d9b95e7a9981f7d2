// Growth of stands: equations 2.9 and 2.10, with the rows of tables 4.3 to 4.5 that the stand's stock calls for.
#include "geo/sink/sink_builder.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

constexpr SinkKey growth_key{SinkPool::living_biomass, SinkQuantity::co2_removal_t, ResultLine::inventory};
constexpr SinkKey stock_key{SinkPool::living_biomass, SinkQuantity::carbon_stock_t, ResultLine::inventory};

/// Table 4.4 changes its root-to-shoot ratio here [t dry matter above ground/ha].
constexpr double dense_biomass_t_per_ha = 75;

std::string with_class(std::string_view table, TreeGroup group, double stock_m3_per_ha) {
  return "sink." + std::string(table) + "." + std::string(text_of(group)) + "." +
         std::string(growing_stock_class(stock_m3_per_ha));
}

const LocalText& growing_stock_name() {
  static const LocalText name{"Growing stock of the year", "Vuoden puusto", "Årets virkesförråd"};
  return name;
}

/// A number of the year that is worked out from an input, as sure as that.
SinkNumber as_sure_as(const SinkNumber& input, double value) {
  SinkNumber result = input;
  const double from = input.number.value;
  const double ratio = from != 0 ? value / from : 0;
  result.number = {input.number.shape, value, input.number.low * ratio, input.number.high * ratio};
  if (ratio == 0) result.number = {DistributionShape::fixed, value, value, value};
  return result;
}

/// The factors of the year, the person's own where they are given.
GrowthNumbers growth_numbers_of(const PreparedSink& sink, SinkBuilder& builder, TreeGroup group,
                                double stock_m3_per_ha) {
  SinkInputs in(sink, builder);
  GrowthNumbers numbers = growth_numbers(builder, group, stock_m3_per_ha);
  if (in.value("bcef_t_per_m3")) numbers.bcef_increment = in.number("bcef_t_per_m3");
  if (in.value("root_to_shoot")) numbers.root_to_shoot = in.number("root_to_shoot");
  if (in.value("carbon_share")) numbers.carbon_share = in.number("carbon_share");
  return numbers;
}

void add_growth_terms(SinkBuilder& builder, std::size_t area, std::size_t increment, const GrowthNumbers& numbers) {
  builder.term(growth_key, {"Growth of the trees", "Puuston kasvu", "Trädens tillväxt"}, co2_removed,
               {as_given(area), as_given(increment), as_given(numbers.bcef_increment), one_plus(numbers.root_to_shoot),
                as_given(numbers.carbon_share)});
}

void add_stock_terms(SinkBuilder& builder, std::size_t area, std::size_t stock, const GrowthNumbers& numbers) {
  builder.term(stock_key, growing_stock_name(), {},
               {as_given(area), as_given(stock), as_given(numbers.bcef_stock), one_plus(numbers.root_to_shoot),
                as_given(numbers.carbon_share)});
}

/// The stock at the beginning of the builder's year: the given one and all growth since the year it was measured.
std::optional<double> grown_stock(const SinkInputs& in, int year) {
  const auto given = in.value("growing_stock_m3_per_ha");
  const auto measured = in.whole("stock_year");
  if (!given || !measured) return given;
  double stock = *given;
  for (int y = std::min(*measured, year); y < std::max(*measured, year); ++y) {
    const auto increment = in.value_in("increment_m3_per_ha_a", y);
    if (!increment) return std::nullopt;
    stock += y < *measured ? -*increment : *increment;
  }
  return std::max(stock, 0.0);
}

}  // namespace

std::string_view growing_stock_class(double stock_m3_per_ha) {
  if (stock_m3_per_ha <= 20) return "to-20";
  if (stock_m3_per_ha <= 50) return "21-50";
  return stock_m3_per_ha <= 100 ? "51-100" : "above-100";
}

std::string_view carbon_share_factor(TreeGroup group) {
  return group == TreeGroup::broadleaf ? "sink.carbon-share.broadleaf" : "sink.carbon-share.conifer";
}

GrowthNumbers growth_numbers(SinkBuilder& builder, TreeGroup group, double stock_m3_per_ha) {
  GrowthNumbers numbers;
  numbers.bcef_increment = builder.factor(with_class("bcef-increment", group, stock_m3_per_ha), "t/m3");
  numbers.bcef_stock = builder.factor(with_class("bcef-stock", group, stock_m3_per_ha), "t/m3");
  const bool dense = stock_m3_per_ha * builder.value(numbers.bcef_stock) >= dense_biomass_t_per_ha;
  numbers.root_to_shoot =
      builder.factor(dense ? "sink.root-to-shoot.boreal.above-75" : "sink.root-to-shoot.boreal.below-75", "1");
  numbers.carbon_share = builder.factor(carbon_share_factor(group), "1");
  return numbers;
}

void add_stand_growth(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  if (const auto start = in.whole("start_year"); start && builder.year() < *start) return;
  const std::size_t area = in.number("area_ha");
  const std::size_t increment = in.number("increment_m3_per_ha_a");
  const std::size_t given_stock = in.number("growing_stock_m3_per_ha");
  const auto stock = grown_stock(in, builder.year());
  const auto group = enum_of<TreeGroup>(in.choice("species"));
  if (!group) builder.unknown(say("{1} is none of the choices for {0}.", "species", in.choice("species")));
  if (!stock)
    builder.unknown(
        say("The growth between the year of the growing stock and {0} is not known.", std::to_string(builder.year())));
  if (!builder.is_known()) return;
  const GrowthNumbers numbers = growth_numbers_of(sink, builder, *group, *stock);
  add_growth_terms(builder, area, increment, numbers);
  SinkNumber of_year = as_sure_as(builder.number_at(given_stock), *stock);
  of_year.name = growing_stock_name();
  add_stock_terms(builder, area, builder.number(std::move(of_year)), numbers);
}

void add_yield_curve(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const auto start = in.whole("start_year");
  if (!start) (void)in.number("start_year");
  const std::size_t area = in.number("area_ha");
  const auto group = enum_of<TreeGroup>(in.choice("species"));
  if (!group) builder.unknown(say("{1} is none of the choices for {0}.", "species", in.choice("species")));
  if (!builder.is_known() || builder.year() < *start) return;
  const std::vector<InputYear> table = in.rows("yield_m3_per_ha");
  const double until = in.value("count_until_age_a").value_or(table.back().year);
  const double age = std::min(static_cast<double>(builder.year() - *start + 1), until);
  const double age_before = std::min(static_cast<double>(builder.year() - *start), until);
  const GrowthCurve& curve = sink.growth->curve;
  const double stock = curve.at(age);
  const GrowthNumbers numbers = growth_numbers_of(sink, builder, *group, stock);
  SinkNumber yield = in.number_in("yield_m3_per_ha", table.back().year);
  SinkNumber increment = as_sure_as(yield, stock - curve.at(age_before));
  increment.unit = "m3/ha/a";
  increment.name = {"Growth of the year on the curve", "Vuoden kasvu käyrällä", "Årets tillväxt på kurvan"};
  increment.note = "Chapman-Richards: B(t) = " + short_number(curve.maximum) + " (1 - exp(-" +
                   short_number(curve.rate_per_a) + " t))^" + short_number(curve.shape) + ", age " +
                   short_number(age_before) + " to " + short_number(age);
  SinkNumber of_year = as_sure_as(yield, stock);
  of_year.name = growing_stock_name();
  of_year.note = increment.note;
  if (age > age_before) add_growth_terms(builder, area, builder.number(std::move(increment)), numbers);
  add_stock_terms(builder, area, builder.number(std::move(of_year)), numbers);
}

}  // namespace geo
