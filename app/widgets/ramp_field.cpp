#include "app/widgets/ramp_field.hpp"

#include "app/icons.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "render/theme.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// Width of a ramp in the list.
constexpr float strip_k = 8;

}  // namespace

std::string ramp_word(std::string_view ramp) {
  if (ramp == "emissions") return tr("Emissions");
  if (ramp == "removals") return tr("Removals");
  if (ramp == "net") return tr("Net, both ways");
  if (ramp == "viridis") return "Viridis";
  if (ramp == "cividis") return "Cividis";
  if (ramp == "blues") return tr("Blue");
  if (ramp == "pubugn") return tr("Violet to green");
  if (ramp == "rdpu") return tr("Pink to violet");
  if (ramp == "ylorbr") return tr("Yellow to brown");
  if (ramp == "rdbu") return tr("Blue to red, both ways");
  return std::string(ramp);
}

void draw_ramp(ImDrawList& list, ImVec2 min, ImVec2 max, std::string_view ramp, int class_count, bool reversed) {
  auto classes = render::ramp_classes(ramp, look().kind, std::max(1, class_count));
  if (reversed) std::reverse(classes.begin(), classes.end());
  const float count = static_cast<float>(classes.size());
  for (std::size_t i = 0; i < classes.size(); ++i)
    list.AddRectFilled({std::floor(min.x + (max.x - min.x) * static_cast<float>(i) / count), min.y},
                       {std::floor(min.x + (max.x - min.x) * static_cast<float>(i + 1) / count), max.y},
                       packed(classes[i]));
  list.AddRect(min, max, packed(faded(colours().text, 0.18)));
}

std::optional<std::string> ramp_rows(std::string_view ramp, int class_count, bool reversed) {
  const Tokens& c = colours();
  const float bar = px(strip_k);
  std::optional<std::string> taken;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const std::string_view name : render::ramp_names()) {
    ImGui::PushID(name.data(), name.data() + name.size());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float row = px(1.9f);
    const float room = ImGui::GetContentRegionAvail().x;
    if (hit_area("row", {room, row})) taken = std::string(name);
    const bool is_chosen = name == ramp;
    if (is_hovered() || is_focused() || is_chosen)
      list.AddRectFilled(at, {at.x + room, at.y + row}, packed(is_chosen ? c.accent_soft : c.hover), px(0.3f));
    draw_focus_ring(list, {at.x + 3, at.y + 3}, {at.x + room - 3, at.y + row - 3}, px(0.3f));
    draw_ramp(list, {at.x + px(0.4f), at.y + px(0.5f)}, {at.x + px(0.4f) + bar, at.y + row - px(0.5f)}, name,
              class_count, reversed);
    draw_text(list, is_chosen ? Face::text_medium : Face::text, at.x + bar + px(1), at.y + row / 2, c.text,
              ramp_word(name), At::left, room - bar - px(1.2f));
    ImGui::PopID();
  }
  return taken;
}

std::optional<std::string> field_ramp(const char* id, std::string_view label, std::string_view ramp, int class_count,
                                      bool reversed) {
  const Tokens& c = colours();
  const FieldLine line = begin_field(label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = font_size(Face::text) + 2 * px(0.3f);
  const ImVec2 a{line.left, std::floor(line.middle - height / 2)};
  const ImVec2 b{line.right, a.y + height};
  ImGui::SetCursorScreenPos(a);
  ImGui::PushID(id);
  const bool pressed = hit_area("ramp", {b.x - a.x, height});
  draw_field_box(list, a, b);
  tooltip(ramp_word(ramp));
  draw_ramp(list, {a.x + px(0.4f), line.middle - px(0.38f)}, {b.x - px(1.5f), line.middle + px(0.38f)}, ramp,
            class_count, reversed);
  draw_icon(list, icon::chevron_down, b.x - px(0.8f), line.middle, c.text3, Face::small);
  if (pressed) ImGui::OpenPopup("ramps");
  std::optional<std::string> taken;
  float words = 0;
  for (const std::string_view name : render::ramp_names())
    words = std::max(words, text_width(Face::text, ramp_word(name)));
  const float wide = std::max(b.x - a.x, words + px(strip_k) + px(2.4f));
  ImGui::SetNextWindowPos({std::max(4.0f, b.x - wide), b.y + 3});
  ImGui::SetNextWindowSize({wide, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.3f), px(0.3f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (ImGui::BeginPopup("ramps")) {
    taken = ramp_rows(ramp, class_count, reversed);
    if (taken) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
  ImGui::PopID();
  end_field(line);
  if (taken && *taken == ramp) taken.reset();
  return taken;
}

}  // namespace app
