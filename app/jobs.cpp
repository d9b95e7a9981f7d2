#include "app/jobs.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

namespace app {

struct Jobs::Job {
  std::int64_t id = 0;
  std::string topic;
  geo::Message what;
  Work work;
  geo::Progress progress;
  Finish finish;
  std::optional<geo::Error> error;
};

Jobs::Jobs(std::function<void()> wake, unsigned worker_count) : wake_(std::move(wake)) {
  for (unsigned i = 0; i < worker_count; ++i)
    workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    for (const auto& job : working_) job->progress.cancel();
  }
  for (std::jthread& worker : workers_) worker.request_stop();
  workers_.clear();  // joins
}

std::int64_t Jobs::start(std::string topic, geo::Message what, Work work) {
  if (!topic.empty()) cancel_topic(topic);
  auto job = std::make_shared<Job>();
  job->topic = std::move(topic);
  job->what = std::move(what);
  job->work = std::move(work);
  {
    const std::lock_guard lock(mutex_);
    job->id = ++last_id_;
    waiting_.push_back(job);
  }
  something_to_do_.notify_one();
  return job->id;
}

void Jobs::cancel(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const auto& job) { return job->id == id; });
  for (const auto& jobs : {std::cref(working_), std::cref(done_)})
    for (const auto& job : jobs.get())
      if (job->id == id) job->progress.cancel();
}

void Jobs::cancel_topic(const std::string& topic) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const auto& job) { return job->topic == topic; });
  for (const auto& jobs : {std::cref(working_), std::cref(done_)})
    for (const auto& job : jobs.get())
      if (job->topic == topic) job->progress.cancel();
}

std::size_t Jobs::collect(const std::function<void(const geo::Error&)>& failed) {
  std::vector<std::shared_ptr<Job>> done;
  {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
  }
  for (const auto& job : done) {
    if (job->progress.cancelled()) continue;
    if (job->error) {
      failed(*job->error);
      continue;
    }
    try {
      if (job->finish) job->finish();
    } catch (const geo::Error& error) {
      failed(error);
    }
  }
  return done.size();
}

std::vector<Jobs::Running> Jobs::running() const {
  const std::lock_guard lock(mutex_);
  std::vector<Running> running;
  for (const auto& job : working_)
    if (!job->progress.cancelled()) running.push_back({job->id, job->what, job->progress.share(), false});
  for (const auto& job : waiting_) running.push_back({job->id, job->what, 0, true});
  return running;
}

bool Jobs::idle() const {
  const std::lock_guard lock(mutex_);
  return waiting_.empty() && working_.empty() && done_.empty();
}

void Jobs::work(const std::stop_token& stop) {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      something_to_do_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      job = waiting_.front();
      waiting_.pop_front();
      working_.push_back(job);
    }
    try {
      job->finish = job->work(job->progress);
    } catch (const geo::Cancelled&) {
      job->progress.cancel();
    } catch (const geo::Error& error) {
      job->error = error;
    } catch (const std::bad_alloc&) {
      job->error = geo::Error(geo::filled(job->what.text, job->what.args), geo::say("There is not enough memory."),
                              geo::say("Close other programs or take a smaller part."));
    } catch (const std::exception& error) {
      job->error =
          geo::Error(geo::filled(job->what.text, job->what.args), geo::say("The work failed: {0}", error.what()));
    }
    job->work = nullptr;  // what it held is let go here, not on the UI thread
    {
      const std::lock_guard lock(mutex_);
      std::erase(working_, job);
      done_.push_back(std::move(job));
    }
    wake_();
  }
}

}  // namespace app
