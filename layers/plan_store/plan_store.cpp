#include "layers/plan_store/plan_store.hpp"

#include "layers/plan_store/clock.hpp"
#include "layers/plan_store/database.hpp"
#include "layers/plan_store/edit_json.hpp"
#include "layers/plan_store/file_header.hpp"
#include "layers/plan_store/lock.hpp"
#include "layers/plan_store/migration.hpp"
#include "layers/plan_store/row_io.hpp"
#include "layers/plan_store/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace layers {

namespace {

namespace fs = std::filesystem;
using geo::say;

/// Throws Error if the path is not a file that may be a plan.
void expect_plan_file(const std::string& path) {
  expect_sqlite_file(path);
  if (header_of(path).application_id != plan_application_id)
    throw geo::Error(path, say("This is an SQLite file of another program, not a plan of Hiilitie."),
                     say("Add it to a plan as a layer instead."));
}

void expect_known_version(Database& database) {
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version > plan_file_version)
    throw geo::Error(database.path(),
                     say("The plan is of version {0}; this program reads versions up to {1}.", std::to_string(version),
                         std::to_string(plan_file_version)),
                     say("Update Hiilitie."));
  if (version < 1)
    throw geo::Error(database.path(), say("The plan has no version number: it was not written to its end."));
}

std::string system_reason() {
  return std::strerror(errno);
}

/// Puts a finished file at its place, unless something is there already.
void move_into_place(const std::string& from, const std::string& to) {
  if (link(from.c_str(), to.c_str()) == 0) {
    unlink(from.c_str());
  } else if (errno == EEXIST || fs::exists(to)) {
    throw geo::Error(to, say("A file of this name exists already."), say("Choose another name."));
  } else if (std::rename(from.c_str(), to.c_str()) != 0) {  // a file system without links
    throw geo::Error(to, say("The file can not be written: {0}.", system_reason()));
  }
  const std::string folder = fs::path(to).parent_path().string();
  const int fd = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);  // the name is on disk as well
  close(fd);
}

