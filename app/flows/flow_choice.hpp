// What a person chose to see of the flows.
#pragma once

#include "geo/plan/plan.hpp"

#include <cstddef>
#include <set>
#include <string>

namespace app {

/// Seen from the hub (geo::FlowNetwork says what is inside).
enum class FlowDirection { all, in, out };
enum class FlowMeasure { tonnes, co2e };  ///< of material, or of CO2e of its transport
enum class FlowGrouping { by_scale, each_place };

struct FlowChoice {
  std::set<std::string> hidden_materials;
  std::set<geo::Id<geo::Partner>> partners;  ///< flows from or to one of them; empty: all flows
  FlowDirection direction = FlowDirection::all;
  FlowMeasure measure = FlowMeasure::tonnes;
  FlowGrouping grouping = FlowGrouping::by_scale;
  double least_t = 0;            ///< of a band, in the measure
  std::size_t most_bands = 250;  ///< the largest so many are drawn: more than these nobody tells apart
  bool operator==(const FlowChoice&) const = default;
  [[nodiscard]] bool has_partner_of(const geo::MaterialFlow& flow) const {
    return partners.empty() || partners.contains(flow.from) || partners.contains(flow.to);
  }
};

}  // namespace app
