// Left of the flow map: what is shown of the flows, and the legend.
#include "app/commands.hpp"
#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/number_format.hpp"
#include "app/panels/flow_panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/sliders.hpp"
#include "render/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

namespace {

constexpr int histogram_bins = 24;

/// Amounts of bands span decades: their slider and histogram are logarithmic, with "all" at the left end.
struct LeastAxis {
  double low_log = 0, high_log = 1;
  [[nodiscard]] double amount(double share) const {
    return share <= 0 ? 0 : std::pow(10, low_log + share * (high_log - low_log));
  }
  [[nodiscard]] double share(double amount_t) const {
    return amount_t <= 0 ? 0 : std::clamp((std::log10(amount_t) - low_log) / (high_log - low_log), 0.0, 1.0);
  }
};

LeastAxis least_axis(const FlowMap& map) {
  if (map.sums.strands.empty()) return {};
  const double high = map.sums.strands.front().amount_t, low = map.sums.strands.back().amount_t;
  LeastAxis axis{std::floor(std::log10(low)), std::log10(high)};
  axis.high_log = std::max(axis.high_log, axis.low_log + 1);
  return axis;
}

/// Two significant digits, as the slider can be set.
double round_amount(double amount_t) {
  if (amount_t <= 0) return 0;
  const double step = std::pow(10, std::floor(std::log10(amount_t)) - 1);
  return std::round(amount_t / step) * step;
}

/// A check box over a bar of the material's share of the largest.
bool material_row(const MaterialTotal& total, const std::string& name, double largest_t, Colour ink, float width,
                  bool& on) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = px(2.15f);
  ImGui::PushID(static_cast<int>(total.material));
  const bool pressed = hit_area("material", {width, height});
  note_place("material " + name, min, {min.x + width, min.y + height});
  if (pressed) on = !on;
  if (is_hovered()) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover), px(0.3f));
  draw_focus_ring(list, min, {min.x + width, min.y + height}, px(0.3f));
  ImGui::PopID();
  const float text_left = min.x + px(1.6f), middle = min.y + px(0.85f), right = min.x + width - px(0.2f);
  draw_icon(list, on ? icon::checkbox_on : icon::checkbox_off, min.x + px(0.65f), middle, on ? c.accent : c.text3);
  const std::string amount = figure(total.amount_t);
  const float amount_width = text_width(Face::small, amount);
  draw_text(list, Face::small, right, middle, c.text2, amount, At::right);
  draw_text(list, Face::text, text_left, middle, on ? c.text : c.text3, name, At::left,
            right - amount_width - px(0.6f) - text_left);
  const float bar_top = min.y + px(1.6f), bar = px(0.3f);
  list.AddRectFilled({text_left, bar_top}, {right, bar_top + bar}, packed(c.sunken), bar / 2);
  const float length = (right - text_left) * static_cast<float>(total.amount_t / largest_t);
  list.AddRectFilled({text_left, bar_top}, {text_left + std::max(bar, length), bar_top + bar},
                     packed(on ? ink : faded(ink, 0.35)), bar / 2);
  return pressed;
}

}  // namespace

