#include "store/merge_manifests.h"

#include <fmt/format.h>

#include "store/merge.h"

namespace simbench::store {
namespace {

/// What a difference is called; any other member is called by its key.
std::string words_for(const std::string& key) {
  static const std::map<std::string, std::string> words{{"suite", "suite, or its version"},
                                                        {"simulator", "simulator, or its release"},
                                                        {"created_by", "release of simbench"},
                                                        {"preset", "preset"},
                                                        {"sampling", "sampling"}};
  auto found = words.find(key);
  return found == words.end() ? key : found->second;
}

/// Joined, or told apart from what a run is made with: a folder is where it lay.
bool may_differ(const std::string& key) {
  static const std::set<std::string> names{"arms",         "models", "judges", "endpoints", "prices",
                                           "suite_folder", "shard",  "merged", "created"};
  return names.contains(key);
}

/// Long hashes by their first digits: they are told apart, not copied.
std::string shown(Json value) {
  if (value.is_object())
    for (Json& inner : value)
      if (inner.is_string() && inner.get_ref<const std::string&>().size() == 64)
        inner = inner.get<std::string>().substr(0, 12) + "…";
  return value.is_null() ? "nothing" : to_text(value);
}

std::string seeds(const Json& instances) {
  std::vector<std::string> names;
  for (const auto& [seed, drawn] : instances.items()) names.push_back(seed);
  return names.empty() ? "none" : join(names, ", ");
}

/// Which instances each has, not the suites that were drawn: those are pages.
std::string difference_of_instances(const Json& a, const Json& b, const std::string& first, const std::string& other) {
  std::string words = fmt::format("instances: {} in {}, {} in {}", seeds(a), first, seeds(b), other);
  if (seeds(a) == seeds(b)) return words + ", drawn from suites that differ";
  return words + " (give each shard the same --instance: `simbench run` then plans what it lacks)";
}

std::vector<std::string> differences_between(const NamedManifest& first, const NamedManifest& other) {
  std::set<std::string> keys;
  for (const auto& [key, value] : first.manifest.items()) keys.insert(key);
  for (const auto& [key, value] : other.manifest.items()) keys.insert(key);
  std::vector<std::string> found;
  for (const std::string& key : keys) {
    const Json &a = get(first.manifest, key), &b = get(other.manifest, key);
    if (may_differ(key) || a == b) continue;
    found.push_back(key == "instances" ? difference_of_instances(a, b, first.name, other.name)
                                       : fmt::format("{}: {} in {}, {} in {}", words_for(key), shown(a), first.name,
                                                     shown(b), other.name));
  }
  return found;
}

/// The list that all have, or the sorted union where they differ: independent of their order either way.
Json joined_list(const std::vector<NamedManifest>& manifests, const char* key) {
  std::set<std::string> all;
  bool same = true;
  const Json& first = get(manifests.front().manifest, key);
  for (const NamedManifest& one : manifests) {
    const Json& list = get(one.manifest, key);
    same = same && list == first;
    for (const Json& item : list)
      if (item.is_string()) all.insert(item.get<std::string>());
  }
  return same ? first : Json(all);
}

/// Takes the members of `more` into `joined`; of two values for one key the one that sorts first.
void join_into(Json& joined, const Json& more, const std::string& name, std::set<std::string>& differing) {
  if (joined.is_null() || joined == more) {
    joined = more;
  } else if (joined.is_object() && more.is_object()) {
    for (const auto& [key, value] : more.items()) join_into(joined[key], value, name + " " + key, differing);
  } else {
    differing.insert(name);
    if (to_text(more) < to_text(joined)) joined = more;
  }
}

/// {of, plan, shards, shares}: which shards of which plan. errors: where the shares were cut differently
Result<Json> joined_shards(const std::vector<NamedManifest>& manifests) {
  Json joined;
  std::set<int> numbers;
  double shares = 0;
  std::string first;
  for (const NamedManifest& one : manifests) {
    const Json &shard = get(one.manifest, "shard"), &merged = get(one.manifest, "merged");
    if (!shard.is_object() && !merged.is_object()) continue;
    const Json& from = shard.is_object() ? shard : merged;
    Json cut{{"of", get(from, "of")}, {"plan", get(from, "plan")}};
    if (joined.is_null()) joined = cut, first = one.name;
    if (joined["of"] != cut["of"])
      return fail(ErrorCode::invalid_input, fmt::format("{} is one of {} shards, {} one of {}: merge shards of one cut",
                                                        first, to_text(joined["of"]), one.name, to_text(cut["of"])));
    if (joined != cut)
      return fail(
          ErrorCode::invalid_input,
          fmt::format("{} and {} share out different tasks: --only, --limit or the arms differed", first, one.name));
    shares = std::max(shares, get_number(from, "shares").value_or(0));
    if (shard.is_object()) numbers.insert(get(shard, "number").get<int>());
    for (const Json& number : get(merged, "shards")) numbers.insert(number.get<int>());
  }
  if (joined.is_object()) joined["shards"] = numbers;
  if (shares > 0) joined["shares"] = static_cast<int64_t>(shares);
  return joined;
}

void tell_lists(const std::vector<NamedManifest>& manifests, const Json& joined, std::vector<std::string>& told) {
  for (const char* key : {"models", "arms"})
    for (const NamedManifest& one : manifests)
      for (const Json& item : get(joined, key)) {
        const Json& list = get(one.manifest, key);
        if (std::find(list.begin(), list.end(), item) == list.end())
          told.push_back(fmt::format("{} has no {} {}", one.name, key == std::string_view("arms") ? "arm" : "model",
                                     item.get<std::string>()));
      }
}

/// A whole number from 1 to `most`.
bool counts(const Json& value, int64_t most) {
  return value.is_number_integer() && value.get<int64_t>() >= 1 && value.get<int64_t>() <= most;
}

/// What isn't right in {number, of, plan, shares} of a shard, or {of, plan, shards, shares} of a merged run; "" if
/// all is.
std::string fault_of_cut(const Json& cut, bool merged) {
  constexpr int64_t kMostShards = 1'000'000;
  if (!cut.is_object()) return "is no object";
  const Json &of = get(cut, "of"), &shares = get(cut, "shares");
  if (!counts(of, kMostShards)) return fmt::format("has {} as 'of', which is no number of shards", to_text(of));
  if (!get(cut, "plan").is_string()) return "has no plan";
  if (!shares.is_null() && !(shares.is_number_integer() && shares.get<int64_t>() >= 0))
    return fmt::format("has {} shares", to_text(shares));
  auto is_one = [&](const Json& number) { return counts(number, of.get<int64_t>()); };
  if (!merged) {
    const Json& number = get(cut, "number");
    return is_one(number) ? "" : fmt::format("is number {} of {}", to_text(number), to_text(of));
  }
  const Json& numbers = get(cut, "shards");
  bool all = numbers.is_array() && std::all_of(numbers.begin(), numbers.end(), is_one);
  return all ? "" : fmt::format("names shards {} of {}", to_text(numbers), to_text(of));
}

std::string fault_of(const Json& manifest) {
  if (!manifest.is_object()) return "it is no object";
  for (const char* key : {"shard", "merged"})
    if (const Json& cut = get(manifest, key); !cut.is_null())
      if (std::string fault = fault_of_cut(cut, key == std::string_view("merged")); !fault.empty())
        return fmt::format("'{}' {}", key, fault);
  for (const char* key : {"models", "arms"}) {
    const Json& list = get(manifest, key);
    bool names =
        list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& one) { return one.is_string(); });
    if (!list.is_null() && !names) return fmt::format("'{}' is no list of names", key);
  }
  for (const char* key : {"endpoints", "judges", "prices", "instances", "suite", "simulator"})
    if (const Json& map = get(manifest, key); !map.is_null() && !map.is_object())
      return fmt::format("'{}' is no object", key);
  return "";
}

}  // namespace

