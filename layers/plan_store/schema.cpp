#include "layers/plan_store/schema.hpp"

#include "geo/crs.hpp"
#include "layers/plan_store/field_json.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

#include <array>
#include <memory>
#include <utility>

namespace layers {

namespace {

using geo::say;

/// `text` as an SQL string.
std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

template <geo::NamedEnum E>
std::string word_list() {
  std::string out;
  for (const char* name : geo::EnumText<E>::names) out += (out.empty() ? "" : ", ") + literal(name);
  return out;
}

/// Writes the column definitions; defaults are those of a new entity, so that a row can be added in QGIS as well.
class Columns {
public:
  template <class Field>
  void operator()(const char* name, const Field& field) {
    add(name, field, "");
  }
  template <class Field>
  void operator()(const char* name, const Field& field, geo::Limits limits) {
    add(name, field, fmt::format(" AND {} BETWEEN {} AND {}", quoted_name(name), limits.low, limits.high));
  }
  std::string sql;
  bool has_geometry = false;

private:
  void column(std::string_view text) { sql += fmt::format(",\n  {}", text); }
  void add(const char* n, const std::string& value, const std::string&) {
    column(fmt::format("{0} TEXT NOT NULL DEFAULT {1} CHECK (typeof({0}) = 'text')", quoted_name(n), literal(value)));
  }
  void add(const char* n, int value, const std::string& limits) {
    column(fmt::format("{0} INTEGER NOT NULL DEFAULT {1} CHECK (typeof({0}) = 'integer'{2})", quoted_name(n), value,
                       limits));
  }
  void add(const char* n, double value, const std::string& limits) {
    column(fmt::format("{0} REAL NOT NULL DEFAULT {1} CHECK (typeof({0}) = 'real'{2})", quoted_name(n), value, limits));
  }
  void add(const char* n, bool value, const std::string&) {
    column(fmt::format("{0} INTEGER NOT NULL DEFAULT {1} CHECK ({0} IN (0, 1))", quoted_name(n), value ? 1 : 0));
  }
  void add(const char* n, const std::optional<int>&, const std::string& limits) {
    column(fmt::format("{0} INTEGER CHECK ({0} IS NULL OR typeof({0}) = 'integer'{1})", quoted_name(n), limits));
  }
  void add(const char* n, const std::optional<double>&, const std::string& limits) {
    column(fmt::format("{0} REAL CHECK ({0} IS NULL OR typeof({0}) = 'real'{1})", quoted_name(n), limits));
  }
  template <geo::NamedEnum E>
  void add(const char* n, E value, const std::string&) {
    column(fmt::format("{0} TEXT NOT NULL DEFAULT {1} CHECK ({0} IN ({2}))", quoted_name(n),
                       literal(geo::text_of(value)), word_list<E>()));
  }
  void add(const char* n, geo::Colour value, const std::string&) {
    std::string digits = "#";
    for (int i = 0; i < 8; ++i) digits += "[0-9A-F]";
    column(fmt::format("{0} TEXT NOT NULL DEFAULT {1} CHECK ({0} GLOB {2})", quoted_name(n), literal(hex_of(value)),
                       literal(digits)));
  }
  template <class T>
  void add(const char* n, geo::Ref<T>, const std::string&) {
    column(fmt::format("{} INTEGER REFERENCES {} (id) DEFERRABLE INITIALLY DEFERRED", quoted_name(n),
                       quoted_name(geo::Describe<T>::table)));
  }
  template <class Item>
  void add(const char* n, const std::vector<Item>&, const std::string&) {
    column(fmt::format("{0} TEXT NOT NULL DEFAULT '[]' CHECK (json_valid({0}))", quoted_name(n)));
  }
  void add(const char* n, const geo::Geometry&, const std::string&) {
    column(fmt::format("{} GEOMETRY", quoted_name(n)));
    has_geometry = true;
  }
  void add(const char*, const geo::YearlySeries&, const std::string&) {}   // a table of its own
  void add(const char*, const geo::YearlyAmounts&, const std::string&) {}  // a table of its own
};

template <class T>
TableSql entity_table() {
  Columns columns;
  const T fresh{};
  geo::Describe<T>::fields(fresh, columns);
  // There is one plan in a file.
  const char* id =
      std::is_same_v<T, geo::PlanInfo> ? "id INTEGER PRIMARY KEY CHECK (id = 1)" : "id INTEGER PRIMARY KEY";
  const std::string name = geo::Describe<T>::table;
  return {name, fmt::format("CREATE TABLE {} (\n  {}{}\n)", quoted_name(name), id, columns.sql), columns.has_geometry};
}

TableSql series_table() {
  return {"emission_source_year", fmt::format(R"(CREATE TABLE "emission_source_year" (
  emission_source_id INTEGER NOT NULL REFERENCES "emission_source" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  gas TEXT NOT NULL CHECK (gas IN ({})),
  mass_t REAL NOT NULL CHECK (typeof(mass_t) = 'real'),
  method TEXT NOT NULL DEFAULT 'unknown' CHECK (method IN ({})),
  PRIMARY KEY (emission_source_id, year, gas)
))",
                                              word_list<geo::Gas>(), word_list<geo::MassMethod>())};
}

