#include "app/style_edit.hpp"

#include "app/layer_picture.hpp"
#include "app/zoning.hpp"
#include "geo/balance/balance.hpp"
#include "geo/classes.hpp"
#include "render/style.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace app {
namespace {

using geo::GeometryKind;

constexpr std::size_t most_zoning_letters = 40;
constexpr std::uint8_t calm_alpha = 0x59;  // of areas: calm ground, the data lies over it

bool are_zoning_letters(std::span<const geo::StyleCategory> categories) {
  return !categories.empty() && std::all_of(categories.begin(), categories.end(), [](const auto& category) {
    return zoning_colour(category.value).has_value();
  });
}

bool is_shared(const geo::Plan& plan, geo::Id<geo::Style> style, geo::Id<geo::Layer> id) {
  return std::any_of(plan.layers().begin(), plan.layers().end(),
                     [&](const auto& row) { return row.id != id && row->style == style; });
}

/// The 1-2-5 step nearest below `size`.
double reading_step(double size) {
  const double power = std::pow(10, std::floor(std::log10(size)));
  const double share = size / power;
  return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
}

}  // namespace

geo::Style style_like(const render::Symbol& symbol) {
  geo::Style style;
  style.mode = geo::StyleMode::single;
  style.fill = symbol.fill.a > 0 ? symbol.fill : symbol.band;
  style.line = symbol.line.a > 0 ? symbol.line : symbol.hatch_colour;
  style.line_width_px = symbol.line.a > 0 ? symbol.line_width_px : 0;
  style.point_radius_px = symbol.point_radius_px;
  style.hatch = symbol.hatch;
  constexpr double longest_dot_px = 3;
  style.dash = symbol.dash_on_px <= 0               ? geo::Dash::solid
               : symbol.dash_on_px > longest_dot_px ? geo::Dash::dashed
                                                    : geo::Dash::dotted;
  return style;
}

geo::Style own_style(const geo::Plan& plan, const geo::Layer& layer, GeometryKind kind, render::ThemeKind theme) {
  const geo::Style present = style_of(layer, plan);
  if (present.mode != geo::StyleMode::role) return present;
  geo::Style style = style_like(render::role_symbol(layer.role, kind, theme));
  style.name = present.name;
  style.label_attribute = present.label_attribute;
  style.label_size_px = present.label_size_px;
  style.label_priority = present.label_priority;
  return style;
}

void recolour(std::vector<geo::StyleCategory>& categories, GeometryKind kind) {
  const bool zoning = are_zoning_letters(categories);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    geo::Colour& fill = categories[i].fill;
    fill = render::sector_colour(static_cast<geo::Sector>(i % geo::sector_count), render::ThemeKind::light);
    if (kind == GeometryKind::polygon) fill.a = calm_alpha;
    if (zoning) fill = *zoning_colour(categories[i].value);
  }
}

std::vector<geo::StyleCategory> categories_of(const ColumnValues& values, GeometryKind kind) {
  std::vector<geo::StyleCategory> categories;
  for (const ValueCount& common : values.common) {
    if (categories.size() >= most_zoning_letters) break;
    if (!common.value.empty()) categories.push_back({common.value, {}, {}});
  }
  // The palette has no more colours than its sectors; the rest are "other". Zoning letters share colours anyway.
  if (!are_zoning_letters(categories) && categories.size() > geo::sector_count) categories.resize(geo::sector_count);
  recolour(categories, kind);
  return categories;
}

void add_categories(geo::Style& style, const ColumnValues& values, std::size_t count, GeometryKind kind) {
  std::set<std::string> listed;
  for (const geo::StyleCategory& category : style.categories) listed.insert(category.value);
  for (const ValueCount& common : values.common) {
    if (count == 0) return;
    if (common.value.empty() || !listed.insert(common.value).second) continue;
    geo::Colour fill = render::sector_colour(static_cast<geo::Sector>(style.categories.size() % geo::sector_count),
                                             render::ThemeKind::light);
    if (kind == GeometryKind::polygon) fill.a = calm_alpha;
    style.categories.push_back({common.value, {}, zoning_colour(common.value).value_or(fill)});
    --count;
  }
}

void classify(geo::Style& style, std::span<const double> sorted) {
  if (style.class_method == geo::ClassMethod::manual) return;
  style.breaks = geo::class_breaks(sorted, style.class_method, std::clamp(style.class_count, 2, 12));
}

