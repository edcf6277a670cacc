// SPDX-License-Identifier: MIT
#ifndef TWO_OPTIMIZERS_MATRIX_HPP
#define TWO_OPTIMIZERS_MATRIX_HPP

// Matrices, with no more than the example needs.

#include <cmath>    // std::sqrt
#include <cstddef>  // std::size_t
#include <vector>

struct matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values{};  // row by row

  matrix() = default;
  matrix(std::size_t height, std::size_t width) : rows(height), columns(width), values(height * width) {}

  double& operator()(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
};

inline matrix transposed(const matrix& a) {
  matrix result(a.columns, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.columns; ++j) result(j, i) = a(i, j);
  return result;
}

inline matrix operator*(const matrix& a, const matrix& b) {
  matrix result(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t k = 0; k < a.columns; ++k)
      for (std::size_t j = 0; j < b.columns; ++j) result(i, j) += a(i, k) * b(k, j);
  return result;
}

/// share a + other b, of two matrices of one size.
inline matrix mixed(double share, const matrix& a, double other, const matrix& b) {
  matrix result(a.rows, a.columns);
  for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] = share * a.values[i] + other * b.values[i];
  return result;
}

/// The matrix with the same directions, and singular values near 1: five steps of Newton and Schulz with the numbers of
/// Jordan et al. 2024, by which they come to between 0.7 and 1.2.
inline matrix orthogonalized(const matrix& given) {
  if (given.rows > given.columns) return transposed(orthogonalized(transposed(given)));
  double squares = 1e-14;
  for (const double value : given.values) squares += value * value;
  matrix x = mixed(1 / std::sqrt(squares), given, 0, given);
  for (int i = 0; i < 5; ++i) {
    const matrix a = x * transposed(x);
    x = mixed(3.4445, x, 1, mixed(-4.7750, a, 2.0315, a * a) * x);
  }
  return x;
}

#endif
