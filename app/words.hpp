// The person's words for the plan's enumerations.
#pragma once

#include "geo/balance/balance.hpp"
#include "geo/balance/count_choice.hpp"
#include "geo/plan/entity.hpp"

#include <string>

namespace app {

[[nodiscard]] std::string word(geo::Role role);
[[nodiscard]] std::string word(geo::Sector sector);
[[nodiscard]] std::string word(geo::Gas gas);
[[nodiscard]] std::string word(geo::GasGroup group);
/// "Methane, landfill".
[[nodiscard]] std::string word(const geo::CountChoice& counted);
[[nodiscard]] std::string word(geo::SinkKind kind);
[[nodiscard]] std::string word(geo::SinkState state);
[[nodiscard]] std::string word(geo::SurroundingKind kind);
[[nodiscard]] std::string word(geo::FactorStatus status);
[[nodiscard]] std::string word(geo::MassMethod method);
[[nodiscard]] std::string word(geo::StyleMode mode);
[[nodiscard]] std::string word(geo::ClassMethod method);
[[nodiscard]] std::string word(geo::Hatch hatch);
[[nodiscard]] std::string word(geo::Dash dash);
[[nodiscard]] std::string word(geo::Blend blend);

}  // namespace app
