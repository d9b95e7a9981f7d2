#include "geo/flow/sankey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace {

using namespace geo;
using testing::ElementsAre;

constexpr SankeyFrame frame{500, 400, 12, 14, {}};

std::vector<SankeyLink> random_links(std::size_t nodes, std::size_t count, unsigned seed, bool circles) {
  std::mt19937 random(seed);
  std::vector<SankeyLink> links;
  while (links.size() < count) {
    auto from = static_cast<std::uint32_t>(random() % nodes), to = static_cast<std::uint32_t>(random() % nodes);
    if (from == to) continue;
    if (!circles && from > to) std::swap(from, to);
    links.push_back({from, to, static_cast<std::uint32_t>(random() % 4), 1.0 + static_cast<double>(random() % 1000)});
  }
  return links;
}

/// Heights, gaps and joints as a reader takes them for granted.
void expect_sound(const SankeyLayout& layout, const std::vector<SankeyLink>& links, double least_gap) {
  std::map<int, std::vector<const SankeyNode*>> columns;
  for (const SankeyNode& n : layout.nodes) {
    EXPECT_NEAR(n.height, std::max(n.in_t, n.out_t) * layout.px_per_t, 1e-9);
    if (n.height > 0) columns[n.column].push_back(&n);
    EXPECT_GE(n.y, -1e-6);
    EXPECT_LE(n.y + n.height, layout.height + 1e-6);
  }
  for (auto& [column, nodes] : columns) {
    std::ranges::sort(nodes, {}, &SankeyNode::y);
    for (std::size_t i = 1; i < nodes.size(); ++i)
      EXPECT_GE(nodes[i]->y - nodes[i - 1]->y - nodes[i - 1]->height, least_gap - 1e-6);
  }
  std::vector<double> in(layout.nodes.size(), 0), out(layout.nodes.size(), 0);
  for (const SankeyBand& b : layout.bands) {
    const SankeyLink& link = links[b.link];
    EXPECT_NEAR(b.thickness, link.amount_t * layout.px_per_t, 1e-9);
    in[link.to] += b.thickness, out[link.from] += b.thickness;
    const SankeyNode &from = layout.nodes[link.from], &to = layout.nodes[link.to];
    EXPECT_GE(b.y_from, from.y - 1e-6);
    EXPECT_LE(b.y_from + b.thickness, from.y + from.height + 1e-6);
    EXPECT_GE(b.y_to, to.y - 1e-6);
    EXPECT_LE(b.y_to + b.thickness, to.y + to.height + 1e-6);
    if (!b.backward) {
      EXPECT_LT(from.column, to.column);
    }
  }
  for (std::size_t n = 0; n < layout.nodes.size(); ++n) {
    EXPECT_NEAR(in[n], layout.nodes[n].in_t * layout.px_per_t, 1e-6);
    EXPECT_NEAR(out[n], layout.nodes[n].out_t * layout.px_per_t, 1e-6);
  }
}

TEST(Sankey, HeightsConserveMassAndNodesKeepApart) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const auto links = random_links(4 + seed % 17, 10 + 2 * seed, seed, seed % 2 == 0);
    const SankeyLayout layout = sankey_layout(4 + seed % 17, links, frame);
    SCOPED_TRACE(seed);
    EXPECT_EQ(layout.bands.size(), links.size());
    expect_sound(layout, links, frame.least_gap);
  }
}

TEST(Sankey, ASingleLinkFillsTheFrame) {
  const std::vector<SankeyLink> links{{0, 1, 0, 50}};
  const SankeyLayout layout = sankey_layout(2, links, frame);
  EXPECT_EQ(layout.column_count, 2);
  EXPECT_NEAR(layout.nodes[0].height, 400, 1e-9);
  EXPECT_EQ(layout.nodes[0].x, 0);
  EXPECT_NEAR(layout.nodes[1].x, 488, 1e-9);
  EXPECT_NEAR(layout.bands[0].thickness, 400, 1e-9);
}

TEST(Sankey, ColumnsFollowTheLongestWayAndEndsStandLast) {
  // 0 -> 1 -> 2 -> 3 and 0 -> 4: what ends early still stands at the right edge.
  const std::vector<SankeyLink> links{{0, 1, 0, 5}, {1, 2, 0, 5}, {2, 3, 0, 5}, {0, 4, 0, 5}};
  const SankeyLayout layout = sankey_layout(5, links, frame);
  std::vector<int> columns;
  for (const SankeyNode& n : layout.nodes) columns.push_back(n.column);
  EXPECT_THAT(columns, ElementsAre(0, 1, 2, 3, 3));
}

TEST(Sankey, ACircleIsBrokenAtItsThinnestLinkAndMarked) {
  const std::vector<SankeyLink> links{{0, 1, 0, 100}, {1, 2, 0, 90}, {2, 0, 0, 5}};
  const SankeyLayout layout = sankey_layout(3, links, frame);
  std::vector<bool> backward;
  for (const SankeyBand& b : layout.bands) backward.push_back(b.backward);
  EXPECT_THAT(backward, ElementsAre(false, false, true));
  expect_sound(layout, links, frame.least_gap);
}

TEST(Sankey, TwoWaysBetweenTwoNodesAreACircleToo) {
  const std::vector<SankeyLink> links{{0, 1, 0, 3}, {1, 0, 0, 8}};
  const SankeyLayout layout = sankey_layout(2, links, frame);
  EXPECT_TRUE(layout.bands[0].backward);
  EXPECT_FALSE(layout.bands[1].backward);
}

