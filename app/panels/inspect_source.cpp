// An emission source: its masses by year and gas.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {

void inspect(Workspace& w, geo::Id<geo::EmissionSource> id) {
  const auto source = w.plan().emission_sources().find(id);
  if (!source) return;
  const Tokens& c = colours();
  const Colour sector = render::sector_colour(source->sector, w.state.theme);
  const char32_t icons[] = {icon::landfill, icon::flash,  icon::factory, icon::recycle, icon::truck,
                            icon::flash,    icon::domain, icon::water,   icon::factory};
  if (inspector_head(icons[static_cast<std::size_t>(source->sector)], sector, c.sunken, source->name,
                     word(geo::Role::emission_source) + ", " + word(source->sector), tr("Close")))
    return w.select({});
  begin_page();
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
  end_page();
  if (source->geometry.empty())
    zoom_and_delete(w);
  else
    outline_and_delete(w);
}

}  // namespace app
