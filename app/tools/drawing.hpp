// A site that is being marked on the map: corners, words and the figures that follow from them. Knows nothing of
// the window, so that a test can draw.
#pragma once

#include "geo/plan/edit.hpp"
#include "geo/sink/land_cover.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

enum class Tool { select, pan, draw_area, mark_point };

/// What the next click would do, for the hint line.
enum class DrawingState { empty, started, can_finish, crosses_itself };

class Drawing {
public:
  /// `what` is Tool::draw_area or Tool::mark_point.
  Drawing(Tool what, geo::SinkSite words) : what_(what), site_(std::move(words)) {}

  [[nodiscard]] Tool what() const { return what_; }
  [[nodiscard]] const std::vector<geo::MapPoint>& corners() const { return corners_; }
  /// Name, kind, start year and land cover; its geometry is not used.
  [[nodiscard]] geo::SinkSite& words() { return site_; }
  [[nodiscard]] const geo::SinkSite& words() const { return site_; }

  /// True if the click closes the ring (on the first corner) or is the point itself: `finished` has the site then.
  bool click(geo::MapPoint p, double m_per_px);
  /// The second click of a double click.
  bool finish();
  void remove_last_corner();
  void point_at(std::optional<geo::MapPoint> p) { pointer_ = p; }
  [[nodiscard]] const std::optional<geo::MapPoint>& pointer() const { return pointer_; }

  [[nodiscard]] DrawingState state() const;
  /// True if a click at `p` would close the ring.
  [[nodiscard]] bool closes_at(geo::MapPoint p, double m_per_px) const;
  /// The site as it would be with the pointer as its next corner (with the placed corners alone if `with_pointer` is
  /// false).
  [[nodiscard]] geo::SinkSite site(bool with_pointer) const;

private:
  Tool what_;
  geo::SinkSite site_;
  std::vector<geo::MapPoint> corners_;
  std::optional<geo::MapPoint> pointer_;
};

/// The edit that adds a marked site; `id` is set to its new id.
[[nodiscard]] geo::Edit edit_that_adds(const geo::Plan& plan, const geo::SinkSite& site, geo::Id<geo::SinkSite>& id);

}  // namespace app
