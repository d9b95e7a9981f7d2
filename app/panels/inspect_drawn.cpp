// The thing that is being drawn: what it becomes, its words and the figures that follow from its shape.
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/flow_fields.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/site_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {
namespace {

char32_t icon_of(ThingKind kind) {
  switch (kind) {
    case ThingKind::sink: return icon::pine_tree;
    case ThingKind::compensation: return icon::certificate;
    case ThingKind::business_area: return icon::recycle;
    case ThingKind::landfill_part: return icon::landfill;
    case ThingKind::partner: return icon::domain;
    case ThingKind::emission_source: return icon::factory;
    case ThingKind::material_flow: return icon::truck;
    case ThingKind::offer: return icon::recycle;
    case ThingKind::need: return icon::target;
    case ThingKind::surrounding: break;
  }
  return icon::map;
}

geo::GeometryKind kind_of(Shape shape) {
  return shape == Shape::point  ? geo::GeometryKind::point
         : shape == Shape::line ? geo::GeometryKind::line
                                : geo::GeometryKind::polygon;
}

std::string title_of(ThingKind kind) {
  switch (kind) {
    case ThingKind::sink: return tr("New sink site");
    case ThingKind::compensation: return tr("New compensation site");
    case ThingKind::business_area: return tr("New business area");
    case ThingKind::landfill_part: return tr("New part of a landfill");
    case ThingKind::partner: return tr("New partner site");
    case ThingKind::emission_source: return tr("New emission source");
    case ThingKind::material_flow: return tr("New material flow");
    case ThingKind::offer: return tr("New side stream on offer");
    case ThingKind::need: return tr("New need of a side stream");
    case ThingKind::surrounding: break;
  }
  return tr("New place");
}

template <class Enum>
std::optional<Enum> enum_field(const char* id, const char* label, Enum chosen) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < geo::EnumText<Enum>::names.size(); ++i) words.push_back(word(static_cast<Enum>(i)));
  if (const auto index = field_choice(id, label, words, static_cast<int>(chosen))) return static_cast<Enum>(*index);
  return std::nullopt;
}

/// The fields of the chosen kind.
void thing_fields(const Workspace& w, DrawnThing& thing, geo::GeometryKind shape) {
  if (auto name = field_text("name", tr("Name"), thing.name); name && !name->empty()) thing.name = *name;
  const auto kinds = kinds_for(shape);
  std::vector<std::string> words;
  int chosen = 0;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    words.push_back(word(kinds[i]));
    if (kinds[i] == thing.kind) chosen = static_cast<int>(i);
  }
  if (const auto kind = field_choice("kind", tr("Kind"), words, chosen))
    thing.kind = kinds[static_cast<std::size_t>(*kind)];
  if (thing.kind == ThingKind::sink || thing.kind == ThingKind::compensation) {
    if (const auto state = enum_field("state", tr("State"), thing.state)) thing.state = *state;
    if (auto cover = land_cover_field(w, thing.land_cover)) thing.land_cover = *cover;
    if (const auto year =
            field_number("start", tr("Starts"), thing.start_year, 0, 1900, 2200, {}, SourceMark::entered, true))
      thing.start_year = static_cast<int>(*year);
    if (shape != geo::GeometryKind::polygon)
      if (const auto given = field_number("area", tr("Area"), thing.given_area_ha, 2, 0, 1e7, tr("ha")))
        thing.given_area_ha = *given;
  }
  if (thing.kind == ThingKind::emission_source)
    if (const auto sector = enum_field("sector", tr("Sector"), thing.sector)) thing.sector = *sector;
  if (thing.kind == ThingKind::surrounding)
    if (const auto kind = enum_field("surrounding", tr("What it is"), thing.surrounding)) thing.surrounding = *kind;
  if (thing.kind == ThingKind::offer || thing.kind == ThingKind::need) {
    if (const auto partner = partner_field("partner", tr("Partner"), w.plan(), thing.partner, tr("where you click")))
      thing.partner = *partner;
  } else if (shape == geo::GeometryKind::point) {
    thing.partner = {};
  }
  if (auto text = note_field(thing.note)) thing.note = *text;
}

}  // namespace

void inspect_drawn(Workspace& w) {
  const Drawing& drawing = *w.marking.drawing();
  const DrawnThing& thing = w.marking.thing();
  const Tokens& c = colours();
  const bool is_sink = thing.kind == ThingKind::sink || thing.kind == ThingKind::compensation;
  const geo::Geometry shape = drawing.geometry(true);
  std::string state;
  if (drawing.shape() == Shape::point)
    state = tr("a point");
  else if (drawing.shape() == Shape::area || drawing.shape() == Shape::line)
    state = std::string(tr("being drawn")) + ", " +
            translated(geo::say("{0} corners", std::to_string(drawing.corners().size())));
  else
    state = tr("being drawn");
  inspector_head(icon_of(thing.kind), is_sink ? c.good : c.text2, is_sink ? c.good_soft : c.sunken,
                 title_of(thing.kind), state, {});
  begin_page();
  const Findings none;
  const Findings& found = shape.kind == geo::GeometryKind::polygon ? findings_of(w, shape, {}) : none;
  const double area_ha = shape.kind == geo::GeometryKind::polygon ? geo::geodesic_area_m2(shape, w.map_crs()) / 10'000
                         : drawing.shape() == Shape::point        ? thing.given_area_ha
                                                                  : 0;
  if (drawing.shape() == Shape::line) {
    FigureCard card;
    card.label = tr("Length");
    const Quantity quantity = length(geo::geodesic_length_m(shape, w.map_crs()));
    card.figure = shape.empty() ? "–" : quantity.figure;
    card.unit = quantity.unit;
    card.mark = icon::function;
    card.mark_text = tr("Geodesic length on the ellipsoid");
    figure_card("length", card);
    gap(0.5f);
  } else if (drawing.shape() != Shape::point) {
    area_and_cover_card(w, shape, area_ha, found);
    gap(0.5f);
  }
  if (is_sink)
    removal_card(w, geo::SiteRemoval(std::make_shared<const geo::SinkSite>(sink_site_of(thing, shape)), area_ha,
                                     *w.catalogues()));
  gap(0.6f);
  DrawnThing changed = thing;
  thing_fields(w, changed, kind_of(drawing.shape()));
  if (drawing.state() == DrawingState::crosses_itself) {
    gap(0.3f);
    note(tr("The outline crosses itself. Remove the last corner."), NoteKind::bad);
  }
  if (shape.kind == geo::GeometryKind::polygon) findings_list(w, found);
  end_page();
  if (changed != thing) w.marking.set_thing(w, std::move(changed));
  bool cancel = false;
  bool finish = false;
  actions("cancel", tr("Cancel"), 0, "finish", tr("Finish"), icon::check, ButtonKind::primary, w.marking.can_finish(),
          cancel, finish);
  if (finish)
    w.marking.finish(w);
  else if (cancel)
    w.marking.choose(w, Tool::select);
}

}  // namespace app
