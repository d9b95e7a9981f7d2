#include "render/file_write.hpp"

#include "geo/error.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace render {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw geo::Error(path, geo::say("The file can not be written: {0}.", why),
                   geo::say("Check the folder, the rights and the free space."));
}

}  // namespace

void write_file(const std::string& path, std::span<const char> bytes) {
  const std::string part = path + ".part" + std::to_string(getpid());
  errno = 0;
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    const std::string why = std::strerror(errno != 0 ? errno : EIO);
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    fail(path, why);
  }
  std::error_code error;
  std::filesystem::rename(part, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    fail(path, error.message());
  }
}

}  // namespace render
