#include "render/cairo_canvas.hpp"

#include "geo/error.hpp"
#include "render/file_write.hpp"
#include "render/fonts.hpp"
#include "render/text.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>

#include <array>
#include <charconv>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

namespace render {

namespace {

/// Text that one face draws, at its place in the line.
struct FontRun {
  FontRole role;
  std::string text;
  double x = 0;
};

struct Line {
  std::vector<FontRun> runs;
  double width = 0;
};

FontRole role_of(Weight weight) {
  return weight == Weight::strong ? FontRole::strong : weight == Weight::medium ? FontRole::medium : FontRole::regular;
}

cairo_font_face_t* open_face(FontRole role) {
  const FontFile& file = font_file(role);
  FcPattern* pattern =
      FcPatternBuild(nullptr, FC_FILE, FcTypeString, file.path.c_str(), FC_INDEX, FcTypeInteger, file.index, nullptr);
  cairo_font_face_t* face = cairo_ft_font_face_create_for_pattern(pattern);
  FcPatternDestroy(pattern);
  return face;
}

std::uint8_t divided(unsigned value, unsigned alpha) {
  return static_cast<std::uint8_t>(std::min(255u, (value * 255 + alpha / 2) / alpha));
}

/// cairo's own pixels: premultiplied, in the machine's byte order.
cairo_surface_t* surface_from(const Picture& picture) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, picture.width_px, picture.height_px);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
    const std::string why = cairo_status_to_string(cairo_surface_status(surface));
    cairo_surface_destroy(surface);
    throw geo::Error(std::to_string(picture.width_px) + " x " + std::to_string(picture.height_px),
                     geo::say("A picture of this size can not be drawn on: {0}.", why),
                     geo::say("Choose a smaller size."));
  }
  cairo_surface_flush(surface);
  unsigned char* data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  const auto width = static_cast<std::size_t>(picture.width_px);
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height_px); ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(data + y * stride);
    const std::uint8_t* from = picture.rgba.data() + y * width * 4;
    for (std::size_t x = 0; x < width; ++x, from += 4) {
      const unsigned a = from[3];
      const auto pre = [&](unsigned v) { return (v * a + 127) / 255; };
      row[x] = a << 24 | pre(from[0]) << 16 | pre(from[1]) << 8 | pre(from[2]);
    }
  }
  cairo_surface_mark_dirty(surface);
  return surface;
}

}  // namespace

struct CairoCanvas::State {
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  bool on_pixels = true;
  std::vector<char> pdf;
  int width_px = 0, height_px = 0;
  mutable FontFaces faces;
  mutable std::array<cairo_font_face_t*, 7> cairo_faces{};

  ~State() {
    if (cairo) cairo_destroy(cairo);
    if (surface) cairo_surface_destroy(surface);
    for (cairo_font_face_t* face : cairo_faces)
      if (face) cairo_font_face_destroy(face);
  }

  void set_font(FontRole role, double em) const {
    cairo_font_face_t*& face = cairo_faces[static_cast<std::size_t>(role)];
    if (!face) face = open_face(role);
    cairo_set_font_face(cairo, face);
    cairo_set_font_size(cairo, em);
  }

  [[nodiscard]] Line lay_out(std::string_view bytes, double em, Weight weight) const {
    Line line;
    if (!(em > 0)) return line;  // cairo would stop drawing for good
    for (const char32_t code : shown_text(bytes)) {
      const FontRole role = faces.glyph(role_of(weight), code).role;
      if (line.runs.empty() || line.runs.back().role != role) line.runs.push_back({role, {}, 0});
      line.runs.back().text += utf8_from(code);
    }
    for (FontRun& run : line.runs) {
      set_font(run.role, em);
      cairo_text_extents_t extents;
      cairo_text_extents(cairo, run.text.c_str(), &extents);
      run.x = line.width;
      line.width += extents.x_advance;
    }
    return line;
  }

  void set_colour(Colour c) const { cairo_set_source_rgba(cairo, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0); }

  void rounded_rect(double x, double y, double w, double h, double radius) const {
    radius = std::clamp(radius, 0.0, std::max(0.0, std::min(w, h) / 2));
    if (radius <= 0) return cairo_rectangle(cairo, x, y, w, h);
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + w - radius, y + radius, radius, -quarter, 0);
    cairo_arc(cairo, x + w - radius, y + h - radius, radius, 0, quarter);
    cairo_arc(cairo, x + radius, y + h - radius, radius, quarter, 2 * quarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
  }

  void path(std::span<const CanvasPoint> points) const {
    cairo_new_path(cairo);
    for (const CanvasPoint p : points) cairo_line_to(cairo, p.x, p.y);
  }

