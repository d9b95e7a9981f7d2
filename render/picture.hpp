// A picture in memory and as PNG.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace render {

/// RGBA, 8 bits, straight alpha, row 0 on top.
struct Picture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;
};

/// Throws geo::Error if the file can not be written.
void write_png(const std::string& path, const Picture& picture);

}  // namespace render
