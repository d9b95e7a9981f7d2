// The meshes of a batch's chunks on the GPU, made when a chunk is first seen at a level of detail.
#pragma once

#include "render/chunk_mesh.hpp"
#include "render/gl/names.hpp"

#include <cstdint>
#include <memory>
#include <span>
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
  /// A chunk at a level of detail.
  struct Wanted {
    std::size_t chunk;
    std::size_t level;
  };
  /// Makes and uploads what is not there yet.
  void prepare(std::span<const Wanted> wanted);
  /// A chunk that is prepared.
  const GpuChunk& chunk(Wanted wanted, std::uint64_t draw);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// Forgets levels of chunks that were last used before `draw`.
  void forget_older(std::uint64_t draw);

private:
  [[nodiscard]] GpuChunk* find(Wanted wanted) const;

  std::shared_ptr<const Batch> batch_;
  std::vector<std::vector<std::unique_ptr<GpuChunk>>> chunks_;  ///< by chunk, those levels that were seen
  std::size_t bytes_ = 0;
};

/// Points the bound array's attributes 0 to 6 at the segments from `first` on; the segment buffer must be bound.
void point_at_segments(std::uint32_t first);

}  // namespace render
