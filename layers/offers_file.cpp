#include "layers/offers_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace layers {

namespace {

constexpr std::string_view offer_word = "offer";
constexpr std::string_view need_word = "need";

// Above anything on Earth; they keep sums finite.
constexpr CsvTable::Limits stream_amount_limits{0, 1e12};
constexpr CsvTable::Limits stream_place_limits{-1e9, 1e9};
constexpr CsvTable::Limits stream_benefit_limits{-1e6, 1e6};

struct OfferColumns {
  std::size_t id, company, kind, material, amount, x, y;
  std::optional<std::size_t> avoided, pretreatment;
};

OfferColumns offer_columns(const CsvTable& table) {
  return {table.column("id"),
          table.column("company"),
          table.column("kind"),
          table.column("material"),
          table.column("amount_t"),
          table.column("x_m"),
          table.column("y_m"),
          table.find_column("avoided_t_co2e_per_t"),
          table.find_column("pretreatment_t_co2e_per_t")};
}

/// A column that looks like one of ours in another unit would change the result, another one is only noted.
void check_other_columns(const CsvTable& table, std::vector<geo::Message>& notes) {
  constexpr std::array known{"id",
                             "company",
                             "kind",
                             "material",
                             "amount_t",
                             "x_m",
                             "y_m",
                             "avoided_t_co2e_per_t",
                             "pretreatment_t_co2e_per_t"};
  for (const std::string& column : table.columns()) {
    if (std::find(known.begin(), known.end(), column) != known.end()) continue;
    for (const std::string_view ours : {"amount_t", "avoided_t_co2e_per_t", "pretreatment_t_co2e_per_t"})
      if (column.starts_with(ours.substr(0, ours.find('_'))))
        table.fail(geo::say("Row 1, column {0}: this column is not known.", shown_cell(column)),
                   geo::say("Is it meant to be {0}?", ours));
    notes.push_back(geo::say("The column {0} is not used.", shown_cell(column)));
  }
}

const std::string& filled_text(const CsvTable& table, std::size_t row, std::size_t column) {
  if (table.empty(row, column))
    table.fail(geo::say("Row {0}, column {1}: a name is missing.", table.row_number(row), table.columns()[column]));
  return table.text(row, column);
}

double number_or_zero(const CsvTable& table, std::size_t row, std::optional<std::size_t> column) {
  return column && !table.empty(row, *column) ? table.number(row, *column, stream_benefit_limits) : 0;
}

}  // namespace

OffersTable read_offers(const CsvTable& table) {
  const OfferColumns columns = offer_columns(table);
  OffersTable read;
  check_other_columns(table, read.notes);
  std::map<std::string, std::size_t> row_of_id;
  bool unused_avoided = false, unused_pretreatment = false, any_avoided = false;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string& id = filled_text(table, row, columns.id);
    const auto [first, is_new] = row_of_id.emplace(id, row);
    if (!is_new)
      table.fail(geo::say("Row {0}, column id: {1} is there twice, first in row {2}.", table.row_number(row),
                          shown_cell(id), table.row_number(first->second)));
    const std::string& kind = table.text(row, columns.kind);
    if (kind != offer_word && kind != need_word)
      table.fail(
          geo::say("Row {0}, column kind: {1} is neither offer nor need.", table.row_number(row), shown_cell(kind)));
    const std::string& company = table.text(row, columns.company);
    const std::string& material = filled_text(table, row, columns.material);
    const double amount_t = table.number(row, columns.amount, stream_amount_limits);
    const geo::MapPoint place{table.number(row, columns.x, stream_place_limits),
                              table.number(row, columns.y, stream_place_limits)};
    const double avoided = number_or_zero(table, row, columns.avoided);
    const double pretreatment = number_or_zero(table, row, columns.pretreatment);
    const auto describe = [&](auto& stream) {
      stream.id = id;
      stream.company = company;
      stream.material = material;
      stream.amount_t = amount_t;
      stream.place = place;
    };
    if (kind == offer_word) {
      geo::Offer& offer = read.offers.emplace_back();
      describe(offer);
      offer.pretreatment_t_co2e_per_t = pretreatment;
      unused_avoided |= avoided != 0;
    } else {
      geo::Need& need = read.needs.emplace_back();
      describe(need);
      need.avoided_t_co2e_per_t = avoided;
      unused_pretreatment |= pretreatment != 0;
      any_avoided |= avoided > 0;
    }
  }
  if (unused_avoided) read.notes.push_back(geo::say("avoided_t_co2e_per_t counts of needs alone, not of offers."));
  if (unused_pretreatment)
    read.notes.push_back(geo::say("pretreatment_t_co2e_per_t counts of offers alone, not of needs."));
  if (!read.needs.empty() && !any_avoided)
    read.notes.push_back(geo::say("No need says what it avoids (avoided_t_co2e_per_t)."));
  return read;
}

}  // namespace layers
