#include "render/style.hpp"

#include "geo/classes.hpp"
#include "render/designed_symbol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_map>

namespace render {

using geo::GeometryKind;
using geo::Role;

namespace {

constexpr std::size_t label_limit = 20'000;
/// A symbol number is 16 bits; a class needs up to three of them (points, lines, polygons).
constexpr std::size_t class_limit = 20'000;

/// Which class each feature has and how a class is drawn on a kind of geometry.
struct Classes {
  std::vector<std::uint32_t> class_of_feature;  ///< empty: all of class 0
  std::vector<std::string> names;
  std::vector<Colour> colours;  ///< empty: the symbol as it is
};

std::string number_text(double value, const StyleWords& words) {
  if (value == 0) return "0";
  // Breaks are for reading: six significant digits, without an exponent in the usual range.
  char buffer[40];
  const double size = std::abs(value);
  const int decimals =
      size >= 1e15 || size < 1e-9 ? -1 : std::clamp(5 - static_cast<int>(std::floor(std::log10(size))), 0, 12);
  if (decimals < 0) {
    std::snprintf(buffer, sizeof buffer, "%.3g", size);
    return (value < 0 ? "\u2212" : "") + std::string(buffer);
  }
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, size);
  std::string digits = buffer, decimal_part;
  if (const auto point = digits.find_first_not_of("0123456789"); point != std::string::npos) {
    decimal_part = digits.substr(point + 1);
    digits.resize(point);
    decimal_part.erase(decimal_part.find_last_not_of('0') + 1);
  }
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, "\u202F");
  return (value < 0 ? "\u2212" : "") + digits + (decimal_part.empty() ? "" : words.decimal_sign + decimal_part);
}

Symbol single_symbol(const geo::Style& style, GeometryKind kind, ThemeKind theme) {
  Symbol s;
  s.line = style.line;
  s.line_width_px = std::isfinite(style.line_width_px) ? std::clamp(style.line_width_px, 0.0, 100.0) : 1.0;
  s.point_radius_px = std::isfinite(style.point_radius_px) ? std::clamp(style.point_radius_px, 0.0, 200.0) : 4.0;
  if (kind == GeometryKind::line) return s;
  s.fill = style.fill;
  if (kind == GeometryKind::point) {
    s.casing = map_theme(theme).halo;
    s.casing_width_px = 1;
    return s;
  }
  s.hatch = style.hatch;
  s.hatch_colour = style.line;
  if (style.hatch == geo::Hatch::dots) {
    s.hatch_step_px = 9;
    s.hatch_width_px = 3;
  }
  return s;
}

void colour_symbol(Symbol& symbol, GeometryKind kind, Colour colour) {
  if (kind == GeometryKind::line)
    symbol.line = colour;
  else
    symbol.fill = colour;
}

Classes classes_by_category(const geo::Features& features, const geo::Column& column, const geo::Style& style,
                            const StyleWords& words) {
  Classes classes;
  std::unordered_map<std::string, std::uint32_t> class_of_value;
  for (const geo::StyleCategory& category : style.categories) {
    if (classes.names.size() + 1 >= class_limit) break;
    const auto number = static_cast<std::uint32_t>(classes.names.size());
    if (!class_of_value.emplace(category.value, number).second) continue;
    classes.names.push_back(category.label.empty() ? category.value : category.label);
    classes.colours.push_back(category.fill);
  }
  const auto other = static_cast<std::uint32_t>(classes.names.size());
  bool other_used = false;
  classes.class_of_feature.resize(features.size());
  for (std::size_t f = 0; f < features.size(); ++f) {
    const auto found = class_of_value.find(f < column.size() ? column.text(f) : std::string());
    classes.class_of_feature[f] = found == class_of_value.end() ? other : found->second;
    other_used = other_used || found == class_of_value.end();
  }
  if (other_used || classes.names.empty()) {
    classes.names.push_back(words.other);
    classes.colours.push_back(style.fill);
  }
  return classes;
}

