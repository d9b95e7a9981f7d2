// Who has a plan open for writing: a file `.NAME.lock` beside the plan, because locks of the system do not reach over
// every network share.
#pragma once

#include <optional>
#include <string>

namespace layers {

struct LockHolder {
  std::string host;
  long process = 0;
  std::string since;  ///< ISO 8601, UTC
};

/// Held from construction to destruction.
class PlanLock {
public:
  /// Throws Error (with host, process and time) if another living program has the plan open for writing. The lock of
  /// a program that is gone on this host is taken over; that of another host too, after it was not renewed for a day.
  explicit PlanLock(const std::string& plan_path);
  ~PlanLock();
  PlanLock(const PlanLock&) = delete;
  PlanLock& operator=(const PlanLock&) = delete;

  /// Shows other hosts that this program still works on the plan. Called with each commit.
  void renew() const;
  /// The program on another host whose lock was taken over because it was old.
  [[nodiscard]] const std::optional<LockHolder>& taken_from() const { return taken_from_; }

private:
  std::string file_;
  std::string content_;
  std::optional<LockHolder> taken_from_;
};

/// The lock's file of a plan.
[[nodiscard]] std::string lock_file_of(const std::string& plan_path);

}  // namespace layers
