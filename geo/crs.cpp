#include "geo/crs.hpp"

#include "geo/error.hpp"

#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {

namespace {

/// PROJ objects belong to a context, and a context to one thread.
PJ_CONTEXT* proj_context() {
  struct Context {
    PJ_CONTEXT* handle = proj_context_create();
    Context() { proj_log_level(handle, PJ_LOG_NONE); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { proj_context_destroy(handle); }
  };
  static thread_local Context context;
  return context.handle;
}

struct ProjDelete {
  void operator()(PJ* p) const { proj_destroy(p); }
};
using Proj = std::unique_ptr<PJ, ProjDelete>;

Proj make_crs(const std::string& text) {
  Proj crs(proj_create(proj_context(), text.c_str()));
  if (crs && proj_is_crs(crs.get()) == 0) crs.reset();
  return crs;
}

/// The horizontal part: of a compound or bound CRS the projected or geographic CRS inside.
Proj horizontal(Proj crs) {
  for (;;) {
    const PJ_TYPE type = proj_get_type(crs.get());
    if (type == PJ_TYPE_BOUND_CRS)
      crs.reset(proj_get_source_crs(proj_context(), crs.get()));
    else if (type == PJ_TYPE_COMPOUND_CRS)
      crs.reset(proj_crs_get_sub_crs(proj_context(), crs.get(), 0));
    else
      return crs;
    if (!crs) return crs;
  }
}

/// "EPSG:3067" of the CRS itself, or of the one that PROJ identifies it with for certain.
std::string authority_code(const PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  const char* code = proj_get_id_code(crs, 0);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  int* confidence = nullptr;
  PJ_OBJ_LIST* matches = proj_identify(proj_context(), crs, "EPSG", nullptr, &confidence);
  std::string text;
  if (matches != nullptr && proj_list_get_count(matches) > 0 && confidence[0] >= 70) {
    const Proj best(proj_list_get(proj_context(), matches, 0));
    text = "EPSG:" + std::string(proj_get_id_code(best.get(), 0));
  }
  proj_int_list_destroy(confidence);
  proj_list_destroy(matches);
  return text;
}

bool has_metre_axes(const PJ* crs) {
  const Proj system(proj_crs_get_coordinate_system(proj_context(), crs));
  if (!system) return false;
  double metres = 0;
  for (int axis = 0; axis < 2; ++axis) {
    if (proj_cs_get_axis_info(proj_context(), system.get(), axis, nullptr, nullptr, nullptr, &metres, nullptr, nullptr,
                              nullptr) == 0 ||
        metres != 1.0)
      return false;
  }
  return true;
}

}  // namespace

struct Crs::Definition {
  std::string text;
  std::string name;
  int epsg = 0;
  bool geographic = false;
  bool projected_in_metres = false;
  Ellipsoid ellipsoid;
  std::string geographic_text;  ///< the geographic CRS under it
};

Crs Crs::from_text(std::string_view text) {
  std::string said(text);
  const bool digits_only =
      !said.empty() && std::all_of(said.begin(), said.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits_only) said.insert(0, "EPSG:");
  Proj crs = make_crs(said);
  if (crs) crs = horizontal(std::move(crs));
  if (!crs)
    throw Error(said.substr(0, 200), say("This is not a coordinate reference system that PROJ knows."),
                say("Give a code such as EPSG:3067 or EPSG:3877."));
  auto definition = std::make_shared<Definition>();
  const PJ_TYPE type = proj_get_type(crs.get());
  definition->text = authority_code(crs.get());
  if (definition->text.rfind("EPSG:", 0) == 0) {
    definition->epsg = std::atoi(definition->text.c_str() + 5);
  }
  if (definition->text.empty())
    if (const char* wkt = proj_as_wkt(proj_context(), crs.get(), PJ_WKT2_2019, nullptr)) definition->text = wkt;
  if (const char* name = proj_get_name(crs.get())) definition->name = name;
  definition->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  definition->projected_in_metres = type == PJ_TYPE_PROJECTED_CRS && has_metre_axes(crs.get());
  if (const Proj ellipsoid(proj_get_ellipsoid(proj_context(), crs.get())); ellipsoid) {
    double semi_minor_m = 0;
    double inverse_flattening = 0;
    int computed = 0;
    proj_ellipsoid_get_parameters(proj_context(), ellipsoid.get(), &definition->ellipsoid.semi_major_m, &semi_minor_m,
                                  &computed, &inverse_flattening);
    definition->ellipsoid.flattening = inverse_flattening > 0 ? 1 / inverse_flattening : 0;
  }
  if (const Proj geodetic(proj_crs_get_geodetic_crs(proj_context(), crs.get())); geodetic)
    if (const char* wkt = proj_as_wkt(proj_context(), geodetic.get(), PJ_WKT2_2019, nullptr))
      definition->geographic_text = wkt;
  Crs out;
  out.definition_ = std::move(definition);
  return out;
}

const std::string& Crs::text() const {
  return definition_->text;
}
const std::string& Crs::name() const {
  return definition_->name;
}
int Crs::epsg() const {
  return definition_->epsg;
}
bool Crs::is_geographic() const {
  return definition_->geographic;
}
bool Crs::is_projected_in_metres() const {
  return definition_->projected_in_metres;
}

Crs::Ellipsoid Crs::ellipsoid() const {
  return definition_->ellipsoid;
}
Crs Crs::geographic() const {
  return from_text(definition_->geographic_text);
}

bool Crs::same_as(const Crs& other) const {
  if (definition_ == other.definition_ || definition_->text == other.definition_->text) return true;
  const Proj a = make_crs(definition_->text);
  const Proj b = make_crs(other.definition_->text);
  return proj_is_equivalent_to_with_ctx(proj_context(), a.get(), b.get(),
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) == 1;
}

struct Transform::Operation {
  Proj pipeline;  ///< null for the identity
};

Transform::Transform(const Crs& from, const Crs& to) : operation_(std::make_unique<Operation>()) {
  if (from.same_as(to)) return;
  const Proj raw(proj_create_crs_to_crs(proj_context(), from.text().c_str(), to.text().c_str(), nullptr));
  if (raw) operation_->pipeline.reset(proj_normalize_for_visualization(proj_context(), raw.get()));
  if (!operation_->pipeline)
    throw Error(from.name(), say("PROJ has no transformation from this to {0}.", to.name()),
                say("Choose another coordinate reference system."));
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

bool Transform::is_identity() const {
  return !operation_->pipeline;
}

std::size_t Transform::apply(std::span<MapPoint> positions) const {
  constexpr double none = std::numeric_limits<double>::infinity();
  std::size_t failed = 0;
  if (operation_->pipeline && !positions.empty()) {
    constexpr std::size_t stride = sizeof(MapPoint);
    proj_trans_generic(operation_->pipeline.get(), PJ_FWD, &positions[0].x_m, stride, positions.size(),
                       &positions[0].y_m, stride, positions.size(), nullptr, 0, 0, nullptr, 0, 0);
    proj_errno_reset(operation_->pipeline.get());
  }
  for (MapPoint& p : positions)
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) {
      p = {none, none};
      ++failed;
    }
  return failed;
}

MapPoint Transform::operator()(MapPoint p) const {
  apply({&p, 1});
  return p;
}

namespace {

/// The thread's last transform between two CRSs: single positions are asked for in rows (a readout, a ring).
const Transform& remembered(const Crs& from, const Crs& to) {
  struct Entry {
    std::string from, to;
    std::unique_ptr<Transform> transform;
  };
  static thread_local std::vector<Entry> entries;
  for (const Entry& e : entries)
    if (e.from == from.text() && e.to == to.text()) return *e.transform;
  if (entries.size() >= 8) entries.erase(entries.begin());
  entries.push_back({from.text(), to.text(), std::make_unique<Transform>(from, to)});
  return *entries.back().transform;
}

}  // namespace

MapPoint map_from_lonlat(const Crs& map, LonLat position) {
  static const Crs wgs84 = Crs::wgs84();
  return remembered(wgs84, map)({position.lon_deg, position.lat_deg});
}

LonLat lonlat_from_map(const Crs& map, MapPoint position) {
  static const Crs wgs84 = Crs::wgs84();
  const MapPoint p = remembered(map, wgs84)(position);
  return {p.x_m, p.y_m};
}

}  // namespace geo
