// A plan that is to be made: what the person is asked, whether the answers can be used, and the file made of them.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A map CRS that is offered by name.
struct CrsOffer {
  std::string code;  ///< "EPSG:3067"
  std::string name;  ///< "ETRS-TM35FIN", "ETRS-GK24"
};
/// ETRS-TM35FIN first, then the GK zones from west to east.
[[nodiscard]] const std::vector<CrsOffer>& crs_offers();

struct NewPlan {
  std::string name;
  std::string folder;
  std::string crs = "EPSG:3067";  ///< as offered or typed
  int base_year = 2025;
  int horizon_year = 2045;
};

/// What is wrong with an answer, each with the sentence that says what is accepted. All empty: it can be made.
struct NewPlanTroubles {
  std::optional<geo::Message> name;
  std::optional<geo::Message> folder;
  std::optional<geo::Message> crs;
  std::optional<geo::Message> years;
  [[nodiscard]] bool any() const { return name || folder || crs || years; }
};
[[nodiscard]] NewPlanTroubles troubles(const NewPlan& plan);

/// The name as a file's name: no slashes, no control characters, not hidden, never empty.
[[nodiscard]] std::string file_name_of(const std::string& plan_name);

/// Where the plan's file would lie: named after the plan, with a number where that name is taken.
[[nodiscard]] std::filesystem::path file_of(const NewPlan& plan);

/// Writes the plan's file and returns where it is. Throws geo::Error.
[[nodiscard]] std::filesystem::path make_plan(const NewPlan& plan);

/// A copy of the example for the person to change, in the folder of own plans. Throws geo::Error.
[[nodiscard]] std::filesystem::path make_example_copy(const std::string& example);

/// The plan as it is, in a file of its own in the folder of own plans. Throws geo::Error.
[[nodiscard]] std::filesystem::path copy_of_plan(const geo::Plan& plan);

}  // namespace app
