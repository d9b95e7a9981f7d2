#include "app/map/shape_fill.hpp"

#include "render/trapezoids.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace app {
namespace {

constexpr float hatch_step_px = 7;
constexpr float dot_step_px = 9;

/// Calls f(from, to) for each stretch inside the rings of the line y = level, in the rings' own axes.
template <class F>
void for_each_stretch(const std::vector<std::vector<ImVec2>>& rings, float level, std::vector<float>& crossings,
                      F&& f) {
  crossings.clear();
  for (const auto& ring : rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const ImVec2 a = ring[i];
      const ImVec2 b = ring[(i + 1) % ring.size()];
      if ((a.y <= level) != (b.y <= level)) crossings.push_back(a.x + (level - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  std::sort(crossings.begin(), crossings.end());
  for (std::size_t i = 1; i < crossings.size(); i += 2) f(crossings[i - 1], crossings[i]);
}

}  // namespace

void fill_shape(ImDrawList& list, const std::vector<std::vector<ImVec2>>& rings, Colour fill, LiveHatch hatch,
                Colour ink, ImVec2 anchor) {
  std::vector<std::vector<geo::MapPoint>> places;
  for (const auto& ring : rings) {
    auto& to = places.emplace_back();
    for (const ImVec2 p : ring) to.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
    if (to.size() > 1 && to.front() == to.back()) to.pop_back();
  }
  std::vector<std::span<const geo::MapPoint>> spans(places.begin(), places.end());
  const auto triangles = render::trapezoids(spans);
  // Without smooth edges: those would show as seams between the triangles. The outline covers the shape's own edge.
  const ImDrawListFlags flags = list.Flags;
  list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
  const unsigned packed_fill = packed(fill);
  const auto at = [&](std::size_t i) {
    return ImVec2(static_cast<float>(triangles[i].x_m), static_cast<float>(triangles[i].y_m));
  };
  for (std::size_t i = 0; i + 2 < triangles.size(); i += 3)
    list.AddTriangleFilled(at(i), at(i + 1), at(i + 2), packed_fill);
  list.Flags = flags;
  if (hatch == LiveHatch::none) return;

  // Turned so that the hatch lines are level.
  const float angle = hatch == LiveHatch::rising ? -0.78539816f : hatch == LiveHatch::falling ? 0.78539816f : 0;
  const float c = std::cos(angle);
  const float s = std::sin(angle);
  const auto turned = [&](ImVec2 p) { return ImVec2(c * p.x + s * p.y, -s * p.x + c * p.y); };
  const auto back = [&](float x, float y) { return ImVec2(c * x - s * y, s * x + c * y); };
  std::vector<std::vector<ImVec2>> rows = rings;
  float low = 1e9f;
  float high = -1e9f;
  for (auto& ring : rows)
    for (ImVec2& p : ring) {
      p = turned(p);
      low = std::min(low, p.y);
      high = std::max(high, p.y);
    }
  // Only what can be seen.
  const ImVec2 clip_min = list.GetClipRectMin();
  const ImVec2 clip_max = list.GetClipRectMax();
  float seen_low = 1e9f;
  float seen_high = -1e9f;
  for (const ImVec2 corner : {clip_min, clip_max, ImVec2(clip_min.x, clip_max.y), ImVec2(clip_max.x, clip_min.y)}) {
    seen_low = std::min(seen_low, turned(corner).y);
    seen_high = std::max(seen_high, turned(corner).y);
  }
  low = std::max(low, seen_low);
  high = std::min(high, seen_high);
  const ImVec2 fixed = turned(anchor);
  const float step = hatch == LiveHatch::dots ? dot_step_px * 0.866f : hatch_step_px;
  const unsigned packed_ink = packed(ink);
  std::vector<float> crossings;
  for (float k = std::ceil((low - fixed.y) / step); fixed.y + k * step <= high; ++k) {
    const float y = fixed.y + k * step;
    for_each_stretch(rows, y, crossings, [&](float from, float to) {
      if (hatch != LiveHatch::dots) {
        list.AddLine(back(from, y), back(to, y), packed_ink, 1.2f);
        return;
      }
      const float shift = std::fmod(std::abs(k), 2.0f) == 1 ? dot_step_px / 2 : 0;
      from = std::max(from, clip_min.x);
      to = std::min(to, clip_max.x);
      const float first = fixed.x + shift + std::ceil((from - fixed.x - shift) / dot_step_px) * dot_step_px;
      for (float x = first; x <= to; x += dot_step_px) list.AddCircleFilled({x, y}, 1.5f, packed_ink, 8);
    });
  }
}

}  // namespace app
