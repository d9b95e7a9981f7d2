#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/sliders.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {
namespace {

/// A step of 1, 2 or 5 times a power of ten that cuts `span` into four to six.
double axis_step(double span) {
  const double rough = span / 5;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power) return factor * power;
  return 10 * power;
}

bool is_known(const geo::BalanceYear& year) {
  return std::any_of(year.known.begin(), year.known.end(), [](bool known) { return known; });
}

struct ChartUnit {
  double divisor;
  const char* text;
};

/// Bars of emissions by sector above zero, of removals below, the net as a line.
void draw_chart(Workspace& w, ImVec2 min, ImVec2 max, const YearAxis& axis, const ChartUnit& unit) {
  const Tokens& c = colours();
  const render::ThemeKind theme = w.state.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& balance = w.derived.balance();
  double top = 0;
  double bottom = 0;
  for (const geo::BalanceYear& year : balance) {
    if (is_known(year)) top = std::max(top, year.emissions_t());
    bottom = std::min(bottom, -year.removal.mean_t_co2);
  }
  if (top - bottom <= 0) return;
  const double step = axis_step((top - bottom) / unit.divisor) * unit.divisor;
  top = std::ceil(top / step) * step;
  bottom = std::floor(bottom / step) * step;
  const auto y_of = [&](double value) {
    return min.y + static_cast<float>((top - value) / (top - bottom)) * (max.y - min.y);
  };
  const int decimals = step / unit.divisor < 1 ? 1 : 0;
  for (double value = bottom; value <= top + step / 2; value += step) {
    const float y = std::floor(y_of(value));
    const bool zero = std::abs(value) < step / 2;
    list.AddRectFilled({min.x, y}, {max.x, y + 1}, packed(zero ? c.axis : c.grid));
    draw_text(list, Face::micro, min.x - px(0.45f), y, c.text3, number(zero ? 0 : value / unit.divisor, decimals),
              At::right);
  }
  const float pitch = axis.x_of(axis.first_year + 1) - axis.x_of(axis.first_year);
  const float half = std::max(1.0f, pitch * 0.42f);
  std::vector<ImVec2> net;
  for (const geo::BalanceYear& year : balance) {
    const float x = axis.x_of(year.year);
    const float left = std::floor(x - half);
    const float right = std::max(left + 1, std::floor(x + half));
    double base = 0;
    for (std::size_t s = 0; s < geo::sector_count; ++s) {
      if (!year.known[s] || year.emission_t[s] <= 0) continue;
      const float y0 = y_of(base);
      const float y1 = y_of(base + year.emission_t[s]);
      list.AddRectFilled({left, y1}, {right, std::max(y1, y0 - 0.6f)},
                         packed(render::sector_colour(static_cast<geo::Sector>(s), theme)));
      base += year.emission_t[s];
    }
    if (year.removal.mean_t_co2 > 0)
      list.AddRectFilled({left, y_of(0) + 1}, {right, y_of(-year.removal.mean_t_co2)},
                         packed(faded(render::sink_colour(theme), is_known(year) ? 1 : 0.8)));
    if (is_known(year)) net.push_back({x, y_of(year.net_t())});
  }
  if (net.size() > 1) {
    list.AddPolyline(net.data(), static_cast<int>(net.size()), packed(c.panel), 0, 4);
    list.AddPolyline(net.data(), static_cast<int>(net.size()), packed(c.text), 0, 2);
  } else if (net.size() == 1) {
    list.AddCircleFilled(net.front(), 3, packed(c.text));
  }
}

/// Colour squares and names of what the chart holds, from the left; the unit in the right corner.
void draw_chart_legend(const Workspace& w, float left, float right, float y, const ChartUnit& unit) {
  const Tokens& c = colours();
  const render::ThemeKind theme = w.state.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string unit_text = std::string(unit.text) + "\u00A0CO₂e/a";
  draw_text(list, Face::small, right, y, c.text2, unit_text, At::right);
  right -= text_width(Face::small, unit_text) + px(0.8f);
  std::array<bool, geo::sector_count> shown{};
  bool removals = false;
  for (const geo::BalanceYear& year : w.derived.balance()) {
    for (std::size_t s = 0; s < shown.size(); ++s) shown[s] = shown[s] || (year.known[s] && year.emission_t[s] > 0);
    removals = removals || year.removal.mean_t_co2 > 0;
  }
  float x = left;
  const float side = px(0.6f);
  const auto entry = [&](const std::string& text, Colour colour, bool is_line) {
    const float wide = (is_line ? px(1) : side) + px(0.35f) + text_width(Face::small, text);
    if (x + wide > right) return;
    if (is_line)
      list.AddRectFilled({x, std::floor(y) - 1}, {x + px(1), std::floor(y) + 1}, packed(colour));
    else
      list.AddRectFilled({x, std::floor(y - side / 2)}, {x + side, std::floor(y + side / 2)}, packed(colour), 2);
    draw_text(list, Face::small, x + wide - text_width(Face::small, text), y, c.text2, text);
    x += wide + px(0.8f);
  };
  for (std::size_t s = 0; s < shown.size(); ++s)
    if (shown[s])
      entry(word(static_cast<geo::Sector>(s)), render::sector_colour(static_cast<geo::Sector>(s), theme), false);
  if (removals) entry(tr("Sinks"), render::sink_colour(theme), false);
  entry(tr("Net"), c.text, true);
}

}  // namespace

