#include "app/navigation/view_history.hpp"

#include <cassert>
#include <cmath>

namespace app {
namespace {

constexpr std::chrono::milliseconds moment{700};
constexpr std::size_t most_views = 100;

}  // namespace

bool ViewHistory::alike(const Seen& a, const Seen& b) {
  return std::abs(a.height_m / b.height_m - 1) < 1e-3 &&
         std::hypot(a.centre.x_m - b.centre.x_m, a.centre.y_m - b.centre.y_m) < 1e-3 * b.height_m;
}

void ViewHistory::keep(const Seen& seen) {
  if (!views_.empty() && alike(seen, views_[at_])) return;
  if (!views_.empty()) views_.resize(at_ + 1);
  if (views_.size() >= most_views) views_.erase(views_.begin());
  views_.push_back(seen);
  at_ = views_.size() - 1;
}

void ViewHistory::look(const Seen& seen, Instant now) {
  if (now_ && *now_ == seen) return;
  if (now_ && now - since_ >= moment) keep(*now_);
  now_ = seen;
  since_ = now;
}

bool ViewHistory::can_go_back() const {
  return !views_.empty() && (at_ > 0 || !looks_at_last());
}

bool ViewHistory::can_go_forward() const {
  return looks_at_last() && at_ + 1 < views_.size();
}

Seen ViewHistory::back() {
  assert(can_go_back());
  if (!looks_at_last()) keep(*now_);
  --at_;
  now_ = views_[at_];
  return views_[at_];
}

Seen ViewHistory::forward() {
  assert(can_go_forward());
  ++at_;
  now_ = views_[at_];
  return views_[at_];
}

}  // namespace app
