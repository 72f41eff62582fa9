#include "grader/verify.h"

namespace simbench::grader {
namespace {

std::string said(const Json& response) {
  std::string text;
  for (const Json& part : get(response, "output")) {
    if (get(part, "type") != "message") continue;
    if (auto plain = get_string(part, "content")) text += *plain;
    if (!get(part, "content").is_array()) continue;
    for (const Json& piece : get(part, "content"))
      if (get(piece, "type") == "output_text") text += get_string(piece, "text").value_or("");
  }
  return text;
}

}  // namespace

Item item_from_verify(const Json& request) {
  const Json& metadata = get(request, "verifier_metadata");
  const Json& response = get(request, "response");
  Json row{{"task", get(request, "task")}, {"reply", said(response)}};
  for (const char* key : {"task", "arm"}) {
    const Json& own = get(request, key);
    if (const Json& value = own.is_null() ? get(metadata, key) : own; !value.is_null()) row[key] = value;
  }
  for (const Json* told : {&metadata, &request})  // null says something there: the suite as it stands
    if (told->is_object() && told->contains("instance")) row["instance"] = (*told)["instance"];
  if (get(get(response, "incomplete_details"), "reason") == "max_output_tokens") row["finish_reason"] = "length";
  bool broken = !get(response, "error").is_null() || get_string(response, "status") == "failed" ||
                get_string(response, "status") == "cancelled";
  if (broken) row["finish_reason"] = "error";
  if (!get(response, "output").is_array()) row.erase("reply");
  return item_from(row);
}

Json verify_answer(Json request, const Grade& grade, Reasons reasons) {
  Json answer = request.is_object() ? std::move(request) : Json::object();
  answer["reward"] = grade.reward.value_or(0);
  answer["mask_sample"] = !grade.reward.has_value();
  bool doubted = grade.confirmed == "unconfirmed";
  std::string kind = fmt::format("simbench:{}", doubted ? grade.confirmed : to_string(grade.cell_class));
  answer["failure_kind"] = grade.reward ? Json(nullptr) : Json(kind);
  answer["failure_reason"] = grade.reward ? Json(nullptr) : Json(doubted ? grade.confirmed_reason : grade.reason);
  answer["grade"] = grade.to_json(reasons);
  return answer;
}

}  // namespace simbench::grader
