#include "app/input_queue.hpp"

#include "app/widgets/focus.hpp"

#include <GLFW/glfw3.h>
#include <imgui/imgui.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <utility>

namespace app {
namespace {

InputQueue* queue_of(GLFWwindow* window) {
  return static_cast<InputQueue*>(glfwGetWindowUserPointer(window));
}

}  // namespace

InputQueue::InputQueue(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    auto& events = queue_of(w)->events_;
    const Moved moved{static_cast<float>(x), static_cast<float>(y)};
    if (!events.empty() && std::holds_alternative<Moved>(events.back()))
      events.back() = moved;
    else
      events.emplace_back(moved);
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
    if (button >= 0 && button < 5) queue_of(w)->events_.emplace_back(Button{button, action == GLFW_PRESS});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    queue_of(w)->events_.emplace_back(Wheel{static_cast<float>(x), static_cast<float>(y)});
  });
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int) {
    // ImGui repeats held keys by itself.
    if (key >= 0 && action != GLFW_REPEAT) queue_of(w)->events_.emplace_back(Key{key, action == GLFW_PRESS});
  });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code) { queue_of(w)->events_.emplace_back(Character{code}); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
    if (!entered) queue_of(w)->events_.emplace_back(Left{});
  });
  glfwSetWindowFocusCallback(
      window, [](GLFWwindow* w, int focused) { queue_of(w)->events_.emplace_back(Focus{focused == GLFW_TRUE}); });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    auto& dropped = queue_of(w)->dropped_;
    dropped.insert(dropped.end(), paths, paths + count);
  });
}

InputQueue::~InputQueue() {
  glfwSetWindowUserPointer(window_, nullptr);
}

std::vector<std::string> InputQueue::take_dropped() {
  return std::exchange(dropped_, {});
}

bool InputQueue::feed() {
  ImGuiIO& io = ImGui::GetIO();
  std::array<bool, 5> button_changed{};
  std::array<bool, 512> key_changed{};
  bool any_button = false;
  bool any_key = false;
  bool any_press = false;
  bool any_character = false;
  bool wheel = false;
  bool left = false;
  while (!events_.empty()) {
    const Event& event = events_.front();
    if (const auto* moved = std::get_if<Moved>(&event)) {
      if (any_button || wheel || left) break;
      x_ = moved->x;
      y_ = moved->y;
    } else if (const auto* button = std::get_if<Button>(&event)) {
      const auto index = static_cast<std::size_t>(button->button);
      if (button_changed[index] || wheel || left || any_key) break;
      down_[index] = button->down;
      button_changed[index] = any_button = true;
    } else if (const auto* turned = std::get_if<Wheel>(&event)) {
      if (any_button || left) break;
      io.MouseWheel += turned->y;
      io.MouseWheelH += turned->x;
      wheel = true;
    } else if (const auto* key = std::get_if<Key>(&event)) {
      // While text is typed, keys of letters say nothing that their characters do not: they need no frames of their
      // own. Ctrl may have gone down in this very batch.
      const bool ctrl = io.KeysDown[GLFW_KEY_LEFT_CONTROL] || io.KeysDown[GLFW_KEY_RIGHT_CONTROL];
      if (text_has_keys() && !ctrl && key->code < GLFW_KEY_ESCAPE) {
        io.KeysDown[key->code] = false;
        events_.pop_front();
        continue;
      }
      const auto index = static_cast<std::size_t>(std::min(key->code, 511));
      // What was pressed is seen with the modifiers of its moment: nothing is let go in the same frame.
      if (key_changed[index] || any_character || any_button || (any_press && !key->down)) break;
      any_press = any_press || key->down;
      io.KeysDown[index] = key->down;
      key_changed[index] = any_key = true;
    } else if (const auto* character = std::get_if<Character>(&event)) {
      // Characters of a key come after it and belong to the same frame; a later key waits.
      if (any_button) break;
      io.AddInputCharacter(character->code);
      any_character = true;
    } else if (const auto* focus = std::get_if<Focus>(&event)) {
      io.AddFocusEvent(focus->has);
      if (!focus->has) {
        std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
        down_.fill(false);
      }
    } else {
      if (any_button || wheel) break;
      left = true;
      x_ = y_ = -FLT_MAX;
    }
    events_.pop_front();
  }
  io.MousePos = {x_, y_};
  std::copy(down_.begin(), down_.end(), io.MouseDown);
  io.KeyCtrl = io.KeysDown[GLFW_KEY_LEFT_CONTROL] || io.KeysDown[GLFW_KEY_RIGHT_CONTROL];
  io.KeyShift = io.KeysDown[GLFW_KEY_LEFT_SHIFT] || io.KeysDown[GLFW_KEY_RIGHT_SHIFT];
  io.KeyAlt = io.KeysDown[GLFW_KEY_LEFT_ALT] || io.KeysDown[GLFW_KEY_RIGHT_ALT];
  io.KeySuper = false;
  return !events_.empty();
}

}  // namespace app
