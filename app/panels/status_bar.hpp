// The line at the window's lower edge: where the pointer is, the scale, the GWP set; running work and messages.
#pragma once

#include "app/workspace.hpp"

#include <optional>
#include <string>

namespace app {

class StatusBar {
public:
  /// `pointer` is the place under the pointer, while it is over the map.
  void draw(Workspace& workspace, const std::optional<geo::MapPoint>& pointer);

private:
  void draw_left(Workspace& workspace, geo::MapPoint place, bool is_pointer, float right);
  /// Returns where the free room ends.
  float draw_right(Workspace& workspace);
  void draw_forms(Workspace& workspace);
  void draw_scale_field(Workspace& workspace, float x, float width);

  geo::MapPoint menu_place_;  ///< under the pointer before it went to the menu
  std::optional<geo::MapPoint> last_pointer_;
  bool typing_scale_ = false;
  bool fresh_ = false;
  bool wrong_ = false;
  std::string typed_scale_;
};

}  // namespace app
