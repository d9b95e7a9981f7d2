#include "geo/heatmap/quartic_kernel.hpp"

#include "geo/heatmap/wide_loops.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {

namespace {

/// The angle under which the origin sees the segment (d, a) to (d, b), a <= b, positive for d > 0.
double angle_seen(double d, double a, double b) {
  const double cross = d * (b - a);
  const double dot = d * d + a * b;
  const double z = cross / dot;
  if (dot > 0 && std::abs(z) < 0.05) {  // the next term of atan's series is below 1e-17 of the first
    const double q = z * z;
    return z * (1 - q * (1.0 / 3 - q * (1.0 / 5 - q * (1.0 / 7 - q * (1.0 / 9 - q * (1.0 / 11 - q / 13))))));
  }
  return std::atan2(cross, dot);
}

/// Flux of F through the segment (d, a) to (d, b), a <= b, in the direction of growing d, times 2 pi.
double flux_through(double d, double a, double b) {
  const double dd = d * d;
  if (dd >= 1) return angle_seen(d, a, b);
  const double half_chord = std::sqrt(1 - dd);
  double flux = 0;
  if (a < -half_chord) {
    const double end = std::min(b, -half_chord);
    flux += angle_seen(d, a, end);
    a = end;
  }
  if (b > half_chord) {
    const double begin = std::max(a, half_chord);
    flux += angle_seen(d, begin, b);
    b = begin;
  }
  if (a < b) {
    // The integral of 3 - 3u + u^2, u = d^2 + t^2, from a to b, with (b - a) taken out so that nothing cancels.
    const double aa = a * a, bb = b * b, ab = a * b;
    flux += d * (b - a) *
            ((3 - 3 * dd + dd * dd) + (2 * dd - 3) * (aa + ab + bb) / 3 +
             (aa * aa + ab * (aa + bb) + ab * ab + bb * bb) / 5);
  }
  return flux;
}

}  // namespace

double quartic_share_of_box(double x0, double y0, double x1, double y1) {
  const double flux =
      (flux_through(x1, y0, y1) - flux_through(x0, y0, y1)) + (flux_through(y1, x0, x1) - flux_through(y0, x0, x1));
  return flux / (2 * std::numbers::pi);
}

void QuarticOnGrid::place(const GridFrame& frame, MapPoint source, double radius_m) {
  frame_ = frame;
  step_ = frame.cell_m / radius_m;
  source_column_ = (source.x_m - frame.corner.x_m) / frame.cell_m;
  source_row_ = (source.y_m - frame.corner.y_m) / frame.cell_m;
  const double reach = radius_m / frame.cell_m;
  // Compared as doubles and negated, so that a position that is far off or not a number reaches nothing.
  const auto range = [reach](double centre, std::size_t count, std::size_t& first, std::size_t& last) {
    first = last = 0;
    const double n = static_cast<double>(count);
    if (!(centre + reach > 0 && centre - reach < n)) return;
    first = static_cast<std::size_t>(std::max(0.0, std::floor(centre - reach)));
    last = static_cast<std::size_t>(std::min(n, std::ceil(centre + reach)));
  };
  range(source_column_, frame.columns, first_column_, last_column_);
  range(source_row_, frame.rows, first_row_, last_row_);
  const std::size_t columns = reaches_frame() ? last_column_ - first_column_ : 0;
  x0_.assign(columns, step_);
  x2_.resize(columns);
  x4_.resize(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    const double middle = x_line(first_column_ + i) + step_ / 2, mm = middle * middle, ss = step_ * step_;
    x2_[i] = step_ * (mm + ss / 12);
    x4_[i] = step_ * (mm * mm + mm * ss / 2 + ss * ss / 80);
  }
}

double QuarticOnGrid::share_in_frame() const {
  if (!reaches_frame()) return 0;
  const double x0 = x_line(0), x1 = x_line(frame_.columns), y0 = y_line(0), y1 = y_line(frame_.rows);
  if (x0 <= -1 && x1 >= 1 && y0 <= -1 && y1 >= 1) return 1;
  return quartic_share_of_box(x0, y0, x1, y1);
}

QuarticOnGrid::Chord QuarticOnGrid::chord(double y0, double y1) const {
  const double nearest = y0 > 0 ? y0 : (y1 < 0 ? -y1 : 0);
  const double farthest = std::max(-y0, y1);
  const auto clamped = [this](double column) {
    return static_cast<std::size_t>(
        std::clamp(column, static_cast<double>(first_column_), static_cast<double>(last_column_)));
  };
  const double reach = std::sqrt(std::max(0.0, 1 - nearest * nearest)) / step_;
  Chord c;
  c.reach_begin = clamped(std::floor(source_column_ - reach));
  c.reach_end = clamped(std::ceil(source_column_ + reach));
  c.inner_begin = c.inner_end = c.reach_end;
  if (farthest < 1) {
    const double inner = std::sqrt(1 - farthest * farthest) / step_;
    const std::size_t begin = clamped(std::ceil(source_column_ - inner));
    const std::size_t end = clamped(std::floor(source_column_ + inner));
    if (begin < end) {
      c.inner_begin = begin;
      c.inner_end = end;
    }
  }
  return c;
}

double QuarticOnGrid::share(std::size_t column, std::size_t row) const {
  if (column < first_column_ || column >= last_column_ || row < first_row_ || row >= last_row_) return 0;
  return x_share(column, y_line(row), y_line(row + 1));
}

void QuarticOnGrid::add_row(std::size_t row, double mass, double* row_cells) const {
  const double y0 = y_line(row), y1 = y_line(row + 1);
  const Chord c = chord(y0, y1);
  for (std::size_t i = c.reach_begin; i < c.inner_begin; ++i) row_cells[i] += mass * x_share(i, y0, y1);
  for (std::size_t i = c.inner_end; i < c.reach_end; ++i) row_cells[i] += mass * x_share(i, y0, y1);
  if (c.inner_begin >= c.inner_end) return;
  const double middle = y0 + step_ / 2, mm = middle * middle, ss = step_ * step_;
  const double m0 = step_, m2 = step_ * (mm + ss / 12), m4 = step_ * (mm * mm + mm * ss / 2 + ss * ss / 80);
  const double scale = 3 / std::numbers::pi * mass;
  const std::size_t first = c.inner_begin - first_column_;
  add_three_products(row_cells + c.inner_begin, c.inner_end - c.inner_begin, scale * (m0 - 2 * m2 + m4), &x0_[first],
                     scale * 2 * (m2 - m0), &x2_[first], scale * m0, &x4_[first]);
}

}  // namespace geo
