#include "app/relink.hpp"

#include "app/layer_picture.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"
#include "layers/source.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_entries = 50'000;
constexpr std::size_t most_candidates = 8;
constexpr int search_depth = 3;

std::string file_name(const std::string& path) {
  return ascii_lower(fs::path(path).filename().string());
}

RelinkQuestion::Row* row_of(Workspace& w, geo::Id<geo::Layer> layer) {
  if (!w.relink_question) return nullptr;
  for (RelinkQuestion::Row& row : w.relink_question->rows)
    if (row.missing.layer == layer) return &row;
  return nullptr;
}

/// Opens the file in the background; the row then says whether it can be used.
void check(Workspace& w, RelinkQuestion::Row& row, std::string path) {
  row.state = RelinkQuestion::State::checking;
  row.path = std::move(path);
  row.problem.clear();
  w.jobs.start(
      "relink " + std::to_string(row.missing.layer.value),
      geo::say("Looking into {0}", fs::path(row.path).filename().string()),
      [&w, layer = row.missing.layer, path = row.path, sublayer = row.missing.sublayer](geo::Progress& progress) {
        auto problem = relink_problem(path, sublayer, progress);
        return [&w, layer, path, problem] {
          RelinkQuestion::Row* found = row_of(w, layer);
          if (found == nullptr || found->path != path) return;
          found->state = problem ? RelinkQuestion::State::unusable : RelinkQuestion::State::found;
          if (problem) found->problem = translated(problem->reason()) + " " + translated(problem->advice());
        };
      });
}

}  // namespace

std::size_t RelinkQuestion::found_count() const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.state == State::found; }));
}

bool file_is_missing(const geo::Layer& layer, const fs::path& plan_file) {
  if (layer.kind == geo::LayerKind::tiles) return false;
  const std::string path = resolved_path(layer, plan_file);
  if (path.find("://") != std::string::npos || path.starts_with("/vsi")) return false;
  std::error_code error;
  return !fs::exists(path, error);
}

std::vector<MissingLayer> missing_layers(const geo::Plan& plan, const fs::path& plan_file) {
  std::vector<MissingLayer> missing;
  for (const auto& row : plan.layers())
    if (file_is_missing(*row, plan_file))
      missing.push_back({row.id, row->name, resolved_path(*row, plan_file), row->sublayer});
  return missing;
}

std::map<std::string, std::vector<std::string>> files_named(const std::vector<std::string>& names,
                                                            const fs::path& folder, int depth,
                                                            geo::Progress& progress) {
  std::set<std::string> wanted;
  for (const std::string& name : names) wanted.insert(ascii_lower(name));
  std::map<std::string, std::vector<std::string>> found;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
  const fs::recursive_directory_iterator end;
  for (std::size_t seen = 0; !error && it != end && seen < most_entries; it.increment(error), ++seen) {
    if (seen % 256 == 0) progress.advance(static_cast<double>(seen) / most_entries);
    const std::string name = it->path().filename().string();
    std::error_code unreadable;
    const bool is_folder = it->is_directory(unreadable);
    if (is_folder && (it.depth() >= depth || name.starts_with("."))) it.disable_recursion_pending();
    if (const std::string key = ascii_lower(name); wanted.contains(key)) {
      auto& places = found[key];
      if (places.size() < most_candidates) places.push_back(it->path().lexically_normal().string());
    }
  }
  // The least deep first: most likely meant.
  for (auto& [name, places] : found)
    std::stable_sort(places.begin(), places.end(), [](const std::string& a, const std::string& b) {
      return std::count(a.begin(), a.end(), '/') < std::count(b.begin(), b.end(), '/');
    });
  return found;
}

std::optional<geo::Error> relink_problem(const std::string& path, const std::string& sublayer,
                                         geo::Progress& progress) {
  try {
    const layers::Source source = layers::inspect(path, progress);
    if (sublayer.empty() || source.raster) return std::nullopt;
    std::string names;
    for (const layers::SourceLayer& layer : source.layers) {
      if (layer.name == sublayer) return std::nullopt;
      names += (names.empty() ? "" : ", ") + layer.name;
    }
    return geo::Error(path, geo::say("There is no layer {0} in this file.", sublayer), geo::say("It has: {0}.", names));
  } catch (const geo::Error& error) {
    return error;
  }
}

