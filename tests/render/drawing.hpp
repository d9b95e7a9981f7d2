// What the tests of the map renderer share: an offscreen context, small features, and reading pixels.
#pragma once

#include "geo/features.hpp"
#include "geo/geometry.hpp"
#include "render/map_renderer.hpp"
#include "render/offscreen.hpp"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

namespace render::testing {

/// Tests that draw. One context and one renderer for each test; no OpenGL error may be left behind.
class Drawing : public ::testing::Test {
protected:
  ~Drawing() override { EXPECT_EQ(glGetError(), GLenum{GL_NO_ERROR}); }

  OffscreenContext context_;
  MapRenderer renderer_;
};

inline geo::MapPoint at(double x_m, double y_m) {
  return {x_m, y_m};
}

inline geo::Ring rectangle(double x_m, double y_m, double width_m, double height_m) {
  return {at(x_m, y_m), at(x_m + width_m, y_m), at(x_m + width_m, y_m + height_m), at(x_m, y_m + height_m),
          at(x_m, y_m)};
}

inline geo::Features features(const std::vector<geo::Geometry>& geometries) {
  geo::Features out;
  for (std::size_t i = 0; i < geometries.size(); ++i) out.append(geometries[i], static_cast<std::int64_t>(i + 1));
  return out;
}

/// Geometries with the symbols of a table as a layer.
inline SceneLayer layer(const std::vector<geo::Geometry>& geometries, SymbolTable table, geo::MapPoint origin = {}) {
  geo::Progress progress;
  return {.batch = make_batch(features(geometries), origin, progress),
          .symbols = std::make_shared<const SymbolTable>(std::move(table))};
}

inline SceneLayer layer(const std::vector<geo::Geometry>& geometries, const Symbol& symbol, geo::MapPoint origin = {}) {
  SymbolTable table;
  table.symbols = {symbol};
  return layer(geometries, std::move(table), origin);
}

inline Scene scene(SceneLayer layer, double opacity = 1) {
  Scene out;
  layer.opacity = opacity;
  out.below.push_back(std::move(layer));
  return out;
}

/// 1 m a pixel unless said otherwise, the lower left corner of the picture at the place.
inline Camera camera_at(geo::MapPoint corner, int width_px, int height_px, double m_per_px = 1) {
  return {.centre = at(corner.x_m + width_px * m_per_px / 2, corner.y_m + height_px * m_per_px / 2),
          .m_per_px = m_per_px,
          .width_px = width_px,
          .height_px = height_px};
}

/// The pixel in the given column and row, counted from the lower left corner.
inline Colour pixel(const Picture& picture, int column, int row) {
  const auto i =
      4 * (static_cast<std::size_t>(picture.height_px - 1 - row) * static_cast<std::size_t>(picture.width_px) +
           static_cast<std::size_t>(column));
  return {picture.rgba[i], picture.rgba[i + 1], picture.rgba[i + 2], picture.rgba[i + 3]};
}

/// How much of the pixel is black (0 to 1), for black things on the light land.
inline double coverage(const Picture& picture, int column, int row) {
  const Colour land = map_theme(ThemeKind::light).land;
  return 1 - pixel(picture, column, row).g / static_cast<double>(land.g);
}

inline double covered_px(const Picture& picture) {
  double sum = 0;
  for (int row = 0; row < picture.height_px; ++row)
    for (int column = 0; column < picture.width_px; ++column) sum += coverage(picture, column, row);
  return sum;
}

inline constexpr Colour black{0, 0, 0, 255};

}  // namespace render::testing
