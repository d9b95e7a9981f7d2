#include "render/chart.hpp"

#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

/// Share of a year's width that stays free between bars.
constexpr double bar_gap = 0.16;

bool known(const geo::BalanceYear& year) {
  return std::any_of(year.known.begin(), year.known.end(), [](bool k) { return k; });
}

class ChartDrawing {
public:
  ChartDrawing(Canvas& canvas, const BalanceChart& chart, double u, ThemeKind theme)
      : canvas_(canvas), chart_(chart), t_(map_theme(theme)), theme_(theme), size_(u), u_(u), px_(u / 17) {}

  ChartPlot draw(double x, double y, double w, double h, bool year_numbers) {
    const double head = std::floor(1.3 * u_);
    canvas_.text(x + w, y + head / 2, ellipsised(canvas_, chart_.unit, size_.small, Weight::regular, w), size_.small,
                 Weight::regular, t_.text3, Align::right);
    ChartPlot plot{x, x + w, y + head, y + h - (year_numbers ? std::floor(1.35 * u_) : 0), 0, 0};
    if (chart_.years.empty() || plot.bottom - plot.top < u_) return plot;
    plot.first_year = chart_.years.front().year;
    plot.last_year = std::max(plot.first_year, chart_.years.back().year);
    steps_ = axis_steps(lowest(), highest());
    top_ = plot.top;
    bottom_ = plot.bottom;
    plot.left = x + axis(x);
    grid(plot);
    bars(plot);
    interval(plot);
    zero(plot);
    target(plot);
    net(plot);
    if (chart_.chosen_year && *chart_.chosen_year >= plot.first_year && *chart_.chosen_year <= plot.last_year) {
      const double at = plot.x_of(*chart_.chosen_year);
      const CanvasPoint line[] = {{at, plot.top - 0.2 * u_}, {at, plot.bottom}};
      canvas_.line(line, t_.accent, 1.5 * px_);
    }
    if (year_numbers) numbers(plot);
    return plot;
  }

private:
  [[nodiscard]] double units(double mass_t) const { return chart_.unit_t > 0 ? mass_t / chart_.unit_t : mass_t; }

  [[nodiscard]] double lowest() const {
    double low = 0;
    for (const geo::BalanceYear& year : chart_.years)
      low = std::min({low, -units(year.removal.mean_t_co2), units(year.emissions_t() - year.removal.high_t_co2)});
    return low;
  }
  [[nodiscard]] double highest() const {
    double high = 0;
    for (const geo::BalanceYear& year : chart_.years) high = std::max(high, units(year.emissions_t()));
    for (const auto& [year, mass_t] : chart_.target) high = std::max(high, units(mass_t));
    return high;
  }
  [[nodiscard]] double y_of(double value) const {
    return bottom_ - (value - steps_.low) / (steps_.high - steps_.low) * (bottom_ - top_);
  }
  /// The step values from low to high, zero exactly zero.
  template <class F>
  void for_steps(const F& f) const {
    const int count = static_cast<int>(std::lround((steps_.high - steps_.low) / steps_.step));
    const int below = static_cast<int>(std::lround(-steps_.low / steps_.step));
    for (int i = 0; i <= count; ++i) f((i - below) * steps_.step);
  }

  /// Numbers left of the plot; returns their width with the gap.
  double axis(double x) {
    double width = 0;
    std::vector<std::pair<double, std::string>> numbers;
    for_steps([&](double value) {
      numbers.emplace_back(value, chart_.number ? chart_.number(value) : std::string());
      width = std::max(width, canvas_.text_width(numbers.back().second, size_.micro, Weight::medium));
    });
    for (const auto& [value, words] : numbers)
      canvas_.text(x + width, y_of(value), words, size_.micro, Weight::medium, t_.text3, Align::right);
    return std::ceil(width + 0.5 * u_);
  }

  void grid(const ChartPlot& plot) {
    for_steps([&](double value) {
      if (value != 0) level(plot, value, t_.grid);
    });
  }
  void zero(const ChartPlot& plot) { level(plot, 0, t_.axis); }
  void level(const ChartPlot& plot, double value, Colour colour) {
    const double y = std::floor(y_of(value)) + 0.5 * px_;
    const CanvasPoint line[] = {{plot.left, y}, {plot.right, y}};
    canvas_.line(line, colour, px_);
  }

