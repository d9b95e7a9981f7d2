#include "app/filtered_features.hpp"

namespace app {

std::shared_ptr<const geo::RowSet> FilteredFeatures::rows(geo::Id<geo::Layer> layer,
                                                          const std::vector<geo::Condition>& filter,
                                                          const std::shared_ptr<const geo::Features>& features) const {
  if (filter.empty()) return nullptr;
  Known& known = known_[layer];
  if (!known.rows || known.filter != filter || known.features.lock() != features) {
    geo::Progress progress;
    known = {
        filter, features,
        std::make_shared<const geo::RowSet>(geo::rows_meeting(filter, features->columns, features->size(), progress))};
  }
  return known.rows;
}

}  // namespace app
