// A small plan with one offer and one need, and roads for it.
#pragma once

#include "geo/plan/plan.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

namespace tests {

inline constexpr geo::MapPoint mill{400'000, 7'290'000}, field{410'000, 7'290'000};

/// A mill with fly ash, a field ten kilometres east that wants it, and a linked layer of roads.
inline geo::Plan mill_and_field(const std::string& road_file) {
  geo::PlanInfo info;
  info.name = "Mill and field";
  geo::Plan plan(info);
  const auto add = [&]<class T>(T value) {
    const geo::Id<T> id = plan.table<T>().next_id();
    plan.table<T>() = plan.table<T>().with(id, std::make_shared<const T>(std::move(value)));
    return id;
  };
  geo::Partner one;
  one.name = "Mill";
  one.geometry = geo::Geometry::point(mill);
  geo::SideStream offer;
  offer.kind = geo::StreamKind::offer;
  offer.name = "Ash to give";
  offer.partner = add(one);
  offer.material = "fly-ash";
  offer.amounts = {{2023, 1'000}};
  one.name = "Field";
  one.geometry = geo::Geometry::point(field);
  geo::SideStream need = offer;
  need.kind = geo::StreamKind::need;
  need.name = "Ash wanted";
  need.partner = add(one);
  need.avoided_t_co2e_per_t = 0.5;
  add(offer);
  add(need);
  geo::Layer roads;
  roads.name = "Roads";
  roads.path = road_file;
  roads.role = geo::Role::road_network;
  add(roads);
  return plan;
}

inline void write_roads(const std::filesystem::path& file, const std::string& lines) {
  std::ofstream(file)
      << R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},)"
      << R"("features":[{"type":"Feature","properties":{},"geometry":{"type":"MultiLineString",)"
      << R"("coordinates":)" << lines << "}}]}";
}

}  // namespace tests
