// No file, however damaged or hostile, crashes, hangs or is dropped in silence. Each is read in a child process with
// an alarm, so that a crash is a failed test and not the end of the run.
//
// What is lost is measured against the undamaged file: layers, rows, geometries, values, opaque pixels. Fewer of any
// without a problem or an error that the undamaged file does not have is "dropped in silence". What stays whole in
// number but changed in kind can not be noticed by any reader: a flipped bit in a coordinate, in a letter or a digit of
// a file without checksums still is a coordinate, a letter or a digit. Nor can text formats that state no counts
// (GeoJSON, TopoJSON, CSV) show that a name or a mark between two values was changed into another that the grammar
// allows: there a key may be lost with its value, and only a loss of rows or geometries is held against the reader.
#include "layers/gdal_access.hpp"
#include "layers/raster_source.hpp"
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;

const std::string data = std::string(HIILITIE_SHARED_DIR) + "/data/";

/// What came of a file.
struct Outcome {
  std::string fault;                          ///< a crash, a hang, a foreign exception; empty: none of these
  std::set<std::string> told;                 ///< problems and errors
  std::map<std::string, std::int64_t> found;  ///< layers, rows, geometries, values, opaque pixels
};

void count_features(const geo::Features& f, std::map<std::string, std::int64_t>& found) {
  found["rows"] += static_cast<std::int64_t>(f.size());
  for (const geo::GeometryKind kind : f.kind) found["geometries"] += kind != geo::GeometryKind::none;
  for (const geo::Column& column : f.columns)
    for (std::size_t i = 0; i < column.size(); ++i) found["values"] += column.has_value(i);
}

Outcome read_all(const std::string& path) {
  Outcome out;
  const auto tell = [&](const std::vector<geo::Problem>& problems) {
    for (const geo::Problem& p : problems)
      out.told.insert(geo::english(p.reason) + (p.feature ? " #" + std::to_string(*p.feature) : ""));
  };
  try {
    geo::Progress progress;
    const Source source = inspect(path, progress);
    tell(source.problems);
    for (const SourceLayer& layer : source.layers) {
      ++out.found["layers"];
      const bool ask = !layer.crs && layer.geometry != "none";
      const std::string crs = !ask ? "" : layer.proposals.empty() ? "EPSG:3067" : layer.proposals[0].text();
      if (ask) out.told.insert("The layer does not say its system: a person is asked.");
      if (source.raster) {
        RasterSource raster = RasterSource::open(path, crs, geo::Crs::tm35fin(), "");
        const auto picture = raster.read(raster.box(), 200, 200, progress);
        tell(picture.problems);
        for (std::size_t i = 3; i < picture.value.rgba.size(); i += 4)
          out.found["opaque pixels"] += picture.value.rgba[i] != 0;
        break;
      }
      const auto loaded = read_features({path, layer.name, crs, geo::Crs::tm35fin()}, progress);
      tell(loaded.problems);
      count_features(loaded.value, out.found);
    }
  } catch (const geo::Error& error) {
    out.told.insert(error.what());
  } catch (const std::exception& exception) {
    out.fault = std::string("threw something that is no geo::Error: ") + exception.what();
  }
  return out;
}

/// One line each: the fault, then what was found, then what was told.
std::string written(const Outcome& outcome) {
  std::ostringstream text;
  text << outcome.fault << '\n';
  for (const auto& [what, count] : outcome.found) text << '=' << count << ' ' << what << '\n';
  for (const std::string& told : outcome.told) text << '!' << told << '\n';
  return text.str();
}

Outcome outcome_of(const std::string& text) {
  Outcome out;
  std::istringstream lines(text);
  std::getline(lines, out.fault);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('=')) {
      const std::size_t space = line.find(' ');
      out.found[line.substr(space + 1)] = std::stoll(line.substr(1, space - 1));
    } else {
      out.told.insert(line.substr(1));
    }
  }
  return out;
}

