// Where the nodes and links of a Sankey diagram lie.
//
// Columns by the longest way from a node that nothing flows into; a node that nothing leaves stands in the last one.
// Links that would close a circle are found by the weighted form of the greedy heuristic of Eades, Lin and Smyth (1993)
// and run backward. Heights are to one scale, so that what a node's links measure adds up to its amount. The order in a
// column follows the mean of the neighbours' places, swept from both sides.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace geo {

struct SankeyLink {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t material = 0;
  double amount_t = 0;
};

/// The rectangle to fill, in pixels or points, y down.
struct SankeyFrame {
  double width = 0;
  double height = 0;
  double node_width = 12;
  double least_gap = 14;                ///< between the nodes of a column
  std::optional<double> most_px_per_t;  ///< a scale that is locked for several years or scenarios
};

struct SankeyNode {
  int column = 0;
  double x = 0;  ///< left edge
  double y = 0;  ///< upper edge
  double height = 0;
  double in_t = 0, out_t = 0;
};

/// A link as it is drawn: from the right edge of its node to the left edge of the other.
struct SankeyBand {
  std::uint32_t link = 0;  ///< place in the links
  double y_from = 0;       ///< upper edge at its beginning
  double y_to = 0;         ///< upper edge at its end
  double thickness = 0;
  bool backward = false;  ///< would close a circle
};

struct SankeyLayout {
  std::vector<SankeyNode> nodes;  ///< one for each; a node without a link has no height and column 0
  std::vector<SankeyBand> bands;
  int column_count = 0;
  double px_per_t = 0;
  double height = 0;                       ///< more than that of the frame where the gaps alone would fill it
  std::vector<std::uint32_t> to_itself;    ///< links from a node to itself, which are not drawn
  std::vector<std::uint32_t> not_counted;  ///< links whose amount is not positive and finite
};

/// Asserts that links name nodes below `node_count`.
[[nodiscard]] SankeyLayout sankey_layout(std::size_t node_count, std::span<const SankeyLink> links,
                                         const SankeyFrame& frame);

/// The node is taken to `y`; others of its column make way, and links meet their nodes in the new order.
void move_node(SankeyLayout& layout, std::span<const SankeyLink> links, double least_gap, std::uint32_t node, double y);

/// Nodes and links that something flows through on its way to or from a node or a link: its whole chain.
struct SankeyChain {
  std::vector<bool> nodes;
  std::vector<bool> links;
};
[[nodiscard]] SankeyChain chain_of_node(const SankeyLayout& layout, std::span<const SankeyLink> links,
                                        std::uint32_t node);
[[nodiscard]] SankeyChain chain_of_link(const SankeyLayout& layout, std::span<const SankeyLink> links,
                                        std::uint32_t link);

}  // namespace geo
