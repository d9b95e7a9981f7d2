// Right of the flow map: the year's mass balance as a Sankey, what is chosen, and the flows as a table.
#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/map/flow_card.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/flow_panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace app {

namespace {

constexpr float pad_k = 0.75f, node_k = 12.0f / 17, gap_k = 14.0f / 17;

std::string totals_text(const FlowMap& map, const FlowSankey& sankey) {
  if (!sankey.has_outside) return translated(geo::say("{0} between the plan's places", amount_text(sankey.within_t)));
  std::string text = translated(geo::say("In {0}, out {1}, difference {2}", amount_text(sankey.in_t),
                                         amount_text(sankey.out_t), amount_text(sankey.difference_t())));
  if (sankey.within_t > 0) text += translated(geo::say(", within {0}", amount_text(sankey.within_t)));
  if (map.unknown_flows > 0) text += translated(geo::say(" · {0} not known", count_text(map.unknown_flows)));
  return text;
}

}  // namespace

void FlowBalancePanel::draw(Workspace& w) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {min.x + 1, min.y + size.y}, packed(c.border));
  const float pad = px(pad_k);
  float y = min.y + draw_head(w);
  if (part_ == Part::by_partner) {
    ImGui::SetCursorScreenPos({min.x + 1, y});
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
    ImGui::BeginChild("mass balance", {size.x - 1, std::max(px(4), min.y + size.y - y)});
    mass_balance_.draw(w);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    return;
  }
  const FlowMap* map = w.flows.map();
  if (!map || map->sums.strands.empty()) {
    draw_text(list, Face::small, min.x + pad, y + px(1), c.text3,
              map ? tr("No flows to show for the year and the choice.") : tr("Computing"), At::left, size.x - 2 * pad);
    return;
  }
  const float chosen = w.flows.chosen().empty() ? 0 : px(10.5f);
  const float sankey = std::floor(std::clamp((size.y - (y - min.y) - chosen) * 0.56f, px(9), px(30)));
  draw_sankey_part(w, {min.x + pad, y}, {size.x - 2 * pad, sankey});
  y += sankey + px(0.6f);
  list.AddRectFilled({min.x + pad, y}, {min.x + size.x - pad, y + 1}, packed(c.divider));
  y += 1;
  if (chosen > 0) y += draw_chosen(w, {min.x, y}, size.x);
  draw_table(w, {min.x + 1, y}, {size.x - 1, std::max(px(4), min.y + size.y - y)});
}

float FlowBalancePanel::draw_head(Workspace& w) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth(), pad = px(pad_k);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::array<Segment, 2> measures{
      {{tr("t"), 0, true, tr("Tonnes of material")}, {tr("CO₂e"), 0, true, tr("Emissions of their transport")}}};
  const float measures_width = segmented_width(measures);
  ImGui::SetCursorScreenPos({min.x + width - pad - measures_width, min.y + px(0.55f)});
  int measure = static_cast<int>(w.flows.choice.measure);
  if (segmented("measure", measures, measure)) {
    w.flows.choice.measure = static_cast<FlowMeasure>(measure);
    w.flows.choice.least_t = 0;  // is of the other measure
  }
  const bool tonnes = w.flows.choice.measure == FlowMeasure::tonnes;
  const std::string title = translated(tonnes ? geo::say("Mass balance {0}", year_text(w.state.year))
                                              : geo::say("Emissions of transport {0}", year_text(w.state.year)));
  const float room = width - 3 * pad - measures_width;
  draw_text(list, Face::title, min.x + pad, min.y + px(1.1f), c.text, title, At::left, room);
  float y = px(2.7f);
  if (const FlowMap* map = w.flows.map())
    y += draw_wrapped(list, Face::small, min.x + pad, min.y + y, width - 2 * pad, c.text2,
                      totals_text(*map, w.flows.sankey()));
  y += px(0.5f);
  const std::array parts{
      Segment{tr("Sankey and flows"), 0, true, {}},
      Segment{tr("By partner"), 0, true, tr("Mass balance of each partner, to be entered and read")}};
  ImGui::SetCursorScreenPos({min.x + pad, min.y + y});
  int part = static_cast<int>(part_);
  if (segmented("part", parts, part, width - 2 * pad)) part_ = static_cast<Part>(part);
  y += px(2.4f);
  if (part_ == Part::sankey && w.flows.map() && w.flows.sankey().has_outside) {
    draw_text(list, Face::small, min.x + pad, min.y + y + px(0.5f), c.text2, tr("From"));
    draw_text(list, Face::small, min.x + width - pad, min.y + y + px(0.5f), c.text2, tr("To"), At::right);
    y += px(1.3f);
  }
  return y;
}

