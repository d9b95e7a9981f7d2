#include "app/flow_text.hpp"

#include "app/csv_text.hpp"
#include "app/text.hpp"
#include "app/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const std::optional<geo::Co2eRange>& range) {
  if (!range) return nullptr;
  return {{"t_co2e", range->value_t}, {"low", range->low_t}, {"high", range->high_t}};
}

void add(geo::Co2eRange& sum, const geo::Co2eRange& part) {
  const double below = std::hypot(sum.value_t - sum.low_t, part.value_t - part.low_t);
  const double above = std::hypot(sum.high_t - sum.value_t, part.high_t - part.value_t);
  sum.value_t += part.value_t;
  sum.low_t = sum.value_t - below;
  sum.high_t = sum.value_t + above;
}

std::string cell(const std::optional<double>& value) {
  return value ? fmt::format("{:.17g}", *value) : std::string();
}

std::string range_cells(const std::optional<geo::Co2eRange>& range) {
  return range ? fmt::format("{:.17g},{:.17g},{:.17g}", range->value_t, range->low_t, range->high_t) : ",,";
}

const geo::Material* material_of(const FlowTable& table, const std::string& id) {
  return geo::find_material(table.catalogues->materials, id);
}

std::string waste_code(const FlowTable& table, const std::string& id) {
  const geo::Material* material = material_of(table, id);
  return material ? material->waste_code : std::string();
}

std::string or_dash(const std::string& text) {
  return text.empty() ? std::string("–") : text;
}

std::string figure_or_dash(const std::optional<double>& value) {
  return value ? figure(*value) : std::string("–");
}

}  // namespace

std::string material_name(const geo::Catalogues& catalogues, const std::string& id) {
  const geo::Material* material = geo::find_material(catalogues.materials, id);
  return material ? material->name.in(language()) : id;
}

std::string flow_title(const geo::Plan& plan, const geo::MaterialFlow& flow) {
  const std::string from = geo::from_name(plan, flow);
  const std::string to = geo::to_name(plan, flow);
  return from.empty() && to.empty() ? std::string() : or_dash(from) + " → " + or_dash(to);
}

std::vector<EstimatedFlow> flows_without_road(const geo::PlanFigures& figures) {
  std::vector<EstimatedFlow> flows;
  if (!figures.roads) return flows;
  for (const geo::FlowWithoutRoad& without : figures.roads->without_road()) {
    const auto flow = figures.plan->material_flows().find(without.flow);
    if (!flow) continue;
    const auto distance = geo::flow_distance(*figures.plan, *flow, figures.catalogues->factors, figures.road);
    if (distance && distance->kind == geo::DistanceKind::estimated)
      flows.push_back({without.flow, translated(geo::reason(without.why))});
  }
  return flows;
}

std::string why_no_road(const geo::PlanFigures& figures, const geo::MaterialFlow& flow) {
  if (figures.roads) {
    const geo::FoundEnds found = geo::flow_ends(*figures.plan, flow);
    const geo::FlowRoad* road = found.ends ? figures.roads->find({found.ends->from, found.ends->to}) : nullptr;
    return road != nullptr && !road->way ? translated(geo::reason(road->why)) : std::string();
  }
  const auto& layers = figures.plan->layers();
  const bool has_roads = std::any_of(layers.begin(), layers.end(),
                                     [](const auto& layer) { return layer->role == geo::Role::road_network; });
  return has_roads ? tr("The road network has not been read.") : tr("The plan has no road network.");
}

std::string estimate_text(const geo::PlanFigures& figures, const geo::MaterialFlow& flow,
                          const geo::FlowDistance& distance) {
  std::string text = translated(geo::say("Estimated: straight line × {0}.", figure(distance.detour)));
  if (const std::string why = why_no_road(figures, flow); !why.empty()) text += " " + why;
  return text;
}

int default_flow_year(const geo::Plan& plan) {
  const auto years = geo::years_with_flows(plan);
  return years.empty() ? plan.info().base_year : years.back();
}

