#include "app/tools/marking.hpp"

#include "app/text.hpp"
#include "app/tools/shape_actions.hpp"
#include "app/workspace.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

Shape shape_of(Tool tool) {
  switch (tool) {
    case Tool::rectangle: return Shape::rectangle;
    case Tool::circle: return Shape::circle;
    case Tool::draw_line:
    case Tool::split:
    case Tool::measure: return Shape::line;
    case Tool::mark_point: return Shape::point;
    default: return Shape::area;
  }
}

geo::GeometryKind geometry_kind(Tool tool) {
  switch (shape_of(tool)) {
    case Shape::line: return geo::GeometryKind::line;
    case Shape::point: return geo::GeometryKind::point;
    default: return geo::GeometryKind::polygon;
  }
}

}  // namespace

void Marking::reset() {
  *this = {};
}

void Marking::choose(Workspace& w, Tool tool) {
  if (!w.has_plan()) return;
  tool_ = tool;
  drawing_.reset();
  outline_.reset();
  aim_.reset();
  pointed_ = {};
  typed.clear();
  ended_ = false;
  if (makes_a_thing(tool) || tool == Tool::measure) w.select({});
  if (places_corners(tool)) start_drawing(w);
  follow(w);
}

void Marking::start_drawing(Workspace& w) {
  drawing_.emplace(shape_of(tool_));
  drawing_->set_by_side(by_side_);
  ended_ = false;
  if (!makes_a_thing(tool_)) return;
  const geo::GeometryKind shape = geometry_kind(tool_);
  thing_ = {};
  thing_.kind = last_kind_[static_cast<std::size_t>(shape)].value_or(kinds_for(shape).front());
  thing_.name = free_name(w.plan(), thing_.kind);
  thing_.start_year = std::clamp(w.state.year + 1, w.first_year(), w.last_year());
  const std::string usual = geo::SinkSite{}.land_cover;
  const geo::LandCoverCatalogue& covers = w.catalogues()->land_cover;
  thing_.land_cover = covers.empty() || geo::find_rate(covers, usual) ? usual : covers.front().id;
}

void Marking::set_by_side(bool by_side) {
  by_side_ = by_side;
  if (!drawing_ || drawing_->shape() != Shape::rectangle) return;
  drawing_.emplace(Shape::rectangle);
  drawing_->set_by_side(by_side);
}

void Marking::set_thing(Workspace& w, DrawnThing thing) {
  if (thing.kind != thing_.kind) {
    // A name that nobody chose follows the kind.
    if (thing.name == free_name(w.plan(), thing_.kind)) thing.name = free_name(w.plan(), thing.kind);
    if (!has_own_tool(thing.kind)) last_kind_[static_cast<std::size_t>(geometry_kind(tool_))] = thing.kind;
  }
  thing_ = std::move(thing);
}

std::string Marking::snap_name(const Workspace& w) const {
  return aim_ && aim_->snap ? targets_.name(*aim_->snap, w.derived) : std::string();
}

const geo::Geometry* Marking::live_shape(const render::PlanThing& thing) const {
  return outline_ && outline_->is_held() && outline_->thing() == thing ? &outline_->shape() : nullptr;
}

void Marking::point_at(Workspace& w, const std::optional<MapPointer>& pointer) {
  if (pointer) pointer_ = pointer;
  const bool held = outline_ && outline_->is_held();
  if (!pointer && !held && typed.empty()) {  // outside the map
    aim_.reset();
    pointed_ = {};
    if (drawing_) drawing_->point_at(std::nullopt);
    if (outline_) outline_->hovered = {};
    return;
  }
  if (!pointer_) return;
  if ((drawing_ && !ended_) || held) {
    AimWish wish;
    wish.pointer = pointer_->place;
    wish.m_per_px = pointer_->m_per_px;
    wish.snapping = snapping && !pointer_->alt;
    wish.angle_step_deg = pointer_->shift ? 45 : right_angle ? 90 : 0;
    if (drawing_) {
      wish.from = drawing_->edge_start();
      wish.before = drawing_->corner_before();
      wish.upright = drawing_->stands_upright();
      if (drawing_->shape() == Shape::area && drawing_->corners().size() >= 3)
        wish.own_start = drawing_->corners().front();
    } else {
      wish.angle_step_deg = 0;
      if (outline_->held() == Grip::whole && pointer_->shift) {
        wish.from = geo::MapPoint{outline_->held_place().x_m - outline_->moved_by().x_m,
                                  outline_->held_place().y_m - outline_->moved_by().y_m};
        wish.angle_step_deg = 45;
      }
    }
    const render::PlanThing left_out = held ? outline_->thing() : render::PlanThing{};
    aim_ = aimed(targets_.sources(w.session().plan(), w.state, w.derived, left_out), wish, typed, w.map_crs());
    if (drawing_) drawing_->point_at(aim_->place);
    if (held) outline_->drag_to(aim_->place);
    return;
  }
  aim_.reset();
  if (outline_) outline_->hovered = outline_->grip_at(pointer_->place, pointer_->m_per_px);
  if (tool_ == Tool::move || tool_ == Tool::merge || tool_ == Tool::edit_vertices)
    pointed_ = render::thing_at(w.plan(), pointer_->place, pointer_->m_per_px, w.state.visible);
}

