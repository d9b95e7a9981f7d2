#include "geo/geometry.hpp"
#include "layers/plan_store/database.hpp"
#include "layers/plan_store/file_header.hpp"
#include "layers/plan_store/geometry_blob.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "layers/plan_store/row_io.hpp"
#include "layers/plan_store/schema.hpp"

#include <fmt/format.h>

#include <set>

namespace layers {

namespace {

using geo::say;

class Check {
public:
  explicit Check(Database& database) : database_(database) {}

  std::vector<Fault> run() {
    // Each of these may find a page that can not be read; the others still say what they can.
    guarded({}, [&] { application_and_version(); });
    guarded({}, [&] { pages_and_checks(); });
    guarded({}, [&] { tables(); });
    guarded({}, [&] { references(); });
    for (const TableSql& table : plan_tables()) {
      if (missing_.contains(table.name)) continue;
      if (table.has_geometry) guarded(table.name, [&] { geometry(table.name); });
      if (table.has_geometry) guarded(table.name, [&] { spatial_index(table.name); });
    }
    if (missing_.empty()) guarded({}, [&] { rows(); });
    if (!missing_.contains("history")) guarded("history", [&] { history(); });
    return std::move(faults_);
  }

private:
  void add(std::string table, std::optional<std::int64_t> row, geo::Message what) {
    faults_.push_back({std::move(table), row, std::move(what)});
  }
  template <class Step>
  void guarded(const std::string& table, Step&& step) {
    try {
      step();
    } catch (const geo::Error& error) {
      add(table, {}, error.reason());
    }
  }

  void application_and_version() {
    const auto application = static_cast<std::uint32_t>(database_.number("PRAGMA application_id"));
    if (application != plan_application_id)
      add({}, {},
          say("The file is marked as that of another program (application id {0}).",
              fmt::format("{:#010x}", application)));
    if (const auto version = database_.number("PRAGMA user_version"); version != plan_file_version)
      add({}, {},
          say("The file is of version {0}, not {1}.", std::to_string(version), std::to_string(plan_file_version)));
  }

  void pages_and_checks() {
    // Also finds rows that break a CHECK or NOT NULL, and indexes out of step with their table.
    Statement finding(database_, "PRAGMA integrity_check(1000)");
    while (finding.step())
      if (finding.text(0) != "ok") add({}, {}, say("The database is not whole: {0}.", finding.text(0)));
  }

