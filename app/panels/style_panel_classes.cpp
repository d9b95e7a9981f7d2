#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/style_panel.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/histogram.hpp"
#include "app/widgets/ramp_field.hpp"
#include "app/words.hpp"
#include "render/theme.hpp"

#include <imgui/imgui.h>

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t bin_count = 40;
constexpr int most_classes = 12;

std::vector<Colour> class_colours(const geo::Style& style, std::size_t count) {
  auto classes = render::ramp_classes(style.ramp, look().kind, static_cast<int>(count));
  if (style.ramp_reversed) std::reverse(classes.begin(), classes.end());
  return classes;
}

/// Fewer, the number, more.
std::optional<int> field_stepper(const char* id, std::string_view label, int value, int low, int high) {
  const FieldLine line = begin_field(label);
  ImGui::PushID(id);
  std::optional<int> taken;
  const float y = line.middle - px(0.9f);
  ImGui::SetCursorScreenPos({line.left, y});
  if (icon_button("fewer", icon::minus, tr("Fewer"), {}, false, value > low)) taken = value - 1;
  draw_text(*ImGui::GetWindowDrawList(), Face::text_medium, line.left + px(3), line.middle, colours().text,
            number(value, 0), At::centre);
  ImGui::SetCursorScreenPos({line.left + px(4.2f), y});
  if (icon_button("more", icon::plus, tr("More"), {}, false, value < high)) taken = value + 1;
  ImGui::PopID();
  end_field(line);
  return taken;
}

/// One row per class: colour, lower limit as a field, count.
void class_rows(Workspace& w, const StyledLayerView& layer, const std::vector<double>& breaks) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<Colour> ramp = class_colours(layer.style, breaks.size() + 1);
  std::vector<std::size_t> counts;
  if (layer.values != nullptr) counts = class_counts(layer.values->sorted, breaks);
  const float width = ImGui::GetContentRegionAvail().x;
  const float row = px(1.75f);
  const auto line_of = [&](Colour colour, const std::string& count) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_colour(list, {at.x, at.y + px(0.46f)}, {at.x + px(1.18f), at.y + px(1.28f)}, colour, 2);
    draw_text(list, Face::small, at.x + width, at.y + row / 2, c.text3, count, At::right);
    return at;
  };
  // From the highest class down, as a legend of amounts is read on a map sheet; the limits ascend upwards.
  for (std::size_t k = 0; k < ramp.size(); ++k) {
    ImGui::PushID(static_cast<int>(k));
    const ImVec2 at = line_of(ramp[k], k < counts.size() ? count_text(counts[k]) : std::string());
    const float middle = at.y + row / 2;
    if (k == 0) {
      const std::string text = breaks.empty() ? layer.name : translated(geo::say("below {0}", exact(breaks.front())));
      draw_text(list, Face::text, at.x + px(1.7f), middle, c.text, text, At::left, width - px(6));
    } else {
      draw_text(list, Face::text, at.x + px(1.7f), middle, c.text2, "\u2265");
      const float left = at.x + px(2.7f);
      if (const auto typed = text_box("limit", left, at.x + width - px(4.6f), middle, exact(breaks[k - 1]))) {
        const auto value = typed_number(*typed);
        const auto moved = value ? with_break_typed(breaks, k - 1, *value) : std::nullopt;
        if (moved) {
          geo::Style after = layer.style;
          after.class_method = geo::ClassMethod::manual;
          after.breaks = *moved;
          set_style(w, layer.id, std::move(after), geo::say("Class limits of {0}", layer.name));
        } else {
          Toast toast;
          toast.kind = ToastKind::warning;
          toast.title = tr("A class limit lies between its neighbours");
          toast.line = translated(geo::say("{0} was not taken.", *typed));
          w.toasts.add(std::move(toast));
        }
      }
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, row});
    ImGui::PopID();
  }
  if (layer.values != nullptr && layer.values->missing_count > 0) {
    const ImVec2 at =
        line_of(render::with_alpha(render::map_theme(look().kind).axis, 0.25), count_text(layer.values->missing_count));
    draw_text(list, Face::text, at.x + px(1.7f), at.y + row / 2, c.text2, tr("No value"), At::left, width - px(6));
    ImGui::Dummy({width, row});
  }
}

}  // namespace

