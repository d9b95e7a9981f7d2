#include "app/workspace.hpp"

#include "app/add_layer.hpp"
#include "app/calculation_files.hpp"
#include "app/new_plan.hpp"
#include "app/removal.hpp"
#include "app/table/table_actions.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/words.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/raster_source.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace app {
namespace {

std::string absolute_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error).lexically_normal();
  return error ? path : absolute.string();
}

}  // namespace

Workspace::Workspace(std::function<void()> wake) : jobs(wake), wake_(std::move(wake)) {
  layers::CataloguesRead read = layers::read_catalogues();
  for (const geo::Error& error : read.left_out) toasts.add(error);
  shipped_catalogues_ = catalogues_ = std::move(read.catalogues);
}

void Workspace::leave_plan() {
  if (!has_plan()) return;
  RecentPlans& recent = preferences.recent_plans;
  const std::string path = absolute_path(session_->path());
  const auto entry = std::find_if(recent.begin(), recent.end(), [&](const RecentPlan& r) { return r.path == path; });
  if (entry != recent.end()) {
    entry->name = plan().info().name;
    entry->fact = one_fact(plan());
  }
  if (on_leaving) on_leaving(*this);
}

void Workspace::put_away_plan() {
  leave_plan();
  derived.clear(jobs);
  roads.clear(jobs);
  proposals.clear(jobs);
  table.clear(jobs);
  flows.clear(jobs);
  flows_seen = false;
  for (const char* topic : {"open", "adopt", "adopt values", "base map", "version", "style by"})
    jobs.cancel_topic(topic);
  adopt_question.reset();
  relink_question.reset();
  styling.facts.clear(jobs);
  naming = {};
  let_go();
  found_problems.clear();
  overlay = Overlay::none;
  view = WorkView::map;
  counted.sector.reset();  // another plan may have none of it
  inputs_wanted_of = {};
  hub_folder_wanted = false;
  select({});
  marking.reset();
  questions.clear();
  playing = false;
  camera_is_set = false;
  navigation.clear();
  views = {.panel_open = views.panel_open, .current = {}, .shown = {}};
  presentation = {};
  readout_.reset();
  figures_.reset();
  own_models_.reset();
  catalogues_ = shipped_catalogues_;
  session_.reset();
  map_crs_.reset();
}

void Workspace::close_plan() {
  if (may_leave()) put_away_plan();
}

void Workspace::take(std::unique_ptr<Session> session) {
  if (!may_leave()) return;
  put_away_plan();
  session_ = std::move(session);
  session_->on_saved(wake_);
  map_crs_ = std::make_unique<geo::Crs>(geo::Crs::from_text(plan().info().map_crs));
  if (!looked_for.empty()) forget(preferences.recent_plans, std::exchange(looked_for, {}));
  remember(preferences.recent_plans, {absolute_path(session_->path()), plan().info().name, one_fact(plan()),
                                      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())});
  const geo::MapBox box = geo::bounds(plan());
  readout_.emplace(*map_crs_, box.empty() ? std::nullopt : std::optional(box.centre()));
  const std::vector<int> years = geo::years_with_masses(plan());  // given ones: what a plan is opened on
  state.year = years.empty() ? plan().info().base_year : years.back();
  if (session_->read_only()) {
    Toast toast;
    toast.kind = ToastKind::warning;
    toast.title = tr("The plan is open for reading only");
    toast.line = translated(session_->read_only()->reason());
    toasts.add(std::move(toast));
  }
  if (!session_->problems().empty()) overlay = Overlay::messages;
}

void Workspace::open_plan(const std::string& path) {
  jobs.start("open", geo::say("Opening {0}", std::filesystem::path(path).filename().string()),
             [this, path](geo::Progress&) {
               auto opened = std::make_shared<std::unique_ptr<Session>>(std::make_unique<Session>(path));
               return [this, opened] { take(std::move(*opened)); };
             });
}

void Workspace::hold(const geo::Edit& edit) {
  if (can_edit()) held_ = geo::applied(session_->plan(), edit);
}

