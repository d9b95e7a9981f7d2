// A file is there as a whole or not at all.
#pragma once

#include <span>
#include <string>

namespace render {

/// Writes under a temporary name beside `path`, then renames. Throws geo::Error if it can not be written; the old file
/// of that name is then untouched.
void write_file(const std::string& path, std::span<const char> bytes);

}  // namespace render
