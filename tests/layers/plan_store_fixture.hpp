// What the tests of the plan file share: a folder that vanishes, and a plan with every kind of value in it.
#pragma once

#include "geo/plan/edit.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace tests {

class PlanFolder {
public:
  PlanFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "hiilitie-plan-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~PlanFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PlanFolder(const PlanFolder&) = delete;
  PlanFolder& operator=(const PlanFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

inline geo::Ring square(double x_m, double y_m, double side_m) {
  return {{x_m, y_m}, {x_m + side_m, y_m}, {x_m + side_m, y_m + side_m}, {x_m, y_m + side_m}, {x_m, y_m}};
}

inline geo::SinkSite site(std::string name) {
  geo::SinkSite s;
  s.name = std::move(name);
  s.geometry = geo::Geometry::polygon(square(240100.125, 6711000.5, 99.9));
  s.given_area_ha = 0.998;
  return s;
}

template <class T>
geo::Id<T> put(geo::Plan& plan, T value) {
  auto& table = plan.table<T>();
  const geo::Id<T> id = table.next_id();
  table = table.with(id, std::make_shared<const T>(std::move(value)));
  return id;
}

/// At least one of every kind, with every optional set and unset, several parts, holes and hostile texts.
inline geo::Plan rich_plan() {
  using namespace std::string_literals;
  geo::PlanInfo info;
  info.name = "Topinpuisto \"hub\" 'x'; DROP TABLE plan; --";
  info.note = "rivi 1\nrivi 2\tääkköset 🌲 \x01";
  info.base_year = 1990;
  info.heatmap_radius_m = 250.5;
  geo::Plan plan(info);

  geo::Style style;
  style.name = "classes";
  style.mode = geo::StyleMode::classes;
  style.fill = {1, 2, 3, 4};
  style.hatch = geo::Hatch::falling;
  style.breaks = {-1.5, 0.1, 1e300};
  style.categories = {{"a", "A", {255, 0, 128, 7}}, {"\xFF\xFE"s, "'); DROP TABLE style; --", {}}};
  style.class_method = geo::ClassMethod::pretty;
  style.dash = geo::Dash::dotted;
  style.ramp_reversed = true;
  style.label_size_px = 17.5;
  style.label_priority = 2;
  const auto style_id = put(plan, style);
  geo::Layer layer;
  layer.name = "rakennukset";
  layer.path = "../data/a b.gpkg";
  layer.style = style_id;
  layer.opacity = 0.25;
  layer.draw_order = -3.5;
  layer.visible = false;
  layer.group_name = "tausta 'a'; --";
  layer.blend = geo::Blend::multiply;
  layer.coarsest_scale = 50'000;
  layer.filter = {{"use", 1.5, {}, "T\xFF\xFE", {"T", "", "'"}}, {"", {}, -1e300, "", {}}};
  put(plan, layer);
  put(plan, geo::Layer{});

  geo::BusinessArea area;
  area.name = "Topinpuisto"s + '\0' + "after a NUL";
  area.geometry = geo::Geometry::polygon(square(240000, 6711000, 500));
  area.geometry.parts[0].rings.push_back(square(240100, 6711100, 50));
  area.geometry.parts.push_back(geo::Geometry::polygon(square(-1000.123456789, -2000, 1e-3)).parts[0]);
  const auto area_id = put(plan, area);
  geo::Partner partner;
  partner.name = "LSJH";
  partner.provenance = {"https://example.fi/?a=1&b=2", true};
  partner.geometry = geo::Geometry::point({240123.456, 6711987.654});
  const auto partner_id = put(plan, partner);
  geo::Partner nowhere;
  nowhere.name = "bad utf-8 \xC3\x28 \xED\xA0\x80"s;
  put(plan, nowhere);

  geo::EmissionSource source;
  source.name = "Topinoja";
  source.sector = geo::Sector::landfill;
  source.partner = partner_id;
  source.business_area = area_id;
  source.series = {{2017, geo::Gas::co2_biogenic, 0.1, geo::MassMethod::entered},
                   {2017, geo::Gas::ch4_biogenic, 914, geo::MassMethod::measured},
                   {2018, geo::Gas::ch4_biogenic, 781.0000000001, geo::MassMethod::unknown}};
  source.geometry.kind = geo::GeometryKind::point;
  source.geometry.parts = {geo::Geometry::point({1, 2}).parts[0], geo::Geometry::point({3, -4}).parts[0]};
  source.model = "landfill-fod";
  source.inputs = {{"food_t", "t", {}, {{1970, 1e4}, {1971, 0.1}}, "", {}},
                   {"edition", "", {}, {}, "2006", {}},
                   {"mcf", "1", 0.8, {}, "", 20.5}};
  source.scale = 0.5;
  source.counted = geo::CountedSeries::modelled;
  source.first_year = 1971;
  const auto source_id = put(plan, source);
  geo::EmissionSource traffic;
  traffic.name = "liikenne";
  traffic.sector = geo::Sector::logistics;
  traffic.geometry = geo::Geometry::line({{0, 0}, {10, 5}, {20, -5}});
  traffic.geometry.parts.push_back(geo::Geometry::line({{100, 0}, {100, 5}}).parts[0]);
  put(plan, traffic);

  geo::LandfillPart part;
  part.name = "alue 1";
  part.emission_source = source_id;
  part.closed_year = 2009;
  part.geometry = geo::Geometry::polygon(square(240000, 6711000, 100));
  put(plan, part);
  part.closed_year.reset();
  put(plan, part);
  put(plan, site("forest"));
  geo::SinkSite tree;
  tree.name = std::string(1'000'000, 'n');
  tree.kind = geo::SinkKind::compensation;
  tree.model = "stand-growth";
  tree.inputs = {{"increment", "m3/ha/a", 6.9, {}, "", {}}};
  put(plan, tree);
  put(plan, geo::PlanModel{"own.model", "id = \"own.model\"\n[[term]]\n'\"", {"a hub", true}});
  geo::MaterialFlow flow;
  flow.name = "kuona -> 'tie'";
  flow.from = partner_id;
  flow.to_place = "Röyttä; DROP TABLE material_flow; --";
  flow.material = "ferrochrome-slag";
  flow.amounts = {{2019, 0.1}, {2023, 650'000}};
  flow.vehicle = "articulated-over-33-t";
  flow.load_share = 0.8;
  flow.empty_return_share = 1;
  flow.treatment = geo::Treatment::recycling;
  flow.transport_counted = false;
  flow.carrier = partner_id;
  flow.geometry = geo::Geometry::line({{240123.456, 6711987.654}, {240200, 6712000}, {250000, 6720000}});
  put(plan, flow);
  put(plan, geo::MaterialFlow{});
  geo::SideStream stream;
  stream.name = "kalsiitti";
  stream.partner = partner_id;
  stream.quality = {{"moisture %", 10, 20.5}, {"\xFF'", {}, -1e300}, {"", {}, {}}};
  stream.amounts = {{2023, 15'000}};
  stream.avoided_t_co2e_per_t = -0.25;
  stream.fixed_cost_eur = 1500;
  put(plan, stream);
  stream.kind = geo::StreamKind::need;
  stream.hazard_accepted = true;
  stream.geometry = geo::Geometry::point({240000, 6711000});
  put(plan, stream);
  put(plan, geo::MaterialAccount{partner_id, "ash", geo::AccountKind::stock, {{2020, -12.5}}, "'n'", {"a", true}});
  geo::Surrounding road;
  road.kind = geo::SurroundingKind::rock_store;
  road.geometry = geo::Geometry::line({{5e5, 7e6}, {5e5 + 0.001, 7e6}});
  put(plan, road);
  geo::View view;
  view.name = "koko alue";
  view.centre_x_m = 240000.1;
  view.m_per_px = 1.0 / 3.0;
  view.note = "Kaatopaikka ensin.";
  view.height_m = 1234.5;
  view.step = -1;
  view.hidden = {"heatmap", "layer:2", ""};
  put(plan, view);
  return plan;
}

}  // namespace tests
