// The flows of a year as a Sankey: places outside that send, the hub's own places, places outside that receive.
#pragma once

#include "app/flows/flow_map.hpp"
#include "render/sankey_chart.hpp"

#include <string>
#include <vector>

namespace app {

struct FlowSankey {
  render::SankeyChart chart;
  std::vector<std::string> node_keys;   ///< stay the same in other years
  std::vector<ChosenFlows> link_flows;  ///< what each link is made of
  double in_t = 0, out_t = 0;           ///< over the hub's border
  double within_t = 0, past_t = 0;      ///< inside it, and of others altogether
  ChosenFlows in_flows, within_flows;   ///< what the two sums are made of
  bool has_outside = false;
  /// A scale at which every year fits the same frame.
  [[nodiscard]] double difference_t() const { return in_t - out_t; }
};
/// Of the map's choice of materials and direction, whatever is too small for the map. Small places of a side are
/// joined.
[[nodiscard]] FlowSankey flow_sankey(const FlowMap& map, render::ThemeKind theme);

/// Tonnes of the largest column in any year: what the scale of all years is made for.
[[nodiscard]] double busiest_year_t(const FlowMap& map);

}  // namespace app