std::vector<double> used_breaks(const std::vector<double>& values, const geo::Style& style) {
  std::vector<double> breaks = style.breaks;
  std::erase_if(breaks, [](double b) { return !std::isfinite(b); });
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  if (breaks.empty()) breaks = geo::class_breaks(values, style.class_method, std::clamp(style.class_count, 2, 12));
  if (breaks.size() >= class_limit) breaks.resize(class_limit - 2);
  return breaks;
}

Classes classes_by_number(const geo::Features& features, const geo::Column& column, const geo::Style& style,
                          ThemeKind theme, const StyleWords& words, std::vector<double>& breaks) {
  std::vector<double> values(features.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t f = 0; f < std::min(features.size(), column.size()); ++f) values[f] = column.number(f);
  breaks = used_breaks(values, style);

  Classes classes;
  classes.colours = ramp_classes(style.ramp, theme, static_cast<int>(breaks.size()) + 1);
  for (std::size_t c = 0; c <= breaks.size(); ++c) {
    if (breaks.empty())
      classes.names.push_back(features.name);
    else if (c == 0)
      classes.names.push_back("< " + number_text(breaks.front(), words));
    else if (c == breaks.size())
      classes.names.push_back("\u2265 " + number_text(breaks.back(), words));
    else  // with a minus on either side an en dash would read as another minus (look.md section 12)
      classes.names.push_back(number_text(breaks[c - 1], words) + (breaks[c - 1] < 0 ? "\u2026" : "\u2013") +
                              number_text(breaks[c], words));
  }
  const auto no_value = static_cast<std::uint32_t>(classes.names.size());
  bool no_value_used = false;
  classes.class_of_feature.resize(features.size());
  for (std::size_t f = 0; f < features.size(); ++f) {
    const bool known = !std::isnan(values[f]);
    // A value equal to a limit belongs to the upper class, as class_breaks says.
    classes.class_of_feature[f] =
        known ? static_cast<std::uint32_t>(std::upper_bound(breaks.begin(), breaks.end(), values[f]) - breaks.begin())
              : no_value;
    no_value_used = no_value_used || !known;
  }
  if (no_value_used) {
    classes.names.push_back(words.no_value);
    classes.colours.push_back(with_alpha(map_theme(theme).axis, 0.25));
  }
  return classes;
}

/// Numbers symbols by class and kind as they are met, and makes the legend in the order of classes.
template <class MakeSymbol>
void fill_table(StyledLayer& out, const geo::Features& features, const Classes& classes, const MakeSymbol& make) {
  std::map<std::pair<std::uint32_t, GeometryKind>, std::uint16_t> number;
  std::vector<std::uint16_t> symbol_of_feature(features.size());
  for (std::size_t f = 0; f < features.size(); ++f) {
    const GeometryKind kind = features.kind[f];
    if (kind == GeometryKind::none) continue;
    const std::uint32_t c = classes.class_of_feature.empty() ? 0 : classes.class_of_feature[f];
    const auto [found, is_new] = number.try_emplace({c, kind}, static_cast<std::uint16_t>(out.symbols.symbols.size()));
    if (is_new) out.symbols.symbols.push_back(make(c, kind));
    symbol_of_feature[f] = found->second;
  }
  // Classes that no feature has stay in the legend with the layer's first kind: they are part of the style.
  const GeometryKind usual = number.empty() ? GeometryKind::polygon : number.begin()->first.second;
  for (std::uint32_t c = 0; c < classes.names.size(); ++c) {
    const auto found = number.lower_bound({c, GeometryKind::none});
    const bool used = found != number.end() && found->first.first == c;
    const GeometryKind kind = used ? found->first.second : usual;
    out.legend.push_back({classes.names[c], used ? out.symbols.symbols[found->second] : make(c, kind), kind});
  }
  if (out.symbols.symbols.empty()) out.symbols.symbols.push_back(make(0, usual));
  if (out.symbols.symbols.size() > 1) out.symbols.symbol_of_feature = std::move(symbol_of_feature);
}

