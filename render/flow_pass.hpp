// Draws a flow picture with OpenGL. Its triangles are made anew for another scale and kept while the map is moved.
#pragma once

#include "render/flow_mesh.hpp"
#include "render/gl/names.hpp"
#include "render/gl/program.hpp"
#include "render/view.hpp"

#include <map>
#include <memory>
#include <vector>

namespace render {

/// What of a flow picture is drawn.
enum class FlowParts {
  bands,  ///< all of it
  marks   ///< only pale marks that move along the bands
};

class FlowPass {
public:
  FlowPass();
  /// Draws into the bound framebuffer, premultiplied. `phase_px`: how far the marks have moved.
  void draw(const std::shared_ptr<const FlowPicture>& picture, const View& view, FlowParts parts = FlowParts::bands,
            double phase_px = 0);
  /// Forgets the triangles of pictures that are not among these.
  void keep_only(const std::vector<const FlowPicture*>& used);

private:
  struct Meshed {
    std::shared_ptr<const FlowPicture> picture;  ///< kept, so that its address stays its own
    FlowShapes scale;                            ///< without bands
    std::vector<FlowMesh::Range> ranges;
    gl::VertexArrayName array;
    gl::BufferName vertices, indices;
  };
  Meshed& meshed(const std::shared_ptr<const FlowPicture>& picture, const View& view);

  gl::Program program_;
  std::map<const FlowPicture*, Meshed> meshes_;
  std::vector<GLsizei> counts_;
  std::vector<const void*> offsets_;
};

}  // namespace render
