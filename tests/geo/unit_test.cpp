#include "geo/unit.hpp"

#include "geo/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using geo::unit_from_text;

double converted(double value, const char* from, const char* to) {
  return value * geo::needed_conversion(unit_from_text(from), unit_from_text(to));
}

std::string fault_of(const char* text) {
  try {
    (void)unit_from_text(text);
  } catch (const geo::Error& error) {
    return geo::english(error.reason());
  }
  return {};
}

TEST(Unit, EachKnownAmountTurnsIntoItsOwnKind) {
  EXPECT_DOUBLE_EQ(converted(1, "t", "kg"), 1000);
  EXPECT_DOUBLE_EQ(converted(1, "Mg", "t"), 1);
  EXPECT_DOUBLE_EQ(converted(1, "Gg", "kt"), 1);
  EXPECT_DOUBLE_EQ(converted(1, "MWh", "GJ"), 3.6);
  EXPECT_DOUBLE_EQ(converted(1, "TJ", "MWh"), 1e6 / 3600);
  EXPECT_DOUBLE_EQ(converted(1, "ha", "m2"), 1e4);
  EXPECT_DOUBLE_EQ(converted(1, "km2", "ha"), 100);
  EXPECT_DOUBLE_EQ(converted(1, "km²", "m^2"), 1e6);
  EXPECT_DOUBLE_EQ(converted(1, "m3", "l"), 1000);
  EXPECT_DOUBLE_EQ(converted(1, "tkm", "t km"), 1);
  EXPECT_DOUBLE_EQ(converted(1, "a", "h"), 8760);
  EXPECT_DOUBLE_EQ(converted(50, "%", "1"), 0.5);
  EXPECT_DOUBLE_EQ(converted(3, "MW", "kWh/h"), 3000);
}

TEST(Unit, CompoundsConvertAsThePublishedFactorsDo) {
  // methods: kg/MWh = kg/TJ x 0.0036; natural gas 56 100 kg/TJ is 202.0 kg/MWh.
  EXPECT_NEAR(converted(56100, "kg/TJ", "kg/MWh"), 201.96, 1e-9);
  EXPECT_NEAR(converted(73.5, "g/MJ", "g/kWh"), 264.6, 1e-9);
  EXPECT_NEAR(converted(300, "g/GJ", "kg/MWh"), 1.08, 1e-12);
  EXPECT_NEAR(converted(16, "kg/h", "t/a"), 140.16, 1e-9);
  EXPECT_DOUBLE_EQ(converted(7.42, "t/ha/a", "t/(ha a)"), 7.42);
  EXPECT_DOUBLE_EQ(converted(0.1, "kg/(t km)", "kg/tkm"), 0.1);
}

TEST(Unit, ConvertingThereAndBackKeepsTheAmount) {
  for (const auto& [from, to] : {std::pair{"kg/TJ", "g/kWh"}, {"t/ha/a", "kg/m2/d"}, {"l", "m3"}, {"EUR/t", "€/kg"}})
    EXPECT_NEAR(converted(converted(12.345, from, to), to, from), 12.345, 1e-12) << from << " " << to;
}

TEST(Unit, ADifferentKindIsRefusedWithBothUnits) {
  try {
    (void)converted(1, "MWh", "t");
    FAIL();
  } catch (const geo::Error& error) {
    EXPECT_EQ(geo::english(error.reason()), "MWh can not be turned into t: they measure different things.");
  }
  EXPECT_EQ(geo::conversion(unit_from_text("people"), unit_from_text("pieces")), std::nullopt);
}

TEST(Unit, WhatCanNotBeReadIsSaid) {
  using testing::HasSubstr;
  EXPECT_THAT(fault_of("bushel"), HasSubstr("bushel is not known"));
  EXPECT_THAT(fault_of("kg CO2/t"), HasSubstr("gas is no part of a unit"));
  EXPECT_THAT(fault_of("kg/t km"), HasSubstr("put it in brackets"));
  EXPECT_THAT(fault_of("kg/(t km"), HasSubstr("closing bracket"));
  EXPECT_THAT(fault_of("kg)"), HasSubstr("bracket too many"));
  EXPECT_THAT(fault_of("m^9"), HasSubstr("exponent"));
  EXPECT_THAT(fault_of("m^"), HasSubstr("exponent"));
  EXPECT_THAT(fault_of(""), HasSubstr("ends too early"));
  EXPECT_THAT(fault_of("kg/"), HasSubstr("ends too early"));
  EXPECT_THAT(fault_of("/kg"), HasSubstr("nothing where a unit"));
  EXPECT_THAT(fault_of("((((((((((t))))))))))"), HasSubstr("too many brackets"));
  EXPECT_THAT(fault_of(std::string(5000, 'm').c_str()), HasSubstr("too long"));
}

TEST(Quantity, IsReadWithAndWithoutItsUnit) {
  EXPECT_DOUBLE_EQ(geo::quantity_from_text("12.5MWh").value, 12.5);
  EXPECT_EQ(geo::quantity_from_text("12.5 MWh").unit, "MWh");
  EXPECT_EQ(geo::quantity_from_text("3").unit, "");
  for (const char* wrong : {"12,5", "inf", "nan", "1e999", "", "MWh", "3 bushels"})
    EXPECT_THROW((void)geo::quantity_from_text(wrong), geo::Error) << wrong;
}

}  // namespace
