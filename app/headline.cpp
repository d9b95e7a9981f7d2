#include "app/headline.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/text.hpp"
#include "app/widgets/tip.hpp"
#include "app/words.hpp"

#include <algorithm>

namespace app {

bool is_known(const geo::BalanceYear& year) {
  return std::any_of(year.known.begin(), year.known.end(), [](bool known) { return known; });
}

const geo::BalanceYear* balance_of_year(const Workspace& w) {
  const auto& balance = w.derived.balance();
  const auto found =
      std::find_if(balance.begin(), balance.end(), [&](const auto& year) { return year.year == w.state.year; });
  return found == balance.end() ? nullptr : &*found;
}

Headline headline(const Workspace& w) {
  Headline line;
  const geo::BalanceYear* of_year = balance_of_year(w);
  const bool known = of_year && is_known(*of_year);
  if (w.counted.all()) {
    line.label = translated(geo::say("Net {0}", year_text(w.state.year)));
    line.figure = {geo::FigureKind::net, w.state.year};
    if (known) line.value_t = of_year->net_t();
  } else {
    line.label = word(w.counted) + " " + year_text(w.state.year);
    line.figure = {geo::FigureKind::emissions, w.state.year, 0, {}, w.counted};
    if (known) line.value_t = of_year->emissions_t();
  }
  line.to_be_confirmed =
      known && (of_year->emissions_to_be_confirmed() || (w.counted.all() && of_year->removal_to_be_confirmed));
  return line;
}

float draw_doubt(ImDrawList& list, float x, float y) {
  draw_icon(list, icon::alert, x + px(0.45f), y, colours().warn, Face::small);
  if (ImGui::IsMouseHoveringRect({x, y - px(0.5f)}, {x + px(0.9f), y + px(0.5f)}))
    offer_tip(tr("Has factors to be confirmed"), {}, {x, y - px(0.5f)}, {x + px(0.9f), y + px(0.5f)});
  return px(1.1f);
}

}  // namespace app
