#include "app/panels/layers_panel.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/kept_views.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/menu.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/ramp_field.hpp"
#include "app/words.hpp"
#include "render/designed_symbol.hpp"
#include "render/legend.hpp"

#include <imgui/imgui_stdlib.h>

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

/// Steps of a ramp or colours of a style side by side.
Swatch colours_swatch(std::vector<Colour> steps) {
  return [steps = std::move(steps)](ImDrawList& list, float x, float y, float w, float h) {
    const float count = static_cast<float>(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
      list.AddRectFilled({std::floor(x + w * static_cast<float>(i) / count), y},
                         {std::floor(x + w * static_cast<float>(i + 1) / count), y + h}, packed(steps[i]));
    list.AddRect({x, y}, {x + w, y + h}, packed(faded(colours().text, 0.18)), 2);
  };
}

/// The real style in small: its symbol, or its first colours when it has several.
Swatch layer_swatch(const LayerPicture& picture, render::ThemeKind theme) {
  if (picture.raster)
    return [](ImDrawList& list, float x, float y, float w, float h) {
      draw_icon(list, icon::map, x + w / 2, y + h / 2, colours().text3, Face::small);
    };
  if (picture.legend.empty()) return {};
  const render::LegendEntry& first = picture.legend.front();
  if (picture.legend.size() == 1) return symbol_swatch(first.symbol, first.kind, theme);
  std::vector<Colour> steps;
  constexpr std::size_t most_steps = 4;
  const std::size_t count = std::min(most_steps, picture.legend.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto& entry = picture.legend[i * (picture.legend.size() - 1) / std::max<std::size_t>(1, count - 1)];
    steps.push_back(entry.kind == geo::GeometryKind::line ? entry.symbol.line : entry.symbol.fill);
  }
  return colours_swatch(std::move(steps));
}

}  // namespace

bool LayersPanel::passes_filter(const geo::Layer& layer) const {
  return filter_.empty() || ascii_lower(layer.name).find(ascii_lower(filter_)) != std::string::npos;
}

void LayersPanel::draw(Workspace& w) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({min.x + size.x - 1, min.y}, {min.x + size.x, min.y + size.y}, packed(c.border));

  // The legend takes what it needs, at most half.
  const render::Legend legend = map_legend(*w.map_plan(), w.state, w.derived.pictures(), w.derived.heatmap());
  ImGuiCanvas canvas(list);
  const float pad = px(0.75f);
  const float wanted =
      static_cast<float>(render::draw_legend(canvas, legend, 0, 0, size.x - 2 * pad, look().u, w.state.theme, true)) +
      px(3.4f);
  // What the list does not need is the legend's too; where both need more, the list comes first and each scrolls.
  const float top = px(2.35f) + (filter_open_ ? px(2) : 0);
  const float room = size.y - top;
  const float least = std::min(wanted, room * 0.28f), most = std::min(wanted, room * 0.45f);
  const float legend_height = std::floor(std::clamp(room - list_height_, least, most));

  draw_head(w);
  ImGui::SetCursorScreenPos({min.x, min.y + top});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("layers", {size.x - 1, size.y - legend_height - top});
  draw_lists(w);
  list_height_ = ImGui::GetCursorPosY() + px(0.3f);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  ImGui::SetCursorScreenPos({min.x, min.y + size.y - legend_height});
  draw_legend_part(w, legend_height);
}

void LayersPanel::draw_head(Workspace& w) {
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const float pad = px(0.75f);
  draw_text(*ImGui::GetWindowDrawList(), Face::title, min.x + pad, min.y + px(1.25f), colours().text, tr("Layers"),
            At::left, width - 2 * pad - px(4));
  ImGui::SetCursorScreenPos({min.x + width - pad - px(3.4f), min.y + px(0.35f)});
  if (icon_button("filter", icon::filter, tr("Find a layer by its name"), {}, filter_open_)) {
    filter_open_ = !filter_open_;
    filter_.clear();
  }
  ImGui::SetCursorScreenPos({min.x + width - pad - px(1.6f), min.y + px(0.35f)});
  if (icon_button("add", icon::plus, tr("Add a layer from a file"), shortcut_text(command("plan.open").shortcut)))
    run(command("plan.open"), w);
  if (!filter_open_) return;
  ImGui::SetCursorScreenPos({min.x + pad, min.y + px(2.3f)});
  ImGui::SetNextItemWidth(width - 2 * pad);
  ImGui::InputTextWithHint("##filter", tr("Part of the name"), &filter_);
}

