#include "geo/uncertainty/draws.hpp"

#include "geo/error.hpp"

#include <string>

namespace geo {

namespace {

/// FNV-1a over the name's bytes, then the finisher of SplitMix64, so that names that differ in one letter lie far
/// apart.
std::uint64_t name_number(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 31U);
}

constexpr std::uint32_t low_half(std::uint64_t number) {
  return static_cast<std::uint32_t>(number);
}
constexpr std::uint32_t high_half(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> 32U);
}

/// The middle of one of 2^52 equal parts of 0 to 1.
double open_share(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t part = ((std::uint64_t{high} << 32U) | low) >> 12U;
  return (static_cast<double>(part) + 0.5) * 0x1p-52;
}

/// Each counter gives two draws.
std::array<double, 2> share_pair(std::uint64_t seed, std::uint64_t name, std::uint64_t pair) {
  const auto random =
      philox({low_half(pair), high_half(pair), low_half(name), high_half(name)}, {low_half(seed), high_half(seed)});
  return {open_share(random[0], random[1]), open_share(random[2], random[3])};
}

const Distribution& without_fault(std::string_view variable, const Distribution& distribution) {
  if (auto fault = fault_of(distribution)) throw Error(std::string(variable), std::move(*fault));
  return distribution;
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53U} * c[0], second = std::uint64_t{0xCD9E8D57U} * c[2];
    c = {high_half(second) ^ c[1] ^ key[0], low_half(second), high_half(first) ^ c[3] ^ key[1], low_half(first)};
    key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
  }
  return c;
}

double uniform_draw(std::uint64_t seed, std::string_view variable, std::uint64_t draw) {
  return share_pair(seed, name_number(variable), draw / 2)[draw % 2];
}

DrawnVariable::DrawnVariable(std::uint64_t seed, std::string_view variable, const Distribution& distribution)
    : seed_(seed), name_(name_number(variable)), quantile_(without_fault(variable, distribution)) {
}

void DrawnVariable::draw(std::uint64_t first, std::span<double> out) const {
  std::array<double, 2> shares{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::uint64_t draw = first + i;
    if (i == 0 || draw % 2 == 0) shares = share_pair(seed_, name_, draw / 2);
    out[i] = quantile_(shares[draw % 2]);
  }
}

std::vector<double> drawn(std::uint64_t seed, std::string_view variable, const Distribution& distribution,
                          std::size_t count) {
  std::vector<double> draws(count);
  DrawnVariable(seed, variable, distribution).draw(0, draws);
  return draws;
}

std::vector<double> relative_multipliers(std::uint64_t seed, std::string_view variable,
                                         const Distribution& distribution, std::size_t count) {
  if (const Distribution& d = without_fault(variable, distribution);
      d.shape == DistributionShape::fixed || d.low == d.high)
    return std::vector<double>(count, 1.0);
  if (distribution.value == 0)
    throw Error(std::string(variable),
                say("A value of 0 with an interval can not be drawn as a multiple of the value."));
  std::vector<double> draws = drawn(seed, variable, distribution, count);
  for (double& draw : draws) draw /= distribution.value;
  return draws;
}

}  // namespace geo
