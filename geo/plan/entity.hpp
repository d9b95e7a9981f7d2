// What a plan consists of. Each entity is a plain value and describes its fields once (`Describe<T>`):
// the plan file's columns and checks, the history's JSON and the tests are all derived from that description.
#pragma once

#include "geo/gas.hpp"
#include "geo/geometry.hpp"
#include "geo/model/model_input.hpp"
#include "geo/model/scope.hpp"
#include "geo/plan/enum_text.hpp"
#include "geo/sector.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// Key of one entity of kind T; 0 is none.
template <class T>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

/// A reference to another entity, or none.
template <class T>
using Ref = Id<T>;

/// sRGB with alpha; "#RRGGBBAA" in files.
struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;
};

/// Limits of a number field, both included; become CHECKs of the plan file.
struct Limits {
  double low;
  double high;
};

template <class T>
struct Describe;

// ---- the plan itself -------------------------------------------------------------------------------------------

/// One row: what the whole plan is about.
struct PlanInfo {
  std::string name;
  std::string map_crs = "EPSG:3067";  ///< projected, metres
  GwpSet gwp_set = GwpSet::ar5;
  int base_year = 2017;
  int horizon_year = 2045;
  std::string note;
  std::optional<double> heatmap_radius_m;  ///< none: chosen to suit the plan
  std::optional<double> heatmap_cell_m;    ///< none: chosen to suit the plan
  bool operator==(const PlanInfo&) const = default;
};
template <>
struct Describe<PlanInfo> {
  static constexpr const char* table = "plan";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("map_crs", s.map_crs);
    v("gwp_set", s.gwp_set);
    v("base_year", s.base_year, Limits{1900, 2200});
    v("horizon_year", s.horizon_year, Limits{1900, 2200});
    v("note", s.note);
    v("heatmap_radius_m", s.heatmap_radius_m, Limits{1, 1e5});
    v("heatmap_cell_m", s.heatmap_cell_m, Limits{0.1, 1e5});
  }
};

// ---- styles and layers -----------------------------------------------------------------------------------------

enum class StyleMode { role, single, categories, classes };
template <>
struct EnumText<StyleMode> {
  static constexpr std::array names{"role", "single", "categories", "classes"};
};
/// `deviation`: classes of one standard deviation round the mean; `pretty`: round numbers.
enum class ClassMethod { equal, quantile, jenks, manual, deviation, pretty };
template <>
struct EnumText<ClassMethod> {
  static constexpr std::array names{"equal", "quantile", "jenks", "manual", "deviation", "pretty"};
};
enum class Hatch { none, falling, rising, level, dots };
template <>
struct EnumText<Hatch> {
  static constexpr std::array names{"none", "falling", "rising", "level", "dots"};
};

enum class Dash { solid, dashed, dotted };
template <>
struct EnumText<Dash> {
  static constexpr std::array names{"solid", "dashed", "dotted"};
};

struct StyleCategory {
  std::string value;
  std::string label;  ///< shown in the legend; the value when empty
  Colour fill;
  bool operator==(const StyleCategory&) const = default;
};

