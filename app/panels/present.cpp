#include "app/panels/present.hpp"

#include "app/headline.hpp"
#include "app/imgui_canvas.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "render/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

constexpr std::chrono::milliseconds pointer_rest{2000};
constexpr std::chrono::milliseconds keys_time{6000};
constexpr float radius_px = 12;

using Boxes = std::vector<render::ScreenBox>;

void card(ImDrawList& list, ImVec2 min, ImVec2 max, Boxes& covered) {
  covered.push_back({min.x, min.y, max.x, max.y});
  draw_raised(list, min, max, radius_px, colours().panel);
}

/// Where a step stands among the others.
void dots(ImDrawList& list, const StepText& step, float right, float y) {
  const Tokens& c = colours();
  const float r = px(0.14f);
  const float pitch = px(0.62f);
  float x = right - pitch * static_cast<float>(step.count) - px(0.5f);
  for (std::size_t i = 1; i <= step.count; ++i) {
    const bool here = i == step.number;
    const float width = here ? px(0.5f) : 0;
    const Colour ink = here ? c.accent : i < step.number ? c.axis : c.track;
    list.AddRectFilled({x, y - r}, {x + 2 * r + width, y + r}, packed(ink), r);
    x += pitch + width;
  }
}

void step_card(ImDrawList& list, const Workspace& w, ImVec2 size, float margin, Boxes& covered) {
  const Tokens& c = colours();
  const StepText step = present_step(w);
  const bool has_steps = !w.plan().views().empty();
  const float width = std::floor(0.38f * size.x);
  const float pad = px(0.85f);
  const float room = width - 2 * pad;
  ImDrawList& dry = list;
  const float title_height = draw_wrapped(dry, Face::heading, 0, 0, room, c.text, step.title, true);
  const float sentence_height =
      step.sentence.empty() ? 0 : draw_wrapped(dry, Face::small, 0, 0, room, c.text2, step.sentence, true);
  const float head = has_steps ? px(1.5f) : 0;
  const float gap = step.sentence.empty() ? 0 : px(0.45f);
  const float height = 2 * pad + head + title_height + gap + sentence_height;
  const ImVec2 min{margin, std::max(margin, size.y - margin - height)};
  card(list, min, {min.x + width, min.y + height}, covered);
  list.PushClipRect(min, {min.x + width, min.y + height}, true);
  float y = min.y + pad;
  if (has_steps) {
    const std::string count =
        translated(geo::say("Step {0}/{1}", std::to_string(step.number), std::to_string(step.count)));
    const float middle = y + px(0.5f);
    const float text_end = min.x + pad + draw_text(list, Face::micro, min.x + pad, middle, c.accent_text, count);
    const float dots_width = px(0.62f) * static_cast<float>(step.count) + px(0.5f);
    if (step.count > 1 && text_end + px(1) + dots_width < min.x + width - pad)
      dots(list, step, min.x + width - pad, middle);
    y += head;
  }
  draw_wrapped(list, Face::heading, min.x + pad, y, room, c.text, step.title);
  y += title_height + gap;
  if (!step.sentence.empty()) draw_wrapped(list, Face::small, min.x + pad, y, room, c.text2, step.sentence);
  list.PopClipRect();
}

void legend_card(ImDrawList& list, const Workspace& w, ImVec2 size, float margin, Boxes& covered) {
  const float width = std::floor(0.31f * size.x);
  const float pad = px(0.85f);
  // Its smallest numbers are 0.83 of its own measure, a 37th of the height.
  const double u = look().u * 0.94;
  ImGuiCanvas canvas(list);
  render::Legend legend = map_legend(*w.map_plan(), w.state, w.derived.pictures(), w.derived.heatmap());
  const auto height_of = [&] {
    return static_cast<float>(render::draw_legend(canvas, legend, 0, 0, width - 2 * pad, u, w.state.theme, true));
  };
  // What does not fit is counted, from the last line on.
  const float most = 0.62f * size.y;
  std::size_t left_out = 0;
  float height = height_of();
  while (height > most && !legend.groups.empty()) {
    auto& entries = legend.groups.back().entries;
    if (!entries.empty()) {
      entries.pop_back();
      ++left_out;
    }
    if (entries.empty()) legend.groups.pop_back();
    height = height_of();
  }
  if (legend.empty()) return;
  const float more = left_out > 0 ? px(1.4f) : 0;
  const ImVec2 max{size.x - margin, size.y - margin};
  const ImVec2 min{max.x - width, max.y - 2 * pad - height - more};
  card(list, min, max, covered);
  render::draw_legend(canvas, legend, min.x + pad, min.y + pad, width - 2 * pad, u, w.state.theme);
  if (left_out > 0)
    draw_text(list, Face::small, min.x + pad, max.y - pad - px(0.5f), colours().text2,
              translated(geo::say("and {0} more", std::to_string(left_out))));
}

