#include "render/picture.hpp"

#include "geo/error.hpp"
#include "render/file_write.hpp"

#include <cassert>
#include <string>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>
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

}  // namespace render
