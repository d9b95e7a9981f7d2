#include "layers/plan_export.hpp"

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "layers/gdal_access.hpp"
#include "layers/plan_store/field_json.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unistd.h>

namespace layers {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_unwritable(const std::string& path, const GdalWords& words) {
  throw geo::Error(path, geo::say("The GeoPackage can not be written ({0}).", words.first()),
                   geo::say("Check the folder, its access rights and the free space."));
}

std::unique_ptr<OGRGeometry> ogr_from(const geo::Geometry& geometry) {
  const auto line_from = [](const geo::Ring& ring, OGRSimpleCurve& line) {
    line.setNumPoints(static_cast<int>(ring.size()));
    for (std::size_t i = 0; i < ring.size(); ++i) line.setPoint(static_cast<int>(i), ring[i].x_m, ring[i].y_m);
  };
  std::unique_ptr<OGRGeometryCollection> all;
  switch (geometry.kind) {
    case geo::GeometryKind::none: return nullptr;
    case geo::GeometryKind::point: all = std::make_unique<OGRMultiPoint>(); break;
    case geo::GeometryKind::line: all = std::make_unique<OGRMultiLineString>(); break;
    case geo::GeometryKind::polygon: all = std::make_unique<OGRMultiPolygon>(); break;
  }
  for (const geo::Part& part : geometry.parts) {
    if (part.rings.empty() || part.rings.front().empty()) continue;
    if (geometry.kind == geo::GeometryKind::point) {
      all->addGeometryDirectly(new OGRPoint(part.rings[0][0].x_m, part.rings[0][0].y_m));
    } else if (geometry.kind == geo::GeometryKind::line) {
      auto line = std::make_unique<OGRLineString>();
      line_from(part.rings[0], *line);
      all->addGeometryDirectly(line.release());
    } else {
      auto polygon = std::make_unique<OGRPolygon>();
      for (const geo::Ring& ring : part.rings) {
        auto linear = std::make_unique<OGRLinearRing>();
        line_from(ring, *linear);
        polygon->addRingDirectly(linear.release());
      }
      all->addGeometryDirectly(polygon.release());
    }
  }
  if (all->getNumGeometries() == 1) return std::unique_ptr<OGRGeometry>(all->getGeometryRef(0)->clone());
  return all;
}

template <class T>
constexpr bool is_ref = false;
template <class T>
constexpr bool is_ref<geo::Id<T>> = true;
template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// The type of a described field in the GeoPackage.
template <class T>
constexpr OGRFieldType field_type() {
  if constexpr (is_optional<T>) return field_type<typename T::value_type>();
  if constexpr (is_ref<T> || std::is_integral_v<T>) return OFTInteger64;
  if constexpr (std::is_floating_point_v<T>) return OFTReal;
  return OFTString;
}

template <class T>
void set_field(OGRFeature& row, const char* name, const T& value) {
  if constexpr (is_optional<T>) {
    if (value)
      set_field(row, name, *value);
    else
      row.SetFieldNull(row.GetFieldIndex(name));
  } else if constexpr (is_ref<T>) {
    if (value)
      row.SetField(name, static_cast<GIntBig>(value.value));
    else
      row.SetFieldNull(row.GetFieldIndex(name));
  } else if constexpr (std::is_enum_v<T>) {
    row.SetField(name, std::string(geo::text_of(value)).c_str());
  } else if constexpr (std::is_same_v<T, std::string>) {
    row.SetField(name, value.c_str());
  } else if constexpr (requires { column_text(value); }) {
    row.SetField(name, column_text(value).c_str());
  } else if constexpr (std::is_floating_point_v<T>) {
    row.SetField(name, static_cast<double>(value));
  } else {
    row.SetField(name, static_cast<GIntBig>(value));
  }
}

/// Calls of Describe<T>::fields that make the columns of a layer.
struct MakeColumns {
  OGRLayer& layer;
  template <class T, class... Limits>
  void operator()(const char* name, const T& /*value*/, Limits&&... /*limits*/) {
    if constexpr (!std::is_same_v<T, geo::Geometry> && !geo::has_own_table<T>) {
      OGRFieldDefn field(name, field_type<T>());
      if constexpr (std::is_same_v<T, bool>) {
        field.SetType(OFTInteger);
        field.SetSubType(OFSTBoolean);
      }
      layer.CreateField(&field);
    }
  }
};

/// Calls of Describe<T>::fields that fill a row.
struct FillRow {
  OGRFeature& row;
  template <class T, class... Limits>
  void operator()(const char* name, const T& value, Limits&&... /*limits*/) {
    if constexpr (std::is_same_v<T, geo::Geometry>)
      row.SetGeometryDirectly(ogr_from(value).release());
    else if constexpr (!geo::has_own_table<T>)
      set_field(row, name, value);
  }
};

class Export {
public:
  Export(GDALDataset& dataset, const geo::Plan& plan, const std::string& path, const GdalWords& words)
      : dataset_(dataset), plan_(plan), path_(path), words_(words) {
    crs_.SetFromUserInput(plan.info().map_crs.c_str());
    crs_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }

