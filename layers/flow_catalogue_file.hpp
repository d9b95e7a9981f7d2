// The materials and vehicles of flows: assets/materials.toml and assets/vehicles.toml, whose heads tell their format.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/error.hpp"

#include <filesystem>
#include <vector>

namespace layers {

/// An entry that can not be used is left out and said, with file, line and field.
struct MaterialsRead {
  std::vector<geo::Material> materials;
  std::vector<geo::Error> left_out;
};
/// Throws geo::Error when the file can not be read at all. Every factor that is named has to be in `factors`.
[[nodiscard]] MaterialsRead read_materials(const std::filesystem::path& file, const geo::FactorCatalogue& factors);

class TomlEntry;
/// One [[material]]. Throws geo::Error.
[[nodiscard]] geo::Material material_from(const TomlEntry& entry, const geo::FactorCatalogue& factors);

struct VehiclesRead {
  std::vector<geo::Vehicle> vehicles;
  std::vector<geo::Error> left_out;
};
/// The same; every model, and every word of a model, has to be in the catalogues.
[[nodiscard]] VehiclesRead read_vehicles(const std::filesystem::path& file, const geo::Catalogues& catalogues);

}  // namespace layers
