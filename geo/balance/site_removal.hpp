// What a sink site removes by year: by its model, or by the rate of its land cover.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/plan/plan.hpp"
#include "geo/sink/sink_model.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// A site whose area, model or rate is found. Nothing is removed before its start year.
class SiteRemoval {
public:
  /// `area_ha` stands in for the model's "area_ha" where that is not given.
  SiteRemoval(std::shared_ptr<const SinkSite> site, double area_ha, const Catalogues& catalogues);

  [[nodiscard]] const SinkSite& site() const { return *site_; }
  [[nodiscard]] const std::shared_ptr<const SinkSite>& shared_site() const { return site_; }
  [[nodiscard]] double area_ha() const { return area_ha_; }
  /// Why no year has a figure.
  [[nodiscard]] const std::vector<Message>& faults() const { return faults_; }

  /// Whether one of the factors of the year is to be confirmed.
  [[nodiscard]] bool to_be_confirmed(int year) const;
  /// The year's terms; none before the start year.
  [[nodiscard]] SinkTerms terms(int year) const;
  /// CO2 less other gases of the year [t CO2e]; nothing when it is not known.
  [[nodiscard]] std::optional<NetRemoval> net(int year, GwpSet set) const;

private:
  std::shared_ptr<const SinkSite> site_;
  double area_ha_ = 0;
  std::optional<PreparedSink> sink_;
  std::optional<LandCoverRate> rate_;
  std::vector<Message> faults_;
};

/// One for each site of a plan, in its order.
using SiteRemovals = std::vector<std::shared_ptr<const SiteRemoval>>;
/// What did not change since `before`, of the same catalogues, is taken from it.
[[nodiscard]] SiteRemovals site_removals(const Plan& plan, const Crs& map, const Catalogues& catalogues,
                                         const SiteRemovals& before = {});

}  // namespace geo
