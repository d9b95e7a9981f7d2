// Histograms, categories, breaks and styles of layers, and that each change is one edit that undo takes back.
#include "app/style_edit.hpp"

#include "app/number_format.hpp"
#include "app/text.hpp"
#include "render/style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

geo::Column numbers(std::vector<double> values) {
  geo::Column column;
  column.name = "area";
  column.values = std::move(values);
  return column;
}

geo::Column texts(const std::vector<std::string>& values) {
  geo::Column column;
  column.name = "use";
  geo::TextColumn text;
  for (const std::string& value : values) text.append(value);
  column.values = std::move(text);
  return column;
}

/// A plan with two layers that share a style, and one without a style.
struct WithLayers : testing::Test {
  WithLayers() {
    geo::Edit edit;
    geo::Style style;
    style.mode = geo::StyleMode::single;
    style.fill = {1, 2, 3, 255};
    const auto shared = edit.add(*plan, style);
    geo::Layer layer;
    layer.style = shared;
    layer.name = "Lots";
    first = edit.add(*plan, layer);
    layer.name = "Plots";
    second = edit.add(*plan, layer);
    layer.name = "Roads";
    layer.style = {};
    layer.opacity = 0.5;
    layer.blend = geo::Blend::multiply;
    layer.finest_scale = 5000;
    third = edit.add(*plan, layer);
    plan = geo::applied(plan, edit);
  }
  /// Applies the edit and checks that its inverse gives back the plan as it was.
  geo::PlanPtr applied(const geo::Edit& edit) const {
    geo::PlanPtr next = geo::applied(plan, edit);
    EXPECT_EQ(*geo::applied(next, geo::inverse(edit)), *plan);
    return next;
  }
  geo::PlanPtr plan = std::make_shared<const geo::Plan>();
  geo::Id<geo::Layer> first, second, third;
};

TEST(Histograms, CountEveryValueOnce) {
  std::mt19937 random(1);
  std::lognormal_distribution<double> sizes(0, 2);
  std::vector<double> values(5000);
  for (double& value : values) value = sizes(random);
  std::sort(values.begin(), values.end());
  const Histogram bins = histogram(values, 40);
  EXPECT_EQ(std::accumulate(bins.counts.begin(), bins.counts.end(), std::size_t{0}), values.size());
  EXPECT_EQ(bins.low, values.front());
  // Without the far outliers the first bin does not hold nearly everything.
  EXPECT_LT(bins.counts.front(), values.size() * 9 / 10);
  EXPECT_EQ(bins.above_count,
            static_cast<std::size_t>(values.end() - std::upper_bound(values.begin(), values.end(), bins.high)));
}

TEST(Histograms, OfNothingOneValueAndTheWidestRangeAreWhole) {
  EXPECT_TRUE(histogram({}, 10).empty());
  const std::vector<double> one{7, 7, 7};
  const Histogram same = histogram(one, 10);
  EXPECT_LT(same.low, 7);
  EXPECT_GT(same.high, 7);
  EXPECT_EQ(std::accumulate(same.counts.begin(), same.counts.end(), std::size_t{0}), 3u);
  const double largest = std::numeric_limits<double>::max();
  const std::vector<double> wide{-largest, 0, largest};
  const Histogram widest = histogram(wide, 4);
  EXPECT_THAT(widest.counts, ElementsAre(1, 0, 1, 1));
}

TEST(ClassCounts, AddUpAndGiveALimitToTheUpperClass) {
  const std::vector<double> values{1, 2, 2, 3, 10};
  EXPECT_THAT(class_counts(values, std::vector<double>{2, 10}), ElementsAre(1, 3, 1));
  EXPECT_THAT(class_counts(values, {}), ElementsAre(5));
  EXPECT_THAT(class_counts({}, std::vector<double>{1}), ElementsAre(0, 0));
}

TEST(ColumnValuesOf, ListTheMostFrequentFirstAndCountWhatIsMissing) {
  geo::Column column = texts({"b", "a", "b", "", "c", "b", "a"});
  column.valid = {true, true, true, false, true, true, true};
  const ColumnValues values = column_values(column);
  ASSERT_EQ(values.common.size(), 3u);
  EXPECT_EQ(values.common[0], (ValueCount{"b", 3}));
  EXPECT_EQ(values.common[1], (ValueCount{"a", 2}));
  EXPECT_EQ(values.value_count, 6u);
  EXPECT_EQ(values.missing_count, 1u);
}