bool Marking::press(Workspace& w, const MapPointer& pointer) {
  pointer_ = pointer;
  if (tool_ != Tool::edit_vertices && tool_ != Tool::move) return false;
  if (tool_ == Tool::move) {
    // The selected thing first, since others may lie over it.
    const geo::Geometry* selected = geometry_of(w.plan(), w.selection.thing);
    const bool on_selected = selected && geo::distance_m(*selected, pointer.place) <= 6 * pointer.m_per_px;
    const render::PlanThing found =
        on_selected ? w.selection.thing : render::thing_at(w.plan(), pointer.place, pointer.m_per_px, w.state.visible);
    if (found.index() == 0) return false;
    if (found != w.selection.thing) w.select({found, {}});
    outline_.emplace(found);
  }
  if (!outline_ || !outline_->follow(w.plan())) return false;
  Held grip = outline_->grip_at(pointer.place, pointer.m_per_px);
  geo::MapPoint place = pointer.place;
  if (tool_ == Tool::move) {
    // Taken at a corner, the corner is what snaps to other things.
    if (grip.grip == Grip::corner) place = geo::corner(outline_->shape(), grip.at);
    grip = {Grip::whole, {}};
  }
  if (grip.grip == Grip::none) return false;
  if (!w.can_edit()) {
    w.edit({});  // says why not
    return true;
  }
  outline_->take(grip, place);
  return true;
}

void Marking::release(Workspace& w) {
  if (!outline_ || !outline_->is_held()) return;
  if (!outline_->has_changed()) {
    outline_->let_go();
  } else {
    const bool whole = outline_->held() == Grip::whole;
    const auto chosen = outline_->chosen();
    auto edit = whole ? move_edit(w.plan(), outline_->thing(), outline_->moved_by())
                      : outline_edit(w.plan(), outline_->thing(), outline_->shape());
    outline_->let_go();
    take(w, std::move(edit));
    outline_->follow(w.plan());
    if (chosen && chosen->part < outline_->shape().parts.size() &&
        chosen->ring < outline_->shape().parts[chosen->part].rings.size() &&
        chosen->index < geo::corner_count(outline_->shape(), chosen->part, chosen->ring))
      outline_->choose(chosen);
  }
  aim_.reset();
  if (tool_ == Tool::move) outline_.reset();
}

void Marking::click(Workspace& w, const MapPointer& pointer, bool is_double) {
  point_at(w, pointer);
  if (drawing_) return place_corner(w, is_double);
  if (tool_ == Tool::edit_vertices) {
    w.select({pointed_, {}});
    follow(w);
  } else if (tool_ == Tool::merge) {
    if (!is_area(w.plan(), w.selection.thing)) {
      w.select({pointed_, {}});
    } else if (pointed_.index() != 0 && pointed_ != w.selection.thing) {
      take(w, merge_edit(w.plan(), w.selection.thing, pointed_));
    }
  } else if (tool_ == Tool::move) {
    w.select({pointed_, {}});
  }
}

void Marking::place_corner(Workspace& w, bool is_double) {
  // The first click of a double click placed the last corner already.
  if (is_double && !ended_ && drawing_->shape() != Shape::point && drawing_->can_finish()) return finish(w);
  if (ended_) start_drawing(w);
  const geo::MapPoint place = aim_ ? aim_->place : pointer_->place;
  const bool complete = drawing_->click(place, pointer_->m_per_px);
  typed.clear();
  if (complete) finish(w);
}

