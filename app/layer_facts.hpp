// The columns of the layer that is being styled, counted in the background.
#pragma once

#include "app/column_facts.hpp"
#include "app/jobs.hpp"

#include <memory>
#include <string>
#include <vector>

namespace app {

class LayerFacts {
public:
  /// Starts counting what is not known yet of these features and of one of their attributes (empty: none).
  void want(const std::shared_ptr<const geo::Features>& features, const std::string& attribute, Jobs& jobs);
  void clear(Jobs& jobs);

  /// One line per column; null while they are counted.
  [[nodiscard]] const std::vector<ColumnSummary>* columns() const { return columns_.get(); }
  /// All values of the wanted attribute; null while they are counted and without one.
  [[nodiscard]] const ColumnValues* values() const { return values_.get(); }

private:
  std::shared_ptr<const geo::Features> features_;
  std::string attribute_;
  std::shared_ptr<const std::vector<ColumnSummary>> columns_;
  std::shared_ptr<const ColumnValues> values_;
};

}  // namespace app
