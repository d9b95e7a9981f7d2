#include "render/cairo_canvas.hpp"
#include "render/page.hpp"
#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {

namespace {

// A4 landscape in points, look.md section 10 "Print".
constexpr double page_width_pt = 297 / 25.4 * 72;
constexpr double page_height_pt = 210 / 25.4 * 72;
constexpr double margin_pt = 10 / 25.4 * 72;
constexpr double column_width_pt = 198;
constexpr double column_gap_pt = 18;
constexpr double coordinates_pt = 10;  ///< left of the frame
constexpr double frame_top_pt = margin_pt + 46;
constexpr double frame_bottom_pt = page_height_pt - margin_pt - 40;
constexpr double frame_left_pt = margin_pt + coordinates_pt;
constexpr double frame_width_pt = page_width_pt - margin_pt - column_width_pt - column_gap_pt - frame_left_pt;
constexpr double frame_height_pt = frame_bottom_pt - frame_top_pt;

constexpr double body_em = 8.5;
constexpr double note_em = 7;
constexpr double body_u = body_em * 1.21 / 0.89;  ///< "small" of the legend is the page's body
constexpr double smallest_u = 7.2 * 1.21 / 0.83;  ///< its "micro" is then still a note
constexpr double m_per_pt = 0.0254 / 72;
const Colour doubtful = hex("#8A5200");  ///< a figure to be confirmed

std::string grouped(double value) {
  std::string digits = std::to_string(std::llround(std::abs(value)));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, "\u202F");
  return (value < 0 ? "\u2212" : "") + digits;
}

/// Rounded to three significant digits: whole pixels make a round scale about 0.1 % unround.
double rounded(double value) {
  const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
  return std::round(value / unit) * unit;
}

struct Frame {
  double x, y, w, h;
  double map_m_per_pt;
};

Frame frame_of(const Picture& map, const Camera& camera) {
  const double w = std::max(map.width_px, 1), h = std::max(map.height_px, 1);
  const double pt_per_px = std::min(frame_width_pt / w, frame_height_pt / h);
  return {frame_left_pt, frame_top_pt, w * pt_per_px, h * pt_per_px, camera.m_per_px / pt_per_px};
}

/// What is drawn while it lives leads to a card.
class Link {
public:
  Link(CairoCanvas& canvas, const std::string& card) : canvas_(canvas), is_link_(!card.empty()) {
    if (is_link_) canvas_.begin_link(card);
  }
  ~Link() {
    if (is_link_) canvas_.end_link();
  }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

private:
  CairoCanvas& canvas_;
  bool is_link_;
};

/// How the figures were worked out, in two columns.
class CardPages {
public:
  CardPages(CairoCanvas& canvas, const PageText& text) : canvas_(canvas), text_(text) {}

  void write() {
    for (const PageCard& card : text_.cards) {
      // A card's head does not stand alone at a column's foot.
      make_room(5 * line_pt);
      canvas_.mark_place(card.name, x(), y_ - 4);
      canvas_.fill_rect(x(), y_, width_pt, 0.75, t_.text2);
      y_ += 4;
      for (const PageCardLine& line : card.lines) write(line);
      y_ += 8;
    }
  }

private:
  static constexpr double line_pt = 9.6, gap_pt = 20;
  static constexpr double width_pt = (page_width_pt - 2 * margin_pt - gap_pt) / 2;
  static constexpr double top_pt = margin_pt + 34, bottom_pt = page_height_pt - margin_pt;

  [[nodiscard]] double x() const { return margin_pt + column_ * (width_pt + gap_pt); }

  void make_room(double height) {
    if (column_ >= 0 && y_ + height <= bottom_pt) return;
    y_ = top_pt;
    if (column_ == 0) {
      column_ = 1;
      return;
    }
    canvas_.next_page();
    column_ = 0;
    canvas_.text(margin_pt, margin_pt + 8, ellipsised(canvas_, text_.cards_title, 14, Weight::strong, 2 * width_pt), 14,
                 Weight::strong, t_.text);
    canvas_.text(margin_pt, margin_pt + 22, ellipsised(canvas_, text_.title, body_em, Weight::regular, 2 * width_pt),
                 body_em, Weight::regular, t_.text2);
  }

