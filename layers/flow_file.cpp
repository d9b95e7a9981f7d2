#include "layers/flow_file.hpp"

#include "layers/csv_table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace layers {

namespace {

using geo::say;

/// Cells of one row by the column's name; a column that is not there is empty.
class FlowRow {
public:
  FlowRow(const CsvTable& table, std::size_t row) : table_(table), row_(row) {}

  [[nodiscard]] std::string text(const char* name) const {
    const auto column = table_.find_column(name);
    return column ? table_.text(row_, *column) : std::string();
  }
  [[nodiscard]] std::optional<double> number(const char* name, CsvTable::Limits limits) const {
    const auto column = table_.find_column(name);
    if (!column || table_.empty(row_, *column)) return std::nullopt;
    return table_.number(row_, *column, limits);
  }
  [[nodiscard]] bool flag(const char* name, bool otherwise) const {
    const std::string word = text(name);
    if (word.empty()) return otherwise;
    if (word == "yes" || word == "true" || word == "1") return true;
    if (word == "no" || word == "false" || word == "0") return false;
    fail(name, say("Row {0}, column {1}: \"{2}\" is neither yes nor no.", number(), name, shown_cell(word)));
  }
  template <geo::NamedEnum E>
  [[nodiscard]] E word(const char* name, E otherwise) const {
    const std::string found = text(name);
    if (found.empty()) return otherwise;
    if (const auto value = geo::enum_of<E>(found)) return *value;
    std::string words;
    for (const char* known : geo::EnumText<E>::names) words += (words.empty() ? "" : ", ") + std::string(known);
    fail(name, say("Row {0}, column {1}: \"{2}\" is not one of its words.", number(), name, shown_cell(found)),
         say("Choose one of: {0}.", words));
  }
  [[nodiscard]] std::string number() const { return table_.row_number(row_); }
  [[noreturn]] void fail(const char*, geo::Message what, geo::Message advice = {}) const {
    table_.fail(std::move(what), std::move(advice));
  }

private:
  const CsvTable& table_;
  std::size_t row_;
};

geo::Id<geo::Partner> partner_named(const geo::Plan& plan, const std::string& name) {
  if (name.empty()) return {};
  for (const auto& partner : plan.partners())
    if (partner->name == name) return partner.id;
  return {};
}

/// The place of an end outside the plan's partners.
std::optional<geo::MapPoint> place(const FlowRow& row, const char* x, const char* y) {
  constexpr CsvTable::Limits metres{-1e8, 1e8};
  const auto east = row.number(x, metres);
  const auto north = row.number(y, metres);
  if (east.has_value() != north.has_value())
    row.fail(x, say("Row {0}: a place needs both {1} and {2}.", row.number(), x, y));
  if (!east) return std::nullopt;
  return geo::MapPoint{*east, *north};
}

geo::MaterialFlow read_flow(const FlowRow& row, const geo::Plan& plan) {
  geo::MaterialFlow flow;
  flow.name = row.text("name");
  flow.from = partner_named(plan, row.text("from"));
  flow.to = partner_named(plan, row.text("to"));
  if (!flow.from) flow.from_place = row.text("from");
  if (!flow.to) flow.to_place = row.text("to");
  flow.material = row.text("material");
  if (flow.material.empty())
    row.fail("material", say("Row {0}, column {1}: a name is missing.", row.number(), "material"));
  flow.state = row.word("state", geo::FlowState::existing);
  flow.vehicle = row.text("vehicle");
  flow.load_share = row.number("load_share", {0, 1});
  flow.empty_return_share = row.number("empty_return_share", {0, 1});
  flow.distance_km = row.number("distance_km", {0, 1e5});
  flow.treatment = row.word("treatment", geo::Treatment::none);
  flow.transport_counted = row.flag("transport_counted", true);
  if (const std::string carrier = row.text("carrier"); !carrier.empty()) {
    flow.carrier = partner_named(plan, carrier);
    if (!flow.carrier)
      row.fail("carrier", say("Row {0}, column {1}: the plan has no partner \"{2}\".", row.number(), "carrier",
                              shown_cell(carrier)));
  }
  flow.note = row.text("note");
  flow.provenance = {row.text("source"), row.flag("illustrative", false)};
  const auto from = place(row, "from_x_m", "from_y_m");
  const auto to = place(row, "to_x_m", "to_y_m");
  const auto end = [&](geo::Id<geo::Partner> partner, const std::optional<geo::MapPoint>& outside) {
    const auto found = plan.partners().find(partner);
    return found && !found->geometry.empty() ? std::optional(geo::label_point(found->geometry)) : outside;
  };
  const auto first = end(flow.from, from);
  const auto last = end(flow.to, to);
  if (first && last) flow.geometry = geo::Geometry::line({*first, *last});
  return flow;
}

void expect_columns(const CsvTable& table) {
  static const std::set<std::string_view> known{"from",        "to",        "material",   "year",
                                                "amount_t",    "from_x_m",  "from_y_m",   "to_x_m",
                                                "to_y_m",      "vehicle",   "load_share", "empty_return_share",
                                                "distance_km", "treatment", "state",      "transport_counted",
                                                "carrier",     "name",      "note",       "source",
                                                "illustrative"};
  for (const std::string& column : table.columns())
    if (!known.contains(column))
      table.fail(say("Column {0} is not one of a flow.", shown_cell(column)),
                 say("Columns with a unit end with it: amount_t, distance_km, from_x_m."));
}

}  // namespace

