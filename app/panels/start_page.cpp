#include "app/panels/start_page.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/map_page.hpp"
#include "app/panels/outline_of_finland.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "layers/asset_files.hpp"
#include "layers/example_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <system_error>

namespace app {
namespace {

namespace fs = std::filesystem;

/// A picture over the whole of a box with rounded corners, cut to the box's shape; the ground until it is there.
void draw_picture(ImDrawList& list, const PictureShelf::Shown& shown, ImVec2 min, ImVec2 max, ImDrawFlags corners,
                  double alpha) {
  const float radius = px(0.5f);
  list.AddRectFilled(min, max, packed(colours().sunken), radius, corners);
  if (!shown.texture) return;
  const float box = (max.x - min.x) / (max.y - min.y);
  const float own = shown.width_px / shown.height_px;
  const float u = own > box ? (1 - box / own) / 2 : 0;
  const float v = own > box ? 0 : (1 - own / box) / 2;
  list.AddImageRounded(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(shown.texture)), min, max, {u, v},
                       {1 - u, 1 - v}, packed(faded({255, 255, 255, 255}, alpha)), radius, corners);
}

/// A button over the whole width with its key at the right.
void wide_button(Workspace& w, const char* id, std::string_view text, ImVec2 min, float width, bool primary) {
  const Tokens& c = colours();
  const Command& what = command(id);
  const ImVec2 max{min.x + width, min.y + px(2.45f)};
  ImGui::SetCursorScreenPos(min);
  if (hit_area(id, {width, max.y - min.y})) run(what, w);
  const bool hovered = ImGui::IsItemHovered();
  const bool held = ImGui::IsItemActive();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (primary)
    list.AddRectFilled(min, max, packed(held ? c.accent_press : hovered ? c.accent_hover : c.accent), px(0.3f));
  else
    list.AddRectFilled(min, max, packed(held ? c.press : hovered ? c.hover : c.panel), px(0.3f));
  if (!primary) list.AddRect(min, max, packed(c.border), px(0.3f));
  draw_focus_ring(list, min, max, px(0.3f));
  const Colour ink = primary ? c.on_accent : c.text;
  const float y = (min.y + max.y) / 2;
  draw_icon(list, what.icon, min.x + px(1.4f), y, ink, Face::text_medium);
  const std::string keys = shortcut_text(what.shortcut);
  const float keys_width = text_width(Face::small, keys) + px(1.4f);
  draw_text(list, Face::text_medium, min.x + px(2.4f), y, ink, text, At::left, width - px(2.4f) - keys_width);
  draw_text(list, Face::small, max.x - px(0.8f), y, primary ? c.on_accent : c.text3, keys, At::right);
}

}  // namespace

void StartPage::leave() {
  looked_ = false;
}

void StartPage::look_for_files(Workspace& w) {
  if (looked_) return;
  looked_ = true;
  // A path may lie on a network share that does not answer, so nobody waits for it.
  std::vector<std::string> paths;
  for (const RecentPlan& plan : w.preferences.recent_plans) {
    paths.push_back(plan.path);
    for (const bool dark : {false, true}) shelf_.forget(picture_of_plan(plan.path, dark));
  }
  w.jobs.start("recent plans", geo::say("Looking for the recent plans"),
               [this, paths](geo::Progress& progress) -> Jobs::Finish {
                 auto missing = std::make_shared<std::set<std::string>>();
                 for (std::size_t i = 0; i < paths.size(); ++i) {
                   progress.advance(static_cast<double>(i) / static_cast<double>(paths.size()));
                   std::error_code error;
                   if (!fs::exists(paths[i], error)) missing->insert(paths[i]);
                 }
                 return [this, missing] { missing_ = std::move(*missing); };
               });
}

