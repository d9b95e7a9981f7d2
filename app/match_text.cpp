#include "app/match_text.hpp"

#include "app/csv_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

namespace app {

std::string matching_as_csv(const geo::Matching& matching, std::span<const geo::Offer> offers,
                            std::span<const geo::Need> needs) {
  std::string out = "offer_id,need_id,material,amount_t,distance_km,benefit_t_co2e\n";
  for (const geo::Match& match : matching.matches)
    fmt::format_to(std::back_inserter(out), "{},{},{},{:.17g},{:.17g},{:.17g}\n", csv_text(offers[match.offer].id),
                   csv_text(needs[match.need].id), csv_text(offers[match.offer].material), match.amount_t,
                   match.distance_km, match.benefit);
  return out;
}

std::string matching_as_json(const geo::Matching& matching, std::span<const geo::Offer> offers,
                             std::span<const geo::Need> needs) {
  const auto quoted = [](const std::string& text) { return nlohmann::json(text).dump(); };
  std::string rows;
  for (const geo::Match& match : matching.matches)
    fmt::format_to(std::back_inserter(rows),
                   "{}\n    {{\"offer_id\": {}, \"need_id\": {}, \"material\": {}, \"amount_t\": {:.17g}, "
                   "\"distance_km\": {:.17g}, \"benefit_t_co2e\": {:.17g}}}",
                   rows.empty() ? "" : ",", quoted(offers[match.offer].id), quoted(needs[match.need].id),
                   quoted(offers[match.offer].material), match.amount_t, match.distance_km, match.benefit);
  return fmt::format("{{\n  \"matches\": [{}{}],\n  \"total_benefit_t_co2e\": {:.17g},\n  \"matched_t\": {:.17g}\n}}\n",
                     rows, rows.empty() ? "" : "\n  ", matching.benefit, matching.amount_t);
}

}  // namespace app