void draw_dock(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  list.AddRectFilled(min, {min.x + size.x, min.y + 1}, packed(c.border));
  const float pad = px(0.75f);
  const auto& balance = w.derived.balance();
  double largest = 0;
  for (const geo::BalanceYear& year : balance)
    largest = std::max({largest, is_known(year) ? year.emissions_t() : 0, year.removal.mean_t_co2});
  const ChartUnit unit = largest >= 10'000 ? ChartUnit{1000, "kt"} : ChartUnit{1, "t"};

  // Left: the year in figures.
  const float figures_width = px(10.2f);
  const auto of_year =
      std::find_if(balance.begin(), balance.end(), [&](const auto& year) { return year.year == w.state.year; });
  const bool known = of_year != balance.end() && is_known(*of_year);
  float y = min.y + px(1.1f);
  draw_text(list, Face::small, min.x + pad, y, c.text2, translated(geo::say("Net {0}", year_text(w.state.year))),
            At::left, figures_width);
  const Quantity net = known ? yearly_mass(of_year->net_t(), "\u00A0CO₂e/a") : Quantity{"–", "t\u00A0CO₂e/a"};
  y += px(1.75f);
  const float figure_width = draw_text(list, Face::figure_medium, min.x + pad, y, c.text, net.figure);
  draw_text(list, Face::text_medium, min.x + pad + figure_width + px(0.4f), y + px(0.22f), c.text2, net.unit, At::left,
            std::max(px(1), figures_width - figure_width - px(0.2f)));
  y += px(1.75f);
  const auto line = [&](const char* text, const std::string& value, Colour colour) {
    draw_text(list, Face::small, min.x + pad, y, c.text2, text);
    draw_text(list, Face::small, min.x + pad + px(8.2f), y, colour, value, At::right);
    y += px(1.15f);
  };
  const bool dock_is_high = size.y > px(9);
  if (dock_is_high) {
    const auto in_unit = [](double t) { return yearly_mass(t, "").text(); };
    line(tr("Emissions"), known ? in_unit(of_year->emissions_t()) : "–", c.text);
    line(tr("Removals"), of_year != balance.end() ? in_unit(-of_year->removal.mean_t_co2) : "–", c.good);
    if (!known && of_year != balance.end())
      draw_text(list, Face::small, min.x + pad, y, c.text3, tr("no emission figures for the year"), At::left,
                figures_width + px(1));
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
  if (icon_button("back", icon::chevron_left, tr("Previous year"), "←", false, w.state.year > w.first_year()))
    run(command("time.previous"), w);
  const float year_x = play.x + button_radius + px(0.4f) + px(1.8f) + px(1.6f);
  draw_text(list, Face::text_medium, year_x, play.y, c.text, year_text(w.state.year), At::centre);
  ImGui::SetCursorScreenPos({year_x + px(1.6f), controls_y});
  if (icon_button("on", icon::chevron_right, tr("Next year"), "→", false, w.state.year < w.last_year()))
    run(command("time.next"), w);

  // Right: chart and slider on one axis.
  const float left = min.x + pad + figures_width + px(3);
  const float right = min.x + size.x - px(1);
  if (right - left < px(8)) return;
  YearAxis axis;
  axis.first_year = w.first_year();
  axis.last_year = w.last_year();
  const float half_pitch = (right - left) / static_cast<float>(2 * (axis.last_year - axis.first_year + 1));
  axis.left = left + half_pitch;
  axis.right = right - half_pitch;
  const float slider_y = min.y + size.y - px(1.85f);
  const float chart_top = min.y + px(1.95f);
  const float chart_bottom = slider_y - px(0.95f);
  if (dock_is_high && chart_bottom - chart_top > px(2)) {
    draw_chart_legend(w, left, right, min.y + px(0.95f), unit);
    draw_chart(w, {left, chart_top}, {right, chart_bottom}, axis, unit);
    const float x = std::floor(axis.x_of(w.state.year));
    list.AddRectFilled({x - 0.75f, chart_top - px(0.3f)}, {x + 0.75f, slider_y}, packed(c.accent));
    if (balance.empty())
      draw_text(list, Face::small, (left + right) / 2, (chart_top + chart_bottom) / 2, c.text3, tr("Computing"),
                At::centre);
  }
  int year = w.state.year;
  if (year_slider("year", axis, slider_y, year)) w.set_year(year);
}

}  // namespace app