void Workspace::edit(geo::Edit edit) {
  let_go();
  if (can_edit()) return session_->apply(std::move(edit));
  Toast toast;
  toast.kind = ToastKind::warning;
  toast.title = tr("The plan is open for reading only");
  if (session_ && session_->read_only()) toast.line = translated(session_->read_only()->advice());
  toasts.add(std::move(toast));
}

void Workspace::undo() {
  let_go();
  if (marking.undo_corner()) return;
  if (can_edit() && session_->history().can_undo()) session_->undo();
}

void Workspace::redo() {
  let_go();
  if (marking.redo_corner()) return;
  if (can_edit() && session_->history().can_redo()) session_->redo();
}

void Workspace::go_to_step(std::size_t count) {
  if (!can_edit()) return;
  let_go();
  const geo::History& history = session_->history();
  while (history.done().size() > count && history.can_undo()) session_->undo();
  while (history.done().size() < count && history.can_redo()) session_->redo();
}

bool Workspace::keep_version(const std::string& name) {
  if (!can_edit() || name.empty()) return false;
  for (const layers::PlanVersion& version : session_->versions()) {
    if (version.name != name) continue;
    toasts.add(geo::Error(name, geo::say("A version of this name is kept already."), geo::say("Choose another name.")));
    return false;
  }
  session_->keep_version(name);
  return true;
}

void Workspace::go_to_version(const std::string& name) {
  if (!can_edit()) return;
  if (session_->saved().waiting > 0) {
    toasts.add(
        geo::Error(name, geo::say("The last changes are still being saved."), geo::say("Try again in a moment.")));
    return;
  }
  // The file is read beside the session that writes it; an edit made meanwhile makes the answer stale.
  jobs.start("version", geo::say("Reading version {0}", name),
             [this, name, path = session_->path(), present = session_->plan(),
              revision = session_->revision()](geo::Progress&) -> Jobs::Finish {
               auto back = std::make_shared<geo::Edit>(
                   layers::PlanStore::open(path, layers::PlanStore::Access::read).edit_to_version(*present, name));
               return [this, back, revision] {
                 if (!has_plan() || session_->revision() != revision) return;
                 if (!back->changes.empty()) return edit(std::move(*back));
                 Toast toast;
                 toast.title = tr("The plan is as in this version");
                 toasts.add(std::move(toast));
               };
             });
}

bool Workspace::has_unsaved() const {
  if (!has_plan()) return false;
  const Session::Saved saved = session_->saved();
  return saved.failure && saved.waiting > 0;
}

bool Workspace::may_leave() {
  if (!has_unsaved()) return true;
  overlay = Overlay::unsaved;
  return false;
}

std::optional<std::string> Workspace::save_copy() {
  if (!has_plan()) return std::nullopt;
  try {
    const std::filesystem::path copy = copy_of_plan(plan());
    Toast toast;
    toast.kind = ToastKind::done;
    toast.title = tr("A copy of the plan is saved");
    toast.line = copy.string();
    toasts.add(std::move(toast));
    return copy.string();
  } catch (const geo::Error& error) {
    toasts.add(error);
    return std::nullopt;
  }
}

void Workspace::add_files(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (take_dropped(*this, path) || take_calculation_file(*this, path)) continue;
    if (layers::is_tile_service(path)) {
      if (has_plan()) add_base_map(path);
      continue;
    }
    if (layers::is_plan_file(path)) {
      open_plan(path);
      continue;
    }
    jobs.start({}, geo::say("Looking into {0}", std::filesystem::path(path).filename().string()),
               [this, path](geo::Progress& progress) {
                 auto source = std::make_shared<layers::Source>(layers::inspect(path, progress));
                 return [this, source] { ask_or_add(std::move(*source)); };
               });
  }
}

