// What a table shows: rows and typed columns, of a linked layer or of one kind of the plan's own things. A value that
// does not change; sorting and filtering are indices into it.
#pragma once

#include "geo/balance/balance.hpp"
#include "geo/balance/plan_figures.hpp"
#include "geo/features.hpp"
#include "geo/plan/plan.hpp"
#include "geo/sink/land_cover.hpp"
#include "render/plan_scene.hpp"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace app {

/// What the rows are. `layer` only for a linked layer.
enum class TableKind {
  layer,
  sink_sites,
  emission_sources,
  partners,
  landfill_parts,
  business_areas,
  material_flows,
  side_streams
};
struct TableSubject {
  TableKind kind = TableKind::sink_sites;
  geo::Id<geo::Layer> layer;
  auto operator<=>(const TableSubject&) const = default;
};

/// How a column is written.
struct ColumnLook {
  int decimals = 0;        ///< of numbers, equal in the whole column
  bool is_grouped = true;  ///< thousands; not for years and codes
  bool has_sum = false;    ///< a sum says something: areas, masses, counts; not percentages, years, codes
  bool operator==(const ColumnLook&) const = default;
};
/// From the attribute's name and a sample of its values.
[[nodiscard]] ColumnLook look_of(const geo::Column& column);

struct TableColumn {
  std::string head;
  std::string unit;  ///< empty: none, or said in the head
  const geo::Column* values = nullptr;
  ColumnLook look;
  bool is_name = false;  ///< the name of a plan's thing, which may be changed in the table
};

struct TableRows {
  std::vector<TableColumn> columns;
  std::size_t count = 0;
  std::shared_ptr<const geo::Features> features;  ///< of a layer: its rows are the features
  std::vector<geo::Column> own;                   ///< of the plan's things
  std::vector<render::PlanThing> things;          ///< one a row; empty for a layer

  /// All columns that can be filtered, under the names that `geo::Condition::attribute` uses.
  [[nodiscard]] const std::vector<geo::Column>& filtered_columns() const { return features ? features->columns : own; }
  [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const;
};
using TableRowsPtr = std::shared_ptr<const TableRows>;

[[nodiscard]] TableRowsPtr layer_rows(std::shared_ptr<const geo::Features> features);

/// What the plan's tables are computed from.
struct PlanTableInput {
  std::shared_ptr<const geo::PlanFigures> figures;
  const geo::Crs* map = nullptr;
  int year = 2023;
};

/// Makes the tables of the plan's things; remembers areas, so that an edit of one site does not measure them all.
class PlanTables {
public:
  /// `kind` is not TableKind::layer.
  [[nodiscard]] TableRowsPtr rows(TableKind kind, const PlanTableInput& input);

private:
  /// Geodesic area of a thing's polygon [ha]; NaN for others.
  template <class T>
  double area_ha(const std::shared_ptr<const T>& thing, const geo::Crs& map);
  struct Area {
    std::weak_ptr<const void> thing;
    double area_ha = 0;
  };
  std::unordered_map<const void*, Area> areas_;
};

/// "Hiilinielut", "Päästölähteet": the table's name; a layer's own name.
[[nodiscard]] std::string table_name(const TableSubject& subject, const geo::Plan& plan);

}  // namespace app
