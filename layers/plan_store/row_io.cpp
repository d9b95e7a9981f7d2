#include "layers/plan_store/row_io.hpp"

#include "layers/plan_store/field_json.hpp"
#include "layers/plan_store/geometry_blob.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace layers {

namespace {

using geo::say;

/// The names of an entity's columns, without its id and its series.
class ColumnNames {
public:
  template <class Field>
  void operator()(const char* name, const Field&) {
    if constexpr (!geo::has_own_table<Field>) names.push_back(quoted_name(name));
  }
  template <class Field>
  void operator()(const char* name, const Field& field, geo::Limits) {
    (*this)(name, field);
  }
  std::vector<std::string> names;
};

template <class T>
std::vector<std::string> column_names() {
  ColumnNames columns;
  const T any{};
  geo::Describe<T>::fields(any, columns);
  return columns.names;
}

// ---- writing ---------------------------------------------------------------------------------------------------

/// Binds an entity's fields from place 2 on; place 1 is its id. Throws Error for values that can not be stored.
class Bind {
public:
  Bind(Statement& statement, const std::string& subject, const char* table, std::int64_t id, int srid)
      : statement_(statement), subject_(subject), row_(fmt::format("{} {}", table, id)), srid_(srid) {
    statement_.bind(1, id);
  }

  template <class Field>
  void operator()(const char* name, const Field& field) {
    if constexpr (!geo::has_own_table<Field>) {
      name_ = name;
      bind(field);
      ++place_;
    }
  }
  template <class Field>
  void operator()(const char* name, const Field& field, geo::Limits limits) {
    name_ = name;
    if constexpr (requires { field.has_value(); }) {
      if (field) expect_inside(static_cast<double>(*field), limits);
    } else {
      expect_inside(static_cast<double>(field), limits);
    }
    (*this)(name, field);
  }

private:
  void bind(const std::string& value) { statement_.bind(place_, std::string_view(value)); }
  void bind(int value) { statement_.bind(place_, std::int64_t{value}); }
  void bind(bool value) { statement_.bind(place_, std::int64_t{value}); }
  void bind(double value) {
    expect_finite(value);
    statement_.bind(place_, value);
  }
  template <geo::NamedEnum E>
  void bind(E value) {
    statement_.bind(place_, geo::text_of(value));
  }
  void bind(geo::Colour value) { keep(hex_of(value)); }
  template <class T>
  void bind(geo::Ref<T> value) {
    if (value)
      statement_.bind(place_, value.value);
    else
      statement_.bind_null(place_);
  }
  template <class T>
  void bind(const std::optional<T>& value) {
    if (value)
      bind(*value);
    else
      statement_.bind_null(place_);
  }
  template <class Item>
  void bind(const std::vector<Item>& value) {
    if constexpr (std::is_same_v<Item, double>)
      for (const double number : value) expect_finite(number);
    if constexpr (std::is_same_v<Item, geo::Condition>)
      for (const geo::Condition& condition : value) {
        expect_finite(condition.low.value_or(0));
        expect_finite(condition.high.value_or(0));
      }
    if constexpr (std::is_same_v<Item, geo::ModelInput>)
      for (const geo::ModelInput& input : value) {
        expect_finite(input.value.value_or(0));
        expect_finite(input.uncertainty_pct.value_or(0));
        for (const geo::InputYear& year : input.years) expect_finite(year.value);
      }
    if constexpr (std::is_same_v<Item, geo::QualityLimit>)
      for (const geo::QualityLimit& limit : value) {
        expect_finite(limit.low.value_or(0));
        expect_finite(limit.high.value_or(0));
      }
    keep(column_text(value));
  }
  void bind(const geo::Geometry& value) {
    if (value.empty()) {
      statement_.bind_null(place_);
      return;
    }
    for (const geo::Part& part : value.parts) {
      if (part.rings.empty()) refuse(say("{0} of {1} has a part without positions."));
      for (const geo::Ring& ring : part.rings) {
        if (ring.empty()) refuse(say("{0} of {1} has a part without positions."));
        for (const geo::MapPoint& p : ring)
          if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m))
            refuse(say("{0} of {1} has a position that is not a number."));
      }
    }
    blob_ = blob_of(value, srid_);
    statement_.bind(place_, std::span<const std::byte>(blob_));
  }

  void keep(std::string text) {
    texts_.push_back(std::make_unique<std::string>(std::move(text)));
    statement_.bind(place_, std::string_view(*texts_.back()));
  }
  void expect_finite(double value) const {
    if (!std::isfinite(value)) refuse(say("{0} of {1} is not a number."));
  }
  void expect_inside(double value, geo::Limits limits) const {
    expect_finite(value);
    if (value < limits.low || value > limits.high)
      throw geo::Error(subject_, say("{0} of {1} is {2}; it must be between {3} and {4}.", name_, row_,
                                     fmt::to_string(value), fmt::to_string(limits.low), fmt::to_string(limits.high)));
  }
  [[noreturn]] void refuse(geo::Message why) const {
    why.args = {name_, row_};
    throw geo::Error(subject_, std::move(why));
  }

  Statement& statement_;
  const std::string& subject_;
  std::string row_;
  std::string name_;
  int srid_;
  int place_ = 2;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<std::byte> blob_;
};