/// How a layer is drawn. In mode `role` only the role's designed default counts (it follows the theme).
struct Style {
  std::string name;
  StyleMode mode = StyleMode::role;
  std::string attribute;  ///< for categories and classes
  Colour fill{0x9B, 0x9E, 0xA8, 0x99};
  Colour line{0x47, 0x53, 0x5F, 0xFF};
  double line_width_px = 1.0;
  double point_radius_px = 4.0;
  Hatch hatch = Hatch::none;
  std::string ramp = "emissions";  ///< name of a ramp of render/ramp.hpp
  ClassMethod class_method = ClassMethod::quantile;
  int class_count = 5;
  std::vector<double> breaks;  ///< upper limits between classes, ascending; set by hand or by the method
  std::vector<StyleCategory> categories;
  std::string label_attribute;  ///< empty: no labels
  Dash dash = Dash::solid;
  bool ramp_reversed = false;
  double label_size_px = 12.4;  ///< em at symbol scale 1
  int label_priority = 5;       ///< 1 is placed first
  bool operator==(const Style&) const = default;
};
template <>
struct Describe<Style> {
  static constexpr const char* table = "style";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("mode", s.mode);
    v("attribute", s.attribute);
    v("fill", s.fill);
    v("line", s.line);
    v("line_width_px", s.line_width_px, Limits{0, 100});
    v("point_radius_px", s.point_radius_px, Limits{0, 200});
    v("hatch", s.hatch);
    v("ramp", s.ramp);
    v("class_method", s.class_method);
    v("class_count", s.class_count, Limits{2, 12});
    v("breaks", s.breaks);
    v("categories", s.categories);
    v("label_attribute", s.label_attribute);
    v("dash", s.dash);
    v("ramp_reversed", s.ramp_reversed);
    v("label_size_px", s.label_size_px, Limits{6, 60});
    v("label_priority", s.label_priority, Limits{1, 9});
  }
};

enum class LayerKind { vector, raster, tiles };
template <>
struct EnumText<LayerKind> {
  static constexpr std::array names{"vector", "raster", "tiles"};
};

enum class Role {
  business_area,
  landfill,
  sink_land,
  emission_source,
  partner_site,
  flow,
  road_network,
  building,
  boundary,
  background
};
template <>
struct EnumText<Role> {
  static constexpr std::array names{"business-area", "landfill",     "sink-land", "emission-source", "partner-site",
                                    "flow",          "road-network", "building",  "boundary",        "background"};
};

/// How a layer as a whole is laid over what lies below it.
enum class Blend { normal, multiply, screen };
template <>
struct EnumText<Blend> {
  static constexpr std::array names{"normal", "multiply", "screen"};
};

/// What a feature must be like to be shown; all that is set must hold. A feature without a value does not pass.
struct Condition {
  std::string attribute;
  std::optional<double> low;        ///< the number is this or more
  std::optional<double> high;       ///< the number is this or less
  std::string contains;             ///< part of the text, in any case
  std::vector<std::string> values;  ///< the text is one of these; empty: any
  bool operator==(const Condition&) const = default;
};

/// A linked GIS file (or a tile service) shown on the map. Its features stay in the file.
struct Layer {
  std::string name;
  LayerKind kind = LayerKind::vector;
  std::string path;      ///< file path relative to the plan where possible, or the tile service's address
  std::string sublayer;  ///< layer inside the file; empty when it has one
  Role role = Role::background;
  std::string crs;  ///< says or overrides the file's CRS; empty: the file's own
  Ref<Style> style;
  bool visible = true;
  bool locked = true;
  double opacity = 1.0;
  double draw_order = 0;  ///< larger is nearer the eye
  std::string attribution;
  std::string group_name;  ///< layers of one group stand together in the list; empty: in none
  Blend blend = Blend::normal;
  std::optional<double> coarsest_scale;  ///< not drawn at 1 : n with a larger n
  std::optional<double> finest_scale;    ///< not drawn at 1 : n with a smaller n
  std::vector<Condition> filter;         ///< features that meet all are shown
  bool operator==(const Layer&) const = default;
};
template <>
struct Describe<Layer> {
  static constexpr const char* table = "layer";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("kind", s.kind);
    v("path", s.path);
    v("sublayer", s.sublayer);
    v("role", s.role);
    v("crs", s.crs);
    v("style_id", s.style);
    v("visible", s.visible);
    v("locked", s.locked);
    v("opacity", s.opacity, Limits{0, 1});
    v("draw_order", s.draw_order);
    v("attribution", s.attribution);
    v("group_name", s.group_name);
    v("blend", s.blend);
    v("coarsest_scale", s.coarsest_scale, Limits{1, 1e9});
    v("finest_scale", s.finest_scale, Limits{1, 1e9});
    v("filter", s.filter);
  }
};

