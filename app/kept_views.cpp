#include "app/kept_views.hpp"

#include "app/layer_list.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace app {
namespace {

constexpr std::string_view heatmap_word = "heatmap";
constexpr std::string_view layer_word = "layer:";

/// The hiding_kinds that can be hidden, by the names of their tables.
struct HidingKind {
  std::string_view table;
  bool render::PlanVisibility::*shown;
};
constexpr std::array hiding_kinds{
    HidingKind{geo::Describe<geo::BusinessArea>::table, &render::PlanVisibility::business_areas},
    HidingKind{geo::Describe<geo::Partner>::table, &render::PlanVisibility::partners},
    HidingKind{geo::Describe<geo::EmissionSource>::table, &render::PlanVisibility::emission_sources},
    HidingKind{geo::Describe<geo::LandfillPart>::table, &render::PlanVisibility::landfill_parts},
    HidingKind{geo::Describe<geo::SinkSite>::table, &render::PlanVisibility::sink_sites},
    HidingKind{geo::Describe<geo::Surrounding>::table, &render::PlanVisibility::surroundings},
    HidingKind{geo::Describe<geo::SideStream>::table, &render::PlanVisibility::side_streams}};
/// Flows are hidden unless they were shown: a view that was kept before they could be says nothing of them.
constexpr std::string_view flows_shown_word = "shown:material_flow";

std::set<geo::Id<geo::Layer>> hidden_in(const geo::Plan& plan) {
  std::set<geo::Id<geo::Layer>> hidden;
  for (const auto& row : plan.layers())
    if (!row->visible) hidden.insert(row.id);
  return hidden;
}

/// Writes into `view` what is seen now.
void take_seen(const Workspace& w, geo::View& view) {
  // While the map still flies, what was asked for is meant.
  const Seen seen = w.navigation.destination().value_or(seen_by(w.camera));
  view.centre_x_m = seen.centre.x_m;
  view.centre_y_m = seen.centre.y_m;
  view.height_m = seen.height_m;
  view.m_per_px = seen.height_m / std::max(1, w.camera.height_px);
  view.year = w.state.year;
  view.hidden = hidden_words(*w.shown_plan(), w.state);
}

std::string free_name(const geo::Plan& plan) {
  std::set<std::string> taken;
  for (const auto& row : plan.views()) taken.insert(row->name);
  std::size_t n = plan.views().size();
  std::string name;
  do name = translated(geo::say("View {0}", std::to_string(++n)));
  while (taken.contains(name));
  return name;
}

/// Its place in the order, if it is there.
std::optional<std::size_t> place_of(const std::vector<ViewRow>& rows, geo::Id<geo::View> id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const ViewRow& row) { return row.id == id; });
  if (found == rows.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace

std::vector<ViewRow> kept_views(const geo::Plan& plan) {
  std::vector<ViewRow> rows(plan.views().begin(), plan.views().end());
  std::stable_sort(rows.begin(), rows.end(), [](const ViewRow& a, const ViewRow& b) { return a->step < b->step; });
  return rows;
}

Seen seen_by(const geo::View& view, const render::Camera& sized_as) {
  return {{view.centre_x_m, view.centre_y_m},
          view.height_m > 0 ? view.height_m : view.m_per_px * std::max(1, sized_as.height_px)};
}

std::vector<std::string> hidden_words(const geo::Plan& shown, const MapState& state) {
  std::vector<std::string> words;
  if (!state.heatmap_visible) words.emplace_back(heatmap_word);
  for (const HidingKind& kind : hiding_kinds)
    if (!(state.visible.*kind.shown)) words.emplace_back(kind.table);
  if (state.visible.material_flows) words.emplace_back(flows_shown_word);
  for (const geo::Id<geo::Layer> id : hidden_in(shown))
    words.push_back(std::string(layer_word) + std::to_string(id.value));
  return words;
}

void hide(const std::vector<std::string>& words, MapState& state) {
  const auto is_hidden = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  state.heatmap_visible = !is_hidden(heatmap_word);
  for (const HidingKind& kind : hiding_kinds) state.visible.*kind.shown = !is_hidden(kind.table);
  state.visible.material_flows = is_hidden(flows_shown_word);
}

std::set<geo::Id<geo::Layer>> hidden_layers(const std::vector<std::string>& words) {
  std::set<geo::Id<geo::Layer>> hidden;
  for (const std::string_view word : words) {
    if (!word.starts_with(layer_word)) continue;
    const std::string_view digits = word.substr(layer_word.size());
    std::int64_t id = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (failure == std::errc{} && end == digits.data() + digits.size()) hidden.insert({id});
  }
  return hidden;
}

geo::PlanPtr with_hidden_layers(const geo::PlanPtr& plan, const std::set<geo::Id<geo::Layer>>& hidden) {
  std::vector<geo::Table<geo::Layer>::Row> rows;
  for (const auto& row : plan->layers()) {
    const bool visible = !hidden.contains(row.id);
    if (row->visible == visible) {
      rows.push_back(row);
      continue;
    }
    geo::Layer layer = *row;
    layer.visible = visible;
    rows.push_back({row.id, std::make_shared<const geo::Layer>(std::move(layer))});
  }
  auto shown = std::make_shared<geo::Plan>(*plan);
  shown->table<geo::Layer>() = plan->layers().with_rows(std::move(rows));
  return shown;
}

geo::Edit renamed_view(const geo::Plan& plan, geo::Id<geo::View> id, std::string name) {
  geo::View view = *plan.views().find(id);
  geo::Edit edit;
  edit.what = geo::say("View {0} is now called {1}", view.name, name);
  view.name = std::move(name);
  edit.set(plan, id, std::move(view));
  return edit;
}

geo::Edit noted_view(const geo::Plan& plan, geo::Id<geo::View> id, std::string note) {
  geo::View view = *plan.views().find(id);
  geo::Edit edit;
  edit.what = geo::say("Sentence of view {0}", view.name);
  view.note = std::move(note);
  edit.set(plan, id, std::move(view));
  return edit;
}

std::optional<geo::Edit> moved_view(const geo::Plan& plan, geo::Id<geo::View> id, std::size_t place) {
  std::vector<ViewRow> rows = kept_views(plan);
  const auto from = place_of(rows, id);
  if (!from) return std::nullopt;
  place = std::min(place, rows.size() - 1);
  if (place == *from) return std::nullopt;
  const ViewRow moved = rows[*from];
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*from));
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(place), moved);
  geo::Edit edit;
  edit.what = geo::say("View {0} is shown as number {1}", moved->name, std::to_string(place + 1));
  // Steps are the numbers from 1 again; what has its number already stays.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto step = static_cast<double>(i + 1);
    if (rows[i]->step == step) continue;
    geo::View view = *rows[i];
    view.step = step;
    edit.set(plan, rows[i].id, std::move(view));
  }
  return edit;
}

