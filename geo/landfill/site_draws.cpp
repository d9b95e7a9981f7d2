// The draws of a landfill: the site with its numbers multiplied, run once for each draw by the one code that there is.
#include "geo/landfill/site_inputs.hpp"
#include "geo/uncertainty/monte_carlo.hpp"

#include <algorithm>
#include <cassert>

namespace geo {

namespace {

bool is_drawn(const LandfillNumber& number) {
  return number.number.value != 0 && number.number.low < number.number.high;
}

/// A number that has draws.
struct DrawnNumber {
  const LandfillNumber* number = nullptr;
  std::span<const double> multipliers;
};

double clamped_share(double value) {
  return std::clamp(value, 0.0, 1.0);
}

/// Sets what hangs on the number in `site` to that of `central` times `multiplier`.
void multiply_site(LandfillSite& site, const LandfillSite& central, const LandfillNumber& number, double multiplier) {
  const auto each_year = [&](double LandfillYear::*part, bool is_share) {
    for (std::size_t t = 0; t < site.years.size(); ++t) {
      const double value = central.years[t].*part * multiplier;
      site.years[t].*part = is_share ? clamped_share(value) : std::max(0.0, value);
    }
  };
  switch (number.kind) {
    case LandfillNumberKind::doc:
      for (const std::size_t s : number.streams)
        site.streams[s].waste.doc = clamped_share(central.streams[s].waste.doc * multiplier);
      return;
    case LandfillNumberKind::docf:
      for (const std::size_t s : number.streams)
        site.streams[s].waste.docf = clamped_share(central.streams[s].waste.docf * multiplier);
      return;
    case LandfillNumberKind::k:
      for (const std::size_t s : number.streams)
        site.streams[s].waste.k_per_a = std::max(0.0, central.streams[s].waste.k_per_a * multiplier);
      return;
    case LandfillNumberKind::ch4_share:
      for (std::size_t s = 0; s < site.streams.size(); ++s)
        site.streams[s].waste.ch4_share = clamped_share(central.streams[s].waste.ch4_share * multiplier);
      return;
    case LandfillNumberKind::deposits:
      for (const std::size_t s : number.streams)
        for (std::size_t t = 0; t < site.streams[s].mass_t.size(); ++t)
          site.streams[s].mass_t[t] = std::max(0.0, central.streams[s].mass_t[t] * multiplier);
      return;
    case LandfillNumberKind::mcf:
      for (std::size_t t = 0; t < site.years.size(); ++t)
        if (central.years[t].mcf == number.mcf) site.years[t].mcf = clamped_share(number.mcf * multiplier);
      return;
    case LandfillNumberKind::recovered_mass: return each_year(&LandfillYear::recovered_ch4_t, false);
    case LandfillNumberKind::recovery_share: return each_year(&LandfillYear::recovery_share, true);
    case LandfillNumberKind::oxidation: return each_year(&LandfillYear::oxidation, true);
  }
}

/// The site without the years after `last_year`, which a run up to it does not need.
LandfillSite site_until(LandfillSite site, int last_year) {
  const auto count = static_cast<std::size_t>(std::max(0, last_year - site.first_year + 1));
  site.years.resize(std::min(count, site.years.size()));
  for (LandfillStream& stream : site.streams) stream.mass_t.resize(std::min(count, stream.mass_t.size()));
  return site;
}

}  // namespace

std::vector<ModelVariable> variables(const PreparedLandfill& prepared) {
  std::vector<ModelVariable> drawn;
  for (const LandfillNumber& number : prepared.numbers)
    if (is_drawn(number)) drawn.push_back({number.name, number.unit, number.number});
  return drawn;
}

void for_each_draw(const PreparedLandfill& prepared, int last_year, std::size_t draws, const Multipliers& multipliers,
                   const std::function<void(std::size_t draw, const LandfillMethane& methane)>& act) {
  assert(draws >= 1 && last_year <= prepared.until_year);
  std::vector<DrawnNumber> drawn;
  for (const LandfillNumber& number : prepared.numbers) {
    if (!multipliers || !is_drawn(number)) continue;
    const std::span<const double> span = multipliers({number.name, number.unit, number.number});
    assert(span.empty() || span.size() >= draws);
    if (!span.empty()) drawn.push_back({&number, span});
  }
  const LandfillSite central = site_until(prepared.site, last_year);
  for_draw_blocks(draws, [&](DrawBlock block) {
    LandfillSite site = central;
    LandfillMethane methane;
    landfill_methane(site, last_year, methane);
    for (std::size_t draw = block.first; draw < block.first + block.count; ++draw) {
      for (const DrawnNumber& number : drawn) multiply_site(site, central, *number.number, number.multipliers[draw]);
      if (!drawn.empty()) landfill_methane(site, last_year, methane);
      act(draw, methane);
    }
  });
}

std::vector<ModelYear> landfill_years(const PreparedLandfill& prepared, int first_year, int last_year,
                                      std::size_t draws, const Multipliers& multipliers) {
  assert(first_year <= last_year);
  std::vector<ModelYear> years(static_cast<std::size_t>(last_year - first_year) + 1);
  if (!prepared.faults.empty()) {
    for (ModelYear& year : years) year.unknown = prepared.faults;
    return years;
  }
  const auto emitted_t = [&](const LandfillMethane& methane, int year) {
    const int t = year - methane.first_year;
    return t < 0 ? 0 : methane.total()[static_cast<std::size_t>(t)].ch4_emitted_t;
  };
  const LandfillMethane figures = landfill_methane(prepared.site, last_year);
  for (int year = first_year; year <= last_year; ++year) {
    ModelYear& row = years[static_cast<std::size_t>(year - first_year)];
    if (year >= prepared.site.first_year)
      row.unknown = prepared.unknown[static_cast<std::size_t>(year - prepared.site.first_year)];
    if (row.unknown.empty())
      row.rows.push_back({{.gas = Gas::ch4_biogenic}, emitted_t(figures, year), std::vector<double>(draws)});
  }
  for (const RecoveryExcess& excess : figures.excess)
    if (excess.year >= first_year)
      years[static_cast<std::size_t>(excess.year - first_year)].doubts.push_back(sentence(excess));
  for_each_draw(prepared, last_year, draws, multipliers, [&](std::size_t draw, const LandfillMethane& methane) {
    for (int year = first_year; year <= last_year; ++year)
      for (ResultRow& row : years[static_cast<std::size_t>(year - first_year)].rows)
        row.mass_t[draw] = emitted_t(methane, year);
  });
  return years;
}

ModelYear evaluate(const PreparedLandfill& prepared, int year, std::size_t draws, const Multipliers& multipliers) {
  return landfill_years(prepared, year, year, draws, multipliers).front();
}

}  // namespace geo