void LayersPanel::draw_lists(Workspace& w) {
  if (group_head("plan", tr("Plan"), plan_open_)) draw_plan_rows(w);
  ImGui::Dummy({1, px(0.25f)});
  if (group_head("analysis", tr("Analysis"), analysis_open_)) draw_analysis(w);
  if (w.plan().layers().empty()) return;
  ImGui::Dummy({1, px(0.25f)});
  if (group_head("linked", tr("From files"), linked_open_)) draw_linked(w);
}

void LayersPanel::draw_plan_rows(Workspace& w) {
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
  kind_row("flows", tr("Material flows"), plan.material_flows().size(), w.state.visible.material_flows,
           symbol_swatch(render::flow_line(geo::FlowState::existing, theme), GeometryKind::line, theme));
  kind_row("streams", tr("Side streams"), plan.side_streams().size(), w.state.visible.side_streams,
           symbol_swatch(render::side_stream_symbol(geo::StreamKind::offer, theme), GeometryKind::point, theme));
  kind_row("surroundings", tr("Surroundings"), plan.surroundings().size(), w.state.visible.surroundings,
           symbol_swatch(render::road_symbol(render::RoadClass::main, theme), GeometryKind::line, theme));
  if (!plan.sink_sites().empty()) return;
  ImGui::Indent(px(0.75f));
  ImGui::Dummy({1, px(0.25f)});
  ImGui::BeginChild("no sinks", {ImGui::GetContentRegionAvail().x - px(0.75f), px(7.2f)});
  empty_state(icon::map_marker_plus, tr("No sink sites yet"), tr("Draw the first on the map or import a file."));
  ImGui::EndChild();
  ImGui::Unindent(px(0.75f));
}

void LayersPanel::draw_analysis(Workspace& w) {
  ListRow row;
  row.text = tr("Emission density");
  row.count = year_text(w.state.year);
  row.visible = w.state.heatmap_visible;
  row.selected = w.state.heatmap_visible;
  std::vector<Colour> steps = render::ramp_classes("emissions", w.state.theme, 5);
  steps.erase(steps.begin());
  row.swatch = colours_swatch(std::move(steps));
  if (w.state.heatmap_visible) row.opacity = w.state.heatmap_opacity;
  for (const Jobs::Running& job : w.jobs.running())
    if (job.what.text == "Emission density {0}") row.progress = job.share;
  const ListRowResult result = list_row("heatmap", row);
  if (result.toggled || result.clicked) w.state.heatmap_visible = !w.state.heatmap_visible;
  if (result.opacity_moved) w.state.heatmap_opacity = std::max(0.1, *result.opacity_moved);
  if (w.state.heatmap_visible) draw_heatmap_settings(w);
}

namespace {

/// All sectors, or one of those that the plan has sources of.
void sector_field(Workspace& w) {
  std::vector<std::string> words{tr("All sectors")};
  std::vector<std::optional<geo::Sector>> sectors{std::nullopt};
  int chosen = 0;
  for (std::size_t i = 0; i < geo::sector_count; ++i) {
    const auto sector = static_cast<geo::Sector>(i);
    const auto& sources = w.plan().emission_sources();
    if (std::none_of(sources.begin(), sources.end(), [&](const auto& row) { return row->sector == sector; })) continue;
    if (w.counted.sector == sector) chosen = static_cast<int>(sectors.size());
    words.push_back(word(sector));
    sectors.emplace_back(sector);
  }
  const LabelRoom no_label(0);
  if (const auto picked = field_choice("counted sector", "", words, chosen))
    w.counted.sector = sectors[static_cast<std::size_t>(*picked)];
}

}  // namespace

