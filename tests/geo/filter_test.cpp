#include "geo/filter.hpp"

#include <chrono>
#include <cmath>
#include <random>

namespace {

using geo::Column;
using geo::Condition;

std::vector<Column> columns() {
  geo::TextColumn use;
  for (const char* text : {"Teollisuus", "Asuminen", "teollisuus ja PALVELUT", "", "Öljy"}) use.append(text);
  return {{"use", use, {true, true, true, false, true}},
          {"area", std::vector<double>{1.5, 2, std::nan(""), 12.25, -3}, {}},
          {"floors", std::vector<std::int64_t>{1, 2, 3, 4, 1250}, {true, true, true, true, false}}};
}

std::vector<std::uint32_t> meeting(std::vector<Condition> conditions) {
  geo::Progress progress;
  std::vector<std::uint32_t> rows;
  geo::rows_meeting(conditions, columns(), 5, progress).for_each([&](std::uint32_t row) { rows.push_back(row); });
  return rows;
}

Condition range(std::string attribute, std::optional<double> low, std::optional<double> high) {
  return {std::move(attribute), low, high, {}, {}};
}

TEST(Filter, BothEndsOfARangeAreIncludedAndNothingUnknownPasses) {
  EXPECT_THAT(meeting({range("area", 1.5, 2)}), testing::ElementsAre(0, 1));
  EXPECT_THAT(meeting({range("area", {}, 2)}), testing::ElementsAre(0, 1, 4));
  EXPECT_THAT(meeting({range("area", -1e300, {})}), testing::ElementsAre(0, 1, 3, 4)) << "not a number is no value";
  EXPECT_THAT(meeting({range("floors", 3, {})}), testing::ElementsAre(2, 3)) << "row 4 has no value";
  EXPECT_TRUE(meeting({range("area", 5, 4)}).empty());
  EXPECT_TRUE(meeting({range("use", 0, {})}).empty()) << "a text is in no range";
}

TEST(Filter, ATextIsFoundInEitherCaseAndValuesAreWhole) {
  EXPECT_THAT(meeting({{"use", {}, {}, "TEOLLISUUS", {}}}), testing::ElementsAre(0, 2));
  EXPECT_THAT(meeting({{"use", {}, {}, "öLJ", {}}}), testing::ElementsAre(4));
  EXPECT_THAT(meeting({{"use", {}, {}, {}, {"Teollisuus", "Asuminen", "nothing"}}}), testing::ElementsAre(0, 1));
  EXPECT_THAT(meeting({{"floors", {}, {}, {}, {"2", "1250"}}}), testing::ElementsAre(1));
  EXPECT_TRUE(meeting({{"use", {}, {}, {}, {""}}}).empty()) << "no value is not an empty text";
}

TEST(Filter, AllConditionsMustHoldAndNoneLetsAllThrough) {
  EXPECT_THAT(meeting({}), testing::ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(meeting({{"use", {}, {}, "i", {}}, range("floors", 2, {})}), testing::ElementsAre(1, 2));
  EXPECT_THAT(meeting({{"use", {}, {}, "i", {"Asuminen"}}}), testing::ElementsAre(1));
  EXPECT_TRUE(meeting({range("there is not", 0, 1)}).empty());
}

TEST(Filter, WithoutAnAttributeEveryColumnIsLookedInto) {
  EXPECT_THAT(meeting({{"", {}, {}, "palv", {}}}), testing::ElementsAre(2));
  EXPECT_THAT(meeting({{"", {}, {}, "2", {}}}), testing::ElementsAre(1, 3)) << "2 and 12.25; 1250 is not known";
  EXPECT_THAT(meeting({{"", {}, {}, "12,25", {}}}), testing::ElementsAre(3)) << "a decimal comma";
  EXPECT_THAT(meeting({{"", {}, {}, "\u22123", {}}}), testing::ElementsAre(4)) << "a minus sign";
  EXPECT_THAT(meeting({{"", {}, {}, "", {}}}), testing::SizeIs(5));
}

TEST(Filter, OfSomeRowsGivesSomeOfThose) {
  geo::Progress progress;
  geo::RowSet of(5);
  of.set(2);
  of.set(3);
  const std::vector<Condition> conditions{{"use", {}, {}, "teollisuus", {}}};
  const geo::RowSet found = geo::rows_meeting(conditions, columns(), of, progress);
  EXPECT_EQ(found.count(), 1u);
  EXPECT_TRUE(found.contains(2));
}

TEST(Filter, AMillionNumbersAreFilteredInAFrame) {
  std::mt19937 random(1);
  std::vector<double> values(1'000'000);
  for (double& value : values) value = static_cast<double>(random() % 1000);
  const std::vector<Column> table{{"x", values, {}}};
  const std::vector<Condition> conditions{range("x", 100, 199)};
  geo::Progress progress;
  const auto start = std::chrono::steady_clock::now();
  const geo::RowSet found = geo::rows_meeting(conditions, table, values.size(), progress);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("ms", std::to_string(ms));
  std::printf("range of a million: %.1f ms\n", ms);
  EXPECT_EQ(found.count(), static_cast<std::size_t>(std::count_if(values.begin(), values.end(),
                                                                  [](double v) { return v >= 100 && v <= 199; })));
  EXPECT_LT(ms, 200);  // some 5 on an idle machine
}

}  // namespace
