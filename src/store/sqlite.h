#pragma once
// A thin, owning wrapper of SQLite's C interface. Private to room store.
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"

namespace simbench::store {

class Database;

/// One prepared statement. Parameters count from 1, columns from 0.
class Statement {
 public:
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, int64_t number);
  Statement& bind(int index, const std::optional<double>& number);
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);
  /// The value of a column of another statement's row as it is: its type is kept.
  Statement& bind_value(int index, const Statement& row, int column);

  /// True if there is a row to read.
  Result<bool> step();
  /// Runs a statement that gives no rows.
  Status run();
  /// Ready to be bound and stepped again.
  void reset() { sqlite3_reset(statement_.get()); }

  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string name(int column) const { return sqlite3_column_name(statement_.get(), column); }
  bool is_null(int column) const;
  std::string text(int column) const;       ///< bytes as stored; "" for null
  std::string_view view(int column) const;  ///< the same until the next step
  int64_t integer(int column) const;
  std::optional<double> number(int column) const;

 private:
  friend class Database;
  Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement, sqlite3_finalize) {}
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
};

/// One connection. Not for several threads at once.
class Database {
 public:
  /// A database that nobody writes is read without files beside it, so that it may lie where nothing can be written,
  /// or on a network. errors: not_found, denied, corrupt; unsupported for a network file system where it can't live
  static Result<Database> open(const fs::path& file, bool read_only);

  Result<Statement> prepare(std::string_view sql) const;
  /// Several statements without parameters.
  Status run(const char* sql) const;
  /// Rows changed by the last statement.
  int64_t changes() const { return sqlite3_changes64(db_.get()); }
  bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }

 private:
  explicit Database(sqlite3* db) : db_(db, sqlite3_close_v2) {}
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> db_;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back unless commit() was called.
class Transaction {
 public:
  /// Inside another transaction it is a part of that one: only the outer one's commit counts.
  static Result<Transaction> begin(const Database& db);
  Status commit();
  /// False inside another one.
  bool is_outer() const { return db_ != nullptr; }
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  Transaction& operator=(Transaction&& other) noexcept {
    std::swap(db_, other.db_);
    return *this;
  }
  ~Transaction();

 private:
  explicit Transaction(const Database* db) : db_(db) {}
  const Database* db_;
};

}  // namespace simbench::store
