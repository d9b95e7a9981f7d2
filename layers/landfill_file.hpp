// assets/landfill.toml: the published parameters of landfilled waste.
#pragma once

#include "geo/landfill/waste_tables.hpp"

#include <filesystem>

namespace layers {

/// Throws geo::Error with file and line when the file can not be read, or an entry has an unknown or a missing field, a
/// word that is not declared, low <= value <= high that does not hold, a share outside 0 to 1, or says a figure twice.
[[nodiscard]] geo::WasteTables read_waste_tables(const std::filesystem::path& file);

}  // namespace layers
