#include "app/panels/site_parts.hpp"

#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace app {
namespace {

std::string land_cover_name(const geo::LandCoverRate& rate) {
  return language() == "fi" ? rate.name_fi : rate.name_en;
}

Colour cover_colour(geo::SurroundingKind kind, const render::MapTheme& theme) {
  // The map's fills are paler than a bar can be: their edges' and labels' colours tell them apart.
  using enum geo::SurroundingKind;
  switch (kind) {
    case water: return theme.shore;
    case forest: return theme.reserve_line;
    case field: return render::sector_colour(geo::Sector::electricity, theme.kind);
    case built:
    case yard: return theme.axis;
    default: return theme.border;
  }
}

char32_t finding_icon(const Finding& finding) {
  if (finding.doubtful) return icon::alert;
  if (std::holds_alternative<geo::Id<geo::BusinessArea>>(finding.thing)) return icon::recycle;
  if (std::holds_alternative<geo::Id<geo::Partner>>(finding.thing)) return icon::domain;
  if (std::holds_alternative<geo::Id<geo::EmissionSource>>(finding.thing)) return icon::factory;
  return icon::information;
}

}  // namespace

/// The removal of a site as a figure card: figure, interval, how it was found.
void removal_card(Workspace& w, const geo::SiteRemoval& site, geo::Id<geo::SinkSite> kept) {
  const int year = std::max(site.site().start_year, w.state.year);
  FigureCard card;
  card.label = translated(geo::say("Yearly removal {0}", year_text(year)));
  card.unit = tr("t CO₂e/a");
  card.colour = colours().good;
  const geo::SinkTerms terms = site.terms(year);
  const auto removal = site.net(year, w.plan().info().gwp_set);
  if (!removal) {
    card.figure = "–";
    card.aside = tr("not known");
    figure_card("removal", card);
    for (const geo::Message& why : terms.unknown) note(translated(why), NoteKind::warn);
    return;
  }
  const bool has_area = site.area_ha() > 0;
  card.figure = has_area ? figure(removal->value) : "–";
  if (has_area) {
    card.aside = figure(removal->value / site.area_ha()) + "\u00A0" + tr("t/ha/a");
    card.interval = Interval{removal->value, removal->low, removal->high};
  }
  card.interval_text = tr("range");
  const bool confirmed = !site.to_be_confirmed(year);
  card.mark = confirmed ? icon::function : icon::alert;
  card.mark_text = terms.source;
  figure_card("removal", card);
  if (kept && has_area)
    figure_link(w, "figure", {geo::FigureKind::site, year, kept.value}, removal->value, ImGui::GetItemRectMin(),
                ImGui::GetItemRectMax());
  else if (has_area && card_link("figure", ImGui::GetItemRectMin(), ImGui::GetItemRectMax()))
    open_card(w, geo::site_card(site, year, w.plan().info().gwp_set));
  gap(0.4f);
  if (!confirmed)
    note(translated(geo::say("A factor is to be confirmed. Source: {0}", terms.source)), NoteKind::warn);
  else
    paragraph(translated(geo::say("Source: {0}", terms.source)));
  for (const geo::Message& doubt : terms.doubts) note(translated(doubt), NoteKind::warn);
}

