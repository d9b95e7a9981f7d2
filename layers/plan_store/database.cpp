#include "layers/plan_store/database.hpp"

// spatialite.h needs what sqlite3.h declares.
// clang-format off
#include <sqlite3.h>
#include <spatialite.h>
// clang-format on

#include <utility>

namespace layers {

namespace {

constexpr int wait_for_others_ms = 5000;

int open_flags(Database::Mode mode) {
  if (mode == Database::Mode::read) return SQLITE_OPEN_READONLY;
  // SQLite falls back to reading by itself where writing is not allowed.
  return mode == Database::Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
}

bool has_journal_of_a_killed_writer(sqlite3* database) {
  sqlite3_extended_result_codes(database, 1);
  const int result = sqlite3_exec(database, "PRAGMA schema_version", nullptr, nullptr, nullptr);
  return result == SQLITE_READONLY_ROLLBACK;
}

}  // namespace

Database::Database(std::string path, Mode mode) : path_(std::move(path)) {
  // A name is only ever a name: "file:" addresses are not read.
  const std::string name = path_.starts_with('/') ? path_ : "./" + path_;
  const int opened = sqlite3_open_v2(name.c_str(), &handle_, open_flags(mode), nullptr);
  try {
    if (opened != SQLITE_OK) fail();
    const bool unfinished = mode == Mode::read && has_journal_of_a_killed_writer(handle_);
    if (unfinished) {
      // Only a connection that may write can take the unfinished change back; afterwards it reads like the other.
      sqlite3_close(std::exchange(handle_, nullptr));
      if (sqlite3_open_v2(name.c_str(), &handle_, open_flags(Mode::write), nullptr) != SQLITE_OK) fail();
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, wait_for_others_ms);
    spatialite_ = spatialite_alloc_connection();
    spatialite_init_ex(handle_, spatialite_, 0);
    run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = ON;");
    if (unfinished || mode == Mode::check) run("PRAGMA query_only = ON");
  } catch (...) {
    close();
    throw;
  }
}

Database::~Database() {
  close();
}

void Database::close() {
  sqlite3_close(handle_);
  if (spatialite_ != nullptr) spatialite_cleanup_ex(spatialite_);
}

void Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? std::string(statement.text(0)) : std::string();
}

void Database::fail() const {
  using geo::say;
  const int code = sqlite3_extended_errcode(handle_);
  const std::string words = sqlite3_errmsg(handle_);
  if (code == SQLITE_READONLY_DBMOVED)
    throw geo::Error(path_, say("The file was moved, replaced or deleted while it was open."),
                     say("Put it back, or save the plan under another name."));
  switch (code & 0xFF) {
    case SQLITE_FULL: throw geo::Error(path_, say("The disk is full."), say("Make room on the disk and try again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw geo::Error(path_, say("The file can not be written to."),
                       say("Check that the file and its folder may be changed."));
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      throw geo::Error(path_, say("The file can not be opened."),
                       say("Check that the file is there and that you may read it."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw geo::Error(path_, say("Another program is using the file just now."), say("Close it there and try again."));
    case SQLITE_IOERR:
      throw geo::Error(path_, say("The disk reported a fault: {0}.", words),
                       say("Check the disk or the network connection and try again."));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      throw geo::Error(path_, say("The file is damaged: {0}.", words), say("Take an earlier copy of the file."));
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      throw geo::Error(path_, say("A value is too large to be stored."),
                       say("Simplify the geometry or shorten the text."));
    case SQLITE_CONSTRAINT: throw geo::Error(path_, say("The file does not accept the change: {0}.", words));
    default: throw geo::Error(path_, say("The file can not be used: {0}.", words));
  }
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  expect(sqlite3_prepare_v2(database_.handle(), sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::expect(int result) const {
  if (result != SQLITE_OK) database_.fail();
}

void Statement::bind(int place, std::int64_t value) {
  expect(sqlite3_bind_int64(statement_, place, value));
}

void Statement::bind(int place, double value) {
  expect(sqlite3_bind_double(statement_, place, value));
}

void Statement::bind(int place, std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  expect(sqlite3_bind_text64(statement_, place, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int place, std::span<const std::byte> value) {
  expect(sqlite3_bind_blob64(statement_, place, value.data(), value.size(), SQLITE_STATIC));
}

void Statement::bind_null(int place) {
  expect(sqlite3_bind_null(statement_, place));
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) database_.fail();
  return result == SQLITE_ROW;
}

void Statement::reset() {
  sqlite3_reset(statement_);
  expect(sqlite3_clear_bindings(statement_));
}

ValueType Statement::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER: return ValueType::integer;
    case SQLITE_FLOAT: return ValueType::real;
    case SQLITE_TEXT: return ValueType::text;
    case SQLITE_BLOB: return ValueType::blob;
    default: return ValueType::null;
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_, column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::span<const std::byte> Statement::blob(int column) const {
  const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // SpatiaLite's triggers roll back by themselves: then there is nothing left to undo.
  if (sqlite3_get_autocommit(database_.handle()) == 0)
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.run("COMMIT");
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace layers
