// What is selected: things of the plan, features of one linked layer, or a linked layer as a whole. A value; one of
// several things or features is the one that was chosen last and that the inspector may show alone.
#pragma once

#include "geo/features.hpp"
#include "geo/row_set.hpp"
#include "render/plan_scene.hpp"

#include <cstdint>
#include <memory>
#include <type_traits>
#include <variant>
#include <vector>

namespace app {

/// Calls f with the id in the variant, unless there is none.
template <class F>
void with_thing(const render::PlanThing& thing, F&& f) {
  std::visit(
      [&](const auto& id) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(id)>, std::monostate>) f(id);
      },
      thing);
}

/// Features of one linked layer; rows are never changed, but replaced.
struct SelectedFeatures {
  geo::Id<geo::Layer> layer;
  std::shared_ptr<const geo::RowSet> rows;
  std::uint32_t primary = 0;
  std::weak_ptr<const geo::Features> of;  ///< what the rows count in; another reading of the file is something else

  [[nodiscard]] bool empty() const { return !rows || rows->empty(); }
  [[nodiscard]] std::size_t count() const { return rows ? rows->count() : 0; }
  [[nodiscard]] bool contains(std::size_t row) const { return rows && rows->contains(row); }
};

struct Selection {
  render::PlanThing thing;                       ///< chosen last
  geo::Id<geo::Layer> layer;                     ///< a linked layer as a whole
  std::vector<render::PlanThing> more_things{};  ///< besides `thing`
  SelectedFeatures features{};

  [[nodiscard]] bool empty() const { return thing.index() == 0 && !layer && features.empty(); }
  /// How many things or features; a layer counts as one.
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] bool contains(const render::PlanThing& asked) const;
  /// `thing`, then the others; empty when no thing is selected.
  [[nodiscard]] std::vector<render::PlanThing> things() const;

  /// The last of the things is the one chosen last.
  [[nodiscard]] static Selection of(std::vector<render::PlanThing> things);
  [[nodiscard]] static Selection of(geo::Id<geo::Layer> layer, const std::shared_ptr<const geo::Features>& features,
                                    geo::RowSet rows, std::uint32_t primary);
};

/// The selection with a thing taken in, or out if it was in; features are let go.
[[nodiscard]] Selection toggled(const Selection& selection, const render::PlanThing& thing);
/// The selection with a feature taken in or out; things and features of another layer are let go.
[[nodiscard]] Selection toggled(const Selection& selection, geo::Id<geo::Layer> layer,
                                const std::shared_ptr<const geo::Features>& features, std::uint32_t row);
/// Both together, if they are things or features of one layer; else the second alone.
[[nodiscard]] Selection joined(const Selection& selection, const Selection& more);

}  // namespace app
