#include "app/add_layer.hpp"
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/sliders.hpp"
#include "app/words.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <utility>

namespace app {
namespace {

void gap(float k) {
  ImGui::Dummy({1, px(k)});
}

/// Changes one field of an entity as one edit.
template <class T, class Change>
void change(Workspace& w, geo::Id<T> id, geo::Message what, Change&& f) {
  const auto before = w.plan().table<T>().find(id);
  if (!before) return;
  T after = *before;
  f(after);
  if (after == *before) return;
  geo::Edit edit;
  edit.what = std::move(what);
  edit.set(w.plan(), id, std::move(after));
  w.edit(std::move(edit));
}

std::string land_cover_name(const geo::LandCoverRate& rate) {
  return language() == "fi" ? rate.name_fi : rate.name_en;
}

void provenance(const geo::Provenance& from) {
  if (from.illustrative) {
    gap(0.2f);
    note(tr("Illustrative: drawn or assumed for the example, not a published outline."), NoteKind::warn);
  }
  if (from.source.empty()) return;
  gap(0.3f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string text = translated(geo::say("Source: {0}", from.source));
  ImGui::Dummy(
      {width, draw_wrapped(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y, width, colours().text3, text)});
}

void paragraph(std::string_view text) {
  if (text.empty()) return;
  gap(0.3f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy(
      {width, draw_wrapped(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y, width, colours().text2, text)});
}

/// Two buttons of equal width at the panel's foot.
void actions(Workspace& w, const char* first_id, std::string_view first, char32_t first_icon, const char* second_id,
             std::string_view second, char32_t second_icon, ButtonKind second_kind, bool second_enabled, bool& one,
             bool& two) {
  (void)w;
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const float pad = px(0.75f);
  const float height = px(1) + 2 * px(0.36f);
  ImGui::SetCursorScreenPos({min.x, min.y + size.y - height - 2 * pad});
  divider();
  const float width = std::floor((size.x - 2 * pad - px(0.5f)) / 2);
  ImGui::SetCursorScreenPos({min.x + pad, min.y + size.y - height - pad});
  one = button(first_id, first, first_icon, ButtonKind::normal, width);
  ImGui::SetCursorScreenPos({min.x + pad + width + px(0.5f), min.y + size.y - height - pad});
  two = button(second_id, second, second_icon, second_kind, width, second_enabled);
}

void zoom_and_delete(Workspace& w) {
  bool zoom = false;
  bool remove = false;
  actions(w, "zoom", tr("Zoom to it"), icon::crosshairs, "delete", tr("Delete"), icon::delete_, ButtonKind::normal,
          w.can_edit(), zoom, remove);
  if (zoom) run(command("map.zoom-selection"), w);
  if (remove) run(command("edit.delete"), w);
}

/// The removal of a site as a figure card: rate, interval, source.
void removal_card(const Workspace& w, const geo::SinkSite& site, double area_ha) {
  const geo::LandCoverRate* rate = geo::find_rate(w.catalogue, site.land_cover);
  FigureCard card;
  card.label = translated(geo::say("Estimated yearly removal from {0}", year_text(site.start_year)));
  card.unit = tr("t CO₂/a");
  card.colour = colours().good;
  if (!rate) {
    card.figure = "–";
    card.aside = tr("land cover not known");
    figure_card("removal", card);
    return;
  }
  const auto removal = geo::first_estimate(site, site.start_year, area_ha, w.catalogue);
  const bool confirmed = rate->status != geo::FactorStatus::to_be_confirmed;
  card.figure = removal && area_ha > 0 ? figure(removal->mean_t_co2) : "–";
  card.aside = figure(rate->removal_t_co2_per_ha_a) + "\u00A0" + tr("t/ha/a");
  if (removal && area_ha > 0) card.interval = Interval{removal->mean_t_co2, removal->low_t_co2, removal->high_t_co2};
  card.interval_text = rate->interval.find("95") != std::string::npos ? "95\u00A0%" : tr("range");
  card.mark = confirmed ? icon::function : icon::alert;
  card.mark_text = word(rate->status) + ": " + rate->source;
  figure_card("removal", card);
  gap(0.4f);
  if (!confirmed)
    note(translated(geo::say("The rate is to be confirmed. Source: {0}", rate->source)), NoteKind::warn);
  else
    paragraph(translated(geo::say("Rate: {0}", rate->source)));
}

void area_card(const Workspace& w, const geo::Geometry& geometry, double area_ha) {
  FigureCard card;
  card.label = tr("Area");
  const Quantity quantity = area(area_ha);
  card.figure = area_ha > 0 ? quantity.figure : "–";
  card.unit = quantity.unit;
  if (geometry.kind == geo::GeometryKind::polygon)
    card.aside = translated(geo::say("edge {0}", length(geo::geodesic_length_m(geometry, w.map_crs())).text()));
  card.mark = icon::function;
  card.mark_text = tr("Geodesic area on the ellipsoid, from the corners");
  figure_card("area", card);
}

/// The fields that a drawn and a kept site share. Returns the changed site, if anything was changed.
std::optional<std::pair<geo::Message, geo::SinkSite>> site_fields(const Workspace& w, const geo::SinkSite& site) {
  std::optional<std::pair<geo::Message, geo::SinkSite>> changed;
  const auto set = [&](geo::Message what) -> geo::SinkSite& {
    changed.emplace(std::move(what), site);
    return changed->second;
  };
  if (auto name = field_text("name", tr("Name"), site.name))
    if (!name->empty()) set(geo::say("{0} renamed {1}", site.name, *name)).name = *name;
  const std::vector<std::string> kinds{word(geo::SinkKind::sink), word(geo::SinkKind::compensation)};
  if (const auto kind = field_choice("kind", tr("Kind"), kinds, static_cast<int>(site.kind)))
    set(geo::say("Kind of {0}", site.name)).kind = static_cast<geo::SinkKind>(*kind);
  const std::vector<std::string> states{word(geo::SinkState::existing), word(geo::SinkState::planned)};
  if (const auto state = field_choice("state", tr("State"), states, static_cast<int>(site.state)))
    set(geo::say("State of {0}", site.name)).state = static_cast<geo::SinkState>(*state);
  std::vector<std::string> covers;
  int chosen = -1;
  for (std::size_t i = 0; i < w.catalogue.size(); ++i) {
    covers.push_back(land_cover_name(w.catalogue[i]));
    if (w.catalogue[i].id == site.land_cover) chosen = static_cast<int>(i);
  }
  if (const auto cover = field_choice("cover", tr("Land cover"), covers, chosen))
    set(geo::say("Land cover of {0}", site.name)).land_cover = w.catalogue[static_cast<std::size_t>(*cover)].id;
  if (const auto year =
          field_number("start", tr("Starts"), site.start_year, 0, 1900, 2200, {}, SourceMark::entered, true))
    set(geo::say("Start year of {0}", site.name)).start_year = static_cast<int>(*year);
  if (site.geometry.kind == geo::GeometryKind::point || site.geometry.kind == geo::GeometryKind::none)
    if (site.given_area_ha)
      if (const auto given = field_number("area", tr("Area"), *site.given_area_ha, 2, 0, 1e7, tr("ha")))
        set(geo::say("Area of {0}", site.name)).given_area_ha = *given;
  return changed;
}

void drawn_site(Workspace& w) {
  Drawing& drawing = *w.drawing;
  const Tokens& c = colours();
  const geo::SinkSite site = drawing.site(true);
  const bool compensation = site.kind == geo::SinkKind::compensation;
  const std::string corners = translated(geo::say("{0} corners", std::to_string(drawing.corners().size())));
  inspector_head(
      compensation ? icon::certificate : icon::pine_tree, c.good, c.good_soft,
      compensation ? tr("New compensation site") : tr("New sink site"),
      drawing.what() == Tool::draw_area ? std::string(tr("being drawn")) + ", " + corners : std::string(tr("a point")),
      {});
  const double area_ha = geo::site_area_ha(site, w.map_crs());
  if (drawing.what() == Tool::draw_area) {
    area_card(w, site.geometry, area_ha);
    gap(0.5f);
  }
  removal_card(w, site, area_ha);
  gap(0.6f);
  geo::SinkSite words = drawing.words();
  if (drawing.what() == Tool::draw_area) words.given_area_ha.reset();
  const auto changed = site_fields(w, words);
  if (changed) {
    const auto given = drawing.words().given_area_ha;
    drawing.words() = changed->second;
    if (drawing.what() == Tool::draw_area) drawing.words().given_area_ha = given;
  }
  if (drawing.state() == DrawingState::crosses_itself) {
    gap(0.3f);
    note(tr("The outline crosses itself. Remove the last corner."), NoteKind::bad);
  }
  bool cancel = false;
  bool finish = false;
  const bool is_area = drawing.what() == Tool::draw_area;
  const bool can_finish = is_area && drawing.state() == DrawingState::can_finish;
  actions(w, "cancel", tr("Cancel"), 0, "finish", tr("Finish"), icon::check, ButtonKind::primary, can_finish, cancel,
          finish);
  if (finish)
    w.finish_drawing();
  else if (cancel)
    w.cancel_drawing();
}

void sink_site(Workspace& w, geo::Id<geo::SinkSite> id) {
  const auto site = w.plan().sink_sites().find(id);
  if (!site) return;
  const Tokens& c = colours();
  if (inspector_head(site->kind == geo::SinkKind::sink ? icon::pine_tree : icon::certificate, c.good, c.good_soft,
                     site->name, word(site->kind) + ", " + word(site->state), tr("Close")))
    return w.select({});
  const double area_ha = geo::site_area_ha(*site, w.map_crs());
  removal_card(w, *site, area_ha);
  gap(0.6f);
  const auto changed = site_fields(w, *site);
  if (site->geometry.kind == geo::GeometryKind::polygon) {
    const Quantity quantity = area(area_ha);
    field_fixed(tr("Area"), quantity.figure, quantity.unit, SourceMark::computed, number(area_ha, 4) + "\u00A0ha");
  }
  provenance(site->provenance);
  paragraph(site->note);
  if (changed) change(w, id, changed->first, [&](geo::SinkSite& after) { after = changed->second; });
  zoom_and_delete(w);
}

void emission_source(Workspace& w, geo::Id<geo::EmissionSource> id) {
  const auto source = w.plan().emission_sources().find(id);
  if (!source) return;
  const Tokens& c = colours();
  const Colour sector = render::sector_colour(source->sector, w.state.theme);
  const char32_t icons[] = {icon::landfill, icon::flash,  icon::factory, icon::recycle, icon::truck,
                            icon::flash,    icon::domain, icon::water,   icon::factory};
  if (inspector_head(icons[static_cast<std::size_t>(source->sector)], sector, c.sunken, source->name,
                     word(geo::Role::emission_source) + ", " + word(source->sector), tr("Close")))
    return w.select({});
  const geo::GwpSet gwp = w.plan().info().gwp_set;
  const auto mass = geo::source_co2e_t(*source, w.state.year, gwp);
  FigureCard card;
  card.label =
      translated(geo::say("Emission {0}, GWP100 {1}", year_text(w.state.year), std::string(geo::text_of(gwp))));
  const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
  card.figure = quantity.figure;
  card.unit = quantity.unit;
  if (!mass) card.aside = tr("no figure for the year");
  card.mark = icon::function;
  card.mark_text = tr("Sum of the gases' masses times their GWP100");
  card.colour = sector;
  figure_card("emission", card);
  gap(0.6f);
  for (const geo::YearlyMass& row : source->series) {
    if (row.year != w.state.year) continue;
    const bool by_hand = row.method == geo::MassMethod::entered;
    field_fixed(word(row.gas),
                number(row.mass_t, row.mass_t < 100      ? 2
                                   : row.mass_t < 10'000 ? 1
                                                         : 0),
                tr("t"), by_hand ? SourceMark::entered : SourceMark::data, word(row.method));
  }
  if (source->partner)
    if (const auto partner = w.plan().partners().find(source->partner)) field_fixed(tr("Partner"), partner->name);
  if (!source->series.empty())
    field_fixed(tr("Years"), year_text(source->series.front().year) + "–" + year_text(source->series.back().year));
  if (source->geometry.empty()) {
    gap(0.2f);
    note(tr("The source has no place, so the heatmap does not show it."), NoteKind::warn);
  }
  provenance(source->provenance);
  paragraph(source->note);
  zoom_and_delete(w);
}

void linked_layer(Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  const Tokens& c = colours();
  if (inspector_head(icon::layers, c.text2, c.sunken, layer->name, tr("Layer from a file"), tr("Close")))
    return w.select({});
  const auto* linked = w.derived.linked(id);
  if (linked && linked->failure) {
    note(translated(linked->failure->reason()) + " " + translated(linked->failure->advice()), NoteKind::bad);
    gap(0.4f);
  }
  if (auto name = field_text("name", tr("Name"), layer->name))
    if (!name->empty())
      change(w, id, geo::say("{0} renamed {1}", layer->name, *name), [&](geo::Layer& l) { l.name = *name; });
  std::vector<std::string> roles;
  for (std::size_t i = 0; i < geo::EnumText<geo::Role>::names.size(); ++i)
    roles.push_back(word(static_cast<geo::Role>(i)));
  if (const auto role = field_choice("role", tr("Role"), roles, static_cast<int>(layer->role)))
    change(w, id, geo::say("Role of {0}", layer->name), [&](geo::Layer& l) { l.role = static_cast<geo::Role>(*role); });
  if (auto crs = field_text("crs", tr("CRS"), layer->crs)) {
    try {
      if (!crs->empty()) crs = geo::Crs::from_text(*crs).text();
      change(w, id, geo::say("CRS of {0}", layer->name), [&](geo::Layer& l) { l.crs = *crs; });
    } catch (const geo::Error& error) {
      w.toasts.add(error);
    }
  }
  if (layer->crs.empty()) paragraph(tr("Empty: as the file says."));
  gap(0.2f);
  {
    const auto& live = w.state.held_opacity;
    double held = live && live->layer == id ? live->opacity : layer->opacity;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    draw_text(list, Face::text, at.x, at.y + px(0.9f), c.text2, tr("Opacity"));
    draw_text(list, Face::small, at.x + width, at.y + px(0.9f), c.text, percent(held), At::right);
    ImGui::SetCursorScreenPos({at.x + px(6.35f), at.y + px(0.2f)});
    const SliderResult slid = small_slider("opacity", held, 0, 1, width - px(6.35f) - px(3));
    if (slid.moved) w.state.held_opacity = HeldOpacity{id, held};
    if (slid.let_go || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) w.state.held_opacity.reset();
    if (slid.let_go) change(w, id, geo::say("Opacity of {0}", layer->name), [&](geo::Layer& l) { l.opacity = held; });
    ImGui::SetCursorScreenPos(at);
    gap(1.6f);
  }
  if (linked && linked->loaded && linked->loaded->features) {
    const geo::Features& features = *linked->loaded->features;
    field_fixed(tr("Features"), number(static_cast<double>(features.size()), 0), {}, SourceMark::data);
    const geo::Style style = style_of(*layer, w.plan());
    std::vector<std::string> columns{tr("As the role says")};
    int chosen = 0;
    for (const geo::Column& column : features.columns) {
      columns.push_back(column.name);
      if (style.mode != geo::StyleMode::role && column.name == style.attribute)
        chosen = static_cast<int>(columns.size()) - 1;
    }
    if (const auto by = field_choice("style", tr("Style by"), columns, chosen)) {
      geo::Edit edit;
      edit.what = geo::say("Style of {0}", layer->name);
      geo::Layer after = *layer;
      after.style = {};
      if (*by > 0)
        after.style = edit.add(w.plan(), style_by_attribute(features, columns[static_cast<std::size_t>(*by)]));
      edit.set(w.plan(), id, std::move(after));
      w.edit(std::move(edit));
      return;
    }
  }
  if (layer->kind == geo::LayerKind::tiles)
    field_fixed(tr("Address"), layer->path, {}, SourceMark::none, layer->path);
  else
    field_fixed(tr("File"), std::filesystem::path(layer->path).filename().string(), {}, SourceMark::none, layer->path);
  if (!layer->attribution.empty()) paragraph(layer->attribution);
  gap(0.4f);
  if (linked && linked->loaded && linked->loaded->features) {
    const Command& adopts = command("layer.adopt");
    if (button(adopts.id, tr(adopts.text), adopts.icon, ButtonKind::normal, ImGui::GetContentRegionAvail().x,
               adopts.enabled(w)))
      run(adopts, w);
  }
  for (const char* id_of_move : {"layer.up", "layer.down"}) {
    const Command& move = command(id_of_move);
    if (button(move.id, tr(move.text), move.icon, ButtonKind::ghost, ImGui::GetContentRegionAvail().x, move.enabled(w)))
      return (void)run(move, w);
  }
  if (linked && !linked->view_problems.empty()) note(translated(linked->view_problems.front().reason), NoteKind::warn);
  if (linked && linked->loaded && !linked->loaded->problems.empty()) {
    gap(0.4f);
    if (button("problems", translated(geo::say("{0} messages", std::to_string(linked->loaded->problems.size()))),
               icon::alert))
      w.overlay = Overlay::messages;
  }
  zoom_and_delete(w);
}

/// Things with a name, a place and where they come from.
template <class T>
void plain_thing(Workspace& w, geo::Id<T> id, char32_t icon_code, const std::string& kind) {
  const auto thing = w.plan().table<T>().find(id);
  if (!thing) return;
  const Tokens& c = colours();
  if (inspector_head(icon_code, c.text2, c.sunken, thing->name.empty() ? kind : thing->name, kind, tr("Close")))
    return w.select({});
  if (auto name = field_text("name", tr("Name"), thing->name))
    change(w, id, geo::say("{0} renamed {1}", thing->name, *name), [&](T& t) { t.name = *name; });
  if constexpr (std::is_same_v<T, geo::Partner>) {
    if (!thing->activity.empty()) field_fixed(tr("Activity"), thing->activity);
    if (!thing->address.empty()) field_fixed(tr("Address"), thing->address);
    for (const auto& source : w.plan().emission_sources()) {
      if (source->partner != id) continue;
      const auto mass = geo::source_co2e_t(*source, w.state.year, w.plan().info().gwp_set);
      const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
      field_fixed(word(source->sector), quantity.figure, quantity.unit + " " + year_text(w.state.year),
                  SourceMark::computed, source->name);
    }
  }
  if constexpr (std::is_same_v<T, geo::LandfillPart>) {
    if (thing->closed_year)
      field_fixed(tr("Closed"), year_text(*thing->closed_year), {}, SourceMark::data);
    else
      field_fixed(tr("State"), tr("in use"));
  }
  if constexpr (std::is_same_v<T, geo::BusinessArea>)
    if (!thing->land_use.empty()) field_fixed(tr("Land use"), thing->land_use);
  if (thing->geometry.kind == geo::GeometryKind::polygon) {
    const double area_ha = geo::geodesic_area_m2(thing->geometry, w.map_crs()) / 10'000;
    const Quantity quantity = area(area_ha);
    field_fixed(tr("Area"), quantity.figure, quantity.unit, SourceMark::computed, number(area_ha, 4) + "\u00A0ha");
  } else if (thing->geometry.kind == geo::GeometryKind::line) {
    const Quantity quantity = length(geo::geodesic_length_m(thing->geometry, w.map_crs()));
    field_fixed(tr("Length"), quantity.figure, quantity.unit, SourceMark::computed);
  }
  provenance(thing->provenance);
  paragraph(thing->note);
  zoom_and_delete(w);
}

}  // namespace

bool inspector_has_content(const Workspace& w) {
  return w.has_plan() && (w.drawing || !w.selection.empty());
}

void draw_inspector(Workspace& w) {
  const ImVec2 min = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + 1, min.y + size.y}, packed(colours().border));
  if (w.drawing) return drawn_site(w);
  if (w.selection.layer) return linked_layer(w, w.selection.layer);
  const render::PlanThing thing = w.selection.thing;
  if (const auto* site = std::get_if<geo::Id<geo::SinkSite>>(&thing)) sink_site(w, *site);
  if (const auto* source = std::get_if<geo::Id<geo::EmissionSource>>(&thing)) emission_source(w, *source);
  if (const auto* partner = std::get_if<geo::Id<geo::Partner>>(&thing))
    plain_thing(w, *partner, icon::domain, tr("Climate partner"));
  if (const auto* part = std::get_if<geo::Id<geo::LandfillPart>>(&thing))
    plain_thing(w, *part, icon::landfill, tr("Part of a landfill"));
  if (const auto* business_area = std::get_if<geo::Id<geo::BusinessArea>>(&thing))
    plain_thing(w, *business_area, icon::recycle, word(geo::Role::business_area));
  if (const auto* surrounding = std::get_if<geo::Id<geo::Surrounding>>(&thing))
    if (const auto found = w.plan().surroundings().find(*surrounding))
      plain_thing(w, *surrounding, icon::map, word(found->kind));
}

}  // namespace app
