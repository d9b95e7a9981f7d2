#include "app/layer_list.hpp"

#include "app/style_edit.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace app {
namespace {

using LayerId = geo::Id<geo::Layer>;

std::vector<geo::Table<geo::Layer>::Row> topmost_first(const geo::Plan& plan) {
  std::vector<geo::Table<geo::Layer>::Row> rows(plan.layers().begin(), plan.layers().end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->draw_order < b->draw_order; });
  std::reverse(rows.begin(), rows.end());
  return rows;
}

/// Changes one layer; nothing when it stays as it is.
template <class Change>
std::optional<geo::Edit> layer_edit(const geo::Plan& plan, LayerId id, geo::Message what, Change&& change) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  geo::Layer after = *layer;
  change(after);
  if (after == *layer) return std::nullopt;
  geo::Edit edit{std::move(what), {}};
  edit.set(plan, id, std::move(after));
  return edit;
}

std::string name_of(const geo::Plan& plan, LayerId id) {
  const auto layer = plan.layers().find(id);
  return layer ? layer->name : std::string();
}

/// The edit that makes the list `order`, with the groups given; layers of another program's making may share a
/// drawing order, so all are counted anew.
std::optional<geo::Edit> ordered_edit(const geo::Plan& plan, const std::vector<LayerId>& order,
                                      const std::map<LayerId, std::string>& groups, geo::Message what) {
  geo::Edit edit{std::move(what), {}};
  if (order == layer_order(plan) && std::all_of(groups.begin(), groups.end(), [&](const auto& entry) {
        return plan.layers().find(entry.first)->group_name == entry.second;
      }))
    return std::nullopt;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto layer = plan.layers().find(order[i]);
    geo::Layer after = *layer;
    after.draw_order = static_cast<double>(order.size() - 1 - i);
    if (const auto group = groups.find(order[i]); group != groups.end()) after.group_name = group->second;
    if (after != *layer) edit.set(plan, order[i], std::move(after));
  }
  if (edit.changes.empty()) return std::nullopt;
  return edit;
}

}  // namespace

std::vector<ListedGroup> layer_list(const geo::Plan& plan) {
  std::vector<ListedGroup> list;
  std::map<std::string, std::size_t> place;
  for (const auto& row : topmost_first(plan)) {
    const std::string& group = row->group_name;
    if (group.empty()) {
      list.push_back({{}, {row.id}});
    } else if (const auto [found, is_new] = place.try_emplace(group, list.size()); is_new) {
      list.push_back({group, {row.id}});
    } else {
      list[found->second].layers.push_back(row.id);
    }
  }
  return list;
}

std::vector<LayerId> layer_order(const geo::Plan& plan) {
  std::vector<LayerId> order;
  for (const ListedGroup& group : layer_list(plan)) order.insert(order.end(), group.layers.begin(), group.layers.end());
  return order;
}

std::vector<LayerId> group_layers(const geo::Plan& plan, const std::string& group) {
  for (ListedGroup& listed : layer_list(plan))
    if (listed.name == group && !group.empty()) return std::move(listed.layers);
  return {};
}

std::optional<geo::Edit> move_layers_edit(const geo::Plan& plan, std::span<const LayerId> layers,
                                          const DropPlace& place, geo::Message what) {
  const auto is_moved = [&](LayerId id) { return std::find(layers.begin(), layers.end(), id) != layers.end(); };
  if (is_moved(place.beside)) return std::nullopt;
  std::vector<LayerId> order = layer_order(plan);
  std::erase_if(order, is_moved);
  const auto beside = std::find(order.begin(), order.end(), place.beside);
  if (beside == order.end()) return std::nullopt;
  std::vector<LayerId> present;
  std::map<LayerId, std::string> groups;
  for (const LayerId id : layers)
    if (plan.layers().find(id)) {
      present.push_back(id);
      groups[id] = place.group;
    }
  order.insert(place.above ? beside : std::next(beside), present.begin(), present.end());
  return ordered_edit(plan, order, groups, std::move(what));
}

std::optional<geo::Edit> step_layer_edit(const geo::Plan& plan, LayerId id, bool up) {
  const std::vector<ListedGroup> list = layer_list(plan);
  for (std::size_t g = 0; g < list.size(); ++g) {
    const auto& layers = list[g].layers;
    const auto found = std::find(layers.begin(), layers.end(), id);
    if (found == layers.end()) continue;
    const geo::Message what = geo::say("{0} moved", name_of(plan, id));
    if (!list[g].name.empty()) {
      if (up ? found == layers.begin() : std::next(found) == layers.end()) return std::nullopt;
      return move_layers_edit(plan, {{id}}, {up ? *std::prev(found) : *std::next(found), up, list[g].name}, what);
    }
    if (up ? g == 0 : g + 1 == list.size()) return std::nullopt;
    const auto& next = list[up ? g - 1 : g + 1].layers;
    return move_layers_edit(plan, {{id}}, {up ? next.front() : next.back(), up, {}}, what);
  }
  return std::nullopt;
}

std::string free_group_name(const geo::Plan& plan, const std::string& word) {
  std::set<std::string> taken;
  for (const auto& row : plan.layers()) taken.insert(row->group_name);
  for (int number = 1;; ++number)
    if (std::string name = word + " " + std::to_string(number); !taken.contains(name)) return name;
}

