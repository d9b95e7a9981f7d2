#include "app/recent.hpp"

#include "app/number_format.hpp"
#include "app/palette_match.hpp"
#include "app/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace app {
namespace {

namespace fs = std::filesystem;

/// $NAME/hiilitie; relative values are to be ignored (XDG Base Directory Specification).
fs::path base_folder(const char* name, const char* below_home) {
  if (const char* value = std::getenv(name); value && *value == '/') return fs::path(value) / "hiilitie";
  if (const char* home = std::getenv("HOME"); home && *home == '/') return fs::path(home) / below_home / "hiilitie";
  return {};
}

/// FNV-1a: a name for a file, nothing more.
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return value;
}

std::string counted(std::size_t count) {
  return number(static_cast<double>(count), 0);
}

}  // namespace

void remember(RecentPlans& recent, RecentPlan plan) {
  forget(recent, plan.path);
  recent.insert(recent.begin(), std::move(plan));
  if (recent.size() > most_recent_plans) recent.resize(most_recent_plans);
}

void forget(RecentPlans& recent, std::string_view path) {
  std::erase_if(recent, [&](const RecentPlan& plan) { return plan.path == path; });
}

std::vector<RecentPlan> matching(const RecentPlans& recent, std::string_view typed) {
  std::vector<RecentPlan> found;
  std::copy_if(recent.begin(), recent.end(), std::back_inserter(found),
               [&](const RecentPlan& plan) { return match(typed, plan.name + " " + plan.path).has_value(); });
  return found;
}

geo::Message one_fact(const geo::Plan& plan) {
  const auto said = [](std::size_t count, const char* one, const char* many) {
    return count == 1 ? geo::Message{one, {}} : geo::Message{many, {counted(count)}};
  };
  if (!plan.emission_sources().empty())
    return said(plan.emission_sources().size(), key("1 emission source"), key("{0} emission sources"));
  if (!plan.sink_sites().empty()) return said(plan.sink_sites().size(), key("1 sink site"), key("{0} sink sites"));
  if (!plan.business_areas().empty())
    return said(plan.business_areas().size(), key("1 business area"), key("{0} business areas"));
  if (!plan.layers().empty()) return said(plan.layers().size(), key("1 layer"), key("{0} layers"));
  return geo::say("nothing in it yet");
}

std::string when_opened(std::int64_t opened_at, std::chrono::system_clock::time_point now) {
  const auto opened = std::chrono::system_clock::from_time_t(static_cast<std::time_t>(opened_at));
  const std::tm then = fmt::localtime(std::chrono::system_clock::to_time_t(opened));
  const auto is_day = [&](std::chrono::system_clock::time_point time) {
    const std::tm day = fmt::localtime(std::chrono::system_clock::to_time_t(time));
    return day.tm_year == then.tm_year && day.tm_yday == then.tm_yday;
  };
  if (is_day(now)) return tr("Today") + (" " + clock_time(opened));
  // From noon to noon, so that a day of 23 or 25 hours does not skip one.
  std::tm noon = fmt::localtime(std::chrono::system_clock::to_time_t(now));
  noon.tm_hour = 12;
  noon.tm_isdst = -1;
  const auto yesterday = std::chrono::system_clock::from_time_t(std::mktime(&noon)) - std::chrono::hours(24);
  if (is_day(yesterday)) return tr("Yesterday") + (" " + clock_time(opened));
  if (language() == "fi") return fmt::format("{}.{}.{}", then.tm_mday, then.tm_mon + 1, then.tm_year + 1900);
  return fmt::format("{} {:%b} {}", then.tm_mday, then, then.tm_year + 1900);
}

fs::path picture_folder() {
  return base_folder("XDG_CACHE_HOME", ".cache");
}

fs::path own_plans_folder() {
  const fs::path folder = base_folder("XDG_DATA_HOME", ".local/share");
  std::error_code ignored;
  return folder.empty() ? fs::current_path(ignored) : folder;
}

fs::path picture_of_plan(std::string_view plan_path, bool dark) {
  const fs::path folder = picture_folder();
  if (folder.empty()) return {};
  return folder / fmt::format("{:016x}_{}.png", hash(plan_path), dark ? "dark" : "light");
}

}  // namespace app