  void write(const PageCardLine& line) {
    const double em = line.depth == 0 ? 9.5 : 7.5, pitch = line.depth == 0 ? 13 : line_pt;
    const Weight weight = line.depth == 0 ? Weight::strong : line.depth == 1 ? Weight::medium : Weight::regular;
    // A name does not stand alone at a column's foot.
    make_room(line.detail.empty() ? pitch : pitch + 8);
    const double indent = 9 * std::min(line.depth, 8), left = x() + indent, right = x() + width_pt;
    const double value_width = canvas_.text_width(line.value, em, weight);
    {
      const Link link(canvas_, line.card);
      canvas_.text(left, y_ + pitch / 2, ellipsised(canvas_, line.name, em, weight, right - left - value_width - 8), em,
                   weight, line.doubtful ? doubtful : t_.text);
      canvas_.text(right, y_ + pitch / 2, line.value, em, weight, t_.text, Align::right);
    }
    y_ += pitch;
    for (const std::string& part : wrapped(canvas_, line.detail, 6.5, Weight::regular, right - left, 4)) {
      make_room(8);
      canvas_.text(x() + indent, y_ + 4, part, 6.5, Weight::regular, line.doubtful ? doubtful : t_.text2);
      y_ += 8;
    }
  }

  const MapTheme& t_ = map_theme(ThemeKind::light);
  CairoCanvas& canvas_;
  const PageText& text_;
  int column_ = -1;  ///< none yet
  double y_ = 0;
};

class PrintPage {
public:
  PrintPage(const Picture& map, const Camera& camera, const Legend& legend, const PageText& text)
      : canvas_(CairoCanvas::on_pdf(page_width_pt, page_height_pt, text.title)),
        map_(map),
        box_(camera.box()),
        legend_(legend),
        text_(text),
        frame_(frame_of(map, camera)) {}

  void write(const std::string& path) {
    head();
    map_frame();
    foot();
    column();
    if (!text_.cards.empty()) CardPages(canvas_, text_).write();
    canvas_.write_pdf(path);
  }

private:
  void words(double x, double middle, const std::string& line, double em, Weight weight, Colour colour,
             Align align = Align::left) {
    canvas_.text(x, middle, line, em, weight, colour, align);
  }

  void head() {
    const double room = page_width_pt - 2 * margin_pt - 110;
    words(margin_pt, margin_pt + 8, ellipsised(canvas_, text_.title, 20, Weight::strong, room), 20, Weight::strong,
          t_.text);
    const Link link(canvas_, text_.subtitle_card);
    words(margin_pt, margin_pt + 27, ellipsised(canvas_, text_.subtitle, 10, Weight::regular, room), 10,
          Weight::regular, t_.text2);
    brand();
  }

  void brand() {
    const double mark = 16;
    const std::string name = "Hiilitie";
    const double name_width = canvas_.text_width(name, 12, Weight::strong);
    const double right = page_width_pt - margin_pt;
    words(right, margin_pt + 8, name, 12, Weight::strong, t_.text, Align::right);
    draw_mark(right - name_width - mark - 6, margin_pt, mark);
  }

  /// The program's mark (look.md section 9): a road that falls, a teal dot.
  void draw_mark(double x, double y, double side) {
    canvas_.fill_rect(x, y, side, side, t_.text, 0.23 * side);
    std::vector<CanvasPoint> road;
    for (int i = 0; i <= 16; ++i) {
      const double s = i / 16.0, fall = s * s * (3 - 2 * s);
      road.push_back({x + side * (0.2 + 0.58 * s), y + side * (0.34 + 0.38 * fall)});
    }
    canvas_.line(road, t_.panel, 0.1 * side);
    for (const CanvasPoint end : {road.front(), road.back()}) canvas_.circle(end, 0.05 * side, t_.panel, {}, 0);
    canvas_.circle({x + 0.74 * side, y + 0.28 * side}, 0.1 * side, hex("#3CCBB0"), {}, 0);
  }