FlowTable flow_table(const geo::PlanFigures& figures, int year, const FlowTableChoice& choice) {
  FlowTable table;
  table.plan = figures.plan;
  table.catalogues = figures.catalogues;
  table.year = year;
  const geo::Plan& plan = *figures.plan;
  for (const auto& row : plan.material_flows()) {
    if (!choice.material.empty() && row->material != choice.material) continue;
    if (choice.partner && row->from != choice.partner && row->to != choice.partner) continue;
    FlowLine line{row.id, row.value, geo::from_name(plan, *row), geo::to_name(plan, *row),
                  geo::flow_figures(plan, *row, *figures.catalogues, year, figures.road)};
    FlowTotals& totals = table.totals;
    ++totals.flows;
    if (line.figures.amount_t)
      totals.amount_t += std::max(*line.figures.amount_t, 0.0);
    else
      ++totals.unknown_amounts;
    totals.tonne_km += line.figures.tonne_km.value_or(0);
    if (line.figures.transport)
      add(totals.transport, *line.figures.transport);
    else if (line.figures.amount_t)
      ++totals.unknown_transports;
    if (line.figures.avoided) add(totals.avoided, *line.figures.avoided);
    table.lines.push_back(std::move(line));
  }
  table.findings = geo::flow_findings(plan, *figures.catalogues);
  table.balances = geo::mass_balances(plan, year);
  std::erase_if(table.balances, [&](const geo::MassBalance& balance) {
    return (!choice.material.empty() && balance.material != choice.material) ||
           (choice.partner && balance.partner != choice.partner);
  });
  return table;
}

std::string flows_as_text(const FlowTable& table) {
  std::string out = fmt::format("{} {}\n\n", table.plan->info().name, table.year);
  for (const FlowLine& line : table.lines) {
    const geo::FlowFigures& f = line.figures;
    out += fmt::format("{}. {} → {}: {}\n", line.id.value, or_dash(line.from), or_dash(line.to),
                       material_name(*table.catalogues, line.flow->material));
    out += fmt::format(
        "   {} t, {} km{}, {} tkm", figure_or_dash(f.amount_t), f.distance ? figure(f.distance->km()) : "–",
        f.distance && f.distance->kind == geo::DistanceKind::estimated ? std::string(" (") + tr("estimated") + ")"
                                                                       : std::string(),
        figure_or_dash(f.tonne_km));
    if (f.trips) out += ", " + translated(geo::say("{0} trips", figure(*f.trips)));
    out += "\n   ";
    out += f.transport ? fmt::format("{}: {} t CO₂e ({}–{})", tr("transport"), figure(f.transport->value_t),
                                     figure(f.transport->low_t), figure(f.transport->high_t))
                       : fmt::format("{}: –", tr("transport"));
    if (f.treatment) out += fmt::format("; {}: {} t CO₂e", tr("treatment"), figure(f.treatment->value_t));
    if (f.avoided) out += fmt::format("; {}: {} t CO₂e", tr("avoided production, beside"), figure(f.avoided->value_t));
    if (line.flow->provenance.illustrative) out += fmt::format("; {}", tr("illustrative"));
    out += '\n';
  }
  const FlowTotals& t = table.totals;
  out +=
      '\n' + translated(geo::say("{0} flows, {1} t, {2} tkm, transport {3} t CO₂e ({4}–{5}).", std::to_string(t.flows),
                                 figure(t.amount_t), figure(t.tonne_km), figure(t.transport.value_t),
                                 figure(t.transport.low_t), figure(t.transport.high_t)));
  out += '\n';
  if (t.unknown_amounts > 0)
    out += translated(geo::say("{0} flows have no tonnes for the year.", std::to_string(t.unknown_amounts))) + '\n';
  if (t.unknown_transports > 0)
    out +=
        translated(geo::say("The transport of {0} flows is not known.", std::to_string(t.unknown_transports))) + '\n';
  for (const geo::FlowFinding& finding : table.findings)
    out += fmt::format("{}. {}\n", finding.flow.value, translated(finding.what));
  return out;
}

std::string flows_as_csv(const FlowTable& table) {
  std::string out =
      "id,name,from,to,material,waste_code,state,illustrative,year,amount_t,distance_km,distance_kind,trips,tonne_km,"
      "transport_t_co2e,transport_low_t_co2e,transport_high_t_co2e,treatment_t_co2e,treatment_low_t_co2e,"
      "treatment_high_t_co2e,avoided_t_co2e,avoided_low_t_co2e,avoided_high_t_co2e\n";
  for (const FlowLine& line : table.lines) {
    const geo::FlowFigures& f = line.figures;
    out += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", line.id.value, csv_text(line.flow->name),
        csv_text(line.from), csv_text(line.to), csv_text(line.flow->material), waste_code(table, line.flow->material),
        geo::text_of(line.flow->state), line.flow->provenance.illustrative ? "yes" : "no", table.year, cell(f.amount_t),
        f.distance ? fmt::format("{:.17g}", f.distance->km()) : "", f.distance ? geo::text_of(f.distance->kind) : "",
        cell(f.trips), cell(f.tonne_km), range_cells(f.transport), range_cells(f.treatment), range_cells(f.avoided));
  }
  return out;
}

