#include "app/session.hpp"

#include <cassert>
#include <utility>

namespace app {

Session::Session(const std::string& path) : path_(path) {
  try {
    store_.emplace(layers::PlanStore::open(path, layers::PlanStore::Access::write));
  } catch (const geo::Error& error) {
    read_only_ = error;
    store_.emplace(layers::PlanStore::open(path, layers::PlanStore::Access::read));  // or throws why not even that
  }
  auto loaded = store_->load();
  history_ = geo::History(std::move(loaded.value));
  problems_ = std::move(loaded.problems);
  versions_ = store_->versions();
  if (!read_only_) writer_ = std::jthread([this](const std::stop_token& stop) { write(stop); });
}

Session::~Session() {
  if (!writer_.joinable()) return;
  writer_.request_stop();
  writer_.join();
}

void Session::apply(geo::Edit edit) {
  assert(!read_only_);
  if (edit.changes.empty()) return;
  history_.apply(edit);
  queue(std::move(edit));
}

void Session::undo() {
  assert(!read_only_);
  queue(history_.undo());
}

void Session::redo() {
  assert(!read_only_);
  queue(history_.redo());
}

Session::Saved Session::saved() const {
  const std::lock_guard lock(mutex_);
  Saved saved = saved_;
  saved.waiting = waiting_.size();
  return saved;
}

void Session::on_saved(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void Session::keep_version(std::string name) {
  assert(!read_only_ && !name.empty());
  versions_.push_back({name, 0, {}});
  queue(std::move(name));
}

void Session::queue(Task task) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  something_to_write_.notify_one();
}

void Session::write(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (true) {
    something_to_write_.wait(lock, stop, [this] { return !waiting_.empty(); });
    if (waiting_.empty()) return;  // asked to stop, and all is written
    const Task task = waiting_.front();
    lock.unlock();
    std::optional<geo::Error> failure;
    try {
      if (const auto* edit = std::get_if<geo::Edit>(&task))
        store_->commit(*edit);
      else
        store_->keep_version(std::get<std::string>(task));
    } catch (const geo::Error& error) {
      failure = error;
    }
    lock.lock();
    saved_.failure = failure;
    if (!failure) {
      waiting_.pop_front();
      saved_.at = std::chrono::system_clock::now();
    }
    if (wake_) wake_();
    if (!failure) continue;
    if (stop.stop_requested()) return;  // the last attempt failed as well; `saved` told the person before
    something_to_write_.wait_for(lock, stop, std::chrono::seconds(2), [] { return false; });
  }
}

}  // namespace app
