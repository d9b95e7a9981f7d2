#include "geo/landfill/site_card.hpp"

#include "geo/model/variable_ends.hpp"
#include "geo/unit.hpp"

#include <algorithm>

namespace geo {

namespace {

// What the method calls its own quantities; inputs and kinds of waste are called as in the data.
const LocalText generated_name{"Methane generated", "Syntynyt metaani", "Bildat metan"};
const LocalText recovered_name{"Methane recovered", "Talteen otettu metaani", "Insamlat metan"};
const LocalText oxidation_name{"Oxidation in the cover", "Hapettuminen peitekerroksessa", "Oxidation i täckskiktet"};
const LocalText deposits_name{"Deposited so far", "Läjitetty tähän mennessä", "Deponerat hittills"};
const LocalText stored_name{"Carbon stored for good, not in the sum", "Pysyvästi varastoitunut hiili, ei summassa",
                            "Kol lagrat för gott, inte i summan"};
const LocalText doc_name{"Degradable carbon (DOC)", "Hajoava hiili (DOC)", "Nedbrytbart kol (DOC)"};
const LocalText docf_name{"Share that decomposes (DOCf)", "Hajoava osuus (DOCf)", "Andel som bryts ned (DOCf)"};
const LocalText k_name{"Decay rate (k)", "Hajoamisnopeus (k)", "Nedbrytningstakt (k)"};
const LocalText mcf_name{"Methane correction factor (MCF)", "Metaanin korjauskerroin (MCF)",
                         "Metankorrigeringsfaktor (MCF)"};
const LocalText ch4_share_name{"Methane in the gas (F)", "Metaanin osuus kaasusta (F)", "Metan i gasen (F)"};
const LocalText emitted_formula{"(Methane generated - Methane recovered) × (1 - Oxidation)",
                                "(Syntynyt metaani - Talteen otettu metaani) × (1 - Hapettuminen)",
                                "(Bildat metan - Insamlat metan) × (1 - Oxidation)"};
const LocalText stream_formula{
    "Each year's deposit × DOC × DOCf × MCF, of which 1 - e^(-k) decomposes a year, × F × 16/12",
    "Kunkin vuoden läjitys × DOC × DOCf × MCF, josta 1 - e^(-k) hajoaa vuodessa, × F × 16/12",
    "Varje års deponering × DOC × DOCf × MCF, varav 1 - e^(-k) bryts ned per år, × F × 16/12"};

LocalText sum_of_names(const LocalText& a, const LocalText& b) {
  if (a.en.empty()) return b;
  return {a.en + " + " + b.in("en"), a.fi + " + " + b.in("fi"), a.sv + " + " + b.in("sv")};
}

const LocalText& site_number_name(LandfillNumberKind kind) {
  switch (kind) {
    case LandfillNumberKind::doc: return doc_name;
    case LandfillNumberKind::docf: return docf_name;
    case LandfillNumberKind::k: return k_name;
    case LandfillNumberKind::mcf: return mcf_name;
    case LandfillNumberKind::ch4_share: return ch4_share_name;
    case LandfillNumberKind::deposits: return deposits_name;
    case LandfillNumberKind::recovered_mass:
    case LandfillNumberKind::recovery_share: return recovered_name;
    case LandfillNumberKind::oxidation: break;
  }
  return oxidation_name;
}

class SiteCard {
public:
  SiteCard(const PreparedLandfill& prepared, const CalculationModel& model, const WasteTables& tables, int year)
      : prepared_(prepared),
        model_(model),
        tables_(tables),
        t_(static_cast<std::size_t>(year - prepared.site.first_year)),
        of_year_(prepared.site.years[t_]) {
    const std::size_t stream_count = prepared.site.streams.size();
    const VariableEnds ends(variables(prepared));
    generated_.assign(stream_count + 1, std::vector<double>(ends.draws()));
    emitted_.resize(ends.draws());
    const Multipliers multipliers = [&](const ModelVariable& variable) { return ends.multipliers(variable); };
    for_each_draw(prepared, year, ends.draws(), multipliers, [&](std::size_t draw, const LandfillMethane& methane) {
      if (draw == 0) central_ = methane;
      for (std::size_t s = 0; s <= stream_count; ++s) generated_[s][draw] = methane.of(s)[t_].ch4_generated_t;
      emitted_[draw] = methane.total()[t_].ch4_emitted_t;
    });
  }

