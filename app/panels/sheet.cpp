#include "app/panels/sheet.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

namespace app {

bool begin_sheet(const char* name, ImVec2 map_min, ImVec2 map_size, float width_k, float height_k,
                 std::string_view title, std::string_view line) {
  const ImVec2 size{std::min(px(width_k), map_size.x - px(2)), std::min(px(height_k), map_size.y - px(2))};
  const ImVec2 min{std::floor(map_min.x + (map_size.x - size.x) / 2),
                   std::floor(map_min.y + (map_size.y - size.y) / 3)};
  const float pad = px(1);
  begin_region(name, min, size, {pad, pad}, true);
  if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + size.x + 8, min.y + size.y + 12});
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), colours().raised);
  list.PopClipRect();
  draw_text(list, Face::title, min.x + pad, min.y + px(1.35f), colours().text, title, At::left,
            size.x - 2 * pad - px(2));
  float top = px(2.4f);
  if (!line.empty()) {
    top += draw_wrapped(list, Face::small, min.x + pad, min.y + px(2.15f), size.x - 2 * pad, colours().text2, line);
    top += px(0.35f);
  }
  ImGui::SetCursorScreenPos({min.x + size.x - px(2.4f), min.y + px(0.5f)});
  const bool closed = icon_button("close sheet", icon::close, tr("Close"), "Esc");
  ImGui::SetCursorScreenPos({min.x + pad, min.y + top});
  return !closed;
}

void end_sheet() {
  end_region();
}

ImVec2 sheet_room() {
  return ImGui::GetContentRegionAvail();
}

}  // namespace app
