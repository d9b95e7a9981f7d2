// A source whose model is a landfill by first order decay.
#pragma once

#include "geo/balance/source_model.hpp"
#include "geo/landfill/site_inputs.hpp"

#include <memory>
#include <vector>

namespace geo {

/// Of a model with the method "landfill-fod"; `catalogues` has to outlive it.
class LandfillSource final : public SourceModel {
public:
  LandfillSource(std::shared_ptr<const CalculationModel> model, const std::vector<ModelInput>& inputs,
                 const Catalogues& catalogues);

  [[nodiscard]] std::vector<ModelYear> years(int first_year, int last_year, std::size_t draws,
                                             const Multipliers& multipliers) const override;
  [[nodiscard]] std::vector<ModelVariable> variables(int year) const override;
  [[nodiscard]] Explanation explain(int year) const override;
  [[nodiscard]] FactorStatus status(const ResultKey&) const override { return prepared_.status; }
  [[nodiscard]] const std::vector<Message>& faults() const override { return prepared_.faults; }

private:
  std::shared_ptr<const CalculationModel> model_;
  const Catalogues& catalogues_;
  PreparedLandfill prepared_;
};

}  // namespace geo
