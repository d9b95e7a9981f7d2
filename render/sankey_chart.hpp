// A Sankey drawn on any canvas (look.md section 8, "Sankey"); its layout is geo/flow/sankey.hpp.
#pragma once

#include "geo/flow/sankey.hpp"
#include "render/canvas.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

struct SankeyChart {
  std::vector<geo::SankeyLink> links;
  std::vector<Colour> link_colours;
  struct Node {
    std::string name;
    std::string value;  ///< "54,0 kt", translated
  };
  std::vector<Node> nodes;
};

/// Draws the layout with its upper left corner at (x, y). With `lit` all that is not of the chain is pale.
void draw_sankey(Canvas& canvas, const SankeyChart& chart, const geo::SankeyLayout& layout, double x, double y,
                 double width, double node_width, double u, ThemeKind theme, const geo::SankeyChain* lit = nullptr);

struct SankeyHit {
  std::optional<std::uint32_t> node, link;  ///< one of them
  bool operator==(const SankeyHit&) const = default;
};
/// What lies at a point, from the layout's upper left corner.
[[nodiscard]] std::optional<SankeyHit> hit(const SankeyChart& chart, const geo::SankeyLayout& layout, double node_width,
                                           CanvasPoint at);

}  // namespace render
