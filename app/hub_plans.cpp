#include "app/hub_plans.hpp"

#include "geo/error.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace app {

bool is_database(const std::filesystem::path& file) {
  constexpr std::string_view beginning = "SQLite format 3";
  std::string first(beginning.size(), '\0');
  std::ifstream stream(file, std::ios::binary);
  return stream.read(first.data(), static_cast<std::streamsize>(first.size())) && first == beginning;
}

FolderOfHubs hubs_of_folder(const std::filesystem::path& folder, const geo::Crs* first_map,
                            const std::filesystem::path& but) {
  std::error_code unreadable;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(folder, unreadable), end; !unreadable && entry != end;
       entry.increment(unreadable)) {
    std::error_code other;
    if (entry->path().extension() == ".sqlite" && is_database(entry->path()) &&
        (but.empty() || !std::filesystem::equivalent(entry->path(), but, other)))
      files.push_back(entry->path());
  }
  if (unreadable) throw geo::Error(folder.string(), geo::say("The folder can not be read."));
  std::sort(files.begin(), files.end());
  FolderOfHubs found;
  std::optional<geo::Crs> first;
  if (first_map != nullptr) first = *first_map;
  for (const auto& file : files) {
    try {
      auto plan = layers::PlanStore::open(file.string(), layers::PlanStore::Access::read).load().value;
      geo::Hub hub{plan, file.stem().string(), {}};
      const geo::Crs own = geo::Crs::from_text(plan->info().map_crs);
      if (!first) first = own;
      if (!own.same_as(*first))
        hub.to_first_map = [transform = std::make_shared<const geo::Transform>(own, *first)](geo::MapPoint p) {
          return (*transform)(p);
        };
      found.hubs.push_back(std::move(hub));
    } catch (const geo::Error& error) {
      found.left_out.push_back(error);
    }
  }
  if (found.hubs.empty() && !found.left_out.empty()) throw found.left_out.front();
  if (found.hubs.empty())
    throw geo::Error(folder.string(),
                     but.empty() ? geo::say("The folder holds no plans.") : geo::say("The folder holds no other plan."),
                     geo::say("A plan's name ends in .sqlite."));
  return found;
}

}  // namespace app
