#include "layers/plan_store/migration.hpp"

#include "layers/plan_store/plan_store.hpp"
#include "layers/plan_store/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>

namespace layers {

namespace {

namespace fs = std::filesystem;
using geo::say;

std::string free_copy_name(const fs::path& plan, int version) {
  for (int n = 1;; ++n) {
    const std::string suffix = n == 1 ? "" : fmt::format("-{}", n);
    const fs::path copy = plan.parent_path() /
                          fmt::format("{}.v{}{}{}", plan.stem().string(), version, suffix, plan.extension().string());
    if (!fs::exists(copy)) return copy.string();
  }
}

/// Adds a column to a table's end, as in the CREATE TABLE of a new file.
void add_column(Database& database, const char* table, const char* definition) {
  database.run(fmt::format("ALTER TABLE \"{}\" ADD COLUMN {}", table, definition));
}

/// What a layer's picture can be: dashes, reversed ramps, more kinds of classes, label size and priority, groups,
/// blending, visible scales, filters; the heatmap's measure; kept views as steps of a presentation.
void version_2_from_1(Database& database) {
  add_column(database, "plan",
             R"("heatmap_radius_m" REAL CHECK ("heatmap_radius_m" IS NULL OR )"
             R"(typeof("heatmap_radius_m") = 'real' AND "heatmap_radius_m" BETWEEN 1 AND 100000))");
  add_column(database, "plan",
             R"("heatmap_cell_m" REAL CHECK ("heatmap_cell_m" IS NULL OR )"
             R"(typeof("heatmap_cell_m") = 'real' AND "heatmap_cell_m" BETWEEN 0.1 AND 100000))");
  add_column(database, "style",
             R"("dash" TEXT NOT NULL DEFAULT 'solid' CHECK ("dash" IN ('solid', 'dashed', 'dotted')))");
  add_column(database, "style", R"("ramp_reversed" INTEGER NOT NULL DEFAULT 0 CHECK ("ramp_reversed" IN (0, 1)))");
  add_column(database, "style",
             R"("label_size_px" REAL NOT NULL DEFAULT 12.4 CHECK ()"
             R"(typeof("label_size_px") = 'real' AND "label_size_px" BETWEEN 6 AND 60))");
  add_column(database, "style",
             R"("label_priority" INTEGER NOT NULL DEFAULT 5 CHECK ()"
             R"(typeof("label_priority") = 'integer' AND "label_priority" BETWEEN 1 AND 9))");
  add_column(database, "layer", R"("group_name" TEXT NOT NULL DEFAULT '' CHECK (typeof("group_name") = 'text'))");
  add_column(database, "layer",
             R"("blend" TEXT NOT NULL DEFAULT 'normal' CHECK ("blend" IN ('normal', 'multiply', 'screen')))");
  add_column(database, "layer",
             R"("coarsest_scale" REAL CHECK ("coarsest_scale" IS NULL OR )"
             R"(typeof("coarsest_scale") = 'real' AND "coarsest_scale" BETWEEN 1 AND 1000000000))");
  add_column(database, "layer",
             R"("finest_scale" REAL CHECK ("finest_scale" IS NULL OR )"
             R"(typeof("finest_scale") = 'real' AND "finest_scale" BETWEEN 1 AND 1000000000))");
  add_column(database, "layer", R"("filter" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("filter")))");
  add_column(database, "view", R"("note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'))");
  add_column(database, "view",
             R"("height_m" REAL NOT NULL DEFAULT 0 CHECK ()"
             R"(typeof("height_m") = 'real' AND "height_m" BETWEEN 0 AND 1000000000))");
  add_column(database, "view", R"("step" REAL NOT NULL DEFAULT 0 CHECK (typeof("step") = 'real'))");
  add_column(database, "view", R"("hidden" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("hidden")))");
}

/// Calculation models and their inputs: of the plan, of emission sources, of sink sites.
void version_3_from_2(Database& database) {
  constexpr const char* model = R"("model" TEXT NOT NULL DEFAULT '' CHECK (typeof("model") = 'text'))";
  constexpr const char* inputs = R"("inputs" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("inputs")))";
  add_column(database, "emission_source", model);
  add_column(database, "emission_source", inputs);
  add_column(database, "emission_source",
             R"("scale" REAL NOT NULL DEFAULT 1 CHECK ()"
             R"(typeof("scale") = 'real' AND "scale" BETWEEN 0 AND 1000000000))");
  add_column(database, "emission_source",
             R"("counted" TEXT NOT NULL DEFAULT 'given-first' CHECK ()"
             R"("counted" IN ('given', 'modelled', 'given-first')))");
  for (const char* year : {"first_year", "last_year"})
    add_column(database, "emission_source",
               fmt::format(R"("{0}" INTEGER CHECK ("{0}" IS NULL OR )"
                           R"(typeof("{0}") = 'integer' AND "{0}" BETWEEN 1800 AND 2500))",
                           year)
                   .c_str());
  add_column(database, "emission_source",
             R"("supplier_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED)");
  add_column(database, "sink_site", model);
  add_column(database, "sink_site", inputs);
  database.run(R"(CREATE TABLE "calculation_model" (
  id INTEGER PRIMARY KEY,
  "model_id" TEXT NOT NULL DEFAULT '' CHECK (typeof("model_id") = 'text'),
  "definition" TEXT NOT NULL DEFAULT '' CHECK (typeof("definition") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1))
))");
}

/// Material flows, side streams and the accounts of a mass balance, with their tonnes by year.
void version_4_from_3(Database& database) {
  database.run(R"(CREATE TABLE "material_flow" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "from_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "to_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "from_place" TEXT NOT NULL DEFAULT '' CHECK (typeof("from_place") = 'text'),
  "to_place" TEXT NOT NULL DEFAULT '' CHECK (typeof("to_place") = 'text'),
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "state" TEXT NOT NULL DEFAULT 'existing' CHECK ("state" IN ('existing', 'planned')),
  "vehicle" TEXT NOT NULL DEFAULT '' CHECK (typeof("vehicle") = 'text'),
  "load_share" REAL CHECK ("load_share" IS NULL OR typeof("load_share") = 'real' AND "load_share" BETWEEN 0 AND 1),
  "empty_return_share" REAL CHECK ("empty_return_share" IS NULL OR typeof("empty_return_share") = 'real' AND "empty_return_share" BETWEEN 0 AND 1),
  "distance_km" REAL CHECK ("distance_km" IS NULL OR typeof("distance_km") = 'real' AND "distance_km" BETWEEN 0 AND 100000),
  "treatment" TEXT NOT NULL DEFAULT 'none' CHECK ("treatment" IN ('none', 'recycling', 'recovery', 'landfill')),
  "transport_counted" INTEGER NOT NULL DEFAULT 1 CHECK ("transport_counted" IN (0, 1)),
  "carrier_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
))");
  database.run(R"(CREATE TABLE "material_flow_year" (
  material_flow_id INTEGER NOT NULL REFERENCES "material_flow" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (material_flow_id, year)
))");
  database.run(R"(CREATE TABLE "side_stream" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'offer' CHECK ("kind" IN ('offer', 'need')),
  "partner_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "quality" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("quality")),
  "hazard_accepted" INTEGER NOT NULL DEFAULT 0 CHECK ("hazard_accepted" IN (0, 1)),
  "max_distance_km" REAL CHECK ("max_distance_km" IS NULL OR typeof("max_distance_km") = 'real' AND "max_distance_km" BETWEEN 0 AND 100000),
  "lot_t" REAL CHECK ("lot_t" IS NULL OR typeof("lot_t") = 'real' AND "lot_t" BETWEEN 0 AND 1000000000),
  "fixed_cost_eur" REAL CHECK ("fixed_cost_eur" IS NULL OR typeof("fixed_cost_eur") = 'real' AND "fixed_cost_eur" BETWEEN 0 AND 1000000000000),
  "avoided_t_co2e_per_t" REAL CHECK ("avoided_t_co2e_per_t" IS NULL OR typeof("avoided_t_co2e_per_t") = 'real' AND "avoided_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "avoided_low_t_co2e_per_t" REAL CHECK ("avoided_low_t_co2e_per_t" IS NULL OR typeof("avoided_low_t_co2e_per_t") = 'real' AND "avoided_low_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "avoided_high_t_co2e_per_t" REAL CHECK ("avoided_high_t_co2e_per_t" IS NULL OR typeof("avoided_high_t_co2e_per_t") = 'real' AND "avoided_high_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "pretreatment_t_co2e_per_t" REAL CHECK ("pretreatment_t_co2e_per_t" IS NULL OR typeof("pretreatment_t_co2e_per_t") = 'real' AND "pretreatment_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "benefit_eur_per_t" REAL CHECK ("benefit_eur_per_t" IS NULL OR typeof("benefit_eur_per_t") = 'real' AND "benefit_eur_per_t" BETWEEN -1000000 AND 1000000),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
))");
  database.run(R"(CREATE TABLE "side_stream_year" (
  side_stream_id INTEGER NOT NULL REFERENCES "side_stream" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (side_stream_id, year)
))");
  database.run(R"(CREATE TABLE "material_account" (
  id INTEGER PRIMARY KEY,
  "partner_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'generated' CHECK ("kind" IN ('generated', 'used', 'stock')),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1))
))");
  database.run(R"(CREATE TABLE "material_account_year" (
  material_account_id INTEGER NOT NULL REFERENCES "material_account" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (material_account_id, year)
))");
  for (const char* table : {"material_flow", "side_stream"})
    if (database.number(fmt::format("SELECT RecoverGeometryColumn('{}', 'geometry', {}, 'GEOMETRY', 'XY')", table,
                                    srid_of_geometry(database))) != 1 ||
        database.number(fmt::format("SELECT CreateSpatialIndex('{}', 'geometry')", table)) != 1)
      database.fail();
}

