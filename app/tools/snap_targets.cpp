#include "app/tools/snap_targets.hpp"

#include <algorithm>

namespace app {
namespace {

/// A feature's own name, if its layer has a column for it.
std::string feature_name(const geo::Features& features, std::uint32_t feature, const std::string& label) {
  for (const std::string& column_name : {label, std::string("name"), std::string("nimi"), std::string("Name")})
    if (const geo::Column* column = column_name.empty() ? nullptr : features.column(column_name))
      if (std::string text = column->text(feature); !text.empty()) return text;
  return {};
}

}  // namespace

void SnapTargets::gather(const geo::Plan& plan, const render::PlanVisibility& visible) {
  features_ = {};
  things_.clear();
  const auto add = [&]<class T>(const geo::Table<T>& table, bool shown) {
    if (!shown) return;
    for (const auto& row : table) {
      features_.append(row->geometry, row.id.value);
      things_.emplace_back(row.id);
    }
  };
  add(plan.business_areas(), visible.business_areas);
  add(plan.landfill_parts(), visible.landfill_parts);
  add(plan.sink_sites(), visible.sink_sites);
  add(plan.partners(), visible.partners);
  add(plan.emission_sources(), visible.emission_sources);
  add(plan.surroundings(), visible.surroundings);
  index_ = std::make_unique<geo::SpatialIndex>(geo::feature_boxes(features_));
}

const std::vector<geo::SnapSource>& SnapTargets::sources(const geo::PlanPtr& plan, const MapState& state,
                                                         const Derived& derived, const render::PlanThing& left_out) {
  if (plan_ != plan || visible_ != state.visible) {
    gather(*plan, state.visible);
    plan_ = plan;
    visible_ = state.visible;
  }
  sources_.clear();
  layers_.clear();
  geo::SnapSource own{&features_, index_.get(), nullptr, {}};
  if (left_out.index() != 0)
    if (const auto found = std::find(things_.begin(), things_.end(), left_out); found != things_.end())
      own.left_out = static_cast<std::uint32_t>(found - things_.begin());
  sources_.push_back(own);
  for (const auto& row : plan->layers()) {
    const auto* layer = derived.linked(row.id);
    if (!row->visible || !layer || !layer->loaded || !layer->loaded->features || !layer->loaded->index) continue;
    // What the layer's filter hides is not snapped to.
    const auto picture = derived.pictures().find(row.id);
    const geo::RowSet* const shown = picture == derived.pictures().end() ? nullptr : picture->second.shown.get();
    sources_.push_back({layer->loaded->features.get(), layer->loaded->index.get(), shown, {}});
    layers_.push_back(row.id);
  }
  return sources_;
}

std::string SnapTargets::name(const geo::Snap& snap, const Derived& derived) const {
  if (!plan_) return {};
  if (snap.source == 0 && snap.feature < things_.size()) {
    const render::PlanThing& thing = things_[snap.feature];
    const std::string name = name_of(*plan_, thing);
    const std::string kind = kind_word(*plan_, thing);
    return name == kind ? name : name + ", " + kind;
  }
  if (snap.source == 0 || snap.source > layers_.size()) return {};
  const geo::Id<geo::Layer> id = layers_[snap.source - 1];
  const auto layer = plan_->layers().find(id);
  const auto* linked = derived.linked(id);
  if (!layer || !linked || !linked->loaded || !linked->loaded->features) return {};
  const std::string own =
      feature_name(*linked->loaded->features, snap.feature, style_of(*layer, *plan_).label_attribute);
  return own.empty() ? layer->name : own + ", " + layer->name;
}

}  // namespace app
