#include "geo/model/explain.hpp"

#include "geo/model/variable_ends.hpp"
#include "geo/model/worked_out.hpp"
#include "geo/short_number.hpp"
#include "geo/unit.hpp"

namespace geo {

namespace {

std::string joined(const std::string& a, std::string_view sign, const std::string& b) {
  return a.empty() ? b : a + std::string(sign) + b;
}
LocalText joined(const LocalText& a, std::string_view sign, const LocalText& b) {
  return {joined(a.en, sign, b.in("en")), joined(a.fi, sign, b.in("fi")), joined(a.sv, sign, b.in("sv"))};
}

void set_range(FigureCard& card, const WorkedColumn& column) {
  if (column.draws.empty()) return;
  const ValueRange range = range_of_ends(column.value, column.draws);
  card.low = range.low;
  card.high = range.high;
}

class Explainer {
public:
  Explainer(const PreparedModel& prepared, int year)
      : prepared_(prepared),
        model_(*prepared.model),
        ends_(variables(prepared, year)),
        worked_(work_out(prepared, year, ends_.draws(),
                         [this](const ModelVariable& variable) { return ends_.multipliers(variable); })) {}

  Explanation explanation() const {
    Explanation result;
    result.unknown = worked_.unknown;
    result.unknown_location = worked_.unknown_location;
    result.unknown_market = worked_.unknown_market;
    for (std::size_t i = 0; i < worked_.rows.size(); ++i) {
      if (!worked_.rows[i].known) continue;
      const PreparedRow& row = prepared_.rows[i];
      FigureCard card = sum_card(CardKind::result, model_.name, "t", row.terms, worked_.rows[i]);
      card.key = row.key;
      card.source = model_.source;
      result.cards.push_back(std::move(card));
    }
    return result;
  }

private:
  /// A result or a step: with several terms each is a child, with one its operands are.
  FigureCard sum_card(CardKind kind, const LocalText& name, const std::string& unit,
                      const std::vector<PreparedTerm>& terms, const WorkedColumn& column) const {
    FigureCard card;
    card.kind = kind;
    card.name = name;
    card.unit = unit;
    card.value = column.value;
    set_range(card, column);
    if (terms.size() == 1) {
      fill_term(card, terms.front());
      if (kind == CardKind::step && !label(terms.front()).en.empty()) card.name = label(terms.front());
      return card;
    }
    for (const PreparedTerm& term : terms) {
      FigureCard child;
      child.kind = CardKind::term;
      child.name = label(term);
      child.unit = unit;
      WorkedColumn of_term;
      add_term(term, worked_, ends_.draws(), of_term);
      child.value = of_term.value;
      set_range(child, of_term);
      fill_term(child, term);
      if (child.name.en.empty()) child.name = child.formula;
      card.formula = joined(card.formula, " + ", child.name);
      take(card, std::move(child));
    }
    return card;
  }

  /// A step that is read in many places is a card in each: chains of steps that all read their forerunner twice would
  /// double with every step. Beyond this many cards a step shows its value alone.
  static constexpr std::size_t most_cards = 10'000;

  [[nodiscard]] const LocalText& label(const PreparedTerm& term) const { return model_.terms[term.term].label; }

  void fill_term(FigureCard& card, const PreparedTerm& term) const {
    const double coefficient = model_.terms[term.term].coefficient;
    if (coefficient != 1) {
      const std::string text = short_number(coefficient);
      card.formula = {text, text, text};
    }
    for (const PreparedOperand& operand : term.multiply) {
      FigureCard child = operand_card(operand);
      card.formula = joined(card.formula, " × ", child.name);
      take(card, std::move(child));
    }
    for (const PreparedOperand& operand : term.divide) {
      FigureCard child = operand_card(operand);
      if (card.formula.en.empty()) card.formula = {"1", "1", "1"};
      card.formula = joined(card.formula, " / ", child.name);
      take(card, std::move(child));
    }
  }

