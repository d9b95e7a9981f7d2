// Menus of commands, drawn by us: rows in groups, in as many columns as the window's height asks for.
#pragma once

#include "app/commands.hpp"

#include <imgui/imgui.h>

#include <optional>
#include <span>

namespace app {

/// The rows of an open popup: all commands of the groups in their order. Runs what is chosen and closes the popup.
/// `room`: the part of the window that the popup may take.
void command_menu(Workspace& workspace, std::span<const CommandGroup> groups, ImVec2 room);

/// The menu of a place on the map, opened by the right button or the menu key. Inside the map's window.
class MapMenu {
public:
  void draw(Workspace& workspace, const std::optional<geo::MapPoint>& pointer);

private:
  std::optional<geo::MapPoint> place_;
};

}  // namespace app