template <class T>
std::string insert_sql() {
  std::string columns = "id";
  std::string places = "?1";
  int place = 2;
  for (const std::string& name : column_names<T>()) {
    columns += ", " + name;
    places += fmt::format(", ?{}", place++);
  }
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", quoted_name(geo::Describe<T>::table), columns, places);
}

template <class T>
std::string update_sql() {
  std::string settings;
  int place = 2;
  for (const std::string& name : column_names<T>())
    settings += fmt::format("{}{} = ?{}", settings.empty() ? "" : ", ", name, place++);
  return fmt::format("UPDATE {} SET {} WHERE id = ?1 RETURNING id", quoted_name(geo::Describe<T>::table), settings);
}

[[noreturn]] void fail_missing(const Database& database, const char* table, std::int64_t id) {
  throw geo::Error(database.path(), say("{0} {1} is no longer in the file.", table, std::to_string(id)),
                   say("Another program has changed the file. Open the plan again."));
}

void write_series(Database& database, std::int64_t source, const geo::YearlySeries& series) {
  Statement remove(database, "DELETE FROM emission_source_year WHERE emission_source_id = ?1");
  remove.bind(1, source);
  remove.step();
  Statement insert(database,
                   "INSERT INTO emission_source_year (emission_source_id, year, gas, mass_t, method) "
                   "VALUES (?1, ?2, ?3, ?4, ?5)");
  for (const geo::YearlyMass& mass : series) {
    if (!std::isfinite(mass.mass_t))
      throw geo::Error(database.path(),
                       say("{0} of {1} is not a number.", "mass_t", fmt::format("emission_source {}", source)));
    insert.bind(1, source);
    insert.bind(2, std::int64_t{mass.year});
    insert.bind(3, geo::text_of(mass.gas));
    insert.bind(4, mass.mass_t);
    insert.bind(5, geo::text_of(mass.method));
    insert.step();
    insert.reset();
  }
}

void write_amounts(Database& database, const char* table, std::int64_t id, const geo::YearlyAmounts& amounts) {
  Statement remove(database, fmt::format("DELETE FROM {0}_year WHERE {0}_id = ?1", table));
  remove.bind(1, id);
  remove.step();
  Statement insert(database, fmt::format("INSERT INTO {0}_year ({0}_id, year, amount_t) VALUES (?1, ?2, ?3)", table));
  for (const geo::YearlyAmount& amount : amounts) {
    if (!std::isfinite(amount.amount_t))
      throw geo::Error(database.path(),
                       say("{0} of {1} is not a number.", "amount_t", fmt::format("{} {}", table, id)));
    insert.bind(1, id);
    insert.bind(2, std::int64_t{amount.year});
    insert.bind(3, amount.amount_t);
    insert.step();
    insert.reset();
  }
}

template <class T>
void write_one(Database& database, const geo::Change<T>& change, int srid) {
  const char* table = geo::Describe<T>::table;
  if (!change.after) {
    Statement remove(database, fmt::format("DELETE FROM {} WHERE id = ?1 RETURNING id", quoted_name(table)));
    remove.bind(1, change.id.value);
    if (!remove.step()) fail_missing(database, table, change.id.value);
    while (remove.step()) {
    }
    return;
  }
  Statement write(database, change.before ? update_sql<T>() : insert_sql<T>());
  Bind bind(write, database.path(), table, change.id.value, srid);
  geo::Describe<T>::fields(*change.after, bind);
  const bool row = write.step();
  if (change.before && !row) fail_missing(database, table, change.id.value);
  while (row && write.step()) {
  }
  if constexpr (requires { change.after->series; }) {
    if (!change.before || change.before->series != change.after->series)
      write_series(database, change.id.value, change.after->series);
  }
  if constexpr (requires { change.after->amounts; }) {
    if (!change.before || change.before->amounts != change.after->amounts)
      write_amounts(database, table, change.id.value, change.after->amounts);
  }
}

// ---- reading ---------------------------------------------------------------------------------------------------