Status check_manifest_shape(const Json& manifest, const std::string& where) {
  std::string fault = fault_of(manifest);
  if (fault.empty()) return {};
  return fail(ErrorCode::corrupt,
              fmt::format("is damaged: {}, so that it isn't what a run wrote; bring it back from a copy, or run the "
                          "shard again",
                          fault),
              where);
}

std::string shard_name(const Json& manifest) {
  const Json& shard = get(manifest, "shard");
  return shard.is_object() ? fmt::format("{}/{}", to_text(get(shard, "number")), to_text(get(shard, "of"))) : "";
}

std::vector<int> missing_shards(const Json& joined) {
  const Json& merged = get(joined, "merged");
  std::vector<int> missing;
  // Of more shards than shares the last have nothing to do.
  double of = merged.is_object() ? get_number(merged, "of").value_or(0) : 0;
  double with_tasks = std::min(of, get_number(merged, "shares").value_or(of));
  for (int i = 1; i <= with_tasks; ++i) {
    const Json& there = get(merged, "shards");
    if (std::find(there.begin(), there.end(), i) == there.end()) missing.push_back(i);
  }
  return missing;
}

Result<Json> join_manifests(const std::vector<NamedManifest>& manifests, std::vector<std::string>& differences) {
  check(!manifests.empty(), "nothing to join");
  std::vector<std::string> refused;
  for (const NamedManifest& one : manifests)
    for (std::string& difference : differences_between(manifests.front(), one))
      refused.push_back(std::move(difference));
  if (!refused.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("these runs were not made alike, so nothing was merged.\n  {}", join(refused, "\n  ")));
  Json joined = manifests.front().manifest;
  joined.erase("shard");
  TRY_ASSIGN(Json shards, joined_shards(manifests));
  if (!shards.is_null()) joined["merged"] = shards;
  for (const char* key : {"models", "arms"})
    if (Json list = joined_list(manifests, key); !list.is_null()) joined[key] = list;
  std::set<std::string> differing;
  for (const char* key : {"endpoints", "judges", "prices"})
    for (const NamedManifest& one : manifests)
      if (const Json& more = get(one.manifest, key); !more.is_null()) join_into(joined[key], more, key, differing);
  for (const std::string& name : differing)
    differences.push_back(fmt::format("{} differ between shards; the notes shards/… keep what each had", name));
  for (const NamedManifest& one : manifests)
    if (std::string folder = get_string(one.manifest, "suite_folder").value_or("");
        folder < get_string(joined, "suite_folder").value_or(""))
      joined["suite_folder"] = folder;
  for (const NamedManifest& one : manifests)
    if (auto created = get_string(one.manifest, "created"))
      if (std::string first = text_of(joined, "created"); first.empty() || *created < first)
        joined["created"] = *created;
  tell_lists(manifests, joined, differences);
  return joined;
}

