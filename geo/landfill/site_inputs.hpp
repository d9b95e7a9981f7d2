// The calculation model "landfill-fod": a landfill from named inputs, its uncertain numbers, and its methane on draws.
//
// The inputs are those of assets/models/landfill-fod.toml; a copy of it may have other defaults, and kinds of waste of
// its own. They are read by their names:
//
//   NAME_t            mass of a kind of waste deposited in a year; NAME is one of the tables' words, or another one
//                     with NAME_doc, NAME_docf and NAME_k (one value each for all years). By years: nothing is
//                     deposited before the first and after the last of them. As one value for every year: from the
//                     opening year to the closing year.
//   opening_year, closing_year
//   mcf or the choice site_type, ch4_share, delay_months, the choices edition, climate and method (fod, fod-exact, epa)
//   recovered_ch4_t or recovery_share, oxidation: none if not given at all; a year that is in neither the values by
//                     year nor the value for every year is not known, and has no result.
#pragma once

#include "geo/landfill/site.hpp"
#include "geo/landfill/waste_tables.hpp"
#include "geo/model/evaluate.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// The word of the method in a calculation model.
inline constexpr std::string_view landfill_method = "landfill-fod";

enum class LandfillNumberKind { doc, docf, k, mcf, ch4_share, deposits, recovered_mass, recovery_share, oxidation };

/// A number that the site was built from. In "factor:..." it comes from the tables and is the same variable at every
/// site; in "input:..." it was given.
struct LandfillNumber {
  LandfillNumberKind kind = LandfillNumberKind::doc;
  std::string name;
  std::string unit;
  /// Of the number, or of a factor around 1 where it differs by year (deposits, metered recovery). Recovery share and
  /// oxidation that differ by year: of the largest. Errors are the same in all years.
  Distribution number;
  std::optional<WasteFactor> factor;  ///< where it was read in the tables
  std::vector<std::size_t> streams;   ///< of doc, docf, k and deposits: whose it is
  double mcf = 0;                     ///< of mcf: the years that have this value
};

struct PreparedLandfill {
  LandfillSite site;  ///< its years reach to `until_year`
  int until_year = 0;
  WasteEdition edition = WasteEdition::ipcc_2006;
  LandfillClimate climate = LandfillClimate::boreal_temperate_wet;
  std::vector<LandfillNumber> numbers;
  std::vector<std::vector<Message>> unknown;     ///< of each year of the site: why it has no result
  std::vector<Message> faults;                   ///< why there is no result in any year; then the site is empty
  FactorStatus status = FactorStatus::verified;  ///< the weakest of the tables' figures that are used
};

/// `model` has the method "landfill-fod". Years reach to `until_year`, beyond the last deposit.
[[nodiscard]] PreparedLandfill prepare_landfill(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                                                const WasteTables& tables, int until_year);

/// The numbers with an interval, as variables that can be drawn.
[[nodiscard]] std::vector<ModelVariable> variables(const PreparedLandfill& prepared);

/// Runs the site once for each draw up to `last_year` (not beyond `until_year`) and shows each result to `act`, which
/// is called from several threads at a time, once for each draw. Multiplied shares never pass 1. Asserts draws >= 1 and
/// that no multipliers' span is shorter than that.
void for_each_draw(const PreparedLandfill& prepared, int last_year, std::size_t draws, const Multipliers& multipliers,
                   const std::function<void(std::size_t draw, const LandfillMethane& methane)>& act);

/// Emitted methane of each year from `first_year` to `last_year` (not beyond `until_year`): one row, biogenic methane
/// of scope 1. All years come of the same run, so this is the way to many years. Before the site's first year nothing
/// is emitted. Recovery above generation is among a year's doubts.
[[nodiscard]] std::vector<ModelYear> landfill_years(const PreparedLandfill& prepared, int first_year, int last_year,
                                                    std::size_t draws = 1, const Multipliers& multipliers = {});
/// One year of them.
[[nodiscard]] ModelYear evaluate(const PreparedLandfill& prepared, int year, std::size_t draws = 1,
                                 const Multipliers& multipliers = {});

}  // namespace geo
