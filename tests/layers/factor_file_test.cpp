// Catalogues and models that are wrong, and what is said about them.
#include "layers/factor_file.hpp"

#include "geo/error.hpp"
#include "geo/model/evaluate.hpp"
#include "layers/model_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class FactorFile : public testing::Test {
protected:
  FactorFile() { fs::create_directories(folder_); }
  ~FactorFile() override { fs::remove_all(folder_); }
  fs::path written(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  /// The only thing that is wrong with a file of one factor.
  std::string fault(const std::string& fields) const {
    const layers::FactorsRead read = layers::read_factor_file(written("one.toml", "[[factor]]\n" + fields));
    EXPECT_THAT(read.left_out, SizeIs(1)) << fields;
    return read.left_out.empty() ? std::string() : geo::english(read.left_out[0].reason());
  }
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_factor_file_" + std::to_string(::getpid()));
};

const std::string good = R"(id = "a.b"
name = { en = "A" }
unit = "kg/t"
value = 5
source = "Somebody"
year = 2020
status = "verified"
)";
std::string with(const std::string& from, const std::string& to) {
  std::string text = good;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_F(FactorFile, AGoodEntryIsRead) {
  const layers::FactorsRead read = layers::read_factor_file(written("good.toml", "[[factor]]\n" + good));
  EXPECT_THAT(read.left_out, IsEmpty());
  ASSERT_NE(read.catalogue.find("a.b"), nullptr);
  EXPECT_DOUBLE_EQ(read.catalogue.look_up("a.b", 2031).number.value, 5);
}

TEST_F(FactorFile, EachFaultIsOneSentenceAboutItsEntry) {
  EXPECT_THAT(fault(with("value = 5\n", "")), HasSubstr("has no value"));
  EXPECT_THAT(fault(with("value = 5", "value = \"5,5\"")), HasSubstr("value of factor a.b is not a number"));
  EXPECT_THAT(fault(with("value = 5", "value = inf")), HasSubstr("not a finite number"));
  EXPECT_THAT(fault(with("value = 5", "value = nan")), HasSubstr("not a finite number"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\nlow = 4\nhigh = 6")), HasSubstr("an interval but no shape"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\nlow = 6\nhigh = 7\nshape = \"normal\"")), HasSubstr("in this order"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\nlow = 4\nhigh = 6\nshape = \"truncated\"")),
              HasSubstr("between 0 and 1"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\nlow = 4\nhigh = 6\nshape = \"bell\"")),
              HasSubstr("not one of its words"));
  EXPECT_THAT(fault(with("kg/t", "kg/bushel")), HasSubstr("unit kg/bushel of a.b can not be used"));
  EXPECT_THAT(fault(with("kg/t", "kg CO2/t")), HasSubstr("can not be used"));
  EXPECT_THAT(fault(with("source = \"Somebody\"\n", "")), HasSubstr("has no source"));
  EXPECT_THAT(fault(with("source = \"Somebody\"", "source = \" \"")), HasSubstr("has no source"));
  EXPECT_THAT(fault(with("year = 2020\n", "")), HasSubstr("does not say the year"));
  EXPECT_THAT(fault(with("year = 2020", "year = 20.5")), HasSubstr("is not a year"));
  EXPECT_THAT(fault(with("status = \"verified\"\n", "")), HasSubstr("how sure it is"));
  EXPECT_THAT(fault(with("status = \"verified\"", "status = \"sure\"")), HasSubstr("not one of its words"));
  EXPECT_THAT(fault(good + "colour = \"red\"\n"), HasSubstr("unknown field colour"));
  EXPECT_THAT(fault(good + "gwp = \"AR5\"\n"), HasSubstr("no set of warming potentials"));
  EXPECT_THAT(fault(good + "gas = \"co3\"\n"), HasSubstr("not one of its words"));
  EXPECT_THAT(fault(good + "valid_from = 2025\nvalid_to = 2020\n"), HasSubstr("ends to hold before it begins"));
  EXPECT_THAT(fault(with("a.b", "A B; DROP TABLE")), HasSubstr("other marks"));
  EXPECT_THAT(fault(with("{ en = \"A\" }", "\"A\"")), HasSubstr("not a text in languages"));
  EXPECT_THAT(fault(with("value = 5", "path = [[2020, 5], [2020, 6]]")), HasSubstr("2020 stands after 2020"));
  EXPECT_THAT(fault(with("value = 5", "path = [[2020, 5, 4]]")), HasSubstr("row of the path"));
  EXPECT_THAT(fault(with("value = 5", "path = [[2020.5, 5]]")), HasSubstr("row of the path"));
  EXPECT_THAT(fault(with("value = 5", "path = []")), HasSubstr("has no rows"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\npath = [[2020, 5]]")), HasSubstr("a path and value beside it"));
  EXPECT_THAT(fault(with("value = 5", "value = 5\nbetween = \"linear\"")), HasSubstr("has one value"));
}

TEST_F(FactorFile, ABadEntryIsLeftOutWithItsLineAndTheOthersStay) {
  const fs::path file = written("mixed.toml", "[[factor]]\n" + good + "\n[[factor]]\n" + with("a.b", "c.d") +
                                                  "note = 5\n\n[[factor]]\n" + with("a.b", "e.f"));
  const layers::FactorsRead read = layers::read_factor_file(file);
  EXPECT_EQ(read.catalogue.size(), 2U);
  EXPECT_EQ(read.catalogue.find("c.d"), nullptr);
  ASSERT_THAT(read.left_out, SizeIs(1));
  EXPECT_EQ(read.left_out[0].subject(), file.string() + ":18");
  EXPECT_FALSE(read.left_out[0].advice().text.empty());
}

TEST_F(FactorFile, AnIdThatIsThereTwiceIsSaidAndTheFirstCounts) {
  const layers::FactorsRead read = layers::read_factor_file(
      written("twice.toml", "[[factor]]\n" + good + "[[factor]]\n" + with("value = 5", "value = 7")));
  ASSERT_THAT(read.left_out, SizeIs(1));
  EXPECT_THAT(geo::english(read.left_out[0].reason()), HasSubstr("there twice"));
  EXPECT_DOUBLE_EQ(read.catalogue.look_up("a.b", 2020).number.value, 5);
}

TEST_F(FactorFile, AFileThatIsNoCatalogueIsRefusedAsAWhole) {
  const auto reason = [&](const fs::path& file) {
    try {
      (void)layers::read_factor_file(file);
    } catch (const geo::Error& error) {
      return error.subject() + " " + geo::english(error.reason());
    }
    return std::string();
  };
  EXPECT_THAT(reason(folder_ / "none.toml"), HasSubstr("can not be read"));
  EXPECT_THAT(reason(folder_), HasSubstr("can not be read"));
  EXPECT_THAT(reason(written("comma.toml", "[[factor]]\nvalue = 12,5\n")),
              HasSubstr("comma.toml:2 The file is not valid TOML"));
  EXPECT_THAT(reason(written("empty.toml", "")), HasSubstr("has no [[factor]]"));
  EXPECT_THAT(reason(written("table.toml", "factor = 5\n")), HasSubstr("not a list of tables"));
  EXPECT_THAT(reason(written("huge.toml", std::string((8u << 20) + 1, '#'))), HasSubstr("too large"));
  EXPECT_THAT(reason(written("bytes.toml", std::string("\xFF\xFE\x00\x01", 4))), HasSubstr("not valid TOML"));
}

TEST_F(FactorFile, OneBrokenFileOfAFolderLeavesTheOthers) {
  written("a.toml", "[[factor]]\n" + good);
  written("b.toml", "[[factor]\n");
  written("c.toml", "[[factor]]\n" + with("a.b", "c.d"));
  written("notes.txt", "not read");
  const layers::FactorsRead read = layers::read_factors(folder_);
  EXPECT_EQ(read.catalogue.size(), 2U);
  EXPECT_THAT(read.left_out, SizeIs(1));
  EXPECT_THROW((void)layers::read_factors(folder_ / "none"), geo::Error);
}

// ---- models ----------------------------------------------------------------------------------------------------

const std::string model_start = R"([model]
id = "m"
name = { en = "M" }
method = "terms"
[[input]]
name = "x"
label = { en = "X" }
unit = "t"
)";