namespace {

std::set<std::string> names_in(const Json& list) {
  std::set<std::string> names;
  for (const Json& name : list)
    if (name.is_string()) names.insert(name.get<std::string>());
  return names;
}

/// What all shards of a merged run are of, and the runs in it that are no shards.
struct Contents {
  std::set<std::string> models, arms;
  std::map<std::string, Json> whole;  ///< their manifests by name
};

Result<Contents> contents_of(const Database& db) {
  constexpr std::string_view kPrefix = "shards/";
  TRY_ASSIGN(Statement notes, db.prepare("SELECT name, value FROM note WHERE name LIKE 'shards/%'"));
  Contents contents;
  for (;;) {
    TRY_ASSIGN(bool more, notes.step());
    if (!more) return contents;
    TRY_ASSIGN(Json facts, parse_json(notes.text(1), "run.db"));
    const Json& manifest = get(facts, "manifest");
    if (get(manifest, "shard").is_object()) {
      contents.models.merge(names_in(get(manifest, "models")));
      contents.arms.merge(names_in(get(manifest, "arms")));
    } else if (!get(manifest, "merged").is_object()) {
      contents.whole[notes.text(0).substr(kPrefix.size())] = manifest;
    }
  }
}

/// Has each of the models cells of as many tasks (or systems, which a dialogue leaves whole) as were shared out?
Result<bool> has_all_shares(const Database& db, const Contents& contents, double shares) {
  const char* share = contents.arms.contains("dialogue") ? "system" : "system || '/' || turn";
  TRY_ASSIGN(Statement count, db.prepare(fmt::format("SELECT count(DISTINCT {}) FROM cell WHERE model = ?", share)));
  for (const std::string& model : contents.models) {
    TRY(count.bind(1, model).step());
    if (static_cast<double>(count.integer(0)) < shares) return false;
    count.reset();
  }
  return true;
}

}  // namespace

Result<std::string> fill_by_whole_run(const Database& db, Json& manifest) {
  std::optional<double> shares = get_number(get(manifest, "merged"), "shares");
  if (!shares) return std::string();
  TRY_ASSIGN(Contents contents, contents_of(db));
  for (const auto& [name, whole] : contents.whole) {
    std::set<std::string> models = names_in(get(whole, "models")), arms = names_in(get(whole, "arms"));
    if (!std::includes(models.begin(), models.end(), contents.models.begin(), contents.models.end()) ||
        !std::includes(arms.begin(), arms.end(), contents.arms.begin(), contents.arms.end()))
      continue;
    TRY_ASSIGN(bool all, has_all_shares(db, contents, *shares));
    if (!all) continue;
    Json numbers = Json::array();
    for (int i = 1; i <= get_number(manifest["merged"], "of").value_or(0); ++i) numbers.push_back(i);
    manifest["merged"]["shards"] = std::move(numbers);
    return name;
  }
  return std::string();
}

Status note_manifest(const Database& db, const Json& manifest) {
  TRY_ASSIGN(Statement insert, db.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)"));
  return insert.bind(1, kUnwrittenManifest).bind(2, to_text(manifest)).run();
}

Result<Json> unwritten_manifest(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT value FROM note WHERE name = ?"));
  TRY_ASSIGN(bool found, select.bind(1, kUnwrittenManifest).step());
  return found ? parse_json(select.text(0), "run.db") : Json(nullptr);
}

Status write_unwritten(const Database& db, const fs::path& folder) {
  TRY_ASSIGN(Json manifest, unwritten_manifest(db));
  if (manifest.is_null()) return {};
  TRY(write_file(folder / "manifest.json", to_pretty_text(manifest)));
  TRY_ASSIGN(Statement drop, db.prepare("DELETE FROM note WHERE name = ?"));
  return drop.bind(1, kUnwrittenManifest).run();
}

}  // namespace simbench::store
