#include "app/map/hover_card.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/map/identify.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace app {

HoverCard card_at(const Workspace& w, geo::MapPoint place) {
  HoverCard card;
  const geo::Plan& plan = w.plan();
  const std::vector<MapHit> hits = hits_at(w, place);
  const MapHit hit = hits.empty() ? MapHit{} : hits.front();
  const render::PlanThing thing = hit.thing;
  if (const auto* id = std::get_if<geo::Id<geo::EmissionSource>>(&thing)) {
    const auto source = plan.emission_sources().find(*id);
    card.title = source->name;
    card.kind = word(geo::Role::emission_source) + ", " + word(source->sector);
    card.illustrative = source->provenance.illustrative;
    const auto mass = geo::source_co2e_t(*source, w.state.year, plan.info().gwp_set);
    const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
    card.lines.push_back({translated(geo::say("Emission {0}", year_text(w.state.year))), quantity.text(),
                          render::sector_colour(source->sector, w.state.theme)});
  } else if (const auto* site_id = std::get_if<geo::Id<geo::SinkSite>>(&thing)) {
    const auto site = plan.sink_sites().find(*site_id);
    card.title = site->name;
    card.kind = word(site->kind) + ", " + word(site->state);
    card.illustrative = site->provenance.illustrative;
    const double area_ha = geo::site_area_ha(*site, w.map_crs());
    card.lines.push_back({tr("Area"), area(area_ha).text(), {}});
    if (const auto removal = geo::first_estimate(*site, std::max(w.state.year, site->start_year), area_ha, w.catalogue))
      card.lines.push_back({tr("Yearly removal"), yearly_mass(removal->mean_t_co2, "\u00A0CO₂/a").text(),
                            render::sink_colour(w.state.theme)});
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
  } else if (const auto* surrounding_id = std::get_if<geo::Id<geo::Surrounding>>(&thing)) {
    const auto surrounding = plan.surroundings().find(*surrounding_id);
    card.title = surrounding->name.empty() ? word(surrounding->kind) : surrounding->name;
    if (!surrounding->name.empty()) card.kind = word(surrounding->kind);
    card.illustrative = surrounding->provenance.illustrative;
  } else if (hit.layer) {
    const auto layer = plan.layers().find(hit.layer);
    const geo::Features& features = *w.derived.linked(hit.layer)->loaded->features;
    card.kind = layer->name;
    const std::string label = style_of(*layer, plan).label_attribute;
    for (const geo::Column& column : features.columns) {
      if (!column.has_value(hit.feature)) continue;
      std::string text = column.text(hit.feature);
      if (text.empty()) continue;
      const bool is_name =
          column.name == label || column.name == "name" || column.name == "nimi" || column.name == "Name";
      if (is_name && card.title.empty())
        card.title = std::move(text);
      else if (card.lines.size() < 4)
        card.lines.push_back({column.name, std::move(text), {}});
    }
    if (card.title.empty()) card.title = std::exchange(card.kind, {});
  }
  if (const auto value = heatmap_value(w, place)) {
    const HeatmapPicture& heatmap = *w.derived.heatmap();
    card.figure = figure(*value);
    card.unit = tr("t CO₂e/ha/a");
    card.aside = year_text(heatmap.options.year);
    std::size_t shown = 0;
    for (const geo::Contribution& part :
         geo::contributors(*w.derived.heatmap_plan(), heatmap.options, heatmap.grid->frame, place)) {
      const auto source = w.derived.heatmap_plan()->emission_sources().find(part.source);
      if (!source || shown++ == 3) break;
      card.contributors.push_back(
          {source->name, figure(part.t_per_ha_a), render::sector_colour(source->sector, w.state.theme)});
    }
  }
  return card;
}

void draw_card(const HoverCard& card, ImVec2 at, const MapRect& map) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const float pad = px(0.6f);
  const float row = px(1.35f);
  float width = px(12);
  if (!card.figure.empty())
    width = std::max(width, text_width(Face::title, card.figure) + text_width(Face::small, card.unit) +
                                text_width(Face::small, card.aside) + px(2));
  width = std::max(width, text_width(Face::text_strong, card.title));
  for (const auto& lines : {std::cref(card.lines), std::cref(card.contributors)})
    for (const CardLine& line : lines.get())
      width = std::max(width, text_width(Face::small, line.text) + text_width(Face::small, line.value) + px(2.2f));
  width = std::min(width, px(20)) + 2 * pad;
  const std::string mark = tr("illustrative, not a published outline");
  float height = 2 * pad;
  if (!card.title.empty()) height += row;
  if (!card.kind.empty()) height += px(1.1f);
  if (card.illustrative) height += px(1.2f);
  if (!card.figure.empty()) height += px(1.5f);
  height += row * static_cast<float>(card.lines.size() + card.contributors.size());

  // 24 px from the pointer, on the side with more map.
  const float gap = 24;
  float x = at.x - map.min.x < map.size.x / 2 ? at.x + gap : at.x - gap - width;
  float y = at.y - map.min.y < map.size.y / 2 ? at.y + gap : at.y - gap - height;
  x = std::clamp(x, map.min.x + 4, std::max(map.min.x + 4, map.min.x + map.size.x - width - 4));
  y = std::clamp(y, map.min.y + 4, std::max(map.min.y + 4, map.min.y + map.size.y - height - 4));
  draw_raised(list, {x, y}, {x + width, y + height}, px(0.5f), c.raised);
  const float left = x + pad;
  const float right = x + width - pad;
  float line_y = y + pad;
  if (!card.title.empty()) {
    draw_text(list, Face::text_strong, left, line_y + row / 2, c.text, card.title, At::left, right - left);
    line_y += row;
  }
  if (!card.kind.empty()) {
    draw_text(list, Face::small, left, line_y + px(0.5f), c.text2, card.kind, At::left, right - left);
    line_y += px(1.1f);
  }
  if (card.illustrative) {
    draw_icon(list, icon::alert, left + px(0.45f), line_y + px(0.6f), c.warn, Face::small);
    draw_text(list, Face::small, left + px(1.15f), line_y + px(0.6f), c.warn, mark, At::left, right - left - px(1.15f));
    line_y += px(1.2f);
  }
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
    line_y += row;
  };
  for (const CardLine& line : card.lines) draw_line(line);
  if (!card.figure.empty()) {
    const float w = draw_text(list, Face::title, left, line_y + px(0.75f), c.text, card.figure);
    draw_text(list, Face::small, left + w + px(0.4f), line_y + px(0.85f), c.text2, card.unit);
    draw_text(list, Face::small, right, line_y + px(0.85f), c.text3, card.aside, At::right);
    line_y += px(1.5f);
  }
  for (const CardLine& line : card.contributors) draw_line(line);
  list.AddCircle(at, 6, packed(c.text), 0, 1.5f);
  list.AddCircleFilled(at, 2, packed(c.text));
}

}  // namespace app
