// The bar at the top of the map: name of the tool, snapping, right angle, typed values.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace app {
namespace {

/// One thing of the bar: how wide it is, and how it is drawn with its left at x and its middle at y.
struct Item {
  float width = 0;
  std::function<void(float x, float y)> draw;
  bool divider_before = false;
};

/// What is left out, step by step, where the map is narrow. Values can be typed all the same.
enum class Room { all, no_place, icons, no_name, no_values };

/// `text` is its tooltip when only the icon has room.
Item toggle(const char* id, const char* text, char32_t mark, bool& on, bool with_text) {
  const float width = with_text ? px(2.5f) + text_width(Face::text_medium, text) : px(2);
  return {width, [=, &on](float x, float y) {
            const float height = px(1.75f);
            const ImVec2 min{x, std::floor(y - height / 2)};
            ImGui::SetCursorScreenPos(min);
            if (hit_area(id, {width, height})) on = !on;
            const bool hovered = ImGui::IsItemHovered();
            if (!with_text) tooltip(text);
            const Tokens& c = colours();
            ImDrawList& list = *ImGui::GetWindowDrawList();
            const ImVec2 max{min.x + width, min.y + height};
            if (on || hovered) list.AddRectFilled(min, max, packed(on ? c.accent_soft : c.hover), px(0.3f));
            draw_focus_ring(list, min, max, px(0.3f));
            const Colour ink = on ? c.accent_text : c.text2;
            draw_icon(list, mark, x + px(with_text ? 1.1f : 1.0f), y, ink);
            if (with_text) draw_text(list, Face::text_medium, x + px(1.9f), y, ink, text);
          }};
}

/// A typed value with its label; without a typed text it shows what the pointer gives.
Item value(Workspace& w, const char* id, TypedField field, const char* label, std::string shown, const char* unit,
           float box_k) {
  const float label_width = text_width(Face::text, label);
  const float box = px(box_k);
  return {label_width + px(0.5f) + box, [=, &w, shown = std::move(shown)](float x, float y) {
            const Tokens& c = colours();
            ImDrawList& list = *ImGui::GetWindowDrawList();
            draw_text(list, Face::text, x, y, c.text2, label);
            const float height = px(1.65f);
            const ImVec2 min{std::floor(x + label_width + px(0.5f)), std::floor(y - height / 2)};
            const ImVec2 max{min.x + box, min.y + height};
            ImGui::SetCursorScreenPos(min);
            TypedValues& typed = w.marking.typed;
            if (hit_area(id, {box, height})) typed.activate(field);
            tooltip(tr("Type a value on the map. Tab: the next one"));
            const std::string& text = typed.text(field);
            const bool active = typed.active() == field && !typed.empty();
            list.AddRectFilled(min, max, packed(c.sunken), px(0.3f));
            list.AddRect(min, max, packed(active ? c.accent : c.border), px(0.3f), 0, active ? 2.0f : 1.0f);
            draw_focus_ring(list, min, max, px(0.3f));
            const float unit_width = text_width(Face::small, unit);
            const float room = box - px(1) - unit_width;
            const float end = min.x + px(0.5f) +
                              draw_text(list, Face::text, min.x + px(0.5f), y, text.empty() ? c.text2 : c.text,
                                        text.empty() ? shown : text, At::left, room);
            if (active)
              list.AddRectFilled({std::floor(end) + 1, y - px(0.45f)}, {std::floor(end) + 2.5f, y + px(0.45f)},
                                 packed(c.accent));
            draw_text(list, Face::small, max.x - px(0.5f), y, c.text3, unit, At::right);
          }};
}

std::vector<Item> items_of(Workspace& w, Room room) {
  const bool with_text = room < Room::icons;
  Marking& marking = w.marking;
  const Tool tool = marking.tool();
  const Command& tool_command = command(std::string("tool.") + id_of(tool));
  std::vector<Item> items;
  const std::string name = tr(tool_command.text);
  const bool named = room < Room::no_name;
  items.push_back({named ? px(1.5f) + text_width(Face::text_strong, name) : px(1),
                   [name, named, mark = tool_command.icon](float x, float y) {
                     ImDrawList& list = *ImGui::GetWindowDrawList();
                     draw_icon(list, mark, x + px(0.5f), y, colours().accent_text);
                     if (named) draw_text(list, Face::text_strong, x + px(1.5f), y, colours().text, name);
                   }});
  if (tool == Tool::rectangle) {
    const std::array segments{Segment{tr("Two corners"), 0, true, {}}, Segment{tr("By a side"), 0, true, {}}};
    const float width = segmented_width(segments);
    items.push_back({width,
                     [&marking, segments](float x, float y) {
                       ImGui::SetCursorScreenPos({x, std::floor(y - px(0.9f))});
                       int chosen = marking.by_side() ? 1 : 0;
                       if (segmented("rectangle", segments, chosen)) marking.set_by_side(chosen == 1);
                     },
                     true});
  }
  if (tool == Tool::merge) return items;
  items.push_back(toggle("snapping", tr("Snapping"), icon::magnet, marking.snapping, with_text));
  items.back().divider_before = true;
  if (!marking.drawing()) return items;
  const Drawing& drawing = *marking.drawing();
  if (drawing.shape() == Shape::area || drawing.shape() == Shape::line || drawing.by_side())
    items.push_back(toggle("right-angle", tr("Right angle"), icon::vector_square, marking.right_angle, with_text));
  if (room == Room::no_values) return items;
  std::string length_text, direction_text, place_text;
  if (const auto from = drawing.edge_start(); from && drawing.pointer()) {
    const double length_m = geo::geodesic_length_m(geo::Geometry::line({*from, *drawing.pointer()}), w.map_crs());
    length_text = number(length_m, length_m < 100 ? 1 : 0);
    direction_text = number(geo::grid_direction_deg(*from, *drawing.pointer()), 0);
  }
  if (drawing.pointer()) place_text = number(drawing.pointer()->y_m, 0) + "  " + number(drawing.pointer()->x_m, 0);
  if (drawing.shape() != Shape::point) {
    items.push_back(value(w, "length", TypedField::length,
                          drawing.shape() == Shape::circle ? tr("Radius") : tr("Length"), length_text, "m", 4.4f));
    items.back().divider_before = true;
    items.push_back(value(w, "direction", TypedField::direction, tr("Direction"), direction_text, "°", 3.8f));
  }
  if (room == Room::all) items.push_back(value(w, "place", TypedField::place, tr("N E"), place_text, "", 9.5f));
  return items;
}

}  // namespace

