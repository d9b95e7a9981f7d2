// Which features the layers' filters let through, remembered until a filter or a file changes.
#pragma once

#include "geo/filter.hpp"

#include <map>
#include <memory>
#include <vector>

namespace app {

class FilteredFeatures {
public:
  /// Null when there is no filter: all features are shown.
  [[nodiscard]] std::shared_ptr<const geo::RowSet> rows(geo::Id<geo::Layer> layer,
                                                        const std::vector<geo::Condition>& filter,
                                                        const std::shared_ptr<const geo::Features>& features) const;

private:
  struct Known {
    std::vector<geo::Condition> filter;
    std::weak_ptr<const geo::Features> features;
    std::shared_ptr<const geo::RowSet> rows;
  };
  mutable std::map<geo::Id<geo::Layer>, Known> known_;
};

}  // namespace app
