// A sink or compensation site: the one that is being drawn, and a kept one.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

std::string land_cover_name(const geo::LandCoverRate& rate) {
  return language() == "fi" ? rate.name_fi : rate.name_en;
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

}  // namespace

void inspect_drawn_site(Workspace& w) {
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
  actions("cancel", tr("Cancel"), 0, "finish", tr("Finish"), icon::check, ButtonKind::primary, can_finish, cancel,
          finish);
  if (finish)
    w.finish_drawing();
  else if (cancel)
    w.cancel_drawing();
}

void inspect(Workspace& w, geo::Id<geo::SinkSite> id) {
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

}  // namespace app
