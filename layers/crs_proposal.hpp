// Which coordinate reference system the numbers of a layer without one fit, and how a CRS is said in words.
#pragma once

#include "geo/crs.hpp"
#include "geo/message.hpp"
#include "geo/space.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// A CRS with the order in which a file's numbers stand.
struct SaidCrs {
  geo::Crs crs;
  bool north_first = false;  ///< the first number is the northing or latitude
};

/// Reads what the person says: anything that geo::Crs::from_text takes, with "/NE" at the end when the numbers stand
/// in the order north, east: "EPSG:3067/NE". Throws geo::Error if PROJ does not know it.
[[nodiscard]] SaidCrs said_crs(std::string_view text);

/// A CRS that the numbers of a layer without one would fit, with the reason in words.
struct CrsProposal {
  geo::Crs crs;
  geo::Message reason;
  bool north_first = false;  ///< the numbers fit only when read as north, east
  /// What to give to `--crs`, ReadRequest::crs and geo::Layer::crs.
  [[nodiscard]] std::string text() const { return crs.text() + (north_first ? "/NE" : ""); }
};

/// Best first; empty if the numbers fit none of the systems used in Finland nor degrees.
[[nodiscard]] std::vector<CrsProposal> propose_crs(const geo::MapBox& extent);

}  // namespace layers
