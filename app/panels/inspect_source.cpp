// An emission source: its masses by year and gas.
#include "app/calculation_files.hpp"
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/imgui_canvas.hpp"
#include "app/model_edit.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/model_form.hpp"
#include "app/source_chart.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {

namespace {

/// The model's years as a line beside what was given.
void draw_source_chart(const Workspace& w, const geo::SourceLedger& ledger) {
  geo::YearlySeries modelled;
  for (const geo::LedgerRow& row : ledger.rows)
    if (row.modelled && row.key.line == geo::ResultLine::inventory && row.key.basis != geo::ResultBasis::market)
      modelled.push_back({row.year, row.key.gas, row.mass_t, row.method});
  if (modelled.empty()) return;
  const SourceChart chart =
      source_chart(ledger.source->sector, ledger.source->series, modelled, w.plan().info().gwp_set, w.state.year);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const double u = px(1);
  ImGuiCanvas canvas(*ImGui::GetWindowDrawList());
  const double legend = render::draw_chart_legend(canvas, chart.legend, at.x, at.y + px(0.3f), width, u, w.state.theme);
  const float top = at.y + px(0.5f) + static_cast<float>(legend);
  const float height = px(9);
  render::draw_series_chart(canvas, chart.chart, at.x, top, width, height, u, w.state.theme);
  ImGui::Dummy({width, top + height - at.y});
}

/// One of the plan's things, or none.
template <class T>
std::optional<geo::Id<T>> thing_choice(const char* id, const char* label, const geo::Table<T>& things,
                                       geo::Id<T> chosen, const char* none) {
  std::vector<std::string> names{none};
  std::vector<geo::Id<T>> ids{{}};
  int index = 0;
  for (const auto& thing : things) {
    if (thing.id == chosen) index = static_cast<int>(ids.size());
    names.push_back(thing->name);
    ids.push_back(thing.id);
  }
  if (ids.size() == 1) return std::nullopt;
  const auto picked = field_choice(id, label, names, index);
  return picked ? std::optional(ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

/// The calculation of a source: which, its inputs, its years, what of it counts.
void model_section(Workspace& w, geo::Id<geo::EmissionSource> id, const geo::EmissionSource& source,
                   const geo::SourceLedger* ledger) {
  const std::vector<std::string> sectors = [] {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < geo::EnumText<geo::Sector>::names.size(); ++i)
      words.push_back(word(static_cast<geo::Sector>(i)));
    return words;
  }();
  if (const auto sector = field_choice("sector", tr("Sector"), sectors, static_cast<int>(source.sector)))
    return change(w, id, geo::say("Sector of {0}", source.name),
                  [&](geo::EmissionSource& after) { after.sector = static_cast<geo::Sector>(*sector); });
  const auto models = source_models(*w.catalogues(), source.sector, language());
  if (const auto model = model_choice(models, source.model, tr("given figures")))
    return change(w, id, geo::say("Calculation of {0}", source.name), [&](geo::EmissionSource& after) {
      after.model = *model;
      after.inputs.clear();
      const auto found = w.catalogues()->find_model(*model);
      if (found) after.sector = found->sector;
    });
  if (source.model.empty()) return;
  const auto model = w.catalogues()->find_model(source.model);
  if (model) {
    paragraph(model->documentation.in(language()));
    if (auto inputs = model_fields(w, *model, source.inputs))
      return change(w, id, geo::say("Figures of {0}", source.name),
                    [&](geo::EmissionSource& after) { after.inputs = std::move(*inputs); });
    const float half = (ImGui::GetContentRegionAvail().x - px(0.5f)) / 2;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    if (button("read inputs", tr("Read a CSV"), icon::file_import, ButtonKind::normal, half, w.can_edit()))
      ask_for_inputs(w, id);
    tooltip(tr("Figures by year from a file: a column year, and one for each figure."));
    ImGui::SetCursorScreenPos({corner.x + half + px(0.5f), corner.y});
    if (button("write model", tr("Write a file"), icon::file_export, ButtonKind::normal, half))
      write_calculation(w, id);
    tooltip(tr("The calculation with its choices and defaults, for another partner or hub."));
    if (!model->driver.empty())
      if (const auto scale = field_number("scale", tr("Times"), source.scale, 3, 0, 1e9))
        return change(w, id, geo::say("Scale of {0}", source.name),
                      [&](geo::EmissionSource& after) { after.scale = *scale; });
  }
  if (!source.series.empty()) {
    const std::vector<std::string> counted{tr("the given figures"), tr("the model"), tr("both")};
    if (const auto choice = field_choice("counted", tr("What counts"), counted, static_cast<int>(source.counted)))
      return change(w, id, geo::say("What counts of {0}", source.name),
                    [&](geo::EmissionSource& after) { after.counted = static_cast<geo::CountedSeries>(*choice); });
  }
  if (const auto supplier =
          thing_choice("supplier", tr("Bought from"), w.plan().partners(), source.supplier, tr("outside the area")))
    return change(w, id, geo::say("Supplier of {0}", source.name),
                  [&](geo::EmissionSource& after) { after.supplier = *supplier; });
  if (ledger)
    for (const geo::LedgerRemark& remark : ledger->remarks) {
      const std::string years = remark.first_year == remark.last_year
                                    ? year_text(remark.first_year)
                                    : year_text(remark.first_year) + "–" + year_text(remark.last_year);
      note(years + ": " + translated(remark.what), NoteKind::warn);
      gap(0.2f);
    }
}

/// Whose the source is: what a copy of it is given to.
void owner_section(Workspace& w, geo::Id<geo::EmissionSource> id, const geo::EmissionSource& source) {
  if (const auto partner =
          thing_choice("partner", tr("Partner"), w.plan().partners(), source.partner, tr("No partner")))
    return change(w, id, geo::say("Partner of {0}", source.name),
                  [&](geo::EmissionSource& after) { after.partner = *partner; });
  if (const auto area =
          thing_choice("area", tr("Area"), w.plan().business_areas(), source.business_area, tr("No area")))
    change(w, id, geo::say("Area of {0}", source.name),
           [&](geo::EmissionSource& after) { after.business_area = *area; });
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::EmissionSource> id) {
  const auto source = w.plan().emission_sources().find(id);
  if (!source) return;
  const Tokens& c = colours();
  const Colour sector = render::sector_colour(source->sector, w.state.theme);
  const char32_t icons[] = {icon::landfill, icon::flash,  icon::factory, icon::recycle, icon::truck,
                            icon::flash,    icon::domain, icon::water,   icon::factory};
  if (inspector_head(icons[static_cast<std::size_t>(source->sector)], sector, c.sunken, source->name,
                     word(geo::Role::emission_source) + ", " + word(source->sector), tr("Close")))
    return w.select({});
  begin_page();
  const geo::GwpSet gwp = w.plan().info().gwp_set;
  const auto mass = geo::source_co2e_t(*w.figures()->counted->emission_sources().find(id), w.state.year, gwp);
  FigureCard card;
  card.label =
      translated(geo::say("Emission {0}, GWP100 {1}", year_text(w.state.year), std::string(geo::text_of(gwp))));
  const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
  card.figure = quantity.figure;
  card.unit = quantity.unit;
  if (!mass) card.aside = tr("no figure for the year");
  const geo::SourceLedger* of_source = w.figures()->ledger.find(id);
  const bool doubtful =
      of_source && std::any_of(of_source->rows.begin(), of_source->rows.end(), [&](const geo::LedgerRow& row) {
        return row.year == w.state.year && row.counted && row.to_be_confirmed;
      });
  card.mark = doubtful ? icon::alert : icon::function;
  card.mark_text = doubtful ? tr("Has factors to be confirmed") : tr("Sum of the gases' masses times their GWP100");
  card.colour = sector;
  figure_card("emission", card);
  const geo::FigureName name{geo::FigureKind::source, w.state.year, id.value};
  if (mass) figure_link(w, "figure", name, *mass, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  gap(0.3f);
  if (button("explain", tr("How it was worked out"), icon::function, ButtonKind::ghost)) open_figure(w, name);
  const geo::SourceLedger* ledger = w.figures()->ledger.find(id);
  if (ledger && !source->model.empty()) draw_source_chart(w, *ledger);
  gap(0.4f);
  for (const geo::YearlyMass& row : source->series) {
    if (row.year != w.state.year) continue;
    const bool by_hand = row.method == geo::MassMethod::entered;
    field_fixed(word(row.gas),
                number(row.mass_t, row.mass_t < 100      ? 2
                                   : row.mass_t < 10'000 ? 1
                                                         : 0),
                tr("t"), by_hand ? SourceMark::entered : SourceMark::data, word(row.method));
  }
  model_section(w, id, *source, ledger);
  owner_section(w, id, *source);
  if (!source->series.empty())
    field_fixed(tr("Years"), year_text(source->series.front().year) + "–" + year_text(source->series.back().year));
  if (source->geometry.empty()) {
    gap(0.2f);
    note(tr("The source has no place, so the heatmap does not show it."), NoteKind::warn);
  }
  provenance(source->provenance);
  paragraph(source->note);
  end_page();
  if (source->geometry.empty())
    zoom_and_delete(w);
  else
    outline_and_delete(w);
}

}  // namespace app
