#include "app/panels/new_plan_panel.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"

#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace app {
namespace {

void say_trouble(const std::optional<geo::Message>& trouble) {
  if (trouble) note(translated(*trouble), NoteKind::bad);
}

}  // namespace

void NewPlanPanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  const bool open = begin_sheet("new plan", min, size, 36, 25, tr("New plan"),
                                tr("One file that holds everything; each change is saved in it at once."));
  if (ImGui::IsWindowAppearing()) {
    plan_ = {};
    plan_.name = tr("New plan");
    plan_.folder = w.preferences.last_folder.empty() ? own_plans_folder().string() : w.preferences.last_folder;
    plan_.base_year = 2017;  // the first year of the pollutant register's open figures
    plan_.horizon_year = std::max(2045, plan_.base_year + 10);
    other_crs_ = false;
    asked_ = false;
    focus_next_field();
  }
  const NewPlanTroubles wrong = asked_ ? troubles(plan_) : NewPlanTroubles{};
  const float foot = px(3.4f);
  ImGui::BeginChild("answers", {sheet_room().x, sheet_room().y - foot});
  const LabelRoom room(9);
  // Enter in the name is all that most plans need.
  bool named_by_enter = false;
  if (auto name = field_text("name", tr("Name"), plan_.name)) {
    plan_.name = *name;
    named_by_enter = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false);
  }
  say_trouble(wrong.name);
  if (auto folder = field_text("folder", tr("Folder"), plan_.folder)) plan_.folder = *folder;
  say_trouble(wrong.folder);
  std::vector<std::string> names;
  int chosen = -1;
  for (const CrsOffer& offer : crs_offers()) {
    if (!other_crs_ && offer.code == plan_.crs) chosen = static_cast<int>(names.size());
    names.push_back(names.empty() ? translated(geo::say("{0}, all of Finland", offer.name))
                                  : translated(geo::say("{0}, meridian {1}° E", offer.name, offer.name.substr(7))));
  }
  names.emplace_back(tr("Another, by its code"));
  if (other_crs_) chosen = static_cast<int>(names.size()) - 1;
  if (const auto taken = field_choice("crs", tr("Coordinate system"), names, chosen)) {
    other_crs_ = *taken + 1 == static_cast<int>(names.size());
    plan_.crs = other_crs_ ? std::string("EPSG:") : crs_offers()[static_cast<std::size_t>(*taken)].code;
  }
  if (other_crs_)
    if (auto code = field_text("code", tr("Code"), plan_.crs)) plan_.crs = *code;
  say_trouble(wrong.crs);
  if (const auto year =
          field_number("first", tr("First year"), plan_.base_year, 0, 1900, 2200, {}, SourceMark::entered, true))
    plan_.base_year = static_cast<int>(*year);
  if (const auto year =
          field_number("last", tr("Last year"), plan_.horizon_year, 0, 1900, 2200, {}, SourceMark::entered, true))
    plan_.horizon_year = static_cast<int>(*year);
  say_trouble(wrong.years);
  ImGui::Dummy({1, px(0.3f)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string file = file_of(plan_).string();
  draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y + px(0.6f), colours().text2,
            translated(geo::say("File: {0}", file)), At::left, ImGui::GetContentRegionAvail().x);
  ImGui::Dummy({1, px(1.2f)});
  ImGui::EndChild();
  ImGui::Dummy({1, px(0.5f)});
  const ImGuiIO& io = ImGui::GetIO();
  const bool make = button("make", tr("Make the plan"), icon::plus, ButtonKind::primary) || named_by_enter ||
                    (io.KeyCtrl && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false));
  tooltip(tr("Make the plan"), "Ctrl Enter");
  ImGui::SameLine();
  const bool cancel = button("cancel", tr("Cancel"));
  end_sheet();
  if (!open || cancel) {
    w.overlay = Overlay::none;
    return;
  }
  if (!make) return;
  asked_ = true;
  if (troubles(plan_).any()) return;
  try {
    const std::filesystem::path path = make_plan(plan_);
    w.preferences.last_folder = path.parent_path().string();
    w.overlay = Overlay::none;
    w.open_plan(path.string());
  } catch (const geo::Error& error) {
    w.toasts.add(error);
  }
}

}  // namespace app
