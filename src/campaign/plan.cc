// What a run is going to do: cells, the tasks they are of, and the manifest that goes with them.

#include <fmt/format.h>

#include "campaign/run.h"
#include "campaign/scoring.h"
#include "dialogue/dialogue.h"

namespace simbench::campaign {
namespace {

using Planned = std::pair<const suite::System*, int>;

/// Tasks in order of system and turn that match, the first `limit` of them.
std::vector<Planned> chosen_tasks(const Settings& settings) {
  std::vector<Planned> tasks;
  for (const suite::System& system : settings.suite->systems)
    for (int turn = 1; turn <= 3; ++turn) {
      std::string name = fmt::format("{}/{}", system.name, turn);
      if (!settings.only.empty() && !glob_match(settings.only, name) && !glob_match(settings.only, system.name))
        continue;
      if (settings.only_drawn && system.turn(turn).drawn.is_null()) continue;
      tasks.emplace_back(&system, turn);
    }
  if (settings.limit && tasks.size() > *settings.limit) tasks.resize(*settings.limit);
  return tasks;
}

bool has_dialogue(const Settings& settings) {
  return std::find(settings.arms.begin(), settings.arms.end(), Arm::dialogue) != settings.arms.end();
}

/// What goes to one shard as a whole: a task, or a system where a dialogue runs through its turns.
std::string share_of(const Planned& task, const Settings& settings) {
  return has_dialogue(settings) ? task.first->name : fmt::format("{}/{}", task.first->name, task.second);
}

/// All shares, shuffled by their hashes: turns and categories cost differently and spread evenly that way.
std::vector<std::string> shuffled_shares(const Settings& settings) {
  std::set<std::string> shares;
  for (const Planned& task : chosen_tasks(settings)) shares.insert(share_of(task, settings));
  std::vector<std::string> order(shares.begin(), shares.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return sha256(a) < sha256(b); });
  return order;
}

/// The chosen tasks that fall to the shard; all of them where there is none.
std::vector<Planned> own_tasks(const Settings& settings) {
  std::vector<Planned> tasks = chosen_tasks(settings);
  if (!settings.shard) return tasks;
  std::vector<std::string> shares = shuffled_shares(settings);
  std::set<std::string> own;
  for (size_t i = settings.shard->index; i < shares.size(); i += settings.shard->count) own.insert(shares[i]);
  std::erase_if(tasks, [&](const Planned& task) { return !own.contains(share_of(task, settings)); });
  return tasks;
}

/// Of all that decides how tasks are shared out.
std::string plan_hash(const Settings& settings) {
  std::string limit = settings.limit ? std::to_string(*settings.limit) : "";
  return sha256(fmt::format("{} | {} | {}", settings.only, limit, has_dialogue(settings)));
}

/// The manifest's word on which share this is, and of what.
Json shard_json(const Settings& settings) {
  if (!settings.shard) return nullptr;
  return {{"number", settings.shard->index + 1}, {"of", settings.shard->count}, {"plan", plan_hash(settings)}};
}

/// A merged run that plans all tasks itself lacks no shard any more.
void fill_merged(const Settings& settings, Json& manifest) {
  if (!manifest.contains("merged") || get(manifest["merged"], "plan") != plan_hash(settings)) return;
  Json all = Json::array();
  for (int i = 1; i <= get_number(manifest["merged"], "of").value_or(0); ++i) all.push_back(i);
  manifest["merged"]["shards"] = std::move(all);
}

/// The same with how many shares there are: of an instance there may be fewer than of the suite, and earlier releases
/// didn't say.
Json counted_shard(const Json& shard, const Json& earlier, const Settings& settings) {
  Json counted = shard;
  double before = get_number(get(earlier, "shard"), "shares").value_or(0);
  counted["shares"] = std::max(shuffled_shares(settings).size(), static_cast<size_t>(before));
  return counted;
}

/// Turns that must be there for a turn of this arm: a dialogue's earlier turns are its context.
std::vector<int> turns_needed(const Planned& task, Arm arm) {
  if (dialogue::request_count(*task.first, task.second, arm) == 0) return {};
  if (arm != Arm::dialogue) return {task.second};
  std::vector<int> turns;
  for (int turn = 1; turn <= task.second; ++turn) turns.push_back(turn);
  return turns;
}

bool in_key_order(const CellKey& a, const CellKey& b) {
  return std::tie(a.system, a.turn, a.arm, a.model, a.epoch) < std::tie(b.system, b.turn, b.arm, b.model, b.epoch);
}

Status check_settings(const Settings& settings) {
  if (settings.models.empty())
    return fail(ErrorCode::invalid_input, "no model: say --model control/reference or provider/name");
  std::set<std::string> seen;
  for (const std::string& model : settings.models)
    if (!seen.insert(model).second) return fail(ErrorCode::invalid_input, fmt::format("--model names {} twice", model));
  if (settings.epochs < 1 || settings.epochs > 10000)
    return fail(ErrorCode::invalid_input, "--epochs must be between 1 and 10000");
  return {};
}

Result<Json> text_or_null(store::Store& store, const std::optional<suite::Script>& script) {
  if (!script) return Json(nullptr);
  TRY_ASSIGN(std::string hash, store.put_text(script->code));
  return Json(hash);
}

Result<Json> task_note(const suite::System& system, const suite::Turn& turn, store::Store& store) {
  Json requirements = Json::array();
  for (const suite::Requirement& r : turn.requirements)
    requirements.push_back(
        {{"id", r.id}, {"says", r.says}, {"kind", r.kind}, {"weight", r.weight}, {"given_only", r.given_only}});
  Json note{{"title", system.title},
            {"category", to_string(system.category)},
            {"requirements", std::move(requirements)},
            {"horizon_s", turn.horizon_s},
            {"task_hash", turn.hash},
            {"twin", or_null(system.twin)}};
  TRY_ASSIGN(note["prompt"], store.put_text(turn.prompt));
  TRY_ASSIGN(note["given"], text_or_null(store, turn.given));
  TRY_ASSIGN(note["reference"], text_or_null(store, turn.reference));
  return note;
}

/// An error when `key` of the earlier manifest isn't `now`.
Status same(const Json& earlier, const char* key, const Json& now, const char* what) {
  if (earlier.is_null() || get(earlier, key) == now) return {};
  return fail(
      ErrorCode::invalid_input,
      fmt::format("this run directory was made with another {} ({} before, {} now); use the same, or another --out",
                  what, to_text(get(earlier, key)), to_text(now)));
}

/// What was drawn for an instance's tasks.
Json instance_json(const suite::Suite& suite) {
  Json tasks = Json::object();
  for (const suite::System& system : suite.systems)
    for (const suite::Turn& turn : system.turns)
      if (!turn.drawn.is_null()) tasks[fmt::format("{}/{}", system.name, turn.number)] = turn.drawn;
  return {{"suite", suite.hash}, {"tasks", std::move(tasks)}};
}

/// The union of two lists, first the earlier one's.
Json joined(const Json& earlier, const Json& now) {
  Json out = earlier.is_array() ? earlier : Json::array();
  for (const Json& item : now)
    if (std::find(out.begin(), out.end(), item) == out.end()) out.push_back(item);
  return out;
}

}  // namespace

