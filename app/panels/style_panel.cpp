#include "app/panels/style_panel.hpp"

#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/layer_picture.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/sliders.hpp"
#include "app/words.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {
namespace {

void section(std::string_view text) {
  gap(0.35f);
  divider();
  gap(0.25f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), Face::small_strong, at.x, at.y + px(0.55f), colours().text2, text);
  gap(1.1f);
}

template <class Enum>
std::vector<std::string> words_of() {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < geo::EnumText<Enum>::names.size(); ++i) words.push_back(word(static_cast<Enum>(i)));
  return words;
}

/// A slider of a number of the style: held while it is dragged, one edit when it is let go.
void style_slider(Workspace& w, const StyledLayerView& layer, const char* id, std::string_view label,
                  double geo::Style::*member, double low, double high, double step, geo::Message what) {
  geo::Style after = layer.style;
  double value = after.*member;
  const SliderResult slid =
      field_slider(id, label, value, low, high, exact(std::round(value / step) * step) + "\u00A0px");
  if (!slid.moved && !slid.let_go) return;
  after.*member = std::round(value / step) * step;
  if (slid.let_go)
    set_style(w, layer.id, std::move(after), std::move(what));
  else
    hold_style(w, layer.id, std::move(after));
}

void mode_fields(Workspace& w, const StyledLayerView& layer) {
  const auto modes = words_of<geo::StyleMode>();
  if (const auto mode = field_choice("mode", tr("Drawn"), modes, static_cast<int>(layer.style.mode)))
    return choose_mode(w, layer.id, static_cast<geo::StyleMode>(*mode));
  const bool by_values = layer.style.mode == geo::StyleMode::categories || layer.style.mode == geo::StyleMode::classes;
  if (!by_values || layer.columns == nullptr) return;
  std::vector<Choice> choices;
  int chosen = -1;
  for (const ColumnSummary& column : *layer.columns) {
    if (column.name == layer.style.attribute) chosen = static_cast<int>(choices.size());
    const std::string kind = column.is_number ? tr("number") : tr("text");
    const bool many = column.different_count >= most_different_values;
    const std::string count = (many ? "\u2265\u00A0" : "") + number(static_cast<double>(column.different_count), 0);
    choices.push_back({column.name, translated(geo::say("{0}, {1} values", kind, count))});
  }
  if (const auto taken = field_choice("attribute", tr("Attribute"), choices, chosen))
    style_by(w, layer.id, choices[static_cast<std::size_t>(*taken)].text, layer.style.mode);
}

void drawing_fields(Workspace& w, const StyledLayerView& layer) {
  using geo::GeometryKind;
  geo::Style after = layer.style;
  const std::vector<Colour>& recent = w.styling.recent;
  const bool by_values = after.mode == geo::StyleMode::categories || after.mode == geo::StyleMode::classes;
  if (layer.kind != GeometryKind::line && !by_values)
    take_colour(w, layer, after, field_colour("fill", tr("Fill"), after.fill, recent), after.fill);
  after = layer.style;
  if (layer.kind != GeometryKind::line || !by_values) {
    const ColourResult line = field_colour("line", tr("Line"), after.line, recent);
    take_colour(w, layer, after, line, after.line);
  }
  style_slider(w, layer, "width", tr("Line width"), &geo::Style::line_width_px, 0, 12, 0.1,
               geo::say("Line width of {0}", layer.name));
  const auto dashes = words_of<geo::Dash>();
  if (const auto dash = field_choice("dash", tr("Line kind"), dashes, static_cast<int>(layer.style.dash))) {
    after = layer.style;
    after.dash = static_cast<geo::Dash>(*dash);
    return set_style(w, layer.id, std::move(after), geo::say("Line kind of {0}", layer.name));
  }
  if (layer.kind == GeometryKind::point)
    style_slider(w, layer, "radius", tr("Point size"), &geo::Style::point_radius_px, 1, 30, 0.5,
                 geo::say("Point size of {0}", layer.name));
  if (layer.kind != GeometryKind::polygon) return;
  const auto hatches = words_of<geo::Hatch>();
  if (const auto hatch = field_choice("hatch", tr("Hatch"), hatches, static_cast<int>(layer.style.hatch))) {
    after = layer.style;
    after.hatch = static_cast<geo::Hatch>(*hatch);
    set_style(w, layer.id, std::move(after), geo::say("Hatch of {0}", layer.name));
  }
}

