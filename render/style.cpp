#include "render/style.hpp"

#include "geo/classes.hpp"
#include "render/designed_symbol.hpp"
#include "render/plan_label.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace render {

using geo::GeometryKind;
using geo::Role;

namespace {

constexpr std::size_t label_limit = 20'000;
/// A symbol number is 16 bits; a class needs up to three of them (points, lines, polygons).
constexpr std::size_t class_limit = 20'000;

/// The classes of a style and how they are drawn.
struct Classes {
  std::vector<std::string> names;
  std::vector<Colour> colours;  ///< empty: the symbol as it is
  /// The last class takes what the others do not; it is in the legend only when a feature is in it.
  bool last_if_used = false;
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
  if (style.dash == geo::Dash::dashed) {
    s.dash_on_px = std::max(6.0, 3 * s.line_width_px);
    s.dash_off_px = std::max(4.0, 2 * s.line_width_px);
  } else if (style.dash == geo::Dash::dotted) {
    s.dash_on_px = std::max(1.0, s.line_width_px);
    s.dash_off_px = std::max(2.6, 1.6 * s.line_width_px);
  }
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

/// The categories that count: each value once, its first category.
std::vector<const geo::StyleCategory*> used_categories(const geo::Style& style) {
  std::vector<const geo::StyleCategory*> used;
  std::unordered_set<std::string_view> values;
  for (const geo::StyleCategory& category : style.categories)
    if (used.size() + 1 < class_limit && values.insert(category.value).second) used.push_back(&category);
  return used;
}

Classes classes_by_category(const geo::Style& style, const StyleWords& words) {
  Classes classes;
  for (const geo::StyleCategory* category : used_categories(style)) {
    classes.names.push_back(category->label.empty() ? category->value : category->label);
    classes.colours.push_back(category->fill);
  }
  classes.names.push_back(words.other);
  classes.colours.push_back(style.fill);
  classes.last_if_used = classes.names.size() > 1;
  return classes;
}

std::vector<double> used_breaks(const geo::Column& column, const geo::Style& style, StyleCache& cache) {
  std::vector<double> breaks = style.breaks;
  std::erase_if(breaks, [](double b) { return !std::isfinite(b); });
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  if (breaks.empty())
    breaks =
        geo::class_breaks_of_sorted(cache.sorted(column), style.class_method, std::clamp(style.class_count, 2, 12));
  if (breaks.size() >= class_limit) breaks.resize(class_limit - 2);
  return breaks;
}

Classes classes_by_number(const std::vector<double>& breaks, const std::string& layer_name, const geo::Style& style,
                          ThemeKind theme, const StyleWords& words) {
  Classes classes;
  classes.colours = ramp_classes(style.ramp, theme, static_cast<int>(breaks.size()) + 1);
  if (style.ramp_reversed) std::ranges::reverse(classes.colours);
  for (std::size_t c = 0; c <= breaks.size(); ++c) {
    if (breaks.empty())
      classes.names.push_back(layer_name);
    else if (c == 0)
      classes.names.push_back("< " + number_text(breaks.front(), words));
    else if (c == breaks.size())
      classes.names.push_back("\u2265 " + number_text(breaks.back(), words));
    else  // with a minus on either side an en dash would read as another minus (look.md section 12)
      classes.names.push_back(number_text(breaks[c - 1], words) + (breaks[c - 1] < 0 ? "\u2026" : "\u2013") +
                              number_text(breaks[c], words));
  }
  classes.names.push_back(words.no_value);
  classes.colours.push_back(with_alpha(map_theme(theme).axis, 0.25));
  classes.last_if_used = true;
  return classes;
}

constexpr std::size_t kind_count = 4;  ///< none, point, line, polygon

/// Gives each feature the symbol of its class and kind, and makes the legend in the order of classes.
/// `class_of(f)` is called from several threads.
template <class ClassOf, class MakeSymbol>
void fill_table(StyledLayer& out, const geo::Features& features, const Classes& classes, const geo::RowSet* shown,
                const ClassOf& class_of, const MakeSymbol& make) {
  std::array<bool, kind_count> has_kind{};
  for (const GeometryKind kind : features.kind) has_kind[static_cast<std::size_t>(kind)] = true;
  has_kind[static_cast<std::size_t>(GeometryKind::none)] = false;
  std::vector<std::uint16_t> symbol_of_class(classes.names.size() * kind_count, hidden_symbol);
  std::optional<GeometryKind> usual;
  for (std::uint32_t c = 0; c < classes.names.size(); ++c)
    for (std::size_t k = 0; k < kind_count; ++k)
      if (has_kind[k]) {
        const auto kind = static_cast<GeometryKind>(k);
        symbol_of_class[c * kind_count + k] = static_cast<std::uint16_t>(out.symbols.symbols.size());
        out.symbols.symbols.push_back(make(c, kind));
        if (!usual) usual = kind;
      }

  std::vector<std::uint8_t> used(symbol_of_class.size());
  const bool one_symbol = out.symbols.symbols.size() < 2 && shown == nullptr && classes.names.size() < 2;
  if (!one_symbol && usual) {
    std::vector<std::uint16_t>& symbol_of_feature = out.symbols.symbol_of_feature;
    symbol_of_feature.resize(features.size());
    std::mutex merging;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, features.size(), 65536), [&](const auto& range) {
      std::vector<std::uint8_t> used_here(used.size());
      for (std::size_t f = range.begin(); f < range.end(); ++f) {
        const std::size_t place = class_of(f) * kind_count + static_cast<std::size_t>(features.kind[f]);
        used_here[place] = 1;
        symbol_of_feature[f] = shown != nullptr && !shown->contains(f) ? hidden_symbol : symbol_of_class[place];
      }
      const std::lock_guard lock(merging);
      std::ranges::transform(used, used_here, used.begin(), std::bit_or());
    });
  } else if (usual) {
    used[static_cast<std::size_t>(*usual)] = 1;
  }

