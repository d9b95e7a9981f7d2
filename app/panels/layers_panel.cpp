#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/sliders.hpp"
#include "app/words.hpp"
#include "render/designed_symbol.hpp"
#include "render/legend.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace app {
namespace {

using Swatch = std::function<void(ImDrawList&, float, float, float, float)>;

Swatch symbol_swatch(const render::Symbol& symbol, geo::GeometryKind kind, render::ThemeKind theme) {
  return [symbol, kind, theme](ImDrawList& list, float x, float y, float w, float h) {
    ImGuiCanvas canvas(list);
    render::draw_swatch(canvas, symbol, kind, x, y, w, h, theme);
  };
}

/// Four steps of a ramp side by side.
Swatch ramp_swatch(std::string_view ramp, render::ThemeKind theme) {
  return [ramp, theme](ImDrawList& list, float x, float y, float w, float h) {
    const auto stops = render::ramp_classes(ramp, theme, 5);
    for (int i = 1; i < 5; ++i) {
      const float left = std::floor(x + w * static_cast<float>(i - 1) / 4);
      list.AddRectFilled({left, y}, {std::floor(x + w * static_cast<float>(i) / 4), y + h},
                         packed(stops[static_cast<std::size_t>(i)]));
    }
  };
}

std::string count_text(std::size_t count) {
  return number(static_cast<double>(count), 0);
}

}  // namespace

