// The heatmap's inner loops, compiled twice: for any processor, and for those with AVX2 and FMA, chosen when run.
// (By hand and not by `target_clones`, whose resolvers run before the sanitizers are ready.)
#pragma once

#include <cstddef>

namespace geo {

/// cells[i] += a x[i] + b y[i] + c z[i] for i < count.
void add_three_products(double* cells, std::size_t count, double a, const double* x, double b, const double* y,
                        double c, const double* z);

/// Columns that the two passes below handle at once: a tile's width.
inline constexpr std::size_t tile_columns = 64;
inline constexpr std::size_t convolution_rank = 6;
/// Output rows that the second pass makes at once.
inline constexpr std::size_t rows_at_once = 4;

/// First pass, along one row: out_k[c] = sum over |j| <= half_width of weight[k][|j|] row[c + j] for c < tile_columns.
/// `row` has half_width cells of margin on both sides; weights lie as [k][0 .. half_width].
void convolve_row(const float* row, const float* weights, std::size_t half_width, float* const out[convolution_rank]);

/// Second pass, down the columns: out[q][c] = sum over k and i of weight[k][i - q] column_k[i][c] for q < rows_at_once,
/// 0 <= i < 2 half_width + rows_at_once. Row i of column_k begins at columns[k] + i tile_columns. Weights lie as
/// [k][...] with `rows_at_once - 1` zeros before and after the 2 half_width + 1 of them.
void convolve_columns(const float* const columns[convolution_rank], const float* weights, std::size_t half_width,
                      float out[rows_at_once][tile_columns]);

}  // namespace geo
