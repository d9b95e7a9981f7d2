// Single field values as JSON, for the history and for the columns that hold a list.
// A text that is not UTF-8 becomes {"hex": "..."}, so that every value comes back as it was.
#pragma once

#include "geo/plan/flow_entity.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace layers {

/// A JSON value that is not what the field needs.
class NotThisField : public std::runtime_error {
public:
  NotThisField() : std::runtime_error("not this field") {}
};

[[nodiscard]] std::string hex_of(geo::Colour colour);
[[nodiscard]] std::optional<geo::Colour> colour_of(std::string_view text);

[[nodiscard]] nlohmann::json json_of(const std::string& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<double>& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<geo::StyleCategory>& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<geo::Condition>& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<std::string>& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<geo::ModelInput>& value);
[[nodiscard]] nlohmann::json json_of(const geo::Geometry& value);
[[nodiscard]] nlohmann::json json_of(const geo::YearlySeries& value);
[[nodiscard]] nlohmann::json json_of(const geo::YearlyAmounts& value);
[[nodiscard]] nlohmann::json json_of(const std::vector<geo::QualityLimit>& value);

/// Each throws NotThisField.
void read_json(const nlohmann::json& json, std::string& value);
void read_json(const nlohmann::json& json, int& value);
void read_json(const nlohmann::json& json, std::int64_t& value);
void read_json(const nlohmann::json& json, double& value);
void read_json(const nlohmann::json& json, bool& value);
void read_json(const nlohmann::json& json, std::vector<double>& value);
void read_json(const nlohmann::json& json, std::vector<geo::StyleCategory>& value);
void read_json(const nlohmann::json& json, std::vector<geo::Condition>& value);
void read_json(const nlohmann::json& json, std::vector<std::string>& value);
void read_json(const nlohmann::json& json, std::vector<geo::ModelInput>& value);
void read_json(const nlohmann::json& json, geo::Geometry& value);
void read_json(const nlohmann::json& json, geo::YearlySeries& value);
void read_json(const nlohmann::json& json, geo::YearlyAmounts& value);
void read_json(const nlohmann::json& json, std::vector<geo::QualityLimit>& value);

/// The JSON text of a list column, and back (throws NotThisField). Items: double, std::string, StyleCategory,
/// Condition, ModelInput, QualityLimit.
template <class Item>
[[nodiscard]] std::string column_text(const std::vector<Item>& value);
template <class Item>
void read_column_text(std::string_view text, std::vector<Item>& value);

}  // namespace layers
