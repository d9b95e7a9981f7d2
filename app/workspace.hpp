// What the window is working on: the open plan, what is seen of it, what is selected and drawn, and all that is
// derived from it in the background. Knows nothing of GLFW or OpenGL, so that commands can be tested without a window.
#pragma once

#include "app/adoption.hpp"
#include "app/derived.hpp"
#include "app/filtered_features.hpp"
#include "app/flows/flow_view.hpp"
#include "app/jobs.hpp"
#include "app/layer_actions.hpp"
#include "app/map_scene.hpp"
#include "app/navigation/navigation.hpp"
#include "app/plan_roads.hpp"
#include "app/preferences.hpp"
#include "app/presentation.hpp"
#include "app/proposals.hpp"
#include "app/readout.hpp"
#include "app/relink.hpp"
#include "app/selected_sums.hpp"
#include "app/selection.hpp"
#include "app/session.hpp"
#include "app/styling.hpp"
#include "app/table/attribute_table.hpp"
#include "app/toasts.hpp"
#include "app/tools/marking.hpp"
#include "geo/balance/figure.hpp"
#include "geo/balance/plan_figures.hpp"
#include "layers/source.hpp"
#include "render/camera.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app {

/// A file whose layers are to be chosen, or whose CRS has to be asked.
struct ImportQuestion {
  struct Choice {
    bool taken = true;
    geo::Role role = geo::Role::background;
    std::string crs;  ///< said by the person; empty: the file's own
  };
  layers::Source source;
  std::vector<Choice> choices;  ///< one per layer of the source
};

/// A panel that lies over the map.
enum class Overlay {
  none,
  files,
  messages,
  shortcuts,
  adopt,
  relink,
  palette,
  new_plan,
  history,
  unsaved,
  figure,
  proposals
};

/// What the window's middle shows. The attribute table lies under the map and the flows alike.
enum class WorkView { map, flows, balance };

/// What an adoption left out or doubted, or what a saved picture lacks.
struct ProblemGroup {
  std::string title;
  std::vector<geo::Problem> problems;
};

/// What only the window itself can do.
struct Wishes {
  bool quit = false;
  bool quitting = false;             ///< it was asked about changes that are not in the file
  bool quit_without_saving = false;  ///< and answered
  bool next_control = false;         ///< the keyboard to the next control (with Shift: the one before)
  bool next_region = false;          ///< the keyboard to the next part of the window (with Shift: the one before)
  bool copy_place = false;           ///< the coordinates under the pointer to the clipboard
  std::string clipboard;             ///< this text to the clipboard
};

class Workspace {
public:
  /// `wake` makes the UI thread go round once more; called from any thread.
  explicit Workspace(std::function<void()> wake);

  // ---- the plan
  void take(std::unique_ptr<Session> session);
  /// Opens a plan file in the background.
  void open_plan(const std::string& path);
  /// Back to the start page.
  void close_plan();
  /// The plan is about to be left: its entry among the recent plans is brought up to date. Also before quitting.
  void leave_plan();
  /// Makes the recent plans' picture of the open plan; set by the window, which has it.
  std::function<void(const Workspace&)> on_leaving;
  [[nodiscard]] bool has_plan() const { return session_ != nullptr; }
  [[nodiscard]] const Session& session() const { return *session_; }
  [[nodiscard]] const geo::Plan& plan() const { return *session_->plan(); }
  [[nodiscard]] const geo::Crs& map_crs() const { return *map_crs_; }
  [[nodiscard]] bool can_edit() const { return session_ && !session_->read_only(); }
  /// Says why not when the plan can not be edited.
  void edit(geo::Edit edit);
  void undo();
  void redo();
  /// Undoes or redoes until the first `count` edits of the history are in the plan.
  void go_to_step(std::size_t count);
  /// Whether changes wait that the file did not take.
  [[nodiscard]] bool has_unsaved() const;
  /// Writes the plan as it is into the folder of own plans and says where; none (with a toast) when that fails as well.
  std::optional<std::string> save_copy();
  /// Names the plan's present state in its file. False (with a toast) when the name can not be taken.
  bool keep_version(const std::string& name);
  /// Takes the plan back to a kept version, as one edit.
  void go_to_version(const std::string& name);
  /// The plan as it would be with this edit is what the map draws, while a slider or a handle is held. Every edit, undo
  /// and redo lets go.
  void hold(const geo::Edit& edit);
  void let_go() { held_.reset(); }

  // ---- files
  /// Plan files are opened, GIS files and tile services become layers; what must be asked is put into `questions`.
  void add_files(const std::vector<std::string>& paths);
  void answer(const ImportQuestion& question);
  std::vector<ImportQuestion> questions;
  bool hub_folder_wanted = false;      ///< a folder is chosen, for proposals between its plans and this one
  render::PlanThing inputs_wanted_of;  ///< whose figures the next chosen file has; none: a file is opened or linked
  /// Links a tile service below all other layers, with the sources that it states.
  void add_base_map(const std::string& address);
  std::optional<AdoptQuestion> adopt_question;
  std::optional<RelinkQuestion> relink_question;
  std::vector<ProblemGroup> found_problems;  ///< by adoptions and saved pictures

