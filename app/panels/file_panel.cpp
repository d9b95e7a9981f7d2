#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/focus.hpp"
#include "app/words.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 31> known_endings{
    ".sqlite", ".gpkg", ".shp", ".geojson", ".json", ".topojson", ".fgb", ".csv", ".kml",  ".kmz", ".gml",
    ".pbf",    ".osm",  ".dxf", ".zip",     ".db",   ".tab",      ".mif", ".gpx", ".xlsx", ".tif", ".tiff",
    ".vrt",    ".asc",  ".jp2", ".png",     ".jpg",  ".mbtiles",  ".img", ".nc",  ".toml"};

bool is_known(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::find(known_endings.begin(), known_endings.end(), ending) != known_endings.end();
}

std::string size_text(std::uintmax_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (value >= 1e9) return number(value / 1e9, 1) + "\u00A0GB";
  if (value >= 1e6) return number(value / 1e6, 1) + "\u00A0MB";
  return number(std::max(1.0, value / 1e3), 0) + "\u00A0kB";
}

/// One row of a list; returns pressed.
bool list_line(const char* id, char32_t icon_code, std::string_view text, std::string_view aside) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(1.75f);
  const bool pressed = hit_area(id, {width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover), px(0.3f));
  draw_focus_ring(list, {min.x + 3, min.y + 3}, {min.x + width - 3, min.y + height - 3}, px(0.3f));
  draw_icon(list, icon_code, min.x + px(0.9f), min.y + height / 2, c.text3);
  const float aside_width = text_width(Face::small, aside);
  draw_text(list, Face::text, min.x + px(1.9f), min.y + height / 2, c.text, text, At::left,
            width - px(3) - aside_width);
  draw_text(list, Face::small, min.x + width - px(0.5f), min.y + height / 2, c.text3, aside, At::right);
  return pressed;
}

}  // namespace