fs::path StartPage::example_picture(Workspace& w, ImVec2 size) {
  const fs::path folder = picture_folder();
  if (folder.empty()) return {};
  const bool dark = render::is_dark(w.state.theme);
  // Another version of the example has another picture.
  std::error_code error;
  const fs::path source = layers::asset_folder() / "examples" / "topinpuisto.toml";
  const auto bytes = fs::file_size(source, error);
  const auto time = fs::last_write_time(source, error).time_since_epoch().count();
  const int width_px = std::max(64, static_cast<int>(size.x));
  const int height_px = std::max(64, static_cast<int>(size.y));
  fs::path file =
      folder / fmt::format("example_{}_{}_{}x{}_{}.png", bytes, time, width_px, height_px, dark ? "dark" : "light");
  if (fs::exists(file, error) || !drawing_.insert(file.string()).second) return file;
  w.jobs.start({}, geo::say("Drawing the example"),
               [this, file, source, dark, width_px, height_px](geo::Progress& progress) -> Jobs::Finish {
                 std::error_code ignored;
                 fs::create_directories(file.parent_path(), ignored);
                 // Another name until it is whole.
                 const fs::path unfinished = file.string() + fmt::format(".{}.png", fmt::ptr(this));
                 try {
                   const geo::Plan plan = layers::read_plan_toml(source);
                   MapPageOptions options;
                   options.width_px = 1120;
                   options.height_px = 420;
                   options.theme = render::theme_kind(dark, false);
                   options.heatmap.year = 2023;
                   options.heatmap.gwp_set = plan.info().gwp_set;
                   const geo::HeatmapScale scale = geo::heatmap_scale(plan);
                   options.heatmap.radius_m = scale.radius_m;
                   options.heatmap.cell_m = scale.cell_m;
                   options.map_alone = true;
                   (void)write_map_page(unfinished.string(), plan, nullptr, {}, options, progress);
                   fs::rename(unfinished, file, ignored);
                 } catch (const geo::Error&) {
                   return [] {};  // without a picture the card is still a card
                 }
                 return [this, file] { shelf_.forget(file); };
               });
  return file;
}

void StartPage::draw_left(Workspace& w, ImVec2 min, ImVec2 max) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, packed(c.desk));
  list.AddRectFilled({max.x - 1, min.y}, max, packed(c.border));
  const float pad = px(2.6f);
  const float left = min.x + std::min(pad, std::floor((max.x - min.x) * 0.1f));
  const float width = std::min(px(15.5f), max.x - left - px(1));
  float y = min.y + std::min(pad, std::floor((max.y - min.y) * 0.06f));
  const float mark = px(2.6f);
  draw_mark(list, {left, y}, mark);
  draw_text(list, Face::figure, left + mark + px(0.75f), y + mark / 2, c.text, "Hiilitie", At::left,
            max.x - left - mark - px(1.5f));
  y += mark + px(1.2f);
  y += draw_wrapped(list, Face::text, left, y, std::min(px(18.5f), max.x - left - px(1)), c.text2,
                    tr("Plan how a business area becomes climate-positive."));
  y += px(1.6f);
  wide_button(w, "plan.new", tr("New plan"), {left, y}, width, true);
  y += px(3);
  wide_button(w, "plan.open", tr("Open a file"), {left, y}, width, false);
  y += px(3);
  wide_button(w, "window.shortcuts", tr("Guide"), {left, y}, width, false);
  y += px(3);

  const float foot = max.y - px(1.9f) - std::min(pad, px(2));
  if (foot - y > px(9)) draw_outline_of_finland(list, {left, y}, {max.x - px(2.2f), foot - px(1)});

  static const std::array<const char*, 2> languages{"fi", "en"};
  const std::array segments{Segment{"Suomi", 0, true, {}}, Segment{"English", 0, true, {}}};
  int chosen = language() == "fi" ? 0 : 1;
  ImGui::SetCursorScreenPos({left, foot});
  const float switch_width = segmented_width(segments);
  if (segmented("language", segments, chosen)) set_language(languages[static_cast<std::size_t>(chosen)]);
  const ImVec2 theme_min{left + switch_width + px(0.6f), foot + std::floor((px(1.9f) - px(1.8f)) / 2)};
  list.AddRectFilled(theme_min, {theme_min.x + px(1.8f), theme_min.y + px(1.8f)}, packed(c.panel), px(0.3f));
  ImGui::SetCursorScreenPos(theme_min);
  const Command& theme = command("window.theme");
  if (icon_button("theme", icon::theme, tr(theme.text), shortcut_text(theme.shortcut))) run(theme, w);
  list.AddRect(theme_min, {theme_min.x + px(1.8f), theme_min.y + px(1.8f)}, packed(c.border), px(0.3f));
}

