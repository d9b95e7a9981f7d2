#include "app/fonts.hpp"

#include "app/icons.hpp"

#include <fontconfig/fontconfig.h>
#include <imgui/imgui_freetype.h>

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

struct FaceSize {
  const char* family;
  int weight;      ///< fontconfig's
  float k;         ///< of the body size
  float digit_em;  ///< advance of every digit [em]; 0: as designed
};

constexpr std::array<FaceSize, face_count> faces{{
    {"Inter", FC_WEIGHT_REGULAR, 1, 0.634f},
    {"Inter", FC_WEIGHT_MEDIUM, 1, 0.634f},
    {"Inter", FC_WEIGHT_SEMIBOLD, 1, 0.66f},
    {"Inter", FC_WEIGHT_REGULAR, 0.89f, 0.634f},
    {"Inter", FC_WEIGHT_SEMIBOLD, 0.89f, 0.66f},
    {"Inter", FC_WEIGHT_MEDIUM, 0.83f, 0.634f},
    {"Inter", FC_WEIGHT_SEMIBOLD, 1.18f, 0},
    {"Inter", FC_WEIGHT_SEMIBOLD, 1.42f, 0},
    {"Inter Display", FC_WEIGHT_SEMIBOLD, 1.42f, 0},
    {"Inter Display", FC_WEIGHT_SEMIBOLD, 2, 0},
    {"Inter Display", FC_WEIGHT_SEMIBOLD, 2.36f, 0},
}};

constexpr ImWchar digit_range[] = {'0', '9', 0};
constexpr ImWchar text_ranges[] = {0x0020, 0x017F, 0x0394, 0x0394, 0x03A3, 0x03A3, 0x2009, 0x2009, 0x2010,
                                   0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2070, 0x209C, 0x20AC, 0x20AC,
                                   0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2248, 0x2260, 0x2265, 0};
/// Text without the digits, which are loaded before with one advance.
constexpr ImWchar other_ranges[] = {0x0020, 0x002F, 0x003A, 0x017F, 0x0394, 0x0394, 0x03A3, 0x03A3, 0x2009, 0x2009,
                                    0x2010, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2070, 0x209C, 0x20AC, 0x20AC,
                                    0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2248, 0x2260, 0x2265, 0};

/// The file of the nearest installed face; empty if fontconfig knows no font at all. With `exact_family` only that
/// family counts.
std::string font_file(const char* family, int weight, bool exact_family) {
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  if (!exact_family) FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>("DejaVu Sans"));
  FcPatternAddInteger(pattern, FC_WEIGHT, weight);
  FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  std::string file;
  FcChar8* text = nullptr;
  if (match && FcPatternGetString(match, FC_FILE, 0, &text) == FcResultMatch) file = reinterpret_cast<char*>(text);
  if (exact_family && match && FcPatternGetString(match, FC_FAMILY, 0, &text) == FcResultMatch &&
      std::string_view(reinterpret_cast<char*>(text)).substr(0, std::string_view(family).size()) != family)
    file.clear();
  if (match) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
  return file;
}

const std::string& remembered_file(const char* family, int weight, bool exact_family) {
  static std::map<std::pair<std::string, int>, std::string> files;
  const auto [place, is_new] = files.try_emplace({family, weight});
  if (is_new) place->second = font_file(family, weight, exact_family);
  return place->second;
}

std::array<ImFont*, face_count>& loaded() {
  static std::array<ImFont*, face_count> fonts{};
  return fonts;
}

ImFont* load(ImFontAtlas& atlas, const FaceSize& face, float size, const ImWchar* icon_ranges) {
  const std::string& file = remembered_file(face.family, face.weight, false);
  if (file.empty()) return atlas.AddFontDefault();
  ImFontConfig config;
  ImFont* made = nullptr;
  if (face.digit_em > 0) {
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = std::round(face.digit_em * size / 1.21f);
    made = atlas.AddFontFromFileTTF(file.c_str(), size, &config, digit_range);
    config = {};
    config.MergeMode = true;
    atlas.AddFontFromFileTTF(file.c_str(), size, &config, other_ranges);
  } else {
    made = atlas.AddFontFromFileTTF(file.c_str(), size, &config, text_ranges);
  }
  const std::string& icons = remembered_file("Material Design Icons", FC_WEIGHT_REGULAR, true);
  if (!icons.empty()) {
    const float icon_size = std::round(1.06f * size);
    config = {};
    config.MergeMode = true;
    config.GlyphOffset.y = std::round((icon_size - size) / 2);
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = icon_size;
    atlas.AddFontFromFileTTF(icons.c_str(), icon_size, &config, icon_ranges);
  }
  return made;
}

}  // namespace

void build_fonts(float u) {
  static const std::vector<ImWchar> icon_ranges = [] {
    std::vector<ImWchar> ranges;
    for (const char32_t code : icon::all) ranges.insert(ranges.end(), 2, static_cast<ImWchar>(code));
    ranges.push_back(0);
    return ranges;
  }();
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  atlas.TexGlyphPadding = 1;
  for (std::size_t i = 0; i < face_count; ++i)
    loaded()[i] = load(atlas, faces[i], std::round(faces[i].k * u), icon_ranges.data());
  atlas.Build();
  ImGui::GetIO().FontDefault = loaded()[0];
}

ImFont* font(Face face) {
  return loaded()[static_cast<std::size_t>(face)];
}

float font_size(Face face) {
  return font(face)->FontSize;
}

}  // namespace app
