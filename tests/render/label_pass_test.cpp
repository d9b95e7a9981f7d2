#include "render/label_pass.hpp"

#include "tests/render/drawing.hpp"

namespace render {
namespace {

using namespace testing;  // NOLINT: render::testing, the helpers of these tests

using LabelDrawingOnMap = Drawing;

LabelCandidate name(std::string text, double x_m, double y_m) {
  LabelCandidate label;
  label.text = std::move(text);
  label.place = at(x_m, y_m);
  label.colour = black;
  label.em_px = 20;
  return label;
}

double darkest(const Picture& picture, int left, int bottom, int right, int top) {
  double most = 0;
  for (int row = bottom; row < top; ++row)
    for (int column = left; column < right; ++column) most = std::max(most, coverage(picture, column, row));
  return most;
}

TEST_F(LabelDrawingOnMap, LettersStandAtTheirPlaceAndUpright) {
  Scene scene;
  scene.labels = {name("L", 100, 50)};
  renderer_.draw(scene, camera_at({}, 200, 100));
  const Picture picture = renderer_.read_back();
  EXPECT_GT(darkest(picture, 90, 40, 110, 60), 0.8);
  EXPECT_LT(darkest(picture, 0, 0, 80, 100), 0.02);
  EXPECT_LT(darkest(picture, 120, 0, 200, 100), 0.02);
  double upper = 0, lower = 0;  // an L is heavier below
  for (int row = 42; row < 58; ++row)
    for (int column = 90; column < 110; ++column) (row >= 50 ? upper : lower) += coverage(picture, column, row);
  EXPECT_GT(lower, 1.3 * upper);
}

TEST_F(LabelDrawingOnMap, TheHaloPartsTheLettersFromTheGround) {
  Scene dark = scene(layer({geo::Geometry::polygon(rectangle(0, 0, 200, 100))}, {.fill = black}));
  dark.labels = {name("Nimi", 100, 50)};
  dark.labels[0].halo = {255, 255, 255, 255};
  dark.labels[0].halo_width_px = 4;
  renderer_.draw(dark, camera_at({}, 200, 100));
  const Picture picture = renderer_.read_back();
  int white = 0;
  for (int row = 30; row < 70; ++row)
    for (int column = 60; column < 140; ++column) white += pixel(picture, column, row).r > 250 ? 1 : 0;
  EXPECT_GT(white, 80);
  EXPECT_EQ(pixel(picture, 10, 10), black);
}

TEST_F(LabelDrawingOnMap, ARoadNumberHasItsBox) {
  Scene scene;
  scene.labels = {name("40", 100, 50)};
  scene.labels[0].em_px = 11;
  scene.labels[0].box = {255, 0, 0, 255};
  scene.labels[0].box_line = {0, 0, 255, 255};
  renderer_.draw(scene, camera_at({}, 200, 100));
  const Picture picture = renderer_.read_back();
  int red = 0, blue = 0;
  for (int row = 35; row < 65; ++row)
    for (int column = 80; column < 120; ++column) {
      red += pixel(picture, column, row) == Colour{255, 0, 0, 255} ? 1 : 0;
      blue += pixel(picture, column, row) == Colour{0, 0, 255, 255} ? 1 : 0;
    }
  EXPECT_GT(red, 60);
  EXPECT_GT(blue, 25);
}

TEST_F(LabelDrawingOnMap, MoreLabelsThanTheAtlasHoldsAtFirstAreAllDrawn) {
  // Large letters: far more texels than the first atlas has.
  Scene scene;
  for (int i = 0; i < 60; ++i) {
    scene.labels.push_back(name("Pitkä nimi numero " + std::to_string(i), 1000, 40 + i * 70));
    scene.labels.back().em_px = 50;
  }
  renderer_.draw(scene, camera_at({}, 2000, 4300));
  const Picture picture = renderer_.read_back();
  for (int i = 1; i < 60; ++i) EXPECT_GT(darkest(picture, 700, 30 + i * 70, 1300, 50 + i * 70), 0.8) << i;
}

TEST_F(LabelDrawingOnMap, TheSamePictureIsDrawnTwice) {
  Scene scene;
  for (int i = 0; i < 40; ++i) scene.labels.push_back(name("Paikka " + std::to_string(i), 10 * i, 5 * i));
  renderer_.draw(scene, camera_at({}, 400, 200));
  const Picture first = renderer_.read_back();
  renderer_.draw(scene, camera_at({}, 400, 200));
  EXPECT_EQ(renderer_.read_back().rgba, first.rgba);
}

}  // namespace
}  // namespace render
