// Which rows of columns meet conditions: what a layer's filter lets through, what a table shows.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/entity.hpp"
#include "geo/progress.hpp"
#include "geo/row_set.hpp"

#include <span>

namespace geo {

/// Rows that meet all conditions. A condition without an attribute asks whether any column contains its text (numbers
/// as they are written, with a comma or a point); one on an attribute that there is not lets nothing through.
/// A million numbers take some 3 ms, a million texts some 30 ms. Throws Cancelled when asked to stop.
[[nodiscard]] RowSet rows_meeting(std::span<const Condition> conditions, std::span<const Column> columns,
                                  std::size_t row_count, Progress& progress);
/// The same of some rows only.
[[nodiscard]] RowSet rows_meeting(std::span<const Condition> conditions, std::span<const Column> columns, RowSet of,
                                  Progress& progress);

}  // namespace geo
