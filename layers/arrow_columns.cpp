#include "layers/arrow_columns.hpp"

#include "layers/feature_sink.hpp"
#include "layers/gdal_access.hpp"

#include <cpl_string.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace layers {

namespace {

constexpr const char* rows_in_batch = "MAX_FEATURES_IN_BATCH=8192";

template <class T>
struct Release {
  void operator()(T* held) const {
    if (held->release != nullptr) held->release(held);
    delete held;
  }
};
using Stream = std::unique_ptr<ArrowArrayStream, Release<ArrowArrayStream>>;
using Schema = std::unique_ptr<ArrowSchema, Release<ArrowSchema>>;
using Array = std::unique_ptr<ArrowArray, Release<ArrowArray>>;

template <class T>
const T* buffer(const ArrowArray& array, int which) {
  return static_cast<const T*>(array.buffers[which]) + (which == 0 ? 0 : array.offset);
}

bool bit(const std::uint8_t* bits, std::int64_t i) {
  return (bits[i / 8] >> (i % 8) & 1) != 0;
}

bool has_value(const ArrowArray& array, std::int64_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  return bits == nullptr || array.null_count == 0 || bit(bits, row + array.offset);
}

enum class Form { none, boolean, int16, int32, int64, float32, float64, text, date32, timestamp_ms };

Form form_of(std::string_view format) {
  if (format == "b") return Form::boolean;
  if (format == "s") return Form::int16;
  if (format == "i") return Form::int32;
  if (format == "l") return Form::int64;
  if (format == "f") return Form::float32;
  if (format == "g") return Form::float64;
  if (format == "u") return Form::text;
  if (format == "tdD") return Form::date32;
  if (format.starts_with("tsm:")) return Form::timestamp_ms;
  return Form::none;
}

/// "2023-05-01" or "2023-05-01T10:20:30" of seconds since 1970.
std::string time_text(std::int64_t seconds, bool with_time) {
  const std::time_t when = seconds;
  std::tm utc{};
  std::array<char, 40> text{};
  if (gmtime_r(&when, &utc) == nullptr) return {};
  const std::size_t size = std::strftime(text.data(), text.size(), with_time ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d", &utc);
  return {text.data(), size};
}

class ColumnReader {
public:
  ColumnReader(std::string name, Form form, std::int64_t child) : form_(form), child_(child) {
    column_.name = std::move(name);
    switch (form) {
      case Form::float32:
      case Form::float64: column_.values = std::vector<double>{}; break;
      case Form::text:
      case Form::date32:
      case Form::timestamp_ms: column_.values = geo::TextColumn{}; break;
      default: column_.values = std::vector<std::int64_t>{}; break;
    }
  }
  void add(const ArrowArray& batch, std::span<const std::int64_t> ids, ProblemList& problems) {
    const ArrowArray& array = *batch.children[child_];
    const auto rows = static_cast<std::int64_t>(ids.size());
    add_valid(array, rows);
    switch (form_) {
      case Form::boolean:
        for (std::int64_t i = 0; i < rows; ++i)
          whole().push_back(bit(static_cast<const std::uint8_t*>(array.buffers[1]), i + array.offset) ? 1 : 0);
        break;
      case Form::int16: copy<std::int16_t>(array, rows, whole()); break;
      case Form::int32: copy<std::int32_t>(array, rows, whole()); break;
      case Form::int64: copy<std::int64_t>(array, rows, whole()); break;
      case Form::float32: copy<float>(array, rows, std::get<std::vector<double>>(column_.values)); break;
      case Form::float64: copy<double>(array, rows, std::get<std::vector<double>>(column_.values)); break;
      case Form::text: add_text(array, ids, problems); break;
      case Form::date32:
        for (std::int64_t i = 0; i < rows; ++i)
          text().append(has_value(array, i) ? time_text(buffer<std::int32_t>(array, 1)[i] * 86400LL, false) : "");
        break;
      case Form::timestamp_ms:
        for (std::int64_t i = 0; i < rows; ++i)
          text().append(has_value(array, i) ? time_text(buffer<std::int64_t>(array, 1)[i] / 1000, true) : "");
        break;
      case Form::none: break;
    }
  }
  geo::Column take() { return std::move(column_); }

private:
  std::vector<std::int64_t>& whole() { return std::get<std::vector<std::int64_t>>(column_.values); }
  geo::TextColumn& text() { return std::get<geo::TextColumn>(column_.values); }

  template <class T, class Out>
  static void copy(const ArrowArray& array, std::int64_t rows, Out& out) {
    const T* from = buffer<T>(array, 1);
    out.insert(out.end(), from, from + rows);
  }
  void add_valid(const ArrowArray& array, std::int64_t rows) {
    bool all = true;
    if (array.null_count != 0 && array.buffers[0] != nullptr)
      for (std::int64_t i = 0; i < rows; ++i) all &= has_value(array, i);
    if (all && column_.valid.empty()) return;
    column_.valid.resize(column_.size(), true);
    for (std::int64_t i = 0; i < rows; ++i) column_.valid.push_back(all || has_value(array, i));
  }
  void add_text(const ArrowArray& array, std::span<const std::int64_t> ids, ProblemList& problems) {
    const auto* offset = buffer<std::uint32_t>(array, 1);
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    const std::size_t rows = ids.size();
    if (rows == 0) return;
    const std::string_view all(bytes + offset[0], offset[rows] - offset[0]);
    geo::TextColumn& out = text();
    if (is_utf8(all)) {
      const std::uint64_t shift = out.bytes.size() - offset[0];
      out.bytes.append(all);
      for (std::size_t i = 1; i <= rows; ++i) out.offset.push_back(offset[i] + shift);
      return;
    }
    for (std::size_t i = 0; i < rows; ++i)
      append_text(out, std::string_view(bytes + offset[i], offset[i + 1] - offset[i]), column_.name, ids[i], problems);
  }

  Form form_;
  std::int64_t child_;
  geo::Column column_;
};

/// Which child of a batch is what.
struct Layout {
  std::int64_t id = -1;
  std::int64_t geometry = -1;
  std::vector<ColumnReader> columns;
};

Layout layout_of(const ArrowSchema& schema, OGRLayer& layer, ProblemList& problems) {
  Layout layout;
  const std::string id_name = *layer.GetFIDColumn() != '\0' ? layer.GetFIDColumn() : "OGC_FID";
  const std::string geometry_name = *layer.GetGeometryColumn() != '\0' ? layer.GetGeometryColumn() : "wkb_geometry";
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const std::string name = schema.children[i]->name;
    const std::string_view format = schema.children[i]->format;
    if (name == id_name && format == "l" && layout.id < 0) {
      layout.id = i;
    } else if (format == "z" && name == geometry_name) {
      layout.geometry = i;
    } else if (const Form form = form_of(format); form != Form::none) {
      layout.columns.emplace_back(clean_text(name), form, i);
    } else {
      problems.add(geo::ProblemKind::left_out,
                   geo::say("The column {0} holds binary data and was left out.", clean_text(name)));
    }
  }
  return layout;
}

void add_geometries(const ArrowArray& array, std::span<const std::int64_t> ids, FeatureSink& sink) {
  const auto* offset = buffer<std::uint32_t>(array, 1);
  const auto* bytes = static_cast<const std::uint8_t*>(array.buffers[2]);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool there = has_value(array, static_cast<std::int64_t>(i));
    sink.add(ids[i], there ? std::span(bytes + offset[i], offset[i + 1] - offset[i]) : std::span<const std::uint8_t>());
  }
}

