#include "geo/landfill/site.hpp"

#include "geo/short_number.hpp"

#include <algorithm>
#include <cassert>

namespace geo {
namespace {

bool is_share(double value) {
  return value >= 0 && value <= 1;
}

[[maybe_unused]] bool is_possible(const LandfillSite& site) {
  return site.delay_months >= 0 && site.delay_months <= 6 &&
         std::all_of(site.years.begin(), site.years.end(),
                     [](const LandfillYear& year) {
                       return is_share(year.mcf) && is_share(year.recovery_share) && is_share(year.oxidation) &&
                              year.recovered_ch4_t >= 0 && (year.recovered_ch4_t == 0 || year.recovery_share == 0);
                     }) &&
         std::all_of(site.streams.begin(), site.streams.end(), [](const LandfillStream& stream) {
           return stream.name != landfill_total &&
                  std::all_of(stream.mass_t.begin(), stream.mass_t.end(), [](double mass) { return mass >= 0; }) &&
                  std::all_of(stream.mcf.begin(), stream.mcf.end(), is_share);
         });
}

LandfillYear landfill_year(const LandfillSite& site, std::size_t t) {
  return t < site.years.size() ? site.years[t] : LandfillYear{};
}

void deposits_of(const LandfillSite& site, const LandfillStream& stream, std::vector<Deposit>& deposits) {
  deposits.resize(stream.mass_t.size());
  for (std::size_t t = 0; t < deposits.size(); ++t)
    deposits[t] = {stream.mass_t[t], t < stream.mcf.size() ? stream.mcf[t] : landfill_year(site, t).mcf};
}

void decay_of_stream(const LandfillSite& site, const WasteDecay& waste, std::span<const Deposit> deposits,
                     std::span<DecayYear> years) {
  switch (site.form) {
    case DecayForm::by_year: return decay_by_year(waste, deposits, site.delay_months, years);
    case DecayForm::exact: return decay_exact(waste, deposits, site.delay_months, years);
    case DecayForm::epa: return decay_epa(waste, deposits, years);
  }
}

void add_stream(MethaneYear& total, const MethaneYear& row) {
  total.ch4_generated_t += row.ch4_generated_t;
  total.ddocm_deposited_t += row.ddocm_deposited_t;
  total.ddocm_accumulated_t += row.ddocm_accumulated_t;
  total.ddocm_decomposed_t += row.ddocm_decomposed_t;
  total.carbon_stored_t += row.carbon_stored_t;
}

/// What becomes of the generated methane when `recovered_t` of it is taken, 3.1.
void recover_and_oxidise(MethaneYear& row, double recovered_t, double oxidation) {
  row.ch4_recovered_t = recovered_t;
  const double left = std::max(0.0, row.ch4_generated_t - recovered_t);
  row.ch4_oxidised_t = left * oxidation;
  row.ch4_emitted_t = left * (1 - oxidation);
}

/// The working memory of a run; kept by the thread so that many sites share it.
struct DecayScratch {
  std::vector<Deposit> deposits;
  std::vector<DecayYear> decay;
};

}  // namespace

Message sentence(const RecoveryExcess& excess) {
  return say("{0}: the recovered methane, {1} t, is more than the generated, {2} t.", std::to_string(excess.year),
             short_number(excess.recovered_t), short_number(excess.generated_t));
}

void landfill_methane(const LandfillSite& site, int until_year, LandfillMethane& result) {
  assert(is_possible(site));
  const std::size_t count =
      until_year < site.first_year ? 0 : static_cast<std::size_t>(until_year - site.first_year) + 1;
  const std::size_t streams = site.streams.size();
  result.first_year = site.first_year;
  result.year_count = count;
  result.excess.clear();
  result.streams.resize(streams);
  result.rows.resize((streams + 1) * count);
  const std::span<MethaneYear> rows(result.rows);
  const std::span<MethaneYear> total = rows.subspan(streams * count, count);
  std::fill(total.begin(), total.end(), MethaneYear{});

  thread_local DecayScratch scratch;
  scratch.decay.resize(count);
  for (std::size_t s = 0; s < streams; ++s) {
    const LandfillStream& stream = site.streams[s];
    result.streams[s] = stream.name;
    deposits_of(site, stream, scratch.deposits);
    decay_of_stream(site, stream.waste, scratch.deposits, scratch.decay);
    for (std::size_t t = 0; t < count; ++t) {
      const DecayYear& year = scratch.decay[t];
      MethaneYear& row = rows[s * count + t];
      row = {.ch4_generated_t = year.ch4_generated_t,
             .ddocm_deposited_t = year.ddocm_deposited_t,
             .ddocm_accumulated_t = year.ddocm_accumulated_t,
             .ddocm_decomposed_t = year.ddocm_decomposed_t,
             .carbon_stored_t = year.carbon_stored_t};
      add_stream(total[t], row);
    }
  }

  for (std::size_t t = 0; t < count; ++t) {
    const LandfillYear year = landfill_year(site, t);
    const double generated = total[t].ch4_generated_t;
    const double recovered = year.recovered_ch4_t + year.recovery_share * generated;
    if (recovered > generated) result.excess.push_back({site.first_year + static_cast<int>(t), recovered, generated});
    recover_and_oxidise(total[t], recovered, year.oxidation);
    const double share = generated > 0 ? recovered / generated : 0;
    for (std::size_t s = 0; s < streams; ++s) {
      MethaneYear& row = rows[s * count + t];
      recover_and_oxidise(row, row.ch4_generated_t * share, year.oxidation);
    }
  }
}

LandfillMethane landfill_methane(const LandfillSite& site, int until_year) {
  LandfillMethane result;
  landfill_methane(site, until_year, result);
  return result;
}

std::vector<LandGemStream> landfill_landgem(const LandfillSite& site, const LandGem& model, int until_year) {
  std::vector<LandGemStream> streams;
  LandGemStream total{landfill_total, {}};
  for (const LandfillStream& stream : site.streams) {
    LandGemStream& made = streams.emplace_back(stream.name);
    for (const LandGemYear& year : landgem(model, site.first_year, stream.mass_t, until_year))
      made.ch4_generated_m3.push_back(year.ch4_generated_m3);
    total.ch4_generated_m3.resize(made.ch4_generated_m3.size());
    for (std::size_t t = 0; t < made.ch4_generated_m3.size(); ++t)
      total.ch4_generated_m3[t] += made.ch4_generated_m3[t];
  }
  streams.push_back(std::move(total));
  return streams;
}

}  // namespace geo