void Workspace::add_base_map(const std::string& address) {
  // Opening may ask the network (WMTS does), so it is done in the background. A service that does not answer becomes
  // a layer all the same: its row says so, and it is there when the network is.
  jobs.start("base map", geo::say("Looking into {0}", address), [this, address, map = *map_crs_](geo::Progress&) {
    LayerChoice choice;
    try {
      choice.attribution = layers::RasterSource::open(address, {}, map, tile_cache_folder()).attribution();
    } catch (const geo::Error&) {
      if (!address.starts_with("WMTS:")) throw;  // no address of tiles at all
    }
    return [this, address, choice] {
      if (has_plan()) edit(add_tiles_edit(plan(), address, choice));
    };
  });
}

void Workspace::ask_or_add(layers::Source source) {
  ImportQuestion question;
  for (const layers::SourceLayer& layer : source.layers) {
    ImportQuestion::Choice choice;
    choice.taken = source.layers.size() == 1;
    choice.role = layer.role;
    if (!layer.crs && !layer.proposals.empty()) choice.crs = layer.proposals.front().crs.text();
    question.choices.push_back(std::move(choice));
  }
  const bool is_clear = source.layers.size() == 1 && (source.layers.front().crs || source.raster);
  question.source = std::move(source);
  if (question.choices.empty()) {
    toasts.add(
        geo::Error(question.source.path, geo::say("The file holds no layers."), geo::say("Choose another file.")));
    return;
  }
  if (is_clear && has_plan())
    answer(question);
  else
    questions.push_back(std::move(question));
}

void Workspace::answer(const ImportQuestion& question) {
  if (!has_plan()) return;
  const std::size_t count_before = plan().layers().size();
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (!question.choices[i].taken) continue;
    LayerChoice choice;
    choice.crs = question.choices[i].crs;
    choice.role = question.choices[i].role;
    if (question.source.layers.size() == 1) choice.name = std::filesystem::path(question.source.path).stem().string();
    edit(add_layer_edit(plan(), session_->path(), question.source, question.source.layers[i], choice, nullptr));
    if (!can_edit()) return;
  }
  if (plan().layers().size() > count_before) {
    show_when_loaded_ = std::prev(plan().layers().end())->id;
    select({{}, show_when_loaded_});
  }
}

void Workspace::show(const geo::MapBox& box) {
  if (box.empty()) return;
  const double margin_px = 0.06 * std::min(camera.width_px, camera.height_px) + 12;
  // A single point has no size: show a kilometre round it.
  const geo::MapBox shown = box.width_m() < 1 && box.height_m() < 1 ? box.grown(500) : box;
  const render::Camera shows_it = render::Camera::showing(shown, camera.width_px, camera.height_px, margin_px);
  if (camera_is_set)
    navigation.fly(seen_by(shows_it));
  else
    camera = shows_it;
}

const geo::PlanPtr& Workspace::shown_plan() const {
  const geo::PlanPtr& own = held_ ? held_ : session_->plan();
  if (!views.shown) return own;
  if (shown_plan_.of != own || shown_plan_.hidden_layers != views.shown->hidden_layers)
    shown_plan_ = {own, views.shown->hidden_layers, with_hidden_layers(own, views.shown->hidden_layers)};
  return shown_plan_.plan;
}

void Workspace::copy(const std::string& text) {
  if (text.empty()) return;
  wishes.clipboard = text;
  Toast toast;
  toast.kind = ToastKind::done;
  toast.title = tr("Copied");
  toast.line = text;
  toasts.add(std::move(toast));
}

geo::MapBox Workspace::whole_box() const {
  if (!has_plan()) return {};
  geo::MapBox box = geo::bounds(plan());
  if (!box.empty()) return box;
  for (const auto& row : shown_plan()->layers())
    if (const auto* layer = derived.linked(row.id);
        layer && layer->loaded && row->visible && !layer->loaded->covers_world)
      box.extend(layer->loaded->box);
  return box;
}

int Workspace::first_year() const {
  return has_plan() ? plan().info().base_year : 2017;
}

int Workspace::last_year() const {
  return has_plan() ? std::max(plan().info().horizon_year, first_year() + 1) : 2045;
}

