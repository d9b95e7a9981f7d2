// The balance's sheet: what stands in its cells is what their cards say.
#include "app/balance_sheet.hpp"

#include "geo/balance/figure.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/example_file.hpp"
#include "tests/geo/balance/hub.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace {

std::shared_ptr<const geo::PlanFigures> hub_figures(geo::Plan plan = tests::hub_plan()) {
  return geo::plan_figures(std::make_shared<const geo::Plan>(std::move(plan)), tests::hub_catalogues(),
                           geo::Crs::tm35fin());
}

/// The example of the program, with its landfill model, sinks and given series.
const std::shared_ptr<const geo::PlanFigures>& example_figures() {
  static const auto figures =
      geo::plan_figures(std::make_shared<const geo::Plan>(layers::read_plan_toml(
                            std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml")),
                        layers::read_catalogues().catalogues, geo::Crs::tm35fin());
  return figures;
}

std::size_t opened_cells(const geo::PlanFigures& figures, geo::BalanceBy by, int first_year, int last_year) {
  const app::BalanceSheet sheet = app::balance_sheet(app::balance_table(figures, first_year, last_year, by));
  std::size_t opened = 0;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r)
    for (std::size_t y = 0; y < sheet.years.size(); ++y) {
      const auto name = app::figure_at(sheet, r, y);
      if (!name) continue;
      const geo::FigureCard card = geo::figure_card(*name, figures);
      const double value = *sheet.rows[r].values[y];
      if (sheet.rows[r].kind != app::BalanceRowKind::range) {
        EXPECT_NEAR(sheet.rows[r].sign * card.value, value, 1e-9 * std::max(1.0, std::abs(value)))
            << sheet.rows[r].name << ", " << geo::text_of(*name);
      }
      if (sheet.rows[r].kind != app::BalanceRowKind::range) {
        const auto& marks = sheet.rows[r].to_be_confirmed;
        EXPECT_EQ(y < marks.size() && marks[y], card.status == geo::FactorStatus::to_be_confirmed)
            << sheet.rows[r].name << ", " << geo::text_of(*name);
      }
      // What the card's name says leads back to the same figure.
      EXPECT_EQ(geo::figure_from_text(geo::text_of(*name), *figures.plan), *name);
      if (value != 0) {
        EXPECT_FALSE(card.children.empty()) << geo::text_of(*name);
      }
      ++opened;
    }
  return opened;
}

TEST(BalanceSheet, EveryCellOpensToTheCardOfItsFigure) {
  for (const geo::BalanceBy by : {geo::BalanceBy::sector, geo::BalanceBy::source, geo::BalanceBy::scope,
                                  geo::BalanceBy::gas, geo::BalanceBy::partner, geo::BalanceBy::area}) {
    EXPECT_GT(opened_cells(*hub_figures(), by, 2020, 2025), 20u) << geo::text_of(by);
    EXPECT_GT(opened_cells(*example_figures(), by, 2021, 2032), 40u) << geo::text_of(by);
  }
}

TEST(BalanceSheet, PartsAboveASumAddUpToIt) {
  for (const geo::BalanceBy by : {geo::BalanceBy::sector, geo::BalanceBy::source, geo::BalanceBy::scope,
                                  geo::BalanceBy::gas, geo::BalanceBy::partner, geo::BalanceBy::area}) {
    const app::BalanceSheet sheet = app::balance_sheet(app::balance_table(*hub_figures(), 2020, 2025, by));
    for (std::size_t y = 0; y < sheet.years.size(); ++y) {
      double parts = 0;
      for (const app::BalanceSheetRow& row : sheet.rows) {
        if (row.kind == app::BalanceRowKind::part) parts += row.values[y].value_or(0);
        if (row.kind != app::BalanceRowKind::sum) continue;
        if (row.figure.kind == geo::FigureKind::emissions) {
          EXPECT_NEAR(parts, *row.values[y], 1e-9) << geo::text_of(by) << " " << sheet.years[y];
        }
        parts = 0;
      }
    }
  }
}

TEST(BalanceSheet, PartnersShowWhatTheySellEachOtherOnceInTheHub) {
  const app::BalanceSheet sheet =
      app::balance_sheet(app::balance_table(*hub_figures(), 2025, 2025, geo::BalanceBy::partner));
  const auto transfers = std::find_if(sheet.rows.begin(), sheet.rows.end(), [](const app::BalanceSheetRow& row) {
    return row.figure.kind == geo::FigureKind::transfers;
  });
  ASSERT_NE(transfers, sheet.rows.end());
  EXPECT_NEAR(*transfers->values[0], -400 * 0.038, 1e-9);
}

TEST(BalanceSheet, WhatHasFactorsToBeConfirmedIsMarkedAndNothingElse) {
  auto doubtful = tests::hub_catalogues();
  geo::FactorCatalogue factors;
  for (const auto& [id, factor] : doubtful->factors) {
    geo::Factor copy = factor;
    if (id == "fuel.ch4") copy.status = geo::FactorStatus::to_be_confirmed;
    factors.add(copy);
  }
  doubtful->factors = factors;
  const auto figures =
      geo::plan_figures(std::make_shared<const geo::Plan>(tests::hub_plan()), doubtful, geo::Crs::tm35fin());
  std::size_t marked = 0, plain = 0;
  for (const geo::BalanceBy by : {geo::BalanceBy::sector, geo::BalanceBy::source, geo::BalanceBy::scope,
                                  geo::BalanceBy::gas, geo::BalanceBy::partner, geo::BalanceBy::area}) {
    opened_cells(*figures, by, 2020, 2030);  // each cell's mark is that of its card
    for (const app::BalanceSheetRow& row : app::balance_sheet(app::balance_table(*figures, 2020, 2030, by)).rows)
      for (std::size_t y = 0; y < row.to_be_confirmed.size(); ++y) ++(row.to_be_confirmed[y] ? marked : plain);
  }
  EXPECT_GT(marked, 50u);
  EXPECT_GT(plain, 50u);
}

TEST(BalanceSheet, ThingsOfOneNameAreTwoRows) {
  geo::Plan plan = tests::hub_plan();
  tests::put_in(plan, tests::modelled_source("Boiler", "fuel", "fuel_mwh", 10));
  const auto figures = hub_figures(std::move(plan));
  const app::BalanceSheet sheet = app::balance_sheet(app::balance_table(*figures, 2025, 2025, geo::BalanceBy::source));
  std::set<double> boilers;
  for (const app::BalanceSheetRow& row : sheet.rows)
    if (row.name == "Boiler") boilers.insert(*row.values[0]);
  EXPECT_EQ(boilers.size(), 2u);
}

TEST(BalanceSheet, WhatIsNotKnownIsNoNought) {
  const app::BalanceSheet sheet =
      app::balance_sheet(app::balance_table(*hub_figures(), 2022, 2023, geo::BalanceBy::sector));
  const auto landfill = std::find_if(sheet.rows.begin(), sheet.rows.end(), [](const app::BalanceSheetRow& row) {
    return row.figure.kind == geo::FigureKind::sector &&
           row.figure.id == static_cast<std::int64_t>(geo::Sector::landfill);
  });
  ASSERT_NE(landfill, sheet.rows.end());
  EXPECT_TRUE(landfill->values[0].has_value());
  EXPECT_FALSE(landfill->values[1].has_value());
  EXPECT_FALSE(app::figure_at(sheet, static_cast<std::size_t>(landfill - sheet.rows.begin()), 1));
}

TEST(BalanceSheet, ItsFileIsReadBySpreadsheetsOfTheCountry) {
  app::BalanceSheet sheet;
  sheet.years = {2022, 2023};
  sheet.rows.push_back({"=2+2;\"x\"", app::BalanceRowKind::part, {}, 1, {}, {1234.5, std::nullopt}});
  EXPECT_EQ(app::sheet_as_csv(sheet, {';', ','}), "t CO₂e;2022;2023\r\n\"'=2+2;\"\"x\"\"\";1234,50;\r\n");
}

}  // namespace
