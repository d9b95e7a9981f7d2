#include "app/adoption.hpp"

#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>
#include <vector>

namespace app {
namespace {

struct Counted {
  std::vector<AdoptQuestion::Value> values;
  std::size_t unseen = 0;
};

Counted counted(const geo::Column& column, geo::Progress& progress) {
  std::unordered_map<std::string, std::size_t> counts;
  const std::size_t rows = column.size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 10'000 == 0) progress.advance(static_cast<double>(row) / static_cast<double>(rows));
    ++counts[column.text(row)];
  }
  Counted out;
  out.values.reserve(counts.size());
  for (const auto& [text, count] : counts) out.values.push_back({text, count, true});
  std::sort(out.values.begin(), out.values.end(),
            [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.text < b.text; });
  if (out.values.size() > most_filter_values) {
    out.unseen = out.values.size() - most_filter_values;
    out.values.resize(most_filter_values);
  }
  return out;
}

/// "register.gpkg, facilities": where adopted things say that they come from.
std::string origin_of(const geo::Layer& layer) {
  if (!layer.attribution.empty()) return layer.attribution;
  const std::string file = std::filesystem::path(layer.path).filename().string();
  return layer.sublayer.empty() ? file : file + ", " + layer.sublayer;
}

void start(Workspace& w, std::string name, std::shared_ptr<const geo::Features> features, layers::AdoptRequest request);

/// The edit is made: applied, unless the plan has changed meanwhile and the ids of its new things may be taken.
void take(Workspace& w, const std::string& name, const std::shared_ptr<const geo::Features>& features,
          layers::AdoptRequest request, std::uint64_t revision, geo::Loaded<geo::Edit> adopted) {
  if (!w.has_plan()) return;
  if (w.session().revision() != revision) return start(w, name, features, std::move(request));
  const auto left_out = static_cast<std::size_t>(
      std::count_if(adopted.problems.begin(), adopted.problems.end(),
                    [](const geo::Problem& problem) { return problem.kind == geo::ProblemKind::left_out; }));
  Toast toast;
  toast.kind = left_out > 0 ? ToastKind::warning : ToastKind::done;
  toast.title =
      translated(geo::say("{0} adopted into the plan", number(static_cast<double>(adopted.value.changes.size()), 0)));
  if (!adopted.problems.empty()) {
    toast.line =
        translated(geo::say("{0} left out, {1} in doubt: see the messages.", number(static_cast<double>(left_out), 0),
                            number(static_cast<double>(adopted.problems.size() - left_out), 0)));
    w.found_problems.push_back({translated(geo::say("Adopted from {0}", name)), std::move(adopted.problems)});
  }
  if (!adopted.value.changes.empty()) {
    toast.action_text = tr("Undo");
    toast.action = [&w, after = revision + 1] {
      if (w.session().revision() == after) w.undo();
    };
    const bool had_masses = !geo::years_with_masses(w.plan()).empty();
    w.edit(std::move(adopted.value));
    // What was adopted is seen: the last year that has figures, which a plan is opened on as well. A year that is being
    // looked at stays if it has any.
    const std::vector<int> years = geo::years_with_masses(w.plan());
    if (!years.empty() && !(had_masses && std::binary_search(years.begin(), years.end(), w.state.year)))
      w.set_year(years.back());
  }
  w.toasts.add(std::move(toast));
}

void start(Workspace& w, std::string name, std::shared_ptr<const geo::Features> features,
           layers::AdoptRequest request) {
  const geo::Message what = geo::say("Adopting features of {0}", name);
  w.jobs.start("adopt", what,
               [&w, name = std::move(name), features = std::move(features), request = std::move(request),
                plan = w.session().plan(), revision = w.session().revision()](geo::Progress&) {
                 auto adopted = std::make_shared<geo::Loaded<geo::Edit>>(layers::adopt(*plan, *features, request));
                 return [&w, name, features, request, revision, adopted] {
                   take(w, name, features, request, revision, std::move(*adopted));
                 };
               });
}

}  // namespace