std::string model_fault(const std::string& text) {
  try {
    (void)layers::model_from_text(text, "m.toml");
  } catch (const geo::Error& error) {
    EXPECT_THAT(error.subject(), HasSubstr("m.toml"));
    EXPECT_FALSE(error.advice().text.empty()) << geo::english(error.reason());
    return geo::english(error.reason());
  }
  return {};
}

TEST(ModelFile, WhatCanNotBeReadIsSaid) {
  EXPECT_THAT(model_fault(""), HasSubstr("has no [model]"));
  EXPECT_THAT(model_fault("[model]\nname = { en = \"M\" }\nmethod = \"terms\"\n"), HasSubstr("has no id"));
  EXPECT_THAT(model_fault(model_start + "[[term]]\nmultiply = [\"x\"]\n"),
              HasSubstr("x is neither an input, a factor nor"));
  EXPECT_THAT(model_fault(model_start + "[[term]]\nmultiply = \"input:x\"\n"), HasSubstr("not a list of texts"));
  EXPECT_THAT(model_fault(model_start + "[[term]]\nscope = \"4\"\n"), HasSubstr("not one of its words"));
  EXPECT_THAT(model_fault(model_start + "[[term]]\ncoefficient = inf\n"), HasSubstr("not a finite number"));
  EXPECT_THAT(model_fault(model_start + "[[term]]\nstep = \"s\"\nunit = \"t\"\nscope = \"1\"\n"),
              HasSubstr("unknown field scope"));
  EXPECT_THAT(model_fault(model_start + "default = \"12,5\"\n"), HasSubstr("not a number"));
  EXPECT_THAT(model_fault(model_start + "[[inputs]]\n"), HasSubstr("unknown field inputs"));
  EXPECT_THAT(model_fault(model_start + "[[factor]]\n" + good + "[[factor]]\n" + good), HasSubstr("there twice"));
}

