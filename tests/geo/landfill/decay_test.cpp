// First order decay against the tables and the spreadsheet that the IPCC published, and what must hold of it.
#include "geo/landfill/decay.hpp"

#include "tests/geo/landfill/reference_file.hpp"

#include <cmath>
#include <map>
#include <random>

namespace geo {
namespace {

using geo_test::csv_rows;
using geo_test::landfill_reference;
using geo_test::number;

const WasteDecay food{.doc = 0.15, .docf = 0.5, .k_per_a = 0.185, .ch4_share = 0.5};

std::vector<Deposit> constant(std::size_t years, double mass_t, double mcf = 1) {
  return std::vector<Deposit>(years, Deposit{mass_t, mcf});
}

// Table 3A1.1 of the 2006 Guidelines: 100 units of DDOCm a year, k 0.1, decay from the next year on; printed with one
// decimal.
TEST(FirstOrderDecay, MeetsTheGuidelinesTable) {
  const WasteDecay waste{.doc = 1, .docf = 1, .k_per_a = 0.1, .ch4_share = 0.5};
  const std::vector<double> accumulated{100, 190.5, 272.4, 346.4, 413.5, 474.1, 529.0};
  const std::vector<double> decomposed{0, 9.5, 18.1, 25.9, 33.0, 39.3, 45.1};
  const auto years = decay_by_year(waste, 0, constant(7, 100), 6, 6);
  ASSERT_EQ(years.size(), 7u);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_NEAR(years[i].ddocm_accumulated_t, accumulated[i], 0.05 + 1e-9);
    EXPECT_NEAR(years[i].ddocm_decomposed_t, decomposed[i], 0.05 + 1e-9);
  }
}

// The spreadsheets' own cells, as they were shipped.
TEST(FirstOrderDecay, MeetsEveryCellOfTheIpccWasteModels) {
  LANDFILL_REFERENCE_OR_SKIP();
  for (const char* edition : {"2006", "2019"}) {
    const auto rows = csv_rows(landfill_reference() / (std::string("ipcc_waste_model_") + edition + "_cached.csv"));
    ASSERT_GT(rows.size(), 600u);
    std::map<std::string, geo_test::CsvRows> streams;
    for (const auto& row : rows) streams[row.at("stream")].push_back(row);
    for (const auto& [name, cells] : streams) {
      const WasteDecay waste{number(cells[0], "doc"), number(cells[0], "docf"), number(cells[0], "k"),
                             number(cells[0], "f")};
      std::vector<Deposit> deposits;
      for (const auto& row : cells) deposits.push_back({number(row, "deposited_gg"), number(row, "mcf")});
      const int first = std::stoi(cells.front().at("year"));
      const auto years =
          decay_by_year(waste, first, deposits, number(cells[0], "month_m") - 7, std::stoi(cells.back().at("year")));
      ASSERT_EQ(years.size(), cells.size()) << edition << ' ' << name;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto expect = [&](double value, const char* column) {
          const double published = number(cells[i], column);
          EXPECT_NEAR(value, published, 1e-9 * std::max(std::abs(published), 1e-6))
              << edition << ' ' << name << ' ' << years[i].year << ' ' << column;
        };
        expect(years[i].ddocm_deposited_t, "ddocm_deposited_gg");
        expect(years[i].ddocm_accumulated_t, "ddocm_accumulated_gg");
        expect(years[i].ddocm_decomposed_t, "ddocm_decomposed_gg");
        expect(years[i].ch4_generated_t, "ch4_generated_gg");
      }
    }
  }
}

// CH4 = W DOC DOCf MCF F 16/12 (1 - exp(-k (T - T0))) for a constant deposit.
TEST(FirstOrderDecay, AConstantDepositFollowsTheClosedForm) {
  const auto years = decay_by_year(food, 1950, constant(80, 636.944, 0.705), 6, 2029);
  for (const DecayYear& row : years) {
    const double expected = 636.944 * 0.15 * 0.5 * 0.705 * 0.5 * 16 / 12 * (1 - std::exp(-0.185 * (row.year - 1950)));
    EXPECT_NEAR(row.ch4_generated_t, expected, 1e-12 * expected + 1e-15);
  }
  EXPECT_NEAR(years[1].ch4_generated_t, 3.792093, 5e-7);
}

TEST(FirstOrderDecay, WhatIsDepositedIsAccumulatedOrDecomposedInEveryForm) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> mass(0, 1000), share(0, 1), delay(0, 6);
  for (int round = 0; round < 50; ++round) {
    const WasteDecay waste{share(random), share(random), share(random), 0.5};
    std::vector<Deposit> deposits;
    for (int i = 0; i < 30; ++i) deposits.push_back({mass(random), share(random)});
    const double months = delay(random);
    for (const auto& years :
         {decay_by_year(waste, 1990, deposits, months, 2060), decay_exact(waste, 1990, deposits, months, 2060),
          decay_epa(waste, 1990, deposits, 2060)}) {
      double deposited = 0;
      double decomposed = 0;
      for (const DecayYear& row : years) {
        deposited += row.ddocm_deposited_t;
        decomposed += row.ddocm_decomposed_t;
        EXPECT_NEAR(row.ddocm_accumulated_t + decomposed, deposited, 1e-9 * deposited + 1e-12);
        EXPECT_GE(row.ch4_generated_t, 0);
      }
    }
  }
}

