#include "geo/plan/edit.hpp"

#include <cassert>

namespace geo {

PlanPtr applied(const PlanPtr& plan, const Edit& edit) {
  auto next = std::make_shared<Plan>(*plan);
  for (const AnyChange& any : edit.changes)
    std::visit(
        [&]<class T>(const Change<T>& change) {
          auto& table = next->template table<T>();
          assert((table.find(change.id) == nullptr) == (change.before == nullptr));
          table = table.with(change.id, change.after);
        },
        any);
  return next;
}

Edit inverse(const Edit& edit) {
  Edit back{edit.what, {}};
  back.changes.reserve(edit.changes.size());
  for (auto any = edit.changes.rbegin(); any != edit.changes.rend(); ++any)
    std::visit(
        [&]<class T>(const Change<T>& change) {
          back.changes.push_back(Change<T>{change.id, change.after, change.before});
        },
        *any);
  return back;
}

void History::apply(Edit edit) {
  plan_ = applied(plan_, edit);
  ++revision_;
  done_.push_back(std::move(edit));
  undone_.clear();
}

Edit History::undo() {
  assert(can_undo());
  Edit back = inverse(done_.back());
  plan_ = applied(plan_, back);
  ++revision_;
  undone_.push_back(std::move(done_.back()));
  done_.pop_back();
  return back;
}

Edit History::redo() {
  assert(can_redo());
  Edit again = std::move(undone_.back());
  undone_.pop_back();
  plan_ = applied(plan_, again);
  ++revision_;
  done_.push_back(again);
  return again;
}

}  // namespace geo
