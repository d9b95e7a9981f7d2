// The arrays that are uploaded for one chunk at one level of detail.
#pragma once

#include "render/batch_data.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace render {

/// Level 0 has every position; level n > 0 leaves out what matters less than level_tolerance_m(n).
inline constexpr std::size_t mesh_levels = 16;
[[nodiscard]] constexpr double level_tolerance_m(std::size_t level) {
  return level == 0 ? 0 : 0.125 * static_cast<double>(1U << level);
}
/// The coarsest level that changes nothing by more than a third of a pixel.
[[nodiscard]] std::size_t level_for(const Chunk& chunk, double m_per_px);

struct FillVertex {
  Vec2f position;
  /// Towards the inside of the polygon, scaled so that moving by it moves both edges by 1; in 1/8192.
  std::array<std::int16_t, 2> inwards{};
  std::uint16_t slot = 0;  ///< of the feature in its chunk
  std::int16_t side = 0;   ///< 1 half a pixel inside the edge, -1 half a pixel outside, 0 on it
};
static_assert(sizeof(FillVertex) == 16);

/// One segment of a line or ring with its neighbours, drawn as one instance.
struct SegmentInstance {
  Vec2f before;
  Vec2f from;
  Vec2f to;
  Vec2f after;
  float distance_m = 0;  ///< along the line to `from`, starting again now and then so that float keeps its digits
  std::uint16_t slot = 0;
  std::uint16_t joins = 0;  ///< bit 0: goes on before `from`; bit 1: goes on after `to`
};
static_assert(sizeof(SegmentInstance) == 40);

struct PointVertex {
  Vec2f position;
  std::uint16_t slot = 0;
  std::uint16_t unused = 0;
};
static_assert(sizeof(PointVertex) == 12);

/// A run of indices or instances and the box they lie in, from the chunk's origin [m].
struct Run {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Vec2f low;
  Vec2f high;
};

struct ChunkMesh {
  std::vector<FillVertex> fill_vertices;
  std::vector<std::uint32_t> fill_indices;
  std::vector<Run> fill_runs;
  std::vector<SegmentInstance> segments;
  std::vector<Run> segment_runs;
  std::vector<PointVertex> points;

  [[nodiscard]] std::size_t bytes() const {
    return fill_vertices.size() * sizeof(FillVertex) + fill_indices.size() * sizeof(std::uint32_t) +
           segments.size() * sizeof(SegmentInstance) + points.size() * sizeof(PointVertex);
  }
};

/// What of a chunk's mesh is wanted, as bits.
using MeshParts = std::uint8_t;
inline constexpr MeshParts plain_fill_part = 1;  ///< the inside alone, later features over earlier ones
inline constexpr MeshParts edged_fill_part = 2;  ///< with the fringe of its antialiased edge, the last feature first
inline constexpr MeshParts segments_part = 4;
inline constexpr MeshParts points_part = 8;

/// At most one of the two fill parts may be wanted.
[[nodiscard]] ChunkMesh chunk_mesh(const Batch& batch, std::size_t chunk, std::size_t level, MeshParts parts);

/// Of the points of a chunk that are shown one for each square of `cell_m`: the one that is drawn last.
[[nodiscard]] std::vector<PointVertex> thinned_points(const Batch& batch, std::size_t chunk, double cell_m,
                                                      std::span<const std::uint16_t> symbol_of_slot);

}  // namespace render