  [[nodiscard]] FigureCard card() const {
    const MethaneYear& total = central_.total()[t_];
    FigureCard result = worked_out(CardKind::result, model_.name, total.ch4_emitted_t, emitted_);
    result.formula = emitted_formula;
    result.key = ResultKey{.gas = Gas::ch4_biogenic};
    result.source = model_.source;
    take(result, generated());
    for (const LandfillNumber& number : prepared_.numbers) {
      if (number.kind == LandfillNumberKind::recovered_mass && of_year_.recovered_ch4_t > 0)
        take(result, given(number, of_year_.recovered_ch4_t, "t"));
      if (number.kind == LandfillNumberKind::recovery_share && of_year_.recovery_share > 0)
        take(result, given(number, of_year_.recovery_share, "1"));
      if (number.kind == LandfillNumberKind::oxidation) take(result, given(number, of_year_.oxidation, "1"));
    }
    FigureCard stored = worked_out(CardKind::step, stored_name, total.carbon_stored_t, {});
    if (stored.value > 0) result.children.push_back(std::move(stored));
    return result;
  }

private:
  [[nodiscard]] static FigureCard worked_out(CardKind kind, const LocalText& name, double value,
                                             const std::vector<double>& draws) {
    FigureCard card;
    card.kind = kind;
    card.name = name;
    card.value = value;
    card.unit = tonne().text;
    if (draws.size() > 1) {
      const ValueRange range = range_of_ends(value, draws);
      card.low = range.low;
      card.high = range.high;
    }
    return card;
  }

  static void take(FigureCard& parent, FigureCard child) {
    if (child.status) parent.status = parent.status ? weaker(*parent.status, *child.status) : *child.status;
    parent.children.push_back(std::move(child));
  }

  /// The card of a number; its range is that of `number` in proportion to the value of the year.
  [[nodiscard]] static FigureCard given(const LandfillNumber& number, double value, const std::string& unit) {
    FigureCard card;
    card.kind = number.factor ? CardKind::factor : CardKind::input;
    card.name = site_number_name(number.kind);
    card.value = value;
    card.unit = unit;
    if (const auto range = range_of(number.number); range && number.number.value != 0) {
      card.low = value * range->low / number.number.value;
      card.high = value * range->high / number.number.value;
    }
    card.id = number.name.substr(number.name.find(':') + 1);
    if (number.factor) {
      const WasteFactor& factor = *number.factor;
      card.source = factor.source + ", " + factor.table;
      card.source_year = factor.source_year;
      card.status = factor.status;
      card.note = factor.note;
    }
    return card;
  }

  [[nodiscard]] LocalText stream_name(const std::string& stream) const {
    const auto word = std::find_if(tables_.streams.begin(), tables_.streams.end(),
                                   [&](const WasteWord& w) { return w.word == stream; });
    return word == tables_.streams.end() || word->name.en.empty() ? LocalText{stream, {}, {}} : word->name;
  }

  [[nodiscard]] FigureCard generated() const {
    const std::size_t stream_count = prepared_.site.streams.size();
    FigureCard sum =
        worked_out(CardKind::step, generated_name, central_.total()[t_].ch4_generated_t, generated_[stream_count]);
    for (std::size_t s = 0; s < stream_count; ++s) {
      FigureCard card = worked_out(CardKind::step, stream_name(prepared_.site.streams[s].name),
                                   central_.of(s)[t_].ch4_generated_t, generated_[s]);
      card.formula = stream_formula;
      for (const LandfillNumber& number : prepared_.numbers)
        if (concerns(number, s)) take(card, of_stream(number, s));
      sum.formula = sum_of_names(sum.formula, card.name);
      take(sum, std::move(card));
    }
    return sum;
  }

  [[nodiscard]] static bool concerns(const LandfillNumber& number, std::size_t s) {
    if (number.kind == LandfillNumberKind::mcf || number.kind == LandfillNumberKind::ch4_share) return true;
    return std::find(number.streams.begin(), number.streams.end(), s) != number.streams.end();
  }

  [[nodiscard]] FigureCard of_stream(const LandfillNumber& number, std::size_t s) const {
    if (number.kind != LandfillNumberKind::deposits) return given(number, number.number.value, number.unit);
    const std::vector<double>& mass_t = prepared_.site.streams[s].mass_t;
    double so_far = 0;
    for (std::size_t t = 0; t <= t_ && t < mass_t.size(); ++t) so_far += mass_t[t];
    return given(number, so_far, "t");
  }

  const PreparedLandfill& prepared_;
  const CalculationModel& model_;
  const WasteTables& tables_;
  std::size_t t_ = 0;
  LandfillYear of_year_;
  LandfillMethane central_;
  std::vector<std::vector<double>> generated_;  ///< of the streams and the total, over the ends of the variables
  std::vector<double> emitted_;
};

}  // namespace

Explanation explain(const PreparedLandfill& prepared, const CalculationModel& model, const WasteTables& tables,
                    int year) {
  Explanation result;
  result.unknown = prepared.faults;
  if (!prepared.faults.empty() || year < prepared.site.first_year) return result;
  result.unknown = prepared.unknown[static_cast<std::size_t>(year - prepared.site.first_year)];
  if (result.unknown.empty()) result.cards.push_back(SiteCard(prepared, model, tables, year).card());
  return result;
}

}  // namespace geo