LabelCandidate label_look(Role role, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  LabelCandidate label;
  label.halo = with_alpha(t.halo, 0.88);
  label.colour = t.label;
  switch (role) {
    case Role::business_area:
      label.priority = 2;
      label.colour = t.label_hub;
      label.em_px = 14;
      label.strong = true;
      label.halo_width_px = 4;
      break;
    case Role::landfill:
    case Role::sink_land:
      label.priority = 3;
      label.colour = role == Role::landfill ? t.landfill : t.sink;
      label.strong = true;
      label.halo_width_px = 4;
      break;
    case Role::boundary:
      label.priority = 4;
      label.medium = true;
      break;
    case Role::partner_site:
    case Role::emission_source:
      label.priority = 5;
      label.medium = true;
      break;
    default: label.em_px = 11.6; label.colour = t.label_small;
  }
  return label;
}

/// Largest features first, equal ones in their order, so that a limit leaves out the least.
std::vector<std::uint32_t> features_by_size(const geo::Features& features) {
  const std::vector<geo::MapBox> boxes = feature_boxes(features);
  std::vector<std::uint32_t> order(features.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return boxes[a].width_m() + boxes[a].height_m() > boxes[b].width_m() + boxes[b].height_m();
  });
  return order;
}

void add_labels(StyledLayer& out, const geo::Features& features, const geo::Column& names, Role role, ThemeKind theme) {
  const LabelCandidate look = label_look(role, theme);
  for (const std::uint32_t f : features_by_size(features)) {
    if (out.labels.size() >= label_limit) return;
    if (features.kind[f] == GeometryKind::none || f >= names.size()) continue;
    std::string text = names.text(f);
    if (text.empty()) continue;
    LabelCandidate& label = out.labels.emplace_back(look);
    label.text = std::move(text);
    label.place = label_point(features.geometry(f));
    if (features.kind[f] == GeometryKind::point) {
      const std::size_t s = out.symbols.symbol_of_feature.empty() ? 0 : out.symbols.symbol_of_feature[f];
      const double radius_px = out.symbols.symbols[s].point_radius_px + 3;
      label.offset_y_px = radius_px + label.em_px * 0.6;
      label.other_places = {{label.place, radius_px + 2, 0, LabelAlign::left},
                            {label.place, -radius_px - 2, 0, LabelAlign::right},
                            {label.place, 0, -label.offset_y_px}};
    }
  }
}

/// The icons of markers, which other labels keep away from.
void add_icons(StyledLayer& out, const geo::Features& features) {
  for (std::size_t f = 0; f < features.size() && out.labels.size() < label_limit; ++f) {
    const std::size_t s = out.symbols.symbol_of_feature.empty() ? 0 : out.symbols.symbol_of_feature[f];
    const Symbol& symbol = out.symbols.symbols[s];
    if (features.kind[f] != GeometryKind::point || symbol.icon == 0) continue;
    for (std::size_t p = features.feature_start[f]; p < features.feature_start[f + 1]; ++p) {
      LabelCandidate& label = out.labels.emplace_back();
      label.place = features.ring(features.part_start[p]).front();
      label.icon = symbol.icon;
      label.fixed = true;
      label.em_px = marker_icon_px;
      label.colour = symbol.icon_colour;
      label.halo_width_px = 0;
      label.clear_radius_px = symbol.point_radius_px + symbol.casing_width_px;
    }
  }
}

}  // namespace

