// Soils: mineral soil over its transition (equation 2.25), drained and rewetted organic soils (2013 Wetlands
// Supplement), and what is lost when a site is built on.
#include "geo/sink/sink_builder.hpp"

#include <algorithm>

namespace geo {

namespace {

constexpr SinkKey soil_key(SinkQuantity quantity, ResultLine line = ResultLine::inventory) {
  return {SinkPool::soil, quantity, line};
}
constexpr SinkKey co2_of(SinkPool pool) {
  return {pool, SinkQuantity::co2_removal_t, ResultLine::inventory};
}

using Operands = std::vector<SinkOperand>;

Operands with(Operands first, const Operands& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

/// Years since the change, the first is 1; none before it.
std::optional<int> year_of_change(SinkInputs& in, SinkBuilder& builder) {
  const auto start = in.whole("start_year");
  if (!start) {
    (void)in.number("start_year");
    return std::nullopt;
  }
  return builder.year() - *start + 1;
}

/// The operands of a stock [t C/ha]: the given one, or the reference stock times the factors of its use.
Operands stock_operands(SinkInputs& in, SinkBuilder& builder, std::string_view when, std::string_view use) {
  const std::string given = "soc_" + std::string(when) + "_t_per_ha";
  if (in.value(given)) return {as_given(in.number(given))};
  const auto factor = [&](std::string_view table, std::string_view word) {
    return as_given(builder.factor("sink." + std::string(table) + "." + std::string(word), "1"));
  };
  const std::string& management = in.choice("management_" + std::string(when));
  const std::string& input = in.choice("input_" + std::string(when));
  const bool crop = use.starts_with("cropland");
  const bool grass = use == "grassland";
  if ((management.starts_with("grass-") && !grass) || (management.find("tillage") != std::string::npos && !crop))
    builder.doubt(say("The management {0} is not one of the land use {1}.", management, std::string(use)));
  if (input.starts_with("grass-") && !grass)
    builder.doubt(say("The input {0} is not one of the land use {1}.", input, std::string(use)));
  Operands operands{
      as_given(builder.factor("sink.soc-reference." + in.choice("climate") + "." + in.choice("soil"), "t/ha")),
      factor("soil-use", use)};
  if (!management.empty()) operands.push_back(factor("soil-management", management));
  if (!input.empty()) operands.push_back(factor("soil-input", input));
  return operands;
}

/// The even change from one stock to another over the transition, and the stock at the end of the year.
void add_soil_change(SinkInputs& in, SinkBuilder& builder, std::size_t area, int year_number,
                     std::string_view use_before, std::string_view use_after) {
  const int transition_a = in.whole("transition_a").value_or(20);
  const Operands before = stock_operands(in, builder, "before", use_before);
  const Operands after = stock_operands(in, builder, "after", use_after);
  const LocalText soil_after{"Soil after the change", "Maaperä muutoksen jälkeen", "Mark efter förändringen"};
  const LocalText soil_before{"Soil before the change", "Maaperä ennen muutosta", "Mark före förändringen"};
  if (year_number >= 1 && year_number <= transition_a) {
    const std::string over = "/" + std::to_string(transition_a);
    const std::string gain = std::string(co2_removed.text) + over, loss = std::string(co2_released.text) + over;
    builder.term(soil_key(SinkQuantity::co2_removal_t), soil_after, {co2_removed.value / transition_a, gain},
                 with({as_given(area)}, after));
    builder.term(soil_key(SinkQuantity::co2_removal_t), soil_before, {co2_released.value / transition_a, loss},
                 with({as_given(area)}, before));
  }
  const double done = std::clamp(static_cast<double>(year_number) / transition_a, 0.0, 1.0);
  const std::string done_text = short_number(done), rest_text = short_number(1 - done);
  if (done > 0)
    builder.term(soil_key(SinkQuantity::carbon_stock_t), soil_after, {done, done < 1 ? done_text : ""},
                 with({as_given(area)}, after));
  if (done < 1)
    builder.term(soil_key(SinkQuantity::carbon_stock_t), soil_before, {1 - done, done > 0 ? rest_text : ""},
                 with({as_given(area)}, before));
}

}  // namespace

void add_mineral_soil(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const std::size_t area = in.number("area_ha");
  if (const auto n = year_of_change(in, builder))
    add_soil_change(in, builder, area, *n, in.choice("use_before"), in.choice("use_after"));
}

void add_grassland(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const std::size_t area = in.number("area_ha");
  const auto n = year_of_change(in, builder);
  if (!n) return;
  add_soil_change(in, builder, area, *n, in.choice("use_before"), "grassland");
  // Without the biomass that stood there before, its change is not known and is left out.
  if (*n != 1 || !in.value("biomass_before_t_per_ha")) return;
  const std::size_t carbon = builder.factor("sink.carbon-share.default", "1");
  builder.term(co2_of(SinkPool::living_biomass), {"Grass", "Nurmi", "Vall"}, co2_removed,
               {as_given(area), as_given(builder.factor("sink.grassland-biomass.boreal", "t/ha")), as_given(carbon)});
  builder.term(co2_of(SinkPool::living_biomass), {"Plants before", "Aiempi kasvillisuus", "Tidigare växtlighet"},
               co2_released, {as_given(area), as_given(in.number("biomass_before_t_per_ha")), as_given(carbon)});
}

void add_drained_terms(SinkBuilder& builder, std::string_view use, std::size_t area, ResultLine line) {
  const std::string base = "sink.drained." + std::string(use) + ".";
  const double sign = line == ResultLine::avoided ? -1 : 1;
  const auto signed_by = [sign](SinkCoefficient c, std::string_view turned) {
    return sign > 0 ? c : SinkCoefficient{-c.value, turned};
  };
  const auto factor = [&](std::string_view name, std::string_view unit) {
    return builder.factor(base + std::string(name), unit);
  };
  builder.term(soil_key(SinkQuantity::co2_removal_t, line), {"Peat decay", "Turpeen hajoaminen", "Torvens nedbrytning"},
               signed_by(co2_released, co2_removed.text), {as_given(area), as_given(factor("co2-c", "t/ha/a"))});
  builder.term(soil_key(SinkQuantity::co2_removal_t, line), {"Dissolved carbon", "Liuennut hiili", "Löst kol"},
               signed_by(co2_released, co2_removed.text), {as_given(area), as_given(factor("doc-c", "t/ha/a"))});
  const std::size_t ditches = factor("ditch-share", "1");
  builder.term(soil_key(SinkQuantity::ch4_emission_t, line), {"Methane of the land", "Maan metaani", "Markens metan"},
               signed_by(gas_kg_to_t, "-1/1000"),
               {as_given(area), one_minus(ditches), as_given(factor("ch4-land", "kg/ha/a"))});
  builder.term(soil_key(SinkQuantity::ch4_emission_t, line),
               {"Methane of the ditches", "Ojien metaani", "Dikenas metan"}, signed_by(gas_kg_to_t, "-1/1000"),
               {as_given(area), as_given(ditches), as_given(factor("ch4-ditch", "kg/ha/a"))});
  builder.term(soil_key(SinkQuantity::n2o_emission_t, line), {"Nitrous oxide", "Typpioksiduuli", "Lustgas"},
               signed_by(kg_n2o_n_to_t, "-44/28/1000"), {as_given(area), as_given(factor("n2o-n", "kg/ha/a"))});
}

void add_drained_soil(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  if (const auto start = in.whole("start_year"); start && builder.year() < *start) return;
  add_drained_terms(builder, in.choice("use"), in.number("area_ha"), ResultLine::inventory);
}

void add_rewetting(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const std::size_t area = in.number("area_ha");
  const auto n = year_of_change(in, builder);
  if (!n || *n < 1) return;
  const std::string base = "sink.rewetted." + in.choice("nutrients") + ".";
  builder.term(soil_key(SinkQuantity::co2_removal_t), {"Peat", "Turve", "Torv"}, co2_released,
               {as_given(area), as_given(builder.factor(base + "co2-c", "t/ha/a"))});
  builder.term(soil_key(SinkQuantity::co2_removal_t), {"Dissolved carbon", "Liuennut hiili", "Löst kol"}, co2_released,
               {as_given(area), as_given(builder.factor(base + "doc-c", "t/ha/a"))});
  builder.term(soil_key(SinkQuantity::ch4_emission_t), {"Methane", "Metaani", "Metan"}, kg_ch4_c_to_t,
               {as_given(area), as_given(builder.factor(base + "ch4-c", "kg/ha/a"))});
  const std::string& before = in.choice("use_before");
  if (!before.empty() && before != "none") add_drained_terms(builder, before, area, ResultLine::avoided);
}

void add_conversion(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const std::size_t area = in.number("area_ha");
  const auto n = year_of_change(in, builder);
  if (!n || *n < 1) return;
  if (*n == 1) {
    const LocalText cleared{"Plants that are cleared", "Raivattava kasvillisuus", "Växtlighet som röjs"};
    const auto group = enum_of<TreeGroup>(in.choice("species"));
    if (in.value("biomass_before_t_per_ha")) {
      builder.term(co2_of(SinkPool::living_biomass), cleared, co2_released,
                   {as_given(area), as_given(in.number("biomass_before_t_per_ha")),
                    as_given(in.number_or_factor("carbon_share", "sink.carbon-share.default", "1"))});
    } else if (const auto stock = in.value("growing_stock_m3_per_ha"); stock && group) {
      const GrowthNumbers numbers = growth_numbers(builder, *group, *stock);
      builder.term(co2_of(SinkPool::living_biomass), cleared, co2_released,
                   {as_given(area), as_given(in.number("growing_stock_m3_per_ha")), as_given(numbers.bcef_stock),
                    one_plus(numbers.root_to_shoot), as_given(numbers.carbon_share)});
    } else {
      (void)in.number("biomass_before_t_per_ha");
    }
    if (const std::string& litter = in.choice("litter"); !litter.empty() && litter != "none")
      builder.term(co2_of(SinkPool::dead_organic_matter), {"Litter", "Karike", "Förna"}, co2_released,
                   {as_given(area), as_given(builder.factor("sink.litter.boreal." + litter, "t/ha"))});
    if (in.choice("dead_wood") == "counted")
      builder.term(co2_of(SinkPool::dead_organic_matter), {"Dead wood", "Lahopuu", "Död ved"}, co2_released,
                   {as_given(area), as_given(builder.factor("sink.dead-wood.boreal", "t/ha"))});
  }
  if (in.choice("soil").empty() || in.choice("soil") == "none") return;
  const int transition_a = in.whole("transition_a").value_or(20);
  if (*n > transition_a) return;
  Operands operands{as_given(area), as_given(in.number("paved_share"))};
  operands = with(operands, stock_operands(in, builder, "before", in.choice("use_before")));
  operands.push_back(one_minus(builder.factor("sink.soil-use.paved", "1")));
  const std::string text = std::string(co2_released.text) + "/" + std::to_string(transition_a);
  builder.term(soil_key(SinkQuantity::co2_removal_t),
               {"Soil under pavement", "Päällysteen alle jäävä maa", "Mark under beläggning"},
               {co2_released.value / transition_a, text}, std::move(operands));
}

}  // namespace geo
