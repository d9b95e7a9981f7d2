#include "app/panels/components_page.hpp"

#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/map/drawing_overlay.hpp"
#include "app/map/hover_card.hpp"
#include "app/number_format.hpp"
#include "app/panels/floating.hpp"
#include "app/panels/palette_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/colour_picker.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/histogram.hpp"
#include "app/widgets/list_row.hpp"
#include "app/widgets/menu.hpp"
#include "app/widgets/ramp_field.hpp"
#include "app/widgets/sliders.hpp"
#include "app/widgets/tip.hpp"
#include "app/words.hpp"
#include "render/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace app {
namespace {

// Names of things are data and stay as they are; the controls' own words are the program's.

ImDrawList& list() {
  return *ImGui::GetWindowDrawList();
}

float room() {
  return ImGui::GetContentRegionAvail().x;
}

void room_below(float k) {
  ImGui::Dummy({1, px(k)});
}

/// The next control stands right of the last one, or in a new row where that has no room.
void beside(float width) {
  ImGui::SameLine(0, px(0.5f));
  if (room() < width) ImGui::NewLine();
}

void layer_rows(Workspace& w) {
  const auto symbol = [&](render::Symbol s, geo::GeometryKind kind) {
    return [s, kind, theme = w.state.theme](ImDrawList& to, float x, float y, float wide, float high) {
      ImGuiCanvas canvas(to);
      render::draw_swatch(canvas, s, kind, x, y, wide, high, theme);
    };
  };
  const auto ramp = [](ImDrawList& to, float x, float y, float wide, float high) {
    draw_ramp(to, {x, y}, {x + wide, y + high}, "emissions", 4, false);
  };
  const auto of_role = [&](geo::Role role) {
    return symbol(render::role_symbol(role, geo::GeometryKind::polygon, w.state.theme), geo::GeometryKind::polygon);
  };
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  bool open = true;
  group_head("group", tr("Layers"), open);
  ListRow area;
  area.text = word(geo::Role::business_area);
  area.count = app::area(182).text();
  area.swatch = of_role(geo::Role::business_area);
  list_row("rest", area);
  {
    const Posed posed(Pose::hovered);
    ListRow row;
    row.text = word(geo::Role::sink_land);
    row.count = "6";
    row.has_more = row.can_be_moved = true;
    row.swatch = of_role(geo::Role::sink_land);
    list_row("hovered", row);
  }
  ListRow density;
  density.text = tr("Emission density");
  density.selected = true;
  density.opacity = 0.86;
  density.swatch = ramp;
  list_row("selected", density);
  ListRow hidden;
  hidden.text = "pks_kartta.gpkg";
  hidden.visible = false;
  hidden.count = "214";
  hidden.swatch = ramp;
  list_row("hidden", hidden);
  ListRow locked;
  locked.text = "Yleiskaava 2040";
  locked.locked = true;
  locked.swatch = ramp;
  list_row("locked", locked);
  ListRow landfill;
  landfill.text = word(geo::Role::landfill);
  landfill.warning = "3";
  landfill.swatch = of_role(geo::Role::landfill);
  list_row("faults", landfill);
  ListRow reading;
  reading.text = "luke_maanpeite.tif";
  reading.progress = 0.64;
  list_row("reading", reading);
  {
    const Posed posed(Pose::focused);
    ListRow row;
    row.text = word(geo::Role::partner_site);
    row.count = "12";
    list_row("focused", row);
  }
  ImGui::PopStyleVar();
}

void buttons(Workspace&) {
  const std::string present = tr("Present");
  const auto row_of = [](const char* id, const std::string& text, char32_t icon, ButtonKind kind) {
    ImGui::PushID(id);
    const float width = button_width(text, icon);
    bool first = true;
    for (const Pose pose : {Pose::rest, Pose::hovered, Pose::held, Pose::focused}) {
      if (!std::exchange(first, false)) beside(width);
      ImGui::PushID(static_cast<int>(pose));
      const Posed posed(pose);
      button("button", text, icon, kind);
      ImGui::PopID();
    }
    beside(width);
    button("disabled", text, icon, kind, 0, false);
    ImGui::PopID();
    room_below(0.2f);
  };
  row_of("primary", present, icon::presentation, ButtonKind::primary);
  row_of("normal", tr("Edit"), icon::pencil, ButtonKind::normal);
  row_of("ghost", tr("Undo"), icon::none, ButtonKind::ghost);
  icon_button("icon", icon::undo, tr("Undo"));
  beside(px(1.8f));
  {
    const Posed posed(Pose::hovered);
    icon_button("icon hovered", icon::plus, tr("Zoom in"));
  }
  beside(px(1.8f));
  {
    const Posed posed(Pose::held);
    icon_button("icon held", icon::plus, tr("Zoom in"));
  }
  beside(px(1.8f));
  {
    const Posed posed(Pose::focused);
    icon_button("icon focused", icon::magnify, tr("Zoom in"));
  }
  beside(px(1.8f));
  icon_button("icon active", icon::cursor, tr("Select"), {}, true);
  beside(px(1.8f));
  icon_button("icon off", icon::redo, tr("Redo"), {}, false, false);
  room_below(0.2f);
  const std::array segments{Segment{tr("Map"), icon::map, true, {}}, Segment{tr("Table"), icon::table, true, {}},
                            Segment{tr("All"), icon::none, false, {}}};
  int chosen = 0;
  segmented("segments", segments, chosen, std::min(room(), segmented_width(segments)));
  room_below(0.2f);
  std::string typed;
  search_box("search", tr("Search or command"), typed, room());
  room_below(0.2f);
  {
    const Posed posed(Pose::focused);
    search_box("search focused", tr("Search or command"), typed, room());
  }
}

void fields(Workspace&) {
  const std::string kind = tr("Land cover");
  const std::array<std::string, 2> methods{"Metsitys, pelto", "Kosteikko"};
  field_fixed(tr("Area"), number(21.2, 1), "ha", SourceMark::data);
  field_choice("choice", kind, methods, 0);
  field_text("text", tr("Name"), "Leinolan metsitys");
  field_number("number", tr("Starts"), 2027, 0, 1900, 2200, {}, SourceMark::entered, true);
  {
    const Posed posed(Pose::hovered);
    field_choice("choice hovered", kind, methods, 1);
  }
  {
    const Posed posed(Pose::focused);
    field_number("focused", tr("Yearly removal"), 6.9, 1, 0, 20, "m³/ha/a", SourceMark::to_be_confirmed);
    field_choice("choice focused", kind, methods, 0);
  }
  field_fixed(tr("Yearly removal"), "157", "t CO₂e/a", SourceMark::computed);
  {
    const Posed posed(Pose::wrong);
    field_number("wrong", tr("Start year"), -5, 0, 1, 100, "a");
  }
  divider();
  room_below(0.3f);
  bool on = true;
  bool off = false;
  checkbox("on", tr("Labels"), on);
  beside(px(8));
  checkbox("off", tr("Labels"), off);
  {
    const Posed posed(Pose::focused);
    checkbox("focused", tr("Labels"), on);
  }
  note(tr("The file does not state its coordinate system. Choose one."), NoteKind::plain);
  room_below(0.2f);
  note(tr("illustrative, not a published outline"), NoteKind::warn);
  room_below(0.2f);
  note(tr("The file can not be written."), NoteKind::bad);
}

void lists_that_open(Workspace&) {
  const std::vector<MenuRow> rows{{tr("Open"), icon::folder, "Ctrl O", true, false},
                                  {tr("Rename"), icon::pencil, "F2", true, false},
                                  {tr("Redo"), icon::redo, "Ctrl Y", false, false},
                                  {tr("Delete"), icon::delete_, "Del", true, true}};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushID("rest");
  menu_rows(rows);
  ImGui::PopID();
  {
    const Posed posed(Pose::hovered);
    menu_rows({rows.front()});
  }
  divider();
  room_below(0.3f);
  const std::array choices{Choice{"TM35FIN", "EPSG:3067"}, Choice{"GK24", "EPSG:3878"}};
  choice_rows(choices, 0);
  room_below(0.3f);
  divider();
  room_below(0.3f);
  ramp_rows("emissions", 7, false);
  ImGui::PopStyleVar();
  room_below(0.3f);
  field_ramp("ramp", tr("Colours"), "removals", 7, false);
}

void sliders(Workspace&) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  YearAxis axis;
  axis.first_year = 2015;
  axis.last_year = 2045;
  axis.left = min.x + px(1.2f);
  axis.right = min.x + room() - px(1.2f);
  int year = 2030;
  year_slider("year", axis, min.y + px(0.9f), year);
  ImGui::SetCursorScreenPos(min);
  room_below(1.2f);
  ImGui::Dummy({1, year_slider_height()});
  double share = 0.86;
  field_slider("rest", tr("Opacity"), share, 0, 1, percent(share));
  {
    const Posed posed(Pose::hovered);
    field_slider("hovered", tr("Opacity"), share, 0, 1, percent(share));
  }
  {
    const Posed posed(Pose::focused);
    field_slider("focused", tr("Opacity"), share, 0, 1, percent(share));
  }
  room_below(0.3f);
  Histogram values{0, 500, {4, 9, 22, 31, 28, 24, 17, 12, 9, 7, 6, 4, 3, 3, 2, 1}, 2};
  const std::array breaks{50.0, 120.0, 200.0, 320.0};
  const auto classes = render::ramp_classes("emissions", look().kind, 5);
  break_histogram("breaks", values, breaks, classes, px(6), [](double value) { return number(value, 0); });
}

