// Fields that flows, side streams and material accounts share. Only the inspector's files and the mass balance include
// it.
#pragma once

#include "app/workspace.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// One of the plan's partners, or none with `none_text` as its word.
std::optional<geo::Ref<geo::Partner>> partner_field(const char* id, const char* label, const geo::Plan& plan,
                                                    geo::Ref<geo::Partner> chosen, const char* none_text);
/// One of the catalogue by its name or waste code, searched by typing; the new id when chosen.
std::optional<std::string> material_field(const geo::Catalogues& catalogues, const std::string& chosen);

/// A quantity that may be left open, its name over its box and its unit beside. What can not be taken is said in a
/// sentence and changes nothing.
struct QuantityBox {
  const char* id = nullptr;
  std::string label;
  std::string help;
  double low = 0, high = 0;
  std::string unit;
};
std::optional<std::optional<double>> quantity_box(Workspace& workspace, const QuantityBox& box,
                                                  const std::optional<double>& value);

/// Years with their tonnes as rows: typed, removed, or pasted as a column from a spreadsheet. The last row is empty and
/// becomes a year when its tonnes are typed. `low`: the least that a year may have.
std::optional<geo::YearlyAmounts> amounts_table(Workspace& workspace, const char* title,
                                                const geo::YearlyAmounts& amounts, double low);

/// Says what is wrong with what was typed.
void refuse(Workspace& workspace, std::string_view field, const geo::Message& what);

}  // namespace app