void LayersPanel::draw_heatmap_settings(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(0.75f);
  const float height = px(heatmap_settings_open_ ? 9.95f : 3.95f);
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.accent_soft));

  std::vector<Segment> segments;
  for (const geo::GasGroup choice :
       {geo::GasGroup::all, geo::GasGroup::methane, geo::GasGroup::co2, geo::GasGroup::n2o})
    segments.push_back({choice == geo::GasGroup::all ? tr("All") : word(choice), 0, true,
                        choice == geo::GasGroup::all ? word(choice) : std::string()});
  int chosen = static_cast<int>(w.counted.gas);
  ImGui::SetCursorScreenPos({min.x + pad, min.y + px(0.15f)});
  if (segmented("gases", segments, chosen, width - 2 * pad)) w.counted.gas = static_cast<geo::GasGroup>(chosen);

  const geo::PlanInfo& info = w.plan().info();
  const geo::HeatmapScale used = geo::heatmap_scale(*w.shown_plan());
  const std::string sizes =
      translated(geo::say("Radius {0} m, cell {1} m", exact(std::round(used.radius_m)), exact(used.cell_m)));
  const std::string line = w.counted.sector ? word(*w.counted.sector) + ", " + sizes : sizes;
  const ImVec2 at{min.x + pad, min.y + px(2.2f)};
  ImGui::SetCursorScreenPos(at);
  if (hit_area("settings", {width - 2 * pad, px(1.55f)})) heatmap_settings_open_ = !heatmap_settings_open_;
  const bool hovered = ImGui::IsItemHovered();
  draw_focus_ring(list, {at.x + 2, at.y + 2}, {at.x + width - 2 * pad - 2, at.y + px(1.55f) - 2}, px(0.3f));
  draw_icon(list, icon::tune, at.x + px(0.5f), at.y + px(0.78f), hovered ? c.text : c.text3, Face::small);
  draw_text(list, Face::small, at.x + px(1.3f), at.y + px(0.78f), hovered ? c.text : c.text2, line, At::left,
            width - 2 * pad - px(2.6f));
  draw_icon(list, heatmap_settings_open_ ? icon::chevron_up : icon::chevron_down, at.x + width - 2 * pad - px(0.5f),
            at.y + px(0.78f), c.text3, Face::small);
  if (heatmap_settings_open_) {
    ImGui::SetCursorScreenPos({min.x + pad, min.y + px(3.9f)});
    ImGui::BeginChild("sector", {width - 2 * pad, px(1.9f)});
    sector_field(w);
    ImGui::EndChild();
    // Empty: chosen to suit the plan.
    const auto length_box = [&](const char* id, const char* label, float y, const std::optional<double>& own,
                                double suits, double low, double high, geo::Message what,
                                std::optional<double> geo::PlanInfo::*member) {
      draw_text(list, Face::small, min.x + pad, y, c.text2, label, At::left, px(4.6f));
      const std::string hint = translated(geo::say("{0} as suits", exact(std::round(suits))));
      const auto typed = text_box(id, min.x + pad + px(4.8f), min.x + width - pad - px(1.2f), y,
                                  own ? exact(*own) : std::string(), hint);
      draw_text(list, Face::small, min.x + width - pad, y, c.text3, "m", At::right);
      if (!typed) return;
      geo::PlanInfo after = info;
      const auto number = typed_number(*typed);
      if (typed->find_first_not_of(' ') == std::string::npos) {
        (after.*member).reset();
      } else if (number && *number >= low && *number <= high) {
        after.*member = *number;
      } else {
        Toast toast;
        toast.kind = ToastKind::warning;
        toast.title = translated(geo::say("Give a number {0}.", exact(low) + "–" + exact(high)));
        w.toasts.add(std::move(toast));
        return;
      }
      geo::Edit edit{std::move(what), {}};
      edit.set(w.plan(), geo::Id<geo::PlanInfo>{1}, std::move(after));
      w.edit(std::move(edit));
    };
    length_box("radius", tr("Radius"), min.y + px(6.8f), info.heatmap_radius_m, used.radius_m, 1, 1e5,
               geo::say("Heatmap radius"), &geo::PlanInfo::heatmap_radius_m);
    length_box("cell", tr("Cell"), min.y + px(8.65f), info.heatmap_cell_m, used.cell_m, 0.1, 1e5,
               geo::say("Heatmap cell"), &geo::PlanInfo::heatmap_cell_m);
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
}

void LayersPanel::draw_linked(Workspace& w) {
  rows_.clear();
  dropped_ = false;
  const bool naming_begins = w.naming.active() && (!naming_begun_ || naming_begun_->layer != w.naming.layer ||
                                                   naming_begun_->group != w.naming.group);
  if (!w.naming.active()) naming_begun_.reset();
  for (const ListedGroup& group : layer_list(w.plan())) {
    // After an edit the rows are of the plan before: the rest is drawn in the next frame.
    if (group.name.empty()) {
      if (draw_layer_row(w, group.layers.front(), 0)) return;
      continue;
    }
    if (w.naming.layer && std::find(group.layers.begin(), group.layers.end(), w.naming.layer) != group.layers.end())
      folded_.erase(group.name);
    if (draw_group_row(w, group)) return;
    if (folded_.contains(group.name) && filter_.empty()) continue;
    for (const geo::Id<geo::Layer> id : group.layers)
      if (draw_layer_row(w, id, 0.9f)) return;
  }
  if (naming_begins) naming_begun_ = w.naming;
  drag_and_drop(w);
}

