#include "layers/layer_columns.hpp"

#include "layers/arrow_columns.hpp"
#include "layers/row_columns.hpp"
#include "layers/said_by_gdal.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>

namespace layers {

namespace {

/// Fields that were not asked for are not even decoded by the driver.
void ignore_other_fields(OGRLayer& layer, const std::vector<std::string>& wanted) {
  std::vector<const char*> ignored;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const char* name = definition.GetFieldDefn(i)->GetNameRef();
    if (std::find(wanted.begin(), wanted.end(), clean_text(name)) == wanted.end()) ignored.push_back(name);
  }
  ignored.push_back(nullptr);
  if (layer.TestCapability(OLCIgnoreFields) != 0) layer.SetIgnoredFields(ignored.data());
}

void list_lost_rows(OGRLayer& layer, const geo::Features& features, ProblemList& problems) {
  const GIntBig said = layer.GetFeatureCount(0);
  const auto read = static_cast<GIntBig>(features.size());
  if (said < 0 || said == read) return;
  problems.add(geo::ProblemKind::left_out, geo::say("The file says that the layer has {0} features; {1} could be read.",
                                                    std::to_string(said), std::to_string(read)));
}

Concern concern_of(OGRLayer& layer) {
  switch (wkbFlatten(layer.GetGeomType())) {
    case wkbNone:
    case wkbPoint:
    case wkbMultiPoint:
    case wkbLineString:
    case wkbMultiLineString: return Concern::layer_without_areas;
    default: return Concern::layer_with_areas;
  }
}

}  // namespace

geo::Features read_columns(const OpenLayer& open, const std::optional<std::vector<std::string>>& columns,
                           GdalWords& words, ProblemList& problems, geo::Progress& progress) {
  OGRLayer& layer = *open.layer;
  if (columns) ignore_other_fields(layer, *columns);
  geo::Features features;
  words.clear();
  if (can_read_arrow(layer))
    features = read_arrow(layer, problems, progress);
  else
    features = read_rows(open, problems, progress);
  features.name = open.name;
  problems.add(problems_said(words, concern_of(layer)));
  list_lost_rows(layer, features, problems);
  return features;
}

}  // namespace layers
