#include "app/map/hover_card.hpp"

#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/map/identify.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/widgets/controls.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace app {

namespace {

/// The visible raster of one band that is topmost there, and its value.
std::optional<std::pair<std::string, double>> raster_value(const Workspace& w, geo::MapPoint place) {
  std::optional<std::pair<std::string, double>> found;
  double order = 0;
  for (const auto& row : w.shown_plan()->layers()) {
    const auto* linked = w.derived.linked(row.id);
    if (!row->visible || !linked || !linked->loaded || !linked->loaded->raster) continue;
    if (found && row->draw_order <= order) continue;
    if (const auto value = linked->loaded->raster->value_at(place)) {
      found.emplace(row->name, *value);
      order = row->draw_order;
    }
  }
  return found;
}

bool names_a_feature(const geo::Column& column, const std::string& label_attribute) {
  return column.name == label_attribute || column.name == "name" || column.name == "nimi" || column.name == "Name" ||
         column.name == "NAMEFIN" || column.name == "TEKSTI";
}

void tell_feature(const Workspace& w, const MapHit& hit, HoverCard& card) {
  const auto layer = w.plan().layers().find(hit.layer);
  const auto* linked = w.derived.linked(hit.layer);
  // The file may be read anew while a card is pinned.
  if (!layer || !linked || !linked->loaded || !linked->loaded->features) return;
  const geo::Features& features = *linked->loaded->features;
  if (hit.feature >= features.size()) return;
  constexpr std::size_t most_lines = 5;
  card.kind = layer->name;
  const std::string label = style_of(*layer, w.plan()).label_attribute;
  for (const geo::Column& column : features.columns) {
    if (!column.has_value(hit.feature)) continue;
    std::string text = column.text(hit.feature);
    if (text.empty()) continue;
    if (names_a_feature(column, label) && card.title.empty()) {
      card.title = std::move(text);
      continue;
    }
    if (card.lines.size() == most_lines) continue;
    if (const auto* numbers = std::get_if<std::vector<double>>(&column.values)) text = figure((*numbers)[hit.feature]);
    card.lines.push_back({column.name, std::move(text), {}});
  }
  if (card.title.empty()) card.title = std::exchange(card.kind, {});
}

void tell_heatmap(const Workspace& w, geo::MapPoint place, HoverCard& card) {
  const auto value = heatmap_value(w, place);
  if (!value) return;
  const HeatmapPicture& heatmap = *w.derived.heatmap();
  card.figure = figure(*value);
  card.unit = tr("t CO₂e/ha/a");
  card.aside = year_text(heatmap.options.year);
  card.opens = {{geo::FigureKind::density, heatmap.options.year, 0, {}, heatmap.counted, place}, *value};
  std::size_t shown = 0;
  for (const geo::Contribution& part : heatmap.contributors->at(heatmap.grid->frame, place)) {
    const auto source = w.derived.heatmap_plan()->emission_sources().find(part.source);
    if (!source || shown++ == 3) break;
    card.contributors.push_back(
        {source->name, figure(part.t_per_ha_a), render::sector_colour(source->sector, w.state.theme),
         OpensFigure{{geo::FigureKind::density, heatmap.options.year, part.source.value, {}, heatmap.counted, place},
                     part.t_per_ha_a}});
  }
}

void tell_thing(const Workspace& w, const render::PlanThing& thing, HoverCard& card) {
  const geo::Plan& plan = w.plan();
  if (const auto* id = std::get_if<geo::Id<geo::EmissionSource>>(&thing)) {
    const auto source = w.figures()->counted->emission_sources().find(*id);
    card.title = source->name;
    card.kind = word(geo::Role::emission_source) + ", " + word(source->sector);
    card.illustrative = source->provenance.illustrative;
    const auto mass = geo::source_co2e_t(*source, w.state.year, plan.info().gwp_set);
    const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
    card.lines.push_back({translated(geo::say("Emission {0}", year_text(w.state.year))), quantity.text(),
                          render::sector_colour(source->sector, w.state.theme)});
    if (mass) card.lines.back().opens = {{geo::FigureKind::source, w.state.year, id->value}, *mass};
  } else if (const auto* site_id = std::get_if<geo::Id<geo::SinkSite>>(&thing)) {
    const auto site = plan.sink_sites().find(*site_id);
    card.title = site->name;
    card.kind = word(site->kind) + ", " + word(site->state);
    card.illustrative = site->provenance.illustrative;
    const double area_ha = geo::site_area_ha(*site, w.map_crs());
    card.lines.push_back({tr("Area"), area(area_ha).text(), {}});
    const geo::SiteRemoval* figures = w.figures()->site(*site_id);
    const int year = std::max(w.state.year, site->start_year);
    if (const auto removal = figures ? figures->net(year, plan.info().gwp_set) : std::nullopt)
      card.lines.push_back({tr("Yearly removal"), yearly_mass(removal->value).text(),
                            render::sink_colour(w.state.theme),
                            OpensFigure{{geo::FigureKind::site, year, site_id->value}, removal->value}});
  } else if (const auto* partner_id = std::get_if<geo::Id<geo::Partner>>(&thing)) {
    const auto partner = plan.partners().find(*partner_id);
    card.title = partner->name;
    card.kind = word(geo::Role::partner_site);
    if (!partner->activity.empty()) card.kind += ", " + partner->activity;
    card.illustrative = partner->provenance.illustrative;
  } else if (const auto* part_id = std::get_if<geo::Id<geo::LandfillPart>>(&thing)) {
    const auto part = plan.landfill_parts().find(*part_id);
    card.title = part->name;
    card.kind = part->closed_year ? translated(geo::say("Landfill, closed {0}", year_text(*part->closed_year)))
                                  : std::string(tr("Landfill"));
    card.illustrative = part->provenance.illustrative;
  } else if (const auto* area_id = std::get_if<geo::Id<geo::BusinessArea>>(&thing)) {
    const auto business_area = plan.business_areas().find(*area_id);
    card.title = business_area->name;
    card.kind = word(geo::Role::business_area);
    card.illustrative = business_area->provenance.illustrative;
  } else if (const auto* flow_id = std::get_if<geo::Id<geo::MaterialFlow>>(&thing)) {
    const auto flow = plan.material_flows().find(*flow_id);
    card.title = app::name_of(plan, thing);
    card.kind = word(geo::Role::flow) + ", " + material_name(*w.catalogues(), flow->material);
    card.illustrative = flow->provenance.illustrative;
    if (const auto tonnes = geo::amount_t(flow->amounts, w.state.year))
      card.lines.push_back({year_text(w.state.year), figure(*tonnes) + "\u00A0t/a", {}});
  } else if (const auto* stream_id = std::get_if<geo::Id<geo::SideStream>>(&thing)) {
    const auto stream = plan.side_streams().find(*stream_id);
    card.title = app::name_of(plan, thing);
    card.kind = kind_word(plan, thing) + ", " + material_name(*w.catalogues(), stream->material);
    card.illustrative = stream->provenance.illustrative;
  } else if (const auto* surrounding_id = std::get_if<geo::Id<geo::Surrounding>>(&thing)) {
    const auto surrounding = plan.surroundings().find(*surrounding_id);
    card.title = surrounding->name.empty() ? word(surrounding->kind) : surrounding->name;
    if (!surrounding->name.empty()) card.kind = word(surrounding->kind);
    card.illustrative = surrounding->provenance.illustrative;
  }
}

}  // namespace