void draw_class_fields(Workspace& w, const StyledLayerView& layer) {
  const std::vector<double> none;
  const std::vector<double>& sorted = layer.values != nullptr ? layer.values->sorted : none;
  std::vector<double> breaks = layer.style.breaks;
  if (breaks.empty() && !sorted.empty()) {
    geo::Style computed = layer.style;
    classify(computed, sorted);
    breaks = computed.breaks;
  }
  std::vector<std::string> methods;
  for (std::size_t i = 0; i < geo::EnumText<geo::ClassMethod>::names.size(); ++i)
    methods.push_back(word(static_cast<geo::ClassMethod>(i)));
  if (const auto method = field_choice("method", tr("Method"), methods, static_cast<int>(layer.style.class_method))) {
    geo::Style after = layer.style;
    after.class_method = static_cast<geo::ClassMethod>(*method);
    after.breaks = breaks;  // by hand one goes on from what is there
    if (!sorted.empty()) classify(after, sorted);
    return set_style(w, layer.id, std::move(after), geo::say("Class method of {0}", layer.name));
  }
  const int class_count = static_cast<int>(breaks.size()) + 1;
  if (const auto count = field_stepper("count", tr("Classes"), class_count, 2, most_classes)) {
    geo::Style after = layer.style;
    after.class_count = *count;
    // By hand there is no rule for another number: quantiles are where one starts again.
    if (after.class_method == geo::ClassMethod::manual) after.class_method = geo::ClassMethod::quantile;
    if (!sorted.empty()) classify(after, sorted);
    return set_style(w, layer.id, std::move(after), geo::say("Number of classes of {0}", layer.name));
  }
  if (layer.values == nullptr) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::small, at.x, at.y + px(0.8f), colours().text3, tr("Counting …"));
    ImGui::Dummy({1, px(5.5f)});
  } else if (sorted.empty()) {
    note(tr("The attribute has no numbers."), NoteKind::warn);
  } else {
    ImGui::Dummy({1, px(0.2f)});
    const Histogram bins = histogram(sorted, bin_count);
    const std::vector<Colour> ramp = class_colours(layer.style, breaks.size() + 1);
    if (const auto drag = break_histogram("breaks", bins, breaks, ramp, px(6), exact)) {
      geo::Style after = layer.style;
      after.class_method = geo::ClassMethod::manual;
      after.breaks = with_break_moved(breaks, drag->index, drag->value, bins.high - bins.low);
      const auto kept = w.plan().styles().find(w.plan().layers().find(layer.id)->style);
      if (!drag->let_go)
        hold_style(w, layer.id, std::move(after));
      else if (!kept || kept->breaks != after.breaks)  // a click without a drag changes nothing
        set_style(w, layer.id, std::move(after), geo::say("Class limits of {0}", layer.name));
    }
    ImGui::Dummy({1, px(0.2f)});
  }
  if (const auto ramp = field_ramp("ramp", tr("Colours"), layer.style.ramp, class_count, layer.style.ramp_reversed)) {
    geo::Style after = layer.style;
    after.ramp = *ramp;
    return set_style(w, layer.id, std::move(after), geo::say("Colours of {0}", layer.name));
  }
  {
    const FieldLine line = begin_field("");
    ImGui::SetCursorScreenPos({line.left, line.middle - px(0.88f)});
    bool reversed = layer.style.ramp_reversed;
    const bool changed = checkbox("reversed", tr("Reversed"), reversed);
    end_field(line);
    if (changed) {
      geo::Style after = layer.style;
      after.ramp_reversed = reversed;
      return set_style(w, layer.id, std::move(after), geo::say("Colours of {0}", layer.name));
    }
  }
  class_rows(w, layer, breaks);
}

}  // namespace app
