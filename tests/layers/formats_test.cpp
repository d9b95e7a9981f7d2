// One file of each vector format, written by hand or by GDAL into a temporary folder: counts, positions, attributes.
#include "layers/gdal_access.hpp"
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;
using geo::GeometryKind;
using geo::MapPoint;
using geo::ProblemKind;

// gdaltransform (GDAL 3.6.2, PROJ 9.1.1) -s_srs EPSG:4326 or EPSG:3877 -t_srs EPSG:3067.
constexpr MapPoint of_22_5_60_5{252928.532126674, 6715548.23358361};
constexpr MapPoint of_22_52_60_51{254101.303986533, 6716585.26817215};
constexpr MapPoint of_gk23{237225.847963728, 6716619.20539079};
constexpr double millimetre = 0.001;

void expect_at(MapPoint p, MapPoint expected) {
  EXPECT_NEAR(p.x_m, expected.x_m, millimetre);
  EXPECT_NEAR(p.y_m, expected.y_m, millimetre);
}

/// WKT can not say what WKB can: 111 stands for not-a-number, 222 for infinity.
void put_odd_numbers(OGRLineString& line) {
  for (int i = 0; i < line.getNumPoints(); ++i) {
    if (line.getX(i) == 111) line.setPoint(i, std::nan(""), line.getY(i));
    if (line.getY(i) == 222) line.setPoint(i, line.getX(i), INFINITY);
  }
}

