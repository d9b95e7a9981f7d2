#include "app/sink_text.hpp"

#include "app/csv_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

namespace app {

namespace {

/// A row as it is written, with the names of the columns in one place.
struct SinkCells {
  const std::string& site;
  std::string year;  ///< empty: none
  std::string_view pool;
  std::string_view line;
  std::string_view quantity;
  double value, low, high;
  std::string_view status;
};

void each_sink_row(const std::vector<SinkYear>& years, auto&& act) {
  for (const SinkYear& year : years) {
    const std::string when = year.year ? std::to_string(*year.year) : std::string();
    for (const geo::SinkRow& row : year.rows)
      act(SinkCells{year.site, when, text_of(row.key.pool), text_of(row.key.line), text_of(row.key.quantity), row.value,
                    row.low, row.high, row.status ? geo::text_of(*row.status) : std::string_view()});
    act(SinkCells{year.site, when, "all", "inventory", "net_removal_t_co2e", year.net.value, year.net.low,
                  year.net.high, ""});
  }
}

/// What a preset makes of a mean, or the plain number.
struct RasterFigures {
  double mean = 0;
  std::string_view mean_unit;
  double total = 0;
  std::string_view total_unit;
};
RasterFigures figures_of(const geo::RasterSum& sum, const geo::RasterPreset* preset) {
  const double per_ha = preset != nullptr ? preset->to_result_per_ha : 1;
  const double valid_ha = sum.valid_m2 / 1e4;
  const double mean = sum.mean().value_or(0);
  return {mean, preset != nullptr ? preset->unit : "1", mean * per_ha * valid_ha,
          preset != nullptr ? preset->result_unit : "ha"};
}

std::string json_text(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + json_text(text);
  return out + "]";
}

}  // namespace

std::string sinks_as_csv(const std::vector<SinkYear>& years) {
  std::string out = "site,year,pool,line,quantity,value,low,high,status\n";
  each_sink_row(years, [&](const SinkCells& c) {
    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{:.17g},{:.17g},{:.17g},{}\n", csv_text(c.site), c.year,
                   c.pool, c.line, c.quantity, c.value, c.low, c.high, c.status);
  });
  return out;
}

std::string sinks_as_json(const std::vector<SinkYear>& years, geo::GwpSet set, const std::vector<std::string>& notes) {
  std::string rows;
  each_sink_row(years, [&](const SinkCells& c) {
    fmt::format_to(std::back_inserter(rows),
                   "{}    {{\"site\": {}, \"year\": {}, \"pool\": \"{}\", \"line\": \"{}\", \"quantity\": \"{}\", "
                   "\"value\": {:.17g}, \"low\": {:.17g}, \"high\": {:.17g}, \"status\": \"{}\"}}",
                   rows.empty() ? "\n" : ",\n", json_text(c.site), c.year.empty() ? "null" : c.year, c.pool, c.line,
                   c.quantity, c.value, c.low, c.high, c.status);
  });
  return fmt::format("{{\n  \"gwp_set\": \"{}\",\n  \"notes\": {},\n  \"rows\": [{}{}]\n}}\n", text_of(set),
                     json_list(notes), rows, rows.empty() ? "" : "\n  ");
}

std::string raster_sums_as_csv(const std::vector<RasterPolygon>& sums, const geo::RasterPreset* preset) {
  std::string out = "polygon,area_ha,with_value_ha,nodata_share,mean,mean_unit,total,total_unit\n";
  for (const auto& [polygon, sum] : sums) {
    const RasterFigures f = figures_of(sum, preset);
    const std::string mean = sum.mean() ? fmt::format("{:.17g}", f.mean) : "";
    fmt::format_to(std::back_inserter(out), "{},{:.17g},{:.17g},{:.17g},{},{},{:.17g},{}\n", csv_text(polygon),
                   sum.polygon_m2 / 1e4, sum.valid_m2 / 1e4, sum.nodata_share(), mean, f.mean_unit, f.total,
                   f.total_unit);
  }
  return out;
}

std::string raster_sums_as_json(const std::vector<RasterPolygon>& sums, const geo::RasterPreset* preset) {
  std::string rows;
  for (const auto& [polygon, sum] : sums) {
    const RasterFigures f = figures_of(sum, preset);
    const std::string mean = sum.mean() ? fmt::format("{:.17g}", f.mean) : "null";
    fmt::format_to(std::back_inserter(rows),
                   "{}    {{\"polygon\": {}, \"area_ha\": {:.17g}, \"with_value_ha\": {:.17g}, \"nodata_share\": "
                   "{:.17g}, \"mean\": {}, \"mean_unit\": \"{}\", \"total\": {:.17g}, \"total_unit\": \"{}\"}}",
                   rows.empty() ? "\n" : ",\n", json_text(polygon), sum.polygon_m2 / 1e4, sum.valid_m2 / 1e4,
                   sum.nodata_share(), mean, f.mean_unit, f.total, f.total_unit);
  }
  return fmt::format("{{\n  \"preset\": {},\n  \"source\": {},\n  \"polygons\": [{}{}]\n}}\n",
                     preset != nullptr ? json_text(preset->name) : "null",
                     preset != nullptr ? json_text(preset->source) : "null", rows, rows.empty() ? "" : "\n  ");
}

}  // namespace app
