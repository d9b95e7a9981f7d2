#include "app/panels/table_panel.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/table/table_actions.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/places.hpp"

#include <GLFW/glfw3.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {
namespace {

constexpr float bar_k = 2.4f;
constexpr float table_head_k = 1.5f;
constexpr float table_row_k = 1.75f;
constexpr float cell_pad_k = 0.6f;
constexpr float narrowest_k = 2.5f;
constexpr float widest_at_first_k = 18;
constexpr float scroll_bar_k = 0.6f;

bool inside(ImVec2 p, ImVec2 a, ImVec2 b) {
  return p.x >= a.x && p.x < b.x && p.y >= a.y && p.y < b.y;
}

bool is_filtered(const TableQuery& query, const TableColumn& column) {
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [&](const geo::Condition& c) { return c.attribute == column.values->name; });
}

std::string head_text(const TableColumn& column) {
  return column.unit.empty() ? column.head : column.head + ", " + column.unit;
}

}  // namespace

void TablePanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 max{min.x + size.x, min.y + size.y};
  // The keys are the table's from a click in it until a click elsewhere.
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup))
    w.table.has_keys = inside(io.MousePos, min, max) && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {max.x, min.y + 1}, packed(colours().border));
  draw_bar(w, min, size.x);

  const float bar = px(bar_k);
  const ImVec2 table_min{min.x, min.y + bar};
  const ImVec2 table_size{size.x, size.y - bar};
  if (!w.table.rows() || w.table.shown().empty()) {
    if (w.table.rows() && w.table.rows()->count > 0) {
      float content = 0;
      const std::vector<Column> columns = laid_out(w, table_min, size.x, content);
      draw_heads(w, columns, table_min, size.x);
    }
    draw_empty(w, {table_min.x, table_min.y + px(table_head_k)}, {table_size.x, table_size.y - px(table_head_k)});
    draw_filter(w);
    return;
  }
  const bool has_sums = std::any_of(w.table.rows()->columns.begin(), w.table.rows()->columns.end(),
                                    [](const TableColumn& c) { return c.look.has_sum; });
  const float bar_width = px(scroll_bar_k);
  float content_width = 0;
  const std::vector<Column> columns = laid_out(w, table_min, size.x - bar_width, content_width);
  const float level = content_width > size.x - bar_width ? bar_width : 0;
  // Rows come before their sums where there is little room.
  const bool sums_fit = table_size.y - px(table_head_k) - level > 3 * px(table_row_k);
  const float sums = has_sums && sums_fit ? px(table_row_k) : 0;
  const ImVec2 rows_min{table_min.x, table_min.y + px(table_head_k)};
  const ImVec2 rows_size{size.x - bar_width, std::max(1.0f, table_size.y - px(table_head_k) - sums - level)};
  follow(w, rows_size.y);
  const double content_px = static_cast<double>(w.table.shown().size()) * static_cast<double>(px(table_row_k));
  Place& at = place(w);
  at.top_px = std::clamp(at.top_px, 0.0, std::max(0.0, content_px - static_cast<double>(rows_size.y)));
  at.left_px = std::clamp(at.left_px, 0.0f, std::max(0.0f, content_width - rows_size.x));
  draw_heads(w, columns, table_min, rows_size.x);
  draw_rows(w, columns, rows_min, rows_size);
  if (sums > 0) draw_sums(w, columns, {table_min.x, rows_min.y + rows_size.y}, rows_size.x);
  draw_scroll_bars(rows_min, rows_size, content_px, content_width, rows_min.y + rows_size.y + sums);
  draw_filter(w);
}

