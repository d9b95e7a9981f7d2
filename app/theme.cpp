#include "app/theme.hpp"

#include <imgui/imgui.h>

#include <cmath>

namespace app {
namespace {

using render::hex;

constexpr Tokens light{.desk = hex("#E7EAEE"),
                       .panel = hex("#FFFFFF"),
                       .sunken = hex("#F4F6F8"),
                       .raised = hex("#FFFFFF"),
                       .hover = hex("#EEF1F5"),
                       .press = hex("#E3E8EE"),
                       .border = hex("#D5DBE2"),
                       .divider = hex("#E6EAEE"),
                       .text = hex("#16202C"),
                       .text2 = hex("#47535F"),
                       .text3 = hex("#5F6B78"),
                       .disabled = hex("#A0A9B3"),
                       .accent = hex("#2456D6"),
                       .accent_hover = hex("#1C48BA"),
                       .accent_press = hex("#163C9E"),
                       .accent_soft = hex("#E8EFFD"),
                       .accent_text = hex("#1D4CC4"),
                       .on_accent = hex("#FFFFFF"),
                       .good = hex("#0A7766"),
                       .good_soft = hex("#E0F3EE"),
                       .warn = hex("#8A5300"),
                       .warn_soft = hex("#FFF1D6"),
                       .bad = hex("#B3261E"),
                       .bad_soft = hex("#FDE9E7"),
                       .tip = hex("#1B2530"),
                       .tip_text = hex("#F3F6F9"),
                       .tip_text2 = hex("#AFBAC6"),
                       .knob = hex("#FFFFFF"),
                       .track = hex("#D9DFE6"),
                       .focus = hex("#2456D6"),
                       .grid = hex("#E9EDF1"),
                       .axis = hex("#B4BDC7"),
                       .shadow = hex("#101C2D")};

constexpr Tokens dark{.desk = hex("#0C0F13"),
                      .panel = hex("#161B21"),
                      .sunken = hex("#10151A"),
                      .raised = hex("#1D232B"),
                      .hover = hex("#232A33"),
                      .press = hex("#2B343F"),
                      .border = hex("#323B46"),
                      .divider = hex("#262E37"),
                      .text = hex("#E9EDF2"),
                      .text2 = hex("#B3BDC8"),
                      .text3 = hex("#8E99A6"),
                      .disabled = hex("#5B6570"),
                      .accent = hex("#7EA6FF"),
                      .accent_hover = hex("#9ABAFF"),
                      .accent_press = hex("#6590F0"),
                      .accent_soft = hex("#1E2D4D"),
                      .accent_text = hex("#A5C1FF"),
                      .on_accent = hex("#0B1530"),
                      .good = hex("#3CCBB0"),
                      .good_soft = hex("#12322D"),
                      .warn = hex("#F2B95C"),
                      .warn_soft = hex("#3A2C12"),
                      .bad = hex("#FF8A80"),
                      .bad_soft = hex("#43211F"),
                      .tip = hex("#F0F3F7"),
                      .tip_text = hex("#16202C"),
                      .tip_text2 = hex("#56616D"),
                      .knob = hex("#E9EDF2"),
                      .track = hex("#38424E"),
                      .focus = hex("#7EA6FF"),
                      .grid = hex("#232A32"),
                      .axis = hex("#4A5561"),
                      .shadow = hex("#000000")};

/// look.md section 4, "High contrast". The border that soft grounds get is drawn by draw_soft.
constexpr Tokens with_high_contrast(Tokens t) {
  t.border = t.divider = t.text3;
  t.text2 = t.text3 = t.text;
  t.accent_soft = t.good_soft = t.warn_soft = t.bad_soft = t.panel;
  return t;
}
constexpr Tokens light_contrast = with_high_contrast(light);
constexpr Tokens dark_contrast = with_high_contrast(dark);

ImVec4 vec4(Colour c) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
          static_cast<float>(c.a) / 255};
}

}  // namespace

const Tokens& tokens(render::ThemeKind kind) {
  switch (kind) {
    case render::ThemeKind::light: return light;
    case render::ThemeKind::dark: return dark;
    case render::ThemeKind::light_contrast: return light_contrast;
    case render::ThemeKind::dark_contrast: break;
  }
  return dark_contrast;
}

Colour faded(Colour colour, double alpha) {
  colour.a = static_cast<std::uint8_t>(std::lround(alpha * 255));
  return colour;
}

unsigned packed(Colour c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}

