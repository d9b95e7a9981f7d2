// The meshes of a batch's chunks on the GPU, made when a chunk is first seen at a level of detail.
#pragma once

#include "render/chunk_mesh.hpp"
#include "render/gl/names.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace render {

struct GpuFill {
  gl::VertexArrayName array;
  gl::BufferName vertices;
  gl::BufferName indices;
  std::vector<Run> runs;
};

struct GpuSegments {
  gl::VertexArrayName array;
  gl::BufferName instances;
  std::vector<Run> runs;
};

struct GpuPoints {
  gl::VertexArrayName array;
  gl::BufferName instances;
  std::uint32_t count = 0;
};

/// What was made of a chunk at a level; parts that nothing wanted yet are absent.
struct GpuChunk {
  std::size_t level = 0;
  MeshParts parts = 0;
  GpuFill plain_fill;
  GpuFill edged_fill;
  GpuSegments segments;
  GpuPoints points;
  std::size_t bytes = 0;
  std::uint64_t used_in_draw = 0;
};

/// Points of a chunk that were thinned; they depend on which features are shown.
struct GpuThinned {
  std::size_t level = 0;
  std::uint64_t symbols = 0;  ///< GpuSymbols::number
  GpuPoints points;
  std::size_t bytes = 0;
  std::uint64_t used_in_draw = 0;
};

class GpuBatch {
public:
  explicit GpuBatch(std::shared_ptr<const Batch> batch);

  [[nodiscard]] const Batch& batch() const { return *batch_; }
  /// Parts of a chunk at a level of detail.
  struct Wanted {
    std::size_t chunk;
    std::size_t level;
    MeshParts parts;
  };
  /// Makes and uploads what is not there yet.
  void prepare(std::span<const Wanted> wanted);
  /// A chunk that is prepared.
  const GpuChunk& chunk(const Wanted& wanted, std::uint64_t draw);
  [[nodiscard]] bool has(const Wanted& wanted) const;

  /// The points of a chunk, thinned to one a square of that size, as those symbols show them.
  const GpuPoints& thinned(std::size_t chunk, std::size_t level, double cell_m, std::uint64_t symbols,
                           std::span<const std::uint16_t> symbol_of_slot, std::uint64_t draw);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// Forgets levels of chunks that were last used before `draw`.
  void forget_older(std::uint64_t draw);
  /// Forgets points that were thinned for symbols that were last used before `draw`.
  void forget_older_thinned(std::uint64_t draw);

private:
  [[nodiscard]] GpuChunk* find(std::size_t chunk, std::size_t level) const;

  std::shared_ptr<const Batch> batch_;
  std::vector<std::vector<std::unique_ptr<GpuChunk>>> chunks_;     ///< by chunk, those levels that were seen
  std::vector<std::vector<std::unique_ptr<GpuThinned>>> thinned_;  ///< by chunk
  std::size_t bytes_ = 0;
};

/// Points the bound array's attributes 0 to 6 at the segments from `first` on; the segment buffer must be bound.
void point_at_segments(std::uint32_t first);

}  // namespace render
