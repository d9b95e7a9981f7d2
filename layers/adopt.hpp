// "Adopt": copies chosen features of a layer into the plan as its own entities.
#pragma once

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/plan/edit.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// One field of the entity taken from a column, with the column's unit for masses.
/// On the command line: `name=company`, `ch4_t=ch4_kg:kg`, `year=air_year`.
struct FieldMapping {
  /// name, note, land_use, activity, address, year, start_year, closed_year, land_cover, or a mass in tonnes a year:
  /// co2_fossil_t (also as co2_t), co2_biogenic_t, ch4_fossil_t, ch4_biogenic_t (also as ch4_t: most of the methane of
  /// a plan comes from waste), n2o_t, co2e_t.
  std::string field;
  std::string column;
  std::string unit;  ///< "kg", "t", "kt", "Mg", "Gg", "g"; empty: the unit that the column name ends in, else t
};

/// Parses `field=column[:unit]`; throws geo::Error that names the fields which the role has.
[[nodiscard]] FieldMapping parse_mapping(const std::string& text, geo::Role role);
/// Mappings that the column names suggest (name, ch4_kg, co2_kg, year, ...), Finnish and English.
[[nodiscard]] std::vector<FieldMapping> suggested_mappings(const geo::Features& features, geo::Role role);

/// The fields that an entity of the role takes, each under its one name, in the order in which a person is asked for
/// them. Empty for the roles that stay in their layer: flow, building, boundary.
[[nodiscard]] std::vector<std::string> adoption_fields(geo::Role role);
/// The gas of a mass field (ch4_biogenic_t, ...); nothing for the other fields.
[[nodiscard]] std::optional<geo::Gas> gas_of_field(std::string_view field);
/// What a mapping of a mass may say, the smallest first.
[[nodiscard]] std::span<const std::string_view> mass_units();
/// The unit that a mass column's name ends in, else "t".
[[nodiscard]] std::string mass_unit_of_column(const std::string& column);

struct AdoptRequest {
  geo::Role role = geo::Role::business_area;
  std::vector<FieldMapping> mappings;
  std::string filter_column;               ///< empty: all features
  std::vector<std::string> filter_values;  ///< features whose column has one of these values
  int default_year = 2023;                 ///< for masses without a year column
  std::string source;                      ///< provenance of every entity
};

/// The edit that adds the features; those that can not become an entity (no geometry or one of the wrong kind, text
/// where a number should be, negative mass) are in the problems. A landfill becomes an emission source of the landfill
/// sector; one with a closing year, or an area without masses, a part of a landfill. Roads become surroundings, the
/// background too. An emission source's sector follows its E-PRTR activity code. A missing mass is not known, not zero.
/// Throws geo::Error for a column or unit that is not there and for the roles that stay in their layer: flow,
/// building, boundary.
[[nodiscard]] geo::Loaded<geo::Edit> adopt(const geo::Plan& plan, const geo::Features& features,
                                           const AdoptRequest& request);

}  // namespace layers
