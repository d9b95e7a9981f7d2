#include "layers/vector_reader.hpp"

#include "layers/crs_proposal.hpp"
#include "layers/gdal_access.hpp"
#include "layers/layer_columns.hpp"
#include "layers/layer_crs.hpp"
#include "layers/problem_list.hpp"
#include "layers/repair.hpp"
#include "layers/table_points.hpp"
#include "layers/vector_file.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <thread>

namespace layers {

namespace {

[[noreturn]] void throw_without_crs(const ReadRequest& request, const geo::MapBox& extent) {
  std::string list;
  for (const CrsProposal& proposal : propose_crs(extent))
    list += (list.empty() ? "" : "; ") + proposal.text() + " (" + proposal.crs.name() +
            "): " + geo::english(proposal.reason);
  if (list.empty())
    throw geo::Error(request.path,
                     geo::say("The layer does not say its coordinate reference system, and its numbers fit none in use "
                              "in Finland."),
                     geo::say("Say it with --crs, for example --crs EPSG:3067."));
  if (list.back() == '.') list.pop_back();
  throw geo::Error(request.path,
                   geo::say("The layer does not say its coordinate reference system. The numbers fit {0}.", list),
                   geo::say("Say it with --crs, for example --crs {0}.", propose_crs(extent).front().text()));
}

SaidCrs crs_for(const ReadRequest& request, OGRLayer& layer, const std::optional<CoordinateColumns>& columns,
                const geo::Features& features) {
  if (!request.crs.empty()) return said_crs(request.crs);
  if (columns && !columns->crs.empty()) return {geo::Crs::from_text(columns->crs), false};
  if (const LayerCrs own = crs_of(layer); own.crs) return {*own.crs, own.north_first};
  throw_without_crs(request, geo::bounds(features));
}

/// One call for all positions, or one for each core when there are many.
void transform(std::vector<geo::MapPoint>& positions, const geo::Crs& from, const geo::Crs& to) {
  if (geo::Transform(from, to).is_identity()) return;
  constexpr std::size_t worth_a_thread = 100'000;
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t pieces = std::clamp<std::size_t>(positions.size() / worth_a_thread, 1, cores);
  std::vector<std::exception_ptr> faults(pieces);
  const auto work = [&](std::size_t piece) {
    try {
      const std::size_t first = positions.size() * piece / pieces;
      const std::size_t last = positions.size() * (piece + 1) / pieces;
      geo::Transform(from, to).apply(std::span(positions).subspan(first, last - first));
    } catch (...) {
      faults[piece] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t piece = 1; piece < pieces; ++piece) helpers.emplace_back(work, piece);
    work(0);
  }
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
}

/// Features with a position outside what the CRS can express lose their geometry and are listed.
void drop_infinite(geo::Features& f, ProblemList& problems) {
  const bool all_finite = std::all_of(f.positions.begin(), f.positions.end(), [](const geo::MapPoint& p) {
    return std::isfinite(p.x_m) && std::isfinite(p.y_m);
  });
  if (all_finite) return;
  geo::Features out;
  for (std::size_t i = 0; i < f.size(); ++i) {
    geo::Geometry geometry = f.geometry(i);
    bool finite = true;
    for (const geo::Part& part : geometry.parts)
      for (const geo::Ring& ring : part.rings)
        for (const geo::MapPoint& p : ring) finite &= std::isfinite(p.x_m) && std::isfinite(p.y_m);
    if (!finite) {
      problems.add(geo::ProblemKind::left_out,
                   geo::say("The feature lies outside the area of the coordinate reference system; its geometry was "
                            "left out."),
                   f.source_id[i]);
      geometry = {};
    }
    out.append(geometry, f.source_id[i]);
  }
  out.name = std::move(f.name);
  out.columns = std::move(f.columns);
  f = std::move(out);
}

/// Places of problems are in the layer's coordinates until here.
void place_in_map(std::vector<geo::Problem>& problems, const SaidCrs& from, const geo::Crs& to) {
  const geo::Transform transform(from.crs, to);
  for (geo::Problem& problem : problems) {
    if (!problem.place) continue;
    if (from.north_first) std::swap(problem.place->x_m, problem.place->y_m);
    problem.place = transform(*problem.place);
    if (!std::isfinite(problem.place->x_m)) problem.place.reset();
  }
}

std::optional<CoordinateColumns> table_coordinates(OGRLayer& layer) {
  if (layer.GetGeomType() != wkbNone) return std::nullopt;
  std::vector<std::string> names;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i)
    names.push_back(clean_text(definition.GetFieldDefn(i)->GetNameRef()));
  return coordinate_columns(names);
}

void keep_columns(geo::Features& features, const std::vector<std::string>& wanted) {
  std::erase_if(features.columns, [&](const geo::Column& column) {
    return std::find(wanted.begin(), wanted.end(), column.name) == wanted.end();
  });
}

}  // namespace

geo::Loaded<geo::Features> read_features(const ReadRequest& request, geo::Progress& progress) {
  ready_gdal();
  GdalWords words;
  VectorFile file = open_vector_file(request.path, words);
  const OpenLayer& open = file.layer(request.path, request.sublayer);
  const std::optional<CoordinateColumns> coordinates = table_coordinates(*open.layer);
  std::optional<std::vector<std::string>> columns = request.columns;
  if (columns && coordinates) columns->insert(columns->end(), {coordinates->east, coordinates->north});

  ProblemList before;
  before.add(file.problems);
  geo::Features features = read_columns(open, columns, words, before, progress);
  if (coordinates) make_points(features, *coordinates, before);
  if (open.driver == "CSV") type_columns(features);
  if (request.columns) keep_columns(features, *request.columns);

  const bool has_places = !features.positions.empty();
  std::vector<geo::Problem> problems = before.take();
  ProblemList after;
  if (has_places) {
    const SaidCrs crs = crs_for(request, *open.layer, coordinates, features);
    if (crs.north_first)
      for (geo::MapPoint& p : features.positions) std::swap(p.x_m, p.y_m);
    transform(features.positions, crs.crs, request.map);
    place_in_map(problems, crs, request.map);
    progress.advance(0.9);
    drop_infinite(features, after);
    repair_polygons(features, after, progress);
  } else if (!request.crs.empty()) {
    static_cast<void>(said_crs(request.crs));  // a wrong word is an error also when nothing is to be placed
  }
  std::vector<geo::Problem> later = after.take();
  problems.insert(problems.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
  progress.advance(1);
  return {std::move(features), std::move(problems)};
}

}  // namespace layers
