#include "layers/example_file.hpp"

#include "geo/error.hpp"
#include "layers/plan_store/field_json.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace layers {

namespace {

using geo::say;

constexpr geo::Limits year_limits{1900, 2200};

/// The file and the keys of its entities: table name -> key -> id.
struct TomlSource {
  std::string file;
  std::map<std::string, std::map<std::string, std::int64_t>, std::less<>> ids;

  /// `what` may use {2}, {3}, ...: {0} and {1} are line and key.
  template <class... Args>
  [[noreturn]] void fail(const toml::source_region& place, std::string_view key, std::string_view what,
                         Args&&... args) const {
    throw geo::Error(file, say(what, std::to_string(place.begin.line), std::string(key), std::forward<Args>(args)...));
  }
};

/// One value of the file with its key, for the errors.
struct Value {
  const TomlSource& source;
  const toml::node& node;
  std::string_view key;

  template <class... Args>
  [[noreturn]] void fail(std::string_view what, Args&&... args) const {
    source.fail(node.source(), key, what, std::forward<Args>(args)...);
  }
  [[nodiscard]] Value inside(const toml::node& inner) const { return {source, inner, key}; }
  [[nodiscard]] const toml::array& array() const {
    if (const auto* found = node.as_array()) return *found;
    fail("Line {0}, {1}: a list is needed here.");
  }
  [[nodiscard]] const toml::table& table() const {
    if (const auto* found = node.as_table()) return *found;
    fail("Line {0}, {1}: a table is needed here.");
  }
  [[nodiscard]] const std::string& text() const {
    if (const auto* found = node.as_string()) return found->get();
    fail("Line {0}, {1}: a text in quotes is needed here.");
  }
  [[nodiscard]] double number() const {
    const auto found = node.value<double>();
    if (!found || !node.is_number() || !std::isfinite(*found)) fail("Line {0}, {1}: a number is needed here.");
    return *found;
  }
  [[nodiscard]] std::int64_t integer() const {
    if (const auto* found = node.as_integer()) return found->get();
    fail("Line {0}, {1}: a whole number is needed here.");
  }
  template <geo::NamedEnum E>
  [[nodiscard]] E word() const {
    const std::string& given = text();
    if (const auto found = geo::enum_of<E>(given)) return *found;
    std::string known;
    for (const char* name : geo::EnumText<E>::names) known += (known.empty() ? "" : ", ") + std::string(name);
    fail("Line {0}, {1}: \"{2}\" is not one of: {3}.", given, known);
  }
  [[nodiscard]] geo::Colour colour() const {
    const auto found = colour_of(text());
    if (!found) fail("Line {0}, {1}: a colour is needed here, such as \"#47535F\".");
    return *found;
  }
};

void expect_keys(const TomlSource& source, const toml::table& table, const std::set<std::string_view>& known) {
  for (const auto& [key, node] : table)
    if (!known.contains(key.str())) source.fail(key.source(), key.str(), "Line {0}, {1}: there is no such key here.");
}

/// The value of a key that must be there.
Value member(const Value& table, const char* key) {
  const toml::node* node = table.table().get(key);
  if (node == nullptr) table.fail("Line {0}, {1}: {2} is missing here.", key);
  return {table.source, *node, key};
}

// ---- geometry --------------------------------------------------------------------------------------------------

geo::MapPoint read_position(const Value& value) {
  const toml::array& pair = value.array();
  if (pair.size() != 2) value.fail("Line {0}, {1}: a position is two numbers, east and north.");
  return {value.inside(pair[0]).number(), value.inside(pair[1]).number()};
}

geo::Ring read_positions(const Value& value, std::size_t at_least) {
  geo::Ring ring;
  for (const toml::node& position : value.array()) ring.push_back(read_position(value.inside(position)));
  if (ring.size() < at_least) value.fail("Line {0}, {1}: at least {2} positions are needed.", std::to_string(at_least));
  return ring;
}

geo::Geometry read_part(const Value& value, geo::GeometryKind kind) {
  if (kind == geo::GeometryKind::point) return geo::Geometry::point(read_position(value));
  if (kind == geo::GeometryKind::line) return geo::Geometry::line(read_positions(value, 2));
  return geo::Geometry::polygon(read_positions(value, 3));
}

struct GeometryKey {
  const char* one;
  const char* several;
  geo::GeometryKind kind;
};
constexpr std::array geometry_keys{GeometryKey{"point", "points", geo::GeometryKind::point},
                                   GeometryKey{"line", "lines", geo::GeometryKind::line},
                                   GeometryKey{"polygon", "polygons", geo::GeometryKind::polygon}};

geo::Geometry read_geometry(const TomlSource& source, const toml::table& table) {
  geo::Geometry geometry;
  for (const GeometryKey& key : geometry_keys)
    for (const char* name : {key.one, key.several}) {
      const toml::node* node = table.get(name);
      if (node == nullptr) continue;
      const Value value{source, *node, name};
      if (!geometry.empty()) value.fail("Line {0}, {1}: the thing has a place already.");
      geometry.kind = key.kind;
      if (name == key.one) {
        geometry = read_part(value, key.kind);
        continue;
      }
      for (const toml::node& part : value.array())
        geometry.parts.push_back(read_part(value.inside(part), key.kind).parts.front());
      if (geometry.empty()) value.fail("Line {0}, {1}: the list is empty.");
    }
  return geometry;
}

// ---- series ----------------------------------------------------------------------------------------------------

int read_year(const TomlSource& source, const toml::key& key) {
  const std::string_view text = key.str();
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year < year_limits.low || year > year_limits.high)
    source.fail(key.source(), text, "Line {0}, {1}: a year is needed here.");
  return year;
}

