// The plans that were opened last, with the pictures that the start page shows of them.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct RecentPlan {
  std::string path;  ///< absolute
  std::string name;
  geo::Message fact;           ///< one fact of the plan, translated where it is shown
  std::int64_t opened_at = 0;  ///< seconds since 1970, UTC
  bool operator==(const RecentPlan&) const = default;
};

/// The last opened first.
using RecentPlans = std::vector<RecentPlan>;
inline constexpr std::size_t most_recent_plans = 24;

/// Puts the plan in front; one path stands in the list once.
void remember(RecentPlans& recent, RecentPlan plan);
void forget(RecentPlans& recent, std::string_view path);
/// Those whose name or path holds every word of the text, case aside, in their order.
[[nodiscard]] std::vector<RecentPlan> matching(const RecentPlans& recent, std::string_view typed);

/// What tells this plan from the others in a few words: its sinks, sources, layers, or that it is empty.
[[nodiscard]] geo::Message one_fact(const geo::Plan& plan);

/// "Tänään 12.41", "Eilen 16.05", "12.3.2026" in local time.
[[nodiscard]] std::string when_opened(std::int64_t opened_at, std::chrono::system_clock::time_point now);

/// $XDG_CACHE_HOME/hiilitie, else ~/.cache/hiilitie; empty without either. What lies there can be made again.
[[nodiscard]] std::filesystem::path picture_folder();
/// $XDG_DATA_HOME/hiilitie, else ~/.local/share/hiilitie; the current folder without either. For plans that are made
/// without asking where.
[[nodiscard]] std::filesystem::path own_plans_folder();
/// Where the picture of a plan's map lies, one for each of the two grounds. Empty without a folder.
[[nodiscard]] std::filesystem::path picture_of_plan(std::string_view plan_path, bool dark);

}  // namespace app
