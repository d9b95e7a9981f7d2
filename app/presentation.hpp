// Presenting (F11): the map fills the screen and the kept views are its steps. Changes nothing: when it ends, the
// window shows what it showed before.
#pragma once

#include "app/kept_views.hpp"

#include <optional>
#include <string>

namespace app {

struct Presentation {
  bool on = false;
  bool blank = false;         ///< nothing but the ground is shown
  bool pointer_spot = false;  ///< a large spot follows the pointer
  /// What was seen before.
  struct Before {
    MapState state;
    ViewsState views;
    Seen seen;
  };
  std::optional<Before> before;
};

/// What the step card says.
struct StepText {
  std::size_t number = 1;  ///< from 1
  std::size_t count = 1;
  std::string title;
  std::string sentence;
};

void begin_presentation(Workspace& workspace);
void end_presentation(Workspace& workspace);
[[nodiscard]] StepText present_step(const Workspace& workspace);

/// A key (GLFW's code) while presenting: arrows, page keys, space and clickers step; T theme, full stop blank, L spot,
/// Esc and F11 end. Returns whether it means anything.
bool take_presentation_key(Workspace& workspace, int key);

/// The body size of the interface while presenting [px], from the height of the window, so that every projector shows
/// the same picture: titles are a twentieth of it, text a thirty-second.
[[nodiscard]] float presentation_u(float height_px);
/// The symbol scale of the map while presenting: 1.5, more on screens of more pixels.
[[nodiscard]] double presentation_symbol_scale(double height_px);

}  // namespace app
