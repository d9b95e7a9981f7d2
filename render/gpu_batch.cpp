#include "render/gpu_batch.hpp"

#include "render/gl/target.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>

namespace render {
namespace {

const void* at_offset(std::size_t offset) {
  return reinterpret_cast<const void*>(offset);
}

void float_attribute(GLuint index, GLint size, std::size_t stride, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, size, GL_FLOAT, GL_FALSE, static_cast<GLsizei>(stride), at_offset(offset));
}

void integer_attribute(GLuint index, GLint size, GLenum type, std::size_t stride, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribIPointer(index, size, type, static_cast<GLsizei>(stride), at_offset(offset));
}

GpuFill uploaded_fill(const ChunkMesh& mesh) {
  GpuFill fill;
  if (mesh.fill_indices.empty()) return fill;
  fill.array = gl::new_vertex_array();
  glBindVertexArray(fill.array.get());
  fill.vertices = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.fill_vertices)));
  fill.indices = gl::static_buffer(GL_ELEMENT_ARRAY_BUFFER, std::as_bytes(std::span(mesh.fill_indices)));
  float_attribute(0, 2, sizeof(FillVertex), offsetof(FillVertex, position));
  integer_attribute(1, 2, GL_SHORT, sizeof(FillVertex), offsetof(FillVertex, inwards));
  integer_attribute(2, 1, GL_UNSIGNED_SHORT, sizeof(FillVertex), offsetof(FillVertex, slot));
  integer_attribute(3, 1, GL_SHORT, sizeof(FillVertex), offsetof(FillVertex, side));
  fill.runs = mesh.fill_runs;
  return fill;
}

GpuSegments uploaded_segments(const ChunkMesh& mesh) {
  GpuSegments segments;
  if (mesh.segments.empty()) return segments;
  segments.array = gl::new_vertex_array();
  glBindVertexArray(segments.array.get());
  segments.instances = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.segments)));
  for (GLuint i = 0; i < 7; ++i) glVertexAttribDivisor(i, 1);
  point_at_segments(0);
  segments.runs = mesh.segment_runs;
  return segments;
}

GpuPoints uploaded_points(std::span<const PointVertex> vertices) {
  GpuPoints points;
  if (vertices.empty()) return points;
  points.array = gl::new_vertex_array();
  glBindVertexArray(points.array.get());
  points.instances = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(vertices));
  for (GLuint i = 0; i < 2; ++i) glVertexAttribDivisor(i, 1);
  float_attribute(0, 2, sizeof(PointVertex), offsetof(PointVertex, position));
  integer_attribute(1, 1, GL_UNSIGNED_SHORT, sizeof(PointVertex), offsetof(PointVertex, slot));
  points.count = static_cast<std::uint32_t>(vertices.size());
  return points;
}

void add_parts(GpuChunk& chunk, const ChunkMesh& mesh, MeshParts parts) {
  if ((parts & plain_fill_part) != 0) chunk.plain_fill = uploaded_fill(mesh);
  if ((parts & edged_fill_part) != 0) chunk.edged_fill = uploaded_fill(mesh);
  if ((parts & segments_part) != 0) chunk.segments = uploaded_segments(mesh);
  if ((parts & points_part) != 0) chunk.points = uploaded_points(mesh.points);
  glBindVertexArray(0);
  chunk.parts |= parts;
  chunk.bytes += mesh.bytes();
}

}  // namespace

void point_at_segments(std::uint32_t first) {
  const std::size_t base = first * sizeof(SegmentInstance);
  constexpr std::size_t stride = sizeof(SegmentInstance);
  float_attribute(0, 2, stride, base + offsetof(SegmentInstance, before));
  float_attribute(1, 2, stride, base + offsetof(SegmentInstance, from));
  float_attribute(2, 2, stride, base + offsetof(SegmentInstance, to));
  float_attribute(3, 2, stride, base + offsetof(SegmentInstance, after));
  float_attribute(4, 1, stride, base + offsetof(SegmentInstance, distance_m));
  integer_attribute(5, 1, GL_UNSIGNED_SHORT, stride, base + offsetof(SegmentInstance, slot));
  integer_attribute(6, 1, GL_UNSIGNED_SHORT, stride, base + offsetof(SegmentInstance, joins));
}

