// What the pages of a drawn and a kept site share. Only the inspector's files include it.
#pragma once

#include "app/tools/findings.hpp"
#include "app/workspace.hpp"

#include <optional>
#include <string>

namespace app {

/// The removal of a site as a figure card: rate, interval, source. `kept`: the plan's site that it is of, whose card it
/// opens.
void removal_card(Workspace& workspace, const geo::SiteRemoval& site, geo::Id<geo::SinkSite> kept = {});
/// Area, edge length and, below, the land cover as far as it is known.
void area_and_cover_card(const Workspace& workspace, const geo::Geometry& geometry, double area_ha,
                         const Findings& found);
/// "On the area": what overlaps, with a click to choose it.
void findings_list(Workspace& workspace, const Findings& found);
/// The findings of the shape, made anew when the plan or the shape changed.
[[nodiscard]] const Findings& findings_of(const Workspace& workspace, const geo::Geometry& area,
                                          const render::PlanThing& self);
/// One of the catalogue's land covers by its id; the new id when chosen.
[[nodiscard]] std::optional<std::string> land_cover_field(const Workspace& workspace, const std::string& chosen);
/// The note in several lines; the changed note when the person is done.
[[nodiscard]] std::optional<std::string> note_field(const std::string& note);

}  // namespace app
