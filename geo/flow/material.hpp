// What flows and side streams consist of: names, waste codes and which factors hold for a tonne of it.
#pragma once

#include "geo/local_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Factors are named by their ids in the factor catalogue, so that each figure stands in one place; an empty id is not
/// known.
struct Material {
  std::string id;  ///< as a factor's: "steel-slag"
  LocalText name;
  std::string waste_code;    ///< European List of Waste, "10 02 02", hazardous ones with *; empty: a product
  std::string replaced;      ///< making of the virgin material whose place it takes [mass/mass]
  std::string saving;        ///< published saving by recycling, negative, its process included [mass/mass]
  std::string pretreatment;  ///< making it fit for use [mass/mass]
  std::string recycling;     ///< at the gate of recycling
  std::string recovery;      ///< of energy
  std::string landfill;      ///< the whole life of a tonne; never together with first order decay
  std::string note;
  bool operator==(const Material&) const = default;
  [[nodiscard]] bool is_hazardous() const { return waste_code.ends_with('*'); }
};

/// Null when there is none.
[[nodiscard]] inline const Material* find_material(const std::vector<Material>& materials, std::string_view id) {
  for (const Material& material : materials)
    if (material.id == id) return &material;
  return nullptr;
}

}  // namespace geo
