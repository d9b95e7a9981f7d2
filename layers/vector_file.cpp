#include "layers/vector_file.hpp"

#include "layers/dbase_check.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <unistd.h>

namespace layers {

namespace fs = std::filesystem;

namespace {

std::string lower_extension(const std::string& path) {
  std::string extension = fs::path(path).extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension;
}

constexpr std::array data_extensions{".gpkg", ".shp",  ".geojson", ".json", ".topojson", ".fgb", ".csv",
                                     ".tsv",  ".kml",  ".kmz",     ".gml",  ".pbf",      ".osm", ".dxf",
                                     ".db",   ".gpx",  ".sqlite",  ".tab",  ".mif",      ".dgn", ".geojsonl",
                                     ".jml",  ".xlsx", ".ods",     ".tif",  ".tiff",     ".jp2", ".mbtiles"};

bool is_data_file(const std::string& name) {
  const std::string extension = lower_extension(name);
  return std::find(data_extensions.begin(), data_extensions.end(), extension) != data_extensions.end();
}

geo::Error unusable(const std::string& path, geo::Message reason) {
  return {path, std::move(reason),
          geo::say("Check that the file is whole and is a GIS file, for example a GeoPackage, "
                   "a Shapefile or GeoJSON.")};
}

/// What a zip of `zip_bytes` may reasonably unpack to: text packs to a fiftieth at best, a bomb to a thousandth.
bool unpacks_to_too_much(std::uintmax_t member_bytes, std::uintmax_t zip_bytes) {
  constexpr std::uintmax_t always_fine = 200'000'000;
  constexpr std::uintmax_t largest = 8'000'000'000;
  return member_bytes > largest || (member_bytes > always_fine && member_bytes / 200 > zip_bytes);
}

/// The wording of a UTF-16 or empty text file is known before GDAL guesses at it.
void check_start(const std::string& path, const std::string& shown) {
  std::ifstream in(path, std::ios::binary);
  std::array<char, 2> start{};
  in.read(start.data(), start.size());
  if (!in && in.gcount() == 0) {
    if (in.eof()) throw unusable(shown, geo::say("The file is empty."));
    throw geo::Error(shown, geo::say("The file can not be read."), geo::say("Check its access rights."));
  }
  const bool utf16 = (start[0] == '\xFF' && start[1] == '\xFE') || (start[0] == '\xFE' && start[1] == '\xFF');
  if (utf16)
    throw geo::Error(shown, geo::say("The text is written as UTF-16, which can not be read."),
                     geo::say("Save it again as UTF-8."));
}

/// Rows that a cut text file lost can not be known, but that its last line does not end can be seen.
bool ends_within_a_line(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::streamoff>(in.tellg());
  char last = '\n';
  if (size > 0 && in.seekg(size - 1)) in.get(last);
  return last != '\n' && last != '\r';
}

std::vector<std::string> open_options(const std::string& gdal_path) {
  const std::string extension = lower_extension(gdal_path);
  if (extension == ".csv" || extension == ".tsv" || extension == ".txt")
    return {"AUTODETECT_TYPE=NO", "KEEP_GEOM_COLUMNS=YES", "EMPTY_STRING_AS_NULL=YES"};
  if (extension == ".gml" || extension == ".xml") return {"DOWNLOAD_SCHEMA=NO"};
  if (extension == ".fgb") return {"VERIFY_BUFFERS=YES"};
  return {};
}

/// GDAL leaves its notes on a GML file's fields beside it; the folder belongs to the person.
class GfsRemover {
public:
  explicit GfsRemover(const std::string& gdal_path) {
    if (lower_extension(gdal_path) != ".gml") return;
    gfs_ = fs::path(gdal_path).replace_extension(".gfs");
    std::error_code ignored;
    was_there_ = fs::exists(gfs_, ignored);
  }
  GfsRemover(const GfsRemover&) = delete;
  GfsRemover& operator=(const GfsRemover&) = delete;
  ~GfsRemover() {
    std::error_code ignored;
    if (!gfs_.empty() && !was_there_) fs::remove(gfs_, ignored);
  }

private:
  fs::path gfs_;
  bool was_there_ = false;
};

void add_layers(VectorFile& file, DatasetPtr dataset, const Member& member, std::set<std::string>& names) {
  const int count = dataset->GetLayerCount();
  const std::string driver = dataset->GetDriverName();
  for (int i = 0; i < count; ++i) {
    OGRLayer* layer = dataset->GetLayer(i);
    if (layer == nullptr) continue;
    const std::string own = clean_text(layer->GetName());
    std::string name = own.empty() ? "layer " + std::to_string(i + 1) : own;
    if (names.contains(name) && !member.name.empty()) name = member.name + ":" + name;
    for (int n = 2; names.contains(name); ++n) name = own + " (" + std::to_string(n) + ")";
    names.insert(name);
    file.layers.push_back({name, dataset.get(), layer, driver, member.name});
  }
  file.datasets.push_back(std::move(dataset));
}

}  // namespace

std::string checked_path(const std::string& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (path.empty() || path.find('\0') != std::string::npos || !fs::exists(status))
    throw geo::Error(path, geo::say("There is no such file."), geo::say("Check the path."));
  const bool geodatabase = fs::is_directory(status) && lower_extension(path) == ".gdb";
  if (fs::is_directory(status) && !geodatabase)
    throw geo::Error(path, geo::say("This is a folder."), geo::say("Name a file in it."));
  if (!geodatabase && !fs::is_regular_file(status))
    throw geo::Error(path, geo::say("This is not a plain file."), geo::say("Name a file that holds data."));
  if (access(path.c_str(), R_OK) != 0)
    throw geo::Error(path, geo::say("The file can not be read."), geo::say("Check its access rights."));
  if (!geodatabase) check_start(path, path);
  return fs::absolute(path).string();
}

std::vector<Member> members(const std::string& path, std::vector<geo::Problem>& problems) {
  const std::string whole = checked_path(path);
  if (lower_extension(path) == ".txt") return {{"CSV:" + whole, ""}};
  if (lower_extension(path) != ".zip") return {{whole, ""}};
  ready_gdal();
  const std::string root = "/vsizip/{" + whole + "}";
  const auto leave_out = [&](const std::string& name, const char* reason) {
    problems.push_back({geo::ProblemKind::left_out, geo::say(reason, name), {}, {}});
  };
  constexpr int deepest = 20;
  constexpr std::size_t most_members = 200;
  std::vector<Member> out;
  VSIDIR* listing = VSIOpenDir(root.c_str(), deepest, nullptr);
  if (listing == nullptr) throw unusable(path, geo::say("The zip can not be opened."));
  std::error_code ignored;
  const std::uintmax_t zip_bytes = fs::file_size(whole, ignored);
  constexpr int most_entries = 20000;
  int entries = 0;
  while (const VSIDIREntry* entry = VSIGetNextDirEntry(listing)) {
    if (++entries > most_entries) break;
    const std::string name = entry->pszName;
    if (VSI_ISDIR(entry->nMode)) continue;
    if (lower_extension(name) == ".zip") leave_out(clean_text(name), "{0}: a zip inside a zip was not looked into.");
    if (!is_data_file(name)) continue;
    if (unpacks_to_too_much(entry->nSize, zip_bytes)) {
      leave_out(clean_text(name), "{0}: unpacks to far more than a data file would; it was left out.");
      continue;
    }
    if (out.size() == most_members) {
      leave_out(clean_text(name), "The zip holds more than 200 data files; {0} and those after it were left out.");
      break;
    }
    out.push_back({root + "/" + name, clean_text(name)});
  }
  VSICloseDir(listing);
  if (out.empty()) throw unusable(path, geo::say("The zip holds no data file that the program knows."));
  std::sort(out.begin(), out.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
  return out;
}

const OpenLayer& VectorFile::layer(const std::string& path, const std::string& name) const {
  std::string names;
  for (const OpenLayer& l : layers) {
    if (!name.empty() && l.name == name) return l;
    if (names.size() < 2000) names += (names.empty() ? "" : ", ") + l.name;
  }
  if (name.empty() && layers.size() == 1) return layers.front();
  if (name.empty())
    throw geo::Error(path, geo::say("The file holds several layers: {0}.", names),
                     geo::say("Name one of them with --layer."));
  throw geo::Error(path, geo::say("The file has no layer {0}. It holds: {1}.", clean_text(name), names),
                   geo::say("Name one of them with --layer."));
}

VectorFile open_vector_file(const std::string& path, GdalWords& words) {
  VectorFile file;
  std::set<std::string> names;
  for (const Member& member : members(path, file.problems)) {
    const GfsRemover no_traces(member.gdal_path);
    words.clear();
    DatasetPtr dataset = open_dataset(member.gdal_path, GDAL_OF_VECTOR, open_options(member.gdal_path));
    if (dataset && dataset->GetLayerCount() > 0) {
      for (geo::Problem& problem : dbase_problems(member.gdal_path)) file.problems.push_back(std::move(problem));
      add_layers(file, std::move(dataset), member, names);
    } else if (!member.name.empty()) {
      file.problems.push_back({geo::ProblemKind::left_out,
                               geo::say("{0}: no layer could be read ({1}).", member.name, words.first()),
                               {},
                               {}});
    }
  }
  if (!file.layers.empty() && file.layers.front().driver == "CSV" && file.layers.front().member.empty() &&
      ends_within_a_line(path))
    file.problems.push_back({geo::ProblemKind::doubtful,
                             geo::say("The file's last line does not end: it may have been cut off there."),
                             {},
                             {}});
  if (file.layers.empty()) {
    const std::string said = words.first();
    throw said.empty() ? unusable(path, geo::say("No layer could be read from the file."))
                       : unusable(path, geo::say("No layer could be read from the file ({0}).", said));
  }
  return file;
}

}  // namespace layers
