// Colours of the map and of charts in the light and the dark theme; the values of look.md sections 5 and 6.
#pragma once

#include "geo/plan/entity.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace render {

/// The two with high contrast have stronger words and lines and paler fills (look.md section 4).
enum class ThemeKind { light, dark, light_contrast, dark_contrast };
[[nodiscard]] constexpr bool is_dark(ThemeKind kind) {
  return kind == ThemeKind::dark || kind == ThemeKind::dark_contrast;
}
[[nodiscard]] constexpr bool is_high_contrast(ThemeKind kind) {
  return kind == ThemeKind::light_contrast || kind == ThemeKind::dark_contrast;
}
[[nodiscard]] constexpr ThemeKind theme_kind(bool dark, bool high_contrast) {
  if (high_contrast) return dark ? ThemeKind::dark_contrast : ThemeKind::light_contrast;
  return dark ? ThemeKind::dark : ThemeKind::light;
}

using geo::Colour;

/// "#RRGGBB" at compile time.
consteval Colour hex(const char (&text)[8]) {
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10); };
  const auto byte = [&](int i) { return static_cast<unsigned char>(digit(text[i]) * 16 + digit(text[i + 1])); };
  return {byte(1), byte(3), byte(5), 255};
}

struct MapTheme {
  ThemeKind kind;
  // Fills
  Colour land, built, centre, mixed, industry, forest, reserve, park, field, mire, rock, leisure, military, water;
  // Lines
  Colour water_band, shore, stream, reserve_line, mire_line, path, cycle, rail, rail_gap, tram, power, municipality,
      halo;
  // Our own things
  Colour hub, landfill, landfill_fill, sink, sink_fill, partner, select, select_case;
  // Labels
  Colour label, label_small, label_water, label_green, label_hub, shield, shield_line, shield_text;
  // Interface colours that map furniture needs
  Colour panel, sunken, text, text2, text3, border, divider, grid, axis, accent, snap, shadow;
};

/// Width and colour of a road's casing and fill at symbol scale 1.
enum class RoadClass { motorway, trunk, main, street };
struct RoadDrawing {
  Colour casing, fill;
  double casing_px, fill_px;
};

[[nodiscard]] const MapTheme& map_theme(ThemeKind kind);
[[nodiscard]] RoadDrawing road_drawing(RoadClass road, ThemeKind kind);
[[nodiscard]] Colour sector_colour(geo::Sector sector, ThemeKind kind);
[[nodiscard]] Colour sink_colour(ThemeKind kind);

/// The colour with another alpha, 0 to 1.
[[nodiscard]] Colour with_alpha(Colour colour, double alpha);

/// The stops of a ramp in the order from low to high (net: from removals to emissions). The high end of a sequential
/// ramp is far from the ground: dark on the light map, light on the dark one. A name that is not known gives
/// "emissions", since styles come from files.
[[nodiscard]] std::span<const Colour> ramp_stops(std::string_view name, ThemeKind kind);
/// `count` colours from end to end of the ramp, interpolated in CIELAB; the stops themselves when there are as many.
[[nodiscard]] std::vector<Colour> ramp_classes(std::string_view name, ThemeKind kind, int count);
/// The names that ramp_stops knows: the designed ones, then sequential, then diverging ones of other hands.
[[nodiscard]] std::span<const std::string_view> ramp_names();
/// True for ramps with a neutral middle.
[[nodiscard]] bool is_diverging(std::string_view ramp);

}  // namespace render
