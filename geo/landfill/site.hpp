// A landfill: kinds of waste deposited by year, gas recovery and oxidation by year, and the methane that comes of it.
//
// 2006 IPCC Guidelines, volume 5, chapter 3 (equations are numbered as there). Amounts are tonnes.
#pragma once

#include "geo/landfill/decay.hpp"
#include "geo/message.hpp"
#include "geo/plan/enum_text.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// How a year's methane follows from what was deposited: the three forms of geo/landfill/decay.hpp.
enum class DecayForm { by_year, exact, epa };
template <>
struct EnumText<DecayForm> {
  static constexpr std::array names{"fod", "fod-exact", "epa"};
};

/// One kind of waste and how much of it came each year.
struct LandfillStream {
  std::string name;
  WasteDecay waste;
  std::vector<double> mass_t;  ///< wet; by year from the site's first year, nothing after the last
  std::vector<double> mcf;     ///< the stream's own by year, where it is put elsewhere than the rest; empty: the site's
};

/// What a site was like in one year. Without a row (years after the last) it is as these defaults say.
struct LandfillYear {
  double mcf = 1;              ///< methane correction factor of what was deposited in the year, 0 to 1
  double recovered_ch4_t = 0;  ///< metered; this or the share is 0
  double recovery_share = 0;   ///< of the year's generation, 0 to 1
  double oxidation = 0;        ///< share of what is not recovered that oxidises in the cover, 0 to 1
};

struct LandfillSite {
  int first_year = 0;
  std::vector<LandfillStream> streams;
  std::vector<LandfillYear> years;  ///< from the first year on
  DecayForm form = DecayForm::by_year;
  double delay_months = 6;  ///< 0 to 6; the EPA form has none of its own and leaves it out
};

/// Methane and carbon of one stream, or of the whole site, in one year.
struct MethaneYear {
  double ch4_generated_t = 0;
  double ch4_recovered_t = 0;
  double ch4_oxidised_t = 0;
  double ch4_emitted_t = 0;  ///< generated - recovered - oxidised, or 0 where more is said to be recovered
  double ddocm_deposited_t = 0;
  double ddocm_accumulated_t = 0;  ///< at the year's end
  double ddocm_decomposed_t = 0;
  double carbon_stored_t = 0;  ///< added this year to the store that does not decompose, 3A1.19
};

/// A year whose metered recovery is above what the model generates: the meter, the deposits or the waste's parameters
/// are wrong.
struct RecoveryExcess {
  int year = 0;
  double recovered_t = 0;
  double generated_t = 0;
};

/// "2005: the recovered methane, 120 t, is more than the generated, 95 t."
[[nodiscard]] Message sentence(const RecoveryExcess& excess);

struct LandfillMethane {
  int first_year = 0;
  std::size_t year_count = 0;
  std::vector<std::string> streams;
  std::vector<MethaneYear> rows;  ///< stream after stream, last the total; each `year_count` long
  std::vector<RecoveryExcess> excess;

  [[nodiscard]] std::span<const MethaneYear> of(std::size_t stream) const {
    return std::span(rows).subspan(stream * year_count, year_count);
  }
  [[nodiscard]] std::span<const MethaneYear> total() const { return of(streams.size()); }
};

/// Every year from the site's first to `until_year`. Emission is (generated - R) (1 - OX), 3.1: recovery comes off
/// before oxidation. A stream's part of the recovery is in proportion to its generation in that year.
///
/// Where R is above the generation of a year, the recovered mass is shown as it was given, nothing is oxidised or
/// emitted, and the year is in `excess`. In a year without any generation the given mass stands in the total alone.
///
/// Asserts masses >= 0, shares and MCF within 0 to 1, one kind of recovery a year, and a delay of 0 to 6 months.
[[nodiscard]] LandfillMethane landfill_methane(const LandfillSite& site, int until_year);
/// The same into a result that is there already; nothing is allocated if it was of this size.
void landfill_methane(const LandfillSite& site, int until_year, LandfillMethane& result);

/// LandGEM's methane of one stream or of the whole site [m3], by year from the site's first.
struct LandGemStream {
  std::string name;
  std::vector<double> ch4_generated_m3;
};
/// LandGEM knows one decay rate and no carbon: each stream gives gas by its mass alone. Last comes "total".
[[nodiscard]] std::vector<LandGemStream> landfill_landgem(const LandfillSite& site, const LandGem& model,
                                                          int until_year);

/// The name of the rows that are the whole site. No stream may bear it.
inline constexpr const char* landfill_total = "total";

}  // namespace geo
