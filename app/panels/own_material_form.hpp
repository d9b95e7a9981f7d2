// A material that the catalogue lacks, entered in a form and kept among the plan's own (layers/own_materials.hpp).
#pragma once

#include "app/workspace.hpp"

#include <array>
#include <optional>
#include <string>

namespace app {

/// What is typed into the form, until it is added.
struct TypedMaterial {
  struct Figure {
    std::optional<double> value, low, high;  ///< t CO2e per tonne
    bool operator==(const Figure&) const = default;
  };
  std::string name_fi, name_en, name_sv;
  std::string waste_code;
  std::array<Figure, 4> figures;  ///< making of what it replaces, recycling, energy recovery, landfill
  std::string source;
  bool operator==(const TypedMaterial&) const = default;
};

/// The edit that adds it, with an id made of its name that no material of the catalogue has; `id` is set to it. Throws
/// geo::Error with the first thing that is wrong or missing.
[[nodiscard]] geo::Edit material_edit(const geo::Plan& plan, const geo::Catalogues& catalogues,
                                      const TypedMaterial& typed, int source_year, std::string& id);

/// A button that opens the form; the new material's id when it was added.
std::optional<std::string> new_material_button(Workspace& workspace);

}  // namespace app
