// Offers and needs of side streams from a table that somebody wrote.
#pragma once

#include "geo/message.hpp"
#include "geo/symbiosis/match.hpp"
#include "layers/csv_table.hpp"

#include <vector>

namespace layers {

struct OffersTable {
  std::vector<geo::Offer> offers;
  std::vector<geo::Need> needs;
  std::vector<geo::Message> notes;  ///< what a person should know of it: columns and cells that were not used
};

/// Columns: `id`, `company`, `kind` (offer or need), `material`, `amount_t` (a year's tonnes), `x_m`, `y_m`; optional
/// `avoided_t_co2e_per_t` (counts of needs) and `pretreatment_t_co2e_per_t` (counts of offers), where an empty cell is
/// zero. Other columns are not used, and a note says so.
///
/// Throws geo::Error with row and column when a column is missing or in another unit, an id is empty or there twice, a
/// kind is unknown, a material is missing, or a cell is not a number within its limits.
[[nodiscard]] OffersTable read_offers(const CsvTable& table);

}  // namespace layers