TEST(ColumnValuesOf, LargeWholeNumbersAreNotTakenForOneAnother) {
  geo::Column column;
  column.name = "id";
  column.values = std::vector<std::int64_t>{9007199254740993, 9007199254740992, 9007199254740993};
  const ColumnValues values = column_values(column);
  ASSERT_EQ(values.common.size(), 2u);
  EXPECT_EQ(values.common[0], (ValueCount{"9007199254740993", 2}));
}

TEST(ColumnValuesOf, MoreDifferentValuesThanAreListedAreStillCounted) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < most_different_values + 25; ++i) rows.push_back(std::to_string(i));
  rows.push_back("7");
  const ColumnValues values = column_values(texts(rows));
  EXPECT_EQ(values.common.size(), most_different_values);
  EXPECT_EQ(values.common.front(), (ValueCount{"7", 2}));
  EXPECT_EQ(values.unlisted_count, 25u);
  EXPECT_EQ(column_summary(texts(rows)).different_count, most_different_values);
}

TEST(ColumnValuesOf, NumbersThatAreNoneAreMissing) {
  const ColumnValues values = column_values(numbers({1, std::nan(""), std::numeric_limits<double>::infinity(), -2}));
  EXPECT_THAT(values.sorted, ElementsAre(-2, 1));
  EXPECT_EQ(values.missing_count, 2u);
}

TEST(Categories, AreAsManyAsThePaletteHasColoursAndTheRestIsOther) {
  std::vector<std::string> rows;
  for (int i = 0; i < 30; ++i)
    for (int k = 0; k <= i; ++k) rows.push_back("value " + std::to_string(i));
  const auto categories = categories_of(column_values(texts(rows)), geo::GeometryKind::polygon);
  ASSERT_EQ(categories.size(), 9u);
  EXPECT_EQ(categories.front().value, "value 29");
  for (std::size_t i = 1; i < categories.size(); ++i) EXPECT_NE(categories[i].fill, categories[i - 1].fill);
}

TEST(Categories, OfZoningLettersHaveTheColoursOfTheMapAndAreAllListed) {
  std::vector<std::string> rows;
  for (const char* letter : {"A", "AK", "C", "T", "TY", "P/T", "V", "VL", "SL", "M", "W", "E", "ET", "LT", "R", "K"})
    rows.emplace_back(letter);
  const auto categories = categories_of(column_values(texts(rows)), geo::GeometryKind::polygon);
  EXPECT_EQ(categories.size(), rows.size());
}

TEST(Categories, AreAddedWithoutRepeatingOne) {
  const ColumnValues values = column_values(texts({"a", "a", "b", "c", "d", "d", "d"}));
  geo::Style style;
  style.categories = {{"a", "Kept", {1, 1, 1, 255}}};
  add_categories(style, values, 2, geo::GeometryKind::polygon);
  ASSERT_EQ(style.categories.size(), 3u);
  EXPECT_EQ(style.categories[0].label, "Kept");
  EXPECT_EQ(style.categories[1].value, "d");
  add_categories(style, values, 100, geo::GeometryKind::polygon);
  EXPECT_EQ(style.categories.size(), 4u);
}

TEST(StyledBy, NumbersMakeClassesTextMakesCategories) {
  std::vector<double> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(i);
  const geo::Style classes =
      styled_by({}, column_values(numbers(rows)), geo::StyleMode::classes, geo::GeometryKind::polygon);
  EXPECT_EQ(classes.mode, geo::StyleMode::classes);
  EXPECT_EQ(classes.breaks.size(), 4u);
  const geo::Style categories =
      styled_by(classes, column_values(texts({"a", "b"})), geo::StyleMode::classes, geo::GeometryKind::polygon);
  EXPECT_EQ(categories.mode, geo::StyleMode::categories);
  EXPECT_THAT(categories.breaks, IsEmpty());
  EXPECT_EQ(categories.categories.size(), 2u);
}

TEST(Suggested, AttributeTellsFeaturesApart) {
  const std::vector<ColumnSummary> columns{{"constant", false, 9, 1},
                                           {"name", false, 900, 800},
                                           {"use", false, 900, 12},
                                           {"storeys", true, 900, 4},
                                           {"area", true, 900, 700}};
  EXPECT_EQ(suggested_attribute(columns, geo::StyleMode::categories), "use");
  EXPECT_EQ(suggested_attribute(columns, geo::StyleMode::classes), "area");
  EXPECT_EQ(suggested_attribute(std::span(columns).first(1), geo::StyleMode::categories), "");
  EXPECT_EQ(suggested_attribute(std::span(columns).first(3), geo::StyleMode::classes), "");
}

