#include "geo/balance/source_model.hpp"

#include "geo/balance/landfill_source.hpp"

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
  FactorStatus status(const ResultKey& key) const override {
    FactorStatus weakest = FactorStatus::verified;
    for (const PreparedRow& row : prepared_.rows)
      if (row.key == key)
        for (const std::size_t number : row.numbers)
          if (const auto* factor = std::get_if<PreparedFactor>(&prepared_.numbers[number].origin))
            weakest = weaker(weakest, factor->factor.status);
    return weakest;
  }
  const std::vector<Message>& faults() const override { return prepared_.faults; }

private:
  PreparedModel prepared_;
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
  FactorStatus status(const ResultKey&) const override { return FactorStatus::verified; }
  const std::vector<Message>& faults() const override { return faults_; }

private:
  std::vector<Message> faults_;
};

}  // namespace

std::unique_ptr<SourceModel> source_model(const EmissionSource& source, const Catalogues& catalogues) {
  if (source.model.empty()) return nullptr;
  auto model = catalogues.find_model(source.model);
  if (!model) return std::make_unique<MissingModel>(source.model);
  if (source.scope) {
    auto in_scope = std::make_shared<CalculationModel>(*model);
    for (ModelTerm& term : in_scope->terms) term.scope = *source.scope;
    model = std::move(in_scope);
  }
  const std::vector<ModelInput> inputs =
      source.scale == 1 ? source.inputs : scaled(*model, source.inputs, source.scale);
  if (model->method == landfill_method) return std::make_unique<LandfillSource>(model, inputs, catalogues);
  return std::make_unique<TermsModel>(prepare(*model, inputs, catalogues.factors));
}

}  // namespace geo
