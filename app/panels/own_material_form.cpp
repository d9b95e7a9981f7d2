#include "app/panels/own_material_form.hpp"

#include "app/calculation_files.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/flow_fields.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "layers/own_materials.hpp"

#include <imgui/imgui.h>

#include <utility>
#include <vector>

namespace app {

namespace {

/// Which factor of a material each figure of the form becomes: its word in the factor's id and name.
struct FormFigure {
  const char* word;
  const char* english;
  std::string geo::Material::*member;
};
constexpr std::array<FormFigure, 4> form_figures{
    FormFigure{"replaced", "making of what it replaces", &geo::Material::replaced},
    FormFigure{"recycling", "recycling", &geo::Material::recycling},
    FormFigure{"recovery", "energy recovery", &geo::Material::recovery},
    FormFigure{"landfill", "landfill", &geo::Material::landfill}};

std::string free_id(const geo::Catalogues& catalogues, const std::string& name) {
  const std::string start = own_id(name);
  std::string id = start;
  for (int n = 2; geo::find_material(catalogues.materials, id); ++n) id = start + "-" + std::to_string(n);
  return id;
}

geo::Factor factor_of(const std::string& id, const std::string& name, const FormFigure& what,
                      const TypedMaterial::Figure& figure, const std::string& source, int source_year) {
  geo::Factor factor;
  factor.id = "own." + id + "." + what.word;
  factor.name = {name + ": " + what.english, {}, {}};
  factor.gas = geo::Gas::co2e;
  factor.unit = "t/t";
  const double value = *figure.value;
  factor.constant = {0, value, figure.low.value_or(value), figure.high.value_or(value)};
  if (factor.constant.low < factor.constant.high) factor.shape = geo::DistributionShape::triangular;
  factor.interval = figure.low || figure.high ? "as entered" : "none given";
  factor.source = source;
  factor.source_year = source_year;
  factor.status = geo::FactorStatus::to_be_confirmed;  // until somebody else has looked at it
  factor.note = "entered in the plan";
  return factor;
}

/// One figure with its range on one line.
void figure_row(Workspace& w, const char* id, const char* label, TypedMaterial::Figure& figure) {
  label_line(id, label, tr("t CO₂e per tonne: value, at least, at most. What is not known stays empty."));
  ImGui::PushID(id);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string unit = "t\u00A0CO₂e/t";
  const float space = px(0.4f), unit_room = text_width(Face::small, unit) + space;
  const float box = std::floor((ImGui::GetContentRegionAvail().x - unit_room - 2 * space) / 3), middle = at.y + px(1);
  const std::array<std::pair<const char*, std::optional<double>*>, 3> boxes{
      std::pair{"value", &figure.value}, {"low", &figure.low}, {"high", &figure.high}};
  const std::array hints{tr("value"), tr("at least"), tr("at most")};
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto& [name, number] = boxes[i];
    const float left = at.x + static_cast<float>(i) * (box + space);
    note_place(std::string(label) + " " + name, {left, at.y}, {left + box, at.y + px(2)});
    const auto typed = text_box(name, left, left + box, middle, *number ? exact(**number) : std::string(), hints[i]);
    if (!typed) continue;
    const auto value = typed_number(*typed);
    if (typed->find_first_not_of(' ') == std::string::npos)
      number->reset();
    else if (value && *value >= -1e4 && *value <= 1e4)
      *number = value;
    else
      refuse(w, label, geo::say("\"{0}\" is not a number between −10 000 and 10 000.", *typed));
  }
  draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x + 3 * (box + space), middle, colours().text3, unit);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({1, px(2)});
  ImGui::PopID();
}

void form_fields(Workspace& w, TypedMaterial& typed) {
  const LabelRoom room(8);
  const auto text = [](const char* id, const char* label, std::string& value) {
    if (auto taken = field_text(id, label, value, SourceMark::none)) value = *taken;
  };
  text("fi", tr("Name in Finnish"), typed.name_fi);
  text("en", tr("Name in English"), typed.name_en);
  text("sv", tr("Name in Swedish"), typed.name_sv);
  text("code", tr("Waste code"), typed.waste_code);
  paragraph(tr("European List of Waste, as 10 02 02; a hazardous one ends with *. A product has none."));
  gap(0.3f);
  const std::array labels{tr("Making of what it replaces"), tr("Emission of recycling"),
                          tr("Emission of energy recovery"), tr("Emission of landfill")};
  for (std::size_t i = 0; i < labels.size(); ++i) figure_row(w, form_figures[i].word, labels[i], typed.figures[i]);
  text("source", tr("Source"), typed.source);
}

}  // namespace

geo::Edit material_edit(const geo::Plan& plan, const geo::Catalogues& catalogues, const TypedMaterial& typed,
                        int source_year, std::string& id) {
  geo::Material material;
  material.name = {typed.name_en.empty() ? typed.name_fi : typed.name_en, typed.name_fi, typed.name_sv};
  const std::string subject = tr("New material");
  if (material.name.en.empty())
    throw geo::Error(subject, geo::say("The material has no name."), geo::say("Give it one in Finnish or English."));
  material.id = free_id(catalogues, material.name.en);
  material.waste_code = typed.waste_code;
  std::vector<geo::Factor> factors;
  for (std::size_t i = 0; i < form_figures.size(); ++i) {
    const TypedMaterial::Figure& figure = typed.figures[i];
    if (!figure.value && (figure.low || figure.high))
      throw geo::Error(subject, geo::say("A range is given without its value."), geo::say("Give the value too."));
    if (!figure.value) continue;
    if (typed.source.empty())
      throw geo::Error(subject, geo::say("The figures have no source."), geo::say("Say where they come from."));
    factors.push_back(factor_of(material.id, material.name.en, form_figures[i], figure, typed.source, source_year));
    material.*form_figures[i].member = factors.back().id;
  }
  geo::PlanModel row = layers::plan_row(material, factors, {typed.source, false});
  // What a file would be refused for is refused here.
  (void)layers::own_materials_from_text(row.definition, subject, catalogues.factors);
  id = material.id;
  geo::Edit edit;
  edit.what = geo::say("Material {0} added", material.name.in(language()));
  edit.add(plan, std::move(row));
  return edit;
}

std::optional<std::string> new_material_button(Workspace& w) {
  static TypedMaterial typed;
  ImGui::PushID("new material");
  if (button("open", tr("New material"), icon::plus, ButtonKind::ghost, 0, w.can_edit())) {
    typed = {};
    ImGui::OpenPopup("form");
  }
  std::optional<std::string> added;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(px(25), screen.x - 16);
  ImGui::SetNextWindowSize({width, 0});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, screen.y - 16});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.75f), px(0.75f)});
  if (ImGui::BeginPopup("form")) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::title, at.x, at.y + px(0.6f), colours().text, tr("New material"));
    ImGui::Dummy({1, px(1.5f)});
    form_fields(w, typed);
    gap(0.5f);
    if (button("add", tr("Add to the plan"), icon::check, ButtonKind::primary)) {
      try {
        std::string id;
        w.edit(material_edit(w.plan(), *w.catalogues(), typed, w.state.year, id));
        added = id;
        ImGui::CloseCurrentPopup();
      } catch (const geo::Error& error) {
        refuse(w, tr("New material"), error.reason());
      }
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  return added;
}

}  // namespace app
