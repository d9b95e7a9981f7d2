// Which places of a flow map stand for one when it is seen from afar.
//
// One clustering serves all that is compared: it is made of the places of all scenarios and years, weighted by the most
// that passes through each in any of them, and what a filter hides does not move a cluster.
// Level by level, from near to far: the heaviest place takes in all that lie within the level's reach and are not taken
// yet, then the next heaviest. Each level joins clusters of the one before, so that a place never changes company.
// (The radius search is that of flowmap.gl and supercluster; the fixed ladder of reaches and the union of weights are
// what keeps two scenarios alike.)
#pragma once

#include "geo/progress.hpp"
#include "geo/space.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

struct WeightedPlace {
  MapPoint at;          ///< finite
  double weight_t = 0;  ///< one that is not positive and finite counts as none
};

struct PlaceCluster {
  MapPoint centre;                ///< mean of its places by weight
  double weight_t = 0;            ///< of its places together
  std::uint32_t place_count = 0;  ///< how many places it stands for
  std::uint32_t heaviest = 0;     ///< the place that weighs most, which gives the cluster its name
};

class PlaceClusters {
public:
  /// Asserts finite positions. The same set of places makes the same clusters, whatever their order.
  PlaceClusters(std::span<const WeightedPlace> places, Progress& progress);

  [[nodiscard]] std::size_t level_count() const { return levels_.size(); }
  /// What the clusters of a level reach at most when one is made [m]; level 0 joins only what coincides.
  [[nodiscard]] double reach_m(std::size_t level) const { return levels_[level].reach_m; }
  /// The farthest-reaching level that reaches no more than `reach_m`.
  [[nodiscard]] std::size_t level_for(double reach_m) const;
  [[nodiscard]] std::span<const PlaceCluster> clusters(std::size_t level) const { return levels_[level].clusters; }
  /// For each place the cluster it belongs to.
  [[nodiscard]] std::vector<std::uint32_t> cluster_of_place(std::size_t level) const;

private:
  struct Level {
    double reach_m = 0;
    std::vector<PlaceCluster> clusters;     ///< the heaviest first
    std::vector<std::uint32_t> cluster_of;  ///< of each place (level 0) or cluster of the level before
  };
  void join_coinciding(std::span<const WeightedPlace> places);
  void join_near(double reach_m);

  std::vector<Level> levels_;  ///< at least one
};

}  // namespace geo
