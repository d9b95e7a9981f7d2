#include "app/heatmap_picture.hpp"
#include "app/text.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

HeatmapPicture picture_up_to(double largest) {
  HeatmapPicture picture;
  picture.options.year = 2023;
  picture.breaks = geo::locked_breaks(largest);
  return picture;
}

TEST(HeatmapLegend, SmallLimitsAreToldApart) {
  set_language("en");
  EXPECT_THAT(heatmap_legend(picture_up_to(10), render::ThemeKind::light).break_texts,
              testing::ElementsAre("0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10"));
  EXPECT_THAT(heatmap_legend(picture_up_to(0.01), render::ThemeKind::light).break_texts,
              testing::ElementsAre("0.00005", "0.0001", "0.0002", "0.0005", "0.001", "0.002", "0.005", "0.01"));
}

TEST(HeatmapLegend, SaysWhichGasesAreCounted) {
  set_language("en");
  HeatmapPicture picture = picture_up_to(10);
  EXPECT_EQ(heatmap_legend(picture, render::ThemeKind::light).title, "Emission density 2023");
  picture.counted.gas = geo::GasGroup::methane;
  EXPECT_EQ(heatmap_legend(picture, render::ThemeKind::light).title, "Methane 2023");
}

}  // namespace
}  // namespace app
