#include "render/legend.hpp"

#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

/// Lays a legend out from the top; draws unless it is only measured.
class LegendLayout {
public:
  LegendLayout(Canvas& canvas, double x, double y, double width, double u, ThemeKind theme, bool dry)
      : canvas_(canvas), t_(map_theme(theme)), theme_(theme), size_(u), u_(u), x_(x), y_(y), width_(width), dry_(dry) {}

  void add(const HeatmapLegend& heatmap) {
    gap();
    heading(heatmap.title, heatmap.unit);
    classes(heatmap);
    for (const std::string& line : wrapped(canvas_, heatmap.method, size_.small, Weight::regular, width_, 3))
      row(line, size_.small, Weight::regular, t_.text3, 1.1 * u_);
  }

  void add(const FlowLegend& flows) {
    gap();
    heading(flows.title, flows.unit);
    if (!flows.arrows.empty()) {
      const double column = std::floor(width_ / static_cast<double>(flows.arrows.size()));
      double height = std::floor(1.2 * u_);
      for (const FlowLegend::Arrow& arrow : flows.arrows)
        height = std::max(height, std::ceil((arrow.width_px + 8) * flows.length_of_px));
      double x = x_;
      for (const FlowLegend::Arrow& arrow : flows.arrows) {
        if (!dry_)
          draw_flow_arrow(canvas_, x, y_ + height / 2, std::min(3.2 * u_, column - 0.5 * u_),
                          arrow.width_px * flows.length_of_px, flows.length_of_px, t_.hub);
        text(x, y_ + height + std::floor(0.6 * u_), arrow.text, size_.micro, Weight::medium, t_.text2);
        x += column;
      }
      y_ += height + std::floor(1.3 * u_);
    }
    materials(flows.materials);
    for (const std::string& line : wrapped(canvas_, flows.note, size_.small, Weight::regular, width_, 4))
      row(line, size_.small, Weight::regular, t_.text3, 1.1 * u_);
  }

  void add(const LegendGroup& group) {
    if (group.entries.empty()) return;
    gap();
    if (!group.title.empty())
      row(ellipsised(canvas_, group.title, size_.small, Weight::strong, width_), size_.small, Weight::strong, t_.text2,
          1.35 * u_);
    entries(group.entries);
  }

  [[nodiscard]] double bottom() const { return y_; }

private:
  void gap() {
    if (begun_) y_ += std::floor(0.65 * u_);
    begun_ = true;
  }

  void text(double x, double y, std::string_view words, double em, Weight weight, Colour colour,
            Align align = Align::left) {
    if (!dry_) canvas_.text(x, y, words, em, weight, colour, align);
  }

  void row(std::string_view words, double em, Weight weight, Colour colour, double pitch) {
    pitch = std::floor(pitch);
    text(x_, y_ + pitch / 2, words, em, weight, colour);
    y_ += pitch;
  }

  /// Title left and unit right on one line, or under each other where they do not fit.
  void heading(const std::string& title, const std::string& unit) {
    const double pitch = std::floor(1.35 * u_);
    const double unit_width = canvas_.text_width(unit, size_.small, Weight::regular);
    const double title_width = canvas_.text_width(title, size_.text, Weight::strong);
    const bool together = title_width + u_ * 0.5 + unit_width <= width_;
    text(x_, y_ + pitch / 2, ellipsised(canvas_, title, size_.text, Weight::strong, width_), size_.text, Weight::strong,
         t_.text);
    if (together) text(x_ + width_, y_ + pitch / 2, unit, size_.small, Weight::regular, t_.text3, Align::right);
    y_ += pitch;
    if (!together && !unit.empty())
      row(ellipsised(canvas_, unit, size_.small, Weight::regular, width_), size_.small, Weight::regular, t_.text3,
          1.1 * u_);
  }

  void classes(const HeatmapLegend& heatmap) {
    const std::size_t count = heatmap.colours.size();
    if (count == 0) return;
    y_ += std::floor(0.2 * u_);
    const double height = std::floor(0.765 * u_), tick = std::floor(0.24 * u_), hairline = u_ / 17;
    const auto edge = [&](std::size_t i) {
      return std::floor(x_ + width_ * static_cast<double>(i) / static_cast<double>(count));
    };
    if (!dry_) {
      canvas_.fill_rect(x_, y_, edge(count) - x_, height, t_.panel);
      for (std::size_t i = 0; i < count; ++i)
        if (static_cast<int>(i) != heatmap.clear_class)
          canvas_.fill_rect(edge(i), y_, edge(i + 1) - edge(i), height, heatmap.colours[i]);
      canvas_.stroke_rect(x_ + hairline / 2, y_ + hairline / 2, edge(count) - x_ - hairline, height - hairline,
                          with_alpha(t_.text, 0.18), hairline);
    }
    y_ += height;
    const double number_pitch = std::floor(1.1 * u_);
    double free_from = x_ - u_;
    for (std::size_t i = 0; i < heatmap.break_texts.size() && i + 1 < count; ++i) {
      const double at = edge(i + 1);
      if (!dry_) canvas_.fill_rect(std::floor(at - hairline / 2), y_, hairline, tick, with_alpha(t_.text, 0.35));
      const double half = canvas_.text_width(heatmap.break_texts[i], size_.micro, Weight::medium) / 2;
      // A number that would touch its neighbour or leave the legend is left out; its tick stays.
      if (at - half < free_from || at - half < x_ || at + half > x_ + width_) continue;
      text(at, y_ + tick + number_pitch / 2, heatmap.break_texts[i], size_.micro, Weight::medium, t_.text3,
           Align::centre);
      free_from = at + half + 0.2 * u_;
    }
    y_ += tick + number_pitch;
  }

