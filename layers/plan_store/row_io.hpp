// Entities as rows of the plan file's tables, derived from their Describe<T>.
#pragma once

#include "geo/error.hpp"
#include "geo/plan/edit.hpp"
#include "layers/plan_store/database.hpp"

namespace layers {

/// Inserts, updates or deletes the row of a change. Throws Error, before anything of the change is written, when a
/// value can not be stored (not a number, outside its limits, a geometry without a place).
void write_change(Database& database, const geo::AnyChange& change, int srid);

/// All rows of all tables. Rows that can not be read are left out and listed; a reference to a row that is not there
/// becomes none and is listed.
[[nodiscard]] geo::Plan read_plan(Database& database, std::vector<geo::Problem>& problems);

struct UnreadableRow {
  std::string table;
  std::int64_t id = 0;  ///< of a yearly mass: its source's
  std::string column;   ///< the first that can not be read
};

[[nodiscard]] std::vector<UnreadableRow> unreadable_rows(Database& database);

}  // namespace layers
