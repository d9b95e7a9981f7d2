#include "geo/heatmap/fast_kernel.hpp"

#include "geo/heatmap/quartic_kernel.hpp"
#include "geo/heatmap/wide_loops.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <vector>

namespace geo {

namespace {

/// The kernel's cell means as sum over k of sign[k] row[k][|dx|] row[k][|dy|], 0 <= |dx|, |dy| <= half_width.
struct Expansion {
  std::size_t half_width = 0;
  std::array<std::vector<double>, convolution_rank> factor;
  std::array<double, convolution_rank> sign{};
};

/// The largest eigenvalues of the symmetric matrix of cell means, by power iteration with deflation. The matrix is
/// even in both directions: only |dx|, |dy| are kept, those off the axis with weight 2, taken in as square roots.
Expansion expansion_of_kernel(double radius_cells, Progress& progress) {
  Expansion e;
  e.half_width = static_cast<std::size_t>(std::ceil(radius_cells + 0.5));
  const std::size_t n = e.half_width + 1;
  const double step = 1 / radius_cells;
  const auto weight = [](std::size_t i) { return i == 0 ? 1.0 : std::sqrt(2.0); };
  std::vector<double> matrix(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    progress.advance(0);
    for (std::size_t j = 0; j <= i; ++j) {
      const double x = (static_cast<double>(j) - 0.5) * step, y = (static_cast<double>(i) - 0.5) * step;
      matrix[i * n + j] = matrix[j * n + i] = quartic_share_of_box(x, y, x + step, y + step) * weight(i) * weight(j);
    }
  }
  std::vector<double> v(n), next(n);
  for (std::size_t k = 0; k < convolution_rank; ++k) {
    for (std::size_t i = 0; i < n; ++i)
      v[i] = std::cos(3.0 * static_cast<double>(k * i) / radius_cells) / (1 + step * static_cast<double>(i));
    double eigenvalue = 0;
    // Neighbouring eigenvalues differ by a factor of two or more: 40 steps leave 1e-12.
    for (int iteration = 0; iteration < 40; ++iteration) {
      progress.advance(0);
      double product = 0, norm = 0, old_norm = 0;
      for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < n; ++j) sum += matrix[i * n + j] * v[j];
        next[i] = sum;
        product += sum * v[i];
        norm += sum * sum;
        old_norm += v[i] * v[i];
      }
      eigenvalue = product / old_norm;
      for (std::size_t i = 0; i < n; ++i) v[i] = next[i] / std::sqrt(norm);
    }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) matrix[i * n + j] -= eigenvalue * v[i] * v[j];
    e.sign[k] = eigenvalue < 0 ? -1 : 1;
    e.factor[k].resize(n);
    for (std::size_t i = 0; i < n; ++i) e.factor[k][i] = v[i] / weight(i) * std::sqrt(std::abs(eigenvalue));
  }
  return e;
}

/// Weights as the two passes want them.
struct PassWeights {
  std::vector<float> along_row, down_column;
  explicit PassWeights(const Expansion& e) {
    constexpr std::size_t padding = rows_at_once - 1;
    for (std::size_t k = 0; k < convolution_rank; ++k) {
      const auto& factor = e.factor[k];
      for (const double f : factor) along_row.push_back(static_cast<float>(f));
      down_column.insert(down_column.end(), padding, 0.0F);
      for (std::size_t i = e.half_width; i > 0; --i) down_column.push_back(static_cast<float>(e.sign[k] * factor[i]));
      for (const double f : factor) down_column.push_back(static_cast<float>(e.sign[k] * f));
      down_column.insert(down_column.end(), padding, 0.0F);
    }
  }
};

/// Masses on the cells, with a margin as wide as the kernel's reach around the frame.
struct Bins {
  std::size_t margin, columns, rows;
  std::vector<double> mass;

  Bins(const GridFrame& frame, std::size_t half_width)
      : margin(half_width + 1),
        columns(frame.columns + 2 * margin),
        rows(frame.rows + 2 * margin),
        mass(columns * rows) {}

  /// Shares the mass to the four cells whose centres surround the place, so that its centre of mass stays.
  void add(const GridFrame& frame, MapPoint place, double amount) {
    const double shift = static_cast<double>(margin) - 0.5;
    const double x = (place.x_m - frame.corner.x_m) / frame.cell_m + shift;
    const double y = (place.y_m - frame.corner.y_m) / frame.cell_m + shift;
    if (!(x >= 0 && y >= 0 && x < static_cast<double>(columns - 1) && y < static_cast<double>(rows - 1))) return;
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const double right = x - static_cast<double>(column), upper = y - static_cast<double>(row);
    double* cell = &mass[row * columns + column];
    cell[0] += amount * (1 - upper) * (1 - right);
    cell[1] += amount * (1 - upper) * right;
    cell[columns] += amount * upper * (1 - right);
    cell[columns + 1] += amount * upper * right;
  }
};

