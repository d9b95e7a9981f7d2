#include "geo/landfill/decay.hpp"

#include <cassert>
#include <cmath>

namespace geo {
namespace {

double ddocm_t(const WasteDecay& waste, const Deposit& deposit) {
  return deposit.mass_t * waste.doc * waste.docf * deposit.mcf;  // 3.2
}

/// What was deposited and stored in each year; the rest of the rows is left to the form.
void fill_deposited(const WasteDecay& waste, std::span<const Deposit> deposits, std::span<DecayYear> years) {
  const double stored_share = waste.doc * (1 - waste.docf);
  for (std::size_t t = 0; t < years.size(); ++t) {
    const Deposit deposit = t < deposits.size() ? deposits[t] : Deposit{};
    years[t].ddocm_deposited_t = ddocm_t(waste, deposit);
    years[t].carbon_stored_t = deposit.mass_t * stored_share * deposit.mcf;  // 3A1.19
  }
}

std::vector<DecayYear> decay_rows(int first_year, int until_year) {
  std::vector<DecayYear> years;
  for (int year = first_year; year <= until_year; ++year) years.emplace_back().year = year;
  return years;
}

double ch4_of(const WasteDecay& waste, double decomposed_t) {
  return decomposed_t * waste.ch4_share * ch4_t_per_c_t;  // 3.6
}

}  // namespace

void decay_by_year(const WasteDecay& waste, std::span<const Deposit> deposits, double delay_months,
                   std::span<DecayYear> years) {
  assert(delay_months >= 0 && delay_months <= 6);
  // M = delay + 7 is the month in which decay starts; 13 - M months of the year of disposal are left for it.
  const double rest_of_year = (6 - delay_months) / 12;
  const double left_first_year = std::exp(-waste.k_per_a * rest_of_year);
  const double left_year = std::exp(-waste.k_per_a);
  fill_deposited(waste, deposits, years);
  double accumulated = 0;
  for (DecayYear& row : years) {
    row.ddocm_decomposed_t =
        row.ddocm_deposited_t * (1 - left_first_year) + accumulated * (1 - left_year);  // 3A1.13, 3A1.15
    accumulated = row.ddocm_deposited_t * left_first_year + accumulated * left_year;    // 3A1.12, 3A1.14
    row.ddocm_accumulated_t = accumulated;
    row.ch4_generated_t = ch4_of(waste, row.ddocm_decomposed_t);
  }
}

std::vector<DecayYear> decay_by_year(const WasteDecay& waste, int first_year, std::span<const Deposit> deposits,
                                     double delay_months, int until_year) {
  std::vector<DecayYear> years = decay_rows(first_year, until_year);
  decay_by_year(waste, deposits, delay_months, years);
  return years;
}

void decay_exact(const WasteDecay& waste, std::span<const Deposit> deposits, double delay_months,
                 std::span<DecayYear> years) {
  assert(delay_months >= 0 && delay_months <= 12);
  const double k = waste.k_per_a;
  const double delay = delay_months / 12;
  const double a = std::exp(-k);
  // For a small k the differences cancel; expm1 keeps their digits.
  const double started = k > 0 ? -std::expm1(-k * (1 - delay)) / k : 1 - delay;
  const double b = k > 0 ? std::exp(-k * (1 - delay)) * -std::expm1(-k * delay) / k - delay * a : 0;
  const double c = started + delay;
  const double decayed = -std::expm1(-k);
  fill_deposited(waste, deposits, years);
  double stock = 0;
  double before = 0;
  for (DecayYear& row : years) {
    const double now = row.ddocm_deposited_t;
    row.ddocm_decomposed_t = decayed * stock - b * before + (1 - c) * now;  // 3A1.25
    stock = a * stock + b * before + c * now;                               // 3A1.24
    before = now;
    row.ddocm_accumulated_t = stock;
    row.ch4_generated_t = ch4_of(waste, row.ddocm_decomposed_t);
  }
}

std::vector<DecayYear> decay_exact(const WasteDecay& waste, int first_year, std::span<const Deposit> deposits,
                                   double delay_months, int until_year) {
  std::vector<DecayYear> years = decay_rows(first_year, until_year);
  decay_exact(waste, deposits, delay_months, years);
  return years;
}

void decay_epa(const WasteDecay& waste, std::span<const Deposit> deposits, std::span<DecayYear> years) {
  fill_deposited(waste, deposits, years);
  for (DecayYear& row : years) {
    row.ddocm_decomposed_t = 0;
    row.ddocm_accumulated_t = row.ddocm_deposited_t;
  }
  // Age by age: what decomposes in the age-th year after disposal and what is left at its end is the same share of
  // every year's waste.
  double left_before = 1;
  for (std::size_t age = 1; age < years.size(); ++age) {
    const double left = std::exp(-waste.k_per_a * static_cast<double>(age));
    for (std::size_t t = age; t < years.size(); ++t) {
      years[t].ddocm_decomposed_t += years[t - age].ddocm_deposited_t * (left_before - left);
      years[t].ddocm_accumulated_t += years[t - age].ddocm_deposited_t * left;
    }
    left_before = left;
  }
  for (DecayYear& row : years) row.ch4_generated_t = ch4_of(waste, row.ddocm_decomposed_t);
}

std::vector<DecayYear> decay_epa(const WasteDecay& waste, int first_year, std::span<const Deposit> deposits,
                                 int until_year) {
  std::vector<DecayYear> years = decay_rows(first_year, until_year);
  decay_epa(waste, deposits, years);
  return years;
}

std::vector<LandGemYear> landgem(const LandGem& model, int first_year, std::span<const double> mass_t, int until_year) {
  double tenths = 0;  // of the first year that a year's waste gives gas
  for (int j = 1; j <= 10; ++j) tenths += std::exp(-model.k_per_a * j / 10);
  std::vector<LandGemYear> years;
  double aged_t = 0;  // waste weighted by what is left of its gas at the year's start
  for (int year = first_year; year <= until_year; ++year) {
    years.push_back({year, model.k_per_a * model.l0_m3_per_t * aged_t / 10 * tenths});
    const auto i = static_cast<std::size_t>(year - first_year);
    aged_t = aged_t * std::exp(-model.k_per_a) + (i < mass_t.size() ? mass_t[i] : 0);
  }
  return years;
}

}  // namespace geo