void TablePanel::draw_empty(Workspace& w, ImVec2 min, ImVec2 size) {
  std::string title, line;
  if (!w.table.rows()) {
    const auto* linked = w.derived.linked(w.table.subject().layer);
    if (linked && linked->failure) {
      title = translated(linked->failure->reason());
      line = translated(linked->failure->advice());
    } else {
      title = tr("The layer is being read");
    }
  } else if (w.table.rows()->count == 0) {
    title = tr("No rows yet");
    line = tr("Draw on the map or adopt features of a file.");
  } else {
    title = tr("No row passes the filter");
    line = tr("Change the filter or clear it.");
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = min.x + size.x / 2;
  const float y = min.y + size.y / 2;
  draw_text(list, Face::text_medium, middle, y - px(0.5f), colours().text2, title, At::centre, size.x - px(2));
  draw_text(list, Face::small, middle, y + px(0.7f), colours().text3, line, At::centre, size.x - px(2));
}

std::vector<TablePanel::Column> TablePanel::laid_out(const Workspace& w, ImVec2 min, float width,
                                                     float& content_width) {
  const TableRows& rows = *w.table.rows();
  Place& at = place(w);
  if (at.widths_k.size() != rows.columns.size()) {
    // As wide as head and the first rows need.
    at.widths_k.clear();
    const std::span<const std::uint32_t> shown = w.table.shown();
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      float widest = text_width(Face::small, head_text(rows.columns[c])) + px(1.2f);
      for (std::size_t i = 0; i < std::min<std::size_t>(shown.size(), 60); ++i)
        widest = std::max(widest, text_width(Face::text, rows.cell(shown[i], c)));
      if (const auto sum = w.table.sum(c))
        widest = std::max(widest, text_width(Face::text_medium, number(*sum, rows.columns[c].look.decimals)));
      at.widths_k.push_back(std::clamp(widest / look().u + 2 * cell_pad_k + 0.3f, narrowest_k + 1, widest_at_first_k));
    }
  }
  std::vector<Column> columns;
  float x = min.x + px(0.2f) - at.left_px;
  content_width = px(0.4f);
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    const float wide = px(at.widths_k[c]);
    columns.push_back({c, x, wide});
    x += wide;
    content_width += wide;
  }
  // The last column takes what is left over.
  if (!columns.empty() && content_width < width && !rows.columns.back().values->is_number())
    columns.back().width += width - content_width;
  return columns;
}

void TablePanel::follow(Workspace& w, float seen_px) {
  const bool other_table = seen_subject_ != w.table.subject();
  seen_subject_ = w.table.subject();
  if (seen_selection_ == w.selection_version() && seen_version_ == w.table.version() &&
      seen_cursor_ == w.table.cursor && !other_table)
    return;
  const bool moved = seen_cursor_ != w.table.cursor || seen_selection_ != w.selection_version() || other_table;
  seen_selection_ = w.selection_version();
  seen_version_ = w.table.version();
  seen_cursor_ = w.table.cursor;
  if (!moved || !w.table.cursor) return;
  const auto position = w.table.position_of(*w.table.cursor);
  if (!position) return;
  const double row = static_cast<double>(px(table_row_k));
  const double top = static_cast<double>(*position) * row;
  double& seen_top = place(w).top_px;
  if (top < seen_top) seen_top = top;
  if (top + row > seen_top + static_cast<double>(seen_px)) {
    const bool is_far = top > seen_top + 2 * static_cast<double>(seen_px);
    seen_top = is_far ? top - static_cast<double>(seen_px) / 3 : top + row - static_cast<double>(seen_px);
  }
}

