// Which role in the plan a layer probably has, judged by names, fields and geometry in Finnish and English.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/entity.hpp"

#include <string>
#include <vector>

namespace layers {

struct RoleSuggestion {
  geo::Role role = geo::Role::background;
  geo::Message reason;
};

/// `geometry` is "point", "line", "polygon", "mixed", "none" or "raster".
[[nodiscard]] RoleSuggestion suggest_role(const std::string& file_name, const std::string& layer_name,
                                          const std::vector<std::string>& fields, const std::string& geometry);

}  // namespace layers
