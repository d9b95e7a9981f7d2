#include "layers/plan_store/edit_json.hpp"

#include "layers/plan_store/field_json.hpp"

#include <nlohmann/json.hpp>

namespace layers {

namespace {

using nlohmann::json;

class ToJson {
public:
  template <class Field>
  void operator()(const char* name, const Field& field) {
    if constexpr (std::is_arithmetic_v<Field>)
      out[name] = field;
    else if constexpr (geo::NamedEnum<Field>)
      out[name] = geo::text_of(field);
    else if constexpr (std::is_same_v<Field, geo::Colour>)
      out[name] = hex_of(field);
    else if constexpr (requires { field.has_value(); })
      out[name] = field ? json(*field) : json(nullptr);
    else if constexpr (requires { field.value; })
      out[name] = field ? json(field.value) : json(nullptr);
    else
      out[name] = json_of(field);
  }
  template <class Field>
  void operator()(const char* name, const Field& field, geo::Limits) {
    (*this)(name, field);
  }
  json out = json::object();
};

/// Sets the fields that the JSON object has.
class FromJson {
public:
  explicit FromJson(const json& in) : in_(in) {}

  template <class Field>
  void operator()(const char* name, Field& field) {
    const auto found = in_.find(name);
    if (found == in_.end()) return;
    if constexpr (geo::NamedEnum<Field>) {
      const auto value =
          found->is_string() ? geo::enum_of<Field>(found->template get_ref<const std::string&>()) : std::nullopt;
      if (!value) throw NotThisField();
      field = *value;
    } else if constexpr (std::is_same_v<Field, geo::Colour>) {
      const auto value = found->is_string() ? colour_of(found->template get_ref<const std::string&>()) : std::nullopt;
      if (!value) throw NotThisField();
      field = *value;
    } else if constexpr (requires { field.has_value(); }) {
      if (found->is_null())
        field.reset();
      else
        read_json(*found, field.emplace());
    } else if constexpr (requires { field.value; }) {
      field.value = 0;
      if (!found->is_null()) read_json(*found, field.value);
    } else {
      read_json(*found, field);
    }
  }
  template <class Field>
  void operator()(const char* name, Field& field, geo::Limits) {
    (*this)(name, field);
  }

private:
  const json& in_;
};

template <class T>
json fields_of(const T& value) {
  ToJson to;
  geo::Describe<T>::fields(value, to);
  return std::move(to.out);
}

template <class T>
json json_of_change(const geo::Change<T>& change) {
  json out{{"table", geo::Describe<T>::table}, {"id", change.id.value}};
  json before = change.before ? fields_of(*change.before) : json();
  json after = change.after ? fields_of(*change.after) : json();
  if (change.before && change.after)
    for (auto field = before.begin(); field != before.end();) {
      const auto same = after.find(field.key());
      if (*same == *field) {
        after.erase(same);
        field = before.erase(field);
      } else {
        ++field;
      }
    }
  if (change.before) out["before"] = std::move(before);
  if (change.after) out["after"] = std::move(after);
  return out;
}

template <class T>
void take_back_one(geo::Table<T>& table, const json& change) {
  if (change.at("table") != geo::Describe<T>::table) return;
  const geo::Id<T> id{change.at("id").get<std::int64_t>()};
  const auto before = change.find("before");
  if (before == change.end()) {
    table = table.with(id, nullptr);
    return;
  }
  const bool was_removed = !change.contains("after");
  const auto now = table.find(id);
  if (!was_removed && !now) return;
  auto value = std::make_shared<T>(was_removed ? T{} : *now);
  geo::Describe<T>::fields(*value, FromJson(*before));
  table = table.with(id, std::move(value));
}

}  // namespace

std::string json_of(const std::vector<geo::AnyChange>& changes) {
  json list = json::array();
  for (const geo::AnyChange& any : changes)
    std::visit([&](const auto& change) { list.push_back(json_of_change(change)); }, any);
  return list.dump();
}

bool take_back(geo::Plan& plan, std::string_view text) {
  try {
    const json list = json::parse(text);
    for (auto change = list.rbegin(); change != list.rend(); ++change)
      plan.for_each_table([&](auto& table) { take_back_one(table, *change); });
    return true;
  } catch (const json::exception&) {
    return false;
  } catch (const NotThisField&) {
    return false;
  }
}

std::string json_of_arguments(const std::vector<std::string>& arguments) {
  json list = json::array();
  for (const std::string& argument : arguments) list.push_back(json_of(argument));
  return list.dump();
}

std::vector<std::string> arguments_of_json(std::string_view text) {
  const json list = json::parse(text, nullptr, false);
  std::vector<std::string> out;
  try {
    if (list.is_array())
      for (const auto& item : list) read_json(item, out.emplace_back());
  } catch (const NotThisField&) {
    out.clear();
  }
  return out;
}

}  // namespace layers