// ---- the hub ---------------------------------------------------------------------------------------------------

/// Where a thing comes from. `illustrative`: drawn or assumed for the example, not published.
struct Provenance {
  std::string source;
  bool illustrative = false;
  bool operator==(const Provenance&) const = default;
};

struct BusinessArea {
  std::string name;
  std::string land_use;
  std::string note;
  Provenance provenance;
  Geometry geometry;
  bool operator==(const BusinessArea&) const = default;
};
template <>
struct Describe<BusinessArea> {
  static constexpr const char* table = "business_area";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("land_use", s.land_use);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

struct Partner {
  std::string name;
  std::string activity;
  std::string address;
  std::string note;
  Provenance provenance;
  Geometry geometry;  ///< the lot or a point
  bool operator==(const Partner&) const = default;
};
template <>
struct Describe<Partner> {
  static constexpr const char* table = "partner";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("activity", s.activity);
    v("address", s.address);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

/// How a yearly mass was found: the register's M, C, E, or typed by hand.
enum class MassMethod { unknown, measured, calculated, estimated, entered };
template <>
struct EnumText<MassMethod> {
  static constexpr std::array names{"unknown", "measured", "calculated", "estimated", "entered"};
};

struct YearlyMass {
  int year = 0;
  Gas gas = Gas::co2_fossil;
  double mass_t = 0;  ///< tonnes of the gas in the year
  MassMethod method = MassMethod::unknown;
  bool operator==(const YearlyMass&) const = default;
};

/// At most one mass per year and gas, in that order. A year without a row is not known, never zero.
using YearlySeries = std::vector<YearlyMass>;

/// A calculation model of the plan's own, as the text that a model file holds (layers/model_file.hpp); with an id that
/// begins with "material/" a material of its own (layers/own_materials.hpp).
struct PlanModel {
  std::string model_id;  ///< the id in the text; comes before what ships under the same id
  std::string definition;
  Provenance provenance;
  bool operator==(const PlanModel&) const = default;
};
template <>
struct Describe<PlanModel> {
  static constexpr const char* table = "calculation_model";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("model_id", s.model_id);
    v("definition", s.definition);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
  }
};

/// What the balance takes of a source that has both a given series and a model. `given_first`: the series in the years
/// that it has, the model in all others.
enum class CountedSeries { given, modelled, given_first };
template <>
struct EnumText<CountedSeries> {
  static constexpr std::array names{"given", "modelled", "given-first"};
};

/// One physical source with one owner. Its place may be a point, a line (traffic) or areas.
struct EmissionSource {
  std::string name;
  Sector sector = Sector::other;
  Ref<Partner> partner;
  Ref<BusinessArea> business_area;
  std::string note;
  Provenance provenance;
  Geometry geometry;
  YearlySeries series;             ///< given: reported, measured or typed; scope 1
  std::string model;               ///< id of a calculation model; empty: none
  std::vector<ModelInput> inputs;  ///< of the model
  double scale = 1;                ///< all of the model's extensive inputs are multiplied by it
  CountedSeries counted = CountedSeries::given_first;
  std::optional<int> first_year;  ///< the model's; before it nothing is emitted
  std::optional<int> last_year;   ///< the model's; after it nothing is emitted
  Ref<Partner> supplier;          ///< of what is bought: its scope 1 already has what is scope 2 or 3 here
  /// Of all that the model gives, in place of the model's own. Not in files: of sources that are made for others, such
  /// as a flow's transport (geo/flow/flow_source.hpp), whose scope depends on who drives.
  std::optional<Scope> scope;
  bool operator==(const EmissionSource&) const = default;
};
template <>
struct Describe<EmissionSource> {
  static constexpr const char* table = "emission_source";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("sector", s.sector);
    v("partner_id", s.partner);
    v("business_area_id", s.business_area);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
    v("emission_source_year", s.series);  // a table of its own
    v("model", s.model);
    v("inputs", s.inputs);
    v("scale", s.scale, Limits{0, 1e9});
    v("counted", s.counted);
    v("first_year", s.first_year, Limits{1800, 2500});
    v("last_year", s.last_year, Limits{1800, 2500});
    v("supplier_id", s.supplier);
  }
};

