#include "render/style.hpp"

#include "render/designed_symbol.hpp"

#include <cmath>

namespace {

using geo::Geometry;
using geo::GeometryKind;
using geo::Role;
using render::ThemeKind;

geo::Features features() {
  geo::Features out;
  out.name = "Yleiskaava";
  const auto square = [](double x) { return Geometry::polygon({{x, 0}, {x + 9, 0}, {x + 9, 9}, {x, 9}}); };
  out.append(square(0), 1);
  out.append(square(10), 2);
  out.append(square(20), 3);
  out.append(Geometry::line({{0, 0}, {5, 5}}), 4);
  out.append(Geometry::point({3, 3}), 5);
  out.append(Geometry{}, 6);
  geo::Column use{"use", geo::TextColumn{}, {}};
  auto& text = std::get<geo::TextColumn>(use.values);
  for (const char* v : {"T", "A", "muu", "T", "A", ""}) text.append(v);
  geo::Column value{"t", std::vector<double>{-5, 2, 10, 3, 2, 1}, {true, true, false, true, true, true}};
  out.columns = {use, value};
  return out;
}

/// The layer's symbols, legend and labels, with a cache of its own.
struct Styled : render::StyledLayer {
  std::vector<render::LabelCandidate> labels;
};
Styled styled(const geo::Features& features, const geo::Style& style, Role role, ThemeKind theme,
              const render::StyleWords& words = {}, const geo::RowSet* shown = nullptr) {
  render::StyleCache cache;
  Styled out{render::styled(features, style, role, theme, words, cache, shown), {}};
  out.labels = render::layer_labels(features, style, role, theme, out.symbols, cache);
  return out;
}

const render::Symbol& symbol_of(const render::StyledLayer& layer, std::size_t f) {
  return layer.symbols.symbols[layer.symbols.symbol_of_feature.empty() ? 0 : layer.symbols.symbol_of_feature[f]];
}

TEST(StyledLayer, ByRoleFollowsTheThemeAndTheKind) {
  geo::Style style;
  for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark}) {
    const auto layer = styled(features(), style, Role::landfill, theme);
    EXPECT_EQ(symbol_of(layer, 0), role_symbol(Role::landfill, GeometryKind::polygon, theme));
    EXPECT_EQ(symbol_of(layer, 3), role_symbol(Role::landfill, GeometryKind::line, theme));
    EXPECT_EQ(symbol_of(layer, 4), role_symbol(Role::landfill, GeometryKind::point, theme));
    ASSERT_EQ(layer.legend.size(), 1u);
    EXPECT_EQ(layer.legend[0].text, "Yleiskaava");
  }
}

TEST(StyledLayer, EveryRoleCanBeSeenOnEveryKindInBothThemes) {
  for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark})
    for (std::size_t r = 0; r < geo::EnumText<Role>::names.size(); ++r)
      for (const GeometryKind kind : {GeometryKind::point, GeometryKind::line, GeometryKind::polygon}) {
        const render::Symbol s = role_symbol(static_cast<Role>(r), kind, theme);
        const bool line = s.line.a > 0 && s.line_width_px > 0;
        if (kind == GeometryKind::point)
          EXPECT_TRUE(s.fill.a > 0 && s.point_radius_px > 0) << r;
        else if (kind == GeometryKind::line)
          EXPECT_TRUE(line) << r;
        else
          EXPECT_TRUE(line || s.fill.a > 0) << r;
      }
}

TEST(StyledLayer, ByCategoryGivesUnlistedValuesTheWordsFromOutside) {
  geo::Style style;
  style.mode = geo::StyleMode::categories;
  style.attribute = "use";
  style.categories = {
      {"T", "Teollisuus", {1, 2, 3, 255}}, {"A", "", {4, 5, 6, 255}}, {"Z", "Puuttuva", {7, 8, 9, 255}}};
  render::StyleWords words;
  words.other = "Muu";
  const auto layer = styled(features(), style, Role::background, ThemeKind::light, words);
  ASSERT_EQ(layer.legend.size(), 4u);
  EXPECT_EQ(layer.legend[0].text, "Teollisuus");
  EXPECT_EQ(layer.legend[1].text, "A");
  EXPECT_EQ(layer.legend[2].text, "Puuttuva");
  EXPECT_EQ(layer.legend[3].text, "Muu");
  EXPECT_EQ(symbol_of(layer, 0).fill, (geo::Colour{1, 2, 3, 255}));
  EXPECT_EQ(symbol_of(layer, 1).fill, (geo::Colour{4, 5, 6, 255}));
  EXPECT_EQ(symbol_of(layer, 2).fill, style.fill);
  EXPECT_EQ(symbol_of(layer, 3).line, (geo::Colour{1, 2, 3, 255})) << "a line takes the colour as its line";
}

