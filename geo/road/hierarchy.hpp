// Fast shortest ways by a contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008): nodes are taken out one
// by one, the least important first, and each shortest way through a node taken out is kept as a shortcut. A search
// then only goes to ever more important nodes, from both ends. Where no road is much better than the next (a grid of
// streets, by length) the nodes left last would get thousands of shortcuts: they stay as a core, in which the search
// is led from both ends by landmarks (ALT, Goldberg and Harrelson 2005; with a core, Bauer and others 2010).
#pragma once

#include "geo/progress.hpp"
#include "geo/road/arcs.hpp"

#include <memory>

namespace geo::road {

/// An arc from a node to a more important one, or the other way round.
struct UpArc {
  std::uint32_t other = 0;  ///< the more important node, by rank
  std::uint32_t via = 0;    ///< of a shortcut the rank of the node in its middle; else original_arc + the arc's number
  double weight = 0;
};
inline constexpr std::uint32_t original_arc = 0x8000'0000U;

/// Exact costs between a landmark and every node of the core: value[(rank - core_first) * count + landmark].
struct Landmarks {
  std::uint32_t count = 0;
  std::vector<double> from;  ///< from the landmark to the node
  std::vector<double> to;    ///< from the node to the landmark
};

/// Nodes are numbered by rank: the node taken out first is 0. Nodes from `core_first` on are the core: their arcs lead
/// to other nodes of the core, of any rank.
struct Hierarchy {
  std::vector<std::uint32_t> rank;  ///< of each node
  std::vector<std::uint32_t> forward_start{0};
  std::vector<UpArc> forward;  ///< from the rank to more important ones
  std::vector<std::uint32_t> backward_start{0};
  std::vector<UpArc> backward;  ///< from more important ones to the rank
  std::uint32_t core_first = 0;
  Landmarks landmarks;

  [[nodiscard]] std::uint32_t node_count() const { return static_cast<std::uint32_t>(rank.size()); }
};

/// Of parallel arcs the cheapest, then the first, is kept; loops are left out: no cheapest way needs them. Fewer than
/// 2^31 arcs. Throws Cancelled.
[[nodiscard]] Hierarchy build_hierarchy(const Arcs& arcs, Progress& progress);

/// Searches in one hierarchy; has its own working memory, so each thread needs its own.
class HierarchySearch {
public:
  explicit HierarchySearch(std::shared_ptr<const Hierarchy> hierarchy);
  ~HierarchySearch();
  HierarchySearch(HierarchySearch&&) noexcept;
  HierarchySearch& operator=(HierarchySearch&&) noexcept;

  /// `cost` equals that of `dijkstra` over the same arcs; of equally cheap ways another one may be found.
  [[nodiscard]] Way way(std::span<const Gate> from, std::span<const Gate> to);
  /// The cost alone.
  [[nodiscard]] double cost(std::span<const Gate> from, std::span<const Gate> to);

private:
  struct Side;
  struct Meeting {
    double cost = unreachable;
    std::uint32_t rank = no_node;
  };
  Meeting search(std::span<const Gate> from, std::span<const Gate> to);
  void search_core(Meeting& best);

  std::shared_ptr<const Hierarchy> hierarchy_;
  std::unique_ptr<Side> ahead_;
  std::unique_ptr<Side> back_;
  /// A landmark that is used for this search, and what costs to the end and from the start are known by.
  struct Sight {
    std::uint32_t landmark = 0;
    double to_end = 0;      ///< from the landmark to the end, else -infinity
    double from_end = 0;    ///< from the end to the landmark, else infinity
    double from_start = 0;  ///< from the start to the landmark, else -infinity
    double to_start = 0;    ///< from the landmark to the start, else infinity
  };
  /// The least that a node of the core costs from the start and to the end; infinite where no way can pass it.
  struct Outlook {
    double from_start = 0;
    double to_end = 0;
    bool known = false;
    [[nodiscard]] double potential() const { return (to_end - from_start) / 2; }
  };
  [[nodiscard]] Outlook seen_from(std::uint32_t rank) const;
  [[nodiscard]] const Outlook& outlook(std::uint32_t rank);
  void choose_sights(std::span<const std::uint32_t> first, std::span<const std::uint32_t> last);
  std::vector<Sight> sights_;
  std::vector<Outlook> outlooks_;  ///< of the core's nodes
  std::vector<std::uint32_t> looked_at_;
};

}  // namespace geo::road
