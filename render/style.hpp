// Symbols of a linked layer from its style, its role and the theme.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/entity.hpp"
#include "render/batch.hpp"

#include <string>
#include <vector>

namespace render {

/// One line of a legend: the words and the symbol as it is drawn.
struct LegendEntry {
  std::string text;
  Symbol symbol;
  geo::GeometryKind kind = geo::GeometryKind::polygon;
};

struct StyledLayer {
  SymbolTable symbols;
  std::vector<LegendEntry> legend;
  std::vector<LabelCandidate> labels;  ///< at most 20,000: those of the largest features
  std::vector<double> breaks;          ///< as used, for classes
};

/// The words and signs that a legend of a layer needs, translated outside.
struct StyleWords {
  std::string other = "Other";                                       ///< values that are not listed
  std::string no_value = "No value";                                 ///< rows without a number
  std::string missing_attribute = "{0} (attribute {1} is missing)";  ///< {0} the layer, {1} the attribute
  std::string decimal_sign = ".";
};

/// Resolves a style for the features: the role's designed default, single, categories (values not listed get "other"),
/// or classes by attribute. A missing attribute falls back to single and is said in the legend.
[[nodiscard]] StyledLayer styled(const geo::Features& features, const geo::Style& style, geo::Role role,
                                 ThemeKind theme, const StyleWords& words = {});

/// The designed default of a role.
[[nodiscard]] Symbol role_symbol(geo::Role role, geo::GeometryKind kind, ThemeKind theme);

}  // namespace render
