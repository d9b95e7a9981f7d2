// The parts of the window and where they are: bars, panels, the map, splitters between them.
#pragma once

#include "app/map/map_view.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/present.hpp"
#include "app/panels/status_bar.hpp"
#include "app/panels/table_panel.hpp"
#include "app/panels/views_panel.hpp"

#include <optional>

namespace app {

/// The parts of the window and where they are.
class Frame {
public:
  void draw(Workspace& w, ImVec2 size);
  [[nodiscard]] const MapView& map() const { return map_; }

  /// Seconds until the window needs a frame although nothing happens.
  [[nodiscard]] std::optional<double> due_in_s(const Workspace& w) const;

private:
  enum class Splitter { none, left, inspector, dock };
  /// A 6 px strip that can be dragged; `at` is its middle.
  void splitter(Splitter which, ImVec2 min, ImVec2 max, float& k, float low, float high, float direction);

  MapView map_;
  LayersPanel layers_;
  TablePanel table_;
  FilePanel files_;
  StatusBar status_;
  ViewsPanel views_;
  PresentView present_;
  float left_k_ = 17;
  float inspector_k_ = 19;
  float dock_k_ = 11.7f;
  float table_k_ = 19;  ///< of the dock while it shows the attribute table
  Splitter held_ = Splitter::none;
};

}  // namespace app
