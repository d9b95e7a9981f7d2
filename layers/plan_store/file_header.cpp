#include "layers/plan_store/file_header.hpp"

#include "geo/error.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace layers {

namespace fs = std::filesystem;
using geo::say;

// https://www.sqlite.org/fileformat.html, section 1.3.
FileHeader header_of(const std::string& path) {
  std::array<char, 100> bytes{};
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  FileHeader header;
  header.is_sqlite =
      in.gcount() == std::streamsize{bytes.size()} && std::memcmp(bytes.data(), "SQLite format 3", 16) == 0;
  for (std::size_t i = 68; i < 72; ++i)
    header.application_id = header.application_id << 8 | static_cast<unsigned char>(bytes[i]);
  return header;
}

void expect_sqlite_file(const std::string& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (!fs::exists(status)) throw geo::Error(path, say("There is no such file."), say("Check the name and the folder."));
  if (fs::is_directory(status)) throw geo::Error(path, say("This is a folder, not a plan file."));
  if (!fs::is_regular_file(status)) throw geo::Error(path, say("This is not a plan file."));
  if (access(path.c_str(), R_OK) != 0)
    throw geo::Error(path, say("The file can not be read: {0}.", std::strerror(errno)),
                     say("Check that you may read the file."));
  if (fs::file_size(path, unknown) == 0)
    throw geo::Error(path, say("The file is empty."), say("Take an earlier copy of the file."));
  if (!header_of(path).is_sqlite) throw geo::Error(path, say("This is not a plan file of Hiilitie."));
}

}  // namespace layers