void FilePanel::read_folder() {
  entries_.clear();
  fresh_ = true;
  std::error_code error;
  for (fs::directory_iterator it(folder_, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    std::error_code unreadable;
    const fs::path& path = it->path();
    std::string name = path.filename().string();
    if (name.empty() || name.front() == '.') continue;
    const bool folder = it->is_directory(unreadable);
    if (!folder && !is_known(path)) continue;
    entries_.push_back({std::move(name), folder, folder ? 0 : it->file_size(unreadable)});
    if (entries_.size() >= 5000) break;  // nobody reads a longer list; the path can be typed
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
}

void FilePanel::draw(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  if (ImGui::GetFrameCount() != last_frame_ + 1) fresh_ = false;  // it was closed in between
  last_frame_ = ImGui::GetFrameCount();
  if (!fresh_) {
    // Where it was used last; for a plan that is missing, as near to it as there is a folder.
    if (!w.looked_for.empty()) folder_ = w.preferences.last_folder;
    if (folder_.empty() && w.has_plan()) folder_ = fs::path(w.session().path()).parent_path();
    if (folder_.empty()) folder_ = w.preferences.last_folder;
    std::error_code error;
    while (!folder_.empty() && folder_ != folder_.root_path() && !fs::is_directory(folder_, error))
      folder_ = folder_.parent_path();
    if (folder_.empty()) folder_ = fs::current_path(error);
    if (error || folder_.empty()) folder_ = "/";
    folder_ = fs::absolute(folder_, error).lexically_normal();
    read_folder();
  }
  const bool for_hubs = w.hub_folder_wanted;
  const bool open = begin_sheet(
      "files", map_min, map_size, 38, 32,
      for_hubs ? tr("Choose a folder of other hubs' plans") : tr("Open or add a file"),
      for_hubs ? tr("Side streams of its plans take part in the proposals. Nothing is changed in them.")
               : tr("A plan is opened, a GIS file becomes a layer. Files can also be dropped on the window."));
  std::vector<std::string> chosen;
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - button_width(tr("Open")) - px(0.5f));
  if (ImGui::InputTextWithHint("##path", tr("Path of a file or folder, or the address of map tiles"), &typed_,
                               ImGuiInputTextFlags_EnterReturnsTrue) &&
      !typed_.empty())
    chosen.push_back(typed_);
  tab_stop(true);
  ImGui::SameLine();
  if (button("open", tr("Open"), 0, ButtonKind::primary, 0, !typed_.empty()) && !typed_.empty())
    chosen.push_back(typed_);
  if (!chosen.empty()) {
    std::error_code error;
    if (fs::is_directory(chosen.front(), error)) {
      folder_ = chosen.front();
      read_folder();
      chosen.clear();
      typed_.clear();
    }
  }
  ImGui::Dummy({1, px(0.2f)});
  const bool takes_folder =
      for_hubs && button("this folder", tr("Choose this folder"), icon::folder, ButtonKind::primary);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y + px(0.5f), colours().text3, folder_.string(),
            At::left, ImGui::GetContentRegionAvail().x);
  ImGui::Dummy({1, px(1)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("entries", sheet_room());
  fs::path next;
  if (folder_.has_parent_path() && folder_ != folder_.root_path() && list_line("..", icon::chevron_left, tr("Up"), {}))
    next = folder_.parent_path();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(entries_.size()), px(1.75f));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Entry& entry = entries_[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      const bool pressed = list_line("entry", entry.folder ? icon::folder : icon::layers, entry.name,
                                     entry.folder ? std::string() : size_text(entry.size_bytes));
      ImGui::PopID();
      if (!pressed) continue;
      if (entry.folder)
        next = folder_ / entry.name;
      else
        chosen.push_back((folder_ / entry.name).string());
    }
  if (entries_.empty()) {
    const ImVec2 here = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::small, here.x + px(0.6f), here.y + px(1), colours().text3,
              tr("No file here that can be read."));
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  end_sheet();
  if (!next.empty()) {
    folder_ = next.lexically_normal();
    read_folder();
  }
  if (takes_folder || (for_hubs && !open)) {
    if (takes_folder) w.proposals.choice.folder = folder_.string();
    w.hub_folder_wanted = false;
    w.overlay = Overlay::proposals;
  } else if (!chosen.empty() && !for_hubs) {
    typed_.clear();
    w.overlay = Overlay::none;
    w.preferences.last_folder = folder_.string();
    w.add_files(chosen);
  } else if (!open) {
    w.overlay = Overlay::none;
    w.looked_for.clear();
    w.inputs_wanted_of = {};
  }
}

void draw_import_question(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  ImportQuestion& question = w.questions.front();
  const std::string name = fs::path(question.source.path).filename().string();
  const bool many = question.source.layers.size() > 1;
  const bool open = begin_sheet(
      "import", map_min, map_size, 40, many ? 32 : 20, name,
      many ? tr("Choose the layers to add.") : tr("The file does not state its coordinate system. Choose one."));
  const float foot = px(3.2f);
  ImGui::BeginChild("choices", {sheet_room().x, sheet_room().y - foot});
  for (std::size_t i = 0; i < question.source.layers.size(); ++i) {
    const layers::SourceLayer& layer = question.source.layers[i];
    ImportQuestion::Choice& choice = question.choices[i];
    ImGui::PushID(static_cast<int>(i));
    std::string words = layer.name.empty() ? name : layer.name;
    if (layer.feature_count >= 0)
      words += "   " + translated(geo::say("{0} features", number(static_cast<double>(layer.feature_count), 0)));
    checkbox("take", words, choice.taken);
    if (choice.taken) {
      ImGui::Indent(px(1.5f));
      std::vector<std::string> roles;
      for (std::size_t r = 0; r < geo::EnumText<geo::Role>::names.size(); ++r)
        roles.push_back(word(static_cast<geo::Role>(r)));
      if (const auto role = field_choice("role", tr("Role"), roles, static_cast<int>(choice.role)))
        choice.role = static_cast<geo::Role>(*role);
      if (!layer.crs && !question.source.raster) {
        std::vector<std::string> crs;
        int chosen = -1;
        for (const layers::CrsProposal& proposal : layer.proposals) {
          crs.push_back(proposal.crs.name());
          if (proposal.crs.text() == choice.crs) chosen = static_cast<int>(crs.size()) - 1;
        }
        if (!crs.empty())
          if (const auto taken = field_choice("crs", tr("CRS"), crs, chosen, SourceMark::to_be_confirmed))
            choice.crs = layer.proposals[static_cast<std::size_t>(*taken)].crs.text();
        if (auto typed = field_text("crs code", crs.empty() ? tr("CRS") : tr("or its code"), choice.crs))
          choice.crs = *typed;
        if (chosen >= 0) note(translated(layer.proposals[static_cast<std::size_t>(chosen)].reason), NoteKind::plain);
      }
      ImGui::Unindent(px(1.5f));
    }
    ImGui::PopID();
  }
  ImGui::EndChild();
  bool crs_known = true;
  bool any = false;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (!question.choices[i].taken) continue;
    any = true;
    if (!question.source.layers[i].crs && !question.source.raster && question.choices[i].crs.empty()) crs_known = false;
  }
  ImGui::Dummy({1, px(0.4f)});
  const bool add =
      button("add", tr("Add to the map"), icon::plus, ButtonKind::primary, 0, any && crs_known && w.has_plan());
  ImGui::SameLine();
  const bool cancel = button("cancel", tr("Cancel"));
  if (!w.has_plan()) note(tr("Open a plan first."), NoteKind::warn);
  end_sheet();
  if (!add && !cancel && open) return;
  ImportQuestion answered = std::move(question);
  w.questions.erase(w.questions.begin());
  if (!add) return;
  try {
    for (ImportQuestion::Choice& choice : answered.choices)
      if (choice.taken && !choice.crs.empty()) choice.crs = geo::Crs::from_text(choice.crs).text();
    w.answer(answered);
  } catch (const geo::Error& error) {
    w.toasts.add(error);
    w.questions.insert(w.questions.begin(), std::move(answered));
  }
}

}  // namespace app
