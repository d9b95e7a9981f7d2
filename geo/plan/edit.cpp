#include "geo/plan/edit.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

namespace geo {

namespace {

template <class T>
using OpenRows = std::optional<std::vector<typename Table<T>::Row>>;

/// Adds, replaces or (null) removes a row. At the end of the table, where added entities are, this is cheap.
template <class T>
void put(std::vector<typename Table<T>::Row>& rows, Id<T> id, const std::shared_ptr<const T>& value) {
  const auto row = std::lower_bound(rows.begin(), rows.end(), id, [](const auto& r, Id<T> key) { return r.id < key; });
  const bool present = row != rows.end() && row->id == id;
  if (!value) {
    if (present) rows.erase(row);
  } else if (present) {
    row->value = value;
  } else {
    rows.insert(row, {id, value});
  }
}

}  // namespace

PlanPtr applied(const PlanPtr& plan, const Edit& edit) {
  auto next = std::make_shared<Plan>(*plan);
  // Each table is copied once, however many of its rows the edit touches.
  PerEntity<OpenRows> open;
  for (const AnyChange& any : edit.changes)
    std::visit(
        [&]<class T>(const Change<T>& change) {
          auto& rows = std::get<OpenRows<T>>(open);
          if (!rows) rows.emplace(plan->template table<T>().begin(), plan->template table<T>().end());
          assert(std::binary_search(rows->begin(), rows->end(), typename Table<T>::Row{change.id, nullptr},
                                    [](const auto& a, const auto& b) { return a.id < b.id; }) ==
                 (change.before != nullptr));
          put<T>(*rows, change.id, change.after);
        },
        any);
  std::apply(
      [&](auto&... each) {
        const auto close = [&]<class Row>(std::optional<std::vector<Row>>& rows) {
          if (!rows) return;
          using T = std::remove_const_t<typename decltype(Row::value)::element_type>;
          auto& table = next->template table<T>();
          table = table.with_rows(std::move(*rows));
        };
        (close(each), ...);
      },
      open);
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
