#include "render/map_renderer.hpp"

#include "render/batch_pass.hpp"
#include "render/gl/target.hpp"
#include "render/gpu_batch.hpp"
#include "render/label_pass.hpp"
#include "render/picture_pass.hpp"
#include "render/view.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>

namespace render {
namespace {

/// Meshes of chunks that are out of sight are kept up to this much.
constexpr std::size_t mesh_bytes_kept = std::size_t{192} << 20;

bool same_camera(const Camera& a, const Camera& b) {
  return a.centre == b.centre && a.m_per_px == b.m_per_px && a.width_px == b.width_px && a.height_px == b.height_px;
}

/// Sets what a draw needs and puts back what the window's own drawing had set.
class GlState {
public:
  GlState() {
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    blend_ = glIsEnabled(GL_BLEND);
    scissor_ = glIsEnabled(GL_SCISSOR_TEST);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  }
  ~GlState() {
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    if (blend_ == GL_FALSE) glDisable(GL_BLEND);
    if (scissor_ == GL_TRUE) glEnable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    glUseProgram(0);
  }
  GlState(const GlState&) = delete;
  GlState& operator=(const GlState&) = delete;

private:
  GLint framebuffer_ = 0;
  GLint viewport_[4] = {};
  GLboolean blend_ = GL_FALSE;
  GLboolean scissor_ = GL_FALSE;
};

}  // namespace

struct MapRenderer::State {
  BatchPass batch_pass;
  PicturePass picture_pass;
  LabelPass label_pass;
  std::map<const Batch*, GpuBatch> batches;
  std::map<const layers::RasterPicture*, gl::TextureName> rasters;
  std::map<const geo::Grid*, gl::TextureName> grids;
  std::optional<gl::Target> picture;
  std::optional<gl::Target> layer;    ///< of a layer with an opacity
  std::optional<gl::Target> scratch;  ///< of fills of one opacity
  std::uint64_t draw_number = 0;
  // What the picture shows. Holding the scene keeps its batches alive, so that their addresses stay their own.
  std::optional<Scene> scene;
  View view;

  void draw(const Scene& wanted);
  void draw_layer(const SceneLayer& layer);
  void draw_batch(const std::shared_ptr<const Batch>& batch, const gl::Target& target);
  void forget_unused();
};

void MapRenderer::State::draw_batch(const std::shared_ptr<const Batch>& batch, const gl::Target& target) {
  GpuBatch& gpu = batches.try_emplace(batch.get(), batch).first->second;
  batch_pass.draw(gpu, view, target, *scratch, picture_pass, draw_number);
}

void MapRenderer::State::draw_layer(const SceneLayer& scene_layer) {
  if (scene_layer.opacity <= 0) return;
  if (scene_layer.raster) {
    auto [entry, added] = rasters.try_emplace(scene_layer.raster.get());
    if (added) entry->second = raster_texture(*scene_layer.raster);
    picture_pass.draw_raster(entry->second.get(), scene_layer.raster->box, scene_layer.opacity, view);
    return;
  }
  if (!scene_layer.batch) return;
  if (scene_layer.opacity >= 1) {
    draw_batch(scene_layer.batch, *picture);
    return;
  }
  layer->bind();
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  draw_batch(scene_layer.batch, *layer);
  picture->bind();
  picture_pass.compose(layer->texture(), scene_layer.opacity);
}

void MapRenderer::State::draw(const Scene& wanted) {
  const Colour land = map_theme(wanted.theme).land;
  picture->bind();
  glClearColor(static_cast<float>(land.r) / 255.0F, static_cast<float>(land.g) / 255.0F,
               static_cast<float>(land.b) / 255.0F, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  for (const SceneLayer& l : wanted.below) draw_layer(l);
  for (const HeatmapLayer& heatmap : wanted.heatmaps) {
    if (!heatmap.grid || heatmap.grid->values.empty()) continue;
    auto [entry, added] = grids.try_emplace(heatmap.grid.get());
    if (added) entry->second = grid_texture(*heatmap.grid);
    picture_pass.draw_heatmap(entry->second.get(), heatmap, view);
  }
  for (const SceneLayer& l : wanted.above) draw_layer(l);
  if (wanted.selection) draw_batch(wanted.selection, *picture);
  picture->bind();
  if (!wanted.labels.empty()) label_pass.draw(wanted.labels, wanted.covered, view.camera, view.symbol_scale);
}

void MapRenderer::State::forget_unused() {
  const auto shown = [&](const Batch* batch) {
    const auto has = [&](const SceneLayer& l) { return l.batch.get() == batch; };
    return std::ranges::any_of(scene->below, has) || std::ranges::any_of(scene->above, has) ||
           scene->selection.get() == batch;
  };
  std::erase_if(batches, [&](const auto& entry) { return !shown(entry.first); });
  std::erase_if(rasters, [&](const auto& entry) {
    const auto has = [&](const SceneLayer& l) { return l.raster.get() == entry.first; };
    return std::ranges::none_of(scene->below, has) && std::ranges::none_of(scene->above, has);
  });
  std::erase_if(grids, [&](const auto& entry) {
    return std::ranges::none_of(scene->heatmaps, [&](const HeatmapLayer& h) { return h.grid.get() == entry.first; });
  });
  std::size_t bytes = 0;
  for (const auto& [batch, gpu] : batches) bytes += gpu.bytes();
  if (bytes > mesh_bytes_kept)
    for (auto& [batch, gpu] : batches) gpu.forget_older(draw_number);
}

MapRenderer::MapRenderer() : state_(std::make_unique<State>()) {
}
MapRenderer::~MapRenderer() = default;

unsigned MapRenderer::draw(const Scene& scene, const Camera& camera, double symbol_scale) {
  assert(camera.width_px > 0 && camera.height_px > 0);
  State& s = *state_;
  if (s.scene && s.picture && same_camera(s.view.camera, camera) && s.view.symbol_scale == symbol_scale &&
      *s.scene == scene)
    return s.picture->texture();
  const GlState gl_state;
  if (!s.picture || s.picture->width_px() != camera.width_px || s.picture->height_px() != camera.height_px) {
    s.picture.emplace(camera.width_px, camera.height_px);
    s.layer.emplace(camera.width_px, camera.height_px);
    s.scratch.emplace(camera.width_px, camera.height_px);
  }
  s.view = {camera, symbol_scale};
  ++s.draw_number;
  s.draw(scene);
  s.scene = scene;
  s.forget_unused();
  return s.picture->texture();
}

Picture MapRenderer::read_back() const {
  Picture out;
  const State& s = *state_;
  if (!s.picture) return out;
  const GlState gl_state;
  s.picture->bind();
  out.width_px = s.picture->width_px();
  out.height_px = s.picture->height_px();
  const auto row_bytes = 4 * static_cast<std::size_t>(out.width_px);
  out.rgba.resize(row_bytes * static_cast<std::size_t>(out.height_px));
  std::vector<std::uint8_t> upwards(out.rgba.size());
  glReadPixels(0, 0, out.width_px, out.height_px, GL_RGBA, GL_UNSIGNED_BYTE, upwards.data());
  for (std::size_t row = 0; row < static_cast<std::size_t>(out.height_px); ++row)
    std::copy_n(upwards.data() + row * row_bytes, row_bytes,
                out.rgba.data() + (static_cast<std::size_t>(out.height_px) - 1 - row) * row_bytes);
  return out;
}

}  // namespace render
