#include "render/map_renderer.hpp"

#include "render/batch_pass.hpp"
#include "render/flow_pass.hpp"
#include "render/gl/target.hpp"
#include "render/gpu_batch.hpp"
#include "render/gpu_symbols.hpp"
#include "render/label_pass.hpp"
#include "render/picture_pass.hpp"
#include "render/view.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace render {
namespace {

/// Meshes of chunks that are out of sight are kept up to this much.
constexpr std::size_t mesh_bytes_kept = std::size_t{192} << 20;
/// Thinned points, which are made quickly, are kept for so many draws without use.
constexpr std::uint64_t thinned_kept_draws = 64;
/// Cameras whose places differ by whole pixels to within this see the same picture, moved.
constexpr double whole_within_px = 0.01;

bool same_scale(const View& a, const View& b) {
  return a.camera.m_per_px == b.camera.m_per_px && a.camera.width_px == b.camera.width_px &&
         a.camera.height_px == b.camera.height_px && a.symbol_scale == b.symbol_scale;
}

/// All but the labels and the overlay.
bool same_map(const Scene& a, const Scene& b) {
  return a.theme == b.theme && a.origin == b.origin && a.below == b.below && a.heatmaps == b.heatmaps &&
         a.above == b.above && a.selection == b.selection;
}

bool same_labels(const Scene& a, const Scene& b) {
  return a.labels == b.labels && a.covered == b.covered;
}

struct Shift {
  int right_px = 0;
  int up_px = 0;
};

/// How far the map drawn for `from` has to go for `to`, if that is a whole number of pixels: as mice move it.
std::optional<Shift> whole_pixels(const Camera& from, const Camera& to) {
  const double right_px = (from.centre.x_m - to.centre.x_m) / to.m_per_px;
  const double up_px = (from.centre.y_m - to.centre.y_m) / to.m_per_px;
  if (std::abs(right_px) >= to.width_px || std::abs(up_px) >= to.height_px) return std::nullopt;
  const Shift shift{static_cast<int>(std::lround(right_px)), static_cast<int>(std::lround(up_px))};
  if (std::abs(right_px - shift.right_px) > whole_within_px || std::abs(up_px - shift.up_px) > whole_within_px)
    return std::nullopt;
  return shift;
}

/// The pixels that a moved picture leaves open: at most one strip beside it and one above or below.
std::vector<PixelBox> uncovered(Shift shift, int width_px, int height_px) {
  std::vector<PixelBox> strips;
  const int wide = std::abs(shift.right_px);
  const int high = std::abs(shift.up_px);
  if (wide > 0) strips.push_back({shift.right_px > 0 ? 0 : width_px - wide, 0, wide, height_px});
  if (high > 0)
    strips.push_back({std::max(0, shift.right_px), shift.up_px > 0 ? 0 : height_px - high, width_px - wide, high});
  return strips;
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
  FlowPass flow_pass;
  LabelPass label_pass;
  std::map<const Batch*, GpuBatch> batches;
  std::map<std::pair<const Batch*, const SymbolTable*>, GpuSymbols> symbols;
  std::map<const layers::RasterPicture*, gl::TextureName> rasters;
  std::map<const geo::Grid*, gl::TextureName> grids;
  std::optional<gl::Target> map;       ///< without labels
  std::optional<gl::Target> spare;     ///< what the map is moved into
  std::optional<gl::Target> labelled;  ///< with labels, if there are any
  std::optional<gl::Target> overlaid;  ///< with labels and overlay, if there is one
  std::optional<gl::Target> layer;     ///< of a layer that is composed as a whole
  std::optional<gl::Target> scratch;   ///< of fills of one opacity
  std::uint64_t draw_number = 0;
  std::uint64_t whole_draw_number = 0;  ///< of the last draw of all pixels
  DrawnWork work;
  // What the picture shows. Holding the scene keeps its batches alive, so that their addresses stay their own.
  std::optional<Scene> scene;
  View view;
  Camera whole_camera;  ///< of the last draw of all pixels; moves are measured from it, so that none adds up an error

  [[nodiscard]] std::optional<Shift> possible_shift(const Scene& wanted, const View& next) const;
  [[nodiscard]] const gl::Target& without_overlay() const { return scene->labels.empty() ? *map : *labelled; }
  [[nodiscard]] const gl::Target& shown() const { return scene->overlay.empty() ? without_overlay() : *overlaid; }
  [[nodiscard]] std::size_t mesh_bytes() const;
  void draw(const Scene& wanted);
  void draw_whole(const Scene& wanted, const View& next);
  void draw_moved(const Scene& wanted, const View& next, Shift shift);
  void draw_layer(const SceneLayer& layer, const gl::Target& target);
  void draw_batch(const SceneLayer& layer, const gl::Target& target);
  void forget_unused();
};

namespace {

/// How premultiplied colours s are laid over opaque ones d: s + d (1 - a), s d + d (1 - a), s + d (1 - s).
void set_blend(geo::Blend blend) {
  switch (blend) {
    case geo::Blend::normal: return glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    case geo::Blend::multiply: return glBlendFunc(GL_DST_COLOR, GL_ONE_MINUS_SRC_ALPHA);
    case geo::Blend::screen: return glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_COLOR);
  }
}

/// Calls f(layer) for all layers.
template <class F>
void for_each_layer(const Scene& scene, F f) {
  for (const auto* layers : {&scene.below, &scene.above, &scene.selection, &scene.overlay})
    for (const SceneLayer& layer : *layers) f(layer);
}

}  // namespace

