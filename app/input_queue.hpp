// Keys, buttons and pointer moves in the order in which they came, handed to ImGui so that none is lost in a slow
// frame: a click is seen where it was made, and a key that was pressed and let go between two frames is still pressed.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace app {

class InputQueue {
public:
  /// Takes over the window's callbacks. One window.
  explicit InputQueue(GLFWwindow* window);
  ~InputQueue();
  InputQueue(const InputQueue&) = delete;
  InputQueue& operator=(const InputQueue&) = delete;

  /// Puts the next events into ImGui's io, as many as one frame can tell apart. After the backend's NewFrame and before
  /// ImGui's. Returns true if events are left for the next frame.
  bool feed();
  /// Files dropped on the window since the last call.
  std::vector<std::string> take_dropped();

private:
  struct Moved {
    float x, y;
  };
  struct Button {
    int button;
    bool down;
  };
  struct Wheel {
    float x, y;
  };
  struct Key {
    int code;
    bool down;
  };
  struct Character {
    unsigned code;
  };
  struct Left {};  ///< the pointer left the window
  struct Focus {
    bool has;
  };
  using Event = std::variant<Moved, Button, Wheel, Key, Character, Left, Focus>;

  GLFWwindow* window_;
  std::deque<Event> events_;
  std::vector<std::string> dropped_;
  // The backend polls the pointer each frame; what was fed is what counts.
  float x_ = -1;
  float y_ = -1;
  std::array<bool, 5> down_{};
};

}  // namespace app