void FlowBalancePanel::draw_sankey_part(Workspace& w, ImVec2 min, ImVec2 size) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FlowSankey& sankey = w.flows.sankey();
  const double node_width = px(node_k), gap = px(gap_k);
  if (laid_version_ != w.flows.version() || laid_size_.x != size.x || laid_size_.y != size.y) {
    geo::SankeyFrame frame{size.x, size.y, node_width, gap, {}};
    // One scale for all years: the busiest one fills the height, less some room for gaps.
    if (w.flows.busiest_year_t() > 0) frame.most_px_per_t = 0.92 * size.y / w.flows.busiest_year_t();
    layout_ = geo::sankey_layout(sankey.chart.nodes.size(), sankey.chart.links, frame);
    for (std::uint32_t n = 0; n < layout_.nodes.size(); ++n)
      if (const auto moved = moved_.find(sankey.node_keys[n]); moved != moved_.end())
        geo::move_node(layout_, sankey.chart.links, gap, n, moved->second * layout_.height);
    laid_version_ = w.flows.version();
    laid_size_ = size;
    dragged_.reset();
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("sankey", size);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float height = std::max(size.y, static_cast<float>(layout_.height) + px(0.8f));
  hit_area("sankey area", {size.x, layout_.height > static_cast<double>(size.y) + 1 ? height : size.y});
  note_place("sankey", corner, {corner.x + size.x, corner.y + size.y});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const render::CanvasPoint at{static_cast<double>(mouse.x - corner.x), static_cast<double>(mouse.y - corner.y)};
  std::optional<render::SankeyHit> under;
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) under = render::hit(sankey.chart, layout_, node_width, at);
  if (ImGui::IsItemActivated() && under && under->node) {
    dragged_ = *under->node;
    grip_y_ = at.y - layout_.nodes[*dragged_].y;
  }
  if (dragged_ && ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3)) {
    geo::move_node(layout_, sankey.chart.links, gap, *dragged_, at.y - grip_y_);
    moved_[sankey.node_keys[*dragged_]] = layout_.nodes[*dragged_].y / layout_.height;
  }
  const bool was_drag = ImGui::GetIO().MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] > 9;
  if (ImGui::IsItemDeactivated()) {
    if (!was_drag && under && under->link) w.flows.choose(sankey.link_flows[*under->link]);
    if (!was_drag && !under) w.flows.choose({});
    dragged_.reset();
  }
  for (std::uint32_t n = 0; n < layout_.nodes.size(); ++n) {
    const geo::SankeyNode& node = layout_.nodes[n];
    const ImVec2 a{corner.x + static_cast<float>(node.x), corner.y + static_cast<float>(node.y)};
    if (node.height > 0)
      note_place("sankey node " + sankey.chart.nodes[n].name, a,
                 {a.x + static_cast<float>(node_width), a.y + static_cast<float>(node.height)});
  }
  std::optional<geo::SankeyChain> lit;
  const std::optional<std::uint32_t> lit_node = dragged_ ? dragged_ : under ? under->node : std::nullopt;
  if (lit_node)
    lit = geo::chain_of_node(layout_, sankey.chart.links, *lit_node);
  else if (under && under->link)
    lit = geo::chain_of_link(layout_, sankey.chart.links, *under->link);
  if (lit_node) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  ImGuiCanvas canvas(*ImGui::GetWindowDrawList());
  render::draw_sankey(canvas, sankey.chart, layout_, corner.x, corner.y, size.x, node_width, look().u, w.state.theme,
                      lit ? &*lit : nullptr);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  if (under && under->link && !dragged_) {
    const geo::SankeyLink& link = sankey.chart.links[*under->link];
    HoverCard card;
    card.title = sankey.chart.nodes[link.from].name + " → " + sankey.chart.nodes[link.to].name;
    card.lines.push_back({material_name(*w.catalogues(), w.flows.map()->network().materials[link.material]),
                          figure(link.amount_t) + "\u00A0" + measure_unit(w.flows.choice.measure),
                          sankey.chart.link_colours[*under->link]});
    draw_card_box(*ImGui::GetForegroundDrawList(), card,
                  {std::max(px(1), std::floor(mouse.x - px(14))), std::floor(mouse.y + px(1))});
  }
  // What can not be drawn is said.
  if (!layout_.to_itself.empty())
    draw_text(list, Face::micro, min.x, min.y + size.y + px(0.3f), colours().text3,
              translated(geo::say("{0} flows from a place to itself", count_text(layout_.to_itself.size()))), At::left,
              size.x);
}

