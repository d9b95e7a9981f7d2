// What the selected features or things come to: area, length, sums of their figures. Many are measured in the
// background.
#pragma once

#include "app/jobs.hpp"
#include "app/selection.hpp"
#include "app/table/table_rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct SelectedSums {
  struct Sum {
    std::string name;
    std::string unit;
    double value = 0;
    int decimals = -1;  ///< -1: three significant digits
  };
  std::size_t count = 0;
  double area_ha = 0;   ///< geodesic, of the polygons
  double edge_m = 0;    ///< of the polygons
  double length_m = 0;  ///< of the lines
  std::vector<Sum> sums;
};

/// Throws Cancelled when asked to stop.
[[nodiscard]] SelectedSums sums_of(const geo::Features& features, const geo::RowSet& rows, const geo::Crs& map,
                                   geo::Progress& progress);
/// Removals and emissions are those of `input.year`.
[[nodiscard]] SelectedSums sums_of(const std::vector<render::PlanThing>& things, const PlanTableInput& input);

class SelectionSums {
public:
  /// `version` says whether the selection is still the one that was measured.
  void update(const Selection& selection, std::uint64_t version, const PlanTableInput& input,
              const std::string& language, Jobs& jobs);
  /// Null while it is measured, and when nothing is selected.
  [[nodiscard]] const SelectedSums* value() const { return value_ ? &*value_ : nullptr; }

private:
  struct Of {
    std::uint64_t version = 0;
    geo::PlanPtr plan;  ///< for things
    int year = 0;
    std::string language;
    bool operator==(const Of&) const = default;
  };
  std::optional<Of> asked_;
  std::optional<SelectedSums> value_;
};

}  // namespace app
