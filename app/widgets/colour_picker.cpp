#include "app/widgets/colour_picker.hpp"

#include "app/number_format.hpp"
#include "app/style_edit.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/sliders.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app {
namespace {

constexpr std::size_t per_row = 10;
constexpr std::size_t most_recent = 10;
/// Nothing to click is under 24 px at 100 %.
constexpr float cell_k = 1.45f;

/// Sectors first, then our own things and lines, then the grounds of the map.
std::array<Colour, 3 * per_row> palette(render::ThemeKind theme) {
  std::array<Colour, 3 * per_row> colours;
  for (std::size_t i = 0; i + 1 < per_row; ++i) colours[i] = render::sector_colour(static_cast<geo::Sector>(i), theme);
  colours[per_row - 1] = render::sink_colour(theme);
  const render::MapTheme& m = render::map_theme(theme);
  const std::array rest{m.hub,    m.landfill,     m.sink,  m.partner, m.text2,  m.municipality, m.rail,
                        m.stream, m.reserve_line, m.axis,  m.built,   m.centre, m.mixed,        m.industry,
                        m.forest, m.park,         m.field, m.water,   m.rock,   m.halo};
  std::copy(rest.begin(), rest.end(), colours.begin() + per_row);
  return colours;
}

/// Where the picker may begin at the lowest to end in the window.
float lowest_top() {
  constexpr float height_k = 21.5f;
  return std::max(4.0f, ImGui::GetIO().DisplaySize.y - px(height_k) - 4);
}

Colour opaque(Colour colour) {
  colour.a = 255;
  return colour;
}

/// Hue and saturation that a grey has lost, while its picker is open.
Hsl& remembered() {
  static Hsl hsl;
  return hsl;
}

bool cells(const char* id, std::span<const Colour> colours_of, Colour& colour) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float side = px(cell_k);
  bool chosen = false;
  ImGui::PushID(id);
  for (std::size_t i = 0; i < colours_of.size(); ++i) {
    const ImVec2 a{min.x + side * static_cast<float>(i % per_row), min.y + side * static_cast<float>(i / per_row)};
    const ImVec2 b{a.x + side, a.y + side};
    ImGui::SetCursorScreenPos(a);
    ImGui::PushID(static_cast<int>(i));
    if (hit_area("cell", {side, side})) {
      // The palette says the hue, the person how opaque it is.
      colour = Colour{colours_of[i].r, colours_of[i].g, colours_of[i].b, colour.a};
      remembered() = hsl_of(colour);
      chosen = true;
    }
    const bool is_this = opaque(colours_of[i]) == opaque(colour);
    if (is_hovered() || is_this)
      list.AddRect({a.x + 1, a.y + 1}, {b.x - 1, b.y - 1}, packed(is_this ? c.accent : c.border), px(0.3f), 0, 2);
    list.AddRectFilled({a.x + 4, a.y + 4}, {b.x - 4, b.y - 4}, packed(opaque(colours_of[i])), 2);
    list.AddRect({a.x + 4, a.y + 4}, {b.x - 4, b.y - 4}, packed(faded(c.text, 0.18)), 2);
    draw_focus_ring(list, {a.x + 4, a.y + 4}, {b.x - 4, b.y - 4}, 2);
    tooltip(hex_text(opaque(colours_of[i])));
    ImGui::PopID();
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({side * per_row, side * std::ceil(static_cast<float>(colours_of.size()) / per_row)});
  return chosen;
}

/// Saturation to the right, lightness upwards. Cells small enough that two triangles each show no fold.
ColourResult field_of_hue(Hsl& hsl, float width, float height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  hit_area("field", {width, height});
  note_place("slider field", min, {min.x + width, min.y + height});
  const int right = arrow_steps();
  const int up = arrow_steps_upwards();
  ColourResult result;
  if (is_held_by_pointer()) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    hsl.s = std::clamp((at.x - min.x) / width, 0.0f, 1.0f);
    hsl.l = 1 - std::clamp((at.y - min.y) / height, 0.0f, 1.0f);
    result.moved = true;
  }
  result.done = ImGui::IsItemDeactivated();
  if (right != 0 || up != 0) {
    hsl.s = std::clamp(hsl.s + 0.05 * right, 0.0, 1.0);
    hsl.l = std::clamp(hsl.l + 0.05 * up, 0.0, 1.0);
    result.moved = result.done = true;
  }
  constexpr int across = 12;
  constexpr int down = 12;
  const auto at = [&](int i, int j) {
    return packed(colour_of({hsl.h, static_cast<double>(i) / across, 1 - static_cast<double>(j) / down}, 255));
  };
  for (int j = 0; j < down; ++j)
    for (int i = 0; i < across; ++i)
      list.AddRectFilledMultiColor({std::floor(min.x + width * static_cast<float>(i) / across),
                                    std::floor(min.y + height * static_cast<float>(j) / down)},
                                   {std::floor(min.x + width * static_cast<float>(i + 1) / across),
                                    std::floor(min.y + height * static_cast<float>(j + 1) / down)},
                                   at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
  const ImVec2 knob{min.x + static_cast<float>(hsl.s) * width, min.y + static_cast<float>(1 - hsl.l) * height};
  list.AddCircle(knob, px(0.36f) + 1.5f, packed(opaque(colours().shadow)), 0, 1.5f);
  list.AddCircle(knob, px(0.36f), packed({255, 255, 255, 255}), 0, 2);
  draw_focus_ring(list, min, {min.x + width, min.y + height}, 2);
  return result;
}

ColourResult hue_strip(Hsl& hsl, float width, float height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  hit_area("hue", {width, height});
  note_place("slider hue", min, {min.x + width, min.y + height});
  const int steps = arrow_steps();
  ColourResult result;
  if (is_held_by_pointer()) {
    hsl.h = 359.9 * std::clamp((ImGui::GetIO().MousePos.x - min.x) / width, 0.0f, 1.0f);
    result.moved = true;
  }
  result.done = ImGui::IsItemDeactivated();
  if (steps != 0) {
    hsl.h = std::clamp(hsl.h + 6.0 * steps, 0.0, 359.9);
    result.moved = result.done = true;
  }
  const float top = min.y + std::floor(height * 0.25f);
  const float bottom = min.y + std::floor(height * 0.75f);
  constexpr int parts = 12;
  for (int i = 0; i < parts; ++i) {
    const ImU32 left = packed(colour_of({360.0 * i / parts, 0.8, 0.55}, 255));
    const ImU32 right = packed(colour_of({360.0 * (i + 1) / parts, 0.8, 0.55}, 255));
    list.AddRectFilledMultiColor({std::floor(min.x + width * static_cast<float>(i) / parts), top},
                                 {std::floor(min.x + width * static_cast<float>(i + 1) / parts), bottom}, left, right,
                                 right, left);
  }
  const ImVec2 knob{min.x + static_cast<float>(hsl.h / 360) * width, min.y + height / 2};
  list.AddCircleFilled(knob, px(0.38f), packed(colour_of({hsl.h, 0.8, 0.55}, 255)));
  list.AddCircle(knob, px(0.38f), packed({255, 255, 255, 255}), 0, 2);
  list.AddCircle(knob, px(0.38f) + 1.5f, packed(faded(colours().shadow, 0.5)), 0, 1);
  draw_focus_ring(list, min, {min.x + width, min.y + height}, 2);
  return result;
}

void small_head(std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), Face::small_strong, at.x, at.y + px(0.55f), colours().text2, text);
  ImGui::Dummy({1, px(1.1f)});
}

