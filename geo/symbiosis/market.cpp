#include "geo/symbiosis/market.hpp"

#include "geo/flow/flow_place.hpp"
#include "geo/flow/flow_source.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace geo {

namespace {

/// Takes the streams of one hub in.
class HubStreams {
public:
  HubStreams(const Hub& hub, std::size_t number, const Catalogues& catalogues, int year, Market& market)
      : hub_(hub), plan_(*hub.plan), number_(number), catalogues_(catalogues), year_(year), market_(market) {
    for (const auto& stream : plan_.side_streams()) ++name_count_[stream->name];
    sum_planned_flows();
  }

  /// Planned flows of another hub that begin or end here: accepted proposals between the two.
  void add_planned_by(const Plan& other) {
    std::map<std::string, Trade> known;
    for (const std::string& hub : {hub_.name, hub_.known_as}) {
      const std::string before = hub.empty() ? hub : hub + ": ";
      for (const auto& partner : plan_.partners()) known.try_emplace(before + partner->name, trade(partner.id, {}, {}));
      for (const auto& stream : plan_.side_streams())
        if (!stream->partner)
          known.try_emplace(before + own_name(stream.id, *stream.value), trade({}, stream->name, {}));
    }
    for (const auto& flow : other.material_flows()) {
      const auto tonnes = amount_t(flow->amounts, year_);
      if (flow->state != FlowState::planned || !tonnes || !(*tonnes > 0)) continue;
      const auto take_off = [&](Ref<Partner> partner, const std::string& place, std::map<Trade, double>& planned_t) {
        const auto found = partner || place.empty() ? known.end() : known.find(place);
        if (found == known.end()) return;
        Trade of = found->second;
        std::get<2>(of) = flow->material;
        planned_t[of] += *tonnes;
      };
      take_off(flow->from, flow->from_place, given_t_);
      take_off(flow->to, flow->to_place, taken_t_);
    }
  }

  void take_in() {
    for (const auto& stream : plan_.side_streams()) take_in(stream.id, *stream);
    for (const auto& flow : plan_.material_flows())
      if (flow->state == FlowState::existing && flow->treatment == Treatment::landfill) take_in(flow.id, *flow);
  }

private:
  /// A partner and a material; a site without a partner goes by its name.
  using Trade = std::tuple<std::int64_t, std::string, std::string>;

  static Trade trade(Ref<Partner> partner, const std::string& place, const std::string& material) {
    return {partner.value, partner ? std::string() : place, material};
  }

  void sum_planned_flows() {
    for (const auto& flow : plan_.material_flows()) {
      const auto tonnes = amount_t(flow->amounts, year_);
      if (flow->state != FlowState::planned || !tonnes || !(*tonnes > 0)) continue;
      given_t_[trade(flow->from, flow->from_place, flow->material)] += *tonnes;
      taken_t_[trade(flow->to, flow->to_place, flow->material)] += *tonnes;
    }
  }

  /// What is left of an amount after the planned flows, which are used up
  /// stream by stream.
  static double left_over(double amount_t, std::map<Trade, double>& planned_t, const Trade& of) {
    const auto planned = planned_t.find(of);
    if (planned == planned_t.end()) return amount_t;
    const double used_t = std::min(amount_t, planned->second);
    planned->second -= used_t;
    return amount_t - used_t;
  }

  [[nodiscard]] std::string own_name(Id<SideStream> id, const SideStream& stream) const {
    std::string name = stream.name;
    if (name.empty() || name_count_.at(stream.name) > 1) name += (name.empty() ? "#" : " #") + std::to_string(id.value);
    return name;
  }
  [[nodiscard]] std::string stream_name(Id<SideStream> id, const SideStream& stream) const {
    return in_hub(own_name(id, stream));
  }
  [[nodiscard]] std::string in_hub(const std::string& name) const {
    return hub_.name.empty() ? name : hub_.name + ": " + name;
  }
  [[nodiscard]] std::string company(Ref<Partner> id, const std::string& otherwise) const {
    const auto partner = plan_.partners().find(id);
    return partner ? in_hub(partner->name) : otherwise;
  }