TEST(StyledLayer, ByClassPutsALimitIntoTheUpperClassAndTellsMissingNumbersApart) {
  geo::Style style;
  style.mode = geo::StyleMode::classes;
  style.attribute = "t";
  style.breaks = {2, -3.5, std::nan(""), 2};
  render::StyleWords words;
  words.decimal_sign = ",";
  words.no_value = "Ei arvoa";
  const auto layer = styled(features(), style, Role::background, ThemeKind::light, words);
  EXPECT_EQ(layer.breaks, (std::vector<double>{-3.5, 2}));
  ASSERT_EQ(layer.legend.size(), 4u);
  EXPECT_EQ(layer.legend[0].text, "< −3,5");
  EXPECT_EQ(layer.legend[1].text, "−3,5…2");
  EXPECT_EQ(layer.legend[2].text, "≥ 2");
  EXPECT_EQ(layer.legend[3].text, "Ei arvoa");
  const auto colours = render::ramp_classes(style.ramp, ThemeKind::light, 3);
  EXPECT_EQ(symbol_of(layer, 0).fill, colours[0]);
  EXPECT_EQ(symbol_of(layer, 1).fill, colours[2]) << "2 is a limit";
  EXPECT_EQ(symbol_of(layer, 3).line, colours[2]);
  EXPECT_EQ(symbol_of(layer, 2).fill, layer.legend[3].symbol.fill);
}

TEST(StyledLayer, WithoutItsAttributeFallsBackToSingleAndSaysSo) {
  geo::Style style;
  style.mode = geo::StyleMode::classes;
  style.attribute = "{1}";
  const auto layer = styled(features(), style, Role::background, ThemeKind::light);
  ASSERT_EQ(layer.legend.size(), 1u);
  EXPECT_EQ(layer.legend[0].text, "Yleiskaava (attribute {1} is missing)");
  EXPECT_EQ(symbol_of(layer, 0).fill, style.fill);
}

TEST(StyledLayer, LabelsTheLargestFeaturesFirstAndSkipsEmptyNames) {
  geo::Style style;
  style.label_attribute = "use";
  const auto layer = styled(features(), style, Role::background, ThemeKind::light);
  ASSERT_EQ(layer.labels.size(), 5u);
  EXPECT_EQ(layer.labels.back().text, "A") << "the point is the smallest";
  style.label_attribute = "no such";
  EXPECT_TRUE(styled(features(), style, Role::background, ThemeKind::light).labels.empty());
}

TEST(StyledLayer, GivesPartnerMarkersTheirIcons) {
  const auto layer = styled(features(), {}, Role::partner_site, ThemeKind::light);
  ASSERT_EQ(layer.labels.size(), 1u);
  EXPECT_TRUE(layer.labels[0].fixed);
  EXPECT_EQ(layer.labels[0].icon, render::icon::domain);
}

TEST(StyledLayer, OfNothingHasALegendAndNoFeature) {
  const auto layer = styled({}, {}, Role::building, ThemeKind::light);
  EXPECT_EQ(layer.legend.size(), 1u);
  EXPECT_EQ(layer.symbols.symbols.size(), 1u);
  EXPECT_TRUE(layer.symbols.symbol_of_feature.empty());
}

TEST(SourceCircle, HasItsAreaInProportionToTheMass) {
  EXPECT_FLOAT_EQ(render::source_radius_px(100, 100), 11);
  EXPECT_NEAR(std::pow(render::source_radius_px(50, 100), 2) / std::pow(render::source_radius_px(100, 100), 2), 0.5,
              1e-6);
  EXPECT_FLOAT_EQ(render::source_radius_px(0.001, 100), 4);
  for (const double bad : {-1.0, std::nan(""), 0.0}) EXPECT_FLOAT_EQ(render::source_radius_px(bad, 100), 4);
  EXPECT_FLOAT_EQ(render::source_radius_px(5, std::nan("")), 4);
  EXPECT_FLOAT_EQ(render::source_radius_px(INFINITY, 100), 11);
}

}  // namespace
