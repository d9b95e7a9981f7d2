// A calculation goes from one hub to another as a file and is scaled there.
#include "app/calculation_files.hpp"

#include "geo/balance/source_model.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/model_file.hpp"
#include "tests/geo/balance/hub.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace {

namespace fs = std::filesystem;

struct CalculationFiles : testing::Test {
  fs::path folder = fs::temp_directory_path() / "hiilitie_calculation_files_test";
  CalculationFiles() { fs::create_directories(folder); }
  ~CalculationFiles() override { fs::remove_all(folder); }
  [[nodiscard]] fs::path written(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
};

const geo::Catalogues& catalogues() {
  static const auto read = layers::read_catalogues();
  return *read.catalogues;
}

TEST_F(CalculationFiles, ACopiedCalculationGivesTheSameFiguresThereAndScales) {
  // Composting as one hub has it, for every year 1200 t, dry.
  const auto model = catalogues().find_model("composting");
  ASSERT_TRUE(model);
  const std::vector<geo::ModelInput> inputs{{"waste", "kg", 1.2e6, {}, {}, {}}, {"basis", "", {}, {}, "dry", {}}};
  const geo::CalculationModel own = app::own_model("Kompostointi, Åbo", *model, inputs);
  EXPECT_EQ(own.id, "own-kompostointi-abo");
  layers::write_model(own, folder / "own.toml");

  // In another plan it is a model of its own, whose defaults are the first hub's figures.
  auto plan = std::make_shared<const geo::Plan>();
  const geo::PlanPtr after = geo::applied(plan, app::model_file_edit(*plan, folder / "own.toml", catalogues().factors));
  ASSERT_EQ(after->models().size(), 1u);
  const auto there = layers::with_own_models(layers::read_catalogues().catalogues, *after).catalogues;
  const auto figure = [&](const std::string& id, const std::vector<geo::ModelInput>& given, double scale) {
    geo::EmissionSource source;
    source.model = id;
    source.inputs = given;
    source.scale = scale;
    double sum = 0;
    const auto model_there = geo::source_model(source, *there);
    const auto years = model_there->years(2025, 2025, 1, {});
    for (const auto& row : years.front().rows) sum += row.value_t;
    return sum;
  };
  const double first = figure("composting", inputs, 1);
  ASSERT_GT(first, 0);
  EXPECT_NEAR(figure(own.id, {}, 1), first, 1e-12 * first);
  EXPECT_NEAR(figure(own.id, {}, 2.5), 2.5 * first, 1e-12 * first);
  EXPECT_NEAR(figure(own.id, {{"waste", "t", 600, {}, {}, {}}}, 1), first / 2, 1e-12 * first);

  // Taken again it takes its own place.
  const geo::PlanPtr again =
      geo::applied(after, app::model_file_edit(*after, folder / "own.toml", catalogues().factors));
  EXPECT_EQ(again->models().size(), 1u);
}

TEST_F(CalculationFiles, AModelThatCanNotWorkIsNotTaken) {
  const geo::Plan plan;
  const auto said = [&](const std::string& text) {
    try {
      (void)app::model_file_edit(plan, written("m.toml", text), catalogues().factors);
    } catch (const geo::Error& error) {
      return geo::english(error.reason());
    }
    return std::string("nothing was said");
  };
  EXPECT_NE(said("[model"), "nothing was said");
  const std::string head =
      "[model]\nid = \"x\"\nname = { en = \"X\" }\ndocumentation = { en = \"x\" }\nsource = \"me\"\nsector = "
      "\"other\"\nmethod = \"terms\"\n[[input]]\nname = \"a\"\nlabel = { en = \"A\" }\nunit = \"t\"\n[[term]]\nlabel = "
      "{ en = \"t\" }\nscope = \"1\"\nline = \"inventory\"\nbasis = \"any\"\n";
  EXPECT_NE(said(head + "multiply = [\"input:a\", \"factor:no.such\"]\n").find("no.such"), std::string::npos);
}

TEST_F(CalculationFiles, FiguresOfAFileAreOneEditOfTheirSource) {
  geo::Plan plan;
  const auto id = tests::put_in(plan, tests::modelled_source("Plant", "composting", "waste", 10));
  const fs::path file = written("w.csv", "year,waste\n2021,1200\n");
  const geo::Edit edit = app::input_file_edit(plan, id, file, catalogues());
  EXPECT_EQ(edit.changes.size(), 1u);
  geo::EmissionSource bare;
  bare.name = "Bare";
  const auto without = tests::put_in(plan, bare);
  EXPECT_THROW((void)app::input_file_edit(plan, without, file, catalogues()), geo::Error);
}

}  // namespace
