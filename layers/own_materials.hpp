// A hub's own materials: those that the catalogue lacks, or has with other figures. A file of them is written as
// assets/materials.toml is, with the factors that they name beside them as in assets/factors:
//
//   [[factor]]
//   id = "own.bark-ash.made"           # own factors begin with "own."
//   name = { en = "Fertiliser: making" }
//   gas = "co2e"
//   unit = "kg/kg"
//   value = 0.7
//   low = 0.5
//   high = 0.9
//   shape = "triangular"
//   interval = "least and most of three makers"
//   source = "Makers' declarations"
//   year = 2024
//   status = "verified"
//
//   [[material]]
//   id = "bark-ash"
//   name = { en = "Bark ash", fi = "Kuorituhka", sv = "Barkaska" }
//   waste_code = "10 01 03"            # hazardous ones end with *
//   replaced = "own.bark-ash.made"     # or a factor that ships
//
// In the plan each material is a row of geo::PlanModel, as own calculations are, with its factors in its definition.
#pragma once

#include "geo/error.hpp"
#include "geo/factor/factor.hpp"
#include "geo/flow/material.hpp"
#include "geo/plan/plan.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

struct OwnMaterials {
  std::vector<geo::Material> materials;
  std::vector<geo::Factor> factors;  ///< that the materials name, without those that ship
};

/// Whether a TOML file has materials. False for one that can not be read.
[[nodiscard]] bool is_material_file(const std::filesystem::path& file);
/// All of it or, with file and line, the first thing that is wrong (geo::Error). `known`: the factors that ship.
[[nodiscard]] OwnMaterials read_own_materials(const std::filesystem::path& file, const geo::FactorCatalogue& known);
[[nodiscard]] OwnMaterials own_materials_from_text(std::string_view text, const std::string& name,
                                                   const geo::FactorCatalogue& known);
/// [[factor]] and [[material]] with all their fields.
[[nodiscard]] std::string own_materials_text(const OwnMaterials& own);
/// Throws geo::Error, also when the file is there already.
void write_own_materials(const OwnMaterials& own, const std::filesystem::path& file);

/// The row of a plan that holds one material with the factors that it names.
[[nodiscard]] geo::PlanModel plan_row(const geo::Material& material, const std::vector<geo::Factor>& factors,
                                      geo::Provenance provenance);
[[nodiscard]] bool is_material(const geo::PlanModel& row);
/// Of all rows of the plan that can be read; the others are in `left_out`.
[[nodiscard]] OwnMaterials own_materials(const geo::Plan& plan, const geo::FactorCatalogue& known,
                                         std::vector<geo::Error>& left_out);

}  // namespace layers
