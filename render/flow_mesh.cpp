#include "render/flow_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace render {

namespace {

constexpr double halo_px = 1.4, accent_px = 2;
constexpr double dimmed_alpha = 0.35;
constexpr double no_edge_px = 1000;

struct Vec {
  double x, y;
};

/// A coloured part of a band: how far its edges lie from the axis, positive to the left.
struct Across {
  double left_px, right_px;
};

/// How a part is coloured.
struct Ink {
  Colour fill, edge;
  double edge_px;
  bool left_edge = true;
};

class MeshBuilder {
public:
  MeshBuilder(FlowMesh& mesh, double z) : mesh_(mesh), z_(z) {}

  void ribbon(std::span<const FlowPoint> axis, bool closed, Across span, const Ink& ink) {
    const std::size_t count = axis.size();
    if (count < 2) return;
    const double pad_px = ink.edge_px + 1;
    const auto base = static_cast<std::uint32_t>(mesh_.vertices.size());
    double along_px = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) along_px += std::hypot(axis[i].x - axis[i - 1].x, axis[i].y - axis[i - 1].y);
      const Vec n = left_of(axis, i, closed);
      for (const double at : {span.left_px + (ink.left_edge ? pad_px : 0.5), span.right_px - pad_px})
        add({axis[i].x + n.x * at, axis[i].y + n.y * at}, span.left_px - at, at - span.right_px, no_edge_px, along_px,
            ink);
    }
    for (std::uint32_t i = 0; i + 1 < count; ++i) quad(base + 2 * i);
  }

  /// The part of the head between two lines to its tip; `back` are their distances from the axis at its back.
  void head(const FlowShape& shape, Across back, const Ink& ink, double along_px) {
    const FlowPoint base = shape.axis.back();
    const double length = std::hypot(shape.tip.x - base.x, shape.tip.y - base.y);
    if (length <= 0) return;
    const Vec d{(shape.tip.x - base.x) / length, (shape.tip.y - base.y) / length};
    const double pad_px = ink.edge_px + 1, high = shape.head_width_px / 2 + 2 * pad_px;
    const double left_side = std::hypot(length, back.left_px), right_side = std::hypot(length, back.right_px);
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (const double x : {-pad_px, length + 3 * pad_px})
      for (const double y : {high, -high})
        add({base.x + d.x * x - d.y * y, base.y + d.y * x + d.x * y},
            (-back.left_px * x - length * (y - back.left_px)) / left_side,
            (back.right_px * x + length * (y - back.right_px)) / right_side, x, along_px + x, ink);
    quad(first);
  }

  void end_range(FlowPoint low, FlowPoint high) {
    const auto end = static_cast<std::uint32_t>(mesh_.indices.size());
    if (end > begun_) mesh_.ranges.push_back({low, high, begun_, end - begun_});
    begun_ = end;
  }

private:
  void add(FlowPoint p, double d0, double d1, double d2, double along_px, const Ink& ink) {
    const Colour f = ink.fill, e = ink.edge;
    mesh_.vertices.push_back({static_cast<float>(p.x),
                              static_cast<float>(p.y),
                              {static_cast<float>(d0), static_cast<float>(d1), static_cast<float>(d2)},
                              static_cast<float>(along_px / z_),
                              static_cast<float>(ink.left_edge ? ink.edge_px : -ink.edge_px),
                              {f.r, f.g, f.b, f.a},
                              {e.r, e.g, e.b, e.a}});
  }
  void quad(std::uint32_t first) {
    for (const std::uint32_t corner : {0U, 1U, 2U, 2U, 1U, 3U}) mesh_.indices.push_back(first + corner);
  }
  /// Towards the left of the axis, longer where it turns, so that edges stay parallel.
  static Vec left_of(std::span<const FlowPoint> axis, std::size_t i, bool closed) {
    const std::size_t last = axis.size() - 1;
    const auto direction = [&](std::size_t from) {
      const Vec v{axis[from + 1].x - axis[from].x, axis[from + 1].y - axis[from].y};
      const double length = std::hypot(v.x, v.y);
      return length > 0 ? Vec{v.x / length, v.y / length} : Vec{0, 0};
    };
    const Vec before = direction(i > 0 ? i - 1 : closed ? last - 1 : 0);
    const Vec after = direction(i < last ? i : closed ? 0 : last - 1);
    Vec sum{before.x + after.x, before.y + after.y};
    const double length = std::hypot(sum.x, sum.y);
    if (length < 1e-9) return {-after.y, after.x};
    sum = {sum.x / length, sum.y / length};
    const double stretch = 1 / std::max(0.5, sum.x * after.x + sum.y * after.y);
    return {-sum.y * stretch, sum.x * stretch};
  }

  FlowMesh& mesh_;
  double z_;
  std::uint32_t begun_ = 0;
};