bool Marking::type(Workspace& w, char32_t character) {
  if (!drawing_ || ended_) return false;
  if (!drawing_->edge_start() && typed.active() != TypedField::place) typed.activate(TypedField::place);
  if (!typed.type(character)) return false;
  point_at(w, pointer_);
  return true;
}

bool Marking::next_field() {
  if (!drawing_ || ended_) return false;
  typed.next();
  if (!drawing_->edge_start()) typed.activate(TypedField::place);
  return true;
}

bool Marking::enter(Workspace& w) {
  if (!drawing_ || ended_) return false;
  if (!typed.empty()) {
    if (!pointer_) pointer_ = MapPointer{w.camera.centre, w.camera.m_per_px, false, false};
    point_at(w, pointer_);
    // What is typed but says nothing (a lone comma) must not place a corner somewhere.
    if (aim_ && aim_->typed) place_corner(w, false);
    return true;
  }
  finish(w);
  return true;
}

bool Marking::backspace(Workspace& w) {
  if (drawing_ && !ended_) {
    if (!typed.erase()) drawing_->undo_corner();
    return true;
  }
  return remove_chosen_corner(w);
}

bool Marking::remove_chosen_corner(Workspace& w) {
  if (!outline_ || outline_->is_held() || !outline_->chosen()) return false;
  const render::PlanThing thing = outline_->thing();
  auto less = geo::corner_removed(outline_->shape(), *outline_->chosen());
  outline_->choose({});
  if (less)
    take(w, outline_edit(w.plan(), thing, std::move(*less.value)));
  else
    take(w, less.refusal);
  follow(w);
  return true;
}

bool Marking::cancel(Workspace& w) {
  if (outline_ && outline_->is_held()) {
    outline_->drop();
    aim_.reset();
    if (tool_ == Tool::move) outline_.reset();
    return true;
  }
  if (!typed.empty()) {
    typed.clear();
    return true;
  }
  if (outline_ && outline_->chosen()) {
    outline_->choose({});
    return true;
  }
  if (tool_ == Tool::select) return false;
  choose(w, Tool::select);
  return true;
}

bool Marking::undo_corner() {
  return drawing_ && !ended_ && drawing_->undo_corner();
}

bool Marking::redo_corner() {
  return drawing_ && !ended_ && drawing_->redo_corner();
}

bool Marking::take(Workspace& w, geo::Outcome<geo::Edit> edit) {
  if (!edit) {
    Toast toast;
    toast.kind = ToastKind::warning;
    toast.title = translated(edit.refusal);
    w.toasts.add(std::move(toast));
    return false;
  }
  const bool kept = w.can_edit();
  w.edit(std::move(*edit.value));
  return kept;
}

render::PlanThing Marking::area_for_cut(const Workspace& w) const {
  if (is_area(w.plan(), w.selection.thing)) return w.selection.thing;
  // Of a line its middle, of a ring a place inside it lies on the area that is meant.
  const geo::Geometry shape = drawing_->geometry(false);
  return render::thing_at(w.plan(), geo::label_point(shape), pointer_ ? pointer_->m_per_px : 1, w.state.visible);
}

bool Marking::can_finish() const {
  return drawing_ && !ended_ && (drawing_->can_finish() || (makes_a_thing(tool_) && thing_.partner));
}

void Marking::finish(Workspace& w) {
  if (!can_finish()) return;
  if (tool_ == Tool::measure) {
    ended_ = true;
    aim_.reset();
    drawing_->point_at(std::nullopt);
    return;
  }
  if (tool_ == Tool::split || tool_ == Tool::cut_hole) {
    const render::PlanThing target = area_for_cut(w);
    const auto& corners = drawing_->corners();
    if (!take(w, tool_ == Tool::split ? split_edit(w.plan(), target, corners) : hole_edit(w.plan(), target, corners)))
      return;
    choose(w, Tool::select);
    w.select({target, {}});
    return;
  }
  render::PlanThing added;
  geo::Edit edit = edit_that_adds(w.plan(), thing_, drawing_->geometry(false), added);
  const bool kept = take(w, std::move(edit));
  choose(w, Tool::select);
  if (kept) w.select({added, {}});
}

void Marking::follow(Workspace& w) {
  if (tool_ == Tool::edit_vertices) {
    if (w.selection.thing.index() == 0)
      outline_.reset();
    else if (!outline_ || outline_->thing() != w.selection.thing)
      outline_.emplace(w.selection.thing);
  }
  if (outline_ && !outline_->follow(w.plan())) outline_.reset();
}

}  // namespace app
