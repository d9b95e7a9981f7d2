#include "geo/sink/forest_stands.hpp"

#include "geo/geos.hpp"
#include "geo/sink/sink_builder.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <tuple>

namespace geo {

namespace {

// ---- columns ---------------------------------------------------------------------------------------------------

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string column_named(const Features& features, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const Column& column : features.columns)
      if (same_letters(column.name, name)) return column.name;
  return {};
}

// ---- one stand -------------------------------------------------------------------------------------------------

constexpr std::array drained_states{7, 8, 9};  ///< ojikko, muuttuma, turvekangas
constexpr int poorest_rich_fertility = 3;

bool is_peat(const ForestStand& stand) {
  return stand.soil && *stand.soil >= 60 && *stand.soil <= 67;
}
bool is_drained_peat(const ForestStand& stand) {
  return is_peat(stand) && stand.drainage &&
         std::find(drained_states.begin(), drained_states.end(), *stand.drainage) != drained_states.end();
}

/// The part of each feature inside the polygon.
class ShareInside {
public:
  explicit ShareInside(const std::optional<Geometry>& polygon) {
    if (!polygon) return;
    const Geometry valid = is_valid(*polygon) ? *polygon : repaired(*polygon);
    box_ = bounds(valid);
    polygon_ = geos_from(valid);
    everything_ = false;
  }
  /// None if it can not be worked out.
  [[nodiscard]] std::optional<double> of(const Features& features, std::size_t feature) const {
    if (everything_) return 1;
    if (features.kind[feature] != GeometryKind::polygon || !polygon_) return std::nullopt;
    const MapBox box = bounds(features, feature);
    if (box.empty() || box.max_x_m < box_.min_x_m || box.min_x_m > box_.max_x_m || box.max_y_m < box_.min_y_m ||
        box.min_y_m > box_.max_y_m)
      return 0;
    const GeosGeometry stand = geos_from(features.geometry(feature));
    if (!stand) return std::nullopt;
    const GeosGeometry both(GEOSIntersection_r(geos_context(), stand.get(), polygon_.get()));
    double inside_m2 = 0, all_m2 = 0;
    if (!both || GEOSArea_r(geos_context(), both.get(), &inside_m2) == 0 ||
        GEOSArea_r(geos_context(), stand.get(), &all_m2) == 0 || !(all_m2 > 0))
      return std::nullopt;
    return std::min(1.0, inside_m2 / all_m2);
  }

private:
  bool everything_ = true;
  MapBox box_;
  GeosGeometry polygon_;
};

// ---- the sum ---------------------------------------------------------------------------------------------------

/// Stands with the same factors.
struct StandGroup {
  GrowthNumbers numbers;
  double increment_m3_per_a = 0;
  double stock_m3 = 0;
  std::size_t count = 0;
};

class StandSum {
public:
  StandSum(const Features& features, const FactorCatalogue& catalogue, int year)
      : features_(features), builder_(catalogue, year) {}

  void add(const ForestStand& stand, std::size_t index, double share, double area_ha) {
    StandPart part{index, share, area_ha, false, 0};
    result_.area_ha += area_ha;
    part.counted = add_growth(stand, part);
    if (part.counted) result_.counted_ha += area_ha;
    if (is_drained_peat(stand)) {
      result_.drained_peat_ha += area_ha;
      const bool rich = stand.fertility && *stand.fertility <= poorest_rich_fertility;
      (rich ? rich_peat_ha_ : poor_peat_ha_) += area_ha;
    } else if (is_peat(stand) && !stand.drainage) {
      problem(stand, say("The stand is on peat, but its drainage is not known: its soil is left out."));
    }
    result_.parts.push_back(part);
  }

  void problem(const ForestStand& stand, Message reason) {
    result_.problems.push_back({ProblemKind::left_out, std::move(reason), features_.source_id[stand.feature], {}});
  }