void area_and_cover_card(const Workspace& w, const geo::Geometry& geometry, double area_ha, const Findings& found) {
  area_card(w, geometry, area_ha);
  if (found.covers.empty()) return;
  const Tokens& c = colours();
  const render::MapTheme& theme = render::map_theme(w.state.theme);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  gap(0.4f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float bar = px(0.55f);
  list.AddRectFilled(at, {at.x + width, at.y + bar}, packed(c.track), 2);
  float x = at.x;
  for (const LandShare& cover : found.covers) {
    const float end = std::min(at.x + width, x + static_cast<float>(cover.share) * width);
    list.AddRectFilled({x, at.y}, {std::max(x + 1, end - 1), at.y + bar}, packed(cover_colour(cover.kind, theme)), 2);
    x = end;
  }
  // Names with their shares, as many lines as they need.
  float line_x = at.x;
  float line_y = at.y + bar + px(0.8f);
  for (const LandShare& cover : found.covers) {
    const std::string name = word(cover.kind);
    const std::string share = percent(std::round(cover.share * 100) / 100);
    const float needed = px(0.8f) + text_width(Face::small, name) + px(0.4f) + text_width(Face::small, share);
    if (line_x > at.x && line_x + needed > at.x + width) {
      line_x = at.x;
      line_y += px(1.2f);
    }
    const float side = px(0.5f);
    list.AddRectFilled({line_x, line_y - side / 2}, {line_x + side, line_y + side / 2},
                       packed(cover_colour(cover.kind, theme)), 2);
    line_x += px(0.8f);
    line_x += draw_text(list, Face::small, line_x, line_y, c.text2, name) + px(0.4f);
    line_x += draw_text(list, Face::small, line_x, line_y, c.text, share) + px(0.9f);
  }
  ImGui::Dummy({width, line_y + px(0.6f) - at.y});
}

void findings_list(Workspace& w, const Findings& found) {
  const Tokens& c = colours();
  gap(0.5f);
  divider();
  gap(0.3f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = ImGui::GetContentRegionAvail().x;
  const auto row = [&](const char* id, char32_t mark, Colour ink, const std::string& text, const std::string& figure,
                       const std::string& full) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = px(1.55f);
    const bool clicked = hit_area(id, {width, height});
    if (ImGui::IsItemHovered() && !full.empty())
      list.AddRectFilled(at, {at.x + width, at.y + height}, packed(c.hover), px(0.3f));
    if (!full.empty()) tooltip(full);
    draw_icon(list, mark, at.x + px(0.5f), at.y + height / 2, ink, Face::small);
    const float figure_width = text_width(Face::small, figure);
    draw_text(list, Face::text, at.x + px(1.25f), at.y + height / 2, c.text2, text, At::left,
              width - px(1.25f) - figure_width - px(0.5f));
    draw_text(list, Face::small, at.x + width, at.y + height / 2, c.text, figure, At::right);
    return clicked;
  };
  const ImVec2 head = ImGui::GetCursorScreenPos();
  draw_text(list, Face::text_strong, head.x, head.y + px(0.7f), c.text, tr("On the area"));
  ImGui::Dummy({width, px(1.45f)});
  bool sinks_overlap = false;
  std::size_t shown = 0;
  for (const Finding& finding : found.met) {
    sinks_overlap = sinks_overlap || std::holds_alternative<geo::Id<geo::SinkSite>>(finding.thing);
    if (shown == 6) continue;
    const std::string figure = finding.shared_ha > 0  ? area(finding.shared_ha).text()
                               : finding.inside_m > 0 ? length(finding.inside_m).text()
                                                      : std::string();
    const std::string id = "met" + std::to_string(shown++);
    if (row(id.c_str(), finding_icon(finding), finding.doubtful ? c.warn : c.text3, finding.name, figure,
            finding.name == finding.kind ? finding.kind : finding.name + ", " + finding.kind) &&
        !w.marking.drawing())
      w.select({finding.thing, {}});
  }
  if (found.met.size() > shown)
    row("more", icon::dots_horizontal, c.text3,
        translated(geo::say("and {0} more", std::to_string(found.met.size() - shown))), {}, {});
  if (!sinks_overlap) row("none", icon::check_circle, c.good, tr("No sinks overlap"), {}, {});
}

const Findings& findings_of(const Workspace& w, const geo::Geometry& area, const render::PlanThing& self) {
  struct Kept {
    geo::PlanPtr plan;
    geo::Geometry area;
    render::PlanThing self;
    Findings found;
  };
  static Kept kept;
  if (kept.plan != w.session().plan() || kept.self != self || kept.area != area)
    kept = {w.session().plan(), area, self, findings(w.plan(), area, self)};
  return kept.found;
}

std::optional<std::string> land_cover_field(const Workspace& w, const std::string& chosen) {
  std::vector<std::string> covers;
  int index = -1;
  const geo::LandCoverCatalogue& catalogue = w.catalogues()->land_cover;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    covers.push_back(land_cover_name(catalogue[i]));
    if (catalogue[i].id == chosen) index = static_cast<int>(i);
  }
  if (const auto cover = field_choice("cover", tr("Land cover"), covers, index))
    return catalogue[static_cast<std::size_t>(*cover)].id;
  return std::nullopt;
}

std::optional<std::string> note_field(const std::string& text) {
  const auto changed = field_text("note", tr("Note"), text);
  // A note that does not fit into its field is shown whole below it.
  if (text_width(Face::text, text) > ImGui::GetContentRegionAvail().x - px(8.5f)) paragraph(text);
  return changed;
}

}  // namespace app
