// What the pages of the inspector share. Only the inspector's files include it.
#pragma once

#include "app/widgets/controls.hpp"
#include "app/workspace.hpp"

#include <string_view>
#include <utility>

namespace app {

// The pages.
/// The thing that is being drawn.
void inspect_drawn(Workspace& workspace);
void inspect_measured(Workspace& workspace);
void inspect(Workspace& workspace, geo::Id<geo::SinkSite> id);
void inspect(Workspace& workspace, geo::Id<geo::EmissionSource> id);
void inspect(Workspace& workspace, geo::Id<geo::Layer> id);
void inspect(Workspace& workspace, geo::Id<geo::Partner> id);
void inspect(Workspace& workspace, geo::Id<geo::LandfillPart> id);
void inspect(Workspace& workspace, geo::Id<geo::BusinessArea> id);
void inspect(Workspace& workspace, geo::Id<geo::Surrounding> id);
void inspect(Workspace& workspace, geo::Id<geo::MaterialFlow> id);
void inspect(Workspace& workspace, geo::Id<geo::SideStream> id);
/// The selected features of a linked layer, one or many.
void inspect_features(Workspace& workspace);
/// Several things of the plan.
void inspect_things(Workspace& workspace);

// What they are made of.
void gap(float k);
void paragraph(std::string_view text);
/// A name over its box, as long as it needs to be; `help` is told under the pointer.
void label_line(const char* id, const std::string& label, const std::string& help);
/// Where a thing comes from, and whether it is illustrative.
void provenance(const geo::Provenance& from);
/// Two buttons of equal width at the panel's foot.
void actions(const char* first_id, std::string_view first, char32_t first_icon, const char* second_id,
             std::string_view second, char32_t second_icon, ButtonKind second_kind, bool second_enabled, bool& one,
             bool& two);
void zoom_and_delete(Workspace& workspace);
/// For things with an outline: to edit it with the tool, and to delete the thing.
void outline_and_delete(Workspace& workspace);
/// Between them lies what scrolls, when the page is longer than the inspector; head and actions stay.
void begin_page();
void end_page();
/// Area and length of the edge as a figure card.
void area_card(const Workspace& workspace, const geo::Geometry& geometry, double area_ha);

/// Changes one entity as one edit; does nothing when `f` changed nothing.
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

}  // namespace app
