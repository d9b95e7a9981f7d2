#include "layers/problem_list.hpp"

#include <algorithm>
#include <iterator>

namespace layers {

void ProblemList::add(geo::ProblemKind kind, geo::Message reason, std::optional<std::int64_t> feature,
                      std::optional<geo::MapPoint> place) {
  auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& g) {
    return g.listed.front().reason.text == reason.text && g.listed.front().kind == kind;
  });
  if (group == groups_.end()) {
    groups_.emplace_back();
    group = std::prev(groups_.end());
  }
  if (group->listed.size() < listed_each)
    group->listed.push_back({kind, std::move(reason), feature, place});
  else
    ++group->more;
}

void ProblemList::add(const std::vector<geo::Problem>& problems) {
  for (const geo::Problem& p : problems) add(p.kind, p.reason, p.feature, p.place);
}

std::vector<geo::Problem> ProblemList::take() {
  std::vector<geo::Problem> all;
  for (Group& group : groups_) {
    const geo::ProblemKind kind = group.listed.front().kind;
    std::move(group.listed.begin(), group.listed.end(), std::back_inserter(all));
    if (group.more > 0)
      all.push_back(
          {kind,
           geo::say("{0} more features have the fault of those listed just before.", std::to_string(group.more)),
           {},
           {}});
  }
  groups_.clear();
  return all;
}

}  // namespace layers
