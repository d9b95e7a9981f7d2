// Matching of offers and needs: the arithmetic of a pair, and what has to hold whatever the streams are.
#include "geo/symbiosis/match.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace {

using geo::Match;
using geo::Matching;
using geo::Need;
using geo::Offer;
using geo::StraightTerms;
using testing::DoubleEq;
using testing::DoubleNear;
using testing::IsEmpty;
using testing::SizeIs;

struct Market {
  std::vector<Offer> offers;
  std::vector<Need> needs;
  [[nodiscard]] Matching matched(const StraightTerms& terms = {}) const {
    return geo::best_matching(
        offers, needs, [&](const Offer& offer, const Need& need) { return geo::straight_worth(offer, need, terms); });
  }
};

Offer offer(std::string id, std::string material, double amount_t, geo::MapPoint place = {}) {
  Offer made;
  made.id = std::move(id);
  made.company = "A";
  made.material = std::move(material);
  made.amount_t = amount_t;
  made.place = place;
  return made;
}
Need need(std::string id, std::string material, double amount_t, double avoided, geo::MapPoint place = {}) {
  Need made;
  made.id = std::move(id);
  made.company = "B";
  made.material = std::move(material);
  made.amount_t = amount_t;
  made.place = place;
  made.avoided_t_co2e_per_t = avoided;
  return made;
}

Market random_market(std::mt19937_64& random, std::size_t most) {
  std::uniform_int_distribution<std::size_t> count(1, most), kind(0, 3), amount(0, 50);
  std::uniform_real_distribution<double> unit(0, 1);
  Market made;
  const auto place = [&] { return geo::MapPoint{-3e5 + 2e5 * unit(random), 7e6 + 2e5 * unit(random)}; };
  for (std::size_t n = count(random); n > 0; --n) {
    Offer& o = made.offers.emplace_back(offer("o" + std::to_string(n), "material " + std::to_string(kind(random)),
                                              static_cast<double>(amount(random)), place()));
    o.company = "company " + std::to_string(n % 7);
    o.pretreatment_t_co2e_per_t = unit(random) * 0.02;
  }
  for (std::size_t n = count(random); n > 0; --n) {
    Need& o = made.needs.emplace_back(need("n" + std::to_string(n), "material " + std::to_string(kind(random)),
                                           static_cast<double>(amount(random)), unit(random) * 0.05, place()));
    o.company = "company " + std::to_string(n % 5);
  }
  return made;
}

TEST(Match, BenefitIsAvoidedLessPretreatmentLessTheWay) {
  Market market{{offer("o", "ash", 100, {300'000, 7'000'000})}, {need("n", "ash", 80, 0.25, {303'000, 7'004'000})}};
  market.offers[0].pretreatment_t_co2e_per_t = 0.05;
  const Matching matching = market.matched({.transport_kg_per_tkm = 0.1, .circuity = 1.3, .max_km = {}});
  ASSERT_THAT(matching.matches, SizeIs(1));
  EXPECT_THAT(matching.matches[0].amount_t, DoubleEq(80));
  EXPECT_THAT(matching.matches[0].distance_km, DoubleEq(5));  // 3, 4, 5: the straight line
  EXPECT_THAT(matching.matches[0].benefit, DoubleNear(80 * (0.25 - 0.05 - 5 * 1.3 * 0.1 / 1000), 1e-12));
  EXPECT_THAT(matching.benefit, DoubleEq(matching.matches[0].benefit));
  EXPECT_THAT(matching.amount_t, DoubleEq(80));
}

TEST(Match, OnlyTheSameMaterialMeets) {
  EXPECT_THAT((Market{{offer("o", "ash", 1)}, {need("n", "slag", 1, 1)}}.matched().matches), IsEmpty());
}

TEST(Match, PairsWithoutBenefitStayUnmatched) {
  EXPECT_THAT((Market{{offer("o", "ash", 1)}, {need("n", "ash", 1, 0)}}.matched().matches), IsEmpty());
  EXPECT_THAT((Market{{offer("o", "ash", 1)}, {need("n", "ash", 1, -1)}}.matched().matches), IsEmpty());
  // 1 000 km by lorry at 0.13 kg per t and km of straight line is 0.13 t/t.
  EXPECT_THAT((Market{{offer("o", "ash", 1)}, {need("n", "ash", 1, 0.12, {1e6, 0})}}.matched().matches), IsEmpty());
  EXPECT_THAT((Market{{offer("o", "ash", 1)}, {need("n", "ash", 1, 0.14, {1e6, 0})}}.matched().matches), SizeIs(1));
}

