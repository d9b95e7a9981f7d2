// The designed drawings of look.md section 5, "Our own things" and "Lines", one function each; the plan's entities,
// the role defaults of linked layers and the legend all use these.
#pragma once

#include "geo/plan/flow_entity.hpp"
#include "render/batch.hpp"
#include "render/theme.hpp"

namespace render {

[[nodiscard]] Symbol business_area_symbol(ThemeKind theme);
[[nodiscard]] Symbol landfill_symbol(bool closed, ThemeKind theme);
[[nodiscard]] Symbol sink_symbol(geo::SinkKind kind, geo::SinkState state, ThemeKind theme);
/// The round marker of a compensation site or of a sink that is a point.
[[nodiscard]] Symbol sink_marker(geo::SinkKind kind, geo::SinkState state, ThemeKind theme);
/// The square marker with an icon.
[[nodiscard]] Symbol partner_marker(char32_t icon, ThemeKind theme);
/// The disc of a side stream, which stands out round the marker of its partner: full on offer, empty where needed.
[[nodiscard]] Symbol side_stream_symbol(geo::StreamKind kind, ThemeKind theme);
/// A flow as a thin line, dashed while it is planned.
[[nodiscard]] Symbol flow_line(geo::FlowState state, ThemeKind theme);
/// The lot of a partner, under its marker.
[[nodiscard]] Symbol partner_lot(ThemeKind theme);

/// Circle, line or area of an emission source. Not `known`: a year without a figure, drawn hollow.
[[nodiscard]] Symbol source_symbol(geo::Sector sector, geo::GeometryKind kind, bool known, ThemeKind theme);
/// Radius whose area is in proportion to the mass, 11 px for the largest, at least 4 px.
[[nodiscard]] float source_radius_px(double mass_t, double largest_t);

/// Outline over a selected thing; ring round a selected marker of that half side.
[[nodiscard]] Symbol selection_symbol(ThemeKind theme);
[[nodiscard]] Symbol selection_ring(double marker_radius_px, bool square, ThemeKind theme);

[[nodiscard]] Symbol road_casing(RoadClass road, ThemeKind theme);
[[nodiscard]] Symbol road_fill(RoadClass road, ThemeKind theme);
/// Casing and fill in one, for layers and legends where no two roads cross.
[[nodiscard]] Symbol road_symbol(RoadClass road, ThemeKind theme);
[[nodiscard]] Symbol railway_symbol(ThemeKind theme);
[[nodiscard]] Symbol railway_gaps(ThemeKind theme);
/// Water with the band inside its shore; the shoreline itself lies above the heatmap.
[[nodiscard]] Symbol water_symbol(ThemeKind theme);
[[nodiscard]] Symbol shore_symbol(ThemeKind theme);
[[nodiscard]] Symbol stream_symbol(ThemeKind theme);
/// A pale fill of land cover with a faint edge.
[[nodiscard]] Symbol ground_symbol(Colour fill, Colour edge);

/// Half the side of a partner's marker and of a round sink marker.
inline constexpr double marker_radius_px = 10;
/// Of a side stream's disc.
inline constexpr double stream_radius_px = 15;
/// Em size of the icon in a marker.
inline constexpr double marker_icon_px = 13;

/// Codes of the icon font (Material Design Icons 1.6.50; look.md section 9).
namespace icon {
inline constexpr char32_t domain = 0xF1D7, factory = 0xF20F, flash = 0xF241, recycle = 0xF44C, truck = 0xF53D,
                          gas_cylinder = 0xF647, fire = 0xF238, water = 0xF58C, pine_tree = 0xF405, leaf = 0xF32A,
                          terrain = 0xF509, certificate = 0xF124;
}

}  // namespace render
