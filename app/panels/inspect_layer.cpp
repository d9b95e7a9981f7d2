// A linked layer: its role, look and source.
#include "app/add_layer.hpp"
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/sliders.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace app {

void inspect(Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  const Tokens& c = colours();
  if (inspector_head(icon::layers, c.text2, c.sunken, layer->name, tr("Layer from a file"), tr("Close")))
    return w.select({});
  const auto* linked = w.derived.linked(id);
  if (linked && linked->failure) {
    note(translated(linked->failure->reason()) + " " + translated(linked->failure->advice()), NoteKind::bad);
    gap(0.4f);
  }
  if (auto name = field_text("name", tr("Name"), layer->name))
    if (!name->empty())
      change(w, id, geo::say("{0} renamed {1}", layer->name, *name), [&](geo::Layer& l) { l.name = *name; });
  std::vector<std::string> roles;
  for (std::size_t i = 0; i < geo::EnumText<geo::Role>::names.size(); ++i)
    roles.push_back(word(static_cast<geo::Role>(i)));
  if (const auto role = field_choice("role", tr("Role"), roles, static_cast<int>(layer->role)))
    change(w, id, geo::say("Role of {0}", layer->name), [&](geo::Layer& l) { l.role = static_cast<geo::Role>(*role); });
  if (auto crs = field_text("crs", tr("CRS"), layer->crs)) {
    try {
      if (!crs->empty()) crs = geo::Crs::from_text(*crs).text();
      change(w, id, geo::say("CRS of {0}", layer->name), [&](geo::Layer& l) { l.crs = *crs; });
    } catch (const geo::Error& error) {
      w.toasts.add(error);
    }
  }
  if (layer->crs.empty()) paragraph(tr("Empty: as the file says."));
  gap(0.2f);
  {
    const auto& live = w.state.held_opacity;
    double held = live && live->layer == id ? live->opacity : layer->opacity;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    draw_text(list, Face::text, at.x, at.y + px(0.9f), c.text2, tr("Opacity"));
    draw_text(list, Face::small, at.x + width, at.y + px(0.9f), c.text, percent(held), At::right);
    ImGui::SetCursorScreenPos({at.x + px(6.35f), at.y + px(0.2f)});
    const SliderResult slid = small_slider("opacity", held, 0, 1, width - px(6.35f) - px(3));
    if (slid.moved) w.state.held_opacity = HeldOpacity{id, held};
    if (slid.let_go || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) w.state.held_opacity.reset();
    if (slid.let_go) change(w, id, geo::say("Opacity of {0}", layer->name), [&](geo::Layer& l) { l.opacity = held; });
    ImGui::SetCursorScreenPos(at);
    gap(1.6f);
  }
  if (linked && linked->loaded && linked->loaded->features) {
    const geo::Features& features = *linked->loaded->features;
    field_fixed(tr("Features"), number(static_cast<double>(features.size()), 0), {}, SourceMark::data);
    const geo::Style style = style_of(*layer, w.plan());
    std::vector<std::string> columns{tr("As the role says")};
    int chosen = 0;
    for (const geo::Column& column : features.columns) {
      columns.push_back(column.name);
      if (style.mode != geo::StyleMode::role && column.name == style.attribute)
        chosen = static_cast<int>(columns.size()) - 1;
    }
    if (const auto by = field_choice("style", tr("Style by"), columns, chosen)) {
      geo::Edit edit;
      edit.what = geo::say("Style of {0}", layer->name);
      geo::Layer after = *layer;
      after.style = {};
      if (*by > 0)
        after.style = edit.add(w.plan(), style_by_attribute(features, columns[static_cast<std::size_t>(*by)]));
      edit.set(w.plan(), id, std::move(after));
      w.edit(std::move(edit));
      return;
    }
  }
  if (layer->kind == geo::LayerKind::tiles)
    field_fixed(tr("Address"), layer->path, {}, SourceMark::none, layer->path);
  else
    field_fixed(tr("File"), std::filesystem::path(layer->path).filename().string(), {}, SourceMark::none, layer->path);
  if (!layer->attribution.empty()) paragraph(layer->attribution);
  gap(0.4f);
  if (linked && linked->loaded && linked->loaded->features) {
    const Command& adopts = command("layer.adopt");
    if (button(adopts.id, tr(adopts.text), adopts.icon, ButtonKind::normal, ImGui::GetContentRegionAvail().x,
               adopts.enabled(w)))
      run(adopts, w);
  }
  for (const char* id_of_move : {"layer.up", "layer.down"}) {
    const Command& move = command(id_of_move);
    if (button(move.id, tr(move.text), move.icon, ButtonKind::ghost, ImGui::GetContentRegionAvail().x, move.enabled(w)))
      return (void)run(move, w);
  }
  if (linked && !linked->view_problems.empty()) note(translated(linked->view_problems.front().reason), NoteKind::warn);
  if (linked && linked->loaded && !linked->loaded->problems.empty()) {
    gap(0.4f);
    if (button("problems", translated(geo::say("{0} messages", std::to_string(linked->loaded->problems.size()))),
               icon::alert))
      w.overlay = Overlay::messages;
  }
  zoom_and_delete(w);
}

}  // namespace app
