// What a Batch holds. Features lie in chunks of near neighbours of about the same size, so that a whole chunk is
// culled, drawn or replaced by substitutes at once.
#pragma once

#include "render/batch.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace render {

struct Vec2f {
  float x = 0;
  float y = 0;
};

/// A feature reduced to a box, for views in which it is no larger than a few pixels.
struct Substitute {
  Vec2f centre;  ///< of its box, from the chunk's origin [m]
  /// Sides of its box; of polygons shrunk to the polygon's area [m].
  Vec2f size;
};

struct Chunk {
  geo::GeometryKind kind = geo::GeometryKind::none;
  geo::MapPoint origin;  ///< positions of the chunk are offsets from here, so that float keeps millimetres everywhere
  geo::MapBox box;
  float largest_m = 0;  ///< of the features' box sides
  std::uint32_t feature_begin = 0;
  std::uint32_t feature_end = 0;
  std::size_t position_count = 0;
  bool has_importance = false;
};

struct Batch {
  geo::MapPoint origin;
  geo::MapBox box;
  std::vector<Chunk> chunks;  ///< in drawing order: polygons from large to small, lines, points
  // By feature, in the order of the chunks: a feature's place here is its slot.
  std::vector<std::uint32_t> feature_ring{0};
  std::vector<std::uint32_t> source_feature;  ///< its place in the geo::Features
  std::vector<Substitute> substitutes;
  // By ring.
  std::vector<std::uint32_t> ring_start{0};
  std::vector<std::uint8_t> ring_is_exterior;
  // By position.
  std::vector<Vec2f> positions;
  std::vector<float> importance_m;  ///< Douglas-Peucker distance; only filled where Chunk::has_importance

  [[nodiscard]] std::size_t feature_count() const { return substitutes.size(); }
};

}  // namespace render
