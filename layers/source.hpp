// What a GIS file holds, before anything of it is read: layers, counts, CRS, extent, fields, suggested roles.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/plan/entity.hpp"
#include "geo/progress.hpp"
#include "layers/crs_proposal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace layers {

struct SourceField {
  std::string name;
  std::string type;  ///< "integer", "real", "text", "date", ...
};

struct SourceLayer {
  std::string name;
  std::string geometry;                ///< "point", "line", "polygon", "mixed", "none" or "raster"
  std::int64_t feature_count = 0;      ///< -1 when the driver can not tell without reading all
  std::optional<geo::Crs> crs;         ///< the file's own
  std::vector<CrsProposal> proposals;  ///< best first, only when the file states none
  geo::MapBox extent;                  ///< in the layer's own coordinates
  std::vector<SourceField> fields;
  geo::Role role = geo::Role::background;  ///< suggested
  geo::Message role_reason;
};

struct Source {
  std::string path;
  std::string driver;  ///< GDAL's short name
  bool raster = false;
  std::vector<SourceLayer> layers;
  std::vector<geo::Problem> problems;
};

/// Opens any file GDAL knows (a zip is looked into) and describes it. Throws geo::Error when nothing can be read.
/// Safe on hostile files: no driver that reaches the network or runs other programs is used.
[[nodiscard]] Source inspect(const std::string& path, geo::Progress& progress);

}  // namespace layers