void draw_tool_options(Workspace& w, ImVec2 map_min, ImVec2 map_size, float left_taken) {
  if (w.marking.tool() == Tool::select || w.marking.tool() == Tool::pan) return;
  const float pad_x = px(0.8f);
  const float gap = px(0.6f);
  const float margin = px(0.75f);
  const float left = map_min.x + left_taken + margin;
  const float space = map_min.x + map_size.x - margin - left;
  std::vector<Item> items;
  float width = 0;
  for (const Room room : {Room::all, Room::no_place, Room::icons, Room::no_name, Room::no_values}) {
    items = items_of(w, room);
    width = 2 * pad_x;
    for (const Item& item : items)
      width += item.width + (&item == &items.front() ? 0 : gap) + (item.divider_before ? gap + 1 : 0);
    if (width <= space) break;
  }
  if (width > space) return;  // the hint line says what the tool does
  const float height = px(2.6f);
  const float middle = map_min.x + (map_size.x - width) / 2;
  const ImVec2 min{std::floor(std::clamp(middle, left, std::max(left, left + space - width))), map_min.y + margin};
  begin_region("tool options", min, {width, height}, {0, 0}, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + width + 8, min.y + height + 12});
  draw_raised(list, min, {min.x + width, min.y + height}, px(0.5f), colours().panel);
  list.PopClipRect();
  float x = min.x + pad_x;
  const float y = std::floor(min.y + height / 2);
  for (const Item& item : items) {
    if (&item != &items.front()) x += gap;
    if (item.divider_before) {
      list.AddRectFilled({std::floor(x), y - px(0.7f)}, {std::floor(x) + 1, y + px(0.7f)}, packed(colours().divider));
      x += gap + 1;
    }
    item.draw(std::floor(x), y);
    x += item.width;
  }
  end_region();
}

}  // namespace app
