#include "render/offscreen.hpp"

#include "geo/error.hpp"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace render {
namespace {

constexpr std::array<EGLint, 7> context_attributes{
    EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};

bool has_client_extension(const char* name) {
  return epoxy_has_egl_extension(EGL_NO_DISPLAY, name);
}

std::string gl_text(GLenum what) {
  const auto* text = reinterpret_cast<const char*>(glGetString(what));
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace

struct OffscreenContext::State {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  std::string description;
  std::string tried;  ///< each way that failed and why

  ~State() { release(); }

  void release() {
    if (context != EGL_NO_CONTEXT) {
      eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext(display, context);
      context = EGL_NO_CONTEXT;
    }
    // The display is not terminated: EGL shares it with every other user of the same platform in the process.
    display = EGL_NO_DISPLAY;
  }

  void failed(std::string_view platform, std::string_view step) {
    if (!tried.empty()) tried += ", ";
    tried.append(platform).append(": ").append(step);
    release();
  }

  bool open(std::string_view platform, EGLDisplay candidate) {
    if (candidate == EGL_NO_DISPLAY) return failed(platform, "eglGetPlatformDisplayEXT"), false;
    display = candidate;
    if (eglInitialize(display, nullptr, nullptr) == EGL_FALSE) return failed(platform, "eglInitialize"), false;
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return failed(platform, "eglBindAPI"), false;
    EGLConfig config = EGL_NO_CONFIG_KHR;
    if (!epoxy_has_egl_extension(display, "EGL_KHR_no_config_context")) {
      constexpr std::array<EGLint, 5> wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
      EGLint count = 0;
      if (eglChooseConfig(display, wanted.data(), &config, 1, &count) == EGL_FALSE || count == 0)
        return failed(platform, "eglChooseConfig"), false;
    }
    context = eglCreateContext(display, config, EGL_NO_CONTEXT, context_attributes.data());
    if (context == EGL_NO_CONTEXT) return failed(platform, "OpenGL 3.3 core"), false;
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_FALSE)
      return failed(platform, "eglMakeCurrent"), false;
    description = "EGL " + std::string(platform) + ", " + gl_text(GL_RENDERER) + ", OpenGL " + gl_text(GL_VERSION);
    return true;
  }
};

OffscreenContext::OffscreenContext() : state_(std::make_unique<State>()) {
  if (has_client_extension("EGL_MESA_platform_surfaceless")) {
    if (state_->open("surfaceless",
                     eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)))
      return;
  } else {
    state_->failed("surfaceless", "EGL_MESA_platform_surfaceless");
  }
  if (has_client_extension("EGL_EXT_platform_device") && has_client_extension("EGL_EXT_device_enumeration")) {
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    if (eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count) == EGL_FALSE) count = 0;
    for (EGLint i = 0; i < count; ++i)
      if (state_->open(
              "device " + std::to_string(i),
              eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr)))
        return;
    if (count == 0) state_->failed("device", "eglQueryDevicesEXT");
  } else {
    state_->failed("device", "EGL_EXT_platform_device");
  }
  throw geo::Error("OpenGL 3.3", geo::say("No picture can be drawn without a window. Tried {0}.", state_->tried),
                   geo::say("Install the packages libegl1, libegl-mesa0 and libgl1-mesa-dri."));
}

OffscreenContext::~OffscreenContext() = default;

const std::string& OffscreenContext::description() const {
  return state_->description;
}

}  // namespace render
