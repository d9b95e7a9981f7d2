// Which side streams should meet: ranked proposals with reason, distance and saving, what is lost without a partner,
// and accepting one into the plan.
#pragma once

#include "app/workspace.hpp"
#include "geo/symbiosis/proposals.hpp"

#include <imgui/imgui.h>

#include <cstdint>

namespace app {

class ProposalsPanel {
public:
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  /// What is made greatest, and whose plans take part.
  void draw_choices(Workspace& workspace);
  void draw_work(Workspace& workspace, double share);
  void draw_list(const Workspace& workspace);
  void draw_chosen(Workspace& workspace, const geo::Proposal& chosen);
  void draw_partners(Workspace& workspace);
  void draw_nothing(Workspace& workspace);

  std::uint64_t of_version_ = 0;  ///< of the list that `chosen_` is of
  std::size_t chosen_ = 0;
  geo::Ref<geo::MaterialFlow> accepted_;  ///< the flow that was added last
};

}  // namespace app