  void bars(const ChartPlot& plot) {
    const double pitch = plot.x_of(1) - plot.x_of(0), width = pitch * (1 - bar_gap), between = 0.6 * px_;
    for (const geo::BalanceYear& year : chart_.years) {
      const double left = plot.x_of(year.year) - width / 2;
      const bool paler = chart_.last_measured_year && year.year > *chart_.last_measured_year;
      const auto segment = [&](double from, double to, Colour colour) {
        const double top = y_of(std::max(from, to)), bottom = y_of(std::min(from, to));
        canvas_.fill_rect(left, top + between / 2, width, std::max(bottom - top - between, 0.0),
                          paler ? with_alpha(colour, 0.8) : colour);
      };
      double sum = 0;
      for (std::size_t s = 0; s < geo::sector_count; ++s) {
        const double value = units(year.emission_t[s]);
        if (!(value > 0)) continue;
        segment(sum, sum + value, sector_colour(static_cast<geo::Sector>(s), theme_));
        sum += value;
      }
      const double removed = units(year.removal.mean_t_co2);
      if (removed > 0) segment(0, -removed, sink_colour(theme_));
    }
  }

  /// Runs of consecutive known years, so that a year without figures leaves a gap in the line.
  template <class F>
  void for_runs(const F& f) const {
    std::vector<const geo::BalanceYear*> run;
    const auto end_run = [&] {
      if (!run.empty()) f(run);
      run.clear();
    };
    for (const geo::BalanceYear& year : chart_.years) {
      if (!known(year) || (!run.empty() && year.year != run.back()->year + 1)) end_run();
      if (known(year)) run.push_back(&year);
    }
    end_run();
  }

  void interval(const ChartPlot& plot) {
    for_runs([&](const std::vector<const geo::BalanceYear*>& run) {
      std::vector<CanvasPoint> band;
      bool wide = false;
      for (const auto* year : run) {
        band.push_back({plot.x_of(year->year), y_of(units(year->emissions_t() - year->removal.low_t_co2))});
        wide = wide || year->removal.high_t_co2 > year->removal.low_t_co2;
      }
      for (auto year = run.rbegin(); year != run.rend(); ++year)
        band.push_back({plot.x_of((*year)->year), y_of(units((*year)->emissions_t() - (*year)->removal.high_t_co2))});
      if (wide) canvas_.fill_polygon(band, with_alpha(t_.text, is_dark(theme_) ? 0.22 : 0.16));
    });
  }

  void net(const ChartPlot& plot) {
    for_runs([&](const std::vector<const geo::BalanceYear*>& run) {
      std::vector<CanvasPoint> line;
      for (const auto* year : run) line.push_back({plot.x_of(year->year), y_of(units(year->net_t()))});
      if (line.size() == 1) {
        canvas_.circle(line.front(), 2.5 * px_, t_.text, t_.panel, px_);
        return;
      }
      canvas_.line(line, t_.panel, 4 * px_);
      canvas_.line(line, t_.text, 2 * px_);
    });
  }

  void target(const ChartPlot& plot) {
    std::vector<CanvasPoint> line;
    for (const auto& [year, mass_t] : chart_.target)
      if (year >= plot.first_year && year <= plot.last_year) line.push_back({plot.x_of(year), y_of(units(mass_t))});
    if (line.size() < 2) return;
    canvas_.line(line, t_.panel, 3.6 * px_);
    canvas_.line(line, t_.accent, 1.8 * px_, 5 * px_, 3 * px_);
  }