/// Labels belong to every mode, also to the role's own drawing.
void label_fields(Workspace& w, const StyledLayerView& layer) {
  const auto plan = w.shown_plan();
  const auto shown = plan->layers().find(layer.id);
  if (!shown) return;
  geo::Style style = style_of(*shown, *plan);
  std::vector<std::string> names{tr("No labels")};
  int chosen = 0;
  if (layer.columns != nullptr)
    for (const ColumnSummary& column : *layer.columns) {
      names.push_back(column.name);
      if (column.name == style.label_attribute) chosen = static_cast<int>(names.size()) - 1;
    }
  if (const auto taken = field_choice("label", tr("Attribute"), names, chosen)) {
    style.label_attribute = *taken == 0 ? std::string() : names[static_cast<std::size_t>(*taken)];
    return set_style(w, layer.id, std::move(style), geo::say("Labels of {0}", layer.name));
  }
  if (style.label_attribute.empty()) return;
  StyledLayerView labelled = layer;
  labelled.style = style;
  style_slider(w, labelled, "label size", tr("Label size"), &geo::Style::label_size_px, 8, 32, 0.1,
               geo::say("Label size of {0}", layer.name));
  double priority = style.label_priority;
  const std::string text = number(std::round(priority), 0);
  const SliderResult slid = field_slider("priority", tr("Priority"), priority, 9, 1, text);
  if (slid.moved || slid.let_go) {
    style.label_priority = static_cast<int>(std::lround(priority));
    if (slid.let_go)
      set_style(w, layer.id, std::move(style), geo::say("Label priority of {0}", layer.name));
    else
      hold_style(w, layer.id, std::move(style));
  }
}

/// "1 : 25 000" typed with or without "1 :"; empty clears the limit.
std::optional<std::optional<double>> scale_box(const char* id, float left, float right, float middle,
                                               const std::optional<double>& limit, const char* hint) {
  const auto typed = text_box(id, left, right, middle, limit ? scale(*limit) : std::string(), hint);
  if (!typed) return std::nullopt;
  std::string digits = *typed;
  if (const std::size_t colon = digits.find(':'); colon != std::string::npos) digits = digits.substr(colon + 1);
  if (digits.find_first_not_of(" \t") == std::string::npos) return std::optional<double>();
  const auto number = typed_number(digits);
  if (!number || *number < 1 || *number > 1e9) return std::nullopt;
  return std::optional<double>(*number);
}

void whole_layer_fields(Workspace& w, geo::Id<geo::Layer> id) {
  const auto shown = w.shown_plan()->layers().find(id);
  const auto kept = w.plan().layers().find(id);
  if (!shown || !kept) return;
  const auto edit_of = [&](const geo::Layer& after, geo::Message what) {
    geo::Edit edit{std::move(what), {}};
    if (after != *kept) edit.set(w.plan(), id, after);
    return edit;
  };
  const auto keep = [&](const geo::Layer& after, geo::Message what) {
    w.let_go();
    w.edit(edit_of(after, std::move(what)));
  };
  geo::Layer after = *shown;
  after.visible = kept->visible;  // a kept view hides layers without changing them
  const SliderResult slid = field_slider("opacity", tr("Opacity"), after.opacity, 0, 1, percent(after.opacity));
  if (slid.let_go) return keep(after, geo::say("Opacity of {0}", kept->name));
  if (slid.moved) w.hold(edit_of(after, {}));
  const auto blends = words_of<geo::Blend>();
  if (const auto blend = field_choice("blend", tr("Blending"), blends, static_cast<int>(after.blend))) {
    after.blend = static_cast<geo::Blend>(*blend);
    return keep(after, geo::say("Blending of {0}", kept->name));
  }
  {
    const FieldLine line = begin_field(tr("Scales"));
    const float right = line.right;
    const float middle_x = std::floor((line.left + right) / 2);
    const auto finest =
        scale_box("finest", line.left, middle_x - px(0.4f), line.middle, after.finest_scale, tr("from 1 : n"));
    draw_text(*ImGui::GetWindowDrawList(), Face::text, middle_x, line.middle, colours().text3, "–", At::centre);
    const auto coarsest =
        scale_box("coarsest", middle_x + px(0.4f), right, line.middle, after.coarsest_scale, tr("to 1 : n"));
    end_field(line);
    if (finest || coarsest) {
      if (finest) after.finest_scale = *finest;
      if (coarsest) after.coarsest_scale = *coarsest;
      // Typed the wrong way round, the two limits are still meant as a range.
      if (after.finest_scale && after.coarsest_scale && *after.finest_scale > *after.coarsest_scale)
        std::swap(after.finest_scale, after.coarsest_scale);
      return keep(after, geo::say("Visible scales of {0}", kept->name));
    }
  }
  const double now = w.camera.scale_number();
  if ((after.finest_scale && now < *after.finest_scale) || (after.coarsest_scale && now > *after.coarsest_scale)) {
    gap(0.2f);
    note(translated(geo::say("Not drawn at the present scale {0}.", scale(now))), NoteKind::plain);
  }
}

