#include "app/flows/flow_view.hpp"

#include "app/map_scene.hpp"

#include <utility>

namespace app {

bool FlowView::MadeOf::same_ground(const MadeOf& other) const {
  return flows.shares_rows_with(other.flows) && partners.shares_rows_with(other.partners) &&
         areas.shares_rows_with(other.areas) && catalogues == other.catalogues && roads == other.roads;
}

bool FlowView::MadeOf::same(const MadeOf& other) const {
  return same_ground(other) && year == other.year && choice == other.choice && level == other.level;
}

void FlowView::update(const Wanted& wanted, Jobs& jobs) {
  if (theme_ != wanted.theme) {
    theme_ = wanted.theme;
    if (map_) draw_anew();
  }
  MadeOf of{wanted.plan->material_flows(),
            wanted.plan->partners(),
            wanted.plan->business_areas(),
            wanted.catalogues,
            wanted.roads,
            wanted.year,
            choice,
            0};
  const double reach_m = joined_within_m(wanted.m_per_px, wanted.symbol_scale);
  const bool ground_is_known = map_ && made_ && made_->same_ground(of);
  if (ground_is_known && choice.grouping == FlowGrouping::by_scale)
    of.level = map_->ground->clusters.level_for(reach_m);
  if (asked_ && asked_->same(of)) return;
  asked_ = of;
  const auto ground = ground_is_known ? map_->ground : nullptr;
  const auto amounts = ground_is_known && map_->amounts->measure == choice.measure ? map_->amounts : nullptr;
  jobs.start("flows", geo::say("Adding up the flows"),
             [this, of, ground, amounts, plan = wanted.plan, reach_m](geo::Progress& progress) {
               const geo::RoadSearch road = geo::road_search(of.roads);
               auto g = ground ? ground : flow_ground(*plan, road, progress);
               auto a = amounts ? amounts : flow_amounts(*plan, *g, *of.catalogues, of.choice.measure, road, progress);
               auto map = std::make_shared<const FlowMap>(flow_map(g, a, of.year, of.choice, reach_m, progress));
               return [this, of, map]() mutable {
                 made_ = of;
                 made_->level = map->level;
                 // The first map of a plan did not know its level when it was asked for.
                 if (asked_ && asked_->same(of)) asked_->level = map->level;
                 map_ = std::move(map);
                 busiest_year_t_ = app::busiest_year_t(*map_);
                 draw_anew();
               };
             });
}

void FlowView::clear(Jobs& jobs) {
  jobs.cancel_topic("flows");
  const std::uint64_t version = version_;
  *this = {};
  version_ = version + 1;
}

void FlowView::draw_anew() {
  drawing_ = flow_drawing(*map_, chosen_, theme_);
  sankey_ = flow_sankey(*map_, theme_);
  shapes_.reset();
  ++version_;
}

const render::FlowShapes& FlowView::shapes(double m_per_px, double symbol_scale) const {
  if (!shapes_ || shapes_->m_per_px != m_per_px || shapes_->symbol_scale != symbol_scale) {
    const auto& places = drawing_.picture->places;
    shapes_ = render::flow_shapes(*drawing_.picture, places.empty() ? geo::MapPoint{} : places.front().at, m_per_px,
                                  symbol_scale);
  }
  return *shapes_;
}

std::optional<FlowMapHit> FlowView::hit(geo::MapPoint place, double m_per_px, double symbol_scale) const {
  if (!map_) return std::nullopt;
  return flow_hit(drawing_, shapes(m_per_px, symbol_scale), place);
}

void FlowView::choose(ChosenFlows flows) {
  if (flows == chosen_) return;
  chosen_ = std::move(flows);
  if (map_) draw_anew();
}

ChosenFlows FlowView::flows_of(std::size_t strand) const {
  return app::flows_of(*map_, strand);
}

MapState flow_state(MapState state) {
  state.heatmap_visible = false;
  state.visible.partners = state.visible.emission_sources = state.visible.landfill_parts = state.visible.sink_sites =
      state.visible.side_streams = state.visible.material_flows = false;
  state.selected = {};
  state.more_selected.clear();
  return state;
}

}  // namespace app
