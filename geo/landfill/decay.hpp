// Methane of deposited waste, stream by stream.
//
// First order decay after the 2006 IPCC Guidelines, volume 5, chapter 3 and its annex 3A.1 (equations are numbered as
// there), in the year-step form of the IPCC waste model and in the exact form for continuous disposal; beside them, for
// comparison, the US forms: LandGEM (EPA-600/R-05/047) and 40 CFR 98 equation HH-1.
//
// Amounts are tonnes: DDOCm is decomposable degradable organic carbon mass [t C], CH4 [t].
#pragma once

#include <span>
#include <vector>

namespace geo {

/// Tonnes of methane per tonne of carbon.
inline constexpr double ch4_t_per_c_t = 16.0 / 12.0;

/// What one kind of waste is made of and how it decays.
struct WasteDecay {
  double doc = 0;          ///< degradable organic carbon, share of wet mass
  double docf = 0;         ///< share of it that decomposes at all
  double k_per_a = 0;      ///< decay rate; ln 2 / half-life
  double ch4_share = 0.5;  ///< F: volume share of methane in the gas
};

/// What was deposited in a year.
struct Deposit {
  double mass_t = 0;  ///< wet
  double mcf = 1;     ///< methane correction factor of the site in that year
};

/// One year of one stream.
struct DecayYear {
  int year = 0;
  double ddocm_deposited_t = 0;
  double ddocm_accumulated_t = 0;  ///< at the year's end
  double ddocm_decomposed_t = 0;   ///< during the year
  double ch4_generated_t = 0;
  double carbon_stored_t = 0;  ///< added this year to the store that does not decompose, 3A1.19
};

// Each form has one function that fills rows which are there already (`years`; row t is the t-th year, deposits beyond
// the last row do not count, years beyond the last deposit get none) and one that makes the rows from `first_year` to
// `until_year`. The year's number of a row that is there already stays as it is.

/// Year-step form, equations 3A1.10 to 3A1.17. `delay_months` (0 to 6, may be a fraction) is the mean time from
/// disposal to the start of decay: with 6 decay begins on 1 January of the next year. Asserts 0 <= delay <= 6.
void decay_by_year(const WasteDecay& waste, std::span<const Deposit> deposits, double delay_months,
                   std::span<DecayYear> years);
[[nodiscard]] std::vector<DecayYear> decay_by_year(const WasteDecay& waste, int first_year,
                                                   std::span<const Deposit> deposits, double delay_months,
                                                   int until_year);

/// Exact form for disposal that is even over each year, equations 3A1.24 and 3A1.25, with a delay of up to a year. What
/// waits for its delay counts as accumulated. Asserts 0 <= delay <= 12.
void decay_exact(const WasteDecay& waste, std::span<const Deposit> deposits, double delay_months,
                 std::span<DecayYear> years);
[[nodiscard]] std::vector<DecayYear> decay_exact(const WasteDecay& waste, int first_year,
                                                 std::span<const Deposit> deposits, double delay_months,
                                                 int until_year);

/// 40 CFR 98 equation HH-1: each year's waste gives W * MCF * DOC * DOCf * F * 16/12 * (exp(-k (n - 1)) - exp(-k n)) in
/// the n-th year after its disposal. The decomposed carbon follows from it.
void decay_epa(const WasteDecay& waste, std::span<const Deposit> deposits, std::span<DecayYear> years);
[[nodiscard]] std::vector<DecayYear> decay_epa(const WasteDecay& waste, int first_year,
                                               std::span<const Deposit> deposits, int until_year);

/// LandGEM's two constants.
struct LandGem {
  double k_per_a = 0.05;
  double l0_m3_per_t = 170;  ///< potential methane generation capacity
};
struct LandGemYear {
  int year = 0;
  double ch4_generated_m3 = 0;
};
/// LandGEM's sum over tenths of years; waste of a year first gives gas in the next one.
[[nodiscard]] std::vector<LandGemYear> landgem(const LandGem& model, int first_year, std::span<const double> mass_t,
                                               int until_year);

}  // namespace geo