void LayersPanel::draw(Workspace& w) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({min.x + size.x - 1, min.y}, {min.x + size.x, min.y + size.y}, packed(c.border));

  // The legend takes what it needs, at most half.
  const render::Legend legend = map_legend(*w.shown_plan(), w.state, w.derived.pictures(), w.derived.heatmap());
  ImGuiCanvas canvas(list);
  const float pad = px(0.75f);
  const float wanted =
      static_cast<float>(render::draw_legend(canvas, legend, 0, 0, size.x - 2 * pad, look().u, w.state.theme, true)) +
      px(3.4f);
  const float legend_height = std::floor(std::min(wanted, size.y * 0.5f));

  draw_text(list, Face::title, min.x + pad, min.y + px(1.25f), c.text, tr("Layers"));
  ImGui::SetCursorScreenPos({min.x + size.x - pad - px(1.6f), min.y + px(0.35f)});
  if (icon_button("add", icon::plus, tr("Add a layer from a file"), shortcut_text(command("plan.open").shortcut)))
    run(command("plan.open"), w);
  ImGui::SetCursorScreenPos({min.x, min.y + px(2.35f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("layers", {size.x - 1, size.y - legend_height - px(2.35f)});
  draw_layers(w);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  ImGui::SetCursorScreenPos({min.x, min.y + size.y - legend_height});
  draw_legend_part(w, legend_height);
}

void LayersPanel::draw_layers(Workspace& w) {
  const geo::Plan& plan = w.plan();
  const render::ThemeKind theme = w.state.theme;
  using geo::GeometryKind;
  const auto kind_row = [&](const char* id, const char* text, std::size_t count, bool& visible, Swatch swatch) {
    if (count == 0) return;
    ListRow row;
    row.text = text;
    row.count = count_text(count);
    row.visible = visible;
    row.swatch = std::move(swatch);
    const ListRowResult result = list_row(id, row);
    if (result.toggled || result.clicked) visible = !visible;
  };
  if (group_head("plan", tr("Plan"), plan_open_)) {
    kind_row("sources", tr("Emission sources"), plan.emission_sources().size(), w.state.visible.emission_sources,
             symbol_swatch(render::source_symbol(geo::Sector::energy, GeometryKind::point, true, theme),
                           GeometryKind::point, theme));
    kind_row("partners", tr("Climate partners"), plan.partners().size(), w.state.visible.partners,
             symbol_swatch(render::partner_marker(icon::domain, theme), GeometryKind::point, theme));
    kind_row("sinks", tr("Carbon sinks"), plan.sink_sites().size(), w.state.visible.sink_sites,
             symbol_swatch(render::sink_symbol(geo::SinkKind::sink, geo::SinkState::planned, theme),
                           GeometryKind::polygon, theme));
    kind_row("landfills", tr("Landfills"), plan.landfill_parts().size(), w.state.visible.landfill_parts,
             symbol_swatch(render::landfill_symbol(false, theme), GeometryKind::polygon, theme));
    kind_row("areas", tr("Business areas"), plan.business_areas().size(), w.state.visible.business_areas,
             symbol_swatch(render::business_area_symbol(theme), GeometryKind::polygon, theme));
    kind_row("surroundings", tr("Surroundings"), plan.surroundings().size(), w.state.visible.surroundings,
             symbol_swatch(render::road_symbol(render::RoadClass::main, theme), GeometryKind::line, theme));
    if (plan.sink_sites().empty()) {
      ImGui::Indent(px(0.75f));
      ImGui::Dummy({1, px(0.25f)});
      ImGui::BeginChild("no sinks", {ImGui::GetContentRegionAvail().x - px(0.75f), px(6.4f)});
      empty_state(icon::map_marker_plus, tr("No sink sites yet"), tr("Draw the first on the map or import a file."));
      ImGui::EndChild();
      ImGui::Unindent(px(0.75f));
    }
  }
  ImGui::Dummy({1, px(0.25f)});
  if (group_head("analysis", tr("Analysis"), analysis_open_)) {
    ListRow row;
    row.text = tr("Emission density");
    row.count = year_text(w.state.year);
    row.visible = w.state.heatmap_visible;
    row.selected = w.state.heatmap_visible;
    row.swatch = ramp_swatch("emissions", theme);
    for (const Jobs::Running& job : w.jobs.running())
      if (job.what.text == "Emission density {0}") row.progress = job.share;
    const ListRowResult result = list_row("heatmap", row);
    if (result.toggled || result.clicked) w.state.heatmap_visible = !w.state.heatmap_visible;
    if (w.state.heatmap_visible) {
      const Tokens& c = colours();
      ImDrawList& list = *ImGui::GetWindowDrawList();
      const ImVec2 min = ImGui::GetCursorScreenPos();
      const float width = ImGui::GetContentRegionAvail().x;
      const float height = px(1.35f);
      list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.accent_soft));
      const float label = text_width(Face::small, tr("Opacity"));
      const float left = min.x + px(3.3f);
      const std::string value = percent(w.state.heatmap_opacity);
      draw_text(list, Face::small, left, min.y + px(0.5f), c.text2, tr("Opacity"));
      draw_text(list, Face::small, min.x + width - px(0.6f), min.y + px(0.5f), c.text, value, At::right);
      ImGui::SetCursorScreenPos({left + label + px(0.5f), min.y - px(0.2f)});
      small_slider("opacity", w.state.heatmap_opacity, 0.1, 1,
                   min.x + width - px(1.1f) - text_width(Face::small, percent(1)) - left - label - px(0.5f));
      ImGui::SetCursorScreenPos(min);
      ImGui::Dummy({width, height});
    }
  }
  if (!plan.layers().empty()) {
    ImGui::Dummy({1, px(0.25f)});
    if (group_head("linked", tr("From files"), linked_open_)) {
      std::vector<geo::Table<geo::Layer>::Row> rows(plan.layers().begin(), plan.layers().end());
      std::stable_sort(rows.begin(), rows.end(),
                       [](const auto& a, const auto& b) { return a->draw_order > b->draw_order; });
      for (const auto& layer : rows) {
        ListRow row;
        row.text = layer->name;
        row.visible = w.shown_plan()->layers().find(layer.id)->visible;
        row.selected = w.selection.layer == layer.id;
        const auto* linked = w.derived.linked(layer.id);
        if (linked && linked->loaded) {
          if (linked->loaded->features) row.count = count_text(linked->loaded->features->size());
          if (!linked->loaded->problems.empty()) row.warning = count_text(linked->loaded->problems.size());
        }
        if (linked && !linked->view_problems.empty()) row.warning = tr("parts missing");
        if (linked && linked->failure) row.warning = tr("cannot be read");
        if (linked && !linked->loaded && !linked->failure && linked->job) {
          row.progress = 0;
          for (const Jobs::Running& job : w.jobs.running())
            if (job.id == linked->job) row.progress = job.share;
        }
        const auto picture = w.derived.pictures().find(layer.id);
        if (picture != w.derived.pictures().end() && !picture->second.legend.empty()) {
          const render::LegendEntry& entry = picture->second.legend.front();
          row.swatch = symbol_swatch(entry.symbol, entry.kind, theme);
        }
        const ListRowResult result = list_row(std::to_string(layer.id.value).c_str(), row);
        if (result.toggled) {
          toggle_layer(w, layer.id);
          return;  // the rows are of the plan before
        }
        if (result.clicked) w.select({{}, layer.id});
        if (result.warning_clicked) w.overlay = Overlay::messages;
      }
    }
  }
}

void LayersPanel::draw_legend_part(Workspace& w, float height) {
  const Tokens& c = colours();
  const float pad = px(0.75f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetWindowWidth() - 1;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {min.x + width, min.y + 1}, packed(c.border));
  draw_text(list, Face::title, min.x + pad, min.y + px(1.2f), c.text, tr("Legend"));
  ImGui::SetCursorScreenPos({min.x, min.y + px(2.2f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("legend", {width, height - px(2.2f)});
  const render::Legend legend = map_legend(*w.shown_plan(), w.state, w.derived.pictures(), w.derived.heatmap());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGuiCanvas canvas(*ImGui::GetWindowDrawList());
  if (legend.heatmaps.empty() && legend.groups.empty()) {
    draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x + pad, at.y + px(0.5f), c.text3,
              tr("Nothing is visible on the map."));
  } else {
    const double drawn =
        render::draw_legend(canvas, legend, at.x + pad, at.y, width - 2 * pad, look().u, w.state.theme);
    ImGui::Dummy({1, static_cast<float>(drawn) + px(0.6f)});
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace app
