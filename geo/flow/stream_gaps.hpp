// What a side stream lacks before it can be matched: said while it is entered, not when nothing comes of it.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <vector>

namespace geo {

/// A sentence for each thing that keeps the stream out of the market of a year (geo/symbiosis/market.hpp), and at the
/// end, when nothing does, whether the plan has anybody on the other side of its material. Empty: it can be matched.
[[nodiscard]] std::vector<Message> stream_gaps(const Plan& plan, const SideStream& stream, const Catalogues& catalogues,
                                               int year);

}  // namespace geo
