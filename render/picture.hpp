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

/// Throws geo::Error if the file is not there, is no PNG or is larger than any picture of ours.
[[nodiscard]] Picture read_png(const std::string& path);

/// The middle of the picture in another size, as large as fits its shape; each pixel the mean of those it covers.
[[nodiscard]] Picture thumbnail(const Picture& picture, int width_px, int height_px);

}  // namespace render