  /// Where a line of text begins: on whole pixels in pictures.
  [[nodiscard]] CanvasPoint start(double x, double y, double width, double em, Align align) const {
    CanvasPoint p{align == Align::left    ? x
                  : align == Align::right ? x - width
                                          : x - width / 2,
                  y + middle_above_baseline_em * em};
    if (on_pixels) p = {std::round(p.x), std::round(p.y)};
    return p;
  }
};

CairoCanvas::CairoCanvas(std::unique_ptr<State> state) : state_(std::move(state)) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(state_->cairo, options);
  cairo_font_options_destroy(options);
  cairo_set_line_join(state_->cairo, CAIRO_LINE_JOIN_ROUND);
}

CairoCanvas::~CairoCanvas() = default;
CairoCanvas::CairoCanvas(CairoCanvas&&) noexcept = default;
CairoCanvas& CairoCanvas::operator=(CairoCanvas&&) noexcept = default;

CairoCanvas CairoCanvas::on_picture(const Picture& picture) {
  assert(picture.rgba.size() ==
         std::size_t{4} * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
  auto state = std::make_unique<State>();
  state->surface = surface_from(picture);
  state->cairo = cairo_create(state->surface);
  state->width_px = picture.width_px;
  state->height_px = picture.height_px;
  return CairoCanvas(std::move(state));
}

namespace {

/// Names of places stand in quotes; whatever could end them is taken out.
std::string place_name(std::string_view name) {
  std::string kept(name);
  std::erase_if(kept, [](char c) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !is_plain && std::string_view(":/,.@-_").find(c) == std::string_view::npos;
  });
  return kept;
}

}  // namespace

