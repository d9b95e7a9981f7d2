// Other programs read the plan file: GDAL here in the process, QGIS as a program of its own where it is installed.
#include "layers/plan_store/plan_store.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <ogrsf_frmts.h>

#include <cstdio>
#include <fstream>
#include <memory>

namespace {

using layers::PlanStore;
using tests::PlanFolder;

geo::Plan plan_in(const std::string& crs) {
  geo::Plan plan = tests::rich_plan();
  geo::PlanInfo info = plan.info();
  info.map_crs = crs;
  plan.table<geo::PlanInfo>() = plan.table<geo::PlanInfo>().with({1}, std::make_shared<const geo::PlanInfo>(info));
  return plan;
}

class PlanInOtherPrograms : public testing::TestWithParam<const char*> {};

TEST_P(PlanInOtherPrograms, GdalSeesEachTableWithItsRowsAndTheMapsCrs) {
  const PlanFolder folder;
  const geo::Plan plan = plan_in(GetParam());
  PlanStore::create(folder / "a.sqlite", plan);
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> dataset(
      GDALDataset::Open((folder / "a.sqlite").c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  ASSERT_NE(dataset, nullptr);
  OGRSpatialReference expected;
  expected.SetFromUserInput(GetParam());
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    SCOPED_TRACE(geo::Describe<T>::table);
    OGRLayer* layer = dataset->GetLayerByName(geo::Describe<T>::table);
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->GetFeatureCount(), static_cast<GIntBig>(table.size()));
    if constexpr (requires(T t) { t.geometry; }) {
      ASSERT_NE(layer->GetSpatialRef(), nullptr);
      const char* ignore_axes[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
      EXPECT_TRUE(layer->GetSpatialRef()->IsSame(&expected, ignore_axes));
      EXPECT_TRUE(layer->TestCapability(OLCFastSpatialFilter));
      geo::MapBox box;  // of the features: the layer's own extent is that of the index, rounded to floats
      for (const auto& feature : *layer)
        if (OGREnvelope e; feature->GetGeometryRef() != nullptr) {
          feature->GetGeometryRef()->getEnvelope(&e);
          box.extend(geo::MapBox{e.MinX, e.MinY, e.MaxX, e.MaxY});
        }
      geo::MapBox ours;
      for (const auto& row : table) ours.extend(geo::bounds(row->geometry));
      EXPECT_TRUE(box == ours);
    }
  });
}

TEST_P(PlanInOtherPrograms, QgisOpensEachTableAsAValidLayer) {
  if (std::system("/usr/bin/python3 -c 'import qgis.core' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "QGIS with its Python module is not installed.";
  const PlanFolder folder;
  const geo::Plan plan = plan_in(GetParam());
  PlanStore::create(folder / "a.sqlite", plan);
  std::ofstream(folder / "look.py") << R"(
import sys
from qgis.core import QgsApplication, QgsVectorLayer, QgsCoordinateReferenceSystem
application = QgsApplication([], False)
application.initQgis()
for name in "business_area partner emission_source landfill_part sink_site surrounding material_flow side_stream".split():
    layer = QgsVectorLayer(sys.argv[1] + "|layername=" + name, name, "ogr")
    print(name, layer.isValid(), layer.featureCount(), (layer.crs().authid() if layer.crs().authid().startswith("EPSG") else "own") if layer.crs().isValid() else "none",
          int(layer.crs().mapUnits()))
)";
  // A profile of its own: two QGIS that make the same new one at once warn of it.
  const std::string command = "HOME='" + folder.path().string() +
                              "' QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp /usr/bin/python3 '" +
                              (folder / "look.py") + "' '" + (folder / "a.sqlite") + "' 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> out(popen(command.c_str(), "r"), pclose);
  std::string said;
  for (int c = 0; (c = std::fgetc(out.get())) != EOF;) said += static_cast<char>(c);
  // QGIS gives a CRS without a code a number of its own.
  const std::string crs = std::string(GetParam()).starts_with("EPSG:") ? GetParam() : "own";
  std::string expected;
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    if constexpr (requires(T t) { t.geometry; })
      expected += std::string(geo::Describe<T>::table) + " True " + std::to_string(table.size()) + " " + crs + " 0\n";
  });
  EXPECT_EQ(said, expected);
}

INSTANTIATE_TEST_SUITE_P(
    MapCrs, PlanInOtherPrograms,
    testing::Values("EPSG:3067", "EPSG:3877", "EPSG:25832",
                    "+proj=tmerc +lat_0=61 +lon_0=23.5 +k=1 +x_0=1000 +y_0=0 +ellps=GRS80 +units=m "
                    "+type=crs"));

}  // namespace
