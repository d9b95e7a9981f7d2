#include "geo/grid.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

TEST(GridFrame, CellsAreHalfOpenAlsoAtNegativeCoordinates) {
  const geo::GridFrame frame{{-100, -60}, 10, 4, 3};
  EXPECT_EQ(frame.cell_at({-100, -60}), 0u);
  EXPECT_EQ(frame.cell_at({-90, -60}), 1u);  // a western edge belongs to its cell
  EXPECT_EQ(frame.cell_at({std::nextafter(-90.0, -100.0), -60}), 0u);
  EXPECT_EQ(frame.cell_at({-100, -50}), 4u);
  EXPECT_EQ(frame.cell_at({-60.5, -30.5}), 11u);
  EXPECT_FALSE(frame.cell_at({-60, -40}));  // the eastern edge of the frame is outside
  EXPECT_FALSE(frame.cell_at({-70, -30}));
  EXPECT_FALSE(frame.cell_at({-100.001, -60}));
}

TEST(GridFrame, NoPlaceIsInNoCell) {
  const geo::GridFrame frame{{0, 0}, 10, 4, 3};
  constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {inf, -inf, nan, 1e300, -1e300}) {
    EXPECT_FALSE(frame.cell_at({bad, 5}));
    EXPECT_FALSE(frame.cell_at({5, bad}));
  }
}

TEST(GridFrame, CoveringIsAlignedToMultiplesOfTheCellAndNoLargerThanNeeded) {
  const auto frame = geo::GridFrame::covering({-25, 10, 31, 30}, 10);
  EXPECT_EQ(frame, (geo::GridFrame{{-30, 10}, 10, 7, 2}));
  EXPECT_EQ(geo::GridFrame::covering({5, 5, 5, 5}, 10), (geo::GridFrame{{0, 0}, 10, 1, 1}));
  EXPECT_EQ(geo::GridFrame::covering({10, 10, 10, 10}, 10), (geo::GridFrame{{10, 10}, 10, 1, 1}));
  EXPECT_EQ(geo::GridFrame::covering({}, 10).cell_count(), 0u);
}

TEST(GridFrame, CentreOfEveryCellIsInThatCell) {
  const geo::GridFrame frame{{-7.5, 6.7e6 + 0.1}, 12.5, 5, 4};
  for (std::size_t row = 0; row < frame.rows; ++row)
    for (std::size_t column = 0; column < frame.columns; ++column)
      EXPECT_EQ(frame.cell_at(frame.cell_centre(column, row)), row * frame.columns + column);
  EXPECT_TRUE(geo::GridFrame{}.box().empty());
}

}  // namespace
