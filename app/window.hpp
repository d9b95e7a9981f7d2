// The window: GLFW, Dear ImGui and the frame loop.
#pragma once

#include "geo/error.hpp"

#include <optional>
#include <string>

namespace app {

/// No window can be opened at all: no display that answers, or one without OpenGL 3.3.
class NoWindow : public geo::Error {
public:
  using geo::Error::Error;
};

struct WindowOptions {
  std::string language;      ///< "fi", "en"; empty: of the environment
  std::optional<bool> dark;  ///< else as the person prefers
  std::optional<bool> high_contrast;
  std::optional<double> ui_scale;  ///< 0.75 to 3; else as the person prefers, else as the monitor says
  int width_px = 1600;
  int height_px = 900;
  /// Writes what the window does as lines of text, for tests and for looking into it. Each line is flushed.
  // clang-format off
  ///   frame N                  the N-th frame was drawn (an idle window writes nothing)
  ///   page NAME                start or plan
  ///   look LANGUAGE GROUND CONTRAST PERCENT   fi or en, light or dark, plain or strong, size of the interface
  ///   overlay NAME             the panel over the map: none, files, messages, guide, palette, new-plan, history, unsaved,
  ///                            adopt, relink
  ///   camera X Y M_PER_PX W H LEFT TOP   centre [m], scale, size of the map and its corner in the window [px]
  ///   tool NAME CORNERS        the tool in hand, and how many corners are placed
  ///   plan REVISION WAITING    edits made, and how many of them are not in the file yet
  ///   map moves|rests          whether it moves by itself: a glide, a flight
  ///   selected none            what is selected, or
  ///   selected thing KIND COUNT ID       things of the plan: which kind, how many, the one that was chosen last
  ///   selected layer ID 1 0              a linked layer as a whole
  ///   selected feature LAYER COUNT ROW   features of a linked layer
  ///   table closed             the attribute table, or
  ///   table KIND LAYER SHOWN TOTAL SORT_COLUMN up|down
  ///   card none                the pinned card, or
  ///   card HITS TOLD           how many things lie there, and which of them it tells of
  ///   shown YEAR THEME
  ///   present off|STEP/COUNT [blank]
  ///   copied TEXT              into the clipboard
  ///   at X Y KIND WORDS        the middle of a control [px]: "layer Roads", "tab Style", "button Add", "icon Undo", ...
  ///   gone KIND WORDS          it is not drawn any more
  ///   idle                     nothing is being computed
  ///   text cut|off WORDS       a text that lacks room, or goes beyond the edge of what is drawn
  ///   text over WORDS | WORDS  texts that lie on each other
  // clang-format on
  std::string trace_path;
  /// Writes the window's picture as PNG and quits, as soon as nothing is being computed.
  std::string screenshot_path;
  /// Instead of the window's own content, all controls in all their states. For building the program.
  bool components = false;
};

/// Opens the window on a plan (empty: the start page) and returns 0 when it is closed. Throws geo::Error when the plan
/// can not be opened, NoWindow when there is no window to be had.
int run_window(const std::string& plan_path, const WindowOptions& options);

}  // namespace app
