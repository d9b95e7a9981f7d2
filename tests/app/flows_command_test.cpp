// hiilitie flows, on the real program: one partner's flows, and own materials that go from hub to hub.
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace {

using app_test::hiilitie;
using app_test::TemporaryFolder;
using testing::HasSubstr;

constexpr const char* chain = R"([[factor]]
id = "own.bark-ash.made"
name = { en = "Fertiliser: making" }
gas = "co2e"
unit = "kg/kg"
value = 0.7
low = 0.5
high = 0.9
shape = "triangular"
interval = "of three makers"
source = "Makers"
table = "1"
year = 2024
status = "verified"

[[material]]
id = "bark-ash"
name = { en = "Bark ash", fi = "Kuorituhka" }
waste_code = "10 01 03"
replaced = "own.bark-ash.made"
)";

std::string read(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::size_t line_count(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

struct FlowsCommand : testing::Test {
  FlowsCommand() { EXPECT_EQ(hiilitie({"example", plan, "--name", "kemi-tornio"}).status, 0); }
  TemporaryFolder folder;
  std::string plan = folder.file("plan.sqlite");
};

TEST_F(FlowsCommand, OnePartnersFlowsAreThoseFromAndToItAndAnUnknownNameListsTheNames) {
  const auto all = hiilitie({"flows", plan, "--csv"});
  const auto one = hiilitie({"flows", plan, "--csv", "--partner", "sma mineral, röyttä"});
  ASSERT_EQ(one.status, 0) << one.err;
  EXPECT_GT(line_count(one.out), 1u);
  EXPECT_LT(line_count(one.out), line_count(all.out));
  std::istringstream lines(one.out);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) EXPECT_THAT(line, HasSubstr("SMA Mineral"));
  const auto balance = hiilitie({"flows", plan, "--balance", "--csv", "--partner", "SMA Mineral, Röyttä"});
  EXPECT_EQ(balance.status, 0);
  EXPECT_THAT(balance.out, testing::Not(HasSubstr("Stora Enso")));
  const auto wrong = hiilitie({"flows", plan, "--partner", "'; DROP TABLE partner; --"});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_TRUE(wrong.out.empty());
  EXPECT_THAT(wrong.err, HasSubstr("no partner of this name"));
  EXPECT_THAT(wrong.err, HasSubstr("Metsä Fibre"));
}

TEST_F(FlowsCommand, OwnMaterialsGoInOutAndIntoAnotherPlanWhereFlowsMayBeOfThem) {
  const std::string own = folder.file("own.toml");
  EXPECT_EQ(hiilitie({"flows", plan, "--own-materials", own}).status, 1) << "there are none yet";
  std::ofstream(own) << chain;
  const auto added = hiilitie({"add", plan, own});
  ASSERT_EQ(added.status, 0) << added.err;
  const std::string out = folder.file("out.toml");
  ASSERT_EQ(hiilitie({"flows", plan, "--own-materials", out}).status, 0);
  EXPECT_EQ(hiilitie({"flows", plan, "--own-materials", out}).status, 1) << "it is there already";
  EXPECT_THAT(read(out), HasSubstr("own.bark-ash.made"));
  const std::string other = folder.file("other.sqlite");
  ASSERT_EQ(hiilitie({"new", other, "--name", "Other"}).status, 0);
  ASSERT_EQ(hiilitie({"add", other, out}).status, 0);
  const std::string flows = folder.file("flows.csv");
  std::ofstream(flows) << "from,to,material,year,amount_t,from_x_m,from_y_m,to_x_m,to_y_m,treatment\n"
                          "Mill,Field,bark-ash,2024,100,400000,7000000,410000,7000000,recycling\n";
  const auto imported = hiilitie({"flows", other, "--import", flows});
  ASSERT_EQ(imported.status, 0) << imported.err;
  EXPECT_THAT(imported.err, testing::Not(HasSubstr("not known")));
  const auto table = hiilitie({"flows", other, "--year", "2024"});
  EXPECT_THAT(table.out, HasSubstr("Bark ash"));
  EXPECT_THAT(table.out, HasSubstr("70")) << "100 t of 0.7 t avoided each";
  EXPECT_EQ(hiilitie({"check", other}).status, 0);
  // A fault leaves the plan as it was.
  std::ofstream(own) << chain << "[[material]]\nid = \"x\"\nname = { en = \"X\" }\nreplaced = \"no.such\"\n";
  const auto wrong = hiilitie({"add", plan, own});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_THAT(wrong.err, HasSubstr("no.such"));
  EXPECT_EQ(line_count(read(out)), [&] {
    const std::string again = folder.file("again.toml");
    EXPECT_EQ(hiilitie({"flows", plan, "--own-materials", again}).status, 0);
    return line_count(read(again));
  }());
}

}  // namespace