std::string flows_as_json(const FlowTable& table) {
  Json json{{"plan", table.plan->info().name},
            {"year", table.year},
            {"gwp_set", geo::text_of(table.plan->info().gwp_set)},
            {"flows", Json::array()}};
  for (const FlowLine& line : table.lines) {
    const geo::FlowFigures& f = line.figures;
    const geo::Material* material = material_of(table, line.flow->material);
    Json one{{"id", line.id.value},
             {"name", line.flow->name},
             {"from", line.from.empty() ? Json(nullptr) : Json(line.from)},
             {"to", line.to.empty() ? Json(nullptr) : Json(line.to)},
             {"material", line.flow->material},
             {"waste_code", material && !material->waste_code.empty() ? Json(material->waste_code) : Json(nullptr)},
             {"hazardous", material ? Json(material->is_hazardous()) : Json(nullptr)},
             {"state", geo::text_of(line.flow->state)},
             {"illustrative", line.flow->provenance.illustrative},
             {"source", line.flow->provenance.source},
             {"vehicle", line.flow->vehicle},
             {"amount_t", json_of(f.amount_t)},
             {"distance_km", f.distance ? Json(f.distance->km()) : Json(nullptr)},
             {"distance_kind", f.distance ? Json(geo::text_of(f.distance->kind)) : Json(nullptr)},
             {"trips", json_of(f.trips)},
             {"loaded_km", json_of(f.loaded_km)},
             {"empty_km", json_of(f.empty_km)},
             {"tonne_km", json_of(f.tonne_km)},
             {"transport_counted", line.flow->transport_counted},
             {"transport", json_of(f.transport)},
             {"treatment", json_of(f.treatment)},
             {"avoided", json_of(f.avoided)}};
    one["remarks"] = Json::array();
    for (const geo::Message& remark : f.remarks) one["remarks"].push_back(geo::english(remark));
    json["flows"].push_back(std::move(one));
  }
  const FlowTotals& t = table.totals;
  json["totals"] = {{"flows", t.flows},
                    {"without_amount", t.unknown_amounts},
                    {"without_transport", t.unknown_transports},
                    {"amount_t", t.amount_t},
                    {"tonne_km", t.tonne_km},
                    {"transport", json_of(std::optional(t.transport))},
                    {"avoided", json_of(std::optional(t.avoided))}};
  json["findings"] = Json::array();
  for (const geo::FlowFinding& finding : table.findings)
    json["findings"].push_back({{"flow", finding.flow.value}, {"what", geo::english(finding.what)}});
  json["mass_balance"] = Json::array();
  for (const geo::MassBalance& balance : table.balances) {
    const auto partner = table.plan->partners().find(balance.partner);
    json["mass_balance"].push_back({{"partner", partner ? partner->name : std::string()},
                                    {"material", balance.material},
                                    {"in_t", balance.in_t},
                                    {"generated_t", balance.generated_t},
                                    {"out_t", balance.out_t},
                                    {"used_t", balance.used_t},
                                    {"stock_t", balance.stock_t},
                                    {"residual_t", balance.residual_t()},
                                    {"unknown_flows", balance.unknown_flows}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string mass_balance_as_text(const FlowTable& table) {
  std::string out = fmt::format("{} {}, {}\n\n", table.plan->info().name, table.year,
                                tr("in + generated = out + used + growth of the stock, t"));
  for (const geo::MassBalance& b : table.balances) {
    const auto partner = table.plan->partners().find(b.partner);
    out += fmt::format("{}, {}: {} + {} = {} + {} + {}; {} {}", or_dash(partner ? partner->name : std::string()),
                       material_name(*table.catalogues, b.material), figure(b.in_t), figure(b.generated_t),
                       figure(b.out_t), figure(b.used_t), figure(b.stock_t), tr("left over"), figure(b.residual_t()));
    if (b.unknown_flows > 0)
      out += "; " + translated(geo::say("{0} flows have no tonnes for the year.", std::to_string(b.unknown_flows)));
    out += '\n';
  }
  return out;
}

std::string mass_balance_as_csv(const FlowTable& table) {
  std::string out = "partner,material,year,in_t,generated_t,out_t,used_t,stock_t,residual_t,unknown_flows\n";
  for (const geo::MassBalance& b : table.balances) {
    const auto partner = table.plan->partners().find(b.partner);
    out += fmt::format("{},{},{},{:.17g},{:.17g},{:.17g},{:.17g},{:.17g},{:.17g},{}\n",
                       csv_text(partner ? partner->name : std::string()), csv_text(b.material), b.year, b.in_t,
                       b.generated_t, b.out_t, b.used_t, b.stock_t, b.residual_t(), b.unknown_flows);
  }
  return out;
}

}  // namespace app
