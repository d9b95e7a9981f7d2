#include "geo/flow/mass_balance.hpp"

#include "geo/flow/flow_place.hpp"

#include <cmath>
#include <map>
#include <utility>

namespace geo {

std::vector<MassBalance> mass_balances(const Plan& plan, int year) {
  std::map<std::pair<std::int64_t, std::string>, MassBalance> all;
  const auto balance = [&](Ref<Partner> partner, const std::string& material) -> MassBalance& {
    MassBalance& found = all[{partner.value, material}];
    found.partner = partner;
    found.material = material;
    found.year = year;
    return found;
  };
  for (const auto& flow : plan.material_flows()) {
    const auto tonnes = amount_t(flow->amounts, year);
    const bool counts = tonnes && std::isfinite(*tonnes) && *tonnes >= 0;
    for (const auto& [partner, sum] :
         {std::pair{flow->from, &MassBalance::out_t}, std::pair{flow->to, &MassBalance::in_t}}) {
      if (!partner) continue;
      MassBalance& found = balance(partner, flow->material);
      if (counts)
        found.*sum += *tonnes;
      else
        ++found.unknown_flows;
    }
  }
  for (const auto& account : plan.material_accounts()) {
    const auto tonnes = amount_t(account->amounts, year);
    if (!account->partner || !tonnes || !std::isfinite(*tonnes)) continue;
    MassBalance& found = balance(account->partner, account->material);
    switch (account->kind) {
      case AccountKind::generated: found.generated_t += *tonnes; break;
      case AccountKind::used: found.used_t += *tonnes; break;
      case AccountKind::stock: found.stock_t += *tonnes; break;
    }
  }
  std::vector<MassBalance> result;
  for (auto& [key, found] : all) result.push_back(std::move(found));
  return result;
}

}  // namespace geo
