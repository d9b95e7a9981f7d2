// The plans of a folder as hubs between which side streams can meet: the network of eco-industrial parks.
#pragma once

#include "geo/crs.hpp"
#include "geo/symbiosis/market.hpp"

#include <filesystem>
#include <vector>

namespace app {

/// Whether a file begins as a plan's does.
[[nodiscard]] bool is_database(const std::filesystem::path& file);

struct FolderOfHubs {
  std::vector<geo::Hub> hubs;  ///< in the order of their files' names, each named by its file
  std::vector<geo::Error> left_out;
};
/// `first_map`: where their places are taken to; null: the map of the first. `but`: this plan is left out. Throws
/// geo::Error for a folder that can not be read or holds no other plan.
[[nodiscard]] FolderOfHubs hubs_of_folder(const std::filesystem::path& folder, const geo::Crs* first_map = nullptr,
                                          const std::filesystem::path& but = {});

}  // namespace app
