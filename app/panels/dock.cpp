#include "app/balance_chart.hpp"
#include "app/commands.hpp"
#include "app/headline.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/number_format.hpp"
#include "app/panels/balance_chart_pointer.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/sliders.hpp"

#include <algorithm>
#include <cmath>

namespace app {
void draw_dock(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  list.AddRectFilled(min, {min.x + size.x, min.y + 1}, packed(c.border));
  const float pad = px(0.75f);
  const auto& balance = w.derived.balance();
  // Left: the year in figures.
  const float figures_width = px(10.2f);
  const geo::BalanceYear* of_year = balance_of_year(w);
  const bool known = of_year && is_known(*of_year);
  const Headline head = headline(w);
  float y = min.y + px(1.1f);
  const float label_width = draw_text(list, Face::small, min.x + pad, y, c.text2, head.label, At::left, figures_width);
  if (head.to_be_confirmed) draw_doubt(list, min.x + pad + label_width + px(0.3f), y);
  const Quantity large = head.value_t ? yearly_mass(*head.value_t, "\u00A0CO₂e/a") : Quantity{"–", "t\u00A0CO₂e/a"};
  y += px(1.75f);
  const float figure_width = draw_text(list, Face::figure_medium, min.x + pad, y, c.text, large.figure);
  draw_text(list, Face::text_medium, min.x + pad + figure_width + px(0.4f), y + px(0.22f), c.text2, large.unit,
            At::left, std::max(px(1), figures_width - figure_width - px(0.2f)));
  if (head.value_t)
    figure_link(w, "net", head.figure, *head.value_t, {min.x + pad, y - px(1.1f)},
                {min.x + pad + figures_width, y + px(1)});
  y += px(1.75f);
  const auto line = [&](const char* text, double value_t, Colour colour, geo::FigureKind figure, double sign,
                        bool doubtful) {
    const float width = draw_text(list, Face::small, min.x + pad, y, c.text2, text);
    if (doubtful) draw_doubt(list, min.x + pad + width + px(0.3f), y);
    draw_text(list, Face::small, min.x + pad + px(8.2f), y, colour, yearly_mass(value_t, "").text(), At::right);
    figure_link(w, text, {figure, w.state.year}, sign * value_t, {min.x + pad, y - px(0.55f)},
                {min.x + pad + px(8.2f), y + px(0.55f)});
    y += px(1.15f);
  };
  const bool dock_is_high = size.y > px(9);
  if (dock_is_high && of_year) {
    // Of some gases or one sector alone the emissions are the large figure.
    if (known && w.counted.all())
      line(tr("Emissions"), of_year->emissions_t(), c.text, geo::FigureKind::emissions, 1,
           of_year->emissions_to_be_confirmed());
    if (w.counted.all())
      line(tr("Removals"), -of_year->removal.mean_t_co2, c.good, geo::FigureKind::removals, -1,
           of_year->removal_to_be_confirmed);
    if (!known)
      draw_text(list, Face::small, min.x + pad, y, c.text3, tr("no emission figures for the year"), At::left,
                figures_width + px(1));
    else if (of_year->sources_without_figure > 0)
      draw_text(list, Face::small, min.x + pad, y, c.warn,
                of_year->sources_without_figure == 1
                    ? std::string(tr("1 source without a figure"))
                    : translated(geo::say("{0} sources without a figure", count_text(of_year->sources_without_figure))),
                At::left, figures_width + px(1));
  }
  const float controls_y = min.y + size.y - px(2.55f);
  const float button_radius = px(0.8f);
  const ImVec2 play{min.x + pad + button_radius, controls_y + px(0.9f)};
  ImGui::SetCursorScreenPos({play.x - button_radius, play.y - button_radius});
  if (hit_area("play", {2 * button_radius, 2 * button_radius})) run(command("time.play"), w);
  list.AddCircleFilled(play, button_radius, packed(ImGui::IsItemHovered() ? c.accent_hover : c.accent));
  draw_icon(list, w.playing ? icon::pause : icon::play, play.x, play.y, c.on_accent);
  tooltip(w.playing ? tr("Pause") : tr("Play the years"), shortcut_text(command("time.play").shortcut));
  ImGui::SetCursorScreenPos({play.x + button_radius + px(0.4f), controls_y});
  if (icon_button("back", icon::chevron_left, tr("Previous year"), shortcut_text(command("time.previous").shortcut),
                  false, w.state.year > w.first_year()))
    run(command("time.previous"), w);
  const float year_x = play.x + button_radius + px(0.4f) + px(1.8f) + px(1.6f);
  draw_text(list, Face::text_medium, year_x, play.y, c.text, year_text(w.state.year), At::centre);
  ImGui::SetCursorScreenPos({year_x + px(1.6f), controls_y});
  if (icon_button("on", icon::chevron_right, tr("Next year"), shortcut_text(command("time.next").shortcut), false,
                  w.state.year < w.last_year()))
    run(command("time.next"), w);

  // Right: chart and slider on one axis.
  const float left = min.x + pad + figures_width + px(3);
  const float right = min.x + size.x - px(1);
  if (right - left < px(8)) return;
  const float slider_y = min.y + size.y - px(1.85f);
  const float chart_top = min.y + px(1.95f);
  const float chart_bottom = slider_y - px(0.95f);
  YearAxis axis;
  axis.first_year = w.first_year();
  axis.last_year = w.last_year();
  axis.left = left;
  axis.right = right;
  if (dock_is_high && chart_bottom - chart_top > px(2) && !balance.empty()) {
    ImGuiCanvas canvas(list);
    const render::ThemeKind theme = w.state.theme;
    const double u = px(1);
    // Several rows of the legend push the chart down; where that leaves it no height, the chart goes without.
    const render::BalanceChart chart =
        balance_chart(balance, w.state.year, w.counted.all() ? w.derived.band() : nullptr);
    const auto legend = balance_chart_legend(chart);
    const double legend_width = right - left - px(6);
    const double legend_height =
        render::draw_chart_legend(canvas, legend, left, min.y + px(0.3f), legend_width, u, theme, true);
    float pushed = std::max(0.0f, static_cast<float>(legend_height) - px(1.3f));
    const bool has_legend = chart_bottom - chart_top - pushed > px(2.6f);
    if (!has_legend) pushed = 0;
    if (has_legend) render::draw_chart_legend(canvas, legend, left, min.y + px(0.3f), legend_width, u, theme);
    const render::ChartPlot plot =
        render::draw_balance_chart(canvas, chart, left - px(3), min.y + px(0.3f) + pushed, right - left + px(3),
                                   chart_bottom - min.y - px(0.3f) - pushed, u, theme, false);
    axis.first_year = plot.first_year;
    axis.last_year = plot.last_year;
    axis.left = static_cast<float>(plot.x_of(plot.first_year));
    axis.right = static_cast<float>(plot.x_of(plot.last_year));
    point_at_chart(w, chart, plot, w.counted);
    const float x = std::floor(axis.x_of(w.state.year));
    list.AddRectFilled({x - 0.75f, chart_top - px(0.3f) + pushed}, {x + 0.75f, slider_y}, packed(c.accent));
  } else if (dock_is_high && balance.empty()) {
    draw_text(list, Face::small, (left + right) / 2, (chart_top + chart_bottom) / 2, c.text3, tr("Computing"),
              At::centre);
  }
  int year = w.state.year;
  if (year_slider("year", axis, slider_y, year)) w.set_year(year);
}

}  // namespace app