geo::YearlySeries read_series(const Value& value) {
  geo::YearlySeries series;
  std::set<geo::Gas> seen;
  for (const toml::node& item : value.array()) {
    const Value one = value.inside(item);
    expect_keys(one.source, one.table(), {"gas", "mass_t", "method", "default_method"});
    const Value gas_word = member(one, "gas");
    const auto gas = gas_word.word<geo::Gas>();
    if (!seen.insert(gas).second) gas_word.fail("Line {0}, {1}: the gas has a series already.");
    auto usual = geo::MassMethod::unknown;
    if (const auto* word = one.table().get("default_method"))
      usual = Value{one.source, *word, "default_method"}.word<geo::MassMethod>();
    const std::size_t first = series.size();
    for (const auto& [key, mass] : member(one, "mass_t").table())
      series.push_back({read_year(one.source, key), gas, Value{one.source, mass, "mass_t"}.number(), usual});
    const toml::node* methods = one.table().get("method");
    if (methods == nullptr) continue;
    for (const auto& [key, word] : Value{one.source, *methods, "method"}.table()) {
      const int year = read_year(one.source, key);
      const auto mass = std::find_if(series.begin() + static_cast<std::ptrdiff_t>(first), series.end(),
                                     [&](const geo::YearlyMass& m) { return m.year == year; });
      if (mass == series.end())
        one.source.fail(key.source(), "method", "Line {0}, {1}: the year {2} has no mass.", std::to_string(year));
      mass->method = Value{one.source, word, "method"}.word<geo::MassMethod>();
    }
  }
  std::sort(series.begin(), series.end(), [](const geo::YearlyMass& a, const geo::YearlyMass& b) {
    return std::pair(a.year, a.gas) < std::pair(b.year, b.gas);
  });
  return series;
}

geo::YearlyAmounts read_amounts(const Value& value) {
  geo::YearlyAmounts amounts;
  for (const auto& [key, amount] : value.table())
    amounts.push_back({read_year(value.source, key), Value{value.source, amount, "amounts"}.number()});
  std::sort(amounts.begin(), amounts.end(),
            [](const geo::YearlyAmount& a, const geo::YearlyAmount& b) { return a.year < b.year; });
  return amounts;
}

// ---- entities --------------------------------------------------------------------------------------------------

