// A folder that is removed after everything that is declared behind it: a session that is closed may still write the
// plan's last edit.
#pragma once

#include <filesystem>
#include <utility>

namespace app {

struct OwnFolder : std::filesystem::path {
  using std::filesystem::path::operator=;
  OwnFolder() = default;
  explicit OwnFolder(std::filesystem::path where) : std::filesystem::path(std::move(where)) {}
  ~OwnFolder() { std::filesystem::remove_all(*this); }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
};

}  // namespace app
