// A landfill from a table that somebody wrote: a row per year, a column per kind of waste.
#pragma once

#include "geo/error.hpp"
#include "geo/landfill/site.hpp"
#include "geo/landfill/waste_tables.hpp"
#include "layers/csv_table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// Parameters of a kind of waste that come before the tables' own; those not given are the tables'.
struct StreamParameters {
  std::string name;
  std::optional<double> doc;
  std::optional<double> docf;
  std::optional<double> k_per_a;
};

struct LandfillSiteChoices {
  geo::WasteEdition edition = geo::WasteEdition::ipcc_2006;
  geo::LandfillClimate climate = geo::LandfillClimate::boreal_temperate_wet;
  double ch4_share = 0.5;
  std::vector<StreamParameters> streams;
  bool masses_only = false;  ///< any kind of waste is taken; what it is made of is not asked (LandGEM)
};

struct LandfillSiteTable {
  geo::LandfillSite site;
  int last_year = 0;                ///< the table's last row
  std::vector<geo::Message> notes;  ///< what a person should know of it: years without a row, doubtful parameters
};

/// Columns: `year`; optional `mcf` (else 1), `recovered_ch4_t` or `recovery_share`, `oxidation` (an empty cell is as
/// if the column were not there); and one `NAME_t` per kind of waste, wet mass in tonnes. Rows may be in any order. A
/// year between two rows without one of its own has no deposits, recovery or oxidation, and a note says so.
///
/// Throws geo::Error with row and column when a column is missing, unknown or in another unit, a cell is not a number
/// within its limits, a year is there twice, or a year has both kinds of recovery.
[[nodiscard]] LandfillSiteTable read_landfill_site(const CsvTable& table, const geo::WasteTables& waste,
                                                   const LandfillSiteChoices& choices);

/// True for a name that can stand in a table: letters, digits, '_' and '-' and spaces between them, and not "total".
[[nodiscard]] bool is_stream_name(std::string_view name);

}  // namespace layers
