#include "app/map_view.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/words.hpp"
#include "render/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

namespace app {
namespace {

constexpr float drag_threshold_px = 4;
constexpr std::chrono::milliseconds rest_before_card{120};

bool same(const MapState& a, const MapState& b) {
  const auto visible = [](const render::PlanVisibility& v) {
    return std::array{v.business_areas, v.partners, v.emission_sources, v.landfill_parts, v.sink_sites, v.surroundings};
  };
  return a.theme == b.theme && a.year == b.year && a.heatmap_visible == b.heatmap_visible &&
         a.heatmap_opacity == b.heatmap_opacity && visible(a.visible) == visible(b.visible) &&
         a.selected == b.selected && a.held_opacity == b.held_opacity;
}

bool same(const render::Camera& a, const render::Camera& b) {
  return a.centre == b.centre && a.m_per_px == b.m_per_px && a.width_px == b.width_px && a.height_px == b.height_px;
}

/// The heatmap's value at a place, if it is shown there.
std::optional<double> heatmap_value(const Workspace& w, geo::MapPoint place) {
  const HeatmapPicture* heatmap = w.derived.heatmap();
  if (!w.state.heatmap_visible || !heatmap || !heatmap->grid) return std::nullopt;
  const auto cell = heatmap->grid->frame.cell_at(place);
  if (!cell) return std::nullopt;
  const double value = heatmap->grid->values[*cell];
  if (!(value > 0)) return std::nullopt;
  return value;
}

/// The visible linked layer and feature under a place, topmost first.
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

}  // namespace

ImVec2 MapView::screen(const Workspace& workspace, geo::MapPoint p) const {
  const render::ScreenPoint s = render::screen_from_map(workspace.camera, p);
  // Far outside, float loses the place; it only has to lie beyond the edge in the right direction.
  const auto near_enough = [](double v) { return static_cast<float>(std::clamp(v, -30000.0, 30000.0)); };
  return {min_.x + near_enough(s.x_px), min_.y + near_enough(s.y_px)};
}

std::optional<double> MapView::due_in_s() const {
  if (!card_is_due_) return std::nullopt;
  const auto left = moved_at_ + rest_before_card - std::chrono::steady_clock::now();
  return std::max(0.0, std::chrono::duration<double>(left).count()) + 0.002;
}

void MapView::draw(Workspace& workspace, ImVec2 min, ImVec2 size) {
  min_ = min;
  size_ = {std::max(1.0f, size.x), std::max(1.0f, size.y)};
  resize(workspace);
  if (!workspace.camera_is_set) {
    const geo::MapBox box = workspace.whole_box();
    if (!workspace.plan().views().empty()) {
      const geo::View& view = **workspace.plan().views().begin();
      workspace.camera.centre = {view.centre_x_m, view.centre_y_m};
      workspace.camera.m_per_px = view.m_per_px;
      workspace.camera_is_set = true;
    } else if (!box.empty()) {
      workspace.show(box);
      workspace.camera_is_set = true;
    } else {  // an empty plan: Finland, until there is something to see
      workspace.show({60'000, 6'600'000, 740'000, 7'780'000});
      workspace.camera_is_set = !workspace.plan().layers().empty() ? false : workspace.camera_is_set;
    }
  }
  ImGui::SetCursorScreenPos(min_);
  ImGui::InvisibleButton(
      "map", size_,
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle | ImGuiButtonFlags_MouseButtonRight);
  take_pointer(workspace);
  draw_picture(workspace);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(min_, {min_.x + size_.x, min_.y + size_.y}, true);
  list.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_)), min_,
                {min_.x + size_.x, min_.y + size_.y}, {0, 1}, {1, 0});
  if (workspace.drawing) draw_drawing(workspace, list);
  draw_furniture(workspace, list);
  if (workspace.drawing) draw_hint(workspace, list);
  list.PopClipRect();
  draw_card(workspace);
}

