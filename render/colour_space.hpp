// sRGB, linear light and CIELAB (D65, 2 degrees): the space in which ramps are interpolated and checked.
#pragma once

#include "geo/plan/entity.hpp"

#include <array>

namespace render {

struct Lab {
  double l = 0;  ///< 0 to 100
  double a = 0;
  double b = 0;
};

/// Linear light of the three channels, 0 to 1 (IEC 61966-2-1).
[[nodiscard]] std::array<double, 3> linear_from_srgb(geo::Colour colour);
/// Clips to 0..1; alpha is 255.
[[nodiscard]] geo::Colour srgb_from_linear(const std::array<double, 3>& rgb);

[[nodiscard]] Lab lab_from_linear(const std::array<double, 3>& rgb);
[[nodiscard]] Lab lab_from_srgb(geo::Colour colour);
/// Clipped to the sRGB gamut.
[[nodiscard]] geo::Colour srgb_from_lab(const Lab& lab);

}  // namespace render
