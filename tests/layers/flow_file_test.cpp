// Flows from a person's own table and from the register: all or nothing, and nothing invented.
#include "layers/flow_file.hpp"

#include "geo/flow/flow_place.hpp"
#include "layers/catalogues_file.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using testing::HasSubstr;

class FlowFile : public testing::Test {
protected:
  FlowFile() {
    geo::Partner mill;
    mill.name = "Mill";
    mill.geometry = geo::Geometry::point({1000, 2000});
    tests::put(plan, mill);
    geo::Partner works;
    works.name = "Works";
    works.note = "facility 0000002110";
    tests::put(plan, works);
  }
  std::string file(const std::string& text) {
    const std::string path = folder / "flows.csv";
    std::ofstream(path) << text;
    return path;
  }
  std::vector<geo::MaterialFlow> flows(const geo::Edit& edit) {
    std::vector<geo::MaterialFlow> all;
    const geo::PlanPtr next = geo::applied(std::make_shared<const geo::Plan>(plan), edit);
    for (const auto& row : next->material_flows()) all.push_back(*row);
    return all;
  }
  geo::Loaded<geo::Edit> read(const std::string& text) {
    return layers::read_flows(file(text), plan, *layers::read_catalogues().catalogues);
  }
  std::string refusal(const std::string& text) {
    try {
      (void)read(text);
    } catch (const geo::Error& error) {
      return error.what();
    }
    return "taken";
  }
  tests::PlanFolder folder;
  geo::Plan plan;
};

constexpr const char* head = "from,to,material,year,amount_t\n";

TEST_F(FlowFile, RowsOfOneFlowBecomeItsYears) {
  const auto loaded = read(
      "from,to,material,year,amount_t,to_x_m,to_y_m,vehicle,load_share,treatment,illustrative\n"
      "Mill,\"Port; outside\",glass,2021,12.5,5000,6000,rail,0.5,recycling,yes\n"
      "Mill,\"Port; outside\",glass,2020,10,5000,6000,rail,0.5,recycling,yes\n"
      "Mill,Works,ash'); DROP TABLE material_flow; --,2020,0,,,,,,\n");
  const auto all = flows(loaded.value);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].amounts, (geo::YearlyAmounts{{2020, 10}, {2021, 12.5}}));
  EXPECT_EQ(all[0].from.value, 1);
  EXPECT_EQ(all[0].to_place, "Port; outside");
  EXPECT_EQ(all[0].treatment, geo::Treatment::recycling);
  EXPECT_TRUE(all[0].provenance.illustrative);
  EXPECT_EQ(all[0].geometry, geo::Geometry::line({{1000, 2000}, {5000, 6000}}));
  EXPECT_EQ(all[1].to.value, 2);
  EXPECT_TRUE(all[1].geometry.empty()) << "the works have no place";
  ASSERT_EQ(loaded.problems.size(), 2U) << "an unknown material, and a flow that is not on the map";
}

TEST_F(FlowFile, WhatIsNotSurelyUnderstoodStopsTheReadingWithItsRow) {
  EXPECT_THAT(refusal("from,to,material,year\nMill,Works,glass,2020\n"), HasSubstr("amount_t"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,glass,2020,\"1,5\"\n"), HasSubstr("2"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,glass,2020,-1\n"), HasSubstr("ow 2"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,glass,2020,inf\n"), HasSubstr("ow 2"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,glass,20.5,1\n"), HasSubstr("ow 2"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,glass,2020,1\nMill,Works,glass,2020,2\n"),
              HasSubstr("Row 3: the year 2020 stands twice"));
  EXPECT_THAT(refusal(std::string(head) + "Mill,Works,,2020,1\n"), HasSubstr("a name is missing"));
  EXPECT_THAT(refusal("from,to,material,year,amount_kg\nMill,Works,glass,2020,1\n"), HasSubstr("amount_kg"));
  EXPECT_THAT(refusal("from,to,material,year,amount_t,load_share\nMill,Works,glass,2020,1,80\n"), HasSubstr("ow 2"));
  EXPECT_THAT(refusal("from,to,material,year,amount_t,to_x_m\nMill,Works,glass,2020,1,5\n"), HasSubstr("needs both"));
  EXPECT_THAT(refusal("from,to,material,year,amount_t,carrier\nMill,Works,glass,2020,1,Nobody\n"),
              HasSubstr("no partner \"Nobody\""));
  EXPECT_THAT(refusal("from,to,material,year,amount_t,treatment\nMill,Works,glass,2020,1,burn\n"),
              HasSubstr("Choose one of: none, recycling, recovery, landfill."));
}

constexpr const char* register_head =
    "facilityId;nameOfFeature;reportingYear;wasteClassificationCode;wasteTreatmentCode;totalWasteQuantityTNE;"
    "nameOfReceiver;ReceivingSite_city;ReceivingSite_countryName\n";

TEST_F(FlowFile, AReceiverThatTheRegisterDoesNotTellStaysUnknownAndIsCounted) {
  const auto transfers = layers::read_waste_transfers(
      file(std::string(register_head) + "0000002110;X;2017;NONHW;R;11900.0;;;\n"
                                        "0000002110;X;2018;NONHW;R;43300.0;;;\n"
                                        "0000002110;X;2017;HW;R;8010.0;Befesa;Landskrona;Sweden\n"
                                        "0000002110;X;2017;HW;R;90;Befesa;Landskrona;Sweden\n"
                                        "9;Mill;2017;HW;D;5;;;\n"
                                        "7;Other;2017;HW;D;1e6;;;\n"),
      plan);
  EXPECT_EQ(transfers.flows, 3U);
  EXPECT_EQ(transfers.unknown_receivers, 2U);
  EXPECT_DOUBLE_EQ(transfers.total_t, 11900 + 43300 + 8010 + 90 + 5);
  EXPECT_DOUBLE_EQ(transfers.unknown_receiver_t, 11900 + 43300 + 5);
  const auto all = flows(transfers.edit);
  ASSERT_EQ(all.size(), 3U);
  for (const geo::MaterialFlow& flow : all) {
    EXPECT_FALSE(flow.to) << "no partner is invented";
    EXPECT_TRUE(flow.geometry.empty()) << "no place is invented";
    if (flow.to_place == "Befesa, Landskrona, Sweden") {
      EXPECT_EQ(flow.amounts, (geo::YearlyAmounts{{2017, 8100}}));
    }
  }
}

TEST_F(FlowFile, ARegisterWithoutThePlansPartnersIsSaid) {
  EXPECT_THROW((void)layers::read_waste_transfers(file(std::string(register_head) + "7;Other;2017;HW;D;1;;;\n"), plan),
               geo::Error);
}

TEST_F(FlowFile, TheSharedRegisterGivesTheWorksItsSeries) {
  const std::filesystem::path shared =
      std::filesystem::path(HIILITIE_SHARED_DIR) / "data/emissions/prtr_waste_transfers.csv";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "The register's file is not here.";
  const auto transfers = layers::read_waste_transfers(shared, plan);
  EXPECT_GT(transfers.unknown_receivers, 0U);
  double recovered_2017_t = 0;
  for (const geo::MaterialFlow& flow : flows(transfers.edit))
    if (flow.material == "non-hazardous-waste" && flow.note.starts_with("R"))
      recovered_2017_t += geo::amount_t(flow.amounts, 2017).value_or(0);
  EXPECT_NEAR(recovered_2017_t, 11'900, 1);
}

}  // namespace
