#include "geo/balance/balance.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace {

using geo::Gas;
using geo::GwpSet;

constexpr std::array all_gases{Gas::co2_fossil,   Gas::co2_biogenic, Gas::ch4_fossil,
                               Gas::ch4_biogenic, Gas::n2o,          Gas::co2e};

/// A ledger of random sources: some with partner and area, some without, some years without a row, two partners of one
/// name.
geo::Plan random_plan(unsigned seed, GwpSet set) {
  std::mt19937 random(seed);
  geo::PlanInfo info;
  info.gwp_set = set;
  geo::Plan plan(info);
  const auto put = [&plan]<class T>(T value) {
    auto& table = plan.table<T>();
    table = table.with(table.next_id(), std::make_shared<const T>(std::move(value)));
  };
  for (const char* name : {"A Oy", "B Oy", "A Oy"}) {
    geo::Partner partner;
    partner.name = name;
    put(partner);
    geo::BusinessArea area;
    area.name = name;
    put(area);
  }
  for (int i = 0; i < 40; ++i) {
    geo::EmissionSource s;
    s.name = "source " + std::to_string(i % 37);
    s.sector = static_cast<geo::Sector>(random() % geo::sector_count);
    s.partner = {static_cast<std::int64_t>(random() % 5)};  // 0: none; 4: one that is gone
    s.business_area = {static_cast<std::int64_t>(random() % 5)};
    for (int year = 2018; year <= 2024; ++year)
      for (const Gas gas : all_gases)
        if (random() % 3 == 0) s.series.push_back({year, gas, std::exponential_distribution<double>(0.01)(random), {}});
    put(s);
  }
  return plan;
}

geo::Ledger ledger_of(const geo::Plan& plan) {
  return {plan, std::make_shared<const geo::Catalogues>(), 2017, 2025};
}
std::vector<geo::BalanceLine> lines_of(const geo::Plan& plan, int first, int last, geo::BalanceBy by) {
  return geo::balance_lines(plan, ledger_of(plan), first, last, by);
}

struct Masses {
  std::map<std::pair<int, Gas>, double> t;
  [[nodiscard]] double co2e(int year, GwpSet set) const {
    double sum = 0;
    for (const auto& [key, mass] : t)
      if (key.first == year) sum += mass * geo::gwp100(key.second, set);
    return sum;
  }
};
Masses masses_of(const geo::Plan& plan) {
  Masses masses;
  for (const auto& source : plan.emission_sources())
    for (const geo::YearlyMass& row : source->series) masses.t[{row.year, row.gas}] += row.mass_t;
  return masses;
}

TEST(Balance, EveryViewIsGasTimesGwpInEverySetAndSumsToTheLedger) {
  for (const GwpSet set : {GwpSet::sar, GwpSet::ar4, GwpSet::ar5, GwpSet::ar6}) {
    const geo::Plan plan = random_plan(17, set);
    const Masses masses = masses_of(plan);
    const auto years = geo::balance(plan, {}, 2017, 2025);
    ASSERT_EQ(years.size(), 9u);
    for (const auto& year : years) {
      EXPECT_NEAR(year.emissions_t(), masses.co2e(year.year, set), 1e-9 * (1 + year.emissions_t()));
      const auto biogenic = masses.t.find(std::pair(year.year, Gas::co2_biogenic));
      EXPECT_NEAR(year.biogenic_co2_t, biogenic == masses.t.end() ? 0 : biogenic->second,
                  1e-9 * (1 + year.biogenic_co2_t));
      for (const auto by : {geo::BalanceBy::sector, geo::BalanceBy::source, geo::BalanceBy::scope, geo::BalanceBy::gas,
                            geo::BalanceBy::partner, geo::BalanceBy::area}) {
        double emission = 0, apart = 0;
        for (const auto& line : lines_of(plan, year.year, year.year, by)) {
          EXPECT_EQ(line.year, year.year);
          emission += line.emission_t;
          apart += line.biogenic_co2_t;
        }
        EXPECT_NEAR(emission, year.emissions_t(), 1e-9 * (1 + emission)) << geo::text_of(by);
        EXPECT_NEAR(apart, year.biogenic_co2_t, 1e-9 * (1 + apart)) << geo::text_of(by);
      }
    }
  }
}

