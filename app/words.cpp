#include "app/words.hpp"

#include "app/text.hpp"

namespace app {

std::string word(geo::Role role) {
  switch (role) {
    case geo::Role::business_area: return tr("Business area");
    case geo::Role::landfill: return tr("Landfill");
    case geo::Role::sink_land: return tr("Sink land");
    case geo::Role::emission_source: return tr("Emission source");
    case geo::Role::partner_site: return tr("Partner site");
    case geo::Role::flow: return tr("Material flow");
    case geo::Role::road_network: return tr("Road network");
    case geo::Role::building: return tr("Building");
    case geo::Role::boundary: return tr("Boundary");
    case geo::Role::background: return tr("Background");
  }
  return {};
}

std::string word(geo::Sector sector) {
  switch (sector) {
    case geo::Sector::landfill: return tr("Landfill");
    case geo::Sector::energy: return tr("Energy");
    case geo::Sector::process: return tr("Processes");
    case geo::Sector::treatment: return tr("Waste treatment");
    case geo::Sector::logistics: return tr("Logistics");
    case geo::Sector::electricity: return tr("Purchased electricity");
    case geo::Sector::construction: return tr("Construction");
    case geo::Sector::wastewater: return tr("Wastewater");
    case geo::Sector::other: return tr("Other");
  }
  return {};
}

std::string word(geo::Gas gas) {
  switch (gas) {
    case geo::Gas::co2_fossil: return tr("Fossil CO₂");
    case geo::Gas::co2_biogenic: return tr("Biogenic CO₂");
    case geo::Gas::ch4_fossil: return tr("Fossil methane");
    case geo::Gas::ch4_biogenic: return tr("Methane");
    case geo::Gas::n2o: return tr("Nitrous oxide");
    case geo::Gas::co2e: return tr("CO₂ equivalent");
  }
  return {};
}

std::string word(geo::GasGroup group) {
  switch (group) {
    case geo::GasGroup::all: return tr("All CO₂e");
    case geo::GasGroup::methane: return tr("Methane");
    case geo::GasGroup::co2: return tr("CO₂");
    case geo::GasGroup::n2o: return tr("N₂O");
  }
  return {};
}

std::string word(const geo::CountChoice& counted) {
  if (!counted.sector) return word(counted.gas);
  return counted.gas == geo::GasGroup::all ? word(*counted.sector) : word(counted.gas) + ", " + word(*counted.sector);
}

std::string word(geo::SinkKind kind) {
  return kind == geo::SinkKind::sink ? tr("Carbon sink") : tr("Compensation site");
}

std::string word(geo::SinkState state) {
  return state == geo::SinkState::existing ? tr("existing") : tr("planned");
}

std::string word(geo::SurroundingKind kind) {
  switch (kind) {
    case geo::SurroundingKind::road: return tr("Main road");
    case geo::SurroundingKind::street: return tr("Street");
    case geo::SurroundingKind::railway: return tr("Railway");
    case geo::SurroundingKind::water: return tr("Water");
    case geo::SurroundingKind::stream: return tr("Stream");
    case geo::SurroundingKind::yard: return tr("Yard");
    case geo::SurroundingKind::rock_store: return tr("Rock store");
    case geo::SurroundingKind::forest: return tr("Forest");
    case geo::SurroundingKind::field: return tr("Field");
    case geo::SurroundingKind::built: return tr("Built-up area");
    case geo::SurroundingKind::place: return tr("Place");
  }
  return {};
}

std::string word(geo::FactorStatus status) {
  switch (status) {
    case geo::FactorStatus::verified: return tr("verified");
    case geo::FactorStatus::computed: return tr("computed from verified inputs");
    case geo::FactorStatus::to_be_confirmed: return tr("to be confirmed");
  }
  return {};
}

std::string word(geo::MassMethod method) {
  switch (method) {
    case geo::MassMethod::unknown: return tr("method not stated");
    case geo::MassMethod::measured: return tr("measured");
    case geo::MassMethod::calculated: return tr("calculated");
    case geo::MassMethod::estimated: return tr("estimated");
    case geo::MassMethod::entered: return tr("entered by hand");
  }
  return {};
}

std::string word(geo::StyleMode mode) {
  switch (mode) {
    case geo::StyleMode::role: return tr("As the role says");
    case geo::StyleMode::single: return tr("All alike");
    case geo::StyleMode::categories: return tr("By category");
    case geo::StyleMode::classes: return tr("In classes");
  }
  return {};
}

std::string word(geo::ClassMethod method) {
  switch (method) {
    case geo::ClassMethod::equal: return tr("Equal intervals");
    case geo::ClassMethod::quantile: return tr("Quantiles");
    case geo::ClassMethod::jenks: return tr("Natural breaks");
    case geo::ClassMethod::manual: return tr("By hand");
    case geo::ClassMethod::deviation: return tr("Standard deviation");
    case geo::ClassMethod::pretty: return tr("Round numbers");
  }
  return {};
}

std::string word(geo::Hatch hatch) {
  switch (hatch) {
    case geo::Hatch::none: return tr("No hatch");
    case geo::Hatch::falling: return tr("Falling lines");
    case geo::Hatch::rising: return tr("Rising lines");
    case geo::Hatch::level: return tr("Level lines");
    case geo::Hatch::dots: return tr("Dots");
  }
  return {};
}

std::string word(geo::Dash dash) {
  switch (dash) {
    case geo::Dash::solid: return tr("Solid");
    case geo::Dash::dashed: return tr("Dashed");
    case geo::Dash::dotted: return tr("Dotted");
  }
  return {};
}

std::string word(geo::Blend blend) {
  switch (blend) {
    case geo::Blend::normal: return tr("Normal");
    case geo::Blend::multiply: return tr("Darkening");
    case geo::Blend::screen: return tr("Lightening");
  }
  return {};
}

}  // namespace app
