// GDAL behind a small door: the drivers that may be used, datasets that close themselves, and GDAL's words as data.
#pragma once

#include "geo/error.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

class GDALDataset;

namespace layers {

/// Registers the drivers that read files (and, for tile services, WMS and WMTS), once. No driver that reaches a
/// network for a file's sake, reads another file that a file names (VRT) or runs code is registered at all, so no
/// file can ask for one. Whoever uses GDAL calls this instead of GDALAllRegister. Safe from any thread.
void ready_gdal();

/// Collects what GDAL and PROJ say on this thread while it lives; nothing of it reaches standard error.
class GdalWords {
public:
  GdalWords();
  ~GdalWords();
  GdalWords(const GdalWords&) = delete;
  GdalWords& operator=(const GdalWords&) = delete;

  [[nodiscard]] bool empty() const { return texts_.empty(); }
  /// The different texts in their order, at most 20, cleaned for showing.
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  /// The first text, or an empty one.
  [[nodiscard]] std::string first() const { return texts_.empty() ? std::string() : texts_.front(); }
  void clear() { texts_.clear(); }
  void add(const char* text);

private:
  std::vector<std::string> texts_;
};

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Opens read-only with GDAL's flags (GDAL_OF_VECTOR, GDAL_OF_RASTER); null when no allowed driver can.
[[nodiscard]] DatasetPtr open_dataset(const std::string& path, unsigned flags,
                                      const std::vector<std::string>& options = {});

/// Text fit for showing: valid UTF-8 (else read as Latin-1), without control characters, cut at 400 bytes.
[[nodiscard]] std::string clean_text(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view bytes);
[[nodiscard]] std::string utf8_from_latin1(std::string_view bytes);

}  // namespace layers
