// What the command palette finds: commands, things of the plan, layers, kept views, typed positions and years.
#pragma once

#include "app/commands.hpp"
#include "app/palette_match.hpp"
#include "geo/crs.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app {

struct PaletteEntry {
  using Target = std::variant<const Command*, render::PlanThing, geo::Id<geo::Layer>, geo::Id<geo::View>, geo::MapPoint,
                              int>;  ///< the last is a year
  Target target;
  std::string text;
  std::string aside;  ///< small, on the right: the kind of thing, or why it can not be done now
  std::string keys;   ///< of a command
  char32_t icon = 0;
  bool enabled = true;
  std::vector<TextRange> marked;  ///< what was found in the text
  double score = 0;
  bool scattered = false;  ///< see Match
  [[nodiscard]] bool is_command() const { return target.index() == 0; }
};

/// Commands first, then the rest, each the best first; nothing typed: what was used last, then all commands.
[[nodiscard]] std::vector<PaletteEntry> palette_entries(const Workspace& workspace, std::string_view typed);

/// Does what the entry says; a command is remembered as used. Returns whether anything was done.
bool act(const PaletteEntry& entry, Workspace& workspace);

/// "N 6820704 E 334622", "N 6 820 704 E 334 622" or "6820704 334622" in the map's own metres, north first; "61.5, 23.8"
/// or "61,5 23,8" in degrees, latitude first. None when it is no position, or not one within the CRS.
[[nodiscard]] std::optional<geo::MapPoint> place_from(std::string_view typed, const geo::Crs& map_crs);

/// Why the command can not be run now; empty when it can, or when there is no more to say than that.
[[nodiscard]] std::string why_not(const Command& command, const Workspace& workspace);

}  // namespace app
