#include "app/proposals.hpp"

#include "app/hub_plans.hpp"
#include "geo/flow/flow_place.hpp"

#include <algorithm>
#include <utility>

namespace app {

namespace {

constexpr const char* list_topic = "proposals";
constexpr const char* losses_topic = "partner losses";

bool has_market(const geo::Plan& plan, int year) {
  const auto has = [&](geo::StreamKind kind) {
    const auto& streams = plan.side_streams();
    return std::any_of(streams.begin(), streams.end(), [&](const auto& stream) {
      return stream->kind == kind && geo::amount_t(stream->amounts, year).has_value();
    });
  };
  return has(geo::StreamKind::offer) && has(geo::StreamKind::need);
}

/// The open plan first, then those of the chosen folder.
std::vector<geo::Hub> hubs_of(const Proposals::Wanted& wanted, const geo::Crs& map, const ProposalChoice& choice,
                              Proposals::Made& made) {
  std::vector<geo::Hub> hubs{{wanted.plan, "", {}, std::filesystem::path(wanted.plan_path).stem().string()}};
  if (choice.folder.empty()) return hubs;
  FolderOfHubs others = hubs_of_folder(choice.folder, &map, wanted.plan_path);
  made.other_hubs = others.hubs.size();
  made.left_out = std::move(others.left_out);
  for (geo::Hub& hub : others.hubs) hubs.push_back(std::move(hub));
  return hubs;
}

/// From the part of the work that `advance` tells of to the whole job.
geo::Advance part_of(geo::Progress& progress, double from, double to) {
  return [&progress, from, to](double share) { progress.advance(from + share * (to - from)); };
}

}  // namespace

bool Proposals::MadeOf::same_market(const MadeOf& other) const {
  return streams.shares_rows_with(other.streams) && flows.shares_rows_with(other.flows) &&
         partners.shares_rows_with(other.partners) && catalogues == other.catalogues && network == other.network &&
         year == other.year && choice == other.choice;
}

bool Proposals::MadeOf::same(const MadeOf& other) const {
  return same_market(other) && without == other.without;
}

void Proposals::update(const Wanted& wanted, Jobs& jobs) {
  const MadeOf of{wanted.plan->side_streams(),
                  wanted.plan->material_flows(),
                  wanted.plan->partners(),
                  wanted.catalogues,
                  wanted.network,
                  wanted.year,
                  choice,
                  without};
  if (!asked_ || !asked_->same(of)) {
    asked_ = of;
    start_list(wanted, of, jobs);
  }
  if (made_ && is_current() && losses_asked_of_ != made_->symbiosis) start_losses(jobs);
}

void Proposals::start_list(const Wanted& wanted, const MadeOf& of, Jobs& jobs) {
  const auto known = made_ && made_of_ && made_of_->same_market(of) ? made_ : nullptr;
  job_ = jobs.start(
      list_topic, geo::say("Looking for proposals"),
      [this, wanted, of, known, map = *wanted.map_crs](geo::Progress& progress) {
        auto made = std::make_shared<Made>();
        if (known) {
          *made = *known;
        } else {
          std::vector<geo::Hub> hubs = hubs_of(wanted, map, of.choice, *made);
          made->year =
              has_market(*wanted.plan, wanted.year) ? wanted.year : geo::last_market_year(hubs).value_or(wanted.year);
          geo::ProposalTerms terms;
          terms.year = made->year;
          terms.aim = of.choice.aim;
          terms.transport_eur_per_tkm = of.choice.transport_eur_per_tkm;
          made->symbiosis = std::make_shared<const geo::Symbiosis>(
              std::move(hubs), *wanted.catalogues, terms, geo::road_lengths(wanted.network), part_of(progress, 0, 0.6));
        }
        std::set<geo::ProposalPartner> left_out;
        if (of.without) left_out.insert(*of.without);
        made->list = made->symbiosis->best(left_out, part_of(progress, known ? 0 : 0.6, 1));
        return [this, of, made] {
          made_ = made;
          made_of_ = of;
          ++version_;
        };
      });
}

void Proposals::start_losses(Jobs& jobs) {
  losses_asked_of_ = made_->symbiosis;
  losses_.reset();
  jobs.start(losses_topic, geo::say("What is lost without a partner"),
             [this, symbiosis = made_->symbiosis](geo::Progress& progress) {
               auto losses = symbiosis->losses(100, part_of(progress, 0, 1));
               return [this, losses = std::move(losses)]() mutable {
                 losses_ = std::move(losses);
                 ++version_;
               };
             });
}

void Proposals::clear(Jobs& jobs) {
  stop(jobs);
  const std::uint64_t version = version_;
  *this = {};
  version_ = version + 1;
}

void Proposals::stop(Jobs& jobs) {
  jobs.cancel_topic(list_topic);
  jobs.cancel_topic(losses_topic);
}

std::optional<double> Proposals::share(const Jobs& jobs) const {
  for (const Jobs::Running& job : jobs.running())
    if (job.id == job_) return job.share;
  return std::nullopt;
}

}  // namespace app
