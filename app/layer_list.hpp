// The list of linked layers as the person orders it: which lies over which, groups, and every edit of the list.
#pragma once

#include "geo/plan/edit.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// A group with its layers, or one layer that is in none. The first is nearest to the eye.
struct ListedGroup {
  std::string name;  ///< empty: no group, one layer
  std::vector<geo::Id<geo::Layer>> layers;
  bool operator==(const ListedGroup&) const = default;
};

/// By drawing order; the layers of a group stand together, where its topmost is.
[[nodiscard]] std::vector<ListedGroup> layer_list(const geo::Plan& plan);
/// The same without groups: the order in which the layers are drawn, nearest to the eye first.
[[nodiscard]] std::vector<geo::Id<geo::Layer>> layer_order(const geo::Plan& plan);
/// The layers of the group, nearest to the eye first.
[[nodiscard]] std::vector<geo::Id<geo::Layer>> group_layers(const geo::Plan& plan, const std::string& group);

/// Where dragged layers are let go: above or below a layer, in its group, in another or in none.
struct DropPlace {
  geo::Id<geo::Layer> beside;
  bool above = true;
  std::string group;
  bool operator==(const DropPlace&) const = default;
};
/// The layers (in the list's order) moved to the place; nothing when the list stays as it is or `beside` is one of
/// them. A layer that is not in the plan is left out.
[[nodiscard]] std::optional<geo::Edit> move_layers_edit(const geo::Plan& plan,
                                                        std::span<const geo::Id<geo::Layer>> layers,
                                                        const DropPlace& place, geo::Message what);
/// The layer one step nearer to the eye (`up`) or away from it: within its group, or past the next layer or group.
[[nodiscard]] std::optional<geo::Edit> step_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, bool up);

/// A name for a new group that no other has: `word` with a number.
[[nodiscard]] std::string free_group_name(const geo::Plan& plan, const std::string& word);
/// The layer becomes one of the group's, at its lower end; a new group stands where the layer was.
[[nodiscard]] std::optional<geo::Edit> into_group_edit(const geo::Plan& plan, geo::Id<geo::Layer> id,
                                                       const std::string& group);
/// Out of its group, directly below it.
[[nodiscard]] std::optional<geo::Edit> out_of_group_edit(const geo::Plan& plan, geo::Id<geo::Layer> id);
[[nodiscard]] std::optional<geo::Edit> rename_group_edit(const geo::Plan& plan, const std::string& group,
                                                         const std::string& name);
/// The layers stay, the group goes.
[[nodiscard]] std::optional<geo::Edit> dissolve_group_edit(const geo::Plan& plan, const std::string& group);
[[nodiscard]] std::optional<geo::Edit> show_group_edit(const geo::Plan& plan, const std::string& group, bool visible);
/// True if any of its layers is shown.
[[nodiscard]] bool group_is_visible(const geo::Plan& plan, const std::string& group);

[[nodiscard]] std::optional<geo::Edit> show_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, bool visible);
[[nodiscard]] std::optional<geo::Edit> lock_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, bool locked);
[[nodiscard]] std::optional<geo::Edit> rename_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id,
                                                         const std::string& name);
[[nodiscard]] std::optional<geo::Edit> role_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, geo::Role role);
/// A second layer of the same file with a style of its own, directly above; `name` is the copy's.
[[nodiscard]] std::optional<geo::Edit> duplicate_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id,
                                                            const std::string& name, geo::Id<geo::Layer>& copy);
/// The layer and the style that only it had.
[[nodiscard]] std::optional<geo::Edit> remove_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id);

}  // namespace app
