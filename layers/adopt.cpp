#include "layers/adopt.hpp"

#include "layers/gdal_access.hpp"
#include "layers/number_text.hpp"
#include "layers/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace layers {

namespace {

using geo::Gas;
using geo::GeometryKind;
using geo::ProblemKind;
using geo::Role;

struct MassField {
  std::string_view field;
  Gas gas;
};
constexpr std::array mass_fields{
    MassField{"co2_fossil_t", Gas::co2_fossil},
    MassField{"co2_t", Gas::co2_fossil},
    MassField{"co2_biogenic_t", Gas::co2_biogenic},
    MassField{"ch4_fossil_t", Gas::ch4_fossil},
    MassField{"ch4_biogenic_t", Gas::ch4_biogenic},
    MassField{"ch4_t", Gas::ch4_biogenic},
    MassField{"n2o_t", Gas::n2o},
    MassField{"co2e_t", Gas::co2e},
};

std::vector<std::string> fields_of(Role role) {
  std::vector<std::string> fields{"name", "note"};
  const auto with_masses = [&] {
    fields.emplace_back("year");
    for (const MassField& m : mass_fields) fields.emplace_back(m.field);
  };
  switch (role) {
    case Role::business_area: fields.emplace_back("land_use"); break;
    case Role::landfill:
      fields.insert(fields.end(), {"closed_year", "activity"});
      with_masses();
      break;
    case Role::sink_land: fields.insert(fields.end(), {"start_year", "land_cover"}); break;
    case Role::emission_source:
      fields.emplace_back("activity");
      with_masses();
      break;
    case Role::partner_site: fields.insert(fields.end(), {"activity", "address"}); break;
    case Role::road_network:
    case Role::background: fields.emplace_back("land_use"); break;
    case Role::flow:
    case Role::building:
    case Role::boundary:
      throw geo::Error(std::string(geo::text_of(role)),
                       geo::say("Features of this role stay in their layer; the plan keeps no copy of them."),
                       geo::say("Add the file as a layer, or choose another role."));
  }
  return fields;
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

struct Unit {
  std::string_view name;
  double tonnes;
};
constexpr std::array units{Unit{"t", 1},    Unit{"Mg", 1},   Unit{"tne", 1}, Unit{"kg", 1e-3},
                           Unit{"g", 1e-6}, Unit{"kt", 1e3}, Unit{"Gg", 1e3}};

/// Tonnes in one of the column's unit.
double tonnes_per_unit(const FieldMapping& mapping) {
  if (!mapping.unit.empty()) {
    for (const Unit& unit : units)
      if (unit.name == mapping.unit) return unit.tonnes;
    throw geo::Error(mapping.field + "=" + mapping.column + ":" + mapping.unit,
                     geo::say("The unit {0} is not known.", mapping.unit),
                     geo::say("Use one of g, kg, t, Mg, kt, Gg."));
  }
  return tonnes_per_unit({mapping.field, mapping.column, mass_unit_of_column(mapping.column)});
}

// ---- one row -----------------------------------------------------------------------------------------------------

/// A row that can not become an entity: why.
struct LeftOut {
  geo::Message reason;
};

struct Mass {
  Gas gas;
  const geo::Column* column;
  double tonnes;
};

/// The columns that the mappings name, found once.
class Mapped {
public:
  Mapped(const geo::Features& features, const AdoptRequest& request) : features_(features), request_(request) {
    const std::vector<std::string> known = fields_of(request.role);
    for (const FieldMapping& mapping : request.mappings) {
      if (std::find(known.begin(), known.end(), mapping.field) == known.end())
        throw geo::Error(
            mapping.field,
            geo::say("An entity of the role {0} has no such field.", std::string(geo::text_of(request.role))),
            geo::say("Its fields are: {0}.", joined(known)));
      const geo::Column* column = features.column(mapping.column);
      if (column == nullptr) throw_no_column(mapping.column);
      if (const auto gas = gas_of_field(mapping.field)) {
        for (const Mass& mass : masses_)
          if (mass.gas == *gas)
            throw geo::Error(mapping.field, geo::say("Two columns are mapped to the same gas."),
                             geo::say("Name one column for each gas."));
        masses_.push_back({*gas, column, tonnes_per_unit(mapping)});
      } else {
        texts_.push_back({mapping.field, column});
      }
    }
    if (!request.filter_column.empty()) {
      filter_ = features.column(request.filter_column);
      if (filter_ == nullptr) throw_no_column(request.filter_column);
    }
  }

  [[nodiscard]] bool chosen(std::size_t row) const {
    if (filter_ == nullptr) return true;
    const std::string value = filter_->text(row);
    return std::find(request_.filter_values.begin(), request_.filter_values.end(), value) !=
           request_.filter_values.end();
  }
  [[nodiscard]] bool has_masses() const { return !masses_.empty(); }
  [[nodiscard]] std::string text(std::string_view field, std::size_t row) const {
    const geo::Column* column = column_of(field);
    return column != nullptr ? column->text(row) : std::string();
  }
  [[nodiscard]] std::string name(std::size_t row) const {
    const std::string said = text("name", row);
    return said.empty() ? features_.name + " " + std::to_string(features_.source_id[row]) : said;
  }
  /// A year in a column; nothing when the row has none. Throws LeftOut for what is no year.
  [[nodiscard]] std::optional<int> year(std::string_view field, std::size_t row) const {
    const geo::Column* column = column_of(field);
    if (column == nullptr) return std::nullopt;
    const std::optional<double> value = number(*column, row);
    if (!value) return std::nullopt;
    if (*value < 1900 || *value > 2200 || *value != std::floor(*value))
      throw LeftOut{geo::say("{0} is {1}, which is no year between 1900 and 2200.", column->name, column->text(row))};
    return static_cast<int>(*value);
  }
  /// The year's masses, by gas. Throws LeftOut for text and for negative numbers.
  [[nodiscard]] geo::YearlySeries series(std::size_t row) const {
    geo::YearlySeries out;
    const int in_year = year("year", row).value_or(request_.default_year);
    for (const Mass& mass : masses_) {
      const std::optional<double> value = number(*mass.column, row);
      if (!value) continue;
      if (*value < 0)
        throw LeftOut{geo::say("{0} is {1}: a mass can not be negative.", mass.column->name, mass.column->text(row))};
      out.push_back({in_year, mass.gas, *value * mass.tonnes, geo::MassMethod::unknown});
    }
    std::sort(out.begin(), out.end(), [](const geo::YearlyMass& a, const geo::YearlyMass& b) { return a.gas < b.gas; });
    return out;
  }
  [[nodiscard]] bool lacks_year(std::size_t row) const { return column_of("year") != nullptr && !year("year", row); }
  /// The E-PRTR activity code, from the mapping or from a column that is named like one.
  [[nodiscard]] std::string activity(std::size_t row) const {
    if (const std::string said = text("activity", row); !said.empty()) return said;
    for (const char* name : {"activity", "mainActivityCode"})
      if (const geo::Column* column = features_.column(name)) return column->text(row);
    return {};
  }

private:
  struct Text {
    std::string field;
    const geo::Column* column;
  };
  [[noreturn]] void throw_no_column(const std::string& name) const {
    std::vector<std::string> names;
    for (const geo::Column& column : features_.columns) names.push_back(column.name);
    throw geo::Error(features_.name, geo::say("The layer has no column {0}.", name),
                     geo::say("Its columns are: {0}.", joined(names)));
  }
  [[nodiscard]] const geo::Column* column_of(std::string_view field) const {
    for (const Text& text : texts_)
      if (text.field == field) return text.column;
    return nullptr;
  }
  static std::optional<double> number(const geo::Column& column, std::size_t row) {
    if (!column.has_value(row)) return std::nullopt;
    if (column.is_number()) {
      const double value = column.number(row);
      if (!std::isfinite(value)) throw LeftOut{geo::say("{0} is not a finite number.", column.name)};
      return value;
    }
    const std::string text = column.text(row);
    if (text.find_first_not_of(" \t") == std::string::npos) return std::nullopt;
    const std::optional<double> value = number_from_text(text);
    if (!value) throw LeftOut{geo::say("{0} is \"{1}\", which is not a number.", column.name, clean_text(text))};
    return value;
  }

  const geo::Features& features_;
  const AdoptRequest& request_;
  std::vector<Text> texts_;
  std::vector<Mass> masses_;
  const geo::Column* filter_ = nullptr;
};

// ---- what a row becomes ------------------------------------------------------------------------------------------

constexpr const char* gross_or_net_note =
    "The register's methane can be what the landfill makes or what escapes after gas recovery: check whether it is "
    "gross or net.";

/// Sectors of the E-PRTR Regulation's annex I activities (166/2006): 1 energy, 5(d) landfills, 5(f) and (g) waste
/// water, the rest of 5 waste treatment, 2 to 4, 6, 8 and 9 industry.
geo::Sector sector_of(const std::string& activity) {
  if (activity.starts_with("5(d)")) return geo::Sector::landfill;
  if (activity.starts_with("5(f)") || activity.starts_with("5(g)")) return geo::Sector::wastewater;
  if (activity.size() < 2 || activity[1] != '(') return geo::Sector::other;
  switch (activity.front()) {
    case '1': return geo::Sector::energy;
    case '5': return geo::Sector::treatment;
    case '2':
    case '3':
    case '4':
    case '6':
    case '8':
    case '9': return geo::Sector::process;
    default: return geo::Sector::other;
  }
}

struct KindClue {
  std::string_view start;
  geo::SurroundingKind kind;
};
constexpr std::array kind_clues{
    KindClue{"railw", geo::SurroundingKind::railway},    KindClue{"railr", geo::SurroundingKind::railway},
    KindClue{"rautatie", geo::SurroundingKind::railway}, KindClue{"raide", geo::SurroundingKind::railway},
    KindClue{"stream", geo::SurroundingKind::stream},    KindClue{"oja", geo::SurroundingKind::stream},
    KindClue{"puro", geo::SurroundingKind::stream},      KindClue{"joki", geo::SurroundingKind::stream},
    KindClue{"water", geo::SurroundingKind::water},      KindClue{"vesi", geo::SurroundingKind::water},
    KindClue{"jarvi", geo::SurroundingKind::water},      KindClue{"lake", geo::SurroundingKind::water},
    KindClue{"forest", geo::SurroundingKind::forest},    KindClue{"metsa", geo::SurroundingKind::forest},
    KindClue{"field", geo::SurroundingKind::field},      KindClue{"pelto", geo::SurroundingKind::field},
    KindClue{"piha", geo::SurroundingKind::yard},        KindClue{"yard", geo::SurroundingKind::yard},
    KindClue{"parking", geo::SurroundingKind::yard},     KindClue{"pysak", geo::SurroundingKind::yard},
    KindClue{"autopysak", geo::SurroundingKind::yard},   KindClue{"lastaus", geo::SurroundingKind::yard},
    KindClue{"purku", geo::SurroundingKind::yard},       KindClue{"street", geo::SurroundingKind::street},
    KindClue{"katu", geo::SurroundingKind::street},      KindClue{"residential", geo::SurroundingKind::street},
    KindClue{"living", geo::SurroundingKind::street},    KindClue{"service", geo::SurroundingKind::street},
    KindClue{"footway", geo::SurroundingKind::street},   KindClue{"pedestrian", geo::SurroundingKind::street},
    KindClue{"cycleway", geo::SurroundingKind::street},  KindClue{"path", geo::SurroundingKind::street},
    KindClue{"road", geo::SurroundingKind::road},        KindClue{"tie", geo::SurroundingKind::road},
};

std::optional<geo::SurroundingKind> kind_of_words(const std::string& text) {
  for (const std::string& word : folded_words(text))
    for (const KindClue& clue : kind_clues)
      if (word.starts_with(clue.start)) return clue.kind;
  return std::nullopt;
}

geo::SurroundingKind surrounding_kind(const geo::Features& f, const Mapped& mapped, std::size_t row, Role role) {
  std::string said = mapped.text("land_use", row);
  if (said.empty())
    if (const geo::Column* highway = f.column("highway")) said = highway->text(row);
  if (const auto kind = kind_of_words(said)) return *kind;
  if (const auto kind = kind_of_words(f.name)) return *kind;
  if (role == Role::road_network || f.kind[row] == GeometryKind::line) return geo::SurroundingKind::road;
  return f.kind[row] == GeometryKind::point ? geo::SurroundingKind::place : geo::SurroundingKind::built;
}

/// Ids of one kind counted up from the plan's next: Edit::add would look through all changes for each.
template <class T>
class Adder {
public:
  Adder(const geo::Plan& plan, geo::Edit& edit) : next_(plan.table<T>().next_id()), edit_(edit) {}
  geo::Id<T> add(T value) {
    const geo::Id<T> id = next_;
    ++next_.value;
    edit_.changes.push_back(geo::Change<T>{id, nullptr, std::make_shared<const T>(std::move(value))});
    return id;
  }

private:
  geo::Id<T> next_;
  geo::Edit& edit_;
};

class Adoption {
public:
  Adoption(const geo::Plan& plan, const geo::Features& features, const AdoptRequest& request)
      : f_(features),
        request_(request),
        mapped_(features, request),
        business_areas_(plan, out_.value),
        partners_(plan, out_.value),
        sources_(plan, out_.value),
        parts_(plan, out_.value),
        sinks_(plan, out_.value),
        surroundings_(plan, out_.value) {}

  geo::Loaded<geo::Edit> run() {
    std::size_t adopted = 0;
    for (std::size_t row = 0; row < f_.size(); ++row) {
      if (!mapped_.chosen(row)) continue;
      try {
        adopt(row);
        ++adopted;
      } catch (const LeftOut& fault) {
        list(ProblemKind::left_out, fault.reason, row);
      }
    }
    out_.value.what = geo::say("{0} features of {1} adopted", std::to_string(adopted), f_.name);
    return std::move(out_);
  }

private:
  void list(ProblemKind kind, geo::Message reason, std::size_t row) {
    std::optional<geo::MapPoint> place;
    if (f_.kind[row] != GeometryKind::none) place = geo::label_point(f_.geometry(row));
    out_.problems.push_back({kind, std::move(reason), f_.source_id[row], place});
  }
  geo::Provenance provenance() const { return {request_.source, false}; }

  void adopt(std::size_t row) {
    const GeometryKind kind = f_.kind[row];
    if (kind == GeometryKind::none) throw LeftOut{geo::say("The feature has no geometry.")};
    const bool area_only = request_.role == Role::business_area;
    if (area_only && kind != GeometryKind::polygon) throw LeftOut{geo::say("A business area must be a polygon.")};
    const bool no_lines =
        request_.role == Role::landfill || request_.role == Role::sink_land || request_.role == Role::partner_site;
    if (no_lines && kind == GeometryKind::line) throw LeftOut{geo::say("The feature is a line, not a place.")};
    switch (request_.role) {
      case Role::business_area:
        business_areas_.add({mapped_.name(row), mapped_.text("land_use", row), mapped_.text("note", row), provenance(),
                             f_.geometry(row)});
        break;
      case Role::partner_site:
        partners_.add({mapped_.name(row), mapped_.text("activity", row), mapped_.text("address", row),
                       mapped_.text("note", row), provenance(), f_.geometry(row)});
        break;
      case Role::landfill: adopt_landfill(row); break;
      case Role::emission_source: adopt_source(row, sector_of(mapped_.activity(row))); break;
      case Role::sink_land: adopt_sink(row); break;
      case Role::road_network:
      case Role::background:
        surroundings_.add({mapped_.name(row), surrounding_kind(f_, mapped_, row, request_.role),
                           mapped_.text("note", row), provenance(), f_.geometry(row)});
        break;
      case Role::flow:
      case Role::building:
      case Role::boundary: break;  // fields_of() has thrown
    }
  }

  geo::Id<geo::EmissionSource> adopt_source(std::size_t row, geo::Sector sector) {
    geo::EmissionSource source;
    source.name = mapped_.name(row);
    source.sector = sector;
    source.note = mapped_.text("note", row);
    source.provenance = provenance();
    source.geometry = f_.geometry(row);
    source.series = mapped_.series(row);
    const bool has_methane = std::any_of(source.series.begin(), source.series.end(), [](const geo::YearlyMass& mass) {
      return mass.gas == Gas::ch4_biogenic || mass.gas == Gas::ch4_fossil;
    });
    if (sector == geo::Sector::landfill && has_methane) {
      source.note += (source.note.empty() ? "" : " ") + std::string(gross_or_net_note);
      list(ProblemKind::doubtful,
           geo::say("The landfill's methane can be gross or net of gas recovery: check it in its note."), row);
    }
    if (!source.series.empty() && mapped_.lacks_year(row))
      list(ProblemKind::doubtful,
           geo::say("The row says no year for its masses; {0} was taken.", std::to_string(request_.default_year)), row);
    return sources_.add(std::move(source));
  }

  void adopt_landfill(std::size_t row) {
    const std::optional<int> closed_year = mapped_.year("closed_year", row);
    const bool part = closed_year.has_value() || (f_.kind[row] == GeometryKind::polygon && !mapped_.has_masses());
    geo::Ref<geo::EmissionSource> source;
    if (mapped_.has_masses() || !part) source = adopt_source(row, geo::Sector::landfill);
    if (part)
      parts_.add({mapped_.name(row), source, closed_year, mapped_.text("note", row), provenance(), f_.geometry(row)});
  }

  void adopt_sink(std::size_t row) {
    geo::SinkSite site;
    site.name = mapped_.name(row);
    site.note = mapped_.text("note", row);
    site.provenance = provenance();
    site.geometry = f_.geometry(row);
    if (const auto year = mapped_.year("start_year", row)) site.start_year = *year;
    if (const std::string cover = mapped_.text("land_cover", row); !cover.empty()) site.land_cover = cover;
    if (f_.kind[row] == GeometryKind::point)
      list(ProblemKind::doubtful, geo::say("The sink is a point: give its area by hand."), row);
    sinks_.add(std::move(site));
  }

  const geo::Features& f_;
  const AdoptRequest& request_;
  Mapped mapped_;
  geo::Loaded<geo::Edit> out_;
  Adder<geo::BusinessArea> business_areas_;
  Adder<geo::Partner> partners_;
  Adder<geo::EmissionSource> sources_;
  Adder<geo::LandfillPart> parts_;
  Adder<geo::SinkSite> sinks_;
  Adder<geo::Surrounding> surroundings_;
};

// ---- suggestions -------------------------------------------------------------------------------------------------

struct NameClue {
  std::string_view field;
  std::string_view column;  ///< folded
};
// For each field the column names in the order in which they are preferred.
constexpr std::array column_clues{
    NameClue{"name", "name"},
    NameClue{"name", "nimi"},
    NameClue{"name", "nameoffeature"},
    NameClue{"name", "namefin"},
    NameClue{"name", "aluenimi"},
    NameClue{"name", "kohde"},
    NameClue{"name", "kohteennimi"},
    NameClue{"name", "namep"},
    NameClue{"name", "roadnamefin"},
    NameClue{"name", "company"},
    NameClue{"name", "yritys"},
    NameClue{"name", "kaavamaaraysotsikko"},
    NameClue{"note", "note"},
    NameClue{"note", "huomautus"},
    NameClue{"note", "lisatieto"},
    NameClue{"note", "lisatietoja"},
    NameClue{"land_use", "landuse"},
    NameClue{"land_use", "kayttotarkoitus"},
    NameClue{"activity", "activity"},
    NameClue{"activity", "activityname"},
    NameClue{"activity", "mainactivitycode"},
    NameClue{"activity", "toimiala"},
    NameClue{"address", "address"},
    NameClue{"address", "osoite"},
    NameClue{"address", "street"},
    NameClue{"year", "airyear"},
    NameClue{"year", "year"},
    NameClue{"year", "vuosi"},
    NameClue{"year", "reportingyear"},
    NameClue{"start_year", "startyear"},
    NameClue{"start_year", "alkuvuosi"},
    NameClue{"closed_year", "closedyear"},
    NameClue{"closed_year", "sulkemisvuosi"},
    NameClue{"land_cover", "landcover"},
    NameClue{"land_cover", "maanpeite"},
    NameClue{"co2_fossil_t", "co2fossil"},
    NameClue{"co2_fossil_t", "co2exbio"},
    NameClue{"co2_fossil_t", "co2fossiilinen"},
    NameClue{"co2_fossil_t", "co2"},
    NameClue{"co2_biogenic_t", "co2biogenic"},
    NameClue{"co2_biogenic_t", "co2bio"},
    NameClue{"ch4_fossil_t", "ch4fossil"},
    NameClue{"ch4_biogenic_t", "ch4biogenic"},
    NameClue{"ch4_biogenic_t", "ch4"},
    NameClue{"ch4_biogenic_t", "metaani"},
    NameClue{"ch4_biogenic_t", "methane"},
    NameClue{"n2o_t", "n2o"},
    NameClue{"n2o_t", "typpioksiduuli"},
    NameClue{"co2e_t", "co2e"},
    NameClue{"co2e_t", "co2ekv"},
    NameClue{"co2e_t", "khkpaasto"},
};

/// "ch4_kg" is "ch4"; for masses alone.
std::string without_unit(const std::string& column) {
  std::string folded = folded_letters(column);
  for (const std::string_view unit : {"kg", "kt", "t"})
    if (folded.size() > unit.size() && folded.ends_with(unit) && folded_words(column).back() == unit)
      return folded.substr(0, folded.size() - unit.size());
  return folded;
}

}  // namespace

std::optional<Gas> gas_of_field(std::string_view field) {
  for (const MassField& m : mass_fields)
    if (m.field == field) return m.gas;
  return std::nullopt;
}

std::vector<std::string> adoption_fields(Role role) {
  if (role == Role::flow || role == Role::building || role == Role::boundary) return {};
  std::vector<std::string> fields = fields_of(role);
  // The short names of gases are for typing; a person who chooses from a list sees each gas once.
  std::erase_if(fields, [](const std::string& field) { return field == "co2_t" || field == "ch4_t"; });
  return fields;
}

std::span<const std::string_view> mass_units() {
  static constexpr std::array<std::string_view, 6> names{"g", "kg", "t", "Mg", "kt", "Gg"};
  return names;
}

std::string mass_unit_of_column(const std::string& column) {
  const std::vector<std::string> words = folded_words(column);
  if (words.size() > 1)
    for (const Unit& unit : units)
      if (folded_letters(unit.name) == words.back() && unit.name != "Mg" && unit.name != "Gg")
        return std::string(unit.name);
  return "t";
}

FieldMapping parse_mapping(const std::string& text, Role role) {
  const std::vector<std::string> known = fields_of(role);
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    throw geo::Error("--map " + text, geo::say("This is not a mapping."),
                     geo::say("Write field=column or field=column:unit. The fields are: {0}.", joined(known)));
  FieldMapping mapping{text.substr(0, equals), text.substr(equals + 1), ""};
  if (std::find(known.begin(), known.end(), mapping.field) == known.end())
    throw geo::Error(
        "--map " + text,
        geo::say("An entity of the role {0} has no field {1}.", std::string(geo::text_of(role)), mapping.field),
        geo::say("Its fields are: {0}.", joined(known)));
  if (gas_of_field(mapping.field)) {
    // A column's own name may hold a colon; only a unit after the last one is taken off.
    const std::size_t colon = mapping.column.rfind(':');
    if (colon != std::string::npos && colon > 0) {
      mapping.unit = mapping.column.substr(colon + 1);
      mapping.column.resize(colon);
      static_cast<void>(tonnes_per_unit(mapping));
      if (mapping.unit.empty())
        throw geo::Error("--map " + text, geo::say("The unit after the colon is missing."),
                         geo::say("Use one of g, kg, t, Mg, kt, Gg."));
    }
  }
  return mapping;
}

std::vector<FieldMapping> suggested_mappings(const geo::Features& features, Role role) {
  std::vector<FieldMapping> out;
  const std::vector<std::string> known = fields_of(role);
  for (const NameClue& clue : column_clues) {
    if (std::find(known.begin(), known.end(), clue.field) == known.end()) continue;
    if (std::any_of(out.begin(), out.end(), [&](const FieldMapping& m) { return m.field == clue.field; })) continue;
    const bool mass = gas_of_field(clue.field).has_value();
    for (const geo::Column& column : features.columns) {
      const std::string name = mass ? without_unit(column.name) : folded_letters(column.name);
      if (name != clue.column || (mass && !column.is_number() && column.size() == 0)) continue;
      out.push_back({std::string(clue.field), column.name, ""});
      break;
    }
  }
  return out;
}

geo::Loaded<geo::Edit> adopt(const geo::Plan& plan, const geo::Features& features, const AdoptRequest& request) {
  return Adoption(plan, features, request).run();
}

}  // namespace layers