Result<std::vector<store::CellRow>> plan(const Settings& settings) {
  TRY(check_settings(settings));
  std::vector<store::CellRow> rows;
  for (const Planned& task : own_tasks(settings))
    for (Arm arm : settings.arms)
      for (int turn : turns_needed(task, arm))
        for (const std::string& model : settings.models)
          for (int epoch = 0; epoch < settings.epochs; ++epoch) {
            CellKey key{settings.suite->hash, task.first->name, turn, arm, model, epoch};
            rows.push_back({.key = key, .system_title = task.first->title, .category = task.first->category});
          }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return in_key_order(a.key, b.key); });
  auto same = [](const store::CellRow& a, const store::CellRow& b) { return a.key == b.key; };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());  // turns that several dialogues' turns need
  bool nothing_falls_to_it = settings.shard && !shuffled_shares(settings).empty();
  std::error_code ignored;
  if (rows.empty() && !nothing_falls_to_it)
    return fail(ErrorCode::not_found,
                fmt::format("nothing matches: look at --only (one pattern, with * and ?), --limit and --arm (stepwise "
                            "needs systems with turn3/steps){}{}",
                            suite::did_you_mean_task(*settings.suite, settings.only),
                            fs::exists(settings.only, ignored) && !settings.only.empty()
                                ? fmt::format("; '{}' is a file here: quote a pattern, or the shell puts the names of "
                                              "files in its place",
                                              settings.only)
                                : ""));
  return rows;
}

namespace {

/// What a report needs of every task that has cells: prompt, codes, requirements (note "tasks", docs/format/store.md).
Status note_tasks(const suite::Suite& suite, const std::vector<store::CellRow>& cells, store::Store& store) {
  std::set<std::pair<std::string, int>> tasks;
  for (const store::CellRow& cell : cells) tasks.emplace(cell.key.system, cell.key.turn);
  return store.together([&]() -> Status {
    TRY_ASSIGN(Json notes, store.get_note("tasks"));
    if (!notes.is_object()) notes = Json::object();
    store::Instances instances(store.manifest());
    for (const auto& [name, number] : tasks) {
      const suite::System* system = suite.find(name);
      check(system != nullptr, "a planned system is not in the suite");
      TRY_ASSIGN(notes[instances.task({.suite = suite.hash, .system = name, .turn = number})],
                 task_note(*system, system->turn(number), store));
    }
    return store.put_note("tasks", notes);
  });
}

}  // namespace