  /// Each year if there is room, else each fifth, tenth ...; the chosen one stands out and drives others away.
  void numbers(const ChartPlot& plot) {
    const double middle = plot.bottom + 0.75 * u_;
    const auto words = [](int year) { return std::to_string(year); };
    const double width = canvas_.text_width(words(plot.last_year), size_.micro, Weight::medium) + 0.6 * u_;
    const double pitch = plot.x_of(1) - plot.x_of(0);
    int step = 1;
    for (const int s : {1, 5, 10, 20, 50, 100}) {
      step = s;
      if (pitch * s >= width) break;
    }
    const bool chosen =
        chart_.chosen_year && *chart_.chosen_year >= plot.first_year && *chart_.chosen_year <= plot.last_year;
    const auto kept_inside = [&](double at, double half) {
      return std::clamp(at, std::min(plot.left + half, plot.right - half),
                        std::max(plot.left + half, plot.right - half));
    };
    const double half = width / 2 - 0.3 * u_;
    double free_from = -HUGE_VAL;
    for (int year = plot.first_year; year <= plot.last_year; ++year) {
      if (year % step != 0 || (chosen && std::abs(plot.x_of(year) - plot.x_of(*chart_.chosen_year)) < width)) continue;
      const double at = kept_inside(plot.x_of(year), half);
      if (at - half < free_from) continue;
      canvas_.text(at, middle, words(year), size_.micro, Weight::medium, t_.text3, Align::centre);
      free_from = at + half + 0.3 * u_;
    }
    if (chosen)
      canvas_.text(kept_inside(plot.x_of(*chart_.chosen_year), half), middle, words(*chart_.chosen_year), size_.small,
                   Weight::strong, t_.accent, Align::centre);
  }

  Canvas& canvas_;
  const BalanceChart& chart_;
  const MapTheme& t_;
  ThemeKind theme_;
  TypeSizes size_;
  double u_;
  double px_;
  AxisSteps steps_;
  double top_ = 0;
  double bottom_ = 0;
};

}  // namespace

int ChartPlot::year_at(double x) const {
  if (!(right > left)) return first_year;
  const double share = std::clamp((x - left) / (right - left), 0.0, 1.0);
  return std::min(last_year, first_year + static_cast<int>(share * (last_year - first_year + 1)));
}

AxisSteps axis_steps(double low, double high) {
  low = std::isfinite(low) ? std::min(low, 0.0) : 0;
  high = std::isfinite(high) ? std::max(high, 0.0) : 0;
  if (!(high - low > 0)) return {0, 1, 1};
  const double rough = (high - low) / 5;
  const double decade = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * decade;
  for (const double s : {5.0, 2.0, 1.0})
    if (s * decade >= rough * 0.999) step = s * decade;
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

ChartPlot draw_balance_chart(Canvas& canvas, const BalanceChart& chart, double x, double y, double w, double h,
                             double u, ThemeKind theme, bool year_numbers) {
  return ChartDrawing(canvas, chart, u, theme).draw(x, y, w, h, year_numbers);
}

double draw_chart_legend(Canvas& canvas, const std::vector<ChartLegendEntry>& entries, double x, double y, double width,
                         double u, ThemeKind theme, bool dry) {
  const TypeSizes size(u);
  const MapTheme& t = map_theme(theme);
  const double pitch = std::floor(1.3 * u), box = std::floor(0.6 * u), gap = std::floor(0.35 * u), between = 0.9 * u;
  double left = x, top = y;
  for (const ChartLegendEntry& entry : entries) {
    const double sign = entry.sign == ChartLegendEntry::Sign::box ? box : 1.4 * box;
    const std::string words = ellipsised(canvas, entry.text, size.small, Weight::regular, width - sign - gap);
    const double needed = sign + gap + canvas.text_width(words, size.small, Weight::regular);
    if (left > x && left + needed > x + width) {
      left = x;
      top += pitch;
    }
    const double middle = top + pitch / 2;
    if (!dry) {
      if (entry.sign == ChartLegendEntry::Sign::box) {
        canvas.fill_rect(left, std::floor(middle - box / 2), box, box, entry.colour, 2 * u / 17);
      } else {
        const CanvasPoint line[] = {{left, middle}, {left + sign, middle}};
        const bool dashes = entry.sign == ChartLegendEntry::Sign::dashes;
        canvas.line(line, entry.colour, 2 * u / 17, dashes ? 4 * u / 17 : 0, dashes ? 2.4 * u / 17 : 0);
      }
      canvas.text(left + sign + gap, middle, words, size.small, Weight::regular, t.text2);
    }
    left += needed + between;
  }
  return entries.empty() ? 0 : top + pitch - y;
}

}  // namespace render
