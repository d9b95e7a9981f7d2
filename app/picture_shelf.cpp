#include "app/picture_shelf.hpp"

#include "geo/error.hpp"
#include "render/picture.hpp"

#include <epoxy/gl.h>

namespace app {

/// Filled on the UI thread, where jobs end.
struct PictureShelf::Slot {
  Shown shown;
};

PictureShelf::~PictureShelf() {
  for (const auto& [file, slot] : slots_)
    if (slot->shown.texture) glDeleteTextures(1, &slot->shown.texture);
}

void PictureShelf::forget(const std::filesystem::path& file) {
  const auto found = slots_.find(file.string());
  if (found == slots_.end()) return;
  if (found->second->shown.texture) glDeleteTextures(1, &found->second->shown.texture);
  slots_.erase(found);
}

PictureShelf::Shown PictureShelf::show(Jobs& jobs, const std::filesystem::path& file) {
  if (file.empty()) return {};
  const auto [place, is_new] = slots_.try_emplace(file.string());
  if (!is_new) return place->second->shown;
  place->second = std::make_shared<Slot>();
  jobs.start({}, geo::say("Reading pictures"),
             [file, weak = std::weak_ptr(place->second)](geo::Progress&) -> Jobs::Finish {
               auto picture = std::make_shared<render::Picture>();
               try {
                 *picture = render::read_png(file.string());
               } catch (const geo::Error&) {
                 return [] {};  // a picture that is missing or damaged is made again some day
               }
               return [picture, weak] {
                 const auto slot = weak.lock();
                 if (!slot) return;
                 slot->shown = {0, static_cast<float>(picture->width_px), static_cast<float>(picture->height_px)};
                 glGenTextures(1, &slot->shown.texture);
                 glBindTexture(GL_TEXTURE_2D, slot->shown.texture);
                 glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
                 glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
                 glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
                 glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
                 glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
                 glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture->width_px, picture->height_px, 0, GL_RGBA,
                              GL_UNSIGNED_BYTE, picture->rgba.data());
                 glGenerateMipmap(GL_TEXTURE_2D);
                 glBindTexture(GL_TEXTURE_2D, 0);
               };
             });
  return {};
}

}  // namespace app
