#include "app/layer_facts.hpp"

#include <utility>

namespace app {
namespace {

constexpr const char* columns_topic = "columns";
constexpr const char* values_topic = "column values";

}  // namespace

void LayerFacts::want(const std::shared_ptr<const geo::Features>& features, const std::string& attribute, Jobs& jobs) {
  if (features != features_) {
    clear(jobs);
    features_ = features;
    if (!features_) return;
    jobs.start(columns_topic, geo::say("Counting values"), [this, features](geo::Progress& progress) {
      auto columns = std::make_shared<std::vector<ColumnSummary>>();
      for (const geo::Column& column : features->columns) {
        progress.advance(static_cast<double>(columns->size()) / static_cast<double>(features->columns.size()));
        columns->push_back(column_summary(column));
      }
      return [this, features, columns] {
        if (features_ == features) columns_ = columns;
      };
    });
  }
  if (attribute == attribute_) return;
  attribute_ = attribute;
  values_.reset();
  jobs.cancel_topic(values_topic);
  const geo::Column* column = features_ ? features_->column(attribute) : nullptr;
  if (column == nullptr) return;
  jobs.start(values_topic, geo::say("Counting values"), [this, features, attribute, column](geo::Progress&) {
    auto values = std::make_shared<const ColumnValues>(column_values(*column));
    return [this, features, attribute, values] {
      if (features_ == features && attribute_ == attribute) values_ = values;
    };
  });
}

void LayerFacts::clear(Jobs& jobs) {
  jobs.cancel_topic(columns_topic);
  jobs.cancel_topic(values_topic);
  *this = {};
}

}  // namespace app
