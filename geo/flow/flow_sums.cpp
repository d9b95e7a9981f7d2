#include "geo/flow/flow_sums.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace geo {

FlowSums flow_sums(std::span<const PlacedFlow> flows, std::span<const std::uint32_t> counted,
                   std::span<const std::uint32_t> cluster_of_place, std::size_t cluster_count, Progress& progress) {
  FlowSums sums;
  sums.throughputs.resize(cluster_count);
  struct Keyed {
    std::uint32_t from, to, material;
    double amount_t;
    std::uint32_t flow;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(counted.size());
  for (const std::uint32_t i : counted) {
    const PlacedFlow& f = flows[i];
    if (!std::isfinite(f.amount_t) || !(f.amount_t > 0)) {
      ++sums.not_counted;
      continue;
    }
    keyed.push_back({cluster_of_place[f.from], cluster_of_place[f.to], f.material, f.amount_t, i});
  }
  progress.advance(0.2);
  // The largest of a strand first, so that a sum is the same whatever order the flows came in.
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
    return std::tuple(a.from, a.to, a.material, -a.amount_t, a.flow) <
           std::tuple(b.from, b.to, b.material, -b.amount_t, b.flow);
  });
  progress.advance(0.7);
  sums.flows.reserve(keyed.size());
  for (const Keyed& k : keyed) {
    const auto at = static_cast<std::uint32_t>(sums.flows.size());
    if (sums.strands.empty() || std::tuple(sums.strands.back().from, sums.strands.back().to,
                                           sums.strands.back().material) != std::tuple(k.from, k.to, k.material))
      sums.strands.push_back({k.from, k.to, k.material, 0, at, at});
    sums.strands.back().amount_t += k.amount_t;
    sums.strands.back().end = at + 1;
    sums.flows.push_back(k.flow);
  }
  std::stable_sort(sums.strands.begin(), sums.strands.end(),
                   [](const FlowStrand& a, const FlowStrand& b) { return a.amount_t > b.amount_t; });
  for (const FlowStrand& s : sums.strands) {
    if (s.is_inner()) {
      sums.throughputs[s.from].inner_t += s.amount_t;
    } else {
      sums.throughputs[s.from].out_t += s.amount_t;
      sums.throughputs[s.to].in_t += s.amount_t;
    }
    sums.amount_t += s.amount_t;
  }
  sums.flow_count = sums.flows.size();
  progress.advance(1);
  return sums;
}

ShownShare shown_share(const FlowSums& sums, std::size_t most, double least_t) {
  ShownShare share;
  share.flows_all = sums.flow_count;
  share.all_t = sums.amount_t;
  for (const FlowStrand& strand : sums.strands) {
    if (share.strands == most || strand.amount_t < least_t) break;
    ++share.strands;
    share.flows_shown += strand.flow_count();
    share.shown_t += strand.amount_t;
    share.smallest_shown_t = strand.amount_t;
  }
  return share;
}

}  // namespace geo