const std::shared_ptr<const geo::Catalogues>& Workspace::catalogues() const {
  if (session_ && !(own_models_ && own_models_->shares_rows_with(shown_plan()->models()))) {
    own_models_ = shown_plan()->models();
    catalogues_ = layers::with_own_models(shipped_catalogues_, *shown_plan()).catalogues;
  }
  return catalogues_;
}

const std::shared_ptr<const geo::PlanFigures>& Workspace::figures() const {
  const geo::PlanPtr& plan = shown_plan();
  if (!figures_ || figures_->plan != plan || figures_->catalogues != catalogues() || figures_->roads != roads.ways())
    figures_ = geo::plan_figures(plan, catalogues(), *map_crs_, figures_.get(), roads.ways());
  return figures_;
}

void Workspace::set_year(int year) {
  state.year = std::clamp(year, first_year(), last_year());
}

void Workspace::select(Selection chosen) {
  selection = std::move(chosen);
  state.selected = selection.thing;
  state.more_selected = selection.more_things;
  state.selected_rows.clear();
  if (!selection.features.empty()) state.selected_rows.push_back({selection.features.layer, selection.features.rows});
  ++selection_version_;
}

std::optional<geo::MapBox> Workspace::selection_box() const {
  if (!has_plan()) return std::nullopt;
  std::optional<geo::MapBox> box;
  const auto take_in = [&](const geo::MapBox& more) {
    if (!box) box.emplace();
    box->extend(more);
  };
  for (const render::PlanThing& thing : selection.things())
    if (const geo::MapBox of_thing = box_of(plan(), thing); !of_thing.empty()) take_in(of_thing);
  if (const auto features = selection.features.of.lock(); features && !selection.features.empty())
    selection.features.rows->for_each([&](std::uint32_t row) { take_in(geo::bounds(*features, row)); });
  if (selection.layer)
    if (const auto* layer = derived.linked(selection.layer); layer && layer->loaded && !layer->loaded->covers_world)
      box = layer->loaded->box;
  if (box && box->empty()) box.reset();
  return box;
}

void Workspace::delete_selected() {
  if (!has_plan() || selection.empty()) return;
  geo::Edit removal = removal_of(plan(), selection.things());
  if (selection.layer)
    if (const auto layer = plan().layers().find(selection.layer)) {
      removal.remove(plan(), selection.layer);
      removal.what = geo::say("{0} removed", layer->name);
    }
  if (removal.changes.empty()) return;
  if (selection.layer) remove_lone_style(removal, plan(), selection.layer);
  const bool kept = can_edit();
  Toast toast;
  toast.kind = ToastKind::information;
  toast.title = translated(removal.what);
  toast.action_text = tr("Undo");
  toast.action = [this, revision = session_->revision() + 1] {
    if (session_->revision() == revision) undo();
  };
  edit(std::move(removal));
  if (!kept) return;
  select({});
  toasts.add(std::move(toast));
}

/// What is gone, by undo for example, can not stay selected.
void Workspace::drop_gone_selection() {
  if (selection.empty()) return;
  if (selection.layer && !plan().layers().find(selection.layer)) return select({});
  if (!selection.features.empty()) {
    const auto* layer = derived.linked(selection.features.layer);
    const auto features = selection.features.of.lock();
    if (!features || !layer || !layer->loaded || layer->loaded->features != features ||
        !plan().layers().find(selection.features.layer))
      return select({});
  }
  std::vector<render::PlanThing> things = selection.more_things;
  if (selection.thing.index() != 0) things.push_back(selection.thing);
  const std::size_t count = things.size();
  std::erase_if(things, [&](const render::PlanThing& thing) {
    bool is_there = false;
    with_thing(thing, [&]<class T>(geo::Id<T> id) { is_there = plan().table<T>().find(id) != nullptr; });
    return !is_there;
  });
  if (things.size() < count) select(Selection::of(std::move(things)));
}