HoverCard card_at(const Workspace& w, geo::MapPoint place, std::size_t told) {
  HoverCard card;
  card.place = place;
  card.hits = hits_at(w, place);
  card.told = card.hits.empty() ? 0 : told % card.hits.size();
  if (!card.hits.empty()) {
    const MapHit& hit = card.hits[card.told];
    if (hit.layer)
      tell_feature(w, hit, card);
    else
      tell_thing(w, hit.thing, card);
  }
  if (const auto raster = raster_value(w, place)) card.lines.push_back({raster->first, figure(raster->second), {}});
  tell_heatmap(w, place, card);
  return card;
}

std::string name_of(const Workspace& w, const MapHit& hit) {
  std::string name;
  if (hit.layer) {
    HoverCard card;
    tell_feature(w, hit, card);
    return card.title;
  }
  HoverCard card;
  tell_thing(w, hit.thing, card);
  return card.title;
}

namespace {

/// Where a card lies: 24 px from the place, on the side with more map.
ImVec2 corner_beside(ImVec2 at, ImVec2 size, const MapRect& map) {
  constexpr float gap = 24;
  const float x = at.x - map.min.x < map.size.x / 2 ? at.x + gap : at.x - gap - size.x;
  const float y = at.y - map.min.y < map.size.y / 2 ? at.y + gap : at.y - gap - size.y;
  return {std::floor(std::clamp(x, map.min.x + 4, std::max(map.min.x + 4, map.max().x - size.x - 4))),
          std::floor(std::clamp(y, map.min.y + 4, std::max(map.min.y + 4, map.max().y - size.y - 4)))};
}

void draw_ring(ImDrawList& list, ImVec2 at) {
  list.AddCircle(at, 6, packed(colours().panel), 0, 3.5f);
  list.AddCircle(at, 6, packed(colours().text), 0, 1.5f);
  list.AddCircleFilled(at, 2, packed(colours().text));
}

constexpr float line_k = 1.35f;

/// What a card needs; `extra` is room for more below.
ImVec2 size_of(const HoverCard& card) {
  float width = px(12);
  if (!card.figure.empty())
    width = std::max(width, text_width(Face::title, card.figure) + text_width(Face::small, card.unit) +
                                text_width(Face::small, card.aside) + px(2));
  width = std::max({width, text_width(Face::text_strong, card.title), text_width(Face::small, card.kind)});
  if (card.illustrative)
    width = std::max(width, text_width(Face::small, tr("illustrative, not a published outline")) + px(1.2f));
  for (const auto& lines : {std::cref(card.lines), std::cref(card.contributors)})
    for (const CardLine& line : lines.get())
      width = std::max(width, text_width(Face::small, line.text) + text_width(Face::small, line.value) + px(2.2f));
  width = std::min(width, px(20)) + 2 * px(0.6f);
  float height = 2 * px(0.6f);
  if (!card.title.empty()) height += px(line_k);
  if (!card.kind.empty()) height += px(1.1f);
  if (card.illustrative) height += px(1.2f);
  if (!card.figure.empty()) height += px(1.5f);
  height += px(line_k) * static_cast<float>(card.lines.size() + card.contributors.size());
  return {width, height};
}

/// Draws what the card says into a box; returns the y below it. `title_room`: kept free right of the first line.
/// `opening`: whose figures are opened by a click; null: none.
float draw_words(ImDrawList& list, const HoverCard& card, ImVec2 min, float width, float title_room,
                 Workspace* opening = nullptr) {
  const Tokens& c = colours();
  const float pad = px(0.6f);
  const float row = px(line_k);
  const float left = min.x + pad;
  const float right = min.x + width - pad;
  float line_y = min.y + pad;
  if (!card.title.empty()) {
    draw_text(list, Face::text_strong, left, line_y + row / 2, c.text, card.title, At::left, right - left - title_room);
    line_y += row;
  }
  if (!card.kind.empty()) {
    draw_text(list, Face::small, left, line_y + px(0.5f), c.text2, card.kind, At::left, right - left);
    line_y += px(1.1f);
  }
  if (card.illustrative) {
    draw_icon(list, icon::alert, left + px(0.45f), line_y + px(0.6f), c.warn, Face::small);
    draw_text(list, Face::small, left + px(1.15f), line_y + px(0.6f), c.warn,
              tr("illustrative, not a published outline"), At::left, right - left - px(1.15f));
    line_y += px(1.2f);
  }
  int links = 0;
  const auto link = [&](const OpensFigure& opens, float height) {
    ImGui::PushID(++links);
    figure_link(*opening, "figure", opens.name, opens.value, {left, line_y}, {right, line_y + height});
    ImGui::PopID();
  };
  const auto draw_line = [&](const CardLine& line) {
    float text_left = left;
    if (line.colour) {
      const float side = px(0.5f);
      list.AddRectFilled({left, line_y + row / 2 - side / 2}, {left + side, line_y + row / 2 + side / 2},
                         packed(*line.colour), 2);
      text_left += px(0.9f);
    }
    const float most = (right - text_left) * 0.6f;
    const float value_width = std::min(text_width(Face::small, line.value), most);
    draw_text(list, Face::small, right - value_width, line_y + row / 2, c.text, line.value, At::left, most);
    draw_text(list, Face::small, text_left, line_y + row / 2, c.text2, line.text, At::left,
              right - value_width - px(0.6f) - text_left);
    if (opening && line.opens) link(*line.opens, row);
    line_y += row;
  };
  for (const CardLine& line : card.lines) draw_line(line);
  if (!card.figure.empty()) {
    const float w = draw_text(list, Face::title, left, line_y + px(0.75f), c.text, card.figure);
    draw_text(list, Face::small, left + w + px(0.4f), line_y + px(0.85f), c.text2, card.unit);
    draw_text(list, Face::small, right - (card.title.empty() && card.lines.empty() ? title_room : 0),
              line_y + px(0.85f), c.text3, card.aside, At::right);
    if (opening && card.opens) link(*card.opens, px(1.5f));
    line_y += px(1.5f);
  }
  for (const CardLine& line : card.contributors) draw_line(line);
  return line_y;
}

}  // namespace

