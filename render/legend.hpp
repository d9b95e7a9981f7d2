// Legend and furniture of the map, laid out on any canvas.
#pragma once

#include "render/camera.hpp"
#include "render/canvas.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace render {

/// The words come translated and the numbers formatted from outside.
struct HeatmapLegend {
  std::string title;   ///< "Päästötiheys 2023"
  std::string unit;    ///< "t CO₂e/ha/a"
  std::string method;  ///< "Säde 400 m, ruutu 50 m, GWP100 AR5"
  std::vector<std::string> break_texts;
  std::vector<Colour> colours;
  int clear_class = 0;
};

/// Arrows as wide as bands of the map.
struct FlowLegend {
  std::string title;  ///< "Virran leveys"
  std::string unit;   ///< "t/a"
  struct Arrow {
    std::string text;  ///< "20 000"
    double width_px = 1;
  };
  std::vector<Arrow> arrows;  ///< from narrow to wide
  struct Material {
    std::string name;
    Colour colour;
  };
  std::vector<Material> materials;
  std::string note;         ///< "Näkyy 44 virtaa 214:stä, 95 % tonneista."
  double length_of_px = 1;  ///< of one pixel of the map at symbol scale 1, in lengths of the canvas
};

struct LegendGroup {
  std::string title;  ///< may be empty
  std::vector<LegendEntry> entries;
};

struct Legend {
  std::vector<HeatmapLegend> heatmaps;
  std::vector<LegendGroup> groups;
  std::vector<FlowLegend> flows{};  ///< drawn before the groups
  [[nodiscard]] bool empty() const { return heatmaps.empty() && flows.empty() && groups.empty(); }
};

/// An arrow to the right from (x, y), its vertical middle: shaft `width` high, as bands of flows have it.
void draw_flow_arrow(Canvas& canvas, double x, double y, double length, double width, double unit, Colour colour);

/// Draws the legend at (x, y), `width` wide, `u` = body size as in look.md section 2; returns its height.
/// With `dry` nothing is drawn, only measured.
double draw_legend(Canvas& canvas, const Legend& legend, double x, double y, double width, double u, ThemeKind theme,
                   bool dry = false);

/// The symbol in small, as in the layer list and the legend.
void draw_swatch(Canvas& canvas, const Symbol& symbol, geo::GeometryKind kind, double x, double y, double w, double h,
                 ThemeKind theme);

/// What a scale bar says: a length of the 1-2-2.5-5 series and the numbers under its ends and its middle.
struct ScaleBar {
  double length_m = 0;
  double length_px = 0;
  std::string middle;  ///< empty when half the length would need a decimal sign
  std::string end;     ///< with its unit
};
/// The longest bar that is not longer than `max_px`.
[[nodiscard]] ScaleBar scale_bar(double m_per_px, double max_px);
/// Four boxes, steps 1-2-2.5-5, with its lower left corner at (x, y). Returns the right end of what was drawn.
double draw_scale_bar(Canvas& canvas, const Camera& camera, double x, double y, double u, ThemeKind theme);
/// Two halves in a square with its upper left corner at (x, y); `letter` (north in the person's language) above.
void draw_north_arrow(Canvas& canvas, double x, double y, double size, ThemeKind theme, std::string_view letter = {});

}  // namespace render
