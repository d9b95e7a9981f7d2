// What a file says of itself before it is opened as a database.
#pragma once

#include <cstdint>
#include <string>

namespace layers {

struct FileHeader {
  bool is_sqlite = false;
  std::uint32_t application_id = 0;
};

/// Reads the first 100 bytes; `is_sqlite` is false if there are none.
[[nodiscard]] FileHeader header_of(const std::string& path);

/// Throws Error, with the reason, if the path is not a readable SQLite file.
void expect_sqlite_file(const std::string& path);

}  // namespace layers