/// Tonnes by year of a kind of entity, in `table`_year.
TableSql amounts_table(const char* table) {
  return {fmt::format("{}_year", table), fmt::format(R"(CREATE TABLE "{0}_year" (
  {0}_id INTEGER NOT NULL REFERENCES "{0}" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY ({0}_id, year)
))",
                                                     table)};
}

constexpr const char* history_sql = R"(CREATE TABLE "history" (
  revision INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  what TEXT NOT NULL,
  what_args TEXT NOT NULL CHECK (json_valid(what_args)),
  edit TEXT NOT NULL CHECK (json_valid(edit))
))";

constexpr const char* version_sql = R"(CREATE TABLE "version" (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  revision INTEGER NOT NULL REFERENCES "history" (revision),
  made_at TEXT NOT NULL
))";

/// CRSs that a Finnish planner meets, so that QGIS and ogr2ogr can name them from the file alone.
constexpr std::array always_registered{4326, 3067, 3873, 3874, 3875, 3876, 3877, 3878,
                                       3879, 3880, 3881, 3882, 3883, 3884, 3885};

bool is_registered(Database& database, int srid) {
  return database.number(fmt::format("SELECT count(*) FROM spatial_ref_sys WHERE srid = {}", srid)) > 0;
}

/// From SpatiaLite's own list, as QGIS writes it; does nothing for a code that is not in the list.
void insert_epsg(Database& database, int srid) {
  Statement insert(database, "SELECT InsertEpsgSrid(?1)");
  insert.bind(1, std::int64_t{srid});
  insert.step();
}

struct SrsDeleter {
  void operator()(void* srs) const { OSRDestroySpatialReference(srs); }
};
using Srs = std::unique_ptr<void, SrsDeleter>;
struct CplDeleter {
  void operator()(char* text) const { CPLFree(text); }
};

template <class Export>
std::string exported(Export&& write) {
  char* raw = nullptr;
  write(&raw);
  const std::unique_ptr<char, CplDeleter> text(raw);
  return text ? text.get() : "";
}

