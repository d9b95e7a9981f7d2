#include "app/tools/drawn_thing.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <array>
#include <set>

namespace app {

std::string word(ThingKind kind) {
  switch (kind) {
    case ThingKind::sink: return word(geo::SinkKind::sink);
    case ThingKind::compensation: return word(geo::SinkKind::compensation);
    case ThingKind::business_area: return word(geo::Role::business_area);
    case ThingKind::landfill_part: return tr("Part of a landfill");
    case ThingKind::partner: return word(geo::Role::partner_site);
    case ThingKind::emission_source: return word(geo::Role::emission_source);
    case ThingKind::surrounding: return tr("Surroundings");
    case ThingKind::material_flow: return word(geo::Role::flow);
    case ThingKind::offer: return tr("Side stream: offer");
    case ThingKind::need: return tr("Side stream: need");
  }
  return {};
}

std::span<const ThingKind> kinds_for(geo::GeometryKind shape) {
  using enum ThingKind;
  static constexpr std::array areas{sink,    compensation,    business_area, landfill_part,
                                    partner, emission_source, surrounding};
  static constexpr std::array lines{surrounding, emission_source, material_flow};
  static constexpr std::array points{sink, compensation, partner, emission_source, surrounding, offer, need};
  if (shape == geo::GeometryKind::line) return lines;
  if (shape == geo::GeometryKind::point) return points;
  return areas;
}

std::string free_name(const geo::Plan& plan, ThingKind kind) {
  std::set<std::string> taken;
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    if constexpr (requires(const T& t) { t.geometry; })
      for (const auto& row : table) taken.insert(row->name);
  });
  const auto numbered = [&](std::size_t n) {
    const std::string number = std::to_string(n);
    switch (kind) {
      case ThingKind::sink: return translated(geo::say("Sink site {0}", number));
      case ThingKind::compensation: return translated(geo::say("Compensation site {0}", number));
      case ThingKind::business_area: return translated(geo::say("Business area {0}", number));
      case ThingKind::landfill_part: return translated(geo::say("Part of a landfill {0}", number));
      case ThingKind::partner: return translated(geo::say("Partner {0}", number));
      case ThingKind::emission_source: return translated(geo::say("Emission source {0}", number));
      case ThingKind::material_flow: return translated(geo::say("Material flow {0}", number));
      case ThingKind::offer: return translated(geo::say("Offer {0}", number));
      case ThingKind::need: return translated(geo::say("Need {0}", number));
      case ThingKind::surrounding: break;
    }
    return translated(geo::say("Place {0}", number));
  };
  std::size_t n = 1;
  if (kind == ThingKind::sink || kind == ThingKind::compensation) n = plan.sink_sites().size() + 1;
  while (taken.contains(numbered(n))) ++n;
  return numbered(n);
}

geo::SinkSite sink_site_of(const DrawnThing& thing, geo::Geometry geometry) {
  geo::SinkSite site;
  site.name = thing.name;
  site.note = thing.note;
  site.kind = thing.kind == ThingKind::compensation ? geo::SinkKind::compensation : geo::SinkKind::sink;
  site.state = thing.state;
  site.start_year = thing.start_year;
  site.land_cover = thing.land_cover;
  if (geometry.kind != geo::GeometryKind::polygon) site.given_area_ha = thing.given_area_ha;
  site.geometry = std::move(geometry);
  return site;
}

namespace {

/// The partner whose lot or marker is at the place; the nearest within reach.
geo::Id<geo::Partner> partner_at(const geo::Plan& plan, geo::MapPoint place, double reach_m) {
  geo::Id<geo::Partner> nearest;
  for (const auto& partner : plan.partners()) {
    if (partner->geometry.empty()) continue;
    const double distance = geo::distance_m(partner->geometry, place);
    if (distance > reach_m) continue;
    reach_m = distance;
    nearest = partner.id;
  }
  return nearest;
}

/// How near a click is to a partner that is meant [m].
constexpr double partner_reach_m = 30;

/// Where a stream is its partner's it has no place of its own: it follows the partner.
geo::SideStream stream_of(const geo::Plan& plan, const DrawnThing& thing, geo::Geometry geometry) {
  geo::SideStream stream;
  stream.name = thing.name;
  stream.note = thing.note;
  stream.kind = thing.kind == ThingKind::need ? geo::StreamKind::need : geo::StreamKind::offer;
  stream.partner = thing.partner;
  if (!stream.partner && !geometry.empty())
    stream.partner = partner_at(plan, geo::label_point(geometry), partner_reach_m);
  if (!stream.partner) stream.geometry = std::move(geometry);
  return stream;
}

}  // namespace

geo::Edit edit_that_adds(const geo::Plan& plan, const DrawnThing& thing, geo::Geometry geometry,
                         render::PlanThing& added) {
  geo::Edit edit;
  edit.what = geo::say("{0} drawn", thing.name);
  const auto add = [&]<class T>(T value) {
    value.name = thing.name;
    value.note = thing.note;
    value.geometry = std::move(geometry);
    added = edit.add(plan, std::move(value));
  };
  switch (thing.kind) {
    case ThingKind::sink:
      edit.what = geo::say("Sink site {0} marked", thing.name);
      added = edit.add(plan, sink_site_of(thing, std::move(geometry)));
      break;
    case ThingKind::compensation:
      edit.what = geo::say("Compensation site {0} marked", thing.name);
      added = edit.add(plan, sink_site_of(thing, std::move(geometry)));
      break;
    case ThingKind::business_area: add(geo::BusinessArea{}); break;
    case ThingKind::landfill_part: add(geo::LandfillPart{}); break;
    case ThingKind::partner: add(geo::Partner{}); break;
    case ThingKind::emission_source: {
      geo::EmissionSource source;
      source.sector = thing.sector;
      add(std::move(source));
      break;
    }
    case ThingKind::surrounding: {
      geo::Surrounding surrounding;
      surrounding.kind = thing.surrounding;
      add(std::move(surrounding));
      break;
    }
    case ThingKind::material_flow: {
      geo::MaterialFlow flow;
      const double reach_m = std::max(partner_reach_m, 0.02 * geo::planar_length_m(geometry));
      if (geometry.kind == geo::GeometryKind::line && !geometry.parts.empty()) {
        flow.from = partner_at(plan, geometry.parts.front().rings.front().front(), reach_m);
        flow.to = partner_at(plan, geometry.parts.front().rings.front().back(), reach_m);
      }
      flow.state = geo::FlowState::planned;
      // Without a name of its own it is called by its ends.
      if (thing.name != free_name(plan, thing.kind)) flow.name = thing.name;
      flow.note = thing.note;
      flow.geometry = std::move(geometry);
      added = edit.add(plan, std::move(flow));
      break;
    }
    case ThingKind::offer:
    case ThingKind::need:
      edit.what = geo::say("Side stream {0} added", thing.name);
      added = edit.add(plan, stream_of(plan, thing, std::move(geometry)));
      break;
  }
  return edit;
}

}  // namespace app
