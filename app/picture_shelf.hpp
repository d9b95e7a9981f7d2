// Pictures of files as textures, for the start page: read in the background, each once.
#pragma once

#include "app/jobs.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace app {

/// Needs the OpenGL context in which it was first used, also when it goes.
class PictureShelf {
public:
  struct Shown {
    unsigned texture = 0;  ///< 0: not read yet, or there is no such picture
    float width_px = 0;
    float height_px = 0;
  };
  /// What there is of the file's picture; asks for it in the background when it is new.
  [[nodiscard]] Shown show(Jobs& jobs, const std::filesystem::path& file);
  /// Reads the file again when it is shown next.
  void forget(const std::filesystem::path& file);

  PictureShelf() = default;
  ~PictureShelf();
  PictureShelf(const PictureShelf&) = delete;
  PictureShelf& operator=(const PictureShelf&) = delete;

private:
  struct Slot;
  std::map<std::string, std::shared_ptr<Slot>> slots_;
};

}  // namespace app
