#include "geo/balance/uncertain_balance.hpp"

#include "geo/uncertainty/draws.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo {

namespace {

/// The multipliers of a variable for one of its distributions. All of them come from the same random numbers, so the
/// years of a variable go up and down together although its range may widen.
struct DrawnShape {
  Distribution relative;  ///< to its central value
  std::vector<double> multipliers;
};
using DrawsByVariable = std::map<std::string, std::vector<DrawnShape>, std::less<>>;

/// Multipliers depend on the distribution's limits as parts of its value alone. Rounded, so that a path of values with
/// one range is one shape.
Distribution relative(const Distribution& number) {
  const auto part = [&](double limit) { return std::round(limit / number.value * 1e9) / 1e9; };
  return {number.shape, 1, part(number.low), part(number.high)};
}

/// "factor:fuel.peat.co2" is one variable of the run, "input:fuel_mwh" one of its owner.
std::string variable_of_run(const ModelVariable& variable, const std::string& owner) {
  return variable.name.starts_with("factor:") ? variable.name : owner + "/" + variable.name;
}

/// The multipliers of an owner's variables in a block of draws.
Multipliers in_block(const DrawsByVariable& draws, const std::string& owner, DrawBlock block) {
  return [&draws, &owner, block](const ModelVariable& variable) -> std::span<const double> {
    const auto found = draws.find(variable_of_run(variable, owner));
    if (found == draws.end() || variable.number.value == 0) return {};
    const Distribution wanted = relative(variable.number);
    for (const DrawnShape& shape : found->second)
      if (shape.relative == wanted) return std::span(shape.multipliers).subspan(block.first, block.count);
    return {};
  };
}

struct OwnedModel {
  const EmissionSource* source;
  std::string owner;  ///< "source/12"
  std::unique_ptr<SourceModel> model;
};
struct OwnedSite {
  const SiteRemoval* site;
  std::string owner;             ///< "site/4"
  std::vector<SinkTerms> terms;  ///< by year
};

/// Sums of one year over the draws.
struct YearSums {
  std::vector<double> emissions;
  std::vector<double> removals;
};

class Run {
public:
  Run(const Plan& plan, const Catalogues& catalogues, const SiteRemovals& sites, int first_year, int last_year,
      const UncertainOptions& options)
      : plan_(plan), first_year_(first_year), last_year_(last_year), options_(options), set_(plan.info().gwp_set) {
    for (const auto& source : plan.emission_sources())
      if (auto model = source_model(*source, catalogues))
        models_.push_back({source.value.get(), "source/" + std::to_string(source.id.value), std::move(model)});
    std::size_t at = 0;
    for (const auto& row : plan.sink_sites()) {
      if (at >= sites.size()) break;
      OwnedSite site{sites[at++].get(), "site/" + std::to_string(row.id.value), {}};
      for (int year = first_year; year <= last_year; ++year) site.terms.push_back(site.site->terms(year));
      sites_.push_back(std::move(site));
    }
    sums_.resize(static_cast<std::size_t>(last_year - first_year + 1));
    for (YearSums& sums : sums_) {
      sums.emissions.assign(options.draws, 0);
      sums.removals.assign(options.draws, 0);
    }
  }

  /// The multipliers of all variables, for each distribution that a variable has in any year.
  void draw() {
    const auto remember = [&](const ModelVariable& variable, const std::string& owner, int year) {
      if (variable.number.value == 0) return;
      const std::string name = variable_of_run(variable, owner);
      std::vector<DrawnShape>& shapes = draws_[name];
      const Distribution wanted = relative(variable.number);
      auto place =
          std::find_if(shapes.begin(), shapes.end(), [&](const DrawnShape& shape) { return shape.relative == wanted; });
      if (place == shapes.end())
        place = shapes.insert(shapes.end(),
                              {wanted, relative_multipliers(options_.seed, name, variable.number, options_.draws)});
      if (year == options_.contributions_year) contributing_[name] = static_cast<std::size_t>(place - shapes.begin());
    };
    for (const OwnedModel& model : models_)
      for (int year = first_year_; year <= last_year_; ++year)
        if (takes_model(*model.source, year))
          for (const ModelVariable& variable : model.model->variables(year)) remember(variable, model.owner, year);
    for (const OwnedSite& site : sites_)
      for (std::size_t y = 0; y < site.terms.size(); ++y)
        for (const ModelVariable& variable : sink_variables(site.terms[y]))
          remember(variable, site.owner, first_year_ + static_cast<int>(y));
  }

