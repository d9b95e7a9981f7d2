// The card of a sink's figure: the equation in names, then each number with its source.
#include "geo/sink/sink_terms.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo {

namespace {

LocalText pool_name(SinkPool pool) {
  switch (pool) {
    case SinkPool::living_biomass: return {"Living biomass", "Elävä biomassa", "Levande biomassa"};
    case SinkPool::dead_organic_matter: return {"Litter and dead wood", "Karike ja lahopuu", "Förna och död ved"};
    case SinkPool::soil: return {"Soil", "Maaperä", "Mark"};
    case SinkPool::products: break;
  }
  return {"Kept carbon", "Varastoitu hiili", "Lagrat kol"};
}

LocalText quantity_name(SinkQuantity quantity) {
  switch (quantity) {
    case SinkQuantity::co2_removal_t: return {"CO₂ removed", "CO₂:n poistuma", "upptag av CO₂"};
    case SinkQuantity::carbon_stock_t: return {"carbon stock", "hiilivarasto", "kolförråd"};
    case SinkQuantity::ch4_emission_t: return {"CH₄ emitted", "CH₄-päästö", "utsläpp av CH₄"};
    case SinkQuantity::n2o_emission_t: break;
  }
  return {"N₂O emitted", "N₂O-päästö", "utsläpp av N₂O"};
}

std::string_view quantity_unit(SinkQuantity quantity) {
  switch (quantity) {
    case SinkQuantity::co2_removal_t: return "t CO₂";
    case SinkQuantity::carbon_stock_t: return "t C";
    case SinkQuantity::ch4_emission_t: return "t CH₄";
    case SinkQuantity::n2o_emission_t: break;
  }
  return "t N₂O";
}

LocalText joined_in_each(const LocalText& a, std::string_view sign, const LocalText& b) {
  const auto join = [sign](const std::string& x, const std::string& y) {
    return x.empty() ? y : x + std::string(sign) + y;
  };
  return {join(a.in("en"), b.in("en")), join(a.in("fi"), b.in("fi")), join(a.in("sv"), b.in("sv"))};
}

LocalText in_form(SinkForm form, const LocalText& name) {
  const std::string_view begin = form == SinkForm::one_plus ? "(1 + " : "(1 − ";
  const auto wrap = [begin](const std::string& text) { return std::string(begin) + text + ")"; };
  return form == SinkForm::plain ? name : LocalText{wrap(name.in("en")), wrap(name.in("fi")), wrap(name.in("sv"))};
}

FigureCard number_card(const SinkNumber& number) {
  FigureCard card;
  card.name = number.name;
  card.unit = number.unit;
  card.value = number.number.value;
  card.interpolated = number.interpolated;
  card.note = number.note;
  if (const auto range = range_of(number.number)) {
    card.low = range->low;
    card.high = range->high;
  }
  card.kind = number.is_default ? CardKind::default_value : CardKind::input;
  if (number.factor) {
    const Factor& factor = *number.factor;
    card.kind = CardKind::factor;
    card.id = factor.id;
    card.source = factor.table.empty() ? factor.source : factor.source + ", " + factor.table;
    card.source_year = factor.source_year;
    card.status = factor.status;
    if (card.note.empty()) card.note = factor.note;
  } else if (const std::size_t colon = number.variable.find(':'); colon != std::string::npos) {
    card.id = number.variable.substr(colon + 1);
  }
  return card;
}

void take_card(FigureCard& parent, FigureCard child) {
  if (child.status) parent.status = parent.status ? weaker(*parent.status, *child.status) : *child.status;
  parent.children.push_back(std::move(child));
}

/// The terms of one row as terms of their own, so that one row's figures come from the same code as all.
SinkTerms only(const SinkTerms& terms, const std::vector<const SinkTerm*>& chosen) {
  SinkTerms part;
  part.numbers = terms.numbers;
  for (const SinkTerm* term : chosen) part.terms.push_back(*term);
  return part;
}

void fill_equation(FigureCard& card, const SinkTerms& terms, const SinkTerm& term) {
  if (!term.coefficient_text.empty())
    card.formula = {term.coefficient_text, term.coefficient_text, term.coefficient_text};
  for (const SinkOperand& operand : term.operands) {
    FigureCard child = number_card(terms.numbers[operand.number]);
    card.formula = joined_in_each(card.formula, " × ", in_form(operand.form, child.name));
    take_card(card, std::move(child));
  }
}

void set_figures(FigureCard& card, const SinkRow& row) {
  card.value = row.value;
  if (row.low == row.value && row.high == row.value) return;
  card.low = row.low;
  card.high = row.high;
}

}  // namespace

std::vector<FigureCard> sink_cards(const SinkTerms& terms) {
  std::map<SinkKey, std::vector<const SinkTerm*>> by_row;
  for (const SinkTerm& term : terms.terms) by_row[term.key].push_back(&term);
  std::vector<FigureCard> cards;
  for (const auto& [key, of_row] : by_row) {
    FigureCard card;
    card.kind = CardKind::result;
    card.name = joined_in_each(pool_name(key.pool), ": ", quantity_name(key.quantity));
    if (key.line == ResultLine::avoided)
      card.name = joined_in_each(card.name, ", ", {"without the change", "ilman muutosta", "utan förändringen"});
    card.unit = quantity_unit(key.quantity);
    card.source = terms.source;
    set_figures(card, sink_rows(only(terms, of_row)).front());
    if (of_row.size() == 1) {
      fill_equation(card, terms, *of_row.front());
    } else {
      for (const SinkTerm* term : of_row) {
        FigureCard child;
        child.kind = CardKind::term;
        child.name = term->label;
        child.unit = card.unit;
        set_figures(child, sink_rows(only(terms, {term})).front());
        fill_equation(child, terms, *term);
        if (child.name.en.empty()) child.name = child.formula;
        card.formula = joined_in_each(card.formula, " + ", child.name);
        take_card(card, std::move(child));
      }
    }
    cards.push_back(std::move(card));
  }
  return cards;
}

}  // namespace geo
