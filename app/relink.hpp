// Linked files that are not where they were: which ones, where files of the same name lie, and the edit that links
// them there.
#pragma once

#include "geo/error.hpp"
#include "geo/plan/edit.hpp"
#include "geo/progress.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

class Workspace;

struct MissingLayer {
  geo::Id<geo::Layer> layer;
  std::string name;
  std::string path;      ///< absolute, where the file should be
  std::string sublayer;  ///< inside the file
};
/// The layers whose file is not there. Tile services and addresses are no files.
[[nodiscard]] std::vector<MissingLayer> missing_layers(const geo::Plan& plan, const std::filesystem::path& plan_file);
[[nodiscard]] bool file_is_missing(const geo::Layer& layer, const std::filesystem::path& plan_file);

/// Files with one of the names in a folder and those inside it, `depth` levels down; names are compared without case.
/// Hidden folders and what may not be read are passed over; after 50,000 entries the search ends.
[[nodiscard]] std::map<std::string, std::vector<std::string>> files_named(const std::vector<std::string>& names,
                                                                          const std::filesystem::path& folder,
                                                                          int depth, geo::Progress& progress);

/// Why the file can not take the missing one's place: it can not be read, or its layer is not in it. Nothing if it can.
[[nodiscard]] std::optional<geo::Error> relink_problem(const std::string& path, const std::string& sublayer,
                                                       geo::Progress& progress);

struct NewPath {
  geo::Id<geo::Layer> layer;
  std::string path;
};
/// All the layers linked to their new paths in one step; nothing when none changes.
[[nodiscard]] std::optional<geo::Edit> relink_edit(const geo::Plan& plan, const std::filesystem::path& plan_file,
                                                   std::span<const NewPath> paths);

/// What the dialog shows.
struct RelinkQuestion {
  enum class State { searching, not_found, checking, found, unusable };
  struct Row {
    MissingLayer missing;
    State state = State::searching;
    std::vector<std::string> candidates;  ///< files of the same name
    std::string path;                     ///< chosen; empty: none yet
    std::string problem;                  ///< a sentence, in the person's language
  };
  std::vector<Row> rows;
  int searches = 0;  ///< still running
  [[nodiscard]] std::size_t found_count() const;
};

/// Opens the dialog and looks near the plan.
void ask_relink(Workspace& workspace);
/// Looks in a folder for every file that is not found yet.
void look_for_missing(Workspace& workspace, const std::filesystem::path& folder);
/// The person's own path for one layer; its folder is searched for the others.
void choose_path(Workspace& workspace, geo::Id<geo::Layer> layer, const std::string& path);
/// A file or folder dropped on the window while the dialog is open; false when it has nothing to do with it.
bool take_dropped(Workspace& workspace, const std::string& path);
/// Links what was found and closes the dialog.
void relink(Workspace& workspace);

}  // namespace app