class Formats : public testing::Test {
protected:
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_formats_" + std::to_string(getpid()));
  void SetUp() override {
    fs::create_directories(folder_);
    ready_gdal();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  /// A file of one layer in TM35FIN with a feature for each WKT and three attributes, written by GDAL.
  std::string make(const std::string& driver, const std::string& name, OGRwkbGeometryType type,
                   const std::vector<std::string>& wkts, std::vector<const char*> dataset_options = {},
                   std::vector<const char*> layer_options = {}) {
    dataset_options.push_back(nullptr);
    layer_options.push_back(nullptr);
    const std::string path = folder_ / name;
    DatasetPtr dataset(GetGDALDriverManager()
                           ->GetDriverByName(driver.c_str())
                           ->Create(path.c_str(), 0, 0, 0, GDT_Unknown, const_cast<char**>(dataset_options.data())));
    OGRSpatialReference crs;
    crs.importFromEPSG(3067);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = dataset->CreateLayer("alueet", &crs, type, const_cast<char**>(layer_options.data()));
    for (auto [field, kind] : {std::pair{"nimi", OFTString}, {"ala_ha", OFTReal}, {"vuosi", OFTInteger}}) {
      OGRFieldDefn definition(field, kind);
      EXPECT_EQ(layer->CreateField(&definition), OGRERR_NONE);
    }
    for (std::size_t i = 0; i < wkts.size(); ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField("nimi", "H\u00E4rk\u00E4l\u00E4");
      feature.SetField("ala_ha", 12.625);
      feature.SetField("vuosi", 2020 + static_cast<int>(i));
      OGRGeometry* geometry = nullptr;
      EXPECT_EQ(OGRGeometryFactory::createFromWkt(wkts[i].c_str(), nullptr, &geometry), OGRERR_NONE) << wkts[i];
      if (wkbFlatten(geometry->getGeometryType()) == wkbLineString) put_odd_numbers(*geometry->toLineString());
      feature.SetGeometryDirectly(geometry);
      EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    return path;
  }

  static geo::Loaded<geo::Features> read(const std::string& path, const std::string& crs = "",
                                         const std::string& layer = "") {
    geo::Progress progress;
    return read_features({path, layer, crs, geo::Crs::tm35fin()}, progress);
  }
};

bool told(const std::vector<geo::Problem>& problems, ProblemKind kind, std::string_view words) {
  return std::any_of(problems.begin(), problems.end(), [&](const geo::Problem& p) {
    return p.kind == kind && p.reason.text.find(words) != std::string::npos;
  });
}

std::string english_of(const std::vector<geo::Problem>& problems) {
  std::string all;
  for (const geo::Problem& p : problems) all += geo::english(p.reason) + "\n";
  return all;
}

const std::string square =
    "POLYGON ((240100.5 6711900.25,240200.5 6711900.25,240200.5 6712000.25,240100.5 6712000.25,"
    "240100.5 6711900.25),(240120 6711920,240120 6711930,240130 6711930,240120 6711920))";
const std::string two =
    "MULTIPOLYGON (((240100.5 6711900.25,240110 6711900,240110 6711910,240100.5 6711900.25)),"
    "((240300 6712000,240310 6712000,240310 6712010,240300 6712000)))";

TEST_F(Formats, ThatGdalWritesAreReadWithPositionsAndAttributes) {
  struct Case {
    const char* driver;
    const char* file;
    std::vector<const char*> dataset_options;
    std::vector<const char*> layer_options;
  };
  const std::vector<Case> cases{
      {"GPKG", "a.gpkg", {}, {}},
      {"GPKG", "own key.gpkg", {}, {"FID=avain", "GEOMETRY_NAME=paikka"}},
      {"FlatGeobuf", "a.fgb", {}, {}},
      {"FlatGeobuf", "unsorted.fgb", {}, {"SPATIAL_INDEX=NO"}},
      {"ESRI Shapefile", "a.shp", {}, {"ENCODING=ISO-8859-1"}},
      {"ESRI Shapefile", "b.shp", {}, {"ENCODING=UTF-8"}},
      {"GML", "a.gml", {"FORMAT=GML3.2"}, {}},
      {"SQLite", "a.sqlite", {"SPATIALITE=YES"}, {}},
      {"MapInfo File", "a.tab", {}, {"BOUNDS=0,6000000,1000000,8000000"}},
      {"GeoJSON", "a.geojson", {}, {"COORDINATE_PRECISION=15"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.driver) + " " + c.file);
    const std::string path = make(c.driver, c.file, wkbMultiPolygon, {two, two}, c.dataset_options, c.layer_options);
    geo::Progress progress;
    const Source source = inspect(path, progress);
    ASSERT_EQ(source.layers.size(), 1U);
    EXPECT_EQ(source.layers[0].feature_count, 2);
    EXPECT_EQ(source.layers[0].geometry, std::string(c.driver) == "MapInfo File" ? "mixed" : "polygon");
    const auto loaded = read(path);
    const geo::Features& f = loaded.value;
    EXPECT_EQ(english_of(loaded.problems), "");
    ASSERT_EQ(f.size(), 2U);
    const geo::Geometry g = f.geometry(0);
    ASSERT_EQ(g.parts.size(), 2U);
    // Formats may start a ring anywhere.
    const auto& ring = g.parts[0].rings[0];
    EXPECT_TRUE(std::any_of(ring.begin(), ring.end(), [](MapPoint p) {
      return std::abs(p.x_m - 240100.5) < millimetre && std::abs(p.y_m - 6711900.25) < millimetre;
    }));
    EXPECT_NEAR(geo::bounds(g).max_x_m, 240310, millimetre);
    ASSERT_NE(f.column("nimi"), nullptr);
    ASSERT_NE(f.column("vuosi"), nullptr);
    EXPECT_EQ(f.column("nimi")->text(1), "H\u00E4rk\u00E4l\u00E4");
    EXPECT_DOUBLE_EQ(f.column("ala_ha")->number(0), 12.625);
    const double years = f.column("vuosi")->number(0) + f.column("vuosi")->number(1);
    EXPECT_EQ(years, 4041);
  }
}

TEST_F(Formats, ArrowBatchesAndRowsOfAGeoPackageAreTheSame) {
  std::vector<std::string> points;
  for (int i = 0; i < 20000; ++i)  // more than two batches
    points.push_back("POINT (" + std::to_string(240000 + i) + ".125 6711000.5)");
  const std::string path = make("GPKG", "many.gpkg", wkbPoint, points);
  const auto loaded = read(path);
  ASSERT_EQ(loaded.value.size(), points.size());
  for (std::size_t i = 0; i < points.size(); i += 777) {
    EXPECT_EQ(loaded.value.geometry(i), geo::Geometry::point({240000.125 + static_cast<double>(i), 6711000.5}));
    EXPECT_EQ(loaded.value.column("vuosi")->number(i), 2020 + static_cast<double>(i));
    EXPECT_EQ(loaded.value.source_id[i], static_cast<std::int64_t>(i) + 1);
  }
}

TEST_F(Formats, KmlIsInDegreesWithNamesAndHeightsDropped) {
  const auto loaded =
      read(write("a.kml",
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">"
                 "<Document><Folder><name>Kohteet</name><Placemark><name>Topinoja \u00C4</name><Point>"
                 "<coordinates>22.5,60.5,31.5</coordinates></Point></Placemark><Placemark><name>Reitti"
                 "</name><LineString><coordinates>22.5,60.5 22.52,60.51</coordinates></LineString>"
                 "</Placemark></Folder></Document></kml>"));
  ASSERT_EQ(loaded.value.size(), 2U);
  expect_at(loaded.value.positions[0], of_22_5_60_5);
  expect_at(loaded.value.positions[2], of_22_52_60_51);
  EXPECT_EQ(loaded.value.kind[1], GeometryKind::line);
  const geo::Column* name =
      loaded.value.column("Name") != nullptr ? loaded.value.column("Name") : loaded.value.column("name");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->text(0), "Topinoja \u00C4");
}

TEST_F(Formats, TopoJsonIsUnfoldedFromItsArcs) {
  const auto loaded = read(
      write(
          "a.topojson",
          R"({"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[22.5,60.5]},"objects":{"alueet":{"type":)"
          R"("GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,1]],"properties":{"nimi":"A"}},)"
          R"({"type":"Polygon","arcs":[[-1,2]],"properties":{"nimi":"B"}}]}},)"
          R"("arcs":[[[0,0],[2,1]],[[2,1],[0,1],[-2,-2]],[[0,0],[2,0],[0,1]]]})"),
      "EPSG:4326");
  ASSERT_EQ(loaded.value.size(), 2U);
  expect_at(loaded.value.positions[0], of_22_5_60_5);
  expect_at(loaded.value.positions[1], of_22_52_60_51);
  EXPECT_EQ(loaded.value.column("nimi")->text(1), "B");
}