TEST(Breaks, StayAscendingHoweverTheyAreDragged) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> anywhere(-50, 150);
  std::vector<double> breaks{10, 20, 30, 40};
  for (int i = 0; i < 2000; ++i) {
    breaks = with_break_moved(breaks, random() % breaks.size(), anywhere(random), 100);
    for (std::size_t k = 1; k < breaks.size(); ++k) ASSERT_LT(breaks[k - 1], breaks[k]);
  }
}

TEST(Breaks, AreDraggedToValuesThatReadWell) {
  EXPECT_THAT(with_break_moved({10, 20}, 1, 33.333333, 100), ElementsAre(10, 33.4));
  EXPECT_THAT(with_break_moved({10, 20}, 0, 900, 100), ElementsAre(19.8, 20));
  EXPECT_THAT(with_break_moved({10, 20}, 5, 900, 100), ElementsAre(10, 20));
  EXPECT_THAT(with_break_moved({10, 20}, 0, std::nan(""), 100), ElementsAre(10, 20));
  EXPECT_THAT(with_break_moved({10, 20}, 0, 15, 0), ElementsAre(10, 20));
}

TEST(Breaks, AreTypedOnlyBetweenTheirNeighbours) {
  EXPECT_EQ(with_break_typed({10, 20, 30}, 1, 10), std::nullopt);
  EXPECT_EQ(with_break_typed({10, 20, 30}, 1, 30.5), std::nullopt);
  EXPECT_EQ(with_break_typed({10, 20, 30}, 1, 12.25), (std::vector<double>{10, 12.25, 30}));
  EXPECT_EQ(with_break_typed({10}, 0, std::numeric_limits<double>::infinity()), std::nullopt);
}

TEST_F(WithLayers, AFirstOwnStyleLooksLikeTheRolesDrawing) {
  for (std::size_t r = 0; r < geo::EnumText<geo::Role>::names.size(); ++r)
    for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::polygon}) {
      geo::Layer layer = *plan->layers().find(third);
      layer.role = static_cast<geo::Role>(r);
      const render::Symbol symbol = render::role_symbol(layer.role, kind, render::ThemeKind::light);
      const geo::Style style = own_style(*plan, layer, kind, render::ThemeKind::light);
      EXPECT_EQ(style.mode, geo::StyleMode::single);
      EXPECT_EQ(style.hatch, symbol.hatch);
      if (symbol.fill.a > 0) {
        EXPECT_EQ(style.fill, symbol.fill);
      }
      if (symbol.line.a > 0) {
        EXPECT_EQ(style.line, symbol.line);
        EXPECT_EQ(style.line_width_px, symbol.line_width_px);
      }
    }
  // A layer with a style of its own keeps it.
  EXPECT_EQ(own_style(*plan, *plan->layers().find(first), geo::GeometryKind::polygon, render::ThemeKind::dark).fill,
            (geo::Colour{1, 2, 3, 255}));
}

