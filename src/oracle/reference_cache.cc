#include "oracle/reference_cache.h"

#include <cstdlib>

#include "base/json.h"
#include "log/log.h"
#include "trace/trace.h"

namespace simbench::oracle {
namespace {

constexpr std::string_view kFormat = "1";

bool is_lasting(const Outcome& outcome) {
  bool by_itself = outcome.end == End::finished || outcome.end == End::horizon || outcome.end == End::error;
  return by_itself && outcome.infra.empty();
}

}  // namespace

fs::path ReferenceCache::usual_folder() {
  auto folder = [](const char* variable) {
    const char* value = std::getenv(variable);
    return value && fs::path(value).is_absolute() ? fs::path(value) : fs::path();
  };
  if (fs::path chosen = folder("XDG_CACHE_HOME"); !chosen.empty()) return chosen / "simbench";
  fs::path home = folder("HOME");
  return home.empty() ? fs::path() : home / ".cache/simbench";
}

std::string ReferenceCache::key(const suite::Turn& turn, const std::string& simulator,
                                const sandbox::Perturbation& perturbation) const {
  if (folder_.empty()) return "";
  return Hasher()
      .add("format", kFormat)
      .add("turn", turn.hash)
      .add("surroundings", sandbox::surroundings_hash(simulator))
      .add("perturbation", to_text(perturbation.to_json()))
      .hex();
}

std::optional<sandbox::Recording> ReferenceCache::find(const std::string& key) const {
  if (key.empty()) return std::nullopt;
  auto text = read_file(file(key));
  if (!text) return std::nullopt;
  auto json = parse_json(*text, key);
  if (!json || !json->is_object()) return std::nullopt;
  sandbox::Recording kept{Outcome::from_json(*json), ""};
  std::string trace = std::exchange(kept.outcome.trace, "");
  if (trace.empty()) return kept;
  auto frames = trace::read_frames(trace::file(traces(), trace));
  if (!frames || sha256(*frames) != trace) return std::nullopt;
  kept.frames = std::move(*frames);
  return kept;
}

void ReferenceCache::keep(const std::string& key, const sandbox::Recording& recording) const {
  if (key.empty() || !is_lasting(recording.outcome)) return;
  auto store = [&]() -> Status {
    Outcome outcome = recording.outcome;
    TRY(make_directories(file(key).parent_path()));
    if (!recording.frames.empty()) {
      TRY_ASSIGN(outcome.trace, trace::store(recording.frames, traces()));
    }
    return write_file(file(key), to_text(outcome.to_json()));
  };
  if (Status stored = store(); !stored)
    log_line(LogLevel::warning, "a reference's run isn't kept for the next time: " + stored.error().text());
}

}  // namespace simbench::oracle
