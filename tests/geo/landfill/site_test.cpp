// A whole landfill: the results sheets of the IPCC waste model, and what must hold of any site.
#include "geo/landfill/site.hpp"

#include "tests/geo/landfill/reference_file.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace geo {
namespace {

using geo_test::csv_rows;
using geo_test::landfill_reference;
using geo_test::number;

const WasteDecay food{.doc = 0.15, .docf = 0.5, .k_per_a = 0.185};
const WasteDecay paper{.doc = 0.40, .docf = 0.5, .k_per_a = 0.06};
const WasteDecay wood{.doc = 0.43, .docf = 0.5, .k_per_a = 0.03};

LandfillSite site_from(int first_year) {
  LandfillSite site;
  site.first_year = first_year;
  return site;
}

/// A site of three streams that closes after 30 years, with an MCF that rises twice.
LandfillSite closed_site(double delay_months = 6, DecayForm form = DecayForm::by_year) {
  LandfillSite site = site_from(1970);
  site.form = form;
  site.delay_months = delay_months;
  for (int t = 0; t < 30; ++t) site.years.push_back({.mcf = t < 10 ? 0.4 : t < 20 ? 0.8 : 1.0});
  std::mt19937 random(7);
  std::uniform_real_distribution<double> mass(100, 40'000);
  for (const auto& [name, waste] : {std::pair("food", food), std::pair("paper", paper), std::pair("wood", wood)}) {
    LandfillStream& stream = site.streams.emplace_back(name, waste);
    for (int t = 0; t < 30; ++t) stream.mass_t.push_back(mass(random));
  }
  return site;
}

constexpr std::array all_forms{DecayForm::by_year, DecayForm::exact, DecayForm::epa};

void expect_relative(double value, double expected, const std::string& what) {
  EXPECT_NEAR(value, expected, 1e-9 * std::max(std::abs(expected), 1e-6)) << what;
}

// Every cell of the streams' sheets and of the results sheet, from one site: R 10 Gg from 2000 on, OX 0.
TEST(Landfill, MeetsEveryCellOfTheIpccWasteModelAsOneSite) {
  LANDFILL_REFERENCE_OR_SKIP();
  const std::map<std::string, std::string> column_of{
      {"Food", "food"},        {"Garden", "garden"},   {"Paper", "paper"},   {"Wood", "wood"},
      {"Textiles", "textile"}, {"Nappies", "nappies"}, {"Sludge", "sludge"}, {"Industry", "industrial"}};
  for (const std::string edition : {"2006", "2019"}) {
    const auto cells = csv_rows(landfill_reference() / ("ipcc_waste_model_" + edition + "_cached.csv"));
    const auto results = csv_rows(landfill_reference() / ("ipcc_waste_model_" + edition + "_results_cached.csv"));
    ASSERT_EQ(results.size(), 81u);
    ASSERT_EQ(cells.size(), 8 * results.size());
    LandfillSite site = site_from(std::stoi(results.front().at("year")));
    for (const auto& row : results) site.years.push_back({.recovered_ch4_t = number(row, "recovered_gg")});
    for (const auto& row : cells) {
      if (site.streams.empty() || site.streams.back().name != column_of.at(row.at("stream")))
        site.streams.push_back({column_of.at(row.at("stream")),
                                {number(row, "doc"), number(row, "docf"), number(row, "k"), number(row, "f")},
                                {},
                                {}});
      site.streams.back().mass_t.push_back(number(row, "deposited_gg"));
      site.streams.back().mcf.push_back(number(row, "mcf"));
    }
    ASSERT_EQ(site.streams.size(), 8u);
    const LandfillMethane methane = landfill_methane(site, std::stoi(results.back().at("year")));
    ASSERT_EQ(methane.year_count, results.size());
    for (std::size_t s = 0; s < 8; ++s)
      for (std::size_t t = 0; t < results.size(); ++t) {
        const MethaneYear& row = methane.of(s)[t];
        const auto& cell = cells[s * results.size() + t];
        const std::string what = edition + ' ' + methane.streams[s] + ' ' + results[t].at("year");
        expect_relative(row.ddocm_deposited_t, number(cell, "ddocm_deposited_gg"), what);
        expect_relative(row.ddocm_accumulated_t, number(cell, "ddocm_accumulated_gg"), what);
        expect_relative(row.ddocm_decomposed_t, number(cell, "ddocm_decomposed_gg"), what);
        expect_relative(row.ch4_generated_t, number(cell, "ch4_generated_gg"), what);
        expect_relative(row.ch4_generated_t, number(results[t], methane.streams[s]), what);
      }
    for (std::size_t t = 0; t < results.size(); ++t) {
      const MethaneYear& row = methane.total()[t];
      const std::string what = edition + " total " + results[t].at("year");
      expect_relative(row.ch4_generated_t, number(results[t], "total_generated_gg"), what);
      expect_relative(row.ch4_recovered_t, number(results[t], "recovered_gg"), what);
      expect_relative(row.ch4_emitted_t, number(results[t], "emitted_gg"), what);
      EXPECT_EQ(row.ch4_oxidised_t, 0);
    }
    EXPECT_TRUE(methane.excess.empty());
  }
}

// The food stream of the 2006 spreadsheet as shipped: W 636.944 Gg a year from 1950, MCF 0.705.
TEST(Landfill, MeetsTheFoodStreamOfTheIpccWasteModel) {
  LandfillSite site = site_from(1950);
  site.years.assign(81, {.mcf = 0.705});
  site.streams.push_back({"food", food, std::vector<double>(81, 636.944), {}});
  const LandfillMethane methane = landfill_methane(site, 2030);
  EXPECT_NEAR(methane.of(0)[0].ddocm_deposited_t, 33.678414, 5e-7);
  EXPECT_EQ(methane.of(0)[0].ch4_generated_t, 0);
  EXPECT_NEAR(methane.of(0)[1].ch4_generated_t, 3.792093, 5e-7);
  EXPECT_NEAR(methane.of(0)[2].ch4_generated_t, 6.943718, 5e-7);
  EXPECT_NEAR(methane.of(0)[3].ch4_generated_t, 9.563047, 5e-7);
}

// The streams that the 2006 spreadsheet ships with: food, paper, wood and industrial waste, constant from 1950; R 10 Gg
// from 2000 on. The years that are printed of its results sheet.
TEST(Landfill, MeetsThePrintedYearsOfTheIpccWasteModel) {
  LandfillSite site = site_from(1950);
  for (int year = 1950; year <= 2030; ++year)
    site.years.push_back({.mcf = 0.705, .recovered_ch4_t = year >= 2000 ? 10.0 : 0.0});
  const auto add = [&](const char* name, const WasteDecay& waste, double mass) -> LandfillStream& {
    return site.streams.emplace_back(name, waste, std::vector<double>(81, mass));
  };
  add("food", food, 636.944);
  add("paper", paper, 723.8);
  add("wood", wood, 289.52);
  add("industrial", {.doc = 0.15, .docf = 0.5, .k_per_a = 0.09}, 500).mcf.assign(81, 0.715);
  const LandfillMethane methane = landfill_methane(site, 2030);
  const std::map<int, double> generated{{1951, 10.157397},  {1960, 67.809725},  {1970, 97.562213}, {1980, 113.190817},
                                        {1990, 122.134404}, {2000, 127.504473}, {2030, 134.393145}};
  for (const auto& [year, gg] : generated) {
    const MethaneYear& row = methane.total()[static_cast<std::size_t>(year - 1950)];
    EXPECT_NEAR(row.ch4_generated_t, gg, 5e-7) << year;
    EXPECT_NEAR(row.ch4_emitted_t, year >= 2000 ? gg - 10 : gg, 5e-7) << year;
  }
}

TEST(Landfill, RecoveryComesOffBeforeOxidation) {
  LandfillSite site = closed_site();
  for (LandfillYear& year : site.years) year.oxidation = 0.1;
  site.years[20].recovered_ch4_t = 300;
  site.years[21].recovery_share = 0.25;
  const LandfillMethane methane = landfill_methane(site, 1999);
  const MethaneYear& metered = methane.total()[20];
  ASSERT_GT(metered.ch4_generated_t, 300);
  EXPECT_DOUBLE_EQ(metered.ch4_emitted_t, (metered.ch4_generated_t - 300) * 0.9);
  EXPECT_DOUBLE_EQ(metered.ch4_oxidised_t, (metered.ch4_generated_t - 300) * 0.1);
  const MethaneYear& share = methane.total()[21];
  EXPECT_DOUBLE_EQ(share.ch4_recovered_t, share.ch4_generated_t * 0.25);
  EXPECT_DOUBLE_EQ(share.ch4_emitted_t, share.ch4_generated_t * 0.75 * 0.9);
}

TEST(Landfill, ShareAndMassOfTheSameRecoveryGiveTheSame) {
  LandfillSite by_share = closed_site();
  for (LandfillYear& year : by_share.years) year.recovery_share = 0.4;
  const LandfillMethane shared = landfill_methane(by_share, 1999);
  LandfillSite by_mass = closed_site();
  for (std::size_t t = 0; t < 30; ++t) by_mass.years[t].recovered_ch4_t = shared.total()[t].ch4_recovered_t;
  const LandfillMethane metered = landfill_methane(by_mass, 1999);
  for (std::size_t i = 0; i < shared.rows.size(); ++i)
    EXPECT_NEAR(shared.rows[i].ch4_emitted_t, metered.rows[i].ch4_emitted_t, 1e-12 * shared.rows[i].ch4_generated_t);
}

TEST(Landfill, GeneratedIsRecoveredOxidisedOrEmittedAndStreamsAddUpToTheTotal) {
  for (const DecayForm form : all_forms) {
    LandfillSite site = closed_site(form == DecayForm::epa ? 6 : 2, form);
    for (std::size_t t = 0; t < site.years.size(); ++t) {
      site.years[t].oxidation = 0.02 * static_cast<double>(t % 10);
      if (t % 3 == 1) site.years[t].recovery_share = 0.6;
      if (t % 3 == 2) site.years[t].recovered_ch4_t = 10;
    }
    const LandfillMethane methane = landfill_methane(site, 2080);
    EXPECT_TRUE(methane.excess.empty());
    for (std::size_t t = 0; t < methane.year_count; ++t) {
      MethaneYear sum;
      for (std::size_t s = 0; s < methane.streams.size(); ++s) {
        const MethaneYear& row = methane.of(s)[t];
        EXPECT_NEAR(row.ch4_recovered_t + row.ch4_oxidised_t + row.ch4_emitted_t, row.ch4_generated_t,
                    1e-12 * row.ch4_generated_t);
        sum.ch4_generated_t += row.ch4_generated_t;
        sum.ch4_recovered_t += row.ch4_recovered_t;
        sum.ch4_oxidised_t += row.ch4_oxidised_t;
        sum.ch4_emitted_t += row.ch4_emitted_t;
        sum.carbon_stored_t += row.carbon_stored_t;
      }
      const MethaneYear& total = methane.total()[t];
      const double tolerance = 1e-12 * total.ch4_generated_t;
      EXPECT_NEAR(sum.ch4_generated_t, total.ch4_generated_t, tolerance);
      EXPECT_NEAR(sum.ch4_recovered_t, total.ch4_recovered_t, tolerance);
      EXPECT_NEAR(sum.ch4_oxidised_t, total.ch4_oxidised_t, tolerance);
      EXPECT_NEAR(sum.ch4_emitted_t, total.ch4_emitted_t, tolerance);
      EXPECT_NEAR(sum.carbon_stored_t, total.carbon_stored_t, 1e-9);
    }
  }
}

TEST(Landfill, RecoveryAboveGenerationIsReportedAndNothingIsEmitted) {
  LandfillSite site = closed_site();
  for (LandfillYear& year : site.years) year.oxidation = 0.1;
  const double generated = landfill_methane(site, 1999).total()[15].ch4_generated_t;
  site.years[15].recovered_ch4_t = generated * 1.5;
  site.years[16].recovered_ch4_t = generated * 0.5;
  const LandfillMethane methane = landfill_methane(site, 1999);
  ASSERT_EQ(methane.excess.size(), 1u);
  EXPECT_EQ(methane.excess[0].year, 1985);
  EXPECT_DOUBLE_EQ(methane.excess[0].recovered_t, generated * 1.5);
  EXPECT_DOUBLE_EQ(methane.excess[0].generated_t, generated);
  EXPECT_DOUBLE_EQ(methane.total()[15].ch4_recovered_t, generated * 1.5);
  EXPECT_EQ(methane.total()[15].ch4_emitted_t, 0);
  EXPECT_EQ(methane.total()[15].ch4_oxidised_t, 0);
  double split = 0;
  for (std::size_t s = 0; s < methane.streams.size(); ++s) {
    split += methane.of(s)[15].ch4_recovered_t;
    EXPECT_EQ(methane.of(s)[15].ch4_emitted_t, 0);
    EXPECT_NEAR(methane.of(s)[15].ch4_recovered_t, 1.5 * methane.of(s)[15].ch4_generated_t, 1e-9);
  }
  EXPECT_NEAR(split, generated * 1.5, 1e-9);
}

TEST(Landfill, AMeterThatShowsGasBeforeThereIsAnyIsReported) {
  LandfillSite site = closed_site();
  site.years[0].recovered_ch4_t = 5;
  const LandfillMethane methane = landfill_methane(site, 1999);
  ASSERT_EQ(methane.excess.size(), 1u);
  EXPECT_EQ(methane.excess[0].year, 1970);
  EXPECT_EQ(methane.excess[0].generated_t, 0);
  EXPECT_EQ(methane.total()[0].ch4_recovered_t, 5);
  EXPECT_EQ(methane.of(0)[0].ch4_recovered_t, 0);
  EXPECT_TRUE(std::isfinite(methane.of(0)[0].ch4_emitted_t));
}

TEST(Landfill, DepositedCarbonIsAccumulatedOrDecomposedWhateverTheDelay) {
  for (const DecayForm form : all_forms)
    for (const double delay : {0.0, 1.0, 2.5, 4.0, 6.0}) {
      const LandfillMethane methane = landfill_methane(closed_site(delay, form), 2100);
      for (std::size_t s = 0; s <= methane.streams.size(); ++s) {
        double deposited = 0;
        double decomposed = 0;
        for (const MethaneYear& row : methane.of(s)) {
          deposited += row.ddocm_deposited_t;
          decomposed += row.ddocm_decomposed_t;
          EXPECT_NEAR(row.ddocm_accumulated_t + decomposed, deposited, 1e-11 * deposited);
          EXPECT_NEAR(row.ch4_generated_t, row.ddocm_decomposed_t * 0.5 * 16 / 12, 1e-12 * row.ch4_generated_t);
        }
      }
    }
}

TEST(Landfill, AfterClosingEachStreamFallsByItsOwnRate) {
  for (const DecayForm form : all_forms) {
    const LandfillMethane methane = landfill_methane(closed_site(3, form), 2100);
    const std::array rates{food.k_per_a, paper.k_per_a, wood.k_per_a};
    for (std::size_t s = 0; s < rates.size(); ++s)
      for (std::size_t t = 32; t < methane.year_count; ++t)
        EXPECT_NEAR(methane.of(s)[t].ch4_generated_t / methane.of(s)[t - 1].ch4_generated_t, std::exp(-rates[s]), 1e-9);
  }
}

TEST(Landfill, TheFactorOfTheYearOfDepositionCountsForAllItsGas) {
  LandfillSite site = site_from(2000);
  site.years = {{.mcf = 0.4}, {.mcf = 1}, {.mcf = 1}};
  site.streams.push_back({"food", food, {1000}, {}});
  LandfillSite whole = site;
  whole.years[0].mcf = 1;
  const LandfillMethane low = landfill_methane(site, 2030);
  const LandfillMethane high = landfill_methane(whole, 2030);
  for (std::size_t t = 0; t < low.year_count; ++t)
    EXPECT_NEAR(low.total()[t].ch4_generated_t, 0.4 * high.total()[t].ch4_generated_t, 1e-12);
  EXPECT_DOUBLE_EQ(low.total()[0].carbon_stored_t, 1000 * 0.15 * 0.5 * 0.4);
}

TEST(Landfill, EachMonthOfDelayMakesTheFirstYearsGasLessUntilThereIsNone) {
  double before = std::numeric_limits<double>::infinity();
  for (int delay = 0; delay <= 6; ++delay) {
    const LandfillMethane methane = landfill_methane(closed_site(delay), 1999);
    const double first = methane.total()[0].ch4_generated_t;
    EXPECT_LT(first, before) << delay;
    before = first;
    // 3A1.13 with M = delay + 7.
    double expected = 0;
    for (std::size_t s = 0; s < 3; ++s)
      expected += methane.of(s)[0].ddocm_deposited_t *
                  (1 - std::exp(-closed_site().streams[s].waste.k_per_a * (13 - (delay + 7)) / 12)) * 0.5 * 16 / 12;
    EXPECT_NEAR(first, expected, 1e-9 * (expected + 1));
  }
  EXPECT_EQ(before, 0);
}

TEST(Landfill, TwiceTheWasteGivesTwiceTheMethane) {
  for (const DecayForm form : all_forms) {
    LandfillSite site = closed_site(6, form);
    const LandfillMethane once = landfill_methane(site, 2050);
    for (LandfillStream& stream : site.streams)
      for (double& mass : stream.mass_t) mass *= 2;
    const LandfillMethane twice = landfill_methane(site, 2050);
    for (std::size_t i = 0; i < once.rows.size(); ++i)
      EXPECT_DOUBLE_EQ(twice.rows[i].ch4_generated_t, 2 * once.rows[i].ch4_generated_t);
  }
}

// The year-step form takes a year's waste as if it came all at once in its middle, and is the exact form but for that:
// the guidelines put the error at 1 day for a half-life of 10 years, 3.5 days for 3 and 10 days for 1.
TEST(Landfill, TheYearStepIsOffTheExactFormByNoMoreThanTheGuidelinesSay) {
  const std::array<std::pair<double, double>, 3> half_life_and_days{{{10, 1}, {3, 3.5}, {1, 10}}};
  for (const auto& [half_life, days] : half_life_and_days) {
    LandfillSite site = site_from(2000);
    site.streams.push_back({"food", {0.15, 0.5, std::log(2) / half_life}, {1000}, {}});
    const double k = site.streams[0].waste.k_per_a;
    const LandfillMethane step = landfill_methane(site, 2020);
    site.form = DecayForm::exact;
    const LandfillMethane exact = landfill_methane(site, 2020);
    // After the last disposal both fall alike, so that their ratio is a shift in time.
    for (std::size_t t = 3; t < step.year_count; ++t) {
      const double shift_days = 365 * std::log(step.total()[t].ch4_generated_t / exact.total()[t].ch4_generated_t) / k;
      EXPECT_LE(std::abs(shift_days), days * 1.06) << half_life;
      EXPECT_GE(std::abs(shift_days), days * 0.85) << half_life;
    }
  }
}

TEST(Landfill, ASiteWithoutStreamsOrYearsIsEmptyAndNotAFault) {
  const LandfillMethane none = landfill_methane(site_from(2000), 2005);
  EXPECT_TRUE(none.streams.empty());
  ASSERT_EQ(none.total().size(), 6u);
  EXPECT_EQ(none.total()[5].ch4_emitted_t, 0);
  EXPECT_EQ(landfill_methane(closed_site(), 1969).year_count, 0u);
  EXPECT_TRUE(landfill_methane(closed_site(), 1969).total().empty());
}

TEST(Landfill, AResultThatIsUsedAgainHoldsNothingOfTheSiteBefore) {
  LandfillMethane result;
  LandfillSite other = closed_site(2);
  other.years[0].recovered_ch4_t = 1e9;
  landfill_methane(other, 2100, result);
  landfill_methane(closed_site(), 1999, result);
  const LandfillMethane fresh = landfill_methane(closed_site(), 1999);
  ASSERT_EQ(result.rows.size(), fresh.rows.size());
  for (std::size_t i = 0; i < fresh.rows.size(); ++i) {
    EXPECT_EQ(result.rows[i].ch4_emitted_t, fresh.rows[i].ch4_emitted_t);
    EXPECT_EQ(result.rows[i].ddocm_accumulated_t, fresh.rows[i].ddocm_accumulated_t);
  }
  EXPECT_TRUE(result.excess.empty());
}

TEST(Landfill, LandGemTakesStreamsByTheirMassAlone) {
  const LandfillSite site = closed_site();
  const auto streams = landfill_landgem(site, {}, 2050);
  ASSERT_EQ(streams.size(), 4u);
  EXPECT_EQ(streams.back().name, "total");
  std::vector<double> all(30);
  for (const LandfillStream& stream : site.streams)
    for (std::size_t t = 0; t < 30; ++t) all[t] += stream.mass_t[t];
  const auto whole = landgem({}, 1970, all, 2050);
  for (std::size_t t = 0; t < whole.size(); ++t)
    EXPECT_NEAR(streams.back().ch4_generated_m3[t], whole[t].ch4_generated_m3, 1e-12 * whole[t].ch4_generated_m3);
}

}  // namespace
}  // namespace geo
