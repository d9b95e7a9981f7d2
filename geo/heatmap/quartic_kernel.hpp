// The quartic kernel's exact share of a box, and of every cell of a grid.
//
// With the source as origin and the radius as unit, the kernel is K(r) = 3/pi (1 - r^2)^2 for r < 1, of unit integral.
// The radial field F = G(r)/r^2 (x, y) with G(r) = integral of K(s) s ds from 0 to r = (1 - (1 - u)^3) / (2 pi),
// u = min(r^2, 1), has div F = K. By the divergence theorem the kernel's share of a box is the flux of F out of its
// four edges. On an edge at distance d from the source, inside the disc, the flux density is d/(2 pi) (3 - 3u + u^2): a
// polynomial of the position along the edge; outside it is the angle under which the source sees the edge, over 2 pi.
// Both are closed forms, neighbours share their edges' fluxes with opposite signs, and so the shares of any cells that
// cover the disc telescope to the whole angle: one, to rounding.
//
// Cells wholly inside the disc are cheaper: there K is a polynomial, and its integral over a cell is
//   X0 (Y0 - 2 Y2 + Y4) + X2 (2 Y2 - 2 Y0) + X4 Y0,   Xk, Yk = integral of x^k, y^k over the cell's sides:
// three products a cell, with the X of a column made once for all rows.
#pragma once

#include "geo/grid.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace geo {

/// The share of the kernel (radius 1, centre in the origin) that lies in the box [x0, x1] x [y0, y1].
[[nodiscard]] double quartic_share_of_box(double x0, double y0, double x1, double y1);

/// One source's kernel over a frame.
class QuarticOnGrid {
public:
  /// Keeps its memory between sources.
  void place(const GridFrame& frame, MapPoint source, double radius_m);

  /// Cells that the kernel may reach: columns [first_column, last_column), rows likewise; empty if it misses the frame.
  [[nodiscard]] std::size_t first_column() const { return first_column_; }
  [[nodiscard]] std::size_t last_column() const { return last_column_; }
  [[nodiscard]] std::size_t first_row() const { return first_row_; }
  [[nodiscard]] std::size_t last_row() const { return last_row_; }
  [[nodiscard]] bool reaches_frame() const { return first_column_ < last_column_ && first_row_ < last_row_; }

  /// The kernel's share in the whole frame; exactly 1 if the frame holds the disc.
  [[nodiscard]] double share_in_frame() const;
  /// The kernel's share in one cell.
  [[nodiscard]] double share(std::size_t column, std::size_t row) const;
  /// Adds mass x share to the cells of one row that the kernel reaches; `row_cells` is the row's cell of column 0.
  void add_row(std::size_t row, double mass, double* row_cells) const;

private:
  struct Chord {
    std::size_t reach_begin, inner_begin, inner_end, reach_end;  ///< inner cells lie wholly inside the disc
  };
  [[nodiscard]] Chord chord(double y0, double y1) const;
  [[nodiscard]] double x_line(std::size_t column) const {
    return (static_cast<double>(column) - source_column_) * step_;
  }
  [[nodiscard]] double y_line(std::size_t row) const { return (static_cast<double>(row) - source_row_) * step_; }
  [[nodiscard]] double x_share(std::size_t column, double y0, double y1) const {
    return std::max(0.0, quartic_share_of_box(x_line(column), y0, x_line(column + 1), y1));
  }

  GridFrame frame_;
  double step_ = 0;  ///< cell side over radius
  double source_column_ = 0;
  double source_row_ = 0;
  std::size_t first_column_ = 0, last_column_ = 0, first_row_ = 0, last_row_ = 0;
  std::vector<double> x0_, x2_, x4_;  ///< moments of the columns from first_column_ on
};

}  // namespace geo