void MapView::resize(Workspace& workspace) {
  render::Camera& camera = workspace.camera;
  const int width_px = static_cast<int>(size_.x);
  const int height_px = static_cast<int>(size_.y);
  const ImVec2 moved{min_.x - camera_corner_.x, min_.y - camera_corner_.y};
  if (camera.width_px == width_px && camera.height_px == height_px && moved.x == 0 && moved.y == 0) return;
  // A panel that opens or is dragged covers the map or lays it bare, but does not move it.
  const render::ScreenPoint middle{moved.x + width_px / 2.0, moved.y + height_px / 2.0};
  if (workspace.camera_is_set) camera.centre = render::map_from_screen(camera, middle);
  camera.width_px = width_px;
  camera.height_px = height_px;
  camera_corner_ = min_;
  // What is selected is never left behind the inspector.
  if (const auto box = workspace.selection_box(); box && workspace.camera_is_set) {
    const render::ScreenPoint at = render::screen_from_map(camera, box->centre());
    const double over = at.x_px - (width_px - 40);
    if (over > 0 && over < 600) camera = camera.moved(-over, 0);
  }
}

void MapView::draw_picture(Workspace& workspace) {
  const SceneOf of{workspace.session().plan(), workspace.derived.version(), workspace.state};
  bool changed = !scene_of_ || scene_of_->plan != of.plan || scene_of_->derived_version != of.derived_version ||
                 !same(scene_of_->state, of.state);
  if (changed) {
    scene_ = map_scene(workspace.plan(), workspace.state, workspace.derived.pictures(), workspace.derived.heatmap(),
                       workspace.derived.origin(), plan_scene_);
    scene_of_ = of;
  }
  if (!changed && drawn_camera_ && same(*drawn_camera_, workspace.camera)) return;
  texture_ = renderer_.draw(scene_, workspace.camera);
  drawn_camera_ = workspace.camera;
}

void MapView::take_pointer(Workspace& workspace) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  const bool active = ImGui::IsItemActive();
  const auto place_of = [&](ImVec2 at) {
    return render::map_from_screen(workspace.camera, {at.x - min_.x, at.y - min_.y});
  };
  pointer_.reset();
  if (hovered || active) pointer_ = place_of(io.MousePos);
  if (workspace.drawing) workspace.drawing->point_at(hovered ? pointer_ : std::nullopt);

  if (hovered && io.MouseWheel != 0) {
    workspace.camera =
        workspace.camera.zoomed(std::pow(1.25, io.MouseWheel), {io.MousePos.x - min_.x, io.MousePos.y - min_.y});
    workspace.camera_is_set = true;
  }
  if (ImGui::IsItemActivated()) {
    pressed_on_map_ = true;
    dragged_ = false;
    second_press_ = io.MouseDoubleClicked[ImGuiMouseButton_Left];
  }
  if (active && pressed_on_map_) {
    for (const ImGuiMouseButton button : {ImGuiMouseButton_Left, ImGuiMouseButton_Middle, ImGuiMouseButton_Right})
      if (ImGui::IsMouseDragging(button, drag_threshold_px)) {
        const ImVec2 delta = dragged_ ? io.MouseDelta : ImGui::GetMouseDragDelta(button, 0);
        dragged_ = true;
        workspace.camera = workspace.camera.moved(delta.x, delta.y);
        workspace.camera_is_set = true;
        break;
      }
  }
  if (pressed_on_map_ && !active) {
    pressed_on_map_ = false;
    if (!dragged_ && ImGui::IsMouseReleased(ImGuiMouseButton_Left))
      click(workspace, io.MouseClickedPos[ImGuiMouseButton_Left], second_press_);
  }

  const bool rests =
      hovered && !active && io.MousePos.x == rested_at_.x && io.MousePos.y == rested_at_.y && io.MouseWheel == 0;
  const auto now = std::chrono::steady_clock::now();
  if (!rests) {
    rested_at_ = io.MousePos;
    moved_at_ = now;
    card_place_.reset();
    card_is_due_ = hovered && !active && !workspace.drawing && workspace.tool == Tool::select;
  } else if (card_is_due_ && now - moved_at_ >= rest_before_card) {
    card_is_due_ = false;
    card_ = card_at(workspace, *pointer_);
    if (!card_.empty()) card_place_ = io.MousePos;
  }
  if (!hovered || workspace.drawing) card_place_.reset();

  if (hovered && workspace.drawing) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if ((hovered && workspace.tool == Tool::pan) || (active && dragged_))
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void MapView::click(Workspace& workspace, ImVec2 at, bool is_double) {
  const geo::MapPoint place = render::map_from_screen(workspace.camera, {at.x - min_.x, at.y - min_.y});
  if (workspace.drawing) {
    // The first click of a double click placed the last corner already.
    if (is_double && workspace.drawing->what() == Tool::draw_area
            ? workspace.drawing->finish()
            : workspace.drawing->click(place, workspace.camera.m_per_px))
      workspace.finish_drawing();
    return;
  }
  if (workspace.tool == Tool::select) workspace.select(selection_at(workspace, place));
}

