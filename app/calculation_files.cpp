#include "app/calculation_files.hpp"

#include "app/map_files.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"
#include "geo/unit.hpp"
#include "layers/input_file.hpp"
#include "layers/model_file.hpp"
#include "layers/own_materials.hpp"

#include <algorithm>
#include <utility>

namespace app {

namespace {

namespace fs = std::filesystem;

template <class T>
geo::Edit inputs_edit(const geo::Plan& plan, geo::Id<T> id, const fs::path& file, const geo::Catalogues& catalogues) {
  const auto thing = plan.table<T>().find(id);
  const auto model = thing ? catalogues.find_model(thing->model) : nullptr;
  if (!model)
    throw geo::Error(file.string(), geo::say("{0} has no calculation that takes figures.", thing ? thing->name : ""),
                     geo::say("Choose its calculation first."));
  T after = *thing;
  after.inputs = layers::with_read_inputs(std::move(after.inputs), layers::read_model_inputs(file, *model));
  geo::Edit edit;
  edit.what = geo::say("Figures of {0} from {1}", thing->name, file.filename().string());
  edit.set(plan, id, std::move(after));
  return edit;
}

geo::Edit inputs_edit_of(const Workspace& w, const render::PlanThing& thing, const std::string& path) {
  if (const auto* source = std::get_if<geo::Id<geo::EmissionSource>>(&thing))
    return input_file_edit(w.plan(), *source, path, *w.catalogues());
  if (const auto* site = std::get_if<geo::Id<geo::SinkSite>>(&thing))
    return input_file_edit(w.plan(), *site, path, *w.catalogues());
  throw geo::Error(path, geo::say("{0} has no calculation that takes figures.", ""),
                   geo::say("Choose its calculation first."));
}

}  // namespace

std::string own_id(std::string_view name) {
  std::string id = "own";
  bool gap = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (c == '\xC3' && i + 1 < name.size()) {
      const char second = name[++i];
      constexpr std::string_view a = "\xA4\x84\xA5\x85", o = "\xB6\x96";  // ä Ä å Å, ö Ö
      c = a.find(second) != std::string_view::npos ? 'a' : o.find(second) != std::string_view::npos ? 'o' : '-';
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
      gap = true;
      continue;
    }
    if (std::exchange(gap, false)) id += '-';
    id += c;
  }
  return id;
}

geo::Edit model_file_edit(const geo::Plan& plan, const fs::path& file, const geo::FactorCatalogue& factors) {
  const geo::CalculationModel model = layers::read_model(file);
  if (auto faults = geo::model_faults(model, factors); !faults.empty())
    throw geo::Error(file.string(), std::move(faults.front()), geo::say("Correct it in the file and read it again."));
  geo::PlanModel own{model.id, layers::model_text(model), {file.filename().string(), false}};
  geo::Edit edit;
  edit.what = geo::say("Calculation {0} taken from a file", model.name.in(language()));
  for (const auto& row : plan.models())
    if (row->model_id == model.id) {
      edit.set(plan, row.id, std::move(own));
      return edit;
    }
  edit.add(plan, std::move(own));
  return edit;
}

geo::Edit material_file_edit(const geo::Plan& plan, const fs::path& file, const geo::FactorCatalogue& factors) {
  const layers::OwnMaterials own = layers::read_own_materials(file, factors);
  geo::Edit edit;
  edit.what = own.materials.size() == 1
                  ? geo::say("Material {0} taken from a file", own.materials.front().name.in(language()))
                  : geo::say("{0} materials taken from a file", std::to_string(own.materials.size()));
  for (const geo::Material& material : own.materials) {
    geo::PlanModel row = layers::plan_row(material, own.factors, {file.filename().string(), false});
    const auto before =
        std::ranges::find_if(plan.models(), [&](const auto& known) { return known->model_id == row.model_id; });
    if (before == plan.models().end())
      edit.add(plan, std::move(row));
    else
      edit.set(plan, before->id, std::move(row));
  }
  return edit;
}

geo::Edit own_file_edit(const geo::Plan& plan, const fs::path& file, const geo::FactorCatalogue& factors) {
  return layers::is_material_file(file) ? material_file_edit(plan, file, factors)
                                        : model_file_edit(plan, file, factors);
}

