#include "layers/gdal_access.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <mutex>

namespace layers {

namespace {

void hold_back(CPLErr /*severity*/, CPLErrorNum /*number*/, const char* /*text*/) {
}

void collect(CPLErr severity, CPLErrorNum /*number*/, const char* text) {
  if (severity == CE_Debug || text == nullptr) return;
  if (auto* words = static_cast<GdalWords*>(CPLGetErrorHandlerUserData())) words->add(text);
}

void register_drivers() {
  GDALRegister_MEM();
  GDALRegister_GTiff();
  GDALRegister_HFA();
  GDALRegister_AAIGrid();
  GDALRegister_EHdr();
  GDALRegister_ENVI();
  GDALRegister_ERS();
  GDALRegister_PNG();
  GDALRegister_JPEG();
  GDALRegister_GIF();
  GDALRegister_BMP();
  GDALRegister_PNM();
  GDALRegister_WEBP();
  GDALRegister_JP2OpenJPEG();
  GDALRegister_SRTMHGT();
  GDALRegister_XYZ();
  GDALRegister_MBTiles();
  GDALRegister_WMS();
  GDALRegister_WMTS();
  RegisterOGRMEM();
  RegisterOGRGeoPackage();
  RegisterOGRShape();
  RegisterOGRFlatGeobuf();
  RegisterOGRGeoJSON();
  RegisterOGRGeoJSONSeq();
  RegisterOGRESRIJSON();
  RegisterOGRTopoJSON();
  RegisterOGRSQLite();
  RegisterOGRCSV();
  RegisterOGRGML();
  RegisterOGRLIBKML();
  RegisterOGRKML();
  RegisterOGRGPX();
  RegisterOGROSM();
  RegisterOGRDXF();
  RegisterOGRTAB();
  RegisterOGRDGN();
  RegisterOGROpenFileGDB();
  RegisterOGRODS();
  RegisterOGRXLSX();
  RegisterOGRJML();
}

void set_options() {
  // Nothing is written beside a person's data.
  CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
  CPLSetConfigOption("OGR_SQLITE_STATIC_VIRTUAL_OGR", "NO");
  // A schema that lies on a network is not fetched, nor what an XML file links to.
  CPLSetConfigOption("GML_DOWNLOAD_WFS_SCHEMA", "NO");
  CPLSetConfigOption("GML_SKIP_RESOLVE_ELEMS", "ALL");
  // A tile service that does not answer is given up after seconds.
  CPLSetConfigOption("GDAL_HTTP_CONNECTTIMEOUT", "4");
  CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "8");
  CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
}

}  // namespace

void ready_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    set_options();
    register_drivers();
    // GDAL's own worker threads (the GeoPackage reader has one) know no handler of ours.
    CPLSetErrorHandler(hold_back);
  });
}

GdalWords::GdalWords() {
  CPLPushErrorHandlerEx(collect, this);
}

GdalWords::~GdalWords() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

void GdalWords::add(const char* text) {
  if (texts_.size() >= 20) return;
  std::string cleaned = clean_text(text);
  if (std::find(texts_.begin(), texts_.end(), cleaned) == texts_.end()) texts_.push_back(std::move(cleaned));
}

void DatasetCloser::operator()(GDALDataset* dataset) const {
  GDALClose(GDALDataset::ToHandle(dataset));
}

DatasetPtr open_dataset(const std::string& path, unsigned flags, const std::vector<std::string>& options) {
  ready_gdal();
  std::vector<const char*> list;
  list.reserve(options.size() + 1);
  for (const std::string& option : options) list.push_back(option.c_str());
  list.push_back(nullptr);
  return DatasetPtr(
      GDALDataset::Open(path.c_str(), flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, list.data(), nullptr));
}

bool is_utf8(std::string_view bytes) {
  std::size_t i = 0;
  const std::size_t size = bytes.size();
  const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
  while (i < size) {
    std::uint64_t eight = 0;
    while (i + 8 <= size) {
      std::memcpy(&eight, bytes.data() + i, 8);
      if ((eight & 0x8080808080808080ULL) != 0) break;
      i += 8;
    }
    if (i >= size) break;
    const unsigned char c = at(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = c >= 0xC2 && c <= 0xDF ? 1 : (c & 0xF0) == 0xE0 ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0;
    if (more == 0 || i + more + 1 > size) return false;
    for (std::size_t k = 1; k <= more; ++k)
      if ((at(i + k) & 0xC0) != 0x80) return false;
    const unsigned char second = at(i + 1);
    if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90) ||
        (c == 0xF4 && second > 0x8F))
      return false;
    i += more + 1;
  }
  return true;
}

std::string utf8_from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  for (const char raw : bytes) {
    const auto c = static_cast<unsigned char>(raw);
    if (c < 0x80) {
      out.push_back(raw);
    } else {
      out.push_back(static_cast<char>(0xC0 | (c >> 6)));
      out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
  }
  return out;
}

std::string clean_text(std::string_view text) {
  std::string out = is_utf8(text) ? std::string(text) : utf8_from_latin1(text);
  constexpr std::size_t longest = 400;
  if (out.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
    out += "...";
  }
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
  return out;
}

}  // namespace layers