  void write() {
    write_table(plan_.business_areas());
    write_table(plan_.partners());
    write_table(plan_.emission_sources());
    write_table(plan_.landfill_parts());
    write_table(plan_.sink_sites());
    write_table(plan_.surroundings());
    write_table(plan_.material_flows());
    write_table(plan_.side_streams());
    write_table(plan_.material_accounts());
    write_series();
    write_amounts(plan_.material_flows());
    write_amounts(plan_.side_streams());
    write_amounts(plan_.material_accounts());
  }

private:
  void need(bool done) const {
    if (!done) throw_unwritable(path_, words_);
  }

  template <class T>
  void write_table(const geo::Table<T>& table) {
    using geo::Describe;
    constexpr bool has_place = requires(T t) {
      t.geometry;
    };
    OGRLayer* layer = dataset_.CreateLayer(Describe<T>::table, has_place ? &crs_ : nullptr,
                                           has_place ? wkbUnknown : wkbNone, nullptr);
    need(layer != nullptr);
    const T blank{};
    Describe<T>::fields(blank, MakeColumns{*layer});
    for (const auto& row : table) {
      const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
      feature->SetFID(row.id.value);
      Describe<T>::fields(*row.value, FillRow{*feature});
      need(layer->CreateFeature(feature.get()) == OGRERR_NONE);
    }
  }

  void write_series() {
    OGRLayer* layer = dataset_.CreateLayer("emission_source_year", nullptr, wkbNone, nullptr);
    need(layer != nullptr);
    for (const auto& [name, type] : {std::pair{"emission_source_id", OFTInteger64},
                                     {"year", OFTInteger},
                                     {"gas", OFTString},
                                     {"mass_t", OFTReal},
                                     {"method", OFTString}}) {
      OGRFieldDefn field(name, type);
      need(layer->CreateField(&field) == OGRERR_NONE);
    }
    for (const auto& source : plan_.emission_sources())
      for (const geo::YearlyMass& mass : source->series) {
        const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        set_field(*row, "emission_source_id", source.id.value);
        set_field(*row, "year", mass.year);
        set_field(*row, "gas", mass.gas);
        set_field(*row, "mass_t", mass.mass_t);
        set_field(*row, "method", mass.method);
        need(layer->CreateFeature(row.get()) == OGRERR_NONE);
      }
  }

  template <class T>
  void write_amounts(const geo::Table<T>& table) {
    const std::string owner = geo::Describe<T>::table;
    const std::string id = owner + "_id";
    OGRLayer* layer = dataset_.CreateLayer((owner + "_year").c_str(), nullptr, wkbNone, nullptr);
    need(layer != nullptr);
    for (const auto& [name, type] : {std::pair<const char*, OGRFieldType>{id.c_str(), OFTInteger64},
                                     {"year", OFTInteger},
                                     {"amount_t", OFTReal}}) {
      OGRFieldDefn field(name, type);
      need(layer->CreateField(&field) == OGRERR_NONE);
    }
    for (const auto& row : table)
      for (const geo::YearlyAmount& amount : row->amounts) {
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        set_field(*feature, id.c_str(), row.id.value);
        set_field(*feature, "year", amount.year);
        set_field(*feature, "amount_t", amount.amount_t);
        need(layer->CreateFeature(feature.get()) == OGRERR_NONE);
      }
  }

  GDALDataset& dataset_;
  const geo::Plan& plan_;
  const std::string& path_;
  const GdalWords& words_;
  OGRSpatialReference crs_;
};

}  // namespace

void export_geopackage(const std::string& path, const geo::Plan& plan) {
  ready_gdal();
  GdalWords words;
  std::error_code fault;
  if (fs::exists(path, fault))
    throw geo::Error(path, geo::say("The file exists already."), geo::say("Choose another name or remove it."));
  const fs::path target = fs::absolute(path);
  const fs::path temporary =
      target.parent_path() / (target.stem().string() + ".part" + std::to_string(getpid()) + ".gpkg");
  try {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const DatasetPtr dataset(driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) throw_unwritable(path, words);
    dataset->StartTransaction();
    Export(*dataset, plan, path, words).write();
    if (dataset->CommitTransaction() != OGRERR_NONE) throw_unwritable(path, words);
  } catch (...) {
    fs::remove(temporary, fault);
    throw;
  }
  // A link fails when the name was taken meanwhile, where a rename would overwrite; not every file system has links.
  if (link(temporary.c_str(), target.c_str()) != 0) {
    if (errno == EEXIST)
      fault = std::make_error_code(std::errc::file_exists);
    else
      fs::rename(temporary, target, fault);
  }
  const bool moved = !fault;
  std::error_code ignored;
  fs::remove(temporary, ignored);
  if (!moved) throw_unwritable(path, words);
}

}  // namespace layers