void command_row(Workspace& w, std::initializer_list<const char*> ids) {
  const float width = ImGui::GetContentRegionAvail().x;
  for (const char* id : ids) {
    const Command& c = command(id);
    if (button(c.id, tr(c.text), c.icon, ButtonKind::ghost, width, c.enabled(w))) run(c, w);
    tooltip(tr(c.text), shortcut_text(c.shortcut));
  }
}

}  // namespace

void take_colour(Workspace& w, const StyledLayerView& layer, geo::Style after, const ColourResult& result,
                 Colour colour) {
  if (result.done) {
    remember(w.styling.recent, colour);
    set_style(w, layer.id, std::move(after), geo::say("Colour of {0}", layer.name));
  } else if (result.moved) {
    hold_style(w, layer.id, std::move(after));
  }
}

void draw_style_panel(Workspace& w, geo::Id<geo::Layer> id) {
  const auto plan = w.shown_plan();
  const auto shown = plan->layers().find(id);
  if (!shown) return;
  const auto features = loaded_features(w, id);
  const LabelRoom room(6.35f, 0);  // nothing here has a source to be marked
  ImGui::BeginDisabled(!w.can_edit());
  if (features) {
    StyledLayerView layer;
    layer.id = id;
    layer.name = shown->name;
    layer.kind = main_kind(*features);
    layer.style = style_of(*shown, *plan);
    w.styling.facts.want(features, layer.style.mode == geo::StyleMode::role ? std::string() : layer.style.attribute,
                         w.jobs);
    layer.values = w.styling.facts.values();
    layer.columns = w.styling.facts.columns();
    mode_fields(w, layer);
    switch (layer.style.mode) {
      case geo::StyleMode::role: {
        const std::string words =
            translated(geo::say("Drawn as {0} always is. Choose another way to change it.", word(shown->role)));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::Dummy({1, draw_wrapped(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y + px(0.2f),
                                      ImGui::GetContentRegionAvail().x, colours().text2, words) +
                             px(0.3f)});
        break;
      }
      case geo::StyleMode::single: break;
      case geo::StyleMode::categories: draw_category_fields(w, layer); break;
      case geo::StyleMode::classes: draw_class_fields(w, layer); break;
    }
    if (layer.style.mode != geo::StyleMode::role) {
      section(tr("Symbol"));
      drawing_fields(w, layer);
    }
    section(tr("Labels"));
    label_fields(w, layer);
  } else if (shown->kind == geo::LayerKind::vector) {
    note(tr("The style can be changed when the layer has been read."), NoteKind::plain);
  }
  section(tr("Whole layer"));
  whole_layer_fields(w, id);
  gap(0.5f);
  divider();
  gap(0.3f);
  command_row(w, {"layer.copy-style", "layer.paste-style", "layer.role-style"});
  ImGui::EndDisabled();
  // A drag that ended elsewhere (the window lost the pointer) is not kept.
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) w.let_go();
}

}  // namespace app
