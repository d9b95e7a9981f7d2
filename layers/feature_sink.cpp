#include "layers/feature_sink.hpp"

#include "layers/gdal_access.hpp"
#include "layers/wkb.hpp"

#include <ogr_geometry.h>

#include <limits>
#include <memory>

namespace layers {

namespace {

std::optional<geo::MapPoint> place_of_last(const geo::Features& f) {
  const std::uint32_t part = f.feature_start[f.size() - 1];
  if (part + 1 >= f.part_start.size()) return std::nullopt;
  return f.positions[f.ring_start[f.part_start[part]]];
}

void export_wkb(const OGRGeometry& geometry, std::vector<std::uint8_t>& out) {
  out.resize(geometry.WkbSize());
  if (geometry.exportToWkb(wkbNDR, out.data(), wkbVariantIso) != OGRERR_NONE) out.clear();
}

}  // namespace

void FeatureSink::add_null(std::int64_t id) {
  features_.kind.push_back(geo::GeometryKind::none);
  features_.feature_start.push_back(features_.feature_start.back());
  features_.source_id.push_back(id);
  if (has_geometry_)
    problems_.add(geo::ProblemKind::doubtful, geo::say("The feature has no geometry; its attributes were kept."), id);
}

std::vector<std::uint8_t> FeatureSink::linear_wkb(const OGRGeometry& geometry) const {
  std::vector<std::uint8_t> wkb;
  const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
  if (linear) export_wkb(*linear, wkb);
  return wkb;
}

void FeatureSink::add(std::int64_t id, std::span<const std::uint8_t> wkb) {
  if (wkb.empty()) {
    add_null(id);
    return;
  }
  if (features_.positions.size() > std::numeric_limits<std::uint32_t>::max() - wkb.size() / 16)
    throw geo::Error(features_.name, geo::say("The layer has more than four thousand million positions."),
                     geo::say("Cut it into smaller layers."));
  WkbFaults faults = append_wkb(features_, wkb);
  if (faults.curved) {
    OGRGeometry* made = nullptr;
    std::vector<std::uint8_t> linear;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size()) == OGRERR_NONE && made != nullptr) {
      const std::unique_ptr<OGRGeometry> curve(made);
      linear = linear_wkb(*curve);
    }
    features_.kind.pop_back();
    features_.feature_start.pop_back();
    faults = append_wkb(features_, linear);
    faults.curved = true;
  }
  features_.source_id.push_back(id);
  list(faults, id);
}

void FeatureSink::add(std::int64_t id, const OGRGeometry* geometry) {
  if (geometry == nullptr) {
    add_null(id);
    return;
  }
  export_wkb(*geometry, buffer_);
  if (buffer_.empty()) buffer_.push_back(0);  // a geometry that can not be written is a broken one, not a null one
  add(id, std::span<const std::uint8_t>(buffer_));
}

void FeatureSink::list(const WkbFaults& faults, std::int64_t id) {
  using geo::ProblemKind;
  const bool none = features_.kind.back() == geo::GeometryKind::none;
  const auto place = place_of_last(features_);
  if (faults.broken)
    problems_.add(ProblemKind::left_out, geo::say("The geometry is broken and was left out."), id);
  else if (faults.not_finite)
    problems_.add(ProblemKind::left_out, geo::say("A coordinate is not a finite number; the geometry was left out."),
                  id);
  else if (none && faults.too_short)
    problems_.add(ProblemKind::left_out, geo::say("The line or ring has too few positions; the geometry was left out."),
                  id);
  else if (none)
    problems_.add(ProblemKind::doubtful, geo::say("The geometry is empty; the attributes were kept."), id);
  if (none) return;
  if (faults.too_short)
    problems_.add(ProblemKind::repaired, geo::say("A line or ring with too few positions was left out."), id, place);
  if (faults.open_ring) problems_.add(ProblemKind::repaired, geo::say("An open ring was closed."), id, place);
  if (faults.mixed)
    problems_.add(ProblemKind::left_out,
                  geo::say("The feature mixes points, lines and areas; only its parts of the highest kind were kept."),
                  id, place);
  if (faults.curved)
    problems_.add(ProblemKind::repaired, geo::say("The curve was drawn with straight segments."), id, place);
  if (faults.surface)
    problems_.add(ProblemKind::repaired, geo::say("The surface of triangles was read as polygons."), id, place);
}

void list_latin1(ProblemList& problems, std::string_view column, std::int64_t id) {
  problems.add(geo::ProblemKind::doubtful,
               geo::say("The text in {0} is not UTF-8; it was read as Latin-1.", std::string(column)), id);
}

void append_text(geo::TextColumn& column, std::string_view text, std::string_view name, std::int64_t id,
                 ProblemList& problems) {
  if (is_utf8(text)) {
    column.append(text);
    return;
  }
  column.append(utf8_from_latin1(text));
  list_latin1(problems, name, id);
}

}  // namespace layers