void keep_view(Workspace& w) {
  geo::View view;
  view.name = free_name(w.plan());
  take_seen(w, view);
  const auto rows = kept_views(w.plan());
  view.step = rows.empty() ? 1 : std::floor(rows.back()->step) + 1;
  geo::Edit edit;
  edit.what = geo::say("View {0} kept", view.name);
  const geo::Id<geo::View> id = edit.add(w.plan(), std::move(view));
  if (!w.can_edit()) return w.edit(std::move(edit));  // says why not
  w.edit(std::move(edit));
  w.views.current = id;
  w.views.panel_open = true;
}

void update_view(Workspace& w, geo::Id<geo::View> id) {
  const auto before = w.plan().views().find(id);
  if (!before) return;
  geo::View view = *before;
  take_seen(w, view);
  w.views.current = id;
  if (view == *before) return;
  geo::Edit edit;
  edit.what = geo::say("View {0} shows what was seen", view.name);
  edit.set(w.plan(), id, std::move(view));
  w.edit(std::move(edit));
}

void remove_view(Workspace& w, geo::Id<geo::View> id) {
  const auto view = w.plan().views().find(id);
  if (!view) return;
  geo::Edit edit;
  edit.what = geo::say("View {0} removed", view->name);
  edit.remove(w.plan(), id);
  if (!w.can_edit()) return w.edit(std::move(edit));
  Toast toast;
  toast.kind = ToastKind::information;
  toast.title = translated(edit.what);
  toast.action_text = tr("Undo");
  w.edit(std::move(edit));
  toast.action = [&w, revision = w.session().revision()] {
    if (w.has_plan() && w.session().revision() == revision) w.undo();
  };
  w.toasts.add(std::move(toast));
}

void go_to_view(Workspace& w, geo::Id<geo::View> id) {
  const auto view = w.plan().views().find(id);
  if (!view) return;
  w.views.current = id;
  const render::PlanVisibility visible_before = w.views.shown ? w.views.shown->visible_before : w.state.visible;
  const bool heatmap_before = w.views.shown ? w.views.shown->heatmap_before : w.state.heatmap_visible;
  ShownByView shown{id, {}, visible_before, heatmap_before};
  // Layers that are gone since then hide nothing.
  for (const geo::Id<geo::Layer> layer : hidden_layers(view->hidden))
    if (w.plan().layers().find(layer)) shown.hidden_layers.insert(layer);
  hide(view->hidden, w.state);
  const bool as_before = shown.hidden_layers == hidden_in(w.plan()) && w.state.visible == visible_before &&
                         w.state.heatmap_visible == heatmap_before;
  if (as_before)
    w.views.shown.reset();
  else
    w.views.shown = std::move(shown);
  w.playing = false;
  w.set_year(view->year);
  w.navigation.fly(seen_by(*view, w.camera));
}

void go_to_nth_view(Workspace& w, std::size_t n) {
  const auto rows = kept_views(w.plan());
  if (n < rows.size()) go_to_view(w, rows[n].id);
}

void step_view(Workspace& w, int by) {
  const auto rows = kept_views(w.plan());
  if (rows.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
  const auto at = place_of(rows, w.views.current);
  const std::ptrdiff_t next = at ? static_cast<std::ptrdiff_t>(*at) + by : by > 0 ? 0 : last;
  go_to_view(w, rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(next, 0, last))].id);
}

void leave_view(Workspace& w) {
  if (!w.views.shown) return;
  w.state.visible = w.views.shown->visible_before;
  w.state.heatmap_visible = w.views.shown->heatmap_before;
  w.views.shown.reset();
}

void toggle_layer(Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  if (w.views.shown) {
    auto& hidden = w.views.shown->hidden_layers;
    if (hidden.erase(id) == 0) hidden.insert(id);
    return;
  }
  if (auto edit = show_layer_edit(w.plan(), id, !layer->visible)) w.edit(std::move(*edit));
}

}  // namespace app
