// The plan: an immutable value. An edit makes the next value and shares with the old one all that did not change.
#pragma once

#include "geo/plan/flow_entity.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <tuple>
#include <vector>

namespace geo {

/// All entities of one kind, ordered by id. Copies share their rows.
template <class T>
class Table {
public:
  struct Row {
    Id<T> id;
    std::shared_ptr<const T> value;
    const T& operator*() const { return *value; }
    const T* operator->() const { return value.get(); }
  };

  [[nodiscard]] auto begin() const { return rows_->begin(); }
  [[nodiscard]] auto end() const { return rows_->end(); }
  [[nodiscard]] std::size_t size() const { return rows_->size(); }
  [[nodiscard]] bool empty() const { return rows_->empty(); }
  /// The entity, or null.
  [[nodiscard]] std::shared_ptr<const T> find(Id<T> id) const {
    const auto row = lower_bound(*rows_, id);
    return row != rows_->end() && row->id == id ? row->value : nullptr;
  }
  /// One more than the largest id in use, or that its file holds in a row that could not be read.
  [[nodiscard]] Id<T> next_id() const {
    return {std::max(first_free_, rows_->empty() ? 1 : rows_->back().id.value + 1)};
  }
  /// The table with `value` under `id`; a null value removes it.
  [[nodiscard]] Table with(Id<T> id, std::shared_ptr<const T> value) const {
    auto rows = std::make_shared<std::vector<Row>>(*rows_);
    const auto row = lower_bound(*rows, id);
    const bool present = row != rows->end() && row->id == id;
    if (!value) {
      if (present) rows->erase(row);
    } else if (present) {
      row->value = std::move(value);
    } else {
      rows->insert(row, Row{id, std::move(value)});
    }
    return Table(std::move(rows), first_free_);
  }
  /// The table with these rows, in ascending order of id, in place of its own.
  [[nodiscard]] Table with_rows(std::vector<Row> rows) const {
    assert(std::is_sorted(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; }));
    return Table(std::make_shared<std::vector<Row>>(std::move(rows)), first_free_);
  }
  /// A table of rows that are already in ascending order of id; new ones get ids from `first_free` on.
  static Table from_rows(std::vector<Row> rows, std::int64_t first_free = 1) {
    assert(std::is_sorted(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; }));
    return Table(std::make_shared<std::vector<Row>>(std::move(rows)), first_free);
  }
  Table() : rows_(std::make_shared<std::vector<Row>>()) {}

  /// True if both share the same rows: nothing changed between them.
  [[nodiscard]] bool shares_rows_with(const Table& other) const { return rows_ == other.rows_; }
  bool operator==(const Table& other) const {
    return rows_ == other.rows_ ||
           std::equal(begin(), end(), other.begin(), other.end(), [](const Row& a, const Row& b) {
             return a.id == b.id && (a.value == b.value || *a.value == *b.value);
           });
  }

private:
  Table(std::shared_ptr<const std::vector<Row>> rows, std::int64_t first_free)
      : rows_(std::move(rows)), first_free_(first_free) {}
  template <class Rows>
  static auto lower_bound(Rows& rows, Id<T> id) {
    return std::lower_bound(rows.begin(), rows.end(), id, [](const Row& row, Id<T> key) { return row.id < key; });
  }
  std::shared_ptr<const std::vector<Row>> rows_;
  std::int64_t first_free_ = 1;
};

/// All kinds of entities, in an order in which references point backwards.
template <template <class> class Wrap>
using PerEntity = std::tuple<Wrap<PlanInfo>, Wrap<Style>, Wrap<Layer>, Wrap<BusinessArea>, Wrap<Partner>,
                             Wrap<EmissionSource>, Wrap<LandfillPart>, Wrap<SinkSite>, Wrap<Surrounding>, Wrap<View>,
                             Wrap<PlanModel>, Wrap<MaterialFlow>, Wrap<SideStream>, Wrap<MaterialAccount>>;

class Plan {
public:
  /// A plan with its one PlanInfo row and nothing else.
  explicit Plan(PlanInfo info = {}) {
    table<PlanInfo>() = Table<PlanInfo>().with({1}, std::make_shared<const PlanInfo>(std::move(info)));
  }

  [[nodiscard]] const PlanInfo& info() const { return *table<PlanInfo>().begin()->value; }
  template <class T>
  [[nodiscard]] const Table<T>& table() const {
    return std::get<Table<T>>(tables_);
  }
  template <class T>
  [[nodiscard]] Table<T>& table() {
    return std::get<Table<T>>(tables_);
  }
  [[nodiscard]] const Table<Style>& styles() const { return table<Style>(); }
  [[nodiscard]] const Table<Layer>& layers() const { return table<Layer>(); }
  [[nodiscard]] const Table<BusinessArea>& business_areas() const { return table<BusinessArea>(); }
  [[nodiscard]] const Table<Partner>& partners() const { return table<Partner>(); }
  [[nodiscard]] const Table<EmissionSource>& emission_sources() const { return table<EmissionSource>(); }
  [[nodiscard]] const Table<LandfillPart>& landfill_parts() const { return table<LandfillPart>(); }
  [[nodiscard]] const Table<SinkSite>& sink_sites() const { return table<SinkSite>(); }
  [[nodiscard]] const Table<Surrounding>& surroundings() const { return table<Surrounding>(); }
  [[nodiscard]] const Table<View>& views() const { return table<View>(); }
  [[nodiscard]] const Table<PlanModel>& models() const { return table<PlanModel>(); }
  [[nodiscard]] const Table<MaterialFlow>& material_flows() const { return table<MaterialFlow>(); }
  [[nodiscard]] const Table<SideStream>& side_streams() const { return table<SideStream>(); }
  [[nodiscard]] const Table<MaterialAccount>& material_accounts() const { return table<MaterialAccount>(); }

  bool operator==(const Plan& other) const { return tables_ == other.tables_; }

  /// Calls f(table) for the table of each kind of entity.
  template <class F>
  void for_each_table(F&& f) const {
    std::apply([&](const auto&... tables) { (f(tables), ...); }, tables_);
  }
  template <class F>
  void for_each_table(F&& f) {
    std::apply([&](auto&... tables) { (f(tables), ...); }, tables_);
  }

private:
  PerEntity<Table> tables_;
};

using PlanPtr = std::shared_ptr<const Plan>;

/// The box of all that the plan itself holds (not its linked layers); empty for an empty plan. Flows, which may go to
/// the other end of the country, count only where there is nothing else.
[[nodiscard]] MapBox bounds(const Plan& plan);
/// The years that have a mass in any source, ascending. Years of flows alone are not among them.
[[nodiscard]] std::vector<int> years_with_masses(const Plan& plan);

}  // namespace geo