  static void take(FigureCard& parent, FigureCard child) {
    if (child.status) parent.status = parent.status ? weaker(*parent.status, *child.status) : *child.status;
    parent.children.push_back(std::move(child));
  }

  FigureCard operand_card(const PreparedOperand& operand) const {
    ++cards_;
    if (operand.is_step) {
      const PreparedStep& step = prepared_.steps[operand.index];
      if (cards_ > most_cards) {
        FigureCard card;
        card.kind = CardKind::step;
        card.name.en = step.name;
        card.unit = step.unit;
        card.value = worked_.steps[operand.index].value;
        card.status = prepared_.status;
        return card;
      }
      return sum_card(CardKind::step, {step.name, {}, {}}, step.unit, step.terms, worked_.steps[operand.index]);
    }
    const PreparedNumber& number = prepared_.numbers[operand.index];
    const NumberOfYear& known = worked_.numbers[operand.index];
    FigureCard card;
    card.unit = number.unit;
    card.value = known.number->value;
    if (const auto range = range_of(*known.number)) {
      card.low = range->low;
      card.high = range->high;
    }
    card.interpolated = known.interpolated;
    if (const auto* input = std::get_if<PreparedInput>(&number.origin)) {
      card.kind = known.is_default ? CardKind::default_value : CardKind::input;
      card.name = input->field->label;
      card.id = input->field->name;
      show_in(card, input->field->unit);
      return card;
    }
    tell_factor(card, std::get<PreparedFactor>(number.origin).factor);
    return card;
  }

  /// Shares are worked with as plain numbers and shown in the unit of their field.
  static void show_in(FigureCard& card, const std::string& unit) {
    const double multiplier = needed_conversion(unit_from_text(card.unit), unit_from_text(unit));
    card.unit = unit;
    card.value *= multiplier;
    if (card.low) *card.low *= multiplier;
    if (card.high) *card.high *= multiplier;
  }

  const PreparedModel& prepared_;
  const CalculationModel& model_;
  VariableEnds ends_;
  WorkedOut worked_;
  mutable std::size_t cards_ = 0;
};

void append_card(std::string& text, const FigureCard& card, std::string_view language, std::size_t depth) {
  text.append(2 * depth, ' ');
  text += card.name.in(language);
  if (card.key) {
    text += " [" + std::string(text_of(card.key->gas)) + ", scope " + std::string(text_of(card.key->scope)) + ", " +
            std::string(text_of(card.key->line));
    if (card.key->basis != ResultBasis::any) text += ", " + std::string(text_of(card.key->basis));
    text += "]";
  }
  text += " = " + short_number(card.value) + " " + card.unit;
  if (card.low && card.high) text += " (" + short_number(*card.low) + " … " + short_number(*card.high) + ")";
  if (!card.formula.en.empty()) text += " = " + card.formula.in(language);
  if (!card.id.empty()) text += " [" + card.id + "]";
  if (!card.source.empty()) text += " — " + card.source;
  if (card.source_year != 0) text += " (" + std::to_string(card.source_year) + ")";
  if (card.status) text += " · " + std::string(text_of(*card.status));
  if (card.interpolated) text += " · between two years of the source";
  text += "\n";
  for (const FigureCard& child : card.children) append_card(text, child, language, depth + 1);
}

}  // namespace

void tell_factor(FigureCard& card, const Factor& factor) {
  card.kind = CardKind::factor;
  card.name = factor.name;
  card.id = factor.id;
  card.source = factor.table.empty() ? factor.source : factor.source + ", " + factor.table;
  card.source_year = factor.source_year;
  card.status = factor.status;
  card.note = factor.kind.empty() ? factor.note : factor.note.empty() ? factor.kind : factor.kind + "; " + factor.note;
}

Explanation explain(const PreparedModel& prepared, int year) {
  return Explainer(prepared, year).explanation();
}

std::string card_text(const FigureCard& card, std::string_view language) {
  std::string text;
  append_card(text, card, language, 0);
  return text;
}

}  // namespace geo