bool LayersPanel::draw_layer_row(Workspace& w, geo::Id<geo::Layer> id, float indent_k) {
  const geo::Plan& plan = w.plan();
  const auto layer = plan.layers().find(id);
  if (!passes_filter(*layer)) return false;
  ListRow row;
  row.text = layer->name;
  row.visible = w.shown_plan()->layers().find(id)->visible;
  row.selected = w.selection.layer == id;
  row.locked = layer->locked;
  row.can_lock = w.can_edit();
  row.has_more = true;
  row.can_be_moved = w.can_edit() && filter_.empty();
  row.indent_k = indent_k;
  row.naming = w.naming.layer == id;
  row.naming_began = row.naming && (!naming_begun_ || naming_begun_->layer != id);
  if (row.selected) row.opacity = w.shown_plan()->layers().find(id)->opacity;
  const auto* linked = w.derived.linked(id);
  bool missing = false;
  if (linked && linked->loaded) {
    if (linked->loaded->features) row.count = count_text(linked->loaded->features->size());
    if (!linked->loaded->problems.empty()) row.warning = count_text(linked->loaded->problems.size());
  }
  if (linked && !linked->view_problems.empty()) row.warning = tr("parts missing");
  if (linked && linked->failure) {
    missing = file_is_missing(*layer, w.session().path());
    row.warning = missing ? tr("not found") : tr("cannot be read");
  }
  if (linked && !linked->loaded && !linked->failure && linked->job) {
    row.progress = 0;
    for (const Jobs::Running& job : w.jobs.running())
      if (job.id == linked->job) row.progress = job.share;
  }
  const auto picture = w.derived.pictures().find(id);
  if (picture != w.derived.pictures().end()) row.swatch = layer_swatch(picture->second, w.state.theme);

  ImGui::PushID(static_cast<int>(id.value));
  row.menu_open = ImGui::IsPopupOpen("more");
  const ListRowResult result = list_row("layer", row);
  rows_.push_back({id, layer->group_name, result.min, result.max});
  bool edited = false;
  const auto take = [&](std::optional<geo::Edit> edit) {
    if (!edit) return;
    w.edit(std::move(*edit));
    edited = true;
  };
  if (result.more_clicked) {
    w.select({{}, id});
    ImGui::OpenPopup("more");
  }
  draw_layer_menu(w, id, {result.max.x - px(0.3f), result.min.y + px(1.7f)});
  ImGui::PopID();
  if (w.plan().layers().find(id) != layer) return true;  // the menu changed it
  if (result.toggled) {
    toggle_layer(w, id);
    return true;
  }
  if (result.lock_clicked) take(lock_layer_edit(plan, id, false));
  if (result.clicked) w.select({{}, id});
  if (result.warning_clicked) {
    if (missing)
      ask_relink(w);
    else
      w.overlay = Overlay::messages;
  }
  if (result.opacity_moved || result.opacity_let_go) {
    geo::Layer after = *layer;
    after.opacity = result.opacity_moved.value_or(*row.opacity);
    geo::Edit edit{geo::say("Opacity of {0}", layer->name), {}};
    if (after != *layer) edit.set(plan, id, std::move(after));
    if (result.opacity_let_go) {
      w.edit(std::move(edit));
      edited = true;
    } else {
      w.hold(edit);
    }
  }
  if (result.named) {
    w.naming = {};
    take(rename_layer_edit(plan, id, *result.named));
  }
  if (result.dragged) {
    dragged_ = {id};
    dragged_group_.clear();
  }
  if (result.dropped) dropped_ = true;
  return edited;
}

