#include "layers/layer_crs.hpp"

#include "geo/error.hpp"

#include <cpl_conv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <array>
#include <string>

namespace layers {

LayerCrs crs_of(const OGRSpatialReference* reference) {
  if (reference == nullptr || reference->IsEmpty() || reference->IsLocal() != 0) return {};
  std::string text;
  const char* authority = reference->GetAuthorityName(nullptr);
  const char* code = reference->GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr && std::string(authority) == "EPSG") {
    text = std::string("EPSG:") + code;
  } else {
    char* wkt = nullptr;
    static constexpr std::array options{static_cast<const char*>("FORMAT=WKT2_2019"),
                                        static_cast<const char*>(nullptr)};
    if (reference->exportToWkt(&wkt, options.data()) == OGRERR_NONE && wkt != nullptr) text = wkt;
    CPLFree(wkt);
  }
  LayerCrs out;
  try {
    out.crs = geo::Crs::from_text(text);
  } catch (const geo::Error&) {
    return {};
  }
  const bool officially_north_first =
      reference->EPSGTreatsAsLatLong() != 0 || reference->EPSGTreatsAsNorthingEasting() != 0;
  const std::vector<int>& mapping = reference->GetDataAxisToSRSAxisMapping();
  out.north_first = officially_north_first && !mapping.empty() && mapping.front() == 1;
  return out;
}

LayerCrs crs_of(OGRLayer& layer) {
  return crs_of(layer.GetSpatialRef());
}

}  // namespace layers
