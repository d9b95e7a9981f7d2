// What sinks remove as CSV and JSON: numbers in the C locale with 17 significant digits.
#pragma once

#include "geo/gas.hpp"
#include "geo/sink/raster_overlap.hpp"
#include "geo/sink/sink_terms.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// A site's (or a model's, or a polygon's) figures of one year.
struct SinkYear {
  std::string site;
  std::optional<int> year;  ///< none: of any year, as the growth of stands that have one
  std::vector<geo::SinkRow> rows;
  geo::NetRemoval net;  ///< of the inventory
};

/// site,year,pool,line,quantity,value,low,high,status: a row for each pool, quantity and line, then the net removal in
/// CO2e (pool "all").
[[nodiscard]] std::string sinks_as_csv(const std::vector<SinkYear>& years);
/// The same rows, with the set of warming potentials and what was said about them.
[[nodiscard]] std::string sinks_as_json(const std::vector<SinkYear>& years, geo::GwpSet set,
                                        const std::vector<std::string>& notes);

/// A polygon's sum over a raster.
struct RasterPolygon {
  std::string polygon;
  geo::RasterSum sum;
};
/// polygon,area_ha,with_value_ha,nodata_share,mean,mean_unit,total,total_unit. Without a preset the mean is the number
/// in the cells and the total is number x ha.
[[nodiscard]] std::string raster_sums_as_csv(const std::vector<RasterPolygon>& sums, const geo::RasterPreset* preset);
[[nodiscard]] std::string raster_sums_as_json(const std::vector<RasterPolygon>& sums, const geo::RasterPreset* preset);

}  // namespace app
