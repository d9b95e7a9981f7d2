// A symbol table brought into the order of a batch, and what follows from it for each chunk: all that a change of style
// or filter has to work out anew.
#pragma once

#include "render/batch_data.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace render {

/// What a symbol draws, as bits.
using DrawnParts = std::uint16_t;
inline constexpr DrawnParts shown_bit = 1;  ///< it is not hidden
inline constexpr DrawnParts fill_bit = 2;
inline constexpr DrawnParts hatch_bit = 4;
inline constexpr DrawnParts band_bit = 8;
inline constexpr DrawnParts casing_bit = 16;
inline constexpr DrawnParts line_bit = 32;
inline constexpr DrawnParts fill_edge_bit = 64;  ///< the fill shows its own edge, which needs its own antialiasing

[[nodiscard]] DrawnParts drawn_parts(const Symbol& symbol);
/// True if an opaque line of a pixel or more lies over the edge of the fill.
[[nodiscard]] bool line_covers_edge(const Symbol& symbol);

class SlotSymbols {
public:
  SlotSymbols(const Batch& batch, std::shared_ptr<const SymbolTable> table);

  /// Never empty.
  [[nodiscard]] const std::vector<Symbol>& symbols() const { return symbols_; }
  /// Symbol or `hidden_symbol` of each slot; empty: all use symbol 0.
  [[nodiscard]] std::span<const std::uint16_t> of_slot() const { return of_slot_; }
  /// Of each slot; empty: the symbol's.
  [[nodiscard]] std::span<const float> radius_of_slot_px() const { return radius_of_slot_px_; }
  /// What the features of a chunk, or all features, draw.
  [[nodiscard]] DrawnParts parts(std::size_t chunk) const { return chunk_parts_[chunk]; }
  [[nodiscard]] DrawnParts parts() const { return parts_; }
  /// The different opacities of the fills that occur, ascending.
  [[nodiscard]] std::span<const std::uint8_t> fill_opacities() const { return fill_opacities_; }
  /// How far symbols reach beyond the positions of their features, at symbol scale 1.
  [[nodiscard]] double reach_px() const { return reach_px_; }
  /// The smallest of the points' radii.
  [[nodiscard]] double least_radius_px() const { return least_radius_px_; }

private:
  std::shared_ptr<const SymbolTable> table_;
  std::vector<Symbol> symbols_;
  std::vector<std::uint16_t> of_slot_;
  std::vector<float> radius_of_slot_px_;
  std::vector<DrawnParts> chunk_parts_;
  DrawnParts parts_ = 0;
  std::vector<std::uint8_t> fill_opacities_;
  double reach_px_ = 1;
  double least_radius_px_ = 0;
};

}  // namespace render