Selection MapView::selection_at(const Workspace& workspace, geo::MapPoint place) const {
  Selection found;
  found.thing = render::thing_at(workspace.plan(), place, workspace.camera.m_per_px, workspace.state.visible);
  if (found.thing.index() == 0)
    if (const auto linked = linked_at(workspace, place)) found.layer = linked->first;
  return found;
}

MapView::Card MapView::card_at(const Workspace& w, geo::MapPoint place) const {
  Card card;
  const geo::Plan& plan = w.plan();
  const render::PlanThing thing = render::thing_at(plan, place, w.camera.m_per_px, w.state.visible);
  if (const auto* id = std::get_if<geo::Id<geo::EmissionSource>>(&thing)) {
    const auto source = plan.emission_sources().find(*id);
    card.title = source->name;
    card.kind = word(geo::Role::emission_source) + ", " + word(source->sector);
    card.illustrative = source->provenance.illustrative;
    const auto mass = geo::source_co2e_t(*source, w.state.year, plan.info().gwp_set);
    const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
    card.lines.push_back({translated(geo::say("Emission {0}", year_text(w.state.year))), quantity.text(),
                          render::sector_colour(source->sector, w.state.theme)});
  } else if (const auto* site_id = std::get_if<geo::Id<geo::SinkSite>>(&thing)) {
    const auto site = plan.sink_sites().find(*site_id);
    card.title = site->name;
    card.kind = word(site->kind) + ", " + word(site->state);
    card.illustrative = site->provenance.illustrative;
    const double area_ha = geo::site_area_ha(*site, w.map_crs());
    card.lines.push_back({tr("Area"), area(area_ha).text(), {}});
    if (const auto removal = geo::first_estimate(*site, std::max(w.state.year, site->start_year), area_ha, w.catalogue))
      card.lines.push_back({tr("Yearly removal"), yearly_mass(removal->mean_t_co2, "\u00A0CO₂/a").text(),
                            render::sink_colour(w.state.theme)});
  } else if (const auto* partner_id = std::get_if<geo::Id<geo::Partner>>(&thing)) {
    const auto partner = plan.partners().find(*partner_id);
    card.title = partner->name;
    card.kind = word(geo::Role::partner_site);
    if (!partner->activity.empty()) card.kind += ", " + partner->activity;
    card.illustrative = partner->provenance.illustrative;
  } else if (const auto* part_id = std::get_if<geo::Id<geo::LandfillPart>>(&thing)) {
    const auto part = plan.landfill_parts().find(*part_id);
    card.title = part->name;
    card.kind = part->closed_year ? translated(geo::say("Landfill, closed {0}", year_text(*part->closed_year)))
                                  : std::string(tr("Landfill"));
    card.illustrative = part->provenance.illustrative;
  } else if (const auto* area_id = std::get_if<geo::Id<geo::BusinessArea>>(&thing)) {
    const auto business_area = plan.business_areas().find(*area_id);
    card.title = business_area->name;
    card.kind = word(geo::Role::business_area);
    card.illustrative = business_area->provenance.illustrative;
  } else if (const auto* surrounding_id = std::get_if<geo::Id<geo::Surrounding>>(&thing)) {
    const auto surrounding = plan.surroundings().find(*surrounding_id);
    card.title = surrounding->name.empty() ? word(surrounding->kind) : surrounding->name;
    if (!surrounding->name.empty()) card.kind = word(surrounding->kind);
    card.illustrative = surrounding->provenance.illustrative;
  } else if (const auto linked = linked_at(w, place)) {
    const auto layer = plan.layers().find(linked->first);
    const geo::Features& features = *w.derived.linked(linked->first)->loaded->features;
    card.kind = layer->name;
    const std::string label = style_of(*layer, plan).label_attribute;
    for (const geo::Column& column : features.columns) {
      if (!column.has_value(linked->second)) continue;
      std::string text = column.text(linked->second);
      if (text.empty()) continue;
      const bool is_name =
          column.name == label || column.name == "name" || column.name == "nimi" || column.name == "Name";
      if (is_name && card.title.empty())
        card.title = std::move(text);
      else if (card.lines.size() < 4)
        card.lines.push_back({column.name, std::move(text), {}});
    }
    if (card.title.empty()) card.title = std::exchange(card.kind, {});
  }
  if (const auto value = heatmap_value(w, place)) {
    const HeatmapPicture& heatmap = *w.derived.heatmap();
    card.figure = figure(*value);
    card.unit = tr("t CO₂e/ha/a");
    card.aside = year_text(heatmap.options.year);
    std::size_t shown = 0;
    for (const geo::Contribution& part :
         geo::contributors(*w.derived.heatmap_plan(), heatmap.options, heatmap.grid->frame, place)) {
      const auto source = w.derived.heatmap_plan()->emission_sources().find(part.source);
      if (!source || shown++ == 3) break;
      card.contributors.push_back(
          {source->name, figure(part.t_per_ha_a), render::sector_colour(source->sector, w.state.theme)});
    }
  }
  return card;
}

