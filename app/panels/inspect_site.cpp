// A sink or compensation site of the plan.
#include "app/calculation_files.hpp"
#include "app/icons.hpp"
#include "app/model_edit.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/model_form.hpp"
#include "app/panels/site_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

/// Returns the changed site with the words for the history, if anything was changed.
std::optional<std::pair<geo::Message, geo::SinkSite>> site_fields(Workspace& w, geo::Id<geo::SinkSite> id,
                                                                  const geo::SinkSite& site) {
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
  if (site.model.empty())
    if (const auto cover = land_cover_field(w, site.land_cover))
      set(geo::say("Land cover of {0}", site.name)).land_cover = *cover;
  if (const auto model = model_choice(sink_models(*w.catalogues(), language()), site.model, tr("land cover"))) {
    set(geo::say("Calculation of {0}", site.name)).model = *model;
    changed->second.inputs.clear();
  }
  if (const auto model = w.catalogues()->find_model(site.model)) {
    paragraph(model->documentation.in(language()));
    static constexpr std::array<std::string_view, 2> known{"area_ha", "start_year"};
    if (auto inputs = model_fields(w, *model, site.inputs, known))
      set(geo::say("Figures of {0}", site.name)).inputs = std::move(*inputs);
    if (button("read inputs", tr("Read a CSV"), icon::file_import, ButtonKind::normal, 0, w.can_edit()))
      ask_for_inputs(w, id);
    tooltip(tr("Figures by year from a file: a column year, and one for each figure."));
  }
  if (const auto year =
          field_number("start", tr("Starts"), site.start_year, 0, 1900, 2200, {}, SourceMark::entered, true))
    set(geo::say("Start year of {0}", site.name)).start_year = static_cast<int>(*year);
  if (site.geometry.kind != geo::GeometryKind::polygon && site.given_area_ha)
    if (const auto given = field_number("area", tr("Area"), *site.given_area_ha, 2, 0, 1e7, tr("ha")))
      set(geo::say("Area of {0}", site.name)).given_area_ha = *given;
  if (auto text = note_field(site.note)) set(geo::say("Note of {0}", site.name)).note = *text;
  return changed;
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::SinkSite> id) {
  const auto site = w.plan().sink_sites().find(id);
  if (!site) return;
  const Tokens& c = colours();
  if (inspector_head(site->kind == geo::SinkKind::sink ? icon::pine_tree : icon::certificate, c.good, c.good_soft,
                     site->name, word(site->kind) + ", " + word(site->state), tr("Close")))
    return w.select({});
  // While its outline is dragged, the figures are those of the outline in the hand.
  geo::SinkSite seen = *site;
  if (const geo::Geometry* live = w.marking.live_shape(id)) seen.geometry = *live;
  const double area_ha = geo::site_area_ha(seen, w.map_crs());
  const bool is_polygon = seen.geometry.kind == geo::GeometryKind::polygon;
  begin_page();
  const geo::SiteRemoval* known = w.figures()->site(id);
  if (known && !w.marking.live_shape(id)) {
    removal_card(w, *known, id);
    if (button("explain", tr("How it was worked out"), icon::function, ButtonKind::ghost))
      open_figure(w, {geo::FigureKind::site, std::max(w.state.year, site->start_year), id.value});
  } else
    removal_card(w, geo::SiteRemoval(std::make_shared<const geo::SinkSite>(seen), area_ha, *w.catalogues()));
  gap(0.5f);
  const Findings none;
  const Findings& found = is_polygon ? findings_of(w, seen.geometry, id) : none;
  if (is_polygon) area_and_cover_card(w, seen.geometry, area_ha, found);
  gap(0.6f);
  const auto changed = site_fields(w, id, *site);
  if (is_polygon) findings_list(w, found);
  provenance(site->provenance);
  end_page();
  if (changed) change(w, id, changed->first, [&](geo::SinkSite& after) { after = changed->second; });
  outline_and_delete(w);
}

}  // namespace app