  // ---- what is seen
  MapState state;  ///< its `selected` follows `selection`
  geo::CountChoice counted;
  render::Camera camera;
  bool camera_is_set = false;
  Navigation navigation;
  /// Flies to where the box is seen whole.
  void show(const geo::MapBox& box);
  ViewsState views;
  Presentation presentation;
  /// The plan, or the one that is held, with its layers as they are shown: its own, or as a kept view shows them.
  [[nodiscard]] const geo::PlanPtr& shown_plan() const;
  /// The shown plan with the masses that `counted` counts in its sources' series: what the map draws. Needs a plan.
  [[nodiscard]] const geo::PlanPtr& map_plan() const;
  PlaceForm place_form = PlaceForm::plan;  ///< how the readout writes the place under the pointer
  /// Puts the text into the clipboard and says so.
  void copy(const std::string& text);
  /// Writes places in words. Needs a plan.
  [[nodiscard]] const Readout& readout() const { return *readout_; }
  [[nodiscard]] geo::MapBox whole_box() const;
  [[nodiscard]] int first_year() const;
  [[nodiscard]] int last_year() const;
  void set_year(int year);

  // ---- what is done
  void select(Selection selection);
  Selection selection;
  /// Grows with every `select`.
  [[nodiscard]] std::uint64_t selection_version() const { return selection_version_; }
  [[nodiscard]] std::optional<geo::MapBox> selection_box() const;
  Marking marking;  ///< the tool and what it draws, edits or measures
  void delete_selected();

  // ---- layers
  Styling styling;
  LayerNaming naming;

  // ---- derived results and the window's furniture
  /// Collects finished work and starts what has become stale. Returns true if anything changed.
  bool update();
  Derived derived;
  PlanRoads roads;
  Proposals proposals;  ///< worked out while they or the flows are shown
  Jobs jobs;
  Toasts toasts;
  AttributeTable table;
  FilteredFeatures filtered;
  SelectionSums selected_sums;
  WorkView view = WorkView::map;
  FlowView flows;           ///< of WorkView::flows
  bool flows_seen = false;  ///< they were shown whole once
  Overlay overlay = Overlay::none;
  std::optional<geo::FigureName> opened_figure;  ///< whose card Overlay::figure shows
  std::optional<geo::FigureCard> opened_card;    ///< in its place: of what is not in the plan yet
  Overlay under_figure = Overlay::none;          ///< where closing the card leads back to
  Wishes wishes;
  Preferences preferences;
  std::string looked_for;  ///< path of a recent plan that is missing; the next plan that is opened takes its place
  bool left_panel_open = true;
  bool playing = false;
  float ui_scale = 1;

  // ---- figures
  /// Factors, models and rates that ship with the program, with the open plan's own models before them.
  [[nodiscard]] const std::shared_ptr<const geo::Catalogues>& catalogues() const;
  /// The shown plan with all its figures. Needs a plan.
  [[nodiscard]] const std::shared_ptr<const geo::PlanFigures>& figures() const;

private:
  void ask_or_add(layers::Source source);
  void put_away_plan();
  /// False, with the question open, while something would be lost.
  bool may_leave();
  void drop_gone_selection();
  void update_table();

  std::function<void()> wake_;
  std::unique_ptr<Session> session_;
  geo::PlanPtr held_;  ///< null: nothing is held
  std::unique_ptr<geo::Crs> map_crs_;
  std::optional<Readout> readout_;
  /// What `shown_plan` made last, and of what.
  struct ShownPlan {
    geo::PlanPtr of;
    std::set<geo::Id<geo::Layer>> hidden_layers;
    geo::PlanPtr plan;
  };
  mutable ShownPlan shown_plan_;
  struct MapPlan {
    std::shared_ptr<const geo::PlanFigures> of;
    geo::CountChoice counted;
    geo::PlanPtr plan;
  };
  mutable MapPlan map_plan_;
  std::shared_ptr<const geo::Catalogues> shipped_catalogues_;
  mutable std::shared_ptr<const geo::Catalogues> catalogues_;     ///< with the models of `own_models_`
  mutable std::optional<geo::Table<geo::PlanModel>> own_models_;  ///< that `catalogues_` was made with
  mutable std::shared_ptr<const geo::PlanFigures> figures_;
  geo::Id<geo::Layer> show_when_loaded_;
  std::uint64_t selection_version_ = 0;
  std::uint64_t followed_selection_ = 0;  ///< by the table
};

}  // namespace app