Symbol role_symbol(Role role, GeometryKind kind, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const bool point = kind == GeometryKind::point, line = kind == GeometryKind::line;
  const auto dot = [&](Colour colour, double radius_px) {
    return Symbol{.fill = colour, .casing = t.halo, .casing_width_px = 1.6, .point_radius_px = radius_px};
  };
  const auto cased_line = [&](Colour colour, double width_px) {
    return Symbol{.line = colour, .line_width_px = width_px, .casing = t.halo, .casing_width_px = width_px + 2.4};
  };
  switch (role) {
    case Role::business_area:
      if (point) return dot(t.hub, 6);
      return line ? cased_line(t.hub, 2.2) : business_area_symbol(theme);
    case Role::landfill:
      if (point) return dot(t.landfill, 5.5);
      return line ? cased_line(t.landfill, 2) : landfill_symbol(false, theme);
    case Role::sink_land:
      if (point) return sink_marker(geo::SinkKind::sink, geo::SinkState::existing, theme);
      return line ? cased_line(t.sink, 1.5) : sink_symbol(geo::SinkKind::sink, geo::SinkState::existing, theme);
    case Role::emission_source: return source_symbol(geo::Sector::energy, kind, true, theme);
    case Role::partner_site:
      if (point) return partner_marker(icon::domain, theme);
      return line ? cased_line(t.partner, 1.2) : partner_lot(theme);
    case Role::flow:
      if (point) return dot(t.partner, 3);
      if (line) return cased_line(sector_colour(geo::Sector::logistics, theme), 2.2);
      return ground_symbol(with_alpha(sector_colour(geo::Sector::logistics, theme), 0.2),
                           sector_colour(geo::Sector::logistics, theme));
    case Role::road_network:
      if (point) return dot(road_drawing(RoadClass::trunk, theme).casing, 2);
      if (line) return road_symbol(RoadClass::street, theme);
      return ground_symbol(road_drawing(RoadClass::street, theme).fill, road_drawing(RoadClass::street, theme).casing);
    case Role::building:
      if (point) return dot(t.shield_line, 2);
      // Between the ground and the roads' casings: many small shapes that do not shout.
      return ground_symbol(
          is_dark(theme) ? road_drawing(RoadClass::street, theme).fill : road_drawing(RoadClass::street, theme).casing,
          is_dark(theme) ? road_drawing(RoadClass::trunk, theme).fill : road_drawing(RoadClass::trunk, theme).casing);
    case Role::boundary:
      if (point) return dot(t.municipality, 3);
      return {.line = t.municipality, .line_width_px = 1.2, .dash_on_px = 6, .dash_off_px = 3};
    case Role::background: break;
  }
  if (point) return dot(t.label_small, 2.5);
  if (line) return {.line = t.shield_line, .line_width_px = 1};
  return ground_symbol(t.built, road_drawing(RoadClass::street, theme).casing);
}

StyledLayer styled(const geo::Features& features, const geo::Style& style, Role role, ThemeKind theme,
                   const StyleWords& words) {
  StyledLayer out;
  Classes classes;
  classes.names = {features.name};
  const geo::Column* column = style.attribute.empty() ? nullptr : features.column(style.attribute);
  const bool by_attribute = style.mode == geo::StyleMode::categories || style.mode == geo::StyleMode::classes;
  if (by_attribute && !column)
    classes.names = {geo::filled(words.missing_attribute, {features.name, style.attribute})};
  else if (style.mode == geo::StyleMode::categories)
    classes = classes_by_category(features, *column, style, words);
  else if (style.mode == geo::StyleMode::classes)
    classes = classes_by_number(features, *column, style, theme, words, out.breaks);

  fill_table(out, features, classes, [&](std::uint32_t c, GeometryKind kind) {
    if (style.mode == geo::StyleMode::role) return role_symbol(role, kind, theme);
    Symbol symbol = single_symbol(style, kind, theme);
    if (c < classes.colours.size()) colour_symbol(symbol, kind, classes.colours[c]);
    return symbol;
  });
  add_icons(out, features);
  if (const geo::Column* names = style.label_attribute.empty() ? nullptr : features.column(style.label_attribute))
    add_labels(out, features, *names, role, theme);
  return out;
}

}  // namespace render
