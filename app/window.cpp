#include "app/window.hpp"

#include "app/commands.hpp"
#include "app/frame.hpp"
#include "app/input_queue.hpp"
#include "app/keeper.hpp"
#include "app/look.hpp"
#include "app/map/marking_keys.hpp"
#include "app/number_format.hpp"
#include "app/panels/components_page.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/table_panel.hpp"
#include "app/preferences.hpp"
#include "app/text.hpp"
#include "app/trace.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/tip.hpp"
#include "render/picture.hpp"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>
#include <imgui/imgui.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <future>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace app {
namespace {

using Clock = std::chrono::steady_clock;

/// Frames that are drawn after anything happened: ImGui needs some until sizes and hovering have settled.
constexpr int settling_frames = 3;
/// Tooltips come half a second after the pointer rests.
constexpr double tooltip_check_s = 0.55;
constexpr double progress_interval_s = 0.1;
constexpr double play_interval_s = 0.8;

/// GLFW, the window and its OpenGL context.
class GlfwWindow {
public:
  GlfwWindow(int width_px, int height_px, const std::string& title) {
    glfwSetErrorCallback([](int, const char* text) { last_error() = text; });
    if (!glfwInit()) throw_failed();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "hiilitie");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "hiilitie");  // GLFW uses neither unless both are set
    window_ = glfwCreateWindow(width_px, height_px, title.c_str(), nullptr, nullptr);
    if (!window_) {
      glfwTerminate();
      throw_failed();
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(window_, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
  }
  ~GlfwWindow() {
    glfwDestroyWindow(window_);
    glfwTerminate();
  }
  GlfwWindow(const GlfwWindow&) = delete;
  GlfwWindow& operator=(const GlfwWindow&) = delete;
  [[nodiscard]] GLFWwindow* get() const { return window_; }

private:
  static std::string& last_error() {
    static std::string text;
    return text;
  }
  [[noreturn]] static void throw_failed() {
    throw NoWindow("OpenGL 3.3", geo::say("No window could be opened: {0}", last_error()),
                   geo::say("Use the commands that need no window; hiilitie --help lists them."));
  }
  GLFWwindow* window_ = nullptr;
};

/// Dear ImGui with its two backends.
class Gui {
public:
  explicit Gui(GLFWwindow* window) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;  // a blinking cursor would keep an idle window drawing
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui_ImplGlfw_InitForOpenGL(window, false);
    io.KeyMap[ImGuiKey_Tab] = -1;  // Tab goes through all controls: app/widgets/focus.hpp
    ImGui_ImplOpenGL3_Init("#version 330 core");
  }
  ~Gui() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;
};

/// The window on the whole of the screen on which most of it lies, and back again.
class FullScreen {
public:
  explicit FullScreen(GLFWwindow* window) : window_(window) {}
  void follow(bool wanted) {
    if (wanted == on_) return;
    on_ = wanted;
    if (!wanted) {
      if (was_set_) glfwSetWindowMonitor(window_, nullptr, x_, y_, width_, height_, GLFW_DONT_CARE);
      return;
    }
    glfwGetWindowPos(window_, &x_, &y_);
    glfwGetWindowSize(window_, &width_, &height_);
    GLFWmonitor* const monitor = nearest();
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    was_set_ = mode != nullptr;  // without a monitor that is known the window stays as it is
    if (mode) glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
  }

private:
  [[nodiscard]] GLFWmonitor* nearest() const {
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    GLFWmonitor* best = nullptr;
    int best_px = -1;
    for (int i = 0; i < count; ++i) {
      int x = 0;
      int y = 0;
      glfwGetMonitorPos(monitors[i], &x, &y);
      const GLFWvidmode* const mode = glfwGetVideoMode(monitors[i]);
      if (!mode) continue;
      const int wide = std::max(0, std::min(x_ + width_, x + mode->width) - std::max(x_, x));
      const int high = std::max(0, std::min(y_ + height_, y + mode->height) - std::max(y_, y));
      if (wide * high > best_px) {
        best = monitors[i];
        best_px = wide * high;
      }
    }
    return best;
  }

  GLFWwindow* window_;
  bool on_ = false;
  bool was_set_ = false;
  int x_ = 0;
  int y_ = 0;
  int width_ = 0;
  int height_ = 0;
};

