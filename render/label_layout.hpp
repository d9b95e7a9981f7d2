// Which labels stand where: by priority, without touching each other or a marker. Without OpenGL, so that it is tested.
#pragma once

#include "render/batch.hpp"
#include "render/camera.hpp"
#include "render/fonts.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace render {

/// The face that draws a candidate.
[[nodiscard]] FontRole font_role(const LabelCandidate& label);

/// Widths of texts in em, as the sum of the glyphs' unhinted advances; single advances are remembered.
class TextMeasure {
public:
  [[nodiscard]] double width_em(FontRole role, std::u32string_view text);
  [[nodiscard]] double advance_em(FontRole role, char32_t code);
  [[nodiscard]] FontFaces& faces() { return faces_; }

private:
  FontFaces faces_;
  std::unordered_map<std::uint64_t, float> advance_;
};

/// A candidate that is drawn.
struct PlacedLabel {
  std::uint32_t candidate = 0;
  int pen_x_px = 0;       ///< left end of the text on the baseline
  int baseline_y_px = 0;  ///< whole pixels, so that letters stay sharp
  double width_px = 0;
};

/// Labels whose box lies within the picture and outside what is `covered`, highest priority first, equal ones in the
/// order of the list; 4 px apart and clear of markers. Where the first place is taken the others are tried; a label
/// that does not fit is left out. The result depends on the candidates and the camera alone, and not on how the
/// picture's pixels fall on the map.
[[nodiscard]] std::vector<PlacedLabel> place_labels(std::span<const LabelCandidate> labels,
                                                    std::span<const ScreenBox> covered, const Camera& camera,
                                                    double symbol_scale, TextMeasure& measure);

}  // namespace render