  [[nodiscard]] std::optional<MapPoint> place(const Geometry& own, Ref<Partner> id) const {
    std::optional<MapPoint> found;
    if (!own.empty()) {
      found = label_point(own);
    } else if (const auto partner = plan_.partners().find(id); partner && !partner->geometry.empty()) {
      found = label_point(partner->geometry);
    }
    if (found && hub_.to_first_map) found = hub_.to_first_map(*found);
    if (!found || !std::isfinite(found->x_m) || !std::isfinite(found->y_m)) return std::nullopt;
    return found;
  }

  [[nodiscard]] MarketStream of_partner(Ref<Partner> partner, std::string name) const {
    MarketStream about;
    about.hub = number_;
    about.partner = partner;
    about.name = std::move(name);
    return about;
  }

  /// What both kinds have: false when it can not take part, and why is noted.
  template <class Stream>
  bool describe(Stream& made, const MarketStream& about, const std::string& material, std::optional<double> tonnes,
                const Geometry& geometry) {
    made.id = about.name;
    made.company = company(about.partner, about.name);
    made.material = material;
    const auto found_place = place(geometry, about.partner);
    if (!tonnes) {
      market_.left_out.push_back(say("{0}: its tonnes in {1} are not known.", about.name, std::to_string(year_)));
    } else if (!std::isfinite(*tonnes) || *tonnes <= 0) {
      market_.left_out.push_back(say("{0}: it has no tonnes in {1}.", about.name, std::to_string(year_)));
    } else if (!found_place) {
      market_.left_out.push_back(say("{0}: it has no place on the map.", about.name));
    } else {
      made.amount_t = *tonnes;
      made.place = *found_place;
      return true;
    }
    return false;
  }

  void take_in(Id<SideStream> id, const SideStream& stream) {
    MarketStream about = of_partner(stream.partner, stream_name(id, stream));
    about.stream = id;
    about.illustrative = stream.provenance.illustrative;
    about.benefit_eur_per_t = stream.benefit_eur_per_t;
    about.fixed_cost_eur = stream.fixed_cost_eur.value_or(0);
    const auto add = [&](auto made, auto& list, std::vector<MarketStream>& abouts, auto& planned_t, auto&& more) {
      if (!describe(made, about, stream.material, amount_t(stream.amounts, year_), stream.geometry)) return;
      made.amount_t = left_over(made.amount_t, planned_t, trade(stream.partner, stream.name, stream.material));
      if (made.amount_t <= 0) return;  // all of it is planned
      made.quality = stream.quality;
      made.max_distance_km = stream.max_distance_km;
      made.lot_t = stream.lot_t.value_or(0);
      more(made);
      list.push_back(std::move(made));
      abouts.push_back(std::move(about));
    };
    if (stream.kind == StreamKind::offer)
      add(Offer(), market_.offers, market_.offered, given_t_,
          [&](Offer& offer) { add_material(offer, about, stream.pretreatment_t_co2e_per_t); });
    else
      add(Need(), market_.needs, market_.needed, taken_t_, [&](Need& need) {
        need.takes_hazardous = stream.hazard_accepted;
        add_avoided(need, about, stream);
      });
  }

  /// What goes to a landfill could be used instead.
  void take_in(Id<MaterialFlow> id, const MaterialFlow& flow) {
    const auto is_offered = [&](const auto& stream) {
      return stream->kind == StreamKind::offer && stream->partner == flow.from && stream->material == flow.material;
    };
    if (std::any_of(plan_.side_streams().begin(), plan_.side_streams().end(), is_offered)) return;
    MarketStream about = of_partner(flow.from, in_hub(flow_name(plan_, flow, catalogues_)));
    about.flow = id;
    about.illustrative = flow.provenance.illustrative;
    Offer offer;
    const FoundEnds ends = flow_ends(plan_, flow);
    if (!describe(offer, about, flow.material, amount_t(flow.amounts, year_),
                  ends.ends ? Geometry::point(ends.ends->from) : Geometry()))
      return;
    offer.company = company(flow.from, in_hub(flow.from_place));
    offer.amount_t = left_over(offer.amount_t, given_t_, trade(flow.from, flow.from_place, flow.material));
    if (offer.amount_t <= 0) return;
    add_material(offer, about, std::nullopt);
    market_.offers.push_back(std::move(offer));
    market_.offered.push_back(std::move(about));
  }