std::optional<geo::Edit> into_group_edit(const geo::Plan& plan, LayerId id, const std::string& group) {
  const auto layer = plan.layers().find(id);
  if (!layer || group.empty() || layer->group_name == group) return std::nullopt;
  const geo::Message what = geo::say("{0} put into {1}", layer->name, group);
  const std::vector<LayerId> members = group_layers(plan, group);
  if (!members.empty()) return move_layers_edit(plan, {{id}}, {members.back(), false, group}, what);
  // A new group. Out of another one it stands below that, so that neither is torn apart.
  std::vector<LayerId> order = layer_order(plan);
  if (const std::vector<LayerId> before = group_layers(plan, layer->group_name); before.size() > 1) {
    std::erase(order, id);
    const LayerId last = before.back() == id ? before[before.size() - 2] : before.back();
    order.insert(std::next(std::find(order.begin(), order.end(), last)), id);
  }
  return ordered_edit(plan, order, {{id, group}}, what);
}

std::optional<geo::Edit> out_of_group_edit(const geo::Plan& plan, LayerId id) {
  const auto layer = plan.layers().find(id);
  if (!layer || layer->group_name.empty()) return std::nullopt;
  const geo::Message what = geo::say("{0} taken out of {1}", layer->name, layer->group_name);
  const std::vector<LayerId> members = group_layers(plan, layer->group_name);
  if (members.back() == id) return ordered_edit(plan, layer_order(plan), {{id, {}}}, what);
  return move_layers_edit(plan, {{id}}, {members.back(), false, {}}, what);
}

std::optional<geo::Edit> rename_group_edit(const geo::Plan& plan, const std::string& group, const std::string& name) {
  if (name.empty() || name == group) return std::nullopt;
  std::map<LayerId, std::string> groups;
  for (const LayerId id : group_layers(plan, group)) groups[id] = name;
  if (groups.empty()) return std::nullopt;
  return ordered_edit(plan, layer_order(plan), groups, geo::say("{0} renamed {1}", group, name));
}

std::optional<geo::Edit> dissolve_group_edit(const geo::Plan& plan, const std::string& group) {
  std::map<LayerId, std::string> groups;
  for (const LayerId id : group_layers(plan, group)) groups[id] = {};
  if (groups.empty()) return std::nullopt;
  return ordered_edit(plan, layer_order(plan), groups, geo::say("Group {0} dissolved", group));
}

bool group_is_visible(const geo::Plan& plan, const std::string& group) {
  const std::vector<LayerId> layers = group_layers(plan, group);
  return std::any_of(layers.begin(), layers.end(), [&](LayerId id) { return plan.layers().find(id)->visible; });
}

std::optional<geo::Edit> show_group_edit(const geo::Plan& plan, const std::string& group, bool visible) {
  geo::Edit edit{visible ? geo::say("{0} shown", group) : geo::say("{0} hidden", group), {}};
  for (const LayerId id : group_layers(plan, group)) {
    geo::Layer after = *plan.layers().find(id);
    if (after.visible == visible) continue;
    after.visible = visible;
    edit.set(plan, id, std::move(after));
  }
  if (edit.changes.empty()) return std::nullopt;
  return edit;
}

std::optional<geo::Edit> show_layer_edit(const geo::Plan& plan, LayerId id, bool visible) {
  const std::string name = name_of(plan, id);
  return layer_edit(plan, id, visible ? geo::say("{0} shown", name) : geo::say("{0} hidden", name),
                    [&](geo::Layer& layer) { layer.visible = visible; });
}

std::optional<geo::Edit> lock_layer_edit(const geo::Plan& plan, LayerId id, bool locked) {
  const std::string name = name_of(plan, id);
  return layer_edit(plan, id, locked ? geo::say("{0} locked", name) : geo::say("{0} unlocked", name),
                    [&](geo::Layer& layer) { layer.locked = locked; });
}

std::optional<geo::Edit> rename_layer_edit(const geo::Plan& plan, LayerId id, const std::string& name) {
  if (name.empty()) return std::nullopt;
  return layer_edit(plan, id, geo::say("{0} renamed {1}", name_of(plan, id), name),
                    [&](geo::Layer& layer) { layer.name = name; });
}

std::optional<geo::Edit> role_edit(const geo::Plan& plan, LayerId id, geo::Role role) {
  return layer_edit(plan, id, geo::say("Role of {0}", name_of(plan, id)),
                    [&](geo::Layer& layer) { layer.role = role; });
}

std::optional<geo::Edit> duplicate_layer_edit(const geo::Plan& plan, LayerId id, const std::string& name,
                                              LayerId& copy) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  geo::Edit edit{geo::say("{0} duplicated", layer->name), {}};
  geo::Layer second = *layer;
  second.name = name;
  if (const auto style = plan.styles().find(layer->style)) second.style = edit.add(plan, *style);
  // All that lie above make room.
  const std::vector<LayerId> order = layer_order(plan);
  const auto place = std::find(order.begin(), order.end(), id);
  const auto below = static_cast<std::size_t>(order.end() - place);  // the copied one among them
  second.draw_order = static_cast<double>(below);
  for (std::size_t i = 0; i < order.size(); ++i) {
    geo::Layer after = *plan.layers().find(order[i]);
    const std::size_t from_below = order.size() - 1 - i;
    const auto wanted = static_cast<double>(from_below < below ? from_below : from_below + 1);
    if (after.draw_order == wanted) continue;
    after.draw_order = wanted;
    edit.set(plan, order[i], std::move(after));
  }
  copy = edit.add(plan, std::move(second));
  return edit;
}

std::optional<geo::Edit> remove_layer_edit(const geo::Plan& plan, LayerId id) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  geo::Edit edit{geo::say("{0} removed", layer->name), {}};
  edit.remove(plan, id);
  remove_lone_style(edit, plan, id);
  return edit;
}

}  // namespace app
