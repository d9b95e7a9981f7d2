// The published parameters of landfilled waste: what carbon it holds, how much of it decays and how fast, by edition of
// the guidelines and by climate; with range, source and status each.
//
// 2006 IPCC Guidelines and their 2019 Refinement, volume 5, chapters 2 and 3. The figures are in assets/landfill.toml.
#pragma once

#include "geo/factor/factor.hpp"
#include "geo/landfill/decay.hpp"
#include "geo/local_text.hpp"
#include "geo/uncertainty/distribution.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class WasteEdition { ipcc_2006, ipcc_2019 };
template <>
struct EnumText<WasteEdition> {
  static constexpr std::array names{"2006", "2019"};
};

/// Climate classes of table 3.3: boreal and temperate up to 20 C of mean annual temperature, dry where potential
/// evapotranspiration passes precipitation; tropical above 20 C, dry below 1000 mm a year.
enum class LandfillClimate { boreal_temperate_wet, boreal_temperate_dry, tropical_wet, tropical_dry };
template <>
struct EnumText<LandfillClimate> {
  static constexpr std::array names{"boreal-temperate-wet", "boreal-temperate-dry", "tropical-wet", "tropical-dry"};
};

/// What a figure of the tables is. `deposits` and `recovery` are how sure a given amount is: a factor around 1, by how
/// it was found ("weighed", "metered" ...).
enum class WasteQuantity { doc, docf, k, mcf, ch4_share, oxidation, deposits, recovery };
template <>
struct EnumText<WasteQuantity> {
  static constexpr std::array names{"doc", "docf", "k", "mcf", "ch4_share", "oxidation", "deposits", "recovery"};
};

/// One figure: of some streams, kinds of site or ways of measuring (`words`), in some editions and one climate or all.
struct WasteFactor {
  WasteQuantity quantity = WasteQuantity::doc;
  std::vector<std::string> words;
  std::vector<WasteEdition> editions;
  std::optional<LandfillClimate> climate;
  Distribution number;  ///< k in 1/a, all else shares or factors without a unit
  std::string unit;
  std::string interval;  ///< what low and high are
  std::string source;
  std::string table;
  int source_year = 0;
  FactorStatus status = FactorStatus::to_be_confirmed;
  std::string note;  ///< may be empty
};

/// A word of the tables and what it is called.
struct WasteWord {
  std::string word;
  LocalText name;
};

struct WasteTables {
  std::vector<WasteWord> streams;     ///< food, garden, paper ...
  std::vector<WasteWord> site_types;  ///< managed-anaerobic ...
  std::vector<WasteFactor> factors;
};

/// The figure for a word, or nullptr if the tables have none for it in that edition and climate.
[[nodiscard]] const WasteFactor* find_factor(const WasteTables& tables, WasteQuantity quantity, std::string_view word,
                                             WasteEdition edition,
                                             LandfillClimate climate = LandfillClimate::boreal_temperate_wet);

/// A name for a figure of the tables, the same for all words that share it:
/// "landfill.k.boreal-temperate-wet.paper-textile", "landfill.docf.2006.food" (the first word stands for more than
/// three).
[[nodiscard]] std::string factor_id(const WasteFactor& factor);

/// DOC, DOCf and k of a stream with a share of methane in the gas; nothing if a figure is missing.
[[nodiscard]] std::optional<WasteDecay> waste_decay(const WasteTables& tables, std::string_view stream,
                                                    WasteEdition edition, LandfillClimate climate,
                                                    double ch4_share = 0.5);

}  // namespace geo
