// The attribute table: which rows it shows, sorted and filtered, with sums. Knows nothing of ImGui; what a person does
// to it is in app/table/table_actions.hpp.
#pragma once

#include "app/jobs.hpp"
#include "app/table/column_summary.hpp"
#include "app/table/table_rows.hpp"
#include "geo/row_set.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// What the person asked of one table. Kept while the program runs, so that a table is found as it was left.
struct TableQuery {
  int sort_column = -1;  ///< -1: as in the file or plan
  bool descending = false;
  std::string text;                        ///< in any column
  std::vector<geo::Condition> conditions;  ///< at most one for a column
  bool operator==(const TableQuery&) const = default;
  [[nodiscard]] bool has_filter() const { return !text.empty() || !conditions.empty(); }
};

struct TableInput {
  PlanTableInput plan;
  std::shared_ptr<const geo::Features> features;  ///< of the table's layer, null while it is not loaded
  std::string language;
};

class AttributeTable {
public:
  bool open = false;
  bool has_keys = false;  ///< the arrow keys move its row

  [[nodiscard]] const TableSubject& subject() const { return subject_; }
  void show(TableSubject subject);
  [[nodiscard]] TableQuery& query() { return queries_[subject_]; }
  [[nodiscard]] TableQuery query() const;
  /// Sorts by the column; a second time the other way round, a third time not at all.
  void sort_by(int column);
  /// Replaces the column's condition; one without any limit is taken away.
  void set_condition(geo::Condition condition);
  void clear_filter();
  /// All that the filter asks, as a layer keeps it.
  [[nodiscard]] std::vector<geo::Condition> filter() const;

  /// Makes rows, order and filter follow what is asked; what takes long is done by `jobs`.
  void update(const TableInput& input, Jobs& jobs);
  /// Forgets everything (another plan was opened).
  void clear(Jobs& jobs);

  /// Null while there is nothing to show (a layer that is being loaded).
  [[nodiscard]] const TableRowsPtr& rows() const { return rows_; }
  /// Indices of the rows that are shown, in their order.
  [[nodiscard]] std::span<const std::uint32_t> shown() const { return shown_; }
  /// The same as a set.
  [[nodiscard]] const geo::RowSet& passing() const { return passing_; }
  /// Grows whenever `shown` changed.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  /// Sorting or filtering is under way; what is shown is the old state.
  [[nodiscard]] bool is_busy() const { return sorting_ || filtering_; }
  /// Where a row stands among the shown ones.
  [[nodiscard]] std::optional<std::size_t> position_of(std::uint32_t row) const;
  /// Row of a thing of the plan.
  [[nodiscard]] std::optional<std::uint32_t> row_of(const render::PlanThing& thing) const;
  /// Sum over the shown rows; none where a sum says nothing.
  [[nodiscard]] std::optional<double> sum(std::size_t column) const;
  /// What the column holds in all rows; null until it is counted.
  [[nodiscard]] const FilterChoices* summary(std::size_t column, Jobs& jobs);

  /// The row that the arrow keys move from, and where a range that Shift makes begins.
  std::optional<std::uint32_t> cursor;
  std::optional<std::uint32_t> anchor;

private:
  void make_rows(const TableInput& input);
  void sort(Jobs& jobs);
  void filter(Jobs& jobs);
  void make_shown();
  void take_rows(TableRowsPtr rows);

  TableSubject subject_;
  std::map<TableSubject, TableQuery> queries_;
  PlanTables plan_tables_;
  TableRowsPtr rows_;
  struct MadeOf {
    TableSubject subject;
    geo::PlanPtr plan;
    int year = 0;
    std::string language;
    std::shared_ptr<const geo::Features> features;
    bool operator==(const MadeOf&) const = default;
  };
  MadeOf made_of_;

  std::vector<std::uint32_t> order_;  ///< empty: as the rows are
  std::pair<int, bool> sorted_by_{-1, false};
  geo::RowSet passing_;
  std::vector<geo::Condition> filtered_by_;
  bool sorting_ = false;
  bool filtering_ = false;
  std::pair<int, bool> sort_asked_{-1, false};
  std::vector<geo::Condition> filter_asked_;
  std::vector<std::uint32_t> shown_;
  std::uint64_t version_ = 0;
  std::map<std::size_t, FilterChoices> summaries_;
  std::optional<std::size_t> summary_asked_;
  mutable std::map<std::size_t, double> sums_;
};

}  // namespace app
