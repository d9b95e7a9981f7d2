// Flows from tables: one of a person's own, and the register's waste transfers.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/error.hpp"
#include "geo/plan/edit.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace layers {

/// A CSV with a row for each flow and year: from, to, material, year, amount_t, and as wanted from_x_m, from_y_m,
/// to_x_m, to_y_m (of places outside), vehicle, load_share, empty_return_share, distance_km, treatment, state,
/// transport_counted (yes, no), carrier, name, note, source, illustrative (yes, no). `from`, `to` and `carrier` are
/// names of partners; `from` and `to` may be names of places outside. Rows of one flow differ in year and amount_t
/// alone.
/// Throws geo::Error with file, row and column: nothing is taken then. Problems: materials and vehicles that are not
/// known, places without a position.
[[nodiscard]] geo::Loaded<geo::Edit> read_flows(const std::filesystem::path& file, const geo::Plan& plan,
                                                const geo::Catalogues& catalogues);

/// The waste transfers of the European register (semicolons; facilityId, nameOfFeature, reportingYear,
/// wasteClassificationCode HW or NONHW, wasteTreatmentCode R or D, totalWasteQuantityTNE, nameOfReceiver,
/// ReceivingSite_city, ReceivingSite_countryName) of facilities whose name or number a partner has as its name or
/// note. A receiver that the register does not name stays unknown.
struct WasteTransfers {
  geo::Edit edit;
  std::size_t flows = 0;
  std::size_t unknown_receivers = 0;  ///< flows whose receiver is not told
  double total_t = 0;
  double unknown_receiver_t = 0;
  std::vector<std::string> partners;  ///< that have transfers
};
/// Throws geo::Error: as read_flows, and when no partner of the plan is in the register.
[[nodiscard]] WasteTransfers read_waste_transfers(const std::filesystem::path& file, const geo::Plan& plan);

}  // namespace layers
