// Who sends what where, and which side streams are on offer or looked for: the plan's entities for materials.
#pragma once

#include "geo/plan/entity.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace geo {

struct YearlyAmount {
  int year = 0;
  double amount_t = 0;  ///< tonnes as they are moved (wet where the source does not say dry)
  bool operator==(const YearlyAmount&) const = default;
};

/// Each year at most once, ascending. A year without a row is not known, never zero.
using YearlyAmounts = std::vector<YearlyAmount>;

/// Fields that stand in a table of their own in the plan file, one row for each year.
template <class Field>
inline constexpr bool has_own_table = std::is_same_v<Field, YearlySeries> || std::is_same_v<Field, YearlyAmounts>;

enum class FlowState { existing, planned };
template <>
struct EnumText<FlowState> {
  static constexpr std::array names{"existing", "planned"};
};

/// What becomes of the material where it arrives. `none`: it is used as a product, or that is not known.
enum class Treatment { none, recycling, recovery, landfill };
template <>
struct EnumText<Treatment> {
  static constexpr std::array names{"none", "recycling", "recovery", "landfill"};
};

/// One material that goes from one site to another, year by year.
struct MaterialFlow {
  std::string name;  ///< empty: "from → to, material" is shown
  Ref<Partner> from;
  Ref<Partner> to;
  std::string from_place;  ///< where there is no partner `from`: a place outside, at the first point of the geometry
  std::string to_place;    ///< likewise, at its last point
  std::string material;    ///< id of a material of geo/flow/material.hpp; an id that is not there is shown as it is
  FlowState state = FlowState::existing;
  YearlyAmounts amounts;
  std::string vehicle;  ///< id of a vehicle of geo/flow/vehicle.hpp; empty: not known, or no vehicle (pipe, belt)
  std::optional<double> load_share;          ///< of the payload by mass; none: the average load of the vehicle's source
  std::optional<double> empty_return_share;  ///< of the way back that is driven empty
  std::optional<double> distance_km;         ///< given by hand; none: by road, else estimated from the straight line
  Treatment treatment = Treatment::none;
  bool transport_counted = true;  ///< its transport is a source in the plan's balance
  Ref<Partner> carrier;           ///< whose emission the transport is; none: of somebody outside the plan
  std::string note;
  Provenance provenance;
  Geometry geometry;  ///< a line from origin to destination; points between: a way drawn by hand
  bool operator==(const MaterialFlow&) const = default;
};
template <>
struct Describe<MaterialFlow> {
  static constexpr const char* table = "material_flow";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("from_id", s.from);
    v("to_id", s.to);
    v("from_place", s.from_place);
    v("to_place", s.to_place);
    v("material", s.material);
    v("state", s.state);
    v("material_flow_year", s.amounts);  // a table of its own
    v("vehicle", s.vehicle);
    v("load_share", s.load_share, Limits{0, 1});
    v("empty_return_share", s.empty_return_share, Limits{0, 1});
    v("distance_km", s.distance_km, Limits{0, 1e5});
    v("treatment", s.treatment);
    v("transport_counted", s.transport_counted);
    v("carrier_id", s.carrier);
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

enum class StreamKind { offer, need };
template <>
struct EnumText<StreamKind> {
  static constexpr std::array names{"offer", "need"};
};

/// Of an offer: what the material is. Of a need: what it may be. A side that is not set is open.
struct QualityLimit {
  std::string property;  ///< with its unit: "moisture %"
  std::optional<double> low, high;
  bool operator==(const QualityLimit&) const = default;
};

/// A side stream on offer, or a need that a side stream could meet.
struct SideStream {
  std::string name;
  StreamKind kind = StreamKind::offer;
  Ref<Partner> partner;
  std::string material;
  YearlyAmounts amounts;
  std::vector<QualityLimit> quality;
  bool hazard_accepted = false;           ///< of a need: hazardous waste may be used
  std::optional<double> max_distance_km;  ///< of the road
  std::optional<double> lot_t;            ///< smallest amount that is worth a contract, t/a
  std::optional<double> fixed_cost_eur;   ///< of starting, once a year
  /// Of a need: what is not emitted because virgin material is not made, t CO2e per tonne of side stream. None: that of
  /// the material, or not known.
  std::optional<double> avoided_t_co2e_per_t, avoided_low_t_co2e_per_t, avoided_high_t_co2e_per_t;
  std::optional<double> pretreatment_t_co2e_per_t;  ///< of an offer: what making it fit emits
  std::optional<double> benefit_eur_per_t;
  std::string note;
  Provenance provenance;
  Geometry geometry;  ///< a point; empty: the partner's place
  bool operator==(const SideStream&) const = default;
};
template <>
struct Describe<SideStream> {
  static constexpr const char* table = "side_stream";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name);
    v("kind", s.kind);
    v("partner_id", s.partner);
    v("material", s.material);
    v("side_stream_year", s.amounts);  // a table of its own
    v("quality", s.quality);
    v("hazard_accepted", s.hazard_accepted);
    v("max_distance_km", s.max_distance_km, Limits{0, 1e5});
    v("lot_t", s.lot_t, Limits{0, 1e9});
    v("fixed_cost_eur", s.fixed_cost_eur, Limits{0, 1e12});
    v("avoided_t_co2e_per_t", s.avoided_t_co2e_per_t, Limits{-1e4, 1e4});
    v("avoided_low_t_co2e_per_t", s.avoided_low_t_co2e_per_t, Limits{-1e4, 1e4});
    v("avoided_high_t_co2e_per_t", s.avoided_high_t_co2e_per_t, Limits{-1e4, 1e4});
    v("pretreatment_t_co2e_per_t", s.pretreatment_t_co2e_per_t, Limits{-1e4, 1e4});
    v("benefit_eur_per_t", s.benefit_eur_per_t, Limits{-1e6, 1e6});
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
    v("geometry", s.geometry);
  }
};

/// `used`: turned into something else on the site. `stock`: grew by so much (a negative amount: shrank).
enum class AccountKind { generated, used, stock };
template <>
struct EnumText<AccountKind> {
  static constexpr std::array names{"generated", "used", "stock"};
};

/// What a site does with a material besides sending and receiving it, for its mass balance:
/// in + generated = out + used + growth of the stock.
struct MaterialAccount {
  Ref<Partner> partner;
  std::string material;
  AccountKind kind = AccountKind::generated;
  YearlyAmounts amounts;
  std::string note;
  Provenance provenance;
  bool operator==(const MaterialAccount&) const = default;
};
template <>
struct Describe<MaterialAccount> {
  static constexpr const char* table = "material_account";
  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("partner_id", s.partner);
    v("material", s.material);
    v("kind", s.kind);
    v("material_account_year", s.amounts);  // a table of its own
    v("note", s.note);
    v("source", s.provenance.source);
    v("illustrative", s.provenance.illustrative);
  }
};

}  // namespace geo
