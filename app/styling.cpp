#include "app/styling.hpp"

#include "app/layer_picture.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace app {

std::shared_ptr<const geo::Features> loaded_features(const Workspace& w, geo::Id<geo::Layer> id) {
  const auto* linked = w.derived.linked(id);
  return linked && linked->loaded ? linked->loaded->features : nullptr;
}

geo::Style shown_style(const Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.shown_plan()->layers().find(id);
  if (!layer) return {};
  const auto features = loaded_features(w, id);
  return own_style(*w.shown_plan(), *layer, features ? main_kind(*features) : geo::GeometryKind::polygon,
                   w.state.theme);
}

void hold_style(Workspace& w, geo::Id<geo::Layer> id, geo::Style style) {
  if (auto edit = style_edit(w.plan(), id, std::move(style), {}))
    w.hold(*edit);
  else
    w.let_go();
}

void set_style(Workspace& w, geo::Id<geo::Layer> id, geo::Style style, geo::Message what) {
  w.let_go();
  if (auto edit = style_edit(w.plan(), id, std::move(style), std::move(what))) w.edit(std::move(*edit));
}

void style_by(Workspace& w, geo::Id<geo::Layer> id, const std::string& attribute, geo::StyleMode mode) {
  const auto features = loaded_features(w, id);
  const geo::Column* column = features ? features->column(attribute) : nullptr;
  if (column == nullptr) return;
  w.jobs.start("style by", geo::say("Counting values"), [&w, id, features, column, mode](geo::Progress&) {
    auto values = std::make_shared<const ColumnValues>(column_values(*column));
    return [&w, id, features, values, mode] {
      const auto layer = w.has_plan() ? w.plan().layers().find(id) : nullptr;
      if (!layer || loaded_features(w, id) != features) return;
      set_style(w, id, styled_by(shown_style(w, id), *values, mode, main_kind(*features)),
                geo::say("{0} styled by {1}", layer->name, values->name));
    };
  });
}

void choose_mode(Workspace& w, geo::Id<geo::Layer> id, geo::StyleMode mode) {
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  if (mode == geo::StyleMode::role) {
    w.let_go();
    // Labels are no part of the role's drawing: they stay.
    geo::Style style = style_of(*layer, w.plan());
    style.mode = mode;
    const bool has_labels = !style.label_attribute.empty();
    auto edit = has_labels
                    ? style_edit(w.plan(), id, std::move(style), geo::say("{0} drawn as its role says", layer->name))
                    : role_style_edit(w.plan(), id);
    if (edit) w.edit(std::move(*edit));
    return;
  }
  geo::Style style = shown_style(w, id);
  if (mode == geo::StyleMode::single) {
    style.mode = mode;
    return set_style(w, id, std::move(style), geo::say("{0} drawn in one style", layer->name));
  }
  const auto features = loaded_features(w, id);
  if (!features) return;
  const geo::Column* column = features->column(style.attribute);
  const bool fits = column != nullptr && (mode == geo::StyleMode::categories || column->is_number());
  std::string attribute = style.attribute;
  if (!fits) {
    std::vector<ColumnSummary> columns;
    for (const geo::Column& each : features->columns) columns.push_back(column_summary(each));
    attribute = suggested_attribute(columns, mode);
  }
  if (!attribute.empty()) return style_by(w, id, attribute, mode);
  Toast toast;
  toast.kind = ToastKind::warning;
  toast.title = mode == geo::StyleMode::classes ? tr("The layer has no numbers to make classes of")
                                                : tr("The layer has no attributes to tell features apart");
  w.toasts.add(std::move(toast));
}

void copy_look(Workspace& w) {
  if (!w.has_plan()) return;
  w.styling.copied = copied_look(w.plan(), w.selection.layer);
  if (!w.styling.copied) return;
  Toast toast;
  toast.kind = ToastKind::done;
  toast.title = translated(geo::say("Style of {0} copied", w.styling.copied->from));
  toast.line = tr("Select another layer and paste it there.");
  w.toasts.add(std::move(toast));
}

void paste_look(Workspace& w) {
  if (!w.has_plan() || !w.styling.copied) return;
  w.let_go();
  if (auto edit = paste_look_edit(w.plan(), w.selection.layer, *w.styling.copied)) w.edit(std::move(*edit));
}

}  // namespace app