float FlowBalancePanel::draw_chosen(Workspace& w, ImVec2 min, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FactsOf of{w.flows.chosen(), w.shown_plan(), w.state.year, language()};
  if (facts_of_ != of) {
    facts_of_ = of;
    facts_.clear();
    chosen_title_.clear();
    double sum_t = 0;
    bool any = false;
    for (const auto id : of.chosen) {
      const auto flow = of.plan->material_flows().find(id);
      if (!flow) continue;
      if (const auto t = geo::amount_t(flow->amounts, w.state.year)) sum_t += *t, any = true;
      chosen_title_ = flow_title(*of.plan, *flow);
      if (of.chosen.size() == 1) facts_.push_back({tr("Material"), material_name(*w.catalogues(), flow->material), {}});
    }
    if (of.chosen.size() > 1) chosen_title_ = translated(geo::say("{0} flows", count_text(of.chosen.size())));
    facts_.push_back({translated(geo::say("Amount {0}", year_text(w.state.year))),
                      any ? figure(sum_t) + "\u00A0" + tr("t/a") : std::string(tr("not known")),
                      {}});
    if (any) facts_.back().opens = {flows_figure(geo::FigureKind::tonnes, w.state.year, of.chosen), sum_t};
    for (CardLine& line : flow_facts(w, of.chosen)) facts_.push_back(std::move(line));
    if (of.chosen.size() == 1)
      if (const auto flow = of.plan->material_flows().find(*of.chosen.begin());
          flow && !flow->provenance.source.empty())
        facts_.push_back({tr("Source"), flow->provenance.source, {}});
  }
  const float pad = px(pad_k), height = px(10.5f), row = px(1.3f);
  list.AddRectFilled({min.x + 1, min.y}, {min.x + width, min.y + height}, packed(c.accent_soft));
  draw_text(list, Face::text_strong, min.x + pad, min.y + px(1), c.text, chosen_title_, At::left,
            width - 2 * pad - px(2));
  note_place("chosen flow", min, {min.x + width, min.y + height});
  ImGui::SetCursorScreenPos({min.x + width - pad - px(1.6f), min.y + px(0.15f)});
  if (icon_button("let go", icon::close, tr("Close"))) w.flows.choose({});
  if (of.chosen.size() == 1) {
    ImGui::SetCursorScreenPos({min.x + width - pad - px(3.4f), min.y + px(0.15f)});
    if (icon_button("edit flow", icon::pencil, tr("Edit the flow on the map"))) {
      w.select(Selection::of({*of.chosen.begin()}));
      w.view = WorkView::map;
    }
  }
  float y = min.y + px(1.9f);
  const float value_left = min.x + pad + px(9.5f);
  int number = 0;
  for (const CardLine& fact : facts_) {
    if (y + row > min.y + height) break;
    const float right = min.x + width - pad;
    draw_text(list, Face::small, min.x + pad, y + row / 2, c.text2, fact.text, At::left, px(9.2f));
    draw_text(list, Face::small, value_left, y + row / 2, c.text, fact.value, At::left, right - value_left);
    ImGui::PushID(++number);
    if (fact.opens) figure_link(w, "figure", fact.opens->name, fact.opens->value, {value_left, y}, {right, y + row});
    ImGui::PopID();
    y += row;
  }
  return height;
}