void MapView::draw_card(const Workspace& workspace) {
  if (!card_place_ || workspace.overlay != Overlay::none) return;
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const float pad = px(0.6f);
  const float row = px(1.35f);
  float width = px(12);
  if (!card_.figure.empty())
    width = std::max(width, text_width(Face::title, card_.figure) + text_width(Face::small, card_.unit) +
                                text_width(Face::small, card_.aside) + px(2));
  width = std::max(width, text_width(Face::text_strong, card_.title));
  for (const auto& lines : {std::cref(card_.lines), std::cref(card_.contributors)})
    for (const CardLine& line : lines.get())
      width = std::max(width, text_width(Face::small, line.text) + text_width(Face::small, line.value) + px(2.2f));
  width = std::min(width, px(20)) + 2 * pad;
  const std::string mark = tr("illustrative, not a published outline");
  float height = 2 * pad;
  if (!card_.title.empty()) height += row;
  if (!card_.kind.empty()) height += px(1.1f);
  if (card_.illustrative) height += px(1.2f);
  if (!card_.figure.empty()) height += px(1.5f);
  height += row * static_cast<float>(card_.lines.size() + card_.contributors.size());

  // 24 px from the pointer, on the side with more map.
  const ImVec2 at = *card_place_;
  const float gap = 24;
  float x = at.x - min_.x < size_.x / 2 ? at.x + gap : at.x - gap - width;
  float y = at.y - min_.y < size_.y / 2 ? at.y + gap : at.y - gap - height;
  x = std::clamp(x, min_.x + 4, std::max(min_.x + 4, min_.x + size_.x - width - 4));
  y = std::clamp(y, min_.y + 4, std::max(min_.y + 4, min_.y + size_.y - height - 4));
  draw_raised(list, {x, y}, {x + width, y + height}, px(0.5f), c.raised);
  const float left = x + pad;
  const float right = x + width - pad;
  float line_y = y + pad;
  if (!card_.title.empty()) {
    draw_text(list, Face::text_strong, left, line_y + row / 2, c.text, card_.title, At::left, right - left);
    line_y += row;
  }
  if (!card_.kind.empty()) {
    draw_text(list, Face::small, left, line_y + px(0.5f), c.text2, card_.kind, At::left, right - left);
    line_y += px(1.1f);
  }
  if (card_.illustrative) {
    draw_icon(list, icon::alert, left + px(0.45f), line_y + px(0.6f), c.warn, Face::small);
    draw_text(list, Face::small, left + px(1.15f), line_y + px(0.6f), c.warn, mark, At::left, right - left - px(1.15f));
    line_y += px(1.2f);
  }
  const auto draw_line = [&](const CardLine& line) {
    float text_left = left;
    if (line.colour) {
      const float side = px(0.5f);
      list.AddRectFilled({left, line_y + row / 2 - side / 2}, {left + side, line_y + row / 2 + side / 2},
                         packed(*line.colour), 2);
      text_left += px(0.9f);
    }
    const float most = (right - text_left) * 0.6f;
    const float value_width = std::min(text_width(Face::small, line.value), most);
    draw_text(list, Face::small, right - value_width, line_y + row / 2, c.text, line.value, At::left, most);
    draw_text(list, Face::small, text_left, line_y + row / 2, c.text2, line.text, At::left,
              right - value_width - px(0.6f) - text_left);
    line_y += row;
  };
  for (const CardLine& line : card_.lines) draw_line(line);
  if (!card_.figure.empty()) {
    const float w = draw_text(list, Face::title, left, line_y + px(0.75f), c.text, card_.figure);
    draw_text(list, Face::small, left + w + px(0.4f), line_y + px(0.85f), c.text2, card_.unit);
    draw_text(list, Face::small, right, line_y + px(0.85f), c.text3, card_.aside, At::right);
    line_y += px(1.5f);
  }
  for (const CardLine& line : card_.contributors) draw_line(line);
  list.AddCircle(at, 6, packed(c.text), 0, 1.5f);
  list.AddCircleFilled(at, 2, packed(c.text));
}

