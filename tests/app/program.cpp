#include "tests/app/program.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace app_test {

namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "hiilitie-test-XXXXXX").string();
  folder_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Outcome run_program(const std::vector<std::string>& arguments) {
  const TemporaryFolder folder;
  const std::string out = folder.file("out");
  const std::string err = folder.file("err");
  const pid_t child = fork();
  if (child == 0) {
    const auto redirect = [](const std::string& file, int to) {
      const int fd = open(file.c_str(), O_WRONLY | O_CREAT, 0600);
      dup2(fd, to);
    };
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    setenv("LANGUAGE", "en", 1);
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_all(out), read_all(err)};
}

Outcome hiilitie(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{HIILITIE_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_program(all);
}

std::string shared_file(const std::string& relative) {
  const fs::path file = fs::path(HIILITIE_SHARED_DIR) / relative;
  return fs::exists(file) ? file.string() : std::string();
}

}  // namespace app_test
