#include "render/picture.hpp"

#include "geo/error.hpp"
#include "render/file_write.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_MAX_DIMENSIONS 8192
#include <stb_image.h>
#pragma GCC diagnostic pop

namespace render {

void write_png(const std::string& path, const Picture& picture) {
  assert(picture.rgba.size() ==
         std::size_t{4} * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
  if (picture.width_px <= 0 || picture.height_px <= 0)
    throw geo::Error(path, geo::say("A picture without pixels can not be written."));
  std::string bytes;
  const auto append = [](void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(append, &bytes, picture.width_px, picture.height_px, 4, picture.rgba.data(),
                             picture.width_px * 4) == 0)
    throw geo::Error(path, geo::say("There is not enough memory to write the picture."));
  write_file(path, bytes);
}

Picture read_png(const std::string& path) {
  Picture picture;
  int channels = 0;
  const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
      stbi_load(path.c_str(), &picture.width_px, &picture.height_px, &channels, 4), stbi_image_free);
  if (!pixels) throw geo::Error(path, geo::say("The picture can not be read."));
  const auto bytes =
      std::size_t{4} * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px);
  picture.rgba.assign(pixels.get(), pixels.get() + bytes);
  return picture;
}

Picture thumbnail(const Picture& picture, int width_px, int height_px) {
  assert(width_px > 0 && height_px > 0 && picture.width_px > 0 && picture.height_px > 0);
  const double step =
      std::min(static_cast<double>(picture.width_px) / width_px, static_cast<double>(picture.height_px) / height_px);
  const double left = (picture.width_px - step * width_px) / 2;
  const double top = (picture.height_px - step * height_px) / 2;
  Picture small{width_px, height_px, {}};
  small.rgba.reserve(std::size_t{4} * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
  const auto covered = [](double from, double to, int count) {
    const int first = std::clamp(static_cast<int>(from), 0, count - 1);
    return std::pair(first, std::clamp(static_cast<int>(to), first + 1, count));
  };
  for (int y = 0; y < height_px; ++y) {
    const auto [y0, y1] = covered(top + y * step, top + (y + 1) * step, picture.height_px);
    for (int x = 0; x < width_px; ++x) {
      const auto [x0, x1] = covered(left + x * step, left + (x + 1) * step, picture.width_px);
      unsigned sum[4] = {0, 0, 0, 0};
      for (int v = y0; v < y1; ++v)
        for (int u = x0; u < x1; ++u) {
          const std::size_t at =
              std::size_t{4} *
              (static_cast<std::size_t>(v) * static_cast<std::size_t>(picture.width_px) + static_cast<std::size_t>(u));
          for (std::size_t c = 0; c < 4; ++c) sum[c] += picture.rgba[at + c];
        }
      const auto count = static_cast<unsigned>((x1 - x0) * (y1 - y0));
      for (const unsigned s : sum) small.rgba.push_back(static_cast<std::uint8_t>((s + count / 2) / count));
    }
  }
  return small;
}

}  // namespace render
