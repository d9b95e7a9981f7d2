// Features turned into plain arrays for the GPU, and the symbols they are drawn with; two values, so that a change of
// style leaves the geometry alone. Made off the UI thread, tested without OpenGL.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/entity.hpp"
#include "geo/progress.hpp"
#include "render/camera.hpp"
#include "render/theme.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace render {

/// The geometry of one layer. Positions are float offsets from the origins of its chunks, subtracted in double.
struct Batch;

/// Where a label may stand: centred on `place` moved by the offset (right and down), or with its left or right end
/// there.
enum class LabelAlign : std::uint8_t { centre, left, right };
struct LabelPlace {
  geo::MapPoint place;
  double offset_x_px = 0;
  double offset_y_px = 0;  ///< from the place to the vertical middle of the text
  LabelAlign align = LabelAlign::centre;
  bool operator==(const LabelPlace&) const = default;
};

/// A text or an icon at a place, for the label pass. Lengths at symbol scale 1.
struct LabelCandidate {
  std::string text;  ///< data: any bytes; shown on one line, control characters left out
  geo::MapPoint place;
  int priority = 7;  ///< 1 first; equal ones in the order of the list
  Colour colour;
  Colour halo;
  double em_px = 12.4;
  bool strong = false;
  bool italic = false;
  double offset_y_px = 0;  ///< downwards from the place, for labels under a marker
  bool medium = false;
  double halo_width_px = 3;              ///< of the drawn line round the letters, half of it outside; 0: none
  std::vector<LabelPlace> other_places;  ///< tried in order when the first is taken
  char32_t icon = 0;                     ///< a glyph of the icon font instead of the text
  bool fixed = false;                    ///< drawn always, at its first place; others keep away from it
  double clear_radius_px = 0;            ///< of fixed ones: half the side of the marker that others keep away from
  Colour box{0, 0, 0, 0};                ///< ground of a road number
  Colour box_line{0, 0, 0, 0};
  ScaleRange scales;  ///< of its layer
  bool operator==(const LabelCandidate&) const = default;
};

/// How one feature class of a layer is drawn, resolved from a geo::Style and the theme (see render/style.hpp).
/// Drawn in this order: fill, band, hatch, casing, line. Widths at symbol scale 1.
struct Symbol {
  Colour fill{0, 0, 0, 0};
  Colour line{0, 0, 0, 0};
  double line_width_px = 0;
  Colour casing{0, 0, 0, 0};
  double casing_width_px = 0;  ///< under lines and outlines: whole width; round points: width of the ring outside
  double dash_on_px = 0;       ///< 0: solid; of the line alone, a casing is solid
  double dash_off_px = 0;
  geo::Hatch hatch = geo::Hatch::none;
  Colour hatch_colour{0, 0, 0, 0};
  double hatch_step_px = 7;
  double hatch_width_px = 1.2;       ///< of dots: their diameter
  Colour hatch_casing{0, 0, 0, 0};   ///< under each line of the hatch
  double hatch_casing_width_px = 0;  ///< whole width
  double band_width_px = 0;          ///< a band inside the edge of polygons
  Colour band{0, 0, 0, 0};
  double point_radius_px = 4;  ///< of squares: half the side
  bool square_marker = false;  ///< a square with corners of radius half the point radius
  char32_t icon = 0;           ///< in the marker, of the icon font; drawn by the label pass, not with the batch
  Colour icon_colour{255, 255, 255, 255};
  bool operator==(const Symbol&) const = default;
};

/// As a feature's symbol: nothing of the feature is drawn.
inline constexpr std::uint16_t hidden_symbol = 0xFFFF;

/// How each feature of a batch is drawn. Another table restyles or filters the batch without touching its geometry.
/// Features are counted as in geo::Features.
struct SymbolTable {
  std::vector<Symbol> symbols;                   ///< at most `hidden_symbol`; none counts as one default symbol
  std::vector<std::uint16_t> symbol_of_feature;  ///< empty: all use symbol 0
  std::vector<float> radius_of_feature_px;       ///< of points; empty: the symbol's

  [[nodiscard]] std::uint16_t symbol_of(std::size_t feature) const {
    if (feature >= symbol_of_feature.size()) return 0;
    const std::uint16_t symbol = symbol_of_feature[feature];
    return symbol < symbols.size() || symbol == hidden_symbol ? symbol : std::uint16_t{0};
  }
};

enum class FeatureOrder : std::uint8_t {
  by_size,   ///< polygons from large to small; neighbours together
  as_given,  ///< later ones over earlier ones, but polygons under lines under points
};

/// Chunks the features in Hilbert order and makes the substitutes for sub-pixel ones. Triangles and outlines are made
/// when a chunk is first seen.
[[nodiscard]] std::shared_ptr<const Batch> make_batch(const geo::Features& features, geo::MapPoint origin,
                                                      geo::Progress& progress,
                                                      FeatureOrder order = FeatureOrder::by_size);

/// Triangles of a polygon of any size with holes (own ear clipping; indices into the positions of its rings in order).
/// The triangles' areas add up to the polygon's for valid polygons; the rest is reported by `planar_area_m2`.
[[nodiscard]] std::vector<std::uint32_t> triangulate(std::span<const std::span<const geo::MapPoint>> rings);

}  // namespace render
