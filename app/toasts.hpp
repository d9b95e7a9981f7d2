// Short messages at the map's edge.
#pragma once

#include "geo/error.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace app {

enum class ToastKind { done, information, warning, failed };

struct Toast {
  ToastKind kind = ToastKind::information;
  std::string title;
  std::string line;         ///< may be empty
  std::string action_text;  ///< may be empty
  std::function<void()> action;
  std::chrono::steady_clock::time_point shown_at{};
  std::int64_t id = 0;
};

/// At most three, newest last; each goes after five seconds, except failures, which wait to be closed.
class Toasts {
public:
  void add(Toast toast);
  /// The error in words: what, why, what to do.
  void add(const geo::Error& error);
  void close(std::int64_t id);
  /// Drops what has been seen long enough. Returns true if something went.
  bool expire(std::chrono::steady_clock::time_point now);
  [[nodiscard]] const std::vector<Toast>& shown() const { return shown_; }

private:
  std::vector<Toast> shown_;
  std::int64_t last_id_ = 0;
};

}  // namespace app