/// The popup with the picker, when it is open.
ColourResult picker(const char* popup, Colour& colour, std::span<const Colour> recent) {
  ColourResult result;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.75f), px(0.6f)});
  if (ImGui::BeginPopup(popup)) {
    result = colour_picker(colour, recent);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return result;
}

}  // namespace

ColourResult colour_picker(Colour& colour, std::span<const Colour> recent) {
  ColourResult result;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(0.4f), px(0.3f)});
  const float width = px(cell_k) * per_row;
  Hsl& hsl = remembered();
  if (opaque(colour_of(hsl, 255)) != opaque(colour)) hsl = hsl_of(colour);
  const auto take = [&](bool moved, bool done) {
    result.moved = result.moved || moved;
    result.done = result.done || done;
  };
  const auto colours_of_look = palette(look().kind);
  if (cells("palette", colours_of_look, colour)) take(true, true);
  if (!recent.empty()) {
    small_head(tr("Used last"));
    if (cells("recent", recent, colour)) take(true, true);
  }
  ImGui::Dummy({1, px(0.1f)});
  const ColourResult field = field_of_hue(hsl, width, px(6.5f));
  const ColourResult hue = hue_strip(hsl, width, px(1.5f));
  if (field.moved || hue.moved) colour = colour_of(hsl, colour.a);
  take(field.moved || hue.moved, field.done || hue.done);
  const LabelRoom room(5.2f);
  {
    const FieldLine line = begin_field(tr("Opacity"));
    double alpha = colour.a / 255.0;
    ImGui::SetCursorScreenPos({line.left, line.middle - px(0.7f)});
    const float words = text_width(Face::small, percent(1)) + px(0.4f);
    const SliderResult slid = small_slider("alpha", alpha, 0, 1, line.min.x + width - words - line.left);
    draw_text(*ImGui::GetWindowDrawList(), Face::small, line.min.x + width, line.middle, colours().text, percent(alpha),
              At::right);
    if (slid.moved) colour.a = static_cast<std::uint8_t>(std::lround(alpha * 255));
    take(slid.moved, slid.let_go);
    end_field(line);
  }
  {
    const FieldLine line = begin_field(tr("Hex"));
    draw_colour(*ImGui::GetWindowDrawList(), {line.min.x + width - px(1.8f), line.middle - px(0.8f)},
                {line.min.x + width, line.middle + px(0.8f)}, colour, px(0.3f));
    if (const auto typed = text_box("hex", line.left, line.min.x + width - px(2.2f), line.middle, hex_text(colour)))
      if (const auto read = colour_from_hex(*typed)) {
        colour = *read;
        take(true, true);
      }
    end_field(line);
  }
  ImGui::PopStyleVar();
  return result;
}

