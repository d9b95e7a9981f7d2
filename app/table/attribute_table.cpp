#include "app/table/attribute_table.hpp"

#include "geo/filter.hpp"
#include "geo/row_order.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

namespace app {

namespace {

/// More rows than these are sorted, searched and counted in the background.
constexpr std::size_t most_at_once = 20'000;
/// Ranges are so fast that they are filtered at once up to here.
constexpr std::size_t most_ranges_at_once = 4'000'000;

bool is_fast(const std::vector<geo::Condition>& conditions, std::size_t rows) {
  if (rows <= most_at_once) return true;
  return rows <= most_ranges_at_once && std::all_of(conditions.begin(), conditions.end(), [](const geo::Condition& c) {
           return c.contains.empty() && c.values.empty();
         });
}

/// Whether whatever meets `now` also met `before`: the search went on from there.
bool narrows(const std::vector<geo::Condition>& before, const std::vector<geo::Condition>& now) {
  if (before.size() > now.size()) return false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const geo::Condition& a = before[i];
    const geo::Condition& b = now[i];
    const bool same_rest = a.attribute == b.attribute && a.low == b.low && a.high == b.high && a.values == b.values;
    // A longer text is found in fewer rows.
    if (!same_rest || !(a.contains == b.contains || (!a.contains.empty() && b.contains.starts_with(a.contains))))
      return false;
  }
  return true;
}

}  // namespace

TableQuery AttributeTable::query() const {
  const auto found = queries_.find(subject_);
  return found == queries_.end() ? TableQuery{} : found->second;
}

void AttributeTable::show(TableSubject subject) {
  if (subject == subject_) return;
  subject_ = subject;
  cursor.reset();
  anchor.reset();
}

void AttributeTable::sort_by(int column) {
  TableQuery& asked = query();
  if (asked.sort_column != column) {
    // Numbers are looked at from the largest, texts from the first letter.
    const bool is_number = rows_ && column >= 0 && static_cast<std::size_t>(column) < rows_->columns.size() &&
                           rows_->columns[static_cast<std::size_t>(column)].values->is_number();
    asked.sort_column = column;
    asked.descending = is_number;
    return;
  }
  const bool first_way = rows_ && rows_->columns[static_cast<std::size_t>(column)].values->is_number();
  if (asked.descending == first_way)
    asked.descending = !asked.descending;
  else
    asked.sort_column = -1;
}

void AttributeTable::set_condition(geo::Condition condition) {
  std::vector<geo::Condition>& conditions = query().conditions;
  const auto same = std::find_if(conditions.begin(), conditions.end(),
                                 [&](const geo::Condition& c) { return c.attribute == condition.attribute; });
  const bool asks = condition.low || condition.high || !condition.contains.empty() || !condition.values.empty();
  if (same == conditions.end()) {
    if (asks) conditions.push_back(std::move(condition));
  } else if (asks) {
    *same = std::move(condition);
  } else {
    conditions.erase(same);
  }
}

void AttributeTable::clear_filter() {
  query().text.clear();
  query().conditions.clear();
}

std::vector<geo::Condition> AttributeTable::filter() const {
  const TableQuery asked = query();
  std::vector<geo::Condition> all = asked.conditions;
  if (!asked.text.empty()) all.push_back({{}, {}, {}, asked.text, {}});
  return all;
}

void AttributeTable::clear(Jobs& jobs) {
  for (const char* topic : {"table order", "table filter", "table summary"}) jobs.cancel_topic(topic);
  const std::uint64_t version = version_;
  const bool was_open = open;
  *this = {};
  open = was_open;
  version_ = version + 1;
}

void AttributeTable::take_rows(TableRowsPtr rows) {
  // Of an edited plan the same things stay where they were; another file's rows are others.
  const bool same_kind = rows_ && rows && rows_->features == rows->features && !rows->features;
  if (!same_kind) {
    cursor.reset();
    anchor.reset();
  }
  rows_ = std::move(rows);
  order_.clear();
  sorted_by_ = {-1, false};
  sort_asked_ = {-1, false};
  sorting_ = filtering_ = false;
  filtered_by_.clear();
  filter_asked_.clear();
  passing_ = geo::RowSet(rows_ ? rows_->count : 0, true);
  summaries_.clear();
  summary_asked_.reset();
  if (cursor && rows_ && *cursor >= rows_->count) cursor.reset();
  if (anchor && rows_ && *anchor >= rows_->count) anchor.reset();
  make_shown();
}

void AttributeTable::make_rows(const TableInput& input) {
  MadeOf of{subject_, nullptr, 0, {}, nullptr};
  if (subject_.kind == TableKind::layer)
    of.features = input.features;
  else
    of = {subject_, input.plan.figures->plan, input.plan.year, input.language, nullptr};
  if (of == made_of_) return;
  // A table that is opened shows what the map shows, unless it was asked something else before.
  const bool is_opened = made_of_.subject != subject_ || !made_of_.features;
  made_of_ = of;
  if (subject_.kind == TableKind::layer && is_opened && query() == TableQuery{}) {
    const auto layer = input.plan.figures->plan->layers().find(subject_.layer);
    for (const geo::Condition& condition : layer ? layer->filter : std::vector<geo::Condition>{}) {
      if (condition.attribute.empty())
        query().text = condition.contains;
      else
        query().conditions.push_back(condition);
    }
  }
  if (subject_.kind == TableKind::layer)
    take_rows(of.features ? layer_rows(of.features) : nullptr);
  else
    take_rows(plan_tables_.rows(subject_.kind, input.plan));
}

