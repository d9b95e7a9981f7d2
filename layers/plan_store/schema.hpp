// The tables of a plan file, derived from the entities' Describe<T>.
#pragma once

#include "geo/plan/plan.hpp"
#include "layers/plan_store/database.hpp"

#include <string>
#include <vector>

namespace layers {

struct TableSql {
  std::string name;
  std::string sql;  ///< CREATE TABLE
  bool has_geometry = false;
};

/// The plan file's own tables (without SpatiaLite's), in an order in which references point backwards.
[[nodiscard]] std::vector<TableSql> plan_tables();

/// Makes SpatiaLite's tables, the plan's tables, geometry columns, spatial indexes, application_id and user_version
/// in an empty database.
void create_schema(Database& database, const std::string& map_crs);

/// The SRID under which the CRS stands in the file; registers it if it does not yet. Throws Error if the CRS is not
/// known or not projected in metres. Must run inside a transaction.
[[nodiscard]] int register_srid(Database& database, const std::string& crs);
/// The SRID of the plan's geometry columns.
[[nodiscard]] int srid_of_geometry(Database& database);
/// Gives all geometry columns and what is in them another SRID, without moving anything.
void change_srid(Database& database, int srid);

}  // namespace layers
