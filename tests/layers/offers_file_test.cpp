// A table of offers and needs: what is read, and the sentence for each way it can be wrong.
#include "layers/offers_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* header = "id,company,kind,material,amount_t,x_m,y_m";

layers::OffersTable read(const std::string& text) {
  return layers::read_offers(layers::CsvTable::parse("offers.csv", text));
}

std::string fault(const std::string& text) {
  try {
    static_cast<void>(read(text));
  } catch (const geo::Error& error) {
    return error.subject() + ": " + geo::english(error.reason());
  }
  return "no fault";
}

TEST(OffersFile, OffersAndNeedsAreRead) {
  const layers::OffersTable table = read(
      "id,company,kind,material,amount_t,x_m,y_m,avoided_t_co2e_per_t,pretreatment_t_co2e_per_t\n"
      "o1,Mill,offer,ash,120.5,400000,7290000,,0.01\n"
      "n1,\"Cement, Ltd\",need,ash,80,401000,-5,0.7,\n");
  ASSERT_EQ(1U, table.offers.size());
  ASSERT_EQ(1U, table.needs.size());
  EXPECT_EQ("Mill", table.offers[0].company);
  EXPECT_EQ(120.5, table.offers[0].amount_t);
  EXPECT_EQ(0.01, table.offers[0].pretreatment_t_co2e_per_t);
  EXPECT_EQ("Cement, Ltd", table.needs[0].company);
  EXPECT_EQ((geo::MapPoint{401000, -5}), table.needs[0].place);
  EXPECT_EQ(0.7, table.needs[0].avoided_t_co2e_per_t);
  EXPECT_THAT(table.notes, IsEmpty());
}

TEST(OffersFile, ColumnsStandInAnyOrderAndOthersAreNoted) {
  const layers::OffersTable table =
      read("note,y_m,x_m,amount_t,material,kind,company,id,avoided_t_co2e_per_t\n,2,1,3,ash,need,C,n,1\n");
  EXPECT_EQ((geo::MapPoint{1, 2}), table.needs.at(0).place);
  EXPECT_THAT(table.notes, ElementsAre(geo::say("The column {0} is not used.", "note")));
}

TEST(OffersFile, FiguresThatDoNotCountAreNoted) {
  const layers::OffersTable table =
      read(std::string(header) +
           ",avoided_t_co2e_per_t,pretreatment_t_co2e_per_t\no,C,offer,ash,1,0,0,2,0\nn,C,need,ash,1,0,0,0,3\n");
  EXPECT_THAT(table.notes, ElementsAre(geo::say("avoided_t_co2e_per_t counts of needs alone, not of offers."),
                                       geo::say("pretreatment_t_co2e_per_t counts of offers alone, not of needs."),
                                       geo::say("No need says what it avoids (avoided_t_co2e_per_t).")));
}

TEST(OffersFile, EachFaultIsSaidWithRowAndColumn) {
  const auto row = [](const std::string& cells) {
    return std::string(header).append("\no0,C,offer,ash,1,2,3\n").append(cells);
  };
  EXPECT_THAT(fault(row("o0,C,need,ash,1,2,3\n")), HasSubstr("Row 3, column id: o0 is there twice, first in row 2."));
  EXPECT_THAT(fault(row(",C,need,ash,1,2,3\n")), HasSubstr("Row 3, column id: a name is missing."));
  EXPECT_THAT(fault(row("n,C,wish,ash,1,2,3\n")), HasSubstr("Row 3, column kind: wish is neither offer nor need."));
  EXPECT_THAT(fault(row("n,C,need,,1,2,3\n")), HasSubstr("Row 3, column material: a name is missing."));
  EXPECT_THAT(fault(row("n,C,need,ash,-1,2,3\n")), HasSubstr("Row 3, column amount_t: -1 is less than 0."));
  EXPECT_THAT(fault(row("n,C,need,ash,inf,2,3\n")), HasSubstr("Row 3, column amount_t: inf is not a number."));
  EXPECT_THAT(fault(row("n,C,need,ash,nan,2,3\n")), HasSubstr("Row 3, column amount_t: nan is not a number."));
  EXPECT_THAT(fault(row("n,C,need,ash,1e300,2,3\n")), HasSubstr("Row 3, column amount_t: 1e300 is more than"));
  EXPECT_THAT(fault(row("n,C,need,ash,,2,3\n")), HasSubstr("Row 3, column amount_t: a number is missing."));
  EXPECT_THAT(fault(row("n,C,need,ash,\"1,5\",2,3\n")), HasSubstr("Row 3, column amount_t: 1,5 is not a number."));
  EXPECT_THAT(fault(row("n,C,need,ash,1,5,2,3\n")), HasSubstr("Row 3 has another number of cells"));
  EXPECT_THAT(fault(row("n,C,need,ash,1 t,2,3\n")), HasSubstr("Row 3, column amount_t: 1 t is not a number."));
  EXPECT_THAT(fault(row("n,C,need,ash,1,east,3\n")), HasSubstr("Row 3, column x_m: east is not a number."));
  EXPECT_THAT(fault(row("n,C,need,ash,1,2,\n")), HasSubstr("Row 3, column y_m: a number is missing."));
}

TEST(OffersFile, MissingColumnsAndColumnsInAnotherUnitAreSaid) {
  EXPECT_EQ("offers.csv: The column kind is missing.", fault("id,company,material,amount_t,x_m,y_m\no,C,ash,1,2,3\n"));
  EXPECT_EQ("offers.csv: The column amount_t is missing.",
            fault("id,company,kind,material,amount_kg,x_m,y_m\no,C,offer,ash,1,2,3\n"));
  EXPECT_EQ("offers.csv: Row 1, column avoided_kg_co2e_per_t: this column is not known.",
            fault(std::string(header) + ",avoided_kg_co2e_per_t\no,C,offer,ash,1,2,3,4\n"));
  EXPECT_EQ("offers.csv: The file has a header but no rows.", fault(std::string(header) + "\n"));
}

}  // namespace