  // Classes that no feature has stay in the legend with the layer's first kind: they are part of the style.
  if (!usual) usual = GeometryKind::polygon;
  for (std::uint32_t c = 0; c < classes.names.size(); ++c) {
    const auto begin = used.begin() + static_cast<std::ptrdiff_t>(c * kind_count);
    const auto found = std::find(begin + 1, begin + kind_count, std::uint8_t{1});
    const bool is_used = found != begin + kind_count;
    if (!is_used && classes.last_if_used && c + 1 == classes.names.size()) continue;
    const GeometryKind kind = is_used ? static_cast<GeometryKind>(found - begin) : *usual;
    out.legend.push_back({classes.names[c], make(c, kind), kind});
  }
  if (out.symbols.symbols.empty()) out.symbols.symbols.push_back(make(0, *usual));
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

void add_names(std::vector<LabelCandidate>& labels, const geo::Features& features, const geo::Column& names,
               const LabelCandidate& look, const SymbolTable& symbols, StyleCache& cache) {
  for (const std::uint32_t f : cache.by_size(features)) {
    if (labels.size() >= label_limit) return;
    const std::uint16_t symbol = symbols.symbol_of(f);
    if (features.kind[f] == GeometryKind::none || f >= names.size() || symbol == hidden_symbol) continue;
    std::string text = names.text(f);
    if (text.empty()) continue;
    LabelCandidate& label = labels.emplace_back(look);
    label.text = std::move(text);
    label.place = label_point(features.geometry(f));
    if (features.kind[f] == GeometryKind::point) {
      const double radius_px = symbols.symbols[symbol].point_radius_px + 3;
      label.offset_y_px = radius_px + label.em_px * 0.6;
      label.other_places = {{label.place, radius_px + 2, 0, LabelAlign::left},
                            {label.place, -radius_px - 2, 0, LabelAlign::right},
                            {label.place, 0, -label.offset_y_px}};
    }
  }
}

/// The icons of markers, which other labels keep away from.
void add_icons(std::vector<LabelCandidate>& labels, const geo::Features& features, const SymbolTable& symbols) {
  if (std::ranges::all_of(symbols.symbols, [](const Symbol& s) { return s.icon == 0; })) return;
  for (std::size_t f = 0; f < features.size() && labels.size() < label_limit; ++f) {
    const std::uint16_t s = symbols.symbol_of(f);
    if (s == hidden_symbol || features.kind[f] != GeometryKind::point) continue;
    const Symbol& symbol = symbols.symbols[s];
    if (symbol.icon == 0) continue;
    for (std::size_t p = features.feature_start[f]; p < features.feature_start[f + 1]; ++p)
      labels.push_back(marker_icon(symbol, features.ring(features.part_start[p]).front()));
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
                   const StyleWords& words, StyleCache& cache, const geo::RowSet* shown) {
  StyledLayer out;
  const geo::Column* column = style.attribute.empty() ? nullptr : features.column(style.attribute);
  const bool by_attribute = style.mode == geo::StyleMode::categories || style.mode == geo::StyleMode::classes;
  const auto fill = [&](const Classes& classes, const auto& class_of) {
    fill_table(out, features, classes, shown, class_of, [&](std::uint32_t c, GeometryKind kind) {
      if (style.mode == geo::StyleMode::role) return role_symbol(role, kind, theme);
      Symbol symbol = single_symbol(style, kind, theme);
      if (c < classes.colours.size()) colour_symbol(symbol, kind, classes.colours[c]);
      return symbol;
    });
  };
  const auto one_class = [](std::size_t) { return std::size_t{0}; };
  if (!by_attribute) {
    fill({.names = {features.name}, .colours = {}}, one_class);
  } else if (column == nullptr) {
    fill({.names = {geo::filled(words.missing_attribute, {features.name, style.attribute})}, .colours = {}}, one_class);
  } else if (style.mode == geo::StyleMode::categories) {
    const Classes classes = classes_by_category(style, words);
    std::unordered_map<std::string_view, std::uint32_t> class_of_value;
    for (const geo::StyleCategory* category : used_categories(style))
      class_of_value.emplace(category->value, static_cast<std::uint32_t>(class_of_value.size()));
    const auto class_of_text = [&](std::string_view text) -> std::size_t {
      const auto found = class_of_value.find(text);
      return found == class_of_value.end() ? classes.names.size() - 1 : found->second;
    };
    const ColumnCodes& codes = cache.codes(*column);
    std::vector<std::size_t> class_of_code;
    for (const std::string& value : codes.values) class_of_code.push_back(class_of_text(value));
    if (codes.code_of_row.empty())
      fill(classes, [&](std::size_t f) { return class_of_text(f < column->size() ? column->text(f) : std::string()); });
    else
      fill(classes, [&](std::size_t f) {
        return f < codes.code_of_row.size() ? class_of_code[codes.code_of_row[f]] : class_of_text({});
      });
  } else {
    out.breaks = used_breaks(*column, style, cache);
    const Classes classes = classes_by_number(out.breaks, features.name, style, theme, words);
    const std::size_t no_value = classes.names.size() - 1;
    // A value equal to a limit belongs to the upper class, as class_breaks says.
    const auto class_of_number = [&](double value) -> std::size_t {
      if (std::isnan(value)) return no_value;
      if (out.breaks.size() > 16)
        return static_cast<std::size_t>(std::upper_bound(out.breaks.begin(), out.breaks.end(), value) -
                                        out.breaks.begin());
      std::size_t c = 0;
      for (const double limit : out.breaks) c += value >= limit ? 1 : 0;
      return c;
    };
    const auto by_value = [&](const auto& values) {
      fill(classes, [&](std::size_t f) {
        return f < values.size() && column->has_value(f) ? class_of_number(static_cast<double>(values[f])) : no_value;
      });
    };
    if (const auto* numbers = std::get_if<std::vector<double>>(&column->values))
      by_value(*numbers);
    else if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column->values))
      by_value(*whole);
    else
      fill(classes, [&](std::size_t) { return no_value; });
  }
  return out;
}

