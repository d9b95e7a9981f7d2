// The open plan: its value with undo and redo, and its file, into which every edit goes at once.
#pragma once

#include "geo/plan/edit.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace app {

/// Edits are made on the UI thread; a thread of the session writes them to the file in their order, so that a slow
/// disk or network share never holds the window.
class Session {
public:
  /// Opens the plan file; read-only if another program has it open for writing. Throws geo::Error when it can not be
  /// opened at all. May be called on any thread.
  explicit Session(const std::string& path);
  /// Waits until what was edited is in the file.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const geo::PlanPtr& plan() const { return history_.plan(); }
  [[nodiscard]] const geo::History& history() const { return history_; }
  [[nodiscard]] std::uint64_t revision() const { return history_.revision(); }
  /// Rows of the file that could not be read.
  [[nodiscard]] const std::vector<geo::Problem>& problems() const { return problems_; }
  /// Why the plan can not be edited, if so.
  [[nodiscard]] const std::optional<geo::Error>& read_only() const { return read_only_; }

  /// Not for a read-only session.
  void apply(geo::Edit edit);
  void undo();
  void redo();

  /// Names the present state in the file, behind the edits that wait. The name is not empty and not taken.
  void keep_version(std::string name);
  /// Those in the file and those on their way to it.
  [[nodiscard]] const std::vector<layers::PlanVersion>& versions() const { return versions_; }

  struct Saved {
    std::size_t waiting = 0;  ///< edits (and version names) that are not in the file yet
    std::optional<std::chrono::system_clock::time_point> at;
    std::optional<geo::Error> failure;  ///< the last attempt failed; it is repeated
  };
  [[nodiscard]] Saved saved() const;
  /// Called by the writing thread whenever `saved` changed.
  void on_saved(std::function<void()> wake);

private:
  /// One transaction of the file.
  using Task = std::variant<geo::Edit, std::string>;  ///< the text is the name of a version
  void queue(Task task);
  void write(const std::stop_token& stop);

  std::string path_;
  std::optional<geo::Error> read_only_;
  std::optional<layers::PlanStore> store_;  ///< used by the writing thread alone after the constructor
  std::vector<geo::Problem> problems_;
  geo::History history_{nullptr};
  std::vector<layers::PlanVersion> versions_;

  mutable std::mutex mutex_;
  std::condition_variable_any something_to_write_;
  std::deque<Task> waiting_;
  Saved saved_;
  std::function<void()> wake_;
  std::jthread writer_;
};

}  // namespace app
