// Progress and cancel of long work, shared between the worker and whoever watches it.
#pragma once

#include "geo/error.hpp"

#include <atomic>

namespace geo {

class Progress {
public:
  /// Called by the worker: the done share, 0 to 1. Throws `Cancelled` once `cancel` was called.
  void advance(double share) {
    share_.store(share, std::memory_order_relaxed);
    if (cancelled()) throw Cancelled();
  }
  [[nodiscard]] double share() const { return share_.load(std::memory_order_relaxed); }
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

private:
  std::atomic<double> share_{0};
  std::atomic<bool> cancelled_{false};
};

}  // namespace geo