void insert_crs(Database& database, int srid, const std::string& authority, int code, const geo::Crs& crs) {
  const Srs srs(OSRNewSpatialReference(nullptr));
  const bool known = crs.epsg() != 0 ? OSRImportFromEPSG(srs.get(), crs.epsg()) == OGRERR_NONE
                                     : OSRSetFromUserInput(srs.get(), crs.text().c_str()) == OGRERR_NONE;
  if (!known)
    throw geo::Error(database.path(),
                     say("The map's coordinate system {0} can not be written to the file.", crs.name()),
                     say("Choose another coordinate system."));
  const std::string wkt = exported([&](char** out) { OSRExportToWkt(srs.get(), out); });
  const std::string proj = exported([&](char** out) { OSRExportToProj4(srs.get(), out); });
  Statement insert(database,
                   "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, ref_sys_name, proj4text, srtext) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  insert.bind(1, std::int64_t{srid});
  insert.bind(2, std::string_view(authority));
  insert.bind(3, std::int64_t{code});
  insert.bind(4, std::string_view(crs.name()));
  insert.bind(5, std::string_view(proj));
  insert.bind(6, std::string_view(wkt));
  insert.step();
}

}  // namespace

std::vector<TableSql> plan_tables() {
  std::vector<TableSql> tables;
  geo::Plan().for_each_table([&]<class T>(const geo::Table<T>&) {
    tables.push_back(entity_table<T>());
    if constexpr (std::is_same_v<T, geo::EmissionSource>) tables.push_back(series_table());
    if constexpr (requires(T t) { t.amounts; }) tables.push_back(amounts_table(geo::Describe<T>::table));
  });
  tables.push_back({"history", history_sql});
  tables.push_back({"version", version_sql});
  return tables;
}

void create_schema(Database& database, const std::string& map_crs) {
  // SpatiaLite's own list of 6,000 CRSs would make every plan 6.6 MB large: only what is needed is put in.
  if (database.number("SELECT InitSpatialMetaData(1, 'NONE')") != 1)
    throw geo::Error(database.path(), say("The file can not be written to."),
                     say("Check that there is room on the disk."));
  Transaction transaction(database, Transaction::Kind::write);
  for (const int srid : always_registered) insert_epsg(database, srid);
  const int srid = register_srid(database, map_crs);
  for (const TableSql& table : plan_tables()) {
    database.run(table.sql);
    if (!table.has_geometry) continue;
    const std::string name = literal(table.name);
    if (database.number(
            fmt::format("SELECT RecoverGeometryColumn({}, 'geometry', {}, 'GEOMETRY', 'XY')", name, srid)) != 1 ||
        database.number(fmt::format("SELECT CreateSpatialIndex({}, 'geometry')", name)) != 1)
      database.fail();
  }
  database.run(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", plan_application_id, plan_file_version));
  transaction.commit();
}

int register_srid(Database& database, const std::string& text) {
  const geo::Crs crs = geo::Crs::from_text(text);
  if (!crs.is_projected_in_metres())
    throw geo::Error(text, say("{0} is not projected in metres, which a plan's map needs.", crs.name()),
                     say("Choose a projected coordinate system, for example EPSG:3067."));
  if (const int epsg = crs.epsg(); epsg != 0) {
    if (!is_registered(database, epsg)) insert_epsg(database, epsg);
    if (!is_registered(database, epsg)) insert_crs(database, epsg, "epsg", epsg, crs);
    return epsg;
  }
  // A CRS of its own: numbers from here on belong to nobody.
  constexpr int first_own_srid = 1'000'000;
  int srid = first_own_srid;
  while (is_registered(database, srid)) ++srid;
  insert_crs(database, srid, "hiilitie", srid, crs);
  return srid;
}

int srid_of_geometry(Database& database) {
  return static_cast<int>(database.number("SELECT srid FROM geometry_columns WHERE f_table_name = 'emission_source'"));
}

void change_srid(Database& database, int srid) {
  for (const TableSql& table : plan_tables()) {
    if (!table.has_geometry) continue;
    Statement registered(database, "UPDATE geometry_columns SET srid = ?1 WHERE f_table_name = ?2");
    registered.bind(1, std::int64_t{srid});
    registered.bind(2, std::string_view(table.name));
    registered.step();
    database.run(fmt::format("UPDATE {} SET geometry = SetSRID(geometry, {}) WHERE geometry IS NOT NULL",
                             quoted_name(table.name), srid));
  }
}

}  // namespace layers