/// Reads the file in a child that has 10 seconds.
Outcome fate(const std::string& path) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return {"no pipe", {}, {}};
  const pid_t child = fork();
  if (child == 0) {
    alarm(10);
    const std::string text = written(read_all(path));
    std::size_t sent = 0;
    while (sent < text.size()) {
      const ssize_t n = ::write(ends[1], text.data() + sent, text.size() - sent);
      if (n <= 0) _exit(1);
      sent += static_cast<std::size_t>(n);
    }
    _exit(0);
  }
  close(ends[1]);
  std::string text;
  std::array<char, 65536> buffer{};
  for (ssize_t n = 0; (n = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    return {WTERMSIG(status) == SIGALRM ? "hung" : "crashed with " + std::to_string(WTERMSIG(status)), {}, {}};
  if (WEXITSTATUS(status) != 0) return {"was stopped: " + std::to_string(WEXITSTATUS(status)), {}, {}};
  return outcome_of(text);
}

/// What is missing without a word that the whole file does not have; empty if nothing is.
std::string silently_lost(const Outcome& whole, const Outcome& damaged, bool states_its_values) {
  const bool told = std::any_of(damaged.told.begin(), damaged.told.end(),
                                [&](const std::string& text) { return !whole.told.contains(text); });
  if (told) return "";
  std::string lost;
  for (const auto& [what, count] : whole.found) {
    if (what == "values" && !states_its_values) continue;
    const auto left = damaged.found.find(what);
    const std::int64_t now = left == damaged.found.end() ? 0 : left->second;
    if (now < count) lost += std::to_string(count - now) + " of " + std::to_string(count) + " " + what + "; ";
  }
  return lost;
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

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string damaged(std::string bytes, std::mt19937& random, unsigned how) {
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

/// Pictures full of noise, so that their parts do not pack to nothing: a tiled GeoTIFF, GeoPackage tiles, MBTiles.
std::vector<fs::path> pictures_in(const fs::path& folder) {
  ready_gdal();
  std::vector<fs::path> made;
  for (const auto& [driver, name, epsg] :
       {std::tuple{"GTiff", "picture.tif", 3067}, {"GPKG", "tiles.gpkg", 3067}, {"MBTiles", "tiles.mbtiles", 3857}}) {
    const DatasetPtr d(GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 300, 300, 3, GDT_Byte, nullptr));
    std::array<double, 6> place{240000, 10, 0, 6711000, 0, -10};
    if (epsg == 3857) place = {2475000, 10, 0, 8508000, 0, -10};
    d->SetGeoTransform(place.data());
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    d->SetSpatialRef(&crs);
    std::mt19937 random(7);
    std::vector<std::uint8_t> values(90000);
    for (int b = 1; b <= 3; ++b) {
      for (std::uint8_t& v : values) v = static_cast<std::uint8_t>(random() % 256);
      EXPECT_EQ(
          d->GetRasterBand(b)->RasterIO(GF_Write, 0, 0, 300, 300, values.data(), 300, 300, GDT_Byte, 0, 0, nullptr),
          CE_None);
    }
    const bool tiff = std::string(driver) == "GTiff";
    const char* const options[] = {tiff ? "TILED=YES" : "TILE_FORMAT=PNG", tiff ? "COMPRESS=DEFLATE" : nullptr,
                                   nullptr};
    made.push_back(folder / name);
    EXPECT_NE(DatasetPtr(GetGDALDriverManager()->GetDriverByName(driver)->CreateCopy(
                  made.back().c_str(), d.get(), 0, const_cast<char**>(options), nullptr, nullptr)),
              nullptr);
  }
  return made;
}

/// The files that a person would name (of a Shapefile's parts the .shp), by name.
std::vector<fs::path> shared_files() {
  const std::set<std::string> named{".gpkg", ".shp", ".geojson", ".topojson", ".csv", ".pbf"};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(data))
    if (named.contains(entry.path().extension())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST_F(Damaged, CopiesOfTheSharedFilesAreReadRefusedOrTold) {
  if (!fs::exists(data)) GTEST_SKIP() << "The shared sample data is not beside this checkout.";
  std::vector<fs::path> files = shared_files();
  ASSERT_GE(files.size(), 50U);
  const fs::path sources = folder_ / "whole";
  fs::create_directories(sources);
  for (fs::path& picture : pictures_in(sources)) files.push_back(std::move(picture));

  std::map<fs::path, Outcome> whole;
  for (const fs::path& file : files) {
    whole[file] = fate(file);
    EXPECT_EQ(whole[file].fault, "") << file;
    EXPECT_GT(whole[file].found["rows"] + whole[file].found["opaque pixels"], 0) << file;
  }
  // Every file once, then the small ones: a copy of a coast or of the world takes seconds to read.
  std::vector<fs::path> small;
  std::copy_if(files.begin(), files.end(), std::back_inserter(small),
               [](const fs::path& file) { return fs::file_size(file) < 800'000; });
  constexpr std::size_t copies = 200;
  const fs::path here = folder_ / "copy";
  for (std::size_t copy = 0; copy < copies; ++copy) {
    const fs::path& file = copy < files.size() ? files[copy] : small[copy % small.size()];
    std::mt19937 random(static_cast<unsigned>(copy));
    std::vector<fs::path> parts{file};
    if (file.extension() == ".shp")
      for (const char* end : {".shx", ".dbf", ".prj", ".cpg"}) parts.push_back(fs::path(file).replace_extension(end));
    const fs::path& damaged_part = parts[random() % parts.size()];
    fs::create_directories(here);
    for (const fs::path& part : parts) {
      std::string bytes = bytes_of(part);
      if (part == damaged_part) bytes = damaged(std::move(bytes), random, static_cast<unsigned>(random() % 4));
      std::ofstream(here / part.filename(), std::ios::binary) << bytes;
    }
    const Outcome outcome = fate(here / file.filename());
    const bool states_its_values = file.extension() == ".gpkg" || file.extension() == ".shp";
    EXPECT_EQ(outcome.fault, "") << damaged_part << ", copy " << copy;
    EXPECT_EQ(silently_lost(whole[file], outcome, states_its_values), "") << damaged_part << ", copy " << copy;
    fs::remove_all(here);
  }
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
  for (const std::string& file : files) EXPECT_EQ(fate(file).fault, "") << file;
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
