// One connection to an SQLite file with SpatiaLite's functions, statements on it and transactions. Every failure
// is a geo::Error with the file as subject. Values are always bound, never put into the text of a statement.
#pragma once

#include "geo/error.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace layers {

class Database {
public:
  /// `check` reads only, but on a connection that could write: SQLite tests no CHECKs on one that can not.
  enum class Mode { read, check, write, create };

  /// Opens (for `create` also makes) the file; other connections are waited for up to five seconds.
  Database(std::string path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] sqlite3* handle() const { return handle_; }
  /// Runs one or more statements without results.
  void run(const std::string& sql);
  /// The first column of the first row as a number; 0 if there is none.
  [[nodiscard]] std::int64_t number(const std::string& sql);
  [[nodiscard]] std::string text(const std::string& sql);
  /// Throws the Error that says what SQLite's last result on this connection means for the person.
  [[noreturn]] void fail() const;

private:
  void close();
  std::string path_;
  sqlite3* handle_ = nullptr;
  void* spatialite_ = nullptr;
};

enum class ValueType { null, integer, real, text, blob };

class Statement {
public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Places are counted from 1. Texts and blobs must live until the next `step`.
  void bind(int place, std::int64_t value);
  void bind(int place, double value);
  void bind(int place, std::string_view value);
  void bind(int place, std::span<const std::byte> value);
  void bind_null(int place);
  /// True while there is a row.
  bool step();
  /// Makes the statement ready to run again with new values.
  void reset();

  /// Columns are counted from 0. Views live until the next `step`.
  [[nodiscard]] ValueType type(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::span<const std::byte> blob(int column) const;

private:
  void expect(int result) const;
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

/// A transaction that is rolled back unless `commit` returned.
class Transaction {
public:
  enum class Kind { read, write };
  Transaction(Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

private:
  Database& database_;
};

/// `name` as an SQL identifier.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace layers
