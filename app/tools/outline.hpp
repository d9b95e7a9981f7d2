// The outline of a thing of the plan while its corners are dragged, or while it is moved whole.
#pragma once

#include "app/tools/plan_thing.hpp"
#include "geo/shape_edit.hpp"

#include <optional>

namespace app {

enum class Grip { none, corner, middle, whole };

/// What lies under the pointer or is held.
struct Held {
  Grip grip = Grip::none;
  geo::VertexPlace at;  ///< the corner, or the edge of a middle
  bool operator==(const Held&) const = default;
};

class Outline {
public:
  explicit Outline(render::PlanThing thing) : thing_(thing) {}

  [[nodiscard]] const render::PlanThing& thing() const { return thing_; }
  /// The shape as it is now: the plan's, or changed by the hand that holds it.
  [[nodiscard]] const geo::Geometry& shape() const { return shape_; }
  /// Takes over the plan's shape, unless something is held. False if the thing is gone.
  bool follow(const geo::Plan& plan);

  /// The grip at a place. Corners win over middles; edges that are short on the screen have no middle.
  [[nodiscard]] Held grip_at(geo::MapPoint place, double m_per_px) const;
  [[nodiscard]] bool has_middle(geo::VertexPlace edge, double m_per_px) const;

  /// Takes hold; a middle becomes a corner at once.
  void take(Held grip, geo::MapPoint place);
  [[nodiscard]] bool is_held() const { return held_.grip != Grip::none; }
  [[nodiscard]] Grip held() const { return held_.grip; }
  void drag_to(geo::MapPoint place);
  /// The place that follows the pointer: the held corner, or the grabbed place of the whole.
  [[nodiscard]] geo::MapPoint held_place() const;
  /// True if the drag changed anything.
  [[nodiscard]] bool has_changed() const { return dragged_ && shape_ != before_; }
  [[nodiscard]] geo::MapPoint moved_by() const;
  /// Lets go; the shape stays as it was dragged until `follow`. What was only pressed is as it was.
  void let_go();
  /// Lets go; the shape is again what it was.
  void drop();

  /// The corner that Delete removes.
  [[nodiscard]] const std::optional<geo::VertexPlace>& chosen() const { return chosen_; }
  void choose(std::optional<geo::VertexPlace> corner) { chosen_ = corner; }
  Held hovered;

private:
  render::PlanThing thing_;
  geo::Geometry shape_;
  geo::Geometry before_;
  Held held_;
  geo::MapPoint grabbed_;
  geo::MapPoint at_;
  bool dragged_ = false;
  std::optional<geo::VertexPlace> chosen_;
};

}  // namespace app
