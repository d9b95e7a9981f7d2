#include "app/panels/balance_view.hpp"

#include "app/balance_chart.hpp"
#include "app/contribution_text.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/map_files.hpp"
#include "app/number_format.hpp"
#include "app/panels/balance_chart_pointer.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/tip.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace app {

namespace {

constexpr std::size_t shown_contributions = 8;
/// Shares below this are within the noise of the draws.
constexpr double least_share = 0.005;

std::vector<std::string> groupings() {
  return {tr("Sector"), tr("Source"), tr("Scope"), tr("Gas"), tr("Partner"), tr("Area")};
}

Colour ink_of(const BalanceSheetRow& row, const Tokens& c) {
  if (row.kind == BalanceRowKind::range || row.kind == BalanceRowKind::beside) return c.text2;
  if (row.kind == BalanceRowKind::count) return c.warn;
  return row.figure.kind == geo::FigureKind::removals || row.figure.kind == geo::FigureKind::site ? c.good : c.text;
}

bool is_sum(const BalanceSheetRow& row) {
  return row.kind == BalanceRowKind::sum || row.kind == BalanceRowKind::net;
}

Face face_of(const BalanceSheetRow& row) {
  if (row.kind == BalanceRowKind::net) return Face::text_strong;
  if (row.kind == BalanceRowKind::range || row.kind == BalanceRowKind::count) return Face::small;
  return is_sum(row) ? Face::text_medium : Face::text;
}

/// Half a number reads as another one: a cell that is not wholly in sight stays empty.
bool is_whole(ImVec2 min, float width) {
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  return min.x >= list.GetClipRectMin().x - 1 && min.x + width <= list.GetClipRectMax().x + 1;
}

void heading(std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = draw_wrapped(*ImGui::GetWindowDrawList(), Face::text_strong, at.x, at.y,
                                    ImGui::GetContentRegionAvail().x, colours().text, text);
  ImGui::Dummy({1, height + px(0.2f)});
}

void draw_contributions(const Workspace& w) {
  heading(translated(geo::say("What makes the net of {0} uncertain", year_text(w.state.year))));
  const auto* shares = w.derived.contributions();
  if (!shares) return paragraph(tr("Computing"));
  std::vector<render::ContributionBar> bars;
  for (const geo::VarianceShare& share : *shares) {
    if (share.share < least_share || bars.size() == shown_contributions) break;
    bars.push_back({contribution_text(share.name, w.plan(), *w.catalogues()), percent(share.share), share.share,
                    render::ChartColour::neutral()});
  }
  if (bars.empty())
    return paragraph(
        tr("No figure of the year has a range: given masses are taken as they are, and models give theirs "
           "once they have their inputs."));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGuiCanvas canvas(*ImGui::GetWindowDrawList());
  render::draw_contribution_bars(canvas, bars, at.x, at.y, width, px(1), w.state.theme);
  const auto height = static_cast<float>(render::contribution_bars_height(bars.size(), px(1)));
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + height}))
    if (const auto bar = render::hit(bars, mouse.y - at.y, px(1))) offer_tip(bars[*bar].name, {}, mouse, mouse);
  ImGui::Dummy({width, height});
  paragraph(tr("Each input's share of the variance, by 10,000 draws."));
}

}  // namespace

void BalanceView::update(Workspace& w) {
  const std::uint64_t version = w.derived.version();
  if (of_ == w.figures() && of_by_ == by_ && of_version_ == version && of_language_ == language()) return;
  of_ = w.figures();
  of_by_ = by_;
  of_version_ = version;
  of_language_ = language();
  table_ = balance_table(*of_, w.first_year(), w.last_year(), by_);
  if (const geo::UncertainBalance* band = w.derived.band()) {
    table_.band.emplace();
    table_.band->first_year = band->first_year;
    table_.band->net = band->net;
  }
  sheet_ = balance_sheet(table_);
}

void BalanceView::export_csv(Workspace& w) const {
  w.jobs.start({}, geo::say("Writing {0}", "CSV"),
               [&w, text = sheet_as_csv(sheet_, csv_dialect(language())), plan_file = w.session().path(),
                name = std::string(tr("balance"))](geo::Progress&) {
                 const std::filesystem::path out = free_path_beside(plan_file, " " + name + ".csv");
                 std::ofstream file(out, std::ios::binary);
                 file << "\xEF\xBB\xBF" << text;  // a spreadsheet takes it for UTF-8 by its byte order mark
                 file.close();
                 if (!file)
                   throw geo::Error(out.string(), geo::say("The file can not be written."),
                                    geo::say("Look whether the folder can be written to and has room."));
                 return [&w, out] {
                   Toast toast;
                   toast.kind = ToastKind::done;
                   toast.title = translated(geo::say("{0} is written", out.filename().string()));
                   w.toasts.add(std::move(toast));
                 };
               });
}