bool is_quick(const geo::Features& features, const geo::Style& style, const StyleCache& cache) {
  const geo::Column* column = style.attribute.empty() ? nullptr : features.column(style.attribute);
  if (column == nullptr) return true;
  if (style.mode == geo::StyleMode::categories) return cache.has_codes(column->name);
  if (style.mode == geo::StyleMode::classes) return !style.breaks.empty() || cache.has_sorted(column->name);
  return true;
}

std::vector<LabelCandidate> layer_labels(const geo::Features& features, const geo::Style& style, Role role,
                                         ThemeKind theme, const SymbolTable& symbols, StyleCache& cache) {
  std::vector<LabelCandidate> labels;
  add_icons(labels, features, symbols);
  if (const geo::Column* names = style.label_attribute.empty() ? nullptr : features.column(style.label_attribute)) {
    LabelCandidate look = label_look(role, theme);
    look.em_px = std::isfinite(style.label_size_px) ? std::clamp(style.label_size_px, 6.0, 60.0) : 12.4;
    look.priority = std::clamp(style.label_priority, 1, 9);
    add_names(labels, features, *names, look, symbols, cache);
  }
  return labels;
}

SymbolTable selected_symbols(const geo::Features& features, const SymbolTable& symbols, const geo::RowSet& selected,
                             ThemeKind theme) {
  SymbolTable out;
  out.symbols.push_back(selection_symbol(theme));
  // One ring for each symbol that points are drawn with, after the outline.
  const std::size_t rings = std::min<std::size_t>(symbols.symbols.size(), hidden_symbol - 1);
  for (std::size_t s = 0; s < rings; ++s)
    out.symbols.push_back(selection_ring(symbols.symbols[s].point_radius_px, symbols.symbols[s].square_marker, theme));
  out.symbol_of_feature.assign(features.size(), hidden_symbol);
  selected.for_each([&](std::uint32_t f) {
    if (f >= features.size()) return;
    const std::uint16_t symbol = symbols.symbol_of(f);
    if (symbol == hidden_symbol) return;
    out.symbol_of_feature[f] =
        features.kind[f] == GeometryKind::point && symbol < rings ? static_cast<std::uint16_t>(symbol + 1) : 0;
  });
  return out;
}

Symbol hovered_symbol(const Symbol& symbol, GeometryKind kind) {
  const bool has_line = symbol.line.a > 0 && symbol.line_width_px > 0;
  if (kind == GeometryKind::point) {
    const bool filled = symbol.fill.a > 0;
    const double outside_px = symbol.casing.a > 0 ? symbol.casing_width_px : 0;
    return {.line = with_alpha(filled ? symbol.fill : symbol.line, 1),
            .line_width_px = 2,
            .point_radius_px = symbol.point_radius_px + outside_px + 1,
            .square_marker = symbol.square_marker};
  }
  Symbol hovered;
  hovered.line = with_alpha(has_line ? symbol.line : symbol.fill.a > 0 ? symbol.fill : symbol.band, 1);
  hovered.line_width_px = (has_line ? std::max(1.0, symbol.line_width_px) : 1) + 1;
  return hovered;
}

}  // namespace render
