// Calculations and their figures as files: a model is taken into the plan or written for another hub, a table of years
// becomes the inputs of a source. The same for the window and the command line.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/plan/edit.hpp"
#include "render/plan_scene.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace app {

class Workspace;

/// The model of a TOML file among the plan's own, in place of one with the same id. Throws geo::Error, also with the
/// first thing that is wrong with the model.
[[nodiscard]] geo::Edit model_file_edit(const geo::Plan& plan, const std::filesystem::path& file,
                                        const geo::FactorCatalogue& factors);

/// The materials of a TOML file among the plan's own, each in place of one with the same id. Throws geo::Error with the
/// first thing that is wrong; nothing is taken then.
[[nodiscard]] geo::Edit material_file_edit(const geo::Plan& plan, const std::filesystem::path& file,
                                           const geo::FactorCatalogue& factors);
/// Either of them, as the file says.
[[nodiscard]] geo::Edit own_file_edit(const geo::Plan& plan, const std::filesystem::path& file,
                                      const geo::FactorCatalogue& factors);

/// The yearly figures of a CSV file (layers/input_file.hpp) as inputs of a source's or site's calculation. Throws
/// geo::Error, also when it has no calculation.
[[nodiscard]] geo::Edit input_file_edit(const geo::Plan& plan, geo::Id<geo::EmissionSource> id,
                                        const std::filesystem::path& file, const geo::Catalogues& catalogues);
[[nodiscard]] geo::Edit input_file_edit(const geo::Plan& plan, geo::Id<geo::SinkSite> id,
                                        const std::filesystem::path& file, const geo::Catalogues& catalogues);

/// "Kuljetus, Åbo" -> "own-kuljetus-abo": an id has small letters, digits, - and . alone.
[[nodiscard]] std::string own_id(std::string_view name);

/// A calculation as a model of its own that another partner or hub can take and scale: what was chosen and given for
/// every year are its defaults. Figures of single years belong to their place and stay out.
[[nodiscard]] geo::CalculationModel own_model(std::string_view name, const geo::CalculationModel& model,
                                              const std::vector<geo::ModelInput>& inputs);

/// Writes that model as a file beside the plan and says where.
void write_calculation(Workspace& workspace, geo::Id<geo::EmissionSource> id);
[[nodiscard]] bool has_own_materials(const geo::Plan& plan);
/// Writes the plan's own materials as a file beside the plan and says where.
void write_own_materials(Workspace& workspace);
/// Asks for the file whose figures the source or site gets: the next file that is chosen or dropped.
void ask_for_inputs(Workspace& workspace, const render::PlanThing& thing);
/// Whether the file was one of these: a model, materials, or the figures that were asked for.
bool take_calculation_file(Workspace& workspace, const std::string& path);

}  // namespace app