render::Picture window_picture(GLFWwindow* window) {
  render::Picture picture;
  glfwGetFramebufferSize(window, &picture.width_px, &picture.height_px);
  const auto width = static_cast<std::size_t>(picture.width_px);
  const auto height = static_cast<std::size_t>(picture.height_px);
  picture.rgba.resize(width * height * 4);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadBuffer(GL_BACK);
  glReadPixels(0, 0, picture.width_px, picture.height_px, GL_RGBA, GL_UNSIGNED_BYTE, picture.rgba.data());
  const std::size_t stride = width * 4;
  for (std::size_t y = 0; y < height / 2; ++y)
    std::swap_ranges(picture.rgba.begin() + static_cast<std::ptrdiff_t>(y * stride),
                     picture.rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * stride),
                     picture.rgba.begin() + static_cast<std::ptrdiff_t>((height - 1 - y) * stride));
  for (std::size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
  return picture;
}

/// The monitor's own scale in steps of a quarter, when the person has not chosen any.
double monitor_scale(GLFWwindow* window) {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window, &x, &y);
  return std::round(4 * std::max(1.0f, x)) / 4.0;
}

/// Arrow keys belong to the part of the window that was clicked or reached last: the map, or what has the focus.
bool map_has_keys() {
  const ImGuiWindow* const window = ImGui::GetCurrentContext()->NavWindow;
  return !window || std::string_view(window->RootWindow->Name) == "map";
}

/// Whether the key that writes this sign was pressed. GLFW's codes are places on a US keyboard, where others have other
/// signs: on a Finnish one + is where the US one has -.
bool sign_key_pressed(std::string_view sign) {
  for (int key = GLFW_KEY_APOSTROPHE; key <= GLFW_KEY_WORLD_2; ++key) {
    if (!ImGui::IsKeyPressed(key, false)) continue;
    const char* written = glfwGetKeyName(key, 0);
    if (written && sign == written) return true;
  }
  return false;
}

/// Keys of commands, unless a text field has them. Escape closes an open list or menu before all else: ImGui has done
/// so already when it is asked here, hence `menu_was_open`.
void take_shortcuts(Workspace& w, bool menu_was_open) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool space_up = ImGui::IsKeyReleased(GLFW_KEY_SPACE);
  const bool space_panned = space_up && std::exchange(w.navigation.space_pans, false);
  if (w.presentation.on) {
    if (io.KeyCtrl && ImGui::IsKeyPressed(GLFW_KEY_Q, false)) run(command("plan.quit"), w);
    if (io.KeyCtrl || io.KeyAlt) return;
    for (int key = GLFW_KEY_SPACE; key <= GLFW_KEY_LAST; ++key)
      if (ImGui::IsKeyPressed(key, false) && take_presentation_key(w, key)) return;
    return;
  }
  const auto pressed = [&](const Shortcut& s) {
    if (!s.code || s.ctrl != io.KeyCtrl || s.alt != io.KeyAlt) return false;
    if (s.code == GLFW_KEY_ESCAPE && menu_was_open) return false;
    if (s.code == GLFW_KEY_EQUAL) return sign_key_pressed("+") || sign_key_pressed("=");  // with Shift or without
    if (s.shift != io.KeyShift) return false;
    // Held Space moves the map with the pointer; it is a key of its own only when that was not done.
    if (s.code == GLFW_KEY_SPACE) return space_up && !space_panned && w.marking.tool() == Tool::select;
    const bool is_arrow = s.code >= GLFW_KEY_RIGHT && s.code <= GLFW_KEY_UP;
    if (is_arrow && !s.alt && !map_has_keys()) return false;
    const bool is_page = s.code == GLFW_KEY_PAGE_UP || s.code == GLFW_KEY_PAGE_DOWN;
    const bool repeats =
        !s.alt && !s.ctrl && (is_arrow || is_page || s.code == GLFW_KEY_COMMA || s.code == GLFW_KEY_PERIOD);
    if (s.code == GLFW_KEY_MINUS) return sign_key_pressed("-");
    return ImGui::IsKeyPressed(s.code, repeats);
  };
  if (!text_has_keys() && take_table_keys(w)) return;
  const bool covered = w.overlay != Overlay::none || !w.questions.empty();
  const auto works_when_covered = [](const Shortcut& s) {
    return s.ctrl || s.code == GLFW_KEY_ESCAPE || (s.code >= GLFW_KEY_F1 && s.code <= GLFW_KEY_F12);
  };
  // With the keyboard on a control, arrows and Space are its own.
  const bool takes_keys = focus_takes_keys();
  const auto is_of_controls = [](const Shortcut& s) {
    return !s.ctrl && !s.alt &&
           (s.code == GLFW_KEY_LEFT || s.code == GLFW_KEY_RIGHT || s.code == GLFW_KEY_UP || s.code == GLFW_KEY_DOWN ||
            s.code == GLFW_KEY_SPACE || s.code == GLFW_KEY_ENTER);
  };
  const bool is_typing = text_has_keys() && !covered;
  if (!is_typing && !covered && take_marking_keys(w)) return;
  if (ImGui::IsKeyPressed(GLFW_KEY_TAB)) {
    w.wishes.next_control = true;
    return;
  }
  if (is_typing) return;
  if (w.has_plan() && io.KeyCtrl && !io.KeyShift && !io.KeyAlt)
    for (int key = GLFW_KEY_1; key <= GLFW_KEY_9; ++key)
      if (ImGui::IsKeyPressed(key, false)) return go_to_nth_view(w, static_cast<std::size_t>(key - GLFW_KEY_1));
  for (const Command& command : commands())
    if (pressed(command.shortcut) || pressed(command.second_shortcut)) {
      if (covered && !works_when_covered(command.shortcut)) continue;
      if (takes_keys && is_of_controls(command.shortcut)) continue;
      if (text_has_keys() && command.shortcut.code != GLFW_KEY_ESCAPE && command.shortcut.code != GLFW_KEY_Q) continue;
      run(command, w);
      return;
    }
}

}  // namespace

