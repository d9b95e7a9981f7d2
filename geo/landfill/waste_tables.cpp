#include "geo/landfill/waste_tables.hpp"

#include <algorithm>

namespace geo {

const WasteFactor* find_factor(const WasteTables& tables, WasteQuantity quantity, std::string_view word,
                               WasteEdition edition, LandfillClimate climate) {
  const auto found = std::find_if(tables.factors.begin(), tables.factors.end(), [&](const WasteFactor& factor) {
    return factor.quantity == quantity && (!factor.climate || *factor.climate == climate) &&
           std::find(factor.editions.begin(), factor.editions.end(), edition) != factor.editions.end() &&
           std::find(factor.words.begin(), factor.words.end(), word) != factor.words.end();
  });
  return found == tables.factors.end() ? nullptr : &*found;
}

std::string factor_id(const WasteFactor& factor) {
  std::string id = "landfill." + std::string(text_of(factor.quantity));
  if (factor.editions.size() == 1) id += '.' + std::string(text_of(factor.editions.front()));
  if (factor.climate) id += '.' + std::string(text_of(*factor.climate));
  const std::size_t shown = factor.words.size() > 3 ? 1 : factor.words.size();
  for (std::size_t i = 0; i < shown; ++i) id += (i == 0 ? '.' : '-') + factor.words[i];
  return id;
}

std::optional<WasteDecay> waste_decay(const WasteTables& tables, std::string_view stream, WasteEdition edition,
                                      LandfillClimate climate, double ch4_share) {
  const WasteFactor* doc = find_factor(tables, WasteQuantity::doc, stream, edition, climate);
  const WasteFactor* docf = find_factor(tables, WasteQuantity::docf, stream, edition, climate);
  const WasteFactor* k = find_factor(tables, WasteQuantity::k, stream, edition, climate);
  if (doc == nullptr || docf == nullptr || k == nullptr) return std::nullopt;
  return WasteDecay{doc->number.value, docf->number.value, k->number.value, ch4_share};
}

}  // namespace geo
