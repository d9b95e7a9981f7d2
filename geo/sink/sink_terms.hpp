// What a sink does in one year as a list of terms. A term is coefficient x Π operands and changes one pool; the figure,
// its interval, its variables and its card all follow from the same terms.
//
// Removals of CO2 are positive [t CO2]; methane and nitrous oxide are emissions, positive [t of the gas]; stocks are in
// t C. The CO2 of land counts in full in a balance, the methane is biogenic (Gas::ch4_biogenic).
#pragma once

#include "geo/factor/factor.hpp"
#include "geo/gas.hpp"
#include "geo/model/calculation_model.hpp"
#include "geo/model/evaluate.hpp"
#include "geo/model/explain.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// Pools of the guidelines (volume 4, chapter 1); `products` is carbon that is kept outside the five, as biochar.
enum class SinkPool { living_biomass, dead_organic_matter, soil, products };
template <>
struct EnumText<SinkPool> {
  static constexpr std::array names{"living-biomass", "dead-organic-matter", "soil", "products"};
};

enum class SinkQuantity { co2_removal_t, carbon_stock_t, ch4_emission_t, n2o_emission_t };
template <>
struct EnumText<SinkQuantity> {
  static constexpr std::array names{"co2_removal_t", "carbon_stock_t", "ch4_emission_t", "n2o_emission_t"};
};

/// `avoided` is what the land would have given off without the change: it stands beside the inventory and is never
/// added to it.
struct SinkKey {
  SinkPool pool = SinkPool::living_biomass;
  SinkQuantity quantity = SinkQuantity::co2_removal_t;
  ResultLine line = ResultLine::inventory;
  auto operator<=>(const SinkKey&) const = default;
};

/// A number that terms use, with where it comes from.
struct SinkNumber {
  std::string variable;  ///< "input:area_ha", "factor:sink.carbon-share.pine"
  LocalText name;
  std::string unit;
  Distribution number;
  std::optional<Factor> factor;  ///< none: given by a person, or worked out as `note` says
  bool is_default = false;       ///< the model's own default value
  bool interpolated = false;     ///< between two years of the factor's path
  std::string note;              ///< how an intermediate number was found ("Chapman-Richards curve, age 12 to 13")
};

/// How a number enters a term: x, 1 + x or 1 - x.
enum class SinkForm { plain, one_plus, one_minus };
struct SinkOperand {
  std::size_t number = 0;  ///< of SinkTerms::numbers
  SinkForm form = SinkForm::plain;
};
struct SinkTerm {
  SinkKey key;
  LocalText label;
  double coefficient = 1;
  std::string coefficient_text;  ///< as it stands in the equation: "44/12"; empty for 1
  std::vector<SinkOperand> operands;
};

struct SinkTerms {
  std::string source;  ///< of the method: guidelines, chapter, equations
  std::vector<SinkNumber> numbers;
  std::vector<SinkTerm> terms;
  std::vector<Message> unknown;  ///< why the year has no figures; then there is no term
  std::vector<Message> doubts;   ///< figures that are there but outside the method's validity
};

/// A figure of the year.
struct SinkRow {
  SinkKey key;
  double value = 0;                    ///< with every variable at its value
  double low = 0;                      ///< 95 % range (see sink_rows)
  double high = 0;                     ///<
  std::vector<double> draws;           ///< one value for each draw; empty when none were asked for
  std::optional<FactorStatus> status;  ///< the weakest of its factors; none: no factor
};

/// One row for each pool, quantity and line, in the order of the keys. The range is that of its variables, each taken
/// to its ends by itself and put together as independent (equations 3.1 and 3.2 of volume 1, chapter 3, for the side
/// below and the side above apart, so that skewed factors stay skewed).
[[nodiscard]] std::vector<SinkRow> sink_rows(const SinkTerms& terms);
/// The rows with draws: `multipliers` gives draw / value of a variable. Asserts that no span is shorter than `draws`.
[[nodiscard]] std::vector<SinkRow> sink_rows(const SinkTerms& terms, std::size_t draws, const Multipliers& multipliers);
/// The numbers that may be drawn, each once. Fixed ones are left out.
[[nodiscard]] std::vector<ModelVariable> sink_variables(const SinkTerms& terms);
/// One card for each row of `sink_rows`, in its order: formula, numbers, factors with source, interval and status.
[[nodiscard]] std::vector<FigureCard> sink_cards(const SinkTerms& terms);

/// What one unit of a quantity adds to the net removal [t CO2e]: 1 for a tonne of CO2, less the potential of a gas that
/// is given off, 0 for a stock.
[[nodiscard]] double removal_co2e_per_unit(SinkQuantity quantity, GwpSet set);
/// Net removal of the inventory rows, CO2 less the other gases [t CO2e].
[[nodiscard]] double net_removal_t_co2e(std::span<const SinkRow> rows, GwpSet set);
/// The rows' net removal with its range, worked out from the terms as sink_rows does for one row.
struct NetRemoval {
  double value = 0;
  double low = 0;
  double high = 0;
};
[[nodiscard]] NetRemoval net_removal(const SinkTerms& terms, GwpSet set, ResultLine line = ResultLine::inventory);

}  // namespace geo
