// What moves a flow: names of vehicles and how the calculation models of transport know them.
#pragma once

#include "geo/local_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A vehicle has figures per km by load (`trips`), per tonne-km (`tonne_km`), or both: per km for a load that is given,
/// per tonne-km for the mean load of its source.
struct Vehicle {
  std::string id;  ///< as a factor's: "articulated-large"
  LocalText name;
  std::string trips_model;  ///< a model that takes goods, distance, payload, load and empty return; empty: none
  std::string trips_word;   ///< its word for the vehicle
  std::string duty;         ///< its word for the driving; empty: the model has none
  /// Factor of the full vehicle per km and per tonne-km: their ratio is the payload that the source reckons with.
  /// Empty: the model has a payload of its own.
  std::string full_per_km, full_per_tonne_km;
  std::string tonne_km_word;  ///< of the model "transport-tonne-km"; empty: no figure per tonne-km
  std::string note;
  bool operator==(const Vehicle&) const = default;
};

/// Null when there is none.
[[nodiscard]] inline const Vehicle* find_vehicle(const std::vector<Vehicle>& vehicles, std::string_view id) {
  for (const Vehicle& vehicle : vehicles)
    if (vehicle.id == id) return &vehicle;
  return nullptr;
}

}  // namespace geo
