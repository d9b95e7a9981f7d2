// The card of a figure: how it is worked out, down to each input and each factor with its source.
#pragma once

#include "geo/model/evaluate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// `sum`: of other figures. `given`: a mass as it was reported or typed. `gwp`: a global warming potential.
enum class CardKind { result, term, step, input, default_value, factor, sum, given, gwp };

struct FigureCard {
  CardKind kind = CardKind::result;
  LocalText name;
  /// In names, "Fuel used x CO2 of natural gas"; of a result or a step with several terms their sum. Empty for inputs
  /// and factors.
  LocalText formula;
  double value = 0;
  std::string unit;
  /// The 95 % range: of an input or factor its own, of all else that of its variables, each taken to its ends by itself
  /// and put together as independent (root of the sum of squares, below and above the value apart). None: fixed.
  std::optional<double> low;
  std::optional<double> high;
  std::optional<ResultKey> key;        ///< of a result
  std::string id;                      ///< of a factor; of an input its name
  std::string source;                  ///< with its table
  int source_year = 0;                 ///< 0: none
  std::optional<FactorStatus> status;  ///< of a factor its own, of all else the weakest below it; none: no factor below
  bool interpolated = false;           ///< a factor's value between two years of its path
  std::string note;                    ///< of the factor or the input, as its source has it
  std::vector<Message> remarks{};      ///< what is odd, left out or not known
  std::vector<FigureCard> children;
};

struct Explanation {
  std::vector<FigureCard> cards;  ///< one for each row of `evaluate`, in its order
  std::vector<Message> unknown;   ///< as in ModelYear
  std::vector<Message> unknown_location;
  std::vector<Message> unknown_market;
};
[[nodiscard]] Explanation explain(const PreparedModel& prepared, int year);

/// A factor's names, source and status; its value is for the caller.
void tell_factor(FigureCard& card, const Factor& factor);

/// The card as lines of text, children indented, for the command line and for tests.
[[nodiscard]] std::string card_text(const FigureCard& card, std::string_view language);

}  // namespace geo
