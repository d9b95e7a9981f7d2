// The flows of the open plan as the window shows them: what was chosen, the map made in the background, its drawing for
// the scale that is seen, and the Sankey.
#pragma once

#include "app/flows/flow_map.hpp"
#include "app/flows/flow_sankey.hpp"
#include "app/jobs.hpp"
#include "geo/road/flow_roads.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace app {

class FlowView {
public:
  struct Wanted {
    geo::PlanPtr plan;
    std::shared_ptr<const geo::Catalogues> catalogues;
    std::shared_ptr<const geo::FlowRoads> roads;
    int year = 0;
    double m_per_px = 1;
    double symbol_scale = 1;
    render::ThemeKind theme = render::ThemeKind::light;
  };

  FlowChoice choice;
  bool moving_marks = false;  ///< pale marks run along the bands; nothing moves without

  /// Starts a job when the map is stale; the old one stays until the next is there.
  void update(const Wanted& wanted, Jobs& jobs);
  void clear(Jobs& jobs);

  /// Null until the first one is made.
  [[nodiscard]] const FlowMap* map() const { return map_.get(); }
  [[nodiscard]] const FlowMapDrawing& drawing() const { return drawing_; }
  [[nodiscard]] const FlowSankey& sankey() const { return sankey_; }
  /// Tonnes that fill the Sankey's height, in any year.
  [[nodiscard]] double busiest_year_t() const { return busiest_year_t_; }
  /// Where the bands lie at a scale; remembered.
  [[nodiscard]] const render::FlowShapes& shapes(double m_per_px, double symbol_scale) const;
  [[nodiscard]] std::optional<FlowMapHit> hit(geo::MapPoint place, double m_per_px, double symbol_scale) const;

  [[nodiscard]] const ChosenFlows& chosen() const { return chosen_; }
  void choose(ChosenFlows flows);
  /// All flows of a strand.
  [[nodiscard]] ChosenFlows flows_of(std::size_t strand) const;

  /// Grows whenever what is drawn changed.
  [[nodiscard]] std::uint64_t version() const { return version_; }

private:
  /// What a map is made of.
  struct MadeOf {
    geo::Table<geo::MaterialFlow> flows;
    geo::Table<geo::Partner> partners;
    geo::Table<geo::BusinessArea> areas;
    std::shared_ptr<const geo::Catalogues> catalogues;
    std::shared_ptr<const geo::FlowRoads> roads;
    int year = 0;
    FlowChoice choice;
    std::size_t level = 0;
    [[nodiscard]] bool same_ground(const MadeOf& other) const;
    [[nodiscard]] bool same(const MadeOf& other) const;
  };
  void draw_anew();

  std::optional<MadeOf> asked_;
  std::optional<MadeOf> made_;
  std::shared_ptr<const FlowMap> map_;
  ChosenFlows chosen_;
  render::ThemeKind theme_ = render::ThemeKind::light;
  FlowMapDrawing drawing_;
  FlowSankey sankey_;
  double busiest_year_t_ = 0;
  mutable std::optional<render::FlowShapes> shapes_;
  std::uint64_t version_ = 0;
};

/// What of the map is drawn below flows: the ground, without what they would lie on.
struct MapState;
[[nodiscard]] MapState flow_state(MapState state);

}  // namespace app
