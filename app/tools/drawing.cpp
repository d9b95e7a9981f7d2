#include "app/tools/drawing.hpp"

#include <cmath>

namespace app {
namespace {

/// A click this near to the first corner closes the ring.
constexpr double closing_distance_px = 10;

}  // namespace

bool Drawing::closes_at(geo::MapPoint p, double m_per_px) const {
  if (what_ != Tool::draw_area || corners_.size() < 3) return false;
  const double distance_m = std::hypot(p.x_m - corners_.front().x_m, p.y_m - corners_.front().y_m);
  return distance_m <= closing_distance_px * m_per_px;
}

bool Drawing::click(geo::MapPoint p, double m_per_px) {
  if (what_ == Tool::mark_point) {
    corners_ = {p};
    return true;
  }
  if (closes_at(p, m_per_px)) return finish();
  if (corners_.empty() || corners_.back() != p) corners_.push_back(p);
  return false;
}

bool Drawing::finish() {
  if (what_ == Tool::mark_point) return !corners_.empty();
  return state() == DrawingState::can_finish;
}

void Drawing::remove_last_corner() {
  if (!corners_.empty()) corners_.pop_back();
}

DrawingState Drawing::state() const {
  if (corners_.empty()) return DrawingState::empty;
  if (what_ == Tool::mark_point) return DrawingState::can_finish;
  if (corners_.size() < 3) return DrawingState::started;
  return geo::is_valid(site(false).geometry) ? DrawingState::can_finish : DrawingState::crosses_itself;
}

geo::SinkSite Drawing::site(bool with_pointer) const {
  geo::SinkSite made = site_;
  made.geometry = {};
  if (what_ == Tool::mark_point) {
    if (!corners_.empty())
      made.geometry = geo::Geometry::point(corners_.front());
    else if (with_pointer && pointer_)
      made.geometry = geo::Geometry::point(*pointer_);
    return made;
  }
  made.given_area_ha.reset();
  geo::Ring ring = corners_;
  if (with_pointer && pointer_ && (ring.empty() || ring.back() != *pointer_)) ring.push_back(*pointer_);
  if (ring.size() >= 3) made.geometry = geo::Geometry::polygon(std::move(ring));
  return made;
}

geo::Edit edit_that_adds(const geo::Plan& plan, const geo::SinkSite& site, geo::Id<geo::SinkSite>& id) {
  geo::Edit edit;
  edit.what = site.kind == geo::SinkKind::sink ? geo::say("Sink site {0} marked", site.name)
                                               : geo::say("Compensation site {0} marked", site.name);
  id = edit.add(plan, site);
  return edit;
}

}  // namespace app