/// A column whose value the field can not take.
struct Unreadable {
  std::string column;
};

/// Reads an entity's fields from column 1 on; column 0 is its id. Throws Unreadable.
class Read {
public:
  explicit Read(const Statement& row) : row_(row) {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    if constexpr (!geo::has_own_table<Field>) {
      name_ = name;
      read(field);
      ++column_;
    }
  }
  template <class Field>
  void operator()(const char* name, Field& field, geo::Limits limits) {
    (*this)(name, field);
    if constexpr (requires { field.has_value(); }) {
      if (field) expect(inside(static_cast<double>(*field), limits));
    } else {
      expect(inside(static_cast<double>(field), limits));
    }
  }

private:
  static bool inside(double value, geo::Limits limits) { return value >= limits.low && value <= limits.high; }
  void expect(bool good) const {
    if (!good) throw Unreadable{name_};
  }
  void expect(ValueType type) const { expect(row_.type(column_) == type); }
  void read(std::string& value) const {
    expect(ValueType::text);
    value = row_.text(column_);
  }
  void read(std::int64_t& value) const {
    expect(ValueType::integer);
    value = row_.integer(column_);
  }
  void read(int& value) const {
    std::int64_t wide = 0;
    read(wide);
    expect(wide >= std::numeric_limits<int>::min() && wide <= std::numeric_limits<int>::max());
    value = static_cast<int>(wide);
  }
  void read(bool& value) const {
    std::int64_t number = 0;
    read(number);
    expect(number == 0 || number == 1);
    value = number == 1;
  }
  void read(double& value) const {
    expect(row_.type(column_) == ValueType::real || row_.type(column_) == ValueType::integer);
    value = row_.real(column_);
    expect(std::isfinite(value));
  }
  template <geo::NamedEnum E>
  void read(E& value) const {
    expect(ValueType::text);
    const auto found = geo::enum_of<E>(row_.text(column_));
    expect(found.has_value());
    value = *found;
  }
  void read(geo::Colour& value) const {
    expect(ValueType::text);
    const auto found = colour_of(row_.text(column_));
    expect(found.has_value());
    value = *found;
  }
  template <class T>
  void read(geo::Ref<T>& value) const {
    value = {};
    if (row_.type(column_) != ValueType::null) read(value.value);
  }
  template <class T>
  void read(std::optional<T>& value) const {
    value.reset();
    if (row_.type(column_) != ValueType::null) read(value.emplace());
  }
  template <class Item>
  void read(std::vector<Item>& value) const {
    expect(ValueType::text);
    try {
      read_column_text(row_.text(column_), value);
    } catch (const NotThisField&) {
      throw Unreadable{name_};
    }
  }
  void read(geo::Geometry& value) const {
    value = {};
    if (row_.type(column_) == ValueType::null) return;
    expect(ValueType::blob);
    auto found = geometry_of(row_.blob(column_));
    expect(found.has_value());
    value = std::move(found->geometry);
  }

  const Statement& row_;
  std::string name_;
  int column_ = 1;
};

/// Called with what can not be read.
using Report = std::function<void(const UnreadableRow&)>;

std::map<std::int64_t, geo::YearlySeries> read_series(Database& database, const Report& report) {
  std::map<std::int64_t, geo::YearlySeries> all;
  Statement row(database, "SELECT emission_source_id, year, gas, mass_t, method FROM emission_source_year");
  while (row.step()) {
    const std::int64_t source = row.integer(0);
    const auto gas = geo::enum_of<geo::Gas>(row.text(2));
    const auto method = geo::enum_of<geo::MassMethod>(row.text(4));
    const bool number = row.type(3) == ValueType::real || row.type(3) == ValueType::integer;
    const std::int64_t year = row.integer(1);
    if (row.type(1) != ValueType::integer || std::abs(year) > 9999 || !gas || !method || !number ||
        !std::isfinite(row.real(3))) {
      report({"emission_source_year", source, "year"});
      continue;
    }
    all[source].push_back({static_cast<int>(year), *gas, row.real(3), *method});
  }
  for (auto& [source, series] : all)
    std::sort(series.begin(), series.end(), [](const geo::YearlyMass& a, const geo::YearlyMass& b) {
      return std::pair(a.year, a.gas) < std::pair(b.year, b.gas);
    });
  return all;
}