void StartPage::draw_example(Workspace& w, float left, float right) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = ImGui::GetCursorScreenPos().y;
  draw_text(list, Face::heading, left, y + px(0.75f), c.text, tr("Example"));
  y += px(2.2f);
  const float width = right - left;
  const bool is_wide = width > px(36);
  const float picture_width = is_wide ? std::floor(width * 0.52f) : width;
  const float picture_height = is_wide ? px(12.2f) : px(8);
  const ImVec2 min{left, y};
  const float words_left = is_wide ? left + picture_width + px(1.5f) : left + px(1);
  const float words_width = right - words_left - px(1.2f);
  const std::string_view words =
      tr("A landfill, a biogas plant and the companies round them. Emissions of 2017–2023 are from the pollutant "
         "register; outlines are drawn for the example.");
  const float words_height = draw_wrapped(list, Face::text, 0, 0, words_width, c.text2, words, true);
  const float text_block = px(1.3f) + px(1.9f) + words_height + px(1.2f) + button_height() + px(1.3f);
  const float height = is_wide ? std::max(picture_height, text_block) : picture_height + text_block;
  const ImVec2 max{right, y + height};
  list.AddRectFilled(min, max, packed(c.panel), px(0.5f));
  const ImVec2 picture_max{left + picture_width, is_wide ? max.y : y + picture_height};
  draw_picture(list, shelf_.show(w.jobs, example_picture(w, {picture_width, picture_max.y - y})), min, picture_max,
               is_wide ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersTop, 1);
  list.AddRect(min, max, packed(c.border), px(0.5f));
  float text_y = (is_wide ? y : y + picture_height) + px(1.3f);
  draw_text(list, Face::title, words_left, text_y + px(0.6f), c.text, "Topinpuisto, Turku", At::left, words_width);
  text_y += px(1.9f);
  draw_wrapped(list, Face::text, words_left, text_y, words_width, c.text2, words);
  const float button_y = max.y - px(1.3f) - button_height();
  ImGui::SetCursorScreenPos({words_left, button_y});
  const std::string_view open = tr("Open the example");
  const float button_part = std::min(button_width(open), words_width);
  if (button("example", open, 0, ButtonKind::primary, button_part)) run(command("plan.example"), w);
  float aside_left = words_left + button_part + px(0.8f);
  // The other example, by its name alone, where there is room for it.
  const std::string_view other = "Kemi-Tornio";
  if (const float other_width = button_width(other); aside_left + other_width <= words_left + words_width) {
    ImGui::SetCursorScreenPos({aside_left, button_y});
    if (button("example kemi-tornio", other, 0, ButtonKind::normal, other_width))
      run(command("plan.example-kemi-tornio"), w);
    tooltip(tr("Material flows of an industrial symbiosis. Opens as a copy that you may change."));
    aside_left += other_width + px(0.8f);
  }
  const std::string_view copy = tr("Opens as a copy");
  if (aside_left + text_width(Face::small, copy) <= words_left + words_width)
    draw_text(list, Face::small, aside_left, button_y + button_height() / 2, c.text2, copy, At::left);
  ImGui::SetCursorScreenPos({left, max.y});
  ImGui::Dummy({1, px(1.6f)});
}

