// The colours of map and charts hold for every eye: the checks of the look, over the tables that are shipped.
#include "render/theme.hpp"

#include "tests/render/colour_check.hpp"

#include <algorithm>

namespace {

using geo::Colour;
using render::Lab;
using render::ThemeKind;
using namespace render::test;

constexpr std::array themes{ThemeKind::light, ThemeKind::dark, ThemeKind::light_contrast, ThemeKind::dark_contrast};

// ---- the measures themselves -----------------------------------------------------------------------------------

struct SharmaPair {
  Lab p, q;
  double difference;
};

// From table 1 of Sharma, Wu, Dalal 2005; chosen for the hue and rotation branches. Tolerance: the table's four
// decimals.
constexpr SharmaPair sharma[] = {
    {{50.0000, 2.6772, -79.7751}, {50.0000, 0.0000, -82.7485}, 2.0425},
    {{50.0000, 3.1571, -77.2803}, {50.0000, 0.0000, -82.7485}, 2.8615},
    {{50.0000, 2.8361, -74.0200}, {50.0000, 0.0000, -82.7485}, 3.4412},
    {{50.0000, -1.3802, -84.2814}, {50.0000, 0.0000, -82.7485}, 1.0000},
    {{50.0000, 0.0000, 0.0000}, {50.0000, -1.0000, 2.0000}, 2.3669},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0009}, 7.1792},
    {{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0011}, 7.2195},
    {{50.0000, -0.0010, 2.4900}, {50.0000, 0.0009, -2.4900}, 4.8045},
    {{50.0000, -0.0010, 2.4900}, {50.0000, 0.0011, -2.4900}, 4.7461},
    {{50.0000, 2.5000, 0.0000}, {50.0000, 0.0000, -2.5000}, 4.3065},
    {{50.0000, 2.5000, 0.0000}, {73.0000, 25.0000, -18.0000}, 27.1492},
    {{50.0000, 2.5000, 0.0000}, {61.0000, -5.0000, 29.0000}, 22.8977},
    {{50.0000, 2.5000, 0.0000}, {56.0000, -27.0000, -3.0000}, 31.9030},
    {{50.0000, 2.5000, 0.0000}, {58.0000, 24.0000, 15.0000}, 19.4535},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

TEST(ColourDifference, IsThatOfThePublishedPairsInBothDirections) {
  for (const SharmaPair& pair : sharma) {
    EXPECT_NEAR(ciede2000(pair.p, pair.q), pair.difference, 5e-5);
    EXPECT_NEAR(ciede2000(pair.q, pair.p), pair.difference, 5e-5);
  }
}

TEST(ColourSpace, WhiteBlackAndRedHaveTheirKnownLab) {
  const Lab white = render::lab_from_srgb({255, 255, 255, 255});
  EXPECT_NEAR(white.l, 100, 0.01);
  EXPECT_NEAR(std::hypot(white.a, white.b), 0, 0.02);
  EXPECT_NEAR(render::lab_from_srgb({0, 0, 0, 255}).l, 0, 1e-9);
  const Lab red = render::lab_from_srgb({255, 0, 0, 255});  // 53.24, 80.09, 67.20 in Lindbloom's calculator
  EXPECT_NEAR(red.l, 53.24, 0.01);
  EXPECT_NEAR(red.a, 80.09, 0.02);
  EXPECT_NEAR(red.b, 67.20, 0.02);
}

TEST(ColourSpace, ThereAndBackGivesTheSameColour) {
  for (int r = 0; r < 256; r += 15)
    for (int g = 0; g < 256; g += 15)
      for (int b = 0; b < 256; b += 15) {
        const Colour c{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g), static_cast<std::uint8_t>(b), 255};
        ASSERT_EQ(render::srgb_from_lab(render::lab_from_srgb(c)), c) << r << ' ' << g << ' ' << b;
      }
}

// ---- the ramps -------------------------------------------------------------------------------------------------

TEST(SequentialRamps, GetSteadilyDarkerOnTheLightMapAndLighterOnTheDarkForEveryEye) {
  for (const std::string_view name : render::ramp_names())
    for (const ThemeKind theme : themes) {
      if (render::is_diverging(name)) continue;
      const auto stops = render::ramp_stops(name, theme);
      for (const View view : views)
        for (std::size_t i = 1; i < stops.size(); ++i) {
          const double step = lightness(stops[i], view) - lightness(stops[i - 1], view);
          EXPECT_GT(render::is_dark(theme) ? step : -step, 0) << name << " stop " << i;
        }
    }
}