/// A path that vanishes with this object.
class Draft {
public:
  explicit Draft(std::string path) : path_(std::move(path)) { remove(); }
  ~Draft() { remove(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

private:
  void remove() const {
    std::error_code gone;
    fs::remove(path_, gone);
    fs::remove(path_ + "-journal", gone);
  }
  std::string path_;
};

void append_history(Database& database, std::int64_t revision, const geo::Message& what, const std::string& edit) {
  Statement insert(database,
                   "INSERT INTO history (revision, made_at, what, what_args, edit) VALUES (?1, ?2, ?3, ?4, ?5)");
  const std::string made_at = now_utc();
  const std::string arguments = json_of_arguments(what.args);
  insert.bind(1, revision);
  insert.bind(2, std::string_view(made_at));
  insert.bind(3, std::string_view(what.text));
  insert.bind(4, std::string_view(arguments));
  insert.bind(5, std::string_view(edit));
  insert.step();
}

template <class T>
void append_difference(geo::Edit& edit, const geo::Table<T>& from, const geo::Table<T>& to) {
  if (from.shares_rows_with(to)) return;
  for (const auto& row : from) {
    auto after = to.find(row.id);
    if (after == row.value || (after && *after == *row.value)) continue;
    edit.changes.push_back(geo::Change<T>{row.id, row.value, std::move(after)});
  }
  for (const auto& row : to)
    if (!from.find(row.id)) edit.changes.push_back(geo::Change<T>{row.id, nullptr, row.value});
}

/// An older plan file that may only be read is read from a copy that was brought forward; the copy goes with the
/// object.
class NewerCopy {
public:
  explicit NewerCopy(const std::string& plan) {
    std::string name = (fs::temp_directory_path() / "hiilitie-plan-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw geo::Error(plan,
                       say("The plan is of an older version, and no copy of it can be made: {0}.", system_reason()),
                       say("Make room on the disk, or open the plan for editing."));
    folder_ = name;
    std::error_code failed;
    fs::copy_file(plan, path(), failed);
    if (!failed) fs::permissions(path(), fs::perms::owner_read | fs::perms::owner_write, failed);
    if (failed) {
      remove();
      throw geo::Error(plan,
                       say("The plan is of an older version, and no copy of it can be made: {0}.", failed.message()),
                       say("Make room on the disk, or open the plan for editing."));
    }
    Database database(path(), Database::Mode::write);
    migrate(database, migration_steps(), plan_file_version);
  }
  ~NewerCopy() { remove(); }
  NewerCopy(const NewerCopy&) = delete;
  NewerCopy& operator=(const NewerCopy&) = delete;
  [[nodiscard]] std::string path() const { return (folder_ / "plan.sqlite").string(); }

private:
  void remove() const {
    std::error_code gone;
    fs::remove_all(folder_, gone);
  }
  fs::path folder_;
};

}  // namespace

struct PlanStore::State {
  std::string path;
  std::optional<PlanLock> lock;  ///< only for writing; released last
  std::optional<NewerCopy> newer_copy;
  std::unique_ptr<Database> database;
  int srid = 0;
};

PlanStore::PlanStore(std::unique_ptr<State> state) : state_(std::move(state)) {
}
PlanStore::~PlanStore() = default;
PlanStore::PlanStore(PlanStore&&) noexcept = default;
PlanStore& PlanStore::operator=(PlanStore&&) noexcept = default;

PlanStore PlanStore::create(const std::string& path, const geo::Plan& plan) {
  std::error_code unknown;
  if (fs::exists(fs::symlink_status(path, unknown)))
    throw geo::Error(path, say("A file of this name exists already."), say("Choose another name."));
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, unknown))
    throw geo::Error(path, say("The folder {0} does not exist.", folder.string()), say("Make the folder first."));
  const Draft draft(fmt::format("{}.new-{}", path, getpid()));
  try {
    Database database(draft.path(), Database::Mode::create);
    create_schema(database, plan.info().map_crs);
    Transaction transaction(database, Transaction::Kind::write);
    const int srid = srid_of_geometry(database);
    plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
      for (const auto& row : table) write_change(database, geo::Change<T>{row.id, nullptr, row.value}, srid);
    });
    append_history(database, 0, say("Plan created"), "[]");
    transaction.commit();
  } catch (const geo::Error& error) {
    if (error.subject() == draft.path()) throw geo::Error(path, error.reason(), error.advice());
    throw;
  }
  move_into_place(draft.path(), path);
  return open(path, Access::write);
}

PlanStore PlanStore::open(const std::string& path, Access access) {
  expect_plan_file(path);
  auto state = std::make_unique<State>();
  state->path = path;
  if (access == Access::write) {
    if (::access(path.c_str(), W_OK) != 0)
      throw geo::Error(path, say("The file can not be written to."),
                       say("Check that the file and its folder may be changed."));
    state->lock.emplace(path);
    state->database = std::make_unique<Database>(path, Database::Mode::write);
    expect_known_version(*state->database);
    migrate(*state->database, migration_steps(), plan_file_version);
  } else {
    state->database = std::make_unique<Database>(path, Database::Mode::read);
    expect_known_version(*state->database);
    if (state->database->number("PRAGMA user_version") < plan_file_version) {
      state->newer_copy.emplace(path);
      state->database = std::make_unique<Database>(state->newer_copy->path(), Database::Mode::read);
    }
  }
  state->srid = srid_of_geometry(*state->database);
  return PlanStore(std::move(state));
}

const std::string& PlanStore::path() const {
  return state_->path;
}

geo::Loaded<geo::PlanPtr> PlanStore::load() const {
  Database& database = *state_->database;
  const Transaction snapshot(database, Transaction::Kind::read);
  geo::Loaded<geo::PlanPtr> loaded;
  auto plan = std::make_shared<geo::Plan>(read_plan(database, loaded.problems));
  if (plan->table<geo::PlanInfo>().empty())
    throw geo::Error(path(), say("The plan's own row can not be read."), say("Take an earlier copy of the file."));
  loaded.value = std::move(plan);
  if (state_->lock && state_->lock->taken_from()) {
    const LockHolder& other = *state_->lock->taken_from();
    loaded.problems.push_back(
        {geo::ProblemKind::doubtful,
         say("The plan was left open on {0} since {1}. It was taken over; what is still unsaved there may be lost.",
             other.host, other.since),
         {},
         {}});
  }
  return loaded;
}

