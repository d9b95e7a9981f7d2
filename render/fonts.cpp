#include "render/fonts.hpp"

#include "geo/error.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <mutex>
#include <optional>

namespace render {

namespace {

constexpr std::size_t role_count = 7;

struct Wanted {
  const char* family;
  int weight;
  int slant;
};

Wanted wanted_font(FontRole role) {
  switch (role) {
    case FontRole::medium: return {"Inter", FC_WEIGHT_MEDIUM, FC_SLANT_ROMAN};
    case FontRole::strong: return {"Inter", FC_WEIGHT_DEMIBOLD, FC_SLANT_ROMAN};
    case FontRole::italic: return {"Inter", FC_WEIGHT_REGULAR, FC_SLANT_ITALIC};
    case FontRole::display: return {"Inter Display", FC_WEIGHT_DEMIBOLD, FC_SLANT_ROMAN};
    case FontRole::icons: return {"Material Design Icons", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN};
    case FontRole::fallback: return {"DejaVu Sans", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN};
    case FontRole::regular: break;
  }
  return {"Inter", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN};
}

FontFile find_font(FontRole role) {
  const Wanted wanted = wanted_font(role);
  // fontconfig itself falls back to its default sans, which is DejaVu Sans on Debian.
  FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, wanted.family, FC_FAMILY, FcTypeString,
                                      "DejaVu Sans", FC_WEIGHT, FcTypeInteger, wanted.weight, FC_SLANT, FcTypeInteger,
                                      wanted.slant, FC_SCALABLE, FcTypeBool, FcTrue, nullptr);
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultMatch;
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  FontFile file;
  FcChar8* path = nullptr;
  if (match && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch) {
    file.path = reinterpret_cast<const char*>(path);
    FcPatternGetInteger(match, FC_INDEX, 0, &file.index);
  }
  if (match) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
  if (file.path.empty())
    throw geo::Error(wanted.family, geo::say("No font was found."),
                     geo::say("Install the packages fonts-inter and fonts-dejavu-core."));
  return file;
}

}  // namespace

const FontFile& font_file(FontRole role) {
  static std::mutex mutex;
  static std::array<std::optional<FontFile>, role_count> files;
  const std::lock_guard lock(mutex);
  auto& file = files[static_cast<std::size_t>(role)];
  if (!file) file = find_font(role);
  return *file;
}

struct FontFaces::State {
  FT_Library library = nullptr;
  std::array<FT_Face, role_count> faces{};
};

FontFaces::FontFaces() : state_(std::make_unique<State>()) {
  if (FT_Init_FreeType(&state_->library) != 0)
    throw geo::Error("FreeType", geo::say("The font library can not be started."));
}

FontFaces::~FontFaces() {
  for (FT_Face face : state_->faces)
    if (face) FT_Done_Face(face);
  FT_Done_FreeType(state_->library);
}

FT_FaceRec_* FontFaces::face(FontRole role) {
  FT_Face& face = state_->faces[static_cast<std::size_t>(role)];
  if (!face) {
    const FontFile& file = font_file(role);
    if (FT_New_Face(state_->library, file.path.c_str(), file.index, &face) != 0) {
      face = nullptr;
      throw geo::Error(file.path, geo::say("The font can not be read."), geo::say("Install its package again."));
    }
  }
  return face;
}

FontFaces::Glyph FontFaces::glyph(FontRole wanted, char32_t code) {
  for (const FontRole role : {wanted, FontRole::icons, FontRole::fallback}) {
    // The icons' private codes mean other signs in other fonts.
    const bool icon_code = code >= 0xF001 && code <= 0xF673;
    if ((role == FontRole::icons) != icon_code) continue;
    if (const unsigned index = FT_Get_Char_Index(face(role), code); index != 0) return {role, index};
  }
  return {wanted, 0};
}

}  // namespace render
