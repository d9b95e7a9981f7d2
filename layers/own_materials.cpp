#include "layers/own_materials.hpp"

#include "geo/unit.hpp"
#include "layers/factor_entry.hpp"
#include "layers/factor_file.hpp"
#include "layers/flow_catalogue_file.hpp"
#include "layers/toml_entry.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace layers {

namespace {

using geo::say;

constexpr std::size_t largest_file = 4 << 20;
constexpr std::string_view own_factor = "own.";
constexpr std::string_view row_id_start = "material/";

/// Which factors a material can name, and under which word.
using NamedFactor = std::pair<const char*, std::string geo::Material::*>;
constexpr std::array named_factors{
    NamedFactor{"replaced", &geo::Material::replaced},         NamedFactor{"saving", &geo::Material::saving},
    NamedFactor{"pretreatment", &geo::Material::pretreatment}, NamedFactor{"recycling", &geo::Material::recycling},
    NamedFactor{"recovery", &geo::Material::recovery},         NamedFactor{"landfill", &geo::Material::landfill}};

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 80 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

geo::Factor own_factor_from(const TomlEntry& entry) {
  geo::Factor factor = factor_from(entry);
  if (!factor.id.starts_with(own_factor))
    entry.fail("id", say("The factor {0} is a hub's own, but its id does not begin with \"own.\".", factor.id),
               correct_the_entry());
  if (!geo::conversion(geo::unit_from_text(factor.unit), geo::unit_from_text("t/t")))
    entry.fail("unit", say("The factor {0} is in {1}, which is not mass per mass.", factor.id, factor.unit),
               say("Write it in kg/kg, kg/t or t/t."));
  return factor;
}

bool names(const geo::Material& material, const std::string& factor) {
  return std::ranges::any_of(named_factors, [&](const NamedFactor& n) { return material.*n.second == factor; });
}

std::string material_text(const geo::Material& material) {
  std::string text = "[[material]]\nid = " + quoted_toml(material.id) + "\nname = " + toml_of(material.name) + "\n";
  const auto add = [&](const char* word, const std::string& value) {
    if (!value.empty()) text += std::string(word) + " = " + quoted_toml(value) + "\n";
  };
  add("waste_code", material.waste_code);
  for (const auto& [word, member] : named_factors) add(word, material.*member);
  add("note", material.note);
  return text;
}

}  // namespace

bool is_material_file(const std::filesystem::path& file) {
  try {
    return parsed_toml(text_of_file(file, largest_file), file.string()).contains("material");
  } catch (const geo::Error&) {
    return false;
  }
}

OwnMaterials own_materials_from_text(std::string_view text, const std::string& name,
                                     const geo::FactorCatalogue& known) {
  const toml::table root = parsed_toml(text, name);
  const TomlEntry whole(root, name, name);
  whole.only({"factor", "material"});
  OwnMaterials own;
  geo::FactorCatalogue factors = known;
  if (whole.has("factor"))
    for (const TomlEntry& entry : whole.entries("factor", "factor")) {
      geo::Factor factor = own_factor_from(entry);
      // Known already: the file is taken again.
      const bool twice = std::ranges::any_of(own.factors, [&](const geo::Factor& f) { return f.id == factor.id; });
      if (twice) entry.fail("id", say("\"{0}\" is there already.", factor.id), correct_the_entry());
      if (!factors.find(factor.id)) factors.add(factor);
      own.factors.push_back(std::move(factor));
    }
  for (const TomlEntry& entry : whole.entries("material", "material")) {
    geo::Material material = material_from(entry, factors);
    if (!is_id(material.id))
      entry.fail("id", say("The material id {0} has other marks than small letters, digits, - and .", material.id),
                 correct_the_entry());
    if (material.name.en.empty())
      entry.fail("name", say("The material {0} has no name in English.", material.id), correct_the_entry());
    if (geo::find_material(own.materials, material.id))
      entry.fail("id", say("\"{0}\" is there already.", material.id), correct_the_entry());
    own.materials.push_back(std::move(material));
  }
  return own;
}

OwnMaterials read_own_materials(const std::filesystem::path& file, const geo::FactorCatalogue& known) {
  return own_materials_from_text(text_of_file(file, largest_file), file.string(), known);
}

std::string own_materials_text(const OwnMaterials& own) {
  std::string text;
  for (const geo::Factor& factor : own.factors) text += factor_text(factor) + "\n";
  for (const geo::Material& material : own.materials) text += material_text(material) + "\n";
  return text;
}

void write_own_materials(const OwnMaterials& own, const std::filesystem::path& file) {
  if (std::filesystem::exists(file))
    throw geo::Error(file.string(), say("The file is there already."), say("Choose another name."));
  std::ofstream stream(file, std::ios::binary);
  stream << own_materials_text(own);
  stream.close();
  if (!stream)
    throw geo::Error(file.string(), say("The file can not be written."), say("Check the folder and its rights."));
}

geo::PlanModel plan_row(const geo::Material& material, const std::vector<geo::Factor>& factors,
                        geo::Provenance provenance) {
  OwnMaterials one{{material}, {}};
  std::ranges::copy_if(factors, std::back_inserter(one.factors),
                       [&](const geo::Factor& factor) { return names(material, factor.id); });
  return {std::string(row_id_start) + material.id, own_materials_text(one), std::move(provenance)};
}

bool is_material(const geo::PlanModel& row) {
  return row.model_id.starts_with(row_id_start);
}

OwnMaterials own_materials(const geo::Plan& plan, const geo::FactorCatalogue& known,
                           std::vector<geo::Error>& left_out) {
  OwnMaterials all;
  for (const auto& row : plan.models()) {
    if (!is_material(*row)) continue;
    try {
      OwnMaterials one = own_materials_from_text(row->definition, row->model_id, known);
      for (geo::Material& material : one.materials)
        if (!geo::find_material(all.materials, material.id)) all.materials.push_back(std::move(material));
      for (geo::Factor& factor : one.factors)
        if (std::ranges::none_of(all.factors, [&](const geo::Factor& f) { return f.id == factor.id; }))
          all.factors.push_back(std::move(factor));
    } catch (const geo::Error& error) {
      left_out.push_back(error);
    }
  }
  return all;
}

}  // namespace layers
