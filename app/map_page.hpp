// The whole map of a plan as a finished picture or page, without any window.
#pragma once

#include "app/flows/flow_choice.hpp"
#include "app/heatmap_picture.hpp"
#include "geo/balance/count_choice.hpp"
#include "geo/balance/plan_figures.hpp"
#include "geo/flow/flow_place.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/plan/plan.hpp"
#include "geo/progress.hpp"
#include "render/page.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct MapPageOptions {
  int width_px = 1600;
  int height_px = 900;
  std::optional<geo::MapBox> box;  ///< default: the plan's first view, else all that the plan holds
  geo::HeatmapOptions heatmap;
  bool heatmap_visible = true;
  render::ThemeKind theme = render::ThemeKind::light;
  /// Material flows in place of heatmap and emission sources; null: none.
  std::shared_ptr<const geo::Catalogues> flow_catalogues;
  geo::RoadSearch flow_road;  ///< ways of the flows; empty: estimated
  FlowChoice flows;
  bool map_alone = false;    ///< a PNG without legend, scale bar and words
  geo::CountChoice counted;  ///< what the balance counts
};

/// A linked layer that could not be drawn, or parts of it.
struct LayerTrouble {
  std::string layer;
  std::vector<geo::Problem> problems;
};

/// What stands beside the map and, on a page, after it: title, balance of `figures` (null: none), and a card for each
/// of their figures. `heatmap` is what the map shows.
[[nodiscard]] render::PageText map_page_text(const geo::Plan& plan, const geo::PlanFigures* figures,
                                             const HeatmapPicture& heatmap, const MapPageOptions& options);

/// Writes a PNG of the plan, or a PDF when the name ends in .pdf: the page, and after it the cards of its figures.
/// `figures`: of the plan, for the balance; null: none is shown. Layers that can not be read are left out and returned.
/// Throws geo::Cancelled when stopped.
std::vector<LayerTrouble> write_map_page(const std::string& out, const geo::Plan& plan, const geo::PlanFigures* figures,
                                         const std::string& plan_file, const MapPageOptions& options,
                                         geo::Progress& progress);

}  // namespace app