/// A rectangle of cells that one thread makes at a time; its first pass stays in the cache.
struct Block {
  std::size_t row, column, rows, tiles;
};

class BlockConvolution {
public:
  BlockConvolution(const Bins& bins, const Expansion& expansion, const PassWeights& weights, double scale)
      : bins_(bins), half_width_(expansion.half_width), weights_(weights), scale_(scale) {}

  /// Adds the block's cells; where the approximated kernel is negative they get nothing.
  void add(const Block& block, const GridFrame& frame, double* cells) const {
    const std::size_t output_rows = (block.rows + rows_at_once - 1) / rows_at_once * rows_at_once;
    const std::size_t input_rows = output_rows + 2 * half_width_;
    const std::size_t plane = input_rows * tile_columns;
    std::vector<float> first_pass(block.tiles * convolution_rank * plane);
    std::vector<float> row(block.tiles * tile_columns + 2 * half_width_);
    for (std::size_t i = 0; i < input_rows; ++i) {
      if (!read_row(block, i, row)) continue;
      for (std::size_t t = 0; t < block.tiles; ++t) {
        float* out[convolution_rank];
        for (std::size_t k = 0; k < convolution_rank; ++k)
          out[k] = &first_pass[(t * convolution_rank + k) * plane + i * tile_columns];
        convolve_row(&row[half_width_ + t * tile_columns], weights_.along_row.data(), half_width_, out);
      }
    }
    float made[rows_at_once][tile_columns];
    for (std::size_t t = 0; t < block.tiles; ++t) {
      const std::size_t column = block.column + t * tile_columns;
      const std::size_t count = std::min(tile_columns, frame.columns - column);
      for (std::size_t r = 0; r < block.rows; r += rows_at_once) {
        const float* columns[convolution_rank];
        for (std::size_t k = 0; k < convolution_rank; ++k)
          columns[k] = &first_pass[(t * convolution_rank + k) * plane + r * tile_columns];
        convolve_columns(columns, weights_.down_column.data(), half_width_, made);
        for (std::size_t q = 0; q < std::min(rows_at_once, block.rows - r); ++q) {
          double* cell = cells + (block.row + r + q) * frame.columns + column;
          for (std::size_t c = 0; c < count; ++c) cell[c] += scale_ * std::max(0.0F, made[q][c]);
        }
      }
    }
  }

private:
  /// The bins of the block's input row i, scaled to about one; false if they are all zero.
  bool read_row(const Block& block, std::size_t i, std::vector<float>& row) const {
    const std::size_t bin_row = block.row + i + bins_.margin - half_width_;
    if (bin_row >= bins_.rows) return false;
    const std::size_t begin = block.column + bins_.margin - half_width_;
    const std::size_t count = std::min(row.size(), bins_.columns - begin);
    const double* bin = &bins_.mass[bin_row * bins_.columns + begin];
    bool any = false;
    for (std::size_t c = 0; c < count; ++c) {
      row[c] = static_cast<float>(bin[c] / scale_);
      any |= row[c] != 0;
    }
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(count), row.end(), 0.0F);
    return any;
  }

  const Bins& bins_;
  std::size_t half_width_;
  const PassWeights& weights_;
  double scale_;
};

}  // namespace

double fast_kernel_error_share(double radius_cells) {
  return 0.0114 + 7 / (radius_cells * radius_cells);
}

void add_fast_kernels(const GridFrame& frame, std::span<const MapPoint> places, std::span<const double> masses_t,
                      double radius_m, Progress& progress, std::span<double> cells) {
  const Expansion expansion = expansion_of_kernel(radius_m / frame.cell_m, progress);
  const PassWeights weights(expansion);
  Bins bins(frame, expansion.half_width);
  double scale = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i % 65536 == 0) progress.advance(0.2 * static_cast<double>(i) / static_cast<double>(places.size()));
    assert(masses_t[i] >= 0);
    scale = std::max(scale, masses_t[i]);
    bins.add(frame, places[i], masses_t[i]);
  }
  if (scale == 0) return;
  const BlockConvolution convolution(bins, expansion, weights, scale);
  std::vector<Block> blocks;
  const std::size_t block_rows = std::max<std::size_t>(256, 4 * expansion.half_width);
  constexpr std::size_t block_columns = 16 * tile_columns;
  for (std::size_t row = 0; row < frame.rows; row += block_rows)
    for (std::size_t column = 0; column < frame.columns; column += block_columns)
      blocks.push_back({row, column, std::min(block_rows, frame.rows - row),
                        (std::min(block_columns, frame.columns - column) + tile_columns - 1) / tile_columns});
  std::atomic<std::size_t> done = 0;
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, blocks.size(), 1), [&](const auto& range) {
    for (std::size_t b = range.begin(); b != range.end(); ++b) {
      convolution.add(blocks[b], frame, cells.data());
      progress.advance(0.2 + 0.8 * static_cast<double>(++done) / static_cast<double>(blocks.size()));
    }
  });
}

}  // namespace geo