  StandRemoval finish() {
    add_group_terms();
    add_peat("forest-rich", rich_peat_ha_,
             {"Drained peat, nutrient-rich", "Ojitettu turvemaa, runsasravinteinen", "Dikad torvmark, näringsrik"});
    add_peat("forest-poor", poor_peat_ha_,
             {"Drained peat, nutrient-poor", "Ojitettu turvemaa, niukkaravinteinen", "Dikad torvmark, näringsfattig"});
    if (result_.drained_peat_ha > 0)
      builder_.doubt(say("That peat of the fertility classes 1 to 3 is nutrient-rich is still to be confirmed."));
    result_.terms = std::move(builder_).finish();
    result_.terms.source = "2006 IPCC Guidelines, volume 4, chapters 2 and 4, equations 2.9 and 2.10";
    return std::move(result_);
  }

private:
  /// False, and said, when something is missing.
  bool add_growth(const ForestStand& stand, StandPart& part) {
    if (stand.increment_m3_per_ha_a && *stand.increment_m3_per_ha_a == 0 &&
        (!stand.volume_m3_per_ha || *stand.volume_m3_per_ha == 0))
      return true;
    bool complete = true;
    const auto need = [&](bool there, Message reason) {
      if (there) return;
      complete = false;
      problem(stand, std::move(reason));
    };
    need(stand.increment_m3_per_ha_a.has_value(), say("The stand has no growth."));
    need(stand.volume_m3_per_ha.has_value(), say("The stand has no volume."));
    need(stand.species.has_value(), say("The stand has no tree species."));
    const auto group = stand.species ? tree_group_of(*stand.species) : std::nullopt;
    if (stand.species)
      need(group.has_value(),
           say("The table of expansion factors has no row for the tree species {0}.", std::to_string(*stand.species)));
    if (!complete) return false;
    const GrowthNumbers numbers = growth_numbers(builder_, *group, *stand.volume_m3_per_ha);
    StandGroup& same = groups_[{numbers.bcef_increment, numbers.root_to_shoot, numbers.carbon_share}];
    same.numbers = numbers;
    same.increment_m3_per_a += part.area_ha * *stand.increment_m3_per_ha_a;
    same.stock_m3 += part.area_ha * *stand.volume_m3_per_ha;
    ++same.count;
    part.removal_t_co2 = part.area_ha * *stand.increment_m3_per_ha_a * builder_.value(numbers.bcef_increment) *
                         (1 + builder_.value(numbers.root_to_shoot)) * builder_.value(numbers.carbon_share) *
                         co2_t_per_c_t;
    return true;
  }

  std::size_t fixed(std::string variable, LocalText name, std::string unit, double value, std::string note) {
    SinkNumber number;
    number.variable = std::move(variable);
    number.name = std::move(name);
    number.unit = std::move(unit);
    number.number = {DistributionShape::fixed, value, value, value};
    number.note = std::move(note);
    return builder_.number(std::move(number));
  }

  void add_group_terms() {
    for (const auto& [key, group] : groups_) {
      const GrowthNumbers& n = group.numbers;
      const std::string which =
          builder_.number_at(n.bcef_increment).variable + "+" + builder_.number_at(n.root_to_shoot).variable;
      const std::string note = std::to_string(group.count) + " stands";
      const std::size_t increment =
          fixed("stands:growth:" + which, {"Growth of the stands", "Metsiköiden kasvu", "Beståndens tillväxt"}, "m3/a",
                group.increment_m3_per_a, note);
      const std::size_t stock = fixed("stands:stock:" + which,
                                      {"Growing stock of the stands", "Metsiköiden puusto", "Beståndens virkesförråd"},
                                      "m3", group.stock_m3, note);
      const LocalText label = builder_.number_at(n.bcef_increment).name;
      builder_.term(
          {SinkPool::living_biomass, SinkQuantity::co2_removal_t, ResultLine::inventory}, label, co2_removed,
          {as_given(increment), as_given(n.bcef_increment), one_plus(n.root_to_shoot), as_given(n.carbon_share)});
      builder_.term({SinkPool::living_biomass, SinkQuantity::carbon_stock_t, ResultLine::inventory}, label, {},
                    {as_given(stock), as_given(n.bcef_stock), one_plus(n.root_to_shoot), as_given(n.carbon_share)});
    }
  }

