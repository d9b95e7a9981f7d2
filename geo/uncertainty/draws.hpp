// Draws of uncertain numbers. A draw depends on the seed, the variable's name and the draw's number and on nothing
// else: not on threads, not on the order of asking, not on which other variables there are. So two scenarios share the
// numbers of what they have in common, and a factor that many sources use is one variable with one set of draws.
#pragma once

#include "geo/uncertainty/distribution.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace geo {

/// A variable ready to be drawn: any of its draws, in any order, from any thread.
class DrawnVariable {
public:
  /// Throws geo::Error with the variable as subject when the distribution has a fault.
  DrawnVariable(std::uint64_t seed, std::string_view variable, const Distribution& distribution);
  /// The draws `first`, `first` + 1 ... into all of `out`.
  void draw(std::uint64_t first, std::span<double> out) const;

private:
  std::uint64_t seed_;
  std::uint64_t name_;
  QuantileFunction quantile_;
};

/// The first `count` draws of a variable; throws as `DrawnVariable`.
[[nodiscard]] std::vector<double> drawn(std::uint64_t seed, std::string_view variable, const Distribution& distribution,
                                        std::size_t count);

/// Draws as multiples of the central value: draw / value. All 1 for an interval of no width. A value of 0 has no
/// multiples; with an interval of some width that is a geo::Error, as a fault is.
[[nodiscard]] std::vector<double> relative_multipliers(std::uint64_t seed, std::string_view variable,
                                                       const Distribution& distribution, std::size_t count);

/// Evenly from 0 to 1, both left out: the share that `quantile` is asked for in this draw.
[[nodiscard]] double uniform_draw(std::uint64_t seed, std::string_view variable, std::uint64_t draw);

/// Four random numbers from a counter and a key: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as
/// easy as 1, 2, 3. SC11, 2011).
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key);

}  // namespace geo
