#include "app/keeper.hpp"

#include "app/text.hpp"

#include <system_error>
#include <utility>

namespace app {
namespace {

constexpr int picture_width_px = 560;
constexpr int picture_height_px = 240;

/// What is preferred follows what is seen.
Preferences preferred_now(const Workspace& w) {
  Preferences p = w.preferences;
  p.language = language();
  p.dark = render::is_dark(w.state.theme);
  p.high_contrast = render::is_high_contrast(w.state.theme);
  p.ui_scale = w.ui_scale;
  return p;
}

}  // namespace

void keep_picture(const Workspace& w, const std::optional<render::Picture>& map) {
  if (!map) return;
  std::error_code error;
  const std::filesystem::path file = picture_of_plan(
      std::filesystem::absolute(w.session().path(), error).lexically_normal().string(), render::is_dark(w.state.theme));
  if (file.empty()) return;
  std::filesystem::create_directories(file.parent_path(), error);
  try {
    render::write_png(file.string(), render::thumbnail(*map, picture_width_px, picture_height_px));
  } catch (const geo::Error&) {  // the start page does without
  }
}

Keeper::Keeper(std::filesystem::path file, const Workspace& w) : file_(std::move(file)), seen_(preferred_now(w)) {
}

void Keeper::look(Workspace& w) {
  if (file_.empty() || failed_) return;
  Preferences present = preferred_now(w);
  if (present == seen_) return;
  seen_ = present;
  w.preferences = std::move(present);
  try {
    write_preferences(file_, w.preferences);
  } catch (const geo::Error& error) {
    failed_ = true;
    Toast toast;
    toast.kind = ToastKind::warning;
    toast.title = translated(error.reason());
    toast.line = translated(error.advice());
    w.toasts.add(std::move(toast));
  }
}

}  // namespace app