bool LayersPanel::draw_group_row(Workspace& w, const ListedGroup& group) {
  ListRow row;
  row.text = group.name;
  row.is_group = true;
  row.is_open = !folded_.contains(group.name);
  row.visible = group_is_visible(*w.shown_plan(), group.name);
  row.count = count_text(group.layers.size());
  row.has_more = true;
  row.can_be_moved = w.can_edit() && filter_.empty();
  row.naming = w.naming.group == group.name;
  row.naming_began = row.naming && (!naming_begun_ || naming_begun_->group != group.name);
  ImGui::PushID(group.name.data(), group.name.data() + group.name.size());
  row.menu_open = ImGui::IsPopupOpen("more");
  const ListRowResult result = list_row("group", row);
  rows_.push_back({{}, group.name, result.min, result.max});
  const geo::PlanPtr before = w.session().plan();
  if (result.more_clicked) ImGui::OpenPopup("more");
  draw_group_menu(w, group, {result.max.x - px(0.3f), result.max.y});
  ImGui::PopID();
  const auto take = [&](std::optional<geo::Edit> edit) {
    if (edit) w.edit(std::move(*edit));
  };
  if (result.toggled) take(show_group_edit(w.plan(), group.name, !row.visible));
  if (result.clicked && !folded_.erase(group.name)) folded_.insert(group.name);
  if (result.named) {
    w.naming = {};
    take(rename_group_edit(w.plan(), group.name, *result.named));
  }
  if (result.dragged) {
    dragged_ = group.layers;
    dragged_group_ = group.name;
  }
  if (result.dropped) dropped_ = true;
  return w.session().plan() != before;
}

void LayersPanel::draw_layer_menu(Workspace& w, geo::Id<geo::Layer> id, ImVec2 corner) {
  if (!ImGui::IsPopupOpen("more")) return;
  std::vector<MenuRow> rows;
  std::vector<std::function<void()>> acts;
  const auto add_command = [&](const char* command_id, bool divider_above = false) {
    const Command& c = command(command_id);
    rows.push_back({tr(c.text), c.icon, shortcut_text(c.shortcut), c.enabled(w), divider_above});
    acts.push_back([&w, &c] { run(c, w); });
  };
  const auto layer = w.plan().layers().find(id);
  if (file_is_missing(*layer, w.session().path())) add_command("layer.relink");
  add_command("layer.style");
  add_command("map.zoom-selection");
  add_command("window.table");
  add_command("layer.rename", true);
  add_command("layer.lock");
  add_command("layer.duplicate");
  add_command("layer.up");
  add_command("layer.down");
  add_command("layer.copy-style", true);
  add_command("layer.paste-style");
  add_command("layer.role-style");
  add_command("layer.group", true);
  for (const ListedGroup& group : layer_list(w.plan())) {
    if (group.name.empty() || group.name == layer->group_name) continue;
    rows.push_back({translated(geo::say("Into {0}", group.name)), icon::chevron_right, {}, w.can_edit(), false});
    acts.push_back([&w, id, name = group.name] {
      if (auto edit = into_group_edit(w.plan(), id, name)) w.edit(std::move(*edit));
    });
  }
  if (!layer->group_name.empty()) add_command("layer.ungroup");
  add_command("edit.delete", true);
  const int taken = popup_menu("more", rows, corner);
  if (taken >= 0) acts[static_cast<std::size_t>(taken)]();
}

void LayersPanel::draw_group_menu(Workspace& w, const ListedGroup& group, ImVec2 corner) {
  if (!ImGui::IsPopupOpen("more")) return;
  const bool visible = group_is_visible(w.plan(), group.name);
  const std::vector<MenuRow> rows{{tr("Rename the group"), icon::pencil, {}, w.can_edit(), false},
                                  {visible ? tr("Hide the whole group") : tr("Show the whole group"),
                                   visible ? icon::eye_off : icon::eye,
                                   {},
                                   w.can_edit(),
                                   false},
                                  {tr("Dissolve the group"), icon::close, {}, w.can_edit(), true}};
  switch (popup_menu("more", rows, corner)) {
    case 0: w.naming = {{}, group.name}; break;
    case 1:
      if (auto edit = show_group_edit(w.plan(), group.name, !visible)) w.edit(std::move(*edit));
      break;
    case 2:
      if (auto edit = dissolve_group_edit(w.plan(), group.name)) w.edit(std::move(*edit));
      break;
    default: break;
  }
}