  void map_frame() {
    const Frame& f = frame_;
    canvas_.place_picture(map_, f.x, f.y, f.w, f.h);
    draw_north_arrow(canvas_, f.x + f.w - 32, f.y + 8, 26, ThemeKind::light, text_.north_letter);
    // Coordinates about every 90 pt, ticks half way between them.
    double step_m = 0;
    const double wanted_m = 90 * f.map_m_per_pt;
    if (!(wanted_m > 0) || !std::isfinite(wanted_m)) return;
    const double decade = std::pow(10, std::floor(std::log10(wanted_m)));
    for (const double s : {1.0, 2.0, 5.0, 10.0}) {
      step_m = s * decade;
      if (step_m >= wanted_m) break;
    }
    ticks(box_.min_x_m, box_.max_x_m, step_m, [&](double metres, bool number) {
      const double x = f.x + (metres - box_.min_x_m) / f.map_m_per_pt;
      tick({x, f.y}, {x, f.y + tick_pt});
      tick({x, f.y + f.h}, {x, f.y + f.h - tick_pt});
      if (number) words(x, f.y - 6, grouped(metres), note_em, Weight::regular, t_.text3, Align::centre);
    });
    ticks(box_.min_y_m, box_.max_y_m, step_m, [&](double metres, bool number) {
      const double y = f.y + (box_.max_y_m - metres) / f.map_m_per_pt;
      tick({f.x, y}, {f.x + tick_pt, y});
      tick({f.x + f.w, y}, {f.x + f.w - tick_pt, y});
      if (number) canvas_.text_upwards(f.x - 6, y, grouped(metres), note_em, Weight::regular, t_.text3);
    });
    canvas_.stroke_rect(f.x, f.y, f.w, f.h, t_.text, 0.75);
  }

  template <class F>
  void ticks(double low, double high, double step_m, const F& f) {
    const double half = step_m / 2;
    const double count = std::min(std::floor(high / half) - std::ceil(low / half), 400.0);
    for (double i = 0; i <= count; ++i) {
      const double k = std::ceil(low / half) + i, metres = k * half;
      // A number needs room for its own width from the corners.
      const double room = 22 * frame_.map_m_per_pt;
      f(metres, std::fmod(k, 2) == 0 && metres - low > room && high - metres > room);
    }
  }

  void tick(CanvasPoint a, CanvasPoint b) {
    const std::array points{a, b};
    canvas_.line(points, t_.text, 0.75);
  }

  void foot() {
    const Frame& f = frame_;
    const double y = f.y + f.h + 24;
    Camera points;
    points.m_per_px = f.map_m_per_pt;
    const double bar_end = draw_scale_bar(canvas_, points, f.x, y, body_u * 1.25, ThemeKind::light);
    const double scale_x = std::max(f.x + 160, bar_end + 24);
    const double scale = rounded(f.map_m_per_pt / m_per_pt);
    const std::string scale_words = "1 : " + grouped(scale);
    words(scale_x, f.y + f.h + 13, scale_words, 10, Weight::strong, t_.text);
    const std::string crs = ellipsised(canvas_, text_.crs, body_em, Weight::regular, 170);
    words(scale_x, f.y + f.h + 25, crs, body_em, Weight::regular, t_.text2);
    const double notes_left = scale_x +
                              std::max(canvas_.text_width(crs, body_em, Weight::regular),
                                       canvas_.text_width(scale_words, 10, Weight::strong)) +
                              24;
    const double right = frame_left_pt + std::max(f.w, frame_width_pt);
    double middle = f.y + f.h + 12;
    std::size_t free_lines = 3;
    for (const std::string& note : text_.notes)
      for (const std::string& line : wrapped(canvas_, note, body_em, Weight::regular, right - notes_left, free_lines)) {
        words(right, middle, line, body_em, Weight::regular, t_.text2, Align::right);
        middle += 11;
        --free_lines;
      }
  }

  void column() {
    const double x = page_width_pt - margin_pt - column_width_pt;
    const double bottom = page_height_pt - margin_pt;
    const auto sources = wrapped(canvas_, text_.attribution, note_em, Weight::regular, column_width_pt, 6);
    const double sources_top = bottom - 9 * static_cast<double>(sources.size());
    double middle = sources_top + 4.5;
    for (const std::string& line : sources) {
      words(x, middle, line, note_em, Weight::regular, t_.text2);
      middle += 9;
    }
    const double column_bottom = sources_top - 8;

    double u = body_u;
    const auto legend_height = [&] { return draw_legend(canvas_, legend_, x, 0, column_width_pt, u, light, true); };
    while (u > smallest_u && frame_top_pt + legend_height() > column_bottom) u = std::max(smallest_u, u - 0.25);
    canvas_.push_clip(x - 2, frame_top_pt - 2, column_width_pt + 4, column_bottom - frame_top_pt + 4);
    double y = frame_top_pt + draw_legend(canvas_, legend_, x, frame_top_pt, column_width_pt, u, light);
    canvas_.pop_clip();
    if (text_.table) y = table(*text_.table, x, y, column_bottom);
    if (text_.chart) chart(*text_.chart, x, y + 8, column_bottom);
  }

