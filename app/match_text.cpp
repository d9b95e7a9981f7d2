#include "app/match_text.hpp"

#include "app/csv_text.hpp"
#include "app/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>

namespace app {

namespace {

std::string quoted_json(const std::string& text) {
  return nlohmann::json(text).dump();
}

}  // namespace

std::vector<MatchRow> match_rows(const geo::Matching& matching, std::span<const geo::Offer> offers,
                                 std::span<const geo::Need> needs) {
  std::vector<MatchRow> rows;
  for (const geo::Match& match : matching.matches)
    rows.push_back({offers[match.offer].id, needs[match.need].id, offers[match.offer].material, match.amount_t,
                    match.distance_km, match.benefit});
  return rows;
}

std::vector<MatchRow> match_rows(const geo::ProposalList& list) {
  std::vector<MatchRow> rows;
  for (const geo::Proposal& made : list.proposals) {
    std::string more = fmt::format(
        ", \"offer_company\": {}, \"need_company\": {}, \"way_km\": {:.17g}, \"way\": \"{}\", "
        "\"avoided_t_co2e\": {:.17g}, \"pretreatment_t_co2e\": {:.17g}, \"transport_t_co2e\": {:.17g}, "
        "\"benefit_low_t_co2e\": {:.17g}, \"benefit_high_t_co2e\": {:.17g}, \"illustrative\": {}, \"reason\": {}",
        quoted_json(made.offer_company), quoted_json(made.need_company), made.distance_km,
        geo::text_of(made.distance_kind), made.avoided.value_t, made.pretreatment.value_t, made.transport.value_t,
        made.saving.low_t, made.saving.high_t, made.offer.illustrative || made.need.illustrative,
        quoted_json(translated(made.reason)));
    if (made.doubt) more += ", \"doubt\": " + quoted_json(translated(*made.doubt));
    rows.push_back({made.offer.name, made.need.name, made.material, made.amount_t, made.line_km, made.saving.value_t,
                    made.benefit_eur, std::move(more)});
  }
  return rows;
}

std::string matches_as_csv(const std::vector<MatchRow>& rows, geo::ProposalAim aim) {
  const bool eur = aim == geo::ProposalAim::eur;
  std::string out = "offer_id,need_id,material,amount_t,distance_km,benefit_t_co2e";
  out += eur ? ",benefit_eur\n" : "\n";
  for (const MatchRow& row : rows) {
    fmt::format_to(std::back_inserter(out), "{},{},{},{:.17g},{:.17g},{:.17g}", csv_text(row.offer_id),
                   csv_text(row.need_id), csv_text(row.material), row.amount_t, row.distance_km, row.benefit_t_co2e);
    if (eur) fmt::format_to(std::back_inserter(out), ",{:.17g}", row.benefit_eur.value_or(0));
    out += '\n';
  }
  return out;
}

std::string matches_as_json(const std::vector<MatchRow>& rows, geo::ProposalAim aim) {
  std::string list;
  double benefit_t_co2e = 0, benefit_eur = 0, matched_t = 0;
  for (const MatchRow& row : rows) {
    const std::string eur =
        row.benefit_eur ? fmt::format(", \"benefit_eur\": {:.17g}", *row.benefit_eur) : std::string();
    fmt::format_to(std::back_inserter(list),
                   "{}\n    {{\"offer_id\": {}, \"need_id\": {}, \"material\": {}, \"amount_t\": {:.17g}, "
                   "\"distance_km\": {:.17g}, \"benefit_t_co2e\": {:.17g}{}{}}}",
                   list.empty() ? "" : ",", quoted_json(row.offer_id), quoted_json(row.need_id),
                   quoted_json(row.material), row.amount_t, row.distance_km, row.benefit_t_co2e, eur, row.more_json);
    benefit_t_co2e += row.benefit_t_co2e;
    benefit_eur += row.benefit_eur.value_or(0);
    matched_t += row.amount_t;
  }
  const std::string total_eur =
      aim == geo::ProposalAim::eur ? fmt::format("  \"total_benefit_eur\": {:.17g},\n", benefit_eur) : std::string();
  return fmt::format(
      "{{\n  \"matches\": [{}{}],\n  \"total_benefit_t_co2e\": {:.17g},\n{}  \"matched_t\": {:.17g}\n}}\n", list,
      list.empty() ? "" : "\n  ", benefit_t_co2e, total_eur, matched_t);
}

}  // namespace app