CairoCanvas CairoCanvas::on_pdf(double width_pt, double height_pt, const std::string& title) {
  auto state = std::make_unique<State>();
  const auto append = [](void* closure, const unsigned char* data, unsigned length) {
    auto& bytes = *static_cast<std::vector<char>*>(closure);
    bytes.insert(bytes.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
  };
  state->surface = cairo_pdf_surface_create_for_stream(append, &state->pdf, width_pt, height_pt);
  cairo_pdf_surface_set_metadata(state->surface, CAIRO_PDF_METADATA_TITLE, utf8_from(shown_text(title)).c_str());
  state->cairo = cairo_create(state->surface);
  state->on_pixels = false;
  return CairoCanvas(std::move(state));
}

void CairoCanvas::fill_rect(double x, double y, double w, double h, Colour colour, double radius) {
  if (!(w > 0) || !(h > 0)) return;
  state_->set_colour(colour);
  cairo_new_path(state_->cairo);
  state_->rounded_rect(x, y, w, h, radius);
  cairo_fill(state_->cairo);
}

void CairoCanvas::stroke_rect(double x, double y, double w, double h, Colour colour, double width, double radius) {
  if (!(w > 0) || !(h > 0)) return;
  state_->set_colour(colour);
  cairo_set_line_width(state_->cairo, width);
  cairo_set_dash(state_->cairo, nullptr, 0, 0);
  cairo_new_path(state_->cairo);
  state_->rounded_rect(x, y, w, h, radius);
  cairo_stroke(state_->cairo);
}

void CairoCanvas::line(std::span<const CanvasPoint> points, Colour colour, double width, double dash_on,
                       double dash_off) {
  if (points.size() < 2 || !(width > 0)) return;
  state_->set_colour(colour);
  cairo_set_line_width(state_->cairo, width);
  const double dashes[] = {dash_on, dash_off};
  cairo_set_dash(state_->cairo, dashes, dash_on > 0 && dash_off > 0 ? 2 : 0, 0);
  state_->path(points);
  cairo_stroke(state_->cairo);
}

void CairoCanvas::fill_polygon(std::span<const CanvasPoint> points, Colour colour) {
  if (points.size() < 3) return;
  state_->set_colour(colour);
  state_->path(points);
  cairo_fill(state_->cairo);
}

void CairoCanvas::circle(CanvasPoint centre, double radius, Colour fill, Colour line, double width) {
  if (!(radius > 0)) return;
  cairo_new_path(state_->cairo);
  cairo_arc(state_->cairo, centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
  state_->set_colour(fill);
  cairo_fill_preserve(state_->cairo);
  if (width > 0) {
    state_->set_colour(line);
    cairo_set_line_width(state_->cairo, width);
    cairo_set_dash(state_->cairo, nullptr, 0, 0);
    cairo_stroke(state_->cairo);
  }
  cairo_new_path(state_->cairo);
}

void CairoCanvas::text(double x, double y, std::string_view text, double em, Weight weight, Colour colour,
                       Align align) {
  const Line line = state_->lay_out(text, em, weight);
  const CanvasPoint start = state_->start(x, y, line.width, em, align);
  state_->set_colour(colour);
  for (const FontRun& run : line.runs) {
    state_->set_font(run.role, em);
    cairo_move_to(state_->cairo, start.x + run.x, start.y);
    cairo_show_text(state_->cairo, run.text.c_str());
  }
}

void CairoCanvas::text_over_map(double x, double y, std::string_view text, double em, Weight weight, Colour colour,
                                Colour halo, double halo_width, Align align) {
  const Line line = state_->lay_out(text, em, weight);
  const CanvasPoint start = state_->start(x, y, line.width, em, align);
  cairo_new_path(state_->cairo);
  for (const FontRun& run : line.runs) {
    state_->set_font(run.role, em);
    cairo_move_to(state_->cairo, start.x + run.x, start.y);
    cairo_text_path(state_->cairo, run.text.c_str());
  }
  state_->set_colour(halo);
  cairo_set_line_width(state_->cairo, halo_width);
  cairo_set_dash(state_->cairo, nullptr, 0, 0);
  cairo_stroke(state_->cairo);
  this->text(x, y, text, em, weight, colour, align);
}

double CairoCanvas::text_width(std::string_view text, double em, Weight weight) const {
  return state_->lay_out(text, em, weight).width;
}

void CairoCanvas::push_clip(double x, double y, double w, double h) {
  cairo_save(state_->cairo);
  cairo_new_path(state_->cairo);
  cairo_rectangle(state_->cairo, x, y, w, h);
  cairo_clip(state_->cairo);
}

void CairoCanvas::pop_clip() {
  cairo_restore(state_->cairo);
}

void CairoCanvas::text_upwards(double x, double y, std::string_view text, double em, Weight weight, Colour colour) {
  cairo_save(state_->cairo);
  cairo_translate(state_->cairo, x, y);
  cairo_rotate(state_->cairo, -std::numbers::pi / 2);
  this->text(0, 0, text, em, weight, colour, Align::centre);
  cairo_restore(state_->cairo);
}

void CairoCanvas::place_picture(const Picture& picture, double x, double y, double w, double h) {
  if (picture.width_px <= 0 || picture.height_px <= 0) return;
  cairo_surface_t* surface = surface_from(picture);
  cairo_save(state_->cairo);
  cairo_translate(state_->cairo, x, y);
  cairo_scale(state_->cairo, w / picture.width_px, h / picture.height_px);
  cairo_set_source_surface(state_->cairo, surface, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(state_->cairo), CAIRO_FILTER_GOOD);
  cairo_paint(state_->cairo);
  cairo_restore(state_->cairo);
  cairo_surface_destroy(surface);
}

Picture CairoCanvas::picture() const {
  assert(state_->on_pixels);
  cairo_surface_flush(state_->surface);
  Picture picture{state_->width_px, state_->height_px, {}};
  const auto width = static_cast<std::size_t>(picture.width_px), height = static_cast<std::size_t>(picture.height_px);
  picture.rgba.resize(width * height * 4);
  const unsigned char* data = cairo_image_surface_get_data(state_->surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(state_->surface));
  for (std::size_t y = 0; y < height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    std::uint8_t* to = picture.rgba.data() + y * width * 4;
    for (std::size_t x = 0; x < width; ++x, to += 4) {
      const unsigned a = row[x] >> 24;
      if (a == 0) continue;
      to[0] = divided(row[x] >> 16 & 255, a);
      to[1] = divided(row[x] >> 8 & 255, a);
      to[2] = divided(row[x] & 255, a);
      to[3] = static_cast<std::uint8_t>(a);
    }
  }
  return picture;
}

void CairoCanvas::next_page() {
  cairo_show_page(state_->cairo);
}

void CairoCanvas::begin_link(std::string_view place) {
  cairo_tag_begin(state_->cairo, CAIRO_TAG_LINK, ("dest='" + place_name(place) + "'").c_str());
}

void CairoCanvas::end_link() {
  cairo_tag_end(state_->cairo, CAIRO_TAG_LINK);
}

void CairoCanvas::mark_place(std::string_view name, double x, double y) {
  std::array<char, 64> at;
  const auto number = [&](double value) {
    return std::string(at.data(),
                       std::to_chars(at.data(), at.data() + at.size(), value, std::chars_format::fixed, 2).ptr);
  };
  const std::string attributes = "name='" + place_name(name) + "' x=" + number(x) + " y=" + number(y);
  cairo_tag_begin(state_->cairo, CAIRO_TAG_DEST, attributes.c_str());
  cairo_tag_end(state_->cairo, CAIRO_TAG_DEST);
}

void CairoCanvas::write_pdf(const std::string& path) {
  assert(!state_->on_pixels);
  cairo_show_page(state_->cairo);
  cairo_surface_finish(state_->surface);
  const cairo_status_t status = cairo_surface_status(state_->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    throw geo::Error(path, geo::say("The page can not be drawn: {0}.", cairo_status_to_string(status)));
  write_file(path, state_->pdf);
}

}  // namespace render