/// Reads the fields that the table has; remembers all that it could have.
class FieldsFromToml {
public:
  FieldsFromToml(const TomlSource& source, const toml::table& table) : source_(source), table_(table) {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    if constexpr (std::is_same_v<Field, geo::Geometry>) {
      field = read_geometry(source_, table_);
      for (const GeometryKey& key : geometry_keys) known_.insert({key.one, key.several});
    } else {
      const char* key = name;
      if constexpr (std::is_same_v<Field, geo::YearlySeries>) key = "series";
      if constexpr (std::is_same_v<Field, geo::YearlyAmounts>) key = "amounts";
      known_.insert(key);
      if (const toml::node* node = table_.get(key)) read(Value{source_, *node, key}, field);
    }
  }
  template <class Field>
  void operator()(const char* name, Field& field, geo::Limits limits) {
    (*this)(name, field);
    const toml::node* node = table_.get(name);
    if (node == nullptr) return;
    const Value value{source_, *node, name};
    if (const double number = value.number(); number < limits.low || number > limits.high)
      value.fail("Line {0}, {1}: {2} is not between {3} and {4}.", fmt::to_string(number), fmt::to_string(limits.low),
                 fmt::to_string(limits.high));
  }
  void expect_only_known() {
    known_.insert("key");
    expect_keys(source_, table_, known_);
  }

private:
  static void read(const Value& value, std::string& field) { field = value.text(); }
  static void read(const Value& value, double& field) { field = value.number(); }
  static void read(const Value& value, int& field) {
    const std::int64_t wide = value.integer();
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
      value.fail("Line {0}, {1}: the number is too large.");
    field = static_cast<int>(wide);
  }
  static void read(const Value& value, bool& field) {
    const auto* found = value.node.as_boolean();
    if (found == nullptr) value.fail("Line {0}, {1}: true or false is needed here.");
    field = found->get();
  }
  template <geo::NamedEnum E>
  static void read(const Value& value, E& field) {
    field = value.word<E>();
  }
  static void read(const Value& value, geo::Colour& field) { field = value.colour(); }
  template <class T>
  static void read(const Value& value, std::optional<T>& field) {
    read(value, field.emplace());
  }
  template <class T>
  static void read(const Value& value, geo::Ref<T>& field) {
    const std::string& key = value.text();
    const auto table = value.source.ids.find(geo::Describe<T>::table);
    const auto found = table == value.source.ids.end() ? decltype(table->second.begin()){} : table->second.find(key);
    if (table == value.source.ids.end() || found == table->second.end())
      value.fail("Line {0}, {1}: there is no {2} with the key \"{3}\".", geo::Describe<T>::table, key);
    field.value = found->second;
  }
  static void read(const Value& value, std::vector<double>& field) {
    for (const toml::node& item : value.array()) field.push_back(value.inside(item).number());
  }
  static void read(const Value& value, std::vector<std::string>& field) {
    for (const toml::node& item : value.array()) field.push_back(value.inside(item).text());
  }
  static void read(const Value& value, std::vector<geo::Condition>& field) {
    for (const toml::node& item : value.array()) {
      const Value one = value.inside(item);
      expect_keys(one.source, one.table(), {"attribute", "low", "high", "contains", "values"});
      geo::Condition condition;
      condition.attribute = member(one, "attribute").text();
      if (one.table().contains("low")) condition.low = member(one, "low").number();
      if (one.table().contains("high")) condition.high = member(one, "high").number();
      if (one.table().contains("contains")) condition.contains = member(one, "contains").text();
      if (one.table().contains("values")) read(member(one, "values"), condition.values);
      field.push_back(std::move(condition));
    }
  }
  static void read(const Value& value, std::vector<geo::ModelInput>& field) {
    std::set<std::string> names;
    for (const toml::node& item : value.array()) {
      const Value one = value.inside(item);
      expect_keys(one.source, one.table(), {"name", "unit", "value", "years", "choice", "uncertainty_pct"});
      geo::ModelInput input;
      const Value name = member(one, "name");
      input.name = name.text();
      if (!names.insert(input.name).second) name.fail("Line {0}, {1}: the input is given already.");
      if (one.table().contains("unit")) input.unit = member(one, "unit").text();
      if (one.table().contains("value")) input.value = member(one, "value").number();
      if (one.table().contains("choice")) input.choice = member(one, "choice").text();
      if (one.table().contains("uncertainty_pct")) input.uncertainty_pct = member(one, "uncertainty_pct").number();
      if (one.table().contains("years"))
        for (const auto& [key, number] : member(one, "years").table())
          input.years.push_back({read_year(one.source, key), Value{one.source, number, "years"}.number()});
      std::sort(input.years.begin(), input.years.end(),
                [](const geo::InputYear& a, const geo::InputYear& b) { return a.year < b.year; });
      field.push_back(std::move(input));
    }
  }
  static void read(const Value& value, std::vector<geo::StyleCategory>& field) {
    for (const toml::node& item : value.array()) {
      const Value one = value.inside(item);
      expect_keys(one.source, one.table(), {"value", "label", "fill"});
      geo::StyleCategory category{member(one, "value").text(), {}, member(one, "fill").colour()};
      if (one.table().contains("label")) category.label = member(one, "label").text();
      field.push_back(std::move(category));
    }
  }
  static void read(const Value& value, std::vector<geo::QualityLimit>& field) {
    for (const toml::node& item : value.array()) {
      const Value one = value.inside(item);
      expect_keys(one.source, one.table(), {"property", "low", "high"});
      geo::QualityLimit limit;
      limit.property = member(one, "property").text();
      if (one.table().contains("low")) limit.low = member(one, "low").number();
      if (one.table().contains("high")) limit.high = member(one, "high").number();
      field.push_back(std::move(limit));
    }
  }
  static void read(const Value& value, geo::YearlySeries& field) { field = read_series(value); }
  static void read(const Value& value, geo::YearlyAmounts& field) { field = read_amounts(value); }

