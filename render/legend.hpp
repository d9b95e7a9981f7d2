// Legend and furniture of the map, laid out on any canvas.
#pragma once

#include "render/camera.hpp"
#include "render/canvas.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"

#include <string>
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

struct LegendGroup {
  std::string title;  ///< may be empty
  std::vector<LegendEntry> entries;
};

struct Legend {
  std::vector<HeatmapLegend> heatmaps;
  std::vector<LegendGroup> groups;
};

/// Draws the legend at (x, y), `width` wide, `u` = body size as in look.md section 2; returns its height.
/// With `dry` nothing is drawn, only measured.
double draw_legend(Canvas& canvas, const Legend& legend, double x, double y, double width, double u, ThemeKind theme,
                   bool dry = false);

/// The symbol in small, as in the layer list and the legend.
void draw_swatch(Canvas& canvas, const Symbol& symbol, geo::GeometryKind kind, double x, double y, double w, double h,
                 ThemeKind theme);

/// Four boxes, steps 1-2-2.5-5, with its lower left corner at (x, y).
void draw_scale_bar(Canvas& canvas, const Camera& camera, double x, double y, double u, ThemeKind theme);
void draw_north_arrow(Canvas& canvas, double x, double y, double size, ThemeKind theme);

}  // namespace render
