// Cards of a material flow's figures in one year (flow_figures.hpp has the figures themselves). A card without children
// has no figure; its note says why.
#pragma once

#include "geo/balance/plan_figures.hpp"
#include "geo/model/explain.hpp"

namespace geo {

/// What moves [t], as given.
[[nodiscard]] FigureCard tonnes_card(const PlanFigures& figures, const MaterialFlow& flow, int year);
/// Its transport [t CO2e], whether the balance counts it or not.
[[nodiscard]] FigureCard transport_card(const PlanFigures& figures, const MaterialFlow& flow, int year);
/// Its treatment where it arrives [t CO2e].
[[nodiscard]] FigureCard treatment_card(const PlanFigures& figures, const MaterialFlow& flow, int year);
/// What is not emitted elsewhere, as a positive figure [t CO2e].
[[nodiscard]] FigureCard avoided_card(const PlanFigures& figures, const MaterialFlow& flow, int year);

}  // namespace geo
