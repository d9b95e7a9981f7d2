#include "app/new_plan.hpp"

#include "app/recent.hpp"
#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "layers/asset_files.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <algorithm>
#include <system_error>

namespace app {
namespace {

namespace fs = std::filesystem;

/// A path of this stem in the folder that is not taken.
fs::path free_path(const fs::path& folder, const std::string& stem) {
  std::error_code ignored;
  fs::path path = folder / (stem + ".sqlite");
  for (int number = 2; fs::exists(path, ignored); ++number)
    path = folder / (stem + " " + std::to_string(number) + ".sqlite");
  return path;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\u00A0") == std::string::npos;
}

}  // namespace

const std::vector<CrsOffer>& crs_offers() {
  static const std::vector<CrsOffer> offers = [] {
    std::vector<CrsOffer> made{{"EPSG:3067", "ETRS-TM35FIN"}};
    // EPSG:3873 is ETRS89 / GK19FIN, one zone a degree.
    for (int zone = 19; zone <= 31; ++zone)
      made.push_back({"EPSG:" + std::to_string(3873 + zone - 19), "ETRS-GK" + std::to_string(zone)});
    return made;
  }();
  return offers;
}

NewPlanTroubles troubles(const NewPlan& plan) {
  NewPlanTroubles found;
  if (is_blank(plan.name)) found.name = geo::say("Give the plan a name.");
  std::error_code error;
  if (!fs::path(plan.folder).is_absolute())
    found.folder = geo::say("Give the whole path of a folder, from the root on.");
  else if (fs::exists(plan.folder, error) && !fs::is_directory(plan.folder, error))
    found.folder = geo::say("This is a file. Give a folder.");
  try {
    if (!geo::Crs::from_text(plan.crs).is_projected_in_metres())
      found.crs = geo::say("A plan needs a projected coordinate system in metres.");
  } catch (const geo::Error&) {
    found.crs = geo::say("There is no such coordinate system. Give a code such as EPSG:3067.");
  }
  if (plan.base_year < 1900 || plan.horizon_year > 2200 || plan.horizon_year <= plan.base_year)
    found.years = geo::say("Give years between 1900 and 2200, the last after the first.");
  return found;
}

std::string file_name_of(const std::string& plan_name) {
  std::string name;
  for (const char c : plan_name) {
    const auto byte = static_cast<unsigned char>(c);
    // Also what Windows does not take, since plans lie on shared disks.
    const bool is_bad =
        byte < 0x20 || byte == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
    name.push_back(is_bad ? '-' : c);
  }
  const auto first = name.find_first_not_of(" .\t");
  const auto last = name.find_last_not_of(" .\t");
  name = first == std::string::npos ? std::string() : name.substr(first, last - first + 1);
  // A file's name holds 255 bytes; the ending and a number need some of them. UTF-8 is cut between characters.
  if (std::size_t cut = 200; name.size() > cut) {
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;
    name.resize(cut);
  }
  return name.empty() ? "plan" : name;
}

fs::path file_of(const NewPlan& plan) {
  return free_path(plan.folder, file_name_of(plan.name));
}

fs::path make_plan(const NewPlan& plan) {
  std::error_code error;
  fs::create_directories(plan.folder, error);
  geo::PlanInfo info;
  info.name = plan.name;
  info.map_crs = geo::Crs::from_text(plan.crs).text();
  info.base_year = plan.base_year;
  info.horizon_year = plan.horizon_year;
  fs::path path = file_of(plan);
  (void)layers::PlanStore::create(path.string(), geo::Plan(info));
  return path;
}

fs::path copy_of_plan(const geo::Plan& plan) {
  const fs::path folder = own_plans_folder();
  std::error_code error;
  fs::create_directories(folder, error);
  fs::path path = free_path(folder, file_name_of(plan.info().name));
  (void)layers::PlanStore::create(path.string(), plan);
  return path;
}

fs::path make_example_copy(const std::string& example) {
  return copy_of_plan(layers::read_plan_toml(layers::asset_folder() / "examples" / (example + ".toml")));
}

}  // namespace app
