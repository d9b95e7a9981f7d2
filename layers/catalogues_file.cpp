#include "layers/catalogues_file.hpp"

#include "layers/asset_files.hpp"
#include "layers/factor_file.hpp"
#include "layers/flow_catalogue_file.hpp"
#include "layers/landfill_file.hpp"
#include "layers/model_file.hpp"
#include "layers/own_materials.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace layers {

namespace {

/// Runs one part of the reading; what it throws becomes an entry of the list.
template <class Part>
void read_part(std::vector<geo::Error>& left_out, Part&& part) {
  try {
    part();
  } catch (const geo::Error& error) {
    left_out.push_back(error);
  }
}

void move_all(std::vector<geo::Error>& to, std::vector<geo::Error>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

CataloguesRead read_catalogues() {
  CataloguesRead read;
  auto catalogues = std::make_shared<geo::Catalogues>();
  read_part(read.left_out, [&] {
    FactorsRead factors = read_shipped_factors();
    catalogues->factors = std::move(factors.catalogue);
    move_all(read.left_out, std::move(factors.left_out));
  });
  read_part(read.left_out, [&] {
    ModelsRead models = read_shipped_models();
    for (geo::CalculationModel& model : models.models)
      catalogues->models.push_back(std::make_shared<const geo::CalculationModel>(std::move(model)));
    move_all(read.left_out, std::move(models.left_out));
  });
  read_part(read.left_out, [&] { catalogues->waste = read_waste_tables(asset_folder() / "landfill.toml"); });
  read_part(read.left_out, [&] { catalogues->land_cover = read_land_cover(asset_folder() / "land_cover.toml"); });
  read_part(read.left_out, [&] {
    MaterialsRead materials = read_materials(asset_folder() / "materials.toml", catalogues->factors);
    catalogues->materials = std::move(materials.materials);
    move_all(read.left_out, std::move(materials.left_out));
  });
  read_part(read.left_out, [&] {
    VehiclesRead vehicles = read_vehicles(asset_folder() / "vehicles.toml", *catalogues);
    catalogues->vehicles = std::move(vehicles.vehicles);
    move_all(read.left_out, std::move(vehicles.left_out));
  });
  read.catalogues = std::move(catalogues);
  return read;
}

CataloguesRead with_own_models(const std::shared_ptr<const geo::Catalogues>& catalogues, const geo::Plan& plan) {
  CataloguesRead read{catalogues, {}};
  if (plan.models().empty()) return read;
  auto own = std::make_shared<geo::Catalogues>(*catalogues);
  own->models.clear();
  for (const auto& model : plan.models())
    if (!is_material(*model))
      read_part(read.left_out, [&] {
        own->models.push_back(
            std::make_shared<const geo::CalculationModel>(model_from_text(model->definition, model->model_id)));
      });
  // A plan's own material comes in place of the one of its id that ships.
  OwnMaterials materials = own_materials(plan, catalogues->factors, read.left_out);
  for (geo::Factor& factor : materials.factors) own->factors.add(std::move(factor));
  for (geo::Material& material : materials.materials) {
    const auto shipped = std::ranges::find(own->materials, material.id, &geo::Material::id);
    if (shipped != own->materials.end())
      *shipped = std::move(material);
    else
      own->materials.push_back(std::move(material));
  }
  own->models.insert(own->models.end(), catalogues->models.begin(), catalogues->models.end());
  read.catalogues = std::move(own);
  return read;
}

}  // namespace layers
