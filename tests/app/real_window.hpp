// The real window under Xvfb, driven with xdotool.
#pragma once

#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "render/camera.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace tests {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

inline bool is_installed(const std::string& program) {
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
  /// `arguments` after the program's name; `environment` as pairs of name and value.
  Window(const std::string& display, const std::vector<std::string>& arguments, const std::string& trace,
         const std::vector<std::pair<std::string, std::string>>& environment = {})
      : display_(display), trace_path_(trace) {
    fs::remove(trace);  // of a window before this one
    pid_ = fork();
    if (pid_ == 0) {
      setenv("DISPLAY", display.c_str(), 1);
      unsetenv("WAYLAND_DISPLAY");
      setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
      for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
      std::vector<std::string> all{"hiilitie"};
      all.insert(all.end(), arguments.begin(), arguments.end());
      all.insert(all.end(), {"--trace", trace});
      std::vector<char*> argv;
      for (std::string& argument : all) argv.push_back(argument.data());
      argv.push_back(nullptr);
      execv(HIILITIE_PROGRAM, argv.data());
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

/// A folder with the example as plan.sqlite; what the program keeps for its user goes into the folder as well.
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
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> own_home() const {
    return {{"HOME", folder.string()},
            {"XDG_CONFIG_HOME", (folder / "config").string()},
            {"XDG_CACHE_HOME", (folder / "cache").string()},
            {"XDG_DATA_HOME", (folder / "data").string()}};
  }
  /// The window on the plan in Finnish.
  [[nodiscard]] Window open(const Display& display) const {
    return {display.name(), {plan_path, "--lang", "fi"}, (folder / "trace").string(), own_home()};
  }
  /// Where a control was drawn last, once it stands still; "check roads*": one whose words begin so.
  [[nodiscard]] std::optional<std::array<int, 2>> place(const std::string& name) const {
    std::optional<std::array<int, 2>> before;
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      std::optional<std::array<int, 2>> found;
      std::ifstream file(folder / "trace");
      for (std::string line; std::getline(file, line);) {
        if (line == "gone " + name) found.reset();
        std::istringstream words(line);
        std::string at;
        std::array<int, 2> middle{};
        if (words >> at >> middle[0] >> middle[1] && at == "at" && words.get() == ' ') {
          std::string rest;
          std::getline(words, rest);
          if (rest == name || (name.ends_with('*') && rest.starts_with(name.substr(0, name.size() - 1))))
            found = middle;
        }
      }
      if (found && found == before) return found;
      before = found;
      std::this_thread::sleep_for(150ms);
    }
    return std::nullopt;
  }
  void click(const Window& window, const std::string& name) const {
    const auto at = place(name);
    ASSERT_TRUE(at) << name << " is not in the window";
    window.act(fmt::format("mousemove {} {} click 1", (*at)[0], (*at)[1]));
  }
  void drag(const Window& window, const std::string& name, int right_px, int down_px) const {
    const auto at = place(name);
    ASSERT_TRUE(at) << name << " is not in the window";
    window.act(fmt::format("mousemove {} {} mousedown 1", (*at)[0], (*at)[1]));
    for (int i = 1; i <= 5; ++i) {
      window.act(fmt::format("mousemove {} {}", (*at)[0] + right_px * i / 5, (*at)[1] + down_px * i / 5));
      std::this_thread::sleep_for(60ms);
    }
    window.act("mouseup 1");
  }
  fs::path folder;
  std::string plan_path;
};

}  // namespace tests
