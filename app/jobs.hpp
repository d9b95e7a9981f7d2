// Work off the UI thread, with progress and cancel; what it finds is handed back to the UI thread.
#pragma once

#include "geo/error.hpp"
#include "geo/progress.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace app {

class Jobs {
public:
  /// Runs on the UI thread, in `collect`, with what the work found. May throw geo::Error.
  using Finish = std::function<void()>;
  /// Runs on a worker. Throws geo::Error when it fails and geo::Cancelled when it was stopped.
  using Work = std::function<Finish(geo::Progress&)>;

  struct Running {
    std::int64_t id = 0;
    geo::Message what;
    double share = 0;
    bool waiting = false;  ///< no worker is free yet
  };

  /// `wake` is called from workers when there is something to collect.
  explicit Jobs(std::function<void()> wake, unsigned worker_count = 2);
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// A job of a topic that is not empty takes the place of the topic's earlier jobs, which are cancelled and whose
  /// results are dropped.
  std::int64_t start(std::string topic, geo::Message what, Work work);
  void cancel(std::int64_t id);
  void cancel_topic(const std::string& topic);
  /// UI thread: runs the Finish of what is done; `failed` gets the errors. Returns how many jobs ended.
  std::size_t collect(const std::function<void(const geo::Error&)>& failed);
  [[nodiscard]] std::vector<Running> running() const;
  [[nodiscard]] bool idle() const;

private:
  struct Job;
  void work(const std::stop_token& stop);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable_any something_to_do_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::vector<std::shared_ptr<Job>> working_;
  std::vector<std::shared_ptr<Job>> done_;
  std::int64_t last_id_ = 0;
  std::vector<std::jthread> workers_;
};

}  // namespace app