geo::Style styled_by(geo::Style style, const ColumnValues& values, geo::StyleMode wanted, GeometryKind kind) {
  style.attribute = values.name;
  style.mode =
      wanted == geo::StyleMode::classes && values.is_number ? geo::StyleMode::classes : geo::StyleMode::categories;
  if (style.mode == geo::StyleMode::classes) {
    style.categories.clear();
    if (style.class_method == geo::ClassMethod::manual) style.class_method = geo::ClassMethod::quantile;
    classify(style, values.sorted);
  } else {
    style.breaks.clear();
    style.categories = categories_of(values, kind);
  }
  return style;
}

geo::Style style_by_attribute(const geo::Features& features, const std::string& attribute) {
  const geo::Column* column = features.column(attribute);
  if (column == nullptr) {
    std::string names;
    for (const geo::Column& c : features.columns) names += (names.empty() ? "" : ", ") + c.name;
    throw geo::Error(features.name, geo::say("There is no field {0}.", attribute), geo::say("It has: {0}.", names));
  }
  geo::Style style;
  style.name = attribute;
  if (!column->is_number()) {
    style.line = {0x5F, 0x6B, 0x78, 0xB0};
    style.line_width_px = 0.8;
  }
  return styled_by(std::move(style), column_values(*column), geo::StyleMode::classes, main_kind(features));
}

GeometryKind main_kind(const geo::Features& features) {
  std::array<std::size_t, 4> counts{};
  for (const GeometryKind kind : features.kind) ++counts[static_cast<std::size_t>(kind)];
  counts[static_cast<std::size_t>(GeometryKind::none)] = 0;
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? GeometryKind::polygon : static_cast<GeometryKind>(most - counts.begin());
}

std::string suggested_attribute(std::span<const ColumnSummary> columns, geo::StyleMode mode) {
  const bool numbers = mode == geo::StyleMode::classes;
  const ColumnSummary* any = nullptr;
  for (const ColumnSummary& column : columns) {
    if (column.different_count < 2 || (numbers && !column.is_number)) continue;
    const bool fits = numbers ? column.different_count > 5 : !column.is_number && column.different_count <= 40;
    if (fits) return column.name;
    if (any == nullptr) any = &column;
  }
  return any == nullptr ? std::string() : any->name;
}

std::vector<double> with_break_moved(std::vector<double> breaks, std::size_t index, double wanted, double range) {
  if (index >= breaks.size() || !std::isfinite(wanted) || !(range > 0) || !std::isfinite(range)) return breaks;
  const double step = reading_step(range / 400);
  if (!(step > 0)) return breaks;
  double moved = std::round(wanted / step) * step;
  if (index > 0) moved = std::max(moved, breaks[index - 1] + step);
  if (index + 1 < breaks.size()) moved = std::min(moved, breaks[index + 1] - step);
  return with_break_typed(breaks, index, moved).value_or(breaks);
}

std::optional<std::vector<double>> with_break_typed(std::vector<double> breaks, std::size_t index, double typed) {
  if (index >= breaks.size() || !std::isfinite(typed)) return std::nullopt;
  if (index > 0 && !(typed > breaks[index - 1])) return std::nullopt;
  if (index + 1 < breaks.size() && !(typed < breaks[index + 1])) return std::nullopt;
  breaks[index] = typed;
  return breaks;
}

std::optional<geo::Edit> style_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, geo::Style style,
                                    geo::Message what) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  const auto present = plan.styles().find(layer->style);
  if (present && *present == style) return std::nullopt;
  geo::Edit edit{std::move(what), {}};
  if (present && !is_shared(plan, layer->style, id)) {
    edit.set(plan, layer->style, std::move(style));
    return edit;
  }
  geo::Layer after = *layer;
  after.style = edit.add(plan, std::move(style));
  edit.set(plan, id, std::move(after));
  return edit;
}

void remove_lone_style(geo::Edit& edit, const geo::Plan& plan, geo::Id<geo::Layer> id) {
  const auto layer = plan.layers().find(id);
  if (layer && plan.styles().find(layer->style) && !is_shared(plan, layer->style, id)) edit.remove(plan, layer->style);
}

