#include "layers/row_columns.hpp"

#include "layers/feature_sink.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <functional>
#include <string>

namespace layers {

namespace {

/// Writes one field of each row to its column.
struct FieldReader {
  int field = 0;
  OGRFieldType type = OFTString;
  geo::Column column;

  void add(const OGRFeature& row, ProblemList& problems);
};

void FieldReader::add(const OGRFeature& row, ProblemList& problems) {
  const bool has_value = row.IsFieldSetAndNotNull(field) != 0;
  const std::size_t before = column.size();
  if (!has_value && column.valid.empty()) column.valid.assign(before, true);
  if (!has_value || !column.valid.empty()) column.valid.push_back(has_value);
  if (auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values)) {
    whole->push_back(has_value ? row.GetFieldAsInteger64(field) : 0);
  } else if (auto* real = std::get_if<std::vector<double>>(&column.values)) {
    real->push_back(has_value ? row.GetFieldAsDouble(field) : 0);
  } else {
    append_text(std::get<geo::TextColumn>(column.values), has_value ? row.GetFieldAsString(field) : "", column.name,
                row.GetFID(), problems);
  }
}

std::vector<FieldReader> field_readers(OGRFeatureDefn& definition, ProblemList& problems) {
  std::vector<FieldReader> readers;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    if (field.IsIgnored() != 0) continue;
    FieldReader reader{i, field.GetType(), {}};
    reader.column.name = clean_text(field.GetNameRef());
    switch (field.GetType()) {
      case OFTInteger:
      case OFTInteger64: reader.column.values = std::vector<std::int64_t>{}; break;
      case OFTReal: reader.column.values = std::vector<double>{}; break;
      case OFTBinary:
        problems.add(geo::ProblemKind::left_out,
                     geo::say("The column {0} holds binary data and was left out.", reader.column.name));
        continue;
      default: reader.column.values = geo::TextColumn{}; break;
    }
    readers.push_back(std::move(reader));
  }
  return readers;
}

}  // namespace

geo::Features read_rows(const OpenLayer& open, ProblemList& problems, geo::Progress& progress) {
  geo::Features features;
  OGRLayer& layer = *open.layer;
  std::vector<FieldReader> readers = field_readers(*layer.GetLayerDefn(), problems);
  FeatureSink sink(features, problems, layer.GetGeomType() != wkbNone);
  const double count = static_cast<double>(std::max<GIntBig>(1, layer.GetFeatureCount(0)));
  const auto take = [&](const OGRFeature& row) {
    sink.add(row.GetFID(), row.GetGeometryRef());
    for (FieldReader& reader : readers) reader.add(row, problems);
    constexpr std::size_t rows_between_reports = 4096;
    if (features.size() % rows_between_reports == 0)
      progress.advance(std::min(0.8, 0.8 * static_cast<double>(features.size()) / count));
  };
  if (open.dataset->TestCapability(ODsCRandomLayerRead) != 0) {
    // OpenStreetMap and GML files hold the rows of their layers mixed: one pass over all, keeping ours.
    open.dataset->ResetReading();
    OGRLayer* owner = nullptr;
    std::size_t seen = 0;
    while (const OGRFeatureUniquePtr row{open.dataset->GetNextFeature(&owner, nullptr, nullptr, nullptr)}) {
      if (owner == &layer) take(*row);
      if (++seen % 4096 == 0 && progress.cancelled()) throw geo::Cancelled();
    }
  } else {
    layer.ResetReading();
    while (const OGRFeatureUniquePtr row{layer.GetNextFeature()}) take(*row);
  }
  for (FieldReader& reader : readers) features.columns.push_back(std::move(reader.column));
  return features;
}

}  // namespace layers
