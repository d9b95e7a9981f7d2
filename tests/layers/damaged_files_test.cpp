// No file, however damaged or hostile, crashes, hangs or is dropped in silence. Each is read in a child process with
// an alarm, so that a crash is a failed test and not the end of the run.
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;

const std::string data = std::string(HIILITIE_SHARED_DIR) + "/data/";

enum Outcome : int { read_whole = 0, told_problems = 1, refused = 2, silent = 3, foreign_exception = 4 };

/// Reads all layers; `rows` is how many the undamaged file has.
Outcome read_all(const std::string& path, std::size_t rows) {
  try {
    geo::Progress progress;
    const Source source = inspect(path, progress);
    bool problems = !source.problems.empty();
    std::size_t features = 0;
    for (const SourceLayer& layer : source.layers) {
      if (source.raster) continue;
      const bool lost = !layer.crs && layer.proposals.empty() && layer.geometry != "none";
      const std::string crs = layer.crs                  ? ""
                              : lost                     ? "EPSG:3067"
                              : layer.geometry == "none" ? ""
                                                         : layer.proposals[0].text();
      const auto loaded = read_features({path, layer.name, crs, geo::Crs::tm35fin()}, progress);
      features += loaded.value.size();
      problems = problems || !loaded.problems.empty();
    }
    if (problems) return told_problems;
    return features >= rows ? read_whole : silent;
  } catch (const geo::Error&) {
    return refused;
  } catch (const std::exception&) {
    return foreign_exception;
  }
}

std::string fate(const std::string& path, std::size_t rows) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(10);
    _exit(read_all(path, rows));
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    return WTERMSIG(status) == SIGALRM ? "hung" : "crashed with " + std::to_string(WTERMSIG(status));
  switch (WEXITSTATUS(status)) {
    case read_whole:
    case told_problems:
    case refused: return "";
    case silent: return "dropped in silence";
    default: return "threw something that is no geo::Error, or was stopped: " + std::to_string(WEXITSTATUS(status));
  }
}

class Damaged : public testing::Test {
protected:
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_damaged_" + std::to_string(getpid()));
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
};

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string damaged(std::string bytes, std::mt19937& random, int how) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % std::max<std::size_t>(1, n)); };
  if (how == 0) {
    bytes.resize(below(bytes.size()));
  } else if (how == 1) {
    for (int i = 0; i < 40; ++i) bytes[below(bytes.size())] ^= static_cast<char>(1U << below(8));
  } else if (how == 2) {  // the start is where formats keep their structure
    for (int i = 0; i < 12; ++i)
      bytes[below(std::min<std::size_t>(bytes.size(), 2048))] ^= static_cast<char>(1U << below(8));
  } else {
    const std::size_t block = std::min<std::size_t>(4096, bytes.size() / 4);
    for (int i = 0; i < 6; ++i) {
      const std::size_t a = below(bytes.size() - block);
      const std::size_t b = below(bytes.size() - block);
      std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a),
                       bytes.begin() + static_cast<std::ptrdiff_t>(a + std::min(block, b > a ? b - a : a - b)),
                       bytes.begin() + static_cast<std::ptrdiff_t>(b));
    }
  }
  return bytes;
}