void TablePanel::draw_heads(Workspace& w, const std::vector<Column>& columns, ImVec2 min, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = px(table_head_k);
  const TableRows& rows = *w.table.rows();
  const TableQuery query = w.table.query();
  Place& at = place(w);
  ImGui::PushClipRect(min, {min.x + width, min.y + height}, true);
  for (const Column& column : columns) {
    const TableColumn& of = rows.columns[column.index];
    const bool is_number = of.values->is_number();
    const ImVec2 a{column.left, min.y};
    const ImVec2 b{column.left + column.width, min.y + height};
    if (b.x < min.x || a.x > min.x + width) continue;
    ImGui::PushID(static_cast<int>(column.index));
    const float grip = px(0.35f);
    const float filter_width = px(1.2f);
    ImGui::SetCursorScreenPos({a.x, a.y});
    const bool pressed = hit_area("sort", {column.width - grip - filter_width, height});
    const bool hovered = inside(ImGui::GetIO().MousePos, a, b) && ImGui::IsWindowHovered();
    tooltip(head_text(of));
    if (pressed) w.table.sort_by(static_cast<int>(column.index));
    draw_focus_ring(list, a, {b.x - grip - filter_width, b.y}, 2);
    ImGui::SetCursorScreenPos({b.x - grip - filter_width, a.y});
    const bool opens = hit_area("filter", {filter_width, height});
    note_place("filter " + of.values->name, {b.x - grip - filter_width, a.y}, {b.x - grip, b.y});
    tooltip(tr("Filter by this column"));
    draw_focus_ring(list, {b.x - grip - filter_width, a.y}, {b.x - grip, b.y}, 2);
    ImGui::SetCursorScreenPos({b.x - grip, a.y});
    hit_area("edge", {2 * grip, height});
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
      list.AddRectFilled({b.x - 1, a.y}, {b.x, b.y}, packed(c.accent));
    }
    if (ImGui::IsItemActive())
      at.widths_k[column.index] =
          std::clamp(at.widths_k[column.index] + ImGui::GetIO().MouseDelta.x / look().u, narrowest_k, 60.0f);
    ImGui::PopID();
    if (opens) open_filter(w, of.values->name, {a.x, b.y});
    const bool is_sorted = query.sort_column == static_cast<int>(column.index);
    const bool has_filter = is_filtered(query, of);
    if (hovered) list.AddRectFilled(a, b, packed(c.hover));
    const Colour ink = is_sorted ? c.text : c.text3;
    const float middle = min.y + height / 2;
    const float pad = px(cell_pad_k);
    // Icons stand beside the head's text: right of a text, left of a number.
    const float icons = (is_sorted ? px(1) : 0) + (has_filter || hovered ? px(1.1f) : 0);
    const float room = std::max(px(0.5f), column.width - 2 * pad - icons);
    const std::string text = head_text(of);
    const char32_t arrow = query.descending ? icon::menu_down : icon::menu_up;
    if (is_number) {
      float right = b.x - pad;
      if (has_filter || hovered) right -= px(1.1f);
      if (is_sorted) {
        draw_icon(list, arrow, right - px(0.4f), middle, c.text, Face::small);
        right -= px(1);
      }
      draw_text(list, is_sorted ? Face::small_strong : Face::small, right, middle, ink, text, At::right, room);
    } else {
      const float wide =
          draw_text(list, is_sorted ? Face::small_strong : Face::small, a.x + pad, middle, ink, text, At::left, room);
      if (is_sorted) draw_icon(list, arrow, a.x + pad + wide + px(0.55f), middle, c.text, Face::small);
    }
    if (has_filter || hovered)
      draw_icon(list, icon::filter, b.x - grip - filter_width / 2, middle, has_filter ? c.accent_text : c.text3,
                Face::small);
  }
  ImGui::PopClipRect();
  list.AddRectFilled({min.x, min.y + height - 1}, {min.x + width, min.y + height}, packed(c.border));
}

