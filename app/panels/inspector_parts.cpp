#include "app/panels/inspector_parts.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app {

void gap(float k) {
  ImGui::Dummy({1, px(k)});
}

void provenance(const geo::Provenance& from) {
  if (from.illustrative) {
    gap(0.2f);
    note(tr("Illustrative: drawn or assumed for the example, not a published outline."), NoteKind::warn);
  }
  if (from.source.empty()) return;
  gap(0.3f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string text = translated(geo::say("Source: {0}", from.source));
  ImGui::Dummy(
      {width, draw_wrapped(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y, width, colours().text3, text)});
}

void paragraph(std::string_view text) {
  if (text.empty()) return;
  gap(0.3f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy(
      {width, draw_wrapped(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y, width, colours().text2, text)});
}

void label_line(const char* id, const std::string& label, const std::string& help) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - px(0.6f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = draw_wrapped(list, Face::text, at.x, at.y + px(0.15f), width, colours().text2, label);
  ImGui::PushID(id);
  ImGui::InvisibleButton("label", {width, height});
  if (!help.empty()) tooltip(help);
  ImGui::PopID();
  ImGui::SetCursorScreenPos({at.x, at.y + height + px(0.35f)});
}

void actions(const char* first_id, std::string_view first, char32_t first_icon, const char* second_id,
             std::string_view second, char32_t second_icon, ButtonKind second_kind, bool second_enabled, bool& one,
             bool& two) {
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const float pad = px(0.75f);
  const float height = px(1) + 2 * px(0.36f);
  ImGui::SetCursorScreenPos({min.x, min.y + size.y - height - 2 * pad});
  divider();
  // Of equal width; where one needs more, the other gives way, and then the icons.
  const float room = size.x - 2 * pad - px(0.5f);
  if (button_width(first, first_icon) + button_width(second, second_icon) > room) first_icon = second_icon = 0;
  const float half = std::floor(room / 2);
  float width = half;
  if (button_width(first, first_icon) > half)
    width = std::max(half, std::min(button_width(first, first_icon), room - button_width(second, second_icon)));
  else if (button_width(second, second_icon) > half)
    width = std::min(half, std::max(button_width(first, first_icon), room - button_width(second, second_icon)));
  width = std::floor(width);
  ImGui::SetCursorScreenPos({min.x + pad, min.y + size.y - height - pad});
  one = button(first_id, first, first_icon, ButtonKind::normal, width);
  ImGui::SetCursorScreenPos({min.x + pad + width + px(0.5f), min.y + size.y - height - pad});
  two = button(second_id, second, second_icon, second_kind, room - width, second_enabled);
}

void zoom_and_delete(Workspace& w) {
  bool zoom = false;
  bool remove = false;
  actions("zoom", tr("Zoom to it"), icon::crosshairs, "delete", tr("Delete"), icon::delete_, ButtonKind::normal,
          w.can_edit(), zoom, remove);
  if (zoom) run(command("map.zoom-selection"), w);
  if (remove) run(command("edit.delete"), w);
}

void outline_and_delete(Workspace& w) {
  bool edit = false;
  bool remove = false;
  const bool editing = w.marking.tool() == Tool::edit_vertices;
  actions("outline", editing ? tr("Done") : tr("Edit outline"), editing ? icon::check : icon::vector_polygon, "delete",
          tr("Delete"), icon::delete_, ButtonKind::normal, w.can_edit(), edit, remove);
  if (edit) w.marking.choose(w, editing ? Tool::select : Tool::edit_vertices);
  if (remove) run(command("edit.delete"), w);
}

void begin_page() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y;
  const float foot = px(1) + 2 * px(0.36f) + 2 * px(0.75f);
  // As wide as the inspector's own padding allows, so that the scroll bar stands beside what it scrolls.
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextWindowContentSize({width, 0});
  ImGui::BeginChild("page", {width + px(0.7f), std::max(px(4), bottom - foot - at.y)}, false,
                    ImGuiWindowFlags_NoBackground);
}

void end_page() {
  ImGui::EndChild();
}

void area_card(const Workspace& w, const geo::Geometry& geometry, double area_ha) {
  FigureCard card;
  card.label = tr("Area");
  const Quantity quantity = area(area_ha);
  card.figure = area_ha > 0 ? quantity.figure : "–";
  card.unit = quantity.unit;
  if (geometry.kind == geo::GeometryKind::polygon)
    card.aside = translated(geo::say("edge {0}", length(geo::geodesic_length_m(geometry, w.map_crs())).text()));
  card.mark = icon::function;
  card.mark_text = tr("Geodesic area on the ellipsoid, from the corners");
  figure_card("area", card);
}

}  // namespace app
