// The data that ships with the program: land cover rates and, later, factors and models.
#pragma once

#include "geo/sink/land_cover.hpp"

#include <filesystem>
#include <string>

namespace layers {

/// The folder of assets: $HIILITIE_ASSETS, else beside the program (build tree), else ../share/hiilitie/assets.
/// Throws geo::Error that lists where it looked.
[[nodiscard]] std::filesystem::path asset_folder();

/// Reads assets/land_cover.toml. Throws geo::Error with file, line and field when an entry lacks a value, a unit,
/// a source or a year, or low <= value <= high does not hold.
[[nodiscard]] geo::LandCoverCatalogue read_land_cover(const std::filesystem::path& file);

}  // namespace layers
