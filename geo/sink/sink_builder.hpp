// Terms of a sink while they are put together: numbers from factors and inputs, each once. Internal to geo/sink.
#pragma once

#include "geo/short_number.hpp"
#include "geo/sink/forest_stands.hpp"
#include "geo/sink/sink_model.hpp"
#include "geo/sink/sink_terms.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A coefficient of an equation with the way it is written there.
struct SinkCoefficient {
  double value = 1;
  std::string_view text;
};
inline constexpr SinkCoefficient co2_removed{44.0 / 12, "44/12"};     ///< t C to t CO2
inline constexpr SinkCoefficient co2_released{-44.0 / 12, "-44/12"};  ///< the same for a loss
inline constexpr SinkCoefficient gas_kg_to_t{1e-3, "1/1000"};
inline constexpr SinkCoefficient kg_ch4_c_to_t{16.0 / 12 * 1e-3, "16/12/1000"};
inline constexpr SinkCoefficient kg_n2o_n_to_t{44.0 / 28 * 1e-3, "44/28/1000"};

class SinkBuilder {
public:
  SinkBuilder(const FactorCatalogue& catalogue, int year) : catalogue_(catalogue), year_(year) {}

  [[nodiscard]] int year() const { return year_; }
  /// The factor in `unit`; an unknown one makes the year unknown.
  std::size_t factor(std::string_view id, std::string_view unit);
  std::size_t number(SinkNumber number);
  void term(SinkKey key, LocalText label, SinkCoefficient coefficient, std::vector<SinkOperand> operands);
  void unknown(Message why);
  void doubt(Message what) { terms_.doubts.push_back(std::move(what)); }
  [[nodiscard]] const SinkNumber& number_at(std::size_t number) const { return terms_.numbers[number]; }
  [[nodiscard]] double value(std::size_t number) const { return terms_.numbers[number].number.value; }
  [[nodiscard]] bool is_known() const { return terms_.unknown.empty(); }
  /// Without terms when something is unknown.
  [[nodiscard]] SinkTerms finish() &&;

private:
  const FactorCatalogue& catalogue_;
  int year_;
  SinkTerms terms_;
};

inline SinkOperand as_given(std::size_t number) {
  return {number, SinkForm::plain};
}
inline SinkOperand one_plus(std::size_t number) {
  return {number, SinkForm::one_plus};
}
inline SinkOperand one_minus(std::size_t number) {
  return {number, SinkForm::one_minus};
}

/// A sink's inputs in one year.
class SinkInputs {
public:
  SinkInputs(const PreparedSink& sink, SinkBuilder& builder) : sink_(sink), builder_(builder) {}

  [[nodiscard]] const std::string& choice(std::string_view name) const;
  /// The value in the builder's year, if there is one.
  [[nodiscard]] std::optional<double> value(std::string_view name) const;
  [[nodiscard]] std::optional<int> whole(std::string_view name) const;
  [[nodiscard]] std::optional<double> value_in(std::string_view name, int year) const;
  /// The years (of a yield table: the ages) that were given one by one, in the field's unit.
  [[nodiscard]] std::vector<InputYear> rows(std::string_view name) const;
  [[nodiscard]] SinkNumber number_in(std::string_view name, int year) const;
  /// The number for a term; one that is not known makes the year unknown.
  std::size_t number(std::string_view name);
  /// The input when it is given, else the factor.
  std::size_t number_or_factor(std::string_view name, std::string_view factor_id, std::string_view unit);

private:
  const PreparedSink& sink_;
  SinkBuilder& builder_;
};

// ---- forest ----------------------------------------------------------------------------------------------------

/// The numbers of equation 2.10 for a stand of a group and a growing stock.
struct GrowthNumbers {
  std::size_t bcef_increment = 0;
  std::size_t bcef_stock = 0;
  std::size_t root_to_shoot = 0;
  std::size_t carbon_share = 0;
};
/// The row of tables 4.4 and 4.5: the class of growing stock, and above or below 75 t/ha of biomass above ground.
[[nodiscard]] GrowthNumbers growth_numbers(SinkBuilder& builder, TreeGroup group, double stock_m3_per_ha);
[[nodiscard]] std::string_view carbon_share_factor(TreeGroup group);
[[nodiscard]] std::string_view growing_stock_class(double stock_m3_per_ha);

void add_stand_growth(const PreparedSink& sink, SinkBuilder& builder);
void add_yield_curve(const PreparedSink& sink, SinkBuilder& builder);

// ---- soil ------------------------------------------------------------------------------------------------------

void add_mineral_soil(const PreparedSink& sink, SinkBuilder& builder);
void add_grassland(const PreparedSink& sink, SinkBuilder& builder);
void add_drained_soil(const PreparedSink& sink, SinkBuilder& builder);
void add_rewetting(const PreparedSink& sink, SinkBuilder& builder);
void add_conversion(const PreparedSink& sink, SinkBuilder& builder);
/// CO2, dissolved carbon, methane of land and ditches and N2O of a drained organic soil ("forest-poor", "cropland"...).
void add_drained_terms(SinkBuilder& builder, std::string_view use, std::size_t area, ResultLine line);

// ---- trees in towns, biochar -----------------------------------------------------------------------------------

void add_urban_trees(const PreparedSink& sink, SinkBuilder& builder);
void add_biochar(const PreparedSink& sink, SinkBuilder& builder);

}  // namespace geo