const geo::PlanPtr& Workspace::map_plan() const {
  const auto& of = figures();
  if (map_plan_.of != of || !(map_plan_.counted == counted))
    map_plan_ = {
        of, counted,
        counted.all() ? of->counted : std::make_shared<const geo::Plan>(geo::counted_alone(*of->counted, counted))};
  return map_plan_.plan;
}

void Workspace::update_table() {
  const PlanTableInput plan_input{figures(), map_crs_.get(), state.year};
  selected_sums.update(selection, selection_version_, plan_input, language(), jobs);
  if (table.subject().kind == TableKind::layer && !plan().layers().find(table.subject().layer)) table.show({});
  if (!table.open) return;
  const bool follows = followed_selection_ != selection_version_;
  if (follows) show_table_of_selection(*this);
  TableInput input;
  input.plan = plan_input;
  if (const auto* layer = derived.linked(table.subject().layer); layer && layer->loaded)
    input.features = layer->loaded->features;
  input.language = language();
  table.update(input, jobs);
  if (!follows || !table.rows()) return;
  put_cursor_on_selection(*this);
  followed_selection_ = selection_version_;
}

bool Workspace::update() {
  const std::uint64_t version = derived.version();
  bool changed = jobs.collect([this](const geo::Error& error) { toasts.add(error); }) > 0;
  changed = toasts.expire(std::chrono::steady_clock::now()) || changed;
  if (!has_plan()) return changed;
  drop_gone_selection();
  marking.follow(*this);
  if (adopt_question && !plan().layers().find(adopt_question->layer)) {
    adopt_question.reset();
    if (overlay == Overlay::adopt) overlay = Overlay::none;
  }
  if (!plan().views().find(views.current)) views.current = {};
  if (views.shown && !plan().views().find(views.shown->view)) leave_view(*this);
  // A layer that was just added is looked for where it lies, if nothing of it is in sight.
  if (show_when_loaded_)
    if (const auto* layer = derived.linked(show_when_loaded_); layer && layer->loaded) {
      if (!layer->loaded->box.empty() && !camera.box().intersects(layer->loaded->box)) show(layer->loaded->box);
      show_when_loaded_ = {};
    }
  roads.update(shown_plan(), session_->path(), *map_crs_, jobs);
  state.flow_roads = roads.ways();
  Derived::Wanted wanted;
  wanted.plan = figures()->counted;
  wanted.figures = figures();
  wanted.revision = session_->revision();
  wanted.plan_path = session_->path();
  wanted.map_crs = map_crs_.get();
  wanted.theme = state.theme;
  wanted.counted = counted;
  wanted.heatmap.year = state.year;
  wanted.heatmap.gwp_set = plan().info().gwp_set;
  const geo::HeatmapScale scale = geo::heatmap_scale(*shown_plan());
  wanted.heatmap.radius_m = scale.radius_m;
  wanted.heatmap.cell_m = scale.cell_m;
  wanted.first_year = first_year();
  wanted.last_year = last_year();
  wanted.contributions = view == WorkView::balance;
  wanted.camera = camera;
  wanted.selected_rows = state.selected_rows;
  derived.update(wanted, jobs);
  const std::uint64_t flow_version = flows.version();
  if (view == WorkView::flows) {
    flows.update({shown_plan(), catalogues(), roads.ways(), state.year, camera.m_per_px, 1, state.theme}, jobs);
    if (flows.map() && !flows_seen) {
      flows_seen = true;
      if (const geo::MapBox box = flow_box(*flows.map()); !box.empty()) show(box);
    }
  }
  const std::uint64_t proposals_version = proposals.version();
  // While the roads are being read, distances would be estimated and everything worked out twice.
  if ((view == WorkView::flows || overlay == Overlay::proposals) && !roads.reading(jobs))
    proposals.update({session_->plan(), session_->path(), catalogues(), map_crs_.get(), roads.network(), state.year},
                     jobs);
  const std::uint64_t table_version = table.version();
  update_table();
  return changed || version != derived.version() || table_version != table.version() ||
         flow_version != flows.version() || proposals_version != proposals.version();
}

}  // namespace app