  void add_peat(std::string_view use, double area_ha, LocalText name) {
    if (area_ha > 0)
      add_drained_terms(builder_, use, fixed("stands:" + std::string(use), std::move(name), "ha", area_ha, ""),
                        ResultLine::inventory);
  }

  const Features& features_;
  SinkBuilder builder_;
  StandRemoval result_;
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, StandGroup> groups_;
  double rich_peat_ha_ = 0;
  double poor_peat_ha_ = 0;
};

}  // namespace

std::optional<TreeGroup> tree_group_of(int species_code) {
  switch (species_code) {
    case 1:                             // Scots pine
    case 12:                            // lodgepole pine
    case 22: return TreeGroup::pine;    // Siberian pine
    case 2:                             // Norway spruce
    case 16:                            // black spruce
    case 23: return TreeGroup::spruce;  // Serbian spruce
    case 8:
    case 10:
    case 11:
    case 14:
    case 19:                       // other conifer, Douglas fir, juniper, larch, fir
    case 30: return std::nullopt;  // conifer
    default: break;
  }
  return species_code >= 3 && species_code <= 29 ? std::optional(TreeGroup::broadleaf) : std::nullopt;
}

StandColumns stand_columns(const Features& features) {
  return {column_named(features, {"volume_m3_ha", "VOLUME"}),
          column_named(features, {"volume_growth", "VOLUMEGROWTH"}),
          column_named(features, {"main_tree_species", "MAINTREESPECIES"}),
          column_named(features, {"area_ha", "AREA"}),
          column_named(features, {"fertility_class", "FERTILITYCLASS"}),
          column_named(features, {"soil_type", "SOILTYPE"}),
          column_named(features, {"drainage_state", "DRAINAGESTATE"})};
}

Loaded<std::vector<ForestStand>> forest_stands(const Features& features, const StandColumns& columns) {
  Loaded<std::vector<ForestStand>> loaded;
  const auto read = [&](const std::string& name, std::size_t row) -> std::optional<double> {
    const Column* column = name.empty() ? nullptr : features.column(name);
    if (column == nullptr || !column->has_value(row)) return std::nullopt;
    const double value = column->number(row);
    if (std::isfinite(value) && value >= 0) return value;
    loaded.problems.push_back({ProblemKind::doubtful,
                               say("The column {0} has no usable number, it is taken as not known.", name),
                               features.source_id[row],
                               {}});
    return std::nullopt;
  };
  const auto read_code = [&](const std::string& name, std::size_t row) -> std::optional<int> {
    const auto value = read(name, row);
    return value && *value < 1000 ? std::optional(static_cast<int>(std::lround(*value))) : std::nullopt;
  };
  for (std::size_t row = 0; row < features.size(); ++row)
    loaded.value.push_back({row, read(columns.area, row), read(columns.volume, row), read(columns.increment, row),
                            read_code(columns.species, row), read_code(columns.fertility, row),
                            read_code(columns.soil, row), read_code(columns.drainage, row)});
  return loaded;
}

StandRemoval removal_of_stands(const Features& features, const std::vector<ForestStand>& stands,
                               const std::optional<Geometry>& polygon, const Crs& map, const FactorCatalogue& catalogue,
                               int year, Progress& progress) {
  const ShareInside share_inside(polygon);
  StandSum sum(features, catalogue, year);
  for (std::size_t i = 0; i < stands.size(); ++i) {
    progress.advance(static_cast<double>(i) / static_cast<double>(stands.size()));
    const ForestStand& stand = stands[i];
    const auto share = share_inside.of(features, stand.feature);
    if (share && *share == 0) continue;
    double area_ha = stand.area_ha.value_or(0);
    if (!stand.area_ha && features.kind[stand.feature] == GeometryKind::polygon)
      area_ha = geodesic_area_m2(features.geometry(stand.feature), map) / 1e4;
    if (!share)
      sum.problem(stand, say("The stand has no place, so its share inside the polygon is not known."));
    else if (!(area_ha > 0))
      sum.problem(stand, say("The stand has no area."));
    else
      sum.add(stand, i, *share, *share * area_ha);
  }
  return sum.finish();
}

}  // namespace geo
