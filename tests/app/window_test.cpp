// The real window under Xvfb, driven with xdotool: what is clicked is in the plan file.
#include "geo/crs.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "render/camera.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// A display of its own, ended with the object.
class Display {
public:
  Display() {
    // A number of this process, so that several test runs on one machine do not meet.
    static int count = 0;
    const std::string name = fmt::format(":{}", 1000 + (getpid() * 8 + count++) % 50'000);
    pid_ = fork();
    if (pid_ == 0) {
      if (!std::freopen("/dev/null", "w", stderr)) _exit(126);
      execlp("Xvfb", "Xvfb", name.c_str(), "-screen", "0", "1600x900x24", "-nolisten", "tcp", "-noreset", nullptr);
      _exit(127);
    }
    const std::string ask = fmt::format("DISPLAY={} xdotool getdisplaygeometry >/dev/null 2>&1", name);
    for (int i = 0; i < 200 && name_.empty(); ++i) {
      if (std::system(ask.c_str()) == 0) name_ = name;
      std::this_thread::sleep_for(50ms);
    }
  }
  ~Display() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  [[nodiscard]] const std::string& name() const { return name_; }

private:
  pid_t pid_ = -1;
  std::string name_;
};

/// The program's window on a plan, and the lines that it traces (app/window.hpp says which).
class Window {
public:
  Window(const std::string& display, const std::string& plan, const std::string& trace)
      : display_(display), trace_path_(trace) {
    pid_ = fork();
    if (pid_ == 0) {
      setenv("DISPLAY", display.c_str(), 1);
      unsetenv("WAYLAND_DISPLAY");
      setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
      execl(HIILITIE_PROGRAM, "hiilitie", plan.c_str(), "--lang", "fi", "--trace", trace.c_str(), nullptr);
      _exit(127);
    }
  }
  ~Window() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void act(const std::string& xdotool) const {
    ASSERT_EQ(std::system(fmt::format("DISPLAY={} xdotool {} >/dev/null 2>&1", display_, xdotool).c_str()), 0)
        << xdotool;
  }
  /// The last line that starts with the word, empty if there is none.
  [[nodiscard]] std::string last(const std::string& word) const {
    std::ifstream file(trace_path_);
    std::string found;
    for (std::string line; std::getline(file, line);)
      if (line == word || line.rfind(word + " ", 0) == 0) found = line;
    return found;
  }
  [[nodiscard]] bool comes(const std::string& line, std::chrono::seconds patience = 20s) const {
    const std::string word = line.substr(0, line.find(' '));
    for (const auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end;) {
      if (last(word) == line) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  }
  [[nodiscard]] long frames() const {
    const std::string line = last("frame");
    return line.empty() ? 0 : std::atol(line.c_str() + 6);
  }
  /// Exit status, -1 when it does not end in time.
  int wait_for_end() {
    for (int i = 0; i < 500; ++i) {
      int status = 0;
      if (waitpid(pid_, &status, WNOHANG) == pid_) {
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -2;
      }
      std::this_thread::sleep_for(20ms);
    }
    return -1;
  }
  struct View {
    render::Camera camera;
    double left_px = 0;
    double top_px = 0;
  };
  [[nodiscard]] View view() const {
    View v;
    std::istringstream line(last("camera").substr(7));
    line >> v.camera.centre.x_m >> v.camera.centre.y_m >> v.camera.m_per_px >> v.camera.width_px >>
        v.camera.height_px >> v.left_px >> v.top_px;
    return v;
  }

private:
  std::string display_;
  std::string trace_path_;
  pid_t pid_ = -1;
};

struct RealWindow : testing::Test {
  RealWindow() {
    folder = fs::temp_directory_path() / fmt::format("hiilitie_window_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    plan_path = (folder / "plan.sqlite").string();
  }
  ~RealWindow() override { fs::remove_all(folder); }
  void SetUp() override {
    if (!is_installed("Xvfb") || !is_installed("xdotool")) GTEST_SKIP() << "Xvfb and xdotool are needed.";
    (void)layers::PlanStore::create(
        plan_path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml"));
  }
  fs::path folder;
  std::string plan_path;
};

TEST_F(RealWindow, ADrawnSiteIsInTheFileWithItsAreaAfterUndoAndRedo) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), plan_path, (folder / "trace").string());
  ASSERT_TRUE(window.comes("idle", 60s));

  window.act("mousemove 900 400 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  std::this_thread::sleep_for(500ms);  // the inspector opens beside the map
  const Window::View view = window.view();
  const std::array<render::ScreenPoint, 4> clicked{{{300, 120}, {640, 150}, {600, 430}, {280, 380}}};
  geo::Ring ring;
  int count = 0;
  for (const render::ScreenPoint& at : clicked) {
    window.act(fmt::format("mousemove {} {} click 1", view.left_px + at.x_px, view.top_px + at.y_px));
    ring.push_back(render::map_from_screen(view.camera, at));
    ASSERT_TRUE(window.comes(fmt::format("tool draw-area {}", ++count)));
  }
  window.act("key Return");
  ASSERT_TRUE(window.comes("tool select 0"));
  ASSERT_TRUE(window.comes("plan 1 0"));
  window.act("key ctrl+z");
  ASSERT_TRUE(window.comes("plan 2 0"));
  window.act("key ctrl+y");
  ASSERT_TRUE(window.comes("plan 3 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto store = layers::PlanStore::open(plan_path, layers::PlanStore::Access::read);
  const geo::PlanPtr plan = store.load().value;
  ASSERT_FALSE(plan->sink_sites().empty());
  const geo::SinkSite& site = **std::prev(plan->sink_sites().end());
  const geo::Crs map = geo::Crs::from_text(plan->info().map_crs);
  const double expected_m2 = geo::geodesic_area_m2(geo::Geometry::polygon(ring), map);
  ASSERT_GT(expected_m2, 10'000);
  // The trace writes the camera with nine digits; clicks fall on whole pixels.
  EXPECT_NEAR(geo::geodesic_area_m2(site.geometry, map) / expected_m2, 1, 1e-6);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

TEST_F(RealWindow, AnIdleWindowDrawsNoFrames) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), plan_path, (folder / "trace").string());
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 900 300");
  std::this_thread::sleep_for(2s);  // hover card and tooltip are past
  const long before = window.frames();
  ASSERT_GT(before, 0);
  std::this_thread::sleep_for(3s);
  EXPECT_EQ(window.frames(), before);
  window.act("mousemove 905 305");
  std::this_thread::sleep_for(500ms);
  EXPECT_GT(window.frames(), before);
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
}

TEST_F(RealWindow, EscCancelsADrawingAndTheFileStaysAsItWas) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), plan_path, (folder / "trace").string());
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 700 300 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  window.act("mousemove 700 300 click 1");
  ASSERT_TRUE(window.comes("tool draw-area 1"));
  window.act("mousemove 800 350 click 1");
  ASSERT_TRUE(window.comes("tool draw-area 2"));
  window.act("key BackSpace");
  ASSERT_TRUE(window.comes("tool draw-area 1"));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("tool select 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_EQ(window.last("plan"), "plan 0 0");
}

}  // namespace