void MapRenderer::State::draw_batch(const SceneLayer& scene_layer, const gl::Target& target) {
  const auto& batch = scene_layer.batch;
  const auto& table = scene_layer.symbols;
  GpuBatch& gpu = batches.try_emplace(batch.get(), batch).first->second;
  GpuSymbols& gpu_symbols = symbols.try_emplace({batch.get(), table.get()}, *batch, table).first->second;
  batch_pass.draw(gpu, gpu_symbols, view, target, *scratch, picture_pass, draw_number);
}

void MapRenderer::State::draw_layer(const SceneLayer& scene_layer, const gl::Target& target) {
  if (scene_layer.opacity <= 0 || !scene_layer.scales.contains(view.camera.scale_number())) return;
  if (scene_layer.raster) {
    auto [entry, added] = rasters.try_emplace(scene_layer.raster.get());
    if (added) entry->second = raster_texture(*scene_layer.raster);
    set_blend(scene_layer.blend);
    picture_pass.draw_raster(entry->second.get(), scene_layer.raster->box, scene_layer.opacity, view);
    set_blend(geo::Blend::normal);
    return;
  }
  if (scene_layer.flows) {
    flow_pass.draw(scene_layer.flows, view, scene_layer.flow_phase_px ? FlowParts::marks : FlowParts::bands,
                   scene_layer.flow_phase_px.value_or(0));
    return;
  }
  if (!scene_layer.batch || !scene_layer.symbols) return;
  if (scene_layer.opacity >= 1 && scene_layer.blend == geo::Blend::normal) {
    draw_batch(scene_layer, target);
    return;
  }
  layer->bind();
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  draw_batch(scene_layer, *layer);
  target.bind();
  set_blend(scene_layer.blend);
  picture_pass.compose(layer->texture(), scene_layer.opacity);
  set_blend(geo::Blend::normal);
}