TEST(ModelFile, AnOddModelIsWrittenAndReadBackExactly) {
  geo::CalculationModel model;
  model.id = "odd";
  model.name = {"Quotes \" and \\ and\nlines", "Ääkköset", std::string("bell \x07 and \x7F")};
  model.documentation.sv = "endast på svenska";
  model.method = "terms";
  model.driver = "x";
  geo::ModelField x;
  x.name = "x";
  x.label.en = "X";
  x.unit = "t";
  x.default_value = 0.1 + 0.2;
  x.low = -1e300;
  x.high = 5e-324;
  x.uncertainty_pct = 1.0 / 3;
  x.extensive = true;
  geo::ModelField kind;
  kind.name = "kind";
  kind.label.en = "Kind";
  kind.choices = {{"a", {"A", {}, {}}}, {"b-2", {"B", "Bee", {}}}};
  model.fields = {x, kind};
  geo::ModelTerm step;
  step.step = "s";
  step.unit = "kg";
  step.coefficient = -44.0 / 12;
  step.multiply = {{geo::OperandKind::input, "x"}};
  geo::ModelTerm gas;
  gas.gas = geo::Gas::ch4_fossil;
  gas.scope = geo::Scope::scope_3;
  gas.line = geo::ResultLine::avoided;
  gas.basis = geo::ResultBasis::market;
  gas.multiply = {{geo::OperandKind::step, "s"}, {geo::OperandKind::factor, "own.{kind}"}};
  gas.divide = {{geo::OperandKind::input, "x"}};
  model.terms = {step, gas};
  geo::Factor own;
  own.id = "own.a";
  own.name.en = "Own";
  own.unit = "%";
  own.path = {{2020, 1.0 / 3, 0.1, 0.9}, {2030, 2, 2, 2}};
  own.between = geo::BetweenYears::linear;
  own.shape = geo::DistributionShape::triangular;
  own.source = "=cmd()|'x'";
  own.source_year = 1999;
  own.valid_to = 2040;
  own.status = geo::FactorStatus::computed;
  own.note = "n";
  model.factors = {own};
  EXPECT_TRUE(layers::model_from_text(layers::model_text(model), "odd") == model) << layers::model_text(model);
}

TEST(ModelFile, AModelCarriesItsOwnFactors) {
  const geo::CalculationModel model = layers::model_from_text(
      model_start + "[[term]]\ngas = \"co2e\"\nmultiply = [\"input:x\", \"factor:a.b\"]\n[[factor]]\n" + good,
      "m.toml");
  geo::FactorCatalogue catalogue;
  EXPECT_THAT(geo::model_faults(model, catalogue), IsEmpty());
  geo::Factor other = model.factors[0];
  other.constant = {0, 700, 700, 700};
  ASSERT_TRUE(catalogue.add(other));
  geo::ModelInput x;
  x.name = "x";
  x.value = 3;
  const geo::ModelYear figures = geo::evaluate(geo::prepare(model, {x}, catalogue), 2025);
  ASSERT_THAT(figures.rows, SizeIs(1));
  EXPECT_NEAR(figures.rows[0].value_t, 0.015, 1e-15);
}

}  // namespace
