#include "geo/flow/stream_gaps.hpp"

#include "geo/flow/flow_place.hpp"
#include "geo/flow/flow_source.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace geo {

namespace {

/// Whether somebody of the other kind has tonnes of the material in the year; waste that goes to a landfill is on
/// offer.
bool has_other_side(const Plan& plan, const SideStream& stream, int year) {
  const auto has_tonnes = [year](const YearlyAmounts& amounts) { return amount_t(amounts, year).value_or(0) > 0; };
  const auto is_other = [&](const auto& other) {
    return other->kind != stream.kind && other->material == stream.material && has_tonnes(other->amounts);
  };
  const auto is_landfilled = [&](const auto& flow) {
    return stream.kind == StreamKind::need && flow->state == FlowState::existing &&
           flow->treatment == Treatment::landfill && flow->material == stream.material && has_tonnes(flow->amounts);
  };
  return std::ranges::any_of(plan.side_streams(), is_other) ||
         std::ranges::any_of(plan.material_flows(), is_landfilled);
}

bool is_avoided_known(const Plan& plan, const SideStream& stream, const Catalogues& catalogues, int year) {
  if (stream.avoided_t_co2e_per_t) return true;
  MaterialFlow used;
  used.material = stream.material;
  used.treatment = Treatment::recycling;
  return avoided_per_t(plan, used, catalogues, year).has_value();
}

}  // namespace

std::vector<Message> stream_gaps(const Plan& plan, const SideStream& stream, const Catalogues& catalogues, int year) {
  std::vector<Message> gaps;
  const std::string year_said = std::to_string(year);
  if (stream.material.empty()) gaps.push_back(say("Its material is not chosen."));
  const auto tonnes = amount_t(stream.amounts, year);
  if (stream.amounts.empty())
    gaps.push_back(say("Its tonnes are not given for any year."));
  else if (!tonnes)
    gaps.push_back(say("Its tonnes in {0} are not known.", year_said));
  else if (!std::isfinite(*tonnes) || *tonnes <= 0)
    gaps.push_back(say("It has no tonnes in {0}.", year_said));
  if (!stream_place(plan, stream))
    gaps.push_back(stream.partner ? say("Its partner has no place on the map.")
                                  : say("It has no place: choose its partner, or mark it on the map."));
  if (stream.kind == StreamKind::need && !stream.material.empty() && !is_avoided_known(plan, stream, catalogues, year))
    gaps.push_back(say("What a tonne of it avoids is not known: without that nothing can be saved."));
  if (gaps.empty() && !has_other_side(plan, stream, year))
    gaps.push_back(stream.kind == StreamKind::offer
                       ? say("Nobody in the plan needs this material in {0}.", year_said)
                       : say("Nobody in the plan offers this material in {0}.", year_said));
  return gaps;
}

}  // namespace geo
