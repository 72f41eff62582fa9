#include "record/outcome.h"

namespace simbench {
namespace {

constexpr std::array<std::string_view, 8> kVerdicts{"no-code", "syntax",   "imports",  "builds",
                                                    "steps",   "finishes", "physical", "faithful"};
constexpr std::array<std::string_view, 4> kClasses{"pass", "model_fail", "infra_fail", "unscored"};
constexpr std::array<std::string_view, 10> kEnds{"finished",  "horizon",    "error",        "crashed", "exited",
                                                 "cpu_limit", "wall_limit", "memory_limit", "idle",    "not_started"};

template <typename Enum, size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& names, std::string_view text) {
  for (size_t i = 0; i < n; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

std::vector<std::string> texts(const Json& array) {
  std::vector<std::string> out;
  if (array.is_array())
    for (const Json& item : array)
      if (item.is_string()) out.push_back(item.get<std::string>());
  return out;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  return kVerdicts[static_cast<size_t>(verdict)];
}
std::optional<Verdict> verdict_from(std::string_view text) {
  return find<Verdict>(kVerdicts, text);
}
std::string_view to_string(CellClass cell_class) {
  return kClasses[static_cast<size_t>(cell_class)];
}
std::optional<CellClass> cell_class_from(std::string_view text) {
  return find<CellClass>(kClasses, text);
}
std::string_view to_string(End end) {
  return kEnds[static_cast<size_t>(end)];
}
std::optional<End> end_from(std::string_view text) {
  return find<End>(kEnds, text);
}

Json Isolation::to_json() const {
  return {{"grade", grade}, {"layers", layers}, {"missing", missing}};
}

Json Outcome::to_json() const {
  Json json{{"end", to_string(end)},
            {"signal", signal},
            {"parses", parses},
            {"imports", imports},
            {"first_step_called", first_step_called},
            {"first_step_returned", first_step_returned},
            {"error", nullptr},
            {"infra", infra},
            {"lacks", lacks},
            {"steps", steps},
            {"state_writes", state_writes},
            {"sim_time_s", sim_time_s},
            {"cpu_s", cpu_s},
            {"wall_s", wall_s},
            {"warnings", warnings},
            {"notes", notes},
            {"last_calls", last_calls},
            {"stdout_tail", stdout_tail},
            {"stderr_tail", stderr_tail},
            {"simulator", simulator},
            {"simulator_version", simulator_version},
            {"sensors", sensors},
            {"isolation", isolation.to_json()},
            {"trace", trace}};
  if (error)
    json["error"] = {{"type", error->type},
                     {"message", error->message},
                     {"line", error->line},
                     {"column", error->column},
                     {"end_column", error->end_column}};
  return json;
}

Outcome Outcome::from_json(const Json& json) {
  auto text = [&](const char* key) { return get_string(json, key).value_or(""); };
  auto number = [&](const char* key) { return get_number(json, key).value_or(0); };
  auto integer = [](const Json& part, const char* key) { return static_cast<int>(get_number(part, key).value_or(0)); };
  auto flag = [&](const char* key) { return get_bool(json, key).value_or(false); };
  Outcome o;
  o.end = end_from(text("end")).value_or(End::not_started);
  o.signal = integer(json, "signal");
  o.parses = flag("parses");
  o.imports = flag("imports");
  o.first_step_called = flag("first_step_called");
  o.first_step_returned = flag("first_step_returned");
  if (const Json& e = get(json, "error"); e.is_object())
    o.error = ScriptError{get_string(e, "type").value_or(""), get_string(e, "message").value_or(""), integer(e, "line"),
                          integer(e, "column"), integer(e, "end_column")};
  o.infra = text("infra");
  o.lacks = text("lacks");
  o.steps = static_cast<int64_t>(number("steps"));
  o.state_writes = static_cast<int64_t>(number("state_writes"));
  o.sim_time_s = number("sim_time_s");
  o.cpu_s = number("cpu_s");
  o.wall_s = number("wall_s");
  o.warnings = texts(get(json, "warnings"));
  o.notes = texts(get(json, "notes"));
  o.last_calls = texts(get(json, "last_calls"));
  o.stdout_tail = text("stdout_tail");
  o.stderr_tail = text("stderr_tail");
  o.simulator = text("simulator");
  o.simulator_version = text("simulator_version");
  o.sensors = get_string(json, "sensors").value_or("real");
  const Json& isolation = get(json, "isolation");
  o.isolation = {get_string(isolation, "grade").value_or("none"), texts(get(isolation, "layers")),
                 texts(get(isolation, "missing"))};
  o.trace = text("trace");
  return o;
}

Json RequirementResult::to_json() const {
  Json json{{"id", id}, {"met", or_null(met)}, {"value", value}, {"bound", bound}, {"reason", reason}};
  if (!where.is_null()) json["where"] = where;
  return json;
}

RequirementResult RequirementResult::from_json(const Json& json) {
  return {get_string(json, "id").value_or(""),     get_bool(json, "met"), get(json, "value"), get(json, "bound"),
          get_string(json, "reason").value_or(""), get(json, "where")};
}

}  // namespace simbench
