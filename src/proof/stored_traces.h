#pragma once
// The reduced traces that a suite keeps: one file a system, since they are alike and compress together
// (docs/format/trace.md, "Reduced traces").
#include <map>
#include <mutex>
#include <set>

#include "trace/trace.h"

namespace simbench::proof {

/// Safe to use from several threads at once; what several processes keep in one folder is all there afterwards.
class StoredTraces {
 public:
  explicit StoredTraces(fs::path folder) : folder_(std::move(folder)) {}

  /// Where those of a system stand, for complaints, too.
  fs::path file(const std::string& system) const;
  /// False of one that isn't there, or whose file can't be read.
  bool holds(const std::string& system, const std::string& hash);
  /// Of all that are there.
  std::vector<std::string> hashes(const std::string& system);
  /// errors: not_found, corrupt with what to do
  Result<trace::Trace> read(const std::string& system, const std::string& hash);
  /// Takes in an encoded trace; returns its hash. On disk it is once keep() has returned.
  std::string add(const std::string& system, std::string bytes);
  /// Writes the files of the systems that were added to. errors: those of disk; the old files stand then
  Status keep();
  /// Takes away, by system, all but these, and whatever else lies in the folder. errors: as above
  Status keep_only(const std::map<std::string, std::set<std::string>>& used);

 private:
  using Traces = std::map<std::string, std::string>;  ///< hash → encoded trace
  struct Shelf {
    Traces traces;
    std::optional<Error> unreadable;  ///< of the file
    bool has_news = false;
  };
  Shelf& shelf(const std::string& system);
  Result<Traces> on_disk(const std::string& system) const;
  Status write(const std::string& system, const Traces& traces) const;

  fs::path folder_;
  std::mutex gate_;
  std::map<std::string, Shelf> shelves_;  ///< of the systems that were asked for
};

}  // namespace simbench::proof