std::optional<geo::Edit> role_style_edit(const geo::Plan& plan, geo::Id<geo::Layer> id) {
  const auto layer = plan.layers().find(id);
  if (!layer || !layer->style) return std::nullopt;
  geo::Edit edit{geo::say("{0} drawn as its role says", layer->name), {}};
  geo::Layer after = *layer;
  after.style = {};
  edit.set(plan, id, std::move(after));
  remove_lone_style(edit, plan, id);  // after the layer has let it go
  return edit;
}

std::optional<CopiedLook> copied_look(const geo::Plan& plan, geo::Id<geo::Layer> id) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  CopiedLook look;
  look.from = layer->name;
  if (const auto style = plan.styles().find(layer->style)) look.style = *style;
  look.opacity = layer->opacity;
  look.blend = layer->blend;
  look.coarsest_scale = layer->coarsest_scale;
  look.finest_scale = layer->finest_scale;
  return look;
}

std::optional<geo::Edit> paste_look_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, const CopiedLook& look) {
  const auto layer = plan.layers().find(id);
  if (!layer) return std::nullopt;
  geo::Edit edit{geo::say("Style of {0} copied to {1}", look.from, layer->name), {}};
  geo::Layer after = *layer;
  after.opacity = look.opacity;
  after.blend = look.blend;
  after.coarsest_scale = look.coarsest_scale;
  after.finest_scale = look.finest_scale;
  const auto present = plan.styles().find(layer->style);
  bool frees_style = false;
  if (!look.style) {
    after.style = {};
    frees_style = true;
  } else if (present && !is_shared(plan, layer->style, id)) {
    if (*present != *look.style) edit.set(plan, layer->style, *look.style);
  } else if (!present || *present != *look.style) {
    after.style = edit.add(plan, *look.style);
  }
  if (after != *layer) edit.set(plan, id, std::move(after));
  if (frees_style) remove_lone_style(edit, plan, id);
  if (edit.changes.empty()) return std::nullopt;
  return edit;
}

std::string hex_text(geo::Colour colour) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "#";
  for (const std::uint8_t byte : {colour.r, colour.g, colour.b, colour.a}) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  if (colour.a == 255) text.resize(7);
  return text;
}

std::optional<geo::Colour> colour_from_hex(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '#')) text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::vector<std::uint8_t> digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      digits.push_back(static_cast<std::uint8_t>(c - '0'));
    else if (const char lower = static_cast<char>(c | 32); lower >= 'a' && lower <= 'f')
      digits.push_back(static_cast<std::uint8_t>(lower - 'a' + 10));
    else
      return std::nullopt;
  }
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[i] * 16 + digits[i + 1]); };
  const auto twice = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[i] * 17); };
  if (digits.size() == 3) return geo::Colour{twice(0), twice(1), twice(2), 255};
  if (digits.size() == 6) return geo::Colour{byte(0), byte(2), byte(4), 255};
  if (digits.size() == 8) return geo::Colour{byte(0), byte(2), byte(4), byte(6)};
  return std::nullopt;
}

Hsl hsl_of(geo::Colour colour) {
  const double r = colour.r / 255.0;
  const double g = colour.g / 255.0;
  const double b = colour.b / 255.0;
  const double high = std::max({r, g, b});
  const double low = std::min({r, g, b});
  const double spread = high - low;
  Hsl hsl;
  hsl.l = (high + low) / 2;
  if (spread <= 0) return hsl;
  hsl.s = spread / (1 - std::abs(2 * hsl.l - 1));
  const double sixth = high == r ? (g - b) / spread : high == g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  hsl.h = sixth < 0 ? 60 * (sixth + 6) : 60 * sixth;
  return hsl;
}

geo::Colour colour_of(const Hsl& hsl, std::uint8_t alpha) {
  const double h = std::fmod(std::fmod(hsl.h, 360) + 360, 360) / 60;
  const double s = std::clamp(hsl.s, 0.0, 1.0);
  const double l = std::clamp(hsl.l, 0.0, 1.0);
  const double chroma = (1 - std::abs(2 * l - 1)) * s;
  const double second = chroma * (1 - std::abs(std::fmod(h, 2) - 1));
  constexpr int order[6][3] = {{0, 1, 2}, {1, 0, 2}, {2, 0, 1}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}};
  const double parts[3] = {chroma, second, 0};
  const auto& of = order[std::min(5, static_cast<int>(h))];
  const auto byte = [&](int part) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(parts[part] + l - chroma / 2, 0.0, 1.0) * 255));
  };
  return {byte(of[0]), byte(of[1]), byte(of[2]), alpha};
}

}  // namespace app
