// Which side streams should meet: ranked proposals with reason, distance and saving, what is lost without a partner,
// and accepting one into the plan.
#pragma once

#include "app/workspace.hpp"
#include "geo/symbiosis/proposals.hpp"

#include <imgui/imgui.h>

#include <memory>
#include <optional>
#include <vector>

namespace app {

class ProposalsPanel {
public:
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  void keep_up_to_date(const Workspace& workspace);
  void draw_list(const Workspace& workspace);
  void draw_chosen(Workspace& workspace, const geo::Proposal& chosen);
  void draw_partners();

  // What the list was worked out of.
  geo::PlanPtr of_;
  std::shared_ptr<const geo::Catalogues> with_;
  int year_ = 0;
  std::unique_ptr<geo::Symbiosis> symbiosis_;
  std::vector<geo::PartnerLoss> losses_;
  std::optional<geo::ProposalPartner> without_;
  geo::ProposalList list_;
  std::size_t chosen_ = 0;
};

}  // namespace app
