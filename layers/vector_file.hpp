// A file of vector layers, opened: also one inside a zip. Internal to layers/.
#pragma once

#include "layers/gdal_access.hpp"

#include <optional>
#include <string>
#include <vector>

class OGRLayer;

namespace layers {

/// One layer of an open file. `dataset` and `layer` belong to the VectorFile.
struct OpenLayer {
  std::string name;  ///< unique in the file
  GDALDataset* dataset = nullptr;
  OGRLayer* layer = nullptr;
  std::string driver;
  std::string member;  ///< the member of a zip that holds it, else empty
};

struct VectorFile {
  std::vector<DatasetPtr> datasets;
  std::vector<OpenLayer> layers;
  std::vector<geo::Problem> problems;  ///< members of a zip that could not be used

  /// The layer of that name; with an empty name the only one. Throws geo::Error that names the layers.
  [[nodiscard]] const OpenLayer& layer(const std::string& path, const std::string& name) const;
};

/// Throws geo::Error unless `path` is a plain file that can be read (or an Esri file geodatabase's folder). The result
/// is absolute, so that GDAL can not take it for an address.
[[nodiscard]] std::string checked_path(const std::string& path);

/// The paths for GDAL of what `path` holds: itself, or the data files within a zip (at most 200).
struct Member {
  std::string gdal_path;
  std::string name;  ///< inside the zip, else empty
};
[[nodiscard]] std::vector<Member> members(const std::string& path, std::vector<geo::Problem>& problems);

/// Opens all vector layers of a file. Throws geo::Error when there is none.
[[nodiscard]] VectorFile open_vector_file(const std::string& path, GdalWords& words);

}  // namespace layers
