#include "render/plan_label.hpp"

#include "render/designed_symbol.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

namespace render {

using geo::GeometryKind;

namespace {

/// Where a vertical line through the middle of the geometry leaves it at the top and at the bottom, so that a label
/// stands close to the edge and not at the corner of a box.
struct TopBottom {
  geo::MapPoint top;
  geo::MapPoint bottom;
};

TopBottom top_and_bottom(const geo::Geometry& geometry, double x_m) {
  TopBottom result{{x_m, -HUGE_VAL}, {x_m, HUGE_VAL}};
  const auto take = [&](double y_m) {
    result.top.y_m = std::max(result.top.y_m, y_m);
    result.bottom.y_m = std::min(result.bottom.y_m, y_m);
  };
  for (const geo::Part& part : geometry.parts)
    for (const geo::Ring& ring : part.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const geo::MapPoint a = ring[i - 1], b = ring[i];
        if ((a.x_m <= x_m) == (b.x_m <= x_m)) continue;
        take(a.y_m + (b.y_m - a.y_m) * (x_m - a.x_m) / (b.x_m - a.x_m));
      }
  if (!(result.top.y_m >= result.bottom.y_m)) {
    const geo::MapPoint inside = label_point(geometry);
    return {inside, inside};
  }
  return result;
}

LabelCandidate look(std::string text, int priority, Colour colour, double em_px, ThemeKind theme) {
  LabelCandidate label;
  label.text = std::move(text);
  label.priority = priority;
  label.colour = colour;
  label.halo = with_alpha(map_theme(theme).halo, 0.88);
  label.em_px = em_px;
  return label;
}

/// Under the area, else over it, else inside.
void place_beside_area(LabelCandidate& label, const geo::Geometry& geometry, bool over_first) {
  const geo::MapPoint inside = label_point(geometry);
  const TopBottom ends = top_and_bottom(geometry, inside.x_m);
  const double offset_px = label.em_px * 0.6 + 6;
  label.place = over_first ? ends.top : ends.bottom;
  label.offset_y_px = over_first ? -offset_px : offset_px;
  label.other_places = {over_first ? LabelPlace{ends.bottom, 0, offset_px} : LabelPlace{ends.top, 0, -offset_px},
                        {inside}};
}

/// Right of the marker, else left, under or over it.
void place_beside_marker(LabelCandidate& label, geo::MapPoint place, double radius_px) {
  const double away_px = radius_px + label.em_px * 0.6 + 3;
  label.place = place;
  label.offset_y_px = away_px;
  label.other_places = {
      {place, radius_px + 4, 0, LabelAlign::left}, {place, -radius_px - 4, 0, LabelAlign::right}, {place, 0, -away_px}};
}

void place_at(LabelCandidate& label, const geo::Geometry& geometry, double radius_px, bool over_first) {
  if (geometry.empty()) {
    label.text.clear();
  } else if (geometry.kind == GeometryKind::polygon) {
    place_beside_area(label, geometry, over_first);
  } else {
    place_beside_marker(label, label_point(geometry), radius_px);
  }
}

}  // namespace

void add_label(std::vector<LabelCandidate>& labels, LabelCandidate label) {
  if (!label.text.empty()) labels.push_back(std::move(label));
}

LabelCandidate business_area_label(const geo::BusinessArea& area, ThemeKind theme) {
  LabelCandidate label = look(area.name, 2, map_theme(theme).label_hub, 14, theme);
  label.strong = true;
  label.halo_width_px = 4;
  place_at(label, area.geometry, 6, true);
  return label;
}

LabelCandidate landfill_label(const geo::LandfillPart& part, ThemeKind theme) {
  LabelCandidate label = look(part.name, 3, map_theme(theme).landfill, 12.4, theme);
  label.strong = true;
  label.halo_width_px = 4;
  place_at(label, part.geometry, 4, false);
  return label;
}

LabelCandidate sink_label(const geo::SinkSite& site, ThemeKind theme) {
  LabelCandidate label = look(site.name, 3, map_theme(theme).sink, 12.4, theme);
  label.strong = true;
  label.halo_width_px = 4;
  place_at(label, site.geometry, marker_radius_px, true);
  return label;
}

LabelCandidate source_label(const geo::EmissionSource& source, double radius_px, ThemeKind theme) {
  LabelCandidate label = look(source.name, 6, map_theme(theme).label, 11.6, theme);
  label.medium = true;
  if (source.geometry.empty())
    label.text.clear();
  else
    place_beside_marker(label, label_point(source.geometry), radius_px + 2);
  return label;
}

LabelCandidate partner_label(const geo::Partner& partner, ThemeKind theme) {
  LabelCandidate label = look(partner.name, 4, map_theme(theme).label, 12.4, theme);
  label.medium = true;
  if (partner.geometry.empty())
    label.text.clear();
  else
    place_beside_marker(label, label_point(partner.geometry), marker_radius_px + 2);
  return label;
}

LabelCandidate surrounding_label(const geo::Surrounding& thing, ThemeKind theme) {
  using Kind = geo::SurroundingKind;
  const MapTheme& t = map_theme(theme);
  const bool point = thing.geometry.kind == GeometryKind::point;
  LabelCandidate label = look(thing.name, 7, t.label_small, 11.6, theme);
  switch (thing.kind) {
    case Kind::water:
    case Kind::stream:
      label.priority = 6;
      label.italic = true;
      label.colour = t.label_water;
      label.em_px = thing.kind == Kind::water ? 13.2 : 11.6;
      label.halo = with_alpha(t.water, 0.88);
      break;
    case Kind::forest:
      label.priority = 8;
      label.italic = true;
      label.colour = t.label_green;
      label.halo = with_alpha(t.forest, 0.88);
      break;
    case Kind::place:
      if (!point) {  // a district is a name over an area, a small place a dot with a name
        label.priority = 4;
        label.medium = true;
        label.em_px = 12.4;
        label.colour = t.label;
      }
      break;
    case Kind::road:
    case Kind::street:
    case Kind::railway: label.colour = t.label; break;
    default: break;
  }
  if (thing.geometry.empty())
    label.text.clear();
  else if (point)
    place_beside_marker(label, label_point(thing.geometry), 3);
  else
    label.place = label_point(thing.geometry);
  return label;
}

void mark_selected(std::span<LabelCandidate> labels, const geo::Plan& plan, const PlanThing& thing, ThemeKind theme) {
  // The selected thing's label is found by its words and place, since labels carry no ids.
  const LabelCandidate wanted = std::visit(
      [&]<class I>(const I& id) -> LabelCandidate {
        if constexpr (std::is_same_v<I, std::monostate>) {
          return {};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::BusinessArea>>) {
          const auto value = plan.business_areas().find(id);
          return value ? business_area_label(*value, theme) : LabelCandidate{};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::LandfillPart>>) {
          const auto value = plan.landfill_parts().find(id);
          return value ? landfill_label(*value, theme) : LabelCandidate{};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::SinkSite>>) {
          const auto value = plan.sink_sites().find(id);
          return value ? sink_label(*value, theme) : LabelCandidate{};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::Partner>>) {
          const auto value = plan.partners().find(id);
          return value ? partner_label(*value, theme) : LabelCandidate{};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::EmissionSource>>) {
          const auto value = plan.emission_sources().find(id);
          return value ? source_label(*value, 0, theme) : LabelCandidate{};
        } else if constexpr (std::is_same_v<I, geo::Id<geo::MaterialFlow>> ||
                             std::is_same_v<I, geo::Id<geo::SideStream>>) {
          return {};
        } else {
          const auto value = plan.surroundings().find(id);
          return value ? surrounding_label(*value, theme) : LabelCandidate{};
        }
      },
      thing);
  if (wanted.text.empty()) return;
  for (LabelCandidate& label : labels) {
    if (label.text != wanted.text || !(label.place == wanted.place) || label.priority != wanted.priority) continue;
    label.priority = 1;
    label.colour = map_theme(theme).select;
    label.strong = true;
    label.em_px = 12.4;
    label.halo_width_px = 4;
    return;
  }
}

LabelCandidate marker_icon(const Symbol& marker, geo::MapPoint place) {
  LabelCandidate label;
  label.place = place;
  label.icon = marker.icon;
  label.fixed = true;
  label.priority = 1;
  label.em_px = marker_icon_px;
  label.colour = marker.icon_colour;
  label.halo_width_px = 0;
  label.clear_radius_px = marker.point_radius_px + marker.casing_width_px;
  return label;
}

LabelCandidate kept_clear(geo::MapPoint place, double radius_px) {
  LabelCandidate label;
  label.place = place;
  label.fixed = true;
  label.priority = 1;
  label.clear_radius_px = radius_px;
  return label;
}

Symbol place_dot(ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  return {.fill = t.label_small, .casing = t.halo, .casing_width_px = 1.2, .point_radius_px = 2.2};
}

bool has_marker(const geo::SinkSite& site) {
  return site.kind == geo::SinkKind::compensation || site.geometry.kind == GeometryKind::point;
}

char32_t partner_icon(const geo::Partner& partner, std::optional<geo::Sector> sector) {
  if (sector) {
    switch (*sector) {
      case geo::Sector::landfill:
      case geo::Sector::treatment: return icon::recycle;
      case geo::Sector::energy:
      case geo::Sector::electricity: return icon::flash;
      case geo::Sector::process: return icon::factory;
      case geo::Sector::logistics: return icon::truck;
      case geo::Sector::construction: return icon::terrain;
      case geo::Sector::wastewater: return icon::water;
      case geo::Sector::other: break;
    }
  }
  // Words of Finnish and English data, compared in small ASCII letters; the first that is found counts.
  static constexpr std::array<std::pair<std::string_view, char32_t>, 26> words{{
      {"biogas", icon::gas_cylinder}, {"biokaasu", icon::gas_cylinder}, {"landscap", icon::leaf},
      {"maisem", icon::leaf},         {"compost", icon::leaf},          {"kompost", icon::leaf},
      {"soil", icon::terrain},        {"aggregate", icon::terrain},     {"concrete", icon::terrain},
      {"murske", icon::terrain},      {"betoni", icon::terrain},        {"recycl", icon::recycle},
      {"kierr", icon::recycle},       {"waste", icon::recycle},         {"sorting", icon::recycle},
      {"lajittel", icon::recycle},    {"transport", icon::truck},       {"logisti", icon::truck},
      {"kuljetu", icon::truck},       {"energ", icon::flash},           {"heat", icon::fire},
      {"power", icon::flash},         {"plant", icon::factory},         {"tehdas", icon::factory},
      {"laitos", icon::factory},      {"industr", icon::factory},
  }};
  std::string activity;
  for (const char c : partner.activity) activity += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto& [word, code] : words)
    if (activity.find(word) != std::string::npos) return code;
  return icon::domain;
}

}  // namespace render