std::optional<geo::Edit> relink_edit(const geo::Plan& plan, const fs::path& plan_file, std::span<const NewPath> paths) {
  geo::Edit edit;
  std::string only;
  for (const NewPath& path : paths) {
    const auto layer = plan.layers().find(path.layer);
    if (!layer) continue;
    geo::Layer after = *layer;
    after.path = stored_path(path.path, plan_file);
    if (after == *layer) continue;
    only = layer->name;
    edit.set(plan, path.layer, std::move(after));
  }
  if (edit.changes.empty()) return std::nullopt;
  edit.what = edit.changes.size() == 1 ? geo::say("{0} linked again", only)
                                       : geo::say("{0} layers linked again", std::to_string(edit.changes.size()));
  return edit;
}

void ask_relink(Workspace& w) {
  if (!w.has_plan()) return;
  RelinkQuestion question;
  for (MissingLayer& missing : missing_layers(w.plan(), w.session().path())) {
    RelinkQuestion::Row row;
    row.missing = std::move(missing);
    question.rows.push_back(std::move(row));
  }
  w.relink_question = std::move(question);
  w.overlay = Overlay::relink;
  std::error_code error;
  const fs::path folder = fs::absolute(w.session().path(), error).parent_path();
  look_for_missing(w, folder);
  if (folder.has_parent_path() && folder.parent_path() != folder) look_for_missing(w, folder.parent_path());
}

void look_for_missing(Workspace& w, const fs::path& folder) {
  if (!w.relink_question) return;
  std::vector<std::string> names;
  for (RelinkQuestion::Row& row : w.relink_question->rows)
    if (row.path.empty() || row.state == RelinkQuestion::State::unusable) {
      names.push_back(file_name(row.missing.path));
      if (row.path.empty()) row.state = RelinkQuestion::State::searching;
    }
  if (names.empty()) return;
  ++w.relink_question->searches;
  w.jobs.start({}, geo::say("Looking for files in {0}", folder.string()), [&w, names, folder](geo::Progress& progress) {
    return [&w, found = files_named(names, folder, search_depth, progress)] {
      if (!w.relink_question) return;
      RelinkQuestion& question = *w.relink_question;
      question.searches = std::max(0, question.searches - 1);
      for (RelinkQuestion::Row& row : question.rows) {
        if (const auto places = found.find(file_name(row.missing.path)); places != found.end())
          for (const std::string& place : places->second)
            if (std::find(row.candidates.begin(), row.candidates.end(), place) == row.candidates.end())
              row.candidates.push_back(place);
        if (row.path.empty() && !row.candidates.empty())
          check(w, row, row.candidates.front());
        else if (row.path.empty() && question.searches == 0)
          row.state = RelinkQuestion::State::not_found;
      }
    };
  });
}

void choose_path(Workspace& w, geo::Id<geo::Layer> layer, const std::string& path) {
  RelinkQuestion::Row* row = row_of(w, layer);
  if (row == nullptr || path.empty()) return;
  fs::path chosen(path);
  std::error_code error;
  // A folder stands for the file of the old name in it.
  if (fs::is_directory(chosen, error)) chosen /= fs::path(row->missing.path).filename();
  check(w, *row, chosen.string());
  look_for_missing(w, chosen.parent_path());
}

bool take_dropped(Workspace& w, const std::string& path) {
  if (!w.relink_question) return false;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    look_for_missing(w, path);
    return true;
  }
  for (const RelinkQuestion::Row& row : w.relink_question->rows)
    if (file_name(row.missing.path) == file_name(path)) {
      choose_path(w, row.missing.layer, path);
      return true;
    }
  return false;
}

void relink(Workspace& w) {
  if (!w.relink_question) return;
  std::vector<NewPath> paths;
  for (const RelinkQuestion::Row& row : w.relink_question->rows)
    if (row.state == RelinkQuestion::State::found) paths.push_back({row.missing.layer, row.path});
  w.relink_question.reset();
  w.overlay = Overlay::none;
  if (paths.empty()) return;
  if (auto edit = relink_edit(w.plan(), w.session().path(), paths)) w.edit(std::move(*edit));
  // A file that came back to its old place needs no edit, only to be read.
  for (const NewPath& path : paths) w.derived.reload(path.layer);
}

}  // namespace app
