// Symbols of a linked layer from its style, its role and the theme.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/entity.hpp"
#include "geo/row_set.hpp"
#include "render/batch.hpp"
#include "render/style_cache.hpp"

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
  std::vector<double> breaks;  ///< as used, for classes
};

/// The words and signs that a legend of a layer needs, translated outside.
struct StyleWords {
  std::string other = "Other";                                       ///< values that are not listed
  std::string no_value = "No value";                                 ///< rows without a number
  std::string missing_attribute = "{0} (attribute {1} is missing)";  ///< {0} the layer, {1} the attribute
  std::string decimal_sign = ".";
};

/// Resolves a style for the features: the role's designed default, single, categories (values not listed get "other"),
/// or classes by attribute. A missing attribute falls back to single and is said in the legend. `shown`: all other
/// features get `hidden_symbol`; null for all. Breaks and colours are those of all features, whatever is shown.
/// `cache` must belong to the features; a few milliseconds for a million features once it knows the column.
[[nodiscard]] StyledLayer styled(const geo::Features& features, const geo::Style& style, geo::Role role,
                                 ThemeKind theme, const StyleWords& words, StyleCache& cache,
                                 const geo::RowSet* shown = nullptr);
/// True if `styled` will find all that it needs of the columns in the cache.
[[nodiscard]] bool is_quick(const geo::Features& features, const geo::Style& style, const StyleCache& cache);

/// Names of features (at most 20,000: those of the largest) and icons of markers. `symbols`: the layer's.
[[nodiscard]] std::vector<LabelCandidate> layer_labels(const geo::Features& features, const geo::Style& style,
                                                       geo::Role role, ThemeKind theme, const SymbolTable& symbols,
                                                       StyleCache& cache);

/// Symbols that show what is selected over a layer with the given ones: outlines, rings round markers. Features that
/// the layer hides are not shown either.
[[nodiscard]] SymbolTable selected_symbols(const geo::Features& features, const SymbolTable& symbols,
                                           const geo::RowSet& selected, ThemeKind theme);

/// How the thing under the pointer is drawn over its own drawing: its line one pixel thicker, without a fill.
[[nodiscard]] Symbol hovered_symbol(const Symbol& symbol, geo::GeometryKind kind);

/// The designed default of a role.
[[nodiscard]] Symbol role_symbol(geo::Role role, geo::GeometryKind kind, ThemeKind theme);

}  // namespace render
