#include "render/sankey_chart.hpp"

#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

constexpr int pieces = 24;

/// A link's upper edge, from its node to the other, level at both ends: y by the share of the way.
double level_ends(double from, double to, double t) {
  return from + (to - from) * t * t * (3 - 2 * t);
}

class SankeyDrawing {
public:
  SankeyDrawing(Canvas& canvas, const SankeyChart& chart, const geo::SankeyLayout& layout, CanvasPoint corner,
                double width, double node_width, double u, ThemeKind theme, const geo::SankeyChain* lit)
      : canvas_(canvas),
        chart_(chart),
        layout_(layout),
        corner_(corner),
        width_(width),
        node_width_(node_width),
        u_(u),
        size_(u),
        t_(map_theme(theme)),
        alpha_(is_dark(theme) ? 0.62 : 0.55),
        lit_(lit) {}

  void links() {
    // Wide ones first, so that narrow ones stay in sight.
    std::vector<const geo::SankeyBand*> order;
    for (const geo::SankeyBand& band : layout_.bands) order.push_back(&band);
    std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->thickness > b->thickness; });
    for (const geo::SankeyBand* band : order) {
      const bool is_lit = !lit_ || lit_->links[band->link];
      const Colour ink = with_alpha(chart_.link_colours[band->link], is_lit ? (lit_ ? 0.85 : alpha_) : 0.12);
      band->backward ? backward(*band, ink) : forward(*band, ink);
    }
  }

  void nodes() {
    for (std::uint32_t n = 0; n < layout_.nodes.size(); ++n) {
      const geo::SankeyNode& node = layout_.nodes[n];
      if (node.height <= 0) continue;
      const bool is_lit = !lit_ || lit_->nodes[n];
      const double top = std::floor(corner_.y + node.y), bottom = std::ceil(corner_.y + node.y + node.height);
      canvas_.fill_rect(std::floor(corner_.x + node.x), top, node_width_, std::max(1.0, bottom - top),
                        with_alpha(t_.text2, is_lit ? 1 : 0.35), std::min(2.0, (bottom - top) / 2) * u_ / 17);
    }
  }

  /// Large nodes first; a name that would lie over another one is left out (it is there when its chain is lit).
  void names() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t n = 0; n < layout_.nodes.size(); ++n)
      if (layout_.nodes[n].height > 0 && (!lit_ || lit_->nodes[n])) order.push_back(n);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return layout_.nodes[a].height > layout_.nodes[b].height; });
    for (const std::uint32_t n : order) name(n);
  }

