// The slim dock: play, the year's net and the slider in one row, under the attribute table.
#include "app/commands.hpp"
#include "app/headline.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/map/flow_card.hpp"
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

  const Headline head = headline(w);
  const Quantity large = head.value_t ? yearly_mass(*head.value_t, "\u00A0CO₂e/a") : Quantity{"–", "t\u00A0CO₂e/a"};
  std::string figure = large.text(), words = head.label;
  geo::FigureName moved;
  double moved_t = 0;
  if (w.view == WorkView::flows && w.flows.map()) {
    const FlowSankey& flows = w.flows.sankey();
    const std::string tail = w.flows.choice.measure == FlowMeasure::tonnes ? "/a" : "\u00A0CO₂e/a";
    moved_t = flows.has_outside ? flows.in_t : flows.within_t;
    moved = flows_figure(w.flows.choice.measure, w.state.year, flows.has_outside ? flows.in_flows : flows.within_flows);
    figure = yearly_mass(moved_t, tail).text();
    words = translated(flows.has_outside ? geo::say("In {0}", year_text(w.state.year))
                                         : geo::say("Moved {0}", year_text(w.state.year)));
  }
  const float text_left = play.x + radius + px(0.5f);
  const float text_room = std::min(px(8), size.x * 0.3f);
  draw_text(list, Face::text_strong, text_left, middle - px(0.5f), c.text, figure, At::left, text_room);
  const float words_width =
      draw_text(list, Face::small, text_left, middle + px(0.55f), c.text2, words, At::left, text_room);
  if (head.to_be_confirmed && w.view != WorkView::flows)
    draw_doubt(list, text_left + words_width + px(0.3f), middle + px(0.55f));

  const ImVec2 text_min{text_left, middle - px(1.1f)}, text_max{text_left + text_room, middle + px(1.1f)};
  if (moved.id != 0)
    figure_link(w, "moved", moved, moved_t, text_min, text_max);
  else if (head.value_t && w.view != WorkView::flows)
    figure_link(w, "net", head.figure, *head.value_t, text_min, text_max);

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