void MapView::draw_drawing(const Workspace& workspace, ImDrawList& list) const {
  const Drawing& drawing = *workspace.drawing;
  const render::MapTheme& theme = render::map_theme(workspace.state.theme);
  const bool bad = drawing.state() == DrawingState::crosses_itself;
  const unsigned line = packed(bad ? colours().bad : theme.select);
  const unsigned casing = packed(faded(theme.select_case, 0.9));
  const unsigned ground = packed(colours().panel);
  std::vector<ImVec2> placed;
  for (const geo::MapPoint& corner : drawing.corners()) placed.push_back(screen(workspace, corner));
  std::vector<ImVec2> with_pointer = placed;
  if (drawing.pointer()) with_pointer.push_back(screen(workspace, *drawing.pointer()));
  ImGuiCanvas canvas(list);
  if (drawing.what() == Tool::draw_area && with_pointer.size() >= 3) {
    std::vector<render::CanvasPoint> ring;
    for (const ImVec2& p : with_pointer) ring.push_back({p.x, p.y});
    canvas.fill_polygon(ring, faded(bad ? colours().bad : theme.sink, 0.16));
    const std::array closing{ring.back(), ring.front()};
    canvas.line(closing, bad ? colours().bad : theme.select, 1.6, 6, 5);
  }
  if (drawing.what() == Tool::draw_area) {
    list.AddPolyline(with_pointer.data(), static_cast<int>(with_pointer.size()), casing, 0, 6);
    list.AddPolyline(with_pointer.data(), static_cast<int>(with_pointer.size()), line, 0, 2.6f);
  }
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const ImVec2 p{std::floor(placed[i].x) + 0.5f, std::floor(placed[i].y) + 0.5f};
    if (i == 0) {
      const bool closes = drawing.pointer() && drawing.closes_at(*drawing.pointer(), workspace.camera.m_per_px);
      list.AddCircleFilled(p, closes ? 10.0f : 8.0f, line);
      list.AddCircleFilled(p, closes ? 6.0f : 5.8f, ground);
    } else {
      list.AddRectFilled({p.x - 5, p.y - 5}, {p.x + 5, p.y + 5}, line);
      if (i + 1 < placed.size()) list.AddRectFilled({p.x - 3.2f, p.y - 3.2f}, {p.x + 3.2f, p.y + 3.2f}, ground);
    }
  }
  if (!drawing.pointer()) return;
  const ImVec2 at = with_pointer.back();
  for (const ImVec2 d : {ImVec2(1, 0), ImVec2(-1, 0), ImVec2(0, 1), ImVec2(0, -1)})
    list.AddLine({at.x + d.x * 7, at.y + d.y * 7}, {at.x + d.x * 20, at.y + d.y * 20}, packed(colours().text), 1.4f);
  if (drawing.what() == Tool::mark_point) {
    list.AddCircleFilled(at, 7, line);
    list.AddCircleFilled(at, 4, ground);
  }
  if (placed.empty() || drawing.what() != Tool::draw_area) return;
  const double last_m =
      geo::geodesic_length_m(geo::Geometry::line({drawing.corners().back(), *drawing.pointer()}), workspace.map_crs());
  const ImVec2 mid{(placed.back().x + at.x) / 2 + px(1), (placed.back().y + at.y) / 2 + px(1)};
  const std::string text = length(last_m).text();
  for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
    draw_text(list, Face::small_strong, mid.x + d.x, mid.y + d.y, theme.halo, text);
  draw_text(list, Face::small_strong, mid.x, mid.y, theme.select, text);
}

