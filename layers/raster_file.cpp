#include "layers/raster_file.hpp"

#include "layers/vector_file.hpp"

#include <gdal_priv.h>

namespace layers {

DatasetPtr open_raster(const std::string& path, GdalWords& words) {
  std::vector<geo::Problem> ignored;
  for (const Member& member : members(path, ignored)) {
    DatasetPtr dataset = open_dataset(member.gdal_path, GDAL_OF_RASTER);
    if (!dataset) continue;
    if (dataset->GetRasterCount() > 0) return dataset;
    if (const char* first = dataset->GetMetadataItem("SUBDATASET_1_NAME", "SUBDATASETS"))
      if (DatasetPtr inner = open_dataset(first, GDAL_OF_RASTER); inner && inner->GetRasterCount() > 0) return inner;
  }
  throw geo::Error(path, geo::say("No picture could be read from the file ({0}).", words.first()),
                   geo::say("Check that the file is whole and is a raster, for example a GeoTIFF."));
}

}  // namespace layers
