#include "app/text.hpp"

#include "app/number_format.hpp"

namespace app {
namespace {

struct InFinnish : testing::Test {
  InFinnish() { set_language("fi"); }
};
struct InEnglish : testing::Test {
  InEnglish() { set_language("en"); }
};

TEST_F(InFinnish, DecimalsHaveACommaAndThousandsAThinSpace) {
  EXPECT_EQ(number(1234567.891, 2), "1\u202F234\u202F567,89");
  EXPECT_EQ(number(999, 0), "999");
  EXPECT_EQ(number(1000, 0), "1\u202F000");
}

TEST_F(InEnglish, DecimalsHaveAPoint) {
  EXPECT_EQ(number(1234.5, 1), "1\u202F234.5");
}

TEST_F(InFinnish, MinusIsTheMinusSignAndZeroHasNone) {
  EXPECT_EQ(number(-4, 1), "\u22124,0");
  EXPECT_EQ(number(-0.04, 1), "0,0");
  EXPECT_EQ(number(-12345, 0), "\u221212\u202F345");
}

TEST_F(InFinnish, UnknownIsADashAndNeverZero) {
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN(), 1), "–");
  EXPECT_EQ(figure(std::numeric_limits<double>::infinity()), "–");
}

TEST_F(InFinnish, FiguresHaveThreeSignificantDigits) {
  EXPECT_EQ(figure(17.52), "17,5");
  EXPECT_EQ(figure(157.3), "157");
  EXPECT_EQ(figure(1243.7), "1\u202F240");
  EXPECT_EQ(figure(9.996), "10,0");
  EXPECT_EQ(figure(999.6), "1\u202F000");
  EXPECT_EQ(figure(-0.0123), "\u22120,0123");
  EXPECT_EQ(figure(0), "0");
}

TEST_F(InFinnish, MassesChangeToKilotonnesAtTenThousand) {
  EXPECT_EQ(yearly_mass(9990).text(), "9\u202F990\u00A0t\u00A0CO₂e/a");
  EXPECT_EQ(yearly_mass(17520).text(), "17,5\u00A0kt\u00A0CO₂e/a");
}

TEST_F(InFinnish, RangesTakeAnEllipsisWhenAMinusIsPresent) {
  EXPECT_EQ(range(101, 214), "101–214");
  EXPECT_EQ(range(-2.8, -4.4), "\u22122,80…\u22124,40");
}

TEST_F(InFinnish, YearsAreNeverGrouped) {
  EXPECT_EQ(year_text(2030), "2030");
}

TEST_F(InFinnish, CoordinatesNameNorthFirst) {
  EXPECT_EQ(coordinates({334622.4, 6820703.6}), "N\u00A06\u202F820\u202F704  E\u00A0334\u202F622");
}

TEST_F(InFinnish, SmallPercentagesKeepADecimal) {
  EXPECT_EQ(percent(0.86), "86\u00A0%");
  EXPECT_EQ(percent(0.034), "3,4\u00A0%");
  EXPECT_EQ(percent(1), "100\u00A0%");
}

TEST(Language, UnknownLanguagesFallBackToTheEnvironment) {
  setenv("LANGUAGE", "sv:fi_FI.UTF-8", 1);
  set_language("xx");
  EXPECT_EQ(language(), "fi");
  setenv("LANGUAGE", "", 1);
  setenv("LC_ALL", "de_DE.UTF-8", 1);
  set_language("");
  EXPECT_EQ(language(), "en");
}

TEST(Language, ArgumentsOfAMessageAreNeverReadAsAText) {
  set_language("fi");
  EXPECT_EQ(translated(geo::say("{0} of {1}", "{1}", "%s")), "{1} of %s");
}

}  // namespace
}  // namespace app
