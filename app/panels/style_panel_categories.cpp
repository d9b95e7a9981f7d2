#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/style_panel.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace app {
namespace {

constexpr std::size_t added_at_once = 10;

}  // namespace

void draw_category_fields(Workspace& w, const StyledLayerView& layer) {
  const Tokens& c = colours();
  std::unordered_map<std::string_view, std::size_t> counts;
  std::size_t others = 0;
  if (layer.values != nullptr) {
    for (const ValueCount& common : layer.values->common) counts.emplace(common.value, common.count);
    others = layer.values->value_count + layer.values->missing_count;
    for (const geo::StyleCategory& category : layer.style.categories)
      if (const auto found = counts.find(category.value); found != counts.end())
        others -= std::min(others, found->second);
  }
  const float width = ImGui::GetContentRegionAvail().x;
  const float swatch = px(1.6f);
  const float count_width = px(3.4f);
  const float value_left = px(2);
  const float label_left = std::floor(value_left + (width - value_left - count_width) * 0.42f);
  const float row = px(1.75f);
  {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + px(0.7f);
    draw_text(list, Face::small, at.x + value_left, y, c.text3, tr("Value"), At::left, label_left - value_left);
    draw_text(list, Face::small, at.x + label_left + px(0.5f), y, c.text3, tr("In the legend"), At::left,
              width - label_left - count_width);
    draw_text(list, Face::small, at.x + width, y, c.text3, tr("Count"), At::right, count_width);
    ImGui::Dummy({width, px(1.3f)});
    list.AddRectFilled({at.x, at.y + px(1.3f)}, {at.x + width, at.y + px(1.3f) + 1}, packed(c.border));
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(layer.style.categories.size()), row + ImGui::GetStyle().ItemSpacing.y);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto k = static_cast<std::size_t>(i);
      geo::Style after = layer.style;
      geo::StyleCategory& category = after.categories[k];
      ImDrawList& list = *ImGui::GetWindowDrawList();
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const float middle = at.y + row / 2;
      ImGui::PushID(i);
      const ColourResult coloured =
          colour_swatch("colour", category.fill, w.styling.recent, swatch, row, tr("Choose the colour"));
      if (coloured.moved || coloured.done) take_colour(w, layer, after, coloured, category.fill);
      const float value_room = label_left - value_left - px(0.3f);
      draw_text(list, Face::text, at.x + value_left, middle, c.text, category.value, At::left, value_room);
      if (const auto label = text_box("label", at.x + label_left, at.x + width - count_width, middle, category.label,
                                      tr("as the value"))) {
        category.label = *label;
        set_style(w, layer.id, after, geo::say("Legend text of {0}", layer.name));
      }
      const bool over = ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + row});
      const auto count = counts.find(layer.style.categories[k].value);
      if (over) {
        ImGui::SetCursorScreenPos({at.x + width - px(1.8f), at.y});
        if (icon_button("remove", icon::close, tr("Count it among the others"))) {
          after = layer.style;
          after.categories.erase(after.categories.begin() + i);
          set_style(w, layer.id, after, geo::say("Category removed from {0}", layer.name));
        }
      } else if (layer.values != nullptr) {
        draw_text(list, Face::small, at.x + width, middle, c.text3,
                  count_text(count == counts.end() ? 0 : count->second), At::right);
      }
      ImGui::PopID();
      ImGui::SetCursorScreenPos(at);
      ImGui::Dummy({width, row});
    }
  {
    geo::Style after = layer.style;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ColourResult coloured =
        colour_swatch("others", after.fill, w.styling.recent, swatch, row, tr("Choose the colour"));
    if (coloured.moved || coloured.done) take_colour(w, layer, after, coloured, after.fill);
    draw_text(list, Face::text, at.x + value_left, at.y + row / 2, c.text2, tr("Other"), At::left, width - px(6));
    if (layer.values != nullptr)
      draw_text(list, Face::small, at.x + width, at.y + row / 2, c.text3, count_text(others), At::right);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, row});
  }
  if (layer.values == nullptr) return;
  const bool all_listed =
      layer.values->common.size() <= layer.style.categories.size() && layer.values->unlisted_count == 0;
  const float half = std::floor((width - px(0.5f)) / 2);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (button("add", tr("More values"), icon::plus, ButtonKind::normal, half, !all_listed)) {
    geo::Style after = layer.style;
    add_categories(after, *layer.values, added_at_once, layer.kind);
    set_style(w, layer.id, std::move(after), geo::say("Categories added to {0}", layer.name));
  }
  ImGui::SetCursorScreenPos({at.x + half + px(0.5f), at.y});
  if (button("anew", tr("List anew"), icon::sync, ButtonKind::normal, half)) {
    geo::Style after = layer.style;
    after.categories = categories_of(*layer.values, layer.kind);
    set_style(w, layer.id, std::move(after), geo::say("Categories of {0} listed anew", layer.name));
  }
}

}  // namespace app