void draw_colour(ImDrawList& list, ImVec2 min, ImVec2 max, Colour colour, float radius) {
  if (colour.a < 255) {
    list.AddRectFilled(min, max, packed({255, 255, 255, 255}), radius);
    const float step = std::max(3.0f, std::floor((max.y - min.y) / 3));
    int row = 0;
    for (float y = min.y + 1; y < max.y - 1; y += step, ++row)
      for (float x = min.x + 1 + (row % 2 == 0 ? 0 : step); x < max.x - 1; x += 2 * step)
        list.AddRectFilled({x, y}, {std::min(x + step, max.x - 1), std::min(y + step, max.y - 1)},
                           packed({0xD5, 0xDB, 0xE2, 255}));
  }
  list.AddRectFilled(min, max, packed(colour), radius);
  list.AddRect(min, max, packed(faded(colours().text, 0.22)), radius);
}

void remember(std::vector<Colour>& recent, Colour colour) {
  colour.a = 255;
  std::erase(recent, colour);
  recent.insert(recent.begin(), colour);
  if (recent.size() > most_recent) recent.resize(most_recent);
}

ColourResult field_colour(const char* id, std::string_view label, Colour& colour, std::span<const Colour> recent) {
  const Tokens& c = colours();
  const FieldLine line = begin_field(label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = font_size(Face::text) + 2 * px(0.3f);
  const ImVec2 a{line.left, std::floor(line.middle - height / 2)};
  const ImVec2 b{line.right, a.y + height};
  ImGui::SetCursorScreenPos(a);
  ImGui::PushID(id);
  const bool pressed = hit_area("colour", {b.x - a.x, height});
  draw_field_box(list, a, b);
  draw_colour(list, {a.x + px(0.4f), line.middle - px(0.41f)}, {a.x + px(1.58f), line.middle + px(0.41f)}, colour, 2);
  draw_text(list, Face::text, a.x + px(2), line.middle, c.text, hex_text(colour), At::left, b.x - a.x - px(2.3f));
  if (pressed) ImGui::OpenPopup("picker");
  ImGui::SetNextWindowPos({b.x, std::min(b.y + 3, lowest_top())}, ImGuiCond_Appearing, {1, 0});
  const ColourResult result = picker("picker", colour, recent);
  ImGui::PopID();
  end_field(line);
  return result;
}

ColourResult colour_swatch(const char* id, Colour& colour, std::span<const Colour> recent, float width, float height,
                           std::string_view tooltip_text) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::PushID(id);
  const bool pressed = hit_area("swatch", {width, height});
  const float middle = min.y + height / 2;
  const ImVec2 a{min.x, std::floor(middle - px(0.41f))};
  const ImVec2 b{min.x + std::min(width, px(1.18f)), std::floor(middle + px(0.41f))};
  draw_colour(list, a, b, colour, 2);
  if (is_hovered()) list.AddRect({a.x - 2, a.y - 2}, {b.x + 2, b.y + 2}, packed(colours().accent), 3);
  draw_focus_ring(list, a, b, 2);
  tooltip(tooltip_text);
  if (pressed) ImGui::OpenPopup("picker");
  ImGui::SetNextWindowPos({b.x, std::min(b.y + 3, lowest_top())}, ImGuiCond_Appearing);
  const ColourResult result = picker("picker", colour, recent);
  ImGui::PopID();
  return result;
}

}  // namespace app
