// What an uncertain input of the balance is called: "Biogas plant: share of leaks", "Natural gas, CO2".
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/plan/plan.hpp"

#include <string>
#include <string_view>

namespace app {

/// `variable` is the name of a variable of a run (geo/balance/uncertain_balance.hpp): a factor's, or an input's behind
/// its owner.
[[nodiscard]] std::string contribution_text(std::string_view variable, const geo::Plan& plan,
                                            const geo::Catalogues& catalogues);

}  // namespace app
