// A small hub with given, modelled and bought emissions, for tests of the ledger.
#pragma once

#include "geo/balance/ledger.hpp"

namespace tests {

inline geo::Factor hub_factor(std::string id, geo::Gas gas, std::string unit, double value, double spread_share) {
  geo::Factor f;
  f.id = std::move(id);
  f.name.en = f.id;
  f.gas = gas;
  f.unit = std::move(unit);
  f.constant = {0, value, value * (1 - spread_share), value * (1 + spread_share)};
  f.shape = spread_share > 0 ? geo::DistributionShape::normal : geo::DistributionShape::fixed;
  f.source = "a table";
  f.source_year = 2006;
  f.status = geo::FactorStatus::verified;
  return f;
}

inline geo::ModelTerm hub_term(const char* input, const char* factor, geo::Scope scope = geo::Scope::scope_1,
                               geo::ResultLine line = geo::ResultLine::inventory, double coefficient = 1) {
  geo::ModelTerm term;
  term.scope = scope;
  term.line = line;
  term.coefficient = coefficient;
  term.multiply = {{geo::OperandKind::input, input}, {geo::OperandKind::factor, factor}};
  return term;
}

/// Fuel (fossil and biogenic CO2, methane; avoided emissions beside) and bought heat. `spread_share`: half of the
/// factors' ranges.
inline std::shared_ptr<geo::Catalogues> hub_catalogues(double spread_share = 0.1) {
  auto catalogues = std::make_shared<geo::Catalogues>();
  catalogues->factors.add(hub_factor("fuel.co2", geo::Gas::co2_fossil, "t/MWh", 0.2, spread_share));
  catalogues->factors.add(hub_factor("fuel.bio", geo::Gas::co2_biogenic, "t/MWh", 0.1, spread_share));
  catalogues->factors.add(hub_factor("fuel.ch4", geo::Gas::ch4_biogenic, "kg/MWh", 0.5, spread_share));
  catalogues->factors.add(hub_factor("heat", geo::Gas::co2_fossil, "t/MWh", 0.038, spread_share));
  geo::CalculationModel fuel;
  fuel.id = "fuel";
  fuel.name.en = "Fuel";
  fuel.driver = "fuel_mwh";
  geo::ModelField field;
  field.name = "fuel_mwh";
  field.label.en = "Fuel used";
  field.unit = "MWh";
  field.extensive = true;
  field.low = 0;
  fuel.fields = {field};
  fuel.terms = {hub_term("fuel_mwh", "fuel.co2"), hub_term("fuel_mwh", "fuel.bio"), hub_term("fuel_mwh", "fuel.ch4"),
                hub_term("fuel_mwh", "heat", geo::Scope::scope_1, geo::ResultLine::avoided, -1)};
  catalogues->models.push_back(std::make_shared<const geo::CalculationModel>(fuel));
  geo::CalculationModel heat;
  heat.id = "heat";
  heat.name.en = "Heat";
  heat.driver = "heat_mwh";
  field.name = "heat_mwh";
  field.label.en = "Heat bought";
  heat.fields = {field};
  heat.terms = {hub_term("heat_mwh", "heat", geo::Scope::scope_2)};
  catalogues->models.push_back(std::make_shared<const geo::CalculationModel>(heat));
  return catalogues;
}

template <class T>
geo::Id<T> put_in(geo::Plan& plan, T value) {
  auto& table = plan.table<T>();
  const geo::Id<T> id = table.next_id();
  table = table.with(id, std::make_shared<const T>(std::move(value)));
  return id;
}

inline geo::EmissionSource modelled_source(const char* name, const char* model, const char* input, double mwh) {
  geo::EmissionSource source;
  source.name = name;
  source.sector = geo::Sector::energy;
  source.model = model;
  source.inputs = {{input, "MWh", mwh, {}, {}, {}}};
  return source;
}

/// A plant that burns fuel and sells heat to a neighbour, who buys heat from outside as well, and a landfill with given
/// methane in 2020 to 2022.
inline geo::Plan hub_plan() {
  geo::PlanInfo info;
  info.base_year = 2020;
  info.horizon_year = 2030;
  geo::Plan plan(info);
  geo::Partner plant, neighbour;
  plant.name = "Plant";
  neighbour.name = "Neighbour";
  const auto plant_id = put_in(plan, plant);
  const auto neighbour_id = put_in(plan, neighbour);
  auto boiler = modelled_source("Boiler", "fuel", "fuel_mwh", 1000);
  boiler.partner = plant_id;
  put_in(plan, boiler);
  auto inside = modelled_source("Heat from the plant", "heat", "heat_mwh", 400);
  inside.partner = neighbour_id;
  inside.supplier = plant_id;
  put_in(plan, inside);
  auto outside = modelled_source("Heat from the town", "heat", "heat_mwh", 100);
  outside.partner = neighbour_id;
  put_in(plan, outside);
  geo::EmissionSource landfill;
  landfill.name = "Landfill";
  landfill.sector = geo::Sector::landfill;
  for (int year = 2020; year <= 2022; ++year)
    landfill.series.push_back({year, geo::Gas::ch4_biogenic, 10, geo::MassMethod::measured});
  put_in(plan, landfill);
  return plan;
}

}  // namespace tests
