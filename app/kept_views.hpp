// Kept views of the map: place, scale, year and what is hidden, in the order in which they are shown. They are rows
// of the plan; each change of them is one edit. Going to one never changes the plan.
#pragma once

#include "app/map_scene.hpp"
#include "app/navigation/seen.hpp"
#include "geo/plan/edit.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace app {

class Workspace;

/// While a kept view says what is shown: its own layers instead of those of the plan. Ends with `leave_view`, with
/// another plan, or when the view is gone.
struct ShownByView {
  geo::Id<geo::View> view;
  std::set<geo::Id<geo::Layer>> hidden_layers;
  render::PlanVisibility visible_before;
  bool heatmap_before = true;
};

/// What the window remembers of the kept views.
struct ViewsState {
  bool panel_open = false;
  geo::Id<geo::View> current;  ///< the last one that was gone to or kept
  std::optional<ShownByView> shown;
};

using ViewRow = geo::Table<geo::View>::Row;
/// In the order of their steps.
[[nodiscard]] std::vector<ViewRow> kept_views(const geo::Plan& plan);
[[nodiscard]] Seen seen_by(const geo::View& view, const render::Camera& sized_as);

/// What is not shown, in the words of View::hidden. `shown` is the plan with its layers as they are shown.
[[nodiscard]] std::vector<std::string> hidden_words(const geo::Plan& shown, const MapState& state);
/// Kinds of things and the heatmap as the words say; words that say nothing are passed over.
void hide(const std::vector<std::string>& words, MapState& state);
[[nodiscard]] std::set<geo::Id<geo::Layer>> hidden_layers(const std::vector<std::string>& words);
/// The plan with exactly these layers hidden.
[[nodiscard]] geo::PlanPtr with_hidden_layers(const geo::PlanPtr& plan, const std::set<geo::Id<geo::Layer>>& hidden);

// ---- edits of a plan
[[nodiscard]] geo::Edit renamed_view(const geo::Plan& plan, geo::Id<geo::View> id, std::string name);
[[nodiscard]] geo::Edit noted_view(const geo::Plan& plan, geo::Id<geo::View> id, std::string note);
/// To a place in the order, from 0; none if it is there already.
[[nodiscard]] std::optional<geo::Edit> moved_view(const geo::Plan& plan, geo::Id<geo::View> id, std::size_t place);

// ---- what a person does
/// Keeps what is seen now as the last view and makes it the current one.
void keep_view(Workspace& workspace);
/// The view becomes what is seen now; name, note and place in the order stay.
void update_view(Workspace& workspace, geo::Id<geo::View> id);
void remove_view(Workspace& workspace, geo::Id<geo::View> id);
/// Flies there; year and what is shown become the view's.
void go_to_view(Workspace& workspace, geo::Id<geo::View> id);
/// The n-th view of the order, from 0, if there is one.
void go_to_nth_view(Workspace& workspace, std::size_t n);
/// To the next (1) or the one before (-1); from none to the first or the last.
void step_view(Workspace& workspace, int by);
/// Things and layers are shown as before the first view that was gone to.
void leave_view(Workspace& workspace);
/// Shows or hides a linked layer: an edit of the plan, or only of what is shown while a view says that.
void toggle_layer(Workspace& workspace, geo::Id<geo::Layer> id);

}  // namespace app
