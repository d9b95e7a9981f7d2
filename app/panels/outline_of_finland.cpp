#include "app/panels/outline_of_finland.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <string_view>
#include <vector>

namespace app {
namespace {

struct Place {
  float lon_deg;
  float lat_deg;
};

// From the three-country cairn at Kilpisjärvi along Norway, Russia, the Gulf of Finland, the Gulf of Bothnia and the
// Tornio river; read off by hand to some kilometres.
constexpr std::array mainland = std::to_array<Place>({
    {20.55f, 69.06f}, {21.28f, 69.31f}, {21.63f, 69.27f}, {22.05f, 69.05f}, {22.38f, 68.73f}, {22.80f, 68.69f},
    {23.05f, 68.69f}, {23.75f, 68.82f}, {24.15f, 68.76f}, {24.90f, 68.56f}, {25.12f, 68.64f}, {25.68f, 68.89f},
    {25.78f, 69.15f}, {25.80f, 69.40f}, {25.97f, 69.61f}, {26.45f, 69.92f}, {27.02f, 69.91f}, {27.55f, 70.06f},
    {27.95f, 70.09f}, {28.40f, 69.83f}, {29.13f, 69.70f}, {29.25f, 69.45f}, {28.83f, 69.22f}, {28.93f, 69.05f},
    {28.50f, 68.92f}, {28.78f, 68.85f}, {28.45f, 68.54f}, {28.65f, 68.19f}, {29.32f, 68.07f}, {29.66f, 67.80f},
    {30.02f, 67.68f}, {29.55f, 67.30f}, {29.08f, 66.95f}, {29.55f, 66.62f}, {29.92f, 66.13f}, {30.13f, 65.67f},
    {29.75f, 65.58f}, {29.72f, 65.30f}, {29.62f, 65.06f}, {29.60f, 64.95f}, {30.05f, 64.78f}, {30.00f, 64.58f},
    {30.05f, 64.40f}, {30.48f, 64.26f}, {30.55f, 64.12f}, {30.28f, 63.85f}, {29.98f, 63.75f}, {30.30f, 63.62f},
    {30.95f, 63.31f}, {31.25f, 63.20f}, {31.58f, 62.90f}, {31.40f, 62.68f}, {31.20f, 62.48f}, {30.72f, 62.21f},
    {30.15f, 61.85f}, {29.82f, 61.66f}, {29.55f, 61.44f}, {29.22f, 61.26f}, {28.80f, 61.12f}, {28.50f, 60.94f},
    {28.05f, 60.74f}, {27.77f, 60.58f}, {27.45f, 60.49f}, {26.95f, 60.46f}, {26.55f, 60.42f}, {26.22f, 60.40f},
    {25.95f, 60.34f}, {25.65f, 60.32f}, {25.30f, 60.24f}, {24.98f, 60.17f}, {24.72f, 60.13f}, {24.42f, 59.98f},
    {24.10f, 60.02f}, {23.70f, 59.96f}, {23.30f, 59.92f}, {22.95f, 59.82f}, {23.10f, 60.00f}, {22.80f, 60.08f},
    {22.55f, 60.22f}, {22.20f, 60.40f}, {21.80f, 60.48f}, {21.38f, 60.60f}, {21.32f, 60.86f}, {21.45f, 61.13f},
    {21.52f, 61.35f}, {21.45f, 61.58f}, {21.55f, 61.80f}, {21.32f, 62.05f}, {21.20f, 62.38f}, {21.22f, 62.65f},
    {21.12f, 62.84f}, {21.35f, 63.04f}, {21.60f, 63.16f}, {22.00f, 63.33f}, {22.32f, 63.50f}, {22.65f, 63.70f},
    {23.08f, 63.86f}, {23.55f, 64.05f}, {23.85f, 64.22f}, {24.20f, 64.48f}, {24.45f, 64.70f}, {24.90f, 64.86f},
    {25.30f, 65.00f}, {25.38f, 65.18f}, {25.22f, 65.40f}, {25.02f, 65.58f}, {24.60f, 65.73f}, {24.15f, 65.83f},
    {24.05f, 66.02f}, {23.78f, 66.22f}, {23.68f, 66.43f}, {23.98f, 66.78f}, {23.65f, 67.12f}, {23.58f, 67.40f},
    {23.45f, 67.65f}, {23.66f, 67.95f}, {23.20f, 68.15f}, {22.85f, 68.35f}, {22.45f, 68.45f}, {22.00f, 68.50f},
    {21.55f, 68.66f}, {21.05f, 68.85f}, {20.80f, 69.02f},
});
constexpr std::array aland = std::to_array<Place>(
    {{19.65f, 60.25f}, {19.85f, 60.40f}, {20.15f, 60.36f}, {20.30f, 60.22f}, {20.15f, 60.05f}, {19.85f, 60.08f}});
// Inari, Oulujärvi, Pielinen, Päijänne, Saimaa: convex, a hint of each.
constexpr std::array inari = std::to_array<Place>({{27.1f, 68.95f}, {27.7f, 69.15f}, {28.35f, 69.1f}, {28.0f, 68.85f}});
constexpr std::array oulujarvi =
    std::to_array<Place>({{26.8f, 64.35f}, {27.25f, 64.5f}, {27.6f, 64.25f}, {27.1f, 64.15f}});
constexpr std::array pielinen =
    std::to_array<Place>({{29.25f, 63.45f}, {29.6f, 63.4f}, {30.05f, 63.05f}, {29.7f, 63.05f}});
constexpr std::array paijanne =
    std::to_array<Place>({{25.5f, 62.15f}, {25.75f, 61.9f}, {25.65f, 61.2f}, {25.4f, 61.5f}});
constexpr std::array saimaa = std::to_array<Place>({{27.6f, 61.45f}, {28.3f, 61.85f}, {29.1f, 61.9f}, {28.5f, 61.3f}});

struct Town {
  std::string_view name;
  Place place;
  bool name_is_left;
};
constexpr std::array towns = std::to_array<Town>(
    {{"Tampere", {23.76f, 61.50f}, false}, {"Turku", {22.27f, 60.45f}, true}, {"Espoo", {24.66f, 60.21f}, false}});

/// Places in the box; lengths keep their proportions along each parallel (sinusoidal projection).
struct OutlineFrame {
  ImVec2 origin;
  float px_per_degree;
  [[nodiscard]] ImVec2 operator()(Place p) const {
    const float narrowing = std::cos(p.lat_deg * std::numbers::pi_v<float> / 180);
    return {origin.x + (p.lon_deg - 26) * narrowing * px_per_degree, origin.y - (p.lat_deg - 59.7f) * px_per_degree};
  }
};

/// Fills any simple polygon row by row: ImGui's own fill takes convex ones only.
void fill(ImDrawList& list, std::span<const ImVec2> ring, unsigned colour) {
  float top = ring.front().y;
  float bottom = top;
  for (const ImVec2& p : ring) {
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  std::vector<float> crossings;
  for (float y = std::floor(top); y < bottom; ++y) {
    crossings.clear();
    const float middle = y + 0.5f;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const ImVec2& a = ring[i];
      const ImVec2& b = ring[(i + 1) % ring.size()];
      if ((a.y <= middle) == (b.y <= middle)) continue;
      crossings.push_back(a.x + (middle - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
      list.AddRectFilled({crossings[i], y}, {crossings[i + 1], y + 1}, colour);
  }
}

}  // namespace

void draw_outline_of_finland(ImDrawList& list, ImVec2 min, ImVec2 max) {
  const Tokens& c = colours();
  // Finland spans 10.5 degrees of latitude and, so drawn, 6 of them in width.
  const float scale = std::min((max.y - min.y) / 10.6f, (max.x - min.x) / 6.2f);
  const OutlineFrame frame{{std::floor((min.x + max.x) / 2 + 0.25f * scale), max.y - 0.05f * scale}, scale};
  // On the sunken column the land is what the panel is; in the dark it is a step lighter.
  const Colour land = render::is_dark(look().kind) ? c.hover : c.panel;
  const Colour water = c.desk;
  std::vector<ImVec2> ring;
  const auto place_all = [&](std::span<const Place> places) {
    ring.clear();
    for (const Place& p : places) ring.push_back(frame(p));
  };
  for (const std::span<const Place> part : {std::span<const Place>(mainland), std::span<const Place>(aland)}) {
    place_all(part);
    fill(list, ring, packed(land));
    list.AddPolyline(ring.data(), static_cast<int>(ring.size()), packed(c.border), ImDrawFlags_Closed, 1);
  }
  for (const std::span<const Place> lake :
       {std::span<const Place>(inari), std::span<const Place>(oulujarvi), std::span<const Place>(pielinen),
        std::span<const Place>(paijanne), std::span<const Place>(saimaa)}) {
    place_all(lake);
    fill(list, ring, packed(water));
  }
  for (const Town& town : towns) {
    const ImVec2 at = frame(town.place);
    list.AddCircleFilled(at, px(0.4f), packed(faded(c.accent, 0.2)));
    list.AddCircleFilled(at, px(0.24f), packed(c.accent));
    const float side = town.name_is_left ? -px(0.7f) : px(0.7f);
    const float down = town.name == "Espoo" ? px(0.5f) : 0;
    draw_text(list, Face::small, at.x + side, at.y + down, c.text2, town.name,
              town.name_is_left ? At::right : At::left);
  }
}

}  // namespace app
