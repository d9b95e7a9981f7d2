// A table of figures is understood exactly or refused with row and column.
#include "layers/csv_table.hpp"

#include <functional>

namespace layers {
namespace {

std::string said(const std::function<void()>& act) {
  try {
    act();
  } catch (const geo::Error& error) {
    EXPECT_EQ(error.subject(), "t.csv");
    return geo::english(error.reason());
  }
  return "nothing was said";
}
std::string said_of(std::string_view text) {
  return said([&] { (void)CsvTable::parse("t.csv", text); });
}
/// Reads the number in the column `x` of the first row.
double number_of(const std::string& cell, CsvTable::Limits limits = {}) {
  const CsvTable table = CsvTable::parse("t.csv", "name,x\na," + cell + "\n");
  return table.number(0, table.column("x"), limits);
}
std::string said_of_number(const std::string& cell, CsvTable::Limits limits = {}) {
  return said([&] { (void)number_of(cell, limits); });
}

TEST(CsvTable, CellsAreFoundByTheNameOfTheirColumn) {
  const CsvTable table = CsvTable::parse("t.csv", "\xEF\xBB\xBFyear,\"food, wet\"\r\n2001, 12.5 \r\n\r\n2002,\"-1e3\"");
  ASSERT_EQ(table.row_count(), 2U);
  EXPECT_EQ(table.columns(), (std::vector<std::string>{"year", "food, wet"}));
  EXPECT_EQ(table.year(0, table.column("year")), 2001);
  EXPECT_EQ(table.number(0, table.column("food, wet")), 12.5);
  EXPECT_EQ(table.number(1, 1), -1000);
  EXPECT_EQ(table.row_number(1), "4") << "the blank row counts, as in a spreadsheet";
  EXPECT_FALSE(table.find_column("wood"));
}

TEST(CsvTable, SemicolonsPartTheCellsWhenTheHeaderHasNoComma) {
  const CsvTable table = CsvTable::parse("t.csv", "a;b\n1;\"x\"\"y;z\"\n");
  EXPECT_EQ(table.text(0, 1), "x\"y;z");
}

TEST(CsvTable, WhatASpreadsheetCopiesIsATable) {
  const CsvTable table = CsvTable::parse("t.csv", "year\tfood_t\n2001\t5\n2002\t1,5\n");
  EXPECT_EQ(table.number(0, 1), 5);
  EXPECT_EQ(said([&] { (void)table.number(1, 1); }), "Row 3, column food_t: 1,5 is not a number.");
}

TEST(CsvTable, QuotedLinesAreOneRow) {
  const CsvTable table = CsvTable::parse("t.csv", "a,b\n\"one\ntwo\",2\nthree,x\n");
  EXPECT_EQ(table.text(0, 0), "one\ntwo");
  EXPECT_EQ(said([&] { (void)table.number(1, 1); }), "Row 3, column b: x is not a number.");
}

TEST(CsvTable, ANumberThatIsNotSurelyUnderstoodIsRefusedByRowAndColumn) {
  EXPECT_EQ(said_of_number("\"12,5\""), "Row 2, column x: 12,5 is not a number.");
  EXPECT_EQ(said_of_number("1 000"), "Row 2, column x: 1 000 is not a number.");
  EXPECT_EQ(said_of_number("inf"), "Row 2, column x: inf is not a number.");
  EXPECT_EQ(said_of_number("nan"), "Row 2, column x: nan is not a number.");
  EXPECT_EQ(said_of_number("1e999"), "Row 2, column x: 1e999 is not a number.");
  EXPECT_EQ(said_of_number("0x10"), "Row 2, column x: 0x10 is not a number.");
  EXPECT_EQ(said_of_number(""), "Row 2, column x: a number is missing.");
  EXPECT_EQ(said_of_number("-1", {0, 100}), "Row 2, column x: -1 is less than 0.");
  EXPECT_EQ(said_of_number("100.5", {0, 100}), "Row 2, column x: 100.5 is more than 100.");
  EXPECT_EQ(number_of("1e-3"), 0.001);
}

TEST(CsvTable, AYearIsAWholeNumber) {
  for (const char* cell : {"2001.5", "20010", "-5"}) {
    const CsvTable table = CsvTable::parse("t.csv", "year\n" + std::string(cell) + "\n");
    EXPECT_EQ(said([&] { (void)table.year(0, 0); }), "Row 2, column year: " + std::string(cell) + " is not a year.");
  }
}

TEST(CsvTable, ATableThatIsNotOneIsRefusedAsAWhole) {
  EXPECT_EQ(said_of(""), "The file is empty.");
  EXPECT_EQ(said_of("\n , \n"), "The file is empty.");
  EXPECT_EQ(said_of("a,b\n"), "The file has a header but no rows.");
  EXPECT_EQ(said_of("a,a\n1,2\n"), "The column a is there twice.");
  EXPECT_EQ(said_of("a,,c\n1,2,3\n"), "Column 2 of the header has no name.");
  EXPECT_EQ(said_of("a,b\n1,2,5\n"), "Row 2 has another number of cells (3) than the header (2).");
  EXPECT_EQ(said_of("a,b\n1,2\n1\n"), "Row 3 has another number of cells (1) than the header (2).");
  EXPECT_EQ(said_of("a,b\n1,\"2\n"), "Row 2 has a quotation mark that is not closed.");
  EXPECT_EQ(said_of(std::string_view("a,b\n1,\0\n", 8)), "The file is not UTF-8 text.");
  EXPECT_EQ(said_of("a,b\n1,\xE4\n"), "The file is not UTF-8 text.");
  const CsvTable table = CsvTable::parse("t.csv", "a\n1\n");
  EXPECT_EQ(said([&] { (void)table.column("b"); }), "The column b is missing.");
}

TEST(CsvTable, WhatIsShownOfACellIsShortAndOnOneLine) {
  EXPECT_EQ(shown_cell("a\x1B[31m\nb"), "a [31m b");
  EXPECT_EQ(shown_cell("0123456789012345678901234567890123456789ABC"), "0123456789012345678901234567890123456789…");
}

TEST(CsvTable, AMissingFileAndAFolderAreSaid) {
  for (const char* file : {"/no/such/file.csv", "/"}) {
    EXPECT_THROW((void)CsvTable::read(file), geo::Error) << file;
  }
}

TEST(CsvTable, LinesBeforeTheHeaderThatBeginWithAHashAreSkippedAndCounted) {
  const CsvTable table = CsvTable::parse("t", "# made by hand, \"so far\n# from a map\nyear,a\n2000,1\n2001,x\n");
  EXPECT_EQ(table.row_count(), 2u);
  EXPECT_EQ(table.number(0, 1), 1);
  EXPECT_EQ(table.row_number(1), "5");
  EXPECT_THROW((void)CsvTable::parse("t", "# only this"), geo::Error);
}

}  // namespace

}  // namespace layers