  void add(DrawBlock block) {
    for (const auto& row : plan_.emission_sources()) add_given(*row, block);
    for (const OwnedModel& model : models_) add_modelled(model, block);
    for (const OwnedSite& site : sites_) add_site(site, block);
  }

  UncertainBalance result() && {
    UncertainBalance balance;
    balance.first_year = first_year_;
    std::vector<std::vector<double>> emissions;
    std::vector<std::vector<double>> removals;
    for (YearSums& sums : sums_) {
      std::vector<double>& net = balance.net_draws.emplace_back(sums.emissions);
      for (std::size_t i = 0; i < net.size(); ++i) net[i] -= sums.removals[i];
      emissions.push_back(std::move(sums.emissions));
      removals.push_back(std::move(sums.removals));
    }
    balance.emissions = summaries(emissions);
    balance.removals = summaries(removals);
    balance.net = summaries(balance.net_draws);
    if (options_.contributions_year && *options_.contributions_year >= first_year_ &&
        *options_.contributions_year <= last_year_) {
      std::vector<InputDraws> inputs;
      for (const auto& [name, shape] : contributing_) inputs.push_back({name, draws_.at(name)[shape].multipliers});
      balance.contributions = contributions(
          inputs, balance.net_draws[static_cast<std::size_t>(*options_.contributions_year - first_year_)]);
    }
    return balance;
  }

private:
  [[nodiscard]] YearSums* sums_of(int year) {
    return year < first_year_ || year > last_year_ ? nullptr : &sums_[static_cast<std::size_t>(year - first_year_)];
  }

  void add_given(const EmissionSource& source, DrawBlock block) {
    if (!source.model.empty() && source.counted == CountedSeries::modelled) return;
    for (const YearlyMass& mass : source.series)
      if (YearSums* sums = sums_of(mass.year)) {
        const double co2e_t = mass.mass_t * gwp100(mass.gas, set_);
        for (std::size_t i = 0; i < block.count; ++i) sums->emissions[block.first + i] += co2e_t;
      }
  }

  void add_modelled(const OwnedModel& owned, DrawBlock block) {
    int first = first_year_;
    int last = last_year_;
    while (first <= last && !takes_model(*owned.source, first)) ++first;
    while (last >= first && !takes_model(*owned.source, last)) --last;
    if (first > last) return;
    const auto years = owned.model->years(first, last, block.count, in_block(draws_, owned.owner, block));
    for (std::size_t y = 0; y < years.size(); ++y) {
      const int year = first + static_cast<int>(y);
      if (!takes_model(*owned.source, year)) continue;
      std::vector<double>& sum = sums_of(year)->emissions;
      for (const ResultRow& row : years[y].rows) {
        const LedgerRow ledger{year, row.key, row.value_t, MassMethod::calculated, true, true};
        if (!counts(*owned.source, ledger, LedgerView::hub, options_.basis)) continue;
        const double gwp = gwp100(row.key.gas, set_);
        for (std::size_t i = 0; i < block.count; ++i) sum[block.first + i] += gwp * row.mass_t[i];
      }
    }
  }

  void add_site(const OwnedSite& owned, DrawBlock block) {
    for (std::size_t y = 0; y < owned.terms.size(); ++y) {
      const auto rows = sink_rows(owned.terms[y], block.count, in_block(draws_, owned.owner, block));
      std::vector<double>& sum = sums_[y].removals;
      for (const SinkRow& row : rows) {
        if (row.key.line != ResultLine::inventory) continue;
        const double weight = removal_co2e_per_unit(row.key.quantity, set_);
        if (weight == 0) continue;
        for (std::size_t i = 0; i < block.count; ++i) sum[block.first + i] += weight * row.draws[i];
      }
    }
  }

  const Plan& plan_;
  int first_year_;
  int last_year_;
  const UncertainOptions& options_;
  GwpSet set_;
  std::vector<OwnedModel> models_;
  std::vector<OwnedSite> sites_;
  DrawsByVariable draws_;
  std::map<std::string, std::size_t> contributing_;  ///< the shape that a variable has in the year of contributions
  std::vector<YearSums> sums_;
};

}  // namespace

UncertainBalance uncertain_balance(const Plan& plan, const Catalogues& catalogues, const SiteRemovals& sites,
                                   int first_year, int last_year, const UncertainOptions& options, Progress& progress) {
  if (last_year < first_year || options.draws == 0) return {};
  Run run(plan, catalogues, sites, first_year, last_year, options);
  run.draw();
  for_draw_blocks(options.draws, [&](DrawBlock block) {
    if (!progress.cancelled()) run.add(block);
  });
  progress.advance(1);
  return std::move(run).result();
}

}  // namespace geo
