#include "app/map/identify.hpp"

#include <algorithm>
#include <vector>

namespace app {

std::optional<double> heatmap_value(const Workspace& w, geo::MapPoint place) {
  const HeatmapPicture* heatmap = w.derived.heatmap();
  if (!w.state.heatmap_visible || !heatmap || !heatmap->grid) return std::nullopt;
  const auto cell = heatmap->grid->frame.cell_at(place);
  if (!cell) return std::nullopt;
  const double value = heatmap->grid->values[*cell];
  if (!(value > 0)) return std::nullopt;
  return value;
}

std::optional<std::pair<geo::Id<geo::Layer>, std::uint32_t>> linked_at(const Workspace& w, geo::MapPoint place) {
  std::vector<geo::Table<geo::Layer>::Row> rows(w.plan().layers().begin(), w.plan().layers().end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->draw_order > b->draw_order; });
  for (const auto& row : rows) {
    const auto* layer = w.derived.linked(row.id);
    if (!row->visible || !layer || !layer->loaded || !layer->loaded->features || !layer->loaded->index) continue;
    if (const auto feature =
            geo::feature_at(*layer->loaded->features, *layer->loaded->index, place, 5 * w.camera.m_per_px))
      return std::pair(row.id, *feature);
  }
  return std::nullopt;
}

Selection selection_at(const Workspace& workspace, geo::MapPoint place) {
  Selection found;
  found.thing = render::thing_at(workspace.plan(), place, workspace.camera.m_per_px, workspace.state.visible);
  if (found.thing.index() == 0)
    if (const auto linked = linked_at(workspace, place)) found.layer = linked->first;
  return found;
}

}  // namespace app
