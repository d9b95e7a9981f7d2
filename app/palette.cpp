#include "app/palette.hpp"

#include "app/icons.hpp"
#include "app/kept_views.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace app {
namespace {

constexpr std::size_t most_remembered = 8;
constexpr std::size_t most_things = 30;
/// Bonus of a command that was used before, smaller the longer ago.
constexpr double used_before = 4;

/// The name of a thing in its table, the word for its kind and its icon.
struct EntryKind {
  std::string word;
  char32_t icon;
};
EntryKind kind_of(const geo::BusinessArea&) {
  return {word(geo::Role::business_area), icon::recycle};
}
EntryKind kind_of(const geo::Partner&) {
  return {word(geo::Role::partner_site), icon::domain};
}
EntryKind kind_of(const geo::EmissionSource& source) {
  return {word(source.sector), icon::factory};
}
EntryKind kind_of(const geo::LandfillPart&) {
  return {word(geo::Role::landfill), icon::landfill};
}
EntryKind kind_of(const geo::SinkSite& site) {
  return {word(site.kind), site.kind == geo::SinkKind::compensation ? icon::certificate : icon::pine_tree};
}

EntryKind kind_of(const geo::MaterialFlow&) {
  return {word(geo::Role::flow), icon::truck};
}
EntryKind kind_of(const geo::SideStream& stream) {
  return {stream.kind == geo::StreamKind::offer ? tr("Side stream on offer") : tr("Need of a side stream"),
          icon::recycle};
}

/// Adds the entry if its text (or the word beside it) fits what was typed.
void add_if_found(std::vector<PaletteEntry>& entries, std::string_view typed, PaletteEntry entry, double bonus = 0) {
  if (auto found = match(typed, entry.text)) {
    entry.score = found->score + bonus;
    entry.scattered = found->scattered;
    entry.marked = std::move(found->ranges);
  } else if (const auto beside = match(typed, entry.text + " " + entry.aside);
             beside && !beside->scattered && !entry.is_command()) {
    entry.score = beside->score - 15 + bonus;
  } else {
    return;
  }
  entries.push_back(std::move(entry));
}

void sort_best_first(std::vector<PaletteEntry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const PaletteEntry& a, const PaletteEntry& b) { return a.score > b.score; });
}

std::vector<PaletteEntry> found_commands(const Workspace& w, std::string_view typed) {
  std::vector<PaletteEntry> entries;
  const auto& used = w.preferences.recent_commands;
  for (const Command& command : commands()) {
    if (std::string_view(command.id) == "edit.cancel" || std::string_view(command.id) == "window.palette") continue;
    PaletteEntry entry;
    entry.target = &command;
    entry.text = tr(command.text);
    entry.keys = shortcut_text(command.shortcut);
    entry.icon = command.icon;
    entry.enabled = command.enabled(w);
    if (!entry.enabled) entry.aside = why_not(command, w);
    const auto place = std::find(used.begin(), used.end(), command.id);
    double bonus = place == used.end() ? 0 : used_before - 0.3 * static_cast<double>(place - used.begin());
    if (!entry.enabled) bonus -= 6;
    add_if_found(entries, typed, std::move(entry), bonus);
  }
  sort_best_first(entries);
  return entries;
}

std::vector<PaletteEntry> found_things(const Workspace& w, std::string_view typed) {
  std::vector<PaletteEntry> entries;
  const geo::Plan& plan = w.plan();
  const auto add_table = [&](const auto& table) {
    for (const auto& row : table) {
      const EntryKind kind = kind_of(*row);
      PaletteEntry entry;
      entry.target = render::PlanThing(row.id);
      entry.text = app::name_of(plan, row.id);
      entry.aside = kind.word;
      entry.icon = kind.icon;
      add_if_found(entries, typed, std::move(entry));
    }
  };
  add_table(plan.business_areas());
  add_table(plan.partners());
  add_table(plan.emission_sources());
  add_table(plan.landfill_parts());
  add_table(plan.sink_sites());
  add_table(plan.material_flows());
  add_table(plan.side_streams());
  for (const auto& row : plan.layers()) {
    PaletteEntry entry;
    entry.target = row.id;
    entry.text = row->name;
    entry.aside = tr("Layer");
    entry.icon = icon::layers;
    add_if_found(entries, typed, std::move(entry));
  }
  for (const auto& row : plan.views()) {
    PaletteEntry entry;
    entry.target = row.id;
    entry.text = row->name;
    entry.aside = tr("Kept view");
    entry.icon = icon::map;
    add_if_found(entries, typed, std::move(entry), 2);
  }
  sort_best_first(entries);
  if (entries.size() > most_things) entries.resize(most_things);
  return entries;
}

/// A number at the beginning of the text, with spaces between its digits when `grouped`; it and its length are taken
/// off.
std::optional<double> take_number(std::string_view& text, bool grouped) {
  std::string digits;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    if (text[at] == '-') digits.push_back('-');
    ++at;
  }
  const std::size_t sign = digits.size();
  bool point = false;
  const auto digit_at = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  // A group is a space of any kind and exactly three digits.
  const auto space_at = [&](std::size_t i) -> std::size_t {
    for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"})
      if (text.substr(i).starts_with(space)) return space.size();
    return 0;
  };
  while (at < text.size()) {
    if (digit_at(at)) {
      digits.push_back(text[at++]);
    } else if (!point && (text[at] == '.' || text[at] == ',') && digit_at(at + 1) && !grouped) {
      digits.push_back('.');
      point = true;
      ++at;
    } else if (const std::size_t space = space_at(at); grouped && space > 0 && digit_at(at + space) &&
                                                       digit_at(at + space + 1) && digit_at(at + space + 2) &&
                                                       !digit_at(at + space + 3)) {
      at += space;
    } else {
      break;
    }
  }
  if (digits.size() == sign || digits.size() > 20) return std::nullopt;
  double value = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end.ec != std::errc()) return std::nullopt;
  text.remove_prefix(at);
  return value;
}