/// The year and its net figure, where the map's upper edge is.
void headline_card(ImDrawList& list, Workspace& w, ImVec2 size, float margin, Boxes& covered) {
  const Tokens& c = colours();
  const Headline head = headline(w);
  const Quantity net = head.value_t ? yearly_mass(*head.value_t) : Quantity{"–", {}};
  const std::string& label = head.label;
  // A sixteenth of the height, from the next larger face.
  const float figure_px = std::floor(size.y / 16);
  ImFont* const face = font(Face::figure_medium);
  const float figure_width = face->CalcTextSizeA(figure_px, FLT_MAX, 0, net.figure.c_str()).x;
  const float unit_width = text_width(Face::small, net.unit);
  const float pad = px(0.8f);
  const float gap = net.unit.empty() ? 0 : px(0.4f);
  const float width = std::max(text_width(Face::small, label) + px(1.4f), figure_width + gap + unit_width) + 2 * pad;
  const float height = pad + px(1.1f) + figure_px + px(0.5f);
  const ImVec2 min{std::floor((size.x - width) / 2), margin};
  card(list, min, {min.x + width, min.y + height}, covered);
  const float label_width = draw_text(list, Face::small, min.x + pad, min.y + pad + px(0.25f), c.accent_text, label);
  if (head.to_be_confirmed) draw_doubt(list, min.x + pad + label_width + px(0.3f), min.y + pad + px(0.25f));
  const float y = min.y + pad + px(0.95f);
  list.AddText(face, figure_px, {min.x + pad, y}, packed(c.text), net.figure.c_str());
  draw_text(list, Face::small, min.x + pad + figure_width + gap, y + figure_px * 0.66f, c.text2, net.unit);
  if (!head.value_t) return;
  begin_region("headline", min, {width, height}, {0, 0}, true);
  figure_link(w, "net", head.figure, *head.value_t, min, {min.x + width, min.y + height});
  end_region();
}

/// What the keys do, for the first seconds.
void keys_line(ImDrawList& list, ImVec2 size, float margin) {
  const Tokens& c = colours();
  const std::array<std::pair<std::string, std::string>, 5> caps{
      {{"← →", tr("step")}, {"T", tr("theme")}, {".", tr("blank")}, {"L", tr("spot")}, {"Esc", tr("end")}}};
  const float gap = px(0.6f);
  float width = gap;
  for (const auto& [cap, verb] : caps)
    width += std::max(px(1.15f), text_width(Face::micro, cap) + 2 * px(0.35f)) + px(0.35f) +
             text_width(Face::micro, verb) + gap;
  const float height = px(1.9f);
  // Under the figure, where neither card lies.
  const ImVec2 min{std::floor((size.x - width) / 2), margin + px(4.9f)};
  if (width > size.x - 2 * margin) return;
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.tip), px(0.5f));
  float x = min.x + gap;
  const float y = min.y + height / 2;
  for (const auto& [cap, verb] : caps) {
    x += draw_key_cap(list, x, y, cap, true) + px(0.35f);
    x += draw_text(list, Face::micro, x, y, c.tip_text, verb) + gap;
  }
}

}  // namespace

std::optional<double> PresentView::due_in_s() const {
  if (!pointer_shown_ && !keys_shown_) return std::nullopt;
  double due = 1e9;
  const auto until = [](Clock::time_point t) { return std::chrono::duration<double>(t - Clock::now()).count(); };
  if (pointer_shown_) due = std::min(due, until(moved_at_ + pointer_rest));
  if (keys_shown_) due = std::min(due, until(begun_ + keys_time));
  return std::max(0.0, due) + 0.01;
}

void PresentView::draw(Workspace& w, ImVec2 size) {
  const auto now = Clock::now();
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::GetFrameCount() != last_frame_ + 1) begun_ = moved_at_ = now;
  last_frame_ = ImGui::GetFrameCount();
  if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || ImGui::IsAnyMouseDown()) moved_at_ = now;
  pointer_shown_ = now - moved_at_ < pointer_rest;
  keys_shown_ = now - begun_ < keys_time;
  const bool spot = w.presentation.pointer_spot;
  if (!pointer_shown_ || spot || w.presentation.blank) ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  covered_.clear();
  if (w.presentation.blank) {
    list.AddRectFilled({0, 0}, size, packed({0, 0, 0, 255}));
    return;
  }
  const float margin = std::floor(0.02f * size.x);
  ImGuiCanvas canvas(list);
  const double bar_y = margin + px(1.7f);
  render::draw_scale_bar(canvas, w.camera, margin, bar_y, look().u, w.state.theme);
  const float arrow = px(2.2f);
  render::draw_north_arrow(canvas, size.x - margin - arrow, margin, arrow, w.state.theme, tr("N"));
  covered_.push_back({size.x - margin - arrow, margin, size.x - margin, margin + arrow});
  covered_.push_back({margin, margin, margin + px(9), bar_y});
  headline_card(list, w, size, margin, covered_);
  step_card(list, w, size, margin, covered_);
  legend_card(list, w, size, margin, covered_);
  const std::string attribution = map_attribution(*w.shown_plan());
  if (!attribution.empty()) {
    const render::MapTheme& theme = render::map_theme(w.state.theme);
    const float room = size.x - 2 * margin - std::floor(0.69f * size.x) - px(2);
    const float y = size.y - margin - px(0.4f);
    const float x = margin + std::floor(0.38f * size.x) + px(1);
    for (const ImVec2 d : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
      draw_text(list, Face::micro, x + d.x, y + d.y, theme.halo, attribution, At::left, room);
    draw_text(list, Face::micro, x, y, theme.label_small, attribution, At::left, room);
  }
  if (keys_shown_) keys_line(list, size, margin);
  if (spot && ImGui::IsMousePosValid()) {
    const Colour amber = render::is_dark(w.state.theme) ? render::hex("#F2B95C") : render::hex("#B86E00");
    const float r = size.y / 28;
    list.AddCircleFilled(io.MousePos, r, packed(faded(amber, 0.38)), 0);
    list.AddCircle(io.MousePos, r, packed(faded(colours().panel, 0.9)), 0, 5);
    list.AddCircle(io.MousePos, r, packed(amber), 0, 2.5f);
  }
}

}  // namespace app
