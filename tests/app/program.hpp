// Runs the real program and keeps what it said.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace app_test {

struct Outcome {
  int status = -1;  ///< exit status; 128 + signal when it was killed by one
  std::string out;
  std::string err;
};

/// Runs `hiilitie` with the arguments, English, without a display. No shell is involved.
[[nodiscard]] Outcome hiilitie(const std::vector<std::string>& arguments);
/// Runs any program found on PATH.
[[nodiscard]] Outcome run_program(const std::vector<std::string>& arguments);

/// A fresh folder that is removed with the object.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }

private:
  std::filesystem::path folder_;
};

/// A file of the shared data, or empty when the machine has none (the test then says so and is skipped).
[[nodiscard]] std::string shared_file(const std::string& relative);

}  // namespace app_test

#define SHARED_OR_SKIP(variable, relative)                      \
  const std::string variable = app_test::shared_file(relative); \
  if (variable.empty()) GTEST_SKIP() << "needs the shared data: " << (relative)