/// Gives the tables the text that they have in a new file. Altered columns leave a text that means the same but for
/// CHECKs, which can not be altered; SQLite's manual allows to rewrite the text where what is stored stays valid. A
/// table that has columns of somebody else's is left alone.
void write_schema_text(Database& database) {
  for (const TableSql& table : plan_tables()) {
    constexpr std::string_view create = "CREATE TABLE ";
    assert(table.sql.starts_with(create));
    database.run("CREATE TEMP TABLE " + table.sql.substr(create.size()));
    const auto columns = [&](const char* schema) {
      return database.text(
          fmt::format("SELECT group_concat(name || ' ' || type || ' ' || \"notnull\") FROM "
                      "pragma_table_info('{}', '{}')",
                      table.name, schema));
    };
    const bool same_columns = columns("main") == columns("temp");
    database.run(fmt::format("DROP TABLE temp.\"{}\"", table.name));
    if (!same_columns) continue;
    database.run("PRAGMA writable_schema = ON");
    {
      Statement write(database, "UPDATE main.sqlite_schema SET sql = ?1 WHERE type = 'table' AND name = ?2");
      write.bind(1, std::string_view(table.sql));
      write.bind(2, std::string_view(table.name));
      write.step();
    }
    database.run("PRAGMA writable_schema = RESET");
  }
}

}  // namespace

