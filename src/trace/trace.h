#pragma once
// Room trace: what the physics did, in simulator-neutral terms (docs/format/trace.md). Reads and writes; has no
// opinions.
#include <functional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"

namespace simbench::trace {

/// A stretch of every sample: `width` numbers from `offset` on (offset 0 is the time).
struct Block {
  std::string kind;  ///< "body", "joint", "energy", …
  int id = 0;
  int mesh = 0;  ///< for kind "node"
  size_t width = 0, offset = 0;
};

/// Samples that share one layout. `values` is row-major: rows of `stride` numbers, the time first.
struct Segment {
  std::vector<Block> blocks;
  size_t stride = 1;
  std::vector<double> values;
  size_t size() const { return values.size() / stride; }
};

/// One trace, read whole. JSON parts are as written by the probe, checked for kind but not for meaning.
struct Trace {
  Json header = Json::object();
  std::vector<Json> censuses;  ///< in order; the first is the one before the first step
  std::vector<Segment> segments;
  std::vector<Json> calls, events;
  Json end;                  ///< null when the process died before it could write it
  bool truncated = false;    ///< a broken tail was dropped
  size_t dropped_bytes = 0;  ///< its length

  /// The census at the first step, or an empty object.
  const Json& first_census() const;
  /// The census at the end, or an empty object (the process died, or its script ended the system first).
  const Json& last_census() const;
  /// All objects of `list` ("bodies", "joints", …): first census and those created later; the first wins by id.
  Json objects(std::string_view list) const;

  /// Times of all samples, s.
  std::vector<double> times() const;
  /// Series of column `column` of the block (kind, id[, mesh]): one number a sample, NaN where the block is absent.
  std::vector<double> series(std::string_view kind, int id, size_t column, int mesh = 0) const;
  /// Width of the block (kind, id[, mesh]), 0 if there is none.
  size_t width(std::string_view kind, int id, int mesh = 0) const;
  size_t sample_count() const;
};

/// True for blocks of positions and velocities; other readings may be unknown without harm.
bool is_state(const Block& block);

/// Samples first … end−1 of a trace.
struct Episode {
  size_t first = 0, end = 0;
  bool diverged = false;  ///< it ends where a body, joint or node is no number: what follows is no motion
};
/// The longest stretch of samples whose time doesn't go back (a script may reset it), up to where it diverges.
Episode longest_episode(const Trace& trace);

/// Decodes frames. Drops a broken tail (`truncated`). errors: corrupt if there isn't even a header of a known format.
Result<Trace> parse(std::string_view bytes);
/// Where the trace with this content hash lies in a folder of traces: folder/<hash>.trace.zst.
fs::path file(const fs::path& folder, std::string_view hash);
/// The bytes in a .trace.zst file, as they were stored. errors: not_found, corrupt.
Result<std::string> read_frames(const fs::path& file);
/// Reads a .trace.zst file. errors: not_found, corrupt.
Result<Trace> read(const fs::path& file);
/// The frames of a trace, canonical: parse(encode(t)) equals t.
std::string encode(const Trace& trace);
/// The same with the samples packed (docs/format/trace.md, "Reduced traces"): small, and a little less exact.
std::string encode_packed(const Trace& trace);

/// What a reduced trace keeps. Samples are evenly spread, first and last kept. Of what has no function all is kept.
struct Reduction {
  size_t samples = 200;
  size_t calls_of_a_name = 20;                   ///< of each (class, method)
  std::function<bool(const Json&)> keep_call{};  ///< also asked of the event "printed"
  std::function<bool(const Block&)> keep_block{};
};
Trace reduce(const Trace& trace, const Reduction& how);
/// Compresses and writes `bytes` to where `file` says; returns the hash.
Result<std::string> store(std::string_view bytes, const fs::path& folder);
/// One row a sample, one column a number; the header names object and unit: "body.bob.x_m", "joint.pivot.angle_rad".
/// errors: invalid_input if the table would be too large (layouts that change all the time).
Result<std::string> to_csv(const Trace& trace);

}  // namespace simbench::trace
