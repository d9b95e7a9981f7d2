// A linked layer: what it is and where it comes from, and in a second tab how it looks.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/layer_list.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/style_panel.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/menu.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace app {
namespace {

void command_button(Workspace& w, const char* id, ButtonKind kind = ButtonKind::normal) {
  const Command& c = command(id);
  if (button(c.id, tr(c.text), c.icon, kind, ImGui::GetContentRegionAvail().x, c.enabled(w))) run(c, w);
}

void crs_field(Workspace& w, geo::Id<geo::Layer> id, const geo::Layer& layer) {
  if (auto crs = field_text("crs", tr("CRS"), layer.crs)) {
    try {
      if (!crs->empty()) crs = geo::Crs::from_text(*crs).text();
      change(w, id, geo::say("CRS of {0}", layer.name), [&](geo::Layer& l) { l.crs = *crs; });
    } catch (const geo::Error& error) {
      w.toasts.add(error);
    }
  }
  if (layer.crs.empty()) paragraph(tr("Empty: as the file says."));
}

void facts_page(Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.plan().layers().find(id);
  const auto* linked = w.derived.linked(id);
  if (linked && linked->failure) {
    note(translated(linked->failure->reason()) + " " + translated(linked->failure->advice()), NoteKind::bad);
    gap(0.2f);
    if (file_is_missing(*layer, w.session().path())) command_button(w, "layer.relink");
    gap(0.2f);
  }
  if (auto name = field_text("name", tr("Name"), layer->name))
    if (auto edit = rename_layer_edit(w.plan(), id, *name)) return w.edit(std::move(*edit));
  std::vector<std::string> roles;
  for (std::size_t i = 0; i < geo::EnumText<geo::Role>::names.size(); ++i)
    roles.push_back(word(static_cast<geo::Role>(i)));
  if (const auto role = field_choice("role", tr("Role"), roles, static_cast<int>(layer->role)))
    return give_role(w, static_cast<geo::Role>(*role));
  crs_field(w, id, *layer);
  const auto features = loaded_features(w, id);
  if (features) field_fixed(tr("Features"), number(static_cast<double>(features->size()), 0), {}, SourceMark::data);
  if (layer->kind == geo::LayerKind::tiles)
    field_fixed(tr("Address"), layer->path, {}, SourceMark::none, layer->path);
  else
    field_fixed(tr("File"), std::filesystem::path(layer->path).filename().string(), {}, SourceMark::none, layer->path);
  if (!layer->sublayer.empty()) field_fixed(tr("Layer in the file"), layer->sublayer);
  if (!layer->attribution.empty()) paragraph(layer->attribution);
  gap(0.4f);
  if (features) command_button(w, "layer.adopt");
  if (linked && !linked->view_problems.empty()) note(translated(linked->view_problems.front().reason), NoteKind::warn);
  if (linked && linked->loaded && !linked->loaded->problems.empty()) {
    gap(0.4f);
    if (button("problems", translated(geo::say("{0} messages", std::to_string(linked->loaded->problems.size()))),
               icon::alert))
      w.overlay = Overlay::messages;
  }
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  const Tokens& c = colours();
  if (inspector_head(icon::layers, c.text2, c.sunken, layer->name, word(layer->role), tr("Close"))) return w.select({});
  int tab = static_cast<int>(w.styling.tab);
  if (tabs("tabs", {tr("Facts"), tr("Style")}, tab)) w.styling.tab = static_cast<Styling::Tab>(tab);
  const float foot = px(1) + 2 * px(0.36f) + 2 * px(0.75f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 corner = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  // As wide as the panel, so that the scroll bar lies in its margin and dividers reach its edges.
  ImGui::SetCursorScreenPos({corner.x + 1, at.y});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.75f) - 1, px(0.3f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild(tab == 0 ? "facts" : "style", {size.x - 1, corner.y + size.y - foot - at.y}, false,
                    ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PushID(static_cast<int>(id.value));  // what is being typed belongs to one layer
  if (w.styling.tab == Styling::Tab::style)
    draw_style_panel(w, id);
  else
    facts_page(w, id);
  ImGui::PopID();
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  zoom_and_delete(w);
}

}  // namespace app