TEST(FirstOrderDecay, TheRunningTotalIsTheSumOfTheYearsDeposits) {
  std::vector<Deposit> deposits{{100, 1}, {0, 1}, {250, 0.4}, {31, 0.8}};
  const auto all = decay_by_year(food, 2000, deposits, 2.5, 2040);
  for (std::size_t t = 0; t < all.size(); ++t) {
    double sum = 0;
    for (std::size_t i = 0; i < deposits.size(); ++i) {
      std::vector<Deposit> one(deposits.size());
      one[i] = deposits[i];
      sum += decay_by_year(food, 2000, one, 2.5, 2040)[t].ch4_generated_t;
    }
    EXPECT_NEAR(all[t].ch4_generated_t, sum, 1e-12 * sum + 1e-15);
  }
}

TEST(FirstOrderDecay, AfterClosingEachYearGivesTheSameShareLess) {
  const auto years = decay_by_year(food, 1980, constant(20, 500), 6, 2050);
  for (std::size_t t = 21; t < years.size(); ++t)
    EXPECT_NEAR(years[t].ch4_generated_t / years[t - 1].ch4_generated_t, std::exp(-0.185), 1e-12);
}

TEST(FirstOrderDecay, WithHalfAYearsDelayTheFirstYearGivesNoGas) {
  EXPECT_EQ(decay_by_year(food, 2000, constant(3, 500), 6, 2005)[0].ch4_generated_t, 0);
  EXPECT_GT(decay_by_year(food, 2000, constant(3, 500), 5.9, 2005)[0].ch4_generated_t, 0);
  EXPECT_EQ(decay_epa(food, 2000, constant(3, 500), 2005)[0].ch4_generated_t, 0);
}

TEST(FirstOrderDecay, TwiceTheWasteGivesTwiceTheGasAndTheStoreIsWhatDoesNotDecompose) {
  const auto once = decay_by_year(food, 2000, constant(5, 100), 3, 2020);
  const auto twice = decay_by_year(food, 2000, constant(5, 200), 3, 2020);
  for (std::size_t t = 0; t < once.size(); ++t) EXPECT_DOUBLE_EQ(twice[t].ch4_generated_t, 2 * once[t].ch4_generated_t);
  EXPECT_DOUBLE_EQ(once[0].carbon_stored_t, 100 * 0.15 * 0.5);
  EXPECT_EQ(once[6].carbon_stored_t, 0);
}

// The 40 CFR 98 form is the year-step form with a delay of half a year.
TEST(FirstOrderDecay, TheEpaFormIsTheYearStepFormWithHalfAYearsDelay) {
  const std::vector<Deposit> deposits{{100, 1}, {20, 0.4}, {250, 0.8}};
  const auto epa = decay_epa(food, 2000, deposits, 2060);
  const auto steps = decay_by_year(food, 2000, deposits, 6, 2060);
  for (std::size_t t = 0; t < epa.size(); ++t)
    EXPECT_NEAR(epa[t].ch4_generated_t, steps[t].ch4_generated_t, 1e-12 * steps[t].ch4_generated_t + 1e-15);
}

// Disposal day by day, each day's waste decaying after its own delay: what the exact form is the sum of.
TEST(FirstOrderDecay, TheExactFormIsWhatDailyDisposalComesTo) {
  const std::vector<Deposit> deposits{{100, 1}, {0, 1}, {250, 0.6}};
  for (const double delay_months : {0.0, 2.0, 6.0}) {
    const auto exact = decay_exact(food, 2000, deposits, delay_months, 2010);
    constexpr int parts = 20'000;
    for (const DecayYear& row : exact) {
      double decomposed = 0;
      for (std::size_t i = 0; i < deposits.size(); ++i) {
        const double ddocm = deposits[i].mass_t * food.doc * food.docf * deposits[i].mcf;
        for (int part = 0; part < parts; ++part) {
          const double start = static_cast<double>(i) + (part + 0.5) / parts + delay_months / 12;
          const double from = std::max(0.0, row.year - 2000 - start);
          const double to = std::max(0.0, row.year - 1999 - start);
          decomposed += ddocm / parts * (std::exp(-food.k_per_a * from) - std::exp(-food.k_per_a * to));
        }
      }
      EXPECT_NEAR(row.ddocm_decomposed_t, decomposed, 1e-7 * (decomposed + 1)) << delay_months << ' ' << row.year;
    }
  }
}

TEST(FirstOrderDecay, AWasteThatDoesNotDecayStaysWhereItIs) {
  WasteDecay inert = food;
  inert.k_per_a = 0;
  for (const auto& years :
       {decay_by_year(inert, 2000, constant(2, 100), 0, 2010), decay_exact(inert, 2000, constant(2, 100), 3, 2010)}) {
    EXPECT_EQ(years.back().ch4_generated_t, 0);
    EXPECT_DOUBLE_EQ(years.back().ddocm_accumulated_t, 200 * 0.15 * 0.5);
  }
}

TEST(LandGem, TheFirstYearGivesNothingAndAllOfL0ComesOutInTheEnd) {
  const std::vector<double> mass_t{1000, 0, 500};
  const auto years = landgem({}, 2000, mass_t, 2600);
  EXPECT_EQ(years[0].ch4_generated_m3, 0);
  double first = 0;
  for (int j = 1; j <= 10; ++j) first += 0.05 * 170 * 100 * std::exp(-0.05 * j / 10);
  EXPECT_NEAR(years[1].ch4_generated_m3, first, 1e-9 * first);
  double all = 0;
  for (const LandGemYear& row : years) all += row.ch4_generated_m3;
  // Tenths of years are a sum for an integral: 0.05 / 2 / 10 of it is lost.
  EXPECT_NEAR(all / (1500 * 170), 1, 0.0026);
  EXPECT_LT(all, 1500 * 170);
}

}  // namespace
}  // namespace geo
