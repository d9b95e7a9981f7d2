// Forest stands of a GIS layer, and what those inside a polygon remove in a year by growth.
#pragma once

#include "geo/crs.hpp"
#include "geo/features.hpp"
#include "geo/geometry.hpp"
#include "geo/progress.hpp"
#include "geo/sink/sink_terms.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// Tree groups of IPCC 2006 volume 4, table 4.5. Pine and spruce are conifers.
enum class TreeGroup { pine, spruce, broadleaf };
template <>
struct EnumText<TreeGroup> {
  static constexpr std::array names{"pine", "spruce", "broadleaf"};
};
/// The group of a species code of the Finnish Forest Centre (1 pine, 2 spruce, 3 silver birch, ... 30 conifer). Other
/// conifers than pine and spruce have no row of their own in the table: none.
[[nodiscard]] std::optional<TreeGroup> tree_group_of(int species_code);

/// Which columns hold what; empty: no such column. Units are m3/ha, m3/ha/a and ha.
struct StandColumns {
  std::string volume;
  std::string increment;
  std::string species;
  std::string area;
  std::string fertility;
  std::string soil;
  std::string drainage;
};
/// Finds the columns by their names in the Forest Centre's data (English and as published).
[[nodiscard]] StandColumns stand_columns(const Features& features);

/// One stand; what its row does not say is none.
struct ForestStand {
  std::size_t feature = 0;
  std::optional<double> area_ha;
  std::optional<double> volume_m3_per_ha;
  std::optional<double> increment_m3_per_ha_a;
  std::optional<int> species;
  std::optional<int> fertility;  ///< 1 the richest
  std::optional<int> soil;       ///< 60 to 67: peat
  std::optional<int> drainage;   ///< 7, 8, 9: drained peat
};
/// A number that is negative or no number is taken as not said, and is in the problems with its row.
[[nodiscard]] Loaded<std::vector<ForestStand>> forest_stands(const Features& features, const StandColumns& columns);

/// A stand's part inside the polygon.
struct StandPart {
  std::size_t stand = 0;  ///< of the given stands
  double share = 0;       ///< of the stand's area, exact
  double area_ha = 0;     ///< share x the stand's area
  bool counted = false;   ///< false: something is missing, the problems say what
  double removal_t_co2 = 0;
};
struct StandRemoval {
  std::vector<StandPart> parts;   ///< of stands that touch the polygon
  double area_ha = 0;             ///< of all parts
  double counted_ha = 0;          ///< of the parts that are in the sum
  double drained_peat_ha = 0;     ///< of the parts on drained peat, whose soil gives off CO2, CH4 and N2O
  SinkTerms terms;                ///< growth of the trees, their stock, and the drained peat soil
  std::vector<Problem> problems;  ///< what was missing, by feature
};
/// Of all stands, or of those inside `polygon` (in the features' coordinates): a stand partly inside counts by its
/// share. A stand whose growth is 0 counts as 0 whatever else is missing; all other gaps leave the stand out and are
/// said. The area is the column's, or without one that of the geometry (geodesic in `map`). Drained peat is nutrient-
/// rich in the fertility classes 1 to 3, else poor (the Supplement's rule when it is not known).
[[nodiscard]] StandRemoval removal_of_stands(const Features& features, const std::vector<ForestStand>& stands,
                                             const std::optional<Geometry>& polygon, const Crs& map,
                                             const FactorCatalogue& catalogue, int year, Progress& progress);

}  // namespace geo
