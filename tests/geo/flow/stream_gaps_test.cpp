// What a side stream lacks is what keeps it out of the market, and nothing else is said.
#include "geo/flow/stream_gaps.hpp"

#include "geo/symbiosis/market.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace geo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StreamGaps : public testing::Test {
protected:
  StreamGaps() {
    Material slag;
    slag.id = "slag";
    catalogues.materials.push_back(slag);
    Partner mill;
    mill.name = "Mill";
    mill.geometry = Geometry::point({100, 200});
    add(mill);
    Partner lost;
    lost.name = "Nowhere";
    add(lost);
  }
  template <class T>
  Id<T> add(T value) {
    auto& table = plan.table<T>();
    const Id<T> id = table.next_id();
    table = table.with(id, std::make_shared<const T>(std::move(value)));
    return id;
  }
  static SideStream whole(StreamKind kind) {
    SideStream stream;
    stream.kind = kind;
    stream.partner = {1};
    stream.material = "slag";
    stream.amounts = {{2020, 10}};
    if (kind == StreamKind::need) stream.avoided_t_co2e_per_t = 0.1;
    return stream;
  }
  [[nodiscard]] std::vector<std::string> gaps(const SideStream& stream, int year = 2020) const {
    std::vector<std::string> said;
    for (const Message& gap : stream_gaps(plan, stream, catalogues, year)) said.push_back(english(gap));
    return said;
  }
  Plan plan;
  Catalogues catalogues;
};

TEST_F(StreamGaps, ANewOfferIsToldAllThatItLacksAtOnce) {
  EXPECT_THAT(gaps(SideStream{}), ElementsAre("Its material is not chosen.", "Its tonnes are not given for any year.",
                                              "It has no place: choose its partner, or mark it on the map."));
}

TEST_F(StreamGaps, AWholeStreamLacksOnlyTheOtherSideAndThenNothing) {
  EXPECT_THAT(gaps(whole(StreamKind::offer)), ElementsAre("Nobody in the plan needs this material in 2020."));
  add(whole(StreamKind::need));
  EXPECT_THAT(gaps(whole(StreamKind::offer)), IsEmpty());
  EXPECT_THAT(gaps(whole(StreamKind::need)), ElementsAre("Nobody in the plan offers this material in 2020."));
  add(whole(StreamKind::offer));
  EXPECT_THAT(gaps(whole(StreamKind::need)), IsEmpty());
}

TEST_F(StreamGaps, WasteThatGoesToALandfillIsTheOtherSideOfANeed) {
  MaterialFlow buried;
  buried.material = "slag";
  buried.treatment = Treatment::landfill;
  buried.amounts = {{2020, 5}};
  add(buried);
  EXPECT_THAT(gaps(whole(StreamKind::need)), IsEmpty());
}

TEST_F(StreamGaps, AYearWithoutTonnesAndANoughtAreToldApart) {
  SideStream stream = whole(StreamKind::offer);
  EXPECT_THAT(gaps(stream, 2021), ElementsAre("Its tonnes in 2021 are not known."));
  stream.amounts = {{2020, 0}};
  EXPECT_THAT(gaps(stream), ElementsAre("It has no tonnes in 2020."));
  stream.amounts = {{2020, std::numeric_limits<double>::infinity()}};
  EXPECT_THAT(gaps(stream), ElementsAre("It has no tonnes in 2020."));
}

TEST_F(StreamGaps, APartnerWithoutAPlaceIsNoPlaceUnlessTheStreamHasOne) {
  SideStream stream = whole(StreamKind::offer);
  add(whole(StreamKind::need));
  stream.partner = {2};
  EXPECT_THAT(gaps(stream), ElementsAre("Its partner has no place on the map."));
  stream.geometry = Geometry::point({1, 1});
  EXPECT_THAT(gaps(stream), IsEmpty());
}

TEST_F(StreamGaps, ANeedThatAvoidsNothingKnownCanSaveNothing) {
  add(whole(StreamKind::offer));
  SideStream need = whole(StreamKind::need);
  need.avoided_t_co2e_per_t.reset();
  EXPECT_THAT(gaps(need), ElementsAre("What a tonne of it avoids is not known: without that nothing can be saved."));
}

TEST_F(StreamGaps, AStreamWithoutGapsIsInTheMarketAndOneThatTheMarketLeavesOutHasAGap) {
  add(whole(StreamKind::offer));
  std::vector<SideStream> tried{whole(StreamKind::need), SideStream{}};
  for (const auto& change :
       std::vector<void (*)(SideStream&)>{[](SideStream& s) { s.partner = {}; }, [](SideStream& s) { s.partner = {2}; },
                                          [](SideStream& s) { s.amounts.clear(); },
                                          [](SideStream& s) {
                                            s.amounts = {{2020, -1}};
                                          },
                                          [](SideStream& s) { s.avoided_t_co2e_per_t.reset(); }}) {
    tried.push_back(whole(StreamKind::need));
    tried.back().provenance.source = "tried";
    change(tried.back());
  }
  for (const SideStream& stream : tried) {
    Plan with = plan;
    auto& table = with.table<SideStream>();
    table = table.with(table.next_id(), std::make_shared<const SideStream>(stream));
    const Hub hub{std::make_shared<const Plan>(with), {}, {}};
    const bool is_left_out = !market_of(std::span(&hub, 1), catalogues, 2020).left_out.empty();
    EXPECT_EQ(is_left_out, !gaps(stream).empty()) << testing::PrintToString(gaps(stream));
  }
}

}  // namespace
}  // namespace geo
