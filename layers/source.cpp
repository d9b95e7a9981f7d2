#include "layers/source.hpp"

#include "layers/gdal_access.hpp"
#include "layers/layer_crs.hpp"
#include "layers/number_text.hpp"
#include "layers/role_suggestion.hpp"
#include "layers/said_by_gdal.hpp"
#include "layers/table_points.hpp"
#include "layers/vector_file.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <map>

namespace layers {

namespace {

std::string geometry_word(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbNone: return "none";
    case wkbPoint:
    case wkbMultiPoint: return "point";
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve: return "line";
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbPolyhedralSurface:
    case wkbTIN:
    case wkbTriangle: return "polygon";
    default: return "mixed";
  }
}

std::string type_word(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64: return field.GetSubType() == OFSTBoolean ? "boolean" : "integer";
    case OFTReal: return "real";
    case OFTDate: return "date";
    case OFTTime: return "time";
    case OFTDateTime: return "date and time";
    case OFTBinary: return "binary";
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList: return "list";
    default: return "text";
  }
}

/// What one pass over a file tells when its driver keeps no counts (OpenStreetMap).
struct Tally {
  std::int64_t count = 0;
  geo::MapBox extent;
};

std::map<OGRLayer*, Tally> tally_all(GDALDataset& dataset, geo::Progress& progress) {
  std::map<OGRLayer*, Tally> tallies;
  dataset.ResetReading();
  OGRLayer* owner = nullptr;
  double share = 0;
  std::size_t seen = 0;
  while (const OGRFeatureUniquePtr row{dataset.GetNextFeature(&owner, &share, nullptr, nullptr)}) {
    Tally& tally = tallies[owner];
    ++tally.count;
    if (const OGRGeometry* geometry = row->GetGeometryRef(); geometry != nullptr && geometry->IsEmpty() == 0) {
      OGREnvelope box;
      geometry->getEnvelope(&box);
      tally.extent.extend(geo::MapPoint{box.MinX, box.MinY});
      tally.extent.extend(geo::MapPoint{box.MaxX, box.MaxY});
    }
    if (++seen % 4096 == 0) progress.advance(std::clamp(share, 0.0, 1.0));
  }
  return tallies;
}

/// The box of the points in a table's coordinate columns.
geo::MapBox extent_of_table(OGRLayer& layer, const CoordinateColumns& columns, geo::Progress& progress) {
  geo::MapBox box;
  const int east = layer.GetLayerDefn()->GetFieldIndex(columns.east.c_str());
  const int north = layer.GetLayerDefn()->GetFieldIndex(columns.north.c_str());
  if (east < 0 || north < 0) return box;
  layer.ResetReading();
  std::size_t seen = 0;
  while (const OGRFeatureUniquePtr row{layer.GetNextFeature()}) {
    const auto x = number_from_text(row->GetFieldAsString(east));
    const auto y = number_from_text(row->GetFieldAsString(north));
    if (x && y) box.extend(geo::MapPoint{*x, *y});
    if (++seen % 4096 == 0 && progress.cancelled()) throw geo::Cancelled();
  }
  layer.ResetReading();
  return box;
}

SourceLayer describe(const OpenLayer& open, const std::string& path, const std::map<OGRLayer*, Tally>& tallies,
                     geo::Progress& progress) {
  SourceLayer out;
  OGRLayer& layer = *open.layer;
  out.name = open.name;
  out.geometry = geometry_word(layer.GetGeomType());
  std::vector<std::string> names;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    out.fields.push_back({clean_text(field.GetNameRef()), type_word(field)});
    names.push_back(out.fields.back().name);
  }
  if (const auto tally = tallies.find(&layer); tally != tallies.end()) {
    out.feature_count = tally->second.count;
    out.extent = tally->second.extent;
  } else if (open.dataset->TestCapability(ODsCRandomLayerRead) != 0 && open.driver == "OSM") {
    out.feature_count = tallies.empty() ? -1 : 0;
  } else {
    out.feature_count = layer.GetFeatureCount(1);
    OGREnvelope box;
    if (out.geometry != "none" && layer.GetExtent(&box, 1) == OGRERR_NONE && std::isfinite(box.MinX))
      out.extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
  }
  const LayerCrs crs = crs_of(layer);
  out.crs = crs.crs;
  if (out.geometry == "none") {
    if (const auto columns = coordinate_columns(names)) {
      out.geometry = "point";
      out.extent = extent_of_table(layer, *columns, progress);
      if (!columns->crs.empty()) out.crs = geo::Crs::from_text(columns->crs);
    }
  }
  if (!out.crs && out.geometry != "none") out.proposals = propose_crs(out.extent);
  const std::string file_name = std::filesystem::path(open.member.empty() ? path : open.member).stem().string();
  RoleSuggestion suggestion = suggest_role(file_name, open.name, names, out.geometry);
  out.role = suggestion.role;
  out.role_reason = std::move(suggestion.reason);
  return out;
}