  void tables() {
    for (const TableSql& table : plan_tables()) {
      Statement found(database_, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1");
      found.bind(1, std::string_view(table.name));
      if (!found.step()) {
        missing_.insert(table.name);
        add(table.name, {}, say("The table is missing."));
        continue;
      }
      if (found.text(0) != table.sql)
        add(table.name, {}, say("The table was changed: its columns or checks are not those of a plan."));
      if (!table.has_geometry) continue;
      Statement registered(database_,
                           "SELECT srid, spatial_index_enabled FROM geometry_columns WHERE f_table_name = ?1 "
                           "AND f_geometry_column = 'geometry'");
      registered.bind(1, std::string_view(table.name));
      if (!registered.step())
        add(table.name, {}, say("The geometry column is not registered."));
      else if (registered.integer(0) != srid_of_geometry(database_))
        add(table.name, {}, say("The geometry column is registered with another coordinate system than the others."));
      else if (registered.integer(1) != 1)
        add(table.name, {}, say("The geometry column has no spatial index."));
    }
  }

  void references() {
    Statement broken(database_, "PRAGMA foreign_key_check");
    while (broken.step())
      add(std::string(broken.text(0)), broken.integer(1),
          say("The row refers to a row of {0} that is not there.", broken.text(2)));
  }

  void geometry(const std::string& table) {
    const int srid = srid_of_geometry(database_);
    Statement row(database_, fmt::format("SELECT id, geometry FROM {} WHERE geometry IS NOT NULL", quoted_name(table)));
    while (row.step()) {
      const std::int64_t id = row.integer(0);
      const auto found = row.type(1) == ValueType::blob ? geometry_of(row.blob(1)) : std::nullopt;
      if (!found)
        add(table, id, say("The geometry can not be read."));
      else if (found->srid != srid)
        add(table, id,
            say("The geometry is in coordinate system {0}, not {1}.", std::to_string(found->srid),
                std::to_string(srid)));
      else if (!geo::is_valid(found->geometry))
        add(table, id, say("The geometry is not valid: its outline crosses or touches itself."));
    }
  }

  /// Each geometry has one box in the index, at its place; the index keeps boxes as floats, rounded outwards.
  void spatial_index(const std::string& table) {
    const std::string index = quoted_name("idx_" + table + "_geometry");
    const std::int64_t geometries = database_.number(
        fmt::format("SELECT count(*) FROM {} WHERE MbrMinX(geometry) IS NOT NULL", quoted_name(table)));
    const std::int64_t boxes = database_.number(fmt::format("SELECT count(*) FROM {}", index));
    if (const std::string inner = database_.text(fmt::format("SELECT rtreecheck('idx_{}_geometry')", table));
        inner != "ok")
      add(table, {}, say("The spatial index is not whole: {0}.", inner));
    if (geometries != boxes)
      add(table, {},
          say("The spatial index holds {0} things, the table {1}.", std::to_string(boxes), std::to_string(geometries)));
    Statement apart(database_, fmt::format("SELECT t.id FROM {} AS t LEFT JOIN {} AS i ON i.pkid = t.id "
                                           "WHERE MbrMinX(t.geometry) IS NOT NULL AND (i.pkid IS NULL "
                                           "OR i.xmin > MbrMinX(t.geometry) OR i.xmax < MbrMaxX(t.geometry) "
                                           "OR i.ymin > MbrMinY(t.geometry) OR i.ymax < MbrMaxY(t.geometry) "
                                           "OR MbrMinX(t.geometry) - i.xmin > 1e-6 * abs(i.xmin) + 1e-30 "
                                           "OR i.xmax - MbrMaxX(t.geometry) > 1e-6 * abs(i.xmax) + 1e-30 "
                                           "OR MbrMinY(t.geometry) - i.ymin > 1e-6 * abs(i.ymin) + 1e-30 "
                                           "OR i.ymax - MbrMaxY(t.geometry) > 1e-6 * abs(i.ymax) + 1e-30)",
                                           quoted_name(table), index));
    while (apart.step()) add(table, apart.integer(0), say("The spatial index does not know where this is."));
  }

  void rows() {
    for (const UnreadableRow& row : unreadable_rows(database_))
      if (row.column != "geometry") add(row.table, row.id, say("{0} can not be read.", row.column));
    if (database_.number("SELECT count(*) FROM plan") == 0) add("plan", {}, say("The plan's own row is missing."));
    Statement twice(database_,
                    "SELECT emission_source_id, year, gas FROM emission_source_year "
                    "GROUP BY emission_source_id, year, gas HAVING count(*) > 1");
    while (twice.step())
      add("emission_source_year", twice.integer(0),
          say("The year {0} stands twice for {1}.", std::to_string(twice.integer(1)), twice.text(2)));
    for (const std::string table : {"material_flow", "side_stream", "material_account"}) {
      Statement again(database_, fmt::format("SELECT {0}_id, year FROM {0}_year GROUP BY {0}_id, year "
                                             "HAVING count(*) > 1",
                                             table));
      while (again.step())
        add(table + "_year", again.integer(0), say("The year {0} stands twice.", std::to_string(again.integer(1))));
    }
  }

  void history() {
    std::int64_t expected = 0;
    Statement row(database_, "SELECT revision FROM history ORDER BY revision");
    while (row.step()) {
      if (row.integer(0) != expected)
        add("history", row.integer(0), say("Steps before this one are missing from the history."));
      expected = row.integer(0) + 1;
    }
    if (expected == 0) add("history", {}, say("The history is empty."));
  }

  Database& database_;
  std::set<std::string> missing_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check_plan_file(const std::string& path) {
  expect_sqlite_file(path);
  Database database(path, Database::Mode::check);
  return Check(database).run();
}

}  // namespace layers