void MapRenderer::State::draw(const Scene& wanted) {
  const Colour land = map_theme(wanted.theme).land;
  map->bind();
  glClearColor(static_cast<float>(land.r) / 255.0F, static_cast<float>(land.g) / 255.0F,
               static_cast<float>(land.b) / 255.0F, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  for (const SceneLayer& l : wanted.below) draw_layer(l, *map);
  for (const HeatmapLayer& heatmap : wanted.heatmaps) {
    if (!heatmap.grid || heatmap.grid->values.empty()) continue;
    auto [entry, added] = grids.try_emplace(heatmap.grid.get());
    if (added) entry->second = grid_texture(*heatmap.grid);
    picture_pass.draw_heatmap(entry->second.get(), heatmap, view);
  }
  for (const SceneLayer& l : wanted.above) draw_layer(l, *map);
  for (const SceneLayer& l : wanted.selection) draw_layer(l, *map);
}

std::optional<Shift> MapRenderer::State::possible_shift(const Scene& wanted, const View& next) const {
  if (!same_scale(view, next) || !same_map(*scene, wanted) || mesh_bytes() > 2 * mesh_bytes_kept) return std::nullopt;
  if (!whole_pixels(whole_camera, next.camera)) return std::nullopt;
  return whole_pixels(view.camera, next.camera);
}

void MapRenderer::State::draw_whole(const Scene& wanted, const View& next) {
  view = next;
  whole_camera = next.camera;
  whole_draw_number = draw_number;
  draw(wanted);
  ++work.whole;
}

void MapRenderer::State::draw_moved(const Scene& wanted, const View& next, Shift shift) {
  view = next;
  const std::vector<PixelBox> strips = uncovered(shift, next.camera.width_px, next.camera.height_px);
  if (strips.empty()) return;
  spare->copy(*map, shift.right_px, shift.up_px);
  std::swap(map, spare);
  glEnable(GL_SCISSOR_TEST);
  for (const PixelBox& strip : strips) {
    view.drawn = strip;
    glScissor(strip.x_px, strip.y_px, strip.width_px, strip.height_px);
    draw(wanted);
  }
  glDisable(GL_SCISSOR_TEST);
  view.drawn = next.drawn;
  ++work.moved;
}

std::size_t MapRenderer::State::mesh_bytes() const {
  std::size_t bytes = 0;
  for (const auto& [batch, gpu] : batches) bytes += gpu.bytes();
  return bytes;
}

void MapRenderer::State::forget_unused() {
  std::set<const Batch*> used_batches;
  std::set<std::pair<const Batch*, const SymbolTable*>> used_symbols;
  std::set<const layers::RasterPicture*> used_rasters;
  std::vector<const FlowPicture*> used_flows;
  for_each_layer(*scene, [&](const SceneLayer& l) {
    used_batches.insert(l.batch.get());
    used_symbols.insert({l.batch.get(), l.symbols.get()});
    used_rasters.insert(l.raster.get());
    if (l.flows) used_flows.push_back(l.flows.get());
  });
  std::erase_if(batches, [&](const auto& entry) { return !used_batches.contains(entry.first); });
  std::erase_if(symbols, [&](const auto& entry) { return !used_symbols.contains(entry.first); });
  std::erase_if(rasters, [&](const auto& entry) { return !used_rasters.contains(entry.first); });
  std::erase_if(grids, [&](const auto& entry) {
    return std::ranges::none_of(scene->heatmaps, [&](const HeatmapLayer& h) { return h.grid.get() == entry.first; });
  });
  flow_pass.keep_only(used_flows);
  if (draw_number > thinned_kept_draws)
    for (auto& [batch, gpu] : batches) gpu.forget_older_thinned(draw_number - thinned_kept_draws);
  if (mesh_bytes() > mesh_bytes_kept)
    for (auto& [batch, gpu] : batches) gpu.forget_older(whole_draw_number);
}

MapRenderer::MapRenderer() : state_(std::make_unique<State>()) {
}
MapRenderer::~MapRenderer() = default;

unsigned MapRenderer::draw(const Scene& scene, const Camera& camera, double symbol_scale) {
  assert(camera.width_px > 0 && camera.height_px > 0);
  State& s = *state_;
  const View next(camera, symbol_scale);
  const bool same_view = s.scene && s.view.camera.centre == camera.centre && same_scale(s.view, next);
  const bool map_is_there = same_view && same_map(*s.scene, scene);
  const bool labels_are_there = map_is_there && same_labels(*s.scene, scene);
  if (labels_are_there && s.scene->overlay == scene.overlay) return s.shown().texture();
  const GlState gl_state;
  ++s.draw_number;
  if (const auto shift = s.scene && !map_is_there ? s.possible_shift(scene, next) : std::nullopt) {
    s.draw_moved(scene, next, *shift);
  } else if (!map_is_there) {
    if (!s.map || s.map->width_px() != camera.width_px || s.map->height_px() != camera.height_px)
      for (auto* target : {&s.map, &s.spare, &s.labelled, &s.overlaid, &s.layer, &s.scratch})
        target->emplace(camera.width_px, camera.height_px);
    s.draw_whole(scene, next);
  }
  if (labels_are_there)
    s.scene->overlay = scene.overlay;  // the labels may be many to copy
  else
    s.scene = scene;
  if (!labels_are_there && !scene.labels.empty()) {
    s.labelled->copy(*s.map, 0, 0);
    s.label_pass.draw(scene.labels, scene.covered, camera, symbol_scale);
    set_blend(geo::Blend::normal);
  }
  if (!scene.overlay.empty()) {
    s.overlaid->copy(s.without_overlay(), 0, 0);
    for (const SceneLayer& l : scene.overlay) s.draw_layer(l, *s.overlaid);
  }
  s.forget_unused();
  return s.shown().texture();
}

DrawnWork MapRenderer::work() const {
  DrawnWork work = state_->work;
  work.batches = state_->batches.size();
  work.rasters = state_->rasters.size();
  work.grids = state_->grids.size();
  work.mesh_bytes = state_->mesh_bytes();
  return work;
}

Picture MapRenderer::read_back() const {
  Picture out;
  const State& s = *state_;
  if (!s.scene) return out;
  const GlState gl_state;
  s.shown().bind();
  out.width_px = s.shown().width_px();
  out.height_px = s.shown().height_px();
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
