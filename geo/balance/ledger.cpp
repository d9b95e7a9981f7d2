#include "geo/balance/ledger.hpp"

#include <algorithm>
#include <map>

namespace geo {

namespace {

/// Whether the same is said of two years: sentences may name the year.
bool same_but_for_year(const Message& a, int year_a, const Message& b, int year_b) {
  return a.text == b.text && std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                                        [&](const std::string& x, const std::string& y) {
                                          return x == y || (x == std::to_string(year_a) && y == std::to_string(year_b));
                                        });
}

/// Consecutive years with one remark are said once.
void remark(std::vector<LedgerRemark>& remarks, const Message& what, int year, bool is_doubt) {
  for (LedgerRemark& before : remarks) {
    if (before.last_year == year - 1 && before.is_doubt == is_doubt &&
        same_but_for_year(before.what, before.first_year, what, year)) {
      before.last_year = year;
      return;
    }
  }
  remarks.push_back({what, year, year, is_doubt});
}

bool has_given(const EmissionSource& source, int year) {
  return std::any_of(source.series.begin(), source.series.end(),
                     [year](const YearlyMass& mass) { return mass.year == year; });
}

bool operates(const EmissionSource& source, int year) {
  return year >= source.first_year.value_or(year) && year <= source.last_year.value_or(year);
}

SourceLedger source_ledger(Id<EmissionSource> id, const std::shared_ptr<const EmissionSource>& source,
                           const Catalogues& catalogues, int first_year, int last_year) {
  SourceLedger ledger{id, source, {}, {}};
  for (const YearlyMass& mass : source->series)
    ledger.rows.push_back({mass.year,
                           {mass.gas},
                           mass.mass_t,
                           mass.method,
                           false,
                           source->model.empty() || source->counted != CountedSeries::modelled});
  const auto model = source_model(*source, catalogues);
  if (!model) return ledger;
  for (const Message& fault : model->faults()) ledger.remarks.push_back({fault, first_year, last_year, false});
  const auto years = model->years(first_year, last_year, 1, {});
  std::map<ResultKey, bool> is_doubtful;
  for (std::size_t i = 0; i < years.size(); ++i) {
    const int year = first_year + static_cast<int>(i);
    if (!operates(*source, year)) continue;
    for (const Message& why : years[i].unknown) remark(ledger.remarks, why, year, false);
    for (const Message& why : years[i].unknown_location) remark(ledger.remarks, why, year, false);
    for (const Message& why : years[i].unknown_market) remark(ledger.remarks, why, year, false);
    for (const Message& why : years[i].doubts) remark(ledger.remarks, why, year, true);
    const bool counted = takes_model(*source, year);
    for (const ResultRow& row : years[i].rows) {
      const auto known = is_doubtful.find(row.key);
      const bool doubtful = known != is_doubtful.end()
                                ? known->second
                                : (is_doubtful[row.key] = model->status(row.key) == FactorStatus::to_be_confirmed);
      ledger.rows.push_back({year, row.key, row.value_t, MassMethod::calculated, true, counted, doubtful});
    }
  }
  std::stable_sort(ledger.rows.begin(), ledger.rows.end(),
                   [](const LedgerRow& a, const LedgerRow& b) { return a.year < b.year; });
  return ledger;
}

}  // namespace

bool takes_model(const EmissionSource& source, int year) {
  if (source.model.empty() || !operates(source, year)) return false;
  return source.counted == CountedSeries::modelled ||
         (source.counted == CountedSeries::given_first && !has_given(source, year));
}

bool SourceLedger::is_known(int year) const {
  return std::any_of(rows.begin(), rows.end(),
                     [year](const LedgerRow& row) { return row.year == year && row.counted; });
}

Ledger::Ledger(const Plan& plan, std::shared_ptr<const Catalogues> catalogues, int first_year, int last_year,
               const Ledger* before)
    : catalogues_(std::move(catalogues)), first_year_(first_year), last_year_(last_year) {
  const bool comparable = before && before->catalogues_ == catalogues_ && before->first_year_ == first_year &&
                          before->last_year_ == last_year;
  std::size_t at = 0;
  for (const auto& row : plan.emission_sources()) {
    if (comparable) {
      while (at < before->sources_.size() && before->sources_[at]->id < row.id) ++at;
      if (at < before->sources_.size() && before->sources_[at]->source == row.value) {
        sources_.push_back(before->sources_[at]);
        continue;
      }
    }
    sources_.push_back(
        std::make_shared<SourceLedger>(source_ledger(row.id, row.value, *catalogues_, first_year, last_year)));
  }
}

const SourceLedger* Ledger::find(Id<EmissionSource> id) const {
  const auto found = std::lower_bound(sources_.begin(), sources_.end(), id,
                                      [](const auto& source, Id<EmissionSource> key) { return source->id < key; });
  return found != sources_.end() && (*found)->id == id ? found->get() : nullptr;
}

YearSpan ledger_years(const Plan& plan) {
  YearSpan span{plan.info().base_year, std::max(plan.info().base_year, plan.info().horizon_year)};
  for (const auto& source : plan.emission_sources())
    if (!source->series.empty()) span.first = std::min(span.first, source->series.front().year);
  return span;
}

bool counts(const EmissionSource& source, const LedgerRow& row, LedgerView view, ResultBasis basis) {
  if (!row.counted || row.key.line != ResultLine::inventory) return false;
  if (row.key.basis != ResultBasis::any && row.key.basis != basis) return false;
  return view == LedgerView::partner || !source.supplier || row.key.scope == Scope::scope_1;
}

PlanPtr counted_plan(const PlanPtr& plan, const Ledger& ledger) {
  std::vector<Table<EmissionSource>::Row> rows;
  bool changed = false;
  for (const auto& source : ledger.sources()) {
    if (source->source->model.empty()) {
      rows.push_back({source->id, source->source});
      continue;
    }
    std::map<std::pair<int, Gas>, YearlyMass> masses;
    for (const LedgerRow& row : source->rows) {
      if (!counts(*source->source, row, LedgerView::hub)) continue;
      YearlyMass& mass =
          masses.try_emplace({row.year, row.key.gas}, YearlyMass{row.year, row.key.gas, 0, row.method}).first->second;
      mass.mass_t += row.mass_t;
    }
    auto counted = std::make_shared<EmissionSource>(*source->source);
    counted->series.clear();
    for (const auto& [key, mass] : masses) counted->series.push_back(mass);
    rows.push_back({source->id, std::move(counted)});
    changed = true;
  }
  if (!changed) return plan;
  auto next = std::make_shared<Plan>(*plan);
  next->table<EmissionSource>() = next->table<EmissionSource>().with_rows(std::move(rows));
  return next;
}

}  // namespace geo
