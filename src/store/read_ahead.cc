#include "store/read_ahead.h"

#include <fmt/format.h>

namespace simbench::store {

ReadAhead::ReadAhead(const fs::path& database, std::vector<Slice> slices) : slices_(std::move(slices)) {
  constexpr size_t kThreads = 8;  // they wait for the disk, not for processors
  for (size_t i = 0; i < std::min(kThreads, slices_.size()); ++i)
    threads_.emplace_back([this, database] { read(database); });
}

ReadAhead::~ReadAhead() {
  next_ = slices_.size();
  wait();
}

void ReadAhead::wait() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ReadAhead::read(const fs::path& database) {
  Result<Database> db = Database::open(database, true);
  if (!db) return;
  for (size_t i = next_++; i < slices_.size(); i = next_++) {
    Result<Statement> select = db->prepare(slices_[i].query);
    if (!select) continue;
    int place = 0;
    for (const std::string& value : slices_[i].values) select->bind(++place, std::string_view(value));
    while (select->step().value_or(false)) continue;
  }
}

namespace {

/// The systems of all cells, from the index of keys, a step for each.
Result<std::vector<std::vector<std::string>>> systems_of(const Database& db) {
  TRY_ASSIGN(Statement after, db.prepare("SELECT suite, system FROM cell WHERE (suite, system) > (?, ?) ORDER BY "
                                         "suite, system LIMIT 1"));
  std::vector<std::vector<std::string>> systems;
  std::vector<std::string> last{"", ""};
  for (;;) {
    TRY_ASSIGN(bool more, after.bind(1, std::string_view(last[0])).bind(2, std::string_view(last[1])).step());
    if (!more) return systems;
    last = {after.text(0), after.text(1)};
    systems.push_back(last);
    after.reset();
  }
}

Result<bool> is_large(const Database& db) {
  constexpr int64_t kLarge = 25000;  // pages: 100 MB
  TRY_ASSIGN(Statement pages, db.prepare("PRAGMA page_count"));
  TRY(pages.step());
  return pages.integer(0) >= kLarge;
}

}  // namespace

std::vector<Slice> slices_for_tables(const Database& db) {
  std::vector<Slice> slices;
  if (!is_large(db).value_or(false)) return slices;
  auto systems = systems_of(db);
  if (!systems) return slices;
  for (std::vector<std::string>& system : *systems)
    slices.push_back({"SELECT count(*) FROM cell WHERE suite = ? AND system = ?", std::move(system)});
  for (int i = 0; i < 256; ++i)  // an id is hexadecimal digits, each as likely as any
    slices.push_back({"SELECT count(*) FROM digest WHERE cell >= ? AND cell < ?",
                      {fmt::format("{:02x}", i), i < 255 ? fmt::format("{:02x}", i + 1) : "g"}});
  return slices;
}

}  // namespace simbench::store