void chips(Workspace&) {
  const std::array<std::pair<std::string, ChipKind>, 5> all{{{tr("Done"), ChipKind::good},
                                                             {tr("Edit"), ChipKind::accent},
                                                             {tr("Land cover"), ChipKind::plain},
                                                             {tr("to be confirmed"), ChipKind::warn},
                                                             {tr("Delete"), ChipKind::bad}}};
  bool first = true;
  for (const auto& [text, kind] : all) {
    if (!std::exchange(first, false)) beside(text_width(Face::small, text) + px(1.1f));
    chip(text, kind);
  }
  room_below(0.2f);
  int chosen = 0;
  tabs("tabs", {tr("Style"), tr("Table"), tr("History and versions")}, chosen);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x;
  for (const char* cap : {"Ctrl", "Z", "Shift", "F11"})
    x += draw_key_cap(list(), x, at.y + px(0.8f), cap, false) + px(0.3f);
  room_below(1.6f);
}

void figures(Workspace&) {
  FigureCard card;
  card.label = tr("Yearly removal");
  card.figure = "157";
  card.unit = "t\u00A0CO₂e/a";
  card.aside = number(7.4, 1) + "\u00A0t/ha/a";
  card.interval = Interval{157, 101, 214};
  card.interval_text = percent(0.95);
  card.mark = icon::function;
  card.mark_text = tr("computed");
  card.colour = colours().good;
  figure_card("figure", card);
  room_below(0.4f);
  inspector_head(icon::pine_tree, colours().good, colours().good_soft, "Leinolan metsitys", word(geo::Role::sink_land),
                 tr("Close"));
  room_below(0.4f);
  empty_state(icon::map_marker_plus, tr("No rows yet"), tr("Draw on the map or adopt features of a file."));
}