TEST_F(Damaged, CopiesOfTheSharedFilesAreReadRefusedOrTold) {
  if (!fs::exists(data)) GTEST_SKIP() << "The shared sample data is not beside this checkout.";
  struct Original {
    const char* file;
    const char* part;  ///< which file of a Shapefile is damaged
    std::size_t rows;
    int copies;
  };
  const std::vector<Original> originals{
      {"emissions/landfills_prtr.geojson", "", 92, 20},
      {"turku/parking_areas_gk23.geojson", "", 690, 12},
      {"turku/shared_car_parking_gk23.geojson", "", 5, 12},
      {"turku/charging_points.csv", "", 152, 16},
      {"energy/power_units_jrc_finland.csv", "", 70, 12},
      {"helsinki/districts_2021.gpkg", "", 8, 20},
      {"helsinki/roads_nls.gpkg", "", 3015, 12},
      {"sinks/forest_stands_central_finland.gpkg", "", 225, 16},
      {"helsinki/centre_2019.osm.pbf", "", 13000, 16},
      {"basemap/natural_earth_countries_50m.topojson", "", 242, 12},
      {"espoo_nuuksio/u_L4132R_p.shp", ".shp", 59, 16},
      {"espoo_nuuksio/u_L4132R_p.shp", ".dbf", 59, 12},
      {"espoo_nuuksio/u_L4132R_p.shp", ".shx", 59, 12},
      {"espoo_nuuksio/u_L4132R_p.shp", ".prj", 59, 4},
      {"finland/regions_2023_simplified.geojson", "", 19, 8},
  };
  int made = 0;
  for (const Original& original : originals) {
    for (int copy = 0; copy < original.copies; ++copy) {
      std::mt19937 random(static_cast<unsigned>(1000 * (&original - originals.data()) + copy));
      const fs::path source = data + original.file;
      const std::string part = original.part;
      for (const fs::directory_entry& beside : fs::directory_iterator(source.parent_path()))
        if (beside.path().stem() == source.stem()) {
          const bool this_one = part.empty() ? beside.path() == source : beside.path().extension() == part;
          const std::string bytes = bytes_of(beside.path());
          write(beside.path().filename(), this_one ? damaged(bytes, random, copy % 4) : bytes);
        }
      ++made;
      EXPECT_EQ(fate(folder_ / source.filename(), original.rows), "") << original.file << part << ", copy " << copy;
    }
  }
  EXPECT_EQ(made, 200);
}

TEST_F(Damaged, HostileFilesAreRefusedOrTold) {
  std::vector<std::string> files{
      write("empty.gpkg", ""),
      write("text.gpkg", "This is no GeoPackage.\n"),
      write("one byte.shp", "x"),
      write("utf16.csv", std::string("\xFF\xFEx\0,\0y\0\n\0", 10)),
      write("null.geojson", "null"),
      write("brace.geojson", "{"),
      write("vrt.shp",
            "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource>"
            "</OGRVRTLayer></OGRVRTDataSource>"),
      write("wfs.xml", "<OGRWFSDataSource><URL>http://127.0.0.1:1/</URL></OGRWFSDataSource>"),
      write("quote'\"; %s %n {0}.geojson", R"({"type":"FeatureCollection","features":[]})"),
      write("bomb.kml",
            "<?xml version=\"1.0\"?><!DOCTYPE k [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">"
            "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">]>"
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>&f;&f;&f;</name>"
            "<Point><coordinates>25,60</coordinates></Point></Placemark></Document></kml>"),
      write("not.zip", "PK\x03\x04 nothing"),
  };
  std::string deep(10000, '[');
  files.push_back(write("deep.geojson", R"({"type":"Polygon","coordinates":)" + deep));
  std::string collection;
  for (int i = 0; i < 10000; ++i) collection += R"({"type":"GeometryCollection","geometries":[)";
  files.push_back(write("collections.geojson", collection));
  std::string header = "x,y";
  std::string row = "\n25,60";
  for (int i = 0; i < 10000; ++i) header += ",c" + std::to_string(i), row += ",1";
  files.push_back(write("wide.csv", header + row));
  files.push_back(folder_);
  files.push_back(folder_ / "no such file.shp");
  files.emplace_back("/vsicurl/http://127.0.0.1:1/x.geojson");
  files.emplace_back("PG:host=127.0.0.1");
  files.emplace_back("");
  const std::string pipe = folder_ / "pipe.geojson";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  files.push_back(pipe);
  for (const std::string& file : files) EXPECT_EQ(fate(file, 0), "") << file;
}

TEST_F(Damaged, NothingOfGdalReachesStandardError) {
  const std::string path = write("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature")");
  testing::internal::CaptureStderr();
  geo::Progress progress;
  EXPECT_THROW(static_cast<void>(inspect(path, progress)), geo::Error);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace layers
