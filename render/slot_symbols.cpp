#include "render/slot_symbols.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>

namespace render {

DrawnParts drawn_parts(const Symbol& s) {
  DrawnParts parts = shown_bit;
  if (s.fill.a > 0) parts |= fill_bit;
  if (s.fill.a > 0 && !line_covers_edge(s)) parts |= fill_edge_bit;
  if (s.hatch != geo::Hatch::none && s.hatch_colour.a > 0) parts |= hatch_bit;
  if (s.band.a > 0 && s.band_width_px > 0) parts |= band_bit;
  if (s.casing.a > 0 && s.casing_width_px > 0) parts |= casing_bit;
  if (s.line.a > 0 && s.line_width_px > 0) parts |= line_bit;
  return parts;
}

bool line_covers_edge(const Symbol& symbol) {
  return symbol.line.a == 255 && symbol.line_width_px >= 1 && symbol.dash_on_px <= 0;
}

SlotSymbols::SlotSymbols(const Batch& batch, std::shared_ptr<const SymbolTable> table)
    : table_(std::move(table)), symbols_(table_->symbols), chunk_parts_(batch.chunks.size()) {
  if (symbols_.empty()) symbols_.emplace_back();
  if (symbols_.size() > hidden_symbol) symbols_.resize(hidden_symbol);
  std::vector<DrawnParts> parts_of_symbol;
  std::array<bool, 256> opacity{};
  for (const Symbol& s : symbols_) {
    parts_of_symbol.push_back(drawn_parts(s));
    opacity[s.fill.a] = true;
    reach_px_ = std::max({reach_px_, s.line_width_px, s.casing_width_px + s.point_radius_px, s.band_width_px});
  }
  for (std::size_t a = 1; a < opacity.size(); ++a)
    if (opacity[a]) fill_opacities_.push_back(static_cast<std::uint8_t>(a));
  least_radius_px_ = std::ranges::min_element(symbols_, {}, &Symbol::point_radius_px)->point_radius_px;

  const std::size_t slots = batch.feature_count();
  if (!table_->radius_of_feature_px.empty()) {
    radius_of_slot_px_.resize(slots);
    for (std::size_t slot = 0; slot < slots; ++slot) {
      const std::size_t f = batch.source_feature[slot];
      radius_of_slot_px_[slot] = f < table_->radius_of_feature_px.size() ? table_->radius_of_feature_px[f] : 0;
      reach_px_ = std::max(reach_px_, double(radius_of_slot_px_[slot]) + 4);
      least_radius_px_ = std::min(least_radius_px_, double(radius_of_slot_px_[slot]));
    }
  }
  if (table_->symbol_of_feature.empty()) {
    std::ranges::fill(chunk_parts_, parts_of_symbol.front());
    parts_ = parts_of_symbol.front();
    return;
  }
  of_slot_.resize(slots);
  tbb::parallel_for(std::size_t{0}, batch.chunks.size(), [&](std::size_t c) {
    DrawnParts parts = 0;
    for (std::uint32_t slot = batch.chunks[c].feature_begin; slot < batch.chunks[c].feature_end; ++slot) {
      const std::uint16_t symbol = table_->symbol_of(batch.source_feature[slot]);
      of_slot_[slot] = symbol;
      if (symbol != hidden_symbol) parts |= parts_of_symbol[symbol];
    }
    chunk_parts_[c] = parts;
  });
  for (const DrawnParts parts : chunk_parts_) parts_ |= parts;
}

}  // namespace render
