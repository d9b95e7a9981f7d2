// What lies over the map while presenting: step card, legend, scale bar, north, the year's figure (look.md section 10).
#pragma once

#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <chrono>
#include <optional>
#include <vector>

namespace app {

class PresentView {
public:
  /// Over the map, which fills the window.
  void draw(Workspace& workspace, ImVec2 size);
  /// Where its cards lay in the last frame [px].
  [[nodiscard]] const std::vector<render::ScreenBox>& covered() const { return covered_; }
  /// Seconds until it needs a frame although nothing happens: the pointer and the keys' names go after a while.
  [[nodiscard]] std::optional<double> due_in_s() const;

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begun_;
  Clock::time_point moved_at_;
  std::vector<render::ScreenBox> covered_;
  bool pointer_shown_ = true;
  bool keys_shown_ = true;
  int last_frame_ = -2;
};

}  // namespace app
