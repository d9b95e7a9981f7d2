#include "app/trace.hpp"

#include "app/panels/present.hpp"
#include "app/text.hpp"
#include "app/text_watch.hpp"
#include "app/widgets/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {
namespace {

const char* name_of(Overlay overlay) {
  switch (overlay) {
    case Overlay::none: return "none";
    case Overlay::files: return "files";
    case Overlay::messages: return "messages";
    case Overlay::shortcuts: return "guide";
    case Overlay::palette: return "palette";
    case Overlay::new_plan: return "new-plan";
    case Overlay::history: return "history";
    case Overlay::unsaved: return "unsaved";
    case Overlay::adopt: return "adopt";
    case Overlay::relink: return "relink";
    case Overlay::figure: return "figure";
    case Overlay::proposals: return "proposals";
  }
  return "";
}

std::string selection_line(const Selection& selection) {
  if (!selection.features.empty())
    return fmt::format("feature {} {} {}", selection.features.layer.value, selection.features.count(),
                       selection.features.primary);
  if (selection.layer) return fmt::format("layer {} 1 0", selection.layer.value);
  std::int64_t id = 0;
  with_thing(selection.thing, [&](const auto& thing) { id = thing.value; });
  return id == 0 ? "none" : fmt::format("thing {} {} {}", selection.thing.index(), selection.count(), id);
}

std::string table_line(const AttributeTable& table) {
  if (!table.open) return "closed";
  const TableQuery query = table.query();
  return fmt::format("{} {} {} {} {} {}", static_cast<int>(table.subject().kind), table.subject().layer.value,
                     table.shown().size(), table.rows() ? table.rows()->count : 0, query.sort_column,
                     query.sort_column >= 0 && query.descending ? "down" : "up");
}

}  // namespace

Trace::Trace(const std::string& path) : file_(path.empty() ? nullptr : std::fopen(path.c_str(), "w")) {
  places().wanted = file_ != nullptr;
  text_watch().wanted = file_ != nullptr;
}

Trace::~Trace() {
  if (file_) std::fclose(file_);
}

void Trace::frame(long count, const Workspace& w, const MapView& map) {
  if (!file_) return;
  write_places();
  write_faults();
  write(fmt::format("frame {}", count));
  change(look_,
         fmt::format("look {} {} {} {}", language(), render::is_dark(w.state.theme) ? "dark" : "light",
                     render::is_high_contrast(w.state.theme) ? "strong" : "plain", std::lround(100 * w.ui_scale)));
  change(overlay_, fmt::format("overlay {}", name_of(w.overlay)));
  change(page_, w.has_plan() ? "page plan" : "page start");
  if (!w.has_plan()) return;
  const render::Camera& camera = w.camera;
  change(camera_, fmt::format("camera {:.6f} {:.6f} {:.9g} {} {} {} {}", camera.centre.x_m, camera.centre.y_m,
                              camera.m_per_px, camera.width_px, camera.height_px, map.corner().x, map.corner().y));
  const auto& drawing = w.marking.drawing();
  change(tool_, fmt::format("tool {} {}", id_of(w.marking.tool()), drawing ? drawing->corners().size() : 0));
  change(plan_, fmt::format("plan {} {}", w.session().revision(), w.session().saved().waiting));
  change(selected_, "selected " + selection_line(w.selection));
  change(table_, "table " + table_line(w.table));
  if (const FlowMap* flows = w.view == WorkView::flows ? w.flows.map() : nullptr)
    change(flows_, fmt::format("flows {} {} {} {}", flows->year, flows->share.flows_shown, flows->share.flows_all,
                               w.flows.chosen().size()));
  if (w.overlay == Overlay::proposals || w.view == WorkView::flows) {
    // Of what is shown: how many there are and how many of them by road, once they are worked out.
    std::size_t by_road = 0;
    const Proposals::Made* made = w.proposals.is_current() ? w.proposals.made() : nullptr;
    if (made)
      by_road = static_cast<std::size_t>(
          std::ranges::count(made->list.proposals, geo::DistanceKind::road, &geo::Proposal::distance_kind));
    change(proposals_, made ? fmt::format("proposals {} {}", made->list.proposals.size(), by_road) : "proposals open");
  }
  const auto& card = map.pinned().card();
  change(card_, card ? fmt::format("card {} {}", card->hits.size(), card->told) : "card none");
  change(seen_, w.navigation.moving() ? "map moves" : "map rests");
  change(shown_, fmt::format("shown {} {}", w.state.year, render::is_dark(w.state.theme) ? "dark" : "light"));
  const StepText step = present_step(w);
  change(present_, w.presentation.on
                       ? fmt::format("present {}/{}{}", step.number, step.count, w.presentation.blank ? " blank" : "")
                       : "present off");
  const bool idle = w.jobs.idle();
  if (idle && !idle_) write("idle");
  idle_ = idle;
}

void Trace::write_places() {
  for (const auto& [name, at] : places().middles)
    if (const auto before = places_.find(name);
        before == places_.end() || before->second.x != at.x || before->second.y != at.y)
      write(fmt::format("at {:.0f} {:.0f} {}", at.x, at.y, name));
  for (const auto& [name, at] : places_)
    if (!places().middles.contains(name)) write("gone " + name);
  places_ = std::exchange(places().middles, {});
}

void Trace::write_faults() {
  std::set<std::string> now = text_watch().take();
  for (const std::string& fault : now)
    if (!faults_.contains(fault)) write("text " + fault);
  faults_ = std::move(now);
}

void Trace::copied(const std::string& text) {
  if (file_) write("copied " + text);
}

void Trace::write(const std::string& line) {
  std::fprintf(file_, "%s\n", line.c_str());
  std::fflush(file_);
}

void Trace::change(std::string& last, std::string line) {
  if (line == last) return;
  write(line);
  last = std::move(line);
}

}  // namespace app
