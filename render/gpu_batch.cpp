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

GpuChunk* GpuBatch::find(Wanted wanted) const {
  for (const auto& level : chunks_[wanted.chunk])
    if (level->level == wanted.level) return level.get();
  return nullptr;
}

void GpuBatch::prepare(std::span<const Wanted> wanted) {
  std::vector<Wanted> missing;
  for (const Wanted& w : wanted)
    if (find(w) == nullptr) missing.push_back(w);
  // A few at a time: all meshes of a large layer at once would double its memory.
  constexpr std::size_t at_once = 64;
  std::vector<ChunkMesh> meshes(std::min(at_once, missing.size()));
  for (std::size_t begin = 0; begin < missing.size(); begin += at_once) {
    const std::size_t count = std::min(at_once, missing.size() - begin);
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t k) {
      meshes[k] = chunk_mesh(*batch_, missing[begin + k].chunk, missing[begin + k].level);
    });
    for (std::size_t k = 0; k < count; ++k) {
      auto& slot = chunks_[missing[begin + k].chunk].emplace_back(uploaded(meshes[k]));
      slot->level = missing[begin + k].level;
      bytes_ += slot->bytes;
    }
  }
}

const GpuChunk& GpuBatch::chunk(Wanted wanted, std::uint64_t draw) {
  GpuChunk* found = find(wanted);
  assert(found != nullptr);
  found->used_in_draw = draw;
  return *found;
}

void GpuBatch::forget_older(std::uint64_t draw) {
  for (auto& levels : chunks_)
    std::erase_if(levels, [&](const auto& level) {
      if (level->used_in_draw >= draw) return false;
      bytes_ -= level->bytes;
      return true;
    });
}

}  // namespace render
