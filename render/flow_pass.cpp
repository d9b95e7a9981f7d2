#include "render/flow_pass.hpp"

#include "render/gl/target.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace render {

namespace {

constexpr std::string_view flow_vertex_shader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in vec3 inside_px;
layout(location = 2) in vec2 along_and_edge_px;
layout(location = 3) in vec4 ink;
layout(location = 4) in vec4 edge_ink;
uniform vec2 origin_px;
uniform vec2 size_px;
out vec3 inside;
out float along;
flat out vec4 colour;
flat out vec4 edge_colour;
flat out vec3 edge_px;
void main() {
  inside = inside_px;
  along = along_and_edge_px.x;
  colour = ink;
  edge_colour = edge_ink;
  float width = along_and_edge_px.y;
  edge_px = vec3(max(width, 0.0), abs(width), abs(width));
  gl_Position = vec4(2.0 * (origin_px + position) / size_px - 1.0, 0.0, 1.0);
}
)";

constexpr std::string_view flow_fragment_shader = R"(
in vec3 inside;
in float along;
flat in vec4 colour;
flat in vec4 edge_colour;
flat in vec3 edge_px;
uniform bool marks;
uniform float phase_px;
out vec4 rgba;
float covered(vec3 d) { return clamp(min(d.x, min(d.y, d.z)) + 0.5, 0.0, 1.0); }
void main() {
  float fill = covered(inside);
  if (marks) {
    float s = mod(along - phase_px, 26.0);
    rgba = vec4(0.55 * colour.a * fill * clamp(min(s, 7.0 - s) + 0.5, 0.0, 1.0));
  } else {
    float edge = (covered(inside + edge_px) - fill) * edge_colour.a;
    rgba = vec4(colour.rgb, 1.0) * (colour.a * fill) + vec4(edge_colour.rgb, 1.0) * edge;
  }
}
)";

/// Positions are floats of pixels from the mesh's origin: beyond this the origin is taken anew.
constexpr double farthest_px = 100'000;

}  // namespace

FlowPass::FlowPass() : program_("flows", flow_vertex_shader, flow_fragment_shader) {
}

FlowPass::Meshed& FlowPass::meshed(const std::shared_ptr<const FlowPicture>& picture, const View& view) {
  Meshed& m = meshes_[picture.get()];
  const Camera& camera = view.camera;
  const FlowPoint off = m.scale.px_from_map(camera.centre);
  if (m.picture && m.scale.m_per_px == camera.m_per_px && m.scale.symbol_scale == view.symbol_scale &&
      std::max(std::abs(off.x), std::abs(off.y)) < farthest_px)
    return m;
  FlowShapes shapes = flow_shapes(*picture, camera.centre, camera.m_per_px, view.symbol_scale);
  FlowMesh mesh = flow_mesh(*picture, shapes);
  m.picture = picture;
  shapes.bands.clear();
  m.scale = std::move(shapes);
  m.ranges = std::move(mesh.ranges);
  if (!m.array) m.array = gl::new_vertex_array();
  glBindVertexArray(m.array.get());
  m.vertices = gl::static_buffer(GL_ARRAY_BUFFER, std::as_bytes(std::span(mesh.vertices)));
  m.indices = gl::static_buffer(GL_ELEMENT_ARRAY_BUFFER, std::as_bytes(std::span(mesh.indices)));
  glBindBuffer(GL_ARRAY_BUFFER, m.vertices.get());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, m.indices.get());
  const auto attribute = [](GLuint location, GLint count, GLenum type, GLboolean normalised, std::size_t offset) {
    glEnableVertexAttribArray(location);
    glVertexAttribPointer(location, count, type, normalised, sizeof(FlowVertex), reinterpret_cast<const void*>(offset));
  };
  attribute(0, 2, GL_FLOAT, GL_FALSE, offsetof(FlowVertex, x));
  attribute(1, 3, GL_FLOAT, GL_FALSE, offsetof(FlowVertex, inside));
  attribute(2, 2, GL_FLOAT, GL_FALSE, offsetof(FlowVertex, along));  // and edge_px
  attribute(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(FlowVertex, ink));
  attribute(4, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(FlowVertex, edge));
  return m;
}

void FlowPass::draw(const std::shared_ptr<const FlowPicture>& picture, const View& view, FlowParts parts,
                    double phase_px) {
  const Meshed& m = meshed(picture, view);
  const Vec2f origin = view.px_from_map(m.scale.origin);
  const double origin_x = origin.x, origin_y = origin.y;
  const double left = view.drawn.x_px - origin_x, right = left + view.drawn.width_px;
  const double low = view.drawn.y_px - origin_y, high = low + view.drawn.height_px;
  counts_.clear();
  offsets_.clear();
  std::uint32_t end = 0;
  for (const FlowMesh::Range& r : m.ranges) {
    if (r.high.x < left || r.low.x > right || r.high.y < low || r.low.y > high) continue;
    if (!counts_.empty() && end == r.first) {
      counts_.back() += static_cast<GLsizei>(r.count);
    } else {
      counts_.push_back(static_cast<GLsizei>(r.count));
      offsets_.push_back(reinterpret_cast<const void*>(r.first * sizeof(std::uint32_t)));
    }
    end = r.first + r.count;
  }
  if (counts_.empty()) return;
  program_.use();
  glBindVertexArray(m.array.get());
  glUniform2f(program_.uniform("origin_px"), origin.x, origin.y);
  glUniform2f(program_.uniform("size_px"), static_cast<float>(view.camera.width_px),
              static_cast<float>(view.camera.height_px));
  glUniform1i(program_.uniform("marks"), parts == FlowParts::marks ? 1 : 0);
  glUniform1f(program_.uniform("phase_px"), static_cast<float>(phase_px));
  glMultiDrawElements(GL_TRIANGLES, counts_.data(), GL_UNSIGNED_INT, offsets_.data(),
                      static_cast<GLsizei>(counts_.size()));
}

void FlowPass::keep_only(const std::vector<const FlowPicture*>& used) {
  std::erase_if(meshes_, [&](const auto& entry) { return std::ranges::find(used, entry.first) == used.end(); });
}

}  // namespace render