int run_window(const std::string& plan_path, const WindowOptions& options) {
  // A picture shows the program as it comes, whatever this person has chosen.
  const std::filesystem::path settings_file =
      options.screenshot_path.empty() ? preferences_file() : std::filesystem::path();
  ReadPreferences settings = read_preferences(settings_file);
  set_language(options.language.empty() ? settings.value.language : options.language);
  // The plan is read while the window is made, and used before its first frame: an unusable file is said where the
  // program was started.
  std::future<std::unique_ptr<Session>> opening;
  if (!plan_path.empty())
    opening = std::async(std::launch::async, [&plan_path] { return std::make_unique<Session>(plan_path); });
  const GlfwWindow window(options.width_px, options.height_px, "Hiilitie");
  const Gui gui(window.get());
  InputQueue input(window.get());
  Workspace w([] { glfwPostEmptyEvent(); });
  w.preferences = std::move(settings.value);
  w.state.theme = render::theme_kind(options.dark.value_or(w.preferences.dark),
                                     options.high_contrast.value_or(w.preferences.high_contrast));
  const double own_scale = w.preferences.ui_scale > 0 ? w.preferences.ui_scale : monitor_scale(window.get());
  w.ui_scale = static_cast<float>(
      std::clamp(options.ui_scale.value_or(options.screenshot_path.empty() ? own_scale : 1), 0.75, 3.0));
  Keeper keeper(settings_file, w);
  if (settings.trouble) {
    Toast toast;
    toast.title = translated(*settings.trouble);
    toast.line = settings_file.string();
    w.toasts.add(std::move(toast));
  }
  if (opening.valid()) w.take(opening.get());
  Frame frame;
  ComponentsPage components;
  w.on_leaving = [&](const Workspace& left) {
    if (options.screenshot_path.empty()) keep_picture(left, frame.map().picture());
  };
  Trace trace(options.trace_path);
  FullScreen full_screen(window.get());

  long frame_count = 0;
  int frames_left = settling_frames;
  float built_u = 0;
  std::optional<render::ThemeKind> built_theme;
  std::string title;
  Clock::time_point tooltip_check;
  bool tooltip_is_due = false;
  auto last_year_step = Clock::now();

  while (true) {
    if (frames_left > 0) {
      glfwPollEvents();
    } else {
      keeper.look(w);
      // Sleep until something happens, or until the next thing is due.
      constexpr double never = std::numeric_limits<double>::infinity();
      double due = frame.due_in_s(w).value_or(never);
      const auto earlier = [&](double seconds) { due = std::min(due, std::max(0.001, seconds)); };
      const auto until = [](Clock::time_point t) { return std::chrono::duration<double>(t - Clock::now()).count(); };
      if (tooltip_is_due) earlier(until(tooltip_check));
      if (!w.jobs.idle()) earlier(progress_interval_s);
      if (w.playing) earlier(until(last_year_step) + play_interval_s);
      for (const Toast& toast : w.toasts.shown())
        if (toast.kind != ToastKind::failed) earlier(until(toast.shown_at) + 5.01);
      if (due < never)
        glfwWaitEventsTimeout(due);
      else
        glfwWaitEvents();
      if (until(tooltip_check) <= 0) tooltip_is_due = false;
      frames_left = settling_frames;
    }

    if (w.playing && Clock::now() - last_year_step >= std::chrono::duration<double>(play_interval_s)) {
      last_year_step = Clock::now();
      if (w.state.year >= w.last_year())
        w.playing = false;
      else
        w.set_year(w.state.year + 1);
    }
    if (const auto dropped = input.take_dropped(); !dropped.empty()) w.add_files(dropped);
    w.navigation.reduced_motion = w.preferences.reduce_motion;
    if (w.update()) frames_left = settling_frames;
    if (w.navigation.moving()) frames_left = std::max(frames_left, 2);

    full_screen.follow(w.presentation.on);
    int window_width = 0;
    int window_height = 0;
    glfwGetWindowSize(window.get(), &window_width, &window_height);
    const float u = w.presentation.on ? presentation_u(static_cast<float>(window_height)) : std::round(17 * w.ui_scale);
    if (built_u != u || built_theme != w.state.theme) {
      look().kind = w.state.theme;
      look().u = u;
      apply_style(w.state.theme, look().u);
      if (built_u != u) {
        build_fonts(look().u);
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
      }
      built_u = u;
      built_theme = w.state.theme;
    }
    const std::string wanted_title = w.has_plan() ? w.plan().info().name + " - Hiilitie" : "Hiilitie";
    if (wanted_title != title) glfwSetWindowTitle(window.get(), (title = wanted_title).c_str());

    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    const ImVec2 pointer_before = ImGui::GetIO().MousePos;
    // While the arrow keys move a row of the table, they do not move the focus as well.
    constexpr ImGuiConfigFlags keys_move_focus = ImGuiConfigFlags_NavEnableKeyboard;
    if (table_has_keys(w))
      ImGui::GetIO().ConfigFlags &= ~keys_move_focus;
    else
      ImGui::GetIO().ConfigFlags |= keys_move_focus;
    if (input.feed()) frames_left = std::max(frames_left, 2);
    const bool menu_was_open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    ImGui::NewFrame();
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    if (pointer.x != pointer_before.x || pointer.y != pointer_before.y || ImGui::GetIO().MouseDelta.x != 0 ||
        ImGui::GetIO().MouseDelta.y != 0) {
      tooltip_is_due = true;
      tooltip_check = Clock::now() + std::chrono::milliseconds(static_cast<int>(tooltip_check_s * 1000));
    }
    take_shortcuts(w, menu_was_open);
    begin_focus_order();
    if (options.components)
      components.draw(w, ImGui::GetIO().DisplaySize);
    else
      frame.draw(w, ImGui::GetIO().DisplaySize);
    draw_tip();
    const bool backwards = ImGui::GetIO().KeyShift;
    if (std::exchange(w.wishes.next_control, false)) {
      focus_next(backwards);
      frames_left = settling_frames;
    }
    if (std::exchange(w.wishes.next_region, false)) {
      focus_next_region(backwards);
      frames_left = settling_frames;
    }
    if (std::exchange(w.wishes.copy_place, false) && w.has_plan())
      w.copy(w.readout().text(w.place_form, frame.map().pointer().value_or(w.camera.centre)).copied);
    if (const std::string text = std::exchange(w.wishes.clipboard, {}); !text.empty()) {
      glfwSetClipboardString(window.get(), text.c_str());
      trace.copied(text);
    }
    ImGui::Render();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window.get(), &width, &height);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, width, height);
    const Colour ground = colours().panel;
    glClearColor(static_cast<float>(ground.r) / 255, static_cast<float>(ground.g) / 255,
                 static_cast<float>(ground.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    ++frame_count;
    --frames_left;
    if (!options.screenshot_path.empty() && frames_left <= 0 && w.jobs.idle()) {
      render::write_png(options.screenshot_path, window_picture(window.get()));
      return 0;
    }
    glfwSwapBuffers(window.get());
    trace.frame(frame_count, w, frame.map());

    if (glfwWindowShouldClose(window.get())) w.wishes.quit = true;
    if (w.wishes.quit_without_saving) w.wishes.quit = true;
    if (!w.wishes.quit) continue;
    if (!w.has_unsaved() || w.wishes.quit_without_saving) break;
    w.wishes.quit = false;
    w.wishes.quitting = true;
    glfwSetWindowShouldClose(window.get(), GLFW_FALSE);
    w.overlay = Overlay::unsaved;
    frames_left = settling_frames;
  }
  w.leave_plan();
  w.on_leaving = nullptr;
  keeper.look(w);
  return 0;
}

}  // namespace app
