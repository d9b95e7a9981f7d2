#include "app/presentation.hpp"

#include "app/text.hpp"
#include "app/workspace.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

namespace app {

void begin_presentation(Workspace& w) {
  if (!w.has_plan() || w.presentation.on) return;
  w.presentation = {};
  w.presentation.on = true;
  w.presentation.before =
      Presentation::Before{w.state, w.views, w.navigation.destination().value_or(seen_by(w.camera))};
  w.playing = false;
  w.state.selected = {};
  w.state.more_selected.clear();
  // From the view that was gone to last, else from the first.
  if (const auto rows = kept_views(w.plan()); !rows.empty())
    go_to_view(w, w.plan().views().find(w.views.current) ? w.views.current : rows.front().id);
}

void end_presentation(Workspace& w) {
  if (!w.presentation.on) return;
  w.state = w.presentation.before->state;
  w.state.selected = w.selection.thing;
  w.state.more_selected = w.selection.more_things;
  w.views = w.presentation.before->views;
  w.navigation.fly(w.presentation.before->seen);
  w.presentation = {};
}

StepText present_step(const Workspace& w) {
  const auto rows = kept_views(w.plan());
  StepText text;
  if (rows.empty()) {
    text.title = w.plan().info().name;
    text.sentence = tr("Keep views of the map, and they become the steps of this presentation.");
    return text;
  }
  text.count = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id != w.views.current) continue;
    text.number = i + 1;
    text.title = rows[i]->name;
    text.sentence = rows[i]->note;
  }
  return text;
}

bool take_presentation_key(Workspace& w, int key) {
  if (!w.presentation.on) return false;
  if (w.overlay == Overlay::figure) {
    w.overlay = Overlay::none;
    return true;
  }
  // Whoever steps on wants to show something again.
  const auto step = [&](auto&& go) {
    w.presentation.blank = false;
    go();
    return true;
  };
  switch (key) {
    case GLFW_KEY_RIGHT:
    case GLFW_KEY_DOWN:
    case GLFW_KEY_PAGE_DOWN:
    case GLFW_KEY_SPACE:
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
    case GLFW_KEY_N: return step([&] { step_view(w, 1); });
    case GLFW_KEY_LEFT:
    case GLFW_KEY_UP:
    case GLFW_KEY_PAGE_UP:
    case GLFW_KEY_BACKSPACE:
    case GLFW_KEY_P: return step([&] { step_view(w, -1); });
    case GLFW_KEY_HOME: return step([&] { go_to_nth_view(w, 0); });
    case GLFW_KEY_END:
      return step([&] {
        if (!w.plan().views().empty()) go_to_nth_view(w, w.plan().views().size() - 1);
      });
    case GLFW_KEY_T:
      w.state.theme = render::theme_kind(!render::is_dark(w.state.theme), render::is_high_contrast(w.state.theme));
      return true;
    case GLFW_KEY_PERIOD:
    case GLFW_KEY_KP_DECIMAL: w.presentation.blank = !w.presentation.blank; return true;
    case GLFW_KEY_L: w.presentation.pointer_spot = !w.presentation.pointer_spot; return true;
    case GLFW_KEY_ESCAPE:
    case GLFW_KEY_F11: end_presentation(w); return true;
    default: return false;
  }
}

float presentation_u(float height_px) {
  // look.md's faces: heading is 1.42 u, small 0.89 u. Fonts beyond 80 px cost more memory than they are worth.
  return std::clamp(std::round(height_px / 28.4f), 14.0f, 80.0f);
}

double presentation_symbol_scale(double height_px) {
  return std::max(1.5, height_px / 600);
}

}  // namespace app