void StartPage::draw_plan_card(Workspace& w, const RecentPlan& plan, ImVec2 min, ImVec2 size) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_missing = missing_.contains(plan.path);
  const ImVec2 max{min.x + size.x, min.y + size.y};
  const float words_height = px(3.9f);
  const float picture_bottom = max.y - words_height;
  ImGui::PushID(plan.path.c_str());

  ImGui::SetCursorScreenPos(min);
  const bool pressed = hit_area("open", size);
  ImGui::SetItemAllowOverlap();
  const bool pointed = ImGui::IsItemHovered();
  const bool focused = is_focused();
  tooltip(plan.path);

  list.AddRectFilled(min, max, packed(pointed ? c.hover : c.panel), px(0.5f));
  const bool dark = render::is_dark(w.state.theme);
  PictureShelf::Shown shown = shelf_.show(w.jobs, picture_of_plan(plan.path, dark));
  if (!shown.texture) shown = shelf_.show(w.jobs, picture_of_plan(plan.path, !dark));
  draw_picture(list, shown, min, {max.x, picture_bottom}, ImDrawFlags_RoundCornersTop, is_missing ? 0.35 : 1);
  if (!shown.texture)
    draw_icon(list, icon::map, (min.x + max.x) / 2, (min.y + picture_bottom) / 2, c.text3, Face::heading);
  list.AddRectFilled({min.x, picture_bottom}, {max.x, picture_bottom + 1}, packed(c.divider));
  list.AddRect(min, max, packed(pointed || focused ? c.accent : c.border), px(0.5f), 0,
               pointed || focused ? 2.0f : 1.0f);

  const float left = min.x + px(0.9f);
  const float right = max.x - px(0.9f);
  const float name_y = picture_bottom + px(1.25f);
  const float line_y = picture_bottom + px(2.6f);
  const std::string name = plan.name.empty() ? fs::path(plan.path).stem().string() : plan.name;
  draw_text(list, Face::text_strong, left, name_y, is_missing ? c.text2 : c.text, name, At::left,
            right - left - px(1.9f));
  float line_right = right;
  if (is_missing) {
    const float wide =
        draw_text(list, Face::small, right, line_y, c.warn, tr("Not found, look for it"), At::right, size.x * 0.6f);
    draw_icon(list, icon::alert, right - wide - px(0.75f), line_y, c.warn, Face::small);
    line_right -= wide + px(1.8f);
  } else {
    line_right -=
        draw_text(list, Face::small, right, line_y, c.text2, translated(plan.fact), At::right, size.x * 0.55f) +
        px(0.6f);
  }
  draw_text(list, Face::small, left, line_y, c.text2, when_opened(plan.opened_at, std::chrono::system_clock::now()),
            At::left, line_right - left);

  ImGui::SetCursorScreenPos({max.x - px(2.1f), name_y - px(0.9f)});
  const bool more = icon_button("more", icon::dots_vertical, tr("More"));
  if (more) ImGui::OpenPopup("plan menu");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  if (ImGui::BeginPopup("plan menu")) {
    draw_text(*ImGui::GetWindowDrawList(), Face::small, ImGui::GetCursorScreenPos().x + px(0.3f),
              ImGui::GetCursorScreenPos().y + px(0.6f), c.text2, fs::path(plan.path).parent_path().string(), At::left,
              px(22));
    ImGui::Dummy(
        {std::min(px(22), text_width(Face::small, fs::path(plan.path).parent_path().string())) + px(0.6f), px(1.3f)});
    if (button("remove", tr("Remove from the list"), icon::close, ButtonKind::ghost)) {
      ImGui::CloseCurrentPopup();
      const std::string path = plan.path;  // the list owns the plan
      forget(w.preferences.recent_plans, path);
    } else if (button("copy", tr("Copy the folder's path"), icon::copy, ButtonKind::ghost)) {
      ImGui::CloseCurrentPopup();
      ImGui::SetClipboardText(fs::path(plan.path).parent_path().c_str());
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  if (!pressed || more) return;
  if (is_missing) {
    w.looked_for = plan.path;
    w.preferences.last_folder = fs::path(plan.path).parent_path().string();
    run(command("plan.open"), w);
  } else {
    w.open_plan(plan.path);
  }
}

void StartPage::draw_recent(Workspace& w, float left, float right) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = right - left;
  const std::string_view head = tr("Recent plans");
  draw_text(list, Face::heading, left, at.y + px(0.9f), c.text, head, At::left, width);
  const RecentPlans& recent = w.preferences.recent_plans;
  float y = at.y + px(2.5f);
  if (recent.empty()) {
    ImGui::SetCursorScreenPos({left, y});
    ImGui::BeginChild("empty", {width, px(6.5f)});
    empty_state(icon::folder, tr("No plans yet"), tr("Open the example or make a new plan. It will be found here."));
    ImGui::EndChild();
    ImGui::SetCursorScreenPos({left, y + px(6.5f)});
    return;
  }
  const float head_width = text_width(Face::heading, head);
  float box_left = right - std::min(px(13.5f), width);
  float box_y = at.y;
  if (left + head_width + px(1) > box_left) {
    box_left = left;
    box_y = y;
    y += px(2.3f);
  }
  ImGui::SetCursorScreenPos({box_left, box_y});
  search_box("search plans", tr("Search plans"), typed_, std::min(px(13.5f), width));
  const std::vector<RecentPlan> found = matching(recent, typed_);
  if (found.empty()) draw_text(list, Face::text, left, y + px(1), c.text2, tr("No plan of this name"), At::left, width);
  const float gap = px(1.25f);
  const int columns = std::clamp(static_cast<int>((width + gap) / (px(16) + gap)), 1, 4);
  const float card_width = std::floor((width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  const float card_height = std::floor(std::min(card_width * 0.425f, px(10))) + px(3.9f);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
    draw_plan_card(w, found[i], {left + column * (card_width + gap), y}, {card_width, card_height});
    if ((i + 1) % static_cast<std::size_t>(columns) == 0 || i + 1 == found.size()) y += card_height + px(1);
  }
  ImGui::SetCursorScreenPos({left, y});
  ImGui::Dummy({1, 1});
}

void StartPage::draw(Workspace& w, ImVec2 size) {
  look_for_files(w);
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos();
  // Beside each other while the cards have room; else one under the other.
  const bool is_wide = size.x >= px(40);
  const float left_width = is_wide ? std::clamp(std::floor(size.x * 0.27f), px(18.5f), px(25.4f)) : 0;
  if (is_wide) {
    ImGui::SetCursorScreenPos(min);
    ImGui::BeginChild("do", {left_width, size.y});
    // The column is never cut: when the window is too low for it, it scrolls.
    const float least = px(22);
    draw_left(w, ImGui::GetCursorScreenPos(),
              {ImGui::GetCursorScreenPos().x + left_width, ImGui::GetCursorScreenPos().y + std::max(size.y, least)});
    ImGui::EndChild();
  }
  const float foot = px(2.6f);
  ImGui::SetCursorScreenPos({min.x + left_width, min.y});
  ImGui::BeginChild("plans", {size.x - left_width, size.y - foot});
  const float pad = is_wide ? std::min(px(2.6f), (size.x - left_width) * 0.06f) : px(1);
  const float left = std::floor(ImGui::GetWindowPos().x + pad);
  const float right = std::floor(min.x + size.x - pad - px(0.3f));
  if (!is_wide) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_left(w, at, {min.x + size.x, at.y + px(20.5f)});
    ImGui::SetCursorScreenPos({left, at.y + px(20.5f)});
  }
  ImGui::Dummy({1, is_wide ? px(2.3f) : px(1)});
  draw_example(w, left, right);
  draw_recent(w, left, right);
  ImGui::EndChild();

  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float foot_y = min.y + size.y - foot / 2;
  const float foot_left = min.x + left_width + pad;
  draw_icon(list, icon::download, foot_left + px(0.5f), foot_y, c.text3, Face::small);
  const float foot_room = min.x + size.x - pad - foot_left - px(1.3f);
  const std::string_view all =
      tr("Drop a plan or GIS data on the window: sqlite, gpkg, shp, geojson, fgb, tif, csv, dxf");
  // In a narrow window the kinds of files are left out.
  const bool has_room = text_width(Face::small, all) <= foot_room;
  draw_text(list, Face::small, foot_left + px(1.3f), foot_y, c.text2, has_room ? all : all.substr(0, all.find(':')),
            At::left, foot_room);
}

}  // namespace app