void FlowBalancePanel::draw_table(Workspace& w, ImVec2 min, ImVec2 size) {
  const Tokens& c = colours();
  const FlowMap& map = *w.flows.map();
  const auto name_of = [&](std::size_t strand, Column column) -> std::string {
    const geo::FlowStrand& s = map.sums.strands[strand];
    switch (column) {
      case Column::from: return map.spots[s.from].name;
      case Column::to: return map.spots[s.to].name;
      case Column::material: return material_name(*w.catalogues(), map.network().materials[s.material]);
      case Column::amount: return figure(s.amount_t);
    }
    return {};
  };
  if (rows_version_ != w.flows.version() || rows_language_ != language() || rows_sorted_ != sorted_ ||
      rows_falling_ != falling_) {
    rows_.resize(map.share.strands);
    std::iota(rows_.begin(), rows_.end(), std::size_t{0});
    if (sorted_ == Column::amount) {
      if (!falling_) std::reverse(rows_.begin(), rows_.end());
    } else {
      std::vector<std::string> names;
      for (const std::size_t r : rows_) names.push_back(name_of(r, sorted_));
      std::stable_sort(rows_.begin(), rows_.end(), [&](std::size_t a, std::size_t b) {
        return falling_ ? names[b] < names[a] : names[a] < names[b];
      });
    }
    rows_version_ = w.flows.version();
    rows_language_ = language();
    rows_sorted_ = sorted_;
    rows_falling_ = falling_;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = px(pad_k), right = min.x + size.x - pad - px(0.4f), text_width_all = right - min.x - pad - px(5);
  const float lefts[] = {min.x + pad, min.x + pad + text_width_all * 0.34f, min.x + pad + text_width_all * 0.68f};
  const float rooms[] = {text_width_all * 0.34f - px(0.5f), text_width_all * 0.34f - px(0.5f),
                         text_width_all * 0.32f - px(0.9f)};
  const float head = px(1.6f), row = px(1.75f);
  const auto head_cell = [&](Column column, const char* words, float left, float width, bool at_right) {
    ImGui::SetCursorScreenPos({left, min.y});
    ImGui::PushID(static_cast<int>(column));
    if (hit_area("head", {width, head})) {
      falling_ = sorted_ == column ? !falling_ : column == Column::amount;
      sorted_ = column;
    }
    ImGui::PopID();
    draw_focus_ring(list, {left, min.y}, {left + width, min.y + head}, px(0.3f));
    const std::string shown = words + std::string(sorted_ == column ? (falling_ ? " ↓" : " ↑") : "");
    draw_text(list, Face::small, at_right ? left + width : left, min.y + head / 2, c.text2, shown,
              at_right ? At::right : At::left, width);
  };
  head_cell(Column::from, tr("From"), lefts[0], rooms[0], false);
  head_cell(Column::to, tr("To"), lefts[1], rooms[1], false);
  head_cell(Column::material, tr("Material"), lefts[2], rooms[2], false);
  const std::string unit = measure_unit(w.flows.choice.measure);
  head_cell(Column::amount, unit.c_str(), right - px(5.5f), px(5.5f), true);
  list.AddRectFilled({min.x, min.y + head - 1}, {min.x + size.x, min.y + head}, packed(c.border));
  ImGui::SetCursorScreenPos({min.x, min.y + head});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
  ImGui::BeginChild("flow table", {size.x, size.y - head});
  ImDrawList& rows = *ImGui::GetWindowDrawList();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows_.size()), row);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::size_t strand = rows_[static_cast<std::size_t>(i)];
      const ImVec2 a = ImGui::GetCursorScreenPos();
      const ImVec2 b{a.x + size.x, a.y + row};
      ImGui::PushID(i);
      if (hit_area("row", {size.x, row})) {
        const bool was = is_chosen(map, map.sums.strands[strand], w.flows.chosen());
        w.flows.choose(was ? ChosenFlows{} : w.flows.flows_of(strand));
      }
      note_place("flow row " + std::to_string(i), a, b);
      const bool chosen = is_chosen(map, map.sums.strands[strand], w.flows.chosen());
      if (chosen || is_hovered()) rows.AddRectFilled(a, b, packed(chosen ? c.accent_soft : c.hover));
      draw_focus_ring(rows, {a.x + 3, a.y + 3}, {b.x - 3, b.y - 3}, px(0.3f));
      ImGui::PopID();
      rows.AddRectFilled({a.x, b.y - 1}, b, packed(c.divider));
      const float middle = a.y + row / 2;
      draw_text(rows, Face::text, lefts[0], middle, c.text, name_of(strand, Column::from), At::left, rooms[0]);
      draw_text(rows, Face::text, lefts[1], middle, c.text, name_of(strand, Column::to), At::left, rooms[1]);
      const float side = px(0.6f);
      rows.AddRectFilled({lefts[2], std::floor(middle - side / 2)}, {lefts[2] + side, std::floor(middle + side / 2)},
                         packed(material_colour(map.sums.strands[strand].material, w.state.theme)), 2);
      draw_text(rows, Face::text, lefts[2] + px(0.95f), middle, c.text, name_of(strand, Column::material), At::left,
                rooms[2]);
      draw_text(rows, Face::text, right, middle, c.text, name_of(strand, Column::amount), At::right);
    }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

}  // namespace app