  void add_material(Offer& offer, MarketStream& about, std::optional<double> told_pretreatment) const {
    const Material* material = find_material(catalogues_.materials, offer.material);
    offer.hazardous = material && material->is_hazardous();
    if (told_pretreatment) {
      offer.pretreatment_t_co2e_per_t = *told_pretreatment;
    } else if (const Factor* factor = material ? catalogues_.factors.find(material->pretreatment) : nullptr) {
      const FactorLookup found = look_up(*factor, year_);
      const auto to_t_per_t = conversion(unit_from_text(factor->unit), unit_from_text("t/t"));
      if (!found || !to_t_per_t) return;
      offer.pretreatment_t_co2e_per_t = found.number.value * *to_t_per_t;
      about.pretreatment_low_t_co2e_per_t = found.number.low * *to_t_per_t;
      about.pretreatment_high_t_co2e_per_t = found.number.high * *to_t_per_t;
    }
  }

  void add_avoided(Need& need, MarketStream& about, const SideStream& stream) {
    if (stream.avoided_t_co2e_per_t) {
      need.avoided_t_co2e_per_t = *stream.avoided_t_co2e_per_t;
      about.avoided_low_t_co2e_per_t = stream.avoided_low_t_co2e_per_t;
      about.avoided_high_t_co2e_per_t = stream.avoided_high_t_co2e_per_t;
      about.avoided_known = true;
      return;
    }
    MaterialFlow used;
    used.material = stream.material;
    used.treatment = Treatment::recycling;
    if (const auto avoided = avoided_per_t(plan_, used, catalogues_, year_)) {
      need.avoided_t_co2e_per_t = avoided->value;
      about.avoided_low_t_co2e_per_t = avoided->low;
      about.avoided_high_t_co2e_per_t = avoided->high;
      about.avoided_known = true;
    } else {
      market_.left_out.push_back(say("{0}: it is not known what a tonne of it avoids.", about.name));
    }
  }

  const Hub& hub_;
  const Plan& plan_;
  std::size_t number_;
  const Catalogues& catalogues_;
  int year_;
  Market& market_;
  std::map<std::string, int> name_count_;
  std::map<Trade, double> given_t_, taken_t_;  ///< by planned flows
};

}  // namespace

Market market_of(std::span<const Hub> hubs, const Catalogues& catalogues, int year) {
  Market market;
  for (std::size_t number = 0; number < hubs.size(); ++number) {
    HubStreams streams(hubs[number], number, catalogues, year, market);
    for (std::size_t other = 0; other < hubs.size(); ++other)
      if (other != number) streams.add_planned_by(*hubs[other].plan);
    streams.take_in();
  }
  return market;
}

std::optional<int> last_market_year(std::span<const Hub> hubs) {
  std::set<int> offered, needed;
  for (const Hub& hub : hubs) {
    for (const auto& stream : hub.plan->side_streams())
      for (const YearlyAmount& year : stream->amounts)
        (stream->kind == StreamKind::offer ? offered : needed).insert(year.year);
    for (const auto& flow : hub.plan->material_flows())
      if (flow->treatment == Treatment::landfill)
        for (const YearlyAmount& year : flow->amounts) offered.insert(year.year);
  }
  for (auto year = needed.rbegin(); year != needed.rend(); ++year)
    if (offered.contains(*year)) return *year;
  return std::nullopt;
}

}  // namespace geo
