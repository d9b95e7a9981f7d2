#include "geo/flow/flow_figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace geo {

namespace {

/// Who sends one material to whom: by partner, the receivers and the flow to each.
using Network = std::map<std::int64_t, std::map<std::int64_t, Id<MaterialFlow>>>;

/// Groups of partners that all reach each other (Tarjan); only those of two or more. Without recursion: a network may
/// be a chain of any length.
std::vector<std::vector<std::int64_t>> circles(const Network& network) {
  struct Mark {
    std::size_t index = 0, low = 0;
    bool on_stack = false;
  };
  std::map<std::int64_t, Mark> marks;
  std::vector<std::int64_t> stack;
  std::vector<std::vector<std::int64_t>> found;
  std::size_t next = 1;
  static const std::map<std::int64_t, Id<MaterialFlow>> nobody;
  struct Visit {
    std::int64_t node;
    std::map<std::int64_t, Id<MaterialFlow>>::const_iterator at, end;
  };
  const auto visit_of = [&](std::int64_t node) {
    marks[node] = {next, next, true};
    ++next;
    stack.push_back(node);
    const auto out = network.find(node);
    const auto& receivers = out == network.end() ? nobody : out->second;
    return Visit{node, receivers.begin(), receivers.end()};
  };
  for (const auto& [start, ignored] : network) {
    if (marks.contains(start)) continue;
    std::vector<Visit> way{visit_of(start)};
    while (!way.empty()) {
      Visit& here = way.back();
      if (here.at != here.end) {
        const std::int64_t receiver = (here.at++)->first;
        if (!marks.contains(receiver))
          way.push_back(visit_of(receiver));
        else if (marks[receiver].on_stack)
          marks[here.node].low = std::min(marks[here.node].low, marks[receiver].index);
        continue;
      }
      const Mark mark = marks[here.node];
      if (mark.low == mark.index) {
        std::vector<std::int64_t> group;
        std::int64_t node = 0;
        do {
          node = stack.back();
          stack.pop_back();
          marks[node].on_stack = false;
          group.push_back(node);
        } while (node != here.node);
        if (group.size() > 1) found.push_back({group.rbegin(), group.rend()});
      }
      const std::int64_t done = here.node;
      way.pop_back();
      if (!way.empty()) marks[way.back().node].low = std::min(marks[way.back().node].low, marks[done].low);
    }
  }
  return found;
}

}  // namespace

std::vector<FlowFinding> flow_findings(const Plan& plan, const Catalogues& catalogues) {
  std::vector<FlowFinding> findings;
  std::map<std::string, Network> networks;
  for (const auto& row : plan.material_flows()) {
    const MaterialFlow& flow = *row;
    const auto add = [&](Message what) { findings.push_back({row.id, std::move(what)}); };
    if (flow.from && flow.from == flow.to) add(say("The flow goes from a site to itself."));
    for (Message& missing : flow_ends(plan, flow).missing) add(std::move(missing));
    if (flow.material.empty())
      add(say("Its material is not given."));
    else if (!find_material(catalogues.materials, flow.material))
      add(say("The material \"{0}\" is not known: it has no code and no factors.", flow.material));
    if (flow.amounts.empty()) add(say("It has no tonnes in any year."));
    for (const YearlyAmount& amount : flow.amounts)
      if (amount.amount_t == 0) add(say("Nothing moves in {0}: the tonnes are zero.", std::to_string(amount.year)));
    for (Message& remark : transport_source(plan, flow, catalogues).remarks)
      if (std::none_of(findings.begin(), findings.end(),
                       [&](const FlowFinding& f) { return f.flow == row.id && f.what == remark; }))
        add(std::move(remark));
    if (flow.vehicle.empty())
      for (const YearlyAmount& amount : flow.amounts)
        if (!std::isfinite(amount.amount_t) || amount.amount_t < 0)
          add(say("The tonnes of {0} are negative or no number: the year is left out.", std::to_string(amount.year)));
    if (flow.from && flow.to && flow.from != flow.to) networks[flow.material][flow.from.value][flow.to.value] = row.id;
  }
  for (const auto& [material, network] : networks)
    for (const auto& group : circles(network)) {
      std::string names;
      for (const std::int64_t id : group) {
        const auto partner = plan.partners().find({id});
        names += (names.empty() ? "" : ", ") + (partner ? partner->name : std::string("–"));
      }
      const std::set<std::int64_t> members(group.begin(), group.end());
      Id<MaterialFlow> first;
      for (const auto& [receiver, flow] : network.at(group.front()))
        if (members.contains(receiver)) first = flow;
      findings.push_back({first, say("The material goes in a circle between {0}.", names)});
    }
  return findings;
}

}  // namespace geo