/// The upper half of a row means above it, the lower half below it. On the head of a group the upper third is above the
/// group, the rest its first place.
std::optional<DropPlace> LayersPanel::drop_place(const Workspace& w, float& line_y, float& line_left) const {
  if (rows_.empty()) return std::nullopt;
  const float y = ImGui::GetIO().MousePos.y;
  const PlacedRow* row = &rows_.front();
  for (const PlacedRow& each : rows_)
    if (y >= each.min.y) row = &each;
  const float share = (y - row->min.y) / (row->max.y - row->min.y);
  DropPlace place;
  line_left = row->min.x + px(0.4f);
  const std::vector<geo::Id<geo::Layer>> members = group_layers(w.plan(), row->group);
  if (!row->layer) {
    place.beside = members.front();
    place.above = true;
    const bool into = share > 0.35f && dragged_group_.empty();
    if (into) place.group = row->group;
    line_y = into ? row->max.y : row->min.y;
    if (into) line_left += px(0.9f);
    if (!into && share > 0.5f) {  // a whole group goes past the group
      place.beside = members.back();
      place.above = false;
      line_y = row->max.y;
    }
    return place;
  }
  place.above = share < 0.5f;
  place.beside = row->layer;
  line_y = place.above ? row->min.y : row->max.y;
  if (row->group.empty()) return place;
  if (dragged_group_.empty()) {
    place.group = row->group;
    line_left += px(0.9f);
    return place;
  }
  // Groups are not put into one another: above or below the whole group.
  if (row->group == dragged_group_) return std::nullopt;
  place.beside = place.above ? members.front() : members.back();
  return place;
}

void LayersPanel::drag_and_drop(Workspace& w) {
  if (dragged_.empty()) return;
  const Tokens& c = colours();
  float y = 0;
  float left = 0;
  const auto place = drop_place(w, y, left);
  if (dropped_ || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    if (dropped_ && place && w.can_edit()) {
      const auto layer = w.plan().layers().find(dragged_.front());
      const std::string name = dragged_group_.empty() && layer ? layer->name : dragged_group_;
      // A group keeps its name wherever it goes.
      DropPlace to = *place;
      if (!dragged_group_.empty()) to.group = dragged_group_;
      if (auto edit = move_layers_edit(w.plan(), dragged_, to, geo::say("{0} moved", name))) w.edit(std::move(*edit));
    }
    dragged_.clear();
    return;
  }
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  // Near the ends the list goes on.
  const float edge = px(1.2f);
  const float window_top = ImGui::GetWindowPos().y;
  const float window_bottom = window_top + ImGui::GetWindowHeight();
  const float pointer_y = ImGui::GetIO().MousePos.y;
  if (pointer_y < window_top + edge) ImGui::SetScrollY(ImGui::GetScrollY() - px(0.4f));
  if (pointer_y > window_bottom - edge) ImGui::SetScrollY(ImGui::GetScrollY() + px(0.4f));
  const auto layer = w.plan().layers().find(dragged_.front());
  const std::string name = dragged_group_.empty() && layer ? layer->name : dragged_group_;
  ImDrawList& over = *ImGui::GetForegroundDrawList();
  const ImVec2 at{ImGui::GetIO().MousePos.x + px(0.6f), pointer_y - px(0.75f)};
  const float wide = std::min(px(14), text_width(Face::text_medium, name) + px(1.2f));
  over.AddRectFilled(at, {at.x + wide, at.y + px(1.5f)}, packed(c.tip), px(0.3f));
  draw_text(over, Face::text_medium, at.x + px(0.6f), at.y + px(0.75f), c.tip_text, name, At::left, wide - px(1.2f));
  if (!place) return;
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(0.4f);
  over.AddRectFilled({left, y - 1}, {right, y + 1}, packed(c.accent));
  over.AddCircleFilled({left, y}, px(0.22f), packed(c.accent));
}

void LayersPanel::draw_legend_part(Workspace& w, float height) {
  const Tokens& c = colours();
  const float pad = px(0.75f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetWindowWidth() - 1;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({min.x, min.y}, {min.x + width, min.y + 1}, packed(c.border));
  draw_text(list, Face::title, min.x + pad, min.y + px(1.2f), c.text, tr("Legend"), At::left, width - 2 * pad);
  ImGui::SetCursorScreenPos({min.x, min.y + px(2.2f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("legend", {width, height - px(2.2f)});
  const render::Legend legend = map_legend(*w.map_plan(), w.state, w.derived.pictures(), w.derived.heatmap());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGuiCanvas canvas(*ImGui::GetWindowDrawList());
  if (legend.empty()) {
    draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x + pad, at.y + px(0.5f), c.text3,
              tr("Nothing is visible on the map."), At::left, width - 2 * pad);
  } else {
    const double drawn =
        render::draw_legend(canvas, legend, at.x + pad, at.y, width - 2 * pad, look().u, w.state.theme);
    ImGui::Dummy({1, static_cast<float>(drawn) + px(0.6f)});
    for (const render::HeatmapLegend& heatmap : legend.heatmaps)
      note_place("legend " + heatmap.title, at, {at.x + width, at.y + px(1.5f)});
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace app
