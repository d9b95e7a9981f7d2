#include "app/layer_picture.hpp"

#include "app/text.hpp"
#include "geo/filter.hpp"
#include "layers/vector_reader.hpp"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace app {

namespace fs = std::filesystem;

std::string resolved_path(const geo::Layer& layer, const fs::path& plan_file) {
  if (layer.kind == geo::LayerKind::tiles) return layer.path;
  const fs::path path(layer.path);
  if (path.is_absolute()) return layer.path;
  return (fs::absolute(plan_file).parent_path() / path).lexically_normal().string();
}

std::string stored_path(const std::string& path, const fs::path& plan_file) {
  std::error_code no_such_path;
  const fs::path file = fs::absolute(path, no_such_path).lexically_normal();
  if (no_such_path) return path;
  const fs::path folder = fs::absolute(plan_file).lexically_normal().parent_path();
  const fs::path relative = file.lexically_relative(folder);
  // Another drive, or only the root in common: a relative path would be longer and break sooner than the absolute one.
  const auto common = std::mismatch(file.begin(), file.end(), folder.begin(), folder.end()).first;
  if (relative.empty() || std::distance(file.begin(), common) <= 1) return file.string();
  return relative.string();
}

LoadedLayer load_layer(const geo::Layer& layer, const fs::path& plan_file, const geo::Crs& map,
                       geo::Progress& progress) {
  const std::string path = resolved_path(layer, plan_file);
  LoadedLayer loaded;
  if (layer.kind != geo::LayerKind::vector) {
    loaded.raster =
        std::make_shared<layers::RasterSource>(layers::RasterSource::open(path, layer.crs, map, tile_cache_folder()));
    loaded.box = loaded.raster->box();
    loaded.covers_world = layer.kind == geo::LayerKind::tiles;
    return loaded;
  }
  auto read = layers::read_features({path, layer.sublayer, layer.crs, map}, progress);
  loaded.problems = std::move(read.problems);
  auto features = std::make_shared<const geo::Features>(std::move(read.value));
  loaded.box = geo::bounds(*features);
  loaded.index = std::make_shared<const geo::SpatialIndex>(geo::feature_boxes(*features));
  loaded.features = std::move(features);
  loaded.style_cache = std::make_shared<render::StyleCache>();
  return loaded;
}

geo::Style style_of(const geo::Layer& layer, const geo::Plan& plan) {
  const auto style = plan.styles().find(layer.style);
  return style ? *style : geo::Style{};
}

void restyle(LayerPicture& picture, const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style,
             render::ThemeKind theme, geo::Progress& progress) {
  const geo::Features& features = *loaded.features;
  picture.shown = layer.filter.empty() ? nullptr
                                       : std::make_shared<const geo::RowSet>(geo::rows_meeting(
                                             layer.filter, features.columns, features.size(), progress));
  render::StyleWords words;
  words.other = tr("Other");
  words.no_value = tr("No value");
  words.missing_attribute = tr("{0} (attribute {1} is missing)");
  words.decimal_sign = language() == "fi" ? "," : ".";
  render::StyledLayer styled =
      render::styled(features, style, layer.role, theme, words, *loaded.style_cache, picture.shown.get());
  picture.symbols = std::make_shared<const render::SymbolTable>(std::move(styled.symbols));
  picture.legend = std::move(styled.legend);
  for (render::LegendEntry& entry : picture.legend)
    if (entry.text.empty()) entry.text = layer.name;
}

bool restyles_quickly(const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style) {
  constexpr std::size_t few = 50'000;  // features of which nothing takes long
  const geo::Features& features = *loaded.features;
  if (features.size() <= few) return true;
  const auto is_quick = [&](const geo::Condition& condition) {
    const geo::Column* column = features.column(condition.attribute);
    return condition.contains.empty() && condition.values.empty() && (column == nullptr || column->is_number());
  };
  return std::all_of(layer.filter.begin(), layer.filter.end(), is_quick) &&
         render::is_quick(features, style, *loaded.style_cache);
}

std::vector<render::LabelCandidate> layer_labels(const LayerPicture& picture, const LoadedLayer& loaded,
                                                 const geo::Layer& layer, const geo::Style& style,
                                                 render::ThemeKind theme) {
  return render::layer_labels(*loaded.features, style, layer.role, theme, *picture.symbols, *loaded.style_cache);
}

LayerPicture layer_picture(const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style,
                           render::ThemeKind theme, geo::MapPoint origin, geo::Progress& progress) {
  LayerPicture picture;
  picture.batch = render::make_batch(*loaded.features, origin, progress);
  restyle(picture, loaded, layer, style, theme, progress);
  picture.labels = layer_labels(picture, loaded, layer, style, theme);
  return picture;
}

render::ScaleRange scales_of(const geo::Layer& layer) {
  render::ScaleRange scales;
  if (layer.finest_scale) scales.finest = *layer.finest_scale;
  if (layer.coarsest_scale) scales.coarsest = *layer.coarsest_scale;
  return scales;
}

bool lies_below_heatmap(geo::Role role) {
  switch (role) {
    case geo::Role::background:
    case geo::Role::sink_land:
    case geo::Role::building:
    case geo::Role::business_area: return true;
    default: return false;
  }
}

std::string tile_cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const fs::path root = cache != nullptr && *cache != '\0' ? fs::path(cache)
                        : home != nullptr                  ? fs::path(home) / ".cache"
                                                           : fs::temp_directory_path();
  return (root / "hiilitie" / "tiles").string();
}

}  // namespace app
