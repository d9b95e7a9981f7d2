#include "app/panels/status_bar.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace app {
namespace {

constexpr double m_per_screen_px_at_1 = 0.0254 / 96;

/// A part of the line that can be pressed, with its text from `x` on.
bool pressable(const char* id, float x, float width, float top, float height, std::string_view tip,
               std::string_view key_words = {}) {
  ImGui::SetCursorScreenPos({x - px(0.25f), top + 1});
  const bool pressed = hit_area(id, {width + px(0.5f), height - 1});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered())
    list.AddRectFilled({x - px(0.25f), top + 2}, {x + width + px(0.25f), top + height - 1}, packed(colours().hover), 3);
  draw_focus_ring(list, {x - px(0.1f), top + 4}, {x + width + px(0.1f), top + height - 3}, 2);
  tooltip(tip, key_words);
  return pressed;
}

std::string form_word(PlaceForm form) {
  switch (form) {
    case PlaceForm::plan: return tr("the plan's system");
    case PlaceForm::local_gk: return tr("the municipality's system");
    case PlaceForm::decimal_degrees: return tr("degrees");
    case PlaceForm::minutes: return tr("degrees and minutes");
    case PlaceForm::seconds: return tr("degrees, minutes and seconds");
  }
  return {};
}

}  // namespace

void StatusBar::draw(Workspace& w, const std::optional<geo::MapPoint>& pointer) {
  const ImVec2 min = ImGui::GetWindowPos();
  ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + ImGui::GetWindowWidth(), min.y + 1},
                                            packed(colours().border));
  if (pointer) last_pointer_ = pointer;
  const float right = draw_right(w);
  draw_left(w, pointer.value_or(w.camera.centre), pointer.has_value(), right);
  draw_forms(w);
}

