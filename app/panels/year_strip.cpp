// The slim dock: play, the year's net and the slider in one row, under the attribute table.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/sliders.hpp"

#include <algorithm>
#include <cmath>

namespace app {

void draw_year_strip(Workspace& w, ImVec2 min, ImVec2 size) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {min.x + size.x, min.y + 1}, packed(c.border));
  const float middle = std::floor(min.y + size.y / 2);
  const float radius = px(0.8f);
  const ImVec2 play{min.x + px(0.75f) + radius, middle};
  ImGui::SetCursorScreenPos({play.x - radius, play.y - radius});
  if (hit_area("play", {2 * radius, 2 * radius})) run(command("time.play"), w);
  list.AddCircleFilled(play, radius, packed(ImGui::IsItemHovered() ? c.accent_hover : c.accent));
  draw_icon(list, w.playing ? icon::pause : icon::play, play.x, play.y, c.on_accent);
  tooltip(w.playing ? tr("Pause") : tr("Play the years"), shortcut_text(command("time.play").shortcut));

  const auto& balance = w.derived.balance();
  const auto of_year =
      std::find_if(balance.begin(), balance.end(), [&](const auto& year) { return year.year == w.state.year; });
  const bool known =
      of_year != balance.end() && std::any_of(of_year->known.begin(), of_year->known.end(), [](bool k) { return k; });
  const Quantity net = known ? yearly_mass(of_year->net_t(), "\u00A0CO₂e/a") : Quantity{"–", "t\u00A0CO₂e/a"};
  std::string figure = net.text(), words = translated(geo::say("Net {0}", year_text(w.state.year)));
  if (w.view == WorkView::flows && w.flows.map()) {
    const FlowSankey& flows = w.flows.sankey();
    const std::string tail = w.flows.choice.measure == FlowMeasure::tonnes ? "/a" : "\u00A0CO₂e/a";
    figure = yearly_mass(flows.has_outside ? flows.in_t : flows.within_t, tail).text();
    words = translated(flows.has_outside ? geo::say("In {0}", year_text(w.state.year))
                                         : geo::say("Moved {0}", year_text(w.state.year)));
  }
  const float text_left = play.x + radius + px(0.5f);
  const float text_room = std::min(px(8), size.x * 0.3f);
  draw_text(list, Face::text_strong, text_left, middle - px(0.5f), c.text, figure, At::left, text_room);
  draw_text(list, Face::small, text_left, middle + px(0.55f), c.text2, words, At::left, text_room);

  if (w.counted.all() && w.view != WorkView::flows) {
    ImGui::SetCursorScreenPos({text_left, middle - px(1.1f)});
    if (hit_area("net", {text_room, px(2.2f)})) open_figure(w, {geo::FigureKind::net, w.state.year});
    draw_focus_ring(list, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), px(0.3f));
    tooltip(tr("How the figure was worked out"));
  }

  YearAxis axis;
  axis.first_year = w.first_year();
  axis.last_year = w.last_year();
  axis.left = text_left + text_room + px(1.2f);
  axis.right = min.x + size.x - px(1.4f);
  if (axis.right - axis.left < px(6)) return;
  int year = w.state.year;
  if (year_slider("year", axis, middle - px(0.5f), year)) w.set_year(year);
}

}  // namespace app
