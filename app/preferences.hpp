// What the program remembers of the person from one day to the next: one small JSON file in $XDG_CONFIG_HOME/hiilitie.
// Nothing of a plan stands in it but name, place and one fact of the plans opened last.
#pragma once

#include "app/recent.hpp"
#include "geo/message.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// Widths and heights of the panels, in u.
struct PanelSizes {
  double left = 17;
  double inspector = 19;
  double dock = 11.7;
  double table = 19;    ///< of the dock while it shows the attribute table
  double flows = 31.4;  ///< right of the flow map
  bool operator==(const PanelSizes&) const = default;
};

struct Preferences {
  std::string language;  ///< "fi", "en"; empty: of the environment
  bool dark = false;
  bool high_contrast = false;
  bool reduce_motion = false;
  double ui_scale = 0;  ///< 0.75 to 3; 0: of the monitor
  PanelSizes panels;
  std::string last_folder;                     ///< of the file panel; empty: none yet
  std::vector<std::string> recent_commands{};  ///< ids, the last used first
  RecentPlans recent_plans;
  bool operator==(const Preferences&) const = default;
};

/// $XDG_CONFIG_HOME/hiilitie/preferences.json, else below ~/.config; empty without either.
[[nodiscard]] std::filesystem::path preferences_file();

struct ReadPreferences {
  Preferences value;
  /// The file is there and can not be used: what one may be told, quietly.
  std::optional<geo::Message> trouble;
};
/// A missing file gives the defaults; of a damaged one each entry that can be used is.
[[nodiscard]] ReadPreferences read_preferences(const std::filesystem::path& file);

/// Whole or not at all: another file takes the old one's place. Throws geo::Error where nothing can be written.
void write_preferences(const std::filesystem::path& file, const Preferences& preferences);

}  // namespace app