TEST(Balance, AnotherGwpSetChangesNoMass) {
  EXPECT_EQ(masses_of(random_plan(4, GwpSet::ar4)).t, masses_of(random_plan(4, GwpSet::ar6)).t);
  const auto ar4 = geo::balance(random_plan(4, GwpSet::ar4), {}, 2020, 2020);
  const auto ar6 = geo::balance(random_plan(4, GwpSet::ar6), {}, 2020, 2020);
  EXPECT_EQ(ar4[0].biogenic_co2_t, ar6[0].biogenic_co2_t);
  EXPECT_NE(ar4[0].emissions_t(), ar6[0].emissions_t());
}

TEST(Balance, AYearWithoutARowIsNotKnownAndHasNoLine) {
  geo::Plan plan;
  geo::EmissionSource s;
  s.name = "Boiler";
  s.sector = geo::Sector::energy;
  s.series = {{2020, Gas::co2_fossil, 0, {}}, {2021, Gas::co2_biogenic, 9, {}}};
  plan.table<geo::EmissionSource>() = plan.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(s));
  const auto years = geo::balance(plan, {}, 2019, 2021);
  const auto energy = static_cast<std::size_t>(geo::Sector::energy);
  EXPECT_FALSE(years[0].known[energy]);
  EXPECT_TRUE(years[1].known[energy]);   // a zero that is known
  EXPECT_FALSE(years[2].known[energy]);  // biogenic CO2 says nothing of the CO2e
  EXPECT_EQ(years[2].biogenic_co2_t, 9);
  EXPECT_EQ(years[0].sources_without_figure, 1u);
  EXPECT_EQ(years[1].sources_without_figure, 0u);
  EXPECT_EQ(years[2].sources_without_figure, 0u);
  const auto lines = lines_of(plan, 2019, 2021, geo::BalanceBy::source);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].year, 2020);
  EXPECT_EQ(lines[1].biogenic_co2_t, 9);
}

TEST(Balance, LinesAreInTheOrderOfYearsThenOfFirstAppearanceAndNamesakesStayApart) {
  const auto lines = lines_of(random_plan(8, GwpSet::ar5), 2018, 2024, geo::BalanceBy::partner);
  std::vector<std::string> order;
  int namesakes = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) {
      EXPECT_LE(lines[i - 1].year, lines[i].year);
    }
    if (lines[i].year == 2018) order.push_back(lines[i].group);
    namesakes += lines[i].year == 2018 && lines[i].group == "A Oy";
  }
  EXPECT_EQ(namesakes, 2);
  EXPECT_EQ(std::count(order.begin(), order.end(), ""), 1);  // unassigned, also when the partner is gone
  EXPECT_EQ(lines_of(random_plan(8, GwpSet::ar5), 2024, 2018, geo::BalanceBy::area).size(), 0u);
}

TEST(Balance, SitesCountFromTheirStartYearAndThoseWithoutARateAreTold) {
  geo::Plan plan;
  geo::SinkSite field, unknown;
  field.start_year = 2025;
  field.given_area_ha = 4;
  field.geometry = geo::Geometry::point({239'000, 6'711'000});
  unknown = field;
  unknown.land_cover = "asphalt";
  auto& sites = plan.table<geo::SinkSite>();
  sites = sites.with({1}, std::make_shared<const geo::SinkSite>(field));
  sites = sites.with({2}, std::make_shared<const geo::SinkSite>(unknown));
  geo::LandCoverRate rate;
  rate.id = "afforested-field";
  rate.removal_t_co2_per_ha_a = 7;
  rate.low = -1;
  rate.high = 9;
  geo::Catalogues catalogues;
  catalogues.land_cover = {rate};
  const auto removals = geo::site_removals(plan, geo::Crs::tm35fin(), catalogues);
  const auto years = geo::balance(plan, removals, 2024, 2025);
  EXPECT_EQ(years[0].removal.mean_t_co2, 0);
  EXPECT_EQ(years[1].removal.mean_t_co2, 28);
  EXPECT_NEAR(years[1].removal.low_t_co2, -4, 1e-9);
  EXPECT_NEAR(years[1].removal.high_t_co2, 36, 1e-9);
  EXPECT_EQ(years[1].net_t(), -28);
  EXPECT_EQ(years[1].sites_without_figure, 1u);
}

}  // namespace
