#include "app/commands/table.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cassert>
#include <vector>

namespace app {
namespace {

const std::vector<Command>& table() {
  static const std::vector<Command> all = [] {
    std::vector<Command> joined;
    for (const std::span<const Command> group :
         {plan_commands(), edit_commands(), tool_commands(), map_commands(), view_commands(), layer_commands(),
          time_commands(), window_commands(), table_commands()})
      joined.insert(joined.end(), group.begin(), group.end());
    return joined;
  }();
  return all;
}

std::string key_text(int code) {
  switch (code) {
    case GLFW_KEY_ESCAPE: return "Esc";
    case GLFW_KEY_DELETE: return "Del";
    case GLFW_KEY_SPACE: return tr("Space");
    case GLFW_KEY_HOME: return "Home";
    case GLFW_KEY_LEFT: return "←";
    case GLFW_KEY_RIGHT: return "→";
    case GLFW_KEY_UP: return "↑";
    case GLFW_KEY_DOWN: return "↓";
    case GLFW_KEY_PAGE_UP: return "PgUp";
    case GLFW_KEY_PAGE_DOWN: return "PgDn";
    case GLFW_KEY_KP_ADD:
    case GLFW_KEY_EQUAL: return "+";
    case GLFW_KEY_KP_SUBTRACT:
    case GLFW_KEY_MINUS: return "−";
    default: break;
  }
  if (code >= GLFW_KEY_F1 && code <= GLFW_KEY_F12) return "F" + std::to_string(code - GLFW_KEY_F1 + 1);
  return std::string(1, static_cast<char>(code));  // GLFW's codes of letters and digits are ASCII
}

}  // namespace

std::span<const Command> commands() {
  return table();
}

const Command* find_command(std::string_view id) {
  const auto found = std::find_if(table().begin(), table().end(), [&](const Command& c) { return id == c.id; });
  return found == table().end() ? nullptr : &*found;
}

const Command& command(std::string_view id) {
  const Command* found = find_command(id);
  assert(found);
  return *found;
}

bool run(const Command& command, Workspace& workspace) {
  if (!command.enabled(workspace)) return false;
  command.act(workspace);
  return true;
}

std::string shortcut_text(const Shortcut& shortcut) {
  if (!shortcut.code) return {};
  return std::string(shortcut.ctrl ? "Ctrl " : "") + (shortcut.alt ? "Alt " : "") +
         (shortcut.shift ? tr("Shift") + std::string(" ") : "") + key_text(shortcut.code);
}

std::string group_text(CommandGroup group) {
  switch (group) {
    case CommandGroup::plan: return tr("Plan");
    case CommandGroup::edit: return tr("Edit");
    case CommandGroup::tools: return tr("Tools");
    case CommandGroup::map: return tr("Map");
    case CommandGroup::view: return tr("Views");
    case CommandGroup::layer: return tr("Layer");
    case CommandGroup::time: return tr("Time");
    case CommandGroup::window: return tr("Window");
  }
  return {};
}

}  // namespace app
