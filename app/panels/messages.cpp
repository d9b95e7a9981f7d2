#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// One problem: icon by kind, sentence, zoom-to.
void problem_row(Workspace& w, int id, const geo::Problem& problem) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(1.75f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Colour ink = problem.kind == geo::ProblemKind::left_out   ? c.bad
                     : problem.kind == geo::ProblemKind::doubtful ? c.warn
                                                                  : c.good;
  const char32_t icon_code = problem.kind == geo::ProblemKind::left_out   ? icon::close_circle
                             : problem.kind == geo::ProblemKind::doubtful ? icon::alert
                                                                          : icon::check_circle;
  draw_icon(list, icon_code, min.x + px(0.8f), min.y + height / 2, ink, Face::small);
  float right = min.x + width - px(0.4f);
  ImGui::PushID(id);
  if (problem.place) {
    ImGui::SetCursorScreenPos({right - px(1.8f), min.y});
    if (icon_button("show", icon::crosshairs, tr("Show on the map"))) {
      geo::MapBox box;
      box.extend(*problem.place);
      w.show(box.grown(100));
      w.overlay = Overlay::none;
    }
    right -= px(2.1f);
  }
  const std::string feature =
      problem.feature ? translated(geo::say("feature {0}", std::to_string(*problem.feature))) : std::string();
  const float feature_width = text_width(Face::small, feature);
  draw_text(list, Face::small, right, min.y + height / 2, c.text3, feature, At::right);
  const std::string text = translated(problem.reason);
  const float room = right - feature_width - px(0.6f) - min.x - px(1.7f);
  draw_text(list, Face::text, min.x + px(1.7f), min.y + height / 2, c.text, text, At::left, room);
  ImGui::PopID();
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
}

void problem_list(Workspace& w, const char* id, const std::string& title, const std::vector<geo::Problem>& problems) {
  if (problems.empty()) return;
  const auto count = [&](geo::ProblemKind kind) {
    return std::count_if(problems.begin(), problems.end(), [&](const geo::Problem& p) { return p.kind == kind; });
  };
  const std::string summary = translated(
      geo::say("{0} repaired, {1} left out, {2} in doubt", std::to_string(count(geo::ProblemKind::repaired)),
               std::to_string(count(geo::ProblemKind::left_out)), std::to_string(count(geo::ProblemKind::doubtful))));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text(list, Face::text_strong, at.x, at.y + px(0.8f), colours().text, title, At::left,
            ImGui::GetContentRegionAvail().x * 0.6f);
  draw_text(list, Face::small, at.x + ImGui::GetContentRegionAvail().x, at.y + px(0.8f), colours().text2, summary,
            At::right);
  ImGui::Dummy({1, px(1.7f)});
  ImGui::PushID(id);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(problems.size()), px(1.75f));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      problem_row(w, i, problems[static_cast<std::size_t>(i)]);
  ImGui::PopID();
  ImGui::Dummy({1, px(0.6f)});
}

}  // namespace

void draw_messages(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  const bool open = begin_sheet("messages", map_min, map_size, 46, 32, tr("Messages"),
                                tr("What files left out, what was repaired and what is in doubt."));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("list", sheet_room());
  bool any = !w.session().problems().empty();
  problem_list(w, "plan", w.plan().info().name, w.session().problems());
  for (std::size_t i = 0; i < w.found_problems.size(); ++i) {
    any = true;
    problem_list(w, ("found " + std::to_string(i)).c_str(), w.found_problems[i].title, w.found_problems[i].problems);
  }
  for (const auto& row : w.plan().layers()) {
    const auto* layer = w.derived.linked(row.id);
    if (!layer) continue;
    const std::string id = std::to_string(row.id.value);
    if (layer->failure) {
      any = true;
      problem_list(w, id.c_str(), row->name,
                   {{geo::ProblemKind::left_out, layer->failure->reason(), std::nullopt, std::nullopt}});
    } else if (layer->loaded) {
      any = any || !layer->loaded->problems.empty();
      problem_list(w, id.c_str(), row->name, layer->loaded->problems);
      any = any || !layer->view_problems.empty();
      problem_list(w, ("view " + id).c_str(), row->name, layer->view_problems);
    }
  }
  if (!any) empty_state(icon::check_circle, tr("No messages"), tr("Everything that was opened could be read whole."));
  ImGui::EndChild();
  ImGui::PopStyleVar();
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

}  // namespace app