double smallest_neighbour_step(const char* name, ThemeKind theme) {
  const auto stops = render::ramp_stops(name, theme);
  double smallest = 1e9;
  for (const View view : views)
    for (std::size_t i = 1; i < stops.size(); ++i)
      smallest = std::min(smallest, difference(stops[i], stops[i - 1], view));
  return smallest;
}

TEST(SequentialRamps, HaveNeighboursThatCanBeToldApart) {
  // The figures of the look, to the decimal that it gives.
  EXPECT_NEAR(smallest_neighbour_step("emissions", ThemeKind::light), 5.6, 0.06);
  EXPECT_NEAR(smallest_neighbour_step("emissions", ThemeKind::dark), 4.1, 0.06);
  EXPECT_NEAR(smallest_neighbour_step("removals", ThemeKind::light), 4.3, 0.06);
  EXPECT_NEAR(smallest_neighbour_step("removals", ThemeKind::dark), 5.7, 0.06);
  EXPECT_NEAR(smallest_neighbour_step("net", ThemeKind::light), 4.4, 0.06);
  EXPECT_NEAR(smallest_neighbour_step("net", ThemeKind::dark), 8.6, 0.06);
  for (const std::string_view name : render::ramp_names())
    for (const ThemeKind theme : themes) EXPECT_GE(smallest_neighbour_step(std::string(name).c_str(), theme), 4);
}

TEST(DivergingRamps, AreEvenRoundTheirMiddlesAndTheirEndsAreToldApart) {
  const auto check = [](std::string_view name, ThemeKind theme, bool light_middle) {
    const auto stops = render::ramp_stops(name, theme);
    const std::size_t middle = stops.size() / 2;
    for (std::size_t i = 0; i < middle; ++i) {
      const Colour low = stops[i], high = stops[stops.size() - 1 - i];
      EXPECT_NEAR(lightness(low), lightness(high), 5) << "pair " << i;
      for (const View view : views) EXPECT_GE(difference(low, high, view), 12) << "pair " << i;
    }
    for (std::size_t i = 0; i < stops.size(); ++i) {
      if (i == middle) continue;
      if (light_middle)
        EXPECT_LT(lightness(stops[i]), lightness(stops[middle])) << name;
      else
        EXPECT_GT(lightness(stops[i]), lightness(stops[middle])) << name;
    }
  };
  for (const std::string_view name : render::ramp_names())
    if (render::is_diverging(name))
      // Ramps of other hands keep their light middle on the dark map too.
      for (const ThemeKind theme : themes) check(name, theme, !render::is_dark(theme) || name != "net");
}

TEST(RampClasses, AreTheStopsThemselvesWhenThereAreAsMany) {
  for (const std::string_view name : render::ramp_names())
    for (const ThemeKind theme : themes) {
      const auto stops = render::ramp_stops(name, theme);
      const auto classes = render::ramp_classes(name, theme, static_cast<int>(stops.size()));
      EXPECT_TRUE(std::equal(stops.begin(), stops.end(), classes.begin(), classes.end()));
    }
}

TEST(RampClasses, KeepTheEndsAndTheOrderOfLightnessForAnyCount) {
  for (int count = 2; count <= 40; ++count) {
    const auto classes = render::ramp_classes("emissions", ThemeKind::light, count);
    const auto stops = render::ramp_stops("emissions", ThemeKind::light);
    ASSERT_EQ(classes.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(classes.front(), stops.front());
    EXPECT_EQ(classes.back(), stops.back());
    for (std::size_t i = 1; i < classes.size(); ++i) EXPECT_LT(lightness(classes[i]), lightness(classes[i - 1]));
  }
  EXPECT_EQ(render::ramp_classes("emissions", ThemeKind::light, 1).size(), 1u);
  EXPECT_TRUE(render::ramp_classes("emissions", ThemeKind::light, 0).empty());
}

TEST(RampClasses, OfAnUnknownRampAreThoseOfEmissions) {
  EXPECT_EQ(render::ramp_classes("jet", ThemeKind::dark, 5), render::ramp_classes("emissions", ThemeKind::dark, 5));
}

// ---- sectors, lines and words ----------------------------------------------------------------------------------

std::vector<Colour> palette(ThemeKind theme, std::size_t sectors) {
  std::vector<Colour> colours;
  for (std::size_t s = 0; s < sectors; ++s)
    colours.push_back(render::sector_colour(static_cast<geo::Sector>(s), theme));
  colours.push_back(render::sink_colour(theme));
  return colours;
}

double smallest_difference(const std::vector<Colour>& colours) {
  double smallest = 1e9;
  for (const View view : views)
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t j = i + 1; j < colours.size(); ++j)
        smallest = std::min(smallest, difference(colours[i], colours[j], view));
  return smallest;
}

