#include "geo/balance/ledger.hpp"

#include "geo/balance/balance.hpp"
#include "geo/balance/figure.hpp"
#include "geo/error.hpp"
#include "tests/geo/balance/hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace {

using geo::BalanceBy;
using geo::Gas;

struct Hub : testing::Test {
  geo::Plan plan = tests::hub_plan();
  std::shared_ptr<const geo::Catalogues> catalogues = tests::hub_catalogues();
  geo::Ledger ledger{plan, catalogues, 2020, 2030};

  [[nodiscard]] double sum(int year, BalanceBy by) const {
    double total = 0;
    for (const auto& line : geo::balance_lines(plan, ledger, year, year, by)) total += line.emission_t;
    return total;
  }
};

// Boiler: 1000 MWh x (0.2 t CO2 + 0.0005 t CH4 x 28) = 214 t; heat from outside 100 x 0.038 = 3.8 t; landfill 280 t.
TEST_F(Hub, TheBalanceIsWhatAPersonWorksOutByHand) {
  EXPECT_NEAR(sum(2020, BalanceBy::sector), 214 + 3.8 + 280, 1e-9);
  EXPECT_NEAR(sum(2025, BalanceBy::sector), 214 + 3.8, 1e-9);
}

TEST_F(Hub, CompanyViewsAndWhatIsUnassignedAreTheHubAndItsTransfers) {
  for (const int year : {2020, 2025, 2030}) {
    const double transfers = geo::transfers_t(ledger, year, geo::GwpSet::ar5);
    EXPECT_NEAR(transfers, 400 * 0.038, 1e-9);
    EXPECT_NEAR(sum(year, BalanceBy::partner) - transfers, sum(year, BalanceBy::sector), 1e-9);
    for (const auto by : {BalanceBy::source, BalanceBy::scope, BalanceBy::gas, BalanceBy::area})
      EXPECT_NEAR(sum(year, by), sum(year, BalanceBy::sector), 1e-9) << geo::text_of(by);
  }
}

TEST_F(Hub, TheCountedPlanHasTheHubsMassesAndItsBalanceIsThatOfTheLedger) {
  const auto counted = geo::counted_plan(std::make_shared<const geo::Plan>(plan), ledger);
  const auto years = geo::balance(*counted, {}, 2020, 2030);
  for (const auto& year : years) {
    EXPECT_NEAR(year.emissions_t(), sum(year.year, BalanceBy::sector), 1e-9) << year.year;
    EXPECT_NEAR(year.biogenic_co2_t, 100, 1e-9);
  }
  // What has no model is the very same source.
  EXPECT_EQ(counted->emission_sources().find({4}), plan.emission_sources().find({4}));
}

TEST_F(Hub, AvoidedEmissionsStandBesideTheBalance) {
  const auto lines = geo::balance_lines(plan, ledger, 2020, 2020, BalanceBy::source);
  ASSERT_EQ(lines.front().group, "Boiler");
  EXPECT_NEAR(lines.front().emission_t, 214, 1e-9);
  EXPECT_NEAR(lines.front().avoided_t, -38, 1e-9);
}

TEST_F(Hub, GivenMassesComeFirstAndTheModelFillsTheOtherYears) {
  geo::EmissionSource boiler = *plan.emission_sources().find({1});
  boiler.series = {{2021, Gas::co2_fossil, 7, geo::MassMethod::measured}};
  const auto co2_of = [&](geo::CountedSeries counted, int year) {
    boiler.counted = counted;
    geo::Plan changed = plan;
    changed.table<geo::EmissionSource>() =
        changed.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(boiler));
    const geo::Ledger after(changed, catalogues, 2020, 2030);
    // Both stand in the ledger whichever counts.
    std::size_t of_year = 0;
    for (const auto& row : after.find({1})->rows) of_year += row.year == 2021 && row.key.gas == Gas::co2_fossil;
    EXPECT_EQ(of_year, 3u);  // given, modelled, avoided
    double mass = 0;
    for (const auto& row : after.find({1})->rows)
      if (row.year == year && row.key.gas == Gas::co2_fossil && geo::counts(boiler, row, geo::LedgerView::hub))
        mass += row.mass_t;
    return mass;
  };
  EXPECT_EQ(co2_of(geo::CountedSeries::given_first, 2021), 7);
  EXPECT_NEAR(co2_of(geo::CountedSeries::given_first, 2022), 200, 1e-9);
  EXPECT_NEAR(co2_of(geo::CountedSeries::modelled, 2021), 200, 1e-9);
  EXPECT_EQ(co2_of(geo::CountedSeries::given, 2022), 0);
}

