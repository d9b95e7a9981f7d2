// All catalogues that ship with the program, and a plan's own models before them.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/error.hpp"
#include "geo/plan/plan.hpp"

#include <memory>
#include <vector>

namespace layers {

struct CataloguesRead {
  std::shared_ptr<const geo::Catalogues> catalogues;
  std::vector<geo::Error> left_out;  ///< entries, models or whole files that can not be used
};

/// assets/factors, assets/models, assets/landfill.toml, assets/land_cover.toml. What can not be read is left out and
/// said; the rest is there.
[[nodiscard]] CataloguesRead read_catalogues();

/// The catalogues with the plan's own models before theirs; the very same when the plan has none. Definitions that can
/// not be read are left out and said.
[[nodiscard]] CataloguesRead with_own_models(const std::shared_ptr<const geo::Catalogues>& catalogues,
                                             const geo::Plan& plan);

}  // namespace layers
