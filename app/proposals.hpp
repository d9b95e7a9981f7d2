// Proposals for the open plan's side streams, worked out in the background: how they are to be found, the list with
// what is lost without each partner, and how far the work is.
#pragma once

#include "app/jobs.hpp"
#include "geo/balance/catalogues.hpp"
#include "geo/crs.hpp"
#include "geo/plan/plan.hpp"
#include "geo/symbiosis/proposals.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct ProposalChoice {
  geo::ProposalAim aim = geo::ProposalAim::co2e;
  double transport_eur_per_tkm = 0;  ///< counts where the aim is EUR
  std::string folder;                ///< of other hubs' plans; empty: the open plan alone
  bool operator==(const ProposalChoice&) const = default;
};

class Proposals {
public:
  struct Wanted {
    geo::PlanPtr plan;
    std::string plan_path;
    std::shared_ptr<const geo::Catalogues> catalogues;
    const geo::Crs* map_crs = nullptr;
    std::shared_ptr<const geo::RoadNetwork> network;  ///< null: distances are estimated
    int year = 0;  ///< the shown one; where nothing is on offer or needed in it, the last one with both
  };
  struct Made {
    std::shared_ptr<const geo::Symbiosis> symbiosis;
    geo::ProposalList list;
    int year = 0;
    std::size_t other_hubs = 0;
    std::vector<geo::Error> left_out;  ///< plans of the folder
  };

  ProposalChoice choice;
  std::optional<geo::ProposalPartner> without;  ///< the list is that without this partner

  /// Starts a job when the list is stale; the old one stays until the next is there.
  void update(const Wanted& wanted, Jobs& jobs);
  void clear(Jobs& jobs);
  void stop(Jobs& jobs);
  /// After it was stopped or failed.
  void start_again() { asked_.reset(); }

  /// Null until the first one is made.
  [[nodiscard]] const Made* made() const { return made_.get(); }
  /// What is lost without each partner; null while it is not worked out.
  [[nodiscard]] const std::vector<geo::PartnerLoss>* losses() const { return losses_ ? &*losses_ : nullptr; }
  /// The list that is shown is that of what was asked last.
  [[nodiscard]] bool is_current() const { return made_ && asked_ && made_of_ && made_of_->same(*asked_); }
  /// How much of the list is done; none when nothing is being worked out.
  [[nodiscard]] std::optional<double> share(const Jobs& jobs) const;
  /// Grows whenever a list or losses arrived.
  [[nodiscard]] std::uint64_t version() const { return version_; }

private:
  struct MadeOf {
    geo::Table<geo::SideStream> streams;
    geo::Table<geo::MaterialFlow> flows;
    geo::Table<geo::Partner> partners;
    std::shared_ptr<const geo::Catalogues> catalogues;
    std::shared_ptr<const geo::RoadNetwork> network;
    int year = 0;
    ProposalChoice choice;
    std::optional<geo::ProposalPartner> without;
    [[nodiscard]] bool same_market(const MadeOf& other) const;
    [[nodiscard]] bool same(const MadeOf& other) const;
  };
  void start_list(const Wanted& wanted, const MadeOf& of, Jobs& jobs);
  void start_losses(Jobs& jobs);

  std::optional<MadeOf> asked_;
  std::optional<MadeOf> made_of_;
  std::int64_t job_ = 0;
  std::shared_ptr<const Made> made_;
  std::shared_ptr<const geo::Symbiosis> losses_asked_of_;
  std::optional<std::vector<geo::PartnerLoss>> losses_;
  std::uint64_t version_ = 0;
};

}  // namespace app
