#include "layers/plan_store/lock.hpp"

#include "geo/error.hpp"
#include "layers/plan_store/clock.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <signal.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace layers {

namespace {

namespace fs = std::filesystem;
using geo::say;

constexpr std::chrono::hours foreign_lock_is_old_after{24};

std::string host_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

/// When the process began, in the system's ticks; tells a process from a later one with the same number. Empty if
/// there is no such process.
std::string start_of_process(long process) {
  std::ifstream stat(fmt::format("/proc/{}/stat", process));
  std::string text;
  std::getline(stat, text);
  // The name in parentheses may hold anything; the start is the 20th word after it.
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream words(text.substr(name_end + 1));
  std::string word;
  for (int i = 0; i < 20; ++i) words >> word;
  return word;
}

struct LockText {
  LockHolder holder;
  std::string process_start;
};

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(4096, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

LockText parsed(const std::string& content) {
  std::istringstream lines(content);
  LockText out;
  std::string process;
  std::getline(lines, out.holder.host);
  std::getline(lines, process);
  std::getline(lines, out.process_start);
  std::getline(lines, out.holder.since);
  out.holder.process = std::strtol(process.c_str(), nullptr, 10);
  return out;
}

bool is_old(const std::string& file) {
  std::error_code gone;
  const auto written = fs::last_write_time(file, gone);
  return !gone && fs::file_time_type::clock::now() - written > foreign_lock_is_old_after;
}

/// Removes the lock with just this content; a lock that somebody made anew meanwhile stays.
void remove_lock(const std::string& file, const std::string& content) {
  const std::string aside = fmt::format("{}.{}", file, getpid());
  if (std::rename(file.c_str(), aside.c_str()) != 0) return;
  if (content_of(aside) != content && link(aside.c_str(), file.c_str()) != 0) return;
  unlink(aside.c_str());
}

}  // namespace

std::string lock_file_of(const std::string& plan_path) {
  const fs::path path(plan_path);
  return (path.parent_path() / ("." + path.filename().string() + ".lock")).string();
}

PlanLock::PlanLock(const std::string& plan_path) {
  std::error_code not_found;
  const fs::path real = fs::weakly_canonical(plan_path, not_found);  // one lock whatever links lead to the plan
  file_ = lock_file_of(not_found ? plan_path : real.string());
  content_ = fmt::format("{}\n{}\n{}\n{}\n", host_name(), getpid(), start_of_process(getpid()), now_utc());
  for (int attempt = 0; attempt < 10; ++attempt) {
    const int fd = open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd >= 0) {
      const bool written = write(fd, content_.data(), content_.size()) == static_cast<ssize_t>(content_.size());
      const std::string reason = std::strerror(errno);
      close(fd);
      if (written) return;
      unlink(file_.c_str());
      throw geo::Error(plan_path, say("The plan can not be locked for writing: {0}.", reason),
                       say("Make room on the disk and try again."));
    }
    if (errno != EEXIST)
      throw geo::Error(plan_path, say("The plan can not be locked for writing: {0}.", std::strerror(errno)),
                       say("Check that the file and its folder may be changed."));
    const auto content = content_of(file_);
    if (!content) continue;
    const LockText other = parsed(*content);
    const bool on_this_host = other.holder.host == host_name();
    // A lock without a start was cut short while it was written: its writer is gone or will soon have finished.
    const bool half_written = other.holder.since.empty();
    if (half_written) {
      usleep(20'000);
      if (content_of(file_) == content) remove_lock(file_, *content);
      continue;
    }
    const bool gone = on_this_host && start_of_process(other.holder.process) != other.process_start;
    const bool old = !on_this_host && is_old(file_);
    if (!gone && !old)
      throw geo::Error(plan_path,
                       say("The plan is open for editing in another program: on {0}, process {1}, since {2}.",
                           other.holder.host, std::to_string(other.holder.process), other.holder.since),
                       on_this_host
                           ? say("Close it there first.")
                           : say("Close it there first. If that computer is no longer running, delete {0}.", file_));
    if (old) taken_from_ = other.holder;
    remove_lock(file_, *content);
  }
  throw geo::Error(plan_path, say("The plan is being opened by other programs at the same time."), say("Try again."));
}

PlanLock::~PlanLock() {
  if (content_of(file_) == content_) unlink(file_.c_str());
}

void PlanLock::renew() const {
  std::error_code gone;
  fs::last_write_time(file_, fs::file_time_type::clock::now(), gone);
}

}  // namespace layers