geo::Loaded<geo::Edit> read_flows(const std::filesystem::path& file, const geo::Plan& plan,
                                  const geo::Catalogues& catalogues) {
  const CsvTable table = CsvTable::read(file);
  expect_columns(table);
  for (const char* needed : {"from", "to", "material"}) (void)table.column(needed);
  const std::size_t year = table.column("year");
  const std::size_t amount = table.column("amount_t");
  std::vector<geo::MaterialFlow> flows;
  std::set<std::string> unknown;
  geo::Loaded<geo::Edit> read;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const FlowRow row(table, i);
    geo::MaterialFlow flow = read_flow(row, plan);
    const geo::YearlyAmount tonnes{table.year(i, year), table.number(i, amount, {0, 1e12})};
    const auto same = std::find_if(flows.begin(), flows.end(), [&](geo::MaterialFlow known) {
      known.amounts.clear();
      return known == flow;
    });
    geo::MaterialFlow& target = same != flows.end() ? *same : flows.emplace_back(std::move(flow));
    const auto at = std::lower_bound(target.amounts.begin(), target.amounts.end(), tonnes.year,
                                     [](const geo::YearlyAmount& a, int y) { return a.year < y; });
    if (at != target.amounts.end() && at->year == tonnes.year)
      table.fail(say("Row {0}: the year {1} stands twice for one flow.", row.number(), std::to_string(tonnes.year)),
                 say("Give the flows different names if they are two."));
    target.amounts.insert(at, tonnes);
    const auto doubt = [&](geo::Message what) {
      read.problems.push_back({geo::ProblemKind::doubtful, std::move(what), {}, {}});
    };
    if (!geo::find_material(catalogues.materials, target.material) && unknown.insert(target.material).second)
      doubt(say("The material \"{0}\" is not known: it has no code and no factors.", target.material));
    if (!target.vehicle.empty() && !geo::find_vehicle(catalogues.vehicles, target.vehicle) &&
        unknown.insert("vehicle " + target.vehicle).second)
      doubt(say("There is no vehicle \"{0}\".", target.vehicle));
    if (target.geometry.empty() && target.amounts.size() == 1)
      doubt(say("Row {0}: an end has neither a partner with a place nor a position: the flow is not on the map.",
                row.number()));
  }
  read.value.what = say("{0} flows added from {1}", std::to_string(flows.size()), file.filename().string());
  for (geo::MaterialFlow& flow : flows) read.value.add(plan, std::move(flow));
  return read;
}

WasteTransfers read_waste_transfers(const std::filesystem::path& file, const geo::Plan& plan) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t id = table.column("facilityId"), name = table.column("nameOfFeature"),
                    year = table.column("reportingYear"), hazard = table.column("wasteClassificationCode"),
                    way = table.column("wasteTreatmentCode"), tonnes = table.column("totalWasteQuantityTNE"),
                    receiver = table.column("nameOfReceiver"), city = table.column("ReceivingSite_city"),
                    country = table.column("ReceivingSite_countryName");
  const auto partner_of = [&](std::size_t row) -> geo::Id<geo::Partner> {
    for (const auto& partner : plan.partners()) {
      const bool by_number = !table.empty(row, id) && partner->note.find(table.text(row, id)) != std::string::npos;
      if (by_number || (!table.empty(row, name) && partner->name == table.text(row, name))) return partner.id;
    }
    return {};
  };
  using Key = std::tuple<std::int64_t, std::string, std::string, std::string>;
  std::map<Key, std::map<int, double>> found;
  std::set<std::string> partners;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const geo::Id<geo::Partner> partner = partner_of(row);
    if (!partner) continue;
    const std::string& class_code = table.text(row, hazard);
    if (class_code != "HW" && class_code != "NONHW")
      table.fail(say("Row {0}, column {1}: \"{2}\" is not one of its words.", table.row_number(row),
                     table.columns()[hazard], shown_cell(class_code)),
                 say("Choose one of: {0}.", "HW, NONHW"));
    std::string place = table.text(row, receiver);
    for (const std::size_t more : {city, country})
      if (!table.empty(row, more)) place += (place.empty() ? "" : ", ") + table.text(row, more);
    found[{partner.value, class_code, table.text(row, way), place}][table.year(row, year)] +=
        table.number(row, tonnes, {0, 1e12});
    partners.insert(plan.partners().find(partner)->name);
  }
  if (found.empty())
    throw geo::Error(file.string(), say("No partner of the plan is in the register."),
                     say("A partner is found by its name in the register, or by the facility's number in its note."));
  WasteTransfers read;
  for (const auto& [key, amounts] : found) {
    geo::MaterialFlow flow;
    flow.from = {std::get<0>(key)};
    flow.material = std::get<1>(key) == "HW" ? "hazardous-waste" : "non-hazardous-waste";
    flow.to_place = std::get<3>(key);
    flow.note = std::get<2>(key) == "R" ? "R: destined for recovery (recycling or energy)" : "D: destined for disposal";
    flow.provenance = {"Pollutant register (PRTR), " + file.filename().string(), false};
    for (const auto& [at, sum] : amounts) {
      flow.amounts.push_back({at, sum});
      read.total_t += sum;
      if (flow.to_place.empty()) read.unknown_receiver_t += sum;
    }
    read.unknown_receivers += flow.to_place.empty() ? 1 : 0;
    ++read.flows;
    read.edit.add(plan, std::move(flow));
  }
  read.partners.assign(partners.begin(), partners.end());
  read.edit.what = say("{0} flows added from {1}", std::to_string(read.flows), file.filename().string());
  return read;
}

}  // namespace layers
