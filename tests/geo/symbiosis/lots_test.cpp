// Smallest amounts and costs of starting, against GLPK's mixed-integer solver and by hand.
#include "geo/symbiosis/lots.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <glpk.h>
#include <memory>
#include <random>

namespace {

using geo::LotSolution;
using geo::StartTerms;
using geo::TransportArc;

struct LotInstance {
  std::vector<double> supply, demand;
  std::vector<TransportArc> arcs;
  std::vector<StartTerms> terms;
  [[nodiscard]] LotSolution solved(std::size_t most_steps = 20'000) const {
    return geo::best_transport_with_lots(supply, demand, arcs, terms, most_steps);
  }
};

/// maximise sum v x - c y with least y <= x <= most y, y 0 or 1.
double glpk_mixed_optimum(const LotInstance& instance) {
  glp_term_out(GLP_OFF);
  const std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> problem(glp_create_prob(), &glp_delete_prob);
  glp_prob* p = problem.get();
  glp_set_obj_dir(p, GLP_MAX);
  const auto supplies = static_cast<int>(instance.supply.size()), demands = static_cast<int>(instance.demand.size());
  glp_add_rows(p, supplies + demands);
  for (int i = 0; i < supplies; ++i)
    glp_set_row_bnds(p, i + 1, GLP_UP, 0, instance.supply[static_cast<std::size_t>(i)]);
  for (int j = 0; j < demands; ++j)
    glp_set_row_bnds(p, supplies + j + 1, GLP_UP, 0, instance.demand[static_cast<std::size_t>(j)]);
  for (std::size_t a = 0; a < instance.arcs.size(); ++a) {
    const TransportArc& arc = instance.arcs[a];
    const int row = glp_add_rows(p, 2), column = glp_add_cols(p, 2);
    const double most = std::min(instance.supply[arc.supply], instance.demand[arc.demand]);
    glp_set_row_bnds(p, row, GLP_LO, 0, 0);      // x - least y >= 0
    glp_set_row_bnds(p, row + 1, GLP_UP, 0, 0);  // x - most y <= 0
    glp_set_col_bnds(p, column, GLP_LO, 0, 0);
    glp_set_obj_coef(p, column, arc.value);
    glp_set_col_kind(p, column + 1, GLP_BV);
    glp_set_obj_coef(p, column + 1, -instance.terms[a].cost);
    const int rows[] = {0, static_cast<int>(arc.supply) + 1, supplies + static_cast<int>(arc.demand) + 1, row, row + 1};
    const double ones[] = {0, 1, 1, 1, 1};
    glp_set_mat_col(p, column, 4, rows, ones);
    const int y_rows[] = {0, row, row + 1};
    const double y_values[] = {0, -instance.terms[a].least_amount, -most};
    glp_set_mat_col(p, column + 1, 2, y_rows, y_values);
  }
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.presolve = GLP_ON;
  parameters.msg_lev = GLP_MSG_OFF;
  EXPECT_EQ(0, glp_intopt(p, &parameters));
  EXPECT_EQ(GLP_OPT, glp_mip_status(p));
  return glp_mip_obj_val(p);
}

TEST(Lots, OptimumIsGlpksOnRandomInstances) {
  std::mt19937_64 random(30);
  std::uniform_int_distribution<int> size(1, 5), amount(1, 30), value(1, 9), terms(0, 2), lot(1, 15), cost(1, 60);
  for (int n = 0; n < 150; ++n) {
    SCOPED_TRACE(n);
    LotInstance instance;
    for (int k = size(random); k > 0; --k) instance.supply.push_back(amount(random));
    for (int k = size(random); k > 0; --k) instance.demand.push_back(amount(random));
    for (std::uint32_t i = 0; i < instance.supply.size(); ++i)
      for (std::uint32_t j = 0; j < instance.demand.size(); ++j) {
        instance.arcs.push_back({i, j, static_cast<double>(value(random))});
        const int kind = terms(random);
        instance.terms.push_back(
            {kind == 1 ? static_cast<double>(lot(random)) : 0.0, kind == 2 ? static_cast<double>(cost(random)) : 0.0});
      }
    const LotSolution solution = instance.solved();
    EXPECT_TRUE(solution.proven);
    EXPECT_NEAR(glpk_mixed_optimum(instance), solution.value, 1e-6);
    for (const auto& sent : solution.sent) EXPECT_GE(sent.amount, instance.terms[sent.arc].least_amount * (1 - 1e-9));
  }
}

TEST(Lots, AStartThatCostsMoreThanItBringsIsNotMade) {
  EXPECT_TRUE((LotInstance{{10}, {10}, {{0, 0, 2}}, {{0, 21}}}.solved().sent.empty()));
  EXPECT_DOUBLE_EQ(1, (LotInstance{{10}, {10}, {{0, 0, 2}}, {{0, 19}}}.solved().value));
}

TEST(Lots, ALotThatDoesNotFitIsNotMade) {
  EXPECT_TRUE((LotInstance{{10}, {4}, {{0, 0, 2}}, {{5, 0}}}.solved().sent.empty()));
  EXPECT_DOUBLE_EQ(10, (LotInstance{{10}, {5}, {{0, 0, 2}}, {{5, 0}}}.solved().value));
}

TEST(Lots, WithoutTermsItIsThePlainOptimum) {
  const LotInstance instance{{3, 4}, {5, 1}, {{0, 0, 2}, {0, 1, 3}, {1, 0, 1}, {1, 1, 4}}, {{}, {}, {}, {}}};
  EXPECT_DOUBLE_EQ(geo::best_transport(instance.supply, instance.demand, instance.arcs).value, instance.solved().value);
}

TEST(Lots, WhenStepsRunOutTheBoundIsSaid) {
  std::mt19937_64 random(31);
  std::uniform_real_distribution<double> unit(0, 1);
  LotInstance instance;
  for (int k = 0; k < 12; ++k) {
    instance.supply.push_back(10 + 20 * unit(random));
    instance.demand.push_back(10 + 20 * unit(random));
  }
  for (std::uint32_t i = 0; i < 12; ++i)
    for (std::uint32_t j = 0; j < 12; ++j) {
      instance.arcs.push_back({i, j, 1 + unit(random)});
      instance.terms.push_back({0, 10 + 10 * unit(random)});
    }
  const LotSolution few = instance.solved(5);
  EXPECT_FALSE(few.proven);
  EXPECT_GT(few.value, 0);
  EXPECT_GT(few.bound, few.value);
}

}  // namespace