geo::Edit input_file_edit(const geo::Plan& plan, geo::Id<geo::EmissionSource> id, const fs::path& file,
                          const geo::Catalogues& catalogues) {
  return inputs_edit(plan, id, file, catalogues);
}

geo::Edit input_file_edit(const geo::Plan& plan, geo::Id<geo::SinkSite> id, const fs::path& file,
                          const geo::Catalogues& catalogues) {
  return inputs_edit(plan, id, file, catalogues);
}

geo::CalculationModel own_model(std::string_view name, const geo::CalculationModel& model,
                                const std::vector<geo::ModelInput>& inputs) {
  geo::CalculationModel own = model;
  own.id = own_id(name);
  own.name = {std::string(name), {}, {}};
  for (geo::ModelField& field : own.fields) {
    const geo::ModelInput* given = geo::find_input(inputs, field.name);
    if (!given) continue;
    if (field.is_choice()) {
      if (!given->choice.empty()) field.default_choice = given->choice;
      continue;
    }
    if (given->uncertainty_pct) field.uncertainty_pct = given->uncertainty_pct;
    if (!given->value) continue;
    field.default_factor.clear();
    field.default_value = *given->value;
    if (!given->unit.empty() && given->unit != field.unit)
      *field.default_value *= geo::needed_conversion(geo::unit_from_text(given->unit), geo::unit_from_text(field.unit));
  }
  return own;
}

void write_calculation(Workspace& w, geo::Id<geo::EmissionSource> id) {
  const auto source = w.plan().emission_sources().find(id);
  const auto model = source ? w.catalogues()->find_model(source->model) : nullptr;
  if (!model) return;
  w.jobs.start(
      {}, geo::say("Writing {0}", "TOML"),
      [&w, own = own_model(source->name, *model, source->inputs), plan_file = w.session().path()](geo::Progress&) {
        const fs::path out = free_path_beside(plan_file, " " + own.id + ".toml");
        layers::write_model(own, out);
        return [&w, out] {
          Toast toast;
          toast.kind = ToastKind::done;
          toast.title = translated(geo::say("{0} is written", out.filename().string()));
          toast.line = tr("Drop it on another plan to calculate with it there.");
          w.toasts.add(std::move(toast));
        };
      });
}

bool has_own_materials(const geo::Plan& plan) {
  return std::ranges::any_of(plan.models(), [](const auto& row) { return layers::is_material(*row); });
}

void write_own_materials(Workspace& w) {
  std::vector<geo::Error> left_out;
  layers::OwnMaterials own = layers::own_materials(w.plan(), w.catalogues()->factors, left_out);
  for (const geo::Error& error : left_out) w.toasts.add(error);
  if (own.materials.empty()) return;
  w.jobs.start({}, geo::say("Writing {0}", "TOML"),
               [&w, own = std::move(own), plan_file = w.session().path()](geo::Progress&) {
                 const fs::path out = free_path_beside(plan_file, " materials.toml");
                 layers::write_own_materials(own, out);
                 return [&w, out] {
                   Toast toast;
                   toast.kind = ToastKind::done;
                   toast.title = translated(geo::say("{0} is written", out.filename().string()));
                   toast.line = tr("Drop it on another plan to use the materials there.");
                   w.toasts.add(std::move(toast));
                 };
               });
}

void ask_for_inputs(Workspace& w, const render::PlanThing& thing) {
  w.inputs_wanted_of = thing;
  w.overlay = Overlay::files;
}

bool take_calculation_file(Workspace& w, const std::string& path) {
  if (!w.has_plan()) return false;
  const bool is_inputs = !std::holds_alternative<std::monostate>(w.inputs_wanted_of);
  const bool is_model = fs::path(path).extension() == ".toml";
  if (!is_inputs && !is_model) return false;
  const render::PlanThing thing = std::exchange(w.inputs_wanted_of, {});
  try {
    w.edit(is_model ? own_file_edit(w.plan(), path, w.catalogues()->factors) : inputs_edit_of(w, thing, path));
  } catch (const geo::Error& error) {
    w.toasts.add(error);
  }
  return true;
}

}  // namespace app
