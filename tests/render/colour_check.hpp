// How the eye tells colours apart: CIEDE2000, colour-blind views, contrast. For tests alone.
#pragma once

#include "render/colour_space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace render::test {

/// CIEDE2000 colour difference, kL = kC = kH = 1 (Sharma, Wu, Dalal 2005, Color Research and Application 30).
inline double ciede2000(const Lab& p, const Lab& q) {
  constexpr double degree = std::numbers::pi / 180;
  const auto pow7 = [](double v) { return std::pow(v, 7); };
  const double c_mean = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2;
  const double g = 0.5 * (1 - std::sqrt(pow7(c_mean) / (pow7(c_mean) + pow7(25))));
  const double ap = (1 + g) * p.a, aq = (1 + g) * q.a;
  const double cp = std::hypot(ap, p.b), cq = std::hypot(aq, q.b);
  const auto hue = [&](double a, double b) {
    if (a == 0 && b == 0) return 0.0;
    const double h = std::atan2(b, a) / degree;
    return h < 0 ? h + 360 : h;
  };
  const double hp = hue(ap, p.b), hq = hue(aq, q.b);
  double dh = 0, h_mean = hp + hq;
  if (cp * cq != 0) {
    dh = hq - hp;
    if (dh > 180) dh -= 360;
    if (dh < -180) dh += 360;
    if (std::abs(hp - hq) > 180) h_mean += hp + hq < 360 ? 360 : -360;
    h_mean /= 2;
  }
  const double dl = q.l - p.l, dc = cq - cp, dH = 2 * std::sqrt(cp * cq) * std::sin(dh / 2 * degree);
  const double l_mean = (p.l + q.l) / 2, cc_mean = (cp + cq) / 2;
  const double t = 1 - 0.17 * std::cos((h_mean - 30) * degree) + 0.24 * std::cos(2 * h_mean * degree) +
                   0.32 * std::cos((3 * h_mean + 6) * degree) - 0.20 * std::cos((4 * h_mean - 63) * degree);
  const double l50 = (l_mean - 50) * (l_mean - 50);
  const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * cc_mean, sh = 1 + 0.015 * cc_mean * t;
  const double rc = 2 * std::sqrt(pow7(cc_mean) / (pow7(cc_mean) + pow7(25)));
  const double rt = -std::sin(60 * std::exp(-std::pow((h_mean - 275) / 25, 2)) * degree) * rc;
  const double l = dl / sl, c = dc / sc, h = dH / sh;
  return std::sqrt(l * l + c * c + h * h + rt * c * h);
}

enum class View { normal, protan, deutan, tritan };
inline constexpr std::array views{View::normal, View::protan, View::deutan, View::tritan};

/// Lab of the colour as seen with severity 1.0: simulated in linear light and clipped, not rounded to bytes (Machado,
/// Oliveira, Fernandes 2009, IEEE TVCG 15, table 1).
inline Lab seen(geo::Colour colour, View view) {
  using Matrix = std::array<std::array<double, 3>, 3>;
  static constexpr Matrix protan{
      {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
  static constexpr Matrix deutan{
      {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
  static constexpr Matrix tritan{
      {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
  if (view == View::normal) return lab_from_srgb(colour);
  const Matrix& m = view == View::protan ? protan : view == View::deutan ? deutan : tritan;
  const auto rgb = linear_from_srgb(colour);
  std::array<double, 3> out{};
  for (std::size_t i = 0; i < 3; ++i)
    out[i] = std::clamp(m[i][0] * rgb[0] + m[i][1] * rgb[1] + m[i][2] * rgb[2], 0.0, 1.0);
  return lab_from_linear(out);
}

inline double difference(geo::Colour p, geo::Colour q, View view = View::normal) {
  return ciede2000(seen(p, view), seen(q, view));
}

inline double lightness(geo::Colour colour, View view = View::normal) {
  return seen(colour, view).l;
}

/// WCAG 2 contrast ratio, 1 to 21.
inline double contrast(geo::Colour p, geo::Colour q) {
  const auto luminance = [](geo::Colour c) {
    const auto rgb = linear_from_srgb(c);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  };
  const double a = luminance(p), b = luminance(q);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace render::test
