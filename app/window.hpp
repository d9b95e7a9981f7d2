// The window: GLFW, Dear ImGui and the frame loop.
#pragma once

#include "render/theme.hpp"

#include <string>

namespace app {

struct WindowOptions {
  std::string language;  ///< "fi", "en"; empty: of the environment
  render::ThemeKind theme = render::ThemeKind::light;
  double ui_scale = 1;  ///< 0.75 to 3
  int width_px = 1600;
  int height_px = 900;
  /// Writes what the window does as lines of text, for tests and for looking into it. Each line is flushed.
  ///   frame N                         the N-th frame was drawn (an idle window writes nothing)
  ///   camera X Y M_PER_PX W H LEFT TOP  centre of the map [m], scale, size of the map and its corner in the window
  ///                                 [px]
  ///   tool NAME CORNERS               select, pan, draw-area or mark-point, and how many corners are placed
  ///   plan REVISION WAITING           edits made, and how many of them are not in the file yet
  ///   map moves|rests                 whether it moves by itself: a glide, a flight
  ///   shown YEAR THEME
  ///   present off|STEP/COUNT [blank]
  ///   copied TEXT                     into the clipboard
  ///   idle                            nothing is being computed
  ///   at X Y KIND WORDS               the middle of a control [px]: "layer Roads", "tab Style", "button Add", ...
  ///   gone KIND WORDS                 it is not drawn any more
  std::string trace_path;
  /// Writes the window's picture as PNG and quits, as soon as nothing is being computed.
  std::string screenshot_path;
};

/// Opens the window on a plan (empty: the start page) and returns when it is closed: 0, or 1 when there is no window to
/// be had. Throws geo::Error when the plan can not be opened.
int run_window(const std::string& plan_path, const WindowOptions& options);

}  // namespace app
