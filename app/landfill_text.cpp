#include "app/landfill_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <iterator>

namespace app {

namespace {

struct MethaneFigure {
  const char* name;
  double value;
};

/// The columns of a row, in their order.
std::array<MethaneFigure, 8> methane_figures(const geo::MethaneYear& row, double gwp) {
  return {{{"ch4_generated_t", row.ch4_generated_t},
           {"ch4_recovered_t", row.ch4_recovered_t},
           {"ch4_oxidised_t", row.ch4_oxidised_t},
           {"ch4_emitted_t", row.ch4_emitted_t},
           {"co2e_t", row.ch4_emitted_t * gwp},
           {"ddocm_accumulated_t", row.ddocm_accumulated_t},
           {"ddocm_decomposed_t", row.ddocm_decomposed_t},
           {"carbon_stored_t", row.carbon_stored_t}}};
}

/// Calls `act(year, stream, row)` in the order of output: year by year, the total last.
void each_row(const geo::LandfillMethane& methane, auto&& act) {
  for (std::size_t t = 0; t < methane.year_count; ++t) {
    const int year = methane.first_year + static_cast<int>(t);
    for (std::size_t s = 0; s < methane.streams.size(); ++s) act(year, methane.streams[s], methane.of(s)[t]);
    act(year, std::string(geo::landfill_total), methane.total()[t]);
  }
}

void each_row(const std::vector<geo::LandGemStream>& streams, int first_year, auto&& act) {
  for (std::size_t t = 0; t < streams.back().ch4_generated_m3.size(); ++t)
    for (const geo::LandGemStream& stream : streams)
      act(first_year + static_cast<int>(t), stream.name, stream.ch4_generated_m3[t]);
}

std::string digits_17(double value) {
  return fmt::format("{:.17g}", value);
}

/// nlohmann writes the shortest text that reads back the same; 17 digits are asked for, so rows are written here.
class JsonRows {
public:
  void begin(int year, const std::string& stream) {
    text_ += text_.empty() ? "\n    {" : ",\n    {";
    fmt::format_to(std::back_inserter(text_), "\"year\": {}, \"stream\": {}", year, nlohmann::json(stream).dump());
  }
  void add(const char* name, double value) {
    fmt::format_to(std::back_inserter(text_), ", \"{}\": {}", name, digits_17(value));
  }
  void end() { text_ += '}'; }
  [[nodiscard]] std::string list() const { return "[" + text_ + (text_.empty() ? "]" : "\n  ]"); }

private:
  std::string text_;
};

}  // namespace

std::string landfill_as_csv(const geo::LandfillMethane& methane, const LandfillBasis& basis) {
  const double gwp = geo::gwp100(geo::Gas::ch4_biogenic, basis.gwp_set);
  std::string out = "year,stream";
  for (const MethaneFigure& figure : methane_figures({}, gwp)) out += std::string(",") + figure.name;
  out += '\n';
  each_row(methane, [&](int year, const std::string& stream, const geo::MethaneYear& row) {
    fmt::format_to(std::back_inserter(out), "{},{}", year, stream);
    for (const MethaneFigure& figure : methane_figures(row, gwp)) out += ',' + digits_17(figure.value);
    out += '\n';
  });
  return out;
}

std::string landfill_as_json(const geo::LandfillMethane& methane, const geo::LandfillSite& site,
                             const LandfillBasis& basis) {
  const double gwp = geo::gwp100(geo::Gas::ch4_biogenic, basis.gwp_set);
  JsonRows rows;
  each_row(methane, [&](int year, const std::string& stream, const geo::MethaneYear& row) {
    rows.begin(year, stream);
    for (const MethaneFigure& figure : methane_figures(row, gwp)) rows.add(figure.name, figure.value);
    rows.end();
  });
  std::string streams;
  for (const geo::LandfillStream& stream : site.streams)
    streams +=
        fmt::format("{}\n    {{\"stream\": {}, \"doc\": {}, \"docf\": {}, \"k\": {}, \"f\": {}}}",
                    streams.empty() ? "" : ",", nlohmann::json(stream.name).dump(), digits_17(stream.waste.doc),
                    digits_17(stream.waste.docf), digits_17(stream.waste.k_per_a), digits_17(stream.waste.ch4_share));
  std::string excess;
  for (const geo::RecoveryExcess& year : methane.excess)
    excess +=
        fmt::format("{}\n    {{\"year\": {}, \"recovered_t\": {}, \"generated_t\": {}}}", excess.empty() ? "" : ",",
                    year.year, digits_17(year.recovered_t), digits_17(year.generated_t));
  return fmt::format(
      "{{\n  \"method\": \"{}\",\n  \"edition\": \"{}\",\n  \"climate\": \"{}\",\n  \"gwp_set\": \"{}\",\n"
      "  \"delay_months\": {},\n  \"streams\": [{}\n  ],\n  \"recovery_above_generation\": [{}{}],\n  \"rows\": "
      "{}\n}}\n",
      basis.method, geo::text_of(basis.edition), geo::text_of(basis.climate), geo::text_of(basis.gwp_set),
      digits_17(site.delay_months), streams, excess, excess.empty() ? "" : "\n  ", rows.list());
}

std::string landgem_as_csv(const std::vector<geo::LandGemStream>& streams, int first_year) {
  std::string out = "year,stream,ch4_generated_m3\n";
  each_row(streams, first_year, [&](int year, const std::string& stream, double m3) {
    fmt::format_to(std::back_inserter(out), "{},{},{}\n", year, stream, digits_17(m3));
  });
  return out;
}

std::string landgem_as_json(const std::vector<geo::LandGemStream>& streams, int first_year, const geo::LandGem& model) {
  JsonRows rows;
  each_row(streams, first_year, [&](int year, const std::string& stream, double m3) {
    rows.begin(year, stream);
    rows.add("ch4_generated_m3", m3);
    rows.end();
  });
  return fmt::format("{{\n  \"method\": \"landgem\",\n  \"k\": {},\n  \"l0_m3_per_t\": {},\n  \"rows\": {}\n}}\n",
                     digits_17(model.k_per_a), digits_17(model.l0_m3_per_t), rows.list());
}

}  // namespace app
