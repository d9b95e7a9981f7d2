// The meshes of a batch's chunks on the GPU, made when a chunk is first seen at a level of detail.
#pragma once

#include "render/chunk_mesh.hpp"
#include "render/gl/names.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace render {

struct GpuChunk {
  gl::VertexArrayName fill_array;
  gl::BufferName fill_vertices;
  gl::BufferName fill_indices;
  gl::VertexArrayName segment_array;
  gl::BufferName segments;
  gl::VertexArrayName point_array;
  gl::BufferName points;
  std::vector<Run> fill_runs;
  std::vector<Run> segment_runs;
  std::uint32_t point_count = 0;
  std::size_t level = 0;
  std::size_t bytes = 0;
  std::uint64_t used_in_draw = 0;
};

class GpuBatch {
public:
  explicit GpuBatch(std::shared_ptr<const Batch> batch);

  [[nodiscard]] const Batch& batch() const { return *batch_; }
  /// The chunk at that level, uploaded now if it is not there.
  const GpuChunk& chunk(std::size_t index, std::size_t level, std::uint64_t draw);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// Forgets chunks that were last used before `draw`.
  void forget_older(std::uint64_t draw);

private:
  std::shared_ptr<const Batch> batch_;
  std::vector<std::unique_ptr<GpuChunk>> chunks_;
  std::size_t bytes_ = 0;
};

/// Points the bound array's attributes 0 to 6 at the segments from `first` on; the segment buffer must be bound.
void point_at_segments(std::uint32_t first);

}  // namespace render