void TablePanel::draw_rows(Workspace& w, const std::vector<Column>& columns, ImVec2 min, ImVec2 size) {
  const Tokens& c = colours();
  const ImGuiIO& io = ImGui::GetIO();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const TableRows& rows = *w.table.rows();
  const std::span<const std::uint32_t> shown = w.table.shown();
  Place& at = place(w);
  const float height = px(table_row_k);
  const ImVec2 max{min.x + size.x, min.y + size.y};
  ImGui::SetCursorScreenPos(min);
  const bool pressed = hit_area("rows", size);
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) {
    const float levels = io.KeyShift ? io.MouseWheel : 0;
    at.top_px -= static_cast<double>(io.KeyShift ? 0 : io.MouseWheel) * 3 * static_cast<double>(height);
    at.left_px -= (io.MouseWheelH + levels) * 3 * height;
    const double most = static_cast<double>(shown.size()) * static_cast<double>(height) - static_cast<double>(size.y);
    at.top_px = std::clamp(at.top_px, 0.0, std::max(0.0, most));
  }
  const auto row_at = [&](float y) {
    return static_cast<std::size_t>((at.top_px + static_cast<double>(y - min.y)) / static_cast<double>(height));
  };
  const std::size_t under = hovered ? row_at(io.MousePos.y) : shown.size();
  if (pressed && under < shown.size()) {
    w.table.has_keys = true;
    take_row(w, under, io.KeyShift ? RowTaking::up_to : io.KeyCtrl ? RowTaking::toggle : RowTaking::alone);
    seen_cursor_ = w.table.cursor;  // what was clicked is in sight
    seen_selection_ = w.selection_version();
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && under < shown.size())
    zoom_to_row(w, shown[under]);

  list.PushClipRect(min, max, true);
  const std::size_t first = row_at(min.y);
  float y = min.y - static_cast<float>(at.top_px - static_cast<double>(first) * static_cast<double>(height));
  for (std::size_t position = first; position < shown.size() && y < max.y; ++position, y += height) {
    const std::uint32_t row = shown[position];
    const float top = std::floor(y);
    const bool selected = is_row_selected(w, row);
    if (selected)
      list.AddRectFilled({min.x, top}, {max.x, top + height}, packed(c.accent_soft));
    else if (position == under)
      list.AddRectFilled({min.x, top}, {max.x, top + height}, packed(c.hover));
    list.AddRectFilled({min.x, top + height - 1}, {max.x, top + height}, packed(c.divider));
    const float middle = top + height / 2;
    for (const Column& column : columns) {
      if (column.left + column.width < min.x || column.left > max.x) continue;
      const TableColumn& of = rows.columns[column.index];
      const float pad = px(cell_pad_k);
      const std::string text = rows.cell(row, column.index);
      const float room = column.width - 2 * pad;
      if (text.empty()) {
        if (of.values->is_number())
          draw_text(list, Face::text, column.left + column.width - pad, middle, c.text3, "–", At::right);
        continue;
      }
      if (of.values->is_number())
        draw_text(list, Face::text, column.left + column.width - pad, middle, c.text, text, At::right, room);
      else
        draw_text(list, Face::text, column.left + pad, middle, c.text, text, At::left, room);
    }
    if (w.table.has_keys && w.table.cursor == row)
      list.AddRect({min.x + 1, top}, {max.x - 1, top + height - 1}, packed(c.focus), 2, 0, 2);
  }
  list.PopClipRect();
}

void TablePanel::draw_sums(Workspace& w, const std::vector<Column>& columns, ImVec2 min, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = px(table_row_k);
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.panel));
  list.AddRectFilled(min, {min.x + width, min.y + 1}, packed(c.border));
  list.PushClipRect(min, {min.x + width, min.y + height}, true);
  const float middle = min.y + height / 2;
  const float pad = px(cell_pad_k);
  bool has_word = false;
  for (const Column& column : columns) {
    const TableColumn& of = w.table.rows()->columns[column.index];
    if (const auto sum = w.table.sum(column.index)) {
      draw_text(list, Face::text_medium, column.left + column.width - pad, middle, c.text,
                number(*sum, of.look.decimals), At::right, column.width - pad);
    } else if (!has_word && !of.values->is_number()) {
      draw_text(list, Face::text_medium, column.left + pad, middle, c.text, tr("Total"), At::left,
                column.width - 2 * pad);
      has_word = true;
    }
  }
  list.PopClipRect();
}

