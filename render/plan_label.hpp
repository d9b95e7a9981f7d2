// The names and icons of the plan's entities on the map: words, look, priority and the places that are tried
// (look.md section 5, "Labels").
#pragma once

#include "geo/plan/plan.hpp"
#include "render/batch.hpp"
#include "render/plan_scene.hpp"

#include <optional>
#include <span>
#include <vector>

namespace render {

/// Labels without text are left out.
void add_label(std::vector<LabelCandidate>& labels, LabelCandidate label);

[[nodiscard]] LabelCandidate business_area_label(const geo::BusinessArea& area, ThemeKind theme);
[[nodiscard]] LabelCandidate landfill_label(const geo::LandfillPart& part, ThemeKind theme);
[[nodiscard]] LabelCandidate sink_label(const geo::SinkSite& site, ThemeKind theme);
[[nodiscard]] LabelCandidate source_label(const geo::EmissionSource& source, double radius_px, ThemeKind theme);
[[nodiscard]] LabelCandidate partner_label(const geo::Partner& partner, ThemeKind theme);
[[nodiscard]] LabelCandidate surrounding_label(const geo::Surrounding& thing, ThemeKind theme);

/// Gives the label of the selected thing the look and the priority of a selection.
void mark_selected(std::span<LabelCandidate> labels, const geo::Plan& plan, const PlanThing& thing, ThemeKind theme);

/// The icon in a marker, which other labels keep away from.
[[nodiscard]] LabelCandidate marker_icon(const Symbol& marker, geo::MapPoint place);
/// Nothing to see, but other labels keep away from it.
[[nodiscard]] LabelCandidate kept_clear(geo::MapPoint place, double radius_px);
/// The small dot of a named place.
[[nodiscard]] Symbol place_dot(ThemeKind theme);
/// Compensation sites and sinks that are a point have a marker.
[[nodiscard]] bool has_marker(const geo::SinkSite& site);
/// By the sector of the partner's sources, else by words of its activity.
[[nodiscard]] char32_t partner_icon(const geo::Partner& partner, std::optional<geo::Sector> sector);

}  // namespace render
