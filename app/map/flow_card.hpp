// What is told of a flow under the pointer.
#pragma once

#include "app/map/hover_card.hpp"

namespace app {

/// The band, ring or circle at the place; empty where there is none.
[[nodiscard]] HoverCard flow_card(const Workspace& workspace, geo::MapPoint place);

/// "Topinpuisto → Salo".
[[nodiscard]] std::string strand_title(const FlowMap& map, const geo::FlowStrand& strand);

/// The name of a figure of flows together: of their tonnes, transport, treatment or what they replace.
[[nodiscard]] geo::FigureName flows_figure(geo::FigureKind kind, int year, const ChosenFlows& flows);
/// The same of what the flow map measures.
[[nodiscard]] geo::FigureName flows_figure(FlowMeasure measure, int year, const ChosenFlows& flows);

/// What is known of flows together: how far, by what, with which emissions; the words of the card and the inspector.
[[nodiscard]] std::vector<CardLine> flow_facts(const Workspace& workspace, const ChosenFlows& flows);

}  // namespace app
