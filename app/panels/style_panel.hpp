// The inspector's tab "Style" of a linked layer: how its features are drawn, labelled and laid over what lies below.
#pragma once

#include "app/styling.hpp"
#include "app/widgets/colour_picker.hpp"
#include "app/workspace.hpp"

namespace app {

void draw_style_panel(Workspace& workspace, geo::Id<geo::Layer> id);

// ---- its parts ---------------------------------------------------------------------------------------------------

/// What the parts of the panel need of the layer that is shown.
struct StyledLayerView {
  geo::Id<geo::Layer> id;
  std::string name;
  geo::Style style;  ///< as shown, a held one included
  geo::GeometryKind kind = geo::GeometryKind::polygon;
  const ColumnValues* values = nullptr;  ///< of the style's attribute, when they are counted
  const std::vector<ColumnSummary>* columns = nullptr;
};

/// Method, number of classes, histogram with breaks, ramp, one row per class.
void draw_class_fields(Workspace& workspace, const StyledLayerView& layer);
/// One row per category with its colour, value, label and count.
void draw_category_fields(Workspace& workspace, const StyledLayerView& layer);
/// Keeps or holds a colour that a picker changed.
void take_colour(Workspace& workspace, const StyledLayerView& layer, geo::Style after, const ColourResult& result,
                 Colour colour);

}  // namespace app