void FlowListPanel::draw(Workspace& w) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float pad = px(0.75f), width = size.x - 1 - 2 * pad;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({min.x + size.x - 1, min.y}, {min.x + size.x, min.y + size.y}, packed(c.border));
  const std::array tools{"tool.draw-flow", "tool.mark-offer", "tool.mark-need"};
  const float side = px(1.8f), tools_left = min.x + pad + width - static_cast<float>(tools.size()) * side;
  draw_text(list, Face::title, min.x + pad, min.y + px(1.25f), c.text, tr("Material flows"), At::left,
            tools_left - min.x - pad - px(0.3f));
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const Command& tool = command(tools[i]);
    ImGui::SetCursorScreenPos({tools_left + static_cast<float>(i) * side, min.y + px(0.35f)});
    if (icon_button(tool.id, tool.icon, tr(tool.text), shortcut_text(tool.shortcut), false, tool.enabled(w)))
      run(tool, w);
  }
  const FlowMap* map = w.flows.map();
  ImGui::SetCursorScreenPos({min.x + pad, min.y + px(2.35f)});
  draw_proposals_button(w, width);
  if (!map || w.plan().material_flows().empty()) {
    ImGui::SetCursorScreenPos({min.x + pad, min.y + px(5)});
    ImGui::BeginChild("no flows", {width, px(8)});
    empty_state(icon::swap_horizontal, w.plan().material_flows().empty() ? tr("No flows yet") : tr("Computing"),
                w.plan().material_flows().empty()
                    ? tr("Draw the first on the map, or import a table: hiilitie flows PLAN --import FILE.")
                    : "");
    ImGui::EndChild();
    return;
  }
  render::Legend legend;
  legend.flows.push_back(flow_legend(*map, *w.catalogues(), w.state.theme));
  legend.flows.back().materials.clear();  // the list above has them with their colours
  ImGuiCanvas canvas(list);
  const double drawn = render::draw_legend(canvas, legend, 0, 0, width, look().u, w.state.theme, true);
  const float legend_height = static_cast<float>(drawn) + px(3.2f);
  const float top = px(2.35f) + button_height() + px(0.6f);
  ImGui::SetCursorScreenPos({min.x, min.y + top});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("flow choices", {size.x - 1, std::max(px(6), size.y - legend_height - top)});
  draw_choices(w, ImGui::GetContentRegionAvail().x - 2 * pad);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  const float y = min.y + size.y - legend_height;
  list.AddRectFilled({min.x, y}, {min.x + size.x - 1, y + 1}, packed(c.border));
  draw_text(list, Face::title, min.x + pad, y + px(1.2f), c.text, tr("Legend"), At::left, width - px(1.5f));
  draw_icon(list, icon::lock, min.x + size.x - pad - px(0.6f), y + px(1.2f), c.text3, Face::small);
  ImGui::SetCursorScreenPos({min.x + size.x - pad - px(1.2f), y + px(0.6f)});
  ImGui::Dummy({px(1.2f), px(1.2f)});
  tooltip(tr("The widths hold for all years and choices"));
  render::draw_legend(canvas, legend, min.x + pad, y + px(2.2f), width, look().u, w.state.theme);
}

void FlowListPanel::draw_proposals_button(Workspace& w, float width) {
  const Proposals::Made* made = w.proposals.made();
  const std::size_t count = made ? made->list.proposals.size() : 0;
  const std::string text = !made        ? std::string(tr("Proposals"))
                           : count == 1 ? std::string(tr("1 proposal"))
                                        : translated(geo::say("{0} proposals", count_text(count)));
  if (button("proposals", text, icon::recycle, ButtonKind::normal, width)) w.overlay = Overlay::proposals;
  tooltip(tr("Which side streams should meet"), "F9");
}

void FlowListPanel::draw_choices(Workspace& w, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FlowMap& map = *w.flows.map();
  FlowChoice& choice = w.flows.choice;
  const float left = ImGui::GetCursorScreenPos().x + px(0.75f);
  const auto at = [&](float down) { ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + down}); };
  at(0);
  const std::array<Segment, 3> directions{
      {{tr("All"), 0, true, {}}, {tr("In"), 0, true, {}}, {tr("Out"), 0, true, {}}}};
  int direction = static_cast<int>(choice.direction);
  if (segmented("direction", directions, direction, width)) choice.direction = static_cast<FlowDirection>(direction);
  at(px(0.8f));
  draw_partners(w, width);
  at(px(0.8f));
  float y = ImGui::GetCursorScreenPos().y;
  draw_text(list, Face::small_strong, left, y + px(0.6f), c.text2, tr("Material"));
  draw_text(list, Face::small, left + width, y + px(0.6f), c.text3, measure_unit(choice.measure), At::right);
  at(px(1.3f));
  double largest_t = 1e-300;
  for (const MaterialTotal& m : map.materials) largest_t = std::max(largest_t, m.amount_t);
  for (const MaterialTotal& m : map.materials) {
    const std::string& id = map.network().materials[m.material];
    bool on = !choice.hidden_materials.contains(id);
    if (material_row(m, material_name(*w.catalogues(), id), largest_t, material_colour(m.material, w.state.theme),
                     width, on)) {
      if (on)
        choice.hidden_materials.erase(id);
      else
        choice.hidden_materials.insert(id);
    }
    at(0);
  }
  if (map.materials.empty()) {
    draw_text(list, Face::small, left, ImGui::GetCursorScreenPos().y + px(0.7f), c.text3,
              tr("No amounts for the year."), At::left, width);
    at(px(1.5f));
  }
  at(px(0.8f));
  draw_least(w, width);
  at(px(0.8f));
  y = ImGui::GetCursorScreenPos().y;
  draw_text(list, Face::small_strong, left, y + px(0.6f), c.text2, tr("Grouping"));
  at(px(1.3f));
  const std::array<Segment, 2> groupings{
      {{tr("By scale"), 0, true, tr("Places near each other are one circle")}, {tr("Each place"), 0, true, {}}}};
  int grouping = static_cast<int>(choice.grouping);
  if (segmented("grouping", groupings, grouping, width)) choice.grouping = static_cast<FlowGrouping>(grouping);
  if (!w.preferences.reduce_motion) {
    at(px(0.7f));
    checkbox("moving", tr("Marks that move along"), w.flows.moving_marks);
  }
  at(px(0.8f));
  draw_without_road(w, width);
  at(px(0.6f));
  ImGui::Dummy({1, 1});
}