  const TomlSource& source_;
  const toml::table& table_;
  std::set<std::string_view> known_;
};

/// The entity tables of one kind: those of [[name]], for the plan the one of [plan].
template <class T>
std::vector<const toml::table*> tables_of(const TomlSource& source, const toml::table& root) {
  const char* name = geo::Describe<T>::table;
  const toml::node* node = root.get(name);
  if (node == nullptr) return {};
  const Value value{source, *node, name};
  if constexpr (std::is_same_v<T, geo::PlanInfo>) return {&value.table()};
  std::vector<const toml::table*> tables;
  for (const toml::node& item : value.array()) tables.push_back(&value.inside(item).table());
  return tables;
}

template <class T>
void collect_keys(TomlSource& source, const toml::table& root) {
  auto& ids = source.ids[geo::Describe<T>::table];
  std::int64_t id = 0;
  for (const toml::table* table : tables_of<T>(source, root)) {
    ++id;
    const toml::node* key = table->get("key");
    if (key == nullptr) continue;
    const Value value{source, *key, "key"};
    if (!ids.emplace(value.text(), id).second)
      value.fail("Line {0}, {1}: \"{2}\" names another {3} already.", value.text(), geo::Describe<T>::table);
  }
}

template <class T>
void read_entities(const TomlSource& source, const toml::table& root, geo::Table<T>& out) {
  std::vector<typename geo::Table<T>::Row> rows;
  for (const toml::table* table : tables_of<T>(source, root)) {
    T value;
    FieldsFromToml fields(source, *table);
    geo::Describe<T>::fields(value, fields);
    fields.expect_only_known();
    rows.push_back({{static_cast<std::int64_t>(rows.size()) + 1}, std::make_shared<const T>(std::move(value))});
  }
  if (!rows.empty()) out = geo::Table<T>::from_rows(std::move(rows));
}

toml::table parsed_example(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in || std::filesystem::is_directory(file))
    throw geo::Error(file.string(), say("The file can not be read."), say("Check the name and the folder."));
  try {
    return toml::parse(text.str(), file.string());
  } catch (const toml::parse_error& error) {
    throw geo::Error(file.string(), say("Line {0}: {1}.", std::to_string(error.source().begin.line),
                                        std::string(error.description())));
  }
}

}  // namespace

geo::Plan read_plan_toml(const std::filesystem::path& file) {
  const toml::table root = parsed_example(file);
  TomlSource source{file.string(), {}};
  geo::Plan plan;
  std::set<std::string_view> kinds;
  plan.for_each_table([&]<class T>(const geo::Table<T>&) {
    kinds.insert(geo::Describe<T>::table);
    collect_keys<T>(source, root);
  });
  expect_keys(source, root, kinds);
  plan.for_each_table([&]<class T>(geo::Table<T>& table) { read_entities<T>(source, root, table); });
  return plan;
}

}  // namespace layers