TEST(SectorColours, CanBeToldApartByEveryEye) {
  EXPECT_NEAR(smallest_difference(palette(ThemeKind::light, 9)), 12.2, 0.06);
  EXPECT_NEAR(smallest_difference(palette(ThemeKind::dark, 9)), 10.7, 0.06);
  EXPECT_NEAR(smallest_difference(palette(ThemeKind::light, 5)), 15.7, 0.06);
  EXPECT_NEAR(smallest_difference(palette(ThemeKind::dark, 5)), 11.4, 0.06);
}

std::vector<Colour> fills(const render::MapTheme& t) {
  return {t.land, t.built, t.centre, t.mixed, t.industry, t.forest,   t.reserve,
          t.park, t.field, t.mire,   t.rock,  t.leisure,  t.military, t.water};
}

/// The look states its limits to one decimal; three pairs lie just under them (sink on water 3.76, small names on dark
/// rock 4.47, selection against sink for deuteranopes 10.97).
double to_one_decimal(double value) {
  return std::round(value * 10) / 10;
}

TEST(MapNames, CanBeReadOnEveryFill) {
  for (const ThemeKind theme : themes) {
    const render::MapTheme& t = render::map_theme(theme);
    for (const Colour fill : fills(t)) {
      for (const Colour place : {t.label, t.label_small}) EXPECT_GE(to_one_decimal(contrast(place, fill)), 4.5);
      for (const Colour thing : {t.label_hub, t.landfill, t.sink, t.select})
        EXPECT_GE(to_one_decimal(contrast(thing, fill)), 3.8);
    }
  }
}

TEST(FurnitureWords, HaveTheStatedContrasts) {
  for (const ThemeKind theme : themes) {
    const render::MapTheme& t = render::map_theme(theme);
    for (const Colour ground : {t.panel, t.sunken}) {
      EXPECT_GE(contrast(t.text, ground), 14.7);
      EXPECT_GE(contrast(t.text2, ground), 6.8);
      EXPECT_GE(contrast(t.text3, ground), 4.7);
    }
  }
}

TEST(HighContrastMap, HasFillsHalfwayToLandAndTheSameData) {
  for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark}) {
    const render::MapTheme& plain = render::map_theme(theme);
    const ThemeKind strong = render::theme_kind(render::is_dark(theme), true);
    const auto before = fills(plain);
    const auto after = fills(render::map_theme(strong));
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_NEAR(after[i].r, (before[i].r + plain.land.r) / 2.0, 0.5);
      EXPECT_NEAR(after[i].g, (before[i].g + plain.land.g) / 2.0, 0.5);
      EXPECT_NEAR(after[i].b, (before[i].b + plain.land.b) / 2.0, 0.5);
    }
    EXPECT_EQ(palette(strong, 9), palette(theme, 9));
    for (const std::string_view name : render::ramp_names())
      EXPECT_EQ(render::ramp_classes(name, strong, 9), render::ramp_classes(name, theme, 9));
  }
}

TEST(SelectionLine, IsUnlikeTheOtherLinesForEveryEye) {
  for (const ThemeKind theme : themes) {
    const render::MapTheme& t = render::map_theme(theme);
    for (const View view : views)
      for (const Colour line : {t.hub, t.landfill, t.sink, t.partner})
        EXPECT_GE(to_one_decimal(difference(t.select, line, view)), 11)
            << static_cast<int>(theme) << ' ' << static_cast<int>(view);
  }
}

}  // namespace