Ink ink_of(const FlowStripe& stripe, bool leftmost, const MapTheme& t, double z) {
  if (stripe.selected) return {stripe.colour, t.accent, accent_px * z};
  const double alpha = stripe.dimmed ? dimmed_alpha : 1;
  return {with_alpha(stripe.colour, alpha), with_alpha(t.halo, alpha), halo_px * z, leftmost};
}

/// Calls f(span, ink) for each stripe from left to right, so that each covers the halo of the one before; selected ones
/// last, so that their accent is not covered.
template <class F>
void for_each_stripe(const std::vector<FlowStripe>& stripes, double left_px, const MapTheme& t, double z, F&& f) {
  for (const bool selected : {false, true}) {
    double from = left_px;
    for (std::size_t i = 0; i < stripes.size(); ++i) {
      const double to = from - stripes[i].width_px * z;
      if (stripes[i].selected == selected) f(Across{from, to}, ink_of(stripes[i], i == 0, t, z));
      from = to;
    }
  }
}

void add_band(MeshBuilder& builder, const FlowBand& band, const FlowShape& shape, const MapTheme& t, double z) {
  if (shape.axis.empty()) return;
  const double widened = shape.head_width_px / shape.width_px;
  double length_px = 0;
  for (std::size_t i = 1; i < shape.axis.size(); ++i)
    length_px += std::hypot(shape.axis[i].x - shape.axis[i - 1].x, shape.axis[i].y - shape.axis[i - 1].y);
  // The head first: the shaft then covers the halo across its back.
  std::vector<FlowPoint> shaft = shape.axis;
  const FlowPoint base = shaft.back();
  if (shape.head_px > 0)
    shaft.back() = {base.x + 0.7 * (shape.tip.x - base.x) / shape.head_px,
                    base.y + 0.7 * (shape.tip.y - base.y) / shape.head_px};
  for_each_stripe(band.stripes, shape.width_px / 2, t, z, [&](Across span, const Ink& ink) {
    builder.head(shape, {span.left_px * widened, span.right_px * widened}, ink, length_px);
  });
  for_each_stripe(band.stripes, shape.width_px / 2, t, z,
                  [&](Across span, const Ink& ink) { builder.ribbon(shaft, false, span, ink); });
  builder.end_range(shape.low, shape.high);
}

void add_ring(MeshBuilder& builder, const FlowRing& ring, const FlowPlace& place, const FlowShapes& shapes,
              const MapTheme& t) {
  const double z = shapes.symbol_scale, width_px = band_width_px(ring.stripes) * z;
  const double inner_px = ring_radius_px(place) * z, middle_px = inner_px + width_px / 2;
  const FlowPoint centre = shapes.px_from_map(place.at);
  constexpr int pieces = 48;
  std::vector<FlowPoint> axis;
  for (int i = 0; i <= pieces; ++i) {  // anticlockwise: inwards is to the left
    const double angle = 2 * std::numbers::pi * (i % pieces) / pieces;
    axis.push_back({centre.x + middle_px * std::cos(angle), centre.y + middle_px * std::sin(angle)});
  }
  for_each_stripe(ring.stripes, width_px / 2, t, z,
                  [&](Across span, const Ink& ink) { builder.ribbon(axis, true, span, ink); });
  const double reach = inner_px + width_px + 4 * z;
  builder.end_range({centre.x - reach, centre.y - reach}, {centre.x + reach, centre.y + reach});
}

}  // namespace

FlowMesh flow_mesh(const FlowPicture& picture, const FlowShapes& shapes) {
  FlowMesh mesh;
  const MapTheme& t = map_theme(picture.theme);
  MeshBuilder builder(mesh, shapes.symbol_scale);
  for (std::size_t i = 0; i < picture.bands.size(); ++i)
    add_band(builder, picture.bands[i], shapes.bands[i], t, shapes.symbol_scale);
  for (const FlowRing& ring : picture.rings) add_ring(builder, ring, picture.places[ring.place], shapes, t);
  return mesh;
}

}  // namespace render
