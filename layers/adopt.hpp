// "Adopt": copies chosen features of a layer into the plan as its own entities.
#pragma once

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/plan/edit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace layers {

/// One field of the entity taken from a column, with the column's unit for masses and areas.
/// On the command line: `name=company`, `ch4_t=ch4_kg:kg`, `year=air_year`.
struct FieldMapping {
  std::string field;  ///< name, note, land_use, activity, year, start_year, closed_year, land_cover, or a gas with _t
  std::string column;
  std::string unit;  ///< "kg", "t", "kt", "Mg", "g"; empty: t for masses, or the unit that the column name ends in
};

/// Parses `field=column[:unit]`; throws geo::Error that names the fields which the role has.
[[nodiscard]] FieldMapping parse_mapping(const std::string& text, geo::Role role);
/// Mappings that the column names suggest (name, ch4_kg, co2_kg, year, ...), Finnish and English.
[[nodiscard]] std::vector<FieldMapping> suggested_mappings(const geo::Features& features, geo::Role role);

struct AdoptRequest {
  geo::Role role = geo::Role::business_area;
  std::vector<FieldMapping> mappings;
  std::string filter_column;               ///< empty: all features
  std::vector<std::string> filter_values;  ///< features whose column has one of these values
  int default_year = 2023;                 ///< for masses without a year column
  std::string source;                      ///< provenance of every entity
};

/// The edit that adds the features; those that can not become an entity (no geometry, text where a number should be,
/// negative mass) are in the problems. Roles that the plan keeps: business-area, landfill, sink-land, emission-source,
/// partner-site, road-network and background.
[[nodiscard]] geo::Loaded<geo::Edit> adopt(const geo::Plan& plan, const geo::Features& features,
                                           const AdoptRequest& request);

}  // namespace layers
