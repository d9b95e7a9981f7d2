// Emission factors (and other figures that calculations are made with) as data: value, unit, interval, source, year,
// status. Looking up a factor for a year that it does not hold for is said, never guessed.
#pragma once

#include "geo/gas.hpp"
#include "geo/local_text.hpp"
#include "geo/message.hpp"
#include "geo/uncertainty/distribution.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class FactorStatus { verified, computed, to_be_confirmed };
template <>
struct EnumText<FactorStatus> {
  static constexpr std::array names{"verified", "computed", "to-be-confirmed"};
};

/// Of two, the one to warn of.
[[nodiscard]] constexpr FactorStatus weaker(FactorStatus a, FactorStatus b) {
  return a > b ? a : b;
}

/// What holds between the given years of a path.
enum class BetweenYears { nothing, linear };
template <>
struct EnumText<BetweenYears> {
  static constexpr std::array names{"nothing", "linear"};
};

struct FactorYear {
  int year = 0;
  double value = 0;
  double low = 0;
  double high = 0;
  bool operator==(const FactorYear&) const = default;
};

struct Factor {
  std::string id;  ///< small letters, digits, '-', in parts joined by '.': "fuel.natural-gas.co2.boiler"
  LocalText name;
  /// Of an emission factor. The methane of burning any fuel is counted with the potential of non-fossil methane (its
  /// CO2 factor already holds all carbon), so its factors have ch4_biogenic.
  std::optional<Gas> gas;
  std::optional<GwpSet> gwp_set;  ///< of a factor in CO2e alone: the set that its source used, if it says so
  std::string unit;
  /// One value for every year, or a path.
  FactorYear constant;           ///< its year is 0; counts when the path is empty
  std::vector<FactorYear> path;  ///< ascending years
  BetweenYears between = BetweenYears::nothing;
  DistributionShape shape = DistributionShape::fixed;
  std::string interval;  ///< what low and high are: "95 % interval", "range of the source"
  std::string source;
  std::string table;  ///< table, equation or page in the source
  int source_year = 0;
  std::optional<int> valid_from;
  std::optional<int> valid_to;
  FactorStatus status = FactorStatus::to_be_confirmed;
  std::string kind;  ///< how it is counted: "benefit allocation", "life cycle", "residual mix", "combustion"
  std::string note;
  bool operator==(const Factor&) const = default;
};

/// Why a factor has no value.
enum class FactorFault { none, unknown_id, before_validity, after_validity, not_in_path };

struct FactorLookup {
  const Factor* factor = nullptr;  ///< null for an unknown id
  Distribution number;             ///< value, low and high of the year
  bool interpolated = false;
  FactorFault fault = FactorFault::none;
  [[nodiscard]] explicit operator bool() const { return fault == FactorFault::none; }
};

/// The factor's value in a year.
[[nodiscard]] FactorLookup look_up(const Factor& factor, int year);
/// Why there is none, as a sentence: "The factor x has no value for 2031 (it has 2017 to 2023)."
[[nodiscard]] Message sentence(const FactorLookup& lookup, std::string_view id, int year);

/// Factors by id. A catalogue is a value; a copy shares nothing.
class FactorCatalogue {
public:
  /// False, and nothing is changed, when the id is there already.
  bool add(Factor factor);
  /// Null when unknown.
  [[nodiscard]] const Factor* find(std::string_view id) const;
  [[nodiscard]] FactorLookup look_up(std::string_view id, int year) const;
  [[nodiscard]] std::size_t size() const { return factors_.size(); }
  /// Pairs of id and factor in the order of ids.
  [[nodiscard]] auto begin() const { return factors_.begin(); }
  [[nodiscard]] auto end() const { return factors_.end(); }

private:
  std::map<std::string, Factor, std::less<>> factors_;
};

}  // namespace geo