void FlowListPanel::draw_partners(Workspace& w, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  FlowChoice& choice = w.flows.choice;
  const float left = ImGui::GetCursorScreenPos().x;
  const auto at = [&](float down) { ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + down}); };
  const float y = ImGui::GetCursorScreenPos().y;
  draw_text(list, Face::small_strong, left, y + px(0.6f), c.text2, tr("Partner"));
  at(px(1.3f));
  std::erase_if(choice.partners, [&](geo::Id<geo::Partner> id) { return !w.plan().partners().find(id); });
  std::optional<geo::Id<geo::Partner>> gone;
  for (const geo::Id<geo::Partner> id : choice.partners) {
    const std::string name = w.plan().partners().find(id)->name;
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float height = px(1.75f), middle = min.y + height / 2;
    ImGui::PushID(static_cast<int>(id.value));
    draw_soft(list, min, {min.x + width, min.y + height}, c.accent_soft, c.accent, px(0.3f));
    draw_text(list, Face::text, min.x + px(0.5f), middle, c.text, name, At::left, width - px(2.6f));
    ImGui::SetCursorScreenPos({min.x + width - px(1.8f), middle - px(0.9f)});
    if (icon_button("all", icon::close, translated(geo::say("Do not choose {0}", name)))) gone = id;
    note_place("chosen partner " + name, min, {min.x + width, min.y + height});
    ImGui::PopID();
    ImGui::SetCursorScreenPos({left, min.y + height + px(0.25f)});
  }
  if (gone) choice.partners.erase(*gone);
  std::vector<Choice> names{{choice.partners.empty() ? tr("All partners") : tr("Add a partner"), {}}};
  std::vector<geo::Id<geo::Partner>> ids{{}};
  for (const auto& partner : w.plan().partners()) {
    if (choice.partners.contains(partner.id)) continue;
    names.push_back({partner->name, {}});
    ids.push_back(partner.id);
  }
  ImGui::BeginChild("partner choice", {width, px(1.9f)});
  const LabelRoom no_label(0, 0);
  const ImVec2 box = ImGui::GetCursorScreenPos();
  const auto picked = field_choice("partner", "", names, 0, SourceMark::none, ChoiceList::searched);
  note_place("flow partner", box, {box.x + width, box.y + px(1.6f)});
  ImGui::EndChild();
  if (picked && *picked > 0) choice.partners.insert(ids[static_cast<std::size_t>(*picked)]);
  ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
}