Sampling sampling_of(const Settings& settings, std::string_view model) {
  if (settings.sampling_preset.empty()) return settings.sampling;
  return provider::with_preset(settings.sampling,
                               provider::preset_sampling(settings.sampling_preset, model).value_or(Sampling()));
}

provider::Options model_options(const Settings& settings) {
  provider::Options options = settings.provider;
  options.drift = drift_for(*settings.suite);
  return options;
}

std::string empty_shards(const Settings& settings) {
  size_t shares = shuffled_shares(settings).size();
  if (!settings.shard || shares >= settings.shard->count) return "";
  size_t first = shares + 1, last = settings.shard->count;
  return fmt::format("there {} only {} to share out: nothing falls to {}", shares == 1 ? "is" : "are",
                     counted(shares, has_dialogue(settings) ? "system" : "task"),
                     first == last ? fmt::format("shard {}", first) : fmt::format("shards {} to {}", first, last));
}

size_t filled_shards(const Settings& settings) {
  return settings.shard ? std::min(settings.shard->count, shuffled_shares(settings).size()) : 1;
}

namespace {

/// manifest.json for these settings, merged into what an earlier call wrote.
/// errors: invalid_input when suite, sampling or preset differ from the earlier call's
Result<Json> make_manifest(const Settings& settings, const Bench& bench, const Json& earlier) {
  const suite::Suite& suite = *settings.suite;
  const auto& instance = suite.instance;
  Json suite_json{{"name", suite.name},
                  {"version", instance ? instance->version : suite.version},
                  {"hash", instance ? instance->hash : suite.hash}};
  TRY(same(earlier, "suite", suite_json, "suite or version of it"));
  Json sampling = settings.sampling.to_json();
  if (!settings.sampling_preset.empty()) sampling["preset"] = settings.sampling_preset;
  TRY(same(earlier, "sampling", sampling, "sampling"));
  TRY(same(earlier, "preset", settings.preset, "preset"));
  Json shard = shard_json(settings), before = get(earlier, "shard");
  if (before.is_object()) before.erase("shares");
  TRY(same(earlier.is_null() ? earlier : Json{{"shard", before}}, "shard", shard,
           "shard, --only, --limit or arm dialogue"));
  Json manifest = earlier.is_object() ? earlier : Json{{"format", 1}, {"created_by", "simbench " SIMBENCH_VERSION}};
  if (!manifest.contains("created")) manifest["created"] = utc_now();
  manifest["suite"] = suite_json;
  if (instance) manifest["instances"][std::to_string(instance->seed)] = instance_json(suite);
  manifest["suite_folder"] = suite.folder.string();
  manifest["sampling"] = sampling;
  manifest["preset"] = settings.preset;
  if (!shard.is_null()) manifest["shard"] = counted_shard(shard, earlier, settings);
  fill_merged(settings, manifest);
  manifest["simulator"] = {{"name", suite.simulator}, {"version", bench.simulator_version}};
  Json arms = Json::array();
  for (Arm arm : settings.arms) arms.push_back(to_string(arm));
  manifest["arms"] = joined(get(manifest, "arms"), arms);
  manifest["models"] = joined(get(manifest, "models"), settings.models);
  for (const std::string& model : settings.models)
    manifest["endpoints"][model] = provider::endpoint(model, settings.provider);
  note_prices(settings.models, settings.prices, manifest);
  return manifest;
}

/// Models that a run would refuse are refused before anything of it is written.
Status check_models(const Settings& settings, const Bench& bench) {
  provider::Options options = model_options(settings);
  for (const std::string& name : settings.models) {
    TRY_ASSIGN(auto model, provider::make(name, options));
    if (!model->trusted()) TRY(bench.may_run_untrusted());
  }
  return {};
}

}  // namespace

Status enter(const std::vector<Part>& parts, store::Store& store) {
  Json manifest = store.manifest();
  std::vector<std::vector<store::CellRow>> plans;
  TRY(check_models(*parts.front().settings, *parts.front().bench));
  for (const Part& part : parts) {
    TRY_ASSIGN(std::vector<store::CellRow> cells, plan(*part.settings));
    TRY_ASSIGN(manifest, make_manifest(*part.settings, *part.bench, manifest));
    plans.push_back(std::move(cells));
  }
  TRY(store.set_manifest(manifest));  // before the cells: it says which instance each is of
  return store.together([&]() -> Status {
    for (size_t i = 0; i < parts.size(); ++i) {
      TRY(store.plan(plans[i]));
      TRY(note_tasks(*parts[i].settings->suite, plans[i], store));
    }
    return {};
  });
}

}  // namespace simbench::campaign