void skip(std::string_view& text, std::string_view also) {
  while (!text.empty()) {
    std::size_t length = 0;
    for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009", "\t"})
      if (text.starts_with(space)) length = space.size();
    if (length == 0 && also.find(text.front()) != std::string_view::npos) length = 1;
    if (length == 0) return;
    text.remove_prefix(length);
  }
}

struct Pair {
  double north;
  double east;
};

std::optional<Pair> pair_from(std::string_view text, bool grouped) {
  skip(text, "NnPp:=");
  const auto north = take_number(text, grouped);
  if (!north) return std::nullopt;
  const std::size_t before = text.size();
  skip(text, "EeIi:=,;°");
  if (text.size() == before) return std::nullopt;
  const auto east = take_number(text, grouped);
  if (!east) return std::nullopt;
  skip(text, "°mEe");
  if (!text.empty()) return std::nullopt;
  return Pair{*north, *east};
}

}  // namespace

std::optional<geo::MapPoint> place_from(std::string_view typed, const geo::Crs& map_crs) {
  // Degrees first: they have a fraction or are small; metres are whole numbers of six or seven digits, maybe grouped.
  if (const auto degrees = pair_from(typed, false);
      degrees && std::abs(degrees->north) <= 90 && std::abs(degrees->east) <= 180) {
    const geo::MapPoint p = geo::map_from_lonlat(map_crs, {degrees->east, degrees->north});
    if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) return p;
    return std::nullopt;
  }
  for (const bool grouped : {true, false})
    if (const auto metres = pair_from(typed, grouped); metres && std::abs(metres->north) >= 1000 &&
                                                       std::abs(metres->east) >= 1000 &&
                                                       std::abs(metres->north) < 2e7 && std::abs(metres->east) < 4e7)
      return geo::MapPoint{metres->east, metres->north};
  return std::nullopt;
}

std::string why_not(const Command& command, const Workspace& w) {
  if (command.enabled(w)) return {};
  if (!w.has_plan()) return tr("Needs an open plan");
  if (command.edits && !w.can_edit()) return tr("Open for reading only");
  if (command.group == CommandGroup::layer && !w.selection.layer) return tr("Choose a layer first");
  if (w.selection.empty() && command.group != CommandGroup::edit) return tr("Choose something first");
  return {};
}

std::vector<PaletteEntry> palette_entries(const Workspace& w, std::string_view typed) {
  std::vector<PaletteEntry> entries;
  if (w.has_plan()) {
    if (const auto place = place_from(typed, w.map_crs())) {
      PaletteEntry entry;
      entry.target = *place;
      entry.text = coordinates(*place);
      entry.aside = tr("Go to the place");
      entry.icon = icon::crosshairs;
      entries.push_back(std::move(entry));
    }
    int year = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), year);
    if (read.ec == std::errc() && read.ptr == typed.data() + typed.size() && year >= w.first_year() &&
        year <= w.last_year()) {
      PaletteEntry entry;
      entry.target = year;
      entry.text = year_text(year);
      entry.aside = tr("Show the year");
      entry.icon = icon::calendar;
      entries.push_back(std::move(entry));
    }
  }
  for (PaletteEntry& entry : found_commands(w, typed)) entries.push_back(std::move(entry));
  if (w.has_plan() && !typed.empty())
    for (PaletteEntry& entry : found_things(w, typed)) entries.push_back(std::move(entry));
  // Scattered letters are a guess, made only when nothing else was found.
  const auto is_guess = [](const PaletteEntry& entry) { return entry.scattered; };
  if (!std::all_of(entries.begin(), entries.end(), is_guess)) std::erase_if(entries, is_guess);
  return entries;
}

bool act(const PaletteEntry& entry, Workspace& w) {
  if (!entry.enabled) return false;
  if (const auto* command = std::get_if<const Command*>(&entry.target)) {
    auto& used = w.preferences.recent_commands;
    std::erase(used, (*command)->id);
    used.insert(used.begin(), (*command)->id);
    if (used.size() > most_remembered) used.resize(most_remembered);
    return run(**command, w);
  }
  if (!w.has_plan()) return false;
  if (const auto* thing = std::get_if<render::PlanThing>(&entry.target)) {
    w.select({*thing, {}});
    if (const auto box = w.selection_box()) w.show(*box);
  } else if (const auto* layer = std::get_if<geo::Id<geo::Layer>>(&entry.target)) {
    w.select({{}, *layer});
    if (const auto box = w.selection_box()) w.show(*box);
  } else if (const auto* view = std::get_if<geo::Id<geo::View>>(&entry.target)) {
    go_to_view(w, *view);
  } else if (const auto* place = std::get_if<geo::MapPoint>(&entry.target)) {
    geo::MapBox box;
    box.extend(*place);
    w.show(box.grown(500));
  } else {
    w.set_year(std::get<int>(entry.target));
  }
  return true;
}

}  // namespace app