TEST(Match, PairsBeyondTheGreatestDistanceStayUnmatched) {
  const Market market{{offer("o", "ash", 1)}, {need("n", "ash", 1, 1, {10'000, 0})}};
  EXPECT_THAT(market.matched({.max_km = 10}).matches, SizeIs(1));  // the limit itself is inside
  EXPECT_THAT(market.matched({.max_km = 9.999}).matches, IsEmpty());
}

TEST(Match, TheWholeCountsNotTheBestPair) {
  // The nearest pair takes the only offer that the second need can have.
  const StraightTerms terms{.transport_kg_per_tkm = 1, .circuity = 1, .max_km = 30};
  const Market market{{offer("near", "ash", 1, {0, 0}), offer("far", "ash", 1, {-25'000, 0})},
                      {need("a", "ash", 1, 0.1, {1'000, 0}), need("b", "ash", 1, 0.1, {20'000, 0})}};
  const Matching matching = market.matched(terms);
  ASSERT_THAT(matching.matches, SizeIs(2));
  EXPECT_THAT(matching.benefit, DoubleNear(0.2 - 0.026 - 0.020, 1e-12));
}

TEST(Match, MatchesComeTheGreatestBenefitFirst) {
  std::mt19937_64 random(3);
  for (int n = 0; n < 50; ++n) {
    const Matching matching = random_market(random, 60).matched();
    EXPECT_TRUE(std::is_sorted(matching.matches.begin(), matching.matches.end(),
                               [](const Match& a, const Match& b) { return a.benefit > b.benefit; }));
  }
}

TEST(Match, TheOrderOfTheRowsChangesNothing) {
  std::mt19937_64 random(4);
  const auto texts = [](const Market& market) {
    std::vector<std::string> lines;
    for (const Match& match : market.matched().matches)
      lines.push_back(market.offers[match.offer].id + " " + market.needs[match.need].id + " " +
                      std::to_string(match.amount_t));
    return lines;
  };
  for (int n = 0; n < 50; ++n) {
    Market market = random_market(random, 40);
    for (Need& tied : market.needs) tied.place = {}, tied.avoided_t_co2e_per_t = 1;
    for (Offer& tied : market.offers) tied.place = {}, tied.pretreatment_t_co2e_per_t = 0;
    Market shuffled = market;
    std::shuffle(shuffled.offers.begin(), shuffled.offers.end(), random);
    std::shuffle(shuffled.needs.begin(), shuffled.needs.end(), random);
    EXPECT_EQ(texts(market), texts(shuffled));
  }
}

TEST(Match, TakingACompanyAwayNeverRaisesTheOptimum) {
  std::mt19937_64 random(5);
  for (int n = 0; n < 50; ++n) {
    const Market market = random_market(random, 40);
    const double benefit = market.matched().benefit;
    for (int company = 0; company < 7; ++company) {
      Market without = market;
      const std::string name = "company " + std::to_string(company);
      std::erase_if(without.offers, [&](const Offer& o) { return o.company == name; });
      std::erase_if(without.needs, [&](const Need& o) { return o.company == name; });
      EXPECT_LE(without.matched().benefit, benefit + 1e-9);
    }
  }
}

TEST(Match, EachTonneIsCreditedOnce) {
  std::mt19937_64 random(6);
  for (int n = 0; n < 50; ++n) {
    const Market market = random_market(random, 60);
    std::map<std::size_t, double> given_t, taken_t;
    std::map<std::pair<std::size_t, std::size_t>, int> rows;
    for (const Match& match : market.matched().matches) {
      given_t[match.offer] += match.amount_t;
      taken_t[match.need] += match.amount_t;
      EXPECT_EQ(1, (++rows[{match.offer, match.need}]));
    }
    for (const auto& [i, amount_t] : given_t) EXPECT_LE(amount_t, market.offers[i].amount_t);
    for (const auto& [j, amount_t] : taken_t) EXPECT_LE(amount_t, market.needs[j].amount_t);
  }
}

TEST(Match, PricesAddUpToTheBenefit) {
  std::mt19937_64 random(7);
  for (int n = 0; n < 50; ++n) {
    const Market market = random_market(random, 60);
    const Matching matching = market.matched();
    double dual = 0;
    for (std::size_t i = 0; i < market.offers.size(); ++i)
      dual += market.offers[i].amount_t * matching.offer_price_per_t[i];
    for (std::size_t j = 0; j < market.needs.size(); ++j)
      dual += market.needs[j].amount_t * matching.need_price_per_t[j];
    EXPECT_NEAR(matching.benefit, dual, 1e-9 * std::max(1.0, dual));
  }
}

TEST(Match, HazardousWasteNeedsSomeoneWhoTakesIt) {
  Offer hazardous = offer("o", "slag", 1);
  hazardous.hazardous = true;
  Need careful = need("n", "slag", 1, 1);
  EXPECT_EQ(geo::say("It is hazardous waste, which the need does not take."), geo::obstacle(hazardous, careful, 1));
  careful.takes_hazardous = true;
  EXPECT_EQ(std::nullopt, geo::obstacle(hazardous, careful, 1));
}

TEST(Match, QualityHasToBeKnownAndWithinTheLimits) {
  Offer is = offer("o", "ash", 1);
  Need takes = need("n", "ash", 1, 1);
  takes.quality = {{"moisture %", std::nullopt, 30}, {"ash %", 5, std::nullopt}};
  EXPECT_EQ(geo::say("The need limits {0}, which is not known of the offer.", "moisture %"),
            geo::obstacle(is, takes, 1));
  is.quality = {{"ash %", 5, 8}, {"moisture %", 10, 30}, {"colour", 1, 1}};
  EXPECT_EQ(std::nullopt, geo::obstacle(is, takes, 1));  // the limits themselves are inside
  is.quality[1].high = 30.1;
  EXPECT_EQ(geo::say("The offer is outside what the need takes of {0}.", "moisture %"), geo::obstacle(is, takes, 1));
  is.quality[1].high = 30;
  is.quality[0].low = 4.9;
  EXPECT_EQ(geo::say("The offer is outside what the need takes of {0}.", "ash %"), geo::obstacle(is, takes, 1));
  is.quality[0].low.reset();
  EXPECT_EQ(geo::say("The need limits {0}, which is not known of the offer.", "ash %"), geo::obstacle(is, takes, 1));
}

TEST(Match, TheShorterOfTheTwoDistancesCounts) {
  Offer near = offer("o", "ash", 1);
  Need far = need("n", "ash", 1, 1);
  far.max_distance_km = 50;
  near.max_distance_km = 40;
  EXPECT_EQ(std::nullopt, geo::obstacle(near, far, 40));
  EXPECT_EQ(geo::say("The way is {0} km, more than {1} km.", "45", "40"), geo::obstacle(near, far, 45));
}

TEST(Match, ALotIsMovedWholeOrNotAtAll) {
  Market market{{offer("o", "ash", 10)}, {need("n", "ash", 6, 1), need("small", "ash", 4, 0.5)}};
  market.offers[0].lot_t = 5;
  const Matching matching = market.matched();
  ASSERT_THAT(matching.matches, SizeIs(1));
  EXPECT_THAT(matching.matches[0].amount_t, DoubleEq(6));
  EXPECT_TRUE(matching.proven);
}

TEST(Match, ACostOfStartingIsTakenOffOnce) {
  const Market market{{offer("o", "ash", 10)}, {need("n", "ash", 6, 0), need("small", "ash", 4, 0)}};
  const Matching matching = geo::best_matching(market.offers, market.needs, [](const Offer&, const Need&) {
    return std::optional(geo::PairWorth{.distance_km = 1, .benefit_per_t = 2, .start_cost = 9});
  });
  ASSERT_THAT(matching.matches, SizeIs(1));  // the small need would bring 8
  EXPECT_THAT(matching.benefit, DoubleEq(3));
}

}  // namespace