TEST(Sankey, ALinkToItselfAndAmountsThatAreNoneAreNamedAndTheRestIsDrawn) {
  const std::vector<SankeyLink> links{{0, 0, 0, 7},        {0, 1, 0, 0}, {0, 1, 0, -2}, {0, 1, 0, std::nan("")},
                                      {0, 1, 0, INFINITY}, {0, 1, 0, 4}};
  const SankeyLayout layout = sankey_layout(2, links, frame);
  EXPECT_THAT(layout.to_itself, ElementsAre(0U));
  EXPECT_THAT(layout.not_counted, ElementsAre(1U, 2U, 3U, 4U));
  ASSERT_EQ(layout.bands.size(), 1U);
  EXPECT_EQ(layout.nodes[0].out_t, 4);
}

TEST(Sankey, NothingAtAllIsAnEmptyLayout) {
  EXPECT_TRUE(sankey_layout(0, {}, frame).bands.empty());
  const SankeyLayout lone = sankey_layout(3, {}, frame);
  EXPECT_EQ(lone.column_count, 0);
  EXPECT_EQ(lone.nodes[2].height, 0);
}

TEST(Sankey, IsTheSameEachTime) {
  const auto links = random_links(14, 60, 77, true);
  const SankeyLayout a = sankey_layout(14, links, frame), b = sankey_layout(14, links, frame);
  for (std::size_t n = 0; n < a.nodes.size(); ++n) EXPECT_EQ(a.nodes[n].y, b.nodes[n].y);
}

TEST(Sankey, OrderFollowsTheNeighboursSoThatParallelChainsDoNotCross) {
  // Three chains of unequal size that were named in a crossing order.
  const std::vector<SankeyLink> links{{0, 5, 0, 30}, {1, 4, 0, 20}, {2, 3, 0, 10}};
  const SankeyLayout layout = sankey_layout(6, links, frame);
  const auto above = [&](std::uint32_t a, std::uint32_t b) { return layout.nodes[a].y < layout.nodes[b].y; };
  EXPECT_EQ(above(0, 1), above(5, 4));
  EXPECT_EQ(above(1, 2), above(4, 3));
}

TEST(Sankey, AColumnOfManyNodesMakesTheDiagramHigher) {
  std::vector<SankeyLink> links;
  for (std::uint32_t i = 1; i <= 100; ++i) links.push_back({i, 0, 0, 10});
  const SankeyLayout layout = sankey_layout(101, links, frame);
  EXPECT_GT(layout.height, 99 * 14);
  expect_sound(layout, links, frame.least_gap);
}

TEST(Sankey, ALockedScaleIsKeptWhereItFits) {
  const std::vector<SankeyLink> links{{0, 1, 0, 50}};
  SankeyFrame locked = frame;
  locked.most_px_per_t = 2;
  EXPECT_NEAR(sankey_layout(2, links, locked).nodes[0].height, 100, 1e-9);
  locked.most_px_per_t = 1000;
  EXPECT_NEAR(sankey_layout(2, links, locked).nodes[0].height, 400, 1e-9);
}

TEST(SankeyNodeMove, OthersMakeWayAndNothingLeavesTheFrame) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto links = random_links(12, 30, seed, true);
    SankeyLayout layout = sankey_layout(12, links, frame);
    std::mt19937 random(seed);
    for (int i = 0; i < 10; ++i) {
      const auto node = static_cast<std::uint32_t>(random() % 12);
      move_node(layout, links, frame.least_gap, node, static_cast<double>(random() % 700) - 150);
      SCOPED_TRACE(seed);
      expect_sound(layout, links, frame.least_gap);
    }
  }
}

TEST(SankeyNodeMove, ANodeCanBeTakenPastAnother) {
  const std::vector<SankeyLink> links{{0, 2, 0, 10}, {1, 2, 0, 10}};
  SankeyLayout layout = sankey_layout(3, links, frame);
  const std::uint32_t upper = layout.nodes[0].y < layout.nodes[1].y ? 0 : 1;
  move_node(layout, links, frame.least_gap, upper, 1e6);
  EXPECT_GT(layout.nodes[upper].y, layout.nodes[1 - upper].y);
  // Its link meets the common node below the other's now.
  const auto band_of = [&](std::uint32_t n) { return layout.bands[n].y_to; };
  EXPECT_GT(band_of(upper), band_of(1 - upper));
}

TEST(SankeyChains, HoldAllBeforeAndAfterButNotTheNeighboursOfThose) {
  // 0 -> 2 -> 3 -> 4, 1 -> 2, 3 -> 5, 6 -> 5
  const std::vector<SankeyLink> links{{0, 2, 0, 4}, {1, 2, 0, 4}, {2, 3, 0, 8},
                                      {3, 4, 0, 5}, {3, 5, 0, 3}, {6, 5, 0, 1}};
  const SankeyLayout layout = sankey_layout(7, links, frame);
  const SankeyChain of_link = chain_of_link(layout, links, 0);
  EXPECT_THAT(of_link.nodes, ElementsAre(true, false, true, true, true, true, false));
  EXPECT_THAT(of_link.links, ElementsAre(true, false, true, true, true, false));
  const SankeyChain of_node = chain_of_node(layout, links, 3);
  EXPECT_THAT(of_node.nodes, ElementsAre(true, true, true, true, true, true, false));
}

TEST(SankeyChains, ACircleEnds) {
  const std::vector<SankeyLink> links{{0, 1, 0, 4}, {1, 0, 0, 2}};
  const SankeyLayout layout = sankey_layout(2, links, frame);
  EXPECT_THAT(chain_of_node(layout, links, 0).links, ElementsAre(true, true));
}

}  // namespace