void BalanceView::draw_choices(Workspace& w) {
  const geo::PlanInfo& info = w.plan().info();
  heading(tr("Climate balance"));
  paragraph(translated(geo::say("t CO₂e a year, GWP100 {0}, all gases.", std::string(geo::text_of(info.gwp_set)))));
  gap(0.4f);
  const LabelRoom short_label(4);
  if (const auto by = field_choice("by", tr("Rows by"), groupings(), static_cast<int>(by_)))
    by_ = static_cast<geo::BalanceBy>(*by);
  gap(0.4f);
  const float width = ImGui::GetContentRegionAvail().x;
  if (button("csv", tr("Save as CSV"), icon::file_export, ButtonKind::normal, width)) export_csv(w);
  gap(0.2f);
  if (button("copy", tr("Copy for a spreadsheet"), icon::copy, ButtonKind::normal, width))
    w.copy(sheet_as_csv(sheet_, {'\t', csv_dialect(language()).decimal_sign}));
  gap(0.8f);
  draw_contributions(w);
}

void BalanceView::draw_chart(Workspace& w, ImVec2 min, ImVec2 size) const {
  if (table_.years.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGuiCanvas canvas(list);
  const double u = px(1);
  const render::BalanceChart chart = balance_chart(table_.years, w.state.year, table_.band ? &*table_.band : nullptr);
  const auto legend = balance_chart_legend(chart);
  const double legend_height = render::draw_chart_legend(canvas, legend, min.x, min.y, size.x, u, w.state.theme);
  const double top = min.y + legend_height + px(0.3f);
  const render::ChartPlot plot =
      render::draw_balance_chart(canvas, chart, min.x, top, size.x, min.y + size.y - top, u, w.state.theme);
  const auto x = static_cast<float>(std::floor(plot.x_of(w.state.year)));
  list.AddRectFilled({x - 0.75f, static_cast<float>(plot.top)}, {x + 0.75f, static_cast<float>(plot.bottom)},
                     packed(colours().accent));
  point_at_chart(w, chart, plot, {});
}

void BalanceView::draw_sheet(Workspace& w, ImVec2 size) {
  const Tokens& c = colours();
  const std::size_t columns = sheet_.years.size();
  if (columns == 0) return;
  double largest = 0;
  for (const BalanceSheetRow& row : sheet_.rows)
    for (const auto& value : row.values) largest = std::max(largest, std::abs(value.value_or(0)));
  const int decimals = largest >= 1000 ? 0 : 1;
  const float row_height = px(1.65f);
  const float cell = std::max(px(4.6f), text_width(Face::text_strong, number(-largest, decimals)) + px(1));
  float name_width = px(9);
  for (const BalanceSheetRow& row : sheet_.rows)
    name_width = std::max(name_width, text_width(face_of(row), row.name) + px(2.3f));
  name_width = std::min(name_width, std::max(px(9), size.x - cell));

  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {0, 0});
  constexpr ImGuiTableFlags flags =
      ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoPadOuterX;
  if (!ImGui::BeginTable("sheet", static_cast<int>(columns) + 1, flags, size)) return ImGui::PopStyleVar();
  ImGui::TableSetupScrollFreeze(1, 1);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, name_width);
  for (std::size_t i = 0; i < columns; ++i) ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, cell);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool pointed = ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
  // The chosen year comes into view when it was changed, not against the person's own scrolling.
  if (shown_year_ != w.state.year) {
    const float left = cell * static_cast<float>(w.state.year - sheet_.years.front());
    const float room = size.x - name_width - cell;
    if (left < ImGui::GetScrollX()) ImGui::SetScrollX(left);
    if (left > ImGui::GetScrollX() + room) ImGui::SetScrollX(left - room);
    shown_year_ = w.state.year;
  }

  ImGui::TableNextRow(ImGuiTableRowFlags_None, row_height);
  for (std::size_t i = 0; i < columns; ++i) {
    ImGui::TableSetColumnIndex(static_cast<int>(i) + 1);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const int year = sheet_.years[i];
    const bool chosen = year == w.state.year;
    if (chosen) ImGui::TableSetBgColor(ImGuiTableBgTarget_CellBg, packed(c.accent_soft));
    if (is_whole(at, cell))
      draw_text(*ImGui::GetWindowDrawList(), chosen ? Face::small_strong : Face::small, at.x + cell - px(0.5f),
                at.y + row_height / 2, chosen ? c.accent_text : c.text2, year_text(year), At::right);
    ImGui::Dummy({cell, row_height});
    if (pointed && ImGui::IsItemHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) w.set_year(year);
  }
  for (std::size_t r = 0; r < sheet_.rows.size(); ++r) {
    const BalanceSheetRow& row = sheet_.rows[r];
    const Face face = face_of(row);
    ImGui::PushID(static_cast<int>(r));
    ImGui::TableNextRow(ImGuiTableRowFlags_None, row_height);
    ImGui::TableSetColumnIndex(0);
    ImVec2 at = ImGui::GetCursorScreenPos();
    // The keyboard's way to the figures: each row is one stop, of the chosen year.
    const auto chosen_at = static_cast<std::size_t>(w.state.year - sheet_.years.front());
    const auto chosen_figure = chosen_at < columns ? figure_at(sheet_, r, chosen_at) : std::nullopt;
    if (chosen_figure) {
      if (hit_area("row", {name_width, row_height})) open_figure(w, *chosen_figure);
      draw_focus_ring(*ImGui::GetWindowDrawList(), ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), px(0.3f));
    } else {
      ImGui::Dummy({name_width, row_height});
    }
    const bool doubtful =
        std::find(row.to_be_confirmed.begin(), row.to_be_confirmed.end(), true) != row.to_be_confirmed.end();
    const float mark = doubtful ? px(1.1f) : 0;
    if (doubtful) {
      draw_icon(*ImGui::GetWindowDrawList(), icon::alert, at.x + px(0.7f), at.y + row_height / 2, c.warn, Face::small);
      tooltip(tr("Has factors to be confirmed; the years are in this colour."));
    }
    draw_text(*ImGui::GetWindowDrawList(), face, at.x + px(0.3f) + mark, at.y + row_height / 2, ink_of(row, c),
              row.name, At::left, name_width - px(0.6f) - mark);
    for (std::size_t i = 0; i < columns; ++i) {
      if (!ImGui::TableSetColumnIndex(static_cast<int>(i) + 1)) continue;
      at = ImGui::GetCursorScreenPos();
      const auto figure = figure_at(sheet_, r, i);
      ImGui::Dummy({cell, row_height});
      const bool over = figure && pointed && ImGui::IsItemHovered();
      if (over)
        ImGui::TableSetBgColor(ImGuiTableBgTarget_CellBg, packed(c.hover));
      else if (sheet_.years[i] == w.state.year)
        ImGui::TableSetBgColor(ImGuiTableBgTarget_CellBg, packed(c.accent_soft));
      const std::string text = !row.values[i]                      ? "–"
                               : row.kind == BalanceRowKind::count ? number(*row.values[i], 0)
                                                                   : number(*row.values[i], decimals);
      if (is_whole(at, cell))
        draw_text(*ImGui::GetWindowDrawList(), face, at.x + cell - px(0.5f), at.y + row_height / 2,
                  i < row.to_be_confirmed.size() && row.to_be_confirmed[i] ? c.warn : ink_of(row, c), text, At::right);
      const bool is_range = row.kind == BalanceRowKind::range;
      if (figure)
        note_figure(*figure, is_range ? NAN : row.sign * *row.values[i], at, {at.x + cell, at.y + row_height});
      if (!over) continue;
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      offer_tip(tr("How the figure was worked out"), {}, at, {at.x + cell, at.y + row_height});
      if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) open_figure(w, *figure);
    }
    if (is_sum(row)) {
      // A line above a sum, as on paper.
      const ImVec2 corner = ImGui::GetWindowPos();
      list.AddRectFilled({corner.x, at.y}, {corner.x + size.x, at.y + 1}, packed(c.divider));
    }
    ImGui::PopID();
  }
  ImGui::EndTable();
  ImGui::PopStyleVar();
}

void BalanceView::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  update(w);
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, {min.x + size.x, min.y + size.y}, packed(c.panel));
  const float pad = px(0.75f);
  const float left = std::min(px(17), size.x * 0.46f);
  ImGui::SetCursorScreenPos({min.x + pad, min.y + pad});
  ImGui::BeginChild("choices", {left - 2 * pad, size.y - 2 * pad});
  draw_choices(w);
  ImGui::EndChild();
  list.AddRectFilled({min.x + left - 1, min.y}, {min.x + left, min.y + size.y}, packed(c.border));
  const float x = min.x + left + pad;
  const float width = size.x - left - 2 * pad;
  // The chart gives way to the sheet in a low window.
  const float chart_height = std::min(px(20), size.y * 0.42f);
  const bool has_chart = chart_height > px(8);
  float y = min.y + pad;
  if (has_chart) {
    draw_chart(w, {x, y}, {width, chart_height});
    y += chart_height + px(0.5f);
  }
  ImGui::SetCursorScreenPos({x, y});
  draw_sheet(w, {width, min.y + size.y - y - pad});
}

}  // namespace app