void apply_style(render::ThemeKind kind, float u) {
  const Tokens& t = tokens(kind);
  const auto k = [u](float factor) { return std::floor(factor * u); };
  const auto k2 = [&](float x, float y) { return ImVec2(k(x), k(y)); };
  ImGuiStyle style;
  style.DisabledAlpha = 0.45f;
  style.WindowPadding = k2(0.75f, 0.75f);
  style.WindowBorderSize = 0;
  style.WindowMinSize = k2(2, 2);
  style.WindowTitleAlign = {0, 0.5f};
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.ChildRounding = k(0.5f);
  style.ChildBorderSize = 0;
  style.PopupRounding = k(0.5f);
  style.PopupBorderSize = 1;
  style.FramePadding = k2(0.5f, 0.3f);
  style.FrameRounding = k(0.3f);
  style.FrameBorderSize = 1;
  style.ItemSpacing = k2(0.5f, 0.25f);
  style.ItemInnerSpacing = k2(0.4f, 0.25f);
  style.CellPadding = k2(0.5f, 0.35f);
  style.IndentSpacing = k(1.25f);
  style.ColumnsMinSpacing = k(0.4f);
  style.ScrollbarSize = k(0.6f);
  style.ScrollbarRounding = k(0.3f);
  style.GrabMinSize = k(0.75f);
  style.GrabRounding = k(0.4f);
  style.TabRounding = 0;
  style.DisplayWindowPadding = k2(1, 1);
  style.DisplaySafeAreaPadding = {0, 0};
  style.CurveTessellationTol = 0.8f;
  style.CircleTessellationMaxError = 0.2f;

  const Colour clear{0, 0, 0, 0};
  const Colour dim = render::is_dark(kind) ? Colour{0, 0, 0, 0x8C} : Colour{0x0A, 0x12, 0x20, 0x59};
  const std::pair<ImGuiCol, Colour> colours[] = {
      {ImGuiCol_Text, t.text},
      {ImGuiCol_TextDisabled, t.text3},
      {ImGuiCol_WindowBg, t.panel},
      {ImGuiCol_ChildBg, clear},
      {ImGuiCol_PopupBg, t.raised},
      {ImGuiCol_Border, t.border},
      {ImGuiCol_BorderShadow, clear},
      {ImGuiCol_FrameBg, t.sunken},
      {ImGuiCol_FrameBgHovered, t.hover},
      {ImGuiCol_FrameBgActive, t.panel},
      {ImGuiCol_TitleBg, t.panel},
      {ImGuiCol_TitleBgActive, t.panel},
      {ImGuiCol_TitleBgCollapsed, t.panel},
      {ImGuiCol_MenuBarBg, t.panel},
      {ImGuiCol_ScrollbarBg, clear},
      {ImGuiCol_ScrollbarGrab, t.track},
      {ImGuiCol_ScrollbarGrabHovered, t.axis},
      {ImGuiCol_ScrollbarGrabActive, t.text3},
      {ImGuiCol_CheckMark, t.accent},
      {ImGuiCol_SliderGrab, t.accent},
      {ImGuiCol_SliderGrabActive, t.accent_press},
      {ImGuiCol_Button, t.panel},
      {ImGuiCol_ButtonHovered, t.hover},
      {ImGuiCol_ButtonActive, t.press},
      {ImGuiCol_Header, t.accent_soft},
      {ImGuiCol_HeaderHovered, t.hover},
      {ImGuiCol_HeaderActive, t.press},
      {ImGuiCol_Separator, t.divider},
      {ImGuiCol_SeparatorHovered, t.accent},
      {ImGuiCol_SeparatorActive, t.accent_press},
      {ImGuiCol_ResizeGrip, clear},
      {ImGuiCol_ResizeGripHovered, t.axis},
      {ImGuiCol_ResizeGripActive, t.accent},
      {ImGuiCol_Tab, t.panel},
      {ImGuiCol_TabHovered, t.hover},
      {ImGuiCol_TabActive, t.panel},
      {ImGuiCol_TabUnfocused, t.panel},
      {ImGuiCol_TabUnfocusedActive, t.panel},
      {ImGuiCol_PlotLines, t.text2},
      {ImGuiCol_PlotLinesHovered, t.accent},
      {ImGuiCol_PlotHistogram, t.accent},
      {ImGuiCol_PlotHistogramHovered, t.accent_hover},
      {ImGuiCol_TableHeaderBg, t.panel},
      {ImGuiCol_TableBorderStrong, t.border},
      {ImGuiCol_TableBorderLight, t.divider},
      {ImGuiCol_TableRowBg, clear},
      {ImGuiCol_TableRowBgAlt, clear},
      {ImGuiCol_TextSelectedBg, faded(t.accent, 0.25)},
      {ImGuiCol_DragDropTarget, t.accent},
      {ImGuiCol_NavHighlight, t.focus},
      {ImGuiCol_NavWindowingHighlight, t.accent},
      {ImGuiCol_NavWindowingDimBg, dim},
      {ImGuiCol_ModalWindowDimBg, dim},
  };
  for (const auto& [place, colour] : colours) style.Colors[place] = vec4(colour);
  ImGui::GetStyle() = style;
}

}  // namespace app
