#include "geo/heatmap/shape_shares.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

/// A stretch [begin, end] of a segment, as shares of it.
struct Stretch {
  double begin = 0, end = 1;
};

/// Cuts the stretch to where 0 <= from + t delta <= size; false if nothing remains.
bool cut(Stretch& stretch, double from, double delta, double size) {
  if (delta == 0) return from >= 0 && from < size;
  double enter = -from / delta, leave = (size - from) / delta;
  if (delta < 0) std::swap(enter, leave);
  stretch.begin = std::max(stretch.begin, enter);
  stretch.end = std::min(stretch.end, leave);
  return stretch.begin < stretch.end;
}

/// Where a segment next crosses a grid line of one direction.
class Crossings {
public:
  Crossings(double from, double delta, double begin) : from_(from), delta_(delta) {
    if (delta == 0) return;
    const double at = from + begin * delta;
    line_ = delta > 0 ? std::floor(at) + 1 : std::ceil(at) - 1;
  }
  /// As share of the segment; infinite for a segment along the lines.
  [[nodiscard]] double next() const {
    return delta_ == 0 ? std::numeric_limits<double>::infinity() : (line_ - from_) / delta_;
  }
  void pass() { line_ += delta_ > 0 ? 1 : -1; }

private:
  double from_, delta_;
  double line_ = 0;
};

/// The share of the segment in each cell of the frame, given to `add(cell, share)`; the sum of the shares.
template <class Add>
double walk(const GridFrame& frame, MapPoint a, MapPoint b, Progress& progress, Add&& add) {
  const double x = (a.x_m - frame.corner.x_m) / frame.cell_m, y = (a.y_m - frame.corner.y_m) / frame.cell_m;
  const double dx = (b.x_m - a.x_m) / frame.cell_m, dy = (b.y_m - a.y_m) / frame.cell_m;
  const double columns = static_cast<double>(frame.columns), rows = static_cast<double>(frame.rows);
  Stretch stretch;
  if (!cut(stretch, x, dx, columns) || !cut(stretch, y, dy, rows)) return 0;
  Crossings vertical(x, dx, stretch.begin), horizontal(y, dy, stretch.begin);
  double inside = 0;
  std::size_t steps = 0;
  for (double t = stretch.begin; t < stretch.end;) {
    const double next_x = vertical.next(), next_y = horizontal.next();
    const double next = std::min({next_x, next_y, stretch.end});
    if (next > t) {
      // The middle of the piece says the cell: it is in the half-open one also when the piece runs along an edge.
      const double middle = t + (next - t) / 2;
      const double column = std::floor(x + middle * dx), row = std::floor(y + middle * dy);
      if (column >= 0 && row >= 0 && column < columns && row < rows) {
        add(static_cast<std::size_t>(row) * frame.columns + static_cast<std::size_t>(column), next - t);
        inside += next - t;
      }
      t = next;
    }
    if (next_x <= next) vertical.pass();
    if (next_y <= next) horizontal.pass();
    if (++steps % 65536 == 0) progress.advance(progress.share());
  }
  return inside;
}

}  // namespace

bool has_usable_positions(const Geometry& geometry) {
  for (const Part& part : geometry.parts)
    for (const Ring& ring : part.rings)
      for (const MapPoint p : ring)
        if (!(std::abs(p.x_m) <= farthest_m && std::abs(p.y_m) <= farthest_m)) return false;
  return true;
}

std::optional<double> add_line(const GridFrame& frame, const Geometry& line, double mass_t, Progress& progress,
                               std::span<double> cells) {
  const auto for_each_segment = [&line](auto&& f) {
    for (const Part& part : line.parts)
      for (const Ring& ring : part.rings)
        for (std::size_t i = 1; i < ring.size(); ++i) {
          const double length = std::hypot(ring[i].x_m - ring[i - 1].x_m, ring[i].y_m - ring[i - 1].y_m);
          if (length > 0) f(ring[i - 1], ring[i], length);
        }
  };
  double total_m = 0;
  for_each_segment([&](MapPoint, MapPoint, double length) { total_m += length; });
  if (total_m == 0) return std::nullopt;
  double outside_t = 0;
  for_each_segment([&](MapPoint a, MapPoint b, double length) {
    const double segment_t = mass_t * (length / total_m);
    const double inside =
        walk(frame, a, b, progress, [&](std::size_t cell, double share) { cells[cell] += segment_t * share; });
    outside_t += segment_t * (1 - inside);
  });
  return outside_t;
}

}  // namespace geo