std::span<const MigrationStep> migration_steps() {
  static const std::array steps{MigrationStep{1, version_2_from_1}, MigrationStep{2, version_3_from_2},
                                MigrationStep{3, version_4_from_3}};
  return steps;
}

std::string migrate(Database& database, std::span<const MigrationStep> steps, int to_version) {
  const int from_version = static_cast<int>(database.number("PRAGMA user_version"));
  if (from_version >= to_version) return {};
  std::string copy;
  try {
    Transaction transaction(database, Transaction::Kind::write);  // nobody writes between the copy and the steps
    copy = free_copy_name(database.path(), from_version);
    fs::copy_file(database.path(), copy);
    for (int version = from_version; version < to_version; ++version) {
      const auto step =
          std::find_if(steps.begin(), steps.end(), [&](const MigrationStep& s) { return s.from_version == version; });
      if (step == steps.end())
        throw geo::Error(database.path(), say("The plan is of version {0}, which this program can not bring forward.",
                                              std::to_string(version)));
      step->apply(database);
    }
    if (to_version == plan_file_version) write_schema_text(database);
    database.run(fmt::format("PRAGMA user_version = {}", to_version));
    transaction.commit();
  } catch (const fs::filesystem_error& error) {
    throw geo::Error(database.path(),
                     say("A copy of the older file can not be kept beside it: {0}.", error.code().message()),
                     say("Make room on the disk, or check that the folder may be changed."));
  } catch (const geo::Error&) {
    std::error_code ignored;
    if (!copy.empty()) fs::remove(copy, ignored);
    throw;
  }
  return copy;
}

}  // namespace layers