/// Room for all rows, judged by the first batch.
void reserve(geo::Features& f, std::size_t count) {
  const double share = 1.02 * static_cast<double>(count) / static_cast<double>(f.size());
  const auto scaled = [&](std::size_t n) { return static_cast<std::size_t>(static_cast<double>(n) * share); };
  f.positions.reserve(scaled(f.positions.size()));
  f.ring_start.reserve(scaled(f.ring_start.size()));
  f.part_start.reserve(scaled(f.part_start.size()));
  f.feature_start.reserve(scaled(f.feature_start.size()));
  f.kind.reserve(scaled(f.kind.size()));
  f.source_id.reserve(scaled(f.source_id.size()));
}

}  // namespace

bool can_read_arrow(OGRLayer& layer) {
  if (layer.TestCapability(OLCFastGetArrowStream) == 0) return false;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    switch (definition.GetFieldDefn(i)->GetType()) {
      case OFTInteger:
      case OFTInteger64:
      case OFTReal:
      case OFTString:
      case OFTDate:
      case OFTDateTime:
      case OFTBinary: break;
      default: return false;
    }
  }
  return true;
}

geo::Features read_arrow(OGRLayer& layer, ProblemList& problems, geo::Progress& progress) {
  geo::Features features;
  const char* const options[] = {rows_in_batch, nullptr};
  Stream stream(new ArrowArrayStream{});
  Schema schema(new ArrowSchema{});
  if (!layer.GetArrowStream(stream.get(), const_cast<char**>(options)) ||
      stream->get_schema(stream.get(), schema.get()) != 0)
    throw geo::Error(clean_text(layer.GetName()), geo::say("The layer's rows can not be read."),
                     geo::say("Check that the file is whole."));
  Layout layout = layout_of(*schema, layer, problems);
  FeatureSink sink(features, problems, layout.geometry >= 0);
  constexpr GIntBig most_reserved = 20'000'000;  // a damaged file may say anything
  const GIntBig count = std::clamp<GIntBig>(layer.GetFeatureCount(0), 1, most_reserved);
  std::vector<std::int64_t> ids;
  for (;;) {
    const Array batch(new ArrowArray{});
    if (stream->get_next(stream.get(), batch.get()) != 0) {
      const char* said = stream->get_last_error(stream.get());
      problems.add(geo::ProblemKind::left_out,
                   geo::say("The rows after number {0} could not be read ({1}).", std::to_string(features.size()),
                            clean_text(said != nullptr ? said : "")));
      break;
    }
    if (batch->release == nullptr) break;
    // On a damaged page GDAL 3.6's GeoPackage stream hands out empty batches for ever. The caller compares the counts.
    if (batch->length == 0) break;
    ids.resize(static_cast<std::size_t>(batch->length));
    for (std::size_t i = 0; i < ids.size(); ++i)
      ids[i] = layout.id >= 0 ? buffer<std::int64_t>(*batch->children[layout.id], 1)[i]
                              : static_cast<std::int64_t>(features.size() + i);
    const bool first = features.size() == 0;
    if (layout.geometry >= 0)
      add_geometries(*batch->children[layout.geometry], ids, sink);
    else
      for (const std::int64_t id : ids) sink.add(id, std::span<const std::uint8_t>());
    for (ColumnReader& column : layout.columns) column.add(*batch, ids, problems);
    if (first && !ids.empty()) reserve(features, static_cast<std::size_t>(count));
    progress.advance(std::min(0.8, 0.8 * static_cast<double>(features.size()) / static_cast<double>(count)));
  }
  for (ColumnReader& column : layout.columns) features.columns.push_back(column.take());
  return features;
}

}  // namespace layers