GpuBatch::GpuBatch(std::shared_ptr<const Batch> batch)
    : batch_(std::move(batch)), chunks_(batch_->chunks.size()), thinned_(batch_->chunks.size()) {
}

GpuChunk* GpuBatch::find(std::size_t chunk, std::size_t level) const {
  for (const auto& made : chunks_[chunk])
    if (made->level == level) return made.get();
  return nullptr;
}

bool GpuBatch::has(const Wanted& wanted) const {
  const GpuChunk* made = find(wanted.chunk, wanted.level);
  return wanted.parts == 0 || (made != nullptr && (made->parts & wanted.parts) == wanted.parts);
}

void GpuBatch::prepare(std::span<const Wanted> wanted) {
  std::vector<Wanted> missing;
  for (const Wanted& w : wanted) {
    GpuChunk* made = find(w.chunk, w.level);
    if (made == nullptr) {
      made = chunks_[w.chunk].emplace_back(std::make_unique<GpuChunk>()).get();
      made->level = w.level;
    }
    const auto parts = static_cast<MeshParts>(w.parts & ~made->parts);
    if (parts != 0) missing.push_back({w.chunk, w.level, parts});
  }
  // A few at a time: all meshes of a large layer at once would double its memory.
  constexpr std::size_t at_once = 64;
  std::vector<ChunkMesh> meshes(std::min(at_once, missing.size()));
  for (std::size_t begin = 0; begin < missing.size(); begin += at_once) {
    const std::size_t count = std::min(at_once, missing.size() - begin);
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t k) {
      const Wanted& m = missing[begin + k];
      meshes[k] = chunk_mesh(*batch_, m.chunk, m.level, m.parts);
    });
    for (std::size_t k = 0; k < count; ++k) {
      const Wanted& m = missing[begin + k];
      GpuChunk& made = *find(m.chunk, m.level);
      add_parts(made, meshes[k], m.parts);
      bytes_ += meshes[k].bytes();
    }
  }
}

const GpuChunk& GpuBatch::chunk(const Wanted& wanted, std::uint64_t draw) {
  GpuChunk* found = find(wanted.chunk, wanted.level);
  assert(found != nullptr);
  found->used_in_draw = draw;
  return *found;
}

const GpuPoints& GpuBatch::thinned(std::size_t chunk, std::size_t level, double cell_m, std::uint64_t symbols,
                                   std::span<const std::uint16_t> symbol_of_slot, std::uint64_t draw) {
  for (const auto& made : thinned_[chunk])
    if (made->level == level && made->symbols == symbols) {
      made->used_in_draw = draw;
      return made->points;
    }
  const std::vector<PointVertex> kept = thinned_points(*batch_, chunk, cell_m, symbol_of_slot);
  GpuThinned& made = *thinned_[chunk].emplace_back(std::make_unique<GpuThinned>());
  made.level = level;
  made.symbols = symbols;
  made.points = uploaded_points(kept);
  made.bytes = kept.size() * sizeof(PointVertex);
  made.used_in_draw = draw;
  bytes_ += made.bytes;
  glBindVertexArray(0);
  return made.points;
}

namespace {

template <class T>
std::size_t erase_older(std::vector<std::vector<std::unique_ptr<T>>>& chunks, std::uint64_t draw) {
  std::size_t bytes = 0;
  for (auto& levels : chunks)
    std::erase_if(levels, [&](const auto& level) {
      if (level->used_in_draw >= draw) return false;
      bytes += level->bytes;
      return true;
    });
  return bytes;
}

}  // namespace

void GpuBatch::forget_older(std::uint64_t draw) {
  bytes_ -= erase_older(chunks_, draw);
  bytes_ -= erase_older(thinned_, draw);
}

void GpuBatch::forget_older_thinned(std::uint64_t draw) {
  bytes_ -= erase_older(thinned_, draw);
}

}  // namespace render
