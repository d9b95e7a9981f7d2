#include "app/figure_text.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

/// Four significant digits.
std::string rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return number(value, 0);
  const int whole = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return number(value, std::clamp(4 - whole, 0, 9));
}

/// As units are written for people.
std::string shown_unit(std::string unit) {
  if (unit == "1") return {};
  if (const std::size_t at = unit.find("CO2"); at != std::string::npos) unit.replace(at, 3, "CO₂");
  return unit;
}

/// What a sector's card is called in data is the sector's word.
std::string name_of(const geo::FigureCard& card) {
  if (const auto sector = geo::enum_of<geo::Sector>(card.name.en); sector && card.kind == geo::CardKind::sum)
    return word(*sector);
  if (const auto gas = geo::enum_of<geo::Gas>(card.name.en); gas && card.kind == geo::CardKind::sum) return word(*gas);
  if (card.kind == geo::CardKind::given) return tr("Given figure");
  if (card.kind == geo::CardKind::gwp && card.key) return "GWP100, " + word(card.key->gas);
  const bool is_co2e = !card.children.empty() && card.children.back().kind == geo::CardKind::gwp;
  if (is_co2e && card.key) return word(card.key->gas);
  return card.name.in(language());
}

void add_lines(const geo::FigureCard& card, int depth, std::vector<FigureLine>& lines) {
  FigureLine line;
  line.depth = depth;
  line.name = name_of(card);
  line.doubtful = card.status == geo::FactorStatus::to_be_confirmed;
  line.value = rounded(card.value);
  if (const std::string unit = shown_unit(card.unit); !unit.empty()) line.value += "\u00A0" + unit;
  if (card.low && card.high && *card.low != *card.high)
    line.range = translated(geo::say("95 % range {0}", rounded(*card.low) + " … " + rounded(*card.high)));
  // That a part of a sum is a sum itself is seen.
  if (depth == 0 || card.kind != geo::CardKind::sum) line.formula = card.formula.in(language());
  line.source = card.source;
  if (card.source_year != 0) line.source += (line.source.empty() ? "" : ", ") + std::to_string(card.source_year);
  if (card.status && (card.kind == geo::CardKind::factor || line.doubtful))
    line.source += (line.source.empty() ? "" : " · ") + word(*card.status);
  line.note = remarks_text(card);
  if (!card.note.empty()) line.note += (line.note.empty() ? "" : " ") + card.note;
  lines.push_back(std::move(line));
  for (const geo::FigureCard& child : card.children) add_lines(child, depth + 1, lines);
}

}  // namespace

std::vector<FigureLine> figure_lines(const geo::FigureCard& card) {
  std::vector<FigureLine> lines;
  add_lines(card, 0, lines);
  return lines;
}

std::string remarks_text(const geo::FigureCard& card) {
  std::string text;
  for (const geo::Message& remark : card.remarks) text += (text.empty() ? "" : " ") + translated(remark);
  return text;
}

}  // namespace app