void toasts(Workspace&) {
  const std::array all{Toast{ToastKind::done, tr("Done"), "hankkio_2030.pdf", tr("Open"), {}, {}, 1},
                       Toast{ToastKind::information, "Leinolan metsitys", "", tr("Undo"), {}, {}, 2},
                       Toast{ToastKind::warning, tr("Messages"), "parking_areas.geojson", tr("Show"), {}, {}, 3},
                       Toast{ToastKind::failed,
                             tr("The file can not be written."),
                             tr("Choose a folder that you may write to."),
                             "",
                             {},
                             {},
                             4}};
  for (const Toast& toast : all) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(static_cast<int>(toast.id));
    draw_toast(toast, at, room());
    ImGui::PopID();
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, toast_height(toast, room()) + px(0.5f)});
  }
}

void palette(Workspace&) {
  PaletteEntry first;
  first.text = tr("Draw an area");
  first.icon = icon::polygon_plus;
  first.keys = "N";
  first.marked = {{0, std::min<std::size_t>(5, first.text.size())}};
  PaletteEntry second;
  second.text = tr("Redo");
  second.icon = icon::redo;
  second.keys = "Ctrl Y";
  second.enabled = false;
  PaletteEntry third;
  third.text = "Leinolan metsitys";
  third.icon = icon::pine_tree;
  third.aside = word(geo::Role::sink_land);
  bool chosen = true;
  for (const PaletteEntry& entry : {first, second, third}) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_palette_row(list(), entry, at, room(), std::exchange(chosen, false));
    ImGui::Dummy({1, px(palette_row_k) - ImGui::GetStyle().ItemSpacing.y});
  }
}

void over_the_map(Workspace&) {
  HoverCard card;
  card.figure = "338";
  card.unit = "t CO₂e/ha/a";
  card.aside = year_text(2030);
  const auto colour = [](geo::Sector sector) { return render::sector_colour(sector, look().kind); };
  card.contributors = {{word(geo::Sector::landfill), "327", colour(geo::Sector::landfill)},
                       {word(geo::Sector::treatment), "8", colour(geo::Sector::treatment)},
                       {word(geo::Sector::logistics), "3", colour(geo::Sector::logistics)}};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size = draw_card_box(list(), card, at);
  ImGui::Dummy({1, size.y + px(0.6f)});
  Hint hint;
  hint.what = tr("Measure");
  hint.keys = {{"Enter", tr("Finish")}, {"Esc", tr("Cancel")}};
  const ImVec2 below = ImGui::GetCursorScreenPos();
  const float height = px(4);
  draw_hint(hint, list(), {below, {room(), height}});
  ImGui::Dummy({1, height});
}

