// Yearly figures of a source from a file: understood exactly, or refused with row and column.
#include "layers/input_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace layers {
namespace {

namespace fs = std::filesystem;

geo::CalculationModel composting() {
  geo::CalculationModel model;
  model.id = "composting";
  geo::ModelField waste;
  waste.name = "waste";
  waste.unit = "t";
  waste.low = 0;
  geo::ModelField share;
  share.name = "share";
  share.unit = "%";
  share.low = 0;
  share.high = 100;
  geo::ModelField basis;
  basis.name = "basis";
  basis.choices = {{"wet", {}}};
  model.fields = {waste, share, basis};
  return model;
}

struct InputFile : testing::Test {
  fs::path file = fs::temp_directory_path() / "hiilitie_input_file_test.csv";
  ~InputFile() override { fs::remove(file); }
  void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
  [[nodiscard]] std::string said_of(const std::string& text) const {
    write(text);
    try {
      (void)read_model_inputs(file, composting());
    } catch (const geo::Error& error) {
      EXPECT_EQ(error.subject(), file.string());
      return geo::english(error.reason());
    }
    return "nothing was said";
  }
};

TEST_F(InputFile, AColumnsUnitIsBroughtToTheModels) {
  write("year,waste [kg],share\n2022,1310000,\n2021,1250000,50\n");
  const auto inputs = read_model_inputs(file, composting());
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_EQ(inputs[0].name, "waste");
  EXPECT_EQ(inputs[0].unit, "t");
  ASSERT_EQ(inputs[0].years.size(), 2u);
  EXPECT_EQ(inputs[0].years[0].year, 2021);
  EXPECT_NEAR(inputs[0].years[0].value, 1250, 1e-9);
  ASSERT_EQ(inputs[1].years.size(), 1u) << "an empty cell is not known";
  EXPECT_EQ(inputs[1].years[0].year, 2021);
}

TEST_F(InputFile, EachFaultNamesItsRowAndColumn) {
  EXPECT_EQ(said_of("year,waste\n2021,5\n2021,6\n"), "Row 3: the year 2021 is there twice.");
  EXPECT_EQ(said_of("year,waste\n2021,-5\n"), "Row 2, column waste: -5 is less than 0.");
  EXPECT_EQ(said_of("year;waste\n2021;1,5\n"), "Row 2, column waste: 1,5 is not a number.");
  EXPECT_EQ(said_of("year,waste\n2021,inf\n"), "Row 2, column waste: inf is not a number.");
  EXPECT_EQ(said_of("year,share\n2021,101\n"), "Row 2, column share: 101 is more than 100.");
  EXPECT_EQ(said_of("year,wastes\n2021,5\n"), "The column \"wastes\" is no figure of the calculation composting.");
  EXPECT_EQ(said_of("year,basis\n2021,wet\n"), "The column \"basis\" is no figure of the calculation composting.");
  EXPECT_EQ(said_of("year,waste [t],waste [kg]\n2021,5,5\n"), "The figure waste has two columns.");
  EXPECT_EQ(said_of("year,waste [t\n2021,5\n"), "The column \"waste [t\" has an open bracket.");
  EXPECT_NE(said_of("year,waste [MWh]\n2021,5\n").find("The unit of the column \"waste [MWh]\" can not be used"),
            std::string::npos);
  EXPECT_EQ(said_of("year,waste\n2021,\n"), "The file has no figures of the calculation composting.");
  EXPECT_NE(said_of("waste\n5\n").find("year"), std::string::npos);
  EXPECT_NE(said_of("year,waste\n1492,5\n").find("Row 2"), std::string::npos);
}

TEST_F(InputFile, WhatTheFileDoesNotHaveStays) {
  std::vector<geo::ModelInput> inputs{{"waste", "kg", 3000, {{2019, 1}}, {}, 20.0}, {"basis", "", {}, {}, "wet", {}}};
  const auto after = with_read_inputs(inputs, {{"waste", "t", {}, {{2021, 5}}, {}, {}}});
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after[0].unit, "t");
  EXPECT_NEAR(*after[0].value, 3, 1e-12) << "3000 kg";
  EXPECT_EQ(after[0].years, (std::vector<geo::InputYear>{{2021, 5}}));
  EXPECT_EQ(after[0].uncertainty_pct, 20.0);
  EXPECT_EQ(after[1], inputs[1]);
}

}  // namespace
}  // namespace layers