std::map<std::int64_t, geo::YearlyAmounts> read_amounts(Database& database, const std::string& table,
                                                        const Report& report) {
  std::map<std::int64_t, geo::YearlyAmounts> all;
  Statement row(database, fmt::format("SELECT {0}_id, year, amount_t FROM {0}_year ORDER BY {0}_id, year", table));
  while (row.step()) {
    const std::int64_t id = row.integer(0);
    const std::int64_t year = row.integer(1);
    const bool number = row.type(2) == ValueType::real || row.type(2) == ValueType::integer;
    const bool known = !all[id].empty() && all[id].back().year == year;
    if (row.type(1) != ValueType::integer || std::abs(year) > 9999 || !number || !std::isfinite(row.real(2)) || known) {
      report({table + "_year", id, "year"});
      continue;
    }
    all[id].push_back({static_cast<int>(year), row.real(2)});
  }
  return all;
}

template <class T>
geo::Table<T> read_table(Database& database, const Report& report) {
  std::string sql = "SELECT id";
  for (const std::string& name : column_names<T>()) sql += ", " + name;
  sql += fmt::format(" FROM {} ORDER BY id", quoted_name(geo::Describe<T>::table));
  [[maybe_unused]] std::map<std::int64_t, geo::YearlySeries> series;
  if constexpr (requires(T t) { t.series; }) series = read_series(database, report);
  [[maybe_unused]] std::map<std::int64_t, geo::YearlyAmounts> amounts;
  if constexpr (requires(T t) { t.amounts; }) amounts = read_amounts(database, geo::Describe<T>::table, report);

  std::vector<typename geo::Table<T>::Row> rows;
  std::int64_t first_free = 1;
  Statement row(database, sql);
  while (row.step()) {
    const std::int64_t id = row.integer(0);
    first_free = id + 1;
    auto value = std::make_shared<T>();
    try {
      geo::Describe<T>::fields(*value, Read(row));
    } catch (const Unreadable& unreadable) {
      report({geo::Describe<T>::table, id, unreadable.column});
      continue;
    }
    if constexpr (requires { value->series; })
      if (const auto found = series.find(id); found != series.end()) value->series = std::move(found->second);
    if constexpr (requires { value->amounts; })
      if (const auto found = amounts.find(id); found != amounts.end()) value->amounts = std::move(found->second);
    rows.push_back({{id}, std::move(value)});
  }
  return geo::Table<T>::from_rows(std::move(rows), first_free);
}

/// Sets references to none whose thing is not in the plan.
class MendReferences {
public:
  explicit MendReferences(const geo::Plan& plan) : plan_(plan) {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    mend(name, field);
  }
  template <class Field>
  void operator()(const char*, Field&, geo::Limits) {}
  std::vector<std::string> mended;

private:
  template <class T>
  void mend(const char* name, geo::Ref<T>& field) {
    if (!field || plan_.table<T>().find(field)) return;
    mended.emplace_back(name);
    field = {};
  }
  template <class Field>
  void mend(const char*, Field&) {}
  const geo::Plan& plan_;
};

template <class T>
void mend_references(const geo::Plan& plan, geo::Table<T>& table, std::vector<geo::Problem>& problems) {
  for (const auto& row : geo::Table<T>(table)) {
    MendReferences mend(plan);
    T value = *row;
    geo::Describe<T>::fields(value, mend);
    if (mend.mended.empty()) continue;
    table = table.with(row.id, std::make_shared<const T>(std::move(value)));
    for (const std::string& name : mend.mended)
      problems.push_back({geo::ProblemKind::repaired,
                          say("{0} {1}: {2} named a thing that is not in the plan and was emptied.",
                              geo::Describe<T>::table, std::to_string(row.id.value), name),
                          row.id.value,
                          {}});
  }
}

}  // namespace

void write_change(Database& database, const geo::AnyChange& any, int srid) {
  std::visit([&](const auto& change) { write_one(database, change, srid); }, any);
}

geo::Plan read_plan(Database& database, std::vector<geo::Problem>& problems) {
  const Report report = [&](const UnreadableRow& row) {
    problems.push_back(
        {geo::ProblemKind::left_out,
         say("{0} {1} was left out: its {2} can not be read.", row.table, std::to_string(row.id), row.column),
         row.id,
         {}});
  };
  geo::Plan plan;
  plan.for_each_table([&]<class T>(geo::Table<T>& table) { table = read_table<T>(database, report); });
  plan.for_each_table([&]<class T>(geo::Table<T>& table) { mend_references(plan, table, problems); });
  return plan;
}

std::vector<UnreadableRow> unreadable_rows(Database& database) {
  std::vector<UnreadableRow> rows;
  geo::Plan().for_each_table([&]<class T>(const geo::Table<T>&) {
    (void)read_table<T>(database, [&](const UnreadableRow& row) { rows.push_back(row); });
  });
  return rows;
}

}  // namespace layers
