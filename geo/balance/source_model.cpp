#include "geo/balance/source_model.hpp"

#include "geo/landfill/site_card.hpp"
#include "geo/landfill/site_inputs.hpp"

#include <algorithm>
#include <utility>

namespace geo {

namespace {

/// Terms over the catalogue.
class TermsModel final : public SourceModel {
public:
  explicit TermsModel(PreparedModel prepared) : prepared_(std::move(prepared)) {}

  std::vector<ModelYear> years(int first_year, int last_year, std::size_t draws,
                               const Multipliers& multipliers) const override {
    std::vector<ModelYear> all;
    for (int year = first_year; year <= last_year; ++year)
      all.push_back(prepared_.faults.empty() ? evaluate(prepared_, year, draws, multipliers) : ModelYear{});
    return all;
  }
  std::vector<ModelVariable> variables(int year) const override { return geo::variables(prepared_, year); }
  Explanation explain(int year) const override { return geo::explain(prepared_, year); }
  const std::vector<Message>& faults() const override { return prepared_.faults; }

private:
  PreparedModel prepared_;
};

/// First order decay of a landfill: all years come of one run.
class LandfillModel final : public SourceModel {
public:
  LandfillModel(const CalculationModel& model, const std::vector<ModelInput>& inputs, const WasteTables& tables)
      : model_(model), tables_(tables), prepared_(prepare_landfill(model, inputs, tables, last_landfill_year)) {}

  std::vector<ModelYear> years(int first_year, int last_year, std::size_t draws,
                               const Multipliers& multipliers) const override {
    if (!prepared_.faults.empty()) return std::vector<ModelYear>(static_cast<std::size_t>(last_year - first_year + 1));
    return landfill_years(prepared_, first_year, std::min(last_year, last_landfill_year), draws, multipliers);
  }
  std::vector<ModelVariable> variables(int) const override { return geo::variables(prepared_); }
  Explanation explain(int year) const override { return geo::explain(prepared_, model_, tables_, year); }
  const std::vector<Message>& faults() const override { return prepared_.faults; }

private:
  static constexpr int last_landfill_year = 2200;
  CalculationModel model_;
  WasteTables tables_;
  PreparedLandfill prepared_;
};

/// A model that is not there.
class MissingModel final : public SourceModel {
public:
  explicit MissingModel(const std::string& id) : faults_{say("There is no calculation model \"{0}\".", id)} {}
  std::vector<ModelYear> years(int first_year, int last_year, std::size_t, const Multipliers&) const override {
    return std::vector<ModelYear>(static_cast<std::size_t>(last_year - first_year + 1));
  }
  std::vector<ModelVariable> variables(int) const override { return {}; }
  Explanation explain(int) const override {
    Explanation nothing;
    nothing.unknown = faults_;
    return nothing;
  }
  const std::vector<Message>& faults() const override { return faults_; }

private:
  std::vector<Message> faults_;
};

}  // namespace

std::unique_ptr<SourceModel> source_model(const EmissionSource& source, const Catalogues& catalogues) {
  if (source.model.empty()) return nullptr;
  const auto model = catalogues.find_model(source.model);
  if (!model) return std::make_unique<MissingModel>(source.model);
  const std::vector<ModelInput> inputs =
      source.scale == 1 ? source.inputs : scaled(*model, source.inputs, source.scale);
  if (model->method == landfill_method) return std::make_unique<LandfillModel>(*model, inputs, catalogues.waste);
  return std::make_unique<TermsModel>(prepare(*model, inputs, catalogues.factors));
}

}  // namespace geo
