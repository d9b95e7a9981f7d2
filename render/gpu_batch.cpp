#include "render/gpu_batch.hpp"

#include "render/gl/target.hpp"

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

std::unique_ptr<GpuChunk> uploaded(const ChunkMesh& mesh) {
  auto chunk = std::make_unique<GpuChunk>();
  if (!mesh.fill_indices.empty()) {
    chunk->fill_array = gl::new_vertex_array();
    glBindVertexArray(chunk->fill_array.get());
    chunk->fill_vertices = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.fill_vertices)));
    chunk->fill_indices = gl::static_buffer(GL_ELEMENT_ARRAY_BUFFER, std::as_bytes(std::span(mesh.fill_indices)));
    float_attribute(0, 2, sizeof(FillVertex), offsetof(FillVertex, position));
    integer_attribute(1, 2, GL_SHORT, sizeof(FillVertex), offsetof(FillVertex, inwards));
    integer_attribute(2, 1, GL_UNSIGNED_SHORT, sizeof(FillVertex), offsetof(FillVertex, symbol));
    integer_attribute(3, 1, GL_SHORT, sizeof(FillVertex), offsetof(FillVertex, side));
    chunk->fill_runs = mesh.fill_runs;
  }
  if (!mesh.segments.empty()) {
    chunk->segment_array = gl::new_vertex_array();
    glBindVertexArray(chunk->segment_array.get());
    chunk->segments = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.segments)));
    for (GLuint i = 0; i < 7; ++i) glVertexAttribDivisor(i, 1);
    point_at_segments(0);
    chunk->segment_runs = mesh.segment_runs;
  }
  if (!mesh.points.empty()) {
    chunk->point_array = gl::new_vertex_array();
    glBindVertexArray(chunk->point_array.get());
    chunk->points = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.points)));
    for (GLuint i = 0; i < 3; ++i) glVertexAttribDivisor(i, 1);
    float_attribute(0, 2, sizeof(PointVertex), offsetof(PointVertex, position));
    float_attribute(1, 1, sizeof(PointVertex), offsetof(PointVertex, radius_px));
    integer_attribute(2, 1, GL_UNSIGNED_SHORT, sizeof(PointVertex), offsetof(PointVertex, symbol));
    chunk->point_count = static_cast<std::uint32_t>(mesh.points.size());
  }
  glBindVertexArray(0);
  chunk->bytes = mesh.bytes();
  return chunk;
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
  integer_attribute(5, 1, GL_UNSIGNED_SHORT, stride, base + offsetof(SegmentInstance, symbol));
  integer_attribute(6, 1, GL_UNSIGNED_SHORT, stride, base + offsetof(SegmentInstance, joins));
}

GpuBatch::GpuBatch(std::shared_ptr<const Batch> batch) : batch_(std::move(batch)), chunks_(batch_->chunks.size()) {
}

const GpuChunk& GpuBatch::chunk(std::size_t index, std::size_t level, std::uint64_t draw) {
  std::unique_ptr<GpuChunk>& slot = chunks_[index];
  if (!slot || slot->level != level) {
    if (slot) bytes_ -= slot->bytes;
    const Chunk& source = batch_->chunks[index];
    slot = level < source.prepared.size() && source.prepared[level] ? uploaded(*source.prepared[level])
                                                                    : uploaded(chunk_mesh(*batch_, index, level));
    slot->level = level;
    bytes_ += slot->bytes;
  }
  slot->used_in_draw = draw;
  return *slot;
}

void GpuBatch::forget_older(std::uint64_t draw) {
  for (auto& slot : chunks_)
    if (slot && slot->used_in_draw < draw) {
      bytes_ -= slot->bytes;
      slot.reset();
    }
}

}  // namespace render
