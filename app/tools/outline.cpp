#include "app/tools/outline.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace app {
namespace {

constexpr double corner_reach_px = 9;
constexpr double middle_reach_px = 8;
constexpr double line_reach_px = 6;
constexpr double least_edge_px = 34;

double distance_m(geo::MapPoint a, geo::MapPoint b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

}  // namespace

bool Outline::follow(const geo::Plan& plan) {
  const geo::Geometry* now = geometry_of(plan, thing_);
  if (!now || now->empty()) return false;
  if (is_held()) return true;
  if (shape_ != *now) {
    shape_ = *now;
    chosen_.reset();
    hovered = {};
  }
  return true;
}

bool Outline::has_middle(geo::VertexPlace edge, double m_per_px) const {
  return distance_m(geo::corner(shape_, edge), geo::edge_middle(shape_, edge)) * 2 >= least_edge_px * m_per_px;
}

Held Outline::grip_at(geo::MapPoint place, double m_per_px) const {
  Held best;
  double best_m = corner_reach_px * m_per_px;
  for (const geo::VertexPlace at : geo::corners(shape_))
    if (const double d = distance_m(geo::corner(shape_, at), place); d <= best_m) {
      best_m = d;
      best = {Grip::corner, at};
    }
  if (best.grip != Grip::none) return best;
  best_m = middle_reach_px * m_per_px;
  for (const geo::VertexPlace edge : geo::edges(shape_)) {
    if (!has_middle(edge, m_per_px)) continue;
    if (const double d = distance_m(geo::edge_middle(shape_, edge), place); d <= best_m) {
      best_m = d;
      best = {Grip::middle, edge};
    }
  }
  if (best.grip != Grip::none) return best;
  if (geo::distance_m(shape_, place) <= line_reach_px * m_per_px) best.grip = Grip::whole;
  return best;
}

void Outline::take(Held grip, geo::MapPoint place) {
  before_ = shape_;
  held_ = grip;
  grabbed_ = at_ = place;
  dragged_ = false;
  if (grip.grip == Grip::middle) {
    shape_ = geo::with_new_corner(shape_, grip.at, geo::edge_middle(shape_, grip.at));
    ++held_.at.index;
    held_.grip = Grip::corner;
  }
  if (held_.grip == Grip::corner) {
    chosen_ = held_.at;
    grabbed_ = at_ = geo::corner(shape_, held_.at);
  } else {
    chosen_.reset();
  }
}

void Outline::drag_to(geo::MapPoint place) {
  at_ = place;
  dragged_ = true;
  if (held_.grip == Grip::corner)
    shape_ = geo::with_corner_at(shape_, held_.at, place);
  else if (held_.grip == Grip::whole)
    shape_ = geo::moved(before_, place.x_m - grabbed_.x_m, place.y_m - grabbed_.y_m);
}

geo::MapPoint Outline::held_place() const {
  return at_;
}

geo::MapPoint Outline::moved_by() const {
  return {at_.x_m - grabbed_.x_m, at_.y_m - grabbed_.y_m};
}

void Outline::let_go() {
  if (!dragged_ && shape_ != before_) {  // a corner that a press put in
    shape_ = before_;
    chosen_.reset();
  }
  held_ = {};
  before_ = shape_;
}

void Outline::drop() {
  shape_ = std::exchange(before_, {});
  held_ = {};
  chosen_.reset();
}

}  // namespace app