TEST_F(Formats, DxfHasNoSystemAndTakesTheOneSaid) {
  const std::string path = write("a.dxf",
                                 "0\nSECTION\n2\nENTITIES\n0\nPOINT\n8\nKAAVA\n10\n23456789.5\n20\n6710000.25\n30\n0\n"
                                 "0\nLINE\n8\nTIE\n10\n23456789.5\n20\n6710000.25\n11\n23456889.5\n21\n6710000.25\n"
                                 "0\nENDSEC\n0\nEOF\n");
  EXPECT_THROW(read(path), geo::Error);
  const auto loaded = read(path, "EPSG:3877");
  ASSERT_EQ(loaded.value.size(), 2U);
  expect_at(loaded.value.positions[0], of_gk23);
  EXPECT_EQ(loaded.value.column("Layer")->text(0), "KAAVA");
  EXPECT_EQ(loaded.value.kind[1], GeometryKind::line);
}

TEST_F(Formats, InAZipAreFoundAlsoInFolders) {
  make("ESRI Shapefile", "osa.shp", wkbPolygon, {square});
  const std::string zip = folder_ / "aineisto.zip";
  const auto bytes_of = [](const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const auto put = [&](const std::string& name, const std::string& bytes) {
    VSILFILE* to = VSIFOpenL(("/vsizip/{" + zip + "}/" + name).c_str(), "wb");
    ASSERT_NE(to, nullptr);
    EXPECT_EQ(VSIFWriteL(bytes.data(), 1, bytes.size(), to), bytes.size());
    EXPECT_EQ(VSIFCloseL(to), 0);
  };
  for (const char* end : {".shp", ".shx", ".dbf", ".prj"})
    put(std::string("kunta/kaava 2030/osa") + end, bytes_of(folder_ / (std::string("osa") + end)));
  put("pisteet.csv", "nimi,lon,lat\nA,22.5,60.5\n");
  put("lue.txt", "not data");
  geo::Progress progress;
  const Source source = inspect(zip, progress);
  ASSERT_EQ(source.layers.size(), 2U);
  const auto area = read(zip, "", "osa");
  ASSERT_EQ(area.value.size(), 1U);
  EXPECT_NEAR(geo::planar_area_m2(area.value.geometry(0)), 10000 - 50, 1e-3);
  const auto points = read(zip, "", "pisteet");
  ASSERT_EQ(points.value.size(), 1U);
  expect_at(points.value.positions[0], of_22_5_60_5);
}

TEST_F(Formats, ShapefilesWithABrokenAttributeTableSaySo) {
  const std::string whole = make("ESRI Shapefile", "whole.shp", wkbPolygon, {square, square, square});
  EXPECT_EQ(english_of(read(whole).problems), "");
  const auto damage = [&](const std::string& name, const auto& change) {
    for (const char* end : {".shp", ".shx", ".prj", ".dbf"})
      fs::copy_file(fs::path(whole).replace_extension(end), folder_ / (name + end));
    const fs::path table = folder_ / (name + ".dbf");
    std::fstream bytes(table, std::ios::binary | std::ios::in | std::ios::out);
    change(table, bytes);
    bytes.close();
    const auto loaded = read(folder_ / (name + ".shp"));
    EXPECT_GE(loaded.value.size(), 2U) << name;  // GDAL ends with the table when that is cut
    return english_of(loaded.problems);
  };
  EXPECT_THAT(damage("gone", [](const fs::path& table, std::fstream&) { fs::remove(table); }),
              testing::HasSubstr("not beside it"));
  EXPECT_THAT(damage("empty", [](const fs::path& table, std::fstream&) { fs::resize_file(table, 20); }),
              testing::HasSubstr("within its header"));
  EXPECT_THAT(
      damage("cut", [](const fs::path& table, std::fstream&) { fs::resize_file(table, fs::file_size(table) - 90); }),
      testing::HasSubstr("shorter than its header"));
  EXPECT_THAT(damage("wide", [](const fs::path&, std::fstream& bytes) { bytes.seekp(48).put('\x07'); }),
              testing::HasSubstr("do not fill its rows"));
  EXPECT_THAT(damage("shifted", [](const fs::path&, std::fstream& bytes) { bytes.seekp(32 * 4 + 1).put('7'); }),
              testing::HasSubstr("1 rows"));
}

TEST_F(Formats, CsvWithDecimalCommasAndNorthFirstIsPlaced) {
  const std::string path = write("a.csv",
                                 "Nimi;Pohjoiskoordinaatti;It\u00E4koordinaatti;P\u00E4\u00E4st\u00F6 t\r\n"
                                 "\"Eka; toka\";6710000,25;23456789,5;1234,5\r\nKolmas;6710001,25;23456789,5;\r\n");
  const auto loaded = read(path, "EPSG:3877");
  ASSERT_EQ(loaded.value.size(), 2U);
  expect_at(loaded.value.positions[0], of_gk23);
  EXPECT_EQ(loaded.value.column("Nimi")->text(0), "Eka; toka");
  const geo::Column* mass = loaded.value.column("P\u00E4\u00E4st\u00F6 t");
  ASSERT_NE(mass, nullptr);
  EXPECT_DOUBLE_EQ(mass->number(0), 1234.5);
  EXPECT_FALSE(mass->has_value(1));
}

TEST_F(Formats, NumbersInNorthEastOrderAreTurnedWhenSaid) {
  const std::string path =
      write("ne.geojson", R"({"type":"FeatureCollection","crs":null,"features":[{"type":"Feature","properties":{},)"
                          R"("geometry":{"type":"Point","coordinates":[6710000.25,23456789.5]}}]})");
  const auto loaded = read(path, "EPSG:3877/NE");
  ASSERT_EQ(loaded.value.size(), 1U);
  expect_at(loaded.value.positions[0], of_gk23);
}

TEST_F(Formats, CurvesAndTrianglesBecomePolygons) {
  const std::string curves = make("GPKG", "curve.gpkg", wkbCurvePolygon,
                                  {"CURVEPOLYGON (CIRCULARSTRING (240000 6711000,240100 6711100,240200 6711000,"
                                   "240100 6710900,240000 6711000))"});
  const auto circle = read(curves);
  ASSERT_EQ(circle.value.size(), 1U);
  // A circle of radius 100 m in steps of GDAL's 4 degrees: 90 / 2 r2 sin 4.
  EXPECT_NEAR(geo::planar_area_m2(circle.value.geometry(0)), 45 * 1e4 * std::sin(4 * M_PI / 180), 0.01);
  EXPECT_TRUE(told(circle.problems, ProblemKind::repaired, "curve"));
  const std::string tin = make("GPKG", "tin.gpkg", wkbTINZ,
                               {"TIN Z (((240000 6711000 1,240010 6711000 1,240000 6711010 2,240000 6711000 1)),"
                                "((240010 6711000 1,240010 6711010 2,240000 6711010 2,240010 6711000 1)))"});
  const auto triangles = read(tin);
  ASSERT_EQ(triangles.value.size(), 1U);
  EXPECT_EQ(triangles.value.kind[0], GeometryKind::polygon);
  EXPECT_TRUE(told(triangles.problems, ProblemKind::repaired, "triangles"));
  EXPECT_TRUE(geo::is_valid(triangles.value.geometry(0)));
  EXPECT_NEAR(geo::planar_area_m2(triangles.value.geometry(0)), 100, 1e-6);
}

TEST_F(Formats, HeightsAndMeasuresAreDropped) {
  for (const auto& [type, wkt] :
       {std::pair{wkbLineStringZM, "LINESTRING ZM (240000.5 6711000.25 12 7,240010 6711010 13 8)"},
        {wkbLineStringM, "LINESTRING M (240000.5 6711000.25 12,240010 6711010 13)"},
        {wkbLineString25D, "LINESTRING Z (240000.5 6711000.25 12,240010 6711010 13)"}}) {
    const auto loaded = read(make("GPKG", "zm" + std::to_string(static_cast<unsigned>(type)) + ".gpkg", type, {wkt}));
    ASSERT_EQ(loaded.value.size(), 1U);
    EXPECT_EQ(loaded.value.positions, (std::vector<MapPoint>{{240000.5, 6711000.25}, {240010, 6711010}}));
    EXPECT_TRUE(loaded.problems.empty());
  }
}

TEST_F(Formats, MixedCollectionsKeepTheirHighestKindAndSayWhatTheyLost) {
  const auto loaded =
      read(make("GPKG", "mixed.gpkg", wkbUnknown,
                {"GEOMETRYCOLLECTION (POINT (240000 6711000),LINESTRING (240000 6711000,240010 6711000),"
                 "POLYGON ((240000 6711000,240010 6711000,240010 6711010,240000 6711000)))",
                 "GEOMETRYCOLLECTION (POINT (240000 6711000),POINT (240001 6711000))", "GEOMETRYCOLLECTION EMPTY"}));
  ASSERT_EQ(loaded.value.size(), 3U);
  EXPECT_EQ(loaded.value.kind, (std::vector{GeometryKind::polygon, GeometryKind::point, GeometryKind::none}));
  EXPECT_EQ(loaded.value.geometry(1).parts.size(), 2U);
  EXPECT_TRUE(told(loaded.problems, ProblemKind::left_out, "mixes"));
  EXPECT_TRUE(told(loaded.problems, ProblemKind::doubtful, "empty"));
}

TEST_F(Formats, Latin1TextIsReadAndListed) {
  const auto loaded = read(write("latin.csv", "nimi,lon,lat\nJ\xE4rvenp\xE4\xE4,22.5,60.5\nOulu,22.5,60.5\n"));
  ASSERT_EQ(loaded.value.size(), 2U);
  EXPECT_EQ(loaded.value.column("nimi")->text(0), "J\u00E4rvenp\u00E4\u00E4");
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_EQ(loaded.problems[0].kind, ProblemKind::doubtful);
  EXPECT_EQ(loaded.problems[0].reason.args, std::vector<std::string>{"nimi"});
}

TEST_F(Formats, PositionsThatAreNoPlaceAreListedAndTheRestIsKept) {
  const auto numbers = read(make(
      "GPKG", "nan.gpkg", wkbLineString,
      {"LINESTRING (240000 6711000,240010 6711010)", "LINESTRING (111 6711000,1 2)", "LINESTRING (240000 222,1 2)"}));
  ASSERT_EQ(numbers.value.size(), 3U);
  EXPECT_EQ(numbers.value.kind, (std::vector{GeometryKind::line, GeometryKind::none, GeometryKind::none}));
  EXPECT_EQ(std::count_if(numbers.problems.begin(), numbers.problems.end(),
                          [](const geo::Problem& p) { return p.reason.text.find("finite") != std::string::npos; }),
            2);
  const auto outside = read(write("out.csv", "nimi,lon,lat\nA,22.5,60.5\nB,22.5,95\nC,-67,0\n"));
  ASSERT_EQ(outside.value.size(), 3U);
  EXPECT_EQ(outside.value.kind[0], GeometryKind::point);
  EXPECT_EQ(outside.value.kind[1], GeometryKind::none) << "there is no latitude of 95 degrees";
  EXPECT_TRUE(told(outside.problems, ProblemKind::left_out, "outside the area"));
  for (const MapPoint p : outside.value.positions) EXPECT_TRUE(std::isfinite(p.x_m) && std::isfinite(p.y_m));
}

}  // namespace
}  // namespace layers