  /// Squares with names, two in a row where both are short.
  void materials(const std::vector<FlowLegend::Material>& list) {
    const double side = std::floor(0.6 * u_), gap_px = std::floor(0.4 * u_), pitch = std::floor(1.2 * u_);
    const double half = std::floor(width_ / 2);
    const auto is_short = [&](std::size_t i) {
      return i < list.size() &&
             canvas_.text_width(list[i].name, size_.small, Weight::regular) <= half - side - 2 * gap_px;
    };
    const auto draw = [&](const FlowLegend::Material& material, double x) {
      if (!dry_) canvas_.fill_rect(x, std::floor(y_ + (pitch - side) / 2), side, side, material.colour, 0.12 * u_);
      text(x + side + gap_px, y_ + pitch / 2,
           ellipsised(canvas_, material.name, size_.small, Weight::regular, x_ + width_ - x - side - gap_px),
           size_.small, Weight::regular, t_.text2);
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
      draw(list[i], x_);
      if (is_short(i) && is_short(i + 1)) draw(list[++i], x_ + half);
      y_ += pitch;
    }
  }

  /// Two short entries share a row; one whose words need more has a row to itself.
  void entries(const std::vector<LegendEntry>& list) {
    const double swatch_w = std::floor(1.2 * u_), gap_px = std::floor(0.45 * u_), column_gap = std::floor(0.6 * u_);
    const double half = std::floor((width_ - column_gap) / 2);
    const auto is_short = [&](const LegendEntry& entry) {
      return swatch_w + gap_px + canvas_.text_width(entry.text, size_.small, Weight::regular) <= half;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
      double height = 0;
      if (i + 1 < list.size() && is_short(list[i]) && is_short(list[i + 1])) {
        height = entry(list[i], x_, half);
        height = std::max(height, entry(list[i + 1], x_ + half + column_gap, half));
        ++i;
      } else {
        height = entry(list[i], x_, width_);
      }
      y_ += height;
    }
  }

  /// Swatch and words at the current height; returns the height they need.
  double entry(const LegendEntry& entry, double left, double width) {
    const double swatch_w = std::floor(1.2 * u_), swatch_h = std::floor(0.83 * u_), gap_px = std::floor(0.45 * u_);
    const double row_height = std::floor(1.35 * u_), line_pitch = std::floor(1.1 * u_);
    const auto lines = wrapped(canvas_, entry.text, size_.small, Weight::regular, width - swatch_w - gap_px, 2);
    if (!dry_)
      draw_swatch(canvas_, entry.symbol, entry.kind, left, std::floor(y_ + (row_height - swatch_h) / 2), swatch_w,
                  swatch_h, theme_);
    double middle = y_ + (lines.size() < 2 ? row_height / 2 : line_pitch / 2 + std::floor(0.12 * u_));
    for (const std::string& words : lines) {
      text(left + swatch_w + gap_px, middle, words, size_.small, Weight::regular, t_.text2);
      middle += line_pitch;
    }
    return std::max(row_height, static_cast<double>(lines.size()) * line_pitch + std::floor(0.25 * u_));
  }

  Canvas& canvas_;
  const MapTheme& t_;
  ThemeKind theme_;
  TypeSizes size_;
  double u_;
  double x_;
  double y_;
  double width_;
  bool dry_;
  bool begun_ = false;
};

}  // namespace

void draw_flow_arrow(Canvas& canvas, double x, double y, double length, double width, double unit, Colour colour) {
  const double head = std::min(0.75 * width + 4 * unit, 0.7 * length), half = width / 2, wide = half + 3.2 * unit;
  canvas.fill_rect(x, y - half, length - head, width, colour);
  const CanvasPoint tip[] = {{x + length - head, y - wide}, {x + length, y}, {x + length - head, y + wide}};
  canvas.fill_polygon(tip, colour);
}

double draw_legend(Canvas& canvas, const Legend& legend, double x, double y, double width, double u, ThemeKind theme,
                   bool dry) {
  LegendLayout layout(canvas, x, y, width, u, theme, dry);
  for (const HeatmapLegend& heatmap : legend.heatmaps) layout.add(heatmap);
  for (const FlowLegend& flows : legend.flows) layout.add(flows);
  for (const LegendGroup& group : legend.groups) layout.add(group);
  return layout.bottom() - y;
}

}  // namespace render