std::size_t AdoptQuestion::chosen_count() const {
  if (filter_column < 0) return features->size();
  std::size_t count = 0;
  for (const Value& value : values)
    if (value.taken) count += value.count;
  return count;
}

bool AdoptQuestion::needs_year() const {
  bool has_mass = false;
  for (const Field& field : fields) {
    if (field.column < 0) continue;
    if (field.field == "year") return false;
    has_mass = has_mass || layers::gas_of_field(field.field);
  }
  return has_mass;
}

layers::AdoptRequest AdoptQuestion::request(const std::string& source) const {
  layers::AdoptRequest out;
  out.role = role;
  out.source = source;
  out.default_year = year;
  const auto column_name = [&](int column) { return features->columns[static_cast<std::size_t>(column)].name; };
  for (const Field& field : fields)
    if (field.column >= 0)
      out.mappings.push_back(
          {field.field, column_name(field.column), layers::gas_of_field(field.field) ? field.unit : std::string()});
  if (filter_column >= 0) {
    out.filter_column = column_name(filter_column);
    for (const Value& value : values)
      if (value.taken) out.filter_values.push_back(value.text);
  }
  return out;
}

void AdoptQuestion::take_role(geo::Role chosen) {
  role = chosen;
  fields.clear();
  for (const std::string& name : layers::adoption_fields(role)) fields.push_back({name, -1, "t"});
  if (fields.empty()) return;
  for (const layers::FieldMapping& mapping : layers::suggested_mappings(*features, role)) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.field == mapping.field; });
    if (field == fields.end()) continue;
    for (std::size_t i = 0; i < features->columns.size(); ++i)
      if (features->columns[i].name == mapping.column) field->column = static_cast<int>(i);
    field->unit = mapping.unit.empty() ? layers::mass_unit_of_column(mapping.column) : mapping.unit;
  }
}

void ask_adoption(Workspace& w, geo::Id<geo::Layer> id) {
  if (!w.has_plan()) return;
  const auto layer = w.plan().layers().find(id);
  const auto* linked = w.derived.linked(id);
  if (!layer || !linked || !linked->loaded || !linked->loaded->features) return;
  AdoptQuestion question;
  question.layer = id;
  question.features = linked->loaded->features;
  question.year = w.state.year;
  // A role whose features stay in their layer is no answer; the background's things become surroundings.
  question.take_role(layers::adoption_fields(layer->role).empty() ? geo::Role::background : layer->role);
  w.adopt_question = std::move(question);
  w.overlay = Overlay::adopt;
}

void choose_filter(Workspace& w, int column) {
  if (!w.adopt_question) return;
  AdoptQuestion& question = *w.adopt_question;
  w.jobs.cancel_topic("adopt values");
  question.filter_column = column;
  question.values.clear();
  question.values_unseen = 0;
  question.counting = column >= 0;
  if (column < 0) return;
  const auto index = static_cast<std::size_t>(column);
  w.jobs.start("adopt values", geo::say("Counting values of {0}", question.features->columns[index].name),
               [&w, features = question.features, index](geo::Progress& progress) {
                 auto found = std::make_shared<Counted>(counted(features->columns[index], progress));
                 return [&w, features, index, found] {
                   if (!w.adopt_question || w.adopt_question->features != features ||
                       w.adopt_question->filter_column != static_cast<int>(index))
                     return;
                   w.adopt_question->values = std::move(found->values);
                   w.adopt_question->values_unseen = found->unseen;
                   w.adopt_question->counting = false;
                 };
               });
}

void adopt(Workspace& w) {
  if (!w.adopt_question || !w.can_edit()) return;
  const auto layer = w.plan().layers().find(w.adopt_question->layer);
  const AdoptQuestion question = std::move(*w.adopt_question);
  w.adopt_question.reset();
  if (w.overlay == Overlay::adopt) w.overlay = Overlay::none;
  if (!layer) return;
  start(w, layer->name, question.features, question.request(origin_of(*layer)));
}

}  // namespace app