void TablePanel::draw_scroll_bars(ImVec2 min, ImVec2 size, double content_px, float content_width, float level_y) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float thick = px(scroll_bar_k);
  Place& at = places_[seen_subject_];
  const double most = content_px - static_cast<double>(size.y);
  if (most > 0) {
    const float length = std::max(px(1.5f), size.y * static_cast<float>(static_cast<double>(size.y) / content_px));
    const float run = size.y - length;
    const float left = min.x + size.x;
    ImGui::SetCursorScreenPos({left, min.y});
    hit_area("down", {thick, size.y});
    const float top = min.y + run * static_cast<float>(at.top_px / most);
    if (ImGui::IsItemActivated()) {
      const float y = ImGui::GetIO().MousePos.y;
      held_scroll_ = y >= top && y < top + length ? y - top : length / 2;
    }
    if (ImGui::IsItemActive() && run > 0)
      at.top_px =
          std::clamp(static_cast<double>((ImGui::GetIO().MousePos.y - held_scroll_ - min.y) / run), 0.0, 1.0) * most;
    const Colour ink = ImGui::IsItemActive() ? c.text3 : ImGui::IsItemHovered() ? c.axis : c.track;
    const float drawn = min.y + run * static_cast<float>(at.top_px / most);
    list.AddRectFilled({left + 1, drawn}, {left + thick - 1, drawn + length}, packed(ink), thick / 2);
  }
  const float most_left = content_width - size.x;
  if (most_left > 0) {
    const float length = std::max(px(1.5f), size.x * size.x / content_width);
    const float run = size.x - length;
    const float y = level_y;
    ImGui::SetCursorScreenPos({min.x, y});
    hit_area("level", {size.x, thick});
    const float left = min.x + run * at.left_px / most_left;
    if (ImGui::IsItemActivated()) {
      const float x = ImGui::GetIO().MousePos.x;
      held_scroll_ = x >= left && x < left + length ? x - left : length / 2;
    }
    if (ImGui::IsItemActive() && run > 0)
      at.left_px = std::clamp((ImGui::GetIO().MousePos.x - held_scroll_ - min.x) / run, 0.0f, 1.0f) * most_left;
    const Colour ink = ImGui::IsItemActive() ? c.text3 : ImGui::IsItemHovered() ? c.axis : c.track;
    const float drawn = min.x + run * at.left_px / most_left;
    list.AddRectFilled({drawn, y + 1}, {drawn + length, y + thick - 1}, packed(ink), thick / 2);
  }
}

bool table_has_keys(const Workspace& w) {
  return w.has_plan() && w.table.open && w.table.has_keys && w.table.rows() && w.overlay == Overlay::none &&
         w.questions.empty() && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
}

bool take_table_keys(Workspace& w) {
  if (!table_has_keys(w)) return false;
  const ImGuiIO& io = ImGui::GetIO();
  const auto pressed = [](int code, bool repeats = true) { return ImGui::IsKeyPressed(code, repeats); };
  if (io.KeyAlt) return false;
  if (io.KeyCtrl) {
    if (pressed(GLFW_KEY_A, false)) return select_shown(w), true;
    if (pressed(GLFW_KEY_C, false)) return w.wishes.clipboard = copied_rows(w), true;
    return false;
  }
  if (pressed(GLFW_KEY_TAB, false)) return w.table.has_keys = false, true;
  constexpr std::ptrdiff_t page = 10;
  constexpr std::ptrdiff_t all = std::ptrdiff_t{1} << 40;
  const std::pair<int, std::ptrdiff_t> moves[] = {{GLFW_KEY_UP, -1},         {GLFW_KEY_DOWN, 1},
                                                  {GLFW_KEY_PAGE_UP, -page}, {GLFW_KEY_PAGE_DOWN, page},
                                                  {GLFW_KEY_HOME, -all},     {GLFW_KEY_END, all}};
  for (const auto& [code, by] : moves)
    if (pressed(code)) return move_row(w, by, io.KeyShift), true;
  if ((pressed(GLFW_KEY_ENTER, false) || pressed(GLFW_KEY_KP_ENTER, false)) && w.table.cursor)
    return zoom_to_row(w, *w.table.cursor), true;
  return false;
}

}  // namespace app