void MapView::draw_hint(const Workspace& workspace, ImDrawList& list) const {
  const Drawing& drawing = *workspace.drawing;
  const DrawingState state = drawing.state();
  struct Cap {
    std::string key;
    std::string verb;
  };
  std::string what;
  std::vector<Cap> caps;
  if (drawing.what() == Tool::mark_point) {
    what = tr("Click the place of the site");
  } else {
    what = state == DrawingState::empty            ? tr("Click the first corner")
           : state == DrawingState::crosses_itself ? tr("The outline crosses itself. Remove the last corner")
                                                   : tr("Click the next corner");
    if (state != DrawingState::empty) caps.push_back({tr("Backspace"), tr("remove the last")});
    if (state == DrawingState::can_finish) caps.push_back({"Enter", tr("finish")});
  }
  caps.push_back({"Esc", tr("cancel")});
  const Tokens& c = colours();
  const float gap = px(0.7f);
  const auto cap_width = [&](const std::string& text) {
    return std::max(px(1.15f), text_width(Face::micro, text) + 2 * px(0.35f));
  };
  float width = 2 * px(1.2f) + text_width(Face::text_medium, what);
  for (const Cap& cap : caps) width += 2 * gap + 1 + cap_width(cap.key) + px(0.45f) + text_width(Face::text, cap.verb);
  const float height = px(2.47f);
  const ImVec2 min{std::floor(min_.x + (size_.x - width) / 2), min_.y + size_.y - 18 - height};
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.tip), px(0.6f));
  const float y = min.y + height / 2;
  float x = min.x + px(1.2f);
  x += draw_text(list, Face::text_medium, x, y, c.tip_text, what);
  for (const Cap& cap : caps) {
    x += gap;
    list.AddRectFilled({std::floor(x), y - px(0.5f)}, {std::floor(x) + 1, y + px(0.5f)},
                       packed(faded(c.tip_text, 0.35)));
    x += gap + 1;
    x += draw_key_cap(list, x, y, cap.key, true) + px(0.45f);
    x += draw_text(list, Face::text, x, y, c.tip_text, cap.verb);
  }
}

void MapView::draw_furniture(Workspace& workspace, ImDrawList& list) {
  const float margin = px(0.75f);
  ImGuiCanvas canvas(list);
  render::draw_scale_bar(canvas, workspace.camera, min_.x + margin, min_.y + size_.y - margin, look().u,
                         workspace.state.theme);
  const std::string attribution = map_attribution(workspace.plan());
  if (!attribution.empty() && !workspace.drawing) {
    const render::MapTheme& theme = render::map_theme(workspace.state.theme);
    const float right = min_.x + size_.x - margin - px(2.6f);
    const float y = min_.y + size_.y - margin - px(0.4f);
    const float room = size_.x * 0.55f;
    for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
      draw_text(list, Face::micro, right + d.x, y + d.y, theme.halo, attribution, At::right, room);
    draw_text(list, Face::micro, right, y, theme.label_small, attribution, At::right, room);
  }
}

}  // namespace app
