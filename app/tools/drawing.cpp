#include "app/tools/drawing.hpp"

#include "geo/shape_edit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace app {
namespace {

/// A click this near to the first corner closes the ring.
constexpr double closing_distance_px = 10;

}  // namespace

std::size_t Drawing::full_count() const {
  switch (shape_) {
    case Shape::point: return 1;
    case Shape::circle: return 2;
    case Shape::rectangle: return by_side_ ? 3 : 2;
    case Shape::area:
    case Shape::line: break;
  }
  return std::numeric_limits<std::size_t>::max();
}

bool Drawing::closes_at(geo::MapPoint p, double m_per_px) const {
  if (shape_ != Shape::area || corners_.size() < 3) return false;
  const double distance_m = std::hypot(p.x_m - corners_.front().x_m, p.y_m - corners_.front().y_m);
  return distance_m <= closing_distance_px * m_per_px;
}

bool Drawing::click(geo::MapPoint p, double m_per_px) {
  if (closes_at(p, m_per_px)) return can_finish();
  if (corners_.empty() || corners_.back() != p) {
    corners_.push_back(p);
    taken_back_.clear();
  }
  if (corners_.size() < full_count()) return false;
  if (can_finish()) return true;
  corners_.pop_back();  // a rectangle without width: the click says nothing
  return false;
}

bool Drawing::can_finish() const {
  return state() == DrawingState::can_finish;
}

bool Drawing::undo_corner() {
  if (corners_.empty()) return false;
  taken_back_.push_back(corners_.back());
  corners_.pop_back();
  return true;
}

bool Drawing::redo_corner() {
  if (taken_back_.empty()) return false;
  corners_.push_back(taken_back_.back());
  taken_back_.pop_back();
  return true;
}

DrawingState Drawing::state() const {
  if (corners_.empty()) return DrawingState::empty;
  const geo::Geometry shape = geometry(false);
  if (shape.empty()) return DrawingState::started;
  if (geo::checked(shape)) return DrawingState::can_finish;
  return shape_ == Shape::area ? DrawingState::crosses_itself : DrawingState::started;
}

geo::Geometry Drawing::geometry(bool with_pointer) const {
  std::vector<geo::MapPoint> places = corners_;
  if (with_pointer && pointer_ && places.size() < full_count() && (places.empty() || places.back() != *pointer_))
    places.push_back(*pointer_);
  switch (shape_) {
    case Shape::point: return places.empty() ? geo::Geometry{} : geo::Geometry::point(places.front());
    case Shape::line: return places.size() < 2 ? geo::Geometry{} : geo::Geometry::line(std::move(places));
    case Shape::area: return places.size() < 3 ? geo::Geometry{} : geo::Geometry::polygon(std::move(places));
    case Shape::circle: {
      if (places.size() < 2) return {};
      const double radius_m = std::hypot(places[1].x_m - places[0].x_m, places[1].y_m - places[0].y_m);
      return geo::Geometry::polygon(geo::circle(places[0], radius_m));
    }
    case Shape::rectangle:
      if (by_side_)
        return places.size() < 3 ? geo::Geometry{}
                                 : geo::Geometry::polygon(geo::rectangle(places[0], places[1], places[2]));
      return places.size() < 2 ? geo::Geometry{} : geo::Geometry::polygon(geo::rectangle(places[0], places[1]));
  }
  return {};
}

std::optional<geo::MapPoint> Drawing::edge_start() const {
  if (corners_.empty() || shape_ == Shape::point) return std::nullopt;
  return corners_.back();
}

std::optional<geo::MapPoint> Drawing::corner_before() const {
  if (corners_.size() < 2) return std::nullopt;
  return corners_[corners_.size() - 2];
}

bool Drawing::stands_upright() const {
  return shape_ == Shape::rectangle && by_side_ && corners_.size() == 2;
}

}  // namespace app
