// References from one thing of a plan to another, all kinds at once.
#pragma once

#include "geo/plan/edit.hpp"

#include <optional>
#include <utility>

namespace app {

/// Calls of Describe<T>::fields that put other references in place.
template <class Instead>
class PutReferences {
public:
  explicit PutReferences(const Instead& instead) : instead_(instead) {}
  template <class Field>
  void operator()(const char*, Field& field) {
    put(field);
  }
  template <class Field>
  void operator()(const char*, Field& field, geo::Limits) {
    put(field);
  }
  bool changed = false;

private:
  template <class T>
  void put(geo::Ref<T>& field) {
    if (!field) return;
    if (const std::optional<geo::Ref<T>> other = instead_(field)) {
      field = *other;
      changed = true;
    }
  }
  template <class Field>
  void put(Field&) {}
  const Instead& instead_;
};

/// Adds to the edit every thing that refers to something that `instead` has another reference for. `instead(id)` gives
/// that reference (none: {}), or nothing to leave it; `stays(id)` is false for things that the edit removes anyhow;
/// `mend(before, after)` may give an entity what it loses with the reference.
template <class Instead, class Stays, class Mend>
void refer_anew(geo::Edit& edit, const geo::Plan& plan, const Instead& instead, const Stays& stays, const Mend& mend) {
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    for (const auto& row : table) {
      if (!stays(row.id)) continue;
      T after = *row.value;
      PutReferences put(instead);
      geo::Describe<T>::fields(after, put);
      if (!put.changed) continue;
      mend(*row.value, after);
      edit.set(plan, row.id, std::move(after));
    }
  });
}

}  // namespace app