private:
  struct Room {
    double left, right, top, bottom;
  };
  /// Takes the room of a name unless another one has it.
  bool take_room(double x, double y, double width, double height, Align align) {
    const double left = align == Align::right ? x - width : x;
    const Room room{left, left + width, y - height / 2, y + height / 2};
    for (const Room& other : names_)
      if (room.left < other.right && other.left < room.right && room.top < other.bottom && other.top < room.bottom)
        return false;
    names_.push_back(room);
    return true;
  }

  void forward(const geo::SankeyBand& band, Colour ink) {
    const geo::SankeyLink& link = chart_.links[band.link];
    const double from = corner_.x + layout_.nodes[link.from].x + node_width_, to = corner_.x + layout_.nodes[link.to].x;
    const double thickness = std::max(band.thickness, 0.8 * u_ / 17);
    std::vector<CanvasPoint> upper, lower;
    for (int i = 0; i <= pieces; ++i) {
      const double t = static_cast<double>(i) / pieces, x = from + (to - from) * t;
      const double y = corner_.y + level_ends(band.y_from, band.y_to, t);
      upper.push_back({x, y});
      lower.push_back({x, y + thickness});
    }
    canvas_.fill_between(upper, lower, ink);
  }

  /// Out to the right, below everything, and in from the left: a circle can not be overlooked.
  void backward(const geo::SankeyBand& band, Colour ink) {
    const geo::SankeyLink& link = chart_.links[band.link];
    const double right = corner_.x + layout_.nodes[link.from].x + node_width_,
                 left = corner_.x + layout_.nodes[link.to].x;
    const double out = 0.8 * u_, half = band.thickness / 2;
    const double y_from = corner_.y + band.y_from + half, y_to = corner_.y + band.y_to + half;
    const double below = corner_.y + layout_.height + 0.35 * u_;
    const CanvasPoint way[] = {{right, y_from},     {right + out, y_from}, {right + out, below},
                               {left - out, below}, {left - out, y_to},    {left, y_to}};
    canvas_.line(way, ink, std::clamp(band.thickness, u_ / 17, 0.5 * u_));
  }

  void name(std::uint32_t n) {
    const geo::SankeyNode& node = layout_.nodes[n];
    const bool last = layout_.column_count > 1 && node.column == layout_.column_count - 1;
    const double gap = 0.4 * u_,
                 room = layout_.column_count > 1 ? width_ / (layout_.column_count - 1) - node_width_ : width_;
    const double x = corner_.x + (last ? node.x - gap : node.x + node_width_ + gap);
    const Align align = last ? Align::right : Align::left;
    const double middle = corner_.y + node.y + node.height / 2, halo = 3 * u_ / 17;
    const auto line = [&](double y, const std::string& words, Weight weight, Colour ink) {
      canvas_.text_over_map(x, y, words, size_.small, weight, ink, with_alpha(t_.panel, 0.85), halo, align);
    };
    const double most = std::max(room * 0.62, 4 * u_);
    if (node.height + least_room(n) >= 1.9 * u_) {
      const std::string words = ellipsised(canvas_, chart_.nodes[n].name, size_.small, Weight::strong, most);
      const double width = std::max(canvas_.text_width(words, size_.small, Weight::strong),
                                    canvas_.text_width(chart_.nodes[n].value, size_.small, Weight::regular));
      if (!take_room(x, middle, width, 2 * u_, align)) return;
      line(middle - 0.5 * u_, words, Weight::strong, t_.text);
      line(middle + 0.5 * u_, chart_.nodes[n].value, Weight::regular, t_.text2);
      return;
    }
    const double value_width = canvas_.text_width(chart_.nodes[n].value, size_.small, Weight::regular) + 0.4 * u_;
    const std::string words =
        ellipsised(canvas_, chart_.nodes[n].name, size_.small, Weight::strong, std::max(2 * u_, most - value_width));
    // Name, then value, also where they end at the node.
    const double words_width = canvas_.text_width(words, size_.small, Weight::strong) + 0.4 * u_;
    if (!take_room(x, middle, words_width + value_width, 0.95 * u_, align)) return;
    canvas_.text_over_map(last ? x - value_width : x, middle, words, size_.small, Weight::strong, t_.text,
                          with_alpha(t_.panel, 0.85), halo, align);
    canvas_.text_over_map(last ? x : x + words_width, middle, chart_.nodes[n].value, size_.small, Weight::regular,
                          t_.text2, with_alpha(t_.panel, 0.85), halo, align);
  }

  /// Free height above and below the node, up to the next names.
  [[nodiscard]] double least_room(std::uint32_t n) const {
    const geo::SankeyNode& node = layout_.nodes[n];
    double above = node.y + 0.6 * u_, below = layout_.height - node.y - node.height + 0.6 * u_;
    for (std::uint32_t m = 0; m < layout_.nodes.size(); ++m) {
      const geo::SankeyNode& other = layout_.nodes[m];
      if (m == n || other.height <= 0 || other.column != node.column) continue;
      if (other.y < node.y)
        above = std::min(above, node.y - other.y - other.height);
      else
        below = std::min(below, other.y - node.y - node.height);
    }
    return 2 * std::min(above, below) * 0.75;
  }

  Canvas& canvas_;
  const SankeyChart& chart_;
  const geo::SankeyLayout& layout_;
  CanvasPoint corner_;
  double width_, node_width_, u_;
  TypeSizes size_;
  const MapTheme& t_;
  double alpha_;
  const geo::SankeyChain* lit_;
  std::vector<Room> names_;  ///< of names that are drawn
};

}  // namespace

void draw_sankey(Canvas& canvas, const SankeyChart& chart, const geo::SankeyLayout& layout, double x, double y,
                 double width, double node_width, double u, ThemeKind theme, const geo::SankeyChain* lit) {
  SankeyDrawing drawing(canvas, chart, layout, {x, y}, width, node_width, u, theme, lit);
  drawing.links();
  drawing.nodes();
  drawing.names();
}

std::optional<SankeyHit> hit(const SankeyChart& chart, const geo::SankeyLayout& layout, double node_width,
                             CanvasPoint at) {
  constexpr double reach = 2;
  for (std::uint32_t n = 0; n < layout.nodes.size(); ++n) {
    const geo::SankeyNode& node = layout.nodes[n];
    if (node.height > 0 && at.x >= node.x - reach && at.x <= node.x + node_width + reach && at.y >= node.y - reach &&
        at.y <= node.y + node.height + reach)
      return SankeyHit{n, {}};
  }
  std::optional<SankeyHit> found;
  double thinnest = 1e300;
  for (const geo::SankeyBand& band : layout.bands) {
    if (band.backward || band.thickness >= thinnest) continue;
    const geo::SankeyLink& link = chart.links[band.link];
    const double from = layout.nodes[link.from].x + node_width, to = layout.nodes[link.to].x;
    if (at.x < from || at.x > to || to <= from) continue;
    const double y = level_ends(band.y_from, band.y_to, (at.x - from) / (to - from));
    if (at.y < y - reach || at.y > y + band.thickness + reach) continue;
    found = SankeyHit{{}, band.link};
    thinnest = band.thickness;
  }
  return found;
}

}  // namespace render
