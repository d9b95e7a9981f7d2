// The one ledger of a plan: for each physical source and each year the masses of its gases, given or modelled, each
// with its scope, its line and its basis. Partner views, area views and the hub's balance are sums over its rows, so
// nothing is counted twice; CO2e is made last (geo/gas.hpp).
#pragma once

#include "geo/balance/source_model.hpp"
#include "geo/plan/plan.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// One gas of one source in one year.
struct LedgerRow {
  int year = 0;
  ResultKey key;
  double mass_t = 0;
  MassMethod method = MassMethod::unknown;  ///< of a given mass; a modelled one is `calculated`
  bool modelled = false;
  /// Whether the balance takes it: of a year that is both given and modelled one of the two (CountedSeries).
  bool counted = true;
  bool to_be_confirmed = false;  ///< one of the factors of a modelled mass is
};

/// What is to be said of a source or a site: a year that is not known, or a figure that is there but odd.
struct LedgerRemark {
  Message what;
  int first_year = 0;  ///< the years that it is said of
  int last_year = 0;
  bool is_doubt = false;  ///< the years have figures
};

/// The rows of one source, by year and key; given ones before modelled ones.
struct SourceLedger {
  Id<EmissionSource> id;
  std::shared_ptr<const EmissionSource> source;
  std::vector<LedgerRow> rows;
  std::vector<LedgerRemark> remarks;
  /// Whether a year has a counted row.
  [[nodiscard]] bool is_known(int year) const;
};

/// Whether the balance takes the model's masses of a year, and the model holds for the year at all.
[[nodiscard]] bool takes_model(const EmissionSource& source, int year);

class Ledger {
public:
  Ledger() = default;
  /// All sources from the first year to the last; given masses of other years are in it as well. What did not change
  /// since `before`, a ledger of the same catalogues, is taken from it.
  Ledger(const Plan& plan, std::shared_ptr<const Catalogues> catalogues, int first_year, int last_year,
         const Ledger* before = nullptr);

  [[nodiscard]] const std::vector<std::shared_ptr<const SourceLedger>>& sources() const { return sources_; }
  /// Null when there is none.
  [[nodiscard]] const SourceLedger* find(Id<EmissionSource> id) const;
  [[nodiscard]] const std::shared_ptr<const Catalogues>& catalogues() const { return catalogues_; }
  [[nodiscard]] int first_year() const { return first_year_; }
  [[nodiscard]] int last_year() const { return last_year_; }

private:
  std::shared_ptr<const Catalogues> catalogues_;
  int first_year_ = 0;
  int last_year_ = 0;
  std::vector<std::shared_ptr<const SourceLedger>> sources_;
};

/// Years that the models of a plan are worked out for: from its base year, or the first given mass before it, to its
/// horizon.
struct YearSpan {
  int first = 0;
  int last = 0;
};
[[nodiscard]] YearSpan ledger_years(const Plan& plan);

/// Whose view a sum is. A hub's leaves out what a partner in it already has as scope 1 (EmissionSource::supplier); a
/// partner's has all scopes of its own sources.
enum class LedgerView { hub, partner };

/// Whether a row of a source counts in an inventory sum: counted, of the inventory line, of the chosen basis, and no
/// transfer inside the hub.
[[nodiscard]] bool counts(const EmissionSource& source, const LedgerRow& row, LedgerView view,
                          ResultBasis basis = ResultBasis::location);

/// The plan with the masses that its hub's balance takes in its sources' series: what maps, tables and charts show.
/// Sources of which nothing is modelled are shared with `plan`.
[[nodiscard]] PlanPtr counted_plan(const PlanPtr& plan, const Ledger& ledger);

}  // namespace geo