TEST_F(Hub, ASourceOutsideItsYearsOfOperationGivesNothing) {
  geo::EmissionSource boiler = *plan.emission_sources().find({1});
  boiler.first_year = 2022;
  boiler.last_year = 2024;
  plan.table<geo::EmissionSource>() =
      plan.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(boiler));
  const geo::Ledger after(plan, catalogues, 2020, 2030);
  for (int year = 2020; year <= 2030; ++year)
    EXPECT_EQ(after.find({1})->is_known(year), year >= 2022 && year <= 2024) << year;
}

TEST_F(Hub, ScalingASourceScalesEveryGas) {
  geo::EmissionSource boiler = *plan.emission_sources().find({1});
  boiler.scale = 2.5;
  plan.table<geo::EmissionSource>() =
      plan.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(boiler));
  const geo::Ledger after(plan, catalogues, 2020, 2030);
  const auto& before = ledger.find({1})->rows;
  const auto& rows = after.find({1})->rows;
  ASSERT_EQ(rows.size(), before.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_NEAR(rows[i].mass_t, 2.5 * before[i].mass_t, 1e-9);
}

TEST_F(Hub, AModelThatIsNotThereAndAMissingInputAreSaid) {
  auto lost = tests::modelled_source("Lost", "no such model", "x", 1);
  const auto lost_id = tests::put_in(plan, lost);
  auto empty = tests::modelled_source("Empty", "fuel", "fuel_mwh", 1);
  empty.inputs = {};
  empty.inputs.push_back({"fuel_mwh", "MWh", {}, {{2021, 5}}, {}, {}});
  const auto empty_id = tests::put_in(plan, empty);
  const geo::Ledger after(plan, catalogues, 2020, 2030);
  ASSERT_FALSE(after.find(lost_id)->remarks.empty());
  EXPECT_THAT(geo::english(after.find(lost_id)->remarks.front().what), testing::HasSubstr("no such model"));
  EXPECT_TRUE(after.find(empty_id)->is_known(2021));
  EXPECT_FALSE(after.find(empty_id)->is_known(2022));
  ASSERT_EQ(after.find(empty_id)->remarks.size(), 2u);  // before and after the one year
  EXPECT_EQ(after.find(empty_id)->remarks[1].first_year, 2022);
  EXPECT_EQ(after.find(empty_id)->remarks[1].last_year, 2030);
}

TEST_F(Hub, ALedgerMadeFromTheOneBeforeIsTheSame) {
  geo::EmissionSource boiler = *plan.emission_sources().find({1});
  boiler.scale = 3;
  geo::Plan changed = plan;
  changed.table<geo::EmissionSource>() =
      changed.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(boiler));
  const geo::Ledger fresh(changed, catalogues, 2020, 2030);
  const geo::Ledger next(changed, catalogues, 2020, 2030, &ledger);
  ASSERT_EQ(next.sources().size(), fresh.sources().size());
  EXPECT_EQ(next.sources()[1], ledger.sources()[1]);  // shared, not made again
  EXPECT_NE(next.sources()[0], ledger.sources()[0]);
  for (const auto by : {BalanceBy::source, BalanceBy::partner}) {
    const auto a = geo::balance_lines(changed, fresh, 2020, 2030, by);
    const auto b = geo::balance_lines(changed, next, 2020, 2030, by);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].emission_t, b[i].emission_t);
  }
}

// ---- cards -----------------------------------------------------------------------------------------------------

/// Every sum of a card is that of its children, and every leaf says where it comes from.
void expect_whole(const geo::FigureCard& card) {
  if (card.kind == geo::CardKind::sum && !card.children.empty()) {
    double sum = 0;
    for (const auto& child : card.children) sum += child.value;
    EXPECT_NEAR(card.value, sum, 1e-9 * (1 + std::abs(sum))) << geo::card_text(card, "en");
  }
  if (card.kind == geo::CardKind::factor || card.kind == geo::CardKind::gwp) {
    EXPECT_FALSE(card.source.empty()) << card.name.en;
    EXPECT_TRUE(card.status) << card.name.en;
  }
  if (card.low && card.high) {
    EXPECT_LE(*card.low, card.value + 1e-9);
    EXPECT_GE(*card.high, card.value - 1e-9);
  }
  for (const auto& child : card.children) expect_whole(child);
}

std::shared_ptr<const geo::PlanFigures> figures_of(const geo::Plan& plan,
                                                   std::shared_ptr<const geo::Catalogues> catalogues) {
  return geo::plan_figures(std::make_shared<const geo::Plan>(plan), std::move(catalogues), geo::Crs::tm35fin());
}

