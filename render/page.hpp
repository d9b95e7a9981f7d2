// The map as a finished picture (PNG) or page (PDF): map, title, legend, scale bar, north arrow, sources.
#pragma once

#include "render/camera.hpp"
#include "render/legend.hpp"
#include "render/picture.hpp"

#include <string>
#include <vector>

namespace render {

struct PageText {
  std::string title;
  std::string subtitle;
  std::vector<std::string> notes;  ///< method, illustrative marks
  std::string attribution;         ///< sources and licences
  std::string crs;
};

/// The map picture with furniture laid over its edges.
[[nodiscard]] Picture finished_picture(const Picture& map, const Camera& camera, const Legend& legend,
                                       const PageText& text, ThemeKind theme, double u = 17);
/// A4 landscape page as look.md section 10 "Print". Throws geo::Error if it can not be written.
void write_pdf(const std::string& path, const Picture& map, const Camera& camera, const Legend& legend,
               const PageText& text);

}  // namespace render
