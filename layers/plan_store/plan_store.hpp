// The plan file: one SQLite/SpatiaLite database that QGIS opens as it is.
#pragma once

#include "geo/error.hpp"
#include "geo/plan/edit.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace layers {

/// "HIIL": application_id of plan files.
inline constexpr std::uint32_t plan_application_id = 0x4849494C;
/// user_version that this program writes.
inline constexpr int plan_file_version = 4;

struct HistoryRow {
  std::int64_t revision = 0;
  std::string made_at;  ///< ISO 8601, UTC
  geo::Message what;
};

struct PlanVersion {
  std::string name;
  std::int64_t revision = 0;
  std::string made_at;
};

/// What is wrong in a plan file, for `check`.
struct Fault {
  std::string table;                ///< empty: the file as a whole
  std::optional<std::int64_t> row;  ///< id
  geo::Message what;
};

/// An open plan file. Every `commit` is one transaction that is on disk when it returns (rollback journal,
/// synchronous FULL).
class PlanStore {
public:
  enum class Access { read, write };

  /// A new file with the plan in it. Throws Error if the path exists or can not be written.
  static PlanStore create(const std::string& path, const geo::Plan& plan);
  /// Opens a plan file, migrating an older one (a copy of the old file is kept beside it). Throws Error: not a plan,
  /// newer than this program, damaged, or - for write - open in another program (names host, process and time).
  static PlanStore open(const std::string& path, Access access);
  ~PlanStore();
  PlanStore(PlanStore&&) noexcept;
  PlanStore& operator=(PlanStore&&) noexcept;

  [[nodiscard]] const std::string& path() const;
  /// Reads the whole plan. Rows that can not be read are left out and listed.
  [[nodiscard]] geo::Loaded<geo::PlanPtr> load() const;
  /// Writes the edit (also an undo or redo, which are edits as well) and its history row in one transaction.
  /// On failure (disk full, file gone) throws Error and the file is as before.
  void commit(const geo::Edit& edit);

  [[nodiscard]] std::vector<HistoryRow> history() const;
  [[nodiscard]] std::int64_t revision() const;

  /// Names the present state.
  void keep_version(const std::string& name);
  [[nodiscard]] std::vector<PlanVersion> versions() const;
  /// The edit that takes `present` back to the kept version. Commit it to go there.
  [[nodiscard]] geo::Edit edit_to_version(const geo::Plan& present, const std::string& name) const;

private:
  struct State;
  explicit PlanStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// All faults of a plan file: application id, version, integrity, foreign keys, CHECKs, geometry blobs, spatial
/// indexes, missing tables. Empty means whole and consistent. Throws Error only when the file can not be opened at all.
[[nodiscard]] std::vector<Fault> check_plan_file(const std::string& path);

/// True if the file starts as an SQLite file with our application_id.
[[nodiscard]] bool is_plan_file(const std::string& path);

}  // namespace layers
