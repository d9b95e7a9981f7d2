#include "app/preferences.hpp"

#include "geo/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Larger files are not ours.
constexpr std::uintmax_t largest_file_bytes = 1'000'000;
constexpr std::size_t longest_text = 4096;

void take(const json& from, const char* name, bool& value) {
  if (const auto found = from.find(name); found != from.end() && found->is_boolean()) value = found->get<bool>();
}

void take(const json& from, const char* name, std::string& value) {
  if (const auto found = from.find(name);
      found != from.end() && found->is_string() && found->get_ref<const std::string&>().size() <= longest_text)
    value = found->get<std::string>();
}

/// A number outside its limits is damage like any other and leaves the default.
void take(const json& from, const char* name, double& value, double low, double high) {
  const auto found = from.find(name);
  if (found == from.end() || !found->is_number()) return;
  const double number = found->get<double>();
  if (std::isfinite(number) && number >= low && number <= high) value = number;
}

RecentPlan plan_from(const json& entry) {
  RecentPlan plan;
  take(entry, "path", plan.path);
  take(entry, "name", plan.name);
  if (const auto fact = entry.find("fact"); fact != entry.end() && fact->is_object()) {
    take(*fact, "text", plan.fact.text);
    if (const auto args = fact->find("args"); args != fact->end() && args->is_array())
      for (const json& arg : *args)
        if (arg.is_string()) plan.fact.args.push_back(arg.get<std::string>());
  }
  double seconds = 0;
  take(entry, "opened_at", seconds, 0, 1e11);
  plan.opened_at = static_cast<std::int64_t>(seconds);
  return plan;
}

Preferences preferences_from(const json& root) {
  Preferences p;
  take(root, "language", p.language);
  if (p.language != "fi" && p.language != "en") p.language.clear();
  take(root, "dark", p.dark);
  take(root, "high_contrast", p.high_contrast);
  take(root, "reduce_motion", p.reduce_motion);
  take(root, "ui_scale", p.ui_scale, 0.75, 3);
  if (const auto panels = root.find("panels"); panels != root.end() && panels->is_object()) {
    take(*panels, "left", p.panels.left, 14, 24);
    take(*panels, "inspector", p.panels.inspector, 16, 26);
    take(*panels, "dock", p.panels.dock, 3, 20);
    take(*panels, "table", p.panels.table, 10, 40);
    take(*panels, "flows", p.panels.flows, 24, 45);
  }
  take(root, "last_folder", p.last_folder);
  if (const auto commands = root.find("recent_commands"); commands != root.end() && commands->is_array())
    for (const json& id : *commands)
      if (id.is_string() && p.recent_commands.size() < 16) p.recent_commands.push_back(id.get<std::string>());
  if (const auto plans = root.find("recent_plans"); plans != root.end() && plans->is_array())
    for (auto entry = plans->rbegin(); entry != plans->rend(); ++entry) {
      if (!entry->is_object()) continue;
      if (RecentPlan plan = plan_from(*entry); fs::path(plan.path).is_absolute())
        remember(p.recent_plans, std::move(plan));
    }
  return p;
}

json json_of(const Preferences& p) {
  json root = json::object();
  root["language"] = p.language;
  root["dark"] = p.dark;
  root["high_contrast"] = p.high_contrast;
  root["reduce_motion"] = p.reduce_motion;
  if (p.ui_scale > 0) root["ui_scale"] = p.ui_scale;
  root["panels"] = {{"left", p.panels.left},
                    {"inspector", p.panels.inspector},
                    {"dock", p.panels.dock},
                    {"table", p.panels.table},
                    {"flows", p.panels.flows}};
  root["last_folder"] = p.last_folder;
  root["recent_commands"] = p.recent_commands;
  root["recent_plans"] = json::array();
  for (const RecentPlan& plan : p.recent_plans)
    root["recent_plans"].push_back({{"path", plan.path},
                                    {"name", plan.name},
                                    {"fact", {{"text", plan.fact.text}, {"args", plan.fact.args}}},
                                    {"opened_at", plan.opened_at}});
  return root;
}

}  // namespace

fs::path preferences_file() {
  // Relative values are to be ignored (XDG Base Directory Specification).
  if (const char* value = std::getenv("XDG_CONFIG_HOME"); value && *value == '/')
    return fs::path(value) / "hiilitie" / "preferences.json";
  if (const char* home = std::getenv("HOME"); home && *home == '/')
    return fs::path(home) / ".config" / "hiilitie" / "preferences.json";
  return {};
}

ReadPreferences read_preferences(const fs::path& file) {
  ReadPreferences result;
  std::error_code error;
  if (file.empty() || !fs::exists(file, error)) return result;
  const auto unusable = [&] {
    result.trouble = geo::say("The settings could not be read and are as at the first start.");
    return result;
  };
  const std::uintmax_t size = fs::file_size(file, error);
  if (error || size > largest_file_bytes) return unusable();
  std::ifstream stream(file);
  const json root = json::parse(stream, nullptr, false);
  if (!stream.is_open() || root.is_discarded() || !root.is_object()) return unusable();
  result.value = preferences_from(root);
  return result;
}

void write_preferences(const fs::path& file, const Preferences& preferences) {
  const auto failed = [&] {
    return geo::Error(file.string(), geo::say("The settings can not be written."),
                      geo::say("They hold until the window is closed."));
  };
  std::error_code error;
  if (file.empty()) throw failed();
  fs::create_directories(file.parent_path(), error);
  // Beside the file, so that renaming stays on one disk; its own name per process, so that two programs do not meet.
  const fs::path next = file.string() + "." + std::to_string(getpid());
  {
    std::ofstream stream(next, std::ios::trunc);
    // Paths need not be UTF-8; what is not is written as the replacement character.
    stream << json_of(preferences).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    if (!stream.flush()) {
      fs::remove(next, error);
      throw failed();
    }
  }
  fs::rename(next, file, error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(next, ignored);
  throw failed();
}

}  // namespace app
