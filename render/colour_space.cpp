#include "render/colour_space.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

// D65 white of the 2 degree observer, as sRGB defines it (IEC 61966-2-1).
constexpr double white_x = 0.95047;
constexpr double white_z = 1.08883;
// CIE 15:2004, the exact rational limits.
constexpr double lab_epsilon = 216.0 / 24389.0;
constexpr double lab_kappa = 24389.0 / 27.0;

double channel_from_linear(double v) {
  v = std::clamp(v, 0.0, 1.0);
  return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

}  // namespace

std::array<double, 3> linear_from_srgb(geo::Colour colour) {
  const auto linear = [](std::uint8_t byte) {
    const double v = byte / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return {linear(colour.r), linear(colour.g), linear(colour.b)};
}

geo::Colour srgb_from_linear(const std::array<double, 3>& rgb) {
  const auto byte = [](double v) { return static_cast<std::uint8_t>(std::lround(channel_from_linear(v) * 255)); };
  return {byte(rgb[0]), byte(rgb[1]), byte(rgb[2]), 255};
}

Lab lab_from_linear(const std::array<double, 3>& rgb) {
  const double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
  const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
  const double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
  const auto f = [](double t) { return t > lab_epsilon ? std::cbrt(t) : (lab_kappa * t + 16) / 116; };
  const double fx = f(x / white_x), fy = f(y), fz = f(z / white_z);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

Lab lab_from_srgb(geo::Colour colour) {
  return lab_from_linear(linear_from_srgb(colour));
}

geo::Colour srgb_from_lab(const Lab& lab) {
  const double fy = (lab.l + 16) / 116, fx = fy + lab.a / 500, fz = fy - lab.b / 200;
  const auto inverse = [](double f) {
    const double cubed = f * f * f;
    return cubed > lab_epsilon ? cubed : (116 * f - 16) / lab_kappa;
  };
  const double x = inverse(fx) * white_x, y = inverse(fy), z = inverse(fz) * white_z;
  return srgb_from_linear({3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
                           -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
                           0.0556434 * x - 0.2040259 * y + 1.0572252 * z});
}

}  // namespace render
