#include "layers/flow_catalogue_file.hpp"

#include "layers/toml_entry.hpp"

#include <algorithm>
#include <set>

namespace layers {

namespace {

using geo::say;

constexpr std::size_t largest_file = 4 << 20;

/// "10 02 02" or "17 05 03*".
bool is_waste_code(std::string_view code) {
  if (code.ends_with('*')) code.remove_suffix(1);
  if (code.size() != 8) return false;
  for (std::size_t i = 0; i < code.size(); ++i)
    if (i % 3 == 2 ? code[i] != ' ' : code[i] < '0' || code[i] > '9') return false;
  return true;
}

std::string factor_id(const TomlEntry& entry, std::string_view field, const geo::FactorCatalogue& factors) {
  std::string id = entry.text(field);
  if (!id.empty() && !factors.find(id)) entry.fail(field, say("There is no factor \"{0}\".", id), correct_the_entry());
  return id;
}

}  // namespace

geo::Material material_from(const TomlEntry& entry, const geo::FactorCatalogue& factors) {
  entry.only(
      {"id", "name", "waste_code", "replaced", "saving", "pretreatment", "recycling", "recovery", "landfill", "note"});
  geo::Material material;
  material.id = entry.needed_text("id");
  material.name = entry.local_text("name");
  material.waste_code = entry.text("waste_code");
  if (!material.waste_code.empty() && !is_waste_code(material.waste_code))
    entry.fail("waste_code", say("\"{0}\" is no code of the European List of Waste.", material.waste_code),
               say("Write it as \"10 02 02\", a hazardous one as \"17 05 03*\"."));
  material.replaced = factor_id(entry, "replaced", factors);
  material.saving = factor_id(entry, "saving", factors);
  material.pretreatment = factor_id(entry, "pretreatment", factors);
  material.recycling = factor_id(entry, "recycling", factors);
  material.recovery = factor_id(entry, "recovery", factors);
  material.landfill = factor_id(entry, "landfill", factors);
  material.note = entry.text("note");
  return material;
}

namespace {

/// Throws unless the model is there and has the word among the choices of its input.
void expect_word(const TomlEntry& entry, std::string_view field, const geo::Catalogues& catalogues,
                 const std::string& model_id, const char* input, const std::string& word) {
  const auto model = catalogues.find_model(model_id);
  if (!model) entry.fail(field, say("There is no calculation model \"{0}\".", model_id), correct_the_entry());
  const geo::ModelField* choice = geo::find_field(*model, input);
  if (!choice || std::none_of(choice->choices.begin(), choice->choices.end(),
                              [&](const geo::InputChoice& known) { return known.word == word; }))
    entry.fail(field, say("The model {0} has no {1} \"{2}\".", model_id, input, word), correct_the_entry());
}

geo::Vehicle read_vehicle(const TomlEntry& entry, const geo::Catalogues& catalogues) {
  entry.only(
      {"id", "name", "trips_model", "trips_word", "duty", "full_per_km", "full_per_tonne_km", "tonne_km_word", "note"});
  geo::Vehicle vehicle;
  vehicle.id = entry.needed_text("id");
  vehicle.name = entry.local_text("name");
  vehicle.trips_model = entry.text("trips_model");
  vehicle.trips_word = entry.text("trips_word");
  vehicle.duty = entry.text("duty");
  vehicle.full_per_km = factor_id(entry, "full_per_km", catalogues.factors);
  vehicle.full_per_tonne_km = factor_id(entry, "full_per_tonne_km", catalogues.factors);
  vehicle.tonne_km_word = entry.text("tonne_km_word");
  vehicle.note = entry.text("note");
  if (!vehicle.trips_model.empty())
    expect_word(entry, "trips_word", catalogues, vehicle.trips_model, "vehicle", vehicle.trips_word);
  if (!vehicle.duty.empty()) expect_word(entry, "duty", catalogues, vehicle.trips_model, "duty", vehicle.duty);
  if (!vehicle.tonne_km_word.empty())
    expect_word(entry, "tonne_km_word", catalogues, "transport-tonne-km", "vehicle", vehicle.tonne_km_word);
  if (vehicle.trips_model.empty() && vehicle.tonne_km_word.empty())
    entry.fail("id", say("The vehicle {0} has neither figures per km nor per tonne-km.", vehicle.id),
               correct_the_entry());
  return vehicle;
}

/// Reads the entries one by one; `read` makes one of a TomlEntry.
template <class Entry, class Read>
void read_entries(const std::filesystem::path& file, const char* name, std::vector<Entry>& out,
                  std::vector<geo::Error>& left_out, Read&& read) {
  const toml::table root = parsed_toml(text_of_file(file, largest_file), file.string());
  const TomlEntry whole(root, file.string(), file.filename().string());
  whole.only({name});
  std::set<std::string> ids;
  for (const TomlEntry& entry : whole.entries(name, name)) {
    try {
      Entry one = read(entry);
      if (!ids.insert(one.id).second) entry.fail("id", say("\"{0}\" is there already.", one.id), correct_the_entry());
      out.push_back(std::move(one));
    } catch (const geo::Error& error) {
      left_out.push_back(error);
    }
  }
}

}  // namespace

MaterialsRead read_materials(const std::filesystem::path& file, const geo::FactorCatalogue& factors) {
  MaterialsRead read;
  read_entries(file, "material", read.materials, read.left_out,
               [&](const TomlEntry& entry) { return material_from(entry, factors); });
  return read;
}

VehiclesRead read_vehicles(const std::filesystem::path& file, const geo::Catalogues& catalogues) {
  VehiclesRead read;
  read_entries(file, "vehicle", read.vehicles, read.left_out,
               [&](const TomlEntry& entry) { return read_vehicle(entry, catalogues); });
  return read;
}

}  // namespace layers