/// A part of a landfill with its own cover. Its emission is that of the source it belongs to.
struct LandfillPart {
  std::string name;
  Ref<EmissionSource> emission_source;
  std::optional<int> closed_year;  ///< the year the final cover was ready; none: open
  std::string note;
  Provenance provenance;
  Geometry geometry;
  bool operator==(const LandfillPart&) const = default;
};
template <>
struct Describe<LandfillPart> {
  static constexpr const char* table = "landfill_part";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("emission_source_id", s.emission_source);
    v("closed_year", s.closed_year, Limits{1900, 2200});
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

enum class SinkKind { sink, compensation };
template <>
struct EnumText<SinkKind> {
  static constexpr std::array names{"sink", "compensation"};
};
enum class SinkState { existing, planned };
template <>
struct EnumText<SinkState> {
  static constexpr std::array names{"existing", "planned"};
};

/// Land that removes CO2 from its start year on: by its model, or without one by the rate of its land cover
/// (assets/land_cover.toml).
struct SinkSite {
  std::string name;
  SinkKind kind = SinkKind::sink;
  SinkState state = SinkState::planned;
  int start_year = 2027;
  std::string land_cover = "afforested-field";
  std::string note;
  Provenance provenance;
  Geometry geometry;  ///< polygon, or a point whose area is given by hand
  std::optional<double> given_area_ha;
  std::string model;               ///< id of a sink's calculation; empty: the rate of its land cover
  std::vector<ModelInput> inputs;  ///< of the model
  bool operator==(const SinkSite&) const = default;
};
template <>
struct Describe<SinkSite> {
  static constexpr const char* table = "sink_site";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("kind", s.kind);
    v("state", s.state);
    v("start_year", s.start_year, Limits{1900, 2200});
    v("land_cover", s.land_cover);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
    v("given_area_ha", s.given_area_ha, Limits{0, 1e7});
    v("model", s.model);
    v("inputs", s.inputs);
  }
};

enum class SurroundingKind { road, street, railway, water, stream, yard, rock_store, forest, field, built, place };
template <>
struct EnumText<SurroundingKind> {
  static constexpr std::array names{"road",       "street", "railway", "water", "stream", "yard",
                                    "rock_store", "forest", "field",   "built", "place"};
};

/// What is on the map for orientation and has no balance of its own.
struct Surrounding {
  std::string name;
  SurroundingKind kind = SurroundingKind::place;
  std::string note;
  Provenance provenance;
  Geometry geometry;
  bool operator==(const Surrounding&) const = default;
};
template <>
struct Describe<Surrounding> {
  static constexpr const char* table = "surrounding";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("kind", s.kind);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

/// A kept view of the map, and a step when the plan is presented.
struct View {
  std::string name;
  double centre_x_m = 0;
  double centre_y_m = 0;
  double m_per_px = 5;
  int year = 2023;
  std::string note;                 ///< one sentence for those who look on
  double height_m = 0;              ///< of the map that was seen; 0: not known
  double step = 0;                  ///< views are shown in ascending order
  std::vector<std::string> hidden;  ///< "heatmap", names of the plan's tables ("partner"), "layer:12"
  bool operator==(const View&) const = default;
};
template <>
struct Describe<View> {
  static constexpr const char* table = "view";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("centre_x_m", s.centre_x_m);
    v("centre_y_m", s.centre_y_m);
    v("m_per_px", s.m_per_px, Limits{1e-6, 1e6});
    v("year", s.year, Limits{1900, 2200});
    v("note", s.note);
    v("height_m", s.height_m, Limits{0, 1e9});
    v("step", s.step);
    v("hidden", s.hidden);
  }
};

}  // namespace geo
