#include "app/model_edit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

geo::ModelField waste() {
  geo::ModelField field;
  field.name = "waste";
  field.unit = "t";
  field.low = 0;
  return field;
}

using Years = std::vector<geo::InputYear>;

TEST(PastedYears, ColumnsOfASpreadsheetAreTakenWithHeadCommasAndThousands) {
  const auto read = [](std::string_view text) { return app::pasted_years(text, 2020, waste()); };
  EXPECT_EQ(read("2017\t914\n2018\t781,5\n").years, (Years{{2017, 914}, {2018, 781.5}}));
  EXPECT_EQ(read("Year;Tonnes\r\n2019;1 200\r\n2018;7\r\n").years, (Years{{2018, 7}, {2019, 1200}}));
  // Values alone are those of the first year and the years after it.
  EXPECT_EQ(read("5\n6\n7").years, (Years{{2020, 5}, {2021, 6}, {2022, 7}}));
}

TEST(PastedYears, WhatIsWrongIsSaidWithItsLineAndNothingIsTaken) {
  for (const char* text : {"", "\n\n", "2017\t5\n2017\t6", "2017\tx", "2017\t5\t6", "17\t5", "2017\t-3", "2017.5\t3",
                           "2017\t5\nNaN", "2017\tinf", "a\nb"}) {
    const app::PastedYears read = app::pasted_years(text, 2020, waste());
    EXPECT_TRUE(read.fault) << text;
    EXPECT_TRUE(read.years.empty()) << text;
  }
  EXPECT_THAT(geo::english(*app::pasted_years("2017\t5\n2018\t-1", 2020, waste()).fault), testing::HasSubstr("Line 2"));
}

TEST(ModelEdit, AnInputThatSaysNothingAnyMoreIsGone) {
  auto inputs = app::with_value({}, waste(), 12);
  ASSERT_EQ(inputs.size(), 1u);
  EXPECT_EQ(inputs[0].unit, "t");
  EXPECT_TRUE(app::with_value(inputs, waste(), std::nullopt).empty());
}

TEST(ModelEdit, WhatWasGivenInAnotherUnitStaysTheSameAmount) {
  geo::ModelInput given;
  given.name = "waste";
  given.unit = "kg";
  given.value = 3000;
  const auto years = app::with_years({given}, waste(), {{2020, 5}});
  ASSERT_EQ(years.size(), 1u);
  EXPECT_EQ(years[0].unit, "t");
  EXPECT_DOUBLE_EQ(*years[0].value, 3);
  given.value.reset();
  given.years = {{2020, 4000}};
  const auto value = app::with_value({given}, waste(), 1);
  EXPECT_DOUBLE_EQ(value[0].years[0].value, 4);
}

TEST(ModelEdit, TheChosenWordIsTheGivenOneElseTheDefaultNeverTheFirst) {
  geo::ModelField field;
  field.name = "basis";
  field.choices = {{"dry", {}}, {"wet", {}}};
  EXPECT_EQ(app::chosen_word({}, field), "") << "standing first is not being chosen";
  field.default_choice = "wet";
  EXPECT_EQ(app::chosen_word({}, field), "wet");
  EXPECT_EQ(app::chosen_word(app::with_choice({}, field, "dry"), field), "dry");
}

}  // namespace