ImVec2 draw_card_box(ImDrawList& list, const HoverCard& card, ImVec2 min) {
  const ImVec2 size = size_of(card);
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), colours().raised);
  draw_words(list, card, min, size.x, 0);
  return size;
}

void draw_card(const HoverCard& card, ImVec2 at, const MapRect& map) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  draw_card_box(list, card, corner_beside(at, size_of(card), map));
  draw_ring(list, at);
}

void PinnedCard::draw(Workspace& w, const MapRect& map) {
  if (!card_) return;
  // What it tells is of now: another year, an edit and a new heatmap change it.
  if (told_plan_ != w.session().plan() || told_year_ != w.state.year || told_version_ != w.derived.version()) {
    const MapHit before = card_->hits.empty() ? MapHit{} : card_->hits[card_->told];
    HoverCard again = card_at(w, card_->place);
    const auto same = std::find(again.hits.begin(), again.hits.end(), before);
    if (same != again.hits.end() && same != again.hits.begin())
      again = card_at(w, card_->place, static_cast<std::size_t>(same - again.hits.begin()));
    card_ = std::move(again);
    told_plan_ = w.session().plan();
    told_year_ = w.state.year;
    told_version_ = w.derived.version();
  }
  if (card_->empty() || ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) return close();
  const ImVec2 at = map.screen(w.camera, card_->place);
  if (at.x < map.min.x || at.y < map.min.y || at.x > map.max().x || at.y > map.max().y) return;
  const Tokens& c = colours();
  constexpr std::size_t most_others = 5;
  const std::size_t others = card_->hits.size() > 1 ? card_->hits.size() : 0;
  const std::size_t listed = std::min(others, most_others);
  ImVec2 size = size_of(*card_);
  size.x = std::max(size.x, px(13));
  const float list_top = size.y;
  if (listed > 0) size.y += px(1.6f) + px(1.5f) * static_cast<float>(listed) + px(0.3f);
  const ImVec2 min = corner_beside(at, size, map);
  begin_region("pinned card", min, size, {0, 0}, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(map.min, map.max());
  draw_ring(list, at);
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), c.raised);
  list.PopClipRect();
  draw_words(list, *card_, min, size.x, px(1.6f), &w);
  ImGui::SetCursorScreenPos({min.x + size.x - px(1.95f), min.y + px(0.3f)});
  const bool closed = icon_button("close", icon::close, tr("Close"));
  std::optional<std::size_t> chosen;
  if (listed > 0) {
    float y = min.y + list_top;
    list.AddRectFilled({min.x + 1, y}, {min.x + size.x - 1, y + 1}, packed(c.divider));
    draw_text(list, Face::small, min.x + px(0.6f), y + px(0.9f), c.text3,
              translated(geo::say("{0} things here", std::to_string(card_->hits.size()))));
    y += px(1.6f);
    for (std::size_t i = 0; i < listed; ++i) {
      const ImVec2 a{min.x + px(0.25f), y};
      const ImVec2 b{min.x + size.x - px(0.25f), y + px(1.5f)};
      ImGui::SetCursorScreenPos(a);
      ImGui::PushID(static_cast<int>(i));
      if (hit_area("hit", {b.x - a.x, b.y - a.y})) chosen = i;
      const bool told = i == card_->told;
      if (told || ImGui::IsItemHovered()) list.AddRectFilled(a, b, packed(told ? c.accent_soft : c.hover), px(0.3f));
      draw_focus_ring(list, a, b, px(0.3f));
      draw_text(list, told ? Face::text_medium : Face::text, a.x + px(0.35f), y + px(0.75f), c.text,
                name_of(w, card_->hits[i]), At::left, b.x - a.x - px(0.7f));
      ImGui::PopID();
      y += px(1.5f);
    }
  }
  end_region();
  if (closed) return close();
  if (!chosen) return;
  w.select(selection_of(w, card_->hits[*chosen]));
  card_ = card_at(w, card_->place, *chosen);
}

}  // namespace app
