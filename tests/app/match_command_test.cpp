// hiilitie match, on the real program.
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/mill_and_field.hpp"
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using testing::HasSubstr;
using testing::IsEmpty;
using Json = nlohmann::json;

constexpr const char* csv_header = "offer_id,need_id,material,amount_t,distance_km,benefit_t_co2e";

std::string written(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
  return file;
}

/// Two offers of ash and one of slag; the need of ash is nearer the second.
std::string small_table(const TemporaryFolder& folder) {
  return written(folder.file("offers.csv"),
                 "id,company,kind,material,amount_t,x_m,y_m,avoided_t_co2e_per_t,pretreatment_t_co2e_per_t\n"
                 "far,Mill,offer,ash,100,0,0,,0.01\n"
                 "near,Plant,offer,ash,30,35000,40000,,0.01\n"
                 "slag,Works,offer,slag,500,35000,40000,,0\n"
                 "field,Farm,need,ash,50,30000,40000,0.1,\n");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(MatchCommand, EachMatchedPairIsARow) {
  const TemporaryFolder folder;
  const Outcome outcome = hiilitie({"match", small_table(folder), "--csv"});
  ASSERT_EQ(0, outcome.status) << outcome.err;
  const auto lines = lines_of(outcome.out);
  ASSERT_EQ(3U, lines.size()) << outcome.out;
  EXPECT_EQ(csv_header, lines[0]);
  EXPECT_THAT(lines[1], HasSubstr("near,field,ash,30,5,"));  // 30 t of 0.1 - 0.01 - 5 km x 1.3 x 0.1 / 1000
  EXPECT_NEAR(30 * (0.09 - 0.00065), std::stod(lines[1].substr(lines[1].rfind(',') + 1)), 1e-12);
  EXPECT_THAT(lines[2], HasSubstr("far,field,ash,20,50,"));
  EXPECT_NEAR(20 * (0.09 - 0.0065), std::stod(lines[2].substr(lines[2].rfind(',') + 1)), 1e-12);
}

TEST(MatchCommand, JsonHoldsTheRowsAndTheirTotal) {
  const TemporaryFolder folder;
  const Outcome outcome =
      hiilitie({"match", small_table(folder), "--json", "--transport-kg-per-tkm", "0.2", "--circuity", "1.5"});
  ASSERT_EQ(0, outcome.status) << outcome.err;
  const Json json = Json::parse(outcome.out);
  ASSERT_EQ(2U, json["matches"].size());
  EXPECT_EQ("near", json["matches"][0]["offer_id"]);
  EXPECT_NEAR(30 * (0.09 - 5 * 1.5 * 0.2 / 1000) + 20 * (0.09 - 50 * 1.5 * 0.2 / 1000),
              json["total_benefit_t_co2e"].get<double>(), 1e-12);
  EXPECT_EQ(50, json["matched_t"]);
}

TEST(MatchCommand, NoPairBeyondTheGreatestDistance) {
  const TemporaryFolder folder;
  const Outcome outcome = hiilitie({"match", small_table(folder), "--max-km", "49.9"});
  ASSERT_EQ(0, outcome.status) << outcome.err;
  EXPECT_EQ(2U, lines_of(outcome.out).size()) << outcome.out;
}

TEST(MatchCommand, NothingToMatchIsAHeaderAndAnEmptyList) {
  const TemporaryFolder folder;
  const std::string table = written(
      folder.file("a.csv"), "id,company,kind,material,amount_t,x_m,y_m\no,A,offer,ash,1,0,0\nn,B,need,ash,1,0,0\n");
  const Outcome csv = hiilitie({"match", table});
  EXPECT_EQ(0, csv.status);
  EXPECT_EQ(std::string(csv_header) + "\n", csv.out);
  EXPECT_THAT(csv.err, HasSubstr("No need says what it avoids"));
  const Json json = Json::parse(hiilitie({"match", table, "--json"}).out);
  EXPECT_THAT(json["matches"], IsEmpty());
  EXPECT_EQ(0, json["total_benefit_t_co2e"]);
}

TEST(MatchCommand, FaultsAreOneSentenceAndNothingIsPrinted) {
  const TemporaryFolder folder;
  const auto fault = [&](const std::string& row) {
    const std::string table =
        written(folder.file("a.csv"), "id,company,kind,material,amount_t,x_m,y_m\no,A,offer,ash,1,0,0\n" + row + "\n");
    const Outcome outcome = hiilitie({"match", table});
    EXPECT_EQ(1, outcome.status);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_EQ(1U, lines_of(outcome.err).size()) << outcome.err;
    return outcome.err;
  };
  EXPECT_THAT(fault("n,B,need,ash,-1,0,0"), HasSubstr("a.csv: Row 3, column amount_t: -1 is less than 0."));
  EXPECT_THAT(fault("n,B,need,ash,\"1,5\",0,0"), HasSubstr("Row 3, column amount_t: 1,5 is not a number."));
  EXPECT_THAT(fault("o,B,need,ash,1,0,0"), HasSubstr("Row 3, column id: o is there twice"));
  EXPECT_THAT(fault("n,B,Need,ash,1,0,0"), HasSubstr("Row 3, column kind: Need is neither offer nor need."));
  EXPECT_THAT(fault("n,B,need,ash,1,inf,0"), HasSubstr("Row 3, column x_m: inf is not a number."));
  const Outcome missing = hiilitie({"match", folder.file("not there.csv")});
  EXPECT_EQ(1, missing.status);
  EXPECT_THAT(missing.err, HasSubstr("The file can not be read."));
}

TEST(MatchCommand, WrongOptionsAreRefused) {
  const TemporaryFolder folder;
  const std::string table = small_table(folder);
  EXPECT_EQ(2, hiilitie({"match"}).status);
  EXPECT_EQ(2, hiilitie({"match", table, "--csv", "--json"}).status);
  EXPECT_EQ(2, hiilitie({"match", table, "--max-km", "far"}).status);
  for (const auto& [option, value] :
       {std::pair("--transport-kg-per-tkm", "-0.1"), {"--circuity", "0.9"}, {"--max-km", "-1"}, {"--max-km", "nan"}}) {
    const Outcome outcome = hiilitie({"match", table, option, value});
    EXPECT_EQ(1, outcome.status) << option;
    EXPECT_THAT(outcome.err, HasSubstr("The number is outside its limits."));
  }
}

TEST(MatchCommand, IdsAreQuotedAndNeverAFormula) {
  const TemporaryFolder folder;
  const std::string table = written(folder.file("a.csv"),
                                    "id,company,kind,material,amount_t,x_m,y_m,avoided_t_co2e_per_t\n"
                                    "\"a,\"\"b\"\"\",A,offer,ash,1,0,0,\n=1+1,B,need,ash,1,0,0,1\n");
  const Outcome csv = hiilitie({"match", table});
  EXPECT_THAT(csv.out, HasSubstr("\"a,\"\"b\"\"\",'=1+1,ash,1,0,1"));
  EXPECT_EQ("=1+1", Json::parse(hiilitie({"match", table, "--json"}).out)["matches"][0]["need_id"]);
}

struct MatchOfPlans : testing::Test {
  TemporaryFolder folder;
  std::string kemi = folder.file("kemi-tornio.sqlite");
  std::string turku = folder.file("topinpuisto.sqlite");
  void SetUp() override {
    ASSERT_EQ(0, hiilitie({"example", kemi, "--name", "kemi-tornio"}).status);
    ASSERT_EQ(0, hiilitie({"example", turku}).status);
  }
};

TEST_F(MatchOfPlans, EachExampleHasThreeProposalsWithReasonDistanceSavingAndInterval) {
  for (const std::string& plan : {kemi, turku}) {
    const Outcome outcome = hiilitie({"match", plan, "--json"});
    ASSERT_EQ(0, outcome.status) << outcome.err;
    const Json matches = Json::parse(outcome.out)["matches"];
    EXPECT_GE(matches.size(), 3U) << plan;
    for (const Json& match : matches) {
      EXPECT_FALSE(match["reason"].get<std::string>().empty());
      EXPECT_GE(match["way_km"].get<double>(), match["distance_km"].get<double>());
      EXPECT_GT(match["benefit_t_co2e"].get<double>(), 0);
      EXPECT_LT(match["benefit_low_t_co2e"], match["benefit_t_co2e"]);
      EXPECT_GT(match["benefit_high_t_co2e"], match["benefit_t_co2e"]);
      EXPECT_NEAR(match["avoided_t_co2e"].get<double>() - match["pretreatment_t_co2e"].get<double>() -
                      match["transport_t_co2e"].get<double>(),
                  match["benefit_t_co2e"].get<double>(), 1e-6);
    }
  }
}

TEST_F(MatchOfPlans, CsvOfAPlanHasTheColumnsOfATable) {
  const Outcome outcome = hiilitie({"match", kemi});
  ASSERT_EQ(0, outcome.status) << outcome.err;
  EXPECT_EQ(csv_header, lines_of(outcome.out).at(0));
}

TEST_F(MatchOfPlans, AFolderOfPlansIsMatchedTogether) {
  const Outcome both = hiilitie({"match", folder.file(""), "--json"});
  ASSERT_EQ(0, both.status) << both.err;
  const Json matches = Json::parse(both.out)["matches"];
  EXPECT_GE(matches.size(), 3U);
  for (const Json& match : matches)
    EXPECT_THAT(match["offer_company"].get<std::string>(),
                testing::AnyOf(testing::StartsWith("kemi-tornio: "), testing::StartsWith("topinpuisto: ")));
}

TEST_F(MatchOfPlans, WithoutACompanyTheTotalIsNeverMore) {
  const Json all = Json::parse(hiilitie({"match", kemi, "--json"}).out);
  const std::string company = all["matches"][0]["offer_company"];
  const Outcome rest = hiilitie({"match", kemi, "--json", "--without", company});
  ASSERT_EQ(0, rest.status) << rest.err;
  EXPECT_LT(Json::parse(rest.out)["total_benefit_t_co2e"], all["total_benefit_t_co2e"]);
  const Outcome unknown = hiilitie({"match", kemi, "--without", "Nobody"});
  EXPECT_EQ(1, unknown.status);
  EXPECT_THAT(unknown.err, HasSubstr("No company of this name has an offer or a need."));
}

TEST_F(MatchOfPlans, AFolderWithoutPlansAndAYearWithoutStreamsAreSaid) {
  const TemporaryFolder empty;
  const Outcome none = hiilitie({"match", empty.file("")});
  EXPECT_EQ(1, none.status);
  EXPECT_THAT(none.err, HasSubstr("The folder holds no plans."));
  const Outcome early = hiilitie({"match", kemi, "--year", "1950"});
  EXPECT_EQ(0, early.status);
  EXPECT_THAT(early.err, HasSubstr("its tonnes in 1950 are not known."));
}

TEST_F(MatchOfPlans, APlanOfTheFolderThatIsNoneIsSaidAndTheRestIsMatched) {
  written(folder.file("broken.sqlite"), "SQLite format 3 and nothing else");
  const Outcome outcome = hiilitie({"match", folder.file(""), "--json"});
  EXPECT_EQ(0, outcome.status);
  EXPECT_THAT(outcome.err, HasSubstr("broken.sqlite"));
  EXPECT_GE(Json::parse(outcome.out)["matches"].size(), 3U);
}

TEST(MatchByRoad, TheWayFollowsThePlansRoadsOrSaysThatItIsEstimated) {
  const TemporaryFolder folder;
  const std::string plan = folder.file("plan.sqlite");
  (void)layers::PlanStore::create(plan, tests::mill_and_field("roads.geojson"));
  tests::write_roads(folder.file("roads.geojson"),
                     "[[[400000,7290000],[400000,7294000],[410000,7294000],[410000,7290000]]]");
  const Outcome by_road = hiilitie({"match", plan, "--json"});
  ASSERT_EQ(0, by_road.status) << by_road.err;
  const Json match = Json::parse(by_road.out)["matches"].at(0);
  EXPECT_EQ("road", match["way"]);
  EXPECT_NEAR(18, match["way_km"].get<double>(), 0.02);
  tests::write_roads(folder.file("roads.geojson"), "[[[399000,7290000],[401000,7290000]]]");
  EXPECT_EQ("estimated", Json::parse(hiilitie({"match", plan, "--json"}).out)["matches"].at(0)["way"]);
  std::filesystem::remove(folder.file("roads.geojson"));
  const Outcome gone = hiilitie({"match", plan, "--json"});
  EXPECT_EQ(0, gone.status);
  EXPECT_THAT(gone.err, HasSubstr("Distances of flows are estimated."));
  EXPECT_EQ("estimated", Json::parse(gone.out)["matches"].at(0)["way"]);
}

TEST(MatchForEuros, TheAimDecidesWhatIsMatched) {
  const TemporaryFolder folder;
  const std::string file = folder.file("plan.sqlite");
  geo::Plan plan = tests::mill_and_field("");
  plan.table<geo::Layer>() = {};
  geo::SideStream need = *plan.side_streams().find({2});
  need.benefit_eur_per_t = 3;
  plan.table<geo::SideStream>() = plan.side_streams().with({2}, std::make_shared<const geo::SideStream>(need));
  (void)layers::PlanStore::create(file, plan);
  const Outcome csv = hiilitie({"match", file, "--aim", "eur"});
  ASSERT_EQ(0, csv.status) << csv.err;
  EXPECT_EQ(std::string(csv_header) + ",benefit_eur", lines_of(csv.out).at(0));
  EXPECT_THAT(lines_of(csv.out).at(1), testing::EndsWith(",3000"));
  // 13 km at 0.2 EUR/tkm take 2.60 EUR of each three.
  const Json hauled =
      Json::parse(hiilitie({"match", file, "--aim", "eur", "--transport-eur-per-tkm", "0.2", "--json"}).out);
  EXPECT_NEAR(400, hauled["total_benefit_eur"].get<double>(), 1e-6);
  EXPECT_NEAR(400, hauled["matches"].at(0)["benefit_eur"].get<double>(), 1e-6);
  EXPECT_TRUE(
      Json::parse(hiilitie({"match", file, "--aim", "eur", "--transport-eur-per-tkm", "0.3", "--json"}).out)["matches"]
          .empty());
}

TEST(MatchForEuros, IsRefusedWhereNothingTellsEurosAndForOtherWords) {
  const TemporaryFolder folder;
  const std::string table = small_table(folder);
  const Outcome euros = hiilitie({"match", table, "--aim", "eur"});
  EXPECT_EQ(1, euros.status);
  EXPECT_THAT(euros.err, HasSubstr("A table of offers has no benefits in euros."));
  const Outcome word = hiilitie({"match", table, "--aim", "gold"});
  EXPECT_EQ(1, word.status);
  EXPECT_THAT(word.err, HasSubstr("co2e, eur"));
  EXPECT_EQ(1, hiilitie({"match", table, "--transport-eur-per-tkm", "-1"}).status);
}

TEST(RealWindowMatchCommand, FiveThousandOffersAndNeedsTakeLessThanTwoSeconds) {
  const TemporaryFolder folder;
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> unit(0, 1);
  std::ostringstream text;
  text << "id,company,kind,material,amount_t,x_m,y_m,avoided_t_co2e_per_t\n";
  for (int n = 0; n < 10'000; ++n)
    text << n << ",C," << (n % 2 == 0 ? "offer" : "need") << ",m" << random() % 50 << ',' << 1000 * unit(random) << ','
         << 300'000 * unit(random) << ',' << 300'000 * unit(random) << ',' << (n % 2 == 0 ? 0 : 0.2 * unit(random))
         << '\n';
  const std::string table = written(folder.file("big.csv"), text.str());
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = hiilitie({"match", table});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  ASSERT_EQ(0, outcome.status) << outcome.err;
  EXPECT_GT(lines_of(outcome.out).size(), 2'000U);
  EXPECT_LT(took.count(), 2.0);
}

}  // namespace
