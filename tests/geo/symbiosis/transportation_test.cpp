// The transportation problem, over arcs and over all pairs, against GLPK, against all assignments of small cases, and
// what has to hold of any optimum.
#include "geo/symbiosis/transportation.hpp"

#include "geo/symbiosis/pair_transport.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glpk.h>
#include <memory>
#include <numeric>
#include <random>

namespace {

using geo::TransportArc;
using geo::TransportSolution;

struct Instance {
  std::vector<double> supply, demand;
  std::vector<TransportArc> arcs;
  [[nodiscard]] TransportSolution solved() const { return geo::best_transport(supply, demand, arcs); }
};

/// The optimum by GLPK's simplex, made sure of by its exact arithmetic where `exact`.
double glpk_optimum(const Instance& instance, bool exact) {
  glp_term_out(GLP_OFF);
  const std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> problem(glp_create_prob(), &glp_delete_prob);
  glp_set_obj_dir(problem.get(), GLP_MAX);
  const auto row_count = static_cast<int>(instance.supply.size() + instance.demand.size());
  glp_add_rows(problem.get(), row_count);
  for (int row = 0; row < row_count; ++row) {
    const auto r = static_cast<std::size_t>(row);
    const double most = r < instance.supply.size() ? instance.supply[r] : instance.demand[r - instance.supply.size()];
    glp_set_row_bnds(problem.get(), row + 1, GLP_UP, 0, most);
  }
  for (const TransportArc& arc : instance.arcs) {
    const int column = glp_add_cols(problem.get(), 1);
    glp_set_col_bnds(problem.get(), column, GLP_LO, 0, 0);
    glp_set_obj_coef(problem.get(), column, arc.value);
    const int rows[] = {0, static_cast<int>(arc.supply) + 1, static_cast<int>(instance.supply.size() + arc.demand) + 1};
    const double ones[] = {0, 1, 1};
    glp_set_mat_col(problem.get(), column, 2, rows, ones);
  }
  if (instance.arcs.empty()) return 0;
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.tol_bnd = 1e-10;
  parameters.tol_dj = 1e-10;
  EXPECT_EQ(0, glp_simplex(problem.get(), &parameters));
  if (exact) {
    EXPECT_EQ(0, glp_exact(problem.get(), &parameters));
  }
  EXPECT_EQ(GLP_OPT, glp_get_status(problem.get()));
  return glp_get_obj_val(problem.get());
}

/// Ties come from whole values of a small range, zeros from supplies, demands and values; pairs that can not meet have
/// no arc, or one that is worth nothing or less.
Instance random_instance(std::mt19937_64& random, std::size_t most, bool whole) {
  std::uniform_int_distribution<std::size_t> size(1, most);
  std::uniform_real_distribution<double> unit(0, 1);
  Instance made;
  made.supply.resize(size(random));
  made.demand.resize(size(random));
  const double zeros = unit(random) * 0.3, missing = unit(random), spread = std::pow(10, 4 * unit(random));
  const auto amount = [&] {
    if (unit(random) < zeros) return 0.0;
    return whole ? std::floor(unit(random) * 20) : std::pow(spread, unit(random)) * unit(random);
  };
  std::generate(made.supply.begin(), made.supply.end(), amount);
  std::generate(made.demand.begin(), made.demand.end(), amount);
  for (std::uint32_t i = 0; i < made.supply.size(); ++i)
    for (std::uint32_t j = 0; j < made.demand.size(); ++j)
      if (unit(random) >= missing)
        made.arcs.push_back({i, j, whole ? std::floor(unit(random) * 8) - 2 : unit(random) * 1.4 - 0.4});
  std::shuffle(made.arcs.begin(), made.arcs.end(), random);
  return made;
}

double tolerance(double value) {
  return 1e-9 * std::max(1.0, std::abs(value));
}

void expect_within_capacities(const Instance& instance, const TransportSolution& solution) {
  std::vector<double> out(instance.supply.size()), in(instance.demand.size());
  for (const TransportSolution::Sent& sent : solution.sent) {
    EXPECT_GT(sent.amount, 0);
    EXPECT_GT(instance.arcs[sent.arc].value, 0);
    out[instance.arcs[sent.arc].supply] += sent.amount;
    in[instance.arcs[sent.arc].demand] += sent.amount;
  }
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_LE(out[i], instance.supply[i] * (1 + 1e-12));
  for (std::size_t j = 0; j < in.size(); ++j) EXPECT_LE(in[j], instance.demand[j] * (1 + 1e-12));
}

double dual_value(const Instance& instance, const TransportSolution& solution) {
  return std::inner_product(instance.supply.begin(), instance.supply.end(), solution.supply_price.begin(), 0.0) +
         std::inner_product(instance.demand.begin(), instance.demand.end(), solution.demand_price.begin(), 0.0);
}

void expect_dual_feasible(const Instance& instance, const TransportSolution& solution) {
  for (const double price : solution.supply_price) EXPECT_GE(price, 0);
  for (const double price : solution.demand_price) EXPECT_GE(price, 0);
  for (const TransportArc& arc : instance.arcs)
    EXPECT_LE(arc.value, solution.supply_price[arc.supply] + solution.demand_price[arc.demand] + 1e-12);
}

TEST(Transportation, OptimumIsGlpksOnFiveHundredInstances) {
  std::mt19937_64 random(20);
  std::size_t with_matches = 0;
  for (int n = 0; n < 500; ++n) {
    SCOPED_TRACE(n);
    const Instance instance = random_instance(random, 60, n % 2 == 0);
    const TransportSolution solution = instance.solved();
    const double optimum = glpk_optimum(instance, n % 10 == 1);
    EXPECT_NEAR(optimum, solution.value, tolerance(optimum));
    expect_within_capacities(instance, solution);
    with_matches += solution.sent.empty() ? 0 : 1;
  }
  EXPECT_GT(with_matches, 450U);
}

/// The instance with a value for each pair; a pair without an arc is worth nothing.
geo::PairSolution solved_as_pairs(const Instance& instance) {
  std::vector<double> values(instance.supply.size() * instance.demand.size(), -1);
  for (const TransportArc& arc : instance.arcs) values[arc.supply * instance.demand.size() + arc.demand] = arc.value;
  return geo::best_pairs(instance.supply, instance.demand,
                         [&](std::uint32_t i, std::uint32_t j) { return values[i * instance.demand.size() + j]; });
}

/// As an arc's number is found by its ends, the checks for arcs hold for pairs too.
TransportSolution as_arcs(const Instance& instance, const geo::PairSolution& pairs) {
  TransportSolution made;
  for (const auto& sent : pairs.sent) {
    const auto arc = std::find_if(instance.arcs.begin(), instance.arcs.end(), [&](const TransportArc& a) {
      return a.supply == sent.supply && a.demand == sent.demand;
    });
    EXPECT_NE(arc, instance.arcs.end());
    EXPECT_EQ(arc->value, sent.value);
    made.sent.push_back({static_cast<std::size_t>(arc - instance.arcs.begin()), sent.amount});
  }
  made.value = pairs.value;
  made.supply_price = pairs.supply_price;
  made.demand_price = pairs.demand_price;
  return made;
}

TEST(PairTransportation, OptimumIsGlpksOnFiveHundredInstances) {
  std::mt19937_64 random(20);
  for (int n = 0; n < 500; ++n) {
    SCOPED_TRACE(n);
    const Instance instance = random_instance(random, 60, n % 2 == 0);
    const TransportSolution solution = as_arcs(instance, solved_as_pairs(instance));
    const double optimum = glpk_optimum(instance, n % 10 == 1);
    EXPECT_NEAR(optimum, solution.value, tolerance(optimum));
    expect_within_capacities(instance, solution);
    EXPECT_NEAR(solution.value, dual_value(instance, solution), tolerance(solution.value));
    expect_dual_feasible(instance, solution);
  }
}

/// A market as large as a province: what it finds is proven by its prices over all pairs.
TEST(PairTransportation, ThePricesOfAllPairsProveTheOptimumOfADenseMarket) {
  std::mt19937_64 random(26);
  std::uniform_real_distribution<double> unit(0, 1);
  constexpr std::uint32_t count = 700;
  struct Place {
    double x, y, worth;
  };
  std::vector<Place> from(count), to(count);
  for (std::vector<Place>* places : {&from, &to})
    for (Place& p : *places) p = {300 * unit(random), 300 * unit(random), 0.2 * unit(random)};
  Instance instance;
  for (std::uint32_t i = 0; i < count; ++i) {
    instance.supply.push_back(1 + 999 * unit(random));
    instance.demand.push_back(i % 50 == 0 ? 0 : 1 + 999 * unit(random));
  }
  const auto value = [&](std::uint32_t i, std::uint32_t j) {
    return to[j].worth - 0.1 * from[i].worth - 0.00013 * std::hypot(from[i].x - to[j].x, from[i].y - to[j].y);
  };
  for (std::uint32_t i = 0; i < count; ++i)
    for (std::uint32_t j = 0; j < count; ++j) instance.arcs.push_back({i, j, value(i, j)});
  const geo::PairSolution solution = geo::best_pairs(instance.supply, instance.demand, value);
  const TransportSolution checked = as_arcs(instance, solution);
  expect_within_capacities(instance, checked);
  expect_dual_feasible(instance, checked);
  EXPECT_NEAR(solution.value, dual_value(instance, checked), tolerance(solution.value));
  EXPECT_NEAR(solution.value, instance.solved().value, tolerance(solution.value));
  const geo::PairSolution again = geo::best_pairs(instance.supply, instance.demand, value);
  ASSERT_EQ(again.sent.size(), solution.sent.size());
  for (std::size_t s = 0; s < again.sent.size(); ++s) {
    EXPECT_EQ(again.sent[s].supply, solution.sent[s].supply);
    EXPECT_EQ(again.sent[s].demand, solution.sent[s].demand);
    EXPECT_EQ(again.sent[s].amount, solution.sent[s].amount);
  }
}

TEST(PairTransportation, NothingToSendAndWhoeverWatchesMayEndIt) {
  EXPECT_TRUE(geo::best_pairs({}, {}, {}).sent.empty());
  const std::vector<double> one{1};
  const auto worthless = [](std::uint32_t, std::uint32_t) { return -1.0; };
  EXPECT_TRUE(geo::best_pairs(one, one, worthless).sent.empty());
  struct Enough {};
  EXPECT_THROW((void)geo::best_pairs(one, one, worthless, [](double) { throw Enough(); }), Enough);
}

TEST(Transportation, PrimalEqualsDual) {
  std::mt19937_64 random(21);
  for (int n = 0; n < 500; ++n) {
    SCOPED_TRACE(n);
    const Instance instance = random_instance(random, 60, n % 2 == 0);
    const TransportSolution solution = instance.solved();
    EXPECT_NEAR(solution.value, dual_value(instance, solution), tolerance(solution.value));
    expect_dual_feasible(instance, solution);
  }
}

TEST(Transportation, WholeDataGiveAWholeOptimum) {
  std::mt19937_64 random(22);
  for (int n = 0; n < 300; ++n) {
    const TransportSolution solution = random_instance(random, 60, true).solved();
    EXPECT_EQ(solution.value, std::floor(solution.value));
    for (const TransportSolution::Sent& sent : solution.sent) EXPECT_EQ(sent.amount, std::floor(sent.amount));
  }
}

TEST(Transportation, TotalIsAtMostTheSmallerOfSupplyAndDemand) {
  std::mt19937_64 random(23);
  for (int n = 0; n < 300; ++n) {
    const Instance instance = random_instance(random, 40, n % 2 == 0);
    double total = 0;
    for (const TransportSolution::Sent& sent : instance.solved().sent) total += sent.amount;
    const double supply = std::accumulate(instance.supply.begin(), instance.supply.end(), 0.0);
    const double demand = std::accumulate(instance.demand.begin(), instance.demand.end(), 0.0);
    EXPECT_LE(total, std::min(supply, demand) * (1 + 1e-12));
  }
}

TEST(Transportation, TakingASupplyAwayNeverRaisesTheOptimum) {
  std::mt19937_64 random(24);
  for (int n = 0; n < 60; ++n) {
    Instance instance = random_instance(random, 25, n % 2 == 0);
    const double whole_value = instance.solved().value;
    for (double& supply : instance.supply) {
      const double kept = std::exchange(supply, 0);
      EXPECT_LE(instance.solved().value, whole_value + tolerance(whole_value));
      supply = kept;
    }
  }
}

TEST(Transportation, OptimumIsAtLeastGreedy) {
  std::mt19937_64 random(25);
  for (int n = 0; n < 300; ++n) {
    const Instance instance = random_instance(random, 40, n % 2 == 0);
    std::vector<TransportArc> best_first = instance.arcs;
    std::sort(best_first.begin(), best_first.end(),
              [](const TransportArc& a, const TransportArc& b) { return a.value > b.value; });
    std::vector<double> supply = instance.supply, demand = instance.demand;
    double greedy = 0;
    for (const TransportArc& arc : best_first) {
      if (arc.value <= 0) break;
      const double amount = std::min(supply[arc.supply], demand[arc.demand]);
      greedy += amount * arc.value;
      supply[arc.supply] -= amount;
      demand[arc.demand] -= amount;
    }
    EXPECT_GE(instance.solved().value, greedy - tolerance(greedy));
  }
}

/// The best of all ways to send whole amounts, arc by arc.
double best_by_trying(Instance& instance, std::size_t arc) {
  if (arc == instance.arcs.size()) return 0;
  const TransportArc& way = instance.arcs[arc];
  double best = -1e300;
  const double most = std::min(instance.supply[way.supply], instance.demand[way.demand]);
  for (double amount = 0; amount <= most; ++amount) {
    instance.supply[way.supply] -= amount;
    instance.demand[way.demand] -= amount;
    best = std::max(best, amount * way.value + best_by_trying(instance, arc + 1));
    instance.supply[way.supply] += amount;
    instance.demand[way.demand] += amount;
  }
  return best;
}

TEST(Transportation, ThreeByThreeIsTheBestOfAllAssignments) {
  std::mt19937_64 random(26);
  std::uniform_int_distribution<int> amount(0, 3);
  std::uniform_real_distribution<double> value(-1, 2);
  for (int n = 0; n < 100; ++n) {
    Instance instance;
    for (int k = 0; k < 3; ++k) {
      instance.supply.push_back(amount(random));
      instance.demand.push_back(amount(random));
    }
    for (std::uint32_t i = 0; i < 3; ++i)
      for (std::uint32_t j = 0; j < 3; ++j) instance.arcs.push_back({i, j, value(random)});
    EXPECT_NEAR(best_by_trying(instance, 0), instance.solved().value, 1e-12);
  }
}

TEST(Transportation, RenumberingChangesNothing) {
  std::mt19937_64 random(27);
  for (int n = 0; n < 100; ++n) {
    const Instance instance = random_instance(random, 30, n % 2 == 0);
    std::vector<std::uint32_t> row(instance.supply.size()), column(instance.demand.size());
    std::iota(row.begin(), row.end(), 0U);
    std::iota(column.begin(), column.end(), 0U);
    std::shuffle(row.begin(), row.end(), random);
    std::shuffle(column.begin(), column.end(), random);
    Instance other = instance;
    for (std::size_t i = 0; i < row.size(); ++i) other.supply[row[i]] = instance.supply[i];
    for (std::size_t j = 0; j < column.size(); ++j) other.demand[column[j]] = instance.demand[j];
    for (TransportArc& arc : other.arcs) arc = {row[arc.supply], column[arc.demand], arc.value};
    const double value = instance.solved().value;
    EXPECT_NEAR(value, other.solved().value, tolerance(value));
  }
}

TEST(Transportation, VeryUnlikeAmountsAndValuesStayExact) {
  const Instance instance{{1e-9, 1e12}, {1e-9, 3e11}, {{0, 0, 1e5}, {1, 1, 1e-6}, {1, 0, 1e-7}, {0, 1, 1e-8}}};
  const TransportSolution solution = instance.solved();
  ASSERT_EQ(2U, solution.sent.size());
  EXPECT_DOUBLE_EQ(1e-9, solution.sent[0].amount);
  EXPECT_DOUBLE_EQ(3e11, solution.sent[1].amount);
}

TEST(Transportation, NothingToSendGivesNothing) {
  EXPECT_TRUE(geo::best_transport({}, {}, {}).sent.empty());
  EXPECT_TRUE((Instance{{0, 1}, {0}, {{0, 0, 3}, {1, 0, 2}}}.solved().sent.empty()));
  EXPECT_TRUE((Instance{{1}, {1}, {{0, 0, 0}}}.solved().sent.empty()));
  EXPECT_TRUE((Instance{{1}, {1}, {{0, 0, -1}}}.solved().sent.empty()));
}

TEST(Transportation, TwoArcsBetweenTheSameEndsUseTheBetter) {
  const TransportSolution solution = Instance{{2}, {3}, {{0, 0, 1}, {0, 0, 4}}}.solved();
  ASSERT_EQ(1U, solution.sent.size());
  EXPECT_EQ(1U, solution.sent[0].arc);
  EXPECT_EQ(8, solution.value);
}

}  // namespace
