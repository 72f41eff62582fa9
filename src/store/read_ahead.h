#pragma once
// What tables are made of lies scattered over a large run's database. Private to room store.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite.h"

namespace simbench::store {

/// A query over a part of a table; its rows are read and dropped.
struct Slice {
  const char* query;
  std::vector<std::string> values;  ///< of its parameters
};

/// Threads that read parts of a database before they are asked for, so that they lie in the system's cache then. A disk
/// answers eight at once in little more than the time of one.
class ReadAhead {
 public:
  /// In this order. What can't be read is left out: whoever asks for it is told why.
  ReadAhead(const fs::path& database, std::vector<Slice> slices);
  ~ReadAhead();  ///< without what isn't begun
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  /// Until all is read.
  void wait();

 private:
  void read(const fs::path& database);

  std::vector<Slice> slices_;
  std::atomic<size_t> next_ = 0;
  std::vector<std::thread> threads_;
};

/// What tables ask for: the keys of all cells, then their digests. None of a small run: the system reads it at once.
std::vector<Slice> slices_for_tables(const Database& db);

}  // namespace simbench::store