void StatusBar::draw_left(Workspace& w, geo::MapPoint place, bool is_pointer, float right) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const float height = px(1.5f);
  const float y = min.y + height / 2;
  const float gap = px(1.1f);
  float x = min.x + px(0.7f);
  const PlaceText where = w.readout().text(w.place_form, place);
  // The widest coordinates keep their room, so that what follows stands still.
  const float where_width = std::max(text_width(Face::small, where.shown),
                                     text_width(Face::small, w.readout().text(w.place_form, w.camera.centre).shown)) +
                            px(0.3f);
  if (x + where_width > right) return;
  if (pressable("where", x, where_width, min.y, height, tr("Copy the coordinates"),
                shortcut_text(command("map.copy-place").shortcut)))
    w.copy(w.readout().text(w.place_form, last_pointer_.value_or(w.camera.centre)).copied);
  draw_text(list, Face::small, x, y, is_pointer ? c.text2 : c.text3, where.shown);
  x += where_width + gap;

  const float crs_width = text_width(Face::small, where.crs) + px(1);
  if (x + crs_width > right) return;
  if (pressable("system", x, crs_width, min.y, height, tr("Choose how coordinates are shown"))) {
    menu_place_ = last_pointer_.value_or(w.camera.centre);
    ImGui::OpenPopup("forms");
  }
  draw_text(list, Face::small, x, y, c.text2, where.crs);
  draw_icon(list, icon::chevron_up, x + crs_width - px(0.35f), y, c.text3, Face::small);
  x += crs_width + gap;

  const std::string scale_text = scale(w.camera.scale_number());
  const float scale_width = std::max(text_width(Face::small, scale_text), text_width(Face::small, scale(777'000)));
  if (x + scale_width > right) return;
  if (typing_scale_) {
    draw_scale_field(w, x, scale_width);
  } else {
    if (pressable("scale", x, scale_width, min.y, height, tr("Type a scale"))) {
      typing_scale_ = fresh_ = true;
      typed_scale_ = scale_text;
    }
    draw_text(list, Face::small, x, y, c.text2, scale_text);
  }
  x += scale_width + gap;

  const std::string gwp = "GWP100 " + std::string(geo::text_of(w.plan().info().gwp_set));
  const float gwp_width = text_width(Face::small, gwp);
  if (x + gap + gwp_width > right) return;
  list.AddRectFilled({x, min.y + px(0.35f)}, {x + 1, min.y + height - px(0.35f)}, packed(c.border));
  x += gap;
  if (pressable("gwp", x, gwp_width, min.y, height, tr("Next set of GWP100 values"))) run(command("plan.gwp"), w);
  draw_text(list, Face::small, x, y, c.text2, gwp);
}

void StatusBar::draw_scale_field(Workspace& w, float x, float width) {
  const ImVec2 min = ImGui::GetWindowPos();
  const float height = px(1.5f);
  ImGui::SetCursorScreenPos({x - px(0.3f), min.y + 2});
  ImGui::SetNextItemWidth(width + px(0.6f));
  if (fresh_) ImGui::SetKeyboardFocusHere();
  ImGui::PushFont(font(Face::small));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      {px(0.3f), std::max(0.0f, std::floor((height - 4 - font_size(Face::small)) / 2))});
  const bool entered = ImGui::InputText("##scale", &typed_scale_,
                                        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  const bool active = ImGui::IsItemActive();
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                      packed(wrong_ ? colours().bad : colours().accent), px(0.2f), 0, 2);
  if (ImGui::IsItemEdited()) wrong_ = false;
  if (entered) {
    if (const auto n = typed_scale(typed_scale_)) {
      w.navigation.fly({w.camera.centre, *n * m_per_screen_px_at_1 * w.camera.height_px});
      w.camera_is_set = true;
      typing_scale_ = wrong_ = false;
    } else {
      wrong_ = fresh_ = true;
      Toast toast;
      toast.kind = ToastKind::warning;
      toast.title = tr("This is no scale of a map");
      toast.line = tr("Write for example 1:5000.");
      w.toasts.add(std::move(toast));
    }
    return;
  }
  if (!active && !fresh_) typing_scale_ = wrong_ = false;
  if (active) fresh_ = false;
}

void StatusBar::draw_forms(Workspace& w) {
  const Tokens& c = colours();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  const ImVec2 bar = ImGui::GetWindowPos();
  ImGui::SetNextWindowPos({bar.x + px(0.5f), bar.y - px(0.25f)}, ImGuiCond_Always, {0, 1});
  if (ImGui::BeginPopup("forms")) {
    const std::vector<PlaceText> forms = w.readout().texts(menu_place_);
    float crs_width = 0;
    float shown_width = 0;
    float word_width = 0;
    for (const PlaceText& form : forms) {
      crs_width = std::max(crs_width, text_width(Face::text_medium, form.crs));
      shown_width = std::max(shown_width, text_width(Face::text, form.shown));
      word_width = std::max(word_width, text_width(Face::small, form_word(form.form)));
    }
    const float height = px(1.75f);
    const float width = px(1.8f) + crs_width + px(1) + shown_width + px(1) + word_width + px(0.6f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const PlaceText& form : forms) {
      const ImVec2 min = ImGui::GetCursorScreenPos();
      ImGui::PushID(static_cast<int>(form.form));
      const bool chosen = hit_area("form", {width, height});
      if (ImGui::IsItemHovered()) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover), px(0.3f));
      draw_focus_ring(list, {min.x + 3, min.y + 3}, {min.x + width - 3, min.y + height - 3}, px(0.3f));
      const float y = min.y + height / 2;
      if (form.form == w.place_form) draw_icon(list, icon::check, min.x + px(0.9f), y, c.accent_text, Face::small);
      float x = min.x + px(1.8f);
      draw_text(list, Face::text_medium, x, y, c.text, form.crs);
      x += crs_width + px(1);
      draw_text(list, Face::text, x, y, c.text, form.shown);
      draw_text(list, Face::small, min.x + width - px(0.6f), y, c.text3, form_word(form.form), At::right);
      ImGui::PopID();
      if (!chosen) continue;
      w.place_form = form.form;
      ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

float StatusBar::draw_right(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const float height = px(1.5f);
  const float y = min.y + height / 2;
  float right = min.x + width - px(0.7f);
  std::size_t problems = w.session().problems().size();
  for (const auto& row : w.plan().layers())
    if (const auto* layer = w.derived.linked(row.id))
      problems += layer->failure ? 1 : layer->loaded ? layer->loaded->problems.size() : 0;
  if (problems > 0) {
    const std::string text = translated(geo::say("{0} messages", std::to_string(problems)));
    const float wide = text_width(Face::small, text) + px(1.2f);
    ImGui::SetCursorScreenPos({right - wide, min.y});
    if (hit_area("messages", {wide, height})) run(command("window.messages"), w);
    draw_icon(list, icon::alert, right - wide + px(0.5f), y, c.warn, Face::small);
    draw_text(list, Face::small, right, y, c.warn, text, At::right);
    right -= wide + px(1.2f);
  }
  if (const std::size_t selected = w.selection.count(); selected > 0) {
    const std::string text = translated(geo::say("Selected {0}", number(static_cast<double>(selected), 0)));
    right -= draw_text(list, Face::small, right, y, c.text2, text, At::right) + px(1.2f);
  }
  const std::vector<Jobs::Running> running = w.jobs.running();
  if (running.empty()) {
    const std::string text = tr("Up to date");
    const float wide = draw_text(list, Face::small, right, y, c.text2, text, At::right);
    draw_icon(list, icon::check_circle, right - wide - px(0.7f), y, c.good, Face::small);
    return right - wide - px(2);
  }
  const Jobs::Running& job = running.front();
  const float cancel_width = text_width(Face::small, tr("Cancel")) + px(0.6f);
  ImGui::SetCursorScreenPos({right - cancel_width, min.y});
  if (hit_area("cancel", {cancel_width, height})) w.jobs.cancel(job.id);
  draw_text(list, Face::small, right - px(0.3f), y, c.accent_text, tr("Cancel"), At::right);
  right -= cancel_width + px(0.6f);
  const float bar = px(5);
  list.AddRectFilled({right - bar, y - 2}, {right, y + 2}, packed(c.track), 2);
  list.AddRectFilled({right - bar, y - 2},
                     {right - bar + bar * static_cast<float>(std::clamp(job.share, 0.0, 1.0)), y + 2}, packed(c.accent),
                     2);
  right -= bar + px(0.6f);
  std::string what = translated(job.what);
  if (running.size() > 1) what += " + " + std::to_string(running.size() - 1);
  const float wide = draw_text(list, Face::small, right, y, c.text2, what, At::right, px(18));
  draw_icon(list, icon::sync, right - wide - px(0.7f), y, c.accent_text, Face::small);
  return right - wide - px(2);
}

}  // namespace app
