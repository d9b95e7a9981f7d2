// The one table of what a person can do: menu, toolbar, shortcuts and the help sheet are made of it.
#pragma once

#include "app/workspace.hpp"

#include <span>
#include <string>

namespace app {

/// A key with its modifiers; `code` is GLFW's, 0 for none.
struct Shortcut {
  int code = 0;
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  bool operator==(const Shortcut&) const = default;
};

enum class CommandGroup { plan, edit, tools, map, view, layer, time, window };

struct Command {
  const char* id = nullptr;    ///< stays the same in every language, e.g. "edit.undo"
  const char* text = nullptr;  ///< gettext key
  CommandGroup group = CommandGroup::plan;
  char32_t icon = 0;
  Shortcut shortcut = {};
  Shortcut second_shortcut = {};
  /// Whether it changes the plan; then it is one edit that undo takes back.
  bool edits = false;
  bool (*enabled)(const Workspace&) = nullptr;
  void (*act)(Workspace&) = nullptr;
  const char* hint = nullptr;  ///< gettext key: what one should know before choosing it
};

[[nodiscard]] std::span<const Command> commands();
/// Asserts that the command exists.
[[nodiscard]] const Command& command(std::string_view id);
/// Null when there is none.
[[nodiscard]] const Command* find_command(std::string_view id);
/// Acts if the command is enabled. Returns whether it did.
bool run(const Command& command, Workspace& workspace);
/// "Ctrl Z", "F2", "Esc"; empty without a key.
[[nodiscard]] std::string shortcut_text(const Shortcut& shortcut);
[[nodiscard]] std::string group_text(CommandGroup group);

}  // namespace app
