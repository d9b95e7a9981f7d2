#include "app/command_line/commands.hpp"
#include "app/factor_text.hpp"
#include "app/text.hpp"
#include "layers/factor_file.hpp"
#include "layers/words.hpp"

#include <fmt/format.h>

namespace app {

void run(const FactorsCommand& command) {
  const layers::FactorsRead read = layers::read_shipped_factors();
  print_left_out(read.left_out);
  std::vector<const geo::Factor*> factors;
  if (!command.id.empty()) {
    const geo::Factor* factor = read.catalogue.find(command.id);
    if (factor == nullptr)
      throw geo::Error(command.id, geo::say("There is no factor {0}.", command.id),
                       geo::say("Look for it with: hiilitie factors --search TEXT."));
    factors.push_back(factor);
  } else {
    const std::string wanted = layers::folded_letters(command.search);
    for (const auto& [id, factor] : read.catalogue) {
      const std::string words = id + factor.name.en + "|" + factor.name.fi + "|" + factor.name.sv;
      if (layers::folded_letters(words).find(wanted) != std::string::npos) factors.push_back(&factor);
    }
    if (factors.empty())
      throw geo::Error("--search " + command.search, geo::say("No factor has this in its id or name."),
                       geo::say("Try a shorter word."));
  }
  fmt::print("{}", command.json          ? factors_as_json(factors)
                   : command.csv         ? factors_as_csv(factors)
                   : !command.id.empty() ? factor_card_as_text(*factors.front())
                                         : factors_as_text(factors));
}

}  // namespace app
