#include "grader/item.h"

#include "provider/provider.h"

namespace simbench::grader {
namespace {

/// "pendulum/2" from the keys that recorded replies have.
std::optional<std::string> task_of(const Json& row) {
  if (auto task = get_string(row, "task")) return task;
  auto system = get_string(row, "system");
  const Json& turn = get(row, "turn");
  if (!system || !turn.is_number_integer()) return std::nullopt;
  return fmt::format("{}/{}", *system, turn.get<int64_t>());
}

std::string problem_of(const Json& row, const Item& item) {
  if (!row.is_object()) return "bad_row: a row is a JSON object";
  if (item.task.empty()) return "bad_row: 'task' is missing, e.g. \"pendulum/2\"";
  bool has_reply = get(row, "reply").is_string(), has_program = get(row, "program").is_string();
  if (has_reply == has_program) return "bad_row: either 'reply' or 'program' must be there, as a text";
  if (auto arm = get_string(row, "arm"); arm && !arm_from(*arm))
    return fmt::format("bad_row: there is no arm '{}'", *arm);
  const Json& instance = get(row, "instance");
  bool is_seed = instance.is_number_unsigned() || (instance.is_number_integer() && instance.get<int64_t>() >= 0);
  if (!instance.is_null() && !is_seed) return "bad_row: 'instance' is a number from 0, or null";
  return "";
}

}  // namespace

Item item_from(const Json& row) {
  Item item{.id = get(row, "id"), .task = row.is_object() ? task_of(row).value_or("") : ""};
  item.problem = problem_of(row, item);
  if (!item.problem.empty()) return item;
  if (auto arm = get_string(row, "arm")) item.arm = *arm_from(*arm);
  if (row.contains("instance")) {
    const Json& seed = row["instance"];
    item.instance = seed.is_null() ? std::nullopt : std::optional(seed.get<uint64_t>());
  }
  item.program = get_string(row, "program");
  item.reply.text = get_string(row, "reply").value_or("");
  item.reply.finish_reason = provider::neutral_finish(get_string(row, "finish_reason").value_or("stop"));
  // What an endpoint broke off says nothing about the model.
  if (provider::is_broken_off(item.reply.finish_reason))
    item.problem = fmt::format("endpoint_error: the endpoint broke the answer off ({})", item.reply.finish_reason);
  return item;
}

Item broken_item(std::string problem) {
  Item item;
  item.problem = std::move(problem);
  return item;
}

std::optional<Reasons> reasons_from(std::string_view text) {
  if (text == "none") return Reasons::none;
  if (text == "class") return Reasons::code;
  if (text == "full") return Reasons::full;
  return std::nullopt;
}

Json Grade::to_json(Reasons reasons) const {
  Json json{{"id", id},
            {"task", task.empty() ? Json(nullptr) : Json(task)},
            {"instance", or_null(instance)},
            {"reward", or_null(reward)},
            {"policy", policy},
            {"class", to_string(cell_class)},
            {"cost",
             {{"cpu_s", cost.cpu_s},
              {"wall_s", cost.wall_s},
              {"sim_time_s", cost.sim_time_s},
              {"steps", cost.steps},
              {"duplicate", cost.duplicate}}}};
  if (reasons == Reasons::none) return json;
  json["confirmed"] = confirmed.empty() ? Json(nullptr) : Json(confirmed);
  if (!confirmed_reason.empty())
    json["confirmed_reason"] =
        reasons == Reasons::full ? confirmed_reason : confirmed_reason.substr(0, confirmed_reason.find(':'));
  json["verdict"] = verdict ? Json(to_string(*verdict)) : Json(nullptr);
  json["reason"] = reasons == Reasons::full ? reason : reason.substr(0, reason.find(':'));
  json["parts"] = {{"rung", or_null(rung)},
                   {"requirements", or_null(requirements)},
                   {"agreement", or_null(agreement)},
                   {"conformance", or_null(conformance)}};
  if (reasons != Reasons::full) return json;
  json["requirements"] = Json::array();
  for (const RequirementResult& result : results) json["requirements"].push_back(result.to_json());
  return json;
}

}  // namespace simbench::grader
