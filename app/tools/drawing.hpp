// A shape that is being laid down corner by corner. Knows nothing of the window, so that a test can draw.
#pragma once

#include "geo/geometry.hpp"

#include <optional>
#include <vector>

namespace app {

enum class Shape { area, rectangle, circle, line, point };

/// What the next click would do, for the hint line.
enum class DrawingState { empty, started, can_finish, crosses_itself };

class Drawing {
public:
  explicit Drawing(Shape shape) : shape_(shape) {}

  [[nodiscard]] Shape shape() const { return shape_; }
  /// Of an area, rectangle or line in the order of the clicks; of a circle its middle and a place on it.
  [[nodiscard]] const std::vector<geo::MapPoint>& corners() const { return corners_; }
  /// A rectangle from one side and its depth, instead of from two opposite corners.
  void set_by_side(bool by_side) { by_side_ = by_side; }
  [[nodiscard]] bool by_side() const { return by_side_; }

  /// True if the click ends the shape: on the first corner of an area, the last corner of a rectangle, a point.
  bool click(geo::MapPoint p, double m_per_px);
  /// By Enter or the second click of a double click. True if there is enough of the shape.
  [[nodiscard]] bool can_finish() const;
  /// Takes back and gives again the last corner. False if there was none.
  bool undo_corner();
  bool redo_corner();
  [[nodiscard]] bool can_redo() const { return !taken_back_.empty(); }
  void point_at(std::optional<geo::MapPoint> p) { pointer_ = p; }
  [[nodiscard]] const std::optional<geo::MapPoint>& pointer() const { return pointer_; }

  [[nodiscard]] DrawingState state() const;
  /// True if a click at `p` would close the ring.
  [[nodiscard]] bool closes_at(geo::MapPoint p, double m_per_px) const;
  /// The shape as it would be with the pointer as its next corner, or of the placed corners alone. `none` while there
  /// is too little of it.
  [[nodiscard]] geo::Geometry geometry(bool with_pointer) const;
  /// The place that the next edge starts from, if the next click makes one.
  [[nodiscard]] std::optional<geo::MapPoint> edge_start() const;
  /// The corner before that, if right angles are to be counted from an edge.
  [[nodiscard]] std::optional<geo::MapPoint> corner_before() const;
  /// The next edge can only stand upright on the last one: the depth of a rectangle.
  [[nodiscard]] bool stands_upright() const;

private:
  [[nodiscard]] std::size_t full_count() const;
  Shape shape_;
  bool by_side_ = false;
  std::vector<geo::MapPoint> corners_;
  std::vector<geo::MapPoint> taken_back_;  ///< last one next
  std::optional<geo::MapPoint> pointer_;
};

}  // namespace app
