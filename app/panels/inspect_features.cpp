// The inspector of what comes from linked layers, and of several things at once.
#include "app/adoption.hpp"
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/selected_sums.hpp"
#include "app/table/table_actions.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/list_row.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <string>

namespace app {
namespace {

/// The attribute that names a feature, if there is one.
std::string name_of(const geo::Features& features, std::size_t feature, const std::string& label_attribute) {
  for (const std::string& wanted : {label_attribute, std::string("name"), std::string("nimi"), std::string("Name"),
                                    std::string("NAMEFIN"), std::string("TEKSTI")})
    if (const geo::Column* column = wanted.empty() ? nullptr : features.column(wanted))
      if (std::string text = column->text(feature); !text.empty()) return text;
  return {};
}

std::string kind_text(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return tr("Point");
    case geo::GeometryKind::line: return tr("Line");
    case geo::GeometryKind::polygon: return tr("Area");
    case geo::GeometryKind::none: break;
  }
  return tr("without a place");
}

/// Scrolls what stands over the two actions at the panel's foot.
void begin_scrolled() {
  const float foot = px(1) + 2 * px(0.36f) + 2 * px(0.75f) + px(0.5f);
  ImGui::BeginChild("scrolled", {ImGui::GetContentRegionAvail().x, ImGui::GetContentRegionAvail().y - foot});
}

void measures(const SelectedSums& sums) {
  if (sums.area_ha > 0) {
    FigureCard card;
    card.label = sums.count > 1 ? tr("Area together") : tr("Area");
    const Quantity quantity = area(sums.area_ha);
    card.figure = quantity.figure;
    card.unit = quantity.unit;
    card.aside = translated(geo::say("edge {0}", length(sums.edge_m).text()));
    card.mark = icon::function;
    card.mark_text = tr("Geodesic area on the ellipsoid, from the corners");
    figure_card("area", card);
    gap(0.5f);
  }
  if (sums.length_m > 0) {
    FigureCard card;
    card.label = sums.count > 1 ? tr("Length together") : tr("Length");
    const Quantity quantity = length(sums.length_m);
    card.figure = quantity.figure;
    card.unit = quantity.unit;
    card.mark = icon::function;
    card.mark_text = tr("Geodesic length on the ellipsoid");
    figure_card("length", card);
    gap(0.5f);
  }
}

void zoom_and_table(Workspace& w, geo::Id<geo::Layer> layer) {
  bool zoom = false, table = false;
  actions("zoom", tr("Zoom to it"), icon::crosshairs, "table", tr("Table"), icon::table, ButtonKind::normal, true, zoom,
          table);
  if (zoom) run(command("map.zoom-selection"), w);
  if (table) {
    if (!w.table.open) toggle_table(w);
    w.table.show({TableKind::layer, layer});
  }
}

}  // namespace

void inspect_features(Workspace& w) {
  const SelectedFeatures selected = w.selection.features;
  const auto layer = w.plan().layers().find(selected.layer);
  const auto features = selected.of.lock();
  if (!layer || !features) return;
  const Tokens& c = colours();
  const bool is_one = selected.count() == 1;
  const std::size_t row = selected.primary;
  std::string title = is_one ? name_of(*features, row, style_of(*layer, w.plan()).label_attribute)
                             : translated(geo::say("{0} features", count_text(selected.count())));
  if (title.empty()) title = translated(geo::say("Feature {0}", std::to_string(features->source_id[row])));
  const std::string kind = is_one ? kind_text(features->kind[row]) + ", " + layer->name : layer->name;
  if (inspector_head(icon::layers, c.text2, c.sunken, title, kind, tr("Close"))) return w.select({});
  begin_scrolled();
  if (const auto sums = w.selected_sums.value()) {
    measures(*sums);
    if (!is_one)
      for (const SelectedSums::Sum& sum : sums->sums)
        field_fixed(sum.name, number(sum.value, sum.decimals), {}, SourceMark::computed,
                    translated(geo::say("Sum of {0}", sum.name)));
  } else {
    paragraph(tr("Measuring"));
  }
  if (is_one) {
    for (const geo::Column& column : features->columns) {
      if (!column.has_value(row)) continue;
      const ColumnLook look = look_of(column);
      std::string text = column.text(row);
      if (column.is_number() && look.is_grouped) text = number(column.number(row), look.decimals);
      if (!text.empty()) field_fixed(column.name, text, {}, SourceMark::data);
    }
  }
  gap(0.4f);
  const float width = ImGui::GetContentRegionAvail().x;
  if (button("adopt", tr("Adopt into the plan"), icon::file_import, ButtonKind::normal, width, w.can_edit()))
    ask_adoption(w, selected.layer);
  if (button("layer", tr("The layer and its style"), icon::layers, ButtonKind::ghost, width))
    w.select({{}, selected.layer});
  ImGui::EndChild();
  zoom_and_table(w, selected.layer);
}

void inspect_things(Workspace& w) {
  const std::size_t count = w.selection.count();
  const Tokens& c = colours();
  if (inspector_head(icon::select_all, c.accent_text, c.accent_soft,
                     translated(geo::say("{0} things", count_text(count))), tr("of the plan"), tr("Close")))
    return w.select({});
  begin_scrolled();
  if (const auto sums = w.selected_sums.value()) {
    measures(*sums);
    for (const SelectedSums::Sum& sum : sums->sums)
      field_fixed(sum.name, sum.decimals < 0 ? figure(sum.value) : number(sum.value, sum.decimals), sum.unit,
                  SourceMark::computed);
  }
  gap(0.3f);
  const std::vector<render::PlanThing> things = w.selection.things();
  constexpr std::size_t most_listed = 200;
  for (std::size_t i = 0; i < std::min(things.size(), most_listed); ++i)
    with_thing(things[i], [&]<class T>(geo::Id<T> id) {
      const auto thing = w.plan().table<T>().find(id);
      if (!thing) return;
      ImGui::PushID(static_cast<int>(i));
      ListRow line;
      line.text = app::name_of(w.plan(), things[i]);
      line.has_eye = false;
      if (list_row("thing", line).clicked) w.select(Selection::of({things[i]}));
      ImGui::PopID();
    });
  if (things.size() > most_listed)
    paragraph(translated(geo::say("and {0} more", count_text(things.size() - most_listed))));
  ImGui::EndChild();
  zoom_and_delete(w);
}

}  // namespace app
