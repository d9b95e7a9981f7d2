// How a layer's style is changed: a first own style that looks like the present one, categories and classes from the
// data, breaks that are dragged, copying from layer to layer. Each human action is one edit of the plan.
#pragma once

#include "app/column_facts.hpp"
#include "geo/features.hpp"
#include "geo/plan/edit.hpp"
#include "render/batch.hpp"
#include "render/theme.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

// ---- styles ----------------------------------------------------------------------------------------------------

/// The kind of geometry that most features have; polygon when none has any.
[[nodiscard]] geo::GeometryKind main_kind(const geo::Features& features);

/// A single style that draws as the role's design does now. What a style has no field for (casings, bands inside an
/// edge, icons) is left out.
[[nodiscard]] geo::Style style_like(const render::Symbol& symbol);

/// The layer's own style; one that looks as it does now if it is drawn by its role alone.
[[nodiscard]] geo::Style own_style(const geo::Plan& plan, const geo::Layer& layer, geo::GeometryKind kind,
                                   render::ThemeKind theme);

/// As many categories as the palette has colours, or all letters of a zoning plan; the most frequent values first.
[[nodiscard]] std::vector<geo::StyleCategory> categories_of(const ColumnValues& values, geo::GeometryKind kind);
/// The next most frequent values that are not listed yet, at most `count`.
void add_categories(geo::Style& style, const ColumnValues& values, std::size_t count, geo::GeometryKind kind);
/// Colours of the palette (or of the zoning letters) in the categories' order.
void recolour(std::vector<geo::StyleCategory>& categories, geo::GeometryKind kind);

/// The style with another attribute: classes for numbers, categories for text; the other mode where it is wanted.
[[nodiscard]] geo::Style styled_by(geo::Style style, const ColumnValues& values, geo::StyleMode wanted,
                                   geo::GeometryKind kind);
/// Breaks by the style's method and class count; a manual style keeps its own.
void classify(geo::Style& style, std::span<const double> sorted);

/// A first style by an attribute: up to ten categories in the palette's order, or five quantile classes.
/// Throws geo::Error that names the fields when the attribute is not there.
[[nodiscard]] geo::Style style_by_attribute(const geo::Features& features, const std::string& attribute);

/// The attribute that a new style by values begins with: for categories the first text with 2 to 40 different values,
/// for classes the first number with many; any other with values if there is none such. Empty: none has values.
[[nodiscard]] std::string suggested_attribute(std::span<const ColumnSummary> columns, geo::StyleMode mode);

// ---- breaks ----------------------------------------------------------------------------------------------------

/// `breaks[index]` moved to `wanted` as far as its neighbours allow, at a value that reads well on an axis of
/// `range`; the breaks stay strictly ascending.
[[nodiscard]] std::vector<double> with_break_moved(std::vector<double> breaks, std::size_t index, double wanted,
                                                   double range);
/// The same with the exact value that was typed; nothing when it is not between its neighbours.
[[nodiscard]] std::optional<std::vector<double>> with_break_typed(std::vector<double> breaks, std::size_t index,
                                                                  double typed);

// ---- edits -----------------------------------------------------------------------------------------------------

/// The layer gets the style; a style that other layers use too stays theirs. Nothing when nothing changes.
[[nodiscard]] std::optional<geo::Edit> style_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, geo::Style style,
                                                  geo::Message what);
/// Back to the role's own drawing.
[[nodiscard]] std::optional<geo::Edit> role_style_edit(const geo::Plan& plan, geo::Id<geo::Layer> id);
/// Removes a style that no layer but `id` uses, in an edit that frees it.
void remove_lone_style(geo::Edit& edit, const geo::Plan& plan, geo::Id<geo::Layer> id);

/// How a layer looks, to be given to another: not what it shows, its name, role or place.
struct CopiedLook {
  std::string from;                 ///< name of the layer
  std::optional<geo::Style> style;  ///< none: as the role says
  double opacity = 1;
  geo::Blend blend = geo::Blend::normal;
  std::optional<double> coarsest_scale;
  std::optional<double> finest_scale;
};
[[nodiscard]] std::optional<CopiedLook> copied_look(const geo::Plan& plan, geo::Id<geo::Layer> id);
[[nodiscard]] std::optional<geo::Edit> paste_look_edit(const geo::Plan& plan, geo::Id<geo::Layer> id,
                                                       const CopiedLook& look);

// ---- colours ---------------------------------------------------------------------------------------------------

/// "#RRGGBB" or, when it is not opaque, "#RRGGBBAA".
[[nodiscard]] std::string hex_text(geo::Colour colour);
/// Three, six or eight hex digits, with or without "#", in any case and between spaces.
[[nodiscard]] std::optional<geo::Colour> colour_from_hex(std::string_view text);

/// Hue 0 to 360, saturation and lightness 0 to 1.
struct Hsl {
  double h = 0, s = 0, l = 0;
};
[[nodiscard]] Hsl hsl_of(geo::Colour colour);
[[nodiscard]] geo::Colour colour_of(const Hsl& hsl, std::uint8_t alpha);

}  // namespace app
