#include "app/factor_text.hpp"

#include "app/csv_text.hpp"
#include "app/text.hpp"
#include "app/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

std::string plain(double value) {
  return fmt::format("{:.6g}", value);
}

bool has_interval(const geo::FactorYear& row) {
  return row.low < row.high;
}

std::string value_text(const geo::FactorYear& row) {
  return has_interval(row) ? fmt::format("{} ({} … {})", plain(row.value), plain(row.low), plain(row.high))
                           : plain(row.value);
}

std::string short_value(const geo::Factor& factor) {
  if (factor.path.empty()) return value_text(factor.constant) + " " + factor.unit;
  const geo::FactorYear& first = factor.path.front();
  const geo::FactorYear& last = factor.path.back();
  if (factor.path.size() == 1) return fmt::format("{} {} ({})", plain(first.value), factor.unit, first.year);
  return fmt::format("{} → {} {} ({}–{})", plain(first.value), plain(last.value), factor.unit, first.year, last.year);
}

std::string source_text(const geo::Factor& factor) {
  return fmt::format("{}{} ({})", factor.source, factor.table.empty() ? "" : ", " + factor.table, factor.source_year);
}

Json row_json(const geo::FactorYear& row) {
  Json json;
  if (row.year != 0) json["year"] = row.year;
  json["value"] = row.value;
  if (has_interval(row)) {
    json["low"] = row.low;
    json["high"] = row.high;
  }
  return json;
}

Json factor_json(const geo::Factor& factor) {
  Json json{{"id", factor.id}, {"name", {{"en", factor.name.en}, {"fi", factor.name.fi}, {"sv", factor.name.sv}}}};
  if (factor.gas) json["gas"] = geo::text_of(*factor.gas);
  if (factor.gwp_set) json["gwp"] = geo::text_of(*factor.gwp_set);
  json["unit"] = factor.unit;
  if (factor.path.empty()) {
    json.update(row_json(factor.constant));
  } else {
    for (const geo::FactorYear& row : factor.path) json["path"].push_back(row_json(row));
    json["between"] = geo::text_of(factor.between);
  }
  json["shape"] = geo::text_of(factor.shape);
  json["interval"] = factor.interval;
  json["source"] = factor.source;
  json["table"] = factor.table;
  json["source_year"] = factor.source_year;
  if (factor.valid_from) json["valid_from"] = *factor.valid_from;
  if (factor.valid_to) json["valid_to"] = *factor.valid_to;
  json["status"] = geo::text_of(factor.status);
  json["kind"] = factor.kind;
  json["note"] = factor.note;
  return json;
}

}  // namespace

std::string factors_as_text(const std::vector<const geo::Factor*>& factors) {
  std::size_t width = 0;
  for (const geo::Factor* factor : factors) width = std::max(width, factor->id.size());
  std::string out;
  for (const geo::Factor* factor : factors)
    fmt::format_to(std::back_inserter(out), "{:{}}  {:28}  {:15}  {}\n", factor->id, width, short_value(*factor),
                   geo::text_of(factor->status), factor->name.in(language()));
  return out;
}

std::string factor_card_as_text(const geo::Factor& factor) {
  std::string out = factor.name.in(language()) + " [" + factor.id + "]\n";
  const auto line = [&out](const char* name, const std::string& text) {
    if (!text.empty()) fmt::format_to(std::back_inserter(out), "  {}: {}\n", name, text);
  };
  if (factor.gas) line(tr("Gas"), word(*factor.gas));
  if (factor.gwp_set) line(tr("Warming potentials of the source"), std::string(geo::text_of(*factor.gwp_set)));
  if (factor.path.empty()) {
    line(tr("Value"), value_text(factor.constant) + " " + factor.unit);
  } else {
    for (const geo::FactorYear& row : factor.path)
      line(std::to_string(row.year).c_str(), value_text(row) + " " + factor.unit);
    line(tr("Between the years"), factor.between == geo::BetweenYears::linear
                                      ? tr("a straight line")
                                      : tr("nothing, a year without a value has none"));
  }
  if (factor.shape != geo::DistributionShape::fixed) line(tr("Distribution"), std::string(geo::text_of(factor.shape)));
  line(tr("Interval"), factor.interval);
  line(tr("Source"), source_text(factor));
  if (factor.valid_from || factor.valid_to)
    line(tr("Holds"), fmt::format("{}–{}", factor.valid_from ? std::to_string(*factor.valid_from) : "",
                                  factor.valid_to ? std::to_string(*factor.valid_to) : ""));
  line(tr("Status"), word(factor.status));
  line(tr("Kind"), factor.kind);
  line(tr("Note"), factor.note);
  return out;
}

std::string factors_as_json(const std::vector<const geo::Factor*>& factors) {
  Json json = Json::array();
  for (const geo::Factor* factor : factors) json.push_back(factor_json(*factor));
  return json.dump(2) + "\n";
}

std::string factors_as_csv(const std::vector<const geo::Factor*>& factors) {
  std::string out =
      "id,name,gas,unit,year,value,low,high,shape,interval,source,table,source_year,valid_from,valid_to,status,kind,"
      "note\n";
  const auto year = [](const std::optional<int>& value) { return value ? std::to_string(*value) : std::string(); };
  for (const geo::Factor* factor : factors) {
    std::vector<geo::FactorYear> rows = factor->path;
    if (rows.empty()) rows.push_back(factor->constant);
    for (const geo::FactorYear& row : rows)
      fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{:.17g},{:.17g},{:.17g},{},{},{},{},{},{},{},{},{},{}\n",
                     factor->id, csv_text(factor->name.in(language())),
                     factor->gas ? geo::text_of(*factor->gas) : std::string_view(), csv_text(factor->unit),
                     row.year == 0 ? "" : std::to_string(row.year), row.value, row.low, row.high,
                     geo::text_of(factor->shape), csv_text(factor->interval), csv_text(factor->source),
                     csv_text(factor->table), factor->source_year, year(factor->valid_from), year(factor->valid_to),
                     geo::text_of(factor->status), csv_text(factor->kind), csv_text(factor->note));
  }
  return out;
}

}  // namespace app