std::optional<Source> inspect_vector(const std::string& path, GdalWords& words, geo::Progress& progress,
                                     std::optional<geo::Error>& why_not) {
  try {
    const VectorFile file = open_vector_file(path, words);
    Source source{path, file.layers.front().driver, false, {}, file.problems};
    words.clear();
    // A pass over an extract of a town takes a second; a country's is left uncounted.
    constexpr std::uintmax_t largest_counted = 64'000'000;
    std::error_code ignored;
    const bool small = std::filesystem::file_size(path, ignored) < largest_counted;
    std::map<OGRLayer*, Tally> tallies;
    for (const DatasetPtr& dataset : file.datasets)
      if (small && std::string(dataset->GetDriverName()) == "OSM") tallies.merge(tally_all(*dataset, progress));
    double done = 0;
    for (const OpenLayer& layer : file.layers) {
      source.layers.push_back(describe(layer, path, tallies, progress));
      progress.advance(++done / static_cast<double>(file.layers.size()));
    }
    for (geo::Problem& problem : problems_said(words, Concern::whole_file))
      source.problems.push_back(std::move(problem));
    return source;
  } catch (const geo::Error& error) {
    why_not = error;
    return std::nullopt;
  }
}

SourceLayer describe_raster(GDALDataset& dataset, const std::string& name) {
  SourceLayer out;
  out.name = name;
  out.geometry = "raster";
  out.crs = crs_of(dataset.GetSpatialRef()).crs;
  std::array<double, 6> g{};
  if (dataset.GetGeoTransform(g.data()) == CE_None) {
    const double width = dataset.GetRasterXSize();
    const double height = dataset.GetRasterYSize();
    for (const auto& [column, row] : {std::pair{0.0, 0.0}, {width, 0.0}, {0.0, height}, {width, height}})
      out.extent.extend(geo::MapPoint{g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5]});
  }
  if (!out.crs) out.proposals = propose_crs(out.extent);
  out.role_reason = geo::say("It is a picture.");
  return out;
}

/// GDAL's name for a raster inside a file ends in the table's name: GPKG:/path/file.gpkg:table.
std::string name_of_subdataset(const std::string& subdataset) {
  return clean_text(subdataset.substr(subdataset.find_last_of(':') + 1));
}

std::optional<Source> inspect_raster(const std::string& path) {
  std::vector<geo::Problem> problems;
  Source source{path, "", true, {}, {}};
  for (const Member& member : members(path, problems)) {
    const DatasetPtr dataset = open_dataset(member.gdal_path, GDAL_OF_RASTER);
    if (!dataset) continue;
    source.driver = dataset->GetDriverName();
    CSLConstList subdatasets = dataset->GetMetadata("SUBDATASETS");
    if (dataset->GetRasterCount() > 0) {
      const std::string name = member.name.empty() ? std::filesystem::path(path).stem().string() : member.name;
      source.layers.push_back(describe_raster(*dataset, name));
    } else {
      for (int i = 1; const char* sub = CSLFetchNameValue(subdatasets, CPLSPrintf("SUBDATASET_%d_NAME", i)); ++i)
        if (const DatasetPtr inner = open_dataset(sub, GDAL_OF_RASTER); inner && inner->GetRasterCount() > 0)
          source.layers.push_back(describe_raster(*inner, name_of_subdataset(sub)));
    }
  }
  if (source.layers.empty()) return std::nullopt;
  return source;
}

}  // namespace

Source inspect(const std::string& path, geo::Progress& progress) {
  ready_gdal();
  GdalWords words;
  static_cast<void>(checked_path(path));
  std::optional<geo::Error> why_not;
  if (auto source = inspect_vector(path, words, progress, why_not)) return *std::move(source);
  GdalWords raster_words;
  if (auto source = inspect_raster(path)) return *std::move(source);
  throw *why_not;
}

}  // namespace layers
