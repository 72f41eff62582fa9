#include "campaign/judge_items.h"

#include <charconv>

namespace simbench::campaign {
namespace {

constexpr size_t kReferenceAnchors = 3, kGivenAnchors = 2;

Result<std::optional<std::string>> text_of(const store::Store& store, const Json& hash) {
  if (!hash.is_string()) return std::optional<std::string>();
  TRY_ASSIGN(std::string text, store.get_text(hash.get<std::string>()));
  return std::optional(std::move(text));
}

/// "pendulum/2", "pendulum/2@7" → system and turn
CellKey task_key(const std::string& name) {
  size_t slash = name.rfind('/');
  int turn = 0;
  if (slash != std::string::npos) std::from_chars(name.data() + slash + 1, name.data() + name.size(), turn);
  return {.system = name.substr(0, slash), .turn = turn};
}

Result<api_index::IndexPointer> index_for(const Json& manifest, const std::string& api) {
  if (!api.empty() && api != "auto") return api_index::load_index(api);
  const Json& simulator = get(manifest, "simulator");
  auto name = get_string(simulator, "name");
  if (!name) return api_index::IndexPointer();
  auto found = api_index::load_index_for(*name, get_string(simulator, "version").value_or(""));
  return found ? *found : api_index::IndexPointer();
}

}  // namespace

Result<JudgeItems> JudgeItems::load(const store::Store& store, const std::string& api) {
  JudgeItems items;
  Json manifest = store.manifest();
  TRY_ASSIGN(items.index_, index_for(manifest, api));
  items.instances_ = store::Instances(manifest);
  items.simulator_ = get_string(get(manifest, "simulator"), "name").value_or("");
  TRY_ASSIGN(Json import, store.get_note("import"));
  items.imported_ = import.is_object();
  TRY_ASSIGN(Json notes, store.get_note("tasks"));
  if (!notes.is_object())
    return fail(ErrorCode::invalid_input, "the run knows no tasks: it was never planned; start it with `simbench run`",
                store.folder().string());
  for (const auto& [name, note] : notes.items()) {
    Task task;
    TRY_ASSIGN(task.given, text_of(store, get(note, "given")));
    TRY_ASSIGN(std::optional<std::string> prompt, text_of(store, get(note, "prompt")));
    TRY_ASSIGN(std::optional<std::string> reference, text_of(store, get(note, "reference")));
    task.prompt = prompt.value_or("");
    task.reference = reference.value_or("");
    for (const Json& row : get(note, "requirements"))
      task.requirements.push_back({get_string(row, "id").value_or(""), get_string(row, "says").value_or(""),
                                   get_number(row, "weight").value_or(1)});
    items.tasks_.emplace(name, std::move(task));
  }
  return items;
}

bool JudgeItems::ready(const store::CellRow& cell) const {
  if (!cell.program) return false;
  if (!cell.judgement) return imported_;
  return cell.judgement->cell_class != CellClass::infra_fail;
}

const JudgeItems::Task* JudgeItems::find(const CellKey& key) const {
  auto it = tasks_.find(instances_.task(key));
  return it == tasks_.end() ? nullptr : &it->second;
}

judge::Item JudgeItems::task_item(const CellKey& key, const std::string& task) const {
  judge::Item item{.key = {.system = key.system, .turn = key.turn}, .simulator = simulator_, .index = index_};
  if (auto it = tasks_.find(task); it != tasks_.end()) {
    item.prompt = it->second.prompt;
    item.given = it->second.given;
    item.reference = it->second.reference;
    item.requirements = it->second.requirements;
  }
  return item;
}

judge::Item JudgeItems::item(const store::CellRow& cell) const {
  judge::Item item = task_item(cell.key, instances_.task(cell.key));
  item.key = cell.key;
  item.candidate = cell.program ? cell.program->code : "";
  item.outcome = cell.outcome;
  item.judgement = cell.judgement;
  // Where the model saw no given code, its task was the prompts so far.
  if (cell.key.arm != Arm::dialogue && cell.key.arm != Arm::no_code) return item;
  item.given.reset();
  item.prompt.clear();
  CellKey part = cell.key;
  for (part.turn = 1; part.turn <= cell.key.turn; ++part.turn)
    if (const Task* task = find(part))
      item.prompt += fmt::format("{}Part {}:\n{}", part.turn > 1 ? "\n\n" : "", part.turn, task->prompt);
  return item;
}

std::map<std::string, judge::Item> JudgeItems::anchors() const {
  std::map<std::string, judge::Item> found;
  size_t references = 0, givens = 0;
  for (const auto& [name, task] : tasks_) {
    auto add = [&, &name = name](const char* what, const std::string& code) {
      judge::Item& item = found[name + " " + what] = task_item(task_key(name), name);
      item.candidate = code;
    };
    if (!trim(task.reference).empty() && references < kReferenceAnchors) ++references, add("reference", task.reference);
    if (task.given && !trim(*task.given).empty() && givens < kGivenAnchors) ++givens, add("given", *task.given);
  }
  return found;
}

}  // namespace simbench::campaign
