// The fonts of the look, found through fontconfig: Inter, Inter Display, Material Design Icons, DejaVu Sans for what
// Inter does not have.
#pragma once

#include <memory>
#include <string>

struct FT_FaceRec_;

namespace render {

enum class FontRole { regular, medium, strong, italic, display, icons, fallback };

struct FontFile {
  std::string path;
  int index = 0;
};

/// The file of a role; where the wanted family is not installed, that of DejaVu Sans or of any font there is.
/// Throws geo::Error if there is no font at all.
[[nodiscard]] const FontFile& font_file(FontRole role);

/// Inter's vertical middle of capitals above the baseline, as share of the em; text is centred by it.
inline constexpr double middle_above_baseline_em = 0.3636;

/// FreeType faces of the roles, opened when first asked for. Not shared between threads.
class FontFaces {
public:
  /// Throws geo::Error if FreeType can not be started.
  FontFaces();
  ~FontFaces();
  FontFaces(const FontFaces&) = delete;
  FontFaces& operator=(const FontFaces&) = delete;

  [[nodiscard]] FT_FaceRec_* face(FontRole role);

  struct Glyph {
    FontRole role;
    unsigned index;  ///< 0: no face has it, a box is drawn
  };
  /// The glyph of a code point: of the wanted face, else the icons', else the fallback's.
  [[nodiscard]] Glyph glyph(FontRole wanted, char32_t code);

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace render
