#include "geo/heatmap/wide_loops.hpp"

#include <cstring>

// -O2 leaves loops of unknown length scalar.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#if defined(__x86_64__)
#define HIILITIE_AVX2 __attribute__((target("avx2,fma")))
#endif

namespace geo {

namespace {

/// Eight floats in one register, or in two where registers are narrower.
using Wide = float __attribute__((vector_size(32)));
constexpr std::size_t wide_count = 8;

[[gnu::always_inline]] inline void three_products(double* __restrict cells, std::size_t count, double a,
                                                  const double* __restrict x, double b, const double* __restrict y,
                                                  double c, const double* __restrict z) {
  for (std::size_t i = 0; i < count; ++i) cells[i] += a * x[i] + b * y[i] + c * z[i];
}

/// The kernel is even, so cells at -j and +j are added first and share their products: half the work.
[[gnu::always_inline]] inline void row_pass(const float* row, const float* weights, std::size_t half_width,
                                            float* const out[convolution_rank]) {
  static_assert(2 * convolution_rank + 4 <= 16);  // as many registers as AVX2 has
  const std::size_t stride = half_width + 1;
  for (std::size_t c = 0; c < tile_columns; c += 2 * wide_count) {
    Wide left[convolution_rank], right[convolution_rank], a, b, p, q;
    std::memcpy(&a, row + c, sizeof a);
    std::memcpy(&b, row + c + wide_count, sizeof b);
#pragma GCC unroll 8
    for (std::size_t k = 0; k < convolution_rank; ++k) {
      left[k] = a * weights[k * stride];
      right[k] = b * weights[k * stride];
    }
    for (std::size_t j = 1; j <= half_width; ++j) {
      std::memcpy(&a, row + c + j, sizeof a);
      std::memcpy(&p, row + c - j, sizeof p);
      std::memcpy(&b, row + c + wide_count + j, sizeof b);
      std::memcpy(&q, row + c + wide_count - j, sizeof q);
      a += p;
      b += q;
#pragma GCC unroll 8
      for (std::size_t k = 0; k < convolution_rank; ++k) {
        left[k] += a * weights[k * stride + j];
        right[k] += b * weights[k * stride + j];
      }
    }
#pragma GCC unroll 8
    for (std::size_t k = 0; k < convolution_rank; ++k) {
      std::memcpy(out[k] + c, &left[k], sizeof left[k]);
      std::memcpy(out[k] + c + wide_count, &right[k], sizeof right[k]);
    }
  }
}

/// Four output rows at once: each loaded cell serves four products.
[[gnu::always_inline]] inline void column_pass(const float* const columns[convolution_rank], const float* weights,
                                               std::size_t half_width, float out[rows_at_once][tile_columns]) {
  static_assert(rows_at_once == 4);
  const std::size_t input_rows = 2 * half_width + rows_at_once;
  const std::size_t stride = 2 * half_width + 1 + 2 * (rows_at_once - 1);
  for (std::size_t c = 0; c < tile_columns; c += 2 * wide_count) {
    Wide left[rows_at_once] = {}, right[rows_at_once] = {}, a, b;
    for (std::size_t k = 0; k < convolution_rank; ++k) {
      const float* column = columns[k] + c;
      const float* weight = weights + k * stride + (rows_at_once - 1);
      for (std::size_t i = 0; i < input_rows; ++i) {
        std::memcpy(&a, column + i * tile_columns, sizeof a);
        std::memcpy(&b, column + i * tile_columns + wide_count, sizeof b);
        const float* w = weight + i;
#pragma GCC unroll 4
        for (std::ptrdiff_t q = 0; q < static_cast<std::ptrdiff_t>(rows_at_once); ++q) {
          left[q] += a * w[-q];
          right[q] += b * w[-q];
        }
      }
    }
#pragma GCC unroll 4
    for (std::size_t q = 0; q < rows_at_once; ++q) {
      std::memcpy(out[q] + c, &left[q], sizeof left[q]);
      std::memcpy(out[q] + c + wide_count, &right[q], sizeof right[q]);
    }
  }
}

#ifdef HIILITIE_AVX2
HIILITIE_AVX2 void three_products_avx2(double* cells, std::size_t count, double a, const double* x, double b,
                                       const double* y, double c, const double* z) {
  three_products(cells, count, a, x, b, y, c, z);
}
HIILITIE_AVX2 void row_pass_avx2(const float* row, const float* weights, std::size_t half_width, float* const out[]) {
  row_pass(row, weights, half_width, out);
}
HIILITIE_AVX2 void column_pass_avx2(const float* const columns[], const float* weights, std::size_t half_width,
                                    float out[rows_at_once][tile_columns]) {
  column_pass(columns, weights, half_width, out);
}

bool has_avx2() {
  static const bool answer = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return answer;
}
#endif

}  // namespace

void add_three_products(double* cells, std::size_t count, double a, const double* x, double b, const double* y,
                        double c, const double* z) {
#ifdef HIILITIE_AVX2
  if (has_avx2()) return three_products_avx2(cells, count, a, x, b, y, c, z);
#endif
  three_products(cells, count, a, x, b, y, c, z);
}

void convolve_row(const float* row, const float* weights, std::size_t half_width, float* const out[convolution_rank]) {
#ifdef HIILITIE_AVX2
  if (has_avx2()) return row_pass_avx2(row, weights, half_width, out);
#endif
  row_pass(row, weights, half_width, out);
}

void convolve_columns(const float* const columns[convolution_rank], const float* weights, std::size_t half_width,
                      float out[rows_at_once][tile_columns]) {
#ifdef HIILITIE_AVX2
  if (has_avx2()) return column_pass_avx2(columns, weights, half_width, out);
#endif
  column_pass(columns, weights, half_width, out);
}

}  // namespace geo
