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
  static const std::array steps{MigrationStep{1, version_2_from_1}, MigrationStep{2, version_3_from_2}};
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