void FlowListPanel::draw_without_road(Workspace& w, float width) {
  constexpr std::size_t most_rows = 4;
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::shared_ptr<const geo::PlanFigures>& figures = w.figures();
  if (figures != without_road_of_ || language() != without_road_language_) {
    without_road_of_ = figures;
    without_road_language_ = language();
    without_road_ = flows_without_road(*figures);
  }
  if (figures->roads && without_road_.empty()) return;
  ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(list, Face::small_strong, at.x, at.y + px(0.6f), c.text2, tr("Distances"));
  at.y += px(1.3f);
  const std::string said =
      figures->roads ? translated(geo::say("{0} flows have no way by road. They are estimated by the straight line.",
                                           count_text(without_road_.size())))
                     : why_no_road(*figures, {}) + " " + tr("Distances of flows are estimated.");
  at.y += draw_wrapped(list, Face::small, at.x, at.y, width, c.text2, said);
  note_place("distances said", {at.x, at.y - px(1)}, {at.x + width, at.y});
  for (std::size_t i = 0; i < std::min(most_rows, without_road_.size()); ++i) {
    const auto flow = w.shown_plan()->material_flows().find(without_road_[i].id);
    if (!flow) continue;
    const std::string title = flow_title(*w.shown_plan(), *flow);
    const float why = draw_wrapped(list, Face::small, 0, 0, width - px(0.8f), c.text3, without_road_[i].why, true);
    const ImVec2 min{at.x, at.y + px(0.2f)};
    const ImVec2 size{width, px(1.5f) + why};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(i));
    if (hit_area("without road", size)) w.flows.choose({without_road_[i].id});
    if (is_hovered()) list.AddRectFilled(min, {min.x + size.x, min.y + size.y}, packed(c.hover), px(0.3f));
    draw_focus_ring(list, min, {min.x + size.x, min.y + size.y}, px(0.3f));
    ImGui::PopID();
    note_place("without road " + title, min, {min.x + size.x, min.y + size.y});
    draw_text(list, Face::text, min.x + px(0.4f), min.y + px(0.75f), c.text, title, At::left, width - px(0.8f));
    draw_wrapped(list, Face::small, min.x + px(0.4f), min.y + px(1.35f), width - px(0.8f), c.text3,
                 without_road_[i].why);
    at.y = min.y + size.y;
  }
  if (without_road_.size() > most_rows) {
    draw_text(list, Face::small, at.x + px(0.4f), at.y + px(0.8f), c.text3,
              translated(geo::say("and {0} more", count_text(without_road_.size() - most_rows))), At::left,
              width - px(0.4f));
    at.y += px(1.4f);
  }
  ImGui::SetCursorScreenPos(at);
}

void FlowListPanel::draw_least(Workspace& w, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FlowMap& map = *w.flows.map();
  FlowChoice& choice = w.flows.choice;
  const ImVec2 min = ImGui::GetCursorScreenPos();
  draw_text(list, Face::small_strong, min.x, min.y + px(0.6f), c.text2, tr("At least"));
  const std::string said =
      choice.least_t > 0 ? figure(choice.least_t) + "\u00A0" + measure_unit(choice.measure) : std::string(tr("all"));
  draw_text(list, Face::small, min.x + width, min.y + px(0.6f), c.text, said, At::right);
  const LeastAxis axis = least_axis(map);
  std::array<int, histogram_bins> counts{};
  int most = 1;
  for (const geo::FlowStrand& s : map.sums.strands) {
    const int bin = std::clamp(static_cast<int>(axis.share(s.amount_t) * histogram_bins), 0, histogram_bins - 1);
    most = std::max(most, ++counts[static_cast<std::size_t>(bin)]);
  }
  const float radius = px(0.38f), high = px(1.7f), bottom = min.y + px(1.25f) + high;
  const float left = min.x + radius, span = width - 2 * radius;
  const double share = axis.share(choice.least_t);
  for (int i = 0; i < histogram_bins; ++i) {
    const int count = counts[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    const float a = std::floor(left + span * static_cast<float>(i) / histogram_bins);
    const float b = std::floor(left + span * static_cast<float>(i + 1) / histogram_bins) - 1;
    const float bar =
        std::max(1.0f, std::floor(high * std::sqrt(static_cast<float>(count) / static_cast<float>(most))));
    const bool shown = (i + 1.0) / histogram_bins > share;
    list.AddRectFilled({a, bottom - bar}, {b, bottom}, packed(shown ? faded(c.accent, 0.45) : c.track));
  }
  ImGui::SetCursorScreenPos({min.x, bottom - px(0.7f)});
  double moved = share;
  if (small_slider("least", moved, 0, 1, width).moved)
    choice.least_t = moved <= 0.001 ? 0 : round_amount(axis.amount(moved));
  ImGui::SetCursorScreenPos({min.x, bottom + px(0.75f)});
}

}  // namespace app