TEST_F(WithLayers, AStyleThatOthersUseStaysTheirs) {
  geo::Style style = **plan->styles().begin();
  style.fill = {9, 9, 9, 255};
  const auto edit = style_edit(*plan, first, style, {});
  ASSERT_TRUE(edit);
  const geo::PlanPtr next = applied(*edit);
  EXPECT_EQ(next->styles().size(), 2u);
  EXPECT_EQ(next->styles().find(next->layers().find(first)->style)->fill, style.fill);
  EXPECT_EQ(next->styles().find(next->layers().find(second)->style)->fill, (geo::Colour{1, 2, 3, 255}));
  // Now it is its own: the next change makes no third one.
  style.fill = {8, 8, 8, 255};
  const auto again = style_edit(*next, first, style, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(geo::applied(next, *again)->styles().size(), 2u);
  EXPECT_FALSE(style_edit(*geo::applied(next, *again), first, style, {}));
}

TEST_F(WithLayers, BackToTheRoleRemovesAStyleThatNobodyElseUses) {
  EXPECT_FALSE(role_style_edit(*plan, third));
  const auto one = role_style_edit(*plan, first);
  ASSERT_TRUE(one);
  const geo::PlanPtr next = applied(*one);
  EXPECT_FALSE(next->layers().find(first)->style);
  EXPECT_EQ(next->styles().size(), 1u);
  const auto both = role_style_edit(*next, second);
  ASSERT_TRUE(both);
  EXPECT_EQ(geo::applied(next, *both)->styles().size(), 0u);
}

TEST_F(WithLayers, ACopiedLookIsTheOtherLayersInOneStepAndNoMore) {
  const auto look = copied_look(*plan, first);
  ASSERT_TRUE(look);
  const auto edit = paste_look_edit(*plan, third, *look);
  ASSERT_TRUE(edit);
  const geo::PlanPtr next = applied(*edit);
  const geo::Layer& pasted = *next->layers().find(third);
  EXPECT_EQ(*next->styles().find(pasted.style), *plan->styles().find(plan->layers().find(first)->style));
  EXPECT_EQ(pasted.opacity, 1);
  EXPECT_EQ(pasted.blend, geo::Blend::normal);
  EXPECT_FALSE(pasted.finest_scale);
  EXPECT_EQ(pasted.name, "Roads");
  EXPECT_FALSE(paste_look_edit(*next, third, *look));
  // A copy is its own: changing it leaves the first one alone.
  geo::Style other = *next->styles().find(pasted.style);
  other.fill = {7, 7, 7, 255};
  const geo::PlanPtr changed = geo::applied(next, *style_edit(*next, third, other, {}));
  EXPECT_EQ(changed->styles().find(changed->layers().find(first)->style)->fill, (geo::Colour{1, 2, 3, 255}));
}

TEST_F(WithLayers, ACopiedRolesLookFreesTheStyle) {
  const auto look = copied_look(*plan, third);
  const auto edit = paste_look_edit(*plan, first, *look);
  ASSERT_TRUE(edit);
  const geo::PlanPtr next = applied(*edit);
  EXPECT_FALSE(next->layers().find(first)->style);
  EXPECT_EQ(next->layers().find(first)->opacity, 0.5);
  EXPECT_EQ(next->styles().size(), 1u) << "the second layer still uses it";
}

TEST(ColoursAsHex, AreReadInTheFormsThatPeopleType) {
  EXPECT_EQ(colour_from_hex("#0A7766"), (geo::Colour{0x0A, 0x77, 0x66, 255}));
  EXPECT_EQ(colour_from_hex(" 0a7766 "), (geo::Colour{0x0A, 0x77, 0x66, 255}));
  EXPECT_EQ(colour_from_hex("fff"), (geo::Colour{255, 255, 255, 255}));
  EXPECT_EQ(colour_from_hex("#0A776680"), (geo::Colour{0x0A, 0x77, 0x66, 0x80}));
  for (const char* wrong : {"", "#", "12345", "#GGGGGG", "0x123456", "#1234567890", "%s%n%s"})
    EXPECT_FALSE(colour_from_hex(wrong)) << wrong;
  EXPECT_EQ(hex_text({0x0A, 0x77, 0x66, 255}), "#0A7766");
  EXPECT_EQ(hex_text({0x0A, 0x77, 0x66, 0x80}), "#0A776680");
}

TEST(Hue, SaturationAndLightnessGiveBackEveryColour) {
  for (int r = 0; r < 256; r += 17)
    for (int g = 0; g < 256; g += 17)
      for (int b = 0; b < 256; b += 17) {
        const geo::Colour c{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g), static_cast<std::uint8_t>(b),
                            77};
        ASSERT_EQ(colour_of(hsl_of(c), 77), c) << r << ' ' << g << ' ' << b;
      }
}

TEST(TypedNumbers, AreReadAsTheyAreShown) {
  for (const char* language : {"fi", "en"}) {
    set_language(language);
    for (const double value : {0.0, 0.25, -3.5, 1200.0, 12345600.0, 0.000125, -1e6})
      EXPECT_EQ(typed_number(exact(value)), value) << exact(value);
  }
  EXPECT_EQ(typed_number("1 200,5"), 1200.5);
  for (const char* wrong : {"", " ", "a", "1.2.3", "1e999", "nan", "12 m"}) EXPECT_FALSE(typed_number(wrong)) << wrong;
  set_language("en");
}

}  // namespace
}  // namespace app
