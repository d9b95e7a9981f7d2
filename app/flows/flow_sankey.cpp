#include "app/flows/flow_sankey.hpp"

#include "app/number_format.hpp"
#include "app/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace app {

namespace {

enum class Side { sends, hub, receives };
constexpr std::size_t most_nodes[] = {7, 10, 7};

bool is_wanted(const FlowMap& map, const geo::NetworkFlow& flow) {
  const geo::FlowWay way = map.network().way_of(flow);
  if (map.choice.direction == FlowDirection::in && way != geo::FlowWay::in) return false;
  if (map.choice.direction == FlowDirection::out && way != geo::FlowWay::out) return false;
  if (!map.choice.has_partner_of(*flow.flow)) return false;
  return !map.choice.hidden_materials.contains(map.network().materials[flow.material]);
}

}  // namespace

FlowSankey flow_sankey(const FlowMap& map, render::ThemeKind theme) {
  FlowSankey sankey;
  const geo::FlowNetwork& network = map.network();
  const auto of_year = map.amounts->of_year.find(map.year);
  if (of_year == map.amounts->of_year.end()) return sankey;
  const std::vector<double>& amounts = of_year->second;
  const auto side_of = [&](std::uint32_t place, bool sends) {
    return network.places[place].inside ? Side::hub : sends ? Side::sends : Side::receives;
  };
  const auto name_of = [&](std::uint32_t place) {
    return network.places[place].name.empty() ? std::string(tr("Not named")) : network.places[place].name;
  };
  using Key = std::pair<Side, std::string>;
  std::map<Key, double> total_t;
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t i = 0; i < network.flows.size(); ++i) {
    const geo::NetworkFlow& flow = network.flows[i];
    if (!(amounts[i] > 0) || !std::isfinite(amounts[i]) || !is_wanted(map, flow)) continue;
    wanted.push_back(i);
    total_t[{side_of(flow.from, true), name_of(flow.from)}] += amounts[i];
    total_t[{side_of(flow.to, false), name_of(flow.to)}] += amounts[i];
    switch (network.way_of(flow)) {
      case geo::FlowWay::in:
        sankey.in_t += amounts[i];
        sankey.in_flows.insert(flow.id);
        break;
      case geo::FlowWay::out: sankey.out_t += amounts[i]; break;
      case geo::FlowWay::within:
        sankey.within_t += amounts[i];
        sankey.within_flows.insert(flow.id);
        break;
      case geo::FlowWay::past: sankey.past_t += amounts[i]; break;
    }
  }
  // The largest of each side have a node of their own.
  std::vector<std::pair<Key, double>> order(total_t.begin(), total_t.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::map<Key, std::uint32_t> node_of;
  std::size_t count[3] = {}, all[3] = {}, joined[3] = {};
  std::uint32_t other[3] = {};
  for (const auto& [key, t] : order) ++all[static_cast<std::size_t>(key.first)];
  const auto add_node = [&](std::string key, std::string name) {
    sankey.node_keys.push_back(std::move(key));
    sankey.chart.nodes.push_back({std::move(name), {}});
    return static_cast<std::uint32_t>(sankey.chart.nodes.size() - 1);
  };
  for (const auto& [key, t] : order) {
    const auto side = static_cast<std::size_t>(key.first);
    if (count[side] < most_nodes[side] || all[side] <= most_nodes[side] + 1) {
      ++count[side];
      node_of[key] = add_node(std::to_string(side) + key.second, key.second);
    } else {
      if (joined[side]++ == 0) other[side] = add_node(std::to_string(side) + "\n", {});
      node_of[key] = other[side];
    }
  }
  for (std::size_t side = 0; side < 3; ++side)
    if (joined[side] > 0)
      sankey.chart.nodes[other[side]].name = translated(geo::say("Others ({0})", count_text(joined[side])));
  sankey.has_outside = all[0] + all[2] > 0;

  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t> link_of;
  std::vector<double> in_t(sankey.chart.nodes.size(), 0), out_t(in_t.size(), 0);
  for (const std::uint32_t i : wanted) {
    const geo::NetworkFlow& flow = network.flows[i];
    const std::uint32_t from = node_of[{side_of(flow.from, true), name_of(flow.from)}];
    const std::uint32_t to = node_of[{side_of(flow.to, false), name_of(flow.to)}];
    const auto [place, added] = link_of.try_emplace({from, to, flow.material}, sankey.chart.links.size());
    if (added) {
      sankey.chart.links.push_back({from, to, flow.material, 0});
      sankey.chart.link_colours.push_back(material_colour(flow.material, theme));
      sankey.link_flows.emplace_back();
    }
    sankey.chart.links[place->second].amount_t += amounts[i];
    sankey.link_flows[place->second].insert(flow.id);
    if (from != to) out_t[from] += amounts[i], in_t[to] += amounts[i];
  }
  for (std::size_t n = 0; n < sankey.chart.nodes.size(); ++n)
    sankey.chart.nodes[n].value = amount_text(std::max(in_t[n], out_t[n]));
  return sankey;
}

double busiest_year_t(const FlowMap& map) {
  double most_t = 0;
  for (const auto& [year, amounts] : map.amounts->of_year) {
    double sum_t = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
      if (amounts[i] > 0 && is_wanted(map, map.network().flows[i])) sum_t += amounts[i];
    most_t = std::max(most_t, sum_t);
  }
  return most_t;
}

}  // namespace app
