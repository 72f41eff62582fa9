#include "metric/pairs.h"

#include <mutex>
#include <unordered_map>

#include "metric/metric.h"

namespace simbench::metric {
namespace {

constexpr size_t kMaxFileBytes = size_t{64} << 20;
constexpr size_t kMaxCachedReferences = 256;

/// References by path. Two threads may parse the same one at once; both results are equal.
class ReferenceCache {
 public:
  Result<std::shared_ptr<const Reference>> get(const std::string& path) {
    {
      std::lock_guard lock(mutex_);
      if (auto row = known_.find(path); row != known_.end()) return row->second;
    }
    TRY_ASSIGN(std::string source, read_program(path));
    auto reference = std::make_shared<const Reference>(std::move(source));
    std::lock_guard lock(mutex_);
    if (known_.size() >= kMaxCachedReferences) known_.clear();
    return known_[path] = std::move(reference);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Reference>> known_;
};

struct Columns {
  size_t candidate = 0, reference = 0;
  std::optional<size_t> given;
};

Result<Columns> columns_of(const CsvTable& table) {
  Columns out;
  for (auto [name, column] : {std::pair{"candidate", &out.candidate}, {"reference", &out.reference}}) {
    auto found = table.column(name);
    if (!found)
      return fail(ErrorCode::invalid_input,
                  fmt::format("has no column '{}'; the header must name candidate, reference[, given]", name),
                  table.path + ":1");
    *column = *found;
  }
  out.given = table.column("given");
  return out;
}

std::string located(const std::string& path, const fs::path& table) {
  std::error_code ignored;
  if (fs::path(path).is_absolute() || fs::exists(path, ignored)) return path;
  fs::path beside = table.parent_path() / path;
  return fs::exists(beside, ignored) ? beside.string() : path;
}

std::string cells(const std::vector<Score>& scores) {
  std::string out, reasons;
  for (const Score& score : scores) {
    out += score.value ? fmt::format(",{}", *score.value) : ",";
    if (!score.value) reasons += fmt::format("{}{}: {}", reasons.empty() ? "" : "; ", score.id, score.reason);
  }
  return out + "," + escape_csv(reasons);
}

struct Work {
  const CsvTable& table;
  const MoreScores& more;
  Columns columns;
  ReferenceCache references;
};

Result<std::string> measured(Work& work, size_t row) {
  const Columns& columns = work.columns;
  const std::vector<std::string>& names = work.table.rows[row];
  auto path = [&](size_t column) { return located(names[column], work.table.path); };
  TRY_ASSIGN(std::string source, read_program(path(columns.candidate)));
  TRY_ASSIGN(std::shared_ptr<const Reference> reference, work.references.get(path(columns.reference)));
  Text candidate(std::move(source));
  std::optional<std::string> given;
  if (columns.given && !names[*columns.given].empty()) {
    TRY_ASSIGN(given, read_program(path(*columns.given)));
  }
  std::vector<Score> scores = measure_all({candidate, *reference});
  if (work.more.score)
    for (Score& score : work.more.score(candidate.source(), reference->text().source(), given))
      scores.push_back(std::move(score));
  return cells(scores);
}

std::string header(const Columns& columns, const std::vector<std::string>& more) {
  std::string out = columns.given ? "candidate,reference,given" : "candidate,reference";
  for (const Metric& metric : registry()) out += fmt::format(",{}", metric.id);
  for (const std::string& id : more) out += "," + id;
  return out + ",reasons\n";
}

}  // namespace

Result<std::string> read_program(const fs::path& path) {
  return read_file(path, kMaxFileBytes);
}

Result<PairsResult> measure_pairs(const CsvTable& table, size_t threads, const MoreScores& more) {
  TRY_ASSIGN(Columns columns, columns_of(table));
  Work work{table, more, columns, {}};
  std::vector<Result<std::string>> rows(table.rows.size());
  parallel_for(rows.size(), threads, [&](size_t row) { rows[row] = measured(work, row); });
  PairsResult out{.csv = header(columns, more.ids)};
  std::string no_values(registry().size() + more.ids.size(), ',');
  for (size_t row = 0; row < rows.size(); ++row) {
    const auto& names = table.rows[row];
    out.csv += escape_csv(names[columns.candidate]) + "," + escape_csv(names[columns.reference]);
    if (columns.given) out.csv += "," + escape_csv(names[*columns.given]);
    if (!rows[row]) ++out.failed;
    out.csv +=
        rows[row] ? *rows[row] : no_values + "," + escape_csv(table.where(row) + ": " + rows[row].error().text());
    out.csv += "\n";
  }
  return out;
}

}  // namespace simbench::metric
