// Triangles of a flow picture at one scale. Each corner carries its distance to up to three edges, so that the fragment
// shader draws them smooth at any width.
#pragma once

#include "render/flow_shape.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace render {

struct FlowVertex {
  float x, y;       ///< from the origin of the shapes [px]
  float inside[3];  ///< distance to the left, right and back edge, positive inside [px]
  float along;      ///< from the band's beginning, for marks that move [px]
  float edge_px;    ///< width of the line round it; below 0: none at the left edge, where another stripe lies
  std::uint8_t ink[4], edge[4];
};

struct FlowMesh {
  /// One band or ring: drawn or left out as a whole.
  struct Range {
    FlowPoint low, high;                 ///< from the origin of the shapes [px]
    std::uint32_t first = 0, count = 0;  ///< of the indices
  };
  std::vector<FlowVertex> vertices;
  std::vector<std::uint32_t> indices;
  std::vector<Range> ranges;  ///< in drawing order
};

[[nodiscard]] FlowMesh flow_mesh(const FlowPicture& picture, const FlowShapes& shapes);

}  // namespace render
