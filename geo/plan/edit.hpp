// An edit is data: for each entity it touches, the value before and after. Undo swaps them.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <memory>
#include <variant>
#include <vector>

namespace geo {

/// One entity's change: no `before` is an addition, no `after` a removal.
template <class T>
struct Change {
  Id<T> id;
  std::shared_ptr<const T> before;
  std::shared_ptr<const T> after;
};

using AnyChange =
    std::variant<Change<PlanInfo>, Change<Style>, Change<Layer>, Change<BusinessArea>, Change<Partner>,
                 Change<EmissionSource>, Change<LandfillPart>, Change<SinkSite>, Change<Surrounding>, Change<View>,
                 Change<PlanModel>, Change<MaterialFlow>, Change<SideStream>, Change<MaterialAccount>>;

/// What the person did in one step, with the words for the history list.
struct Edit {
  Message what;  ///< for example say("Sink site {0} drawn", name)
  std::vector<AnyChange> changes;

  /// Adds a new entity and returns its id; ids of several additions in one edit do not collide.
  template <class T>
  Id<T> add(const Plan& plan, T value);
  /// Replaces an entity that is in the plan.
  template <class T>
  void set(const Plan& plan, Id<T> id, T value);
  /// Removes an entity that is in the plan.
  template <class T>
  void remove(const Plan& plan, Id<T> id);
};

/// The next plan. Asserts that every `before` is what the plan holds.
[[nodiscard]] PlanPtr applied(const PlanPtr& plan, const Edit& edit);
/// The edit that takes the next plan back.
[[nodiscard]] Edit inverse(const Edit& edit);

/// Undo and redo of a plan in memory. `revision` grows with every step, also with undo and redo, and is what
/// derived results remember.
class History {
public:
  explicit History(PlanPtr plan) : plan_(std::move(plan)) {}

  [[nodiscard]] const PlanPtr& plan() const { return plan_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  void apply(Edit edit);
  [[nodiscard]] bool can_undo() const { return !done_.empty(); }
  [[nodiscard]] bool can_redo() const { return !undone_.empty(); }
  /// Steps back or forth; the edit that was applied to get there (the inverse for undo). Asserts `can_...`.
  Edit undo();
  Edit redo();
  /// All edits in order; the first `done_count` of them are in the plan, the rest can be redone.
  [[nodiscard]] const std::vector<Edit>& done() const { return done_; }
  [[nodiscard]] const std::vector<Edit>& undone() const { return undone_; }

private:
  PlanPtr plan_;
  std::uint64_t revision_ = 0;
  std::vector<Edit> done_;
  std::vector<Edit> undone_;
};

// ---- templates -------------------------------------------------------------------------------------------------

template <class T>
Id<T> Edit::add(const Plan& plan, T value) {
  Id<T> id = plan.table<T>().next_id();
  for (const AnyChange& change : changes)
    if (const auto* same_kind = std::get_if<Change<T>>(&change)) id.value = std::max(id.value, same_kind->id.value + 1);
  changes.push_back(Change<T>{id, nullptr, std::make_shared<const T>(std::move(value))});
  return id;
}

template <class T>
void Edit::set(const Plan& plan, Id<T> id, T value) {
  auto before = plan.table<T>().find(id);
  assert(before);
  changes.push_back(Change<T>{id, std::move(before), std::make_shared<const T>(std::move(value))});
}

template <class T>
void Edit::remove(const Plan& plan, Id<T> id) {
  auto before = plan.table<T>().find(id);
  assert(before);
  changes.push_back(Change<T>{id, std::move(before), nullptr});
}

}  // namespace geo