  /// Left out when it does not fit; returns the new top.
  double table(const PageTable& table, double x, double y, double bottom) {
    constexpr double row_pt = 14;
    const auto notes = wrapped(canvas_, table.note, body_em, Weight::regular, column_width_pt, 3);
    const double needed =
        14 + 18 + row_pt * static_cast<double>(table.rows.size() + 1) + 11 * static_cast<double>(notes.size());
    if (y + needed > bottom) return y;
    y += 10;
    canvas_.fill_rect(x, y, column_width_pt, 0.75, t_.text2);
    y += 14;
    words(x, y, ellipsised(canvas_, table.title, 10, Weight::strong, column_width_pt), 10, Weight::strong, t_.text);
    y += 9;
    row(table.head, x, y, row_pt, Weight::regular, t_.text2);
    y += row_pt;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      canvas_.fill_rect(x, y, column_width_pt, 0.5, t_.border);
      const Link link(canvas_, i < table.row_cards.size() ? table.row_cards[i] : std::string());
      row(table.rows[i], x, y, row_pt, Weight::medium, t_.text);
      y += row_pt;
    }
    y += 3;
    for (const std::string& line : notes) {
      words(x, y + 5, line, note_em + 0.5, Weight::regular, t_.text2);
      y += 11;
    }
    return y;
  }

  void row(const std::vector<std::string>& cells, double x, double y, double height, Weight first, Colour colour) {
    if (cells.empty()) return;
    const double width = column_width_pt / static_cast<double>(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Weight weight = i == 0 ? first : Weight::regular;
      const std::string cell = ellipsised(canvas_, cells[i], body_em, weight, width - 4);
      const double at = i == 0 ? x : x + width * static_cast<double>(i + 1);
      words(at, y + height / 2, cell, body_em, weight, colour, i == 0 ? Align::left : Align::right);
    }
  }

  void chart(const BalanceChart& chart, double x, double y, double bottom) {
    const double legend_height =
        draw_chart_legend(canvas_, text_.chart_legend, x, 0, column_width_pt, body_u, light, true);
    const double height = std::min(115.0, bottom - y - legend_height - 6);
    if (height < 60) return;
    draw_balance_chart(canvas_, chart, x, y, column_width_pt, height, body_u, light);
    draw_chart_legend(canvas_, text_.chart_legend, x, y + height + 4, column_width_pt, body_u, light);
  }

  static constexpr double tick_pt = 5;
  static constexpr ThemeKind light = ThemeKind::light;
  const MapTheme& t_ = map_theme(light);
  CairoCanvas canvas_;
  const Picture& map_;
  geo::MapBox box_;
  const Legend& legend_;
  const PageText& text_;
  Frame frame_;
};

}  // namespace

PageMap page_map(const geo::MapBox& box, double dpi) {
  PageMap page;
  page.symbol_scale = dpi / 111;
  page.camera.width_px = static_cast<int>(frame_width_pt / 72 * dpi);
  page.camera.height_px = static_cast<int>(frame_height_pt / 72 * dpi);
  const double m_per_px_at_1 = 0.0254 / dpi;
  double scale = 1000;
  if (!box.empty()) {
    page.camera.centre = box.centre();
    const double needed =
        std::max(box.width_m() / page.camera.width_px, box.height_m() / page.camera.height_px) / m_per_px_at_1;
    const double wanted = std::clamp(needed, 500.0, 1e8);
    const double decade = std::pow(10, std::floor(std::log10(wanted)));
    for (const double s : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 10.0}) {
      scale = s * decade;
      if (scale >= wanted * (1 - 1e-9)) break;
    }
  }
  page.camera.m_per_px = scale * m_per_px_at_1;
  return page;
}

void write_pdf(const std::string& path, const Picture& map, const Camera& camera, const Legend& legend,
               const PageText& text) {
  PrintPage(map, camera, legend, text).write(path);
}

}  // namespace render