void PlanStore::commit(const geo::Edit& edit) {
  assert(state_->lock && "the plan was opened for reading");
  Database& database = *state_->database;
  int srid = state_->srid;
  {
    Transaction transaction(database, Transaction::Kind::write);
    for (const geo::AnyChange& change : edit.changes) {
      if (const auto* info = std::get_if<geo::Change<geo::PlanInfo>>(&change);
          info != nullptr && info->before && info->after && info->before->map_crs != info->after->map_crs) {
        srid = register_srid(database, info->after->map_crs);
        change_srid(database, srid);
      }
      write_change(database, change, srid);
    }
    append_history(database, revision() + 1, edit.what, json_of(edit.changes));
    transaction.commit();
  }
  state_->srid = srid;
  state_->lock->renew();
}

std::vector<HistoryRow> PlanStore::history() const {
  std::vector<HistoryRow> rows;
  Statement row(*state_->database, "SELECT revision, made_at, what, what_args FROM history ORDER BY revision");
  while (row.step())
    rows.push_back(
        {row.integer(0), std::string(row.text(1)), {std::string(row.text(2)), arguments_of_json(row.text(3))}});
  return rows;
}

std::int64_t PlanStore::revision() const {
  return state_->database->number("SELECT max(revision) FROM history");
}

void PlanStore::keep_version(const std::string& name) {
  assert(state_->lock && "the plan was opened for reading");
  if (name.empty()) throw geo::Error(path(), say("A version needs a name."));
  for (const PlanVersion& version : versions())
    if (version.name == name)
      throw geo::Error(name, say("A version of this name is kept already."), say("Choose another name."));
  Database& database = *state_->database;
  Transaction transaction(database, Transaction::Kind::write);
  Statement insert(database, "INSERT INTO version (name, revision, made_at) VALUES (?1, ?2, ?3)");
  const std::string made_at = now_utc();
  insert.bind(1, std::string_view(name));
  insert.bind(2, revision());
  insert.bind(3, std::string_view(made_at));
  insert.step();
  transaction.commit();
}

std::vector<PlanVersion> PlanStore::versions() const {
  std::vector<PlanVersion> all;
  Statement row(*state_->database, "SELECT name, revision, made_at FROM version ORDER BY revision, id");
  while (row.step()) all.push_back({std::string(row.text(0)), row.integer(1), std::string(row.text(2))});
  return all;
}

geo::Edit PlanStore::edit_to_version(const geo::Plan& present, const std::string& name) const {
  const std::vector<PlanVersion> all = versions();
  const auto version = std::find_if(all.begin(), all.end(), [&](const PlanVersion& v) { return v.name == name; });
  if (version == all.end()) throw geo::Error(name, say("No version of this name is kept in the plan."));

  geo::Plan then = present;
  Statement row(*state_->database, "SELECT revision, edit FROM history WHERE revision > ?1 ORDER BY revision DESC");
  row.bind(1, version->revision);
  while (row.step())
    if (!take_back(then, row.text(1)))
      throw geo::Error(path(), say("Step {0} of the plan's history can not be read.", std::to_string(row.integer(0))),
                       say("Versions kept before it can not be reached any more."));

  geo::Edit edit{say("Back to version {0}", name), {}};
  present.for_each_table([&]<class T>(const geo::Table<T>& from) { append_difference(edit, from, then.table<T>()); });
  return edit;
}

bool is_plan_file(const std::string& path) {
  std::error_code unknown;
  if (!fs::is_regular_file(path, unknown)) return false;
  const FileHeader header = header_of(path);
  return header.is_sqlite && header.application_id == plan_application_id;
}

}  // namespace layers
