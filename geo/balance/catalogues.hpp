// Everything that ships, or that a plan has of its own, for figures to be worked out with.
#pragma once

#include "geo/flow/material.hpp"
#include "geo/flow/vehicle.hpp"
#include "geo/landfill/waste_tables.hpp"
#include "geo/model/calculation_model.hpp"
#include "geo/sink/land_cover.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace geo {

struct Catalogues {
  FactorCatalogue factors;
  /// A plan's own models stand first: of two with one id the first counts.
  std::vector<std::shared_ptr<const CalculationModel>> models;
  WasteTables waste;
  LandCoverCatalogue land_cover;
  std::vector<Material> materials;  ///< that flows and side streams are of
  std::vector<Vehicle> vehicles;

  /// Null when there is none.
  [[nodiscard]] std::shared_ptr<const CalculationModel> find_model(std::string_view id) const {
    for (const auto& model : models)
      if (model->id == id) return model;
    return nullptr;
  }
};

}  // namespace geo
