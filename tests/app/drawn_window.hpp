// The window's content drawn without a window: the real Frame on an offscreen OpenGL context, with a pointer that
// presses controls by their words. Seconds where a driven window takes minutes.
#pragma once

#include "app/commands.hpp"
#include "app/frame.hpp"
#include "app/look.hpp"
#include "app/shown_figures.hpp"
#include "app/text.hpp"
#include "app/text_watch.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/tip.hpp"
#include "app/workspace.hpp"
#include "geo/error.hpp"
#include "render/offscreen.hpp"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui/imgui.h>
#include <imgui/imgui_internal.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace app_test {

/// Whether a map can be drawn on this machine.
inline bool has_offscreen() {
  try {
    const render::OffscreenContext context;
    return true;
  } catch (const geo::Error&) {
    return false;
  }
}

class DrawnWindow {
public:
  DrawnWindow(ImVec2 size, const std::string& language, int ui_scale_percent, render::ThemeKind theme) : size_(size) {
    app::set_language(language);
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.DisplaySize = size;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.KeyMap[ImGuiKey_LeftArrow] = GLFW_KEY_LEFT;
    io.KeyMap[ImGuiKey_RightArrow] = GLFW_KEY_RIGHT;
    io.KeyMap[ImGuiKey_UpArrow] = GLFW_KEY_UP;
    io.KeyMap[ImGuiKey_DownArrow] = GLFW_KEY_DOWN;
    io.KeyMap[ImGuiKey_Space] = GLFW_KEY_SPACE;
    app::look().kind = w.state.theme = theme;
    w.ui_scale = static_cast<float>(ui_scale_percent) / 100;
    w.preferences.reduce_motion = true;
    app::look().u = std::round(17 * w.ui_scale);
    app::apply_style(theme, app::look().u);
    app::build_fonts(app::look().u);
    app::places().wanted = true;
    app::shown_figures().wanted = true;
    app::text_watch().wanted = true;
    (void)app::text_watch().take();
    frame_ = std::make_unique<app::Frame>();
  }
  ~DrawnWindow() {
    settle();
    frame_.reset();
    ImGui::DestroyContext();
    app::places() = {};
    app::shown_figures() = {};
    app::text_watch().wanted = false;
    app::set_language("en");
  }
  DrawnWindow(const DrawnWindow&) = delete;
  DrawnWindow& operator=(const DrawnWindow&) = delete;

  void draw() {
    w.update();
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    app::begin_focus_order();
    app::places().middles.clear();
    app::shown_figures().all.clear();
    frame_->draw(w, size_);
    app::draw_tip();
    if (std::exchange(next_control_, false)) app::focus_next(false);
    if (std::exchange(next_part_, false)) app::focus_next_region(false);
    ImGui::Render();
    texts_ = app::text_watch().drawn_texts();
    faults_ = app::text_watch().take();
  }
  /// Until nothing is computed and nothing moves any more.
  void settle() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (int still = 0; still < 4 && std::chrono::steady_clock::now() < end;) {
      draw();
      still = w.jobs.idle() && !w.navigation.moving() ? still + 1 : 0;
      if (still == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  /// Presses the control with these words; false when it is not in sight.
  [[nodiscard]] bool press(const std::string& words) {
    settle();
    const auto at = app::places().middles.find(words);
    if (at == app::places().middles.end()) return false;
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = at->second;
    draw();
    io.MouseDown[0] = true;
    draw();
    io.MouseDown[0] = false;
    draw();
    io.MousePos = {-1, -1};
    settle();
    return true;
  }
  /// Clicks the map at a place of the plan's map CRS.
  void click_map(geo::MapPoint place) {
    const ImGuiWindow* map = ImGui::FindWindowByName("map");
    ASSERT_NE(map, nullptr);
    const render::Camera& camera = w.camera;
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {
        map->Pos.x + static_cast<float>(camera.width_px / 2.0 + (place.x_m - camera.centre.x_m) / camera.m_per_px),
        map->Pos.y + static_cast<float>(camera.height_px / 2.0 - (place.y_m - camera.centre.y_m) / camera.m_per_px)};
    draw();
    // The card of what lies there comes when the pointer rests.
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    draw();
    io.MouseDown[0] = true;
    draw();
    io.MouseDown[0] = false;
    draw();
    settle();
  }
  /// The keyboard to the next control of its part of the window, and to the next part.
  void tab() {
    next_control_ = true;
    draw();
    draw();
  }
  void f6() {
    next_part_ = true;
    draw();
    draw();
  }
  /// The words of the controls that the keyboard is on.
  [[nodiscard]] static std::set<std::string> focused() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    std::set<std::string> all;
    if (!context.NavWindow || context.NavId == 0) return all;
    // Relative to where the window's content begins, or to its corner when app/widgets/focus.hpp has just put it there.
    for (const ImVec2 corner : {context.NavWindow->DC.CursorStartPos, context.NavWindow->Pos}) {
      ImRect rect = context.NavWindow->NavRectRel[ImGuiNavLayer_Main];
      rect.Translate(corner);
      for (const auto& [words, at] : app::places().middles)
        if (rect.Contains(at)) all.insert(words);
    }
    return all;
  }
  /// Goes through the parts of the window and their controls as Tab and F6 do, until `stop` says so. False when it
  /// never did.
  template <class Stop>
  bool walk(Stop&& stop) {
    settle();
    const auto all_of_part = [&] {
      std::set<ImGuiID> seen;
      while (true) {
        if (stop(focused())) return true;
        if (!seen.insert(ImGui::GetCurrentContext()->NavId).second) return false;
        tab();
      }
    };
    if (!ImGui::GetCurrentContext()->OpenPopupStack.empty()) {
      tab();
      return all_of_part();
    }
    for (int part = 0; part < 14; ++part) {
      f6();
      if (all_of_part()) return true;
    }
    return false;
  }
  /// Brings the keyboard to the control with these words; false when no key leads there.
  [[nodiscard]] bool focus(const std::string& words) {
    return walk([&](const std::set<std::string>& now) { return now.contains(words); });
  }
  void key(int code) {
    ImGui::GetIO().KeysDown[code] = true;
    draw();
    ImGui::GetIO().KeysDown[code] = false;
    settle();
  }
  void close_menus() {
    if (!ImGui::GetCurrentContext()->OpenPopupStack.empty()) ImGui::ClosePopupToLevel(0, false);
    settle();
  }
  /// The words of all controls in sight that begin so.
  [[nodiscard]] static std::vector<std::string> controls(const std::string& begin) {
    std::vector<std::string> all;
    for (const auto& [words, at] : app::places().middles)
      if (words.starts_with(begin)) all.push_back(words);
    return all;
  }
  [[nodiscard]] bool shows(const std::string& words) const { return app::places().middles.contains(words); }
  /// What is wrong with the texts of the last frame; see app/text_watch.hpp.
  [[nodiscard]] const std::set<std::string>& faults() const { return faults_; }
  /// What stands in the last frame.
  [[nodiscard]] const std::vector<app::TextWatch::Place>& texts() const { return texts_; }

  app::Workspace w{[] {}};

private:
  bool next_control_ = false;
  bool next_part_ = false;
  ImVec2 size_;
  render::OffscreenContext context_;
  std::unique_ptr<app::Frame> frame_;
  std::set<std::string> faults_;
  std::vector<app::TextWatch::Place> texts_;
};

}  // namespace app_test
