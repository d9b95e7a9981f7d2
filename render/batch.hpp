// Features turned into plain arrays for the GPU, with style applied; made off the UI thread, tested without OpenGL.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/entity.hpp"
#include "geo/progress.hpp"
#include "render/theme.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace render {

/// Everything that drawing one layer needs. Positions are float offsets from `origin`, subtracted in double.
struct Batch;

/// A text at a place, for the label pass.
struct LabelCandidate {
  std::string text;
  geo::MapPoint place;
  int priority = 7;  ///< 1 first
  Colour colour;
  Colour halo;
  double em_px = 12.4;
  bool strong = false;
  bool italic = false;
  double offset_y_px = 0;  ///< downwards from the place, for labels under a marker
};

/// How one feature class of a layer is drawn, resolved from a geo::Style and the theme (see render/style.hpp).
struct Symbol {
  Colour fill{0, 0, 0, 0};
  Colour line{0, 0, 0, 0};
  double line_width_px = 0;
  Colour casing{0, 0, 0, 0};
  double casing_width_px = 0;
  double dash_on_px = 0;  ///< 0: solid
  double dash_off_px = 0;
  geo::Hatch hatch = geo::Hatch::none;
  Colour hatch_colour{0, 0, 0, 0};
  double hatch_step_px = 7;
  double hatch_width_px = 1.2;
  double band_width_px = 0;  ///< a band inside the edge of polygons
  Colour band{0, 0, 0, 0};
  double point_radius_px = 4;
  bool square_marker = false;
  char32_t icon = 0;  ///< in the marker, of the icon font
  Colour icon_colour{255, 255, 255, 255};
};

/// Which symbol each feature has.
struct SymbolTable {
  std::vector<Symbol> symbols;
  std::vector<std::uint16_t> symbol_of_feature;  ///< empty: all use symbol 0
  std::vector<float> radius_of_feature_px;       ///< empty: the symbol's
};

/// Triangulates, builds outlines, chunks in Hilbert order and the substitutes for sub-pixel features.
[[nodiscard]] std::shared_ptr<const Batch> make_batch(const geo::Features& features, const SymbolTable& symbols,
                                                      geo::MapPoint origin, geo::Progress& progress);

/// Triangles of a polygon of any size with holes (own ear clipping; indices into the positions of its rings in order).
/// The triangles' areas add up to the polygon's for valid polygons; the rest is reported by `planar_area_m2`.
[[nodiscard]] std::vector<std::uint32_t> triangulate(std::span<const std::span<const geo::MapPoint>> rings);

}  // namespace render
