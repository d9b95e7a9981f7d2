// Each fault is planted in a copy of a whole plan file and must be found.
#include "layers/plan_store/database.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <filesystem>
#include <fstream>

namespace {

using layers::Database;
using layers::Fault;
using layers::PlanStore;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::PlanFolder;

class PlanCheck : public testing::Test {
protected:
  PlanCheck() : file_(folder_ / "plan.sqlite") { PlanStore::create(file_, tests::rich_plan()); }

  /// The faults as "table row: sentence" after `sql`.
  std::vector<std::string> faults_after(const std::string& sql) {
    {
      Database database(file_, Database::Mode::write);
      database.run("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
      database.run(sql);
    }
    return faults();
  }
  std::vector<std::string> faults() {
    std::vector<std::string> out;
    for (const Fault& fault : layers::check_plan_file(file_))
      out.push_back(fault.table + " " + (fault.row ? std::to_string(*fault.row) : "-") + ": " +
                    geo::english(fault.what));
    return out;
  }

  PlanFolder folder_;
  std::string file_;
};

// A bad BLOB gets past SpatiaLite's triggers only when they are gone.
const std::string no_triggers =
    "DROP TRIGGER ggu_partner_geometry; DROP TRIGGER giu_partner_geometry; DROP TRIGGER tmu_partner_geometry;";

TEST_F(PlanCheck, AWholePlanHasNoFault) {
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PlanCheck, AForeignApplicationIdIsFound) {
  EXPECT_THAT(faults_after("PRAGMA application_id = 1196444487"), Contains(HasSubstr("0x47504b47")));
}

TEST_F(PlanCheck, AnotherVersionIsFound) {
  EXPECT_THAT(faults_after("PRAGMA user_version = 7"), Contains(HasSubstr("version 7")));
}

TEST_F(PlanCheck, ABrokenReferenceIsFound) {
  EXPECT_THAT(faults_after("UPDATE emission_source SET partner_id = 99 WHERE id = 1"),
              Contains("emission_source 1: The row refers to a row of partner that is not there."));
}

TEST_F(PlanCheck, ABadGeometryBlobIsFound) {
  EXPECT_THAT(faults_after(no_triggers + "UPDATE partner SET geometry = x'0001FF' WHERE id = 1"),
              Contains("partner 1: The geometry can not be read."));
}

TEST_F(PlanCheck, AGeometryWithATruncatedEndIsFound) {
  EXPECT_THAT(faults_after(no_triggers + "UPDATE partner SET geometry = substr(geometry, 1, length(geometry) - 1)"),
              Contains("partner 1: The geometry can not be read."));
}

TEST_F(PlanCheck, AGeometryOfAnotherCoordinateSystemIsFound) {
  EXPECT_THAT(faults_after(no_triggers + "UPDATE partner SET geometry = SetSRID(geometry, 4326) WHERE id = 1"),
              Contains("partner 1: The geometry is in coordinate system 4326, not 3067."));
}

TEST_F(PlanCheck, AnOutlineThatCrossesItselfIsFound) {
  EXPECT_THAT(faults_after("UPDATE sink_site SET geometry = "
                           "GeomFromText('POLYGON((0 0, 10 10, 10 0, 0 10, 0 0))', 3067) WHERE id = 1"),
              testing::ElementsAre(HasSubstr("sink_site 1: The geometry is not valid")));
}

TEST_F(PlanCheck, AMissingTableIsFound) {
  EXPECT_THAT(faults_after("DROP TABLE view"), Contains("view -: The table is missing."));
}

TEST_F(PlanCheck, AChangedTableIsFound) {
  EXPECT_THAT(faults_after("ALTER TABLE view ADD COLUMN extra TEXT"),
              Contains(HasSubstr("view -: The table was changed")));
}

TEST_F(PlanCheck, AnIndexOutOfStepIsFound) {
  EXPECT_THAT(faults_after("DELETE FROM idx_sink_site_geometry WHERE pkid = 1"),
              AllOf(Contains("sink_site 1: The spatial index does not know where this is."),
                    Contains(HasSubstr("holds 0 things, the table 1"))));
}

TEST_F(PlanCheck, AnIndexThatPointsElsewhereIsFound) {
  EXPECT_THAT(faults_after("UPDATE idx_sink_site_geometry SET xmin = 0, xmax = 1 WHERE pkid = 1"),
              Contains("sink_site 1: The spatial index does not know where this is."));
}

TEST_F(PlanCheck, AValueThatBreaksAnEnumerationIsFound) {
  EXPECT_THAT(faults_after("UPDATE sink_site SET kind = 'hope' WHERE id = 1"),
              AllOf(Contains(HasSubstr("CHECK constraint failed in sink_site")),
                    Contains("sink_site 1: kind can not be read.")));
}

TEST_F(PlanCheck, AValueOutsideItsLimitsIsFound) {
  EXPECT_THAT(faults_after("UPDATE layer SET opacity = 1.5 WHERE id = 1"),
              Contains(HasSubstr("CHECK constraint failed in layer")));
}

TEST_F(PlanCheck, ATextOfTheWrongTypeIsFound) {
  EXPECT_THAT(faults_after("UPDATE partner SET name = x'00FF' WHERE id = 1"),
              Contains("partner 1: name can not be read."));
}

TEST_F(PlanCheck, AYearThatStandsTwiceIsFound) {
  EXPECT_THAT(
      faults_after("PRAGMA writable_schema = ON;"
                   "UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY (emission_source_id, year, gas)', "
                   "'CHECK (1)') WHERE name = 'emission_source_year';"
                   "DELETE FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_emission_source_year%';"
                   "PRAGMA writable_schema = RESET;"
                   "INSERT INTO emission_source_year SELECT * FROM emission_source_year WHERE gas = 'co2_biogenic'"),
      Contains("emission_source_year 1: The year 2017 stands twice for co2_biogenic."));
}

TEST_F(PlanCheck, AGapInTheHistoryIsFound) {
  EXPECT_THAT(faults_after("INSERT INTO history VALUES (5, '', '', '[]', '[]')"),
              Contains(HasSubstr("history 5: Steps before")));
}

TEST_F(PlanCheck, AnUnregisteredGeometryColumnIsFound) {
  EXPECT_THAT(faults_after("DELETE FROM geometry_columns WHERE f_table_name = 'sink_site'"),
              Contains("sink_site -: The geometry column is not registered."));
}

TEST_F(PlanCheck, ADamagedPageIsFoundWhereverItLies) {
  const auto size = std::filesystem::file_size(file_);
  const std::string whole = folder_ / "whole.sqlite";
  std::filesystem::copy_file(file_, whole);
  int silent = 0;
  int tried = 0;
  for (std::uintmax_t page = 1; page < size / 4096; page += 7) {
    std::filesystem::copy_file(whole, file_, std::filesystem::copy_options::overwrite_existing);
    std::fstream file(file_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(page * 4096));
    file << std::string(64, '\x55');
    file.close();
    ++tried;
    try {
      // Pages in the middle of a long text have no structure that could be found broken.
      if (layers::check_plan_file(file_).empty()) ++silent;
    } catch (const geo::Error&) {
    }
  }
  EXPECT_GT(tried, 20);
  // The 1 MB note of the plan fills about 245 pages of text, all others must be found.
  const auto text_pages = static_cast<int>(1'000'000 / 4092 / 7) + 2;
  EXPECT_LE(silent, text_pages);
  EXPECT_GE(tried - silent, 10);
}

TEST_F(PlanCheck, AFileCutShortIsRefusedOrFound) {
  const auto size = std::filesystem::file_size(file_);
  for (const double share : {0.01, 0.3, 0.7, 0.99}) {
    const std::string cut = folder_ / "cut.sqlite";
    std::filesystem::copy_file(file_, cut, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(cut, static_cast<std::uintmax_t>(static_cast<double>(size) * share));
    bool found = false;
    try {
      found = !layers::check_plan_file(cut).empty();
    } catch (const geo::Error&) {
      found = true;
    }
    EXPECT_TRUE(found) << share;
  }
}

TEST(PlanCheckOfNoPlan, WhatIsNoDatabaseIsAnError) {
  const PlanFolder folder;
  std::ofstream(folder / "text.sqlite") << "hello";
  EXPECT_THROW((void)layers::check_plan_file(folder / "text.sqlite"), geo::Error);
  EXPECT_THROW((void)layers::check_plan_file(folder / "none.sqlite"), geo::Error);
}

}  // namespace