void legend(Workspace& w) {
  const auto ramp = [](const char* title, const char* name, std::vector<std::string> breaks, int clear) {
    render::HeatmapLegend of;
    of.title = title;
    of.unit = "t CO₂e/ha/a";
    of.colours = render::ramp_classes(name, look().kind, static_cast<int>(breaks.size()) + 1);
    of.break_texts = std::move(breaks);
    of.clear_class = clear;
    return of;
  };
  render::Legend of;
  of.heatmaps = {ramp(tr("Emission density"), "emissions", {"2", "5", "10", "20", "50", "100", "200", "500"}, 0),
                 ramp(tr("Net, both ways"), "net", {"−50", "−20", "−5", "−1", "1", "5", "20", "50"}, 4)};
  render::LegendGroup things;
  for (const geo::Role role : {geo::Role::business_area, geo::Role::landfill, geo::Role::sink_land})
    things.entries.push_back(
        {word(role), render::role_symbol(role, geo::GeometryKind::polygon, w.state.theme), geo::GeometryKind::polygon});
  of.groups.push_back(std::move(things));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGuiCanvas canvas(list());
  const double height = render::draw_legend(canvas, of, at.x, at.y, room(), look().u, w.state.theme);
  ImGui::Dummy({1, static_cast<float>(height)});
}

void picking_colour(Workspace& w) {
  Colour colour = render::hex("#0A7766");
  colour.a = 200;
  field_colour("colour", tr("Colours"), colour, w.styling.recent);
  room_below(0.3f);
  colour_picker(colour, w.styling.recent);
}

struct Card {
  const char* name;
  std::function<void(Workspace&)> content;
  bool edge_to_edge = false;
};

}  // namespace

void ComponentsPage::draw(Workspace& w, ImVec2 size) {
  std::vector<Card> cards;
  const auto add = [&](const char* name, void (*content)(Workspace&), bool edge_to_edge = false) {
    cards.push_back({name, content, edge_to_edge});
  };
  add("Layer row", layer_rows, true);
  add("Legend", legend);
  add("Chips, tabs, keys", chips);
  add("Buttons", buttons);
  add("Fields: value, unit, source mark", fields);
  add("Sliders", sliders);
  add("Figure card, head, empty", figures);
  add("Menu, choice, ramps", lists_that_open);
  add("Hover card, hint", over_the_map);
  add("Toasts", toasts);
  add("Command palette", palette, true);
  add("Colour", picking_colour);
  if (w.has_plan()) {
    cards.push_back({"Table",
                     [this](Workspace& of) {
                       of.table.open = true;
                       const ImVec2 at = ImGui::GetCursorScreenPos();
                       const ImVec2 table_size{room(), px(12)};
                       table_.draw(of, at, table_size);
                       ImGui::SetCursorScreenPos(at);
                       ImGui::Dummy(table_size);
                     },
                     true});
  }
  heights_.resize(cards.size(), px(10));
  begin_region("components", {0, 0}, size, {0, 0});
  list().AddRectFilled({0, 0}, size, packed(colours().desk));
  ImGui::BeginChild("page", size);
  const float space = px(1);
  const int columns = std::clamp(static_cast<int>(size.x / px(22)), 1, 4);
  const float width = std::floor((size.x - space - px(0.6f)) / static_cast<float>(columns)) - space;
  const float pad = px(0.75f);
  // Each card goes under the shortest column.
  std::vector<float> bottoms(static_cast<std::size_t>(columns), space);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const auto column = static_cast<std::size_t>(std::min_element(bottoms.begin(), bottoms.end()) - bottoms.begin());
    const ImVec2 min{origin.x + space + static_cast<float>(column) * (width + space), origin.y + bottoms[column]};
    const float head = px(2);
    const float height = head + heights_[i] + px(0.8f);
    list().AddRectFilled(min, {min.x + width, min.y + height}, packed(colours().panel), px(0.5f));
    list().AddRect(min, {min.x + width, min.y + height}, packed(colours().border), px(0.5f));
    draw_text(list(), Face::small_strong, min.x + pad, min.y + px(1.1f), colours().text2, cards[i].name, At::left,
              width - 2 * pad);
    // The focus ring lies outside its control.
    const float ring = cards[i].edge_to_edge ? 0 : 5;
    const float side = cards[i].edge_to_edge ? 1 : pad - ring;
    ImGui::SetCursorScreenPos({min.x + side, min.y + head - ring});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ring, ring});
    ImGui::BeginChild(
        cards[i].name, {width - 2 * side, heights_[i] + ring}, false,
        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_AlwaysUseWindowPadding);
    ImGui::PopStyleVar();
    cards[i].content(w);
    const float used = std::ceil(ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y);
    ImGui::EndChild();
    heights_[i] = used;
    bottoms[column] += height + space;
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, *std::max_element(bottoms.begin(), bottoms.end())});
  ImGui::EndChild();
  end_region();
}

}  // namespace app
