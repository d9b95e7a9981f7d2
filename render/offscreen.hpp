// An OpenGL 3.3 core context without any window or display, by EGL.
#pragma once

#include <memory>
#include <string>

namespace render {

class OffscreenContext {
public:
  /// Surfaceless platform, else a device platform. Current on the calling thread afterwards.
  /// Throws geo::Error that names what was tried.
  OffscreenContext();
  ~OffscreenContext();
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;

  [[nodiscard]] const std::string& description() const;  ///< platform, renderer and version

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace render