void AttributeTable::sort(Jobs& jobs) {
  const TableQuery asked = query();
  std::pair<int, bool> wanted{asked.sort_column, asked.descending};
  if (wanted.first >= static_cast<int>(rows_->columns.size())) wanted = {-1, false};
  if (wanted.first < 0) wanted = {-1, false};
  if (wanted == sort_asked_) return;
  sort_asked_ = wanted;
  const auto take = [this](std::pair<int, bool> by, std::vector<std::uint32_t> order) {
    order_ = std::move(order);
    sorted_by_ = by;
    sorting_ = false;
    make_shown();
  };
  if (wanted.first < 0) {
    jobs.cancel_topic("table order");
    return take(wanted, {});
  }
  const auto column = static_cast<std::size_t>(wanted.first);
  if (rows_->count <= most_at_once) {
    geo::Progress progress;
    return take(wanted, geo::sorted_rows(*rows_->columns[column].values, wanted.second, progress));
  }
  sorting_ = true;
  jobs.start("table order", geo::say("Sorting by {0}", rows_->columns[column].head),
             [this, take, wanted, column, rows = rows_](geo::Progress& progress) {
               auto order = std::make_shared<std::vector<std::uint32_t>>(
                   geo::sorted_rows(*rows->columns[column].values, wanted.second, progress));
               return [this, take, wanted, rows, order] {
                 if (rows == rows_ && sort_asked_ == wanted) take(wanted, std::move(*order));
               };
             });
}

void AttributeTable::filter(Jobs& jobs) {
  const std::vector<geo::Condition> wanted = filter();
  if (wanted == filter_asked_) return;
  const bool from_before = narrows(filtered_by_, wanted);
  filter_asked_ = wanted;
  const auto take = [this](const std::vector<geo::Condition>& by, geo::RowSet passing) {
    passing_ = std::move(passing);
    filtered_by_ = by;
    filtering_ = false;
    make_shown();
  };
  geo::RowSet of = from_before ? passing_ : geo::RowSet(rows_->count, true);
  if (is_fast(wanted, of.count())) {
    jobs.cancel_topic("table filter");
    geo::Progress progress;
    return take(wanted, geo::rows_meeting(wanted, rows_->filtered_columns(), std::move(of), progress));
  }
  filtering_ = true;
  jobs.start("table filter", geo::say("Filtering the table"),
             [this, take, wanted, of = std::move(of), rows = rows_](geo::Progress& progress) {
               auto passing =
                   std::make_shared<geo::RowSet>(geo::rows_meeting(wanted, rows->filtered_columns(), of, progress));
               return [this, take, wanted, rows, passing] {
                 if (rows == rows_ && filter_asked_ == wanted) take(wanted, std::move(*passing));
               };
             });
}

void AttributeTable::update(const TableInput& input, Jobs& jobs) {
  if (!open || !input.plan.figures) return;
  make_rows(input);
  if (!rows_) return;
  sort(jobs);
  filter(jobs);
}

void AttributeTable::make_shown() {
  ++version_;
  sums_.clear();
  shown_.clear();
  if (!rows_) return;
  shown_.reserve(passing_.count());
  if (order_.empty()) {
    passing_.for_each([&](std::uint32_t row) { shown_.push_back(row); });
    return;
  }
  if (passing_.count() == rows_->count) {
    shown_ = order_;
    return;
  }
  for (const std::uint32_t row : order_)
    if (passing_.contains(row)) shown_.push_back(row);
}

std::optional<std::size_t> AttributeTable::position_of(std::uint32_t row) const {
  if (!passing_.contains(row)) return std::nullopt;
  const auto found = std::find(shown_.begin(), shown_.end(), row);
  if (found == shown_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - shown_.begin());
}

std::optional<std::uint32_t> AttributeTable::row_of(const render::PlanThing& thing) const {
  if (!rows_) return std::nullopt;
  const auto found = std::find(rows_->things.begin(), rows_->things.end(), thing);
  if (found == rows_->things.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - rows_->things.begin());
}

std::optional<double> AttributeTable::sum(std::size_t column) const {
  if (!rows_ || !rows_->columns[column].look.has_sum) return std::nullopt;
  const auto known = sums_.find(column);
  if (known != sums_.end()) return known->second;
  double sum = 0;
  const geo::Column& values = *rows_->columns[column].values;
  passing_.for_each([&](std::uint32_t row) {
    if (const double value = values.number(row); std::isfinite(value)) sum += value;
  });
  return sums_[column] = sum;
}

const FilterChoices* AttributeTable::summary(std::size_t column, Jobs& jobs) {
  if (!rows_ || column >= rows_->columns.size()) return nullptr;
  const auto known = summaries_.find(column);
  if (known != summaries_.end()) return &known->second;
  const geo::Column& values = *rows_->columns[column].values;
  if (rows_->count <= most_at_once || values.is_number()) {
    geo::Progress progress;
    return &(summaries_[column] = summary_of(values, progress));
  }
  if (summary_asked_ == column) return nullptr;
  summary_asked_ = column;
  jobs.start("table summary", geo::say("Counting the values of {0}", rows_->columns[column].head),
             [this, column, rows = rows_](geo::Progress& progress) {
               auto summary = std::make_shared<FilterChoices>(summary_of(*rows->columns[column].values, progress));
               return [this, column, rows, summary] {
                 if (rows != rows_) return;
                 summaries_[column] = std::move(*summary);
                 ++version_;
               };
             });
  return nullptr;
}

}  // namespace app
