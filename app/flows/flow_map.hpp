// The flow map of a plan: places joined as the scale asks, flows summed between them, widths by one locked scale, how
// much of all is shown; and its drawing. Window and command line make the same one.
#pragma once

#include "app/flows/flow_choice.hpp"
#include "geo/balance/catalogues.hpp"
#include "geo/flow/flow_network.hpp"
#include "geo/flow/flow_place.hpp"
#include "render/flow_shape.hpp"
#include "render/legend.hpp"
#include "render/scene.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace app {

/// What hangs on the plan and its roads alone, whatever is chosen and seen.
struct FlowGround {
  geo::FlowNetwork network;
  geo::PlaceClusters clusters;
  std::vector<int> years;  ///< that have tonnes in any flow, ascending
  std::map<geo::Id<geo::BusinessArea>, std::string> area_names;
};
[[nodiscard]] std::shared_ptr<const FlowGround> flow_ground(const geo::Plan& plan, const geo::RoadSearch& road,
                                                            geo::Progress& progress);

/// What each flow measures, by year; NaN where it is not known.
struct FlowAmounts {
  FlowMeasure measure = FlowMeasure::tonnes;
  std::map<int, std::vector<double>> of_year;
  /// Widths are the same for all years, filters and scales of the map.
  render::FlowWidthScale scale;
};
[[nodiscard]] std::shared_ptr<const FlowAmounts> flow_amounts(const geo::Plan& plan, const FlowGround& ground,
                                                              const geo::Catalogues& catalogues, FlowMeasure measure,
                                                              const geo::RoadSearch& road, geo::Progress& progress);

/// A circle of the map: one place, or several that lie near each other at this scale.
struct FlowSpot {
  geo::MapPoint at;
  std::string name;
  std::size_t place_count = 1;
  bool hub = false;  ///< places of one business area, drawn as it
  geo::ClusterThroughput throughput;
};

struct MaterialTotal {
  std::uint32_t material = 0;  ///< of the network
  double amount_t = 0;         ///< in the chosen direction, whether it is shown or not
};

struct FlowMap {
  std::shared_ptr<const FlowGround> ground;
  std::shared_ptr<const FlowAmounts> amounts;
  int year = 0;
  FlowChoice choice;
  std::size_t level = 0;
  std::vector<FlowSpot> spots;
  geo::FlowSums sums;  ///< between spots; its flows are those of the network
  geo::ShownShare share;
  std::vector<MaterialTotal> materials;  ///< in the network's order, those with an amount
  std::size_t unknown_flows = 0;         ///< without an amount for the year

  [[nodiscard]] const geo::FlowNetwork& network() const { return ground->network; }
};
/// `reach_m`: how near places lie that are joined.
[[nodiscard]] FlowMap flow_map(std::shared_ptr<const FlowGround> ground, std::shared_ptr<const FlowAmounts> amounts,
                               int year, const FlowChoice& choice, double reach_m, geo::Progress& progress);
/// On a map of that scale: places nearer than 40 px are joined.
[[nodiscard]] double joined_within_m(double m_per_px, double symbol_scale);

/// All places between which something flows in the year, with some room round them.
[[nodiscard]] geo::MapBox flow_box(const FlowMap& map);

/// Flows that stand out; empty: none.
using ChosenFlows = std::set<geo::Id<geo::MaterialFlow>>;
/// All flows of a strand.
[[nodiscard]] ChosenFlows flows_of(const FlowMap& map, std::size_t strand);
[[nodiscard]] bool is_chosen(const FlowMap& map, const geo::FlowStrand& strand, const ChosenFlows& chosen);

/// The drawing of a flow map, and which strand each stripe is.
struct FlowMapDrawing {
  std::shared_ptr<const render::FlowPicture> picture;
  std::vector<std::vector<std::size_t>> band_strands, ring_strands;  ///< of the sums, by stripe
};
[[nodiscard]] FlowMapDrawing flow_drawing(const FlowMap& map, const ChosenFlows& chosen, render::ThemeKind theme);
/// The strand under a place of the map, or the spot whose circle lies there.
struct FlowMapHit {
  std::optional<std::size_t> strand, spot;
  bool operator==(const FlowMapHit&) const = default;
};
[[nodiscard]] std::optional<FlowMapHit> flow_hit(const FlowMapDrawing& drawing, const render::FlowShapes& shapes,
                                                 geo::MapPoint place);
/// Adds bands, circles, names and numbers to a scene. `shapes`: of the drawing at the scene's scale.
void add_flows(render::Scene& scene, const FlowMap& map, const FlowMapDrawing& drawing,
               const render::FlowShapes& shapes);
/// The one strand with accented edges, for what is under the pointer.
[[nodiscard]] std::shared_ptr<const render::FlowPicture> hovered_flow(const FlowMapDrawing& drawing,
                                                                      std::size_t strand);

/// So many materials, those of the largest amounts, have a colour of their own; the others have shades of grey that
/// differ from their neighbours', and one entry of the legend together.
inline constexpr std::uint32_t coloured_materials = 8;
/// By its rank among the materials of the network.
[[nodiscard]] render::Colour material_colour(std::uint32_t material, render::ThemeKind theme);

/// "214 of 3 900 flows shown, 87 % of tonnes. Smallest shown 1 200 t/a."
[[nodiscard]] std::string share_text(const FlowMap& map);
/// "t/a" or "t CO₂e/a".
[[nodiscard]] std::string measure_unit(FlowMeasure measure);
/// An amount with its unit for reading: "12,4 kt".
[[nodiscard]] std::string amount_text(double amount_t);
[[nodiscard]] render::FlowLegend flow_legend(const FlowMap& map, const geo::Catalogues& catalogues,
                                             render::ThemeKind theme);

}  // namespace app
