// What was measured: geodesic figures, and apart from them those of the map's grid.
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/tools/measuring.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"

#include <string>
#include <vector>

namespace app {
namespace {

std::string degrees(double value) {
  return number(value, 1) + "°";
}

/// One row a placed edge: number, length, direction, running total.
void edge_table(const Measured& figures) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = ImGui::GetContentRegionAvail().x;
  const float row = px(1.35f);
  const auto line = [&](Face face, Colour ink, const std::string& a, const std::string& b, const std::string& d,
                        const std::string& e) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float y = at.y + row / 2;
    draw_text(list, face, at.x, y, ink, a, At::left, width * 0.2f);
    draw_text(list, face, at.x + width * 0.42f, y, ink, b, At::right);
    draw_text(list, face, at.x + width * 0.66f, y, ink, d, At::right);
    draw_text(list, face, at.x + width, y, ink, e, At::right);
    ImGui::Dummy({width, row});
  };
  line(Face::small, c.text3, tr("Edge"), tr("Length"), tr("Direction"), tr("In all"));
  divider();
  for (std::size_t i = 0; i < figures.edges.size(); ++i) {
    const MeasuredEdge& edge = figures.edges[i];
    line(Face::small, c.text, std::to_string(i + 1), length(edge.geodesic_m).text(),
         degrees(edge.geodesic_direction_deg), length(edge.total_geodesic_m).text());
  }
}

}  // namespace

void inspect_measured(Workspace& w) {
  const Tokens& c = colours();
  const Drawing& drawing = *w.marking.drawing();
  std::vector<geo::MapPoint> path = drawing.corners();
  if (!w.marking.has_ended() && drawing.pointer() && !path.empty() && path.back() != *drawing.pointer())
    path.push_back(*drawing.pointer());
  const Measured figures = measured(path, w.map_crs());
  if (inspector_head(icon::ruler, c.accent_text, c.accent_soft, tr("Measuring"),
                     w.marking.has_ended() ? tr("measured") : tr("being measured"), tr("Close")))
    return w.marking.choose(w, Tool::select);
  begin_page();
  FigureCard card;
  card.label = tr("Length");
  const Quantity along = length(figures.geodesic_m);
  card.figure = figures.edges.empty() ? "–" : along.figure;
  card.unit = along.unit;
  card.mark = icon::function;
  card.mark_text = tr("Geodesic length on the ellipsoid");
  figure_card("length", card);
  gap(0.5f);
  if (!figures.edges.empty()) {
    const MeasuredEdge& last = figures.edges.back();
    field_fixed(tr("On the grid"), number(figures.grid_m, 2), tr("m"), SourceMark::computed,
                tr("Length on the plane of the map, with its scale error"));
    field_fixed(tr("Last edge"), number(last.geodesic_m, 2), tr("m"), SourceMark::computed);
    field_fixed(tr("Direction"), degrees(last.geodesic_direction_deg), {}, SourceMark::computed,
                tr("Clockwise from true north"));
    field_fixed(tr("On the grid"), degrees(last.grid_direction_deg), {}, SourceMark::computed,
                tr("Clockwise from grid north"));
  }
  if (figures.area) {
    gap(0.3f);
    divider();
    gap(0.3f);
    const Quantity inside = area(figures.area->geodesic_ha);
    field_fixed(tr("Area"), inside.figure, inside.unit, SourceMark::computed,
                number(figures.area->geodesic_ha, 4) + "\u00A0ha");
    const Quantity grid = area(figures.area->grid_ha);
    field_fixed(tr("On the grid"), grid.figure, grid.unit, SourceMark::computed,
                number(figures.area->grid_ha, 4) + "\u00A0ha");
    field_fixed(tr("Edge all round"), length(figures.area->geodesic_edge_m).text(), {}, SourceMark::computed);
  }
  if (figures.edges.size() > 1) {
    gap(0.4f);
    edge_table(figures);
  }
  end_page();
  bool anew = false;
  bool copy = false;
  actions("anew", tr("New measurement"), icon::ruler, "copy", tr("Copy"), icon::copy, ButtonKind::primary,
          !figures.edges.empty(), anew, copy);
  if (anew) w.marking.choose(w, Tool::measure);
  if (copy) ImGui::SetClipboardText(measured_text(figures).c_str());
}

}  // namespace app