/// All gas groups of all sectors, each alone, add up to all emissions: nothing is counted twice or in none.
TEST_F(Hub, GasesAndSectorsAloneAddUpToAll) {
  const auto figures = figures_of(plan, tests::hub_catalogues());
  const double all = geo::figure_card(geo::figure_from_text("emissions:2025", plan), *figures).value;
  ASSERT_GT(all, 0);
  double of_gases = 0, of_sectors = 0;
  for (const char* gas : {"methane", "co2", "n2o"}) {
    const std::string name = std::string("emissions:2025@") + gas;
    const double of_gas = geo::figure_card(geo::figure_from_text(name, plan), *figures).value;
    of_gases += of_gas;
    double parts = 0;
    for (const auto sector : geo::EnumText<geo::Sector>::names) {
      const std::string both = name + "," + std::string(sector);
      parts += geo::figure_card(geo::figure_from_text(both, plan), *figures).value;
      EXPECT_EQ(geo::text_of(geo::figure_from_text(both, plan)), both);
    }
    EXPECT_NEAR(parts, of_gas, 1e-9);
  }
  EXPECT_NEAR(of_gases, all, 1e-9);
  for (const auto sector : geo::EnumText<geo::Sector>::names)
    of_sectors +=
        geo::figure_card(geo::figure_from_text("emissions:2025@" + std::string(sector), plan), *figures).value;
  EXPECT_NEAR(of_sectors, all, 1e-9);
}

TEST_F(Hub, EveryFigureOpensToACardOfItsOwnValue) {
  const auto figures = figures_of(plan, tests::hub_catalogues());
  const auto card = [&](const char* name) { return geo::figure_card(geo::figure_from_text(name, plan), *figures); };
  for (const int year : {2020, 2026}) {
    const std::string tail = ":" + std::to_string(year);
    for (const auto by : {BalanceBy::sector, BalanceBy::source, BalanceBy::partner})
      for (const auto& line : geo::balance_lines(plan, ledger, year, year, by)) {
        if (line.group.empty()) continue;
        const auto opened = card((std::string(geo::text_of(by)) + "/" + line.group + tail).c_str());
        // A transfer inside the hub is in the partner's figure alone.
        EXPECT_NEAR(opened.value, line.emission_t, 1e-9) << line.group;
        expect_whole(opened);
      }
    const auto emissions = card(("emissions" + tail).c_str());
    EXPECT_NEAR(emissions.value, sum(year, BalanceBy::sector), 1e-9);
    expect_whole(emissions);
    EXPECT_NEAR(card(("net" + tail).c_str()).value, emissions.value, 1e-9);
    EXPECT_NEAR(card(("biogenic" + tail).c_str()).value, 100, 1e-9);
    EXPECT_NEAR(card(("avoided" + tail).c_str()).value, -38, 1e-9);
  }
}

TEST_F(Hub, AFigureToBeConfirmedMarksEverySumItIsIn) {
  auto doubtful = tests::hub_catalogues();
  geo::FactorCatalogue factors;
  for (const auto& [id, factor] : doubtful->factors) {
    geo::Factor copy = factor;
    if (id == "fuel.ch4") copy.status = geo::FactorStatus::to_be_confirmed;
    factors.add(copy);
  }
  doubtful->factors = factors;
  const auto after = figures_of(plan, doubtful);
  const auto status = [&](const char* name) {
    return geo::figure_card(geo::figure_from_text(name, plan), *after).status;
  };
  EXPECT_EQ(status("net:2025"), geo::FactorStatus::to_be_confirmed);
  EXPECT_EQ(status("source/Boiler:2025"), geo::FactorStatus::to_be_confirmed);
  EXPECT_EQ(status("source/Heat from the town:2025"), geo::FactorStatus::verified);
}

TEST_F(Hub, NamesOfFiguresComeBackAndWrongOnesAreRefusedWithASentence) {
  for (const char* name : {"net:2023", "sector/landfill:1999", "source/3:2023", "partner/2:2030", "source/3:2023@co2",
                           "density/244300.5,6714800:2023", "density/244300,6714800:2023@methane,landfill"})
    EXPECT_EQ(geo::text_of(geo::figure_from_text(name, plan)), name);
  EXPECT_EQ(geo::figure_from_text("partner/Plant:2023", plan).id, 1);
  for (const char* name : {"",
                           "net",
                           "net:",
                           "net:20x3",
                           "nett:2023",
                           "sector:2023",
                           "sector/x:2023",
                           "net/3:2023",
                           "source/99:2023",
                           "source/Nobody:2023",
                           "net:2023 ",
                           "net:2023@methane",
                           "emissions:2023@",
                           "emissions:2023@all",
                           "emissions:2023@x",
                           "emissions:2023@methane,",
                           "emissions:2023@co2,n2o",
                           "emissions:2023@landfill,methane",
                           "density:2023",
                           "density/1:2023",
                           "density/1,x:2023",
                           "density/1e99,2:2023",
                           "density/nan,2:2023"})
    EXPECT_THROW((void)geo::figure_from_text(name, plan), geo::Error) << name;
}

}  // namespace
