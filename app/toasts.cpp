#include "app/toasts.hpp"

#include "app/text.hpp"

#include <filesystem>
#include <utility>

namespace app {
namespace {

constexpr std::size_t most_shown = 3;
constexpr std::chrono::seconds lifetime{5};

}  // namespace

void Toasts::add(Toast toast) {
  toast.id = ++last_id_;
  toast.shown_at = std::chrono::steady_clock::now();
  shown_.push_back(std::move(toast));
  if (shown_.size() > most_shown) shown_.erase(shown_.begin());
}

void Toasts::add(const geo::Error& error) {
  Toast toast;
  toast.kind = ToastKind::failed;
  toast.title = translated(error.reason());
  // A path says most by its last part.
  const std::string name = std::filesystem::path(error.subject()).filename().string();
  toast.line = name.empty() ? error.subject() : name;
  if (!error.advice().text.empty()) toast.line += (toast.line.empty() ? "" : ". ") + translated(error.advice());
  add(std::move(toast));
}

void Toasts::close(std::int64_t id) {
  std::erase_if(shown_, [id](const Toast& toast) { return toast.id == id; });
}

bool Toasts::expire(std::chrono::steady_clock::time_point now) {
  return std::erase_if(shown_, [now](const Toast& toast) {
           return toast.kind != ToastKind::failed && now - toast.shown_at >= lifetime;
         }) > 0;
}

}  // namespace app
